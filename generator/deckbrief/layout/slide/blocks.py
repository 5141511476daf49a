"""Blocks of a slide -> items stacked in its body."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from deckbrief.base.length import Emu, Rect, inches, px
from deckbrief.base.message import msg
from deckbrief.base.record import replace
from deckbrief.draft.slides import Block, FigureBlock, ListBlock, ParagraphBlock, QuizBlock, Slide, TimerBlock
from deckbrief.layout.figures.drawing import CannotDraw, Drawing
from deckbrief.layout.figures.figure import draw_figure, figure_forms
from deckbrief.layout.figures.kit import Look
from deckbrief.layout.frame import AnyItem, Shape
from deckbrief.layout.slide.forms import layout_of, stage_of
from deckbrief.layout.slide.lists import draw_bullets, draw_list
from deckbrief.layout.slide.nested import as_cards
from deckbrief.layout.slide.panel import has_panel
from deckbrief.layout.slide.paragraphs import draw_paragraph, paragraph_height
from deckbrief.layout.slide.pictured import is_wider, pictured
from deckbrief.layout.slide.placeholders import below_title
from deckbrief.layout.slide.prose_columns import draw_columns
from deckbrief.layout.slide.quiz import draw_quiz
from deckbrief.layout.slide.reveal_groups import grouped_by_click
from deckbrief.layout.slide.timer import TIMER_WIDTH, draw_timer
from deckbrief.layout.slide.voices import LARGE
from deckbrief.layout.text.fit import DoesNotFit
from deckbrief.theme.theme import Theme

_GAP: Final = inches(0.2)
_ASIDE: Final = inches(0.35)
_APART: Final = inches(0.35)
_BELOW_TITLE: Final = px(12)
_HALF: Final = 0.5
_WIDE_SHARE: Final = 0.56
"""Share of the body's width that a picture has beside words, and one that is wider than high."""
_LEAST: Final = inches(1.2)
"""Figures and lists need that much height."""


def draw_blocks(blocks: Sequence[Block], box: Rect, slide: Slide, theme: Theme) -> list[AnyItem]:
    """Blocks -> items, stacked: paragraphs as high as they need, figures and lists share what is left.

    A timer has a column of its own at the right of all the others. Raises DoesNotFit and CannotDraw.
    """
    if pair := pictured(blocks):
        return _beside_picture(*pair, box, slide, theme)
    timers = [block for block in blocks if isinstance(block, TimerBlock)]
    others = [block for block in blocks if not isinstance(block, TimerBlock)]
    if not timers:
        return _stacked(others, box, slide, theme)
    beside = Rect(Emu(box.right - TIMER_WIDTH), box.y, TIMER_WIDTH, box.height)
    left = Rect(box.x, box.y, Emu(box.width - TIMER_WIDTH - _ASIDE), box.height)
    cells = beside.rows(len(timers), _GAP)
    badges = [draw_timer(timer, cell, theme, theme.color("primary")) for timer, cell in zip(timers, cells, strict=True)]
    return [*_stacked(others, left, slide, theme), *badges]


