"""An address as a QR code: the code on a white leaf, beside it what it is for, and the address in small."""

from __future__ import annotations

from typing import Final

from deckbrief.base.length import Emu, Rect, px
from deckbrief.draft.nodes import Picture
from deckbrief.layout.figures.drawing import Drawing
from deckbrief.layout.figures.kit import Look, Panel, draw_panels, explained, said
from deckbrief.layout.figures.shapes import card
from deckbrief.layout.frame import Image
from deckbrief.layout.text.fit import Copy

_GAP: Final = px(48)
_PAD: Final = px(20)
_LEAST_TEXT: Final = px(280)
_SCHEME: Final = ("https://", "http://", "mailto:")


def draw_code(code: Picture, box: Rect, look: Look) -> Drawing:
    """Code and its place -> the code as large as there is room at the right, its caption and its address at the left.

    Raises DoesNotFit where these are too long.
    """
    side = Emu(min(box.height, box.width - _GAP - _LEAST_TEXT))
    left, rest = box.split_left(box.width - side - _GAP, _GAP)
    leaf = Rect(rest.x, Emu(box.center_y - side // 2), side, side)
    shown = leaf.inset(_PAD, _PAD, _PAD, _PAD)
    ground = card("code leaf", leaf, look)
    image = Image(
        name="code", rect=shown, alt=code.alt, path=code.path, data=code.data, media_type=code.media_type,
        link=code.link,
    )  # fmt: skip
    words = Panel(name="address", rect=left, copies=_copies(code, look), path=code.path, link=code.link)
    return Drawing((*draw_panels([words], look.theme), ground, image), code.caption or code.alt)


def _copies(code: Picture, look: Look) -> tuple[Copy, ...]:
    address = next((code.link.removeprefix(each) for each in _SCHEME if code.link.startswith(each)), code.link)
    small = explained(look, address, 24, look.color("muted"), path=code.path, pitch=1.3, before=16)
    if not code.caption:
        return (small,)
    return said(look, code.caption, 56, look.color("ink"), path=code.path, pitch=1.25, floor=22), small
