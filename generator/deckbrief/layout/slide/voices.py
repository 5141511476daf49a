"""Lines of a list -> how they are set: few words large, a lead above what supports it, bold lines above others."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final
from unicodedata import category

from deckbrief.base.emphasis import without_marks
from deckbrief.base.length import EMU_PER_PT, Emu, Pt, Rect, inches, points
from deckbrief.base.record import record, replace
from deckbrief.base.script.sentences import first_sentence
from deckbrief.draft.slides import Entry, ListBlock
from deckbrief.layout.figures.kit import lines_of
from deckbrief.layout.slide.nested import is_by_credit
from deckbrief.layout.text.emphasis import emphasized
from deckbrief.layout.text.fit import Copy, height_for
from deckbrief.theme.metrics import ems, step_down
from deckbrief.theme.theme import Color, Face, Theme

_HANG: Final = inches(0.333)
_HANGS: Final = 0.95
"""A mark stands so far before its line, and so many ems of large type: fonts of Chinese give it a whole one."""
_BEFORE: Final = Pt(10)
_BULLETS: Final = ("•", "–", "·")
"""By level."""
LARGE: Final = Pt(28)
"""Where a layout's text is at least so large, it has room for few words set larger still."""
_FILLING: Final = (36.0, 34.0, 30.0, 28.0)
_BETWEEN: Final = (40.0, 34.0, 30.0, 26.0, 22.0, 18.0, 14.0)
"""Sizes of lines, and points between two, that are tried from the largest."""
_LEADING: Final = ((44.0, 28.0), (40.0, 28.0), (36.0, 26.0), (34.0, 24.0), (30.0, 24.0), (28.0, 22.0))
"""Sizes of a lead, and of what supports it."""
_SMALL_LEADS: Final = ((30.0, 0), (28.0, 0), (30.0, 2), (28.0, 2), (26.0, 2))
"""Sizes of a lead above text that runs over a whole slide, and how much smaller than else that is, down to"""
_BODY: Final = 20
_LONGEST_LEAD: Final = 48
"""A first sentence of more ems is no lead;"""
_MOST_LINES: Final = 4
"""nor is it set so large that it takes more lines."""
_FILLED: Final = 0.86
"""Share of a box that larger lines may take."""
_PAUSED: Final = 0.8
"""Share of the largest size of a lead down to which one is taken more of whose lines end at marks."""
_LEAD_PITCH: Final = 1.28
_UNDER: Final = 0.86
"""Size of a line under a bold one, of its size."""
_CREDIT: Final = 0.72
"""Size of a credit above the names of pictures that share it, of theirs."""
_LITTLE: Final = Pt(4)
_MORE: Final = Pt(8)
"""Between a line and one that stands under it; under a bold one."""
_CHOSEN: Final = 48
"""Lines of a text of so many ems are chosen; a longer one runs."""


@record
class Voice:
    """How the lines of a list are set: sizes of the first that leads, and of the others, and what is between them."""

    lead: Pt
    size: Pt
    before: Pt
    face: Face = "major"
    """Of the lead."""
    alone: bool = False
    """Whether the only line is said as a statement is."""
    nested: bool = False
    """Whether lines stand under others, which are bold."""


@record
class Inks:
    """What lines are written in, and their marks."""

    text: Color
    accent: Color


def voiced(block: ListBlock, size: Pt, box: Rect, pitch: float, inks: Inks, theme: Theme) -> tuple[Copy, ...]:
    """List, size and pitch of its layout's text, its box -> its lines, as large as fill that.

    The first sentence of a text leads, where it has room above the others.
    """
    led = with_lead(block)
    if size < LARGE:
        return _small(block, led, size, box, pitch, inks, theme)
    usual = _usual(led, size)
    copies = voices_of(led, usual, inks, theme)
    lines = [len(lines_of(copy, box.width)) for copy in copies]
    found: list[tuple[Copy, ...]] = []
    for larger in _larger(led, usual):
        tried = voices_of(led, larger, inks, theme)
        counts = [len(lines_of(copy, box.width)) for copy in tried]
        if counts[0] > _MOST_LINES if led.style == "prose" else counts != lines:
            continue
        if before := _between(led, tried, larger, box, pitch):
            found.append(voices_of(led, replace(larger, before=before), inks, theme))
    if led.style == "prose" and found:  # a sentence whose lines end where one pauses is worth a step of type
        near = [each for each in found if each[0].size >= found[0][0].size * _PAUSED]
        return min(near, key=lambda each: _ends_elsewhere(each[0], box.width))
    return found[0] if found else copies


def _ends_elsewhere(copy: Copy, width: int) -> int:
    """Return how many lines but the last end elsewhere than at a mark, where one pauses."""
    ends = (copy.text[: line.end].rstrip()[-1:] for line in lines_of(copy, width)[:-1])
    return sum(category(end)[:1] != "P" for end in ends if end)


def _small(
    block: ListBlock, led: ListBlock, size: Pt, box: Rect, pitch: float, inks: Inks, theme: Theme
) -> tuple[Copy, ...]:
    """Return the lines of a list in a layout of small text: a lead stands above the others where it has room."""
    plain = Voice(size, size, _BEFORE, face="minor", nested=_is_nested(block))
    for lead, less in _SMALL_LEADS if any(entry.strong for entry in led.entries) else ():
        if lead <= size or (less and size - less < _BODY):
            continue
        copies = voices_of(led, replace(plain, lead=Pt(lead), size=Pt(size - less), face="major"), inks, theme)
        if height_for(copies, box.width, pitch, exact=False) <= box.height:
            return copies
    return voices_of(block, plain, inks, theme)


