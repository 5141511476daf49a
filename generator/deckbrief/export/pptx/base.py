"""A user's own template -> the package that decks begin with: its parts as they are, without its slides.

Masters, layouts, themes, media and footers stay byte for byte. What belongs to the sample slides goes with them:
notes, charts, pictures that nothing else shows, custom shows, the preview picture, the history of changes, properties
of the document and data that other programs keep about it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path
from posixpath import dirname, relpath
from typing import Final

from deckbrief.base.digest import digest_of_entry
from deckbrief.base.length import Emu, Pt, Rect
from deckbrief.base.record import replace
from deckbrief.export.pptx.body import Target
from deckbrief.export.pptx.looks import targets
from deckbrief.export.pptx.palette import palettes_of
from deckbrief.export.pptx.parts import NOT_FIRST, NOT_LAST, PRESENTATION, Base, for_paper, notes_master_parts
from deckbrief.export.pptx.table_style import TABLE_STYLE, table_look, table_style
from deckbrief.layout.scale import scaled_placeholder
from deckbrief.ooxml import escape
from deckbrief.ooxml.markup import Element, find, local_name, parse_part, serialised, written
from deckbrief.ooxml.names import NS, OFFICE, SLIDES_KIND, tag
from deckbrief.ooxml.package import Package
from deckbrief.ooxml.relationship import HEAD, Relationship, office, resolved
from deckbrief.theme.template.file import open_template
from deckbrief.theme.theme import Layout, Placeholder, Theme

_THEME_KIND: Final = "application/vnd.openxmlformats-officedocument.theme+xml"
_METADATA: Final = "http://schemas.openxmlformats.org/package/2006/relationships"
_SLIDE: Final = f"{OFFICE}/slide"
_FIRST_SLIDE: Final = "ppt/slides/slide1.xml"
_OF_THE_FILE: Final = (
    f"{_METADATA}/metadata/core-properties",
    "http://schemas.openxmlformats.org/officedocument/2006/relationships/metadata/core-properties",  # by others
    f"{_METADATA}/metadata/thumbnail",
    f"{_METADATA}/digital-signature/",
    f"{OFFICE}/extended-properties",
    f"{_METADATA}/metadata/extended-properties",  # by others
    f"{OFFICE}/custom-properties",
    f"{OFFICE}/customXml",
    f"{OFFICE}/tags",
    "http://schemas.microsoft.com/office/2020/02/relationships/classificationlabels",
    "http://schemas.microsoft.com/office/2015/10/relationships/revisionInfo",
    "http://schemas.microsoft.com/office/2016/11/relationships/changesInfo",
)
"""Relationships of a file, and of its presentation, to what tells of its own slides, makers, place and history.

