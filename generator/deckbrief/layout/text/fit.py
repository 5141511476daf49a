"""Texts and boxes -> text bodies that fit: sizes chosen, lines broken."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Final, NamedTuple

from deckbrief.base.length import EMU_PER_PT, Emu, Pt, Rect
from deckbrief.base.record import record
from deckbrief.layout.frame import LINE_END, Line, Paragraph, Run, TextBody
from deckbrief.layout.text.linebreak import SLACK, Measured, Piece, measured
from deckbrief.theme.metrics import EM
from deckbrief.theme.theme import Align, Anchor, Color

STEP: Final = 0.5
"""Sizes are tried in steps of half a point."""

_TRIES_FOR_LAST_LINE: Final = 2
"""So many steps a text may become smaller only so that its last line is not a single character."""


@record(kw_only=True)
class Copy:
    """A paragraph to be set: at `size` if it fits, never below `floor`.

    `runs` give it mixed looks; `text` is then their concatenation, and a run's own size shrinks in proportion.
    `bullet` hangs in `indent`. `path` is its content path. A `balanced` text of two lines gets lines of like length.
    `wide` is how much wider than its font's its letters run, `capitals` whether they will be shown as capitals.
    """

    text: str
    size: Pt
    floor: Pt
    color: Color
    bold: bool = False
    align: Align = "left"
    before: Pt = Pt(0)
    bullet: str = ""
    bullet_color: Color | None = None
    indent: Emu = Emu(0)
    runs: tuple[Run, ...] = ()
    path: str = ""
    balanced: bool = False
    wide: float = 1.0
    capitals: bool = False


@record(kw_only=True)
class Slot:
    """Paragraphs for a box. `insets` are left, top, right, bottom."""

    copies: tuple[Copy, ...]
    box: Rect
    insets: tuple[Emu, Emu, Emu, Emu] = (Emu(0), Emu(0), Emu(0), Emu(0))
    anchor: Anchor = "middle"

    @property
    def room(self) -> tuple[Emu, Emu]:
        """Width and height inside of the insets."""
        left, top, right, bottom = self.insets
        return Emu(self.box.width - left - right), Emu(self.box.height - top - bottom)


class DoesNotFit(Exception):
    """A text does not fit even at its floor: `room` and `needed` are (width, height) inside of the box's insets."""

    def __init__(self, path: str, text: str, room: tuple[Emu, Emu], needed: tuple[Emu, Emu]) -> None:
        super().__init__(f"{text!r} needs {needed}, there is {room}")
        self.path = path
        self.text = text
        self.room = room
        self.needed = needed


def break_lines(text: str, width: Emu, size: Pt, bold: bool = False) -> tuple[Line, ...]:
    """Text, width of its box, type size -> its lines, as they are set where there is height to spare."""
    lines, _ = _set_lines(_looks((Piece(text, bold),)), width, size, balanced=False, may_grow=True)
    return lines


def natural_width(copy: Copy) -> Emu:
    """Copy -> width in which it stands on one line at its preferred size, indent and slack included."""
    return Emu(_natural(_pieces(copy), copy.size) + copy.indent)


def plain_width(text: str, size: Pt, bold: bool) -> Emu:
    """Text of one look -> its `natural_width`."""
    return Emu(_natural((Piece(text, bold),), size))


def _natural(pieces: tuple[Piece, ...], size: Pt) -> int:
    widest = max([look.width for _, look in _looks(pieces)])
    return math.ceil(widest * _unit(size) / SLACK) + 1


def height_for(copies: Sequence[Copy], width: Emu, pitch: float) -> Emu:
    """Copies one below the other, width -> their height at the preferred sizes."""
    box = Rect(Emu(0), Emu(0), width, Emu(0))
    body = set_slot(Slot(copies=tuple(copies), box=box), pitch)
    return Emu(math.ceil(body.height * EMU_PER_PT))


def set_slot(slot: Slot, pitch: float, shrink: float = 0) -> TextBody:
    """Slot -> text body at the preferred sizes less `shrink` points, not below the floors; whether it fits or not."""
    return _set(_Job.of(slot, pitch), shrink, may_grow=True)


def fit(slot: Slot, pitch: float) -> TextBody:
    """Slot -> text body at the largest sizes that fit. Raises DoesNotFit."""
    return fit_all([slot], pitch)[0]


def fit_all(slots: Sequence[Slot], pitch: float) -> list[TextBody]:
    """Sibling slots -> their text bodies, all made smaller by the same number of points, as few as will do.

    Raises DoesNotFit for the first slot that is too small even for the floors.
    """
    jobs = [_Job.of(slot, pitch) for slot in slots]
    shrinks = _shrinks(slots)
    best = _first_that_fits(jobs, shrinks)
    bodies = [_set_to_fit(job, shrinks[best]) for job in jobs]
    if any(map(_Job.ends_alone, jobs, bodies)):
        for shrink in shrinks[best + 1 : best + 1 + _TRIES_FOR_LAST_LINE]:
            smaller = [_set_to_fit(job, shrink) for job in jobs]
            if not any(map(_Job.ends_alone, jobs, smaller)):
                return smaller
    return bodies


