"""Lists of a slide: bullets in its body placeholder; cards, an agenda, details in rooms of their own."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from deckbrief.base.emphasis import without_marks
from deckbrief.base.length import EMU_PER_PT, Emu, Pt, Rect, inches, px
from deckbrief.base.record import record, replace
from deckbrief.draft.slides import Entry, ListBlock
from deckbrief.layout.figures.drawing import Drawing
from deckbrief.layout.figures.kit import Look, lines_of
from deckbrief.layout.figures.shapes import card, rings
from deckbrief.layout.frame import AnyItem, Shape, Text
from deckbrief.layout.slide.agenda import draw_agenda
from deckbrief.layout.slide.cards import draw_cards
from deckbrief.layout.slide.detail import draw_detail
from deckbrief.layout.slide.panel import has_panel
from deckbrief.layout.text.emphasis import emphasized
from deckbrief.layout.text.fit import Copy, Slot, fit, height_for
from deckbrief.theme.metrics import ems
from deckbrief.theme.theme import Color, Face, Layout, Placeholder, Theme

_HANG: Final = inches(0.333)
_HANGS: Final = 0.95
"""A mark stands so far before its line, and so many ems of large type: fonts of Chinese give it a whole one."""
_BEFORE: Final = Pt(10)
_BULLETS: Final = ("•", "–", "·")
"""By level."""
_LARGE: Final = Pt(28)
"""Where a layout's text is at least so large, it has room for few words set larger still."""
_FILLING: Final = (34.0, 30.0, 28.0)
_BETWEEN: Final = (30.0, 26.0, 22.0, 18.0, 14.0)
"""Sizes of lines, and points between two, that are tried from the largest."""
_FILLED: Final = 0.86
"""Share of a box that larger lines may take."""
_LEAD_PITCH: Final = 1.28
_AROUND: Final = px(32)
_BAR: Final = px(8)
_RINGS: Final = ((150, 194), (58, 104))
"""A card reaches so far beyond its text; its bar, and the rings in its corner, in px."""
_CHOSEN: Final = 48
"""Lines of a text of so many ems are chosen; a longer one runs."""


@record
class _Voice:
    """How the lines of a list are set: sizes of the first that leads, and of the others, and what is between them."""

    lead: Pt
    size: Pt
    before: Pt
    face: Face = "major"
    """Of the lead."""
    alone: bool = False
    """Whether the only line is said as a statement is."""


def _voice(block: ListBlock, size: Pt) -> _Voice:
    """List, size of its layout's text -> how it is set: few words large, a lead above all others."""
    if size < _LARGE:
        return _Voice(size, size, _BEFORE, face="minor")
    others = [entry for entry in block.entries if not entry.strong]
    lengths = [ems(without_marks(_words_of(entry))) for entry in others]
    longest = max(lengths, default=0)
    if len(block.entries) == 1 and block.style == "prose" and longest <= 40:
        return _Voice(Pt(56), Pt(56 if longest <= 22 else 44), _BEFORE, alone=True)
    led = len(others) < len(block.entries)
    flat = not any(entry.level for entry in others)
    if flat and len(others) <= 4 and longest <= 9:
        return _Voice(Pt(40), Pt(34 if led else 40), Pt(22))
    if flat and len(others) <= 3 and longest <= 24:
        return _Voice(Pt(40), Pt(30 if led else 34), Pt(18))
    return _Voice(Pt(34), Pt(28) if led else size, Pt(14))


def draw_bullets(block: ListBlock, box: Rect, look: Look, layout: Layout) -> Drawing:
    """List block -> bullets in the layout's body placeholder, or where it has none in a text box of the size of `box`.

    Beside a panel they stand on a card. With `reveal` a paragraph appears with each click. Raises DoesNotFit where they
    are too many even at the floor.
    """
    theme, placeholder = look.theme, layout.placeholders.get("body")
    ink, accent = theme.color(placeholder.color if placeholder else "ink"), theme.color("primary")
    voice = _voice(block, placeholder.size if placeholder else theme.scale.lead)
    prose = block.style == "prose"

    def copies_of(voice: _Voice) -> tuple[Copy, ...]:
        return tuple(emphasized(_copy(entry, voice, prose, ink, accent, theme), accent) for entry in block.entries)

    if placeholder and voice.size >= _LARGE and not voice.alone and not prose:
        voice = _filling(voice, copies_of, box, placeholder.pitch)
    copies = copies_of(voice)
    insets = placeholder.insets if placeholder else (Emu(0), Emu(0), Emu(0), Emu(0))
    if placeholder:
        box = _with_sides(box, placeholder)
    anchor = placeholder.anchor if placeholder else "top"
    slot = Slot(copies=copies, box=box, insets=insets, anchor=anchor, exact=placeholder is None)
    body = fit(slot, placeholder.pitch if placeholder else theme.pitch)
    if block.reveal:
        numbered = enumerate(body.paragraphs, 1)
        body = replace(body, paragraphs=tuple(replace(paragraph, click=click) for click, paragraph in numbered))
    path = block.entries[0].of.rpartition(".")[0]  # a shape has one path: that of the list
    text = Text(name="bullets", rect=box, body=body, placeholder="body" if placeholder else "", path=path)
    ground = _ground(box, look) if placeholder and has_panel(layout) else ()
    return Drawing((*ground, text), body.text, len(body.paragraphs) if block.reveal else 0)


