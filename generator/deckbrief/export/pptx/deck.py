"""Frames -> a PowerPoint file: what the frames say, nothing decided here.

Slides and notes are written as text; what is the same for every deck of a theme is rendered once (parts.py).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import Final

from deckbrief.base.length import Pt
from deckbrief.base.record import record
from deckbrief.export.pptx.identity import shape_names
from deckbrief.export.pptx.parts import PRESENTATION, Base, theme_base
from deckbrief.export.pptx.presentation import with_slides
from deckbrief.export.pptx.properties import add_properties
from deckbrief.export.pptx.references import DeckReferences, SlideReferences
from deckbrief.export.pptx.shapes import shape_xml
from deckbrief.export.pptx.slide import notes_xml, slide_xml
from deckbrief.export.pptx.title_sizes import with_sizes
from deckbrief.layout.frame import AnyItem, DeckFrames, Frame
from deckbrief.ooxml.package import Package, Packed, packed
from deckbrief.ooxml.relationship import office
from deckbrief.theme.theme import Theme

_KIND: Final = "application/vnd.openxmlformats-officedocument.presentationml"


@record
class WrittenSlides:
    """Slides of a deck, written: members of its zip, and content types by part and by extension."""

    members: Mapping[str, Packed]
    types: Mapping[str, str]
    defaults: Mapping[str, str]


def write_deck(deck: DeckFrames, theme: Theme) -> bytes:
    """Deck and its theme -> the bytes of a .pptx, the same for the same input.

    Raises ProblemError where a template of the theme fails or a link leads nowhere; KeyError or ValueError where a
    frame contradicts itself (a layout that the theme lacks, a connector to a missing shape, a click inside a group).
    """
    return deck_package(deck, deck_base(theme, deck.lang, deck.titles)).to_bytes()


def deck_base(theme: Theme, lang: str, titles: Mapping[str, Pt] = MappingProxyType({})) -> Base:
    """Theme, language, a deck's sizes of titles -> what its slides are added to; made once for a theme."""
    if theme.template:
        from deckbrief.export.pptx.base import template_base  # lxml, which a theme of ours does without

        return template_base(theme, lang)
    return with_sizes(theme_base(theme, lang), theme, titles)


def deck_package(deck: DeckFrames, base: Base) -> Package:
    """Deck and a base without slides -> the package of the deck; the base stays as it is."""
    package = base.package.copy()
    _add_slides(package, deck, base, range(len(deck.frames)))
    _add_lists(package, deck, base)
    return package


def write_slides(deck: DeckFrames, base: Base, places: Iterable[int]) -> WrittenSlides:
    """Deck, its base, places of slides in the deck from 0 -> these slides, to be joined with the others.

    Of other slides the deck's frames need no items. Raises as `write_deck`.
    """
    package = base.package.copy()
    _add_slides(package, deck, base, places)
    old = base.package
    new = Package(
        {name: data for name, data in package.parts.items() if name not in old.parts},
        {name: kind for name, kind in package.types.items() if name not in old.types},
        {extension: kind for extension, kind in package.defaults.items() if extension not in old.defaults},
        {source: related for source, related in package.relationships.items() if source not in old.relationships},
    )
    return WrittenSlides({name: packed(data) for name, data in new.members().items()}, new.types, new.defaults)


def joined_deck(deck: DeckFrames, base: Base, written: Iterable[WrittenSlides]) -> bytes:
    """Deck, its base, all its slides -> the bytes of the .pptx, the same as `write_deck` gives.

    The deck's frames need no items.
    """
    package = base.package.copy()
    members: dict[str, Packed] = {}
    for slides in written:
        members.update(slides.members)
        package.types.update(slides.types)
        package.defaults.update(slides.defaults)
    _add_lists(package, deck, base)
    return package.to_bytes(members)


def _add_slides(package: Package, deck: DeckFrames, base: Base, places: Iterable[int]) -> None:
    references = DeckReferences(package, _link_targets(deck))
    for place in places:
        frame = deck.frames[place]
        _add_slide(package, base, references, frame, place + 1, deck.shapes)


