"""What the cards of a list say -> their words, and how large these can be in the places that cards have for them."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Final

from deckbrief.base.emphasis import without_marks
from deckbrief.base.length import Rect
from deckbrief.base.patterns import deferred
from deckbrief.base.record import record, replace
from deckbrief.base.script.kinds import is_unspaced
from deckbrief.base.script.phrases import ends
from deckbrief.draft.slides import Entry, ListBlock
from deckbrief.layout.figures.kit import Look, cuts_no_word, explained, lines_of, said, whole_words
from deckbrief.layout.frame import Line, Paragraph, TextBody
from deckbrief.layout.text.emphasis import emphasized
from deckbrief.layout.text.fit import Copy, DoesNotFit, Slot, fit_all, height_for
from deckbrief.theme.metrics import STEPS, ems

_SIZES: Final = {1: 56, 2: 40, 3: 30, 4: 26}
"""Of what is said on so many cards; on more of them"""
_MANY: Final = 22
_SHORT_SIZES: Final = {1: 56, 2: 48, 3: 40, 4: 34, 5: 28}
"""Of what takes no more lines for it; on more cards"""
_SHORT_MANY: Final = 24
_HEAD_SIZES: Final = {1: 56, 2: 48, 3: 40, 4: 36}
_HEAD_MANY: Final = 28
"""The largest size of names with something under them,"""
_LEAST_HEAD: Final = 22
"""and the smallest."""
_DETAILS: Final = (26, 24, 22, 20, 18)
_SMALLER: Final = 0.75
"""What is under a name is smaller than it, at least so much."""
_OF_DETAIL: Final = 2.0
_A_LINE: Final = 6.0
"""What a point of what is under names is worth, and a line that is no second one of a name, in points of names."""
_PARTED: Final = frozenset({"steps", "questions", "checks"})
_A_PHRASE: Final = 8.0
"""What a phrase that a line's end parts costs, in points of names."""
_LONG: Final = 18
"""Ems. Shorter sentences are not parted."""
_HEAD: Final = deferred(r"([^：。；！？]{2,18})：(.+)|([^:.;!?]{3,40}): (.+)", re.DOTALL)
"""A sentence that begins with what it is about: `标准先行：建网络之前先定标准。`"""


@record
class Said:
    """What a card says: a name, which may be nothing, and a sentence."""

    name: str
    text: str


def words_of(block: ListBlock) -> list[Said]:
    """Return what the cards say: sentences that all begin with what they are about are parted there."""
    if block.style == "cards":
        return [Said(without_marks(entry.lead), entry.text) for entry in block.entries]
    found = [_HEAD.fullmatch(entry.text) for entry in block.entries]
    parted = [Said(one[1] or one[3], one[2] or one[4]) for one in found if one]
    if block.style == "checks" and len(parted) == len(block.entries):
        return parted
    return [Said("", entry.text) for entry in block.entries]


def sentence_size(look: Look, words: Sequence[Said], place: Rect, count: int) -> float:
    """Return the size of sentences on so many cards: where words are spaced, as short lines fill their cards."""
    usual: float = _SIZES.get(count, _MANY)

    def said_at(size: float) -> list[Copy]:
        return [sentence(look, each, size) for each in words]

    if not is_unspaced("".join(each.text for each in words)):
        usual = filling(look, said_at, place, usual, _MOST_LINES if count > 1 else 0)
    return _grown(look, said_at, place, usual, _SHORT_SIZES.get(count, _SHORT_MANY))


_MOST_LINES: Final = 3
"""Short lines one below the other are a column of words: a larger size is no gain."""
_ALONE_SIZE: Final = 36.0
_LARGE_ALONE: Final = (56.0, 48.0, 44.0, 40.0)
"""Sizes of what a single card says beside its name: of much, and of what stands on a few lines."""
_BESIDE_NAMES: Final = ((2, 34), (3, 30), (5, 28), (7, 24))
"""Up to so many cards, the largest size of what is said beside their names,"""
_SHORT_BESIDE: Final = ((2, 44), (3, 36), (4, 34), (5, 30), (7, 24))
"""and of what takes no more lines for it."""