def _beside_picture(words: ListBlock, picture: FigureBlock, box: Rect, slide: Slide, theme: Theme) -> list[AnyItem]:
    """Words and the picture at their right: in the places that a layout has for both, else they share its body."""
    layout = layout_of(slide, theme)
    field, items = box, list[AnyItem]()
    if "picture" in layout.placeholders:
        place, top = layout.placeholders["body"].rect, below_title(slide, theme) + _APART
        place = Rect(place.x, Emu(top), place.width, Emu(place.bottom - top))
        rule = Rect(place.x, Emu(top - _APART // 2), place.width, px(1.5))
        items.append(Shape(name="rule", rect=rule, fill=Look(theme, slide.accent).color("rule")))
    else:
        share = _WIDE_SHARE if is_wider(picture, 1) else _HALF
        place, field = box.split_left(box.width - round(box.width * share) - _APART, _APART)
        place = place.inset(0, 0 if theme.template else _BELOW_TITLE, 0, 0)
    if not theme.template and (body := layout.placeholders.get("body")):
        large = replace(body, size=max(body.size, LARGE), anchor="top" if items else "middle")
        layout = replace(layout, placeholders={**layout.placeholders, "body": large})
    drawing = draw_bullets(words, place, Look(theme, slide.accent), layout, ruled=not theme.template)
    return [*items, *drawing.items, *_with_words(_draw_block(picture, field, slide, theme), picture)]


def _stacked(blocks: Sequence[Block], box: Rect, slide: Slide, theme: Theme) -> list[AnyItem]:
    if not blocks:
        return []
    accent = theme.accent(slide.accent)
    heights = [
        paragraph_height(block, box.width, theme, accent) if isinstance(block, ParagraphBlock) else None
        for block in blocks
    ]
    stretching = heights.count(None)
    rest = box.height - _GAP * (len(blocks) - 1) - sum(height or 0 for height in heights)
    if rest < 0 or (stretching and rest < stretching * _LEAST):
        path, text = _highest(blocks, heights) or (slide.of, slide.title)
        raise DoesNotFit(path=path, text=text, room=(box.width, box.height), needed=(box.width, Emu(box.height - rest)))
    items: list[AnyItem] = []
    top = box.y
    clicks = 0
    for number, (block, fixed) in enumerate(zip(blocks, heights, strict=True), 1):
        height = fixed if fixed is not None else Emu(rest // stretching)
        place = Rect(box.x, top, box.width, height)
        top = Emu(top + height + _GAP)
        if isinstance(block, ParagraphBlock):
            items.append(draw_paragraph(block, place, theme, accent, number))
            continue
        drawing = _draw_block(block, place, slide, theme)
        items += (_later(item, clicks) for item in _with_words(drawing, block))
        clicks += drawing.clicks
    return items


def _highest(blocks: Sequence[Block], heights: Sequence[Emu | None]) -> tuple[str, str] | None:
    """Return the content path and the text of the paragraph that takes most room: it is the one to shorten."""
    found = [
        (height, block)
        for height, block in zip(heights, blocks, strict=True)
        if isinstance(block, ParagraphBlock) and height is not None and block.of
    ]
    if not found:
        return None
    block = max(found, key=lambda pair: pair[0])[1]
    return block.of, block.text


def _draw_block(block: Block, box: Rect, slide: Slide, theme: Theme) -> Drawing:
    if isinstance(block, FigureBlock):
        _refuse_form(block, slide)
        return draw_figure(
            block.looked_up,
            box,
            theme,
            kind=block.kind,
            only=block.only,
            inner=block.inner,
            accent=slide.accent,
            reveal=block.reveal,
            stage=stage_of(slide, theme),
        )
    if isinstance(block, ListBlock):
        cards = as_cards([block]) if layout_of(slide, theme).key.startswith("split-cards") else None
        if cards is not None:
            return draw_list(cards, box, theme, slide.accent, layout_of(slide, theme))
        if block.style == "prose" and not theme.template and layout_of(slide, theme).key in ("two-columns", "text"):
            return draw_columns(block, box, Look(theme, slide.accent), layout_of(slide, theme))
        if block.style in ("bullets", "prose"):
            return draw_bullets(block, box, Look(theme, slide.accent), layout_of(slide, theme))
        return draw_list(block, box, theme, slide.accent, layout_of(slide, theme))
    if isinstance(block, QuizBlock):
        layout = layout_of(slide, theme)
        return draw_quiz(block, box, Look(theme, slide.accent), layout if has_panel(layout) else None)
    raise TypeError(block)


def _refuse_form(block: FigureBlock, slide: Slide) -> None:
    """Raises CannotDraw where the author asks for a form that the figure does not have."""
    forms = sorted({"top", *figure_forms(block.looked_up, block.kind, block.only)})
    if slide.form and slide.form not in forms:
        message = msg("this figure cannot be drawn in the form {form}", form=slide.form)
        raise CannotDraw(message, msg("one of: {words}", words=", ".join(forms)))


def _with_words(drawing: Drawing, block: Block) -> tuple[AnyItem, ...]:
    """Return a figure's items in groups that carry its words; a list's as they are."""
    if not isinstance(block, FigureBlock):
        return drawing.items
    return grouped_by_click(drawing, f"figure · {block.of}", block.of)


def _later(item: AnyItem, clicks: int) -> AnyItem:
    return replace(item, click=item.click + clicks) if clicks and item.click else item
