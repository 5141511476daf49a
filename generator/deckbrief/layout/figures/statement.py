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
from deckbrief.layout.figures.kit import Look, Panel, cuts_no_word, draw_panels, said
from deckbrief.layout.figures.shapes import rings
from deckbrief.layout.frame import AnyItem, Group, Shape
from deckbrief.layout.text.emphasis import emphasized
from deckbrief.layout.text.fit import height_for
from deckbrief.theme.theme import Theme

_SIZES: Final = (112, 92, 76, 66, 56, 48, 44, 40, 36, 34, 30, 28, 26, 24)
_SIDE: Final = px(64)
_TOP: Final = px(150)
_BOTTOM: Final = px(640)
_RIGHT: Final = px(1120)
_STRIP: Final = px(712)
"""Where the progress strip begins."""
_BAR: Final = px(10)
_INDENT: Final = px(44)
_PITCH: Final = 1.22
_RINGS: Final = (("ring-c", 110, 240), ("ring-b", 270, 400), ("ring-a", 430, 560))
_FILLED: Final = 0.94
"""Share of its room that a sentence fills at most."""


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
    room = Rect(Emu(box.x + _SIDE), _TOP, Emu(_RIGHT - _SIDE), Emu(_BOTTOM - _TOP)) if dark else box
    ink = look.color("on-bleed" if dark else "ink")
    inner = room.inset(_INDENT, 0, px(24), 0)
    size = _largest(look, without_marks(statement.text), inner)
    words = said(look, statement.text, size, ink, path=statement.path, pitch=_PITCH, floor=24)
    words = emphasized(words, look.color("hi" if dark else "hue"))
    (text,) = draw_panels([Panel(name="statement", rect=inner, copies=(words,), path=statement.path)], theme)
    body = text.body
    assert body is not None, "a panel with words has a body"
    height = min(room.height, round(body.height * 12_700))
    bar = Rect(room.x, Emu(room.center_y - height // 2), _BAR, Emu(height))
    items: list[AnyItem] = [Shape(name="statement bar", rect=bar, fill=look.color("hi" if dark else "gold")), text]
    if dark:
        art = tuple(
            rings(f"statement rings {role}", box, "br", look.color(role), [(inside, outside)])
            for role, inside, outside in _RINGS
        )
        items.insert(0, Group(name="statement rings", rect=Rect(px(720), px(152), px(560), px(560)), items=art))
    return Drawing(tuple(items), without_marks(statement.text))


def _largest(look: Look, text: str, place: Rect) -> float:
    """Return the largest size at which a sentence has room, no word of it cut."""
    for size in _SIZES:
        copy = said(look, text, size, look.color("ink"), path="", pitch=_PITCH)
        high = height_for((copy,), place.width, look.theme.pitch)
        if high <= place.height * _FILLED and cuts_no_word(copy, place.width, look.theme):
            return size
    return _SIZES[-1]
