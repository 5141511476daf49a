"""Lists of a slide (agenda, steps, cards, questions, checks, worksheet) -> rows of placed cards; bullets -> a text."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Final

from deckbrief.base.length import Emu, Pt, Rect, inches, points
from deckbrief.draft.slides import Entry, ListBlock
from deckbrief.layout.figures.node import Drawing
from deckbrief.layout.frame import AnyItem, Group, Shape, Stroke, Text, TextBody
from deckbrief.layout.preset import text_rect
from deckbrief.layout.text.fit import Copy, DoesNotFit, Slot, fit, fit_all, natural_width
from deckbrief.theme.theme import Align, Color, Placeholder, Theme

_ROUND: Final = (("adj", 9000),)
_PILL: Final = (("adj", 50_000),)
_GAP: Final = inches(0.14)
_TALLEST: Final = inches(1.3)
_AIR: Final = inches(0.08)
_HANG: Final = inches(0.333)
_BEFORE: Final = Pt(10)
_HEAD: Final = inches(3.2)
_CORNER: Final = (("adj", 2500),)
_LOW: Final = inches(3.4)
"""In lower boxes the details of something stand beside each other instead of below."""
_NARROW_HEAD: Final = inches(2.6)
_FUNCTION_CHARACTERS: Final = frozenset("的了是在有和与及也都对把被就着个为以由这那其中里")
_LITTLE_NEW: Final = 3
"""A sentence with fewer new characters (in Latin script: words) adds nothing to the few words that stand for it."""
_PROMPT: Final = 0.46
"""Share of a worksheet's row that says what to write; the rest is there to be written in."""


def draw_bullets(block: ListBlock, box: Rect, theme: Theme, placeholder: Placeholder | None) -> Drawing:
    """List block -> bullets in the layout's body placeholder, or where it has none in a text box of the size of `box`.

    With `reveal` a paragraph appears with each click. Raises DoesNotFit where they are too many even at the floor.
    """
    ink, accent = theme.color(placeholder.color if placeholder else "ink"), theme.color("primary")
    size = placeholder.size if placeholder else theme.scale.lead
    copies = tuple(
        Copy(
            text=_words_of(entry), size=size, floor=theme.scale.floor, color=ink, bullet="•", bullet_color=accent,
            indent=_HANG, before=_BEFORE, path=entry.of,
        )
        for entry in block.entries
    )  # fmt: skip
    insets = placeholder.insets if placeholder else (Emu(0), Emu(0), Emu(0), Emu(0))
    slot = Slot(copies=copies, box=box, insets=insets, anchor="top", exact=placeholder is None)
    body = fit(slot, placeholder.pitch if placeholder else theme.pitch)
    if block.reveal:
        numbered = enumerate(body.paragraphs, 1)
        body = replace(body, paragraphs=tuple(replace(paragraph, click=click) for click, paragraph in numbered))
    path = block.entries[0].of.rpartition(".")[0]  # a shape has one path: that of the list
    text = Text(name="bullets", rect=box, body=body, placeholder="body" if placeholder else "", path=path)
    return Drawing((text,), body.text, len(body.paragraphs) if block.reveal else 0)


