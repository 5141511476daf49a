"""A .pptx of anybody's -> what its slides say, and of what content: the texts that can be compared with another's."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Final

from deckbrief.base.message import msg
from deckbrief.base.patterns import deferred
from deckbrief.base.problem import Place, Problem, ProblemError
from deckbrief.base.record import record
from deckbrief.export.pptx.identity import Built, built_in
from deckbrief.inspect.deck_file import open_deck, parse_deck
from deckbrief.ooxml.markup import attribute, every, find, whole
from deckbrief.ooxml.names import tag
from deckbrief.ooxml.reader import OfficeFile, Part

if TYPE_CHECKING:
    from deckbrief.ooxml.markup import Element

_PATH: Final = deferred(r"(?P<name>.+) = (?P<path>\S+)")
"""A line of what notes keep of shapes: the shape's name, the content path of what it shows."""
_SUFFIX: Final = deferred(r"\.([A-Za-z]{3,4})$")
_SMALL: Final = (12, 12)
_ALIKE: Final = 6.0
"""How far pixels of two pictures may be from each other, of 255: so far does another program's scaling bring them."""
_TITLES: Final = frozenset({"title", "ctrTitle"})
_NO_TEXT: Final = frozenset({"sldNum", "sldImg", "hdr", "dt", "ftr"})


@record
class Paragraph:
    """A paragraph of a slide: what it says, and the content path of its shape, where it is known."""

    text: str
    path: str = ""


@record
class ToldPicture:
    """A picture of a slide: its bytes, what its file's name ends in, its content path, where it is known."""

    data: bytes
    suffix: str
    path: str = ""
    cut: tuple[float, float, float, float] = (0.0, 0.0, 0.0, 0.0)
    """The shares of it that are not seen, from the left, the top, the right and the bottom."""

    @property
    def digest(self) -> str:
        return sha256(self.data).hexdigest()

    def shows(self, other: ToldPicture) -> bool:
        """Tell whether both show the same: LibreOffice writes what is seen of a picture as one of its own."""
        if self.digest == other.digest:
            return True
        looks = self._look(), other._look()
        if not looks[0] or not looks[1]:
            return False
        return sum(abs(a - b) for a, b in zip(*looks, strict=True)) <= _ALIKE * len(looks[0])

    def _look(self) -> bytes:
        """Return what is seen of it, small; nothing where it cannot be read."""
        from PIL import Image

        try:
            with Image.open(BytesIO(self.data)) as picture:
                wide, high = picture.size
                left, top, right, bottom = self.cut
                box = round(left * wide), round(top * high), round((1 - right) * wide), round((1 - bottom) * high)
                return picture.convert("RGB").crop(box).resize(_SMALL).tobytes()
        except (OSError, ValueError, Image.DecompressionBombError):
            return b""


@record
class ToldSlide:
    """A slide: the name that we gave it (empty: another program has dropped it), what it says, its notes."""

    number: int
    name: str
    hidden: bool
    paragraphs: tuple[Paragraph, ...]
    notes: tuple[Paragraph, ...]
    paths: frozenset[str]
    """The content paths of all that it shows."""
    pictures: tuple[ToldPicture, ...] = ()
    title: str = ""
    """What stands in its title; a line break is told as one."""
    built: Built | None = None
    """What it said when it was built, in digests; None where another program has dropped them."""

    @property
    def path(self) -> str:
        """Return the content path of what it is of: the shortest of those that it shows."""
        return min(self.paths, key=lambda path: (len(path), path), default="")


def deck_of_file(path: Path) -> list[ToldSlide]:
    """Path -> its slides in order. Raises ProblemError where it is no deck that can be read."""
    file, problems = open_deck(path)
    return _slides(file, problems)


def deck_of_bytes(data: bytes, name: str) -> list[ToldSlide]:
    """Bytes of a deck and its name -> its slides in order. Raises ProblemError."""
    return _slides(*parse_deck(data, name))


def _slides(file: OfficeFile, problems: list[Problem]) -> list[ToldSlide]:
    found = [_slide(file, part, number) for number, part in enumerate(file.slides(), 1)]
    if not found:
        message = msg("there are no slides in it")
        raise ProblemError(problems or [Problem("deck.unreadable", Place(file.name), message)])
    return found


