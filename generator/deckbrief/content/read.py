"""Content folder -> Pack, or every problem of every file.

Why no pydantic here: a whole deck is to take 0.3 s of process time. Importing pydantic and building the
schemas of this model takes 0.25 s (measured on two cores: 0.18 + 0.07); this reader's own tables take 2 ms,
and 250 KB of YAML 32 ms. It also holds the node, hence the place, of every value: no error paths to trace back.
"""

from __future__ import annotations

import collections.abc
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import field
from pathlib import Path
from typing import Any, Final

from deckbrief.base.message import Message, msg
from deckbrief.base.patterns import deferred
from deckbrief.base.problem import SHOWN, Hint, Place, Problem, ProblemError, nearest, nearest_word
from deckbrief.base.record import record
from deckbrief.base.report import user_path
from deckbrief.content import limits
from deckbrief.content.check import findings
from deckbrief.content.figures import IN_CHINESE, figures_of
from deckbrief.content.files import ContentFile, find_files, read_source
from deckbrief.content.free import Bullet, Picture, Reading, TableRow
from deckbrief.content.keys import KINDS, Key, an_entry, field_of, fill, filler, filler_of, keys_of, required_keys
from deckbrief.content.model import Comparison, Document, Event, Pack, PackInfo, Point, Session, SlideSet, Unit
from deckbrief.content.nodes import Mapping, Node, Scalar, Sequence, Source, Unreadable, compose, shortened
from deckbrief.content.paths import child, names_of
from deckbrief.content.scalars import BOOLEANS, FLOAT, WHOLE


@record(frozen=False)
class _Reading:
    """A file while it is read.

    `offsets` say where in it each content path stands; `broken` are the paths whose values are fillers, not the user's.
    """

    source: Source
    path: str
    problems: list[Problem]
    document: Document | None = None
    offsets: dict[str, int] = field(default_factory=dict)
    broken: set[str] = field(default_factory=set)
    told: Counter[str] = field(default_factory=Counter)

    def tells_no_more(self, code: str) -> bool:
        """Tell whether so many problems of the code were found that further ones are only counted."""
        return self.told[code] >= SHOWN

    def report(self, code: str, node: Node, message: Message, hint: Hint = "") -> None:
        self.told[code] += 1
        length = node.length if isinstance(node, Scalar) else 0
        self.problems.append(self.source.problem(code, node.start, message, hint, length))

    def refuse(self, path: str, code: str, node: Node, message: Message, hint: Hint = "") -> None:
        """Report a value that cannot be used."""
        self.report(code, node, message, hint)
        self.broken.add(path)


Kept = dict[str, _Reading]
"""What was read of files before, by their content paths: a file that says the same is not read again."""


class _Places(collections.abc.Mapping[str, Place]):
    """The place of every content path. Lines and columns are counted when one is asked for, which is seldom."""

    def __init__(self, readings: Iterable[_Reading]) -> None:
        self._offsets = {reading.path: (reading.source, reading.offsets) for reading in readings if reading.document}

    def _find(self, path: str) -> tuple[Source, int] | None:
        # The names of files and ids may hold a '#', which is reported, at its place.
        for document in (path.partition("#")[0], path.rpartition("#")[0], path):
            if document in self._offsets:
                source, offsets = self._offsets[document]
                if path in offsets:
                    return source, offsets[path]
        return None

    def __getitem__(self, path: str) -> Place:
        found = self._find(path)
        if found is None:
            raise KeyError(path)
        source, offset = found
        return source.place(offset)

    def __contains__(self, path: object) -> bool:
        return isinstance(path, str) and self._find(path) is not None

    def __iter__(self) -> Iterator[str]:
        return (path for _, offsets in self._offsets.values() for path in offsets)

    def __len__(self) -> int:
        return sum(len(offsets) for _, offsets in self._offsets.values())


def read_pack(folder: Path, kept: Kept | None = None) -> Pack:
    """Content folder -> the pack of its YAML files; raises ProblemError with the problems of all files.

    When there are any, those of the rules across files (`check`) are added for all that could be read, so that
    one run tells everything. The longest session comes first; units stand in the order in which its modules name
    them, then those of the other sessions, then by path. What `kept` holds of an earlier call is used again, and is
    afterwards what this one has read: documents of files that have not changed are the same objects.
    """
    pack, problems, _ = read_what_can_be(folder, kept)
    if problems:
        raise ProblemError(problems)
    return pack


