"""A figure is one file and one line: everything that needs to know of one asks the registry."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from deckbrief.base.problem import ProblemError
from deckbrief.content.figures import FIGURES, figures_of
from deckbrief.content.read import read_pack
from deckbrief.draft.nodes import Leaf, Node
from deckbrief.draft.words import load_words
from deckbrief.layout import figures
from deckbrief.layout.figures.kind import FigureKind
from deckbrief.layout.figures.registry import diagram, kind_of, suitable
from deckbrief.layout.frame import Frame, Shape, Text
from deckbrief.run.gallery import COUNTS, samples

from tests.support.small_pack import ROOTS, laid_out, write_pack

ROOT = Path(__file__).parents[3]

STRIPES = """
from deckbrief.layout.figures.kind import FigureKind
from deckbrief.layout.figures.kit import Look, Names, Panel, draw_panels, label_copy, alt_text
from deckbrief.layout.figures.drawing import Drawing

KIND = FigureKind(most=3, crowded=lambda node: len(node.children) > 2)


def draw(node, box, theme, *, reveal=False):
    look, names = Look(theme, node.accent), Names("stripes")
    rows = box.rows(len(node.children), 0)
    panels = [
        Panel(
            name=names(part.label), rect=row, fill=look.accent(number), path=part.path,
            copies=(label_copy(look, part.label, 20, look.color("paper"), path=part.path, align="left"),),
        )
        for number, (part, row) in enumerate(zip(node.children, rows), 1)
    ]
    return Drawing(tuple(draw_panels(panels, theme)), alt_text(node))
"""


@pytest.fixture
def stripes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """A figure of the test's own: one file, and one line in the registry."""
    (tmp_path / "wide_stripes.py").write_text(STRIPES, "utf-8")
    monkeypatch.setattr(figures, "__path__", [*figures.__path__, str(tmp_path)])
    monkeypatch.setitem(FIGURES, "wide-stripes", "nodes")
    yield "wide-stripes"
    sys.modules.pop(f"{figures.__name__}.wide_stripes", None)


def said(frame: Frame) -> str:
    return "\n".join(item.body.text for item in frame.walk() if isinstance(item, Shape | Text) and item.body)


@pytest.mark.parametrize("name", FIGURES)
def test_every_line_has_its_file_with_what_the_figure_says_of_itself_and_what_draws_it(name: str) -> None:
    assert isinstance(kind_of(name), FigureKind)
    assert callable(diagram(name))


def test_every_file_that_draws_a_figure_has_its_line() -> None:
    files = {path.stem for path in Path(figures.__path__[0]).glob("*.py") if "\nKIND" in path.read_text("utf-8")}
    assert files == {name.replace("-", "_") for name in FIGURES}


def test_the_guide_tells_of_every_figure_that_a_framework_can_name() -> None:
    told = set(re.findall(r"^\| `([a-z-]+)` \|", (ROOT / "README.md").read_text("utf-8"), re.MULTILINE))
    assert set(figures_of("nodes")) <= told


def test_a_figure_of_ones_own_is_drawn(stripes: str, tmp_path: Path) -> None:
    drawn = laid_out(write_pack(tmp_path / "pack", stripes, 2))
    (frame,) = (frame for frame in drawn.frames if frame.title == "Dough rests")
    names = [item.name for item in frame.walk() if item.name.startswith("stripes · ")]
    assert names == ["stripes · rest 1", "stripes · rest 2"]
    assert "Wait for it." in said(frame)


def test_it_says_itself_when_it_needs_the_room_and_when_it_is_full(stripes: str, tmp_path: Path) -> None:
    crowded = laid_out(write_pack(tmp_path / "three", stripes, 3))
    (frame,) = (frame for frame in crowded.frames if frame.title == "Dough rests")
    assert "Wait for it." not in said(frame)
    spread = laid_out(write_pack(tmp_path / "seven", stripes, 7))
    titles = [frame.title for frame in spread.frames if frame.title.startswith("Dough rests")]
    assert titles == [f"Dough rests ({number}/3)" for number in (1, 2, 3)]


def test_messages_and_gallery_know_it(stripes: str, tmp_path: Path) -> None:
    with pytest.raises(ProblemError) as caught:
        read_pack(write_pack(tmp_path / "pack", "wide-strips", 2))
    (problem,) = caught.value.problems
    assert problem.code == "content.unknown-figure"
    assert stripes in problem.hint
    shown = [count for kind, count, _ in samples(load_words("en", ROOTS)) if kind == stripes]
    assert shown == list(COUNTS)


@pytest.mark.parametrize(
    ("symbols", "leaves", "figure"),
    [
        ("1234", 0, "numbered"),
        ("    ", 2, "pillars"),
        ("         ", 2, "checklist"),
        ("    ", 0, "checklist"),
        (" ", 3, "checklist"),
    ],
)
def test_a_framework_without_a_figure_gets_one_that_suits_its_parts(symbols: str, leaves: int, figure: str) -> None:
    held = tuple(Leaf(text="p", path="") for _ in range(leaves))
    parts = tuple(Node(label="n", path="", symbol=symbol.strip(), leaves=held) for symbol in symbols)
    assert suitable(Node(label="f", path="", children=parts)) == figure
