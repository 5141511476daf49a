"""A template's layouts -> ours: where each text stands, in which colour, and what room is left for figures.

A text for which a layout has no placeholder becomes a plain text box where there is room for it, and is left out
where there is none; only the source line takes room from the body.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import field
from typing import Final

from deckbrief.base.length import Emu, Pt, Rect, inches, points
from deckbrief.base.message import Message, msg
from deckbrief.base.problem import Hint, Problem
from deckbrief.base.record import record, replace
from deckbrief.theme.template.choice import Key
from deckbrief.theme.template.colors import as_slot, clearest, on_the_whole, slots_of
from deckbrief.theme.template.parts import Holder, Insets, Template
from deckbrief.theme.template.roles import LARGE, TEXT, Shades, Tones, roles_of
from deckbrief.theme.template.room import (
    CORNER_HEIGHT,
    FOOT,
    LEAST_TITLE,
    LEAST_TITLE_SIZE,
    best_part,
    body_of,
    can_grow,
    contents,
    corner_place,
    grown,
    holds,
    is_kicker,
    longer_date,
    opening_texts,
    parted,
    source_line,
    stage_of,
    strip_above,
    title_place,
)
from deckbrief.theme.template.strips import free_strip, readable_strip
from deckbrief.theme.template.surface import GAP, Surface, evenness
from deckbrief.theme.theme import OWN, SECOND_LINE, Align, Anchor, Color, Layout, Placeholder

_KICKER: Final = inches(0.3)
_SPEAKER: Final = inches(0.9)
_LEAST_SPEAKER: Final = inches(0.42)
_DATE: Final = inches(0.36)
_BOXES: Final = {"subtitle": (inches(1.2), inches(0.5)), "speaker": (_SPEAKER, _LEAST_SPEAKER), "date": (_DATE, _DATE)}
"""Heights of text boxes of ours below a title, the most and the least, and"""
_BOX_SIZES: Final = {"subtitle": Pt(24), "speaker": Pt(18), "date": Pt(16)}
"""what they are set in."""
_HEIGHTS: Final = (inches(0.9), inches(0.75))
"""How high a lower subtitle becomes where there is room: two lines, or a little less."""
_SOURCE_WIDTH: Final = inches(4.4)
"""A source line of thirty characters in the smallest size."""
_NUMBER_WIDTH: Final = inches(0.4)
_DATE_WIDTH: Final = inches(1.2)
_BACK_WIDTH: Final = inches(2.6)
_BACK_HEIGHT: Final = inches(0.3)
"""What the way back to the agenda takes at most."""
_LEAST_SIZES: Final = {"title": Pt(24), "subtitle": Pt(18), "speaker": Pt(16), "date": Pt(12)}
"""What is set smaller in a template is set in this, where it fits: no slide can be read in the room otherwise."""
_LEAST_SUBTITLE_SIZE: Final = Pt(12)
_TWO_LINES: Final = points(36)
"""Two lines of the smallest subtitle in the tallest face, and"""
_NARROWEST_SUBTITLE: Final = inches(4.8)
"""the width in which they hold a sentence."""
_LOWEST: Final = Pt(14)
"""Where a place holds so few characters that many a title would not do even in the least size, they are set in this."""
_LARGEST_TITLE: Final = Pt(66)
_OPTIONAL: Final = ("kicker", "date", "number")
"""What a slide can do without where a template has too little room for it; a text box of ours is always such."""
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
            self._tell("template-file.contrast", message, hint, "warning")
        self.layouts.update({key: self._layout(key, surface) for key, surface in self.surfaces.items()})
        for (color, ratio, needs), names in self._faint.items():
            message = msg(
                "text in {color} has a contrast of {ratio}, and needs {needs:g}: placeholder {names}",
                color=color,
                ratio=ratio,
                needs=needs,
                names=", ".join(names),
            )
            self._tell("template-file.contrast", message, msg("change its colour, or what is behind it"))

    def _tell(self, code: str, message: Message, hint: Hint = "", severity: str = "note") -> None:
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
        make = self._opening if key in ("cover", "section") else self._working
        placeholders, body = make(key, surface, body, tones)
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
        found = {"title": self._title(key, surface, tones)}
        kicker = next((holder for holder in layout.texts if is_kicker(holder, title)), None)
        if kicker is not None:
            found["kicker"] = self._held("kicker", key, kicker, surface, tones)
            if kicker.rect.overlaps(body):
                body = _below(body, Emu(kicker.rect.bottom + GAP))
        elif (strip := self._above(found["title"].rect, _KICKER, surface)) is not None:
            found["kicker"] = self._box("kicker", key, strip, Pt(14), title.style.align, "bottom", surface, tones)
        self._number(key, found, surface, tones)
        body, found["footer"] = self._footer(key, found, body, surface, tones)
        content = next((holder for holder in contents(layout) if holder.holds_text), None)
        if key == "text" and content is not None:
            found["body"] = self._held("body", key, content, surface, tones)
        order = ("kicker", "title", "body", "footer", "number")
        return {name: found[name] for name in order if name in found}, body

    def _title(self, key: Key, surface: Surface, tones: Tones) -> Placeholder:
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
            self._tell("template-file.placeholder", message, msg("set another size in the slide master view"))
        held = self._held("title", key, title, surface, tones, place)
        fixed = key in ("figure", "text") and not can_grow(surface, place, SECOND_LINE)
        roomy = holds(place, LEAST_TITLE_SIZE) and not fixed
        return replace(held, least=LEAST_TITLE_SIZE if roomy else _LOWEST, fixed=fixed)

    # Footers ----------------------------------------------------------------------------------------------------------

    def _number(self, key: Key, found: dict[str, Placeholder], surface: Surface, tones: Tones) -> None:
        """Put in the slide number where it can be read; left out, and told, where it cannot."""
        number = surface.layout.corner("sldNum")
        name = self.template.label(surface.layout)
        if number is None:
            hint = msg("tick Footers in the slide master view, so that slides are numbered")
            self._tell("template-file.placeholder", msg("the layout '{name}' has no slide number", name=name), hint)
            return
        place = corner_place(surface, number, _NUMBER_WIDTH)
        if place is None:
            message = msg("the slide number of the layout '{name}' has no place to be read: left out", name=name)
            self._tell("template-file.room", message, msg("move it in the slide master view"))
            return
        found["number"] = self._held("number", key, number, surface, tones, place)

    def _footer(
        self, key: Key, found: Mapping[str, Placeholder], body: Rect, surface: Surface, tones: Tones
    ) -> tuple[Rect, Placeholder]:
        """Return the room for figures, and the source line: in the footer, else in a strip at the foot of that room."""
        footer, name = surface.layout.corner("ftr"), self.template.label(surface.layout)
        if footer is None:
            hint = msg("tick Footers in the slide master view: the source line stands in the footer")
            message = msg("the layout '{name}' has no footer; the source line takes a strip of the body", name=name)
            self._tell("template-file.placeholder", message, hint)
            return self._own_footer(key, body, surface, tones)
        number = found.get("number")
        place = corner_place(surface, footer, min(footer.rect.width, _SOURCE_WIDTH))
        place = None if place is not None and place.overlaps(body) else place
        wide = source_line(surface, place or footer.rect, body, number.rect if number else None, _SOURCE_WIDTH)
        if (place is None or place.width < _SOURCE_WIDTH) and (wide is None or wide.width < _SOURCE_WIDTH):
            message = msg(
                "the footer '{holder}' of the layout '{name}' has no room for a source line: it stands elsewhere",
                holder=footer.name,
                name=name,
            )
            self._tell("template-file.room", message, msg("make it wider in the slide master view, clear of logos"))
            return self._own_footer(key, body, surface, tones)
        held = self._held("footer", key, footer, surface, tones, place or wide)
        spare = wide if place is not None and wide is not None and wide.width > place.width else None
        return body, replace(held, spare=spare)

    def _own_footer(self, key: Key, body: Rect, surface: Surface, tones: Tones) -> tuple[Rect, Placeholder]:
        """Return the room for figures without its foot, and a source line there."""
        line = Rect(body.x, Emu(body.bottom - FOOT), body.width, FOOT)
        line = best_part(surface, line, _SOURCE_WIDTH, CORNER_HEIGHT)
        body = Rect(body.x, body.y, body.width, Emu(body.height - FOOT - GAP))
        return body, self._box("footer", key, line, Pt(12), "left", "middle", surface, tones)

    # Openings ---------------------------------------------------------------------------------------------------------

    def _opening(self, key: Key, surface: Surface, body: Rect, tones: Tones) -> tuple[dict[str, Placeholder], Rect]:
        """Placeholders of a cover or of a section's first slide: title, subtitle, speaker, date, kicker, number."""
        layout, title = surface.layout, surface.layout.title
        assert title is not None, "a layout without a title is not chosen"
        texts = opening_texts(layout, title)
        found = {"title": self._title(key, surface, tones)}
        texts, above = parted(texts, title, roomiest=key == "section")
        names: tuple[str, ...] = ("subtitle", "speaker", "date" if key == "cover" else "kicker")
        if key == "section" and above and len(texts) > 1:
            names = names[:2]
            found["kicker"] = self._text("kicker", key, above[0], surface, tones)
        for name, holder in zip(names, texts, strict=False):
            found[name] = self._text(name, key, holder, surface, tones)
        corner = layout.corner("dt")
        if key == "cover" and "date" not in found and corner is not None:
            place = corner_place(surface, corner, _DATE_WIDTH)
            if place is not None:
                held = self._held("date", key, corner, surface, tones, place)
                longer = longer_date(surface, corner, place)
                shown = tones.shades.hex(replace(self.roles[held.color], slot=self._bare(held.color)))
                clear = longer is not None and surface.is_clear(shown, longer)
                found["date"] = replace(held, spare=longer if clear else None)
        kicker = next((holder for holder in layout.texts if is_kicker(holder, title)), None)
        if key == "section" and "kicker" not in found and kicker is not None:
            found["kicker"] = self._held("kicker", key, kicker, surface, tones)
        if key == "section" and layout.corner("sldNum") is not None:
            self._number(key, found, surface, tones)
        if key == "section" and "kicker" not in found:
            strip = self._above(found["title"].rect, inches(0.5), surface)
            if strip is not None:
                style = title.style
                found["kicker"] = self._box("kicker", key, strip, Pt(28), style.align, "bottom", surface, tones)
        self._boxes_below(key, found, texts, surface, tones)
        wanted = ("subtitle", "speaker", "date") if key == "cover" else ("subtitle", "speaker")
        if missing := [name for name in wanted if name not in found]:
            message = msg(
                "the layout '{name}' for {key} has no place for {what}: left out",
                name=self.template.label(layout),
                key=key,
                what=", ".join(missing),
            )
            hint = msg("add a text placeholder below the title in the slide master view")
            self._tell("template-file.placeholder", message, hint)
        order = ("kicker", "title", "subtitle", "speaker", "date", "number")
        return {name: found[name] for name in order if name in found}, body

    def _text(self, name: str, key: Key, holder: Holder, surface: Surface, tones: Tones) -> Placeholder:
        """Return a text of an opening where it can be read; a low subtitle with the free room below or above it."""
        place = best_part(surface, holder.rect, inches(3), LEAST_TITLE, middle=True)
        others = [other.rect for other in surface.layout.holders if other is not holder]
        if name != "subtitle":
            return self._held(name, key, holder, surface, tones, place)
        place = next((more for high in _HEIGHTS if (more := grown(surface, place, high, others)) != place), place)
        held = replace(self._held(name, key, holder, surface, tones, place), least=_LEAST_SUBTITLE_SIZE)
        left, top, right, bottom = held.insets
        if place.height - top - bottom < _TWO_LINES:
            held = replace(held, insets=(left, Emu(0), right, Emu(0)))
        if place.height >= _TWO_LINES and place.width >= _NARROWEST_SUBTITLE:
            return held
        message = msg(
            "the subtitle of the layout '{name}' for {key} has no room for two lines: longer ones are left out",
            name=self.template.label(surface.layout),
            key=key,
        )
        self._tell("template-file.room", message, msg("make its placeholder larger in the slide master view"))
        return replace(held, optional=True)

    def _boxes_below(
        self, key: Key, found: dict[str, Placeholder], texts: Sequence[Holder], surface: Surface, tones: Tones
    ) -> None:
        """Add text boxes for what has no placeholder below the title and subtitle, as far as there is room."""
        wanted = ("subtitle", "speaker", "date") if key == "cover" else ("subtitle", "speaker")
        missing = [name for name in wanted if name not in found]
        if not missing:
            return
        title = surface.layout.title
        assert title is not None, "a layout without a title is not chosen"
        lead = texts[0] if texts else title
        subtitle_last = "subtitle" in found and found["subtitle"].rect.y >= found["title"].rect.bottom - GAP
        corners = [holder.rect for holder in surface.layout.holders if holder.is_corner]
        used = [found[name].rect for name in ("date", "number") if name in found]
        for name in missing:
            most, least = _BOXES[name]
            heights = list(dict.fromkeys((most, (most + least) // 2, least)))
            stand = [
                found[text].rect for text in ("kicker", "title", *wanted) if text in found and found[text].type != "dt"
            ]
            # Rather clear of all footers, else of those that this slide shows.
            free = free_strip(surface, lead, stand, heights, (corners, used))
            if free is None and name == "speaker" and subtitle_last:
                free = self._share_subtitle(found, surface)
            free = free or free_strip(surface, lead, stand, heights, (corners, used), above=True)
            if free is not None:
                found[name] = self._box(name, key, free, _BOX_SIZES[name], lead.style.align, "top", surface, tones)

    def _above(self, title: Rect, height: int, surface: Surface) -> Rect | None:
        """Return a strip above a title where a kicker can be read."""
        strip, holder = strip_above(surface, title, height), surface.layout.title
        assert holder is not None, "a layout without a title is not chosen"
        return strip and readable_strip(surface, strip, holder.style.align)

    def _share_subtitle(self, found: dict[str, Placeholder], surface: Surface) -> Rect | None:
        """Cut the speaker's strip off the foot of a high subtitle; none off a low one, or where it is motley there."""
        subtitle = found["subtitle"]
        if subtitle.rect.height < inches(1.5):
            return None
        kept, cut = subtitle.rect.split_top(round(subtitle.rect.height * 0.6))
        left, _, right, _ = subtitle.insets
        strip = cut.inset(left, 0, right, 0)
        if evenness(surface.behind(strip)) < 0.9:
            return None
        found["subtitle"] = replace(subtitle, rect=kept, moved=True)
        return strip

    # Texts ------------------------------------------------------------------------------------------------------------

    def _held(
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
        needs = LARGE if style.is_large else TEXT
        ratio = clearest(seen, behind)
        readable = ratio >= needs
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
        return Placeholder(
            key=name,
            type=holder.type,
            index=holder.index,
            rect=holder.rect,
            size=Pt(min(style.size, _CORNER)) if holder.is_corner else Pt(max(style.size, _LEAST_SIZES.get(name, 0))),
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
            inherits=readable and style.inherited,
        )

    def _bare(self, role: str) -> str:
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

    def _box(
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
