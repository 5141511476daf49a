"""The presentation as a whole -> what is wrong: ids, sections, notes, masters, themes, properties."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from datetime import datetime
from typing import Final

from deckbrief.base.message import msg, plural
from deckbrief.base.patterns import deferred
from deckbrief.base.problem import Problem
from deckbrief.ooxml.markup import Element, every, find, is_true, plain, whole
from deckbrief.ooxml.names import tag, words
from deckbrief.ooxml.reader import OfficeFile, Part

_FIRST_SLIDE: Final = 256
_FIRST_MASTER: Final = 2**31
"""Slides' ids lie between the two, masters' and layouts' from the second on (ECMA-376 part 1, 19.7.12 to 19.7.15)."""

_SECTIONS: Final = "{521415D9-36F7-43E2-AB2F-B90AF26B5E84}"
_GUID: Final = deferred(r"\{[0-9A-Fa-f]{8}(-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}\}")
_W3CDTF: Final = deferred(r"\d{4}(-\d{2}(-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2}))?)?)?", re.ASCII)
_MASTERS: Final = (".slideMaster+xml", ".notesMaster+xml", ".handoutMaster+xml")
_COLOR_MAP: Final = words("bg1 tx1 bg2 tx2 accent1 accent2 accent3 accent4 accent5 accent6 hlink folHlink")
_STYLE_LISTS: Final = ("fillStyleLst", "lnStyleLst", "effectStyleLst", "bgFillStyleLst")
_STYLES: Final = 3
"""How many entries each list of a theme's styles has at least (20.1.4.1.14)."""


def presentation_problems(file: OfficeFile, presentation: Part) -> Iterator[Problem]:
    """Package and its presentation part -> what is wrong with the deck as a whole."""
    yield from _id_problems(file, presentation)
    yield from _listing_problems(file, presentation)
    yield from _section_problems(file, presentation)
    yield from _notes_problems(file, presentation)
    yield from _kinsoku_problems(file, presentation)
    yield from _master_problems(file)
    for theme in file.by_type(".theme+xml"):
        yield from _theme_problems(file, theme)
    yield from _core_problems(file)
    yield from _extended_problems(file)


# Ids and lists ------------------------------------------------------------------------------------------------------


def _id_problems(file: OfficeFile, presentation: Part) -> Iterator[Problem]:
    """Slides' ids from 256, masters' and layouts' from 2147483648, none twice."""
    slides = [(presentation, entry) for entry in every(presentation.root, "p:sldIdLst/p:sldId")]
    masters = [(presentation, entry) for entry in every(presentation.root, "p:sldMasterIdLst/p:sldMasterId")]
    for master in file.by_type(".slideMaster+xml"):
        masters += [(master, entry) for entry in every(master.root, "p:sldLayoutIdLst/p:sldLayoutId")]
    for entries, least, most in ((slides, _FIRST_SLIDE, _FIRST_MASTER - 1), (masters, _FIRST_MASTER, 2**32 - 1)):
        seen: set[int] = set()
        for part, entry in entries:
            number = whole(entry.get("id"))
            told = msg('{element} has id="{id}"', element=plain(entry), id=entry.get("id", ""))
            if number is None:
                if entry.get("id") is not None or least == _FIRST_SLIDE:
                    yield file.problem("deck.id", part, msg("{told}, which is no number", told=told), entry)
                continue
            if not least <= number <= most:
                yield file.problem(
                    "deck.id", part, msg("{told}, outside {least} to {most}", told=told, least=least, most=most), entry
                )
            if number in seen:
                yield file.problem("deck.id", part, msg("{told}, as another one has", told=told), entry)
            seen.add(number)


def _listing_problems(file: OfficeFile, presentation: Part) -> Iterator[Problem]:
    """What is listed is listed once; what is related to be listed is listed."""
    lists = [
        (presentation, "p:sldIdLst/p:sldId", "slide"),
        (presentation, "p:sldMasterIdLst/p:sldMasterId", "slideMaster"),
        *((master, "p:sldLayoutIdLst/p:sldLayoutId", "slideLayout") for master in file.by_type(".slideMaster+xml")),
    ]
    for part, path, kind in lists:
        listed = Counter(entry.get(tag("r:id")) for entry in every(part.root, path))
        for number, times in listed.items():
            if times > 1:
                yield file.problem(
                    "deck.id", part, msg("lists {number} ({kind}) {times} times", number=number, kind=kind, times=times)
                )
        if kind == "slide":
            continue  # lint_package.py tells of slides that are related and not listed
        for entry in part.kin(kind):
            if entry.id not in listed:
                yield file.problem(
                    "deck.id", part, msg("does not list {part}, which it is related to", part=entry.part)
                )
    if not every(presentation.root, "p:sldMasterIdLst/p:sldMasterId"):
        yield file.problem("deck.id", presentation, msg("has no slide master"))


# Sections -----------------------------------------------------------------------------------------------------------


