"""Pictures: one as large as the slide's room, or several of one shape; what they show stands in a bar at their foot."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from deckbrief.base.length import Emu, Rect, px
from deckbrief.base.message import msg
from deckbrief.base.record import record, replace
from deckbrief.draft.nodes import Picture, Pictures
from deckbrief.draft.slides import Form
from deckbrief.layout.figures.code import draw_code
from deckbrief.layout.figures.drawing import CannotDraw, Drawing, Stage
from deckbrief.layout.figures.kind import FigureKind
from deckbrief.layout.figures.kit import Look, Names, Panel, cuts_no_word, draw_panels, explained, grouped, listed
from deckbrief.layout.figures.shapes import drawn, leaf, watermark
from deckbrief.layout.frame import AnyItem, Image, Outline, Shape, Text
from deckbrief.layout.path import Pen
from deckbrief.layout.text.fit import Copy, Slot, fit, height_for
from deckbrief.theme.theme import Theme

_WIDE: Final = 1.5
"""Pictures of more widths a height stand under the title, others beside it."""
_GAP: Final = px(16)
_RADIUS: Final = px(150)
_ROUND: Final = px(44)
_QUARTER: Final = 5_400_000
_BAR_INSETS: Final = (px(24), px(8), px(24), px(8))
_MOST: Final = 6
_CUT: Final = 0.1
_MUCH: Final = 1.25
"""Where a picture with a bar below it loses more than that share of its height, and so many times what it loses beside
a panel with its caption, it has the panel."""
_LEAST_PANEL: Final = px(200)
_PANEL_PAD: Final = px(24)
_PANEL_SIZES: Final = (26, 24, 22, 20, 18)
_PANEL_FILLED: Final = 0.7
_HOLDER: Final = "picture"
"""The key of a layout's placeholder for a picture."""


def _forms(pictures: Pictures) -> Sequence[Form]:
    """Return the forms that suit the pictures: a single one that may be cut and is not wide stands beside the title."""
    first = pictures.members[0]
    if len(pictures.members) > 1 or first.fit == "whole":
        return ("top",)
    return ("top", "picture") if first.width > _WIDE * first.height else ("picture", "top")


KIND: Final = FigureKind(most=_MOST, lead=False, forms=_forms)


def draw(pictures: Pictures, box: Rect, theme: Theme, *, reveal: bool = False, stage: Stage | None = None) -> Drawing:
    """Pictures -> each in its cell, cut to fill it or whole, with its caption below; beside a title to the edges.

    Raises DoesNotFit where a caption is too long.
    """
    members = pictures.members
    if members and members[0].role == "code":
        return draw_code(members[0], box, Look(theme, stage.layout.accent if stage and stage.layout else 1))
    if not members:
        raise CannotDraw(msg("there is no picture to show"))
    look = Look(theme, stage.layout.accent if stage and stage.layout else 1)
    beside = stage is not None and stage.form == "picture"
    names = Names("picture")
    alone = len(members) == 1 and not beside and not (stage and stage.words)
    if alone and (spread := _spread(look, members[0], box)):
        shown = tuple(_with_panel(look, members[0], spread, names, int(reveal)))
        return Drawing(shown, listed([members[0].alt]), int(reveal))
    cells = [box] if beside else _cells(box, len(members))
    below = max(_caption_height(look, member, cell) for member, cell in zip(members, cells, strict=True))
    items: list[AnyItem] = []
    for number, (member, cell) in enumerate(zip(members, cells, strict=True), 1):
        items += _with_caption(look, member, cell, below, names, beside, number if reveal else 0)
    if stage and stage.layout and _HOLDER in stage.layout.placeholders and len(members) == 1:
        items = [replace(item, placeholder=_HOLDER) if isinstance(item, Image) else item for item in items]
    return Drawing(tuple(items), listed([member.alt for member in members]), len(members) if reveal else 0)