def beside_size(look: Look, words: Sequence[Said], place: Rect, count: int) -> float:
    """Return the size of what is said beside names: as their number allows. A single card has room for lines."""
    ink = look.color("ink")

    def said_at(size: float) -> list[Copy]:
        return [explained(look, each.text, size, ink, path="", pitch=pitch_of(each.text)) for each in words]

    if count == 1:
        short_at = (
            size
            for size in _LARGE_ALONE
            if have_room(look, said_at(size), place) and len(lines_of(said_at(size)[0], place.width)) <= _MOST_LINES
        )
        return next(short_at, _ALONE_SIZE)
    usual, short = (
        next((size for most, size in sizes if count <= most), 20) for sizes in (_BESIDE_NAMES, _SHORT_BESIDE)
    )
    return _grown(look, said_at, place, filling(look, said_at, place, usual), short)


def filling(
    look: Look, said_at: Callable[[float], list[Copy]], place: Rect, largest: float, lines: int = 0
) -> float:  # fmt: skip
    """Return the largest step at which all texts have room in `place` and keep their words whole, else 20 pt.

    With `lines` it is one, not below 24 pt, at which none takes more of them, if there is one.
    """
    fitting = [size for size in reversed(STEPS) if 20 <= size <= largest and have_room(look, said_at(size), place)]
    few = (
        size
        for size in fitting
        if size >= 24 and lines and all(len(lines_of(copy, place.width)) <= lines for copy in said_at(size))
    )
    return next(few, fitting[0] if fitting else 20)


def _grown(look: Look, said_at: Callable[[float], list[Copy]], place: Rect, usual: float, largest: float) -> float:
    """Return the largest step at which no text takes more lines than at the usual size, or parts what it does not."""
    usually = [(len(lines_of(copy, place.width)), parts(copy, place)) for copy in said_at(usual)]

    def fits(size: float) -> bool:
        copies = said_at(size)
        return have_room(look, copies, place) and all(
            len(lines_of(copy, place.width)) <= lines
            and cuts_no_word(copy, place.width, look.theme)
            and parts(copy, place) <= cost + _NO_WORSE
            for copy, (lines, cost) in zip(copies, usually, strict=True)
        )

    return next((size for size in reversed(STEPS) if usual < size <= largest and fits(size)), usual)


_NO_WORSE: Final = 0.3


def parts(copy: Copy, place: Rect) -> float:
    """Return what the ends of a text's lines part, as costs of `base/script/phrases.py`."""
    return _cost(copy.text, lines_of(copy, place.width))


def _ends_cost(paragraph: Paragraph) -> float:
    return _cost(paragraph.text, paragraph.lines)


def _cost(text: str, lines: Sequence[Line]) -> float:
    costs = ends(text)
    return sum(costs.get(line.start, 0.0) for line in lines[1:])


def have_room(look: Look, copies: Sequence[Copy], place: Rect) -> bool:
    """Tell whether each of the texts has room in `place` and keeps its Latin words whole.

    In the tallest face, that is: in the usual ones a sixth of the height is left as air.
    """
    return all(
        whole_words(copy, place.width)
        and height_for([copy], place.width, look.theme.pitch, exact=False) <= place.height
        for copy in copies
    )


def sentence(look: Look, words: Said, size: float, path: str = "") -> Copy:
    return said(look, words.text, size, look.color("ink"), path=path, pitch=pitch_of(words.text))


def pitch_of(text: str) -> float:
    """Return the pitch of a card's sentence, in type sizes: Han take more of it than words with spaces."""
    return 1.3 if is_unspaced(text) else 1.16


