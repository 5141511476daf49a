"""What appears on which click, or takes another colour -> `p:timing` (ECMA-376 part 1, 19.5): one main sequence."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import count
from typing import Final, NamedTuple

from deckbrief.export.pptx.paint import color
from deckbrief.layout.frame import AnyItem, Chart, Effect, Group, Paragraph, Plot, Shape, Text
from deckbrief.theme.theme import Color

_EFFECTS: Final[dict[Effect, tuple[int, int, str]]] = {
    "fade": (10, 0, "fade"),
    "wipe-right": (22, 8, "wipe(left)"),
    "wipe-left": (22, 2, "wipe(right)"),
    "wipe-down": (22, 1, "wipe(up)"),
    "wipe-up": (22, 4, "wipe(down)"),
}
"""PowerPoint's preset id and subtype of an effect, and its filter, which names the side that a wipe comes from."""


class Entrance(NamedTuple):
    """A shape, or a part of it (a paragraph, its background), that appears on a click."""

    click: int
    shape: int
    part: str
    """What of the shape, as the target's content; empty for the whole."""
    build: str
    """The shape's entry of the build list, or empty where such a shape has none."""
    effect: Effect = "fade"
    turned: Color | None = None
    """It does not appear, it takes that colour: its surface, or its words where it is a text."""


def entrances(items: Sequence[AnyItem], numbers: Sequence[int]) -> list[Entrance]:
    """Items of a slide and their shape ids -> what appears by and by, in order of clicks, then of reading.

    Raises ValueError for a click on a member of a group: only what stands on the slide itself can appear.
    """
    found = [entrance for item, number in zip(items, numbers, strict=True) for entrance in _entrances(item, number)]
    return sorted(found, key=lambda entrance: entrance.click)


def _entrances(item: AnyItem, number: int) -> Iterator[Entrance]:
    if isinstance(item, Group):
        _refuse_clicks_inside(item)
    if any(paragraph.click for paragraph in _paragraphs(item)):
        yield from _paragraph_entrances(item, number)
    elif item.click:
        yield Entrance(item.click, number, "", _build(item, number), item.effect)
    if item.turn and item.turned:
        yield Entrance(item.turn, number, "", _build(item, number), "fade", item.turned)


def _paragraph_entrances(item: AnyItem, number: int) -> Iterator[Entrance]:
    """Paragraph by paragraph, none before the item itself; a shape's background comes with the item."""
    background = isinstance(item, Shape) and item.click > 0
    whole = ' animBg="1"' if background else ""
    build = f'<p:bldP spid="{number:d}" grpId="0" build="p"{whole}/>'
    if background:
        yield Entrance(item.click, number, "<p:bg/>", build)
    for index, paragraph in enumerate(_paragraphs(item)):
        if click := max(paragraph.click, item.click):
            yield Entrance(click, number, f'<p:txEl><p:pRg st="{index}" end="{index}"/></p:txEl>', build)


def _paragraphs(item: AnyItem) -> Sequence[Paragraph]:
    body = item.body if isinstance(item, Text | Shape) else None
    return body.paragraphs if body else ()


def _refuse_clicks_inside(group: Group) -> None:
    for member in group.items:
        clicks = {member.click, *(paragraph.click for paragraph in _paragraphs(member))}
        if clicks - {0, group.click}:
            raise ValueError(f"'{member.name}' in group '{group.name}' has a click of its own")
        if isinstance(member, Group):
            _refuse_clicks_inside(member)


def _build(item: AnyItem, number: int) -> str:
    if isinstance(item, Text):
        return f'<p:bldP spid="{number:d}" grpId="0"/>'
    if isinstance(item, Shape):
        return f'<p:bldP spid="{number:d}" grpId="0" animBg="1"/>'
    if isinstance(item, Chart | Plot):
        return f'<p:bldGraphic spid="{number:d}" grpId="0"><p:bldAsOne/></p:bldGraphic>'
    return ""


