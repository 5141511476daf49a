"""One drawing of a chart, every medium: where LibreOffice draws the native one, SVG does, within three pixels."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pymupdf
import pytest
from deckbrief.base.length import EMU_PER_PT
from deckbrief.content.read import read_pack
from deckbrief.draft.decks import draft_deck
from deckbrief.layout.frame import DeckFrames, Plot
from deckbrief.layout.plot import Bar, Dot, Sector, Trace, Word, marks
from deckbrief.layout.slide.slide import lay_out_deck
from deckbrief.theme.theme import Theme

from tests.export.test_same_drawing import ALLOWED, PX, printed
from tests.layout.test_chart import CHARTS, plots_of
from tests.layout.test_free import pack_with
from tests.support.small_pack import ROOTS

Box = tuple[float, float, float, float]


def outline(page: pymupdf.Page, plot: Plot) -> list[tuple[str, Box]]:
    """Page, the plot on it -> what is filled or drawn in the plot's place, each with its colour and its edges."""
    place = pymupdf.Rect(*(each / EMU_PER_PT for each in (plot.rect.x, plot.rect.y, plot.rect.right, plot.rect.bottom)))
    found = []
    for path in page.get_drawings():
        color = path.get("fill") or path.get("color")
        if color and place.contains(path["rect"]):
            found.append(("".join(f"{round(part * 15):x}" for part in color), _inked(path)))
    return found


def _inked(path: dict[str, Any]) -> Box:
    """Path -> its edges; those of an upright line are as far apart as it is wide, as those of a bar are."""
    left, top, right, bottom = path["rect"]
    half = (path["width"] or 0) / 2 if path["type"] == "s" and right - left < 0.01 else 0
    return left - half, top, right + half, bottom


def words(page: pymupdf.Page, plot: Plot) -> list[tuple[str, Box]]:
    """Page, the plot on it -> the lines of text in the plot's place: what they say, and their edges."""
    place = pymupdf.Rect(*(each / EMU_PER_PT for each in (plot.rect.x, plot.rect.y, plot.rect.right, plot.rect.bottom)))
    found = []
    for block in page.get_text("rawdict", clip=place)["blocks"]:
        for line in block.get("lines", ()):
            chars = [char for span in line["spans"] for char in span["chars"] if not char["c"].isspace()]
            if chars:
                text = "".join(char["c"] for char in chars)
                base = chars[0]["origin"][1]
                found.append((text, (chars[0]["bbox"][0], base, chars[-1]["bbox"][2], base)))
    return found


def shapes(plot: Plot) -> Iterator[tuple[str, Box]]:
    """Plot -> what stands for its numbers, and the edges of each."""
    for mark in marks(plot):
        match mark:
            case Bar() if mark.color.alpha:
                yield "bar", (mark.x, mark.y, mark.x + mark.width, mark.y + mark.height)
            case Dot():
                yield "dot", (mark.x - mark.radius, mark.y - mark.radius, mark.x + mark.radius, mark.y + mark.radius)
            case Trace():
                points = (*mark.points, *mark.ground)
                across, down = [x for x, _ in points], [y for _, y in points]
                yield "line", (min(across), min(down), max(across), max(down))
            case Sector():
                turns = [mark.start + (mark.end - mark.start) * step / 200 for step in range(201)]
                rim = [
                    (mark.x + radius * math.sin(2 * math.pi * turn), mark.y - radius * math.cos(2 * math.pi * turn))
                    for turn in turns
                    for radius in (mark.radius, mark.hole)
                ]
                across, down = [x for x, _ in rim], [y for _, y in rim]
                yield "sector", (min(across), min(down), max(across), max(down))


def farthest(one: Box, other: Box) -> float:
    return max(abs(a - b) for a, b in zip(one, other, strict=True)) * PX


def compare(title: str, plot: Plot, one: pymupdf.Page, other: pymupdf.Page, apart: list[tuple[str, str, float]]) -> int:
    """Plot, its two pages -> how much of it was compared; what stands apart is added."""
    here = words(one, plot)
    told = {"".join(mark.text.split()) for mark in marks(plot) if isinstance(mark, Word)}
    compared = 0
    for text, box in words(other, plot):
        if text not in told:
            continue
        compared += 1
        near = min((farthest(box, place) for said, place in here if said == text), default=999)
        if near > ALLOWED:
            apart.append((title, text, round(near, 1)))
    painted = [box for _, box in outline(one, plot)]
    for kind, box in shapes(plot):
        compared += 1
        near = min((farthest(box, place) for place in painted), default=999)
        if near > ALLOWED:
            apart.append((title, kind, round(near, 1)))
    return compared


@pytest.mark.office
def test_charts_and_their_drawings_agree(
    tmp_path: Path, noto: Theme, office_pages: Callable[[DeckFrames], list[pymupdf.Page]]
) -> None:
    slides = "".join(f"  - {{title: Chart {name}, chart: {chart}}}\n" for name, chart in CHARTS.items())
    folder = pack_with(tmp_path / "pack", slides)
    about = (folder / "pack.yaml").read_text("utf-8")
    (folder / "pack.yaml").write_text(about.replace("lang: en", "lang: zh-CN"), "utf-8")
    pack = read_pack(folder)
    deck = lay_out_deck(draft_deck(pack, pack.sessions[0], ROOTS), pack, noto)
    native, drawn = office_pages(deck), printed(deck, noto, tmp_path)
    apart: list[tuple[str, str, float]] = []
    compared = 0
    for frame, one, other in zip(deck.frames, native, drawn, strict=True):
        if not frame.title.startswith("Chart "):
            continue
        for plot in plots_of(frame):
            compared += compare(frame.title, plot, one, other, apart)
    assert compared > 200
    assert not apart, "\n".join(map(str, apart))
