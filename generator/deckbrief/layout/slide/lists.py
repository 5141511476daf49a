"""Lists of a slide: bullets in its body placeholder; cards, an agenda, details in rooms of their own."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import Final

from deckbrief.base.length import EMU_PER_PT, Emu, Pt, Rect, points, px
from deckbrief.base.record import replace
from deckbrief.draft.slides import ListBlock
from deckbrief.layout.figures.drawing import Drawing
from deckbrief.layout.figures.kit import Look
from deckbrief.layout.figures.shapes import LEAF, card, clear_rings
from deckbrief.layout.frame import AnyItem, Shape, Text, TextBody
from deckbrief.layout.slide.agenda import draw_agenda
from deckbrief.layout.slide.cards import cards_drawing, draw_cards
from deckbrief.layout.slide.detail import draw_detail
from deckbrief.layout.slide.fact_cards import fact_cards
from deckbrief.layout.slide.filled_sheet import filled_sheet
from deckbrief.layout.slide.large_cards import large_cards
from deckbrief.layout.slide.nested import CREDIT, is_by_credit
from deckbrief.layout.slide.panel import has_panel
from deckbrief.layout.slide.survey import survey
from deckbrief.layout.slide.voices import Inks, voiced
from deckbrief.layout.slide.worksheet import worksheet
from deckbrief.layout.text.fit import Slot, fit
from deckbrief.layout.text.line_boxes import line_boxes
from deckbrief.theme.theme import Layout, Placeholder, Theme

_AROUND: Final = px(32)
_INDENT: Final = px(16)
"""Of a text on a card: lists have marks at its edge."""
_BAR: Final = px(8)
_RULE: Final = px(1.5)
_FEWEST: Final = 2
_MOST: Final = 7
"""So many lines of a list are rows with rules between them."""
_WIDEST: Final = 44
"""Points between two of them at most."""
_MOST_CREDITS: Final = 5
"""More of them are set as running text."""
_RINGS: Final = ((150, 194), (58, 104))
"""A card reaches so far beyond its text; its bar, and the rings in its corner, in px."""


def draw_bullets(block: ListBlock, box: Rect, look: Look, layout: Layout, *, ruled: bool = False) -> Drawing:
    """List block -> bullets in the layout's body placeholder, or else a box like `box`; `ruled` off a card, too.

    Beside a panel they stand on a card. Many credits, which are there to be looked up, have the size of running text.
    With `reveal` a paragraph appears with each click. Raises DoesNotFit where they are too many even at the floor.
    """
    theme, placeholder = look.theme, layout.placeholders.get("body")
    on_card, whole = placeholder is not None and has_panel(layout), box
    box = box.inset(_INDENT, 0, 0, 0) if on_card and block.style == "prose" else box
    ink, accent = theme.color(placeholder.color if placeholder else "ink"), theme.color("primary")
    size, pitch = (placeholder.size, placeholder.pitch) if placeholder else (theme.scale.lead, theme.pitch)
    pictures = len(block.entries) // 2 if is_by_credit(block) else 0  # their names alone: half as many lines
    if max(pictures, sum(entry.of.endswith(CREDIT) for entry in block.entries)) > _MOST_CREDITS:
        size = Pt(min(size, theme.scale.body))
    copies = voiced(block, size, box, pitch, Inks(ink, accent), theme)
    insets = placeholder.insets if placeholder else (Emu(0), Emu(0), Emu(0), Emu(0))
    if placeholder:
        box = _with_sides(box, placeholder)
    anchor = placeholder.anchor if placeholder else "top"
    slot = Slot(copies=copies, box=box, insets=insets, anchor=anchor, exact=placeholder is None)
    body = fit(slot, pitch)
    rank = _ruled_level(block) if on_card or ruled else None
    body = body if rank is None else _spread(body, box, rank)
    if block.reveal:
        numbered = enumerate(body.paragraphs, 1)
        body = replace(body, paragraphs=tuple(replace(paragraph, click=click) for click, paragraph in numbered))
    path = block.entries[0].of.rpartition(".")[0]  # a shape has one path: that of the list
    text = Text(name="bullets", rect=box, body=body, placeholder="body" if placeholder else "", path=path)
    ground = _ground(whole, look, text) if on_card else ()
    if rank is not None:
        ground = (*ground, *_rules(text, look, rank))
    return Drawing((*ground, text), body.text, len(body.paragraphs) if block.reveal else 0)


def _ruled_level(block: ListBlock) -> int | None:
    """Return the level of lines that are rows, with rules between them; None where none are.

    They are a few of one rank, or each with one under it; or what several pictures have in common, each with its names.
    """
    levels = [entry.level for entry in block.entries]
    if is_by_credit(block):
        return int(levels.count(0) == 1)
    tops = levels.count(0)
    of_one_kind = tops == len(levels) or levels == [0, 1] * tops
    plain = of_one_kind and not any(entry.strong for entry in block.entries)
    return 0 if block.style == "bullets" and plain and _FEWEST <= tops <= _MOST else None


def _spread(body: TextBody, box: Rect, rank: int) -> TextBody:
    """Return a body whose rows share what its box has left, up to so much each; they begin at lines of that level."""
    first, *others = body.paragraphs
    tops = [each for each in others if each.level == rank]
    spare = (box.height - points(body.height)) / EMU_PER_PT / (len(tops) + 1)
    more = max(0.0, min(spare, _WIDEST - min(each.before for each in tops)))
    spaced = (replace(each, before=Pt(round(each.before + more, 1))) if each.level == rank else each for each in others)
    return replace(body, paragraphs=(first, *spaced))


def _rules(text: Text, look: Look, rank: int) -> Iterator[Shape]:
    """Yield a fine line in the middle between each two rows of a text, which begin at lines of that level."""
    boxes = line_boxes(text.body, text.rect)
    rows = [(paragraph.level, [next(boxes) for _ in paragraph.lines]) for paragraph in text.body.paragraphs]
    pairs = ((above, below) for (_, above), (level, below) in pairwise(rows) if level == rank)
    for number, (above, below) in enumerate(pairs, 1):
        y = (above[-1].bottom + below[0].y) // 2
        rect = Rect(text.rect.x, Emu(y), text.rect.width, _RULE)
        yield Shape(name=f"rule {number}", rect=rect, fill=look.color("rule"))


def _with_sides(box: Rect, placeholder: Placeholder) -> Rect:
    """Return the box and the insets at its sides that a template's body is laid out without."""
    left = max(0, min(placeholder.insets[0], box.x - placeholder.rect.x))
    right = max(0, min(placeholder.insets[2], placeholder.rect.right - box.right))
    return Rect(Emu(box.x - left), box.y, Emu(box.width + left + right), box.height)


