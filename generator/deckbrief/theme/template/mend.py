"""A template as it was read -> the same without what is damaged in it or cannot go into a deck, and what that was.

Nothing is said of sample slides and what only they need: they do not go into decks.
"""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterable, Iterator
from dataclasses import field
from importlib.util import find_spec
from itertools import count
from pathlib import Path
from typing import Final

from deckbrief.base.message import Message, msg
from deckbrief.base.problem import Hint
from deckbrief.base.record import record
from deckbrief.ooxml.archive import Fault
from deckbrief.ooxml.markup import Element, find, local_name, parse_part, plain, serialised, whole
from deckbrief.ooxml.names import CONTENT_TYPES, DOCUMENT_KIND, NS, OFFICE, PRESENTATION, tag, words
from deckbrief.ooxml.package import Package
from deckbrief.ooxml.reader import OfficeFile, Part, office_file
from deckbrief.ooxml.relationship import Relationship

_SLIDE: Final = f"{OFFICE}/slide"
_ROOTS: Final = {
    ".slideMaster+xml": "p:sldMaster", ".slideLayout+xml": "p:sldLayout", ".theme+xml": "a:theme",
    ".notesMaster+xml": "p:notesMaster", ".presProps+xml": "p:presentationPr", ".viewProps+xml": "p:viewPr",
    ".tableStyles+xml": "a:tblStyleLst",
}  # fmt: skip
"""Ending of a content type -> the element that such a part begins with."""
_MADE_ANEW: Final = ("presProps", "viewProps", "tableStyles", "notesMaster", "theme")
"""Kinds of relationships to parts that a deck gets in any case."""
_UNSEEN: Final = tuple(
    words("texts font tags customxml commentauthors authors presprops viewprops tablestyles printersettings custdata")
)
"""Kinds of parts that no slide shows."""
_FATAL: Final = ("limit", "doctype")
_TEXT_ORDER: Final = {tag("a:bodyPr"): 0, tag("a:lstStyle"): 1}
_WEB: Final = ("http://", "https://", "mailto:")
_CARRIERS: Final = tuple(tag(name) for name in words("p:pic p:graphicFrame a:blipFill a:buBlip p:embeddedFontLst"))
"""What shows nothing without the part that an element in it names."""
_SLOTS: Final = words("dk1 lt1 dk2 lt2 accent1 accent2 accent3 accent4 accent5 accent6 hlink folHlink")
_STYLE_LISTS: Final = words("fillStyleLst lnStyleLst effectStyleLst bgFillStyleLst")
_STYLES: Final = 3
"""How many entries each list of a theme's styles has at least (20.1.4.1.14)."""


@record(frozen=False)
class Mended:
    """A template without what was wrong in it. `told` says what that was, a sentence each."""

    file: OfficeFile
    told: list[Message] = field(default_factory=list)
    unseen: list[Message] = field(default_factory=list)
    """Those of them that no slide shows: nothing is lost for them."""
    fatal: Fault | None = None
    """What cannot be mended, if anything."""

    def tell(self, sentence: Message, kind: str = "") -> None:
        """Note what was wrong; of a `kind` of part or relationship that slides do not show, as such."""
        self.told.append(sentence)
        if kind.lower().removesuffix("+xml") in _UNSEEN:
            self.unseen.append(sentence)


def mended(file: OfficeFile) -> Mended:
    """Template -> the same without damaged parts, relationships that lead nowhere, links to other files, fonts."""
    result = Mended(file)
    for mend in (
        _without_damaged_parts,
        _without_lost_layouts,
        _with_whole_themes,
        _with_own_themes,
        _with_ordered_texts,
        _with_texts_on_the_line,
        _with_ids,
        _without_fonts,
        _without_links,
    ):
        package = Package.of(result.file)
        if mend(result, package):
            members = {CONTENT_TYPES: package.content_types(), **package.members()}
            result.file = office_file(members, file.name)[0]
        if result.fatal:
            break
    return result


# Texts --------------------------------------------------------------------------------------------------------------


