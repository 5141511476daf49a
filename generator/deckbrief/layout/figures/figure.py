"""Nodes, numbers or a grid -> the figure that draws them, and what of them it draws."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from typing import Final

from deckbrief.base.length import Emu, Rect, inches
from deckbrief.base.message import msg
from deckbrief.base.record import replace
from deckbrief.content.figures import FIGURES, Drawable, figures_of
from deckbrief.draft.nodes import (
    Content,
    Grid,
    Node,
    Number,
    Numbers,
    Pictures,
    Plot,
    Statement,
    Tabular,
    members_named,
    name_in,
    with_members,
)
from deckbrief.draft.slides import Form
from deckbrief.layout.figures.bar import with_bar
from deckbrief.layout.figures.drawing import CannotDraw, Drawing, Stage
from deckbrief.layout.figures.kind import FigureKind
from deckbrief.layout.figures.kit import AIR
from deckbrief.layout.figures.registry import Draw, diagram, kind_of, suitable, suitable_for_part
from deckbrief.layout.frame import Text
from deckbrief.layout.text.emphasis import emphasized
from deckbrief.layout.text.fit import Copy, DoesNotFit, Slot, fit, height_for
from deckbrief.theme.theme import Theme

_LEAST_WITH_LEAD: Final = inches(3.4)
"""In lower boxes the drawing has the room to itself."""


def draw_figure(
    content: Content,
    box: Rect,
    theme: Theme,
    *,
    kind: str = "",
    only: tuple[str, ...] = (),
    inner: tuple[int, int] | None = None,
    accent: int = 0,
    reveal: bool = False,
    stage: Stage | None = None,
) -> Drawing:
    """Draw nodes, numbers or a grid in `box`; `only` names the members to draw.

    `inner` says which members of the only member to draw, or of the node if it has no parts: from and before.

    `kind` asks for a diagram; without it the content's own figure is taken, or one that suits its shape. `accent`
    is the unit's accent, for figures in which everything has one colour; `stage` is the slide that it is drawn on.

    Raises CannotDraw where the kind makes no sense for the content, DoesNotFit where a text is too long for the box.
    """
    name = _checked(figure_name(content, kind), content)
    some, draw = with_members(content, only), partial(diagram(name), **_staged(name, stage))
    if isinstance(some, Plot):
        return draw(some, box, theme, accent=accent, reveal=reveal)
    if isinstance(some, Grid | Statement | Tabular | Pictures):
        return draw(some, box, theme, reveal=reveal)
    if isinstance(some, Numbers):
        top = max(number.value for number in _numbers(content)) if only and some.compare else 0
        return draw(
            some.members, box, theme, compare=some.compare, top=top, accent=accent, reveal=reveal, name=some.name
        )
    figure = kind_of(name)
    node = replace(some, accent=accent)
    if only and isinstance(content, Node) and len(node.children) < len(content.children):
        first = members_named(content).index(name_in(node.children[0].path)) + 1 if node.children else 1
        node = replace(node, first=first, whole=len(content.children))
    if figure.counted and only:
        node = replace(node, children=tuple(_numbered_on(node, members_named(content))))
    if inner is not None:
        alone = len(node.children) == 1
        node = replace(node, children=(_some(node.children[0], inner),)) if alone else _some(node, inner)
    if not (figure.forms or not figure.lead):
        draw = partial(_with_lead, draw)
    if node.throughout is None or figure.throughout:
        return draw(node, box, theme, reveal=reveal)
    return with_bar(draw, node, box, theme, reveal)


def _staged(name: str, stage: Stage | None) -> dict[str, Stage]:
    """Return the stage as an argument for a figure that knows forms."""
    return {"stage": stage or Stage()} if kind_of(name).forms else {}


def figure_forms(content: Content, asked: str = "", only: tuple[str, ...] = ()) -> Sequence[Form]:
    """Return the forms in which the content's figure may be drawn, the best first."""
    kind, some = figure_kind(content, asked), with_members(content, only)
    if kind.forms:
        return kind.forms(some)
    return ("top", "full") if isinstance(some, Node) and kind.dark(some) else ("top",)


