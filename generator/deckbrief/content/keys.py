"""Model classes -> the keys that entries of content take: what `read.py` reads by, and says in messages."""

from __future__ import annotations

import sys
from collections.abc import Collection
from dataclasses import MISSING, fields
from functools import cache
from keyword import iskeyword
from types import SimpleNamespace, UnionType
from typing import Annotated, Any, Final, Literal, Union, get_args, get_origin, get_type_hints

from deckbrief.base.message import Message, msg
from deckbrief.base.record import record
from deckbrief.content.model import Comparison, Document, Event, PackInfo, Session, SlideSet, Unit

KINDS: Final[dict[str, type[Document]]] = {
    "pack": PackInfo,
    "event": Event,
    "unit": Unit,
    "comparison": Comparison,
    "session": Session,
    "slides": SlideSet,
}
"""What a document's `kind` says, and what it is read into."""


@record
class Key:
    """What a key takes: `kind` is text, number, whole number, switch, word or entry; `many` makes it a list."""

    name: str
    kind: Literal["text", "number", "whole", "switch", "word", "entry"]
    many: bool
    required: bool
    default: Any
    words: Collection[str] = ()
    entry: type[Any] | None = None

    @property
    def gaps(self) -> bool:
        """Tell whether entries of its list may be empty: cells of a table, numbers of a chart."""
        return self.many and self.entry is None and self.name in _WITH_GAPS

    @property
    def takes(self) -> Message:
        """Return what the key takes, in words."""
        if self.many:
            return msg("a list of {noun} entries", noun=noun(self.entry)) if self.entry else msg("a list of texts")
        if self.entry:
            return msg("the keys {keys_of}", keys_of=", ".join(keys_of(self.entry)))
        if self.kind == "word":
            return msg("one of: {words}", words=", ".join(self.words))
        return _TAKEN[self.kind]


_WITH_GAPS: Final = frozenset({"cells", "head", "values"})

_TAKEN: Final = {
    "text": msg("a text"),
    "number": msg("a number"),
    "whole": msg("a whole number"),
    "switch": msg("true or false"),
}
"""What a single value is, in words."""


def keys_of(kind: Any) -> dict[str, Key]:
    """Model class -> its keys by name. A document's `path` is not for the user to say."""
    return _key_table(kind)


@cache
def _key_table(kind: Any) -> dict[str, Key]:
    table = {}
    for entry in fields(kind):
        if entry.name == "path" and kind in KINDS.values():
            continue
        required = entry.default is MISSING
        if entry.name == "id" and kind in KINDS.values():
            required = False
        default = None if required else entry.default
        name = entry.name.rstrip("_")
        table[name] = _key_of(name, _hint(str(entry.type), kind.__module__), required, default)
    return table


@cache
def _hint(annotation: str, module: str) -> Any:
    """Annotation of a field, as it is written -> the type. A model has few that differ, and each is evaluated once."""
    stand_in = SimpleNamespace(__annotations__={"field": annotation})
    return get_type_hints(stand_in, vars(sys.modules[module]), include_extras=True)["field"]


def _key_of(name: str, hint: Any, required: bool, default: Any) -> Key:
    many = get_origin(hint) is tuple
    if many:
        hint = get_args(hint)[0]
    if get_origin(hint) in (Union, UnionType):
        members = [member for member in get_args(hint) if member is not type(None)]
        hint = float if float in members else members[0]
    if get_origin(hint) is Annotated:  # a word of a registry
        return Key(name, "word", many, required, default, words=hint.__metadata__[0])
    if get_origin(hint) is Literal:
        return Key(name, "word", many, required, default, words=get_args(hint))
    if hint is str:
        return Key(name, "text", many, required, default)
    if hint is bool:
        return Key(name, "switch", many, required, default)
    if hint is int:
        return Key(name, "whole", many, required, default)
    if hint is float:
        return Key(name, "number", many, required, default)
    return Key(name, "entry", many, required, default, entry=hint)


def field_of(key: str) -> str:
    """Key of content -> the name of its field: `from` is a word of Python."""
    return f"{key}_" if iskeyword(key) else key


def required_keys(kind: Any) -> tuple[str, ...]:
    """Model class -> the names of the keys that its entries must have."""
    return _required_keys(kind)


@cache
def _required_keys(kind: Any) -> tuple[str, ...]:
    return tuple(name for name, key in keys_of(kind).items() if key.required)


def fill(key: Key) -> Any:
    """Return what stands in for a missing value."""
    return () if key.many else filler_of(key)


def filler_of(key: Key) -> Any:
    """Return a value of the key's kind that stands in for one that cannot be read."""
    if key.entry:
        return filler(key.entry)
    return {"text": "", "number": 0, "whole": 0, "switch": False, "word": (*key.words, "")[0]}[key.kind]


def filler(kind: type[Any]) -> Any:
    """Return an entry that stands in for one that cannot be read."""
    values = {name: fill(key) for name, key in keys_of(kind).items() if key.required}
    return kind(**values)


def noun(kind: type[Any] | None) -> Message:
    """Model class -> what messages call an entry of it."""
    return _NOUNS[kind.__name__ if kind else ""]


def an_entry(kind: type[Any] | None) -> Message:
    """Model class -> an entry of it, in words: `a unit`, `an event`."""
    word = noun(kind)
    return msg("an {noun}", noun=word) if word in ("event", "entry") else msg("a {noun}", noun=word)


_NOUNS: Final = {
    "": msg("entry"),
    "Amount": msg("number"),
    "Bullet": msg("line"),
    "Card": msg("card"),
    "ChartData": msg("chart"),
    "FreeFigure": msg("figure"),
    "FreeSlide": msg("free slide"),
    "Member": msg("part of a figure"),
    "Quote": msg("quotation"),
    "Reading": msg("reading of a chart"),
    "Series": msg("series of a chart"),
    "SlideSet": msg("set of slides"),
    "TableData": msg("table"),
    "TableRow": msg("row of a table"),
    "TextColumn": msg("column"),
    "Bulletin": msg("bulletin"),
    "Cell": msg("cell"),
    "Comparison": msg("comparison"),
    "Event": msg("event"),
    "Evidence": msg("piece of evidence"),
    "FormField": msg("form field"),
    "Framework": msg("framework"),
    "Layouts": msg("choice of layouts"),
    "LeftOut": msg("left-out entry"),
    "Metric": msg("metric"),
    "PackIcon": msg("icon of the pack"),
    "MetricGroup": msg("metric group"),
    "Module": msg("module"),
    "Notes": msg("set of notes"),
    "PackInfo": msg("pack"),
    "Picture": msg("picture"),
    "QrCode": msg("QR code"),
    "Video": msg("video"),
    "Part": msg("part"),
    "Point": msg("point"),
    "Practice": msg("practice"),
    "QuizItem": msg("quiz item"),
    "Role": msg("role"),
    "Row": msg("theme of a comparison"),
    "Session": msg("session"),
    "Speaker": msg("speaker"),
    "Term": msg("term"),
    "Unit": msg("unit"),
    "Way": msg("way"),
}
"""What messages call an entry of each class; a test compares it with the model."""