def draw_list(block: ListBlock, box: Rect, theme: Theme, accent: Color) -> Drawing:
    """List block -> rows in `box`, equal in height and with texts of equal size.

    Raises DoesNotFit where the rows are too low for their texts even at the floor.
    """
    draw = _STYLES[block.style]
    _refuse_flat_rows(block, box, theme)
    if block.style == "detail":
        block = replace(block, entries=tuple(map(_said_once, block.entries)))
    beside: tuple[AnyItem, ...] = ()
    low = block.head is not None and box.height < _LOW
    if block.head is not None:
        left, box = box.split_left(_NARROW_HEAD if low else _HEAD, _GAP)
        beside = (_head(block.head, left, theme, accent),)
    try:
        if low:
            rows = box.columns(len(block.entries), _GAP)
        else:  # Beside a head, rows are together as high as it is.
            rows = _rows(box, len(block.entries), box.height if block.head else _TALLEST)
        items = draw(block, rows, theme, accent)
    except DoesNotFit:
        rows = _rows(box, len(block.entries), box.height)
        items = draw(block, rows, theme, accent)
    grouped = tuple(
        Group(
            name=f"{block.style} {number}",
            rect=row,
            items=tuple(parts),
            path=entry.of,
            alt=None,
            click=number if block.reveal else 0,
        )
        for number, (row, parts, entry) in enumerate(zip(rows, items, block.entries, strict=True), 1)
    )
    alt = "；".join(_words_of(entry) for entry in block.entries)
    drawn: tuple[AnyItem, ...] = (*beside, *grouped)
    if block.head is not None:  # a slide can hold details of several things
        drawn = tuple(_named_after(block.head.text, item) for item in drawn)
    return Drawing(drawn, alt, len(grouped) if block.reveal else 0)


def _refuse_flat_rows(block: ListBlock, box: Rect, theme: Theme) -> None:
    """Raises DoesNotFit for rows lower than a line: of a thousand entries, no text needs to be measured."""
    count, line = len(block.entries), points(theme.scale.floor)
    if block.head is None and (box.height - _GAP * (count - 1)) // count < line:
        first, needed = block.entries[0], Emu((line + _GAP) * count)
        raise DoesNotFit(path=first.of, text=_words_of(first), room=(box.width, box.height), needed=(box.width, needed))


def _named_after(head: str, item: AnyItem) -> AnyItem:
    """Return the item, its name and those of its members followed by what they are the detail of."""
    name = f"{item.name} · {head}"
    if isinstance(item, Group):
        return replace(item, name=name, items=tuple(_named_after(head, member) for member in item.items))
    return replace(item, name=name)


def _said_once(entry: Entry) -> Entry:
    """Return the entry with its lead alone where the text says the same again."""
    known = set(_meaning(entry.lead))
    new = [word for word in _meaning(entry.text) if word not in known]
    return replace(entry, text="") if entry.lead and len(new) < _LITTLE_NEW else entry


def _meaning(text: str) -> list[str]:
    """Text -> its words and numbers in Latin script and its other characters; no marks, no function characters."""
    words: list[str] = re.findall(r"[A-Za-z0-9\u00c0-\u024f]+|\w", text.casefold())
    return [word for word in words if word not in _FUNCTION_CHARACTERS]


def _words_of(entry: Entry) -> str:
    return " ".join(part for part in (entry.lead, entry.text, entry.aside) if part)


