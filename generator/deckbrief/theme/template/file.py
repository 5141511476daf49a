"""A user's .pptx or .potx -> its parts and what they refer to, or the problem that says why it cannot be used."""

from __future__ import annotations

import posixpath
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from io import BytesIO
from pathlib import Path
from typing import Final, NamedTuple
from urllib.parse import unquote

from lxml import etree

from deckbrief.base.problem import Place, Problem, ProblemError
from deckbrief.base.record import record
from deckbrief.base.report import shown

A: Final = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
P: Final = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
R: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_RELATED: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
_STRICT: Final = "http://purl.oclc.org/ooxml/officeDocument/relationships/"
PRESENTATION: Final = "ppt/presentation.xml"
"""Where every PowerPoint keeps it; slides are added beside it."""

_COMPOUND: Final = bytes.fromhex("d0cf11e0a1b11ae1")
"""A compound file ([MS-CFB] 2.2): PowerPoint 97 to 2003, or any encrypted Office file."""

_MAIN_TYPES: Final = ("presentation.main+xml", "template.main+xml", "slideshow.main+xml")
_SAVE_AS: Final = "open it in PowerPoint or WPS and save it as .pptx or .potx"


class Related(NamedTuple):
    """A relationship to another part of the package: its kind and the part's name."""

    kind: str
    part: str


@record
class TemplateFile:
    """The parts of a template by name, and each part's relationships inside the package by id."""

    path: Path
    parts: Mapping[str, bytes]
    related: Mapping[str, Mapping[str, Related]]

    def problem(self, code: str, message: str, hint: str = "", severity: str = "error") -> Problem:
        """Return a problem of this file; a package has no lines to point at."""
        return Problem(code, Place(shown(self.path)), message, hint, severity)

    def xml(self, part: str) -> etree._Element:
        """Part name -> its root.

        Raises ProblemError where the part is missing or no XML.
        """
        try:
            return etree.fromstring(self.parts[part], _PARSER)
        except (KeyError, etree.XMLSyntaxError) as error:
            reason = "is missing" if isinstance(error, KeyError) else f"cannot be read: {error}"
            raise ProblemError([self.problem("template-file.damaged", f"its part {part} {reason}", _REPAIR)]) from error

    def targets(self, part: str, kind: str) -> Iterator[tuple[str, str]]:
        """Part and kind of relationship (`slideMaster`, `theme` …) -> ids and names of parts, in the file's order."""
        for key, related in self.related.get(part, {}).items():
            if related.kind == kind:
                yield key, related.part

    def target(self, part: str, kind: str) -> str:
        """Return the one part of that kind that a part refers to.

        Raises ProblemError where there is none.
        """
        for _, name in self.targets(part, kind):
            return name
        raise ProblemError([self.problem("template-file.damaged", f"its part {part} names no {kind}", _REPAIR)])


_PARSER: Final = etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True)
_REPAIR: Final = "open it in PowerPoint, let it repair the file if it asks, and save it again"