def read_what_can_be(folder: Path, kept: Kept | None = None) -> tuple[Pack, list[Problem], frozenset[str]]:
    """Content folder -> the pack of all that can be read, the problems, and the paths of values that could not be."""
    files, problems = find_files(folder)
    whole = not problems
    before = kept or {}
    readings = [_read_file(file, before.get(file.path)) for file in files]
    if kept is not None:
        kept.clear()
        kept.update((reading.path, reading) for reading in readings)
    problems += (problem for reading in readings for problem in reading.problems)
    pack = _pack_of(readings, folder)
    whole = whole and all(reading.document and f"{reading.path}#id" not in reading.broken for reading in readings)
    if whole:
        problems += _wrong_documents(folder, readings)
    broken = frozenset(path for reading in readings for path in reading.broken)
    if problems:
        problems += _further_problems(pack, broken, whole)
    return pack, sorted(problems, key=lambda problem: (problem.place, problem.code, problem.message)), broken


def _pack_of(readings: list[_Reading], folder: Path) -> Pack:
    """Readings -> the pack of all that could be read; a missing pack document is empty."""
    read = [reading.document for reading in readings if reading.document]
    units = [document for document in read if isinstance(document, Unit)]
    found = [document for document in read if isinstance(document, Session)]
    sessions = tuple(sorted(found, key=lambda session: -session.minutes))
    mentioned = [module.of for session in sessions for module in session.modules if module.kind == "unit"]
    order = {name: mentioned.index(name) for name in mentioned}
    return Pack(
        info=next((d for d in read if isinstance(d, PackInfo)), PackInfo(id="", path="", title="")),
        event=next((d for d in read if isinstance(d, Event)), None),
        units=tuple(sorted(units, key=lambda unit: (order.get(unit.id, len(mentioned)), unit.path))),
        comparisons=tuple(d for d in read if isinstance(d, Comparison)),
        sessions=sessions,
        slide_sets=tuple(d for d in read if isinstance(d, SlideSet)),
        places=_Places(readings),
        folder=str(folder),
    )


def _wrong_documents(folder: Path, readings: list[_Reading]) -> list[Problem]:
    """Return what is wrong with the number of documents: one pack, at most one event, at least one unit."""
    place = Place(user_path(folder))
    if not readings:
        hint = msg("write a pack (kind: pack) and a unit (kind: unit) as YAML files")
        return [Problem("content.document", place, msg("no YAML file in this folder"), hint)]
    problems = []
    for kind in ("pack", "unit"):
        if not any(isinstance(reading.document, KINDS[kind]) for reading in readings):
            hint = msg("add a file that begins with `kind: {kind}`", kind=kind)
            problems.append(Problem("content.document", place, msg("no document of kind {kind}", kind=kind), hint))
    for kind in ("pack", "event"):
        same = [reading for reading in readings if isinstance(reading.document, KINDS[kind])]
        for other in same[1:]:
            message = msg("a second document of kind {kind}", kind=kind)
            hint = msg("the first is {name}; there can be one only", name=same[0].source.name)
            problems.append(other.source.problem("content.document", 0, message, hint))
    return problems


def _further_problems(pack: Pack, broken: frozenset[str], whole: bool) -> list[Problem]:
    """Return the problems across files that do not follow from values that could not be read."""
    return [
        finding.problem
        for finding in findings(pack)
        if (whole or finding.problem.code != "content.dangling-reference")
        and not any(_lies_in(path, broken) for path in finding.read_from)
    ]


def _lies_in(path: str, others: frozenset[str]) -> bool:
    """Tell whether a content path is one of others or lies in one."""
    while path and path not in others:
        path = path[: max(path.rfind("."), path.rfind("#"), 0)]
    return bool(path)


def _read_file(file: ContentFile, before: _Reading | None = None) -> _Reading:
    """File, what was read of it before -> what could be read of it."""
    source, problems = read_source(file.file)
    if before and not problems and (before.source.name, before.source.text) == (source.name, source.text):
        return before
    reading = _Reading(source, file.path, problems)
    if problems:
        return reading
    node, more = compose(source)
    problems += more
    if node is None or (isinstance(node, Scalar) and node.is_null):
        if not problems:
            hint = msg("a document begins with `kind:` and one of: {kinds}", kinds=", ".join(KINDS))
            problems.append(source.problem("content.empty", 0, msg("the file is empty"), hint))
    elif kind := _kind_of(reading, node):
        reading.document = _entry(reading, kind, node, file.path)
    return reading