def _section_problems(file: OfficeFile, presentation: Part) -> Iterator[Problem]:
    """Each slide in one section, in the deck's order; each section with a GUID of its own."""
    slides = [entry.get("id") or "" for entry in every(presentation.root, "p:sldIdLst/p:sldId")]
    for extension in every(presentation.root, "p:extLst/p:ext"):
        sections = every(extension, "p14:sectionLst/p14:section")
        if sections and extension.get("uri") != _SECTIONS:
            message = msg(
                "the list of sections stands in an extension with another uri than {sections}", sections=_SECTIONS
            )
            yield file.problem("deck.sections", presentation, message, extension)
    sections = every(presentation.root, "p:extLst/p:ext/p14:sectionLst/p14:section")
    if not sections:
        return
    seen: set[str] = set()
    for section in sections:
        guid = (section.get("id") or "").upper()
        told = msg("the section '{name}'", name=section.get("name", ""))
        if not _GUID.fullmatch(guid):
            yield file.problem("deck.sections", presentation, msg("{told} has no GUID for its id", told=told), section)
        elif guid in seen:
            yield file.problem(
                "deck.sections", presentation, msg("{told} has the GUID of another one", told=told), section
            )
        seen.add(guid)
        for entry in every(section, "p14:sldIdLst/p14:sldId"):
            if entry.get("id") not in slides:
                message = msg("{told} lists the slide id {value}, which no slide has", told=told, value=entry.get("id"))
                yield file.problem("deck.sections", presentation, message, entry)
    listed = [entry.get("id") or "" for section in sections for entry in every(section, "p14:sldIdLst/p14:sldId")]
    counts = Counter(listed)
    for number, slide in enumerate(slides, 1):
        if counts[slide] != 1:
            message = plural(
                counts[slide],
                "slide {slide} (id {id}) stands in {number} section; each slide stands in one",
                "slide {slide} (id {id}) stands in {number} sections; each slide stands in one",
                slide=number,
                id=slide,
            )
            yield file.problem("deck.sections", presentation, message, sections[0])
    if sorted(listed) == sorted(slides) and listed != slides:
        yield file.problem(
            "deck.sections", presentation, msg("the sections list the slides in another order"), sections[0]
        )


# Notes --------------------------------------------------------------------------------------------------------------


def _notes_problems(file: OfficeFile, presentation: Part) -> Iterator[Problem]:
    """A notes master, listed; slide and notes slide each leading to the other."""
    notes = file.by_type(".notesSlide+xml")
    masters = presentation.kin("notesMaster")
    listed = every(presentation.root, "p:notesMasterIdLst/p:notesMasterId")
    if (notes or listed) and not masters:
        yield file.problem("deck.notes", presentation, msg("has notes slides and no notes master"))
    elif masters and not listed:
        message = msg("has a notes master and no p:notesMasterIdLst that lists it")
        yield file.problem("deck.notes", presentation, message, severity="warning")
    if presentation.kin("handoutMaster") and not every(presentation.root, "p:handoutMasterIdLst/p:handoutMasterId"):
        message = msg("has a handout master and no p:handoutMasterIdLst that lists it")
        yield file.problem("deck.notes", presentation, message, severity="warning")
    for slide in file.by_type(".slide+xml"):
        for page in file.kin(slide, "notesSlide"):
            if page.type.endswith(".notesSlide+xml") and slide not in file.kin(page, "slide"):
                message = msg("is the notes of {name} and does not lead back to it", name=slide.name)
                yield file.problem("deck.notes", page, message)
    for page in notes:
        for slide in file.kin(page, "slide"):
            if page not in file.kin(slide, "notesSlide"):
                message = msg("says that it is the notes of {name}, which does not know of it", name=slide.name)
                yield file.problem("deck.notes", page, message)
        for master in file.kin(page, "notesMaster"):
            if master not in file.kin(presentation, "notesMaster"):
                yield file.problem(
                    "deck.notes", page, msg("follows {name}, not the presentation's notes master", name=master.name)
                )


def _kinsoku_problems(file: OfficeFile, presentation: Part) -> Iterator[Problem]:
    for entry in every(presentation.root, "p:kinsoku"):
        for attribute in ("invalStChars", "invalEndChars"):
            if not entry.get(attribute):
                message = msg("p:kinsoku has no {attribute}: no line would be broken by it", attribute=attribute)
                yield file.problem("deck.kinsoku", presentation, message, entry)
        if not re.fullmatch(r"(zh|ja|ko)(-[A-Za-z0-9]+)*", entry.get("lang") or ""):
            message = msg(
                'p:kinsoku has lang="{value}", which is not a language that it is for', value=entry.get("lang", "")
            )
            yield file.problem("deck.kinsoku", presentation, message, entry)


# Masters and themes -------------------------------------------------------------------------------------------------


