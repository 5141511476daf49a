"""Statement: one sentence, as large as its room allows, beside a line that points at it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from deckbrief.base.emphasis import without_marks
from deckbrief.base.length import Emu, Rect, px
from deckbrief.draft.nodes import Statement
from deckbrief.draft.slides import Form
from deckbrief.layout.figures.drawing import Drawing, Stage
from deckbrief.layout.figures.kind import FigureKind
from deckbrief.layout.figures.kit import Look, Panel, draw_panels, said
from deckbrief.layout.figures.shapes import rings
from deckbrief.layout.frame import AnyItem, Shape
from deckbrief.layout.text.emphasis import emphasized
from deckbrief.theme.theme import Theme

_SHORT: Final = 40
"""Characters of a sentence that can be as large as can be."""
_LARGEST: Final = 66
_LARGE: Final = 48
_SIDE: Final = px(64)
_TOP: Final = px(150)
_BOTTOM: Final = px(500)
_STRIP: Final = px(712)
"""Where the progress strip begins."""


def _forms(statement: Statement) -> Sequence[Form]:
    """Return that a statement has the whole slide, on dark ground."""
    return ("full", "top")


KIND: Final = FigureKind(whole=True, lead=False, forms=_forms)


def draw(statement: Statement, box: Rect, theme: Theme, *, reveal: bool = False, stage: Stage | None = None) -> Drawing:
    """Statement -> its words in `box`, on the slide's dark ground where it has one. Raises DoesNotFit."""
    dark = stage is not None and stage.form == "full"
    if dark:
        box = Rect(Emu(0), Emu(0), theme.width, theme.low(_STRIP))
    look = Look(theme, stage.layout.accent if stage and stage.layout else 1)
    room = Rect(Emu(box.x + _SIDE), _TOP, Emu(box.width - 2 * _SIDE), Emu(theme.low(_BOTTOM) - _TOP)) if dark else box
    ink = look.color("on-bleed" if dark else "ink")
    size = _LARGEST if len(statement.text) <= _SHORT else _LARGE
    words = said(look, statement.text, size, ink, path=statement.path, pitch=1.25, floor=24)
    words = emphasized(words, look.color("hi" if dark else "hue"))
    panel = Panel(
        name="statement", rect=room, copies=(words,), insets=(px(40), Emu(0), px(40), Emu(0)), path=statement.path
    )
    (text,) = draw_panels([panel], theme)
    body = text.body
    assert body is not None, "a panel with words has a body"
    height = min(room.height, round(body.height * 12_700))
    bar = Rect(room.x, Emu(room.center_y - height // 2), px(8), Emu(height))
    items: list[AnyItem] = [Shape(name="statement bar", rect=bar, fill=look.color("hi" if dark else "gold")), text]
    if dark:
        items.insert(0, rings("statement rings", box, "br", look.color("thin"), ((300, 352), (190, 242), (80, 132))))
    return Drawing(tuple(items), without_marks(statement.text))
