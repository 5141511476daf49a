"""Steps in an order, of chain and timeline: blocks that stand on one base, or stairs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final, Literal

from deckbrief.base.length import Emu, Rect, points, px
from deckbrief.base.record import record, replace
from deckbrief.draft.nodes import Node
from deckbrief.layout.figures.alike_names import with_key_words
from deckbrief.layout.figures.bands import Banded, banded, draw_bands
from deckbrief.layout.figures.kit import (
    Look,
    Names,
    Panel,
    copies_height,
    cuts_no_word,
    draw_panels,
    explained,
    full_label,
    grouped,
    one_line,
    said,
    said_below,
    whole_words,
)
from deckbrief.layout.figures.named_colors import fills_of
from deckbrief.layout.figures.shapes import icon, leaf, watermark, within
from deckbrief.layout.frame import AnyItem
from deckbrief.layout.icon import icons_of
from deckbrief.layout.text.fit import Copy, DoesNotFit
from deckbrief.theme.theme import Color

MOST_BLOCKS: Final = 6
MOST_STAIRS: Final = 12
_GAP: Final = px(16)
_LOWEST: Final = 0.5
"""The height of the first of rising blocks, as a share of the last one's."""
_PAD: Final = px(24)
_NARROW_PAD: Final = px(18)
"""At the sides of blocks narrower than `_NARROW`."""
_NARROW: Final = px(240)
_TOP: Final = px(22)
_ICON: Final = px(64)
"""Of low blocks, and of blocks that rise."""
_LARGE_ICON: Final = px(112)
_HIGH: Final = px(380)
"""Icons are at most so large on blocks that are all so high."""
_APART: Final = px(40)
"""Air between what stands at the top of a block and at its foot."""
_NAMES: Final = (44, 40, 36, 34, 30, 28, 26, 24, 22)
_WHOLE: Final = 26
"""Names are set on one line down to this size, before they take two."""
_FEW_NAMES: Final[dict[int, tuple[float, ...]]] = {1: (76, 66, 56, 48), 2: (66, 56, 48)}
_LARGE_NAMES: Final = (66, 56, 48)
"""Larger names, of one block, of two, and of more."""
_ALONE: Final = (112, 92, 76, 66, 56, 48)
"""The same of rising blocks that say nothing besides."""
_GOLD: Final = 44
_SHORT_GOLD: Final = 30
"""Symbols from that size on have the accent's colour; those right over their names already from this."""
_DATES: Final = (112, 92, 76, 66, 56, 48)
"""Dates may be larger than names."""
_SHORT_DATE: Final = 8
"""Characters of a date that stands by itself above what there was."""
_LARGER: Final = 1.3
"""Names that are so many times as large lie in bands."""
_DETAILS: Final = (24, 22, 20, 18)
_ABOVE: Final = (24, 22, 20)
_LEAST_DETAIL: Final = 18
_RINGS: Final = ((96, 126), (30, 60))
_RING: Final = px(126)


_Lines = Literal["one", "words", "any"]
"""How names stand: on one line, on lines that cut no word, on any."""


@record
class _Sizes:
    """Type sizes in points: of what stands above a name, of the name, of what stands below it."""

    symbol: float
    name: float
    detail: float


def lead_copy(look: Look, node: Node) -> Copy:
    """A node -> the copy of what its lead says."""
    return explained(look, node.lead, 22, look.color("muted"), path=node.path, pitch=1.3)


def lead_above(look: Look, node: Node, box: Rect) -> tuple[list[AnyItem], Rect]:
    """Return the lead on a line above, where it leaves room enough, and the room."""
    if not node.lead:
        return [], box
    height = copies_height([lead_copy(look, node)], box.width, look.theme)
    if height > box.height // 5:
        return [], box
    above, below = box.split_top(height, _GAP)
    return lead_in(look, node, above), below


def lead_in(look: Look, node: Node, place: Rect) -> list[AnyItem]:
    """Return the lead at the top of a place. Raises DoesNotFit where it does not fit there."""
    panel = Panel(
        name=f"lead · {node.label}", rect=place, copies=(lead_copy(look, node),), anchor="top", path=node.path
    )
    return list(draw_panels([panel], look.theme))


