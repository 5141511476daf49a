"""What was changed in a deck comes back to its YAML, whether PowerPoint or LibreOffice has saved it."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from deckbrief.base.problem import ProblemError
from deckbrief.cli import main
from deckbrief.content.read import read_pack
from deckbrief.run.build import build_outputs
from deckbrief.run.pull.pull import Pulled, lines, pull, write_pulled
from deckbrief.run.request import Options
from PIL import Image
from pptx import Presentation

from tests.support.office import convert
from tests.support.powerpoint import as_powerpoint_writes
from tests.support.small_pack import write_pack


@pytest.fixture
def options(tmp_path: Path) -> Options:
    content = write_pack(tmp_path / "content", "pillars", 3, said="Wait a day and a night.")
    options = Options(content=content, templates=None, theme="vermilion", out=tmp_path / "build", jobs=1)
    build_outputs(("deck",), options, lambda *_: None)
    return options


def _deck(options: Options) -> Path:
    return options.out / "deck/bakery.pptx"


def _edited(options: Options, change: Callable[[Any], None], office: bool = False) -> Path:
    """Change the deck with python-pptx, which writes as PowerPoint does, and have LibreOffice save it too."""
    folder = options.out.parent / "edited"
    folder.mkdir(exist_ok=True)
    deck = Presentation(str(_deck(options)))
    change(deck)
    file = folder / "bakery.pptx"
    deck.save(str(file))
    return convert(file, folder / "office", "pptx") if office else file


def _replace(deck: Any, old: str, new: str) -> None:
    """Replace words wherever a run of a slide or of its notes has them."""
    found = 0
    for slide in deck.slides:
        shapes = [*slide.shapes, *slide.notes_slide.shapes]
        while shapes:
            shape = shapes.pop()
            shapes += list(getattr(shape, "shapes", ()))
            for paragraph in shape.text_frame.paragraphs if shape.has_text_frame else ():
                for run in paragraph.runs:
                    if old in run.text and " = " not in run.text:
                        run.text = run.text.replace(old, new)
                        found += 1
    assert found, old


def _said(pulled: Pulled) -> list[tuple[str, str]]:
    return [(one.written.text, one.new) for one in pulled.placed]


@pytest.mark.parametrize("office", [False, pytest.param(True, marks=pytest.mark.office)])
def test_a_deck_that_was_only_saved_brings_nothing(office: bool, options: Options) -> None:
    pulled = pull(_edited(options, lambda deck: None, office), options)
    assert list(lines(pulled)) == []
    assert pulled.settled


@pytest.mark.parametrize("office", [False, pytest.param(True, marks=pytest.mark.office)])
def test_texts_and_notes_come_back_to_their_lines(office: bool, options: Options) -> None:
    def change(deck: Any) -> None:
        _replace(deck, "rest 2", "rest the second")
        _replace(deck, "Wait for it.", "Wait for the dough.")
        _replace(deck, "a day and a night", "a week")

    unit = options.content / "bakery.yaml"
    before = unit.read_text("utf-8")
    pulled = pull(_edited(options, change, office), options)
    assert sorted(_said(pulled)) == [
        ("Wait a day and a night.", "Wait a week."),
        ("Wait for it.", "Wait for the dough."),
        ("rest 2", "rest the second"),
    ]
    assert pulled.settled
    numbered = before.splitlines()
    assert all(one.written.text in numbered[one.written.line - 1] for one in pulled.placed)
    assert unit.read_text("utf-8") == before
    assert write_pulled(pulled) == []
    expected = before.replace("rest 2", "rest the second").replace("Wait for it.", "Wait for the dough.")
    assert unit.read_text("utf-8") == expected.replace("a day and a night", "a week")
    build_outputs(("deck",), options, lambda *_: None)
    assert _said(pull(_edited(options, lambda deck: None), options)) == []


def test_the_words_around_a_text_are_not_written_into_it(options: Options) -> None:
    pulled = pull(_edited(options, lambda deck: _replace(deck, "Bakery · Rests", "Bakery · Pauses")), options)
    assert _said(pulled) == [("Rests", "Pauses")]


def test_the_sentence_that_leads_a_text_and_what_follows_come_back_into_it(options: Options) -> None:
    slides = "  - {title: Slow, text: [Dough is slow. Ovens are not., So wait.]}\n"
    (options.content / "mine.yaml").write_text(f"kind: slides\ntitle: Mine\nunit: bakery\nslides:\n{slides}", "utf-8")
    build_outputs(("deck",), options, lambda *_: None)
    whole = "Dough is slow. Ovens are not."
    for old, new in (("Dough is slow.", "Dough takes a day."), ("Ovens are not.", "Ovens hurry.")):
        edited = _edited(options, partial(_replace, old=old, new=new))
        assert _said(pull(edited, options)) == [(whole, whole.replace(old, new))]


def test_what_is_of_no_single_text_is_left_to_a_person(options: Options) -> None:
    pulled = pull(_edited(options, lambda deck: _replace(deck, "Takeaway", "My own words")), options)
    assert not pulled.placed
    assert ("Takeaway", "My own words") in {(change.old, change.new) for change in pulled.homeless}
    assert not pulled.settled


def test_one_text_changed_in_two_ways_is_left_to_a_person(options: Options) -> None:
    seen: list[str] = []

    def change(deck: Any) -> None:
        for slide in deck.slides:
            for shape in slide.shapes:
                for paragraph in shape.text_frame.paragraphs if shape.has_text_frame else ():
                    for run in paragraph.runs:
                        if "slow dough" in run.text:
                            run.text = run.text.replace("slow", ("sour", "quick")[len(seen) % 2])
                            seen.append(run.text)

    pulled = pull(_edited(options, change), options)
    assert {"quick dough", "sour dough"} <= set(seen)
    assert not pulled.placed
    assert len(pulled.homeless) == len(seen)


@pytest.mark.parametrize("office", [False, pytest.param(True, marks=pytest.mark.office)])
def test_order_hidden_added_and_removed_slides_are_told(office: bool, options: Options) -> None:
    def change(deck: Any) -> None:
        added = deck.slides.add_slide(deck.slide_layouts[1])
        added.shapes.add_textbox(0, 0, 5000000, 500000).text_frame.text = "Said by hand"
        ids = deck.slides._sldIdLst
        entries = list(ids)
        ids.remove(entries[-2])
        ids.insert(1, entries[2])
        deck.slides[3]._element.set("show", "0")

    pulled = pull(_edited(options, change, office), options)
    changes = pulled.changes
    assert len(changes.removed) == len(changes.moved) == len(changes.hidden) == 1
    assert any(paragraph.text == "Said by hand" for paragraph in changes.added[-1].paragraphs)
    assert not pulled.placed


def test_a_change_on_both_sides_is_a_conflict(options: Options, tmp_path: Path) -> None:
    base = tmp_path / "as-built.pptx"
    shutil.copy(_deck(options), base)

    def change(deck: Any) -> None:
        _replace(deck, "rest 2", "mine")
        _replace(deck, "rest 3", "rest third")

    edited = _edited(options, change)
    unit = options.content / "bakery.yaml"
    unit.write_text(unit.read_text("utf-8").replace("rest 2", "theirs").replace("rest 1", "rest first"), "utf-8")
    assert pull(edited, options).outdated
    pulled = pull(edited, options, base=base)
    assert _said(pulled) == [("rest 3", "rest third")]
    assert {(one.change.old, one.change.new, one.now) for one in pulled.conflicts} == {("rest 2", "mine", "theirs")}
    assert not pulled.settled
    assert not pulled.outdated


def test_the_command_shows_a_diff_and_writes_when_it_is_told(
    options: Options, capsys: pytest.CaptureFixture[str]
) -> None:
    file = _edited(options, lambda deck: _replace(deck, "rest 2", "rest: two"))
    unit = options.content / "bakery.yaml"
    words = ["pull", str(file), "--content", str(options.content), "--out", str(options.out)]
    main(words)
    told = capsys.readouterr().out.splitlines()
    assert told[1:-1] == ["- rest 2", "+ rest: two"]
    assert "--write" in told[-1]
    assert told[0].rpartition("bakery.yaml:")[2].split(":")[0].isdigit()
    assert "rest 2" in unit.read_text("utf-8")
    main([*words, "--write"])
    assert 'name: "rest: two"' in unit.read_text("utf-8")


def test_another_file_is_a_problem(options: Options, tmp_path: Path) -> None:
    other = tmp_path / "other.pptx"
    shutil.copy(_deck(options), other)
    with pytest.raises(ProblemError) as raised:
        pull(other, options)
    assert "--deck" in raised.value.problems[0].hint
    assert pull(other, options, deck="bakery").settled
    other.write_bytes(b"no deck")
    with pytest.raises(ProblemError):
        pull(other, options, deck="bakery")


# What PowerPoint writes, pictures, and slides of one's own ------------------------------------------------------------


def test_what_powerpoint_writes_of_its_own_accord_is_no_change(options: Options, tmp_path: Path) -> None:
    file = _edited(options, lambda deck: _replace(deck, "rest 2", "rest the second"))
    written = as_powerpoint_writes(file, tmp_path / "bakery.pptx")
    pulled = pull(written, options)
    assert _said(pulled) == [("rest 2", "rest the second")]
    assert pulled.settled


@pytest.fixture
def pictured(tmp_path: Path) -> Options:
    """A pack whose unit has a free slide with a picture."""
    content = write_pack(tmp_path / "content", "pillars", 3)
    Image.new("RGB", (640, 400), "teal").save(content / "oven.png")
    slides = "kind: slides\ntitle: More\nunit: bakery\nslides:\n"
    slides += "  - {title: The oven, picture: {file: oven.png, alt: An oven}}\n"
    (content / "more.yaml").write_text(slides, "utf-8")
    options = Options(content=content, templates=None, theme="vermilion", out=tmp_path / "build", jobs=1)
    build_outputs(("deck",), options, lambda *_: None)
    return options


def _exchange(deck: Any, other: Path) -> None:
    found = 0
    for slide in deck.slides:
        for shape in slide.shapes:
            for picture in getattr(shape, "shapes", [shape]):
                if picture.shape_type == 13:
                    _, relation = slide.part.get_or_add_image_part(str(other))
                    picture._element.blipFill.blip.set(
                        "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}embed", relation
                    )
                    found += 1
    assert found == 1


@pytest.mark.parametrize("office", [False, pytest.param(True, marks=pytest.mark.office)])
def test_another_picture_comes_back_beside_the_one_that_it_replaces(
    office: bool, pictured: Options, tmp_path: Path
) -> None:
    assert pull(_edited(pictured, lambda deck: None, office), pictured).settled
    other = tmp_path / "other.png"
    Image.new("RGB", (500, 500), "red").save(other)
    pulled = pull(_edited(pictured, lambda deck: _exchange(deck, other), office), pictured)
    (one,) = pulled.exchanged
    assert (one.written.text, one.written.line) == ("oven.png", 5)
    assert pulled.settled
    assert write_pulled(pulled) == []
    assert f"file: {one.new}" in (pictured.content / "more.yaml").read_text("utf-8")
    with Image.open(pictured.content / one.new) as brought:
        assert brought.convert("RGB").getpixel((5, 5))[0] > 200  # type: ignore[index]
    read_pack(pictured.content)


def _by_hand(deck: Any, picture: Path) -> None:
    layout = next(layout for layout in deck.slide_layouts if len(layout.placeholders) > 1 and layout.placeholders[0])
    slide = deck.slides.add_slide(layout)
    title = slide.shapes.title or slide.shapes.add_textbox(0, 0, 5000000, 500000)
    title.text_frame.text = "Said by hand: 100 %"
    box = slide.shapes.add_textbox(0, 1000000, 5000000, 500000).text_frame
    box.text = "First # line"
    for text, level in (("below it", 1), ("Second", 0)):
        paragraph = box.add_paragraph()
        paragraph.text, paragraph.level = text, level
    table = slide.shapes.add_table(2, 2, 0, 2000000, 5000000, 500000).table
    for row, cells in enumerate((("Item", "Sum"), ("Rye", ""))):
        for column, text in enumerate(cells):
            table.cell(row, column).text = text
    slide.shapes.add_picture(str(picture), 0, 3000000, 1000000, 1000000)
    slide.notes_slide.notes_text_frame.text = "Say it slowly."


@pytest.mark.parametrize("office", [False, pytest.param(True, marks=pytest.mark.office)])
def test_slides_added_by_hand_become_free_slides(
    office: bool, options: Options, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    picture = tmp_path / "hand.png"
    Image.new("RGB", (300, 200), "navy").save(picture)
    file = _edited(options, lambda deck: _by_hand(deck, picture), office)
    taken = options.content / "by-hand.yaml"
    words = ["pull", str(file), "--content", str(options.content), "--out", str(options.out), "--take", str(taken)]
    with suppress(SystemExit):
        main(words)
    assert str(taken) in capsys.readouterr().out
    (slides,) = read_pack(options.content).slide_sets
    told = [slide for slide in slides.slides if slide.title == "Said by hand: 100 %"]
    assert [slide.notes.say for slide in told if slide.notes] == [("Say it slowly.",)]
    (bullets,) = [slide.bullets for slide in told if slide.bullets]
    found = [(one.text, [below.text for below in one.bullets]) for one in bullets]
    flat: list[tuple[str, list[str]]] = [
        ("First # line", []),
        ("below it", []),
        ("Second", []),
    ]  # LibreOffice drops the levels of a text box
    assert found == (flat if office else [("First # line", ["below it"]), ("Second", [])])
    (table,) = [slide.table for slide in told if slide.table]
    assert (table.head, [row.cells for row in table.rows]) == (("Item", "Sum"), [("Rye", "")])
    (beside,) = [slide.picture for slide in told if slide.bullets]
    assert beside is not None, "lines stay beside their picture"
    assert (options.content / beside.file).is_file()
    with pytest.raises(SystemExit):
        main(words)  # it is there already, and nothing of it is written over


def test_what_is_hidden_is_told_with_its_place(options: Options) -> None:
    pulled = pull(_edited(options, lambda deck: deck.slides[2]._element.set("show", "0")), options)
    told = list(lines(pulled))
    at = next(n for n, line in enumerate(told) if "is hidden" in str(line))
    assert "bakery.yaml:" in str(told[at - 1])
