"""Package -> what is wrong with its zip, its content types and its relationships (ECMA-376 part 2)."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import Final
from urllib.parse import urlsplit

from deckbrief.base.message import msg
from deckbrief.base.patterns import deferred
from deckbrief.base.problem import Problem
from deckbrief.ooxml.markup import Element, every, find, plain
from deckbrief.ooxml.names import CONTENT_TYPES, NS, words
from deckbrief.ooxml.reader import OfficeFile, Part

_DOCUMENT: Final = "application/vnd.openxmlformats-officedocument."
_PRESENTATION: Final = f"{_DOCUMENT}presentationml."
_RELATIONSHIPS: Final = "application/vnd.openxmlformats-package.relationships+xml"
_MAIN_TYPES: Final = tuple(
    f"{family}.{kind}.{ending}"
    for family, ending in (
        ("application/vnd.openxmlformats-officedocument.presentationml", "main+xml"),
        ("application/vnd.ms-powerpoint", "macroEnabled.main+xml"),
    )
    for kind in ("presentation", "template", "slideshow")
)
_TYPES_BY_KIND: Final = {
    "officeDocument": _MAIN_TYPES,
    **{
        kind: (f"{_PRESENTATION}{kind}+xml",)
        for kind in words(
            "slide slideLayout slideMaster notesSlide notesMaster handoutMaster presProps viewProps tableStyles tags "
            "commentAuthors"
        )
    },
    "theme": (f"{_DOCUMENT}theme+xml",),
    "chart": (f"{_DOCUMENT}drawingml.chart+xml",),
    "extended-properties": (f"{_DOCUMENT}extended-properties+xml",),
    "core-properties": ("application/vnd.openxmlformats-package.core-properties+xml",),
}
"""Content types of the parts that a kind of relationship leads to."""

_ROOTS: Final = {
    **{f"{_PRESENTATION}{kind}+xml": f"p:{kind}" for kind in ("slideLayout", "notesMaster", "handoutMaster")},
    f"{_PRESENTATION}slide+xml": "p:sld",
    f"{_PRESENTATION}slideLayout+xml": "p:sldLayout",
    f"{_PRESENTATION}slideMaster+xml": "p:sldMaster",
    f"{_PRESENTATION}notesSlide+xml": "p:notes",
    **dict.fromkeys(_MAIN_TYPES, "p:presentation"),
    f"{_DOCUMENT}theme+xml": "a:theme",
    f"{_DOCUMENT}drawingml.chart+xml": "c:chartSpace",
}
"""Content type -> the element that such a part begins with."""

_NEEDED: Final = {
    ".slide+xml": ("slideLayout",),
    ".slideLayout+xml": ("slideMaster",),
    ".slideMaster+xml": ("theme",),
    ".notesSlide+xml": ("notesMaster", "slide"),
    ".notesMaster+xml": ("theme",),
    ".handoutMaster+xml": ("theme",),
}
"""Relationships of which such a part has exactly one."""

_KINDS_BY_REFERENCE: Final = {
    "p:sldId r:id": ("slide",),
    "p:sldMasterId r:id": ("slideMaster",),
    "p:sldLayoutId r:id": ("slideLayout",),
    "p:notesMasterId r:id": ("notesMaster",),
    "p:handoutMasterId r:id": ("handoutMaster",),
    "a:blip r:embed": ("image",),
    "a:blip r:link": ("image",),
    "c:chart r:id": ("chart",),
    "c:externalData r:id": ("package", "oleObject"),
    "c:userShapes r:id": ("chartUserShapes",),
    "a:videoFile r:link": ("video",),
    "a:audioFile r:link": ("audio",),
    "p14:media r:embed": ("media",),
    "p:tags r:id": ("tags",),
    "p:oleObj r:id": ("oleObject", "package"),
}
"""Element and attribute -> the kinds of relationship that it may name."""

_EXPLICIT: Final = frozenset(
    {"image", "hyperlink", "chart", "media", "video", "audio", "package", "oleObject", "slide"}
)
"""Kinds of relationship that are there only to be named by the part's own XML."""

_ID: Final = deferred(r"[^\W\d][\w.\-]*")
_BAD_NAME: Final = deferred(r"(^|/)\.*(/|$)|\.(/|$)|[\x00-\x20\x7f\\?#\"<>{}|^`]")
"""What no part's name has: empty segments, segments of dots or with one at their end, characters that a URI lacks."""

_SIGNATURES: Final = {
    "image/png": (b"\x89PNG\r\n\x1a\n",),
    "image/jpeg": (b"\xff\xd8",),
    "image/gif": (b"GIF8",),
    "image/bmp": (b"BM",),
    "image/tiff": (b"II*\0", b"MM\0*"),
}


