"""Theme -> what could be seen or set better: colours that are too near to each other, faces that need more room."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from deckbrief.base.message import Message, msg
from deckbrief.base.problem import Place, Problem
from deckbrief.ooxml.colors import contrast
from deckbrief.theme.theme import Color, Theme

WIDE: Final = (
    "Arial Black", "Bookman Old Style", "Consolas", "Courier New", "Liberation Mono", "Lucida Sans Unicode", "Verdana",
)  # fmt: skip
"""Common faces whose letters are wider than those that texts are measured for (docs/text-widths.md)."""

_ON_CARDS: Final = ("paper", "card", "band")
_PAIRS: Final = (
    *((ink, ground, 4.5) for ink in ("ink", "muted") for ground in _ON_CARDS),
    ("on-accent", "primary", 4.5),
    ("on-deep", "deep", 4.5),
    ("on-deep-accent", "deep", 3.0),
    ("on-gold", "gold", 4.5),
    ("on-bleed", "bleed", 4.5),
    ("hi", "bleed", 4.5),
)
"""Roles of text, roles of what it stands on, and the least contrast (WCAG 2.2, 1.4.3; 3 to 1 for large text)."""


def theme_warnings(theme: Theme, lang: str, place: Place) -> tuple[Problem, ...]:
    """Theme, language of the decks -> colours that cannot be told apart well enough, fonts that need more room."""
    return tuple(
        Problem(code, place, message, hint, severity="warning")
        for code, message, hint in (*_contrasts(theme), *_wide_fonts(theme, lang))
    )


def _contrasts(theme: Theme) -> Iterator[tuple[str, Message, Message]]:
    accents = [(f"accent {number}", theme.accent(number)) for number in range(1, theme.accents + 1)]
    pairs: list[tuple[str, Color, str, Color, float]] = [
        (ink, theme.color(ink), ground, theme.color(ground), least) for ink, ground, least in _PAIRS
    ]
    pairs += [("on-accent", theme.color("on-accent"), name, color, 4.5) for name, color in accents]
    pairs += [
        (name, color, ground, theme.color(ground), 3.0) for name, color in accents for ground in ("paper", "card")
    ]
    pairs += [
        (f"{ink} of accent {number}", theme.color(ink, number), ground, theme.color(ground, number), 4.5)
        for number in range(2, theme.accents + 1)
        for ink, ground in (
            ("on-hue", "deep"),
            ("on-bleed", "bleed"),
            ("hi", "bleed"),
            ("ink", "tint"),
            ("muted", "tint"),
        )
    ]
    for first, color, second, behind, least in pairs:
        ratio = contrast(theme.hex(color), theme.seen(behind))
        if ratio < least:
            message = msg(
                "'{first}' on '{second}' has a contrast of {ratio:.2f} to 1, and should have {least:g}",
                first=first,
                second=second,
                ratio=ratio,
                least=least,
            )
            yield "theme.contrast", message, msg("theme '{name}': make one of them lighter or darker", name=theme.name)


def _wide_fonts(theme: Theme, lang: str) -> Iterator[tuple[str, Message, Message]]:
    for what, font in ((msg("headings"), theme.heading), (msg("text"), theme.text)):
        face = font.latin_for(lang)
        if font.wide > 1:
            continue
        if face in WIDE or "mono" in face.lower().split():
            message = msg(
                "the letters of '{face}', the theme's font for {what}, are wider than texts are measured for",
                face=face,
                what=what,
            )
            hint = msg("say how much wider they are, such as wide: 1.15, or take a font such as Arial or Segoe UI")
            yield "theme.font", message, hint