def _between(block: ListBlock, copies: Sequence[Copy], voice: Voice, box: Rect, pitch: float) -> Pt:
    """Return the most points between two lines with which a box is filled, 0 where they have no room."""
    high = height_for(copies, box.width, pitch, exact=False)
    gaps = sum(not entry.level for entry in block.entries[1:])
    room = box.height * _FILLED - high
    tried = (each for each in _BETWEEN if each >= voice.before)
    return next((Pt(each) for each in tried if points((each - voice.before) * gaps) <= room), Pt(0))


def with_lead(block: ListBlock) -> ListBlock:
    """Text -> the same with its first sentence as its lead, where it has none and the sentence is short enough for one.

    Marks that begin in it and end behind it keep it where it is.
    """
    first, *others = block.entries
    if block.style != "prose" or any(entry.strong for entry in block.entries) or first.lead or first.aside:
        return block
    sentence, rest = first_sentence(first.text)
    if not (rest or others) or ems(without_marks(sentence)) > _LONGEST_LEAD:
        return block
    if without_marks(sentence) + without_marks(rest) != without_marks(sentence + rest):
        return block
    support = [replace(first, text=rest)] if rest else []
    return replace(block, entries=(replace(first, text=sentence, strong=True), *support, *others))


def _usual(block: ListBlock, size: Pt) -> Voice:
    others = [entry for entry in block.entries if not entry.strong]
    longest = max((ems(without_marks(words_of(entry))) for entry in others), default=0)
    if len(block.entries) == 1 and block.style == "prose" and longest <= 40:
        return Voice(Pt(56), Pt(56 if longest <= 22 else 44), _BEFORE, alone=True)
    led = len(others) < len(block.entries)
    if led and block.style == "prose":
        return Voice(Pt(28), Pt(22), Pt(14))
    flat = not _is_nested(block)
    if flat and len(others) <= 4 and longest <= 9:
        return Voice(Pt(40), Pt(34 if led else 40), Pt(22))
    if flat and len(others) <= 3 and longest <= 24:
        return Voice(Pt(40), Pt(30 if led else 34), Pt(18))
    return Voice(Pt(34), Pt(28) if led else size, Pt(14), nested=not flat)


def _larger(block: ListBlock, usual: Voice) -> list[Voice]:
    """Return larger ways to set a list than the usual one, the largest first."""
    if usual.alone:
        return []
    if block.style == "prose":
        led = any(entry.strong for entry in block.entries)
        return [replace(usual, lead=Pt(lead), size=Pt(size)) for lead, size in _LEADING] if led else []
    sizes = (size for size in _FILLING if size >= usual.size)
    return [replace(usual, size=Pt(size), lead=Pt(max(size, usual.lead))) for size in sizes]


def _is_nested(block: ListBlock) -> bool:
    return any(entry.level for entry in block.entries)


def voices_of(block: ListBlock, voice: Voice, inks: Inks, theme: Theme) -> tuple[Copy, ...]:
    """List, how its lines are set -> their copies."""
    prose = block.style == "prose"
    said = _credited if is_by_credit(block) else _copy
    return tuple(emphasized(said(entry, voice, prose, inks, theme), inks.accent) for entry in block.entries)


def _credited(entry: Entry, voice: Voice, prose: bool, inks: Inks, theme: Theme) -> Copy:
    """Return a credit, small and without a mark; or the name of a picture below it, in the place of a first rank."""
    copy = _copy(entry, voice, prose, inks, theme)
    if entry.level:
        large = voice.face == "major"
        own = replace(copy, size=voice.size, bold=True, bullet="", indent=Emu(0), before=_MORE if large else _LITTLE)
        return replace(own, face="major", pitch=_LEAD_PITCH) if large else own
    size = max(float(theme.scale.floor), float(step_down(voice.size * _CREDIT)))
    return replace(copy, size=Pt(size), bold=False, face="minor", pitch=0, bullet="", indent=Emu(0))


def _copy(entry: Entry, voice: Voice, prose: bool, inks: Inks, theme: Theme) -> Copy:
    text = words_of(entry)
    size = voice.lead if entry.strong else _at_level(voice, entry.level, theme)
    hang = max(_HANG, Emu(round(voice.size * EMU_PER_PT * _HANGS)))
    lead = entry.strong or voice.alone
    head = voice.nested and not entry.level and not prose
    mark = "" if prose or entry.strong else _BULLETS[min(entry.level, 2)]
    said = voice.face == "major" and (lead or head)
    under = _MORE if voice.nested and entry.level == 1 else _LITTLE
    return Copy(
        text=text, bold=lead or head, face="major" if said else "minor", size=size, floor=theme.scale.floor,
        color=inks.text, pitch=_LEAD_PITCH if said else 0, bullet=mark, bullet_color=inks.accent,
        indent=Emu(hang * (entry.level + 1)) if mark else Emu(0), hang=hang,
        before=under if entry.level else voice.before, path=entry.of, level=entry.level,
        balanced=ems(without_marks(text)) <= _CHOSEN,
    )  # fmt: skip


def _at_level(voice: Voice, level: int, theme: Theme) -> Pt:
    """Return the size of a line that stands under so many others: smaller than a bold one, then a step for each."""
    below = step_down(voice.size * _UNDER) if voice.nested else voice.size
    size = below - 2.0 * (level - voice.nested) if level else voice.size
    return Pt(max(float(theme.scale.floor), float(size)))


def words_of(entry: Entry) -> str:
    """Return all that an entry says, on one line."""
    return " ".join(part for part in (entry.lead, entry.text, entry.aside) if part)