Masters and layouts keep what they name.
"""

_AFTER_KINSOKU: Final = ("defaultTextStyle", "modifyVerifier", "extLst")
_BEFORE_NOTES: Final = ("sldMasterIdLst",)
_bases: Final[dict[tuple[object, ...], Base]] = {}


def template_base(theme: Theme, lang: str) -> Base:
    """Theme made of a template, language -> the base; made once, and again when the template has changed.

    Raises ProblemError where a part of ours (the notes master, if the template has none) cannot be rendered.
    """
    assert theme.template is not None, "a theme without a template is rendered"
    stamp = theme.template.stat()
    key = (digest_of_entry(theme), lang, stamp.st_mtime_ns, stamp.st_size)
    if key not in _bases:
        _bases[key] = _base(theme, lang, theme.template)
    return _bases[key]


def _base(theme: Theme, lang: str, template: Path) -> Base:
    package = Package.of(open_template(template).office)
    package.parts[PRESENTATION] = serialised(parse_part(package.parts[PRESENTATION], bare=True))  # its comments go
    _remove_slides(package)
    package.types[PRESENTATION] = f"{SLIDES_KIND}.presentation.main+xml"  # a .potx says template
    _add_settings(package)
    _add_table_style(package, theme)
    notes_master = _notes_master(package, theme, lang)
    package.parts[PRESENTATION] = _with_kinsoku(package.parts[PRESENTATION], lang)
    layouts = theme.layouts.items()
    return Base(
        package=package,
        layouts={key: layout.part for key, layout in layouts},
        placeholders={key: _targets(theme, layout) for key, layout in layouts},
        backgrounds={key: theme.color(layout.background) for key, layout in layouts},
        notes_master=notes_master,
        notes_indexes=_placeholder_indexes(package.parts[notes_master]),
        color_maps={key: found for key, layout in layouts if (found := _own_color_map(package.parts[layout.part]))},
        aliases=_foreign_aliases(package, theme),
        palettes=palettes_of(theme),
        list_style=_list_style(package.parts[PRESENTATION]),
        table=table_look(theme),
    )


_PLAIN: Final = {"i": "0", "u": "none", "strike": "noStrike", "cap": "none", "spc": "0"}
"""Attributes of runs that figures do not say, and what they mean where nothing says them (21.1.2.3.9)."""


def _list_style(presentation: bytes) -> str:
    """Presentation part -> the list style of texts that are to look as they were measured, whatever its defaults."""
    defaults = find(parse_part(presentation), "p:defaultTextStyle")
    said = [_taken_back(level) for level in (defaults if defaults is not None else ())]
    return f"<a:lstStyle>{''.join(said)}</a:lstStyle>" if any(said) else "<a:lstStyle/>"


def _taken_back(level: Element) -> str:
    """A level of the default style -> what takes back what it adds to texts; nothing where it adds nothing."""
    run = find(level, "a:defRPr")
    back = {name: plain for name, plain in _PLAIN.items() if run is not None and run.get(name, plain) != plain}
    attributes = "".join(f' {name}="{plain}"' for name, plain in back.items())
    direction = ' rtl="0"' if level.get("rtl") in ("1", "true") else ""
    if not (attributes or direction):
        return ""
    name = local_name(level)
    return f"<a:{name}{direction}>{f'<a:defRPr{attributes}/>' if attributes else ''}</a:{name}>"


def _targets(theme: Theme, layout: Layout) -> dict[str, Target]:
    """Return what texts can stand in; of a look that cannot be read, or that no slide inherits, nothing is taken."""
    found = targets(theme, layout, _placeholders(layout, theme.zoom))
    return {key: target if target.foreign else replace(target, looks=()) for key, target in found.items()}


def _placeholders(layout: Layout, zoom: float) -> dict[str, Placeholder]:
    """Return a layout's real placeholders as they are in the file.

    A moved one is nowhere, and a resized one has no size, so that slides say where and how large.
    """
    return {
        name: _as_in_file(placeholder, zoom) for name, placeholder in layout.placeholders.items() if placeholder.type
    }


def _as_in_file(placeholder: Placeholder, zoom: float) -> Placeholder:
    nowhere = Rect(Emu(0), Emu(0), Emu(0), Emu(0))
    found = replace(placeholder, rect=nowhere) if placeholder.moved else scaled_placeholder(placeholder, zoom)
    return replace(found, size=Pt(0)) if placeholder.resized else found


# Slides go ----------------------------------------------------------------------------------------------------------


def _remove_slides(package: Package) -> None:
    """Take out the slides and all that only they, or the file's own properties, refer to."""
    package.relationships[""] = _without(package.relationships.get("", ()), lambda kind: kind.startswith(_OF_THE_FILE))
    package.relationships[PRESENTATION] = _without(
        package.relationships.get(PRESENTATION, ()), lambda kind: kind == _SLIDE or kind.startswith(_OF_THE_FILE)
    )
    package.parts[PRESENTATION] = _edited(package.parts[PRESENTATION], "sldIdLst", "custShowLst", "custDataLst")
    for relationship in package.relationships[PRESENTATION]:
        part = _target(PRESENTATION, relationship)
        if relationship.type == f"{OFFICE}/viewProps":
            package.parts[part] = _edited(package.parts[part], "sldLst")
            package.relationships[part] = _without(package.relationships.get(part, ()), lambda kind: kind == _SLIDE)
        elif relationship.type == f"{OFFICE}/presProps":
            package.parts[part] = _edited(package.parts[part], "custShow")
    for source, related in package.relationships.items():
        # A button on a master that leads to one of the sample slides leads to our first one.
        package.relationships[source] = tuple(_to_first_slide(source, entry) for entry in related)
    kept = set(_reachable(package))
    package.parts = {name: data for name, data in package.parts.items() if name in kept}
    package.types = {name: kind for name, kind in package.types.items() if name in kept}
    package.relationships = {
        source: related
        for source, related in package.relationships.items()
        if related and (not source or source in kept)
    }


