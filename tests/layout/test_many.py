"""However many members there are, they are drawn: on one slide, on several, or in a form for many."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final

import pytest
from deckbrief.base.problem import ProblemError
from deckbrief.content.figures import figures_of
from deckbrief.content.read import read_pack
from deckbrief.draft.decks import draft_deck
from deckbrief.draft.slides import Slide
from deckbrief.layout.figures.registry import kind_of
from deckbrief.layout.frame import AnyItem, Chart, DeckFrames, Shape, Table, Text
from deckbrief.layout.slide import pages as slide_pages
from deckbrief.layout.slide.slide import lay_out_deck

from tests.support.small_pack import ROOTS, THEME, laid_out, write_pack

POINTS: Final = ", points: [a few words of it, and a few more]"


def texts(drawn: DeckFrames) -> list[str]:
    bodies = [item.body for frame in drawn.frames for item in frame.walk() if isinstance(item, Shape | Text)]
    tables = [item for frame in drawn.frames for item in frame.walk() if isinstance(item, Table)]
    bodies += [cell.body for table in tables for row in table.rows for cell in row]
    charts = [item for frame in drawn.frames for item in frame.walk() if isinstance(item, Chart)]
    labels = [label for chart in charts for label in chart.categories]
    return [paragraph.text for body in bodies if body for paragraph in body.paragraphs] + labels


@pytest.mark.parametrize("count", [0, 1, 2, 3, 7, 10, 13, 20, 31, 60])
@pytest.mark.parametrize("more", ["", POINTS], ids=["names", "points"])
@pytest.mark.parametrize("figure", figures_of("nodes"))
def test_any_number_of_parts_is_drawn_or_told_with_what_to_do(
    figure: str, more: str, count: int, tmp_path: Path
) -> None:
    rows = [f"{{id: p{number}, name: rest {number}{more}}}" for number in range(1, count + 1)]
    folder = write_pack(tmp_path / "pack", figure, rows or 0)
    kind = kind_of(figure)
    if count < max(1, kind.least) or (kind.most and kind.whole and count > kind.most):
        with pytest.raises(ProblemError) as caught:
            laid_out(folder)
        (problem,) = caught.value.problems
        assert problem.code in ("layout.figure", "content.empty")
        assert problem.hint
        return
    if kind.whole and more and kind.least < count <= kind.few:
        return  # of so few it is asked that they be told in fewer words
    told = "\n".join(texts(laid_out(folder)))
    assert [number for number in range(1, count + 1) if f"rest {number}" not in told] == []
    assert told.count("a few words of it") == (count if more else 0)


def write_objectives(folder: Path, count: int) -> Path:
    write_pack(folder, "checklist", 2)
    objectives = ", ".join(f"point {number}" for number in range(1, count + 1))
    session = "kind: session\ntitle: A morning\naudience: bakers\nminutes: 10\n"
    modules = "modules:\n  - {kind: opening, title: Welcome, minutes: 10}\n"
    (folder / "morning.yaml").write_text(f"{session}objectives: [{objectives}]\n{modules}", "utf-8")
    return folder


@pytest.mark.parametrize("count", [3, 20, 100, 1000])
def test_any_number_of_objectives_goes_on_over_slides_and_counts_on(count: int, tmp_path: Path) -> None:
    pack = read_pack(write_objectives(tmp_path / "pack", count))
    drawn = lay_out_deck(draft_deck(pack, pack.sessions[0], ROOTS), pack, THEME)
    numbers = [text for text in texts(drawn) if text.isdigit() and len(text) < 5]
    marks = [
        item.body.text
        for frame in drawn.frames
        for item in frame.walk()
        if isinstance(item, Shape | Text) and item.name.startswith("mark") and item.body
    ]
    assert marks == [str(number) for number in range(1, count + 1)]
    assert set(marks) <= set(numbers)


def write_numbers(folder: Path, count: int, compare: bool) -> Path:
    write_pack(folder, "checklist", 2)
    metrics = "".join(
        f"      - {{id: m{number}, number: {number * 37}, unit: loaves, label: baked on day {number}}}\n"
        for number in range(1, count + 1)
    )
    group = f"metric_groups:\n  - id: all\n    title: Loaves\n    compare: {str(compare).lower()}\n    metrics:\n"
    unit = folder / "bakery.yaml"
    unit.write_text(unit.read_text("utf-8") + group + metrics, "utf-8")
    return folder


@pytest.mark.parametrize("count", [1, 2, 5, 7, 10, 13, 20, 31, 60])
@pytest.mark.parametrize("compare", [False, True])
def test_any_number_of_numbers_is_drawn(count: int, compare: bool, tmp_path: Path) -> None:
    told = "\n".join(texts(laid_out(write_numbers(tmp_path / "pack", count, compare))))
    assert [number for number in range(1, count + 1) if f"baked on day {number}" not in told] == []


@pytest.mark.parametrize("count", [1, 2, 5, 7, 10, 13, 20, 31, 60])
def test_any_number_of_rows_is_drawn(count: int, tmp_path: Path) -> None:
    folder = write_pack(tmp_path / "pack", "checklist", 2)
    rows = "".join(
        f"  - {{id: r{number}, name: row {number}, cells: [{{unit: bakery, text: cell {number}}}]}}\n"
        for number in range(1, count + 1)
    )
    comparison = "kind: comparison\nname: Both\ntitle: Both take time\nunits: [bakery]\nnotes: {say: [Compare.]}\n"
    (folder / "both.yaml").write_text(f"{comparison}themes:\n{rows}", "utf-8")
    session = "kind: session\ntitle: A morning\naudience: bakers\nminutes: 20\nobjectives: [Wait.]\nmodules:\n"
    modules = "  - {kind: comparison, title: Both, minutes: 20, of: both}\n"
    (folder / "morning.yaml").write_text(session + modules, "utf-8")
    pack = read_pack(folder)
    told = "\n".join(texts(lay_out_deck(draft_deck(pack, pack.sessions[0], ROOTS), pack, THEME)))
    assert [number for number in range(1, count + 1) if f"cell {number}" not in told] == []


def draws_of(folder: Path, count: int, monkeypatch: pytest.MonkeyPatch) -> int:
    """Return how often a part of a slide is drawn for so many numbers."""
    calls: list[Slide] = []
    draw = slide_pages._draw

    def counted(slide: Slide, *given: Any) -> list[AnyItem]:
        calls.append(slide)
        return draw(slide, *given)

    write_numbers(folder, count, compare=False)
    with monkeypatch.context() as patched:
        patched.setattr(slide_pages, "_draw", counted)
        laid_out(folder)
    return len(calls)


def test_what_is_drawn_grows_no_faster_than_what_there_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    few, many = (draws_of(tmp_path / str(count), count, monkeypatch) for count in (200, 800))
    assert few > 20
    assert many < few * 5
