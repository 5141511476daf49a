"""Theme -> the looks of its text: what the master's styles give, and what each placeholder of a layout gives."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from deckbrief.base.length import Emu, Pt, points
from deckbrief.export.pptx.body import LevelLook, Target
from deckbrief.theme.theme import Layout, Placeholder, Theme

Targets = Mapping[str, Target]
"""The placeholders of a slide's layout, by key."""

_TITLES: Final = ("title", "ctrTitle")


def title_look(theme: Theme) -> LevelLook:
    """Return the look that the master gives to titles."""
    return LevelLook(size=theme.scale.title, color=theme.color("ink"), bold=True, face="major", pitch=1.25)


def body_looks(theme: Theme) -> tuple[LevelLook, ...]:
    """Return the looks that the master gives to the five levels of texts: bullets, further in from level to level."""
    scale = theme.scale
    sizes = (scale.lead, scale.body, scale.small, scale.floor, scale.floor)
    return tuple(
        LevelLook(
            size=size,
            color=theme.color("ink"),
            pitch=1.38,
            before=Pt(6),
            bullet="•" if number % 2 else "–",
            indent=Emu(points(24) * number),
        )
        for number, size in enumerate(sizes, 1)
    )


def placeholder_looks(theme: Theme, layout: Layout, placeholder: Placeholder) -> tuple[LevelLook, ...]:
    """Return the looks of a placeholder's levels, the first first."""
    first = LevelLook(
        size=placeholder.size,
        color=theme.color(placeholder.color, layout.accent),
        bold=placeholder.bold,
        face=placeholder.face,
        pitch=placeholder.pitch,
        align=placeholder.align,
        before=placeholder.before,
        bullet=placeholder.bullet,
        indent=placeholder.indent,
    )
    lower = (
        LevelLook(
            size=level.size,
            color=theme.color(level.color, layout.accent),
            bold=level.bold,
            face=level.face,
            pitch=level.pitch,
            align=placeholder.align,
            before=level.before,
            bullet=level.bullet,
            indent=level.indent,
        )
        for level in placeholder.levels
    )
    return (first, *lower)


def inherited_looks(theme: Theme, placeholder: Placeholder) -> tuple[LevelLook | None, ...]:
    """Return what the master gives to a placeholder's levels; nothing to small ones at the foot, which say it all."""
    if placeholder.type in _TITLES:
        return (title_look(theme),)
    if placeholder.type in ("body", "subTitle", "obj", "pic"):
        return body_looks(theme)
    return (None,)


def targets(theme: Theme, layout: Layout, placeholders: Mapping[str, Placeholder]) -> Targets:
    """Theme, one of its layouts, that layout's placeholders as they are in the file -> what texts can stand in."""
    return {key: Target(holder, placeholder_looks(theme, layout, holder)) for key, holder in placeholders.items()}
