"""Phosphor's SVG files -> generator/deckbrief/base/icons/icons.txt, a line for each icon of words.txt.

    npm pack @phosphor-icons/core && tar xzf phosphor-icons-core-*.tgz
    python tests/layout/derive_icons.py package/assets generator/deckbrief/base/icons

A line is the icon's key, a space, and three outlines parted by `|`: the tone of the duotone style, its lines, and the
fill style, which is for small sizes. Outlines are on a grid of 1024, in whole numbers: M, L, C, Z as in SVG. Needs
fontTools, which turns arcs and relative commands into these.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

from fontTools.pens.recordingPen import RecordingPen  # type: ignore[import-untyped]
from fontTools.svgLib.path import parse_path  # type: ignore[import-untyped]

GRID = 1024
BOX = 256
LETTERS = {"moveTo": "M", "lineTo": "L", "curveTo": "C", "qCurveTo": "C", "closePath": "Z", "endPath": ""}
Point = tuple[float, float]


def outline(data: str) -> str:
    """Path data of an SVG file -> the outline on our grid."""
    pen = RecordingPen()
    parse_path(data, pen)
    pieces = []
    at = (0.0, 0.0)
    for command, said in pen.value:
        points = cubic(at, *said) if command == "qCurveTo" else said
        numbers = [str(round(value * GRID / BOX)) for point in points for value in point]
        pieces.append(LETTERS[command] + " ".join(numbers))
        at = points[-1] if points else at
    return "".join(pieces)


def cubic(start: Point, control: Point, end: Point) -> tuple[Point, Point, Point]:
    """A quadratic curve -> the points of the same curve as a cubic one, its start left out."""
    first, second = (
        (at[0] + (control[0] - at[0]) * 2 / 3, at[1] + (control[1] - at[1]) * 2 / 3) for at in (start, end)
    )
    return first, second, end


def paths(file: Path) -> list[tuple[str, bool]]:
    """SVG file -> path data of its paths, and whether each is the tone."""
    tags = re.findall(r"<path ([^>]*)/>", file.read_text("utf-8"))
    return [(re.findall(r'\bd="([^"]*)"', tag)[0], "opacity" in tag) for tag in tags]


def line(key: str, assets: Path) -> str:
    """Key of an icon, Phosphor's folder -> its line."""
    found = paths(assets / "duotone" / f"{key}-duotone.svg")
    tone = "".join(outline(data) for data, is_tone in found if is_tone)
    lines = "".join(outline(data) for data, is_tone in found if not is_tone)
    solid = "".join(outline(data) for data, _ in paths(assets / "fill" / f"{key}-fill.svg"))
    return f"{key} {tone}|{lines}|{solid}\n"


def main(assets: Path, folder: Path) -> None:
    rows = (folder / "words.txt").read_text("utf-8").splitlines()
    keys = sorted(row.split()[0] for row in rows if row and not row.startswith("#"))
    (folder / "icons.txt").write_text("".join(line(key, assets) for key in keys), "utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
