"""Decks -> how the lines of their texts end: inside of words and terms, thin lines, marks that dent an edge.

`python -m tests.support.line_ends CONTENT [SESSION…]` prints a line of figures for each session's deck, and one for
all; `-v` before the folder shows each text found, its line ends as strokes.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from deckbrief.base.length import EMU_PER_PT
from deckbrief.base.script.phrases import ends
from deckbrief.base.script.words import cuts, joined, words
from deckbrief.content.read import read_pack
from deckbrief.export.materials import deck_layout, materials, materials_of
from deckbrief.layout.frame import AnyItem, DeckFrames, Group, Paragraph, Shape, Table, Text
from deckbrief.theme.metrics import ems

ROOTS = (Path(__file__).parents[2] / "templates",)
LONGEST = 40
"""Ems up to which a text is read as a label, a title or a line of display, not as running text."""
THIN = 1 / 3
ALONE = 2.2
"""Ems of a longer text's last line that are too few."""
BAD = 0.35
KEYS = ("ends", "word", "term", "phrase", "thin", "dent", "run", "alone")
OPENING = "“‘《「『（"


def paragraphs(items: Iterable[AnyItem]) -> Iterator[Paragraph]:
    """Items -> the paragraphs of all that stand among them, in order."""
    for item in items:
        if isinstance(item, Group):
            yield from paragraphs(item.items)
        elif isinstance(item, Table):
            yield from (found for row in item.rows for cell in row for found in cell.body.paragraphs)
        elif isinstance(item, Text | Shape) and item.body is not None:
            yield from item.body.paragraphs


def faults(paragraph: Paragraph) -> Iterator[str]:
    """Yield what is wrong with its lines, a word for each: `word`, `term`, `phrase`, `thin`, `dent`.

    Of a longer text it is `run` for each end that parts something, and `alone` for a last line of hardly anything.
    """
    text, lines = paragraph.text, paragraph.lines
    if len(lines) < 2 or "\n" in text:
        return
    inside, costs = cuts(text), ends(text)
    if ems(text) > LONGEST:
        yield from ("run" for line in lines[1:] if line.start in inside or costs.get(line.start, 0) >= BAD)
        if lines[-1].width < ALONE * paragraph.size * EMU_PER_PT:
            yield "alone"
        return
    between = {end for word in words(text) for end in word[:2]} - joined(text)
    for line in lines[1:]:
        if line.start in inside:
            yield "term" if line.start in between else "word"
        elif costs.get(line.start, 0) >= BAD:
            yield "phrase"
    widest = max(line.width for line in lines)
    yield from ("thin" for line in (lines[0], lines[-1]) if line.width < widest * THIN)
    if paragraph.align == "left":
        starts = [paragraph.line_start(index) for index in range(len(lines))]
        opening = [text[line.start : line.start + 1] in OPENING for line in lines]
        edge = max(starts)
        yield from (
            "dent" for start, opens in zip(starts, opening, strict=True) if opens and start == edge and not all(opening)
        )


def counted(deck: DeckFrames, shown: bool = False) -> Counter[str]:
    """A deck's frames -> how often each fault is met in them, and how many lines end (`ends`)."""
    found: Counter[str] = Counter()
    for number, frame in enumerate(deck.frames, 1):
        for paragraph in paragraphs(frame.items):
            wrong = list(faults(paragraph))
            found.update(wrong)
            found["ends"] += len(paragraph.lines) - 1
            if shown and wrong:
                said = " / ".join(paragraph.text[line.start : line.end] for line in paragraph.lines)
                print(f"{deck.name} {number} {frame.layout} {paragraph.size:g} pt {' '.join(wrong)}: {said}")
    return found


def main(arguments: list[str]) -> None:
    shown = arguments[:1] == ["-v"]
    content, *wanted = arguments[shown:]
    pack = read_pack(Path(content))
    given = materials(pack, "vermilion", ROOTS)
    total: Counter[str] = Counter()
    for session in pack.sessions:
        if not wanted or session.id in wanted:
            found = counted(deck_layout(session, materials_of(session, given)).whole(), shown)
            total += found
            print(session.id, *(f"{key} {found[key]}" for key in KEYS))
    print("all", *(f"{key} {total[key]}" for key in KEYS))


if __name__ == "__main__":
    main(sys.argv[1:])