class _Job(NamedTuple):
    """A slot to be set, its copies with their lines measured."""

    slot: Slot
    pitch: float
    looks: list[list[tuple[int, Measured]]]
    width: Emu
    height: Emu

    @classmethod
    def of(cls, slot: Slot, pitch: float) -> _Job:
        return cls(slot, pitch, [_looks(_pieces(copy)) for copy in slot.copies], *slot.room)

    def may_fit(self, shrink: float) -> bool:
        """Tell, quickly, whether the texts are short enough for the height if lines could end anywhere."""
        height = 0.0
        for number, (copy, looks) in enumerate(zip(self.slot.copies, self.looks, strict=True)):
            size = _size(copy, shrink)
            first = looks[0][1]
            room = SLACK * max(self.width - copy.indent, 1) / _unit(size)
            # What stands between two lines is on neither of them.
            lines = 1 if first.width <= room else math.ceil(first.width / (room + first.between))
            height += max(lines, len(looks)) * _line_pitch(copy, size, self.pitch) + (copy.before if number else 0)
        return height * EMU_PER_PT <= self.height

    def least(self, shrink: float) -> tuple[float, float]:
        """Return the width that the copies cannot do without, and their least height, both in EMU."""
        needed, height = 0.0, 0.0
        for number, (copy, looks) in enumerate(zip(self.slot.copies, self.looks, strict=True)):
            size = _size(copy, shrink)
            unit = _unit(size)
            room = max(self.width - copy.indent, 1) / unit * SLACK
            lines = 0
            for _, look in looks:
                if look.width <= room:
                    lines += 1
                    widest = look.width
                else:
                    ends = look.first_fit(room)
                    lines += len(ends)
                    widest = max(look.line_widths(ends))
                needed = max(needed, widest * unit + copy.indent)
            height += lines * _line_pitch(copy, size, self.pitch) + (copy.before if number else 0)
        return needed, height * EMU_PER_PT

    def fits(self, shrink: float) -> bool:
        if not self.may_fit(shrink):
            return False
        needed, height = self.least(shrink)
        return needed <= self.width and height <= self.height

    def ends_alone(self, body: TextBody) -> bool:
        """Tell whether a paragraph of several lines ends in a line of a single character."""
        for looks, paragraph in zip(self.looks, body.paragraphs, strict=True):
            lines = paragraph.lines
            if len(lines) > 1 and len(looks) == 1 and looks[0][1].ends_alone(lines[-1].start):
                return True
        return False


def _shrinks(slots: Sequence[Slot]) -> list[float]:
    """Slots -> the points by which to make them smaller, ascending, to where all are at their floors."""
    most = max((copy.size - copy.floor for slot in slots for copy in slot.copies), default=0.0)
    return [*(number * STEP for number in range(math.ceil(most / STEP))), max(most, 0.0)]


def _first_that_fits(jobs: list[_Job], shrinks: list[float]) -> int:
    """Return the index of the smallest shrink at which all fit. Raises DoesNotFit."""
    waiting = jobs
    for index, shrink in enumerate(shrinks):
        # What fits once fits when it is smaller, so that nothing is tried again.
        waiting = [job for job in waiting if not job.fits(shrink)]
        if not waiting:
            return index
    raise _does_not_fit(waiting[0], shrinks[-1])


def _does_not_fit(job: _Job, shrink: float) -> DoesNotFit:
    """Return the error that names the longest text of the slot."""
    needed, height = job.least(shrink)
    longest = max(job.slot.copies, key=lambda copy: len(copy.text))
    return DoesNotFit(longest.path, longest.text, job.slot.room, (Emu(math.ceil(needed)), Emu(math.ceil(height))))


def _size(copy: Copy, shrink: float) -> Pt:
    smaller = copy.size - shrink
    return Pt(smaller) if not shrink or smaller >= copy.floor else min(copy.floor, copy.size)


def _unit(size: float) -> float:
    """Type size in points -> a thousandth of it in EMU."""
    return size * EMU_PER_PT / EM


def _line_pitch(copy: Copy, size: Pt, pitch: float) -> Pt:
    """Copy, its size, pitch in type sizes -> exact line pitch for the largest of its runs, in half points."""
    largest = size
    if copy.runs:
        largest = max([size, *(_run_size(run.size, copy, size) for run in copy.runs if run.size)])
    return Pt(math.floor(largest * pitch * 2 + 0.5) / 2)


def _run_size(run_size: Pt, copy: Copy, size: Pt) -> Pt:
    """Size of a run where its copy is set at `size`: in proportion, rounded down to half a point."""
    return run_size if size == copy.size else Pt(math.floor(run_size * size / copy.size * 2) / 2)