def _without(related: tuple[Relationship, ...], is_out: Callable[[str], bool]) -> tuple[Relationship, ...]:
    return tuple(entry for entry in related if not is_out(entry.type))


def _to_first_slide(source: str, entry: Relationship) -> Relationship:
    if entry.type != _SLIDE or source.startswith(("ppt/slides/", "ppt/notesSlides/")):
        return entry
    return entry._replace(target=relpath(_FIRST_SLIDE, dirname(source)))


def _edited(part: bytes, *names: str) -> bytes:
    """Return a part without the elements of these names; the same bytes where it has none."""
    root = parse_part(part)
    found = [element for name in names for element in root.iter(tag(f"p:{name}"))]
    for element in found:
        parent = element.getparent()
        if parent is not None:
            parent.remove(element)
    return serialised(root) if found else part


def _reachable(package: Package) -> Iterator[str]:
    """Names of the parts that relationships lead to, from the package's own on."""
    seen: set[str] = set()
    waiting = [""]
    while waiting:
        source = waiting.pop()
        for entry in package.relationships.get(source, ()):
            name = "" if entry.external else _target(source, entry)
            if name in package.parts and name not in seen and not name.startswith("ppt/slides/"):
                seen.add(name)
                waiting.append(name)
                yield name


def _target(source: str, entry: Relationship) -> str:
    return resolved(source, entry.target)


# What is missing comes ----------------------------------------------------------------------------------------------


_SETTINGS: Final = {
    "presProps": f'<p:presentationPr xmlns:p="{NS["p"]}"/>',
    "viewProps": f'<p:viewPr xmlns:p="{NS["p"]}"><p:gridSpacing cx="72008" cy="72008"/></p:viewPr>',
    "tableStyles": f'<a:tblStyleLst xmlns:a="{NS["a"]}" def="{{5C22544A-7EE6-4342-B048-85BDC9FD1C3A}}"/>',
}
"""Parts that PowerPoint always writes, and misses in what other programs wrote."""


def _add_settings(package: Package) -> None:
    present = {entry.type for entry in package.relationships.get(PRESENTATION, ())}
    for part, content in _SETTINGS.items():
        if f"{OFFICE}/{part}" not in present:
            package.add(f"ppt/{part}.xml", f"{SLIDES_KIND}.{part}+xml", HEAD + content)
            package.relate(PRESENTATION, part, f"{part}.xml")


def _add_table_style(package: Package, theme: Theme) -> None:
    """Add the style of our tables to the template's, of which new tables go on to take the one that they took."""
    related = package.relationships[PRESENTATION]
    part = next(_target(PRESENTATION, entry) for entry in related if entry.type == f"{OFFICE}/tableStyles")
    styles = parse_part(package.parts[part])
    for older in [style for style in styles if style.get("styleId") == TABLE_STYLE]:
        styles.remove(older)
    ours = table_style(theme).replace("<a:tblStyle ", f'<a:tblStyle xmlns:a="{NS["a"]}" ', 1)
    styles.append(parse_part(ours.encode()))
    package.parts[part] = serialised(styles)


