"""How long an agenda takes, large beside its title; where there is no room for it, the kicker tells it."""

from __future__ import annotations

from typing import Final

from deckbrief.base.length import Emu, Rect, px
from deckbrief.draft.slides import ListBlock, Slide
from deckbrief.layout.figures.kit import Look, Panel, draw_panels, listed
from deckbrief.layout.frame import AnyItem
from deckbrief.layout.slide.forms import layout_of
from deckbrief.layout.slide.minutes import amount
from deckbrief.layout.text.fit import natural_width, plain_width
from deckbrief.theme.theme import Theme

_SIZE: Final = 66
_TOP: Final = px(30)
_HIGH: Final = px(98)
_AIR: Final = px(40)


def total_of(slide: Slide) -> str:
    """Return how long what the slide's agenda lists takes, with its unit; nothing where it lists none."""
    blocks = (block for block in slide.blocks if isinstance(block, ListBlock) and block.style == "agenda")
    return next((block.total for block in blocks), "")


def total_items(slide: Slide, title_lines: int, theme: Theme) -> list[AnyItem]:
    """Return the total at the right of the title's line, level with it; nothing where the title needs that room."""
    layout = layout_of(slide, theme)
    text = total_of(slide)
    if not text or not layout.strip or layout.key != "figure" or title_lines > 1:
        return []
    look = Look(theme, slide.accent)
    copy = amount(text, _SIZE, look.color("hue"), look, slide.of, "right")
    title = layout.placeholders["title"]
    width = natural_width(copy) + px(8)
    said = plain_width(slide.title, title.size, bold=True, face="major")
    if title.rect.x + said * theme.wide("major") + _AIR > title.rect.right - width:
        return []
    place = Rect(Emu(title.rect.right - width), _TOP, Emu(width), _HIGH)
    return list(draw_panels([Panel(name="total", rect=place, copies=(copy,), anchor="bottom", path=slide.of)], theme))


def with_total(kicker: str, slide: Slide) -> str:
    """Return the kicker with the total after it, for slides where that has no place of its own."""
    return listed([kicker, total_of(slide)])
