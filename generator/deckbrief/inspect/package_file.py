"""Bytes of any .pptx -> its parts, read and parsed, with every problem that kept something from being read.

Nothing is trusted: no entity is expanded, no size believed, and a damaged part does not hide the others.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import field
from io import BytesIO
from posixpath import dirname, join, normpath
from typing import Final, cast
from urllib.parse import unquote

from lxml import etree

from deckbrief.base.problem import Place, Problem
from deckbrief.base.record import record

Element = etree._Element

CONTENT_TYPES: Final = "[Content_Types].xml"
_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_MOST: Final = 1 << 30
"""How many bytes all parts together may take: more than any deck, less than a zip bomb asks for."""

_STRICT: Final = re.compile(rb"http://purl\.oclc\.org/ooxml/(\w+)/")
"""Namespaces of ISO/IEC 29500 Strict: the same words as the transitional ones, which are read in their place."""

NS: Final = {
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "c": "http://schemas.openxmlformats.org/drawingml/2006/chart",
    "cp": "http://schemas.openxmlformats.org/package/2006/metadata/core-properties",
    "dcterms": "http://purl.org/dc/terms/",
    "ep": "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties",
    "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
    "p": "http://schemas.openxmlformats.org/presentationml/2006/main",
    "p14": "http://schemas.microsoft.com/office/powerpoint/2010/main",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "adec": "http://schemas.microsoft.com/office/drawing/2017/decorative",
    "ct": "http://schemas.openxmlformats.org/package/2006/content-types",
    "pr": "http://schemas.openxmlformats.org/package/2006/relationships",
    "vt": "http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes",
    "xsi": "http://www.w3.org/2001/XMLSchema-instance",
}
_PREFIXES: Final = {uri: prefix for prefix, uri in NS.items()}


def words(text: str) -> tuple[str, ...]:
    """Words with blanks between them -> a tuple of them."""
    return tuple(text.split())


def tag(name: str) -> str:
    """`p:sld` -> the name as lxml writes it."""
    prefix, _, local = name.partition(":")
    return f"{{{NS[prefix]}}}{local}"


def plain(element: Element) -> str:
    """Element -> its name as the standard writes it: `p:sld`; a foreign one keeps the prefix of its part."""
    name = etree.QName(element)
    prefix = _PREFIXES.get(name.namespace or "", element.prefix or "")
    return f"{prefix}:{name.localname}" if prefix else name.localname


def find(root: Element | None, path: str) -> Element | None:
    """Element and path -> the first element there, or None."""
    return None if root is None else root.find(path, NS)


def every(root: Element | None, path: str) -> list[Element]:
    """Element and path -> all elements there."""
    return [] if root is None else list(root.iterfind(path, NS))


def whole(value: str | None) -> int | None:
    """Attribute -> the integer that it says (XML Schema's `int`), or None."""
    return int(value) if value is not None and _INTEGER.fullmatch(value) else None


_CONTROL: Final = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029]")
_INTEGER: Final = re.compile(r"[+-]?[0-9]{1,15}")


def is_true(value: str | None) -> bool:
    """Tell whether an `xsd:boolean` says yes."""
    return value in ("1", "true", "on")


@record
class Related:
    """One relationship. `part` names the part that it leads to, or where one should be; nothing where it leads out."""

    id: str
    type: str
    target: str
    part: str
    external: bool

    @property
    def kind(self) -> str:
        """The last word of its type: `slideLayout`, `image`."""
        return self.type.rpartition("/")[2]


@record
class Part:
    """A part: its bytes, its content type (empty: none), and its XML where it is XML that can be parsed."""

    name: str
    data: bytes = field(repr=False)
    type: str
    root: Element | None = None
    related: tuple[Related, ...] = ()

    def relation(self, relationship: str | None) -> Related | None:
        """Return the relationship of that id."""
        return next((entry for entry in self.related if entry.id == relationship), None)

    def kin(self, kind: str) -> list[Related]:
        """Return the relationships of a kind, in their order."""
        return [entry for entry in self.related if entry.kind == kind and not entry.external]