# Blocks -------------------------------------------------------------------------------------------------------------


def blocks(
    look: Look, node: Node, parts: Sequence[Node], box: Rect, *, way: str, dated: bool, reveal: bool
) -> list[AnyItem]:
    """Parts -> blocks on the box's base: all as high as it, or from low to high (`rise`), or down again (`fall`).

    The lead stands in the corner that they leave, or above. With `dated` what stands above a name is as large as the
    name, and where all names are short dates they stand there themselves. Blocks that no icon, symbol or number tells
    apart are counted.

    Raises DoesNotFit where they have no room for their texts in a size that can be read from afar.
    """
    sloped = way in ("rise", "fall") and len(parts) > 1
    lead, place = ([], box) if sloped else lead_above(look, node, box)
    names = Names("chain" if sloped else "steps")
    places = _standing(place, len(parts), way if sloped else "")
    if sloped:
        lead = _lead_in_corner(look, node, places, box, way)
    fills = fills_of(look, parts)
    keys = icons_of([(part.icon, part.label) for part in parts]) if all(not part.symbol for part in parts) else ()
    bare, signs_of = parts, keys
    key_words = with_key_words(parts) if sloped else [*parts]
    if key_words != [*parts]:
        parts, dated = key_words, False
    elif dated and not sloped and not keys and all(_is_dated(part) for part in parts):
        parts = [replace(part, symbol=part.label, label=part.lead, lead="") for part in parts]
    elif not (keys or len(parts) < 2 or any(part.symbol for part in parts) or all(map(says_a_number, parts))):
        parts, dated = [replace(part, symbol=str(number)) for number, part in enumerate(parts, node.first)], True
    side = _icon_side(places) if keys else 0
    sizes = _block_sizes(look, parts, places, side, dated, sloped)
    if sizes is None and keys:
        keys, side = (), 0
        sizes = _block_sizes(look, parts, places, 0, dated, sloped)
    if not sloped and len(parts) > 2:
        lying = bare if all(map(says_a_number, bare)) else parts
        plan = banded(look, lying, place, icons=bool(signs_of))
        if plan and _better(look, parts, places[0], sizes, plan):
            return [*lead, *draw_bands(look, lying, plan, fills, signs_of, reveal=reveal)]
    if sizes is None:
        raise _too_long(look, parts, places)
    rooms = [_words(rect, _head(side)) for rect in places]
    texts = draw_panels(_told(look, names, parts, rooms, fills, sizes, apart=not sloped), look.theme)
    signs = _signs(look, names, parts, rooms, fills, sizes) if not sloped else {}
    items: list[AnyItem] = [*lead]
    for number, (part, rect, fill) in enumerate(zip(parts, places, fills, strict=True)):
        members: list[AnyItem] = [leaf(names(part.label, "block"), rect, fill, radius=px(48), path=part.path)]
        members += _rings(look, names, part, rect, fill, texts[number].rect, sloped)
        if keys:
            x, y = rooms[number].x + side // 2, rect.y + _TOP + side // 2
            members.append(icon(names(part.label, "icon"), keys[number], x, y, side, look.accent_on(fill)))
        if part.path in signs:
            members.append(signs[part.path])
        members.append(texts[number])
        items.append(grouped(names(part.label), members, part.path, number + 1 if reveal else 0))
    return items


def _is_dated(part: Node) -> bool:
    """Tell whether a step's name is a date, and its lead what there was: the date stands where others are counted."""
    return says_a_number(part) and bool(part.lead) and not part.symbol and len(part.label) <= _SHORT_DATE


def says_a_number(part: Node) -> bool:
    """Tell whether a step's name is a date or has another number: then nothing counts it."""
    return any(char.isdigit() for char in part.label)


def _better(look: Look, parts: Sequence[Node], column: Rect, sizes: _Sizes | None, plan: Banded) -> bool:
    """Tell whether steps say more lying than standing: their names can be larger by far, or stay on one line.

    Those that cannot stand lie where they are names alone; with more to say they go along a path.
    """
    if sizes is None:
        return not plan.detail
    room = _words(column, _TOP)
    whole = all(one_line(said(look, part.label, sizes.name, look.color("ink"), path=""), room.width) for part in parts)
    return plan.most >= sizes.name * (_LARGER if whole else 1)


