"""What all diagrams share: panels that become shapes, sizes that fit, glued connectors, names, alt texts."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from enum import IntEnum
from functools import lru_cache, partial
from itertools import chain
from math import ceil
from typing import Any, Final, TypeVar

from deckbrief.base.emphasis import without_marks
from deckbrief.base.length import Emu, Pt, Rect, points
from deckbrief.base.patterns import deferred
from deckbrief.base.record import record, replace
from deckbrief.base.script.kinds import is_east_asian, is_han, is_on_the_em, is_unspaced
from deckbrief.base.script.words import cuts
from deckbrief.draft.nodes import Leaf, Node
from deckbrief.layout.frame import AnyItem, Group, Line, Run, Shape, Stroke, Text, TextBody
from deckbrief.layout.preset import text_rect
from deckbrief.layout.text.emphasis import emphasized
from deckbrief.layout.text.fit import (
    Copy,
    Slot,
    fit_all,
    height_for,
    least_height,
    natural_width,
    plain_width,
    set_slot,
)
from deckbrief.ooxml.colors import contrast
from deckbrief.theme.metrics import STEPS, ems, snapped
from deckbrief.theme.theme import Align, Anchor, Color, Face, Theme

Plan = TypeVar("Plan")
Insets = tuple[Emu, Emu, Emu, Emu]

AIR: Final = points(12)
"""The least air between neighbours, in every figure."""
GAP: Final = points(15)
"""Air between cards."""
RADIUS: Final = points(6)
"""Corners of cards and boxes."""
CLEAR: Final = points(6 * 0.3)
"""What such corners keep clear of text on each side, rounded up."""
HAIR: Final = Pt(0.75)
EDGE: Final = Pt(1.5)
LINK: Final = Pt(2.25)
"""Widths of card edges, box edges and connectors."""
TEXT: Final = 4.5
LARGE: Final = 3.0
"""Least contrast of text, and of icons and type from 24 pt on or bold from 18.5 pt (WCAG 2.2, 1.4.3 and 1.4.11)."""
_PALE: Final = (Color("lt1"), Color("lt2"))
_ANY: Final = Color("dk1")
"""Where only sizes matter."""
_WORD: Final = deferred(r"[^\s\-–]+[\-–]?")
"""Not compiled here: a wide range of characters takes 1 ms, and a text of Han only is not looked through."""
"""A word that no line ends in: Latin letters or digits with their marks."""


@record
class Look:
    """The theme and the accent of the section that a figure is in: its colours, by role.

    An accent of 0 is that of slides outside of sections; `accent` then takes the theme's accents in turn for siblings.
    """

    theme: Theme
    base: int = 0

    def accent(self, number: int) -> Color:
        """Return the accent of sibling `number`, from 1."""
        return self.theme.accent(self.base or number)

    def color(self, role: str) -> Color:
        """Return the colour of a role in this section: `hue`, `deep`, `tint`, `gold`, `card` …"""
        return self.theme.color(role, self.base or 1)

    def ramp(self, count: int) -> list[Color]:
        """Return colours of siblings that have an order, from deep to the hue, the last gold."""
        return self.theme.ramp(count, self.base or 1)

    def on(self, surface: Color, least: float = TEXT) -> Color:
        """Return what is written on a surface; `least` is the contrast that it must have there."""
        return self.theme.on(surface, self.base or 1, least)

    def accent_on(self, surface: Color) -> Color:
        """Return what large type and icons have on a surface: gold on the hue and on deep, else what is read there."""
        gold, hue = self.color("gold"), self.color("hue")
        if self.theme.template:  # whose gold is dark enough to be read on paper: on deep it has a lighter one
            gold = self.color("on-deep-accent") if surface == self.color("deep") else self.on(surface, LARGE)
        inks = [hue, self.on(surface, LARGE)] if surface in _PALE else [gold, self.on(surface, LARGE)]
        return self.theme.first_clear(inks, surface, LARGE)

    def edge(self, color: Color, width: Pt = EDGE) -> Stroke:
        return Stroke(color, width)

    def hairline(self) -> Stroke:
        return Stroke(self.theme.color("rule"), HAIR)


@record(kw_only=True)
class Panel:
    """A shape to be, with the copies that stand in it. Without fill and edge it becomes a text box.

    A `round1Rect` has one round corner, at the upper right, or with `flip` at the upper left.
    """

    name: str
    rect: Rect
    copies: tuple[Copy, ...] = ()
    geometry: str = "rect"
    radius: Emu = Emu(0)
    """Of `roundRect`, `round1Rect` and `round2SameRect`; `depth` of the point for `homePlate` and `chevron`."""
    fill: Color | None = None
    stroke: Stroke | None = None
    insets: Insets = (Emu(0), Emu(0), Emu(0), Emu(0))
    anchor: Anchor = "middle"
    path: str = ""
    click: int = 0
    rotation: int = 0
    flip: bool = False
    shadow: bool = False
    link: str = ""

    @property
    def adjust(self) -> tuple[tuple[str, int], ...]:
        """The preset's adjust values: the radius or depth as a share of the shorter side."""
        share = round(self.radius * 100_000 / max(1, min(self.rect.width, self.rect.height)))
        if self.geometry == "round2SameRect":
            return (("adj1", min(share, 50_000)), ("adj2", 0))
        if self.geometry in ("roundRect", "round1Rect"):
            return (("adj", min(share, 50_000)),)
        return (("adj", share),) if self.geometry in ("homePlate", "chevron") else ()

    @property
    def room(self) -> Rect:
        """Where its text may stand, insets taken off."""
        return text_rect(self.geometry, self.rect, self.adjust, self.flip).inset(*self.insets)