def figure_variants(content: Content, asked: str = "", only: tuple[str, ...] = ()) -> Sequence[str]:
    """Return the variants in which the content's figure may be drawn, the best first; none where it has one alone."""
    variants = figure_kind(content, asked).variants
    return variants(with_members(content, only)) if variants else ()


def figure_name(content: Content, asked: str = "") -> str:
    """Return the name of the figure that draws the content: the one asked for, its own, or one that suits it."""
    if isinstance(content, Node):
        return asked or content.figure or (suitable_for_part if content.part else suitable)(content)
    return asked or _DRAWN_AS[type(content)]


_DRAWN_AS: Final[dict[type[Content], str]] = {
    Grid: "matrix",
    Numbers: "metrics",
    Statement: "statement",
    Tabular: "table",
    Pictures: "picture",
    Plot: "chart",
}
"""The figure of content that only one draws."""


def figure_kind(content: Content, asked: str = "") -> FigureKind:
    """Return what the figure that draws the content says of itself."""
    return kind_of(figure_name(content, asked))


def form_for_many(content: Content, asked: str = "", only: Sequence[str] = ()) -> str:
    """Return the name of the figure that takes over where very many members do not fit; empty where none does.

    A round of thirty is drawn as a chain, which can be continued.
    """
    kind = figure_kind(content, asked)
    return kind.many if len(only or members_named(content)) > kind.few else ""


def _checked(name: str, content: Content) -> str:
    """Return the figure's name. Raises CannotDraw where it does not draw such content."""
    drawable, what = _told_as(content)
    drawn = FIGURES.get(name)
    if drawn != drawable and not (drawable == "nodes" and drawn == "placed"):
        names = figures_of(drawable)
        hint = msg("one of: {words}", words=", ".join(names))
        raise CannotDraw(msg("{what} cannot be drawn as {name}", what=what, name=name), hint)
    return name


def _told_as(content: Content) -> tuple[Drawable, str]:
    """Return what kind of content it is, and what messages call it."""
    if isinstance(content, Grid):
        return "grid", msg("a comparison")
    if isinstance(content, Statement):
        return "statement", msg("a statement")
    if isinstance(content, Pictures):
        return "pictures", msg("pictures")
    if isinstance(content, Plot):
        return "chart", msg("a chart")
    if isinstance(content, Tabular):
        return "table", msg("a table")
    return ("numbers", msg("numbers")) if isinstance(content, Numbers) else ("nodes", f"'{content.label}'")


def _numbers(content: Content) -> tuple[Number, ...]:
    return content.members if isinstance(content, Numbers) else ()


def _with_lead(draw: Draw, node: Node, box: Rect, theme: Theme, reveal: bool) -> Drawing:
    """Draw a node and, where there is room for both, what its lead says on a line below the drawing."""
    copy = Copy(
        text=node.lead,
        size=theme.scale.body,
        floor=theme.scale.floor,
        color=theme.color("muted"),
        align="center",
        path=node.path,
        balanced=True,
    )
    copy = emphasized(copy, theme.color("ink"))
    strip = height_for((copy,), box.width, theme.pitch) if node.lead else Emu(0)
    if not strip or box.height < _LEAST_WITH_LEAD:
        return draw(node, box, theme, reveal=reveal)
    try:
        drawing = draw(node, box.split_top(box.height - strip - AIR)[0], theme, reveal=reveal)
    except DoesNotFit:
        return draw(node, box, theme, reveal=reveal)
    below = Emu(max(item.rect.bottom for item in drawing.items) + AIR)
    rect = Rect(box.x, below, box.width, strip)
    body = fit(Slot(copies=(copy,), box=rect), theme.pitch)
    lead = Text(name=f"lead · {node.label}", rect=rect, path=node.path, body=body)
    return replace(drawing, items=(*drawing.items, lead))


def _numbered_on(node: Node, names: Sequence[str]) -> Iterator[Node]:
    """Yield the parts that are drawn with the numbers that they have among all, so that continuations count on."""
    for part in node.children:
        yield replace(part, symbol=part.symbol or str(names.index(name_in(part.path)) + 1))


def _some(node: Node, inner: tuple[int, int]) -> Node:
    """Return the node with some of its members: its parts, or its leaves where it has no parts."""
    members = slice(*inner)
    if node.children:
        return replace(node, children=node.children[members])
    return replace(node, leaves=node.leaves[members])
