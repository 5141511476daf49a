"""Pictures of a deck's slides -> warnings of those that are cut more than one expects who has said nothing of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from deckbrief.base.message import msg
from deckbrief.base.problem import Problem
from deckbrief.content.model import Pack
from deckbrief.content.paths import child
from deckbrief.layout.frame import AnyItem, CutPicture, DeckFrames, Image, walk

_MUCH: Final = 1 / 3
"""The share of a picture that nobody misses unasked."""


def cut_pictures(items: Iterable[AnyItem]) -> Iterator[CutPicture]:
    """Yield the content's pictures of which much is cut off, in reading order."""
    for item in walk(items):
        if isinstance(item, Image) and item.path:
            left, top, right, bottom = item.crop
            gone = 1 - (1 - left - right) * (1 - top - bottom)
            if gone > _MUCH:
                yield CutPicture(item.path, gone)


def cut_picture_warnings(drawn: DeckFrames, pack: Pack) -> Iterator[Problem]:
    """Yield a warning at each picture of which much is cut off, and of which the content says neither fit nor focus."""
    for path, gone in (cut for frame in drawn.frames for cut in frame.cut_pictures):
        if path not in pack.places or any(child(path, key) in pack.places for key in ("fit", "focus")):
            continue
        message = msg("{percent} % of this picture is cut off on the slide", percent=round(gone * 100))
        hint = msg("`fit: whole` shows all of it; `focus: 50 30` says what must be seen; `fit: fill` means it so")
        yield Problem("content.cut", pack.place(path), message, hint, severity="warning")