def _with_ordered_texts(result: Mended, package: Package) -> bool:
    """Put what a text consists of into the format's order: properties, list styles, paragraphs (21.1.2.1.32)."""
    changed = False
    for part in kept_parts(result.file):
        if part.root is None or not part.type.endswith((".slideMaster+xml", ".slideLayout+xml", ".notesMaster+xml")):
            continue
        root = copy.deepcopy(part.root)
        bodies = [body for body in root.iter(tag("p:txBody")) if list(body) != _ordered(body)]
        for body in bodies:
            body[:] = _ordered(body)
        if bodies:
            package.parts[part.name] = serialised(root)
            result.tell(_said(part.name, msg("has texts whose parts are out of order"), msg("put in order")), "texts")
            changed = True
    return changed


def _with_texts_on_the_line(result: Mended, package: Package) -> bool:
    """Set default text that is raised or lowered on its line; nothing is told of that.

    It is set smaller too (21.1.2.3.9), and no text can take that back in LibreOffice, which does not hear a baseline
    of 0. Keynote writes such defaults.
    """
    part = result.file.presentation()
    if part is None or part.root is None:
        return False
    root = copy.deepcopy(part.root)
    defaults = find(root, "p:defaultTextStyle")
    runs = () if defaults is None else defaults.iter(tag("a:defRPr"))
    moved = [run for run in runs if run.get("baseline", "0") != "0"]
    for run in moved:
        del run.attrib["baseline"]
    if moved:
        package.parts[part.name] = serialised(root)
    return bool(moved)


def _with_ids(result: Mended, package: Package) -> bool:
    """Give shapes of masters and layouts ids that count from 1, no two alike (20.1.2.2.8); nothing is told of that."""
    changed = False
    for part in kept_parts(result.file):
        if part.root is None or not part.type.endswith((".slideMaster+xml", ".slideLayout+xml")):
            continue
        root = copy.deepcopy(part.root)
        marks = list(root.iter(tag("p:cNvPr")))
        taken: set[int] = set()
        wrong = []
        for mark in marks:
            number = whole(mark.get("id")) or 0
            if number < 1 or number in taken:
                wrong.append(mark)
            taken.add(number)
        for mark in wrong:
            number = max(taken) + 1
            taken.add(number)
            mark.set("id", str(number))
        if wrong:
            package.parts[part.name] = serialised(root)
            changed = True
    return changed


def _ordered(body: Element) -> list[Element]:
    return sorted(body, key=lambda child: _TEXT_ORDER.get(child.tag, len(_TEXT_ORDER)))


# Parts --------------------------------------------------------------------------------------------------------------


def _without_damaged_parts(result: Mended, package: Package) -> bool:
    """Take out parts that cannot be read, and relationships to what is not there, with what names them."""
    changed = False
    masters = [part for part in kept_parts(result.file) if part.type.endswith(".slideMaster+xml")]
    if masters and all(_fault(part) for part in masters):
        result.fatal = _fault(masters[0])
        return False
    for part in kept_parts(result.file):
        fault = _fault(part)
        if fault is None:
            continue
        if fault.kind in _FATAL or part.name == PRESENTATION:
            result.fatal = fault
            return False
        if part.type.endswith(".theme+xml"):
            continue  # made anew below
        del package.parts[part.name]
        kind = part.type.rpartition(".")[2].removesuffix("+xml")
        result.tell(_said(part.name, fault.message, _fate(kind)), kind)
        changed = True

    def leads_nowhere(entry: Relationship) -> bool:
        return not entry.external and bool(entry.part) and entry.part not in package.parts

    return _drop(result, package, leads_nowhere, msg("which is not there")) or changed


def _fault(part: Part) -> Fault | None:
    """Why a part cannot be used, if so."""
    if part.fault or part.root is None:
        return part.fault
    expected = next((root for ending, root in _ROOTS.items() if part.type.endswith(ending)), None)
    if expected and plain(part.root) != expected:
        message = msg("begins with {name} instead of {expected}", name=plain(part.root), expected=expected)
        return Fault("xml", message, part=part.name)
    return None


def kept_parts(file: OfficeFile) -> list[Part]:
    """Template -> the parts that go into decks, in order: what relationships lead to, but for slides and their own."""
    found: dict[str, Part] = {}
    waiting = [file.root]
    while waiting:
        source = waiting.pop(0)
        for entry in source.related:
            part = file.part(entry.part) if entry.type != _SLIDE and not entry.external else None
            if part is not None and part.name not in found and not part.type.endswith(".slide+xml"):
                found[part.name] = part
                waiting.append(part)
    return list(found.values())


