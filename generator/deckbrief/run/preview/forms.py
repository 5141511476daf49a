"""A YAML file and a way into it -> what may stand there, by the model: choices, switches, numbers, and keys to add."""

from __future__ import annotations

from collections.abc import Sequence as Sequenced
from typing import Any

from deckbrief.content.explanations import explained
from deckbrief.content.keys import KINDS, Key, keys_of
from deckbrief.content.nodes import Mapping, Node, Scalar, Sequence, Source, compose
from deckbrief.run.rewriting import Keys, way_to


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
    """File, plain texts of it -> the same, each that is a choice or a number with its form."""
    root, _ = compose(Source("", text))
    told = []
    for one in texts:
        *way, name = one["keys"]
        kind = _class_at(root, tuple(way))
        key = keys_of(kind).get(name) if kind is not None and isinstance(name, str) else None
        told.append({**one, "form": form(key, kind)} if key is not None and kind is not None else {**one, "form": {}})
    return told


def missing(text: str, line: int, column: int) -> list[dict[str, Any]]:
    """File, where an entry begins -> its keys that are choices, switches or numbers and are not there yet."""
    root, _ = compose(Source("", text))
    way = way_to(text, line, column)
    kind = _class_at(root, way) if way is not None else None
    node = _node_at(root, way) if way is not None else None
    if kind is None or way is None or not isinstance(node, Mapping):
        return []
    return [
        {"keys": [*way, name], "form": found}
        for name, key in keys_of(kind).items()
        if name not in node.pairs and (found := form(key, kind))
    ]


def takes(text: str, keys: Keys, value: str) -> bool:
    """Tell whether a key that is not there yet may be added with that value."""
    root, _ = compose(Source("", text))
    *way, name = keys
    kind = _class_at(root, tuple(way))
    key = keys_of(kind).get(name) if kind is not None and isinstance(name, str) else None
    if key is None or kind is None or not (found := form(key, kind)):
        return False
    return value in found["words"] if found["words"] else value.replace(".", "", 1).removeprefix("-").isdecimal()


def _class_at(root: Node | None, way: Keys) -> type[Any] | None:
    """Return the class of the model that an entry is of: its document's, and then those that keys hold."""
    said = root.pairs.get("kind") if isinstance(root, Mapping) else None
    kind: type[Any] | None = KINDS.get(said[1].text) if said and isinstance(said[1], Scalar) else None
    for name in way:
        if isinstance(name, str) and kind is not None:
            key = keys_of(kind).get(name)
            kind = key.entry if key is not None else None
    return kind


def _node_at(root: Node | None, way: Keys) -> Node | None:
    node = root
    for name in way:
        if isinstance(node, Mapping) and isinstance(name, str) and name in node.pairs:
            node = node.pairs[name][1]
        elif isinstance(node, Sequence) and isinstance(name, int):
            node = node.items[name]
        else:
            return None
    return node
