"""A page of a slide and what it knows of its deck -> its frame: placeholders, and between them what is drawn."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from deckbrief.base.length import EMU_PER_PT, Emu, Rect, px
from deckbrief.base.patterns import deferred
from deckbrief.base.record import record, replace
from deckbrief.draft.nodes import Picture
from deckbrief.draft.slides import (
    Note,
    Slide,
)
from deckbrief.layout.frame import AnyItem, CutPicture, Frame, Text
from deckbrief.layout.slide.chrome import (
    Stretch,
    back_link,
    chip,
    kicker_rect,
    progress,
)
from deckbrief.layout.slide.forms import layout_of
from deckbrief.layout.slide.notes_page import notes_page
from deckbrief.layout.slide.opening import line_icons, logo_plate
from deckbrief.layout.slide.panel import has_panel
from deckbrief.layout.slide.placeholders import placeholder_text, title_text
from deckbrief.layout.slide.total import total_items, with_total
from deckbrief.layout.text.fit import DoesNotFit
from deckbrief.layout.text.hanging import with_hung_marks
from deckbrief.theme.theme import Layout, Placeholder, Theme

_BELOW_COVER_TITLE: Final = px(36)
_HOSTS: Final = (("date", "speaker", " · "), ("speaker", "subtitle", "\n"), ("date", "subtitle", "\n"))
"""What goes behind which other text of an opening, and what joins them."""
_KICKER_PARTS: Final = deferred(r"\s*[·•]\s*")
"""What parts a kicker: the section from what of it is told."""


@record
class Page:
    """A slide or a continuation of one; `items` are its body, None where another process has drawn it."""

    slide: Slide
    title_lines: int
    items: tuple[AnyItem, ...] | None
    instead: str = ""
    """The figure that is drawn in place of the one that the content asks for."""
    cut_pictures: tuple[CutPicture, ...] = ()
    """What is cut of the pictures of a slide, with its first page."""


@record
class Chrome:
    """What a slide knows of the deck around it.

    `strip` is the progress strip, `at` the section's place in it, `share` how far the section has come and `whole` how
    far the deck has (0 to 1); `chip` is the number that the section bears, if it bears one.
    """

    number: int
    strip: tuple[Stretch, ...]
    at: int
    share: float
    whole: float
    chip: str
    logo: Picture | None
    section: str
    lang: str


def frame_of(page: Page, chrome: Chrome, theme: Theme, notes: tuple[Note, ...] = ()) -> Frame:
    slide = page.slide
    layout = layout_of(slide, theme)
    items = () if page.items is None else tuple(_items(slide, page.title_lines, page.items, chrome, theme))
    return Frame(
        name=slide.name,
        width=theme.width,
        height=theme.height,
        items=with_hung_marks(items, chrome.lang, in_placeholders=not theme.template),
        title=slide.title,
        layout=layout.key,
        section=chrome.section,
        lang=chrome.lang,
        background=theme.color(layout.background, layout.accent),
        notes=notes,
        notes_page=notes_page(notes, theme.notes),
        minutes=slide.minutes or 0,
        accent=slide.accent,
        hidden=slide.hidden,
        instead=page.instead,
        cut_pictures=page.cut_pictures,
    )


def _items(
    slide: Slide, title_lines: int, drawn: tuple[AnyItem, ...], chrome: Chrome, theme: Theme
) -> Iterator[AnyItem]:
    """Return all that stands on a slide, in reading order: its placeholders, and between them what is `drawn`."""
    layout = layout_of(slide, theme)
    texts = _with_hosts(texts_around(slide), slide, theme)
    opens = not layout.aside and slide.layout in ("cover", "section")
    if opens:  # its rings lie behind its words, and what they are called is read after them
        yield from (item for item in drawn if item.name == "rings")
    total = total_items(slide, title_lines, theme)
    kicker = _unlike_title(slide.kicker, slide.title)
    kicker = kicker if total else with_total(kicker, slide)
    chipped = bool(layout.strip) and slide.layout not in ("cover", "section") and bool(kicker or chrome.chip)
    if chipped:
        yield chip(chrome.chip, slide.accent, layout, theme)
    if "kicker" in layout.placeholders and kicker:
        place = kicker_rect(chrome.chip, layout) if chipped else None
        yield from _kicker(kicker, slide, place, theme)
    alone = layout.strip == "bleed" and slide.layout == "section" and not kicker
    held = _in_place_of_number(layout) if alone else layout.placeholders["title"]
    title = title_text(slide, held, title_lines, theme)
    follows = _below(title, layout) if slide.layout == "cover" and slide.subtitle and not theme.template else None
    yield replace(title, rect=title.rect.split_top(Emu(follows.y - title.rect.y))[0]) if follows else title
    yield from total
    # A section's route and way back stand left of its texts, and are read before them.
    if layout.aside:
        yield from drawn
    back = back_link(slide.back, layout, theme) if slide.back else None
    if back and not opens:
        above = [item for item in drawn if has_panel(layout) and item.rect.right <= layout.body.x]
        yield from above  # at the foot of a panel it is read after what stands there
        yield back
        drawn = tuple(item for item in drawn if not any(item is other for other in above))
    shown = [key for key in ("subtitle", "message", "speaker", "date") if key in layout.placeholders and texts[key]]
    if theme.template:  # of somebody else's layout, where a text may stand above another
        shown.sort(key=lambda key: layout.placeholders[key].rect.y)
    corner = [key for key in shown if layout.placeholders[key].type == "dt"]
    places = {"subtitle": follows} if follows else _higher(layout) if alone else {}
    told = [
        text
        for key in shown
        if key not in corner
        for text in placeholder_text(
            key,
            texts[key],
            slide,
            theme,
            rect=places.get(key),
            size=max(_LARGER_ALONE[key], layout.placeholders[key].size) if alone and key in _LARGER_ALONE else 0,
        )
    ]
    yield from told
    if not theme.template and slide.layout == "cover":
        yield from line_icons("cover", told, theme)
        if chrome.logo:
            yield from logo_plate(chrome.logo, theme)
    if layout.strip == "bleed" and slide.layout == "section":
        yield from line_icons("section", told, theme)
    if back and opens:
        yield back
    if not layout.aside:
        yield from (item for item in drawn if not opens or item.name != "rings")
    for key in corner:
        yield from placeholder_text(key, texts[key], slide, theme)
    if "footer" in layout.placeholders and slide.source:
        yield from placeholder_text("footer", slide.source, slide, theme)
    if "number" in layout.placeholders:
        yield from placeholder_text("number", str(chrome.number), slide, theme, field="slidenum")
    if chrome.strip and layout.progress and slide.layout != "cover" and (layout.strip or slide.layout != "section"):
        yield from progress(chrome.strip, chrome.at, chrome.share, chrome.whole, layout, theme)


_LARGER_ALONE: Final = {"subtitle": 36, "message": 22}
"""Sizes of what stands below the title of a section that is the only one."""


def _in_place_of_number(layout: Layout) -> Placeholder:
    """Return where the title of a section stands that has no number: in the number's place."""
    title, number = layout.placeholders["title"], layout.placeholders["kicker"].rect
    top = px(24)
    room = Rect(title.rect.x, top, title.rect.width, Emu(number.bottom - top))
    return replace(title, rect=room, anchor="bottom")