def _without_lost_layouts(result: Mended, package: Package) -> bool:
    """Take out layouts that name no master: slides follow them to it."""
    lost = [
        part for part in kept_parts(result.file)
        if part.type.endswith(".slideLayout+xml") and not result.file.kin(part, "slideMaster")
    ]  # fmt: skip
    for part in lost:
        del package.parts[part.name]
        result.told.append(_said(part.name, msg("names no slide master"), _LEFT_OUT))
    names = {part.name for part in lost}
    return _drop(result, package, lambda entry: entry.part in names, "") or bool(lost)


# Relationships ------------------------------------------------------------------------------------------------------


def _drop(result: Mended, package: Package, is_out: Callable[[Relationship], bool], why: Hint) -> bool:
    """Take relationships of the parts that are kept out of a package, with what names them; tell whether there were."""
    dropped = False
    for part in [result.file.root, *kept_parts(result.file)]:
        out = [entry for entry in part.related if is_out(entry)]
        if not out or (part.name and part.name not in package.parts):
            continue
        dropped = True
        ids = {entry.id for entry in out}
        package.relationships[part.name] = tuple(e for e in package.relationships[part.name] if e.id not in ids)
        if part.root is not None:
            package.parts[part.name] = serialised(_without_references(part.root, ids))
        for entry in out if why else ():
            if not any((entry.part or entry.target) in message for message in result.told):
                result.tell(_said(part.name, _names(entry, why), _fate(entry.kind)), entry.kind)
    return dropped


def _said(part: str, what: Message, fate: Message) -> Message:
    """A part's name, what is wrong with it, what becomes of it -> a sentence."""
    return msg("its part {part} {what}: {fate}", part=part or "_rels/.rels", what=what, fate=fate)


def _names(entry: Relationship, why: Hint) -> Message:
    return msg("names {target} ({kind}), {why}", target=entry.part or entry.target, kind=entry.kind, why=why)


_LEFT_OUT: Final = msg("left out")


def _fate(kind: str) -> Message:
    return msg("made anew") if kind in _MADE_ANEW else _LEFT_OUT


def _without_references(root: Element, ids: Iterable[str]) -> Element:
    """A part and ids of relationships that go -> a copy of the part without what names them."""
    root = copy.deepcopy(root)
    prefix, gone = f"{{{NS['r']}}}", set(ids)
    for element in list(root.iter("*")):
        named = [name for name in map(str, element.attrib) if name.startswith(prefix)]
        lost = [name for name in named if element.get(name) in gone]
        for name in lost:
            del element.attrib[name]
        if lost and len(lost) == len(named):
            _remove(_carrier(element))
    return root


def _carrier(element: Element) -> Element:
    """An element that named something -> the outermost that shows nothing without it, or that is an extension."""
    found = element
    for above in element.iterancestors():
        if above.tag in _CARRIERS or (local_name(above) == "ext" and above.get("uri")):
            found = above
        if local_name(above) in ("spTree", "grpSp"):
            break
    return found


def _remove(element: Element) -> None:
    """Take an element out; a fill becomes none, or plain where there has to be one; empty lists go too."""
    parent = element.getparent()
    if parent is None:
        return
    if plain(element) == "a:blipFill":
        needed = local_name(parent) in ("bgPr", "fillStyleLst", "bgFillStyleLst")
        color = "bg1" if local_name(parent) == "bgPr" else "phClr"
        plain_fill = f'<a:solidFill xmlns:a="{NS["a"]}"><a:schemeClr val="{color}"/></a:solidFill>'
        other = plain_fill if needed else f'<a:noFill xmlns:a="{NS["a"]}"/>'
        parent.replace(element, parse_part(other.encode()))
        return
    parent.remove(element)
    if local_name(parent).endswith("Lst") and not len(parent):
        _remove(parent)


def _without_links(result: Mended, package: Package) -> bool:
    """Take out what leads to files elsewhere: pictures that are linked, templates attached."""

    def is_file(entry: Relationship) -> bool:
        return entry.external and not entry.target.lower().startswith(_WEB)

    return _drop(result, package, is_file, msg("a file elsewhere"))


# Fonts and themes ---------------------------------------------------------------------------------------------------