def _told(
    look: Look, names: Names, parts: Sequence[Node], rooms: Sequence[Rect], fills: Sequence[Color], sizes: _Sizes, *,
    apart: bool,
) -> list[Panel]:  # fmt: skip
    """Return the blocks' words: at their tops, or `apart` from their symbols at the foot, level if they can be."""
    panels = []
    for part, room, fill in zip(parts, rooms, fills, strict=True):
        copies = _copies(look, replace(part, symbol="") if apart else part, look.on(fill), sizes)
        if not apart and _symbol(look, part, fill, sizes) and sizes.symbol >= _SHORT_GOLD:
            copies = (replace(copies[0], color=look.accent_on(fill)), *copies[1:])
        height = min(room.height, copies_height(copies, room.width, look.theme) + px(8))
        rect = Rect(room.x, room.y, room.width, Emu(height))
        panels.append(Panel(name=names(part.label, "words"), rect=rect, copies=copies, anchor="top", path=part.path))
    if not apart:
        return panels
    tallest = max(panel.rect.height for panel in panels)
    above = max(copies_height(_symbol(look, part, fills[0], sizes), rooms[0].width, look.theme) for part in parts)
    level = min(room.height for room in rooms) - tallest >= above + px(8)
    return [
        replace(panel, rect=panel.rect.moved(0, room.height - (tallest if level else panel.rect.height)))
        for panel, room in zip(panels, rooms, strict=True)
    ]


def _symbol(look: Look, part: Node, color: Color, sizes: _Sizes) -> tuple[Copy, ...]:
    """Return what stands at the top of a part's block: nothing where it has no symbol of its own."""
    if not part.symbol or part.symbol == part.label:
        return ()
    set_as = said if sizes.symbol > max(_ABOVE) else explained
    return (set_as(look, part.symbol, sizes.symbol, color, path=part.path),)


def _signs(
    look: Look, names: Names, parts: Sequence[Node], rooms: Sequence[Rect], fills: Sequence[Color], sizes: _Sizes
) -> dict[str, AnyItem]:
    """Return what stands at the top of blocks of one height, by their paths: dates, symbols, numbers."""
    panels = []
    for part, room, fill in zip(parts, rooms, fills, strict=True):
        color = look.accent_on(fill) if sizes.symbol >= _GOLD else look.on(fill)
        copies = _symbol(look, part, color, sizes)
        height = min(room.height, copies_height(copies, room.width, look.theme) + px(8))
        rect = Rect(room.x, room.y, room.width, Emu(height))
        if copies:
            panels.append(
                Panel(name=names(part.label, "symbol"), rect=rect, copies=copies, anchor="top", path=part.path)
            )
    return {panel.path: item for panel, item in zip(panels, draw_panels(panels, look.theme), strict=True)}


def _standing(box: Rect, count: int, way: str) -> list[Rect]:
    columns = box.columns(count, _GAP)
    if not way:
        return list(columns)
    tall = [round(box.height * (_LOWEST + (1 - _LOWEST) * number / (count - 1))) for number in range(count)]
    return [
        Rect(column.x, Emu(box.bottom - height), column.width, Emu(height))
        for column, height in zip(columns, tall if way == "rise" else reversed(tall), strict=True)
    ]


