"""A template's layouts -> ours: where each text stands, in which colour, and what room is left for figures.

A text for which a layout has no placeholder becomes a plain text box where there is room for it, and is left out
where there is none; only the source line takes room from the body.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from functools import cached_property
from typing import Final

from deckbrief.base.length import Emu, Pt, Rect, inches
from deckbrief.base.message import msg
from deckbrief.base.record import record, replace
from deckbrief.theme.template.brand import brand_hue
from deckbrief.theme.template.choice import Key
from deckbrief.theme.template.colors import as_slot, clearest, slots_of
from deckbrief.theme.template.openings import OpeningMaker
from deckbrief.theme.template.parts import Template
from deckbrief.theme.template.places import Places
from deckbrief.theme.template.roles import TEXT, Shades, Tones, roles_of
from deckbrief.theme.template.room import (
    CORNER_HEIGHT,
    FOOT,
    LEAST_HEIGHT,
    best_part,
    body_of,
    contents,
    corner_place,
    is_kicker,
    source_line,
    stage_of,
)
from deckbrief.theme.template.strips import is_even
from deckbrief.theme.template.surface import GAP, Surface
from deckbrief.theme.theme import OWN, Color, Layout, Placeholder

_KICKER: Final = inches(0.3)
_SOURCE_WIDTH: Final = inches(4.4)
"""A source line of thirty characters in the smallest size."""
_BACK_WIDTH: Final = inches(2.6)
_BACK_HEIGHT: Final = inches(0.3)
"""What the way back to the agenda takes at most."""
_BAR: Final = inches(0.07)
"""What the progress bar takes of the foot of a slide."""


@record
class LayoutMaker:
    """Makes our roles and layouts of those that were chosen."""

    template: Template
    surfaces: Mapping[Key, Surface]
    layouts: dict[str, Layout] = field(default_factory=dict)

    @cached_property
    def places(self) -> Places:
        """Makes its placeholders, and has the roles of colours and what is to be told."""
        return Places(self.template, self.surfaces)

    @property
    def shades(self) -> Shades:
        """The colours that there are, and what figures stand on."""
        figure = self.surfaces["figure"]
        return Shades(slots_of(figure.layout.palette), figure.behind(body_of(figure)), brand=self.brand)

    @cached_property
    def brand(self) -> float | None:
        """The hue of what is drawn on its layouts."""
        return brand_hue(self.surfaces.values())

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
            return Tones(self.shades, self.places.roles)
        whole = Rect(Emu(0), Emu(0), self.template.width, self.template.height)
        shades = Shades(slots_of(surface.layout.palette), surface.behind(whole), brand=self.brand)
        return Tones(shades, roles_of(shades, None), OWN + key)

    def make(self) -> None:
        """Fill in roles and layouts; everything that is missing or hard to read is noted as a problem."""
        figure, shades = self.surfaces["figure"], self.shades
        self.places.roles.update(roles_of(shades, self._text_color()))
        worst = clearest(shades.hex(self.places.roles["ink"]), shades.paper)
        if worst < TEXT:
            message = msg(
                "what is behind the figures of layout '{name}' is both light and dark: text on it has a "
                "contrast of {worst:.1f}, and needs {text:g}",
                name=figure.layout.name,
                worst=worst,
                text=TEXT,
            )
            hint = msg("choose a calmer layout under `layouts: figure:`")
            self.places.tell("template-file.contrast", message, hint, "warning")
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
                self.places.tell("template-file.layout", message, hint)
        self.layouts.update({key: self._layout(key, surface) for key, surface in self.surfaces.items()})
        for (color, ratio, needs), names in self.places.faint.items():
            message = msg(
                "text in {color} has a contrast of {ratio}, and needs {needs:g}: placeholder {names}",
                color=color,
                ratio=ratio,
                needs=needs,
                names=", ".join(names),
            )
            self.places.tell("template-file.contrast", message, msg("change its colour, or what is behind it"))

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
            self.places.roles[paper] = tones.said(as_slot(own.typical, own.slots))
        body = stage_of(surface) if key in ("cover", "section") else body_of(surface)
        if key in ("cover", "section"):
            placeholders = OpeningMaker(self.places, key, surface, tones).texts()
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
        """Return where the way back can be read, at the foot or beside the kicker, and the role of its colour there.

        Where something is drawn there, or stands there, it has no place, and is left out.
        """
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
        corners = [holder.rect for holder in surface.layout.holders if holder.is_corner and key != "cover"]
        texts = [placeholder.rect for placeholder in placeholders.values()]
        for number, place in enumerate(ends, 1):
            role = f"{key}-back-{number}"
            color = self.places.quiet(surface.behind(place), tones, ("muted", "ink"))
            # On a picture another ground is art, as a meadow is; elsewhere it is a band, where a link looks at home.
            opens = key in ("cover", "section") and surface.is_on_picture(place)
            apart = opens and all(surface.has_other_ground(place, text) for text in texts)
            clear = surface.is_clear(tones.shades.hex(color), place) and not apart
            if clear and surface.is_free(place, corners) and is_even(surface, place):
                self.places.roles[role] = tones.said(color)
                found.append((place, role))
        return tuple(found)

    def _working(self, key: Key, surface: Surface, body: Rect, tones: Tones) -> tuple[dict[str, Placeholder], Rect]:
        """Placeholders and body of a slide that is worked with: title, kicker, source line, number."""
        layout, title = surface.layout, surface.layout.title
        assert title is not None, "a layout without a title is not chosen"
        found = {"title": self.places.title(key, surface, tones)}
        kicker = next((holder for holder in layout.texts if is_kicker(holder, title)), None)
        if kicker is not None:
            found["kicker"] = self.places.held("kicker", key, kicker, surface, tones)
            if kicker.rect.overlaps(body):
                body = _below(body, Emu(kicker.rect.bottom + GAP))
        elif (strip := self.places.above(found["title"].rect, _KICKER, surface)) is not None:
            found["kicker"] = self.places.box("kicker", key, strip, Pt(14), title.style.align, "bottom", surface, tones)
        self.places.number(key, found, surface, tones)
        body, found["footer"] = self._footer(key, found, body, surface, tones)
        content = next((holder for holder in contents(layout) if holder.holds_text), None)
        if key == "text" and content is not None:
            found["body"] = self.places.held("body", key, content, surface, tones)
        order = ("kicker", "title", "body", "footer", "number")
        return {name: found[name] for name in order if name in found}, body

    # Footers ----------------------------------------------------------------------------------------------------------

    def _footer(
        self, key: Key, found: Mapping[str, Placeholder], body: Rect, surface: Surface, tones: Tones
    ) -> tuple[Rect, Placeholder]:
        """Return the room for figures, and the source line: in the footer, else in a strip at the foot of that room."""
        footer, name = surface.layout.corner("ftr"), self.template.label(surface.layout)
        if footer is None:
            hint = msg("tick Footers in the slide master view: the source line stands in the footer")
            message = msg("the layout '{name}' has no footer; the source line takes a strip of the body", name=name)
            self.places.tell("template-file.placeholder", message, hint)
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
            self.places.tell(
                "template-file.room", message, msg("make it wider in the slide master view, clear of logos")
            )
            return self._own_footer(key, body, surface, tones)
        held = self.places.held("footer", key, footer, surface, tones, place or wide)
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
        return body, self.places.box("footer", key, line, Pt(12), "left", "middle", surface, tones)


def _below(body: Rect, top: Emu) -> Rect:
    return Rect(body.x, top, body.width, Emu(body.bottom - top))
