"""A YAML file and a way into it -> what may stand there, by the model: choices, numbers, lists, keys to add."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from collections.abc import Sequence as Sequenced
from hashlib import sha256
from typing import Any, Final

from deckbrief.content.explanations import explained
from deckbrief.content.keys import KINDS, Key, keys_of
from deckbrief.content.model import FreeSlide
from deckbrief.content.nodes import Mapping, Node, Scalar, Sequence, Source, compose
from deckbrief.content.read import TEXT_ALONE
from deckbrief.run.entries import flow_text, list_texts
from deckbrief.run.rewriting import Keys, node_at

TODO: Final = "TODO"
"""What stands in a new entry where somebody has to write; `check` tells each."""


def form(key: Key, kind: type[Any]) -> dict[str, Any]:
    """Key of a class of the model -> how it is filled in; nothing where it is a text."""
    if key.kind == "text" or key.entry or key.many:
        return {}
    words = ["true", "false"] if key.kind == "switch" else list(key.words)
    control = "choice" if words else "number"
    return {
        "control": control,
        "words": words,
        "whole": key.kind == "whole",
        "about": explained(kind.__name__, key.name),
    }


def with_forms(text: str, texts: Sequenced[dict[str, Any]]) -> list[dict[str, Any]]:
    """File, plain texts of it -> the same, each that is a choice or a number with its form, and whether it may go."""
    root, _ = compose(Source("", text))
    told = []
    for one in texts:
        kind, key = _key_at(root, tuple(one["keys"]))
        found = form(key, kind) if key is not None and kind is not None else {}
        told.append({**one, "form": found, "optional": key is not None and not key.required})
    return told


# Keys that are not there ----------------------------------------------------------------------------------------------


def missing(text: str, way: Keys) -> list[dict[str, Any]]:
    """File, the way to an entry -> the keys that it, and each single entry within it, does not have yet."""
    root, _ = compose(Source("", text))
    return [
        {"keys": [*at, name], "form": form(key, kind) or {"control": "", "about": explained(kind.__name__, name)}}
        for at, kind, node in _single_entries(root, way)
        for name, key in keys_of(kind).items()
        if name not in node.pairs and name not in ("kind", "path")
    ]


def _single_entries(root: Node | None, way: Keys) -> Iterator[tuple[Keys, type[Any], Mapping]]:
    """Yield an entry and those that stand in it by themselves (`notes`, `speaker`), not in lists."""
    node, kind = node_at(root, way), _class_at(root, way)
    if not isinstance(node, Mapping) or kind is None:
        return
    yield way, kind, node
    for name, (_, value) in node.pairs.items():
        if isinstance(value, Mapping):
            yield from _single_entries(root, (*way, name))


def entries(text: str, way: Keys) -> list[dict[str, Any]]:
    """File, the way to an entry -> the single entries in it, and whether each may go."""
    root, _ = compose(Source("", text))
    return [{"keys": list(at), "optional": may_drop(text, at)} for at, _, _ in _single_entries(root, way) if at != way]


def value_to_add(text: str, keys: Keys, said: str) -> str | None:
    """File, the way to a key to be added, what somebody chose -> its value as YAML; None where it may not be.

    A choice or a number is what was chosen; texts, lists and entries begin with what they must have, to be written.
    """
    root, _ = compose(Source("", text))
    *way, name = keys
    kind = _class_at(root, tuple(way))
    key = keys_of(kind).get(name) if kind is not None and isinstance(name, str) else None
    if key is None or kind is None:
        return None
    found = form(key, kind)
    if not found:
        value = new_value(key, ())
        return flow_text([value] if key.many else value) if not said else None
    allowed = said in found["words"] if found["words"] else said.replace(".", "", 1).removeprefix("-").isdecimal()
    return said if allowed else None


# Lists ----------------------------------------------------------------------------------------------------------------


def lists(text: str, way: Keys) -> list[dict[str, Any]]:
    """File, the way to an entry -> the lists in it, and the one that it stands in: each with its entries' number.

    `state` is of what a list says just now: who changes it shows that it is the one that was seen.
    """
    root, _ = compose(Source("", text))
    found = [(way[:-1], node_at(root, way[:-1]))] if way and isinstance(way[-1], int) else []
    found += _sequences(node_at(root, way), way)
    known = [(at, len(node.items)) for at, node in found if isinstance(node, Sequence) and _list_key(root, at)]
    written = list_texts(text, [at for at, _ in known])
    return [
        {"keys": list(at), "count": count, "state": state(said)}
        for (at, count), said in zip(known, written, strict=True)
    ]


def _sequences(node: Node | None, way: Keys) -> Iterator[tuple[Keys, Node]]:
    if isinstance(node, Sequence):
        yield way, node
        for at, item in enumerate(node.items):
            yield from _sequences(item, (*way, at))
    elif isinstance(node, Mapping):
        for name, (_, value) in node.pairs.items():
            yield from _sequences(value, (*way, name))


def state(text: str) -> str:
    """Text of a list -> a word for what it says."""
    return sha256(text.encode()).hexdigest()[:16]


def new_entry(text: str, keys: Keys) -> Any:
    """File, the way to a list -> a new entry for it, as plain values; None where the model knows no such list."""
    root, _ = compose(Source("", text))
    key, node = _list_key(root, keys), node_at(root, keys)
    if key is None or not isinstance(node, Sequence):
        return None
    return new_value(key, _ids_in(node))


def _list_key(root: Node | None, keys: Keys) -> Key | None:
    if not keys or not isinstance(keys[-1], str):
        return None
    kind = _class_at(root, keys[:-1])
    key = keys_of(kind).get(keys[-1]) if kind is not None else None
    return key if key is not None and key.many else None


def _ids_in(node: Sequence) -> frozenset[str]:
    ids = (item.pairs.get("id") for item in node.items if isinstance(item, Mapping))
    return frozenset(found[1].text for found in ids if found is not None and isinstance(found[1], Scalar))


def new_value(key: Key, taken: Collection[str]) -> Any:
    """Key, the ids that stand in its list -> one value of it: what must be there, with TODO where it is a text."""
    if key.entry is None:
        return {"number": "1", "whole": "1", "switch": "true", "word": (*key.words, TODO)[0]}.get(key.kind, TODO)
    if key.entry in TEXT_ALONE:
        return TODO
    value: dict[str, Any] = {}
    for name, inner in keys_of(key.entry).items():
        if name == "id" and inner.required:
            value[name] = next(word for number in range(1, len(taken) + 2) if (word := f"new-{number}") not in taken)
        elif inner.required:
            value[name] = [new_value(inner, ())] if inner.many else new_value(inner, ())
    if key.entry is FreeSlide:
        value["bullets"] = [TODO]  # it has a body of some kind
    return value or {next(iter(keys_of(key.entry))): TODO}


def may_change(text: str, keys: Keys) -> bool:
    """Tell whether a way leads to a list of the model."""
    root, _ = compose(Source("", text))
    return _list_key(root, keys) is not None and isinstance(node_at(root, keys), Sequence)


def may_drop(text: str, keys: Keys) -> bool:
    """Tell whether a way leads to a key that need not be there."""
    root, _ = compose(Source("", text))
    if not keys or not isinstance(keys[-1], str):
        return False
    kind = _class_at(root, keys[:-1])
    key = keys_of(kind).get(keys[-1]) if kind is not None else None
    return key is not None and not key.required and keys != ("kind",) and node_at(root, keys) is not None


def key_at(text: str, keys: Keys) -> Key | None:
    """File, the way to a value -> the key that it is of; None where it is of a list, or the model knows none."""
    return _key_at(compose(Source("", text))[0], keys)[1]


def _key_at(root: Node | None, keys: Keys) -> tuple[type[Any] | None, Key | None]:
    *way, name = keys
    kind = _class_at(root, tuple(way))
    return kind, keys_of(kind).get(name) if kind is not None and isinstance(name, str) else None


def _class_at(root: Node | None, way: Keys) -> type[Any] | None:
    """Return the class of the model that an entry is of: its document's, and then those that keys hold."""
    said = root.pairs.get("kind") if isinstance(root, Mapping) else None
    kind: type[Any] | None = KINDS.get(said[1].text) if said and isinstance(said[1], Scalar) else None
    for name in way:
        if isinstance(name, str) and kind is not None:
            key = keys_of(kind).get(name)
            kind = key.entry if key is not None else None
    return kind
