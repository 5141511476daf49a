"""Pack and words -> the pack as outputs show it: what is the editor's carries a mark, a sentence its label."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import is_dataclass, replace
from typing import Any, Final

from deckbrief.content.model import Pack
from deckbrief.content.paths import field_names

MARK: Final = "*"
"""Stands behind names and short words that are the editor's; the source line says what it means."""

_SENTENCES: Final = ("text", "because")
_LABELS: Final = ("name", "short", "lead")


def with_marks(pack: Pack, words: Mapping[str, str]) -> Pack:
    """Return the pack with label or mark at all that is `ours`, and the mark explained in its source line.

    Without a source nothing is told apart: all of it is the editor's.
    """
    if not pack.info.source:
        return pack
    label = words["ours"] + words["colon"]
    units = tuple(_marked(unit, label) for unit in pack.units)
    comparisons = tuple(_marked(comparison, label) for comparison in pack.comparisons)
    sessions = tuple(_marked(session, label) for session in pack.sessions)
    changed = replace(pack, units=units, comparisons=comparisons, sessions=sessions)
    if changed == pack:
        return pack
    legend = MARK + words["ours"]
    source = pack.info.source + words["list_separator"] + legend
    return replace(changed, info=replace(pack.info, source=source))


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


def _is(one: object, other: object) -> bool:
    return one is other


def _marks(values: Mapping[str, Any], label: str) -> dict[str, str]:
    """Return an entry's own words as the editor's: a cell's text is no sentence, it stands in a table."""
    marks = {name: values[name] + MARK for name in _LABELS if values.get(name)}
    if "unit" in values:
        return marks | {"text": values["text"] + MARK}
    return marks | {name: label + values[name] for name in _SENTENCES if values.get(name)}
