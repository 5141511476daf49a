"""What stands in the panel of a split slide below its title: how long the group has, a question, or a line."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import ceil
from typing import Final

from deckbrief.base.emphasis import without_marks
from deckbrief.base.length import Emu, Pt, Rect, px
from deckbrief.base.patterns import deferred
from deckbrief.base.record import replace
from deckbrief.draft.nodes import Node
from deckbrief.draft.slides import Block, FigureBlock, ListBlock, ParagraphBlock, QuizBlock, Slide, TimerBlock
from deckbrief.layout.figures.kit import Look, Panel, cuts_no_word, draw_panels, explained, lines_of, said
from deckbrief.layout.figures.panel_signs import counted, golden_ring
from deckbrief.layout.figures.shapes import around, drawn, icon
from deckbrief.layout.frame import AnyItem, Group, Shape
from deckbrief.layout.icon import icon_for
from deckbrief.layout.path import Pen, on_circle, sector
from deckbrief.layout.slide.card_words import parts
from deckbrief.layout.slide.forms import PANEL_ROLES, layout_of
from deckbrief.layout.slide.placeholders import copy_for, placeholder_text
from deckbrief.layout.text.fit import DoesNotFit, height_for, needed_height
from deckbrief.theme.theme import Layout, Theme

_MOST_SEGMENTS: Final = 12
_FIVES: Final = 5
_AIR: Final = 1.6
"""Degrees left free at each end of a segment."""
_TICKS: Final = 60
_BELOW_DIAL: Final = (430, 470, 510, 550)
"""Where a paragraph begins below a dial, in px: lower where the title leaves the dial too little room."""
_TOLD: Final = (36.0, 34.0, 30.0, 28.0, 26.0, 24.0)
_MOST_LINES: Final = 6
_OPENING: Final = "“‘《「『（"
_A_PHRASE: Final = 8.0
_A_DENT: Final = 4.0
"""What a line's end that parts a phrase costs, and a line that begins with such a mark, in points of size."""
_FROM: Final = 330
"""Where a paragraph without a dial begins, in px, at the earliest; else it stands at the foot."""
_LABEL: Final = px(36)
_ASKED: Final = "chats-circle"
_MARK: Final = px(40)
"""The sign of what is asked, and its size."""
_HEAD: Final = px(18)
"""From the top of what stands above a paragraph to its label, or to itself without one."""
_DIAL: Final = (px(360), px(424))
"""How wide a dial is at most: above a paragraph, and alone, where it reaches beyond the title's place;"""
_BESIDE_DIAL: Final = px(28)
"""and how far it stays from the panel's edges."""
_MINUTES: Final = ((px(390), 130), (px(240), 92), (0, 56))
"""Sizes of the minutes in dials at least so wide."""


def has_panel(layout: Layout) -> bool:
    """Tell whether a layout is one of ours with a panel at its left."""
    return layout.key.startswith("split") and bool(layout.strip)


def is_full(layout: Layout) -> bool:
    """Tell whether a layout is one of ours that is dark all over."""
    return layout.key.startswith("full") and bool(layout.strip)


def in_panel(blocks: Sequence[Block], layout: Layout) -> Sequence[Block]:
    """Return the blocks that stand in a panel: the time, and one paragraph where no figure needs the room.

    On a dark slide up to two paragraphs stand at the foot.
    """
    if is_full(layout):
        return [block for block in blocks if isinstance(block, ParagraphBlock)][:2]
    if any(isinstance(block, FigureBlock) for block in blocks):
        return []
    timers = [block for block in blocks if isinstance(block, TimerBlock)][:1]
    said_there = [block for block in blocks if isinstance(block, ParagraphBlock) and block.role in PANEL_ROLES][:1]
    return [*timers, *said_there]


def panel_items(blocks: Sequence[Block], slide: Slide, layout: Layout, theme: Theme, title: int) -> Iterator[AnyItem]:
    """Blocks, the bottom of the slide's title (EMU) -> a dial for the time, the paragraph at the panel's foot.

    Raises DoesNotFit where the paragraph is too long even at the floor.
    """
    look = Look(theme, layout.accent)
    title_rect = layout.placeholders["title"].rect
    bottom = theme.low(px(652))
    if not blocks and not any(_fills(block) for block in slide.blocks):
        yield from _count(slide, title_rect, look) or [*_sign(slide, title_rect, look)] or [golden_ring(look)]
    paragraphs = [block for block in blocks if isinstance(block, ParagraphBlock)]
    timers = [block for block in blocks if isinstance(block, TimerBlock)]
    room = Rect(title_rect.x, Emu(title), title_rect.width, Emu(bottom - title))
    tops = [theme.low(px(y)) for y in _BELOW_DIAL] if timers else [max(theme.low(px(_FROM)), title)]
    failures: list[DoesNotFit] = []
    for top in tops:
        try:
            stacked = _stacked(timers, paragraphs, room, top, slide, look, _width(layout))
        except DoesNotFit as error:
            failures.append(error)
        else:
            yield from stacked
            return
    raise failures[0]