def draw_panels(panels: Sequence[Panel], theme: Theme, pitch: float = 0) -> list[Shape | Text]:
    """Panels of one rank -> shapes; their texts shrink together, so that siblings keep equal sizes.

    `pitch` is that of the lines, 0 the theme's.

    Raises DoesNotFit where a text does not fit at its floor.
    """
    filled = [panel for panel in panels if panel.copies]
    slots = [
        Slot(
            copies=panel.copies,
            box=text_rect(panel.geometry, panel.rect, panel.adjust, panel.flip),
            insets=panel.insets,
            anchor=panel.anchor,
        )
        for panel in filled
    ]
    bodies = iter(fit_all(slots, pitch or theme.pitch))
    return [_shape(panel, next(bodies) if panel.copies else None) for panel in panels]


def _shape(panel: Panel, body: TextBody | None) -> Shape | Text:
    if body is not None and panel.fill is None and panel.stroke is None and panel.geometry == "rect":
        return Text(name=panel.name, rect=panel.rect, path=panel.path, click=panel.click, body=body, link=panel.link)
    return Shape(
        name=panel.name,
        rect=panel.rect,
        path=panel.path,
        click=panel.click,
        geometry=panel.geometry,
        adjust=panel.adjust,
        fill=panel.fill,
        stroke=panel.stroke,
        body=body,
        rotation=panel.rotation,
        flip=panel.flip,
        shadow=panel.shadow,
        link=panel.link,
    )


def with_edge(look: Look) -> Stroke | None:
    """Return the outline that a `deep` surface needs where it is as pale as the paper, as in a theme for printing."""
    theme = look.theme
    pale = contrast(theme.hex(theme.color("deep")), theme.hex(theme.color("paper"))) < 3
    return look.edge(theme.color("on-deep")) if pale else None


def grouped(name: str, items: Sequence[AnyItem], path: str, click: int) -> Group:
    """Items of one part -> the group that moves them together."""
    return Group(name=name, rect=bounds(item.rect for item in items), items=tuple(items), path=path, click=click)


def bounds(rects: Iterable[Rect]) -> Rect:
    """Return the smallest rectangle around all."""
    found = list(rects)
    x, y = min(r.x for r in found), min(r.y for r in found)
    return Rect(x, y, Emu(max(r.right for r in found) - x), Emu(max(r.bottom for r in found) - y))


class Names:
    """Names of shapes for the selection pane: `pillars · 醇度 · head`, each once."""

    def __init__(self, kind: str) -> None:
        self._kind = kind
        self._given: dict[str, int] = {}

    def __call__(self, *words: str) -> str:
        name = " · ".join((self._kind, *(shortened(word) for word in words if word)))
        count = self._given[name] = self._given.get(name, 0) + 1
        if count == 1:
            return name
        return self(*words, str(count))


def shortened(text: str, limit: int = 20) -> str:
    """Return the text on one line, cut after `limit` characters."""
    text = " ".join(without_marks(text).split())
    return text if len(text) <= limit else text[: limit - 1] + "…"


# Sizes --------------------------------------------------------------------------------------------------------------


