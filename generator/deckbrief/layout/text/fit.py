"""Texts and boxes -> text bodies that fit: sizes chosen, lines broken."""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import lru_cache
from typing import Final, NamedTuple

from deckbrief.base.length import EMU_PER_PT, Emu, Pt, Rect
from deckbrief.base.record import record, replace
from deckbrief.base.script.kinds import is_on_the_em
from deckbrief.layout.frame import LINE_END, Line, Paragraph, Run, TextBody
from deckbrief.layout.text.end_costs import CUT_COST, first_is_few, of_few, of_thin, parted
from deckbrief.layout.text.hyphenation import put_in, put_in_runs, stops
from deckbrief.layout.text.linebreak import SHORT, SLACK, Measured, Piece, measured
from deckbrief.theme.metrics import EM, GOOGLE, TALLEST, USUAL, Weight, snapped, step_down
from deckbrief.theme.theme import Align, Anchor, Color, Face

_TALLER: Final = TALLEST / USUAL
"""Lines of a pitch that is a share of the face's own can be so much higher than in the usual faces."""
_MOST_HYPHENATIONS: Final = 3
"""Words are parted for a size; where that makes lines more, the size may become smaller, and others are parted."""
_SMALLER: Final = 2
_SMALLER_IN_FIGURES: Final = 4
"""By so many steps texts become smaller where that keeps more together, and names in figures, and cut words there,"""
_NAME: Final = 16
"""which have so few characters,"""
_LEAST: Final = Pt(18)
"""but not below this size for it, in a figure by two more where a word is cut."""
_LINE_COST: Final = 0.3
_LINE_OF_TEXT: Final = 0.2
"""What a line more costs that keeps phrases whole, of a label and of a longer text;"""
_STEP_COST: Final = 0.3
"""what a step costs, where a line that ends inside of a word costs two."""
_THIN_IS_WORTH: Final = 2.5
"""A thin line is worth a smaller size sooner than a worse end of the line before it, as many times."""
_LABEL_LINES: Final = 3
_PROSE: Final = Pt(30)
"""Of more lines, and no larger, a text in a figure is read as text."""
_INK: Final = 1.3
"""Height that characters take, with what lies above them, in type sizes."""
_LARGER_RUN: Final = 1.15
"""Pitch of a line that holds a larger run, a number in a sentence, in sizes of that run."""


@record(kw_only=True)
class Copy:
    """A paragraph to be set: at `size` if it fits, never below `floor`.

    `runs` give it mixed looks; `text` is then their concatenation, and a run's own size shrinks in proportion.
    `face` is the theme's heading face (major) or that of running text (minor); `pitch` that of its lines in type sizes,
    0 what the others have. `bullet` hangs in `indent`, or as far left of it as `hang` says. `path` is its content path.
    A `balanced` text's lines are chosen: phrases and words whole, like lengths. `level` is its level in a placeholder.
    `wide` is how much wider than its font's its letters run, `capitals` whether they will be shown as capitals.
    `ends` are where its lines end, if all of them have room.
    """

    text: str
    size: Pt
    floor: Pt
    color: Color
    bold: bool = False
    face: Face = "minor"
    pitch: float = 0
    align: Align = "left"
    before: Pt = Pt(0)
    bullet: str = ""
    bullet_color: Color | None = None
    indent: Emu = Emu(0)
    hang: Emu = Emu(0)
    runs: tuple[Run, ...] = ()
    path: str = ""
    balanced: bool = False
    level: int = 0
    wide: float = 1.0
    capitals: bool = False
    ends: tuple[int, ...] = ()


@record(kw_only=True)
class Slot:
    """Paragraphs for a box. `insets` are left, top, right, bottom.

    Lines of `exact` pitch need a fifth more height than they take: Google Slides draws them so. Without it their pitch
    is a share of the face's own, as in placeholders, and they need what they take in the tallest face. `alike` is a
    title, which other slides' titles are to be like: it becomes smaller to keep its words whole, not for its phrases.
    """

    copies: tuple[Copy, ...]
    box: Rect
    insets: tuple[Emu, Emu, Emu, Emu] = (Emu(0), Emu(0), Emu(0), Emu(0))
    anchor: Anchor = "middle"
    exact: bool = True
    alike: bool = False

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

    def again(self) -> DoesNotFit:
        """Return the same to be raised anew, without where it came from."""
        return DoesNotFit(self.path, self.text, self.room, self.needed)


