"""Pictures: upright, in the colours of screens, small, without what cameras note; what cannot be used is told."""

from __future__ import annotations

import os
import re
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from deckbrief.base.length import Emu, Rect
from deckbrief.base.problem import ProblemError
from deckbrief.content.check import check_pack
from deckbrief.content.read import read_pack
from deckbrief.draft import media
from deckbrief.draft.decks import draft_deck
from deckbrief.draft.media import Unusable, photo_of
from deckbrief.draft.nodes import Picture
from deckbrief.draft.vector import UndrawableError, png_of
from deckbrief.export.pptx.deck import write_deck
from deckbrief.inspect.lint import lint_package
from deckbrief.layout.figures.picture import cropped
from deckbrief.layout.frame import Image as Drawn
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from tests.layout.test_free import frames_of, pack_with, said, titled
from tests.layout.test_slide import assert_sound
from tests.support.small_pack import ROOTS, THEME


def halves(width: int = 60, height: int = 40) -> Image.Image:
    """Return a picture that is red at the left and blue at the right."""
    image = Image.new("RGB", (width, height), "blue")
    image.paste((255, 0, 0), (0, 0, width // 2, height))
    return image


def opened(file: Path) -> Image.Image:
    return Image.open(BytesIO(photo_of(file).data))


def is_red(pixel: object) -> bool:
    assert isinstance(pixel, tuple)
    return bool(pixel[0] > 180 and pixel[2] < 90)


def test_a_picture_stands_upright_and_tells_nothing_of_its_camera(tmp_path: Path) -> None:
    noted = Image.Exif()
    noted[0x0112], noted[0x010F] = 6, "SECRET CAMERA"
    halves(600, 400).rotate(90, expand=True).save(tmp_path / "a.jpg", exif=noted)
    photo = photo_of(tmp_path / "a.jpg")
    assert (photo.width, photo.height) == (600, 400)
    assert is_red(opened(tmp_path / "a.jpg").convert("RGB").getpixel((100, 200)))
    assert b"SECRET" in (tmp_path / "a.jpg").read_bytes()
    assert b"SECRET" not in photo.data
    assert not opened(tmp_path / "a.jpg").getexif()


def test_a_large_photograph_becomes_as_large_as_a_slide_needs(tmp_path: Path) -> None:
    Image.effect_noise((5000, 3000), 90).convert("RGB").save(tmp_path / "a.jpg", quality=95)
    photo = photo_of(tmp_path / "a.jpg")
    assert (photo.width, photo.height) == (2000, 1200)
    assert len(photo.data) * 4 < (tmp_path / "a.jpg").stat().st_size


@pytest.mark.parametrize("mode", ["CMYK", "L", "1", "P", "RGBA", "LA", "I;16"])
@pytest.mark.parametrize("kind", ["png", "jpg", "webp"])
def test_every_mode_becomes_one_that_slides_show(tmp_path: Path, mode: str, kind: str) -> None:
    image = Image.new("I;16", (60, 40), 40_000) if mode == "I;16" else halves().convert(mode)
    try:
        image.save(tmp_path / f"a.{kind}")
    except (OSError, ValueError, KeyError):
        pytest.skip("no such picture can be written")
    photo = photo_of(tmp_path / f"a.{kind}")
    again = opened(tmp_path / f"a.{kind}")
    assert again.mode in ("RGB", "RGBA")
    assert again.size == (photo.width, photo.height) == (60, 40)
    if mode in ("CMYK", "P", "RGBA"):
        assert is_red(again.convert("RGB").getpixel((10, 20)))


def test_transparency_stays(tmp_path: Path) -> None:
    Image.new("RGBA", (8, 8), (255, 0, 0, 0)).save(tmp_path / "a.png")
    assert photo_of(tmp_path / "a.png").media_type == "image/png"
    assert opened(tmp_path / "a.png").getpixel((1, 1)) == (255, 0, 0, 0)


def test_the_same_picture_has_the_same_bytes(tmp_path: Path) -> None:
    for name in ("a.jpg", "b.jpg"):
        Image.effect_mandelbrot((300, 200), (-2, -1, 1, 1), 60).convert("RGB").save(tmp_path / name)
    assert photo_of(tmp_path / "a.jpg").data == photo_of(tmp_path / "b.jpg").data


def test_a_broken_one_and_one_that_is_none_are_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    halves(300, 300).save(tmp_path / "a.jpg")
    (tmp_path / "cut.jpg").write_bytes((tmp_path / "a.jpg").read_bytes()[:400])
    (tmp_path / "none.png").write_bytes(b"no picture")
    (tmp_path / "empty.png").write_bytes(b"")
    monkeypatch.setattr(media, "_MOST_PIXELS", 80_000)
    told = {}
    for name in ("none.png", "empty.png", "a.jpg"):
        with pytest.raises(Unusable) as caught:
            photo_of(tmp_path / name)
        told[name] = str(caught.value.message)
    assert "is no picture" in told["none.png"]
    assert "is no picture" in told["empty.png"]
    assert "300 × 300" in told["a.jpg"]
    monkeypatch.undo()
    with pytest.raises(Unusable, match="broken"):
        photo_of(tmp_path / "cut.jpg")


def problems_of(folder: Path) -> list[tuple[str, int, str, str]]:
    pack = read_pack(folder)
    assert check_pack(pack) == []
    with pytest.raises(ProblemError) as caught:
        draft_deck(pack, pack.sessions[0], ROOTS)
    return [(p.code, p.place.line, str(p.message), str(p.hint)) for p in caught.value.problems]


def test_files_are_looked_for_beside_the_yaml_and_in_the_content_folder_and_nowhere_else(tmp_path: Path) -> None:
    slides = "".join(
        f"  - {{title: P{number}, picture: {{file: {name}, alt: it}}}}\n"
        for number, name in enumerate(("photo.png", "../outside.png", "link.png", "phto.png"))
    )
    folder = pack_with(tmp_path / "pack", slides)
    for name in ("pack/photo.png", "outside.png"):
        halves().save(tmp_path / name)
    os.symlink(tmp_path / "outside.png", folder / "link.png")
    outside = "lies outside of the content folder"
    found = problems_of(folder)
    assert {code for code, _, _, _ in found} == {"content.file"}
    assert [line for _, line, _, _ in found] == [5, 6, 7]
    assert [outside in message for _, _, message, _ in found] == [True, True, False]
    assert found[2][3] == "did you mean 'photo.png'?"


def test_pictures_are_drawn_in_their_places_with_words(tmp_path: Path) -> None:
    slides = (
        "  - {title: Wide, picture: {file: wide.png, alt: a field, caption: A field, credit: Ada}}\n"
        "  - {title: Tall, lead: Look at it., picture: {file: tall.png, alt: a tree}}\n"
        "  - {title: Many, pictures: [{file: tall.png, alt: a}, {file: wide.png, alt: b}, {file: tall.png, alt: c}]}\n"
        "  - {title: Whole, picture: {file: tall.png, alt: a tree, fit: whole}}\n"
    )
    folder = pack_with(tmp_path / "pack", slides)
    halves(300, 100).save(folder / "wide.png")
    halves(100, 130).save(folder / "tall.png")
    deck = frames_of(folder)
    counts = {}
    for title in ("Wide", "Tall", "Many", "Whole"):
        (frame,) = titled(deck, title)
        assert_sound(frame)
        drawn = [item for item in frame.walk() if isinstance(item, Drawn)]
        counts[title] = len(drawn)
        for item in drawn:
            left, top, right, bottom = item.crop
            across, down = (300, 100) if item.alt in ("a field", "b") else (100, 130)
            shape = across * (1 - left - right) / (down * (1 - top - bottom))
            assert shape == pytest.approx(item.rect.width / item.rect.height, rel=0.01)
            assert item.alt
    assert counts == {"Wide": 1, "Tall": 1, "Many": 3, "Whole": 1}
    (whole,) = [item for item in titled(deck, "Whole")[0].walk() if isinstance(item, Drawn)]
    assert whole.crop == (0, 0, 0, 0)


@pytest.mark.parametrize("closing", [True, False])
def test_who_made_the_pictures_is_told_on_a_hidden_slide(tmp_path: Path, closing: bool) -> None:
    slides = "  - {title: A, picture: {file: a.png, caption: A field, credit: Ada}}\n"
    folder = pack_with(tmp_path / "pack", slides)
    halves().save(folder / "a.png")
    session = (folder / "morning.yaml").read_text()
    if closing:
        session = session.replace("minutes: 20", "minutes: 21") + "  - {kind: closing, title: End, minutes: 1}\n"
    (folder / "morning.yaml").write_text(session)
    *others, last = frames_of(folder).frames
    assert last.hidden
    assert "A field\nAda" in said(last)
    assert not any("A field\nAda" in said(frame) for frame in others)


def test_what_several_pictures_say_of_who_made_them_is_told_once(tmp_path: Path) -> None:
    slides = "".join(
        f"  - {{title: {name}, picture: {{file: {name}.png, caption: Field {name}, credit: {credit}}}}}\n"
        for name, credit in (("a", "Ada"), ("b", "Bo"), ("c", "Ada"))
    )
    folder = pack_with(tmp_path / "pack", slides)
    for name in "abc":
        halves().save(folder / f"{name}.png")
    last = frames_of(folder).frames[-1]
    assert "Ada\nField a\nField c\nBo\nField b" in said(last)


@given(
    st.tuples(st.integers(100, 4000), st.integers(100, 4000)),
    st.tuples(st.integers(100, 4000), st.integers(100, 4000)),
    st.tuples(st.floats(0, 1), st.floats(0, 1)),
)  # fmt: skip
def test_a_crop_keeps_the_shape_of_its_box_and_stays_within_the_picture(
    size: tuple[int, int], box: tuple[int, int], focus: tuple[float, float]
) -> None:
    picture = Picture(data=b"", media_type="", width=size[0], height=size[1], path="", focus=focus)
    crop = cropped(picture, Rect(Emu(0), Emu(0), Emu(box[0] * 1000), Emu(box[1] * 1000)))
    assert all(0 <= share < 1 for share in (round(each, 4) for each in crop))
    assert min(crop[0] + crop[2], crop[1] + crop[3]) == pytest.approx(0, abs=1e-4)


DRAWING = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 60 40">{}</svg>'
RED = '<rect width="30" height="40" fill="#ff0000"/><rect x="30" width="30" height="40" fill="#0000ff"/>'


def drawing(tmp_path: Path, text: str) -> Path:
    (tmp_path / "a.svg").write_text(text, "utf-8")
    return tmp_path / "a.svg"


def test_a_drawing_becomes_a_picture_as_large_as_slides_need(tmp_path: Path) -> None:
    photo = photo_of(drawing(tmp_path, DRAWING.format(RED)))
    assert photo.media_type == "image/png"
    assert photo.width == 2000
    assert abs(photo.height - 1333) <= 1
    image = opened(tmp_path / "a.svg").convert("RGB")
    assert is_red(image.getpixel((500, 600)))
    assert not is_red(image.getpixel((1500, 600)))


def test_a_drawing_that_is_clear_stays_clear(tmp_path: Path) -> None:
    assert photo_of(drawing(tmp_path, DRAWING.format('<circle r="9"/>'))).media_type == "image/png"
    assert opened(tmp_path / "a.svg").mode == "RGBA"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (DRAWING.format("<text>a</text>"), "sets text"),
        (DRAWING.format('<image href="file:///etc/hostname"/>'), "another file"),
        (DRAWING.format('<image href="../../other.png"/>'), "another file"),
        (DRAWING.format('<rect fill="url(https://example.org/x.svg#a)"/>'), "another file"),
        (DRAWING.format("<style>@import 'x.css';</style>"), "another file"),
        ("<svg", "not well-formed"),
        ("<html/>", "no SVG drawing"),
        ('<svg xmlns="http://www.w3.org/2000/svg"/>', "no size"),
        ('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9000 1"/>', "9000"),
        ('<!DOCTYPE svg [<!ENTITY a "b">]><svg xmlns="http://www.w3.org/2000/svg"/>', "document type"),
    ],
)
def test_a_drawing_that_cannot_be_drawn_alike_everywhere_is_told(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(Unusable) as raised:
        photo_of(drawing(tmp_path, text))
    assert said in str(raised.value.message)


def test_a_drawing_with_a_plain_document_type_is_read(tmp_path: Path) -> None:
    doctype = '<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">'
    assert photo_of(drawing(tmp_path, doctype + DRAWING.format(RED))).width == 2000


def test_a_drawing_is_kept_beside_its_picture_without_what_was_noted_in_it(tmp_path: Path) -> None:
    noted = (
        '<!-- SECRET --><svg xmlns="http://www.w3.org/2000/svg" xmlns:i="http://www.inkscape.org/namespaces/inkscape"'
        ' viewBox="0 0 60 40" i:docname="SECRET" onload="SECRET()"><metadata>SECRET</metadata><title>SECRET</title>'
        '<i:view who="SECRET"/><script>SECRET()</script><g i:label="SECRET"><!-- SECRET -->' + RED + "</g></svg>"
    )
    photo = photo_of(drawing(tmp_path, noted))
    assert b"SECRET" not in photo.vector
    drawing(tmp_path, photo.vector.decode())
    again = opened(tmp_path / "a.svg").convert("RGB")
    assert is_red(again.getpixel((500, 600)))
    assert not is_red(again.getpixel((1500, 600)))


def test_a_deck_holds_a_drawing_beside_its_picture(tmp_path: Path) -> None:
    folder = pack_with(tmp_path / "pack", "  - {title: A, picture: {file: a.svg, alt: two fields}}\n")
    drawing(folder, DRAWING.format(RED))
    data = write_deck(frames_of(folder), THEME)
    assert lint_package(data) == []
    with ZipFile(BytesIO(data)) as members:
        names = [name for name in members.namelist() if name.startswith("ppt/media/") and name.endswith(".svg")]
        assert len(names) == 1
        assert members.read(names[0]).count(b"<rect") == 2
        assert 'Extension="svg" ContentType="image/svg+xml"' in members.read("[Content_Types].xml").decode()
        slides = [name for name in members.namelist() if name.startswith("ppt/slides/slide")]
        pictures = [
            found for name in slides for found in re.findall(r"<a:blip .*?</a:blip>", members.read(name).decode())
        ]
    assert len(pictures) == 1
    assert len(set(re.findall(r'r:embed="([^"]+)"', pictures[0]))) == 2


def test_a_drawing_that_its_library_gives_up_on_is_a_problem_and_no_crash() -> None:
    circle = b'<circle cx="9" cy="9" r="21474836484"/>'
    drawing = (
        b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 30"><g transform="scale(2)">' + circle + b"</g></svg>"
    )
    with pytest.raises(UndrawableError, match="cannot be drawn"):
        png_of(drawing, 64)