@record
class Opened:
    """A package that was read as far as it can be. `file` is what its places are named by."""

    file: str
    parts: Mapping[str, Part]
    types: Element | None
    relationships: Mapping[str, Element]
    """The roots of the relationship parts, by the name of the part that they belong to (the package itself: ``)."""
    root: Part
    """The package itself as the source of its relationships."""
    names: Sequence[str]
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

    def presentation(self) -> Part | None:
        """Return the presentation part, parsed."""
        return next((part for part in self.kin(self.root, "officeDocument") if part.root is not None), None)

    def slides(self) -> list[Part]:
        """Return the slides in the order of the presentation's list."""
        presentation = self.presentation()
        if presentation is None:
            return []
        entries = every(presentation.root, "p:sldIdLst/p:sldId")
        listed = [presentation.relation(entry.get(tag("r:id"))) for entry in entries]
        found = [self.part(related.part) for related in listed if related is not None]
        return [part for part in found if part is not None and part.root is not None]

    def lineage(self, page: Part) -> list[Part]:
        """Page -> itself, its layout and its master, as far as they are there."""
        found = [page]
        for kind in ("slideLayout", "slideMaster", "notesMaster"):
            found += [part for part in self.kin(found[-1], kind) if part.root is not None][:1]
        return found

    def by_type(self, *endings: str) -> list[Part]:
        """Return the parsed parts whose content type ends in one of these: `.slide+xml`."""
        return [part for part in self.parts.values() if part.root is not None and part.type.endswith(endings)]

    def place(self, part: str, element: Element | None = None) -> Place:
        """Return where something is: the part inside the file, and its line."""
        line = cast("int | None", element.sourceline) if element is not None and part else None
        return Place(_located(self.file, part), line or 0)

    def problem(
        self, code: str, part: Part | str, message: str, element: Element | None = None, *, hint: str = "",
        severity: str = "error",
    ) -> Problem:  # fmt: skip
        """Return a problem of a part, or of the package where `part` is empty."""
        name = part if isinstance(part, str) else part.name
        return Problem(code, self.place(name, element), message, hint, severity)


def open_package(data: bytes, file: str) -> tuple[Opened, list[Problem]]:
    """Bytes and the file's name -> the package, and what could not be read of it.

    Never raises: of bytes that are no package at all the result has no parts.
    """
    members, problems = _members(data, file)
    contents = dict(members)
    roots: dict[str, Element] = {}
    types, faults = _parsed(contents, CONTENT_TYPES, file)
    problems += faults if contents or not problems else []
    type_of = _content_types(types)
    for name in contents:
        if name != CONTENT_TYPES and (name.endswith(".rels") or type_of(name).endswith(("+xml", "/xml"))):
            root, faults = _parsed(contents, name, file)
            problems += faults
            if root is not None:
                roots[name] = root
    folded = {name.casefold(): name for name in contents if not _is_internal(name)}
    related = {_source(name): root for name, root in roots.items() if _is_relationships(name)}
    parts = {}
    for name in folded.values():
        entries = tuple(_related(related.get(name), name, folded))
        parts[name] = Part(name, contents[name], type_of(name), roots.get(name), entries)
    package = Part("", b"", "", None, tuple(_related(related.get(""), "", folded)))
    return Opened(file, parts, types, related, package, tuple(contents), type_of, folded), problems


def _is_internal(name: str) -> bool:
    return name == CONTENT_TYPES or name.endswith("/") or _is_relationships(name)


def _is_relationships(name: str) -> bool:
    return name.endswith(".rels") and dirname(name).rpartition("/")[2] == "_rels"


def _source(name: str) -> str:
    """Name of a relationship part -> name of the part that it belongs to."""
    folder = dirname(dirname(name))
    return join(folder, name.rpartition("/")[2].removesuffix(".rels"))


