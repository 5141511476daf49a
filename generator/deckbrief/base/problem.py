"""Problems are values: a code from one catalogue, a place, a message and a hint."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final, Literal

from deckbrief.base.message import Message, msg
from deckbrief.base.record import record

Hint = Message | Literal[""]
"""What helps, or nothing."""

CATALOGUE: Final[dict[str, str]] = {
    "content.syntax": "The YAML cannot be parsed.",
    "content.encoding": "The file is not UTF-8.",
    "content.unreadable": "The file or folder cannot be read.",
    "content.duplicate-key": "A mapping has the same key twice.",
    "content.unknown-key": "A key that this kind of entry does not have.",
    "content.character": "A character that no document can hold: a control character or half a surrogate pair.",
    "content.document": "A folder without a pack or a unit, or with two packs or two events.",
    "content.limit": "More than is read: a file, list, nesting, text or number beyond its limit.",
    "content.unknown-kind": "A document whose `kind` is not one of the known kinds.",
    "content.unknown-figure": "A `figure` that no diagram draws.",
    "content.unknown-value": "A value that is not one of the allowed words.",
    "content.wrong-type": "A value of another type than the key takes.",
    "content.missing-field": "A key that must be there is not.",
    "content.empty": "A text or list that must say something is empty.",
    "content.duplicate-id": "Two entries of one list, or two documents, have the same id.",
    "content.id": "An id or a file's name that cannot stand in a content path.",
    "content.dangling-reference": "A reference to an entry that does not exist.",
    "content.minutes": "Minutes that do not add up.",
    "content.term": "A term neither explained nor marked as unexplained, or both.",
    "content.quiz": "Options or an answer that make no quiz question.",
    "content.metric": "A metric whose number is hidden in a word, or numbers that cannot be compared.",
    "content.table": "A table whose rows, heads and columns do not agree.",
    "content.file": "A file that the content names, and that is not there or cannot be used.",
    "content.chart": "A chart whose numbers do not agree with its categories, or that cannot be read.",
    "content.hard-to-read": "A chart whose kind hides what its numbers say.",
    "content.undrawn": "A key that is read, and that nothing shows where it stands.",
    "content.link": "An address that leads nowhere.",
    "content.range": "A number outside the range that its key takes.",
    "content.date": "A date that is not of the form 2024-11-08.",
    "pace.talk": "A session of which more than half is talk.",
    "pace.break": "More than an hour of a session without a break.",
    "pace.question": "A long talk in which nobody is asked anything.",
    "evidence.missing": "A part, metric or term without evidence.",
    "evidence.section": "The section that a unit names is not a line of the source.",
    "evidence.paragraph": "A paragraph number that the section does not have.",
    "evidence.words": "Words that do not stand in the cited paragraph.",
    "evidence.uncited": "A paragraph of the source that no entry cites.",
    "evidence.term": "A quoted term of the source that stands nowhere in its unit.",
    "evidence.number": "A number of the source that stands nowhere in its unit.",
    "evidence.metric": "A metric that its evidence gives otherwise: number, scale, qualifier or unit.",
    "evidence.invented-number": "A number, its qualifier or its unit, that the source does not say.",
    "evidence.invented-term": "A quoted term or a title that the source does not say.",
    "evidence.invented-name": "A name that the source does not say.",
    "evidence.invented-rank": "A word of rank or honour that the source does not say.",
    "evidence.attribution": "What a text says of one unit and only another's section says.",
    "evidence.order": "Members of a list in another order than the source's.",
    "evidence.item": "A member of a list that the source's list does not have.",
    "evidence.open-list": "A list that the source leaves open (等), told as if it were whole.",
    "evidence.verbatim": "A long stretch of the source, word by word, outside quotation marks.",
    "evidence.sentence": "A sentence that no evidence carries.",
    "evidence.no-source": "A source text for a pack that says it has none.",
    "content.half-width": "A mark of Latin script beside Han characters.",
    "evidence.left-out": "A `left_out` entry that matches nothing in the source.",
    "content.todo": "A text that a skeleton leaves to be written.",
    "start.exists": "A file that a new pack or document would have, and that is there already.",
    "template.syntax": "A template that Jinja cannot parse.",
    "template.undefined": "A template that names something undefined.",
    "template.missing": "A template that does not exist.",
    "template.words": "A word of templates that its language lacks, or with a field that nothing fills in.",
    "template.error": "A template that failed while it was rendered.",
    "markup.syntax": "Slide markup that is not well-formed XML.",
    "markup.unknown-element": "An element that slide markup does not have here.",
    "markup.unknown-attribute": "An attribute that the element does not have.",
    "markup.missing-attribute": "An attribute that the element must have.",
    "markup.value": "An attribute or text of the wrong form.",
    "markup.missing-element": "An element that must be there is not.",
    "theme.unknown": "A theme that does not exist.",
    "theme.value": "A theme file with a wrong or missing value.",
    "theme.contrast": "Colours of a theme on which text or edges cannot be seen well.",
    "theme.font": "A font of a theme whose letters are wider than texts are measured for.",
    "template-file.unreadable": "A PowerPoint template that cannot be read, or is none.",
    "template-file.limit": "A PowerPoint template larger, or with more in it, than is read.",
    "template-file.legacy": "A PowerPoint template in the binary format of PowerPoint 97 to 2003.",
    "template-file.encrypted": "A PowerPoint template that a password locks.",
    "template-file.macros": "A PowerPoint template with macros.",
    "template-file.damaged": "A PowerPoint template whose parts are missing, broken or out of place.",
    "template-file.layout": "A PowerPoint template without a layout that slides need or that was named.",
    "template-file.placeholder": "A layout of a PowerPoint template that lacks a placeholder.",
    "template-file.room": "A layout of a PowerPoint template that leaves too little room.",
    "template-file.font": "A PowerPoint template whose fonts leave Chinese text to chance.",
    "template-file.contrast": "Colours of a PowerPoint template on which text cannot be read well.",
    "layout.too-long": "A text that does not fit even at its smallest size.",
    "layout.long-notes": "Notes that run off their printed page.",
    "layout.figure": "A figure that cannot be drawn from these parts.",
    "preview.port": "A port of this machine that the preview cannot listen on.",
    "output.unknown": "An output that cannot be built from this content.",
    "output.left-out": "Slides that a budget of minutes leaves out.",
    "output.minutes": "A budget of minutes that is too short for a session's core.",
    "output.edited": "An output that a person changed, or that was not built here: it is kept.",
    "output.process": "A process that ended before the output that it made was done.",
    "output.failed": "An output that could not be made, by a fault of the program or for want of memory.",
    "output.scheduler": "A scheduler that does not answer, or has no worker that gives the same bytes.",
    "output.unwritable": "An output file or folder that cannot be written.",
    "output.font": "A font that a document needs is not installed.",
    "output.glyph": "A character that no font has: a box is printed for it.",
    "output.missing-library": "A system library that an output needs is not installed.",
    "output.resource": "A document that asks for a file or an address that it may not read.",
    "output.setting": "A document that is set less well than it could be, with the libraries that are installed.",
    "output.style": "Something in a briefing's HTML or CSS that cannot be set, or in a font that it needs.",
    "deck.unreadable": "A deck that cannot be read.",
    "deck.zip": "A deck that is no zip archive, or a damaged one.",
    "deck.limit": "A deck larger, or with more in it, than is read.",
    "deck.part-name": "Parts of one name, or a name that no part can have.",
    "deck.content-type": "A part without a content type or of a wrong one, or a type without a part.",
    "deck.relationship": "A relationship that leads nowhere or to the wrong thing, or one that is named and missing.",
    "deck.unused": "A part or relationship that nothing in the deck uses.",
    "deck.xml": "A part that is not well-formed XML.",
    "deck.namespace": "Markup of later versions where older ones stumble over it, or a prefix declared nowhere.",
    "deck.order": "Elements in another order than the standard's, too many or too few of them.",
    "deck.id": "An id of a slide, master, layout or shape that is missing, outside its range, or taken.",
    "deck.number": "A coordinate, size or colour that is no such value.",
    "deck.preset": "A preset geometry or text warp that does not exist.",
    "deck.text": "A field or run of text with a wrong attribute.",
    "deck.placeholder": "A placeholder of an unknown kind, or one that its layout lacks.",
    "deck.connector": "A connector glued to no shape, or to a site that the shape lacks.",
    "deck.link": "A link with a wrong action, or that leads nowhere.",
    "deck.table": "A table whose rows, columns and merged cells do not agree.",
    "deck.chart": "A chart whose axes, series and workbook do not agree.",
    "deck.media": "A picture, sound or video that is empty or of another kind than it says.",
    "deck.transition": "A transition that older versions cannot show, or with a wrong attribute.",
    "deck.timing": "An animation of what is not there, or a build list that does not agree with it.",
    "deck.notes": "Notes, notes master and slides that do not lead to each other.",
    "deck.sections": "Sections that do not hold each slide once, or without an id of their own.",
    "deck.theme": "A theme that lacks styles or colours, or that two masters share.",
    "deck.kinsoku": "Line breaking rules without characters, or for a language without such rules.",
    "deck.properties": "Document properties that are missing or not true.",
    "access.title": "A slide without a title, or with another slide's.",
    "access.alt": "Something to look at without alternative text or the decorative mark.",
    "access.order": "A reading order other than what the eye sees.",
    "access.table": "A table without a header row, or with merged cells.",
    "access.contrast": "Text that does not stand out from what is behind it.",
    "access.link": "A link whose text does not say where it leads.",
    "access.section": "A section without a name of its own.",
    "access.language": "Text without a language, or in another one than it says.",
}
"""Every problem's code and what it means."""


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A stretch of a file: `file` as the user would type it, `line` and `column` from 1 (0: unknown).

    `length` is how many characters are meant (0: unknown, or what begins there); it tells no two places apart.
    """

    file: str
    line: int = 0
    column: int = 0
    length: int = field(default=0, compare=False)

    def __str__(self) -> str:
        """Return `file:line:column`, as much of it as is known."""
        return ":".join([self.file, *(str(number) for number in (self.line, self.column) if number)])


def place_from(text: str) -> Place | None:
    """`file:line:column` -> the place; None where it is none."""
    file, _, numbers = text.rpartition(":")
    file, _, line = file.rpartition(":")
    return Place(file, int(line), int(numbers)) if file and line.isdigit() and numbers.isdigit() else None


@record
class Problem:
    """Something wrong with the user's input; `code` stands in `CATALOGUE`."""

    code: str
    place: Place
    message: Message
    hint: Hint = ""
    severity: str = "error"
    source_line: str = field(default="", compare=False)
    """The text of the line at `place`, for the caret."""

    def __post_init__(self) -> None:
        if self.code not in CATALOGUE:
            raise KeyError(f"{self.code} is not in the catalogue of problems")


class ProblemError(Exception):
    """Raised with all problems found in one step, at least one."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("; ".join(p.message for p in self.problems))

    def __reduce__(self) -> tuple[type[ProblemError], tuple[tuple[Problem, ...]]]:
        """Cross to another process whole: by default an exception is rebuilt from its message alone."""
        return ProblemError, (self.problems,)


SHOWN: Final = 20
"""How many problems of one code in one file are told; the others are counted."""

_LONGEST_WORD: Final = 80
"""Characters of a word that is compared with others: the cost grows with the square, and no word of ours is near."""


def nearest(word: str, valid: Iterable[str]) -> Hint:
    """Return a hint that names the valid word nearest to `word`, or all of them when none is near."""
    words = sorted(valid)
    if close := nearest_word(word, words):
        return msg("did you mean '{word}'?", word=close)
    return msg("one of: {words}", words=", ".join(words)) if words else ""


def nearest_word(word: str, valid: Iterable[str]) -> str:
    """Return the valid word nearest to `word`; nothing when none is near."""
    from difflib import get_close_matches  # needed where something is wrong, which is seldom

    close = get_close_matches(word, sorted(valid), n=1, cutoff=0.6) if len(word) <= _LONGEST_WORD else []
    return close[0] if close else ""