def open_template(path: Path) -> TemplateFile:
    """Path -> the template's parts.

    Raises ProblemError where it is no PowerPoint file, locked by a password, in the old binary format, or has macros.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        raise _refused(path, "template-file.unreadable", f"the template cannot be read: {error.strerror}") from error
    if data.startswith(_COMPOUND):
        raise _compound_refused(path, data)
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            if any(info.flag_bits & 1 for info in archive.infolist()):
                raise _refused(path, "template-file.encrypted", "a password locks the template", _UNLOCK)
            members = {info.filename: archive.read(info) for info in archive.infolist() if not info.is_dir()}
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError) as error:
        message = "this is no PowerPoint file" if not data.startswith(b"PK") else f"the file is damaged: {error}"
        raise _refused(path, "template-file.unreadable", message, _SAVE_AS) from error
    return _checked(path, members)


_UNLOCK: Final = "open it in PowerPoint and remove the password under File > Info > Protect Presentation"


def _refused(path: Path, code: str, message: str, hint: str = "") -> ProblemError:
    return ProblemError([Problem(code, Place(shown(path)), message, hint)])


def _compound_refused(path: Path, data: bytes) -> ProblemError:
    if "EncryptedPackage".encode("utf-16-le") in data:
        return _refused(path, "template-file.encrypted", "a password locks the template", _UNLOCK)
    if "PowerPoint Document".encode("utf-16-le") in data:
        message = "the template is in the binary format of PowerPoint 97 to 2003 (.ppt, .pot)"
        return _refused(path, "template-file.legacy", message, _SAVE_AS)
    return _refused(path, "template-file.unreadable", "this is no PowerPoint file", _SAVE_AS)


def _checked(path: Path, members: Mapping[str, bytes]) -> TemplateFile:
    """Members of the zip -> the template, if it is a presentation without macros."""
    parts = {name: data for name, data in members.items() if not name.endswith(".rels") and name != _TYPES}
    related = {}
    try:
        types = _content_types(members.get(_TYPES, b"<Types/>"))
        for name, data in members.items():
            if name.endswith(".rels"):
                source = _source_of(name)
                related[source] = _relationships(source, data)
    except etree.XMLSyntaxError as error:
        raise _refused(path, "template-file.damaged", f"the file is damaged: {error}", _REPAIR) from error
    main = next((entry.part for entry in related.get("", {}).values() if entry.kind == "officeDocument"), "")
    kind = types.get(main, "")
    if "macroEnabled" in kind or any(name.rpartition("/")[2] == "vbaProject.bin" for name in parts):
        hint = "save it as .pptx or .potx: that leaves the macros out"
        raise _refused(path, "template-file.macros", "the template has macros, which no deck is to carry", hint)
    if not kind.endswith(_MAIN_TYPES):
        raise _refused(path, "template-file.unreadable", *_what_else(members, kind))
    if main != PRESENTATION:
        message = f"its presentation stands at {main}, where no PowerPoint puts it"
        raise _refused(path, "template-file.damaged", message, _SAVE_AS)
    return TemplateFile(path, parts, related)


_TYPES: Final = "[Content_Types].xml"


def _content_types(data: bytes) -> dict[str, str]:
    return {
        entry.get("PartName", "").lstrip("/"): entry.get("ContentType", "")
        for entry in etree.fromstring(data, _PARSER)
        if entry.get("PartName")
    }


def _source_of(name: str) -> str:
    """`ppt/_rels/presentation.xml.rels` -> `ppt/presentation.xml`."""
    folder, _, file = name.removesuffix(".rels").rpartition("_rels/")
    return folder + file


def _relationships(source: str, data: bytes) -> dict[str, Related]:
    """A part's name and its .rels -> its relationships inside the package, targets resolved (RFC 3986, 5.2)."""
    found = {}
    for entry in etree.fromstring(data, _PARSER):
        kind = entry.get("Type", "")
        if entry.get("TargetMode") == "External" or kind.startswith(_STRICT):
            continue
        found[entry.get("Id", "")] = Related(kind.removeprefix(_RELATED), resolved(source, entry.get("Target", "")))
    return found


def resolved(source: str, target: str) -> str:
    """A part's name and a relationship's target -> the name of the part that it leads to, without a leading slash."""
    return posixpath.normpath(posixpath.join("/", posixpath.dirname(source), unquote(target))).lstrip("/")


def _what_else(members: Mapping[str, bytes], kind: str) -> tuple[str, str]:
    """Return what the file is instead of a presentation, and what helps."""
    if b"opendocument" in members.get("mimetype", b"")[:80]:
        hint = "open it in LibreOffice and save it as PowerPoint 2007-365 (.pptx)"
        return "this is an OpenDocument file, not a PowerPoint file", hint
    if _STRICT.encode() in members.get("_rels/.rels", b""):
        hint = "save it as PowerPoint Presentation (.pptx), without “Strict”"
        return "the template is in the strict variant of Open XML, which few programs read", hint
    named = {"wordprocessingml": "a Word document", "spreadsheetml": "an Excel workbook"}
    what = next((what for word, what in named.items() if word in kind), "a zip file without a presentation")
    return f"this is {what}, not a PowerPoint file", _SAVE_AS