def break_lines(text: str, width: Emu, size: Pt, bold: bool = False) -> tuple[Line, ...]:
    """Text, width of its box, type size -> its lines."""
    return _set_lines(_looks((Piece(text, "bold" if bold else "regular"),)), width, size, balanced=False)[0]


def natural_width(copy: Copy) -> Emu:
    """Copy -> width in which it stands on one line at its preferred size, indent and slack included."""
    return Emu(_natural(_pieces(copy), copy.size) + copy.indent)


def plain_width(text: str, size: Pt, bold: bool, face: Face = "minor") -> Emu:
    """Text of one look -> its `natural_width`."""
    return Emu(_natural((Piece(text, _weight(bold, face)),), size))


def _weight(bold: bool, face: Face) -> Weight:
    return "heading" if face == "major" else "bold" if bold else "regular"


def _natural(pieces: tuple[Piece, ...], size: Pt) -> int:
    widest = max([look.width / look.slack for _, look in _looks(pieces)])
    return math.ceil(widest * _unit(size)) + 1


def height_for(copies: Sequence[Copy], width: Emu, pitch: float, exact: bool = True) -> Emu:
    """Copies one below the other, width -> the height that they need at the preferred sizes, `exact` as of a slot."""
    return _height_for(tuple(copies), width, pitch, exact)


@lru_cache(maxsize=1024)
def _height_for(copies: tuple[Copy, ...], width: Emu, pitch: float, exact: bool) -> Emu:
    """Return what `needed_height` says of the copies set: which lines are chosen does not matter, only how many."""
    if not copies:
        return Emu(0)
    height = lines = 0.0
    for number, copy in enumerate(copies):
        room = max(width - copy.indent, 1) / _unit(copy.size)
        count = sum([len(look.first_fit(room * look.slack)) for _, look in _looks(_pieces(copy))])
        high = _line_pitch(copy, copy.size, pitch)
        height += count * high + (copy.before if number else 0)
        lines += count * high
    first, stretch = copies[0], GOOGLE if exact else _TALLER
    saved = 0 if exact else _saved(_line_pitch(first, first.size, pitch), first.size)
    return Emu(math.ceil((height + lines * (stretch - 1) - saved) * EMU_PER_PT))


def may_stand(copies: Sequence[Copy], width: Emu, height: Emu, pitch: float) -> bool:
    """Tell, without breaking a line, whether `height_for` these copies may be so low: where not, it surely is not."""
    high, most = 0.0, height + 1
    for number, copy in enumerate(copies):
        high += _least_lines(copy, width, copy.size, pitch, GOOGLE, _looks(_pieces(copy)))
        high += copy.before if number else 0
        if high * EMU_PER_PT > most:
            return False
    return True


def least_height(copies: Sequence[Copy], width: Emu, pitch: float) -> Emu:
    """Copies, width -> a height that `height_for` is surely not below, found without breaking a line.

    In a width in which not even each character or word has room, the copies may be lower: there they do not fit at all.
    """
    job = _Job.of(Slot(copies=tuple(copies), box=Rect(Emu(0), Emu(0), width, Emu(0))), pitch)
    return Emu(math.floor(job.lowest(0)) - 1)


def stands(slot: Slot, pitch: float) -> bool:
    """Tell whether a slot's copies have room at their preferred sizes, without setting them."""
    return _Job.of(slot, pitch).fits(0)


def needed_height(body: TextBody) -> float:
    """Text body -> the height in EMU that its box must have inside of the insets."""
    if not body.paragraphs:
        return 0
    first, stretch = body.paragraphs[0], GOOGLE if body.exact else _TALLER
    lines = sum(len(paragraph.lines) * paragraph.pitch for paragraph in body.paragraphs)
    saved = 0 if body.exact else _saved(first.pitch, first.size)
    return (body.height + lines * (stretch - 1) - saved) * EMU_PER_PT


def _saved(pitch: float, size: float) -> float:
    """Return what a first line of shared pitch does not need of its height in the tallest face: it is white."""
    return max(0.0, pitch * _TALLER - max(pitch, size * _INK))


