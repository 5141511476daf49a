"""Slides of other shapes: everything stands within them, the head and the foot where they were, and decks are sound."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from deckbrief.base.problem import ProblemError
from deckbrief.base.report import format_problems
from deckbrief.content.read import read_pack
from deckbrief.inspect.lint import lint_package
from deckbrief.ooxml.reader import parse_office_file
from deckbrief.ooxml.shapes import page_shapes, slide_size
from deckbrief.run.build import build_outputs
from deckbrief.run.request import Options
from deckbrief.theme.load import available_themes, load_theme
from deckbrief.theme.size import in_shape
from deckbrief.theme.theme import Size

SHIPPED = Path("templates/themes")
SHAPES: tuple[tuple[Size, float], ...] = (("4:3", 4 / 3), ("A4", 297 / 210))


@pytest.mark.parametrize("name", available_themes([SHIPPED]))
@pytest.mark.parametrize(("size", "ratio"), SHAPES)
def test_every_place_is_within_the_slide(name: str, size: Size, ratio: float) -> None:
    usual = load_theme(name, [SHIPPED])
    theme = in_shape(usual, size)
    assert theme.width / theme.height == pytest.approx(ratio, rel=1e-4)
    assert theme.layouts.keys() == usual.layouts.keys()
    for key, layout in theme.layouts.items():
        rects = [layout.body, *(each.rect for each in layout.placeholders.values())]
        rects += [each.rect for each in layout.decorations]
        assert all(rect.x >= 0 and rect.y >= 0 and rect.height > 0 for rect in rects), key
        assert all(rect.right <= theme.width and rect.bottom <= theme.height for rect in rects), key


@pytest.mark.parametrize(("size", "ratio"), SHAPES)
def test_the_foot_stays_at_the_foot_and_rings_stay_round(size: Size, ratio: float) -> None:
    usual = load_theme("vermilion", [SHIPPED])
    theme = in_shape(usual, size)
    for key in ("figure", "split-1", "full-1", "cover"):
        old, new = usual.layouts[key], theme.layouts[key]
        footers = [each.placeholders["footer"].rect for each in (old, new)]
        assert usual.height - footers[0].bottom == theme.height - footers[1].bottom, key
        assert new.body.height > old.body.height, key
        for before, after in zip(old.decorations, new.decorations, strict=True):
            assert not before.rings or (before.rect.width, before.rect.height) == (after.rect.width, after.rect.height)
    assert in_shape(usual, "16:9") is usual


def pack_of(tmp_path: Path, line: str) -> Path:
    shutil.copytree("tests/packs/english/content", tmp_path / "content")
    file = tmp_path / "content" / "pack.yaml"
    file.write_text(f"{file.read_text('utf-8')}\n{line}\n", "utf-8")
    return tmp_path / "content"


@pytest.mark.parametrize(("size", "ratio"), SHAPES)
def test_a_deck_of_that_shape_is_sound_and_fills_its_slides(tmp_path: Path, size: Size, ratio: float) -> None:
    options = Options(content=pack_of(tmp_path, f"size: {size}"), templates=None, theme="ink", out=tmp_path, jobs=1)
    (built,) = build_outputs(("deck/half-hour",), options, lambda *_: None).outputs
    data = built.path.read_bytes()
    problems = lint_package(data)
    assert not problems, format_problems(problems)
    file, _ = parse_office_file(data, "deck.pptx")
    whole = slide_size(file)
    assert whole.width / whole.height == pytest.approx(ratio, rel=1e-4)
    lowest = []
    for slide in file.slides():
        rects = [shape.rect for shape in page_shapes(file, slide) if shape.rect is not None]
        assert all(rect.x >= -1 and rect.right <= whole.width + 1 and rect.bottom <= whole.height + 1 for rect in rects)
        lowest.append(max(rect.bottom for rect in rects if rect.height > whole.height // 20))
    assert len(lowest) > 10
    assert sum(bottom > whole.height * 0.85 for bottom in lowest) >= len(lowest) * 0.9


def test_a_shape_that_there_is_not_is_told(tmp_path: Path) -> None:
    with pytest.raises(ProblemError) as raised:
        read_pack(pack_of(tmp_path, "size: 4:4"))
    assert [(problem.code, problem.place.column) for problem in raised.value.problems] == [("content.unknown-value", 7)]


def test_a_theme_may_say_its_shape(tmp_path: Path) -> None:
    folder = tmp_path / "mine"
    folder.mkdir()
    (folder / "theme.yaml").write_text("extends: ink\nsize: A5\n", "utf-8")
    with pytest.raises(ProblemError) as raised:
        load_theme("mine", [tmp_path, SHIPPED])
    assert [(problem.code, problem.place.line) for problem in raised.value.problems] == [("theme.value", 2)]
    (folder / "theme.yaml").write_text("extends: ink\nsize: A4\n", "utf-8")
    assert load_theme("mine", [tmp_path, SHIPPED]).size == "A4"
