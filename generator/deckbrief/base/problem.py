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
    "content.syntax": msg("The YAML cannot be parsed."),
    "content.encoding": msg("The file is not UTF-8."),
    "content.unreadable": msg("The file or folder cannot be read."),
    "content.duplicate-key": msg("A mapping has the same key twice."),
    "content.unknown-key": msg("A key that this kind of entry does not have."),
    "content.character": msg("A character that no document can hold: a control character or half a surrogate pair."),
    "content.document": msg("A folder without a pack or a unit, or with two packs or two events."),
    "content.limit": msg("More than is read: a file, list, nesting, text or number beyond its limit."),
    "content.unknown-kind": msg("A document whose `kind` is not one of the known kinds."),
    "content.unknown-figure": msg("A `figure` that no diagram draws."),
    "content.unknown-value": msg("A value that is not one of the allowed words."),
    "content.wrong-type": msg("A value of another type than the key takes."),
    "content.missing-field": msg("A key that must be there is not."),
    "content.empty": msg("A text or list that must say something is empty."),
    "content.duplicate-id": msg("Two entries of one list, or two documents, have the same id."),
    "content.id": msg("An id or a file's name that cannot stand in a content path."),
    "content.dangling-reference": msg("A reference to an entry that does not exist."),
    "content.minutes": msg("Minutes that do not add up."),
    "content.term": msg("A term neither explained nor marked as unexplained, or both."),
    "content.quiz": msg("Options or an answer that make no quiz question."),
    "content.metric": msg("A metric whose number is hidden in a word, or numbers that cannot be compared."),
    "content.table": msg("A table whose rows, heads and columns do not agree."),
    "content.file": msg("A file that the content names, and that is not there or cannot be used."),
    "content.chart": msg("A chart whose numbers do not agree with its categories, or that cannot be read."),
    "content.hard-to-read": msg("A chart whose kind hides what its numbers say."),
    "content.undrawn": msg("A key that is read, and that nothing shows where it stands."),
    "content.highlight": msg("Something is pointed at that the title does not speak of."),
    "content.link": msg("An address that leads nowhere."),
    "content.range": msg("A number outside the range that its key takes."),
    "content.date": msg("A date that is not of the form 2024-11-08."),
    "pace.talk": msg("A session of which more than half is talk."),
    "pace.break": msg("More than an hour of a session without a break."),
    "pace.question": msg("A long talk in which nobody is asked anything."),
    "evidence.missing": msg("A part, metric or term without evidence."),
    "evidence.section": msg("The section that a unit names is not a line of the source."),
    "evidence.paragraph": msg("A paragraph number that the section does not have."),
    "evidence.words": msg("Words that do not stand in the cited paragraph."),
    "evidence.uncited": msg("A paragraph of the source that no entry cites."),
    "evidence.term": msg("A quoted term of the source that stands nowhere in its unit."),
    "evidence.number": msg("A number of the source that stands nowhere in its unit."),
    "evidence.metric": msg("A metric that its evidence gives otherwise: number, scale, qualifier or unit."),
    "evidence.invented-number": msg("A number, its qualifier or its unit, that the source does not say."),
    "evidence.invented-term": msg("A quoted term or a title that the source does not say."),
    "evidence.invented-name": msg("A name that the source does not say."),
    "evidence.invented-rank": msg("A word of rank or honour that the source does not say."),
    "evidence.attribution": msg("What a text says of one unit and only another's section says."),
    "evidence.order": msg("Members of a list in another order than the source's."),
    "evidence.item": msg("A member of a list that the source's list does not have."),
    "evidence.open-list": msg("A list that the source leaves open (等), told as if it were whole."),
    "evidence.verbatim": msg("A long stretch of the source, word by word, outside quotation marks."),
    "evidence.sentence": msg("A sentence that no evidence carries."),
    "evidence.no-source": msg("A source text for a pack that says it has none."),
    "content.half-width": msg("A mark of Latin script beside Han characters."),
    "content.comma": msg("A comma between brackets that seems to be part of a sentence: it begins a new entry."),
    "evidence.left-out": msg("A `left_out` entry that matches nothing in the source."),
    "content.comment": msg("A text that a comment cuts: what stands behind ` #` is none of it."),
    "content.quotation": msg("A quotation mark that opens and never closes, or closes and never opens."),
    "content.cut": msg("A picture of which much is cut off, for it has to fill another shape."),
    "content.todo": msg("A text that a skeleton leaves to be written."),
    "start.exists": msg("A file that a new pack or document would have, and that is there already."),
    "template.syntax": msg("A template that Jinja cannot parse."),
    "template.undefined": msg("A template that names something undefined."),
    "template.missing": msg("A template that does not exist."),
    "template.words": msg("A word of templates that its language lacks, or with a field that nothing fills in."),
    "template.error": msg("A template that failed while it was rendered."),
    "markup.syntax": msg("Slide markup that is not well-formed XML."),
    "markup.unknown-element": msg("An element that slide markup does not have here."),
    "markup.unknown-attribute": msg("An attribute that the element does not have."),
    "markup.missing-attribute": msg("An attribute that the element must have."),
    "markup.value": msg("An attribute or text of the wrong form."),
    "markup.missing-element": msg("An element that must be there is not."),
    "theme.unknown": msg("A theme that does not exist."),
    "theme.value": msg("A theme file with a wrong or missing value."),
    "theme.contrast": msg("Colours of a theme on which text or edges cannot be seen well."),
    "theme.font": msg("A font of a theme whose letters are wider than texts are measured for."),
    "template-file.unreadable": msg("A PowerPoint template that cannot be read, or is none."),
    "template-file.limit": msg("A PowerPoint template larger, or with more in it, than is read."),
    "template-file.legacy": msg("A PowerPoint template in the binary format of PowerPoint 97 to 2003."),
    "template-file.encrypted": msg("A PowerPoint template that a password locks."),
    "template-file.macros": msg("A PowerPoint template with macros."),
    "template-file.damaged": msg("A PowerPoint template whose parts are missing, broken or out of place."),
    "template-file.layout": msg("A PowerPoint template without a layout that slides need or that was named."),
    "template-file.placeholder": msg("A layout of a PowerPoint template that lacks a placeholder."),
    "template-file.room": msg("A layout of a PowerPoint template that leaves too little room."),
    "template-file.font": msg("A PowerPoint template whose fonts leave Chinese text to chance."),
    "template-file.contrast": msg("Colours of a PowerPoint template on which text cannot be read well."),
    "layout.too-long": msg("A text that does not fit even at its smallest size."),
    "layout.long-notes": msg("Notes that run off their printed page."),
    "layout.figure": msg("A figure that cannot be drawn from these parts."),
    "preview.port": msg("A port of this machine that the preview cannot listen on."),
    "output.unknown": msg("An output that cannot be built from this content."),
    "output.left-out": msg("Slides that a budget of minutes leaves out."),
    "output.minutes": msg("A budget of minutes that is too short for a session's core."),
    "output.edited": msg("An output that a person changed, or that was not built here: it is kept."),
    "output.process": msg("A process that ended before the output that it made was done."),
    "output.failed": msg("An output that could not be made, by a fault of the program or for want of memory."),
    "output.scheduler": msg("A scheduler that does not answer, or has no worker that gives the same bytes."),
    "output.unwritable": msg("An output file or folder that cannot be written."),
    "output.font": msg("A font that a document needs is not installed."),
    "output.glyph": msg("A character that no font has: a box is printed for it."),
    "output.missing-library": msg("A system library that an output needs is not installed."),
    "output.resource": msg("A document that asks for a file or an address that it may not read."),
    "output.setting": msg("A document that is set less well than it could be, with the libraries that are installed."),
    "output.style": msg("Something in a briefing's HTML or CSS that cannot be set, or in a font that it needs."),
    "deck.unreadable": msg("A deck that cannot be read."),
    "deck.zip": msg("A deck that is no zip archive, or a damaged one."),
    "deck.limit": msg("A deck larger, or with more in it, than is read."),
    "deck.part-name": msg("Parts of one name, or a name that no part can have."),
    "deck.content-type": msg("A part without a content type or of a wrong one, or a type without a part."),
    "deck.relationship": msg(
        "A relationship that leads nowhere or to the wrong thing, or one that is named and missing."
    ),
    "deck.unused": msg("A part or relationship that nothing in the deck uses."),
    "deck.xml": msg("A part that is not well-formed XML."),
    "deck.namespace": msg("Markup of later versions where older ones stumble over it, or a prefix declared nowhere."),
    "deck.order": msg("Elements in another order than the standard's, too many or too few of them."),
    "deck.id": msg("An id of a slide, master, layout or shape that is missing, outside its range, or taken."),
    "deck.number": msg("A coordinate, size or colour that is no such value."),
    "deck.preset": msg("A preset geometry or text warp that does not exist."),
    "deck.text": msg("A field or run of text with a wrong attribute."),
    "deck.placeholder": msg("A placeholder of an unknown kind, or one that its layout lacks."),
    "deck.connector": msg("A connector glued to no shape, or to a site that the shape lacks."),
    "deck.link": msg("A link with a wrong action, or that leads nowhere."),
    "deck.table": msg("A table whose rows, columns and merged cells do not agree."),
    "deck.chart": msg("A chart whose axes, series and workbook do not agree."),
    "deck.media": msg("A picture, sound or video that is empty or of another kind than it says."),
    "deck.transition": msg("A transition that older versions cannot show, or with a wrong attribute."),
    "deck.timing": msg("An animation of what is not there, or a build list that does not agree with it."),
    "deck.notes": msg("Notes, notes master and slides that do not lead to each other."),
    "deck.sections": msg("Sections that do not hold each slide once, or without an id of their own."),
    "deck.theme": msg("A theme that lacks styles or colours, or that two masters share."),
    "deck.kinsoku": msg("Line breaking rules without characters, or for a language without such rules."),
    "deck.properties": msg("Document properties that are missing or not true."),
    "access.title": msg("A slide without a title, or with another slide's."),
    "access.alt": msg("Something to look at without alternative text or the decorative mark."),
    "access.order": msg("A reading order other than what the eye sees."),
    "access.table": msg("A table without a header row, or with merged cells."),
    "access.contrast": msg("Text that does not stand out from what is behind it."),
    "access.link": msg("A link whose text does not say where it leads."),
    "access.section": msg("A section without a name of its own."),
    "access.language": msg("Text without a language, or in another one than it says."),
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