def set_slot(slot: Slot, pitch: float, steps: int = 0) -> TextBody:
    """Slot -> text body so many steps below its preferred sizes, not below the floors; whether it fits or not."""
    return _set_once(slot, pitch, steps)


@lru_cache(maxsize=512)
def _set_once(slot: Slot, pitch: float, steps: int) -> TextBody:
    return _set(_Job.of(slot, pitch), steps)


def fit(slot: Slot, pitch: float) -> TextBody:
    """Slot -> text body at the largest sizes that fit. Raises DoesNotFit."""
    return fit_all([slot], pitch)[0]


def fit_all(slots: Sequence[Slot], pitch: float) -> list[TextBody]:
    """Sibling slots -> their text bodies, all made smaller by the same number of steps, as few as will do.

    Raises DoesNotFit for the first slot that is too small even for the floors.
    """
    bodies = _fitted(tuple(slots), pitch)
    if isinstance(bodies, DoesNotFit):
        raise bodies.again()
    return [*bodies]


@lru_cache(maxsize=1024)
def _fitted(slots: tuple[Slot, ...], pitch: float) -> tuple[TextBody, ...] | DoesNotFit:
    """Return what `fit_all` does; kept, since plans are tried, and decks of one pack share what they say."""
    given, jobs = slots, [_Job.of(slot, pitch) for slot in slots]
    try:
        best = _with_whole_latin_words(slots, _first_that_fits(jobs, _most_steps(slots)))
        for _ in range(_MOST_HYPHENATIONS):
            parted = tuple([_hyphenated(slot, best) for slot in slots])
            if parted == slots:
                break
            slots, jobs = parted, [_Job.of(slot, pitch) for slot in parted]
            best = _first_that_fits(jobs, _most_steps(slots))
    except DoesNotFit as error:
        said = {
            parted.text: copy.text
            for slot, before in zip(slots, given, strict=True)
            for parted, copy in zip(slot.copies, before.copies, strict=True)
        }
        return DoesNotFit(error.path, said.get(error.text, error.text), error.room, error.needed)
    return _neatest(slots, jobs, best)


def _neatest(slots: Sequence[Slot], jobs: Sequence[_Job], best: int) -> tuple[TextBody, ...]:
    """Return the bodies so many steps down, or at the fewest more steps that are worth what they keep together."""
    bodies = tuple([_set(job, best) for job in jobs])
    least, exact = _parted(slots, bodies), all(slot.exact for slot in slots)
    if not least:
        return bodies
    names = all(len(copy.text) <= _NAME for slot in slots for copy in slot.copies)
    further = exact and (names or any(map(_cuts_words, bodies)))
    most = min(best + (_SMALLER_IN_FIGURES if further else _SMALLER), _most_steps(slots))
    for steps in range(best + 1, most + 1):
        cost = _STEP_COST * (steps - best)
        smallest = min(_size(copy, steps) for slot in slots for copy in slot.copies if copy.balanced)
        if cost >= least or (smallest < _LEAST and (steps - best > _SMALLER or least < CUT_COST)):
            break
        others = tuple([_set(job, steps) for job in jobs])
        if (cost := cost + _parted(slots, others)) < least:
            bodies, least = others, cost
    return bodies


def _cuts_words(body: TextBody) -> bool:
    """Tell whether a line of a body ends inside of a word, or of a quoted term."""
    return any(parted(each.text, _starts(each), phrases=False) for each in body.paragraphs if len(each.lines) > 1)


def _starts(paragraph: Paragraph) -> tuple[int, ...]:
    return tuple([line.start for line in paragraph.lines[1:]])


def _parted(slots: Sequence[Slot], bodies: Sequence[TextBody]) -> float:
    """Return what it costs that lines of balanced texts part words, and phrases: not of titles, nor of long texts."""
    return sum(
        parted(copy.text, _starts(paragraph), phrases=phrases) + (_thin(paragraph) if phrases else 0)
        for slot, body in zip(slots, bodies, strict=True)
        for copy, paragraph in zip(slot.copies, body.paragraphs, strict=True)
        if copy.balanced and len(paragraph.lines) > 1
        for phrases in [not slot.alike and not (slot.exact and _is_prose(paragraph))]
    )


def _is_prose(paragraph: Paragraph) -> bool:
    """Tell whether a text in a figure is read as text: its size matters more than its phrases."""
    return len(paragraph.lines) > _LABEL_LINES and paragraph.size <= _PROSE


