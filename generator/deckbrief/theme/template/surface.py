"""What a template's layout shows at any place: the colours behind a text, and what is drawn there."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import field
from functools import lru_cache
from itertools import pairwise
from typing import Final

from deckbrief.base.length import Emu, Rect, inches, points
from deckbrief.base.record import record
from deckbrief.ooxml.backdrop import Painted, behind, box_around
from deckbrief.ooxml.colors import contrast, from_hex
from deckbrief.theme.template.colors import clearest
from deckbrief.theme.template.parts import Holder, LayoutPart, Template

GAP: Final = inches(0.1)
"""The least distance from the title and from the line of footers."""
SMALL_TEXT: Final = 4.5
"""Contrast of small text (WCAG 2.2, 1.4.3)."""
_DEAREST: Final = 0.25
"""What a drawing may cost of the body; one that would cost more lies behind it, as its designer must have meant."""
_DEAREST_RULE: Final = 0.4
"""The same of a rule from side to side, which would be seen between the parts of a figure,"""
_DEAREST_PICTURE: Final = 0.5
_ROWS: Final = 12
"""In so many rows a picture is looked at."""
_CALM: Final = 0.9
"""From that share of one colour on a row of a picture is calm;"""
_STILL: Final = 0.97
"""From that share of one colour on a quarter of a row nothing is to be seen there: no sign, no line art."""
_ABOVE: Final = 0.6
"""and if this share of the rows from above is, what is shown below them is a picture's foot."""
_SHOWS: Final = 1.3
"""Contrast from which a drawing is more than a shade on what is around it."""
_CORNER: Final = 0.15
"""What corners of a round shape leave free of its box, in shares of it: (1 - 1/sqrt 2) / 2."""
_PALE: Final = 1.8
"""Contrast below which a picture is no mark: a line of text can cross it, as it crosses a watermark."""
_BESIDE: Final = inches(0.04)
"""How far beside an edge the colours are looked at."""
_BAR: Final = inches(0.12)
_STRIP: Final = inches(0.25)
"""How narrow a rule is at most that is drawn as a shape, and a row of rules."""
_FRAMED: Final = 0.75
"""How much of the body a shape lies under that frames it."""


