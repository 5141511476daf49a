"""A template's layouts -> ours: where each text stands, in which colour, and what room is left for figures.

A text for which a layout has no placeholder becomes a plain text box where there is room for it, and is left out
where there is none; only the source line takes room from the body.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import field, replace
from typing import Final

from deckbrief.base.length import Emu, Pt, Rect, inches
from deckbrief.base.message import Message, msg
from deckbrief.base.problem import Hint, Problem
from deckbrief.base.record import record
from deckbrief.theme.template.choice import Key
from deckbrief.theme.template.colors import as_slot, clearest, slots_of
from deckbrief.theme.template.parts import Holder, Template
from deckbrief.theme.template.places import FOOT, GAP, MARGIN, Surface, evenness, text_rect
from deckbrief.theme.template.roles import LARGE, TEXT, Shades, roles_of
from deckbrief.theme.theme import Align, Anchor, Color, Layout, Placeholder

_KICKER: Final = inches(0.3)
_SPEAKER: Final = inches(0.9)
_LEAST_SPEAKER: Final = inches(0.42)
_DATE: Final = inches(0.36)
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
        return Shades(slots_of(figure.layout.palette), figure.behind(figure.body()))

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
            self._warn("template-file.contrast", message, msg("choose a calmer layout under `layouts: figure:`"))
        self.layouts.update({key: self._layout(key, surface, shades) for key, surface in self.surfaces.items()})
        for (color, ratio, needs), names in self._faint.items():
            message = msg(
                "text in {color} has a contrast of {ratio}, and needs {needs:g}: placeholder {names}",
                color=color,
                ratio=ratio,
                needs=needs,
                names=", ".join(names),
            )
            self._warn("template-file.contrast", message, msg("change its colour, or what is behind it"))

    def _warn(self, code: str, message: Message, hint: Hint = "") -> None:
        problem = self.template.file.problem(code, message, hint, "warning")
        if problem not in self.problems:
            self.problems.append(problem)

    def _text_color(self) -> Color | None:
        """Return the colour of the template's body text, where it is a slot."""
        bodies = (holder for key in ("text", "figure") for holder in self.surfaces[key].layout.texts)
        tones = (holder.style.tone for holder in bodies if holder.type in ("obj", "body"))
        return next((tone.color for tone in tones if tone is not None and tone.color is not None), None)

    # Layouts ----------------------------------------------------------------------------------------------------------

    def _layout(self, key: Key, surface: Surface, shades: Shades) -> Layout:
        layout = surface.layout
        paper = "paper"
        if key in ("cover", "section"):
            paper = f"{key}-paper"
            whole = Rect(Emu(0), Emu(0), self.template.width, self.template.height)
            own = Shades(shades.slots, surface.behind(whole))
            self.roles[paper] = as_slot(own.typical, shades.slots)
        body = surface.stage() if key in ("cover", "section") else surface.body()
        make = self._opening if key in ("cover", "section") else self._working
        placeholders, body = make(key, surface, body, shades)
        strip = Rect(Emu(0), Emu(self.template.height - _BAR), self.template.width, _BAR)
        held = [placeholder.rect for placeholder in placeholders.values()]
        return Layout(
            key=key,
            name=layout.name,
            background=paper,
            placeholders=placeholders,
            body=body,
            part=layout.part,
            progress=surface.is_bare(strip, [*held, *(h.rect for h in layout.holders if h.is_corner)]),
        )

    def _working(self, key: Key, surface: Surface, body: Rect, shades: Shades) -> tuple[dict[str, Placeholder], Rect]:
        """Placeholders and body of a slide that is worked with: title, kicker, source line, number."""
        layout, title = surface.layout, surface.layout.title
        assert title is not None, "a layout without a title is not chosen"
        found = {"title": self._held("title", key, title, surface, shades)}
        kicker = next((h for h in layout.texts if h.type == "body" and h.rect.height <= inches(0.8)), None)
        if kicker is not None:
            found["kicker"] = self._held("kicker", key, kicker, surface, shades)
            if kicker.rect.overlaps(body):
                body = _below(body, Emu(kicker.rect.bottom + GAP))
        elif (strip := self._above(surface, title, _KICKER)) is not None:
            found["kicker"] = self._box("kicker", key, strip, Pt(14), title.style.align, "bottom", surface, shades)
        number = layout.corner("sldNum")
        if number is not None:
            found["number"] = self._held("number", key, number, surface, shades)
        else:
            hint = msg("tick Footers in the slide master view, so that slides are numbered")
            self._warn(
                "template-file.placeholder", msg("the layout '{name}' has no slide number", name=layout.name), hint
            )
        footer = layout.corner("ftr")
        if footer is not None:
            held = self._held("footer", key, footer, surface, shades)
            found["footer"] = replace(held, spare=self._wider(footer, number, body, surface))
        else:
            body, found["footer"] = self._own_footer(key, body, surface, shades)
        content = next((h for h in layout.texts if h.type in ("obj", "body") and h is not kicker), None)
        if key == "text" and content is not None:
            found["body"] = self._held("body", key, content, surface, shades)
        order = ("kicker", "title", "body", "footer", "number")
        return {name: found[name] for name in order if name in found}, body

    def _above(self, surface: Surface, title: Holder, height: int) -> Rect | None:
        """Return a strip above the title, as wide as its text, where there is nothing."""
        text = text_rect(title)
        strip = Rect(text.x, Emu(title.rect.y - height), text.width, Emu(height))
        others = [holder.rect for holder in surface.layout.holders if holder is not title]
        return strip if strip.y >= MARGIN // 2 and surface.is_free(strip, others) else None

    def _wider(self, footer: Holder, number: Holder | None, body: Rect, surface: Surface) -> Rect | None:
        """Return the footer as wide as its line of the slide is free: a date does not stand there."""
        left, right = min(footer.rect.x, body.x), max(footer.rect.right, body.right)
        if number is not None and number.rect.y < footer.rect.bottom and footer.rect.y < number.rect.bottom:
            if number.rect.x > footer.rect.x:
                right = min(right, Emu(number.rect.x + number.rect.width // 2))
            else:
                left = max(left, Emu(number.rect.right - number.rect.width // 2))
        wide = Rect(left, footer.rect.y, Emu(right - left), footer.rect.height)
        if wide.width <= footer.rect.width:
            return None
        return wide if surface.is_free(wide) else None

    def _own_footer(self, key: Key, body: Rect, surface: Surface, shades: Shades) -> tuple[Rect, Placeholder]:
        """Return a source line for a layout without a footer, at the foot of the body, and the body without it."""
        hint = msg("tick Footers in the slide master view: the source line stands in the footer")
        message = msg(
            "the layout '{name}' has no footer; the source line takes a strip of the body", name=surface.layout.name
        )
        self._warn("template-file.placeholder", message, hint)
        line = Rect(body.x, Emu(body.bottom - FOOT), body.width, FOOT)
        body = Rect(body.x, body.y, body.width, Emu(body.height - FOOT - GAP))
        return body, self._box("footer", key, line, Pt(12), "left", "middle", surface, shades)

    def _opening(self, key: Key, surface: Surface, body: Rect, shades: Shades) -> tuple[dict[str, Placeholder], Rect]:
        """Placeholders of a cover or of a section's first slide: title, subtitle, speaker, date, kicker, number."""
        layout, title = surface.layout, surface.layout.title
        assert title is not None, "a layout without a title is not chosen"
        texts = [holder for holder in layout.texts if holder.rect.width > inches(1)]
        found = {"title": self._held("title", key, title, surface, shades)}
        names = ("subtitle", "speaker", "date") if key == "cover" else ("subtitle", "speaker", "kicker")
        for name, holder in zip(names, texts, strict=False):
            found[name] = self._held(name, key, holder, surface, shades)
        corner = layout.corner("dt")
        if key == "cover" and "date" not in found and corner is not None:
            found["date"] = replace(
                self._held("date", key, corner, surface, shades), spare=self._longer(corner, surface)
            )
        number = layout.corner("sldNum")
        if key == "section" and number is not None:
            found["number"] = self._held("number", key, number, surface, shades)
        if "subtitle" not in found:
            hint = msg("add a text placeholder below the title in the slide master view")
            self._warn(
                "template-file.placeholder",
                msg("the layout '{name}' for {key} has no subtitle", name=layout.name, key=key),
                hint,
            )
        self._boxes_below(key, found, texts, surface, shades)
        if key == "section" and "kicker" not in found:
            strip = self._above(surface, title, inches(0.5))
            if strip is not None:
                style = title.style
                found["kicker"] = self._box("kicker", key, strip, Pt(28), style.align, "bottom", surface, shades)
        order = ("kicker", "title", "subtitle", "speaker", "date", "number")
        return {name: found[name] for name in order if name in found}, body

    def _longer(self, corner: Holder, surface: Surface) -> Rect | None:
        """Return a date's place drawn out to the far margin, where nothing is drawn; a cover has no other footers."""
        left, right = Emu(2 * MARGIN), Emu(self.template.width - 2 * MARGIN)
        if corner.style.align == "center":
            half = min(corner.rect.center_x - left, right - corner.rect.center_x)
            left, right = Emu(corner.rect.center_x - half), Emu(corner.rect.center_x + half)
        elif corner.style.align == "right":
            right = corner.rect.right
        else:
            left = corner.rect.x
        wide = Rect(left, corner.rect.y, Emu(right - left), corner.rect.height)
        return wide if wide.width > corner.rect.width and surface.is_free(wide) else None

    def _boxes_below(
        self, key: Key, found: dict[str, Placeholder], texts: Sequence[Holder], surface: Surface, shades: Shades
    ) -> None:
        """Add text boxes for what has no placeholder below the title and subtitle, as far as there is room."""
        missing = [name for name in ("speaker", *(("date",) if key == "cover" else ())) if name not in found]
        if not missing:
            return
        title = surface.layout.title
        assert title is not None, "a layout without a title is not chosen"
        lead = texts[0] if texts else title
        text = text_rect(lead)
        subtitle_last = "subtitle" in found and found["subtitle"].rect.y >= found["title"].rect.bottom - GAP
        lowest = max(found[name].rect.bottom for name in ("title", "subtitle") if name in found)
        top = Emu(lowest + GAP)
        corners = [holder.rect for holder in surface.layout.holders if holder.is_corner]
        used = [found[name].rect for name in ("date", "number") if name in found]
        for name in missing:
            most, least = (_SPEAKER, _LEAST_SPEAKER) if name == "speaker" else (_DATE, _DATE)
            heights = dict.fromkeys((most, (most + least) // 2, least))
            strips = [Rect(text.x, top, text.width, Emu(height)) for height in heights]
            # Rather clear of all footers, else of those that this slide shows.
            tries = ((strip, beside) for beside in (corners, used) for strip in strips)
            free = next((strip for strip, beside in tries if self._is_open(strip, surface, beside)), None)
            if free is None and name == "speaker" and subtitle_last:
                free = self._share_subtitle(found, surface)
            if free is not None:
                size = Pt(18 if name == "speaker" else 16)
                found[name] = self._box(name, key, free, size, lead.style.align, "top", surface, shades)
                top = Emu(free.bottom + GAP)

    def _is_open(self, strip: Rect, surface: Surface, beside: Sequence[Rect]) -> bool:
        return strip.bottom <= self.template.height - MARGIN and surface.is_free(strip, beside)

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

    def _held(self, name: str, key: Key, holder: Holder, surface: Surface, shades: Shades) -> Placeholder:
        """Layout's placeholder -> ours. Its colour is the template's, unless that cannot be read where it stands."""
        style = holder.style
        behind = surface.behind_text(holder)
        tone = style.tone
        seen = tone.hex if tone else "#" + shades.slots["dk1"]
        needs = LARGE if style.size >= 24 or (style.bold and style.size >= 18.66) else TEXT
        ratio = clearest(seen, behind)
        if ratio < needs:
            self._faint.setdefault((seen, f"{ratio:.1f}", needs), {})[f"'{holder.name}' on '{surface.layout.name}'"] = 1
        readable = ratio >= LARGE
        role = f"{key}-{name}"
        same_colors = surface.layout.palette == self.surfaces["figure"].layout.palette
        exact = tone.color if tone and same_colors else None
        self.roles[role] = exact or as_slot(seen, shades.slots)
        if not readable:
            self.roles[role] = self._readable(behind, shades)
        return Placeholder(
            key=name,
            type=holder.type,
            index=holder.index,
            rect=holder.rect,
            size=Pt(min(style.size, _CORNER)) if holder.is_corner else style.size,
            color=role,
            bold=style.bold,
            align=style.align,
            anchor=style.anchor,
            insets=style.insets,
            wide=style.wide,
            capitals=style.capitals,
            optional=name in _OPTIONAL,
            inherits=readable and style.inherited,
        )

    def _readable(self, behind: tuple[str, ...], shades: Shades) -> Color:
        """Return the slot, or black or white, that is clearest on what is behind."""
        slots = [Color("dk1"), Color("lt1"), Color("dk2"), Color("lt2")]
        candidates = [*slots, as_slot("#FFFFFF", shades.slots), as_slot("#000000", shades.slots)]
        clear = shades.first(candidates, behind, TEXT)
        return clear or max(candidates, key=lambda color: clearest(shades.hex(color), behind))

    def _box(
        self, name: str, key: Key, rect: Rect, size: Pt, align: Align, anchor: Anchor, surface: Surface, shades: Shades
    ) -> Placeholder:
        """Return a plain text box, in the quietest colour that can be read where it stands."""
        behind = surface.behind(rect)
        colors = [self.roles["muted"], self.roles["ink"]]
        if name == "kicker" and key == "section":
            colors = [self.roles["primary"], *colors]
        role = f"{key}-{name}"
        self.roles[role] = shades.first(colors, behind, TEXT) or self._readable(behind, shades)
        return Placeholder(name, "", 0, rect, size, role, align=align, anchor=anchor, optional=name != "footer")


def _below(body: Rect, top: Emu) -> Rect:
    return Rect(body.x, top, body.width, Emu(body.bottom - top))