def _thin(paragraph: Paragraph) -> float:
    """Return what it costs that little stands on a paragraph's first line, or on its last one."""
    first, last = paragraph.lines[0], paragraph.lines[-1]
    even = sum(line.width for line in paragraph.lines) / len(paragraph.lines)
    thin = sum(of_thin(line.width / even) for line in (first, last)) * _THIN_IS_WORTH
    few = first_is_few(paragraph.text, paragraph.lines[1].start)
    return max(thin, of_few(paragraph.text, last.start)) + few


def _with_whole_latin_words(slots: tuple[Slot, ...], best: int) -> int:
    """Return the fewest steps, not fewer than `best`, at which no word has to be parted; `best` where all part one."""
    steps = range(best, _most_steps(slots) + 1)
    return next((each for each in steps if all(_hyphenated(slot, each) == slot for slot in slots)), best)


def _hyphenated(slot: Slot, steps: int) -> Slot:
    """Return the slot with a hyphen and a line end in each Latin word that is wider than a line so many steps down."""
    return replace(slot, copies=tuple([_with_hyphens(copy, slot, steps) for copy in slot.copies]))


def _with_hyphens(copy: Copy, slot: Slot, steps: int) -> Copy:
    if copy.capitals or copy.wide != 1 or is_on_the_em(copy.text):
        return copy
    if "\n" not in copy.text and _natural(_pieces(copy), _size(copy, steps)) + copy.indent <= slot.room[0]:
        return copy  # also where its runs are smaller than it: a unit beside a large number
    room = SLACK * max(slot.room[0] - copy.indent, 1) / _unit(_size(copy, steps))
    weight = _weight(copy.bold or any(run.bold for run in copy.runs), copy.face)
    at = stops(copy.text, room, weight)
    return replace(copy, text=put_in(copy.text, at), runs=put_in_runs(copy.runs, at)) if at else copy


class _Job(NamedTuple):
    """A slot to be set, its copies with their lines measured."""

    slot: Slot
    pitch: float
    looks: list[list[tuple[int, Measured]]]
    width: Emu
    height: Emu
    stretch: float
    """What a line needs in its pitches."""

    @classmethod
    def of(cls, slot: Slot, pitch: float) -> _Job:
        looks = [_looks(_pieces(copy)) for copy in slot.copies]
        return cls(slot, pitch, looks, *slot.room, GOOGLE if slot.exact else _TALLER)

    def may_fit(self, steps: int) -> bool:
        """Tell, quickly, whether the texts are short enough for the height if lines could end anywhere."""
        return self.lowest(steps) <= self.height + 1

    def lowest(self, steps: int) -> float:
        """Return the height in EMU below which the texts cannot be, wherever their lines end."""
        height = 0.0
        for number, (copy, looks) in enumerate(zip(self.slot.copies, self.looks, strict=True)):
            size = _size(copy, steps)
            height += _least_lines(copy, self.width, size, self.pitch, self.stretch, looks)
            height += copy.before if number else -self._saved(copy, size)
        return height * EMU_PER_PT

    def least(self, steps: int) -> tuple[float, float]:
        """Return the width that the copies cannot do without, and their least height, both in EMU."""
        needed, height = 0.0, 0.0
        for number, (copy, looks) in enumerate(zip(self.slot.copies, self.looks, strict=True)):
            size = _size(copy, steps)
            unit = _unit(size)
            whole = max(self.width - copy.indent, 1) / unit
            lines = 0
            for _, look in looks:
                room = whole * look.slack
                if look.width <= room:
                    lines += 1
                    widest = look.width
                else:
                    ends = look.first_fit(room)
                    lines += len(ends)
                    widest = max(look.line_widths(ends))
                needed = max(needed, widest * unit + copy.indent)
            height += lines * self._line(copy, size) + (copy.before if number else 0)
            height -= 0 if number else self._saved(copy, size)
        return needed, height * EMU_PER_PT

    def _line(self, copy: Copy, size: Pt) -> float:
        return _line_pitch(copy, size, self.pitch) * self.stretch

    def _saved(self, copy: Copy, size: Pt) -> float:
        return 0 if self.slot.exact else _saved(_line_pitch(copy, size, self.pitch), size)

    def fits(self, steps: int) -> bool:
        if not self.may_fit(steps):
            return False
        needed, height = self.least(steps)
        return needed <= self.width and height <= self.height + 1