def package_problems(file: OfficeFile) -> Iterator[Problem]:
    """Package -> what is wrong with names, content types, relationships and what the XML asks of them."""
    yield from _name_problems(file)
    yield from _type_problems(file)
    yield from _relationship_problems(file)
    for part in file.parts.values():
        yield from _kin_problems(file, part)
        if part.root is not None:
            yield from _reference_problems(file, part)
    yield from _media_problems(file)
    yield from _unused_problems(file)


def _name_problems(file: OfficeFile) -> Iterator[Problem]:
    for name in file.members:
        own = name != CONTENT_TYPES and not name.startswith("[trash]/") and not name.endswith("/")
        if own and _BAD_NAME.search(name):
            yield file.problem("deck.part-name", name, msg("no part can have this name (ECMA-376 part 2, 6.2.2.2)"))
    for folded, count in Counter(name.casefold() for name in file.members).items():
        if count > 1:
            alike = [name for name in file.members if name.casefold() == folded]
            message = msg("names that differ in case alone are one name: {alike}", alike=", ".join(alike))
            yield file.problem("deck.part-name", alike[-1], message)


# Content types ------------------------------------------------------------------------------------------------------


def _type_problems(file: OfficeFile) -> Iterator[Problem]:
    """Each part has one type, each type a part, and each is of the type that it says."""
    for path, attribute in (("ct:Default", "Extension"), ("ct:Override", "PartName")):
        seen: set[str] = set()
        for entry in every(file.types, path):
            name = entry.get(attribute) or ""
            if name.casefold() in seen:
                yield file.problem(
                    "deck.content-type", CONTENT_TYPES, msg("two content types for '{name}'", name=name), entry
                )
            seen.add(name.casefold())
            missing = path == "ct:Override" and file.part(name.lstrip("/")) is None
            if missing and name.lstrip("/") not in file.members:
                message = msg("a content type for {name}, which is not there", name=name)
                yield file.problem(
                    "deck.content-type", CONTENT_TYPES, message, entry, hint=msg("take the Override away")
                )
    for part in file.parts.values():
        if not part.type and not part.name.startswith("[trash]"):
            yield file.problem("deck.content-type", part, msg("has no content type: neither an Override nor a Default"))
        expected = _ROOTS.get(part.type)
        if part.root is not None and expected and plain(part.root) != expected:
            message = msg(
                "begins with {root}, and its content type is that of {expected}",
                root=plain(part.root),
                expected=expected,
            )
            yield file.problem("deck.content-type", part, message, part.root)
    for source in file.relationships:
        name = _relationships_name(source)
        if file.type_of(name) != _RELATIONSHIPS:
            yield file.problem(
                "deck.content-type", name, msg("its content type is not {relationships}", relationships=_RELATIONSHIPS)
            )


# Relationships ------------------------------------------------------------------------------------------------------


def _relationship_problems(file: OfficeFile) -> Iterator[Problem]:
    """Ids, types and targets of all relationships."""
    for source, root in file.relationships.items():
        name = _relationships_name(source)
        if source and file.part(source) is None:
            yield file.problem(
                "deck.relationship", name, msg("relationships of {source}, which is not there", source=source)
            )
        seen: set[str] = set()
        for entry in every(root, "pr:Relationship"):
            number = entry.get("Id") or ""
            if number in seen:
                yield file.problem(
                    "deck.relationship", name, msg("two relationships have the id '{number}'", number=number), entry
                )
            seen.add(number)
            if not _ID.fullmatch(number):
                yield file.problem(
                    "deck.relationship", name, msg("'{number}' cannot be an id (xsd:ID)", number=number), entry
                )
            if entry.get("TargetMode", "Internal") not in ("Internal", "External"):
                yield file.problem(
                    "deck.relationship", name, msg("{number} has an unknown TargetMode", number=number), entry
                )
            if not (entry.get("Type") or "").startswith(("http://", "https://", "urn:")):
                yield file.problem("deck.relationship", name, msg("{number} has no type", number=number), entry)
        owner = file.root if not source else file.part(source)
        yield from _target_problems(file, owner, name) if owner else ()


def _relationships_name(source: str) -> str:
    folder, _, file = source.rpartition("/")
    return f"{folder}/_rels/{file}.rels" if folder else f"_rels/{file}.rels"


def _target_problems(file: OfficeFile, owner: Part, name: str) -> Iterator[Problem]:
    for entry in owner.related:
        if entry.external:
            if not _is_uri(entry.target):
                yield file.problem(
                    "deck.relationship",
                    name,
                    msg("{id} leads to '{target}', no URI (RFC 3986)", id=entry.id, target=entry.target),
                )
            continue
        target = file.part(entry.part)
        if target is None and entry.target.startswith("#"):
            continue
        if target is None:
            message = msg(
                "{id} ({kind}) leads to {what}, which is not there",
                id=entry.id,
                kind=entry.kind,
                what=entry.part or entry.target,
            )
            yield file.problem("deck.relationship", name, message)
            continue
        expected = _TYPES_BY_KIND.get(entry.kind)
        wrong = expected and target.type not in expected and _is_office(entry.type)
        if wrong or (entry.kind == "image" and not target.type.startswith(("image/", "application/pdf"))):
            message = msg(
                "{id} says that {part} is a {kind}, and its content type is '{type}'",
                id=entry.id,
                part=entry.part,
                kind=entry.kind,
                type=target.type,
            )
            yield file.problem("deck.relationship", name, message)