def _kind_of(reading: _Reading, node: Node) -> type[Document] | None:
    """Return the class that a document's `kind` asks for; a problem and None when it asks for none."""
    kinds = msg("one of: {kinds}", kinds=", ".join(KINDS))
    if not isinstance(node, Mapping):
        hint = msg("write `key: value`, with an ASCII colon and a space, beginning with `kind:`")
        reading.report(
            "content.wrong-type", node, msg("a document is made of keys, not of {what}", what=_what(node)), hint
        )
        return None
    if "kind" not in node.pairs:
        reading.report("content.missing-field", node, msg("the document lacks the key 'kind'"), kinds)
        return None
    _, value = node.pairs["kind"]
    if isinstance(value, Scalar) and value.text in KINDS:
        return KINDS[value.text]
    if isinstance(value, Scalar):
        message = msg("unknown kind '{text}'", text=shortened(value.text))
        reading.report("content.unknown-kind", value, message, nearest(value.text, KINDS))
    else:
        reading.report("content.wrong-type", value, msg("'kind' takes a word, not {what}", what=_what(value)), kinds)
    return None


TEXT_ALONE: Final[dict[type[Any], str]] = {Point: "text", Bullet: "text", Reading: "text", Picture: "file"}
"""Entries that may be written as one of their texts alone, and which."""


def _entry(reading: _Reading, kind: type[Any], node: Node, path: str) -> Any:
    """Node -> an entry of the model; what cannot be read is reported and filled, so that reading goes on."""
    reading.offsets[path] = node.start
    if kind in TEXT_ALONE and isinstance(node, Scalar) and not node.is_null:
        name = TEXT_ALONE[kind]
        return kind(**{name: _text(reading, keys_of(kind)[name], node, path)})
    if kind is TableRow and isinstance(node, Sequence):
        return TableRow(cells=_members(reading, keys_of(TableRow)["cells"], node, child(path, "cells")))
    table = keys_of(kind)
    if not isinstance(node, Mapping):
        if not isinstance(node, Unreadable):
            message = msg(
                "{entry} takes keys ({table}), not {what}",
                entry=an_entry(kind),
                table=", ".join(table),
                what=_what(node),
            )
            reading.report("content.wrong-type", node, message, _quotes_hint(node))
        reading.broken.add(path)
        return filler(kind)
    values = _preset(reading, kind)
    taken = _unknown_keys(reading, kind, node) if node.pairs.keys() - table.keys() else ()
    stem = child(path, "")
    for name, (_, value) in node.pairs.items():
        key = table.get(name)
        if key is not None and not _is_left_empty(key, value):
            values[name] = _value(reading, key, value, stem + name)
    for name in required_keys(kind):
        if name not in values:
            if name not in taken:
                _report_missing(reading, kind, table[name], node)
            reading.broken.add(child(path, name))
            values[name] = fill(table[name])
    return kind(**{field_of(name): value for name, value in values.items()})


def _is_left_empty(key: Key, node: Node) -> bool:
    """Tell whether an optional key stands there without a value: it has its default."""
    if key.required or not isinstance(node, Scalar):
        return False
    return node.is_null or (key.kind == "text" and not key.many and not node.text.strip())


def _preset(reading: _Reading, kind: type[Any]) -> dict[str, Any]:
    """Return what a document has without being told: its path, and the file's name as its id."""
    if kind in KINDS.values():
        return {"path": reading.path, "id": reading.path.rpartition("/")[2]}
    return {}


_BEGINS: Final = deferred(r"([a-z_]+)[^a-z_-]")
"""A key whose colon is missing, is another character, or touches what follows it."""


def _unknown_keys(reading: _Reading, kind: type[Any], node: Mapping) -> set[str]:
    """Report unknown keys; return the keys that they seem to be meant for, which are then not missing."""
    table = keys_of(kind)
    known = {*table, "kind"} if kind in KINDS.values() else set(table)
    meant = set()
    before = ""
    for name, (key, value) in node.pairs.items():
        if name in known:
            before = name
            continue
        hint: Hint = ""
        if name == "<<":
            hint = msg("merge keys are not read: write the keys out")
        elif (begun := _BEGINS.match(name)) and begun[1] in known - set(node.pairs):
            hint = msg("write `{name}: …`, with an ASCII colon and a space behind it", name=begun[1])
            meant.add(begun[1])
        elif node.flow and before and isinstance(value, Scalar) and value.is_null and not value.text:
            hint = msg(
                'a comma ends a text between braces; put quotes around it: {key}: "…, {rest}"', key=before, rest=name
            )
        elif not reading.tells_no_more("content.unknown-key"):
            hint = nearest(name, known - set(node.pairs)) or nearest(name, known)
            meant.add(nearest_word(name, known - set(node.pairs)) or nearest_word(name, known))
        message = msg("unknown key '{name}' in {entry}", name=shortened(name), entry=an_entry(kind))
        reading.report("content.unknown-key", key, message, hint)
    return meant


