"""What a hub says, in each of its forms: a part's name with what is below it, and the theme in the middle."""

from __future__ import annotations

from deckbrief.base.length import Rect
from deckbrief.draft.nodes import Node
from deckbrief.layout.figures.kit import (
    Look,
    Names,
    Panel,
    copies_height,
    cuts_no_word,
    draw_panels,
    explained,
    ladder,
    listed,
    members_of,
    said,
    said_below,
    whole_words,
)
from deckbrief.layout.figures.shapes import icon
from deckbrief.layout.frame import AnyItem, Shape, Text
from deckbrief.layout.icon import icon_for
from deckbrief.layout.text.fit import Copy
from deckbrief.theme.theme import Align, Color


def details_of(part: Node) -> list[str]:
    """Return what is said below a name: its lead, then each thing that it holds."""
    below = [listed([leaf.label, leaf.lead, *said_below(leaf)]) for leaf in members_of(part)]
    return [text for text in (part.lead, *below) if text]


def part_copies(look: Look, part: Node, name: float, size: float, align: Align) -> tuple[Copy, ...]:
    """Return a part's name, and what is said below it in at most two rows."""
    ink, muted = look.color("ink"), look.color("muted")
    first = said(look, part.label, name, ink, path=part.path, align=align, pitch=1.1)
    told = details_of(part)
    told = [listed(told)] if len(told) > 2 else told
    below = [
        explained(look, text, size, muted, path=part.path, align=align, pitch=1.3, before=4 if not number else 2)
        for number, text in enumerate(told)
    ]
    return (first, *below)


def middle(look: Look, names: Names, node: Node, inside: Rect, ink: Color) -> list[AnyItem]:
    """Return what stands in the middle: the theme, or where the slide's title says it already, its icon if it has one.

    Raises DoesNotFit where the words have no room.
    """
    text = node.center or node.label
    key = icon_for(text) if text.casefold() in node.title.casefold() else ""
    if key:
        return [icon(names("middle", "icon"), key, inside.center_x, inside.center_y, inside.width * 3 // 4, ink)]
    return list(middle_words(look, names, node, inside, ink))


def middle_words(look: Look, names: Names, node: Node, inside: Rect, ink: Color) -> list[Shape | Text]:
    """Return the words in the middle, as large as they are there without a word cut. Raises DoesNotFit."""
    text = node.center or node.label
    sizes = ladder(look.theme, 48)
    copies = [said(look, text, size, ink, path=node.path, align="center", pitch=1.15) for size in sizes]
    fitting = [copy for copy in copies if copies_height([copy], inside.width, look.theme) <= inside.height]
    neat = (
        copy for copy in fitting if copy.size >= look.theme.scale.small and cuts_no_word(copy, inside.width, look.theme)
    )
    whole = (copy for copy in fitting if whole_words(copy, inside.width))
    copy = next(neat, None) or next(whole, None) or copies[-1]
    return draw_panels([Panel(name=names("middle"), rect=inside, copies=(copy,), path=node.path)], look.theme)