def _pieces(copy: Copy) -> tuple[Piece, ...]:
    if copy.capitals or copy.wide != 1:
        runs = copy.runs or (Run(copy.text, copy.bold),)
        return tuple(
            Piece(_shown(run.text, copy), run.bold, copy.wide * (run.size or copy.size) / copy.size) for run in runs
        )
    if not copy.runs:
        return (Piece(copy.text, copy.bold),)
    return tuple([Piece(run.text, run.bold, (run.size or copy.size) / copy.size) for run in copy.runs])


def _shown(text: str, copy: Copy) -> str:
    """Return the text as it is shown; a letter whose capital is several (ß) counts as it stands."""
    if not copy.capitals:
        return text
    return "".join(letter.upper() if len(letter.upper()) == 1 else letter for letter in text)


@lru_cache(maxsize=1024)
def _looks(pieces: tuple[Piece, ...]) -> list[tuple[int, Measured]]:
    """Pieces of a text -> its parts between forced line ends, measured, each with where it starts.

    Kept, since a text is looked at again and again until it has its size.
    """
    text = pieces[0].text if len(pieces) == 1 else "".join([piece.text for piece in pieces])
    forced = [match.span() for match in LINE_END.finditer(text)]
    if not forced:
        return [(0, measured(pieces))]
    starts = [0, *(end for _, end in forced)]
    ends = [*(start for start, _ in forced), len(text)]
    return [(start, measured(_cut(pieces, start, end))) for start, end in zip(starts, ends, strict=True)]


def _cut(pieces: tuple[Piece, ...], start: int, end: int) -> tuple[Piece, ...]:
    """Return the pieces of `text[start:end]`, at least one."""
    cut: list[Piece] = []
    position = 0
    for piece in pieces:
        text = piece.text[max(start - position, 0) : max(end - position, 0)]
        position += len(piece.text)
        if text:
            cut.append(piece._replace(text=text))
    return tuple(cut) or (pieces[0]._replace(text=""),)


def _set_to_fit(job: _Job, shrink: float) -> TextBody:
    """Job that fits -> text body; it takes more lines than it must where they fit and make a better last line."""
    body = _set(job, shrink, may_grow=False)
    if job.ends_alone(body):
        grown = _set(job, shrink, may_grow=True)
        if grown.height * EMU_PER_PT <= job.height:
            return grown
    return body


def _set(job: _Job, shrink: float, may_grow: bool) -> TextBody:
    """Job -> text body."""
    paragraphs: list[Paragraph] = []
    for copy, looks in zip(job.slot.copies, job.looks, strict=True):
        size = _size(copy, shrink)
        width = Emu(max(job.width - copy.indent, 1))
        lines, kept = _set_lines(looks, width, size, copy.balanced, may_grow)
        paragraphs.append(_paragraph(copy, size, _line_pitch(copy, size, job.pitch), lines, kept))
    return TextBody(tuple(paragraphs), job.slot.anchor, job.slot.insets)


def _set_lines(
    looks: list[tuple[int, Measured]], width: Emu, size: Pt, balanced: bool, may_grow: bool
) -> tuple[tuple[Line, ...], Emu]:
    """Parts of a text -> its lines, and how much of the width they keep clear."""
    unit = _unit(size)
    kept = 0.0
    lines: list[Line] = []
    if len(looks) == 1 and looks[0][1].width <= width / unit * SLACK:
        look = looks[0][1]
        return (Line(0, look.visible_end(0, len(look.text)), Emu(math.ceil(look.width * unit))),), Emu(0)
    for offset, look in looks:
        if len(looks) == 1:
            ends, kept = look.settle(width / unit, balanced, may_grow)
        else:
            ends = look.first_fit(width / unit * SLACK)
        start = 0
        for end, wide in zip(ends, look.line_widths(ends), strict=True):
            visible = look.visible_end(start, end)
            lines.append(Line(offset + start, offset + visible, Emu(math.ceil(wide * unit))))
            start = end
    return tuple(lines), Emu(math.floor(kept * unit))


def _paragraph(copy: Copy, size: Pt, pitch: Pt, lines: tuple[Line, ...], kept: Emu) -> Paragraph:
    """Copy, set -> paragraph. What its lines keep clear is taken from the side, or the sides, where they are ragged."""
    runs = copy.runs or (Run(copy.text, copy.bold),)
    if size != copy.size:
        runs = tuple(run if run.size is None else replace(run, size=_run_size(run.size, copy, size)) for run in runs)
    left = {"left": 0, "center": kept // 2, "right": kept}[copy.align]
    right = {"left": kept, "center": kept // 2, "right": 0}[copy.align]
    return Paragraph(
        runs=runs,
        size=size,
        pitch=pitch,
        color=copy.color,
        lines=lines,
        align=copy.align,
        before=copy.before,
        bullet=copy.bullet,
        bullet_color=copy.bullet_color,
        indent=Emu(copy.indent + left),
        keep_right=Emu(right),
    )