def _notes_master(package: Package, theme: Theme, lang: str) -> str:
    """Return the name of the template's notes master, or of ours, added; the presentation lists it."""
    related = package.relationships.get(PRESENTATION, ())
    own = next((entry for entry in related if entry.type == f"{OFFICE}/notesMaster"), None)
    if own is not None:
        name, relationship = _target(PRESENTATION, own), own.id
        if not {"sldImg", "body"} <= set(_placeholder_indexes(package.parts[name])):
            package.parts[name] = notes_master_parts(for_paper(theme), lang)[0].encode()
    else:
        name, relationship = _add_notes_master(package, theme, lang)
    root = parse_part(package.parts[PRESENTATION])
    if find(root, "p:notesMasterIdLst") is None:  # python-pptx leaves it out, and PowerPoint puts it in
        listed = (
            f'<p:notesMasterIdLst xmlns:p="{NS["p"]}" xmlns:r="{NS["r"]}"><p:notesMasterId r:id="{relationship}"/>'
            "</p:notesMasterIdLst>"
        )
        root.insert(sum(local_name(child) in _BEFORE_NOTES for child in root), parse_part(listed.encode()))
        package.parts[PRESENTATION] = serialised(root)
    return name


def _add_notes_master(package: Package, theme: Theme, lang: str) -> tuple[str, str]:
    """Add our notes master with a theme of its own -> its name and the id of the relationship to it."""
    master, its_theme = notes_master_parts(for_paper(theme), lang)
    name = "ppt/notesMasters/notesMaster1.xml"
    theme_name = next(part for number in count(1) if (part := f"ppt/theme/theme{number}.xml") not in package.parts)
    package.add(theme_name, _THEME_KIND, its_theme)
    package.add(
        name, f"{SLIDES_KIND}.notesMaster+xml", master, [office(1, "theme", f"../{theme_name.removeprefix('ppt/')}")]
    )
    return name, package.relate(PRESENTATION, "notesMaster", "notesMasters/notesMaster1.xml")[0]


def _placeholder_indexes(notes_master: bytes) -> dict[str, int]:
    marks = parse_part(notes_master).iter(tag("p:ph"))
    return {mark.get("type", "obj"): int(mark.get("idx", "0")) for mark in marks}


def _own_color_map(layout: bytes) -> str:
    """Return a layout's `p:clrMapOvr` where it is another map than the master's, else nothing."""
    override = find(parse_part(layout), "p:clrMapOvr")
    if override is None or find(override, "a:overrideClrMapping") is None:
        return ""
    return written(override)


def _foreign_aliases(package: Package, theme: Theme) -> dict[str, dict[str, str]]:
    """Layout key -> what `tx1`, `bg1` … of the theme mean as slots, where slides of that layout take them otherwise.

    A theme's colours are told in the terms of its figure layout; slots that are named outright mean the same anywhere.
    """
    maps = {key: _color_map(package, layout.part) for key, layout in theme.layouts.items()}
    ours = maps["figure"]
    return {key: ours for key, said in maps.items() if said != ours}


def _color_map(package: Package, layout: str) -> dict[str, str]:
    """A layout's part -> the slots that its slides' text and backgrounds are mapped to."""
    said = find(parse_part(package.parts[layout]), "p:clrMapOvr/a:overrideClrMapping")
    if said is None:
        masters = (entry for entry in package.relationships[layout] if entry.type == f"{OFFICE}/slideMaster")
        said = find(parse_part(package.parts[_target(layout, next(masters))]), "p:clrMap")
    assert said is not None, "a master without a colour map is no master"
    return {alias: said.get(alias, "") for alias in ("bg1", "tx1", "bg2", "tx2")}


def _with_kinsoku(presentation: bytes, lang: str) -> bytes:
    """Return the presentation part with the marks that begin and end no line, unless it has its own."""
    root = parse_part(presentation)
    if not lang.startswith(("zh", "ja", "ko")) or find(root, "p:kinsoku") is not None:
        return presentation
    names = [local_name(child) for child in root]
    at = next((number for number, name in enumerate(names) if name in _AFTER_KINSOKU), len(names))
    marks = (
        f'<p:kinsoku xmlns:p="{NS["p"]}" lang="{escape.attribute(lang)}" invalStChars="{escape.attribute(NOT_FIRST)}" '
        f'invalEndChars="{escape.attribute(NOT_LAST)}"/>'
    )
    root.insert(at, parse_part(marks.encode()))
    return serialised(root)