def _rows(box: Rect, count: int, tallest: int) -> list[Rect]:
    """Equal rows, at most `tallest` high, the block a little above the middle of the box."""
    height = min(tallest, (box.height - _GAP * (count - 1)) // count)
    used = height * count + _GAP * (count - 1)
    top = (box.height - used) * 2 // 5
    return Rect(box.x, Emu(box.y + top), box.width, Emu(used)).rows(count, _GAP)


def _card(name: str, rect: Rect, theme: Theme, body: TextBody | None, path: str, current: bool = False) -> Shape:
    fill = theme.wash(theme.color("primary"), 0.9) if current else theme.color("card")
    line = theme.color("primary") if current else theme.color("rule")
    stroke = Stroke(line, Pt(1.5 if current else 1))
    return Shape(
        name=name, rect=rect, geometry="roundRect", adjust=_ROUND, fill=fill, stroke=stroke, body=body, path=path
    )


def _mark(number: int, row: Rect, fill: Color, theme: Theme, label: str = "") -> Shape:
    """A filled circle with a number or letter at the left of a row; numbers of three digits stand in a longer shape."""
    text = label or str(number)
    diameter = min(inches(0.62), row.height - 2 * _AIR)
    width, geometry = (diameter, "ellipse") if len(text) < 3 else (inches(0.84), "roundRect")
    adjust = () if geometry == "ellipse" else _PILL
    box = Rect(Emu(row.x + inches(0.28)), Emu(row.center_y - diameter // 2), Emu(width), Emu(diameter))
    size = theme.scale.lead
    copy = Copy(
        text=text,
        size=size,
        floor=theme.scale.floor,
        color=theme.color("on-accent"),
        bold=True,
        align="center",
    )
    body = fit_all([Slot(copies=(copy,), box=text_rect(geometry, box, adjust))], theme.pitch)[0]
    return Shape(name=f"mark {text}", rect=box, geometry=geometry, adjust=adjust, fill=fill, body=body)


def _steps(block: ListBlock, rows: Sequence[Rect], theme: Theme, accent: Color) -> list[list[AnyItem]]:
    left = inches(1.2)
    slots = [
        Slot(
            copies=(_copy(entry.text, Pt(24), theme, theme.color("ink"), path=entry.of),),
            box=text_rect("roundRect", row, _ROUND),
            insets=(left, _AIR, inches(0.3), _AIR),
        )
        for row, entry in zip(rows, block.entries, strict=True)
    ]
    bodies = fit_all(slots, theme.pitch)
    return [
        [_card(f"step {n}", row, theme, body, entry.of), _mark(n, row, accent, theme)]
        for n, (row, body, entry) in enumerate(zip(rows, bodies, block.entries, strict=True), block.first)
    ]


def _checks(block: ListBlock, rows: Sequence[Rect], theme: Theme, accent: Color) -> list[list[AnyItem]]:
    """As steps, with a ticked box in place of the number."""
    drawn = _steps(block, rows, theme, accent)
    return [
        [parts[0], *_ticked(number, row, theme, accent)]
        for number, (row, parts) in enumerate(zip(rows, drawn, strict=True), 1)
    ]


def _ticked(number: int, row: Rect, theme: Theme, accent: Color) -> list[AnyItem]:
    """A square with a tick in it: the preset `corner`, an L, turned to stand on its knee."""
    side = min(inches(0.5), row.height - 2 * _AIR)
    square = Rect(Emu(row.x + inches(0.34)), Emu(row.center_y - side // 2), Emu(side), Emu(side))
    wide, high = side * 56 // 100, side * 30 // 100
    top = square.center_y - high // 2 - side * 4 // 100
    knee = Rect(Emu(square.center_x - wide // 2), Emu(top), Emu(wide), Emu(high))
    thick = (("adj1", 36_000), ("adj2", 36_000))
    return [
        Shape(name=f"box {number}", rect=square, geometry="roundRect", adjust=(("adj", 14_000),), fill=accent),
        Shape(
            name=f"tick {number}",
            rect=knee,
            geometry="corner",
            adjust=thick,
            fill=theme.color("on-accent"),
            rotation=315,
        ),
    ]


def _worksheet(block: ListBlock, rows: Sequence[Rect], theme: Theme, accent: Color) -> list[list[AnyItem]]:
    """What to write, numbered, at the left of each row; at the right, in a broken line, the room to write it."""
    halves = [row.split_left(round(row.width * _PROMPT), _GAP) for row in rows]
    drawn = _steps(block, [left for left, _ in halves], theme, theme.color("primary"))
    line = Stroke(theme.color("muted"), Pt(1.25), dash="dash")
    return [
        [*parts, Shape(name=f"write here {n}", rect=right, geometry="roundRect", adjust=_ROUND, stroke=line)]
        for n, (parts, (_, right)) in enumerate(zip(drawn, halves, strict=True), 1)
    ]


def _head(head: Entry, box: Rect, theme: Theme, accent: Color) -> Shape:
    """What the rows beside it are the detail of: a block as high as all of them."""
    on_accent, floor = theme.color("on-accent"), theme.scale.floor
    name = Copy(text=head.text, size=Pt(34), floor=floor, color=on_accent, bold=True, path=head.of, balanced=True)
    lead = Copy(text=head.lead, size=theme.scale.body, floor=floor, color=on_accent, path=head.of, before=Pt(10))
    copies = (name, lead) if head.lead else (name,)
    inside = text_rect("roundRect", box, _CORNER)
    body = fit(Slot(copies=copies, box=inside, insets=(inches(0.3), _AIR, inches(0.3), _AIR)), theme.pitch)
    return Shape(name="head", rect=box, geometry="roundRect", adjust=_CORNER, fill=accent, body=body, path=head.of)


def _detail(block: ListBlock, rows: Sequence[Rect], theme: Theme, accent: Color) -> list[list[AnyItem]]:
    """A sentence in each row, under the few words that stand for it; few words that say all stand alone."""
    scale = theme.scale
    narrow = rows[0].width < _LOW
    lead_size, size = (scale.body, scale.small) if narrow else (Pt(scale.lead + 2), scale.lead)
    slots = []
    for row, entry in zip(rows, block.entries, strict=True):
        lead = _copy(entry.lead, lead_size, theme, accent, bold=True, path=entry.of)
        text = replace(_copy(entry.text, size, theme, theme.color("ink"), path=entry.of), before=Pt(4))
        copies = tuple(copy for copy in (lead, text) if copy.text)
        inside = text_rect("roundRect", row, _ROUND)
        left, right = (inches(0.25), inches(0.15)) if narrow else (inches(0.35), inches(0.3))
        slots.append(Slot(copies=copies, box=inside, insets=(left, _AIR, right, _AIR)))
    bodies = fit_all(slots, min(theme.pitch, 1.35))
    return [
        [
            _card(f"card {n}", row, theme, body, entry.of),
            Shape(name=f"bar {n}", rect=Rect(row.x, row.y, inches(0.083), row.height), fill=accent),
        ]
        for n, (row, body, entry) in enumerate(zip(rows, bodies, block.entries, strict=True), 1)
    ]


def _questions(block: ListBlock, rows: Sequence[Rect], theme: Theme, accent: Color) -> list[list[AnyItem]]:
    return _steps(block, rows, theme, theme.accent(2))


def _cards(block: ListBlock, rows: Sequence[Rect], theme: Theme, accent: Color) -> list[list[AnyItem]]:
    left = inches(2.7) if any(entry.lead for entry in block.entries) else inches(0.5)
    slots = []
    for number, (row, entry) in enumerate(zip(rows, block.entries, strict=True), 1):
        text = _copy(entry.text, theme.scale.lead, theme, theme.color("ink"), path=entry.of)
        inside = text_rect("roundRect", row, _ROUND)
        slots.append(Slot(copies=(text,), box=inside, insets=(left, _AIR, inches(0.3), _AIR)))
        lead = _copy(entry.lead or " ", Pt(26), theme, theme.accent(number), bold=True, path=entry.of)
        slots.append(Slot(copies=(lead,), box=_column(row, inches(0.45), left - inches(0.6))))
    bodies = fit_all(slots, theme.pitch)
    items: list[list[AnyItem]] = []
    for number, (row, entry) in enumerate(zip(rows, block.entries, strict=True), 1):
        text_body, lead_body = bodies[2 * number - 2], bodies[2 * number - 1]
        bar = Rect(row.x, row.y, inches(0.083), row.height)
        card = _card(f"card {number}", row, theme, text_body, entry.of)
        parts: list[AnyItem] = [card, Shape(name=f"bar {number}", rect=bar, fill=theme.accent(number))]
        if entry.lead:
            lead_box = slots[2 * number - 1].box
            parts.append(Text(name=f"lead {number}", rect=lead_box, body=lead_body, path=entry.of))
        items.append(parts)
    return items


def _column(row: Rect, left: int, width: int) -> Rect:
    return Rect(Emu(row.x + left), row.y, Emu(width), row.height)


def _agenda(block: ListBlock, rows: Sequence[Rect], theme: Theme, accent: Color) -> list[list[AnyItem]]:
    """Number, title, lead, a bar as long as the weight, and the minutes, in columns as wide as they need."""
    columns = _agenda_columns(block, rows[0].width, theme)
    slots = []
    for number, (row, entry) in enumerate(zip(rows, block.entries, strict=True), 1):
        copies = (
            _copy(f"{number:02d}", Pt(24), theme, theme.color("primary"), bold=True),
            _agenda_title(entry, theme),
            _copy(entry.lead or " ", Pt(20), theme, theme.color("muted"), path=entry.of),
            _copy(entry.aside or " ", Pt(20), theme, theme.color("ink"), bold=True, align="right", path=entry.of),
        )
        slots += [Slot(copies=(copy,), box=_column(row, *place)) for copy, place in zip(copies, columns, strict=True)]
    bodies = fit_all(slots, theme.pitch)
    heaviest = max((entry.weight for entry in block.entries), default=0) or 1
    names = ("number", "title", "lead", "minutes")
    items: list[list[AnyItem]] = []
    for index, (row, entry) in enumerate(zip(rows, block.entries, strict=True)):
        current = index + 1 == block.current
        card = _card(f"row {index + 1}", row, theme, None, entry.of, current)
        if entry.target:
            card = replace(card, link=f"#{entry.target}", alt=entry.text)
        parts: list[AnyItem] = [card]
        texts = (entry.text, entry.text, entry.lead, entry.aside)
        for column in range(4):
            if texts[column]:
                slot, body = slots[4 * index + column], bodies[4 * index + column]
                name = f"{names[column]} {index + 1}"
                parts.append(Text(name=name, rect=slot.box, body=body, path=entry.of))
        if entry.weight:
            fill = theme.color("primary") if current else theme.color("track")
            parts.append(_bar(row, entry.weight / heaviest, fill, index + 1))
        items.append(parts)
    return items


def _agenda_title(entry: Entry, theme: Theme) -> Copy:
    return _copy(entry.text, Pt(22), theme, theme.color("ink"), bold=True, path=entry.of)


def _agenda_columns(block: ListBlock, width: Emu, theme: Theme) -> list[tuple[int, int]]:
    """Return start and width of number, title, lead and minutes: what short titles leave is for the leads."""
    start, latest, end = round(width * 0.096), round(width * 0.43), round(width * 0.735)
    gap = round(width * 0.009)
    longest = max(natural_width(_agenda_title(entry, theme)) for entry in block.entries)
    lead = min(latest, start + longest + inches(0.4))
    title = lead - start - gap
    number, minutes = (round(width * 0.028), round(width * 0.065)), (round(width * 0.9), round(width * 0.075))
    return [number, (start, title), (lead, end - lead), minutes]


def _bar(row: Rect, share: float, fill: Color, number: int) -> Shape:
    right = row.x + round(row.width * 0.885)
    length = max(points(9), round(row.width * 0.135 * share))
    box = Rect(Emu(right - length), Emu(row.center_y - points(4.5)), Emu(length), points(9))
    return Shape(name=f"bar {number}", rect=box, geometry="roundRect", adjust=(("adj", 50000),), fill=fill)


def _copy(
    text: str, size: Pt, theme: Theme, color: Color, bold: bool = False, align: Align = "left", path: str = ""
) -> Copy:
    return Copy(
        text=text, size=size, floor=theme.scale.floor, color=color, bold=bold, align=align, path=path, balanced=True
    )


_Draw = Callable[[ListBlock, Sequence[Rect], Theme, Color], list[list[AnyItem]]]
_STYLES: Final[dict[str, _Draw]] = {
    "steps": _steps,
    "questions": _questions,
    "cards": _cards,
    "agenda": _agenda,
    "checks": _checks,
    "worksheet": _worksheet,
    "detail": _detail,
}
