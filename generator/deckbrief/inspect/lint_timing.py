"""Slide -> what is wrong with its animations (ECMA-376 part 1, 19.5; [MS-OE376] on `p:bldLst`)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Final

from deckbrief.base.message import msg
from deckbrief.base.problem import Problem
from deckbrief.ooxml.markup import Element, every, find, is_true, plain, whole
from deckbrief.ooxml.names import tag
from deckbrief.ooxml.reader import OfficeFile, Part

_BUILDS: Final = tuple(tag(f"p:{name}") for name in ("bldP", "bldDgm", "bldOleChart", "bldGraphic"))


def timing_problems(file: OfficeFile, part: Part) -> Iterator[Problem]:
    """Package and one of its pages -> what is wrong with its timing."""
    assert part.root is not None
    for timing in part.root.iter(tag("p:timing")):
        shapes = _targets(part)
        yield from _tree_problems(file, part, timing)
        yield from _target_problems(file, part, timing, shapes)
        yield from _build_problems(file, part, timing, shapes)


def entrance_clicks(part: Part) -> dict[str, int]:
    """Page -> the click on which each shape appears, by shape id; shapes that are there from the start are left out."""
    found: dict[str, int] = {}
    for node in part.root.iter(tag("p:cTn")) if part.root is not None else ():
        if node.get("nodeType") != "mainSeq":
            continue
        for click, group in enumerate(every(node, "p:childTnLst/p:par"), 1):
            for effect in group.iter(tag("p:cTn")):
                if effect.get("presetClass") == "entr":
                    for target in effect.iter(tag("p:spTgt")):
                        found.setdefault(target.get("spid") or "", click)
    return found


def _targets(part: Part) -> dict[str, tuple[Element, bool]]:
    """Shapes by id, each with whether it stands on the page itself; alternatives count as one place."""
    found: dict[str, tuple[Element, bool]] = {}
    tree = find(part.root, "p:cSld/p:spTree")
    for properties in [] if tree is None else tree.iter(tag("p:cNvPr")):
        holder = properties.getparent()
        shape = holder.getparent() if holder is not None else None
        if shape is None or shape is tree:
            continue
        grouped = any(above.tag == tag("p:grpSp") for above in shape.iterancestors())
        found.setdefault(properties.get("id") or "", (shape, not grouped))
    return found


def _tree_problems(file: OfficeFile, part: Part, timing: Element) -> Iterator[Problem]:
    """One root, one main sequence at most, no id twice."""
    nodes = list(timing.iter(tag("p:cTn")))
    kinds = Counter(node.get("nodeType") for node in nodes)
    if find(timing, "p:tnLst") is not None and kinds["tmRoot"] != 1:
        yield file.problem(
            "deck.timing", part, msg("has {kinds} time roots instead of one", kinds=kinds["tmRoot"]), timing
        )
    if kinds["mainSeq"] > 1:
        yield file.problem("deck.timing", part, msg("has {kinds} main sequences", kinds=kinds["mainSeq"]), timing)
    for sequence in timing.iter(tag("p:seq")):
        main = find(sequence, "p:cTn")
        listed = find(sequence, "p:prevCondLst") is not None and find(sequence, "p:nextCondLst") is not None
        if main is not None and main.get("nodeType") == "mainSeq" and not listed:
            message = msg("the main sequence does not say what leads on and back (p:prevCondLst, p:nextCondLst)")
            yield file.problem("deck.timing", part, message, sequence)
    for number, count in Counter(node.get("id") for node in nodes if node.get("id")).items():
        if count > 1:
            yield file.problem(
                "deck.timing", part, msg("{count} time nodes have the id {number}", count=count, number=number), timing
            )


def _target_problems(
    file: OfficeFile, part: Part, timing: Element, shapes: dict[str, tuple[Element, bool]]
) -> Iterator[Problem]:
    """What is animated is on the slide, on its own, with as many paragraphs as are named."""
    for target in _once(timing.iter(tag("p:spTgt"))):
        number = target.get("spid") or ""
        if number not in shapes:
            message = msg("animates the shape {number}, which is not on the page", number=number)
            yield file.problem("deck.timing", part, message, target)
            continue
        shape, alone = shapes[number]
        if not alone:
            message = msg("animates the shape {number}, which is a member of a group", number=number)
            yield file.problem("deck.timing", part, message, target, hint=msg("animate the group"))
        paragraphs = len(every(shape, "p:txBody/a:p"))
        if find(target, "p:txEl") is not None and not paragraphs:
            message = msg("animates the text of the shape {number}, which has none", number=number)
            yield file.problem("deck.timing", part, message, target)
        for span in every(target, "p:txEl/p:pRg"):
            first, last = whole(span.get("st")), whole(span.get("end"))
            if first is None or last is None or not 0 <= first <= last < max(1, paragraphs):
                message = msg(
                    "animates paragraphs {first} to {last} of the shape {number}, which has {paragraphs}, "
                    "counted from 0",
                    first=span.get("st"),
                    last=span.get("end"),
                    number=number,
                    paragraphs=paragraphs,
                )
                yield file.problem("deck.timing", part, message, span)


def _once(targets: Iterator[Element]) -> Iterator[Element]:
    """Leave out targets that say what one before them says: an effect names its shape several times."""
    seen: set[tuple[str, str]] = set()
    for target in targets:
        inside = next((f"{plain(e)} {sorted(e.attrib.items())}" for e in target.iterdescendants("*") if e.attrib), "")
        key = (target.get("spid") or "", inside)
        if key not in seen:
            seen.add(key)
            yield target


def _build_problems(
    file: OfficeFile, part: Part, timing: Element, shapes: dict[str, tuple[Element, bool]]
) -> Iterator[Problem]:
    """Each entry of the build list has its effect, each effect with a group id its entry."""
    entries = [entry for entry in timing.iterfind("{*}bldLst/*") if entry.tag in _BUILDS]
    effects = _effects(timing)
    built = Counter((entry.get("spid") or "", entry.get("grpId") or "0") for entry in entries)
    for entry in entries:
        number, group = entry.get("spid") or "", entry.get("grpId") or "0"
        told = msg("{element} of the shape {number}", element=plain(entry), number=number)
        if number not in shapes:
            yield file.problem("deck.timing", part, msg("{told}, which is not on the page", told=told), entry)
            continue
        if (number, group) not in effects:
            message = msg("{told}: no effect on it has the group id {group}", told=told, group=group)
            yield file.problem("deck.timing", part, message, entry)
        if built[number, group] > 1:
            yield file.problem(
                "deck.timing",
                part,
                msg("{told} stands more than once with the group id {group}", told=told, group=group),
                entry,
            )
        shape = shapes[number][0]
        if entry.tag == tag("p:bldP") and shape.tag != tag("p:sp"):
            yield file.problem("deck.timing", part, msg("{told}, which is no shape with text", told=told), entry)
        elif entry.tag == tag("p:bldP") and not every(shape, "p:txBody/a:p") and not _is_background_alone(entry):
            yield file.problem("deck.timing", part, msg("{told} builds text, and the shape has none", told=told), entry)
    for number, group in sorted(effects - set(built)):
        if number in shapes:
            message = msg(
                "an effect on the shape {number} has the group id {group}, and no entry in p:bldLst",
                number=number,
                group=group,
            )
            yield file.problem("deck.timing", part, message, timing)


def _is_background_alone(entry: Element) -> bool:
    """Tell whether an entry builds a shape's fill and nothing of its text."""
    return entry.get("build", "whole") == "whole" and is_true(entry.get("animBg"))


def _effects(timing: Element) -> set[tuple[str, str]]:
    """Return shape ids and group ids of the effects that have a group id."""
    found = set()
    for node in timing.iter(tag("p:cTn")):
        group = node.get("grpId")
        if group is not None and node.get("presetClass"):
            found |= {(target.get("spid") or "", group) for target in node.iter(tag("p:spTgt"))}
    return found
