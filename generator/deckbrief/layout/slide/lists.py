"""Lists of a slide: bullets in its body placeholder; cards, an agenda, details in rooms of their own."""

from __future__ import annotations

from typing import Final

from deckbrief.base.length import Emu, Pt, Rect, inches
from deckbrief.base.record import replace
from deckbrief.draft.slides import Entry, ListBlock
from deckbrief.layout.figures.drawing import Drawing
from deckbrief.layout.figures.kit import Look
from deckbrief.layout.frame import Text
from deckbrief.layout.slide.agenda import draw_agenda
from deckbrief.layout.slide.cards import draw_cards
from deckbrief.layout.slide.detail import draw_detail
from deckbrief.layout.text.emphasis import emphasized
from deckbrief.layout.text.fit import Copy, Slot, fit
from deckbrief.theme.theme import Layout, Placeholder, Theme

_HANG: Final = inches(0.333)
_BEFORE: Final = Pt(10)
_BULLETS: Final = ("•", "–", "·")
"""By level."""


def draw_bullets(block: ListBlock, box: Rect, theme: Theme, placeholder: Placeholder | None) -> Drawing:
    """List block -> bullets in the layout's body placeholder, or where it has none in a text box of the size of `box`.

    With `reveal` a paragraph appears with each click. Raises DoesNotFit where they are too many even at the floor.
    """
    ink, accent = theme.color(placeholder.color if placeholder else "ink"), theme.color("primary")
    size = placeholder.size if placeholder else theme.scale.lead
    prose = block.style == "prose"
    copies = tuple(
        Copy(
            text=_words_of(entry), bold=entry.strong, size=_at_level(size, entry.level, theme),
            floor=theme.scale.floor, color=ink,
            bullet="" if prose or entry.strong else _BULLETS[min(entry.level, 2)], bullet_color=accent,
            indent=Emu(0) if prose or entry.strong else Emu(_HANG * (entry.level + 1)),
            hang=_HANG, before=_BEFORE if not entry.level else Pt(4), path=entry.of, level=entry.level,
        )
        for entry in block.entries
    )  # fmt: skip
    copies = tuple(emphasized(copy, accent) for copy in copies)
    insets = placeholder.insets if placeholder else (Emu(0), Emu(0), Emu(0), Emu(0))
    anchor = placeholder.anchor if placeholder else "top"
    slot = Slot(copies=copies, box=box, insets=insets, anchor=anchor, exact=placeholder is None)
    body = fit(slot, placeholder.pitch if placeholder else theme.pitch)
    if block.reveal:
        numbered = enumerate(body.paragraphs, 1)
        body = replace(body, paragraphs=tuple(replace(paragraph, click=click) for click, paragraph in numbered))
    path = block.entries[0].of.rpartition(".")[0]  # a shape has one path: that of the list
    text = Text(name="bullets", rect=box, body=body, placeholder="body" if placeholder else "", path=path)
    return Drawing((text,), body.text, len(body.paragraphs) if block.reveal else 0)


def _at_level(size: Pt, level: int, theme: Theme) -> Pt:
    """Return the size of a line that stands under so many others: a step smaller for each."""
    return Pt(max(float(theme.scale.floor), size - 2.0 * level))


def draw_list(block: ListBlock, box: Rect, theme: Theme, accent: int = 1, layout: Layout | None = None) -> Drawing:
    """List block, the section's accent, the slide's layout -> what draws it in `box`.

    Raises DoesNotFit where there is no room for its texts even at the floor.
    """
    look = Look(theme, accent)
    if block.style == "agenda":
        return draw_agenda(block, box, look)
    if block.style == "detail":
        return draw_detail(block, box, look)
    return draw_cards(block, box, look, layout)


def _words_of(entry: Entry) -> str:
    return " ".join(part for part in (entry.lead, entry.text, entry.aside) if part)
