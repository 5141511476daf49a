"""Pages of a deck -> the size of titles in each of its layouts: titles that stand alike get one size.

A title that has its layout's size says none of its own, and follows when somebody changes the layout.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final, NamedTuple

from deckbrief.base.length import Pt
from deckbrief.base.record import replace
from deckbrief.layout.slide.forms import layout_of
from deckbrief.layout.slide.framing import Page
from deckbrief.layout.slide.placeholders import takes_two_lines, title_text
from deckbrief.layout.text.fit import DoesNotFit
from deckbrief.theme.theme import Layout, Placeholder, Theme

_OWN: Final = 10
"""One title in so many may have a size of its own."""
_Form = tuple[object, ...]


class _Choice(NamedTuple):
    """A size for the titles of one form: how many then have another one, and what all sizes add up to."""

    form: _Form
    size: Pt
    others: int
    total: float


def with_even_titles(pages: Sequence[Page], theme: Theme) -> Theme:
    """Return the theme with titles of a size in each layout that nine in ten of the deck's titles have.

    Layouts whose titles have the same room and look are of one form, and keep one size, also those that no slide has.
    In somebody else's template a title of two lines follows its text alone; there the size is not to jump from slide
    to slide, and the layouts stay as they are.
    """
    return with_title_sizes(theme, _even_in_template(pages, theme) if theme.template else _even(pages, theme))


def with_title_sizes(theme: Theme, sizes: Mapping[str, Pt]) -> Theme:
    """Theme, sizes of titles by layouts' keys -> the theme with these; its master's is that of plain text slides."""
    if not sizes:
        return theme
    layouts = dict(theme.layouts)
    for key, size in sizes.items():
        title = replace(layouts[key].placeholders["title"], size=size)
        layouts[key] = replace(layouts[key], placeholders={**layouts[key].placeholders, "title": title})
    scale = theme.scale
    if "text" in sizes and not theme.template and theme.layouts["text"].placeholders["title"].size == scale.title:
        scale = replace(scale, title=sizes["text"])
    return replace(theme, layouts=layouts, scale=scale)


def _even_in_template(pages: Sequence[Page], theme: Theme) -> dict[str, Pt]:
    found = {}
    for key in [key for key in ("figure", "text") if key in theme.layouts]:
        title = theme.layouts[key].placeholders["title"]
        ours = (page for page in pages if layout_of(page.slide, theme).key == key and page.title_lines == 1)
        sizes = sorted(_size(page, title, theme) for page in ours) if takes_two_lines(title) else []
        if sizes:
            found[key] = sizes[len(sizes) // _OWN]
    return found


def _even(pages: Sequence[Page], theme: Theme) -> dict[str, Pt]:
    """Return a size for each layout with a title: all have it that can, and few of the deck cannot.

    First the size that all of a form can have; then larger ones, as long as few titles are left behind, those first
    by which the titles gain the most for each that is.
    """
    forms: dict[_Form, list[Page]] = {}
    for page in pages:
        forms.setdefault(_form(layout_of(page.slide, theme)), []).append(page)
    choices = {form: [*_choices(form, shown, theme)] for form, shown in forms.items()}
    chosen = {form: min(found, key=lambda choice: (choice.others, -choice.size)) for form, found in choices.items()}
    for form in [form for form in chosen if _is_cover(forms[form])]:  # before others: it is the deck's largest title
        largest = max(choices[form], key=lambda choice: choice.total)
        if sum(choice.others for choice in (chosen | {form: largest}).values()) <= len(pages) // _OWN:
            chosen[form] = largest
    while True:
        left = len(pages) // _OWN - sum(choice.others for choice in chosen.values())
        larger = [
            ((choice.total - chosen[form].total) / (choice.others - chosen[form].others), choice)
            for form, found in choices.items()
            for choice in found
            if choice.size > chosen[form].size and 0 < choice.others - chosen[form].others <= left
        ]
        if not larger:
            break
        best = max(larger, key=lambda found: found[0])[1]
        chosen[best.form] = best
    found = {}
    for layout in theme.layouts.values():
        if "title" not in layout.placeholders:
            continue
        form = _form(layout)
        if form not in chosen and layout.placeholders["title"].size == theme.scale.title:
            form = _form(theme.layout("text"))  # whose size is the master's
        if form in chosen:
            found[layout.key] = chosen[form].size
    return found


def _is_cover(pages: Sequence[Page]) -> bool:
    """Tell whether these are a deck's first and last slide, whose titles nobody compares."""
    return all(page.slide.layout == "cover" for page in pages)


def _form(layout: Layout) -> _Form:
    """Return what titles of one form have in common: the kind of their place, its room, their look."""
    title = layout.placeholders["title"]
    room = title.rect.width, title.rect.height, title.insets
    return title.type, room, title.size, title.pitch, title.face, title.anchor


def _choices(form: _Form, pages: Sequence[Page], theme: Theme) -> Iterator[_Choice]:
    """Yield each size that a title of the form has by itself, with what comes of it if that is its layout's."""
    places = [layout_of(page.slide, theme).placeholders["title"] for page in pages]
    alone = {_size(page, place, theme) for page, place in zip(pages, places, strict=True)}
    for size in sorted(alone):
        sizes = [_size(page, replace(place, size=size), theme) for page, place in zip(pages, places, strict=True)]
        yield _Choice(form, size, sum(each != size for each in sizes), sum(sizes))


def _size(page: Page, place: Placeholder, theme: Theme) -> Pt:
    try:
        return title_text(page.slide, place, page.title_lines, theme).body.paragraphs[0].size
    except DoesNotFit:  # told where the slide is framed
        return place.size
