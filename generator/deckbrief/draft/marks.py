"""Pack and words -> the pack as outputs show it: what is the editor's carries a mark, a sentence its label."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import is_dataclass
from html import escape
from typing import Any, Final

from deckbrief.base.patterns import deferred
from deckbrief.base.record import replace
from deckbrief.content.model import FreeSlide, Pack, SlideSet
from deckbrief.content.paths import field_names
from deckbrief.draft.slides import Slide

MARK: Final = "*"
"""Stands behind names and short words that are the editor's; the source line below it says what it means."""

_SENTENCES: Final = ("text", "because")
_LABELS: Final = ("name", "short", "lead")


def with_marks(pack: Pack, words: Mapping[str, str]) -> Pack:
    """Return the pack with label or mark at all that is `ours`, and with the legend that explains the mark.

    Without a source nothing is told apart: all of it is the editor's.
    """
    if not pack.info.source:
        return pack
    label = words["ours"] + words["colon"]
    units = tuple(_marked(unit, label) for unit in pack.units)
    comparisons = tuple(_marked(comparison, label) for comparison in pack.comparisons)
    sessions = tuple(_marked(session, label) for session in pack.sessions)
    sets = tuple(_with_readings(slides, label) for slides in pack.slide_sets)
    changed = replace(pack, units=units, comparisons=comparisons, sessions=sessions, slide_sets=sets)
    if changed == pack:
        return pack
    if changed == replace(pack, slide_sets=sets):  # labels explain themselves
        return changed
    return replace(changed, legend=words["list_separator"] + MARK + words["ours"])


def with_legend(slide: Slide, legend: str) -> Slide:
    """Slide -> the same, the mark explained in its source line where something that it shows has one."""
    shown = replace(slide, notes=(), source="")
    if not legend or not slide.source or not any(MARK in text for text in _texts(shown)):
        return slide
    return replace(slide, source=slide.source + legend)


def _texts(entry: object) -> Iterator[str]:
    """Yield the texts in an entry of slides, and in those below it."""
    if isinstance(entry, str):
        yield entry
    elif isinstance(entry, tuple):
        for member in entry:
            yield from _texts(member)
    elif is_dataclass(entry) and not isinstance(entry, type):
        for name in field_names(type(entry)):
            yield from _texts(getattr(entry, name))


_TAG: Final = deferred(r"(<[^>]*>)")


def page_legends(html: str, legend: str) -> str:
    """HTML of a document -> the same, its marks telling the running foot of their page what they mean.

    Each carries the legend (`ours-mark`), and what follows takes it back (`ours-end`), so that no later page has it;
    the style shows `string(legend, first)`. A picture counts by its `alt`.
    """
    head, body, rest = html.partition("<body")
    if not legend or MARK not in rest:
        return html
    mark = f'<span class="ours-mark" data-legend="{escape(legend)}">{MARK}</span><span class="ours-end"></span>'
    picture = mark.replace(f">{MARK}<", "><")
    pieces = _TAG.split(rest)
    pieces[2::2] = (piece.replace(MARK, mark) for piece in pieces[2::2])
    pieces[1::2] = (tag + picture if tag.startswith("<img") and MARK in tag else tag for tag in pieces[1::2])
    return head + body + "".join(pieces)


def _marked(entry: Any, label: str) -> Any:
    """Return an entry, or a list of them, with marks; the same one where nothing in it is ours."""
    if isinstance(entry, tuple):
        members = tuple(_marked(member, label) for member in entry)
        return entry if all(map(_is, members, entry)) else members
    if not is_dataclass(entry) or isinstance(entry, type):
        return entry
    values = {name: getattr(entry, name) for name in field_names(type(entry))}
    changes = {name: _marked(value, label) for name, value in values.items() if value.__class__ is not str}
    changes = {name: value for name, value in changes.items() if value is not values[name]}
    if values.get("ours"):
        changes |= _marks(values, label)
    elif values.get("name_ours"):
        changes["name"] = values["name"] + MARK
    return replace(entry, **changes) if changes else entry


def _with_readings(slides: SlideSet, label: str) -> SlideSet:
    """Return a set of free slides, its charts' readings marked where these are ours; a whole slide says so itself."""

    def marked(free: FreeSlide) -> FreeSlide:
        reading = free.chart.reading if free.chart else None
        if not free.chart or not reading or not reading.ours or free.ours:
            return free
        return replace(free, chart=replace(free.chart, reading=replace(reading, text=label + reading.text)))

    return replace(slides, slides=tuple(map(marked, slides.slides)))


def _is(one: object, other: object) -> bool:
    return one is other


def _marks(values: Mapping[str, Any], label: str) -> dict[str, str]:
    """Return an entry's own words as the editor's: a cell's text is no sentence, it stands in a table."""
    marks = {name: values[name] + MARK for name in _LABELS if values.get(name)}
    if "unit" in values:
        return marks | {"text": values["text"] + MARK}
    return marks | {name: label + values[name] for name in _SENTENCES if values.get(name)}