def _lead_in_corner(look: Look, node: Node, places: Sequence[Rect], box: Rect, way: str) -> list[AnyItem]:
    """Return the lead over the lower half of the blocks, if there is one and it has room there."""
    half = max(1, len(places) // 2)
    low = places[:half] if way == "rise" else places[-half:]
    edge = min(place.y for place in low) - box.y - _GAP
    width = low[-1].right - low[0].x
    if not node.lead or copies_height([lead_copy(look, node)], width, look.theme) > edge:
        return []
    return lead_in(look, node, Rect(low[0].x, box.y, Emu(width), Emu(edge)))


def _icon_side(places: Sequence[Rect]) -> int:
    """Return how large icons are on these blocks: larger where all are as high as the stage."""
    least = min(places, key=lambda place: place.height)
    return min(_LARGE_ICON, least.width // 2) if least.height >= _HIGH else _ICON


def _head(side: int) -> int:
    return _TOP + (side + px(12) if side else 0)


def _words(rect: Rect, head: int) -> Rect:
    """Return where a block's words stand: below its icon, clear of its round corner."""
    return rect.inset(_PAD if rect.width >= _NARROW else _NARROW_PAD, head, px(18), px(14))


def _block_sizes(
    look: Look,
    parts: Sequence[Node],
    places: Sequence[Rect],
    side: int,
    dated: bool,
    sloped: bool,
) -> _Sizes | None:
    """Return the largest sizes at which all fits: names on one line first, then on more; None where nothing does."""
    rooms = [_words(rect, _head(side)) for rect in places]
    alone = sloped and not any(part.lead or said_below(part) for part in parts)
    for sizes, whole in _tried(dated, _ALONE if alone else _FEW_NAMES.get(len(places), _LARGE_NAMES)):
        if all(_fits(look, part, room, sizes, whole, sloped) for part, room in zip(parts, rooms, strict=True)):
            return sizes
    return None


def _tried(dated: bool, larger: Sequence[float]) -> Iterator[tuple[_Sizes, _Lines]]:
    """Yield sizes from large to small, and how names must stand at them; few names may be larger."""
    above: tuple[float, ...] = (*_DATES, *_NAMES) if dated else _ABOVE
    for details in (_DETAILS[:-1], _DETAILS[-1:]):
        for whole in ("one", "words", "any"):
            for name in (*larger, *_NAMES):
                if whole != "one" or name >= _WHOLE:
                    for symbol in above:
                        if not dated or symbol >= name:
                            yield from ((_Sizes(symbol, name, detail), whole) for detail in details)


def _fits(look: Look, part: Node, room: Rect, sizes: _Sizes, whole: _Lines, sloped: bool) -> bool:
    copies = _copies(look, part, look.color("ink"), sizes)
    named = [copy for copy in copies if copy.bold]
    if not all(whole_words(copy, room.width) for copy in copies):
        return False
    if whole == "one" and not all(one_line(copy, room.width) for copy in named):
        return False
    if whole == "words" and not all(cuts_no_word(copy, room.width, look.theme) for copy in named):
        return False
    if not sloped and any(copies_height([copy], room.width, look.theme) > _lines_of(copy, 3) for copy in named):
        return False  # a sentence, which goes along a path
    apart = _APART if not sloped and len(copies) > 1 else 0
    return copies_height(copies, room.width, look.theme) + apart <= room.height


def _lines_of(copy: Copy, count: float) -> int:
    return points(copy.size * copy.pitch * (count + 0.5))


def _copies(look: Look, part: Node, color: Color, sizes: _Sizes) -> tuple[Copy, ...]:
    """A part -> its symbol, its name, and a line for each thing that it holds."""
    copies = [*_symbol(look, part, color, sizes), said(look, part.label, sizes.name, color, path=part.path)]
    for text in [part.lead, *said_below(part)]:
        if text:
            copies.append(explained(look, text, sizes.detail, color, path=part.path, before=6))
    return tuple(copies)


def _rings(look: Look, names: Names, part: Node, rect: Rect, fill: Color, words: Rect, sloped: bool) -> list[AnyItem]:
    """Return faint rings in a block's lower corner: at the left where no word stands there, else at the right."""
    if sloped and (rect.bottom - words.bottom < _RING + px(8) or rect.width < _RING):
        return []
    side = min(_RING, rect.width)
    foot = Rect(rect.x if sloped else Emu(rect.right - side), Emu(rect.bottom - side), Emu(side), Emu(side))
    radii = _RINGS if sloped else within(_RINGS, side)
    return [watermark(names(part.label, "rings"), foot, "bl" if sloped else "br", fill, look, radii)]


def _too_long(look: Look, parts: Sequence[Node], places: Sequence[Rect]) -> DoesNotFit:
    """Return the refusal for the part that needs most of its block."""
    sizes = _Sizes(_LEAST_DETAIL, _NAMES[-1], _LEAST_DETAIL)

    def need(number: int) -> int:
        room = _words(places[number], _TOP)
        return copies_height(_copies(look, parts[number], look.color("ink"), sizes), room.width, look.theme)

    worst = max(range(len(parts)), key=need)
    room = _words(places[worst], _TOP)
    needed = Emu(max(need(worst), room.height + 2))
    return DoesNotFit(parts[worst].path, parts[worst].label, (room.width, room.height), (room.width, needed))


# Stairs -------------------------------------------------------------------------------------------------------------


_STAIR_NAMES: Final = (36, 34, 30, 28, 26, 24, 22, 20, 18, 17, 16)
_STAIR_GAP: Final = px(4)
_STAIR_PAD: Final = px(14)
_SHORTEST: Final = 0.46
"""The length of the shortest stair, as a share of the longest."""


def stairs(look: Look, node: Node, parts: Sequence[Node], box: Rect, *, way: str, reveal: bool) -> list[AnyItem]:
    """Parts -> a stair for each, its words where its tread is: the first at the foot, or with `fall` at the top.

    Raises DoesNotFit where a text does not stand on one line in its stair.
    """
    names = Names("stairs")
    rows = box.rows(len(parts), _STAIR_GAP)
    step = box.width * (1 - _SHORTEST) / max(1, len(parts) - 1)
    rising = way == "rise"
    places = [_stair(box, row, Emu(round(step * (len(parts) - 1 - number))), rising) for number, row in enumerate(rows)]
    if rising:
        places.reverse()
    room = places[0 if rising else -1].width - places[0].height
    size = _stair_size(look, parts, min(place.width for place in places) - 2 * _STAIR_PAD, places[0].height)
    if not size:
        needed = copies_height([_stair_copy(look, parts[0], _STAIR_NAMES[-1], look.color("ink"))], room, look.theme)
        raise DoesNotFit(parts[0].path, parts[0].label, (Emu(room), places[0].height), (Emu(room), Emu(needed)))
    fills = fills_of(look, parts)
    panels = [
        Panel(
            name=names(part.label, "words"), rect=place, path=part.path, insets=(px(20), Emu(0), px(20), Emu(0)),
            copies=(_stair_copy(look, part, size, look.on(fill), right=not rising),),
        )
        for part, place, fill in zip(parts, places, fills, strict=True)
    ]  # fmt: skip
    texts = draw_panels(panels, look.theme)
    items = _stair_lead(look, node, box, places, rising)
    for number, (part, place, fill) in enumerate(zip(parts, places, fills, strict=True)):
        back = leaf(names(part.label, "stair"), place, fill, radius=place.height // 2, corner="tl" if rising else "tr")
        items.append(grouped(names(part.label), [back, texts[number]], part.path, number + 1 if reveal else 0))
    return items


def _stair(box: Rect, row: Rect, shift: Emu, rising: bool) -> Rect:
    width = Emu(box.width - shift)
    return Rect(Emu(row.x + shift) if rising else row.x, row.y, width, row.height)


def _stair_copy(look: Look, part: Node, size: float, color: Color, *, right: bool = False) -> Copy:
    told = " ".join(text for text in (part.symbol, full_label(part), *said_below(part)) if text)
    return said(look, told, size, color, path=part.path, align="right" if right else "left")


def _stair_size(look: Look, parts: Sequence[Node], width: int, height: int) -> float:
    """Return the largest size at which all stand on one line, 0 where they do at none."""
    for size in _STAIR_NAMES:
        copies = [_stair_copy(look, part, size, look.color("ink")) for part in parts]
        low = copies_height(copies[:1], width * 4, look.theme) <= height
        if low and all(one_line(copy, width - px(40)) for copy in copies):
            return size
    return 0


def _stair_lead(look: Look, node: Node, box: Rect, places: Sequence[Rect], rising: bool) -> list[AnyItem]:
    """Return the lead in the corner above the stairs, if there is one and it has room there."""
    top = [place for place in places if place.y < box.y + box.height // 3]
    width = min(place.x for place in top) - box.x if rising else box.right - max(place.right for place in top)
    width -= px(24)
    if not node.lead or width < px(200) or copies_height([lead_copy(look, node)], width, look.theme) > box.height // 3:
        return []
    left = box.x if rising else Emu(box.right - width)
    return lead_in(look, node, Rect(left, box.y, Emu(width), Emu(box.height // 3)))