def _report_missing(reading: _Reading, kind: type[Any], key: Key, node: Mapping) -> None:
    hint = msg("'{name}' takes {takes}", name=key.name, takes=key.takes)
    if key.name == "id":
        hint = msg("an id is a short name that you choose, of the letters a to z, digits and '-'")
    reading.report(
        "content.missing-field", node, msg("{entry} lacks the key '{name}'", entry=an_entry(kind), name=key.name), hint
    )


def _value(reading: _Reading, key: Key, node: Node, path: str) -> Any:
    """Node -> the value of a key: a list or a single one."""
    reading.offsets[path] = node.start
    if not key.many:
        return _text(reading, key, node, path) if key.kind == "text" else _single(reading, key, node, path)
    if isinstance(node, Sequence) and node.items:
        return _members(reading, key, node, path)
    if isinstance(node, Sequence) and not key.required:
        return ()
    if isinstance(node, Sequence) or (isinstance(node, Scalar) and node.is_null):
        reading.refuse(
            path,
            "content.empty",
            node,
            msg("'{name}' is empty", name=key.name),
            msg("it takes {takes}", takes=key.takes),
        )
    elif not isinstance(node, Unreadable):
        message = msg("'{name}' takes {takes}, not {what}", name=key.name, takes=key.takes, what=_what(node))
        reading.report("content.wrong-type", node, message, msg("begin each entry of the list with '- '"))
    reading.broken.add(path)
    return ()


def _members(reading: _Reading, key: Key, node: Sequence, path: str) -> tuple[Any, ...]:
    """List node -> its entries, each at the path of its id or its position."""
    if len(node.items) > limits.LIST_LENGTH:
        hint = msg("lists have at most {list_length} entries", list_length=limits.LIST_LENGTH)
        reading.refuse(
            path,
            "content.limit",
            node,
            msg("'{name}' has {number} entries", name=key.name, number=len(node.items)),
            hint,
        )
        return ()
    if key.name == "parts" and path.count(".parts.") > limits.PARTS_IN_PARTS:
        hint = msg("parts hold parts {parts_in_parts} levels deep at most", parts_in_parts=limits.PARTS_IN_PARTS)
        reading.refuse(path, "content.limit", node, msg("parts are nested too deep"), hint)
        return ()
    has_ids = key.entry is not None and "id" in keys_of(key.entry)
    names = names_of([_id_of(item) if has_ids else "" for item in node.items])
    members = []
    for name, item in zip(names, node.items, strict=True):
        member_path = child(path, name)
        reading.offsets[member_path] = item.start
        if key.gaps and isinstance(item, Scalar) and (item.is_null or not item.text.strip()):
            members.append("" if key.kind == "text" else None)
        elif isinstance(item, Scalar) and item.is_null:
            reading.refuse(
                member_path,
                "content.empty",
                item,
                msg("an empty entry in '{name}'", name=key.name),
                msg("delete its '- '"),
            )
            members.append(filler_of(key))
        else:
            members.append(_single(reading, key, item, member_path))
    return tuple(members)


def _id_of(node: Node) -> str:
    """Return the id that an entry's node says, as it stands."""
    if isinstance(node, Mapping) and "id" in node.pairs:
        value = node.pairs["id"][1]
        if isinstance(value, Scalar) and not value.is_null:
            return value.text.strip()
    return ""


def _single(reading: _Reading, key: Key, node: Node, path: str) -> Any:
    """Node -> one value of the key's kind, or a filler and a problem."""
    if key.entry:
        return _entry(reading, key.entry, node, path)
    if key.kind == "text":
        return _text(reading, key, node, path)
    if isinstance(node, Unreadable):
        reading.broken.add(path)
        return filler_of(key)
    if isinstance(node, Scalar) and node.is_null:
        reading.refuse(
            path,
            "content.empty",
            node,
            msg("'{name}' is empty", name=key.name),
            msg("it takes {takes}", takes=key.takes),
        )
    elif isinstance(node, Scalar):
        value = _word(key, node) if key.kind == "word" else _number(key, node)
        if value is not None:
            return value
        _refuse_scalar(reading, key, node, path)
    else:
        message = msg("'{name}' takes {takes}, not {what}", name=key.name, takes=key.takes, what=_what(node))
        reading.refuse(path, "content.wrong-type", node, message)
    return filler_of(key)