def ladder(theme: Theme, top: float) -> list[Pt]:
    """Return the sizes to try, largest first, from `top` points down to the theme's floor."""
    floor = theme.scale.floor
    sizes = [Pt(float(size)) for size in reversed(STEPS) if floor < size <= top]
    return [*sizes, floor]


def largest(sizes: Sequence[Pt], attempt: Callable[[Pt], tuple[bool, Plan]]) -> tuple[Pt, bool, Plan]:
    """Return the largest size whose plan fits, whether it does, and the plan; the floor's where none fits.

    What fits at one size fits at every smaller one, so the sizes are bisected.
    """
    low, high = 0, len(sizes) - 1
    plans: dict[int, tuple[bool, Plan]] = {}
    while low < high:
        middle = (low + high) // 2
        plans[middle] = attempt(sizes[middle])
        low, high = (low, middle) if plans[middle][0] else (middle + 1, high)
    fits, plan = plans[low] if low in plans else attempt(sizes[low])
    return sizes[low], fits, plan


class Breaks(IntEnum):
    """What is broken where texts are set, the worst first."""

    WORDS = 0
    """A word is cut: no place for it is wide enough for the whole of it."""
    LABELS = 1
    """Labels take several lines, each word is whole."""
    POINTS = 2
    """Labels are whole, many of the points below them take several lines."""
    NONE = 3


_MANY: Final = 1 / 3
"""The share of the points that may take several lines before they count as broken."""


def breaks(labels: Iterable[Copy], width: int, points: Sequence[Copy] = (), points_width: int = 0) -> Breaks:
    """Labels, points, and the widths for their lines -> what is broken."""
    wrapped = [copy for copy in labels if not one_line(copy, width)]
    long = [copy for copy in points if not one_line(copy, points_width)]
    words = (whole_words(copy, width) for copy in wrapped), (whole_words(copy, points_width) for copy in long)
    if not all(chain.from_iterable(words)):
        return Breaks.WORDS
    if wrapped:
        return Breaks.LABELS
    return Breaks.POINTS if len(long) > _MANY * len(points) else Breaks.NONE


def flat(copies: Iterable[Sequence[Copy]]) -> list[Copy]:
    """Return the copies of all, one after the other."""
    return list(chain.from_iterable(copies))


def whole_words(copy: Copy, width: int) -> bool:
    """Tell whether the longest Latin word of the copy, or number, stands on a line of that width."""
    return _wide(copy, _widest_word(copy.text, copy.bold, copy.size)) + copy.indent <= width


@lru_cache(maxsize=4096)
def _widest_word(text: str, bold: bool, size: Pt) -> int:
    if is_on_the_em(text):
        return 0
    spaced = "".join([" " if is_east_asian(char) else char for char in text])
    return max((plain_width(word, size, bold) for word in _WORD.findall(spaced)), default=0)


def neatest(theme: Theme, top: float, attempt: Callable[[Pt], tuple[bool, Breaks, Plan]]) -> tuple[bool, Plan]:
    """Return whether all fits, and the plan of the largest size at which it does and as little as can be is broken.

    `attempt` says both of a size. So that nothing is broken, or points alone, texts become as small as the theme's
    small size; so that no word is cut, as its floor.
    """
    sizes = ladder(theme, top)
    tried: dict[Pt, tuple[bool, Breaks, Plan]] = {}

    def at(size: Pt) -> tuple[bool, Breaks, Plan]:
        if size not in tried:
            tried[size] = attempt(size)
        return tried[size]

    neat = [size for size in sizes if size >= theme.scale.small]
    for allowed, worst in ((neat, Breaks.NONE), (neat, Breaks.POINTS), (sizes, Breaks.LABELS), (sizes, Breaks.WORDS)):
        if allowed and _at_worst(at, worst, allowed[-1])[0]:
            return True, largest(allowed, partial(_at_worst, at, worst))[2]
    return False, at(sizes[-1])[2]


def _at_worst(attempt: Callable[[Pt], tuple[bool, Breaks, Plan]], worst: Breaks, size: Pt) -> tuple[bool, Plan]:
    """Return whether all fits at a size and nothing worse is broken, and the plan."""
    fits, broken, plan = attempt(size)
    return fits and broken >= worst, plan