def _cells(box: Rect, count: int) -> list[Rect]:
    """Return places of one outer shape: side by side; of three one large and two small; of more in two rows."""
    if count <= 2:
        return box.columns(count, _GAP)
    if count == 3:
        left, right = box.split_left(box.width * 2 // 3, _GAP)
        return [left, *right.rows(2, _GAP)]
    top = -(-count // 2)
    upper, lower = box.rows(2, _GAP)
    return [*upper.columns(top, _GAP), *lower.columns(count - top, _GAP)]


def _with_caption(
    look: Look, picture: Picture, cell: Rect, below: int, names: Names, beside: bool, click: int
) -> Iterator[AnyItem]:
    """Yield a picture, and what it shows in a bar at its foot."""
    field = Rect(cell.x, cell.y, cell.width, Emu(cell.height - below)) if below else cell
    rect, crop = _whole(picture, field) if picture.fit == "whole" else (field, cropped(picture, field))
    radius = min(_RADIUS if beside else _ROUND, rect.width // 3, rect.height // 3)
    outline = None if picture.fit == "whole" else _rounded(rect, radius, left=beside)
    yield _image(picture, rect, crop, outline, names, click)
    if picture.role == "video":
        yield from _play_mark(look, rect, names, click, picture.link)
    if picture.caption or picture.credit:
        bar = Rect(cell.x, Emu(cell.bottom - below), cell.width, Emu(below))
        body = fit(Slot(copies=_caption(look, picture), box=bar, insets=_BAR_INSETS), look.theme.pitch)
        name, path = names("caption"), picture.path
        if picture.fit == "whole":
            yield Text(name=name, rect=bar, body=body, path=path, click=click)
        else:
            yield Shape(name=name, rect=bar, fill=look.color("bleed"), body=body, path=path, click=click)


@record
class _Spread:
    """Where a picture stands beside its caption, the panel of that, and what stands in it."""

    rect: Rect
    panel: Rect
    copies: tuple[Copy, ...]


def _spread(look: Look, picture: Picture, box: Rect) -> _Spread | None:
    """Return where a picture and its caption stand beside each other if a bar below it would cut much more of it."""
    if not (picture.caption or picture.credit) or picture.fit == "whole":
        return None
    wide = min(box.height * picture.width // picture.height, box.width - _GAP - _LEAST_PANEL)
    left, panel = box.split_left(max(wide, 0), _GAP)
    below = Rect(box.x, box.y, box.width, Emu(box.height - _caption_height(look, picture, box)))
    lost = sum(cropped(picture, below))
    if wide <= box.width // 2 or lost <= _CUT or sum(cropped(picture, left)) * _MUCH > lost:
        return None
    copies = _panel_copies(look, picture, panel)
    return _Spread(left, panel, copies) if copies else None


def _panel_copies(look: Look, picture: Picture, panel: Rect) -> tuple[Copy, ...]:
    """Return what stands in the panel beside a picture, as large as it has room there; nothing where it has none."""
    ink, width = look.color("on-bleed"), panel.width - 2 * _PANEL_PAD
    for size in _PANEL_SIZES:
        copies = tuple(
            explained(look, text, each, ink, path=picture.path, before=10)
            for text, each in ((picture.caption, size), (picture.credit, _PANEL_SIZES[-1]))
            if text
        )
        whole = all(cuts_no_word(copy, width, look.theme) for copy in copies)
        if whole and height_for(copies, Emu(width), look.theme.pitch) <= panel.height * _PANEL_FILLED:
            return copies
    return ()


def _with_panel(look: Look, picture: Picture, spread: _Spread, names: Names, click: int) -> Iterator[AnyItem]:
    """Yield a picture that is hardly cut, and what it shows in a panel beside it."""
    rect, panel, bleed = spread.rect, spread.panel, look.color("bleed")
    yield _image(picture, rect, cropped(picture, rect), None, names, click)
    if picture.role == "video":
        yield from _play_mark(look, rect, names, click, picture.link)
    ring = watermark(names("rings"), panel.inset(px(1)), "br", bleed, look)
    ground = leaf(names("panel"), panel, bleed)
    line = Shape(
        name=names("line"), rect=Rect(Emu(panel.x + _PANEL_PAD), Emu(panel.y + px(72)), px(56), px(6)),
        fill=look.color("hi"),
    )  # fmt: skip
    place = panel.inset(_PANEL_PAD, px(92), _PANEL_PAD, px(24))
    texts = draw_panels([Panel(name=names("caption"), rect=place, copies=spread.copies, anchor="top")], look.theme)
    yield grouped(names("caption", "panel"), [ground, ring, line, *texts], picture.path, click)


def _image(
    picture: Picture, rect: Rect, crop: tuple[float, float, float, float], outline: Outline | None, names: Names,
    click: int,
) -> Image:  # fmt: skip
    return Image(
        name=names("picture"), rect=rect, alt=picture.alt, path=picture.path, click=click, data=picture.data,
        media_type=picture.media_type, crop=crop, outline=outline, link=picture.link, vector=picture.vector,
    )  # fmt: skip


def _play_mark(look: Look, rect: Rect, names: Names, click: int, link: str) -> Iterator[AnyItem]:
    """Yield the triangle on a disc that everybody takes for a video; it leads there too."""
    size = Emu(min(px(132), rect.width // 3, rect.height // 3))
    place = Rect(Emu(rect.center_x - size // 2), Emu(rect.center_y - size // 2), size, size)
    fill = look.color("bleed")
    yield Shape(name=names("play"), rect=place, geometry="ellipse", fill=fill, click=click, link=link)
    side = size * 2 // 5
    pen = Pen()
    left, top = place.center_x - side * 2 // 5, place.center_y - side // 2
    pen.polygon([(left, top), (left + side * 9 // 10, place.center_y), (left, top + side)])
    yield replace(drawn(names("play mark"), pen, look.color("hi")), click=click)


def _caption(look: Look, picture: Picture) -> tuple[Copy, ...]:
    text = " · ".join(part for part in (picture.caption, picture.credit) if part)
    floor, cut = look.theme.scale.floor, picture.fit == "fill"
    color = look.color("on-bleed" if cut else "muted")
    return (
        Copy(text=text, size=floor, floor=floor, color=color, align="left" if cut else "center", path=picture.path),
    )


def _caption_height(look: Look, picture: Picture, cell: Rect) -> int:
    if not (picture.caption or picture.credit):
        return 0
    width = Emu(cell.width - _BAR_INSETS[0] - _BAR_INSETS[2])
    return height_for(_caption(look, picture), width, look.theme.pitch) + _BAR_INSETS[1] + _BAR_INSETS[3]


def cropped(picture: Picture, box: Rect) -> tuple[float, float, float, float]:
    """Picture and box that it is to fill -> shares that are cut off at left, top, right and bottom, round its focus."""
    scale = max(box.width / picture.width, box.height / picture.height)
    across, down = box.width / (picture.width * scale), box.height / (picture.height * scale)
    left = min(max(picture.focus[0] - across / 2, 0.0), 1 - across)
    top = min(max(picture.focus[1] - down / 2, 0.0), 1 - down)
    return (round(left, 5), round(top, 5), round(1 - across - left, 5), round(1 - down - top, 5))


def _whole(picture: Picture, box: Rect) -> tuple[Rect, tuple[float, float, float, float]]:
    """Return the place in the middle of a box that shows the picture whole."""
    scale = min(box.width / picture.width, box.height / picture.height)
    width, height = Emu(int(picture.width * scale)), Emu(int(picture.height * scale))
    x, y = Emu(box.x + (box.width - width) // 2), Emu(box.y + (box.height - height) // 2)
    return Rect(x, y, width, height), (0, 0, 0, 0)


def _rounded(rect: Rect, radius: int, left: bool) -> Outline:
    """Return a rectangle with one round corner: at the upper left beside a title, else at the upper right."""
    width, height = rect.width, rect.height
    if left:
        data = (
            f"M 0 {radius} A {radius} {radius} {2 * _QUARTER} {_QUARTER} L {width} 0 L {width} {height} L 0 {height} Z"
        )
    else:
        start = width - radius
        data = f"M 0 0 L {start} 0 A {radius} {radius} {3 * _QUARTER} {_QUARTER} L {width} {height} L 0 {height} Z"
    return Outline(data, width, height)
