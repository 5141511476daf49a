"""Texts that do not fit and figures that cannot be drawn -> problems at their places in the content."""

from __future__ import annotations

import math
from pathlib import Path
from typing import Protocol

from deckbrief.base.length import EMU_PER_PT
from deckbrief.base.message import msg
from deckbrief.base.problem import Place, Problem
from deckbrief.base.report import user_path
from deckbrief.content.paths import child
from deckbrief.draft.slides import (
    Slide,
)
from deckbrief.layout.figures.drawing import CannotDraw
from deckbrief.layout.slide.forms import layout_of
from deckbrief.layout.text.fit import DoesNotFit
from deckbrief.theme.theme import Theme


class Places(Protocol):
    """Where content stands, for messages: a pack is one, and layout asks nothing else of it."""

    def place(self, path: str) -> Place:
        """Return the place of a content path."""


def too_long(error: DoesNotFit, slide: Slide, places: Places, theme: Theme) -> Problem:
    """Name the entry, the room there is and the room it needs, in points."""
    path = error.path or slide.of
    if path and path == slide.of and (key := _key_of(error.text, slide)):
        path = child(path, key)  # the place of an entry that has no such key is its own
    place = places.place(path) if path else slide.place
    has_w, has_h = (math.floor(value / EMU_PER_PT) for value in error.room)
    needs_w, needs_h = (math.ceil(value / EMU_PER_PT) for value in error.needed)
    text = error.text if len(error.text) <= 24 else error.text[:23] + "…"
    message = msg(
        "“{text}” does not fit on slide '{name}': room {has_w} × {has_h} pt, needed {needs_w} × {needs_h} pt",
        text=text,
        name=slide.name,
        has_w=has_w,
        has_h=has_h,
        needs_w=needs_w,
        needs_h=needs_h,
    )
    problem = Problem("layout.too-long", place, message, msg("shorten it, or split it into two entries"))
    return _of_template(theme.template, problem, slide, theme) if theme.template else problem


def _key_of(text: str, slide: Slide) -> str:
    """Return the key of the entry a slide is of that holds one of the texts around its body; none for other texts."""
    title = "name" if slide.layout == "section" else "title"
    keys = ((title, slide.title), ("message", slide.message), ("tagline", slide.subtitle))
    return next((key for key, value in keys if value and text.startswith(value)), "")


def cannot_draw(error: CannotDraw, slide: Slide, places: Places) -> Problem:
    place = places.place(slide.of) if slide.of else slide.place
    return Problem("layout.figure", place, error.message, error.hint)


def _of_template(path: Path, problem: Problem, slide: Slide, theme: Theme) -> Problem:
    """What does not fit into a layout of a template -> the same as a problem of the template, which says where."""
    message = msg(
        "the layout '{layout}' has too little room for the entry at {place}: {problem}",
        layout=layout_of(slide, theme).name,
        place=f"{problem.place.file}:{problem.place.line}",
        problem=problem.message,
    )
    hint = msg("name a layout with more room under `layouts:`, give this one more room, or shorten the entry")
    return Problem("template-file.room", Place(user_path(path)), message, hint)