def _ground(box: Rect, look: Look, text: Text) -> tuple[AnyItem, ...]:
    """Return the card on which a text stands, with a bar at its left and rings in its corner, clear of its lines."""
    place = Rect(
        Emu(box.x - _AROUND), Emu(box.y - _AROUND), Emu(box.width + 2 * _AROUND), Emu(box.height + 2 * _AROUND)
    )
    bar = Rect(place.x, place.y, _BAR, place.height)
    return (
        card("card", place, look),
        *clear_rings("card rings", place, "br", look.color("tint"), [text], _RINGS, LEAF),
        Shape(name="card bar", rect=bar, fill=look.color("hue")),
    )


def draw_list(block: ListBlock, box: Rect, theme: Theme, accent: int = 1, layout: Layout | None = None) -> Drawing:
    """List block, the section's accent, the slide's layout -> what draws it in `box`.

    Raises DoesNotFit where there is no room for its texts even at the floor.
    """
    look = Look(theme, accent)
    if block.style == "agenda":
        return draw_agenda(block, box, look)
    if block.style == "detail":
        return draw_detail(block, box, look)
    if block.style == "worksheet":
        return cards_drawing(block, worksheet(block, box, look, layout))
    if block.style == "survey":
        asked, block = survey(block, box, look, layout), replace(block, style="questions")
        if asked is not None:
            return cards_drawing(block, asked)
    if block.style == "sheet":
        filled, block = filled_sheet(block, box, look), replace(block, style="cards")
        if filled is not None:
            return cards_drawing(block, filled)
    large = large_cards(block, box, look, layout) or fact_cards(block, box, look, layout)
    return cards_drawing(block, large) if large else draw_cards(block, box, look, layout)
