"""The placeholders of a cover and of a section's first slide on a template's layout.

A text for which the layout has no placeholder becomes a text box where there is room for it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import field
from typing import Final

from deckbrief.base.length import Emu, Pt, Rect, inches, points
from deckbrief.base.message import msg
from deckbrief.base.record import record, replace
from deckbrief.theme.template.choice import Key
from deckbrief.theme.template.parts import Holder
from deckbrief.theme.template.places import Places
from deckbrief.theme.template.roles import Tones
from deckbrief.theme.template.room import (
    LEAST_TITLE,
    best_part,
    corner_place,
    grown,
    holds,
    is_kicker,
    longer_date,
    opening_texts,
    parted,
)
from deckbrief.theme.template.strips import free_strip, is_even
from deckbrief.theme.template.surface import GAP, Surface, evenness
from deckbrief.theme.theme import Align, Anchor, Placeholder

_SPEAKER: Final = inches(0.9)
_LEAST_SPEAKER: Final = inches(0.42)
_DATE: Final = inches(0.36)
_BOXES: Final = {"subtitle": (inches(1.2), inches(0.5)), "speaker": (_SPEAKER, _LEAST_SPEAKER), "date": (_DATE, _DATE)}
"""Heights of text boxes of ours below a title, the most and the least, and"""
_BOX_SIZES: Final = {"subtitle": Pt(24), "speaker": Pt(18), "date": Pt(16)}
"""what they are set in."""
_SPEAKER_NEEDS: Final = Pt(16), 48
"""In which size it can be read well who speaks, and how many characters a department, a role and a name take."""
_HOST_NEEDS: Final = Pt(16), 60
"""The same of a text that another one can follow."""
_HEIGHTS: Final = (inches(0.9), inches(0.75))
"""How high a lower subtitle becomes where there is room: two lines, or a little less."""
_SUBTITLE_NEEDS: Final = Pt(18), 60
"""In which size a sentence can be read well, and how many characters it takes;"""
_HIGHEST: Final = inches(1.4)
"""a narrow subtitle that has no room for it becomes that high."""
_DATE_WIDTH: Final = inches(1.2)
_LEAST_SUBTITLE_SIZE: Final = Pt(12)
_TWO_LINES: Final = points(36)
"""Two lines of the smallest subtitle in the tallest face, and"""
_NARROWEST_SUBTITLE: Final = inches(4.8)
"""the width in which they hold a sentence."""


@record
class OpeningMaker:
    """Makes the placeholders of one opening; `found` are those that there are already."""

    places: Places
    key: Key
    surface: Surface
    tones: Tones
    found: dict[str, Placeholder] = field(default_factory=dict)

    def texts(self) -> dict[str, Placeholder]:
        """Return title, subtitle, speaker, date, kicker and number, as far as there is room for them."""
        layout, title, found = self.surface.layout, self.title, self.found
        texts = opening_texts(layout, title)
        found["title"] = self.places.title(self.key, self.surface, self.tones)
        texts, above = parted(texts, title, roomiest=self.key == "section")
        names: tuple[str, ...] = ("subtitle", "speaker", "date" if self.key == "cover" else "kicker")
        if self.key == "section" and above and len(texts) > 1:
            names = names[:2]
            found["kicker"] = self._text("kicker", above[0])
        for name, holder in zip(names, texts, strict=False):
            found[name] = self._text(name, holder)
        if self.key == "cover" and "date" not in found:
            self._add_date()
        if self.key == "section":
            self._add_kicker_and_number()
        self._add_boxes(texts)
        if missing := [name for name in self._wanted if name not in found]:
            message = msg(
                "the layout '{name}' for {key} has no place for {what}: put behind another text, or left out",
                name=self.places.template.label(layout),
                key=self.key,
                what=", ".join(missing),
            )
            hint = msg("add a text placeholder below the title in the slide master view")
            self.places.tell("template-file.placeholder", message, hint)
        order = ("kicker", "title", "subtitle", "speaker", "date", "number")
        return {name: found[name] for name in order if name in found}

    @property
    def title(self) -> Holder:
        title = self.surface.layout.title
        assert title is not None, "a layout without a title is not chosen"
        return title

    @property
    def _wanted(self) -> tuple[str, ...]:
        """What an opening says below its title."""
        return ("subtitle", "speaker", "date") if self.key == "cover" else ("subtitle", "speaker")

    def _held(self, name: str, holder: Holder, place: Rect | None = None) -> Placeholder:
        return self.places.held(name, self.key, holder, self.surface, self.tones, place)

    def _box(self, name: str, rect: Rect, size: Pt, align: Align, anchor: Anchor) -> Placeholder:
        return self.places.box(name, self.key, rect, size, align, anchor, self.surface, self.tones)

    def _add_date(self) -> None:
        """Put the date into its corner, with the free room beside it, where it can be read there."""
        corner = self.surface.layout.corner("dt")
        place = corner_place(self.surface, corner, _DATE_WIDTH) if corner else None
        if corner is None or place is None or not is_even(self.surface, place):
            return
        if any(text.rect.overlaps(place.inset(0, place.height // 4)) for text in self.found.values()):
            return  # a subtitle has grown into it
        held = self._held("date", corner, place)
        longer = longer_date(self.surface, corner, place)
        shown = self.tones.shades.hex(replace(self.places.roles[held.color], slot=self.places.bare(held.color)))
        clear = longer is not None and self.surface.is_clear(shown, longer)
        self.found["date"] = replace(held, spare=longer if clear else None)

    def _add_kicker_and_number(self) -> None:
        layout, title = self.surface.layout, self.title
        kicker = next((holder for holder in layout.texts if is_kicker(holder, title)), None)
        if "kicker" not in self.found and kicker is not None:
            self.found["kicker"] = self._held("kicker", kicker)
        if layout.corner("sldNum") is not None:
            self.places.number(self.key, self.found, self.surface, self.tones)
        if "kicker" not in self.found:
            strip = self.places.above(self.found["title"].rect, inches(0.5), self.surface)
            if strip is not None:
                self.found["kicker"] = self._box("kicker", strip, Pt(28), title.style.align, "bottom")

    def _text(self, name: str, holder: Holder) -> Placeholder:
        """Return a text where it can be read; a low subtitle with the free room below or above it."""
        place = best_part(self.surface, holder.rect, inches(3), LEAST_TITLE, middle=True)
        others = [other.rect for other in self.surface.layout.holders if other is not holder]
        if name != "subtitle":
            return self._held(name, holder, place)
        heights = _HEIGHTS if holds(place, *_SUBTITLE_NEEDS) else (_HIGHEST, *_HEIGHTS)
        higher = (grown(self.surface, place, height, others) for height in heights)
        place = next((more for more in higher if more != place), place)
        held = replace(self._held(name, holder, place), least=_LEAST_SUBTITLE_SIZE)
        if held.size > self.found["title"].size:  # what is said below a title is no louder than it
            held = replace(held, size=self.found["title"].size, resized=True)
        left, top, right, bottom = held.insets
        if place.height - top - bottom < _TWO_LINES:
            held = replace(held, insets=(left, Emu(0), right, Emu(0)))
        if place.height >= _TWO_LINES and place.width >= _NARROWEST_SUBTITLE:
            return held
        message = msg(
            "the subtitle of the layout '{name}' for {key} has no room for two lines: longer ones are left out",
            name=self.places.template.label(self.surface.layout),
            key=self.key,
        )
        self.places.tell("template-file.room", message, msg("make its placeholder larger in the slide master view"))
        return replace(held, optional=True)

    def _add_boxes(self, texts: Sequence[Holder]) -> None:
        """Add text boxes for what has no placeholder below the title and subtitle, as far as there is room."""
        first = "subtitle" if texts and "subtitle" in self.found else "title"
        lead = replace(texts[0] if texts else self.title, rect=self.found[first].rect)
        for name in self._wanted:
            if name not in self.found and (free := self._free(name, lead)) is not None:
                box = self._box(name, free, _BOX_SIZES[name], lead.style.align, "top")
                self.found[name] = replace(box, least=_LEAST_SUBTITLE_SIZE if name == "speaker" else None)

    def _free(self, name: str, lead: Holder) -> Rect | None:
        """Return where a text of an opening can stand in a box, set like `lead`; None: nowhere, or behind another."""
        surface, found = self.surface, self.found
        most, least = _BOXES[name]
        heights = list(dict.fromkeys((most, (most + least) // 2, least)))
        texts = [found[text] for text in ("kicker", "title", *self._wanted) if text in found]
        stand = [text.rect for text in texts if text.type != "dt"]
        # Rather clear of all footers, else of those that this slide shows.
        corners = [holder.rect for holder in surface.layout.holders if holder.is_corner]
        beside = corners, [found[text].rect for text in ("date", "number") if text in found]
        free = free_strip(surface, lead, stand, heights, beside)
        below = "subtitle" in found and found["subtitle"].rect.y >= found["title"].rect.bottom - GAP
        if name == "speaker" and below and (free is None or not holds(free, *_SPEAKER_NEEDS)):
            free = self._share_subtitle() or free
        hosts = any(host in found and holds(found[host].rect, *_HOST_NEEDS) for host in self._wanted)
        if free is not None and (not hosts or (is_even(surface, free) and not self._is_apart(free))):
            return free
        # Above a title that stands high there is the edge: rather the text follows another one.
        if hosts and found["title"].rect.center_y <= self.places.template.height // 2:
            return None
        above = free_strip(surface, lead, stand, heights, beside, above=True)
        if above is None or not any(host in found for host in self._wanted):
            return above
        apart = surface.has_other_ground(above, found["title"].rect)
        return above if is_even(surface, above) and not apart else None

    def _is_apart(self, strip: Rect) -> bool:
        """Tell whether a strip is on another ground than all texts that stand already: on art beside them."""
        texts = [self.found[text].rect for text in ("title", *self._wanted) if text in self.found]
        return all(self.surface.has_other_ground(strip, rect) for rect in texts)

    def _share_subtitle(self) -> Rect | None:
        """Cut the speaker's strip off the foot of a high subtitle; none off a low one, or where it is motley there."""
        subtitle = self.found["subtitle"]
        if subtitle.rect.height < inches(1.5):
            return None
        kept, cut = subtitle.rect.split_top(round(subtitle.rect.height * 0.6))
        left, _, right, _ = subtitle.insets
        strip = cut.inset(left, 0, right, 0)
        if evenness(self.surface.behind(strip)) < 0.9:
            return None
        self.found["subtitle"] = replace(subtitle, rect=kept, moved=True)
        return strip