def _slide(file: OfficeFile, part: Part, number: int) -> ToldSlide:
    notes = next(iter(file.kin(part, "notesSlide")), None)
    paths = _paths(notes)
    return ToldSlide(
        number=number,
        name=attribute(find(part.root, "p:cSld"), "name"),
        hidden=attribute(part.root, "show") in ("0", "false"),
        paragraphs=tuple(_paragraphs(part.root, paths)),
        notes=tuple(Paragraph(text) for text in _notes(notes)),
        paths=frozenset(paths.values()),
        pictures=tuple(_pictures(file, part, paths)),
        title=title_of(part),
        built=built_in(_lines(notes)),
    )


def pictures_of(file: OfficeFile, part: Part) -> list[ToldPicture]:
    """File and one of its slides -> the pictures on the slide."""
    return list(_pictures(file, part, _paths(next(iter(file.kin(part, "notesSlide")), None))))


def notes_of(file: OfficeFile, part: Part) -> list[str]:
    """File and one of its slides -> what its notes say, a paragraph each."""
    return list(_notes(next(iter(file.kin(part, "notesSlide")), None)))


def _pictures(file: OfficeFile, part: Part, paths: Mapping[str, str]) -> Iterator[ToldPicture]:
    """Yield the pictures of a slide; for LibreOffice one with a form of its own is a shape that is filled with it."""
    for shape in part.root.iter(tag("p:pic"), tag("p:sp")) if part.root is not None else ():
        fill = find(shape, "p:blipFill" if shape.tag == tag("p:pic") else "p:spPr/a:blipFill")
        relation = part.relation(attribute(find(fill, "a:blip"), tag("r:embed")))
        image = file.part(relation.part) if relation is not None and not relation.external else None
        suffix = _SUFFIX.search(image.name) if image is not None else None
        if image is not None and suffix is not None:
            yield ToldPicture(image.data, suffix[1].lower(), paths.get(_name(shape), ""), _cut(fill))


def _cut(fill: Element | None) -> tuple[float, float, float, float]:
    rect = find(fill, "a:srcRect")
    left, top, right, bottom = ((whole(attribute(rect, side) or "0") or 0) / 100_000 for side in "ltrb")
    return left, top, right, bottom


def _paths(notes: Part | None) -> Mapping[str, str]:
    """Notes of a slide -> content paths by the names of shapes, as the exporter has left them there."""
    found = (_PATH.fullmatch(line) for line in _lines(notes))
    return {match["name"]: match["path"] for match in found if match}


def _lines(notes: Part | None) -> Iterator[str]:
    """Yield all lines of a slide's notes page, those of the hidden shape too."""
    for paragraph in notes.root.iter(tag("a:p")) if notes and notes.root is not None else ():
        yield text_of(paragraph).strip()


def _paragraphs(root: Element | None, paths: Mapping[str, str]) -> Iterator[Paragraph]:
    """Yield the paragraphs that are not blank, in the order of their shapes; numbers of slides are none."""
    for paragraph in root.iter(tag("a:p")) if root is not None else ():
        shape = next((a for a in paragraph.iterancestors(tag("p:sp"), tag("p:graphicFrame"))), None)
        if shape is None or _kind(shape) in _NO_TEXT:
            continue
        if text := text_of(paragraph).strip():
            yield Paragraph(text, paths.get(_name(shape), ""))


def _notes(notes: Part | None) -> Iterator[str]:
    """Yield the paragraphs of a slide's notes, without what the exporter keeps there of shapes."""
    for shape in every(notes.root if notes else None, "p:cSld/p:spTree/p:sp"):
        if _kind(shape) != "body":
            continue
        for paragraph in shape.iter(tag("a:p")):
            text = text_of(paragraph).strip()
            if text and not _PATH.fullmatch(text):
                yield text


def _kind(shape: Element) -> str:
    return attribute(find(shape, "p:nvSpPr/p:nvPr/p:ph"), "type")


def _name(shape: Element) -> str:
    return attribute(next(shape.iter(tag("p:cNvPr")), None), "name")


def title_of(part: Part) -> str:
    """Slide -> the text of its title, its paragraphs parted by line breaks."""
    shapes = part.root.iter(tag("p:sp")) if part.root is not None else ()
    titles = (shape for shape in shapes if _kind(shape) in _TITLES)
    return "\v".join(text for shape in titles for one in shape.iter(tag("a:p")) if (text := text_of(one).strip()))


def text_of(paragraph: Element) -> str:
    """Paragraph -> its text; a line break is told as one, a field is not what somebody wrote."""
    pieces = []
    for element in paragraph.iter(tag("a:t"), tag("a:br")):
        if next(element.iterancestors(tag("a:fld")), None) is None:
            pieces.append("\v" if element.tag == tag("a:br") else element.text or "")
    return "".join(pieces)
