"""Bytes of anybody's Office file -> its parts, read as far as they can be: the one way in.

Nothing is trusted: sizes are screened before anything is unpacked, no entity is expanded, parts are parsed one by one
when they are asked for, and a damaged one does not hide the others.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import field
from functools import cached_property
from pathlib import Path
from posixpath import dirname, join, normpath
from typing import Final, cast
from urllib.parse import unquote

from deckbrief.base.message import Message, msg
from deckbrief.base.patterns import deferred
from deckbrief.base.problem import Hint, Place, Problem
from deckbrief.base.record import record
from deckbrief.base.report import user_path
from deckbrief.ooxml.archive import Fault, read_bytes, tags_fault, unpacked
from deckbrief.ooxml.markup import Element, MarkupError, attribute, every, parse_part
from deckbrief.ooxml.names import CONTENT_TYPES, tag
from deckbrief.ooxml.relationship import Relationship, is_relationships_part, source_of

_CONTROL: Final = deferred("[\x00-\x1f\x7f-\x9f\u2028\u2029]")
_XML: Final = ("+xml", "/xml")


@record
class Part:
    """A part: its bytes, its content type (empty: none), and what it is related to. XML is parsed when asked for."""

    name: str
    data: bytes = field(repr=False)
    type: str
    related: tuple[Relationship, ...] = ()

    @cached_property
    def _parsed(self) -> Element | Fault | None:
        return _parsed(self.name, self.data) if self.type.endswith(_XML) else None

    @property
    def root(self) -> Element | None:
        """Its XML, where it is XML that can be parsed."""
        return None if isinstance(self._parsed, Fault) else self._parsed

    @property
    def fault(self) -> Fault | None:
        """Why it cannot be parsed, though it says that it is XML."""
        return self._parsed if isinstance(self._parsed, Fault) else None

    def relation(self, relationship: str | None) -> Relationship | None:
        """Return the relationship of that id."""
        return next((entry for entry in self.related if entry.id == relationship), None)

    def kin(self, kind: str) -> list[Relationship]:
        """Return the relationships of a kind, in their order."""
        return [entry for entry in self.related if entry.kind == kind and not entry.external]


@record
class OfficeFile:
    """A package that was read as far as it can be. `name` is what its places are named by."""

    name: str
    parts: Mapping[str, Part]
    types: Element | None
    """The root of the content types."""
    relationships: Mapping[str, Element]
    """The roots of the relationship parts, by the name of the part that they belong to (the package itself: ``)."""
    root: Part
    """The package itself as the source of its relationships."""
    members: Sequence[str]
    """Everything that the zip holds, in its order."""
    type_of: Callable[[str], str]
    """Name -> the content type that the package says it has, or nothing."""
    _folded: Mapping[str, str]

    def part(self, name: str) -> Part | None:
        """Name -> its part; names are the same whatever their case (ECMA-376 part 2, 6.2.2.3)."""
        found = self._folded.get(name.casefold())
        return self.parts[found] if found is not None else None

    def kin(self, source: Part, kind: str) -> list[Part]:
        """Return the parts that a part is related to in that way; those that are there."""
        return [part for entry in source.kin(kind) if (part := self.part(entry.part)) is not None]

    def listed(self, source: Part, path: str) -> list[Part]:
        """Return the parts that a part lists by their relationships, in that order: `p:sldIdLst/p:sldId`."""
        entries = (source.relation(attribute(entry, tag("r:id"))) for entry in every(source.root, path))
        found = [self.part(entry.part) for entry in entries if entry is not None]
        return [part for part in found if part is not None and part.root is not None]

    def presentation(self) -> Part | None:
        """Return the presentation part, parsed."""
        return next((part for part in self.kin(self.root, "officeDocument") if part.root is not None), None)

    def slides(self) -> list[Part]:
        """Return the slides in the order of the presentation's list."""
        presentation = self.presentation()
        return [] if presentation is None else self.listed(presentation, "p:sldIdLst/p:sldId")

    def lineage(self, page: Part) -> list[Part]:
        """Page -> itself, its layout and its master, as far as they are there."""
        found = [page]
        for kind in ("slideLayout", "slideMaster", "notesMaster"):
            found += [part for part in self.kin(found[-1], kind) if part.root is not None][:1]
        return found

    def by_type(self, *endings: str) -> list[Part]:
        """Return the parsed parts whose content type ends in one of these: `.slide+xml`."""
        return [part for part in self.parts.values() if part.type.endswith(endings) and part.root is not None]

    def place(self, part: str, element: Element | None = None) -> Place:
        """Return where something is: the part inside the file, and its line."""
        line = cast("int | None", element.sourceline) if element is not None and part else None
        return Place(located(self.name, part), line or 0)

    def problem(
        self, code: str, part: Part | str, message: Message, element: Element | None = None, *, hint: Hint = "",
        severity: str = "error",
    ) -> Problem:  # fmt: skip
        """Return a problem of a part, or of the package where `part` is empty."""
        name = part if isinstance(part, str) else part.name
        return Problem(code, self.place(name, element), message, hint, severity)