def _higher(layout: Layout) -> dict[str, Rect]:
    """Return the places of what stands below such a title: where titles with a number stand, and what follows them."""
    subtitle, message = layout.placeholders["subtitle"].rect, layout.placeholders["message"].rect
    top = layout.placeholders["title"].rect.y + px(12)
    below = Emu(top + round(subtitle.height * 1.2) + px(12))
    return {
        "subtitle": Rect(subtitle.x, Emu(top), subtitle.width, Emu(round(subtitle.height * 1.2))),
        "message": Rect(message.x, below, message.width, Emu(message.bottom - below)),
    }


def _below(title: Text, layout: Layout) -> Rect | None:
    """Return where a cover's subtitle stands under a title that leaves room; None: in its own place."""
    if "subtitle" not in layout.placeholders:
        return None
    place = layout.placeholders["subtitle"].rect
    y = Emu(title.rect.y + round(title.body.height * EMU_PER_PT) + _BELOW_COVER_TITLE)
    return Rect(place.x, y, place.width, place.height) if y < place.y else None


def _unlike_title(kicker: str, title: str) -> str:
    """Return the kicker without a part of it that is the title's own words."""
    parts = _KICKER_PARTS.split(kicker)
    kept = [part for part in parts if part != title]
    return kicker if len(kept) == len(parts) else " · ".join(kept)


def _kicker(kicker: str, slide: Slide, place: Rect | None, theme: Theme) -> list[Text]:
    """Return the kicker; in a panel that is too narrow for all of it, what it begins with.

    Raises DoesNotFit where it does not fit at all.
    """
    try:
        return placeholder_text("kicker", kicker, slide, theme, rect=place)
    except DoesNotFit:
        first = _KICKER_PARTS.split(kicker)[0]
        if first == kicker:
            raise
        return placeholder_text("kicker", first, slide, theme, rect=place)


def _with_hosts(texts: dict[str, str], slide: Slide, theme: Theme) -> dict[str, str]:
    """Texts of a slide -> the same; on a template's opening what has no room of its own stands behind another text.

    A cover's date stands behind who speaks; else both follow the subtitle, on lines of their own.
    """
    if not (theme.template and slide.layout in ("cover", "section")):
        return texts
    texts = dict(texts)
    for key, host, joint in _HOSTS:
        if not texts[key]:
            continue
        both, own = joint.join(filter(None, (texts[host], texts[key]))), _size_of(key, texts[key], slide, theme)
        if own < theme.scale.floor and _size_of(host, both, slide, theme) > own:
            texts |= {host: both, key: ""}
    return texts


def _size_of(key: str, text: str, slide: Slide, theme: Theme) -> float:
    """Return the size in which a text is set in its place; 0 where there is none, or it has no room in it."""
    if key not in layout_of(slide, theme).placeholders:
        return 0
    try:
        found = placeholder_text(key, text, slide, theme)
    except DoesNotFit:
        return 0
    return min((paragraph.size for item in found for paragraph in item.body.paragraphs), default=0)


def lost_texts(slide: Slide, theme: Theme) -> dict[str, bool]:
    """Slide as it is laid out -> keys of its texts that an opening of a template leaves out.

    True for one whose place is too small for it, False for one that has none.
    """
    if not theme.template or slide.layout not in ("cover", "section"):
        return {}
    layout = layout_of(slide, theme)
    texts = _with_hosts(texts_around(slide), slide, theme)
    lost = [
        key for key in ("subtitle", "speaker", "date") if texts[key] and not _size_of(key, texts[key], slide, theme)
    ]
    hosts = {key: [host for other, host, _ in _HOSTS if other == key] for key in lost}
    return {key: any(place in layout.placeholders for place in (key, *hosts[key])) for key in lost}


def texts_around(slide: Slide) -> dict[str, str]:
    """Return what a slide says in placeholders beside its title, by their keys."""
    return {
        "kicker": slide.kicker,
        "subtitle": slide.subtitle,
        "message": slide.message,
        "speaker": slide.speaker,
        "date": slide.date,
    }