def _members(data: bytes, file: str) -> tuple[list[tuple[str, bytes]], list[Problem]]:
    """Bytes -> names and contents of the zip in their order, as many as can be read."""

    def problem(message: str, part: str = "", hint: str = "", code: str = "deck.zip") -> Problem:
        return Problem(code, Place(_located(file, part)), message, hint)

    if not data.startswith(b"PK"):
        if data.startswith(_OLE):
            hint = "open it in PowerPoint and save it as .pptx, without a password"
            return [], [problem("this is an old .ppt, or a deck that a password protects", hint=hint)]
        return [], [problem("this is not a .pptx: it does not begin as a zip archive does")]
    try:
        archive = zipfile.ZipFile(BytesIO(data))
    except Exception as error:  # of a damaged archive zipfile raises whatever it stumbles over
        return [], [problem(f"the zip archive is damaged: {_said(error)}")]
    members: dict[str, bytes] = {}
    problems: list[Problem] = []
    with archive:
        if sum(info.file_size for info in archive.infolist()) > _MOST:
            return [], [problem("the zip archive says that it holds more than a gigabyte")]
        for info in archive.infolist():
            if info.filename in members:
                problems.append(problem("two parts have this name", info.filename, code="deck.part-name"))
            elif info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
                problems.append(
                    problem("compressed otherwise than by deflate (ECMA-376 part 2, annex B)", info.filename)
                )
            else:
                try:
                    members[info.filename] = archive.read(info)
                except Exception as error:  # see above
                    problems.append(problem(f"cannot be unpacked: {_said(error)}", info.filename))
    return list(members.items()), problems


def _located(file: str, part: str) -> str:
    """File and part -> `deck.pptx!/ppt/slides/slide3.xml`; of a part's name nothing may act on a terminal."""
    return f"{file}!/{_CONTROL.sub(chr(0xFFFD), part)}" if part else file


def _said(error: Exception) -> str:
    return " ".join(str(error).split()) or type(error).__name__


def _parsed(contents: Mapping[str, bytes], name: str, file: str) -> tuple[Element | None, list[Problem]]:
    """Part -> its root, or the reason why there is none."""
    if name not in contents:
        return None, [Problem("deck.content-type", Place(file), f"there is no {name}: this is no Office document")]
    text = _STRICT.sub(rb"http://schemas.openxmlformats.org/\1/2006/", contents[name])
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(text, parser)
    except (etree.XMLSyntaxError, ValueError, LookupError) as error:
        line, column = getattr(error, "position", (0, 0))
        place = Place(_located(file, name), line, column)
        return None, [Problem("deck.xml", place, f"not well-formed XML: {_said(error)}")]
    if _doctype(root):
        message = "has a document type declaration, which no part may have (ECMA-376 part 2, 6.2.5)"
        return None, [Problem("deck.xml", Place(_located(file, name), 1), message)]
    return root, []


def _doctype(root: Element) -> str:
    return str(getattr(root.getroottree().docinfo, "doctype", "") or "")


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


def _related(root: Element | None, source: str, folded: Mapping[str, str]) -> Iterator[Related]:
    for entry in every(root, "pr:Relationship"):
        target, external = entry.get("Target", ""), entry.get("TargetMode") == "External"
        part = "" if external else _resolved(target, source, folded)
        yield Related(entry.get("Id", ""), entry.get("Type", ""), target, part, external)


def _resolved(target: str, source: str, folded: Mapping[str, str]) -> str:
    """Target as written in a part's relationships -> the name of a part; of one that is not there, what it would be."""
    path = target.partition("#")[0]
    if not path:
        return source
    names = [normpath(join("/", dirname(source), name)).lstrip("/") for name in (path, unquote(path))]
    return next((folded[name.casefold()] for name in names if name.casefold() in folded), names[0])