def open_office_file(path: Path) -> tuple[OfficeFile, list[Fault]]:
    """Path -> the package in the file, and what keeps it or parts of it from being read; never raises."""
    data = read_bytes(path)
    if isinstance(data, Fault):
        return office_file({}, user_path(path))[0], [data]
    return parse_office_file(data, user_path(path))


def parse_office_file(data: bytes, name: str) -> tuple[OfficeFile, list[Fault]]:
    """Bytes and the file's name -> the package, and what could not be read of it; never raises.

    Of bytes that are no package at all the result has no parts. A part of XML tells its own `fault`.
    """
    members, faults = unpacked(data)
    file, more = office_file(members, name)
    return file, faults if faults and not members else [*faults, *more]


def office_file(members: Mapping[str, bytes], name: str) -> tuple[OfficeFile, list[Fault]]:
    """Names and contents of a zip's members, the file's name -> the package, and what its own parts have wrong."""
    roots: dict[str, Element] = {}
    faults: list[Fault] = []
    for own in [CONTENT_TYPES, *filter(is_relationships_part, members)]:
        parsed = _parsed(own, members[own]) if own in members else _MISSING
        if isinstance(parsed, Fault):
            faults.append(parsed)
        else:
            roots[own] = parsed
    types = roots.pop(CONTENT_TYPES, None)
    related = {source_of(own): root for own, root in roots.items()}
    type_of = _content_types(types)
    folded = {own.casefold(): own for own in members if not _is_internal(own)}
    parts = {
        own: Part(own, members[own], type_of(own), tuple(_related(related.get(own), own, folded)))
        for own in folded.values()
    }
    package = Part("", b"", "", tuple(_related(related.get(""), "", folded)))
    return OfficeFile(name, parts, types, related, package, tuple(members), type_of, folded), faults


_MISSING: Final = Fault(
    "content-type", msg("there is no {content_types}: this is no Office document", content_types=CONTENT_TYPES)
)


def located(file: str, part: str) -> str:
    """File and part -> `deck.pptx!/ppt/slides/slide3.xml`; of a part's name nothing may act on a terminal."""
    return f"{file}!/{_CONTROL.sub(chr(0xFFFD), part)}" if part else file


def _is_internal(name: str) -> bool:
    return name == CONTENT_TYPES or name.endswith("/") or is_relationships_part(name)


def _parsed(name: str, data: bytes) -> Element | Fault:
    """Name and bytes of a part -> its root, or the reason why there is none."""
    if fault := tags_fault(name, data):
        return fault
    try:
        return parse_part(data)
    except MarkupError as error:
        return Fault(error.kind, error.message, "", name, error.line, error.column)


def _content_types(types: Element | None) -> Callable[[str], str]:
    """Root of the content types -> the function from a part's name to its type, case apart."""
    by_name = {
        entry.get("PartName", "").lstrip("/").casefold(): entry.get("ContentType", "")
        for entry in every(types, "ct:Override")
    }
    by_extension = {
        entry.get("Extension", "").casefold(): entry.get("ContentType", "") for entry in every(types, "ct:Default")
    }
    return lambda name: by_name.get(name.casefold()) or by_extension.get(name.rpartition(".")[2].casefold(), "")


def _related(root: Element | None, source: str, folded: Mapping[str, str]) -> Iterator[Relationship]:
    for entry in every(root, "pr:Relationship"):
        target, external = entry.get("Target", ""), entry.get("TargetMode") == "External"
        part = "" if external else _resolved(target, source, folded)
        yield Relationship(entry.get("Id", ""), entry.get("Type", ""), target, external, part)


def _resolved(target: str, source: str, folded: Mapping[str, str]) -> str:
    """Target as written in a part's relationships -> the name of a part; of one that is not there, what it would be."""
    path = target.partition("#")[0]
    if not path:
        return source
    names = [normpath(join("/", dirname(source), name)).lstrip("/") for name in (path, unquote(path))]
    return next((folded[name.casefold()] for name in names if name.casefold() in folded), names[0])