@record
class Surface:
    """What a template shows at any place of a layout."""

    template: Template
    layout: LayoutPart
    _strengths: dict[Painted, float] = field(default_factory=dict, repr=False, compare=False)
    _seen: dict[tuple[Rect, Painted | None], tuple[str, ...]] = field(default_factory=dict, repr=False, compare=False)

    _calm: dict[Rect, Rect] = field(default_factory=dict, repr=False, compare=False)

    def behind(self, rect: Rect, own: Painted | None = None) -> tuple[str, ...]:
        """Rectangle, and what is painted in it above the layout -> what is seen there, `#RRGGBB`, at up to 54 places.

        What cannot be known (a drawing in EMF) is left out: what is below it is seen.
        """
        if (rect, own) not in self._seen:
            items = (self.layout.background, *self.layout.drawn, *([own] if own else []))
            seen = behind(rect, [item for item in items if _can_be_seen(item)])
            self._seen[rect, own] = tuple(color for color in seen if color is not None)
        return self._seen[rect, own]

    def is_clear(self, text: str, rect: Rect) -> bool:
        """Tell whether a text of a colour, `#RRGGBB`, is clear at either end of a place and between them.

        A short one stands at one end, where a picture may be light: the whole of the place is no answer for it.
        """
        return all(clearest(text, self.behind(part)) >= SMALL_TEXT for part in (rect, *rect.columns(4, 0)))

    def is_clear_throughout(self, rect: Rect) -> bool:
        """Tell whether black or white is clear all along a place: a short text stands at its beginning."""
        return any(self.is_clear(ink, rect) for ink in ("#000000", "#FFFFFF"))

    def behind_text(self, holder: Holder) -> tuple[str, ...]:
        """Placeholder -> what is seen behind its text, its own fill counted."""
        return self.behind(set_rect(holder), Painted(holder.rect, holder.fill))

    # Room -----------------------------------------------------------------------------------------------------------

    def marks(self, rect: Rect) -> list[Rect]:
        """Rectangle -> where words, logos and lines are that no text there is to stand on.

        What lies under the whole of it is no mark but a background, unless it is words; nor is a pale picture one.
        """
        drawings = [drawn for drawn in self.layout.drawn if drawn.words is None and (drawn.marked or _is_bar(drawn))]
        strong = [drawn for drawn in drawings if self._strength(drawn) >= _PALE]
        others = [with_air(box_around(drawn), GAP if drawn.fill.picture else 0) for drawn in strong]
        words = [with_air(drawn.words, GAP) for drawn in self.layout.drawn if drawn.words is not None]
        return [box for box in others if not box.contains(rect)] + words

    def edges(self, rect: Rect, inner: bool = False) -> list[Rect]:
        """Rectangle -> the boxes around what is painted on some of it, where a backdrop may end.

        Of a round one, a seal or a disc, the box `inner` to it too.
        """
        boxes = [box_around(drawn) for drawn in self.layout.drawn]
        rounded = [box_around(drawn) for drawn in self.layout.drawn if inner and (drawn.round or drawn.outlines)]
        boxes += [box.inset(round(_CORNER * box.width), round(_CORNER * box.height)) for box in rounded]
        return [box for box in boxes if box.overlaps(rect) and not box.contains(rect)]

    def borders(self, rect: Rect, across: bool) -> list[int]:
        """Rectangle -> where another colour begins: y on most of its width (`across`), else x on most of its height."""
        boxes = self.edges(rect)
        if across:
            found = {y for box in boxes for y in (box.y, box.bottom) if rect.y < y < rect.bottom}
            sides = {y: (_row(rect, y - _BESIDE), _row(rect, y)) for y in found}
            return sorted({*self._picture_borders(rect), *self._with_other_colors(sides)})
        found = {x for box in boxes for x in (box.x, box.right) if rect.x < x < rect.right}
        sides = {x: (_column(rect, x - _BESIDE), _column(rect, x)) for x in found}
        return sorted(self._with_other_colors(sides))

    def _with_other_colors(self, sides: Mapping[Emu, tuple[Rect, Rect]]) -> Iterator[int]:
        return (at for at, (one, other) in sides.items() if _differ(self.behind(one), self.behind(other)))

    def _picture_borders(self, rect: Rect) -> Iterator[int]:
        """Rectangle on a picture -> where a band of the picture begins or ends in it."""
        if not self.is_on_picture(rect):
            return
        for first, last in pairwise(rect.y + rect.height * number // _ROWS for number in range(_ROWS + 1)):
            above, below = first, last - _BESIDE
            if not self._is_other(rect, above, below):
                continue
            while below - above > _BESIDE:
                middle = (above + below) // 2
                above, below = (above, middle) if self._is_other(rect, above, middle) else (middle, below)
            yield below

    def is_on_picture(self, rect: Rect) -> bool:
        """Tell whether a picture lies behind the whole of a place."""
        items = (self.layout.background, *self.layout.drawn)
        return any(item.fill.picture and box_around(item).contains(rect) for item in items)

    def calm_part(self, rect: Rect) -> Rect:
        """A title's place on a picture -> the part of it above or below signs in the picture, where most of it is left.

        Itself where no picture lies behind it, or one that is motley all over.
        """
        if rect not in self._calm:
            self._calm[rect] = self._without_signs(rect) if self.is_on_picture(rect) else rect
        return self._calm[rect]

    def _without_signs(self, rect: Rect) -> Rect:
        rows = rect.rows(_ROWS, 0)
        runs: list[list[Rect]] = [[]]
        for row in rows:
            if all(evenness(self.behind(part)) >= _STILL for part in row.columns(4, 0)):
                runs[-1].append(row)
            elif runs[-1]:
                runs.append([])
        longest = max(runs, key=len)
        return around(longest) if 2 * len(longest) > len(rows) else rect

    def has_other_ground(self, one: Rect, other: Rect) -> bool:
        """Tell whether one place is of another colour than another, or lies on a picture beside it."""
        pictures = (box_around(drawn) for drawn in self.layout.drawn if drawn.fill.picture)
        beside = any(box.overlaps(one) and not box.overlaps(other) for box in pictures)
        return beside or _differ(self.behind(one), self.behind(other))

    def _is_other(self, rect: Rect, one: int, other: int) -> bool:
        return _differ(self.behind(_row(rect, one)), self.behind(_row(rect, other)))

    def inside_panels(self, rect: Rect) -> Rect:
        """Rectangle -> the part of it inside of large shapes that lie under most of it: what is framed stays inside."""
        for drawn in self.layout.drawn:
            box = box_around(drawn)
            if drawn.fill.picture or not drawn.fill.tones or box.contains(rect) or not box.overlaps(rect):
                continue
            x, y = max(box.x + GAP, rect.x), max(box.y + GAP, rect.y)
            right, bottom = min(box.right - GAP, rect.right), min(box.bottom - GAP, rect.bottom)
            inside = Rect(Emu(x), Emu(y), Emu(max(0, right - x)), Emu(max(0, bottom - y)))
            if inside.width * inside.height > _FRAMED * rect.width * rect.height:
                rect = inside
        return rect

    def cleared(self, rect: Rect) -> Rect:
        """Rectangle -> what is left of it clear of what is drawn there, unless that lies behind the whole of it."""
        paper = self.behind(rect)
        for drawn in self.layout.drawn:
            if not rect.width or not rect.height:
                break
            covered = _covered(drawn, rect)
            if covered is None or not self._shows(drawn, paper):
                continue
            best = largest_clear(rect, [with_air(covered, GAP // 2)])
            kept = best.width * best.height / (rect.width * rect.height)
            dearest = _DEAREST_RULE if _is_across(covered, rect) else _DEAREST
            if kept >= 1 - (_DEAREST_PICTURE if drawn.fill.picture else dearest):
                rect = best
        return rect

    def cleared_of_words(self, rect: Rect) -> Rect:
        """Rectangle -> its largest part clear of words that are drawn there."""
        return largest_clear(rect, [box for drawn in self.layout.drawn if (box := drawn.words) is not None])

    def above_picture(self, rect: Rect, air: int = 0) -> Rect:
        """Rectangle -> what is left of it above a skyline, a seal or the like at the foot of a picture behind it.

        The rectangle itself where no picture lies behind it, or one that is motley all over.
        """
        pictures = (self.layout.background, *self.layout.drawn)
        if not any(item.fill.picture and box_around(item).overlaps(rect) for item in pictures):
            return rect
        rows = rect.rows(_ROWS, 0)
        calm = [evenness(self.behind(row)) >= _CALM for row in rows]
        motley = calm.index(False) if False in calm else _ROWS
        if motley == _ROWS or motley < _ROWS * _ABOVE:
            return rect
        return Rect(rect.x, rect.y, rect.width, Emu(rows[motley - 1].bottom - air - rect.y))

    def _shows(self, drawn: Painted, paper: Sequence[str]) -> bool:
        """Tell whether a drawing is more than a shade on what is around it."""
        if self._is_faint(drawn):
            return False
        if drawn.marked or drawn.fill.picture:
            return True
        common = max(set(paper), key=paper.count)
        ground = from_hex(common)
        assert ground is not None, "what is seen is a colour"
        return any(contrast(tone.over(ground).hex, common) > _SHOWS for tone in drawn.fill.tones)

    def _is_faint(self, drawn: Painted) -> bool:
        """Tell a picture that hardly changes what is seen where it lies, a glow or a shadow."""
        return self._strength(drawn) < _SHOWS

    def _strength(self, drawn: Painted) -> float:
        """Return the largest contrast of a picture with what lies below it; infinite where that cannot be known."""
        if drawn.fill.picture is None or not drawn.fill.picture.is_readable or drawn.words is not None:
            return math.inf
        if drawn not in self._strengths:
            number = self.layout.drawn.index(drawn)
            below = [item for item in (self.layout.background, *self.layout.drawn[:number]) if _can_be_seen(item)]
            parts = [part for row in box_around(drawn).rows(4, 0) for part in row.columns(4, 0)]
            seen = ((behind(part, below), behind(part, [*below, drawn])) for part in parts)
            self._strengths[drawn] = max(_most_contrast(*each) for each in seen)
        return self._strengths[drawn]

    def is_free(self, rect: Rect, beside: Sequence[Rect] = ()) -> bool:
        """Tell whether nothing is drawn or held in a rectangle, and it lies on the slide."""
        slide = Rect(Emu(0), Emu(0), self.template.width, self.template.height)
        if not slide.contains(rect) or any(rect.overlaps(other) for other in beside):
            return False
        paper = self.behind(rect)
        drawings = (drawn for drawn in self.layout.drawn if not drawn.rect.contains(rect))
        return not any(_covered(drawn, rect, most=1) and self._shows(drawn, paper) for drawn in drawings)

    def is_bare(self, rect: Rect, beside: Sequence[Rect]) -> bool:
        """Tell whether it is free and nothing but the background, or what covers most of the slide, lies behind it."""
        whole = self.template.width * self.template.height
        bands = (drawn for drawn in self.layout.drawn if drawn.rect.width * drawn.rect.height < whole * 0.5)
        return self.is_free(rect, beside) and not any(with_air(drawn.rect).overlaps(rect) for drawn in bands)


def is_picture(drawn: Painted) -> bool:
    """Tell a picture, one in a format that is not read too, and whatever else is no plain drawing."""
    return drawn.fill.picture is not None or not drawn.fill.known


def _is_bar(drawn: Painted) -> bool:
    """Tell a rule that is drawn as a narrow shape."""
    return bool(drawn.fill.tones) and min(drawn.rect.width, drawn.rect.height) <= _BAR


def _is_across(covered: Rect, rect: Rect) -> bool:
    """Tell whether what is covered of a rectangle is a narrow strip over most of its width or height."""
    level = covered.height <= _STRIP and 2 * covered.width >= rect.width
    return level or (covered.width <= _STRIP and 2 * covered.height >= rect.height)


def _row(rect: Rect, y: int) -> Rect:
    return Rect(rect.x, Emu(y), rect.width, _BESIDE)


def _column(rect: Rect, x: int) -> Rect:
    return Rect(Emu(x), rect.y, _BESIDE, rect.height)


def _differ(one: Sequence[str], other: Sequence[str]) -> bool:
    """Colours seen on either side of an edge -> whether most of them are others."""
    if 1 in (len(one), len(other)):
        many = max(len(one), len(other))
        one, other = (list(colors) * many if len(colors) == 1 else colors for colors in (one, other))
    pairs = [contrast(a, b) > _SHOWS for a, b in zip(one, other, strict=False)]
    return sum(pairs) > len(pairs) / 2


def _most_contrast(bare: Sequence[str | None], seen: Sequence[str | None]) -> float:
    """Colours seen without and with a drawing, at the same places, or one if all are alike -> the largest contrast."""
    bare = bare if len(bare) == len(seen) else [bare[0]] * len(seen)
    pairs = zip(bare, seen, strict=True)
    return max((contrast(one, other) for one, other in pairs if one is not None and other is not None), default=1.0)


def _can_be_seen(item: Painted) -> bool:
    """Tell whether the colours of something painted are known: not those of a picture in EMF or SVG, nor of a chart."""
    return item.fill.known and (item.fill.picture is None or item.fill.picture.is_readable)


def _covered(drawn: Painted, rect: Rect, most: float = 0.6) -> Rect | None:
    """Return which part of a rectangle a drawing covers, None where it covers none, or more than that share of it."""
    shape = box_around(drawn)
    if not shape.overlaps(rect):
        return None
    x, y = max(shape.x, rect.x), max(shape.y, rect.y)
    both = Rect(x, y, Emu(min(shape.right, rect.right) - x), Emu(min(shape.bottom, rect.bottom) - y))
    if not drawn.fills_its_rectangle:
        found = [cell for cell in _cells(both) if drawn.share((cell.center_x, cell.center_y)) is not None]
        if not found:
            return None
        both = around(found)
    return None if both.width * both.height > most * rect.width * rect.height else both


def _cells(rect: Rect) -> Iterator[Rect]:
    for row in rect.rows(12, 0):
        yield from row.columns(16, 0)


def largest_clear(rect: Rect, others: Sequence[Rect]) -> Rect:
    """Return the largest part of a rectangle that is clear of the others, cut off on one side of each."""
    hit = next((other for other in others if other.overlaps(rect)), None)
    if hit is None:
        return rect
    rest = [other for other in others if other is not hit]
    return max((largest_clear(cut, rest) for cut in cuts(rect, hit)), key=lambda cut: cut.width * cut.height)


def cuts(rect: Rect, hit: Rect) -> list[Rect]:
    """Return what is left of a rectangle above, below, left and right of another that meets it."""
    above = Rect(rect.x, rect.y, rect.width, Emu(max(0, hit.y - rect.y)))
    below = Rect(rect.x, hit.bottom, rect.width, Emu(max(0, rect.bottom - hit.bottom)))
    left = Rect(rect.x, rect.y, Emu(max(0, hit.x - rect.x)), rect.height)
    right = Rect(hit.right, rect.y, Emu(max(0, rect.right - hit.right)), rect.height)
    return [above, below, left, right]


def around(rects: Sequence[Rect]) -> Rect:
    x, y = min(rect.x for rect in rects), min(rect.y for rect in rects)
    right, bottom = max(rect.right for rect in rects), max(rect.bottom for rect in rects)
    return Rect(x, y, Emu(right - x), Emu(bottom - y))


def with_air(rect: Rect, by: int = 1) -> Rect:
    """Return the rectangle with `by` more on each side; a line, which has no area, meets others only so."""
    return rect.inset(-by)


def text_rect(holder: Holder) -> Rect:
    """Return where a placeholder's text stands: inside of its insets."""
    return holder.rect.inset(*holder.style.insets)


def set_rect(holder: Holder) -> Rect:
    """Return where two lines of text would stand in a placeholder, by its anchor."""
    rect = text_rect(holder)
    height = min(rect.height, points(holder.style.size * 2.6))
    spare = {"top": 0, "middle": (rect.height - height) // 2, "bottom": rect.height - height}[holder.style.anchor]
    return Rect(rect.x, Emu(rect.y + spare), rect.width, Emu(height))


def legible(seen: Sequence[str]) -> float:
    """Colours seen -> the contrast that the better one of black and white has there."""
    return max(clearest(ink, seen) for ink in ("#000000", "#FFFFFF"))


@lru_cache(maxsize=8192)
def evenness(seen: tuple[str, ...]) -> float:
    """Colours seen -> the share of those that are about alike."""
    return max(sum(contrast(color, other) < 1.35 for other in seen) for color in set(seen)) / len(seen)