def _stacked(
    timers: Sequence[TimerBlock], paragraphs: Sequence[ParagraphBlock], room: Rect, top: int, slide: Slide, look: Look,
    width: Emu,
) -> list[AnyItem]:  # fmt: skip
    """Return the dial and the paragraph below it, from `top` (EMU) down, in what a title leaves of a panel.

    The dial stands in the middle of the panel's width (EMU).
    """
    told: list[AnyItem] = []
    bottom = room.bottom
    for block in paragraphs:
        told += _told(block, Rect(room.x, Emu(top), room.width, Emu(bottom - top)), slide, look, low=not timers)
        bottom = Emu(top - px(16))
    most = min(_DIAL[not paragraphs], width - 2 * _BESIDE_DIAL)
    above = Rect(Emu((width - most) // 2), Emu(room.y + px(16)), Emu(most), Emu(bottom - room.y - px(16)))
    return [*(dial(timer, above, look) for timer in timers), *told]  # below the dial, and read after it


def _width(layout: Layout) -> Emu:
    """Return where a layout's panel ends: the ground of its title, else the air beside its body."""
    title = layout.placeholders["title"].rect
    grounds = (each.rect for each in layout.decorations if not each.rings and each.rect.contains(title))
    return Emu(min((ground.right for ground in grounds), default=layout.body.x))


def _fills(block: Block) -> bool:
    """Tell whether a block has words or a figure of its own for the panel; a quiz that gives no reason has none."""
    return bool(block.because) if isinstance(block, QuizBlock) else isinstance(block, ParagraphBlock | FigureBlock)


def on_ground(blocks: Sequence[Block], slide: Slide, layout: Layout, theme: Theme) -> Iterator[AnyItem]:
    """Paragraphs of a dark slide -> lines at its foot, each beside a gold bar.

    Raises DoesNotFit where they are too long even at the floor.
    """
    look = Look(theme, layout.accent)
    place = layout.placeholders["takeaway"].rect
    lines = [block for block in blocks if isinstance(block, ParagraphBlock)]
    for number, block in enumerate(lines):
        rect = place.moved(0, (number + 1 - len(lines)) * (place.height + px(10)))
        bar = Rect(Emu(rect.x - px(22)), rect.y, px(6), rect.height)
        yield Shape(name=f"{block.role} bar {number + 1}", rect=bar, fill=look.color("hi"))
        key = "takeaway" if number == len(lines) - 1 else "lead"
        yield from placeholder_text(key, block.text, slide, theme, rect=rect, path=block.of)


def _count(slide: Slide, column: Rect, look: Look) -> list[AnyItem]:
    """Return how many lines a list has, large, where the slide's title says it."""
    block = slide.blocks[0] if len(slide.blocks) == 1 else None
    if not isinstance(block, ListBlock) or block.style != "bullets" or _CONTINUED.search(slide.title):
        return []
    lines = sum(not entry.level and not entry.strong for entry in block.entries)
    told = Node(label=slide.title, path=slide.of, title=without_marks(slide.title), whole=lines)
    return counted(look, told, (), column)


_CONTINUED: Final = deferred(r"[(（][0-9]+/[0-9]+[)）]\Z")
_SIGNS: Final = {
    "steps": "list-numbers",
    "questions": "question",
    "survey": "question",
    "story": "article",
    "checks": "list-checks",
    "cards": "clipboard-text",
}
"""Icons of lists by their style; what is ticked has its own, whatever its title, which is the same in each section."""
_SIGN: Final = px(240)


def _sign(slide: Slide, column: Rect, look: Look) -> Iterator[AnyItem]:
    """Yield the icon of what the slide is about, large, over the panel's rings; else one of what is done with it.

    What is only said has none unless its words find one.
    """
    styles = (block.style for block in slide.blocks if isinstance(block, ListBlock))
    asked = any(isinstance(block, QuizBlock) for block in slide.blocks)
    done = next((_SIGNS[style] for style in styles if style in _SIGNS), _SIGNS["questions"] if asked else "")
    told = "" if done == _SIGNS["checks"] else icon_for(slide.kicker) or icon_for(slide.title)
    key = told or done
    if key:
        yield icon("panel icon", key, column.x + _SIGN // 2, look.theme.low(px(524)), _SIGN, look.color("hi"))


def _told(block: ParagraphBlock, place: Rect, slide: Slide, look: Look, *, low: bool) -> Iterator[AnyItem]:
    """Yield a paragraph under its label and a gold line, a question's with its sign; at its place's foot if `low`."""
    gold = look.color("hi")
    head = _HEAD + (_LABEL + px(4) if block.label else 0)
    rect = place.inset(0, head, 0, 0)
    size = _size(block.text, rect, slide, look.theme)
    texts = placeholder_text("takeaway", block.text, slide, look.theme, rect=rect, path=block.of, size=size)
    down = max(0, min(rect.height - ceil(needed_height(text.body)) for text in texts)) if low and texts else 0
    place = place.inset(0, down, 0, 0)
    yield Shape(name=f"{block.role} line", rect=Rect(place.x, place.y, px(56), px(6)), fill=gold)
    if block.label:
        label = Rect(place.x, Emu(place.y + _HEAD), place.width, _LABEL)
        if block.role == "question":
            yield icon("question icon", _ASKED, label.x + _MARK // 2, label.center_y, _MARK, gold)
            label = label.inset(_MARK + px(12), 0, 0, 0)
        copy = explained(look, block.label, 20, gold, path=block.of, bold=True, pitch=1.1)
        yield from draw_panels([Panel(name=f"{block.role} label", rect=label, copies=(copy,))], look.theme)
    yield from (replace(text, rect=text.rect.inset(0, down, 0, 0)) for text in texts)


def _size(text: str, place: Rect, slide: Slide, theme: Theme) -> float:
    """Return how large a paragraph is said in the panel: as large as a few lines of it have room, and end with phrases.

    0 where it has room in the layout's own size alone.
    """
    usual = layout_of(slide, theme).placeholders["takeaway"]
    copy = replace(copy_for(text, usual, slide, theme), balanced=True)
    best = (0.0, 0.0)
    for size in (step for step in _TOLD if step > usual.size):
        larger = replace(copy, size=Pt(size))
        lines = lines_of(larger, place.width)
        few = len(lines) <= _MOST_LINES and cuts_no_word(larger, place.width, theme)
        if few and height_for([larger], place.width, usual.pitch, exact=False) <= place.height:
            dents = sum(larger.text[line.start] in _OPENING for line in lines[1:])
            best = max(best, (size - _A_PHRASE * max(0.0, parts(larger, place)) - _A_DENT * dents, size))
    return best[1]


def dial(block: TimerBlock, room: Rect, look: Look) -> Group:
    """Timer, where there is room -> a dial with a segment a minute, or one in five of many, and the minutes in it.

    Raises DoesNotFit where the room is too small for the words even at the floor.
    """
    side = min(room.width, room.height)
    place = Rect(Emu(room.center_x - side // 2), Emu(room.y + (room.height - side) // 2), Emu(side), Emu(side))
    center = (place.center_x, place.center_y)
    outer = side / 2 * 0.86
    items: list[AnyItem] = [*_segments(block, center, outer, look), _ticks(center, side / 2, look)]
    inner = round(outer * 0.74)
    face = around(*center, inner).inset(round(inner * 0.38), round(inner * 0.15))
    ink = look.color("on-bleed")
    size = next(size for least, size in _MINUTES if side >= least)
    copies = [said(look, block.amount, size, ink, path="", align="center", pitch=1.0, floor=34)]
    unit = explained(
        look, block.unit, 28 if size > 92 else 22, look.color("hi"), path="", bold=True, align="center", pitch=1.1
    )
    items += draw_panels([Panel(name="time limit minutes", rect=face, copies=(*copies, unit))], look.theme)
    return Group(
        name="time limit", rect=place, items=tuple(items), alt=f"{block.label} {block.amount} {block.unit}".strip()
    )


def _segments(block: TimerBlock, center: tuple[int, int], outer: float, look: Look) -> list[AnyItem]:
    try:
        minutes = float(block.amount)
    except ValueError:
        minutes = 1.0
    each = 1 if minutes <= _MOST_SEGMENTS else _FIVES
    count = max(1, ceil(minutes / each))
    step = 360 / max(minutes / each, 1)
    gold = look.color("hi")
    return [
        drawn(
            f"time limit {number + 1}",
            sector(
                center,
                outer * 0.79,
                outer,
                -90 + number * step + _AIR,
                max(1.0, min(step, 360 - number * step) - 2 * _AIR),
            ),
            gold,
        )
        for number in range(count)
    ]


def _ticks(center: tuple[int, int], radius: float, look: Look) -> Shape:
    """Return sixty fine strokes around the dial, every fifth of them longer, as one shape."""
    pen = Pen()
    for number in range(_TICKS):
        angle = 360 * number / _TICKS - 90
        long = number % _FIVES == 0
        start, end = radius * 0.91, radius * (0.985 if long else 0.945)
        half = 0.55 if long else 0.3
        corners = [(start, angle - half), (end, angle - half), (end, angle + half), (start, angle + half)]
        pen.polygon([on_circle(center, *corner) for corner in corners])
    return drawn("time limit ticks", pen, look.color("on-bleed").fade(0.55))