def _without_fonts(result: Mended, package: Package) -> bool:
    """Take out embedded fonts: the subsets of their characters are those of the template's own words."""
    if not _drop(result, package, lambda entry: entry.kind == "font", ""):
        return False
    package.defaults.pop("fntdata", None)
    package.parts = {name: data for name, data in package.parts.items() if not name.startswith("ppt/fonts/")}
    result.tell(msg("fonts are embedded in it, for its own words only: left out"), "font")
    return True


def _with_whole_themes(result: Mended, package: Package) -> bool:
    """Make anew what themes of masters lack: colours, fonts, styles."""
    changed = False
    for part in kept_parts(result.file):
        if not part.type.endswith(".theme+xml"):
            continue
        fault = _fault(part)
        root = copy.deepcopy(part.root) if part.root is not None and fault is None else None
        lacks = list(_complete(root)) if root is not None else []
        if fault:
            result.told.append(_said(part.name, fault.message, msg("made anew, with the colours and fonts of Office")))
            package.parts[part.name] = serialised(_office_theme())
        elif lacks and root is not None:
            result.told.append(_said(part.name, msg("lacks {names}", names=", ".join(lacks)), _fate("theme")))
            package.parts[part.name] = serialised(root)
        changed = changed or bool(fault or lacks)
    for master in kept_parts(result.file):
        if master.type.endswith("Master+xml") and not result.file.kin(master, "theme"):
            name = _free_theme(package)
            package.add(name, f"{DOCUMENT_KIND}.theme+xml", serialised(_office_theme()))
            package.relate(master.name, "theme", f"../theme/{name.rpartition('/')[2]}")
            changed = True
    return changed


def _with_own_themes(result: Mended, package: Package) -> bool:
    """Give each master a theme of its own: PowerPoint repairs files in which two have the same."""
    taken: set[str] = set()
    shared = []
    for master in kept_parts(result.file):
        for theme in result.file.kin(master, "theme") if master.type.endswith("Master+xml") else ():
            if theme.name in taken:
                shared.append((master.name, theme.name))
            taken.add(theme.name)
    for master_name, theme_name in shared:
        name = _free_theme(package)
        package.add(name, f"{DOCUMENT_KIND}.theme+xml", package.parts[theme_name])
        if related := package.relationships.get(theme_name):
            package.relationships[name] = related
        target = f"../theme/{name.rpartition('/')[2]}"
        package.relationships[master_name] = tuple(
            entry._replace(target=target, part=name) if entry.type == f"{OFFICE}/theme" else entry
            for entry in package.relationships[master_name]
        )
    return bool(shared)


def _free_theme(package: Package) -> str:
    return next(one for number in count(1) if (one := f"ppt/theme/theme{number}.xml") not in package.parts)


def _complete(theme: Element) -> Iterator[str]:
    """Add to a theme what it lacks -> the names of that."""
    usual = find(_office_theme(), "a:themeElements")
    own = find(theme, "a:themeElements")
    if own is None or usual is None:
        theme.insert(0, copy.deepcopy(usual))  # type: ignore[arg-type]
        yield "themeElements"
        return
    for number, scheme in enumerate(usual):
        if find(own, plain(scheme)) is None:
            own.insert(number, copy.deepcopy(scheme))
            yield local_name(scheme)
    colors, usual_colors = find(own, "a:clrScheme"), find(usual, "a:clrScheme")
    yield from _with_children(colors, usual_colors, _SLOTS, 1)
    yield from _with_children(find(own, "a:fmtScheme"), find(usual, "a:fmtScheme"), _STYLE_LISTS, _STYLES)


def _with_children(own: Element | None, usual: Element | None, names: Iterable[str], least: int) -> Iterator[str]:
    """Put children with too few entries in place from another element, in that order -> their names."""
    for number, name in enumerate(names):
        child, other = find(own, f"a:{name}"), find(usual, f"a:{name}")
        if own is None or other is None or (child is not None and len(child) >= least):
            continue
        if child is not None:
            own.remove(child)
        own.insert(number, copy.deepcopy(other))
        yield name


def _office_theme() -> Element:
    """Office's own theme of 2007, which python-pptx brings along."""
    spec = find_spec("pptx")
    assert spec is not None, "python-pptx is a dependency"
    return parse_part((Path(spec.origin or "").parent / "templates" / "theme.xml").read_bytes())
