"""Where a text stands on a template's layout, in which colour and how large: in its placeholder, or in a box."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import field
from typing import Final

from deckbrief.base.length import Emu, Pt, Rect, inches
from deckbrief.base.message import Message, msg
from deckbrief.base.problem import Hint, Problem
from deckbrief.base.record import record, replace
from deckbrief.theme.template.choice import Key
from deckbrief.theme.template.colors import as_slot, clearest, on_the_whole
from deckbrief.theme.template.parts import Holder, Insets, Template
from deckbrief.theme.template.roles import LARGE, TEXT, Tones
from deckbrief.theme.template.room import (
    LEAST_TITLE,
    LEAST_TITLE_SIZE,
    can_grow,
    corner_place,
    holds,
    strip_above,
    title_place,
)
from deckbrief.theme.template.strips import readable_strip
from deckbrief.theme.template.surface import Surface
from deckbrief.theme.theme import OWN, SECOND_LINE, Align, Anchor, Color, Placeholder

_NUMBER_WIDTH: Final = inches(0.4)
_LEAST_SIZES: Final = {"title": Pt(24), "subtitle": Pt(18), "speaker": Pt(16), "date": Pt(12)}
"""What is set smaller in a template is set in this, where it fits: no slide can be read in the room otherwise."""
_LOWEST: Final = Pt(14)
"""Where a place holds so few characters that many a title would not do even in the least size, they are set in this."""
_LARGEST_TITLE: Final = Pt(66)
_OPTIONAL: Final = ("kicker", "date", "number")
"""What a slide can do without where a template has too little room for it; a text box of ours is always such."""
_MOTLEY_SPARE: Final = 0.1
"""Contrast more than is needed, where a text's lines may stand on other shades than those that were looked at."""
_CORNER: Final = Pt(14)
"""The largest that date, footer and number are set in: a source line is longer than what footers mostly say."""