def headed(
    look: Look, words: Sequence[Said], entries: Sequence[Entry], place: Rect
) -> list[tuple[Copy, ...]]:  # fmt: skip
    """Cards of which some have a name -> what each says: names, and sentences without one, large, what is under a name
    quiet and smaller, all as large as they have room in `place`; at the floor where they have none.

    A name on a line of its own is worth more than one that is larger.
    """
    most = _HEAD_SIZES.get(len(words), _HEAD_MANY)
    sizes = [
        (head, detail)
        for head in reversed(STEPS)
        for detail in _DETAILS
        if _LEAST_HEAD <= head <= most and detail <= head * _SMALLER
    ]
    best: tuple[float, list[tuple[Copy, ...]]] = (0.0, [])
    for head, detail in sorted(sizes, key=lambda each: -_worth(*each)):
        if _worth(head, detail) <= best[0]:
            break
        copies = [_headed(look, each, entry, head, detail) for each, entry in zip(words, entries, strict=True)]
        if all(_stand(look, each, place) for each in copies):
            best = max(best, (_set_worth(look, copies, place), copies), key=lambda each: each[0])
    return best[1] or [_headed(look, each, entry, _LEAST_HEAD, 18) for each, entry in zip(words, entries, strict=True)]


def _worth(head: float, detail: float) -> float:
    return head + detail * _OF_DETAIL


def _set_worth(look: Look, copies: Sequence[tuple[Copy, ...]], place: Rect) -> float:
    """Return what names and details are worth in the sizes that they are set in, which may be smaller for phrases."""
    bodies = _set(look, copies, place)
    parted = [body.paragraphs for body in bodies if len(body.paragraphs) > 1]
    if not parted:
        return 0
    lines = max(len(name.lines) for name, *_ in parted)
    broken = sum(max(0.0, _ends_cost(each)) for body in bodies for each in body.paragraphs)
    return _worth(parted[0][0].size, parted[0][1].size) - _A_LINE * (lines - 1) - _A_PHRASE * broken


def set_size(look: Look, copies: Sequence[tuple[Copy, ...]], place: Rect) -> float:
    """Return the size in which the first of what cards say is set in such places; 0 where it has no room there."""
    return next((float(body.paragraphs[0].size) for body in _set(look, copies, place)), 0.0)


def _set(look: Look, copies: Sequence[tuple[Copy, ...]], place: Rect) -> list[TextBody]:
    try:
        return fit_all([Slot(copies=each, box=place, exact=False) for each in copies], look.theme.pitch)
    except DoesNotFit:
        return []


def _headed(look: Look, words: Said, entry: Entry, head: float, detail: float) -> tuple[Copy, ...]:
    if not words.name:
        return (sentence(look, words, head, entry.of),)
    name = said(look, words.name, head, look.color("ink"), path=entry.of, pitch=1.2)
    told = explained(look, words.text, detail, look.color("muted"), path=entry.of, pitch=1.35, before=6)
    return name, replace(told, level=1, balanced=True)


def _stand(look: Look, copies: Sequence[Copy], place: Rect) -> bool:
    """Tell whether a card's words have room, none of them is cut, and a sentence takes few lines."""
    return (
        all(cuts_no_word(copy, place.width, look.theme) for copy in copies)
        and len(lines_of(copies[0], place.width)) <= _MOST_LINES
        and height_for(copies, place.width, look.theme.pitch, exact=False) <= place.height
    )


def begun(block: ListBlock, words: Sequence[Said]) -> list[Said]:
    """Return what cards say that have no names, each parted that begins with what it is about and is long."""
    found = [_HEAD.fullmatch(each.text) if ems(each.text) >= _LONG else None for each in words]
    if block.style not in _PARTED or any(each.name for each in words):
        return list(words)
    return [Said(one[1] or one[3], one[2] or one[4]) if one else each for one, each in zip(found, words, strict=True)]


def beside_copy(look: Look, words: Said, entry: Entry, size: float) -> tuple[Copy, ...]:
    """Return what stands beside a name, which is in a tile."""
    told = explained(look, words.text, size, look.color("ink"), path=entry.of, pitch=pitch_of(words.text))
    return (emphasized(told, look.color("primary")),)
