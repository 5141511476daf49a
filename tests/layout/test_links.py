"""Codes, videos and links of pictures: what is drawn, where a click leads, and what is told of an address."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from deckbrief.base.report import format_problems
from deckbrief.content.check import check_pack
from deckbrief.content.free import QrCode
from deckbrief.content.read import read_pack
from deckbrief.draft.code import code_of
from deckbrief.export.pptx.deck import write_deck
from deckbrief.export.svg import frame_svg
from deckbrief.inspect.accessibility import accessibility_problems
from deckbrief.inspect.lint import lint_package
from deckbrief.layout.frame import Image, Shape, Table, Text
from PIL import Image as Pillow

from tests.layout.test_free import frames_of, pack_with, said, titled
from tests.layout.test_slide import THEME, assert_sound

ADDRESS = "https://example.org/a/page?x=1&y=2"


def pictured(tmp_path: Path, slides: str) -> Path:
    folder = pack_with(tmp_path / "pack", slides)
    Pillow.new("RGB", (160, 90), "teal").save(folder / "a.png")
    return folder


def test_a_code_is_of_whole_pixels_and_has_its_quiet_zone() -> None:
    code = code_of(QrCode(link=ADDRESS), "p")
    image = Pillow.open(io.BytesIO(code.data)).convert("L")
    assert image.size == (code.width, code.height)
    dots = image.width // 16
    assert image.width % 16 == 0
    seen = [[image.getpixel((x * 16, y * 16)) for x in range(dots)] for y in range(dots)]
    again = Pillow.new("L", (dots, dots))
    again.putdata([value for row in seen for value in row])
    assert again.resize(image.size, Pillow.Resampling.NEAREST).tobytes() == image.tobytes()
    assert {value for row in seen[:4] for value in row} == {255}
    assert {value for row in seen for value in row} == {0, 255}
    finder = [value == 0 for value in seen[4][4:11]]
    assert finder == [True] * 7


def test_a_code_stands_beside_its_address_and_both_lead_there(tmp_path: Path) -> None:
    body = f"qr: {{link: '{ADDRESS}', caption: The page}}"
    deck = frames_of(pack_with(tmp_path / "pack", f"  - {{title: Scan, {body}}}\n"))
    (frame,) = titled(deck, "Scan")
    assert_sound(frame)
    (code,) = [item for item in frame.walk() if isinstance(item, Image)]
    assert code.link == ADDRESS
    assert code.rect.width == code.rect.height > 3_000_000
    assert "example.org/a/page?x=1&y=2" in said(frame).replace("\n", "")
    assert "The page" in said(frame)
    assert frame_svg(frame, THEME).count('href="https://example.org/a/page?x=1&amp;y=2"') >= 2
    data = write_deck(deck, THEME)
    assert not (problems := [*lint_package(data), *accessibility_problems(data)]), format_problems(problems)


def test_the_poster_of_a_video_leads_to_it(tmp_path: Path) -> None:
    body = f"video: {{link: '{ADDRESS}', poster: a.png, alt: Two hands, credit: Ada}}"
    deck = frames_of(pictured(tmp_path, f"  - {{title: Film, {body}}}\n"))
    (frame,) = titled(deck, "Film")
    assert_sound(frame)
    links = [item.link for item in frame.walk() if isinstance(item, Image | Shape) and item.link == ADDRESS]
    assert len(links) == 2
    assert "Ada" in said(frame)


def test_a_picture_may_lead_somewhere(tmp_path: Path) -> None:
    deck = frames_of(pictured(tmp_path, f"  - {{title: Look, picture: {{file: a.png, alt: A, link: '{ADDRESS}'}}}}\n"))
    (frame,) = titled(deck, "Look")
    assert [item.link for item in frame.walk() if isinstance(item, Image)] == [ADDRESS]


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ("qr: {link: example.org}", "content.link"),
        ("qr: {link: 'javascript:alert(1)'}", "content.link"),
        ("qr: {link: 'file:///etc/passwd'}", "content.link"),
        (f"qr: {{link: 'https://example.org/{'a' * 400}'}}", "content.limit"),
        ("video: {link: 'ftp://x', poster: a.png, alt: A}", "content.link"),
        ("video: {link: 'https://example.org/', poster: a.png}", "content.missing-field"),
        ("picture: {file: a.png, alt: A, link: here}", "content.link"),
    ],
)
def test_an_address_that_leads_nowhere_is_told_at_its_place(tmp_path: Path, body: str, code: str) -> None:
    problems = check_pack(read_pack(pictured(tmp_path, f"  - {{title: A, {body}}}\n")))
    assert [problem.code for problem in problems] == [code]
    assert problems[0].place.line == 4
    assert problems[0].hint


def test_cards_and_tables_are_told_with_emphasis_and_without_marks(tmp_path: Path) -> None:
    slides = (
        "  - {title: Cards, cards: [{name: One, text: 'a **strong** word'}, {name: Two, text: 2*3*4}]}\n"
        "  - {title: Rows, table: {head: [A, B], rows: [[x, '**bold** b'], [y, '==lit==']]}}\n"
    )
    deck = frames_of(pack_with(tmp_path / "pack", slides))
    (cards,), (rows,) = titled(deck, "Cards"), titled(deck, "Rows")
    bodies = [item.body for item in cards.walk() if isinstance(item, Shape | Text) and item.body]
    runs = [run for body in bodies for paragraph in body.paragraphs for run in paragraph.runs]
    assert [run.text for run in runs if run.bold and run.text == "strong"] == ["strong"]
    assert "2*3*4" in said(cards)
    (table,) = [item for item in rows.walk() if isinstance(item, Table)]
    told = [cell.body.text for row in table.rows for cell in row]
    assert told == ["A", "B", "x", "bold b", "y", "lit"]
    assert "**" not in (table.alt or "")


def test_a_title_is_told_with_emphasis_and_named_without_marks(tmp_path: Path) -> None:
    slides = "  - {title: 'Bread is *slow* work', text: [One.]}\n  - {title: 'Bread is *slow* work', text: [Two.]}\n"
    deck = frames_of(pack_with(tmp_path / "pack", slides))
    frames = titled(deck, "Bread is slow work")
    assert [frame.title for frame in frames] == ["Bread is slow work (1/2)", "Bread is slow work (2/2)"]
    for number, frame in enumerate(frames, 1):
        (text,) = [item for item in frame.walk() if isinstance(item, Text) and item.placeholder == "title"]
        runs = [run for paragraph in text.body.paragraphs for run in paragraph.runs]
        assert "".join(run.text for run in runs) == frame.title
        assert [run.text for run in runs if run.color is not None] == ["slow", f" ({number}/2)"]
        assert "*" not in "".join(note.text for note in frame.notes)