def timing_xml(steps: Sequence[Entrance]) -> str:
    """Entrances in order -> `p:timing`, or nothing where there are none."""
    if not steps:
        return ""
    ids = count(3)
    clicks: dict[int, list[Entrance]] = {}
    for step in steps:
        clicks.setdefault(step.click, []).append(step)
    groups = "".join([_click_group(group, ids) for group in clicks.values()])
    builds = "".join(dict.fromkeys(step.build for step in sorted(steps, key=lambda step: step.shape)))
    listed = f"<p:bldLst>{builds}</p:bldLst>" if builds else ""
    return (
        '<p:timing><p:tnLst><p:par><p:cTn id="1" dur="indefinite" restart="never" nodeType="tmRoot"><p:childTnLst>'
        '<p:seq concurrent="1" nextAc="seek"><p:cTn id="2" dur="indefinite" nodeType="mainSeq"><p:childTnLst>'
        f"{groups}</p:childTnLst></p:cTn>"
        '<p:prevCondLst><p:cond evt="onPrev" delay="0"><p:tgtEl><p:sldTgt/></p:tgtEl></p:cond></p:prevCondLst>'
        '<p:nextCondLst><p:cond evt="onNext" delay="0"><p:tgtEl><p:sldTgt/></p:tgtEl></p:cond></p:nextCondLst>'
        f"</p:seq></p:childTnLst></p:cTn></p:par></p:tnLst>{listed}</p:timing>"
    )


def _click_group(group: Sequence[Entrance], ids: count[int]) -> str:
    """Everything that one click brings: the first shape on the click, the others with it."""
    outer, inner = next(ids), next(ids)
    effects = "".join(
        [
            (_change if step.turned else _effect)(step, "clickEffect" if n == 0 else "withEffect", ids)
            for n, step in enumerate(group)
        ]
    )
    return (
        f'<p:par><p:cTn id="{outer}" fill="hold"><p:stCondLst><p:cond delay="indefinite"/></p:stCondLst>'
        f'<p:childTnLst><p:par><p:cTn id="{inner}" fill="hold"><p:stCondLst><p:cond delay="0"/></p:stCondLst>'
        f"<p:childTnLst>{effects}</p:childTnLst></p:cTn></p:par></p:childTnLst></p:cTn></p:par>"
    )


def _effect(step: Entrance, node: str, ids: count[int]) -> str:
    effect, visible, fade = next(ids), next(ids), next(ids)
    built = ' grpId="0"' if step.build else ""
    target = _target(step)
    preset, subtype, drawn = _EFFECTS[step.effect]
    return (
        f'<p:par><p:cTn id="{effect}" presetID="{preset}" presetClass="entr" presetSubtype="{subtype}" fill="hold"'
        f'{built} nodeType="{node}"><p:stCondLst><p:cond delay="0"/></p:stCondLst><p:childTnLst>'
        f'<p:set><p:cBhvr><p:cTn id="{visible}" dur="1" fill="hold"><p:stCondLst><p:cond delay="0"/></p:stCondLst>'
        f"</p:cTn>{target}<p:attrNameLst><p:attrName>style.visibility</p:attrName></p:attrNameLst></p:cBhvr>"
        f'<p:to><p:strVal val="visible"/></p:to></p:set><p:animEffect transition="in" filter="{drawn}"><p:cBhvr>'
        f'<p:cTn id="{fade}" dur="500"/>{target}</p:cBhvr></p:animEffect></p:childTnLst></p:cTn></p:par>'
    )


def _change(step: Entrance, node: str, ids: count[int]) -> str:
    """A change of colour, by PowerPoint's emphasis of surfaces (preset 1) or of type (3)."""
    assert step.turned is not None, "only what takes a colour changes"
    words = 'animBg="1"' not in step.build
    target, outer = _target(step), next(ids)

    def behaviour(name: str) -> str:
        override = ' override="childStyle"' if words else ""
        return (
            f'<p:cBhvr{override}><p:cTn id="{next(ids)}" dur="500" fill="hold"/>{target}'
            f"<p:attrNameLst><p:attrName>{name}</p:attrName></p:attrNameLst></p:cBhvr>"
        )

    changes = (
        f'<p:animClr clrSpc="rgb" dir="cw">{behaviour("style.color" if words else "fillcolor")}'
        f"<p:to>{color(step.turned)}</p:to></p:animClr>"
    )
    for name, value in () if words else (("fill.type", "solid"), ("fill.on", "true")):
        changes += f'<p:set>{behaviour(name)}<p:to><p:strVal val="{value}"/></p:to></p:set>'
    return (
        f'<p:par><p:cTn id="{outer}" presetID="{3 if words else 1}" presetClass="emph" presetSubtype="2" fill="hold"'
        f' grpId="0" nodeType="{node}"><p:stCondLst><p:cond delay="0"/></p:stCondLst>'
        f"<p:childTnLst>{changes}</p:childTnLst></p:cTn></p:par>"
    )


def _target(step: Entrance) -> str:
    whole = f'<p:spTgt spid="{step.shape}"/>'
    part = f'<p:spTgt spid="{step.shape}">{step.part}</p:spTgt>'
    return f"<p:tgtEl>{part if step.part else whole}</p:tgtEl>"