def shared(needs: Sequence[int], room: int, stretch: float = 1.0) -> list[Emu]:
    """Heights needed -> heights given: up to `stretch` times as much where there is room, less where there is not."""
    total = sum(needs)
    factor = max(min(stretch, room / total), 0.0) if total else 1.0
    return [Emu(int(need * factor)) for need in needs]


def middle(box: Rect, height: int) -> Rect:
    """Return the part of `box` of that height that stands in its vertical middle."""
    height = min(height, box.height)
    return Rect(box.x, Emu(box.y + (box.height - height) // 2), box.width, Emu(height))


def spread(copies: tuple[Copy, ...], spare: int, limit: float) -> tuple[Copy, ...]:
    """Give the spare height (EMU) to the space above all copies but the first, at most `limit` points each."""
    if len(copies) < 2 or spare <= 0:
        return copies
    more = min(spare / points(1) / (len(copies) - 1), limit)
    return (copies[0], *(replace(copy, before=Pt(copy.before + more)) for copy in copies[1:]))


def one_line(copy: Copy, width: int) -> bool:
    """Tell whether the copy stands on one line of that width."""
    if copy.runs:
        return natural_width(copy) <= width
    return _wide(copy, _width(copy.text, copy.bold, copy.size)) + copy.indent <= width


_ALONE: Final = 3
"""In a longer Chinese text a line of its first character alone looks lost."""


def cuts_no_word(copy: Copy, width: int, theme: Theme) -> bool:
    """Tell whether no line of a copy, set to that width, ends inside of a word, or after its first character alone."""
    if one_line(copy, width):
        return True
    if width <= points(copy.size) or not whole_words(copy, width):
        return False
    inside, alone = cuts(copy.text), len(copy.text) > _ALONE and is_han(copy.text[0])
    if not inside and not alone:
        return True
    ends = [line.end for line in lines_of(copy, width)[:-1]]
    return inside.isdisjoint(ends) and not (alone and ends[:1] == [1])


def lines_of(copy: Copy, width: int) -> tuple[Line, ...]:
    """Return the lines of a copy, set to that width."""
    looks = copy.runs, copy.bold, copy.face, copy.size, copy.indent, copy.wide, copy.capitals, copy.balanced
    return _lines_of(copy.text, looks, width)


@lru_cache(maxsize=8192)
def _lines_of(text: str, looks: tuple[Any, ...], width: int) -> tuple[Line, ...]:
    """Return a copy's lines by value: plans with other colours, spaces and paths have the same."""
    runs, bold, face, size, indent, wide, capitals, balanced = looks
    copy = Copy(
        text=text, size=size, floor=size, color=_ANY, bold=bold, face=face, indent=indent, runs=runs, balanced=balanced,
        wide=wide, capitals=capitals,
    )  # fmt: skip
    body = set_slot(Slot(copies=(copy,), box=Rect(Emu(0), Emu(0), Emu(width), Emu(0))), 1.0)
    return body.paragraphs[0].lines


# Words --------------------------------------------------------------------------------------------------------------


def _wide(copy: Copy, width: int) -> int:
    """Return a width as measured in the width that a copy's letters may take."""
    return width if copy.wide == 1 else ceil(width * copy.wide)


def label_width(copy: Copy) -> int:
    """Return the width in which the copy stands on one line, a hair more than it measures."""
    return _wide(copy, _width(copy.text, copy.bold, copy.size)) + copy.indent + points(1)


def listed(texts: Sequence[str]) -> str:
    """Return the texts in one line, with the comma of their writing."""
    said = [text for text in texts if text]
    return ("、" if is_unspaced("".join(said)) else ", ").join(said)


def repeats(text: str, told: str) -> bool:
    """Tell whether what is told says a text already, word by word, whatever its case and its marks."""
    wanted, words = (" ".join(_WORDS.findall(each.casefold())) for each in (text, told))
    if is_unspaced(wanted):
        wanted, words = wanted.replace(" ", ""), words.replace(" ", "")
        return bool(wanted) and wanted in words
    return bool(wanted) and f" {wanted} " in f" {words} "


_WORDS: Final = deferred(r"[^\W_]+")


def said_below(node: Node) -> list[str]:
    """Return all that stands below a node, each label with its lead, parents before what they hold."""
    said: list[str] = []
    for member in members_of(node):
        said += [full_label(member), *said_below(member)]
    return said


def titled(node: Node) -> str:
    """Return the node's label with its symbol before it, unless it says it already."""
    return f"{node.symbol} {node.label}" if node.symbol and node.symbol not in node.label else node.label


def label_copy(
    look: Look,
    text: str,
    size: Pt,
    color: Color,
    *,
    path: str,
    bold: bool = True,
    align: Align = "center",
    before: Pt = Pt(0),
    balanced: bool = True,
    face: Face = "minor",
    pitch: float = 0,
) -> Copy:
    """A label's text -> the copy that sets it: bold, in balance, down to the floor."""
    floor = look.theme.scale.floor
    copy = Copy(
        text=text,
        size=size if size > floor else floor,
        floor=floor,
        color=color,
        bold=bold,
        align=align,
        before=before,
        path=path,
        balanced=balanced,
        face=face,
        pitch=pitch,
        wide=look.theme.wide(face),
    )
    return emphasized(copy, color)


def said(
    look: Look,
    text: str,
    size: float,
    color: Color,
    *,
    path: str,
    align: Align = "left",
    pitch: float = 1.1,
    floor: float = 0,
    before: float = 0,
) -> Copy:
    """What is said (a name, a numeral, a quote) -> its copy: in the heading face, bold, its lines chosen."""
    least = Pt(floor or look.theme.scale.floor)
    copy = Copy(
        text=text, size=Pt(size), floor=min(least, Pt(size)), color=color, bold=True, face="major", pitch=pitch,
        align=align, before=Pt(before), path=path, balanced=True, wide=look.theme.wide("major"),
    )  # fmt: skip
    return emphasized(copy, color)


def explained(
    look: Look,
    text: str,
    size: float,
    color: Color,
    *,
    path: str,
    bold: bool = False,
    align: Align = "left",
    pitch: float = 1.3,
    before: float = 0,
    numbers: bool = False,
) -> Copy:
    """What explains (a line, a detail) -> its copy, in the text face; with `numbers` digits are larger, and said."""
    copy = Copy(
        text=text, size=Pt(size), floor=look.theme.scale.floor, color=color, bold=bold, align=align, pitch=pitch,
        before=Pt(before), path=path, balanced=len(text) <= _LABEL or ems(text) <= _LABEL,
        wide=look.theme.wide("minor"),
    )  # fmt: skip
    told = emphasized(copy, color)
    return with_numbers(copy) if numbers and told is copy else told


_LABEL: Final = 40
"""Characters up to which a line is set in balance, phrase by phrase; longer text runs."""
_DIGITS: Final = deferred(r"(?<![A-Za-z0-9+\-–/.,])(?:[0-9][0-9.,]*[0-9]|[0-9])(?![A-Za-z0-9+\-–/])")
"""Numbers that stand for themselves, not those of a code: `1+10+N`, `E2`."""
_LARGER: Final = 1.4


def with_numbers(copy: Copy) -> Copy:
    """Return the copy with its digits in the heading face, 1.4 times as large, as far as there is such a step."""
    runs: list[Run] = []
    at = 0
    for found in _DIGITS.finditer(copy.text):
        if found.start() > at:
            runs.append(Run(copy.text[at : found.start()], copy.bold))
        runs.append(Run(found[0], bold=True, size=snapped(copy.size * _LARGER), face="major"))
        at = found.end()
    if not runs:
        return copy
    if at < len(copy.text):
        runs.append(Run(copy.text[at:], copy.bold))
    return replace(copy, runs=tuple(runs))


def content_copies(look: Look, node: Node, size: Pt, accent: Color, *, plain: bool = False) -> tuple[Copy, ...]:
    """What stands below a node's label: its leaves as bullets, its children bold with their own below them.

    With `plain`, a single line has no bullet.
    """
    lines = list(_lines(node, 0))
    bullets = not (plain and len(lines) == 1)
    return tuple(_line_copy(look, line, size, accent, bullets) for line in lines)


@record
class _Line:
    text: str
    path: str
    depth: int
    heading: bool


def _lines(node: Node, depth: int) -> Iterable[_Line]:
    for leaf in node.leaves:
        yield _Line(leaf.text, leaf.path, depth, False)
    for child in node.children:
        inner = bool(child.leaves or child.children)
        yield _Line(full_label(child), child.path, depth, inner and depth == 0)
        yield from _lines(child, depth if inner and depth == 0 else depth + 1)


def _line_copy(look: Look, line: _Line, size: Pt, accent: Color, bullets: bool) -> Copy:
    hang = bullets and not line.heading
    step = points(size * 0.9)
    copy = Copy(
        text=line.text,
        size=size,
        floor=look.theme.scale.floor,
        color=accent if line.heading else look.color("ink"),
        bold=line.heading,
        before=Pt(round(size * (0.45 if line.heading else 0.25), 1)),
        bullet=("•" if line.depth == 0 else "–") if hang else "",
        bullet_color=accent if hang else None,
        indent=Emu(step * (line.depth + 1)) if hang else Emu(0),
        path=line.path,
    )
    return emphasized(copy, accent)


def full_label(node: Node) -> str:
    """Return label and lead of a node on one line."""
    return joined(node.label, node.lead) if node.lead else node.label


def joined(left: str, right: str) -> str:
    """Return `left：right`, with the colon of the labels' writing."""
    return f"{left}{'：' if is_unspaced(left + right) else ': '}{right}"


def copies_height(copies: Sequence[Copy], width: int, look: Theme | float) -> int:
    """Return the height (EMU) of the copies set to `width`, 0 without any. They have no runs of other sizes.

    Their lines' pitch is the theme's, or the one given.
    """
    pitch = look if isinstance(look, float) else look.pitch
    total = 0
    for number, copy in enumerate(copies):
        total += _height(copy.text, copy.bold, copy.size, max(1, width - copy.indent), pitch)
        total += points(copy.before) if number else 0
    return total


@lru_cache(maxsize=16_384)
def _height(text: str, bold: bool, size: Pt, width: int, pitch: float) -> int:
    """Return the height of a text; diagrams try the same texts at several sizes and in several arrangements."""
    if "\n" not in text and _width(text, bold, size) <= width:
        return line_height(size, pitch)
    copy = Copy(text=text, size=size, floor=size, color=_ANY, bold=bold)
    return height_for((copy,), Emu(width), pitch)


def least_copies_height(copies: Sequence[Copy], width: int, look: Theme | float) -> int:
    """Return what `copies_height` is surely not below, found without breaking a line."""
    pitch = look if isinstance(look, float) else look.pitch
    total = 0
    for number, copy in enumerate(copies):
        total += _least_height(copy.text, copy.bold, copy.size, max(1, width - copy.indent), pitch)
        total += points(copy.before) if number else 0
    return total


@lru_cache(maxsize=16_384)
def _least_height(text: str, bold: bool, size: Pt, width: int, pitch: float) -> int:
    if "\n" not in text and _width(text, bold, size) <= width:
        return line_height(size, pitch)
    return least_height((Copy(text=text, size=size, floor=size, color=_ANY, bold=bold),), Emu(width), pitch)


@lru_cache(maxsize=16_384)
def _width(text: str, bold: bool, size: Pt) -> int:
    return plain_width(text, size, bold)


@lru_cache(maxsize=256)
def line_height(size: Pt, pitch: float) -> int:
    """Return the height of one line."""
    return height_for((Copy(text="x", size=size, floor=size, color=_ANY),), points(1000), pitch)


def alt_text(root: Node) -> str:
    """A tree -> the words that tell it: every label, lead and leaf, with the punctuation of their writing."""
    return without_marks("".join(_sentences(root)).strip())


def _sentences(node: Node) -> Iterable[str]:
    cjk = is_unspaced(node.label)
    colon, semicolon, stop, space = ("：", "；", "。", "") if cjk else (": ", "; ", ".", " ")
    head = titled(node)
    if node.lead:
        head += f"（{node.lead}）" if cjk else f" ({node.lead})"
    if node.center and node.center != node.label:
        head += f" – {node.center}"
    members = [leaf.text for leaf in node.leaves] + [child.label for child in node.children]
    told_members = semicolon.join(_unstopped(member) for member in members)
    yield (head + colon + told_members if members else _unstopped(head)) + stop + space
    for child in node.children:
        if child.leaves or child.children or child.lead or child.symbol:
            yield from _sentences(child)


def _unstopped(text: str) -> str:
    return text.rstrip("。；;.") or text


def leaf_nodes(leaves: Sequence[Leaf]) -> tuple[Node, ...]:
    """Leaves -> nodes without anything below them."""
    return tuple(Node(label=leaf.text, path=leaf.path) for leaf in leaves)


def members_of(node: Node) -> tuple[Node, ...]:
    """Return what a node holds: its children, then its leaves as nodes."""
    return (*node.children, *leaf_nodes(node.leaves))