@record
class Places:
    """Makes the placeholders of layouts, and the roles of their colours; what the template lacks is noted."""

    template: Template
    surfaces: Mapping[Key, Surface]
    problems: list[Problem] = field(default_factory=list)
    roles: dict[str, Color] = field(default_factory=dict)
    faint: dict[tuple[str, str, float], dict[str, int]] = field(default_factory=dict)
    """Colour, contrast, contrast needed -> the placeholders of which that is true, in order."""

    def tell(self, code: str, message: Message, hint: Hint = "", severity: str = "note") -> None:
        """Note what the template lacks, and what is done instead; where nothing could be done, it is a warning."""
        problem = self.template.file.problem(code, message, hint, severity)
        if problem not in self.problems:
            self.problems.append(problem)

    def title(self, key: Key, surface: Surface, tones: Tones) -> Placeholder:
        """Return the title where it can be read; told where its size is far from what slides are read with."""
        title, place = surface.layout.title, title_place(surface)
        assert title is not None, "a layout without a title is not chosen"
        assert place is not None, "a title has a place"
        if not LEAST_TITLE_SIZE <= title.style.size <= _LARGEST_TITLE:
            message = msg(
                "the titles of the layout '{name}' are set in {size:g} points, others in {least:g} to {most:g}",
                name=self.template.label(surface.layout),
                size=title.style.size,
                least=LEAST_TITLE_SIZE,
                most=_LARGEST_TITLE,
            )
            self.tell("template-file.placeholder", message, msg("set another size in the slide master view"))
        held = self.held("title", key, title, surface, tones, place)
        fixed = key in ("figure", "text") and not can_grow(surface, place, SECOND_LINE)
        roomy = holds(place, LEAST_TITLE_SIZE) and not fixed
        return replace(held, least=LEAST_TITLE_SIZE if roomy else _LOWEST, fixed=fixed)

    def above(self, title: Rect, height: int, surface: Surface) -> Rect | None:
        """Return a strip above a title where a kicker can be read."""
        strip, holder = strip_above(surface, title, height), surface.layout.title
        assert holder is not None, "a layout without a title is not chosen"
        return strip and readable_strip(surface, strip, holder.style.align)

    def number(self, key: Key, found: dict[str, Placeholder], surface: Surface, tones: Tones) -> None:
        """Put in the slide number where it can be read; left out, and told, where it cannot."""
        number = surface.layout.corner("sldNum")
        name = self.template.label(surface.layout)
        if number is None:
            hint = msg("tick Footers in the slide master view, so that slides are numbered")
            self.tell("template-file.placeholder", msg("the layout '{name}' has no slide number", name=name), hint)
            return
        place = corner_place(surface, number, _NUMBER_WIDTH)
        if place is None:
            message = msg("the slide number of the layout '{name}' has no place to be read: left out", name=name)
            self.tell("template-file.room", message, msg("move it in the slide master view"))
            return
        found["number"] = self.held("number", key, number, surface, tones, place)

    def held(
        self, name: str, key: Key, holder: Holder, surface: Surface, tones: Tones, place: Rect | None = None
    ) -> Placeholder:
        """Layout's placeholder, and where it stands if not there -> ours.

        Its colour is the template's, unless that cannot be read where it stands.
        """
        moved = place not in (None, holder.rect) or not holder.placed
        holder = replace(holder, rect=place or holder.rect)
        style, shades = holder.style, tones.shades
        behind = surface.behind_text(holder)
        tone = style.tone
        seen = tone.hex if tone else "#" + shades.slots["dk1"]
        others = tone.others if tone else ()
        needs = LARGE if style.is_large else TEXT
        ratio = clearest(seen, behind)
        readable = ratio >= needs + (_MOTLEY_SPARE if len(set(behind)) > 1 else 0)
        if not readable:
            label = f"'{holder.name}' on '{self.template.label(surface.layout)}'"
            self.faint.setdefault((seen, f"{ratio:.1f}", needs), {})[label] = 1
        role = f"{key}-{name}"
        same_colors = tones.suffix or surface.layout.palette == self.surfaces["figure"].layout.palette
        exact = tone.color if tone and same_colors else None
        color, small = exact or as_slot(seen, shades.slots), ""
        if readable and ratio < TEXT:
            small = f"{role}-small"
            self.roles[small] = tones.said(self.readable(behind, tones))
        if not readable:
            color = self.readable(behind, tones, quiet=holder.is_corner)
        self.roles[role] = tones.said(color)
        size = Pt(min(style.size, _CORNER)) if holder.is_corner else Pt(max(style.size, _LEAST_SIZES.get(name, 0)))
        clear = readable and all(clearest(other, behind) >= needs for other in others)
        return Placeholder(
            key=name,
            type=holder.type,
            index=holder.index,
            rect=holder.rect,
            size=size,
            color=role,
            bold=style.bold,
            align=style.align,
            anchor=style.anchor,
            insets=_fitting(style.insets, holder.rect),
            wide=style.wide,
            capitals=style.capitals,
            optional=name in _OPTIONAL,
            right_to_left=style.right_to_left,
            moved=moved,
            small=small,
            inherits=clear and style.inherited,
            resized=size != style.size or (surface.layout.restaged and holder.is_title),
            held=holder.held,
        )

    def bare(self, role: str) -> str:
        """Role -> the slot of its colour, without the layout whose theme it is of."""
        return self.roles[role].slot.partition(OWN)[0]

    def readable(self, behind: tuple[str, ...], tones: Tones, quiet: bool = False) -> Color:
        """Return the slot, or black or white, that is clear on what is behind; a quiet one first where it may be."""
        slots, shades = [Color("dk1"), Color("lt1"), Color("dk2"), Color("lt2")], tones.shades
        slots = [tones.roles["muted"], *slots] if quiet else slots
        candidates = [*slots, as_slot("#FFFFFF", shades.slots), as_slot("#000000", shades.slots)]
        clear = shades.first(candidates, behind, TEXT)
        return clear or max(candidates, key=lambda color: on_the_whole(shades.hex(color), behind))

    def quiet(self, behind: tuple[str, ...], tones: Tones, roles: Sequence[str]) -> Color:
        """Return the first of some roles' colours that is clear on what is behind, else any that is."""
        colors = [tones.roles[role] for role in roles]
        return tones.shades.first(colors, behind, TEXT) or self.readable(behind, tones)

    def box(
        self, name: str, key: Key, rect: Rect, size: Pt, align: Align, anchor: Anchor, surface: Surface, tones: Tones
    ) -> Placeholder:
        """Return a plain text box, in the quietest colour that can be read where it stands."""
        behind = surface.behind(rect)
        names = ("primary", "muted", "ink") if name == "kicker" and key == "section" else ("muted", "ink")
        role = f"{key}-{name}"
        self.roles[role] = tones.said(self.quiet(behind, tones, names))
        return Placeholder(name, "", 0, rect, size, role, align=align, anchor=anchor, optional=name != "footer")


def _fitting(insets: Insets, rect: Rect) -> Insets:
    """A placeholder's insets and its rectangle -> the same, without those that leave a line too little room."""
    left, top, right, bottom = insets
    tight = rect.height - top - bottom < LEAST_TITLE
    return (left, Emu(0), right, Emu(0)) if tight else insets