def _master_problems(file: OfficeFile) -> Iterator[Problem]:
    """Each master has a theme of its own and maps all colours; its layouts are its own."""
    owners: dict[str, str] = {}
    for master in file.by_type(*_MASTERS):
        for theme in file.kin(master, "theme"):
            if theme.name in owners:
                message = msg("has the theme of {owners}; each master needs its own part", owners=owners[theme.name])
                yield file.problem("deck.theme", master, msg("{message} ({name})", message=message, name=theme.name))
            owners.setdefault(theme.name, master.name)
        mapping = find(master.root, "p:clrMap")
        missing = [] if mapping is None else [name for name in _COLOR_MAP if not mapping.get(name)]
        if missing:
            yield file.problem(
                "deck.theme", master, msg("its p:clrMap says nothing of {missing}", missing=", ".join(missing)), mapping
            )
        for layout in file.kin(master, "slideLayout"):
            if layout.root is not None and master not in file.kin(layout, "slideMaster"):
                yield file.problem(
                    "deck.relationship", layout, msg("is listed by {name} and follows another master", name=master.name)
                )


def _theme_problems(file: OfficeFile, theme: Part) -> Iterator[Problem]:
    """Styles that shapes name by number, and fonts."""
    for name in _STYLE_LISTS:
        styles = find(theme.root, f"a:themeElements/a:fmtScheme/a:{name}")
        count = _STYLES if styles is None else len([*styles.iterchildren("*")])
        if count < _STYLES:
            yield file.problem(
                "deck.theme",
                theme,
                msg("a:{name} has {count} entries, and needs {styles}", name=name, count=count, styles=_STYLES),
                styles,
            )
    for font in every(theme.root, "a:themeElements/a:fontScheme/*/a:latin"):
        if not font.get("typeface"):
            yield file.problem("deck.theme", theme, msg("a font scheme names no Latin typeface"), font)


# Properties ---------------------------------------------------------------------------------------------------------


def _core_problems(file: OfficeFile) -> Iterator[Problem]:
    """Title, author and dates (ECMA-376 part 2, 8; W3CDTF: www.w3.org/TR/NOTE-datetime)."""
    parts = file.kin(file.root, "core-properties")
    if len(parts) != 1:
        message = msg("has no core properties") if not parts else msg("has two parts of core properties")
        severity = "error" if parts else "warning"
        yield file.problem("deck.properties", "", message, hint=msg("add docProps/core.xml"), severity=severity)
    for part in parts:
        for name in ("created", "modified"):
            for entry in every(part.root, f"dcterms:{name}"):
                if not _is_time((entry.text or "").strip()):
                    message = msg(
                        "dcterms:{name} says '{what}', which is no W3CDTF date", name=name, what=entry.text or ""
                    )
                    yield file.problem("deck.properties", part, message, entry)
                if entry.get(tag("xsi:type"), "").rpartition(":")[2] != "W3CDTF":
                    message = msg("dcterms:{name} does not say that it is a dcterms:W3CDTF", name=name)
                    yield file.problem("deck.properties", part, message, entry)


def _is_time(text: str) -> bool:
    """Tell whether a text is a date in one of W3CDTF's forms, and one that there is."""
    if not _W3CDTF.fullmatch(text):
        return False
    missing = "0001-01-01"[len(text) :] if len(text) < len("0001-01-01") else ""
    try:
        datetime.fromisoformat(text + missing)
    except ValueError:
        return False
    return True


def _extended_problems(file: OfficeFile) -> Iterator[Problem]:
    """Counts that docProps/app.xml gives, against what is there."""
    presentation = file.presentation()
    parts = file.kin(file.root, "extended-properties")
    if not parts:
        message = msg("has no extended properties")
        yield file.problem("deck.properties", "", message, hint=msg("add docProps/app.xml"), severity="warning")
    slides = file.slides()
    counts = {
        "Slides": len(every(presentation.root if presentation else None, "p:sldIdLst/p:sldId")),
        "HiddenSlides": sum(_is_hidden(slide) for slide in slides),
        "Notes": sum(bool(slide.kin("notesSlide")) for slide in slides),
    }
    for part in parts:
        for name, expected in counts.items():
            for entry in every(part.root, f"ep:{name}"):
                said = whole((entry.text or "").strip())
                if said != expected:
                    message = msg(
                        "says {name} {what}, and there are {count}", name=name, what=entry.text or "", count=expected
                    )
                    yield file.problem("deck.properties", part, message, entry, severity="warning")
        yield from _vector_problems(file, part)


def _is_hidden(slide: Part) -> bool:
    shown = slide.root.get("show") if slide.root is not None else None
    return shown is not None and not is_true(shown)


def _vector_problems(file: OfficeFile, part: Part) -> Iterator[Problem]:
    """Lists in the extended properties say how long they are; the titles of parts, how many there are of each kind."""
    for vector in every(part.root, "*/vt:vector"):
        if whole(vector.get("size")) != len(vector):
            message = msg(
                "a list says that it has {value} entries, and has {number}",
                value=vector.get("size", "0"),
                number=len(vector),
            )
            yield file.problem("deck.properties", part, message, vector)
    titles: Element | None = find(part.root, "ep:TitlesOfParts/vt:vector")
    pairs = [whole(entry.text) or 0 for entry in every(part.root, "ep:HeadingPairs/vt:vector/vt:variant/vt:i4")]
    if titles is not None and sum(pairs) != len(titles):
        message = msg(
            "TitlesOfParts has {number} entries, and HeadingPairs counts {sum}", number=len(titles), sum=sum(pairs)
        )
        yield file.problem("deck.properties", part, message, titles, severity="warning")
