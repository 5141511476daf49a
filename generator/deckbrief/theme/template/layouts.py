"""A template's layouts -> ours: where each text stands, in which colour, and what room is left for figures.

A text for which a layout has no placeholder becomes a plain text box where there is room for it, and is left out
where there is none; only the source line takes room from the body.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import field
from typing import Final

from deckbrief.base.length import Emu, Pt, Rect, inches
from deckbrief.base.message import Message, msg
from deckbrief.base.problem import Hint, Problem
from deckbrief.base.record import record, replace
from deckbrief.theme.template.choice import Key
from deckbrief.theme.template.colors import as_slot, clearest, on_the_whole, slots_of
from deckbrief.theme.template.openings import OpeningMaker
from deckbrief.theme.template.parts import Holder, Insets, Template
from deckbrief.theme.template.roles import LARGE, TEXT, Shades, Tones, roles_of
from deckbrief.theme.template.room import (
    CORNER_HEIGHT,
    FOOT,
    LEAST_HEIGHT,
    LEAST_TITLE,
    LEAST_TITLE_SIZE,
    best_part,
    body_of,
    can_grow,
    contents,
    corner_place,
    holds,
    is_kicker,
    source_line,
    stage_of,
    strip_above,
    title_place,
)
from deckbrief.theme.template.strips import is_even, readable_strip
from deckbrief.theme.template.surface import GAP, Surface
from deckbrief.theme.theme import OWN, SECOND_LINE, Align, Anchor, Color, Layout, Placeholder

_KICKER: Final = inches(0.3)
_SOURCE_WIDTH: Final = inches(4.4)
"""A source line of thirty characters in the smallest size."""
_NUMBER_WIDTH: Final = inches(0.4)
_BACK_WIDTH: Final = inches(2.6)
_BACK_HEIGHT: Final = inches(0.3)
"""What the way back to the agenda takes at most."""
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
_BAR: Final = inches(0.07)
"""What the progress bar takes of the foot of a slide."""


@record
class LayoutMaker:
    """Makes our roles and layouts of those that were chosen."""

    template: Template
    surfaces: Mapping[Key, Surface]
    problems: list[Problem] = field(default_factory=list)
    roles: dict[str, Color] = field(default_factory=dict)
    layouts: dict[str, Layout] = field(default_factory=dict)
    _faint: dict[tuple[str, str, float], dict[str, int]] = field(default_factory=dict)
    """Colour, contrast, contrast needed -> the placeholders of which that is true, in order."""

    @property
    def shades(self) -> Shades:
        """The colours that there are, and what figures stand on."""
        figure = self.surfaces["figure"]
        return Shades(slots_of(figure.layout.palette), figure.behind(body_of(figure)))

    @property
    def slots(self) -> dict[str, str]:
        """The slots of the theme, and of each layout whose master has another theme its own, `accent1@cover`."""
        slots = dict(self.shades.slots)
        for key in self.surfaces:
            tones = self._tones(key)
            slots |= {slot + tones.suffix: color for slot, color in tones.shades.slots.items() if tones.suffix}
        return slots

    def _tones(self, key: Key) -> Tones:
        """Return the colours of a layout: those of the figures, or its own where its master has another theme."""
        surface, figure = self.surfaces[key], self.surfaces["figure"]
        if surface.layout.palette.slots == figure.layout.palette.slots:
            return Tones(self.shades, self.roles)
        whole = Rect(Emu(0), Emu(0), self.template.width, self.template.height)
        shades = Shades(slots_of(surface.layout.palette), surface.behind(whole))
        return Tones(shades, roles_of(shades, None), OWN + key)

    def make(self) -> None:
        """Fill in roles and layouts; everything that is missing or hard to read is noted as a problem."""
        figure, shades = self.surfaces["figure"], self.shades
        self.roles.update(roles_of(shades, self._text_color()))
        worst = clearest(shades.hex(self.roles["ink"]), shades.paper)
        if worst < TEXT:
            message = msg(
                "what is behind the figures of layout '{name}' is both light and dark: text on it has a "
                "contrast of {worst:.1f}, and needs {text:g}",
                name=figure.layout.name,
                worst=worst,
                text=TEXT,
            )
            hint = msg("choose a calmer layout under `layouts: figure:`")
            self.tell("template-file.contrast", message, hint, "warning")
        for key, surface in self.surfaces.items():
            if surface.layout.restaged:
                message = msg(
                    "the layout '{name}' is made for other slides than {key}: its title stands elsewhere there",
                    name=self.template.label(surface.layout),
                    key=key,
                )
                hint = msg(
                    "add a layout for {key} in the slide master view, or name one under `layouts: {key}:`", key=key
                )
                self.tell("template-file.layout", message, hint)
        self.layouts.update({key: self._layout(key, surface) for key, surface in self.surfaces.items()})
        for (color, ratio, needs), names in self._faint.items():
            message = msg(
                "text in {color} has a contrast of {ratio}, and needs {needs:g}: placeholder {names}",
                color=color,
                ratio=ratio,
                needs=needs,
                names=", ".join(names),
            )
            self.tell("template-file.contrast", message, msg("change its colour, or what is behind it"))

    def tell(self, code: str, message: Message, hint: Hint = "", severity: str = "note") -> None:
        """Note what the template lacks, and what is done instead; where nothing could be done, it is a warning."""
        problem = self.template.file.problem(code, message, hint, severity)
        if problem not in self.problems:
            self.problems.append(problem)

    def _text_color(self) -> Color | None:
        """Return the colour of the template's body text, where it is a slot."""
        bodies = (holder for key in ("text", "figure") for holder in self.surfaces[key].layout.texts)
        tones = (holder.style.tone for holder in bodies if holder.type in ("obj", "body"))
        return next((tone.color for tone in tones if tone is not None and tone.color is not None), None)

    # Layouts ----------------------------------------------------------------------------------------------------------

    def _layout(self, key: Key, surface: Surface) -> Layout:
        layout, tones = surface.layout, self._tones(key)
        paper = "paper"
        if key in ("cover", "section"):
            paper = f"{key}-paper"
            whole = Rect(Emu(0), Emu(0), self.template.width, self.template.height)
            own = Shades(tones.shades.slots, surface.behind(whole))
            self.roles[paper] = tones.said(as_slot(own.typical, own.slots))
        body = stage_of(surface) if key in ("cover", "section") else body_of(surface)
        if key in ("cover", "section"):
            placeholders = OpeningMaker(self, key, surface, tones).texts()
        else:
            placeholders, body = self._working(key, surface, body, tones)
        strip = Rect(Emu(0), Emu(self.template.height - _BAR), self.template.width, _BAR)
        held = [placeholder.rect for placeholder in placeholders.values()]
        return Layout(
            key=key,
            name=layout.name,
            background=paper,
            placeholders=placeholders,
            body=body,
            part=layout.part,
            back=self._back(key, placeholders, body, surface, tones),
            progress=surface.is_bare(strip, [*held, *(h.rect for h in layout.holders if h.is_corner)]),
        )

    def _back(
        self, key: Key, placeholders: Mapping[str, Placeholder], body: Rect, surface: Surface, tones: Tones
    ) -> tuple[tuple[Rect, str], ...]:
        """Return where the way back can be read, at the foot or beside the kicker, and the role of its colour there."""
        width = Emu(min(_BACK_WIDTH, body.width // 2))
        if key in ("cover", "section"):
            line = body.bottom - _BACK_HEIGHT
            ends = [Rect(Emu(x), Emu(line), width, _BACK_HEIGHT) for x in (body.x, body.right - width)]
        elif kicker := placeholders.get("kicker"):
            middle = kicker.rect.center_y - _BACK_HEIGHT // 2
            ends = [Rect(Emu(body.right - width), Emu(middle), width, _BACK_HEIGHT)]
        else:
            return ()
        found = []
        for number, place in enumerate(ends, 1):
            behind, role = surface.behind(place), f"{key}-back-{number}"
            color = self._quiet(behind, tones, ("muted", "ink"))
            if clearest(tones.shades.hex(color), behind) >= TEXT:
                self.roles[role] = tones.said(color)
                found.append((place, role))
        return tuple(found)

    def _working(self, key: Key, surface: Surface, body: Rect, tones: Tones) -> tuple[dict[str, Placeholder], Rect]:
        """Placeholders and body of a slide that is worked with: title, kicker, source line, number."""
        layout, title = surface.layout, surface.layout.title
        assert title is not None, "a layout without a title is not chosen"
        found = {"title": self.title(key, surface, tones)}
        kicker = next((holder for holder in layout.texts if is_kicker(holder, title)), None)
        if kicker is not None:
            found["kicker"] = self.held("kicker", key, kicker, surface, tones)
            if kicker.rect.overlaps(body):
                body = _below(body, Emu(kicker.rect.bottom + GAP))
        elif (strip := self.above(found["title"].rect, _KICKER, surface)) is not None:
            found["kicker"] = self.box("kicker", key, strip, Pt(14), title.style.align, "bottom", surface, tones)
        self.number(key, found, surface, tones)
        body, found["footer"] = self._footer(key, found, body, surface, tones)
        content = next((holder for holder in contents(layout) if holder.holds_text), None)
        if key == "text" and content is not None:
            found["body"] = self.held("body", key, content, surface, tones)
        order = ("kicker", "title", "body", "footer", "number")
        return {name: found[name] for name in order if name in found}, body

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

    # Footers ----------------------------------------------------------------------------------------------------------

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

    def _footer(
        self, key: Key, found: Mapping[str, Placeholder], body: Rect, surface: Surface, tones: Tones
    ) -> tuple[Rect, Placeholder]:
        """Return the room for figures, and the source line: in the footer, else in a strip at the foot of that room."""
        footer, name = surface.layout.corner("ftr"), self.template.label(surface.layout)
        if footer is None:
            hint = msg("tick Footers in the slide master view: the source line stands in the footer")
            message = msg("the layout '{name}' has no footer; the source line takes a strip of the body", name=name)
            self.tell("template-file.placeholder", message, hint)
            return self._own_footer(key, body, surface, tones)
        number = found.get("number")
        place = corner_place(surface, footer, min(footer.rect.width, _SOURCE_WIDTH))
        place = None if place is not None and place.overlaps(body) else place
        wide = source_line(surface, place or footer.rect, body, number.rect if number else None, _SOURCE_WIDTH)
        if self._is_better_above(body, surface):  # than on a picture's skyline or words
            place, wide = (rect if rect is not None and is_even(surface, rect) else None for rect in (place, wide))
        if all(rect is None or rect.width < _SOURCE_WIDTH for rect in (place, wide)):
            message = msg(
                "the footer '{holder}' of the layout '{name}' has no room for a source line: it stands elsewhere",
                holder=footer.name,
                name=name,
            )
            self.tell("template-file.room", message, msg("make it wider in the slide master view, clear of logos"))
            return self._own_footer(key, body, surface, tones)
        held = self.held("footer", key, footer, surface, tones, place or wide)
        spare = wide if place is not None and wide is not None and wide.width > place.width else None
        return body, replace(held, spare=spare)

    def _is_better_above(self, body: Rect, surface: Surface) -> bool:
        """Tell whether the foot of the body is even, and can be spared for a source line."""
        line = Rect(body.x, Emu(body.bottom - FOOT), body.width, FOOT)
        return body.height - FOOT - GAP >= LEAST_HEIGHT and is_even(surface, line)

    def _own_footer(self, key: Key, body: Rect, surface: Surface, tones: Tones) -> tuple[Rect, Placeholder]:
        """Return the room for figures without its foot, and a source line there."""
        line = Rect(body.x, Emu(body.bottom - FOOT), body.width, FOOT)
        line = best_part(surface, line, _SOURCE_WIDTH, CORNER_HEIGHT)
        body = Rect(body.x, body.y, body.width, Emu(body.height - FOOT - GAP))
        return body, self.box("footer", key, line, Pt(12), "left", "middle", surface, tones)

    # Texts ------------------------------------------------------------------------------------------------------------

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
            self._faint.setdefault((seen, f"{ratio:.1f}", needs), {})[label] = 1
        role = f"{key}-{name}"
        same_colors = tones.suffix or surface.layout.palette == self.surfaces["figure"].layout.palette
        exact = tone.color if tone and same_colors else None
        color, small = exact or as_slot(seen, shades.slots), ""
        if readable and ratio < TEXT:
            small = f"{role}-small"
            self.roles[small] = tones.said(self._readable(behind, tones))
        if not readable:
            color = self._readable(behind, tones, quiet=holder.is_corner)
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
        )

    def bare(self, role: str) -> str:
        """Role -> the slot of its colour, without the layout whose theme it is of."""
        return self.roles[role].slot.partition(OWN)[0]

    def _readable(self, behind: tuple[str, ...], tones: Tones, quiet: bool = False) -> Color:
        """Return the slot, or black or white, that is clear on what is behind; a quiet one first where it may be."""
        slots, shades = [Color("dk1"), Color("lt1"), Color("dk2"), Color("lt2")], tones.shades
        slots = [tones.roles["muted"], *slots] if quiet else slots
        candidates = [*slots, as_slot("#FFFFFF", shades.slots), as_slot("#000000", shades.slots)]
        clear = shades.first(candidates, behind, TEXT)
        return clear or max(candidates, key=lambda color: on_the_whole(shades.hex(color), behind))

    def _quiet(self, behind: tuple[str, ...], tones: Tones, roles: Sequence[str]) -> Color:
        """Return the first of some roles' colours that is clear on what is behind, else any that is."""
        colors = [tones.roles[role] for role in roles]
        return tones.shades.first(colors, behind, TEXT) or self._readable(behind, tones)

    def box(
        self, name: str, key: Key, rect: Rect, size: Pt, align: Align, anchor: Anchor, surface: Surface, tones: Tones
    ) -> Placeholder:
        """Return a plain text box, in the quietest colour that can be read where it stands."""
        behind = surface.behind(rect)
        names = ("primary", "muted", "ink") if name == "kicker" and key == "section" else ("muted", "ink")
        role = f"{key}-{name}"
        self.roles[role] = tones.said(self._quiet(behind, tones, names))
        return Placeholder(name, "", 0, rect, size, role, align=align, anchor=anchor, optional=name != "footer")


def _below(body: Rect, top: Emu) -> Rect:
    return Rect(body.x, top, body.width, Emu(body.bottom - top))


def _fitting(insets: Insets, rect: Rect) -> Insets:
    """A placeholder's insets and its rectangle -> the same, without those that leave a line too little room."""
    left, top, right, bottom = insets
    tight = rect.height - top - bottom < LEAST_TITLE
    return (left, Emu(0), right, Emu(0)) if tight else insets