def _text(reading: _Reading, key: Key, node: Node, path: str) -> str:
    """Node -> its text, as written; `no`, `012` and `2024` are texts where a text is taken."""
    if isinstance(node, Unreadable):
        reading.broken.add(path)
        return ""
    if not isinstance(node, Scalar):
        message = msg("'{name}' takes a text, not {what}", name=key.name, what=_what(node))
        reading.refuse(path, "content.wrong-type", node, message, _quotes_hint(node))
        return ""
    text = node.text.strip()
    most, what = limits.longest(key.name)
    if len(text) > most:
        hint = msg("{what} have at most {most} characters", what=what, most=most)
        reading.refuse(
            path, "content.limit", node, msg("'{name}' has {number} characters", name=key.name, number=len(text)), hint
        )
        return ""
    if (key.required or key.many) and (not text or node.is_null):
        hint = (
            msg("put quotes around the word if it is meant as one")
            if text
            else msg("it takes {takes}", takes=key.takes)
        )
        reading.refuse(path, "content.empty", node, msg("'{name}' is empty", name=key.name), hint)
        return ""
    return text


def _word(key: Key, node: Scalar) -> str | None:
    return node.text if node.text in key.words else None


def _number(key: Key, node: Scalar) -> int | float | bool | None:
    """Scalar -> its number or truth value, or None when it is none of the kind."""
    if not node.plain:
        return None
    if key.kind == "switch":
        return BOOLEANS.get(node.text)
    if WHOLE.fullmatch(node.text):
        return int(node.text)
    if key.kind == "number" and FLOAT.fullmatch(node.text):
        return float(node.text)
    return None


def _refuse_scalar(reading: _Reading, key: Key, node: Scalar, path: str) -> None:
    """Report a scalar that is not of its key's kind, with the hint that fits what was written."""
    said = shortened(node.text)
    if key.kind == "word":
        of_figure = key.name == "figure"
        code = "content.unknown-figure" if of_figure else "content.unknown-value"
        valid = _figures_for(path) if of_figure else key.words
        meant = IN_CHINESE.get(node.text, node.text) if of_figure else node.text
        reading.refuse(
            path, code, node, msg("unknown {name} '{said}'", name=key.name, said=said), nearest(meant, valid)
        )
        return
    message = msg("'{name}' takes {takes}, not '{said}'", name=key.name, takes=key.takes, said=said)
    reading.refuse(path, "content.wrong-type", node, message, _number_hint(key, node))


def _figures_for(path: str) -> list[str]:
    """Return the figures that can stand at a path: a framework is refused those that place their parts."""
    free = path.endswith(".figure.figure")
    return [*figures_of("nodes"), *(figures_of("placed") if free else ())]


def _number_hint(key: Key, node: Scalar) -> Hint:
    text = node.text.strip()
    if key.kind == "switch":
        return msg("write true or false, without quotes")
    if not node.plain and _number(key, Scalar(text, True, 0)) is not None:
        return msg("write {text} without quotes", text=text)
    bare = re.sub(r"(?<=[0-9])[,_，\s](?=[0-9]{3})", "", text)
    if WHOLE.fullmatch(bare):
        return msg("write {bare}, without separators", bare=bare)
    digits = re.search(r"[0-9]+(?:\.[0-9]+)?", text)
    if digits and digits.group() != text:
        hint = msg("write {number} alone", number=digits.group())
        if key.name != "number":
            return hint
        return msg("{hint}; the rest has its own keys: scale, qualifier, unit", hint=hint)
    return ""


def _what(node: Node) -> Message:
    """Return what a node is, in words."""
    if isinstance(node, Mapping):
        return msg("keys")
    if isinstance(node, Sequence):
        return msg("a list")
    if isinstance(node, Scalar) and node.is_null:
        return msg("nothing")
    return msg("a text")


def _quotes_hint(node: Node) -> Hint:
    """Return how a text comes out as a list or keys by mistake, where that may be so."""
    if isinstance(node, (Mapping, Sequence)) and node.flow:
        return msg("a text that begins with { or [ needs quotes")
    if isinstance(node, Mapping):
        return msg("a text that holds ': ' needs quotes")
    return ""