def _least_lines(
    copy: Copy, width: int, size: Pt, pitch: float, stretch: float, looks: Sequence[tuple[int, Measured]]
) -> float:
    """Return the height in points below which a copy's lines cannot be, wherever they end."""
    first = looks[0][1]
    room = first.slack * max(width - copy.indent, 1) / _unit(size)
    # What stands between two lines is on neither of them.
    lines = 1 if first.width <= room else math.ceil(first.width / (room + first.between))
    return max(lines, len(looks)) * _line_pitch(copy, size, pitch) * stretch


def _most_steps(slots: Sequence[Slot]) -> int:
    """Slots -> by how many steps they are to be made smaller until all are at their floors."""
    return max([_steps_to(copy.size, copy.floor) for slot in slots for copy in slot.copies], default=0)


@lru_cache(maxsize=256)
def _steps_to(size: Pt, floor: Pt) -> int:
    """Return by how many steps a size is to be made smaller until it is at its floor."""
    steps = 0
    while size > floor and step_down(size, steps) > floor:
        steps += 1
    return steps


def _first_that_fits(jobs: list[_Job], most: int) -> int:
    """Return the smallest number of steps by which all are made to fit. Raises DoesNotFit."""
    waiting = jobs
    for steps in range(most + 1):
        # What fits once fits when it is smaller, so that nothing is tried again.
        waiting = [job for job in waiting if not job.fits(steps)]
        if not waiting:
            return steps
    raise _does_not_fit(waiting[0], most)


def _does_not_fit(job: _Job, steps: int) -> DoesNotFit:
    """Return the error that names the longest text of the slot."""
    needed, height = job.least(steps)
    longest = max(job.slot.copies, key=lambda copy: len(copy.text))
    return DoesNotFit(longest.path, longest.text, job.slot.room, (Emu(math.ceil(needed)), Emu(math.ceil(height))))


def _size(copy: Copy, steps: int) -> Pt:
    if not steps or copy.size <= copy.floor:
        return copy.size
    return max(step_down(copy.size, steps), copy.floor)


def _unit(size: float) -> float:
    """Type size in points -> a thousandth of it in EMU."""
    return size * EMU_PER_PT / EM


def _line_pitch(copy: Copy, size: Pt, pitch: float) -> Pt:
    """Copy, its size, pitch in type sizes -> the pitch of its lines, in half points, so that its largest run stands."""
    wanted = copy.pitch or pitch
    height = size * wanted
    for run in copy.runs:
        if run.size and (larger := _run_size(run.size, copy, size)) > size:
            height = max(height, larger * min(wanted, _LARGER_RUN))
    return Pt(math.floor(height * 2 + 0.5) / 2)


def _run_size(run_size: Pt, copy: Copy, size: Pt) -> Pt:
    """Size of a run where its copy is set at `size`: in proportion, snapped to a step."""
    return run_size if size == copy.size else snapped(run_size * size / copy.size)


def _pieces(copy: Copy) -> tuple[Piece, ...]:
    if copy.capitals or copy.wide != 1:
        runs = copy.runs or (Run(copy.text, copy.bold),)
        return tuple(
            Piece(_shown(run.text, copy), _run_weight(run, copy), copy.wide * (run.size or copy.size) / copy.size)
            for run in runs
        )
    if not copy.runs:
        return (Piece(copy.text, _weight(copy.bold, copy.face)),)
    return tuple([Piece(run.text, _run_weight(run, copy), (run.size or copy.size) / copy.size) for run in copy.runs])


def _run_weight(run: Run, copy: Copy) -> Weight:
    return _weight(run.bold, run.face or copy.face)


def _shown(text: str, copy: Copy) -> str:
    """Return the text as it is shown; a letter whose capital is several (ß) counts as it stands."""
    if not copy.capitals:
        return text
    return "".join(letter.upper() if len(letter.upper()) == 1 else letter for letter in text)


@lru_cache(maxsize=3072)
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


