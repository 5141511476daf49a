"""Marks in what figures say: told by weight, colour and links in every figure, and never shown as they are typed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from deckbrief.content.figures import figures_of
from deckbrief.layout.frame import Frame, Run, Shape, Text

from tests.layout.test_free import frames_of, pack_with, titled

PLACED = {
    "positions": "at: 30 {0}0",
    "gantt": "from: May, to: June",
    "swimlanes": "lane: Bakers",
}
FIGURES = sorted({*figures_of("nodes"), *figures_of("placed")} - {"map"})
PART = "{{name: 'Step {0}', lead: 'is **firm** and ==bright==', bullets: ['see [this](https://example.org) `x`'], {1}}}"


def runs(frame: Frame) -> Iterator[Run]:
    for item in frame.walk():
        if isinstance(item, Shape | Text) and item.body:
            for paragraph in item.body.paragraphs:
                yield from paragraph.runs


@pytest.mark.parametrize("figure", FIGURES)
def test_marks_are_told_and_not_shown(tmp_path: Path, figure: str) -> None:
    numbers = (1, 2) if figure == "before-after" else (1, 2, 3)
    parts = ", ".join(PART.format(number, PLACED.get(figure, "").format(number)) for number in numbers)
    more = "periods: [May, June], " if figure == "gantt" else ""
    slide = f"  - {{title: Marks, figure: {{figure: {figure}, {more}parts: [{parts}]}}}}\n"
    frames = titled(frames_of(pack_with(tmp_path / "pack", slide)), "Marks")
    shown = [run for frame in frames for run in runs(frame)]
    whole = "".join(run.text for run in shown)
    for mark in ("**", "==", "](", "`"):
        assert mark not in whole, mark
        assert not any(mark in (item.alt or "") or mark in item.name for frame in frames for item in frame.walk())
    if "firm" in whole:
        assert any(run.text == "firm" and run.bold for run in shown)
    if "this" in whole:
        assert any(run.text == "this" and run.link for run in shown)
    assert {"firm", "this"} & {run.text for run in shown}
