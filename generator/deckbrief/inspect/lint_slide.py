"""Slide, layout, master or notes page -> what is wrong with its shapes, links, connectors, tables and transition."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from deckbrief.base.message import msg
from deckbrief.base.patterns import deferred
from deckbrief.base.problem import Problem
from deckbrief.inspect.lint_timing import timing_problems
from deckbrief.ooxml.markup import Element, every, find, is_true, whole
from deckbrief.ooxml.names import tag, words
from deckbrief.ooxml.presets import SITES
from deckbrief.ooxml.reader import OfficeFile, Part
from deckbrief.ooxml.shapes import SHAPES, match_placeholder

PAGES: Final = (
    ".slide+xml", ".slideLayout+xml", ".slideMaster+xml", ".notesSlide+xml", ".notesMaster+xml", ".handoutMaster+xml",
)  # fmt: skip
"""Endings of the content types of parts with a shape tree."""

_NO_SITES: Final = (tag("p:grpSp"), tag("p:cxnSp"))
_FRAMED_SITES: Final = 4
"""Connection sites of what has no preset of its own: tables, charts, pictures."""

_PLACEHOLDERS: Final = words(
    "title body ctrTitle subTitle dt sldNum ftr hdr obj chart tbl clipArt dgm media sldImg pic"
)
_JUMPS: Final = words("firstslide lastslide nextslide previousslide lastslideviewed endshow")
_ACTION: Final = deferred(
    r"ppaction://(noaction|hlinksldjump|hlinkpres|hlinkfile|customshow|media|macro|program|ole|"
    rf"hlinkshowjump\?jump=({'|'.join(_JUMPS)}))(\?.*)?"
)
_ORPHANED: Final = str(2**32 - 1)
"""The index that PowerPoint gives a placeholder whose layout was changed to one without it."""

_LINKS: Final = ("a:hlinkClick", "a:hlinkHover", "a:hlinkMouseOver")


def slide_problems(file: OfficeFile, part: Part) -> Iterator[Problem]:
    """Package and one of its pages -> what is wrong on it."""
    shapes = _shapes(part)
    yield from _id_problems(file, part, shapes)
    yield from _placeholder_problems(file, part)
    yield from _connector_problems(file, part, shapes)
    yield from _link_problems(file, part)
    yield from _table_problems(file, part)
    yield from _transition_problems(file, part)
    yield from timing_problems(file, part)


def name_of(element: Element | None) -> str:
    """Shape -> how a problem speaks of it: its name and its id."""
    properties = find(element, "*/p:cNvPr")
    if properties is None:
        return msg("a shape")
    return f"'{properties.get('name') or 'shape'}' (id {properties.get('id')})"


def _shapes(part: Part) -> list[Element]:
    """Every shape in order, groups before their members; of alternatives the first, of what is embedded nothing."""

    def walk(element: Element) -> Iterator[Element]:
        for child in element.iterchildren("*"):
            if child.tag in SHAPES:
                yield child
            if child.tag == tag("p:grpSp"):
                yield from walk(child)
            elif child.tag == tag("mc:AlternateContent"):
                yield from walk(next(child.iterchildren("*"), child))

    tree = find(part.root, "p:cSld/p:spTree")
    return [] if tree is None else list(walk(tree))


# Ids and placeholders -----------------------------------------------------------------------------------------------


def _id_problems(file: OfficeFile, part: Part, shapes: list[Element]) -> Iterator[Problem]:
    """Ids from 1, none twice on a page (ECMA-376 part 1, 20.1.2.2.8)."""
    severity = "error" if part.type.endswith(".slide+xml") else "warning"
    seen: set[int] = set()
    for element in [*every(part.root, "p:cSld/p:spTree/p:nvGrpSpPr/p:cNvPr"), *_properties(shapes)]:
        number = whole(element.get("id"))
        told = msg(
            "'{name}' has the id {id}",
            name=element.get("name") or msg("the shape tree"),
            id=element.get("id") or msg("(none)"),
        )
        if number is None or not 1 <= number < 2**31:
            yield file.problem("deck.id", part, msg("{told}; ids count from 1", told=told), element, severity=severity)
        elif number in seen:
            message = msg("{told}, as another shape of the page has", told=told)
            yield file.problem("deck.id", part, message, element, severity=severity)
        if element.get("name") is None:
            yield file.problem("deck.id", part, msg("the shape {number} has no name", number=number), element)
        seen.add(number or 0)


def _properties(shapes: list[Element]) -> Iterator[Element]:
    for shape in shapes:
        properties = find(shape, "*/p:cNvPr")
        if properties is not None:
            yield properties


def _placeholder_problems(file: OfficeFile, part: Part) -> Iterator[Problem]:
    """Placeholders of a kind that there is; on a slide such as its layout has, or with a place of their own."""
    layouts = file.kin(part, "slideLayout") if part.type.endswith(".slide+xml") else []
    masters = [master for layout in layouts for master in file.kin(layout, "slideMaster")]
    for holder in every(part.root, "p:cSld/p:spTree//p:nvPr/p:ph"):
        shape = holder.getparent()
        while shape is not None and shape.tag not in SHAPES:
            shape = shape.getparent()
        kind, told = holder.get("type", "obj"), name_of(shape)
        if kind not in _PLACEHOLDERS:
            yield file.problem(
                "deck.placeholder",
                part,
                msg("{told} is a placeholder of unknown kind '{kind}'", told=told, kind=kind),
                holder,
            )
        placed = find(shape, "p:spPr/a:xfrm/a:off") is not None or find(shape, "p:xfrm/a:off") is not None
        if placed or not layouts:
            continue
        above = [*layouts, *masters] if holder.get("idx") == _ORPHANED else layouts
        if not any(match_placeholder(page, holder) is not None for page in above):
            message = msg("{told} is a placeholder that its layout lacks, and has no place of its own", told=told)
            yield file.problem("deck.placeholder", part, message, holder)


# Connectors and links -----------------------------------------------------------------------------------------------


def _connector_problems(file: OfficeFile, part: Part, shapes: list[Element]) -> Iterator[Problem]:
    """Connectors are glued to shapes of the page, at sites that these have."""
    by_id = {whole(p.get("id")): shape for shape in shapes if (p := find(shape, "*/p:cNvPr")) is not None}
    for connector in shapes:
        for end in ("a:stCxn", "a:endCxn"):
            glue = find(connector, f"p:nvCxnSpPr/p:cNvCxnSpPr/{end}")
            if glue is None:
                continue
            target, index = by_id.get(whole(glue.get("id"))), whole(glue.get("idx"))
            told = msg("{name} is glued to", name=name_of(connector))
            if target is None:
                message = msg("{told} the shape {value}, which is not on the page", told=told, value=glue.get("id"))
                yield file.problem("deck.connector", part, message, glue)
            elif target.tag in _NO_SITES:
                message = msg(
                    "{told} {name_of}, a group or a connector, which has no sites", told=told, name_of=name_of(target)
                )
                yield file.problem("deck.connector", part, message, glue)
            elif (sites := _sites(target)) is not None and not 0 <= (-1 if index is None else index) < sites:
                message = msg(
                    "{told} site {value} of {name_of}, which has {sites}, counted from 0",
                    told=told,
                    value=glue.get("idx"),
                    name_of=name_of(target),
                    sites=sites,
                )
                yield file.problem("deck.connector", part, message, glue)


def _sites(shape: Element) -> int | None:
    """Return how many connection sites a shape has; None where that cannot be known."""
    own = find(shape, "p:spPr/a:custGeom")
    if own is not None:
        return len(every(own, "a:cxnLst/a:cxn")) or None
    preset = find(shape, "p:spPr/a:prstGeom")
    if preset is not None:
        return SITES.get(preset.get("prst") or "")
    return _FRAMED_SITES if shape.tag in (tag("p:graphicFrame"), tag("p:pic")) else None


def _link_problems(file: OfficeFile, part: Part) -> Iterator[Problem]:
    """Links: an action that there is, with the relationship that it needs."""
    assert part.root is not None
    for link in part.root.iter(*(tag(name) for name in _LINKS)):
        action, relationship = link.get("action") or "", link.get(tag("r:id")) or ""
        entry = part.relation(relationship)
        if action and not _ACTION.fullmatch(action):
            yield file.problem(
                "deck.link", part, msg("a link has the action '{action}', which does not exist", action=action), link
            )
        if action.startswith("ppaction://hlinksldjump") and (entry is None or entry.kind != "slide"):
            yield file.problem("deck.link", part, msg("a link jumps to a slide and names none"), link)
        if entry is not None and entry.kind == "slide" and not action.startswith("ppaction://hlinksldjump"):
            hint = msg('add action="ppaction://hlinksldjump"')
            yield file.problem(
                "deck.link", part, msg("a link to {part} has no action", part=entry.part), link, hint=hint
            )
        if entry is not None and entry.kind == "hyperlink" and not (entry.external or "#" in entry.target):
            yield file.problem(
                "deck.link", part, msg("a link to '{target}' is not marked as external", target=entry.target), link
            )
        if not action and not relationship:
            yield file.problem("deck.link", part, msg("a link leads nowhere"), link, severity="warning")


# Tables -------------------------------------------------------------------------------------------------------------


def _table_problems(file: OfficeFile, part: Part) -> Iterator[Problem]:
    assert part.root is not None
    for table in part.root.iter(tag("a:tbl")):
        frame = next((above for above in table.iterancestors(tag("p:graphicFrame"))), None)
        columns = len(every(table, "a:tblGrid/a:gridCol"))
        rows = every(table, "a:tr")
        for number, row in enumerate(rows, 1):
            cells = len(every(row, "a:tc"))
            if cells != columns:
                message = msg(
                    "row {number} of {name_of} has {cells} cells, and the table {columns} columns",
                    number=number,
                    name_of=name_of(frame),
                    cells=cells,
                    columns=columns,
                )
                yield file.problem("deck.table", part, message, row)
            for cell in every(row, "a:tc"):
                if find(cell, "a:txBody") is None:
                    message = msg(
                        "a cell in row {number} of {name_of} has no text body", number=number, name_of=name_of(frame)
                    )
                    yield file.problem("deck.table", part, message, cell, severity="warning")
        yield from _merge_problems(file, part, [every(row, "a:tc") for row in rows], name_of(frame))


def _merge_problems(file: OfficeFile, part: Part, rows: list[list[Element]], told: str) -> Iterator[Problem]:
    """Merged cells: the spans stay inside the table, and just what they cover is marked as merged."""
    covered: dict[tuple[int, int], tuple[bool, bool]] = {}
    for y, row in enumerate(rows):
        for x, cell in enumerate(row):
            across, down = whole(cell.get("gridSpan", "1")) or 0, whole(cell.get("rowSpan", "1")) or 0
            if across < 1 or down < 1 or x + across > len(row) or y + down > len(rows):
                message = msg(
                    "the cell {y}.{x} of {told} spans {across} columns and {down} rows, beyond the table",
                    y=y + 1,
                    x=x + 1,
                    told=told,
                    across=across,
                    down=down,
                )
                yield file.problem("deck.table", part, message, cell)
                continue
            if not (is_true(cell.get("hMerge")) or is_true(cell.get("vMerge"))):
                inside = ((dx, dy) for dy in range(down) for dx in range(across) if dx or dy)
                covered |= {(x + dx, y + dy): (dx > 0, dy > 0) for dx, dy in inside}
    for y, row in enumerate(rows):
        for x, cell in enumerate(row):
            marked = is_true(cell.get("hMerge")), is_true(cell.get("vMerge"))
            if marked != covered.get((x, y), (False, False)):
                message = msg(
                    "the cell {y}.{x} of {told} is marked otherwise than the spans around it say",
                    y=y + 1,
                    x=x + 1,
                    told=told,
                )
                yield file.problem(
                    "deck.table", part, message, cell, hint=msg("see gridSpan, rowSpan, hMerge and vMerge")
                )


# Transitions --------------------------------------------------------------------------------------------------------


def _transition_problems(file: OfficeFile, part: Part) -> Iterator[Problem]:
    """What later versions know of transitions stands among alternatives that end in a fallback."""
    for alternatives in every(part.root, "mc:AlternateContent"):
        if find(alternatives, ".//p:transition") is not None and find(alternatives, "mc:Fallback") is None:
            message = msg("a transition among alternatives without an mc:Fallback: older versions show none")
            yield file.problem("deck.transition", part, message, alternatives)
    for transition in every(part.root, ".//p:transition"):
        if transition.get("spd", "fast") not in ("slow", "med", "fast"):
            message = msg('a transition has spd="{value}"', value=transition.get("spd"))
            yield file.problem("deck.transition", part, message, transition)
        time = transition.get("advTm")
        if time is not None and (whole(time) is None or int(time) < 0):
            message = msg('a transition has advTm="{time}", which is no number of milliseconds', time=time)
            yield file.problem("deck.transition", part, message, transition)