def _is_office(kind: str) -> bool:
    return kind.startswith((NS["r"], NS["pr"]))


def _is_uri(target: str) -> bool:
    try:
        parts = urlsplit(target)
    except ValueError:
        return False
    return bool(target) and not re.search(r"[\s<>\"{}|^`]", target) and (bool(parts.scheme) or bool(parts.path))


def _kin_problems(file: OfficeFile, part: Part) -> Iterator[Problem]:
    """What a part cannot be without: a slide its layout, a layout its master, a master its theme."""
    for ending, kinds in _NEEDED.items():
        if not part.type.endswith(ending):
            continue
        for kind in kinds:
            if (number := len(part.kin(kind))) != 1:
                message = msg("has {number} relationships of the kind {kind}, and needs one", number=number, kind=kind)
                yield file.problem("deck.relationship", part, message)
        if part.type.endswith(".slide+xml") and len(part.kin("notesSlide")) > 1:
            yield file.problem("deck.notes", part, msg("has two notes slides"))


def _reference_problems(file: OfficeFile, part: Part) -> Iterator[Problem]:
    """Every `r:id` and its like names a relationship of the right kind; relationships to be named are named."""
    assert part.root is not None
    prefix = f"{{{NS['r']}}}"
    used: set[str] = set()
    for element in part.root.iter("*"):
        for attribute in map(str, element.keys()):
            if attribute.startswith(prefix):
                value = element.get(attribute) or ""
                used.add(value)
                yield from _one_reference(file, part, element, attribute.removeprefix(prefix), value)
    for entry in part.related:
        if entry.id not in used and entry.kind in _EXPLICIT and not _is_implied(part, entry.kind):
            message = msg(
                "the relationship {id} ({kind} {target}) is used by nothing",
                id=entry.id,
                kind=entry.kind,
                target=entry.target,
            )
            yield file.problem("deck.unused", part, message, severity="warning")


def _is_implied(part: Part, kind: str) -> bool:
    return kind == "slide" and part.type.endswith(".notesSlide+xml")


def _one_reference(file: OfficeFile, part: Part, element: Element, attribute: str, value: str) -> Iterator[Problem]:
    told = msg('{element} has r:{attribute}="{value}"', element=plain(element), attribute=attribute, value=value)
    entry = part.relation(value)
    if entry is None:
        if value or not _may_be_empty(element):
            yield file.problem(
                "deck.relationship", part, msg("{told}, and the part has no such relationship", told=told), element
            )
        return
    expected = _KINDS_BY_REFERENCE.get(f"{plain(element)} r:{attribute}")
    if expected and entry.kind not in expected:
        message = msg(
            "{told}, a relationship of the kind {kind} instead of {expected}",
            told=told,
            kind=entry.kind,
            expected=expected[0],
        )
        yield file.problem("deck.relationship", part, message, element)


def _may_be_empty(element: Element) -> bool:
    """A link whose action says it all (`ppaction://noaction`) and a picture that is still to come lead nowhere."""
    return plain(element) in ("a:hlinkClick", "a:hlinkHover", "a:hlinkMouseOver", "a:blip", "dgm:shape")


# Media and what nobody needs ----------------------------------------------------------------------------------------


def _media_problems(file: OfficeFile) -> Iterator[Problem]:
    for part in file.parts.values():
        if not part.type.startswith(("image/", "audio/", "video/")):
            continue
        signatures = _SIGNATURES.get(part.type)
        if not part.data:
            yield file.problem("deck.media", part, msg("is empty"))
        elif signatures and not part.data.startswith(signatures):
            yield file.problem("deck.media", part, msg("is no {type}, as its content type says", type=part.type))


def _unused_problems(file: OfficeFile) -> Iterator[Problem]:
    """Parts that no relationship leads to: readers drop them, or ask to repair the file."""
    reached: set[str] = set()
    waiting = [file.root]
    while waiting:
        for entry in waiting.pop().related:
            part = None if entry.external else file.part(entry.part)
            if part is not None and part.name not in reached:
                reached.add(part.name)
                waiting.append(part)
    for name in file.parts:
        if name not in reached and not name.startswith("[trash]"):
            message = msg("no relationship leads to this part")
            yield file.problem("deck.unused", name, message, severity="warning")


def is_presentation(file: OfficeFile) -> bool:
    """Tell whether the package's main part is a presentation that can be read."""
    part = file.presentation()
    return part is not None and part.type in _MAIN_TYPES and find(part.root, ".") is not None