def _add_lists(package: Package, deck: DeckFrames, base: Base) -> None:
    """Put into the package what lists and describes the slides, and into layouts what they show of the deck."""
    slides = [f"slides/slide{number}.xml" for number in range(1, len(deck.frames) + 1)]
    relationships = package.relate(PRESENTATION, "slide", *slides)
    package.parts[PRESENTATION] = with_slides(package.parts[PRESENTATION], deck, relationships)
    add_properties(package, deck)
    references = DeckReferences(package, _link_targets(deck))
    for key, fixed in {frame.layout: frame.fixed for frame in deck.frames if frame.fixed}.items():
        _add_fixed(package, references, base.layouts[key], fixed, deck)


def _add_fixed(
    package: Package, references: DeckReferences, part: str, items: Sequence[AnyItem], deck: DeckFrames
) -> None:
    """Put items into a layout, above its decorations and placeholders; their links lead to slides."""
    related = list(package.relationships.get(part, ()))
    refs = SlideReferences(
        references, lang=deck.lang, slide=part, number=0, relationships=related, shapes={}, last_id=_FIXED_IDS,
        names=dict(enumerate(shape_names(items, deck.shapes), _FIXED_IDS + 1)),
    )  # fmt: skip
    shapes = "".join([shape_xml(item, {}, refs) for item in items])
    package.parts[part] = package.parts[part].replace(b"</p:spTree>", shapes.encode() + b"</p:spTree>", 1)
    package.relationships[part] = tuple(
        entry._replace(target=f"../slides/{entry.target}") if entry.target.startswith("slide") else entry
        for entry in related
    )


_FIXED_IDS: Final = 100
"""Ids of what is put into layouts begin above those of what they have."""


def _add_slide(
    package: Package, base: Base, deck: DeckReferences, frame: Frame, number: int, words: Mapping[str, str]
) -> None:
    """Add a slide, its shapes called by the deck's words, and its notes, each knowing of the other."""
    layout = base.layouts[frame.layout].removeprefix("ppt/")
    related = [
        office(1, "slideLayout", f"../{layout}"),
        office(2, "notesSlide", f"../notesSlides/notesSlide{number}.xml"),
    ]
    ids, names = _shape_ids(frame), shape_names(frame.items, words)
    refs = SlideReferences(
        deck, lang=frame.lang, slide=frame.name, number=number, relationships=related, shapes=ids,
        list_style=base.list_style, table=base.table, names=dict(enumerate(names, 2)),
    )  # fmt: skip
    color_map = base.color_maps.get(frame.layout, "")
    slide = slide_xml(frame, base.placeholders[frame.layout], base.backgrounds.get(frame.layout), refs, color_map)
    palette = base.palettes.get(frame.layout)
    if palette is not None:
        slide = palette.told(slide)
    for alias, slot in base.aliases.get(frame.layout, {}).items() if palette is None else ():
        slide = slide.replace(f'<a:schemeClr val="{alias}"', f'<a:schemeClr val="{slot}"')
    package.add(f"ppt/slides/slide{number}.xml", f"{_KIND}.slide+xml", slide, related)
    back = (
        office(1, "notesMaster", f"../{base.notes_master.removeprefix('ppt/')}"),
        office(2, "slide", f"../slides/slide{number}.xml"),
    )
    notes = notes_xml(frame, number, names, words, slide, base.notes_indexes)
    package.add(f"ppt/notesSlides/notesSlide{number}.xml", f"{_KIND}.notesSlide+xml", notes, back)


def _shape_ids(frame: Frame) -> dict[str, int]:
    """Return shape ids by name, counted as shapes.py counts them; of two shapes of one name the first is meant."""
    ids: dict[str, int] = {}
    for number, item in enumerate(frame.walk(), 2):
        ids.setdefault(item.name, number)
    return ids


def _link_targets(deck: DeckFrames) -> dict[str, int]:
    """Return slide numbers by the slides' names, and by the names of sections, which lead to their first slide."""
    targets = {frame.name: number for number, frame in enumerate(deck.frames, 1)}
    for number, frame in enumerate(deck.frames, 1):
        targets.setdefault(frame.section, number)
    return targets
