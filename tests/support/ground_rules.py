"""Finished decks -> how far they keep the ground rules that let people go on working in them.

`python -m tests.support.ground_rules DECK…` prints a line of figures for each deck, and one for all of them.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from deckbrief.ooxml.package import Package
from lxml import etree

A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
TITLES = ("title", "ctrTitle")
CORNERS = ("dt", "ftr", "sldNum")
SHAPES = tuple(f"{P}{name}" for name in ("sp", "grpSp", "pic", "graphicFrame", "cxnSp"))


def slides(data: bytes) -> Iterator[Any]:
    """A deck's bytes -> its slides' roots."""
    for name, part in Package.from_bytes(data).parts.items():
        if name.startswith("ppt/slides/slide"):
            yield etree.fromstring(part)


def shapes_on(slide: Any) -> list[Any]:
    """A slide -> its shapes, of groups the groups alone."""
    return [shape for shape in slide.find(f"{P}cSld/{P}spTree") if shape.tag in SHAPES]


def holder_of(shape: Any) -> str:
    """A shape -> the kind of placeholder that it is, if it is one."""
    mark = shape.find(f"{P}nvSpPr/{P}nvPr/{P}ph")
    return "" if mark is None else str(mark.get("type", "obj"))


def words_of(shape: Any) -> int:
    return sum(len(text.text or "") for text in shape.iter(f"{A}t"))


def measured(data: bytes) -> Counter[str]:
    """A deck's bytes -> what is counted of it.

    Slides with a title (`titled`) and those whose title says a size (`sized`); bodies of text (`bodies`) and those
    with a right margin beyond the insets of one character (`margins`); inherited paragraphs with a pitch in points
    (`exact`); characters outside of figures (`words`) and those of them in placeholders (`placed`); click targets
    (`targets`) and those inside of groups (`inside`); shapes (`shapes`) and those of the progress strip (`strip`);
    shapes without fill, line and words that link (`bare`).
    """
    found: Counter[str] = Counter()
    for slide in slides(data):
        loose = shapes_on(slide)
        titles = [shape for shape in loose if holder_of(shape) in TITLES]
        found["titled"] += bool(titles)
        found["sized"] += any(run.get("sz") for title in titles for run in title.iter(f"{A}rPr"))
        found["bodies"] += sum(1 for _ in slide.iter(f"{P}txBody"))
        found["margins"] += sum(bool(level.get("marR")) for level in slide.iter(f"{A}pPr"))
        for shape in loose:
            kind = holder_of(shape)
            found["exact"] += sum(
                bool(kind) and pitch.getparent().tag == f"{A}lnSpc" for pitch in shape.iter(f"{A}spcPts")
            )
            if shape.tag == f"{P}sp" and kind not in CORNERS:
                found["words"] += words_of(shape)
                found["placed"] += words_of(shape) if kind else 0
        every = list(slide.iter(*SHAPES))
        found["shapes"] += len(every)
        names = [str(shape.find(f".//{P}cNvPr").get("name")) for shape in every]
        found["strip"] += sum(name.startswith(("progress", "进度", "進度")) for name in names)
        ids = {shape.find(f".//{P}cNvPr").get("id") for shape in loose}
        brought = {target.get("spid") for target in slide.iter(f"{P}spTgt")}
        found["targets"] += len(brought)
        found["inside"] += len(brought - ids)
        found["bare"] += sum(_is_bare(shape) for shape in every if shape.tag == f"{P}sp")
    return found


def _is_bare(shape: Any) -> bool:
    """Tell an invisible rectangle that links."""
    properties, mark = shape.find(f"{P}spPr"), shape.find(f"{P}nvSpPr/{P}cNvPr")
    if mark.find(f"{A}hlinkClick") is None or words_of(shape) or holder_of(shape):
        return False
    line = properties.find(f"{A}ln")
    unlined = line is None or line.find(f"{A}noFill") is not None
    return properties.find(f"{A}noFill") is not None and unlined


def told(name: str, found: Counter[str]) -> str:
    """A deck's name and what was counted -> a line of shares."""
    return (
        f"{name}: titles without a size {_share(found['titled'] - found['sized'], found['titled'])}, right margins "
        f"{found['margins']} of {found['bodies']} bodies, exact pitch inherited {found['exact']}, words in "
        f"placeholders {_share(found['placed'], found['words'])}, clicks inside groups {found['inside']} of "
        f"{found['targets']}, strip {found['strip']} of {found['shapes']} shapes, invisible links {found['bare']}"
    )


def _share(part: int, whole: int) -> str:
    return f"{part} of {whole} ({part / max(1, whole):.0%})"


def main(paths: Sequence[str]) -> None:
    total: Counter[str] = Counter()
    for path in paths:
        found = measured(Path(path).read_bytes())
        total.update(found)
        print(told(Path(path).name, found))
    print(told("all", total))


if __name__ == "__main__":
    main(sys.argv[1:])