def _set(job: _Job, steps: int) -> TextBody:
    """Job -> text body."""
    paragraphs: list[Paragraph] = []
    for copy, looks in zip(job.slot.copies, job.looks, strict=True):
        size = _size(copy, steps)
        width = Emu(max(job.width - copy.indent, 1))
        given = _lines_at(looks[0][1], copy.ends, width, size) if copy.ends and len(looks) == 1 else None
        lines, soft = given or _set_lines(looks, width, size, copy.balanced)
        paragraphs.append(_paragraph(copy, size, _line_pitch(copy, size, job.pitch), lines, soft))
    body = _with_whole_words(job, TextBody(tuple(paragraphs), job.slot.anchor, job.slot.insets, job.slot.exact))
    whole = sum(len(paragraph.lines) * paragraph.pitch for paragraph in paragraphs) * (_TALLER - 1)
    roomy = not body.exact and (body.height + whole) * EMU_PER_PT <= job.height
    return replace(body, roomy=True) if roomy else body


def _with_whole_words(job: _Job, body: TextBody) -> TextBody:
    """Return the body with a line more where that keeps words or phrases of a balanced text whole and has room."""
    for number, (copy, looks) in enumerate(zip(job.slot.copies, job.looks, strict=True)):
        paragraph = body.paragraphs[number]
        if not copy.balanced or len(looks) > 1 or not paragraph.soft or paragraph.soft == copy.ends[:-1]:
            continue
        look, width = looks[0][1], Emu(max(job.width - copy.indent, 1))
        cost = look.awkward([*paragraph.soft, len(look.text)])
        line = _LINE_COST if len(look.text) <= SHORT else _LINE_OF_TEXT
        if cost <= line:
            continue
        lines, soft = _set_lines(looks, width, paragraph.size, True, 1)
        if len(lines) == len(paragraph.lines) or look.awkward([*soft, len(look.text)]) + line >= cost:
            continue
        longer = replace(paragraph, lines=lines, soft=soft)
        larger = replace(body, paragraphs=(*body.paragraphs[:number], longer, *body.paragraphs[number + 1 :]))
        if needed_height(larger) <= job.height:
            body = larger
    return body


def _lines_at(
    look: Measured, ends: tuple[int, ...], width: Emu, size: Pt
) -> tuple[tuple[Line, ...], tuple[int, ...]] | None:
    """Return lines with these ends; None where one of them has no room."""
    unit = _unit(size)
    widths = look.line_widths(list(ends))
    if max(widths) > width / unit * look.slack:
        return None
    starts = (0, *ends[:-1])
    lines = tuple(
        Line(start, look.visible_end(start, end), Emu(math.ceil(wide * unit)))
        for start, end, wide in zip(starts, ends, widths, strict=True)
    )
    return lines, ends[:-1]


def _set_lines(
    looks: list[tuple[int, Measured]], width: Emu, size: Pt, balanced: bool, more: int = 0
) -> tuple[tuple[Line, ...], tuple[int, ...]]:
    """Parts of a text -> its lines, and where a soft break is to end one."""
    unit = _unit(size)
    if len(looks) == 1 and looks[0][1].width <= width / unit * looks[0][1].slack:
        look = looks[0][1]
        return (Line(0, look.visible_end(0, len(look.text)), Emu(math.ceil(look.width * unit))),), ()
    lines: list[Line] = []
    soft: list[int] = []
    for offset, look in looks:
        ends, broken = look.settle(width / unit, balanced, more)
        soft += [offset + end for end in broken]
        start = 0
        for end, wide in zip(ends, look.line_widths(ends), strict=True):
            visible = look.visible_end(start, end)
            lines.append(Line(offset + start, offset + visible, Emu(math.ceil(wide * unit))))
            start = end
    return tuple(lines), tuple(soft)


def _paragraph(copy: Copy, size: Pt, pitch: Pt, lines: tuple[Line, ...], soft: tuple[int, ...]) -> Paragraph:
    """Copy, set -> paragraph."""
    runs = copy.runs or (Run(copy.text, copy.bold),)
    if size != copy.size:
        runs = tuple(run if run.size is None else replace(run, size=_run_size(run.size, copy, size)) for run in runs)
    return Paragraph(
        runs=runs,
        size=size,
        pitch=pitch,
        color=copy.color,
        lines=lines,
        face=copy.face,
        align=copy.align,
        before=copy.before,
        bullet=copy.bullet,
        bullet_color=copy.bullet_color,
        indent=copy.indent,
        hang=copy.hang,
        soft=soft,
        level=copy.level,
    )
