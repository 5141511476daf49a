"""Items of a figure -> groups: what stands from the start is one, each click brings one of its own."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from deckbrief.base.record import replace
from deckbrief.layout.figures.drawing import Drawing
from deckbrief.layout.figures.kit import bounds
from deckbrief.layout.frame import AnyItem, Chart, Group, Image, Plot, Table, Text


def grouped_by_click(drawing: Drawing, name: str, path: str) -> tuple[AnyItem, ...]:
    """Drawing, what its figure is called, its content path -> top-level groups, which alone can appear on a click.

    What stands there lies below all that appears, but for what the drawing has `above`. Tables, charts and what stands
    in placeholders cannot be grouped. The first of all carries the figure's words, unless several charts have theirs.
    """
    clicks: dict[int, list[AnyItem]] = {}
    for item in drawing.items:
        clicks.setdefault(item.click, []).append(item)
    found = [*_grouped(clicks.pop(0, []), name, path)]
    for click, items in sorted(clicks.items()):
        found += _on_click(items, click)
    found += _grouped(drawing.above, f"{name} · above", path)
    native = [number for number, item in enumerate(found) if isinstance(item, Table | Chart | Plot)]
    told = len(native) > 1 and all(found[number].alt for number in native)
    if found and drawing.alt and not told:
        first = native[0] if native else 0
        found[first] = replace(found[first], alt=drawing.alt)
    return tuple(found)


def _loose(item: AnyItem) -> bool:
    return isinstance(item, Table | Chart | Plot) or (isinstance(item, Text | Image) and bool(item.placeholder))


def _grouped(items: Sequence[AnyItem], name: str, path: str) -> Iterable[AnyItem]:
    """Yield what cannot be grouped, all else in one group, and first what lies below a chart or names its series."""
    split = next((number for number in range(1, len(items)) if _lies_over(items[number], items[:number])), 0)
    if split:
        yield from _grouped(items[:split], f"{name} · below", path)
        items = items[split:]
    if isinstance(items[0] if items else None, Plot) and any(isinstance(item, Plot) for item in items[1:]):
        yield items[0]
        yield from _grouped(items[1:], f"{name} · 2", path)
        return
    yield from (item for item in items if _loose(item))
    members = tuple(item for item in items if not _loose(item))
    if len(members) == 1 and isinstance(members[0], Group):
        yield members[0]
    elif members:
        yield Group(name=name, rect=bounds(item.rect for item in members), items=members, path=path)


def _lies_over(item: AnyItem, earlier: Sequence[AnyItem]) -> bool:
    """Tell whether something that cannot be grouped has to lie above what was drawn before it."""
    if isinstance(item, Plot | Chart):
        return True
    return _loose(item) and any(not _loose(other) and other.rect.overlaps(item.rect) for other in earlier)


def _on_click(items: Sequence[AnyItem], click: int) -> Iterable[AnyItem]:
    """Yield the group that a click brings, called after its figure and part, and above it what cannot be grouped."""
    members = tuple(item for item in items if not _loose(item))
    if len(members) == 1 and isinstance(members[0], Group):
        yield members[0]
    elif members:
        yield Group(
            name=f"{_figure_and_part(members)} (all)",
            rect=bounds(item.rect for item in members),
            items=tuple(replace(item, click=0) for item in members),
            path=next((item.path for item in members if item.path), ""),
            click=click,
            effect=members[0].effect,
        )
    yield from (item for item in items if _loose(item))


def _figure_and_part(items: Sequence[AnyItem]) -> str:
    """Return the first two words of the item that tells most: `hub · 凝心`."""
    main = next((item for item in items if isinstance(item, Group)), items[-1])
    return " · ".join(main.name.split(" · ")[:2])
