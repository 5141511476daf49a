"""A long text -> a column or two on a card, as large as they have room there; its first sentence leads them."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate, pairwise
from typing import Final

from deckbrief.base.emphasis import without_marks
from deckbrief.base.length import Emu, Pt, Rect, px
from deckbrief.base.record import replace
from deckbrief.draft.slides import Block, ListBlock
from deckbrief.layout.figures.drawing import Drawing
from deckbrief.layout.figures.kit import Look
from deckbrief.layout.figures.shapes import card
from deckbrief.layout.frame import Shape, Text, TextBody
from deckbrief.layout.slide.voices import Inks, Voice, voices_of, with_lead
from deckbrief.layout.text.fit import Copy, Slot, fit_all, height_for
from deckbrief.theme.metrics import ems
from deckbrief.theme.theme import Layout

_HOLDERS: Final = (("left", "right"), ("body",))
"""Placeholders of layouts for a text, in the order of reading."""
_SIZES: Final = ((36.0, 28.0), (34.0, 26.0), (30.0, 24.0), (28.0, 22.0), (26.0, 20.0), (22.0, 20.0), (22.0, 18.0))
_SMALLER: Final = ((20.0, 17.0), (20.0, 16.0))
"""Sizes of the sentence that leads, and of the others, the largest first; and those of a single paragraph. Several that
have no room are continued on another slide."""
_PITCH: Final = 1.3
_BETWEEN: Final = Pt(12)
_PAD: Final = (px(48), px(28), px(40), px(24))
_APART: Final = px(72)
_BAR: Final = px(8)
_RULE: Final = px(1.5)
_EVEN: Final = 0.65
"""The shorter column has so much of the longer one, or it is no text for two."""


def has_two_columns(blocks: Sequence[Block]) -> bool:
    """Tell whether a slide's only block is a text whose paragraphs can stand in two columns of about one height."""
    block = blocks[0] if len(blocks) == 1 else None
    if not isinstance(block, ListBlock) or block.style != "prose" or len(block.entries) < 2:
        return False
    lengths = [ems(without_marks(entry.text)) for entry in block.entries]
    before = list(accumulate(lengths))
    best = min(before[:-1], key=lambda first: max(first, before[-1] - first))
    return min(best, before[-1] - best) >= _EVEN * max(best, before[-1] - best)


def draw_columns(block: ListBlock, box: Rect, look: Look, layout: Layout) -> Drawing:
    """Text, the layout with a placeholder for each column -> these on a card in `box`, with a line between two.

    With `reveal` a paragraph appears with each click. Raises DoesNotFit where they have no room even at the floor.
    """
    keys = next(keys for keys in _HOLDERS if keys[0] in layout.placeholders)
    holders = [layout.placeholders[key] for key in keys]
    pitch = holders[0].pitch
    led = with_lead(block) if block.first == 1 else block
    places = box.inset(*_PAD).columns(len(keys), _APART)
    shares = _shares(led, places, pitch, look)
    slots = [
        Slot(
            copies=copies, box=place, insets=holder.insets, anchor="middle" if len(shares) == 1 else "top", exact=False
        )
        for copies, place, holder in zip(shares, places, holders, strict=False)
    ]
    bodies = fit_all(slots, pitch)
    path = block.entries[0].of.rpartition(".")[0]
    texts: list[Text] = []
    for key, place, body in zip(keys, places, bodies, strict=False):
        start = sum(len(text.body.paragraphs) for text in texts)
        shown = _by_clicks(body, start) if block.reveal else body
        texts.append(Text(name=f"text {key}", rect=place, body=shown, placeholder=key, path=path))
    alt = "\n".join(text.body.text for text in texts)
    clicks = sum(len(text.body.paragraphs) for text in texts) if block.reveal else 0
    return Drawing((*_ground(box, places, look), *texts), alt, clicks)


def _by_clicks(body: TextBody, start: int) -> TextBody:
    """Return a body whose paragraphs appear one by one, after so many clicks."""
    return replace(
        body, paragraphs=tuple(replace(each, click=click) for click, each in enumerate(body.paragraphs, start + 1))
    )


def _shares(block: ListBlock, places: Sequence[Rect], pitch: float, look: Look) -> list[tuple[Copy, ...]]:
    """Return the copies of each column, in the largest type in which all have room, two as even as can be."""
    place = places[0]
    inks = Inks(look.color("ink"), look.theme.color("primary"))
    shares: list[tuple[Copy, ...]] = []
    for lead, size in _SIZES if len(block.entries) > 1 else (*_SIZES, *_SMALLER):
        copies = tuple(
            replace(copy, pitch=copy.pitch or _PITCH, floor=copy.size)
            for copy in voices_of(block, Voice(Pt(lead), Pt(size), _BETWEEN), inks, look.theme)
        )
        cuts = [(copies[:cut], copies[cut:]) for cut in range(1, len(copies))] if len(places) > 1 else []
        cuts = cuts or [(copies, ())]

        def longer(cut: tuple[tuple[Copy, ...], tuple[Copy, ...]]) -> int:
            return max(height_for(each, place.width, pitch, exact=False) if each else 0 for each in cut)

        best = min(cuts, key=longer)
        shares = [each for each in best if each]
        if longer(best) <= place.height:
            break
    return shares


def _ground(box: Rect, places: Sequence[Rect], look: Look) -> tuple[Shape, ...]:
    """Return the card, the bar at its left and the line between its columns."""
    rules = [
        Rect(Emu((left.right + right.x - _RULE) // 2), left.y, _RULE, left.height) for left, right in pairwise(places)
    ]
    return (
        card("card", box, look),
        Shape(name="card bar", rect=Rect(box.x, box.y, _BAR, box.height), fill=look.color("hue")),
        *(Shape(name="rule", rect=rule, fill=look.color("rule")) for rule in rules),
    )