def _filling(voice: _Voice, copies_of: Callable[[_Voice], tuple[Copy, ...]], box: Rect, pitch: float) -> _Voice:
    """Return the voice with larger lines, and more between them, where a box is then filled and no line is added."""
    usual = copies_of(voice)
    lines = [len(lines_of(copy, box.width)) for copy in usual]
    for size in (each for each in _FILLING if each >= voice.size):
        for before in (each for each in _BETWEEN if each >= voice.before):
            larger = replace(voice, size=Pt(size), lead=Pt(max(size, voice.lead)), before=Pt(before))
            copies = copies_of(larger)
            if height_for(copies, box.width, pitch, exact=False) <= box.height * _FILLED:
                if [len(lines_of(copy, box.width)) for copy in copies] == lines:
                    return larger
                break
    return voice


def _with_sides(box: Rect, placeholder: Placeholder) -> Rect:
    """Return the box and the insets at its sides that a template's body is laid out without."""
    left = max(0, min(placeholder.insets[0], box.x - placeholder.rect.x))
    right = max(0, min(placeholder.insets[2], placeholder.rect.right - box.right))
    return Rect(Emu(box.x - left), box.y, Emu(box.width + left + right), box.height)


def _copy(entry: Entry, voice: _Voice, prose: bool, ink: Color, accent: Color, theme: Theme) -> Copy:
    text = _words_of(entry)
    size = voice.lead if entry.strong else _at_level(voice.size, entry.level, theme)
    hang = max(_HANG, Emu(round(voice.size * EMU_PER_PT * _HANGS)))
    lead = entry.strong or voice.alone
    mark = "" if prose or entry.strong else _BULLETS[min(entry.level, 2)]
    said = lead and voice.face == "major"
    return Copy(
        text=text, bold=lead, face="major" if said else "minor", size=size, floor=theme.scale.floor, color=ink,
        pitch=_LEAD_PITCH if said else 0, bullet=mark, bullet_color=accent,
        indent=Emu(hang * (entry.level + 1)) if mark else Emu(0), hang=hang,
        before=voice.before if not entry.level else Pt(4), path=entry.of, level=entry.level,
        balanced=ems(without_marks(text)) <= _CHOSEN,
    )  # fmt: skip


def _ground(box: Rect, look: Look) -> tuple[AnyItem, ...]:
    """Return the card on which a text stands, with a bar at its left and rings in its corner."""
    place = Rect(
        Emu(box.x - _AROUND), Emu(box.y - _AROUND), Emu(box.width + 2 * _AROUND), Emu(box.height + 2 * _AROUND)
    )
    bar = Rect(place.x, place.y, _BAR, place.height)
    return (
        card("card", place, look),
        rings("card rings", place, "br", look.color("tint"), _RINGS),
        Shape(name="card bar", rect=bar, fill=look.color("hue")),
    )


def _at_level(size: Pt, level: int, theme: Theme) -> Pt:
    """Return the size of a line that stands under so many others: a step smaller for each."""
    return Pt(max(float(theme.scale.floor), size - 2.0 * level))


def draw_list(block: ListBlock, box: Rect, theme: Theme, accent: int = 1, layout: Layout | None = None) -> Drawing:
    """List block, the section's accent, the slide's layout -> what draws it in `box`.

    Raises DoesNotFit where there is no room for its texts even at the floor.
    """
    look = Look(theme, accent)
    if block.style == "agenda":
        return draw_agenda(block, box, look)
    if block.style == "detail":
        return draw_detail(block, box, look)
    return draw_cards(block, box, look, layout)


def _words_of(entry: Entry) -> str:
    return " ".join(part for part in (entry.lead, entry.text, entry.aside) if part)
