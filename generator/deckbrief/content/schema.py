"""The model -> a JSON Schema (draft 7, which editors know best) of all kinds of content files.

Made from what `read.py` reads by, so that both agree. A schema sees values, not what was typed: it cannot tell `1.0`
from `1`, `0x10` from `16`, nor a key that stands twice; there the reader is stricter.
"""

from __future__ import annotations

import json
from typing import Any, Final

from deckbrief.content import limits
from deckbrief.content.explanations import EXAMPLES, explained
from deckbrief.content.free import Bullet, Picture, Reading, TableRow
from deckbrief.content.keys import KINDS, Key, keys_of, noun
from deckbrief.content.model import Point

FILE: Final = "deckbrief.schema.json"
"""What the schema is called beside a pack's files."""

_LARGEST: Final = 10**15 - 1  # fifteen digits, which is what the reader takes
_EMPTY: Final = {"type": "null"}
_BLANK: Final = {"type": "string", "pattern": r"^\s*$"}


def schema_text() -> str:
    """Return the schema as a file holds it."""
    return json.dumps(schema(), ensure_ascii=False, indent=1) + "\n"


def schema() -> dict[str, Any]:
    """Return the schema of a content file of any kind."""
    classes: dict[str, type[Any]] = {}
    for kind in KINDS.values():
        _gather(kind, classes)
    by_kind = [
        {
            "if": {"required": ["kind"], "properties": {"kind": {"const": name}}},
            "then": {"$ref": f"#/definitions/{kind.__name__}"},
        }
        for name, kind in KINDS.items()
    ]
    return {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": "deckbrief",
        "type": "object",
        "required": ["kind"],
        "properties": {"kind": _of_kind()},
        "allOf": by_kind,
        "definitions": {name: _entry(kind) for name, kind in sorted(classes.items())},
    }


def _of_kind() -> dict[str, Any]:
    return {"enum": list(KINDS), "description": explained("", "kind")}


def _gather(kind: type[Any], classes: dict[str, type[Any]]) -> None:
    """Add a class and all classes that its entries hold."""
    if kind.__name__ in classes:
        return
    classes[kind.__name__] = kind
    for key in keys_of(kind).values():
        if key.entry:
            _gather(key.entry, classes)


def _entry(kind: type[Any]) -> dict[str, Any]:
    """Model class -> the schema of its entries; a point, a bullet, a picture may be a text alone, a row its cells."""
    keys = keys_of(kind)
    properties = {name: _property(kind, key) for name, key in keys.items()}
    if kind in KINDS.values():
        properties = {"kind": _of_kind(), **properties}
    entry = {
        "type": "object",
        "title": str(noun(kind)),
        "additionalProperties": False,
        "required": [name for name, key in keys.items() if key.required],
        "properties": properties,
    }
    if kind is TableRow:
        return {"anyOf": [_value(kind, keys["cells"]), entry]}
    if kind is Picture:
        return {"anyOf": [_text("file"), entry]}
    return {"anyOf": [_text("text"), entry]} if kind in (Point, Bullet, Reading) else entry


def _property(kind: type[Any], key: Key) -> dict[str, Any]:
    """Return the schema of a key's value, described. What is optional may be left empty."""
    value = _value(kind, key)
    if not key.required:
        blank = [_EMPTY, _BLANK] if key.kind == "text" and not key.many else [_EMPTY]
        value = {"anyOf": [value, *blank]}
    told: dict[str, Any] = {"description": explained(kind.__name__, key.name)}
    if key.name in EXAMPLES:
        example = EXAMPLES[key.name]
        told["examples"] = [[example]] if key.many else [example]
    return told | value


def _value(kind: type[Any], key: Key) -> dict[str, Any]:
    single = _single(key)
    if not key.many:
        return single
    if key.gaps:
        single = {"anyOf": [single, _EMPTY, _BLANK]}
    return {"type": "array", "items": single, "maxItems": limits.LIST_LENGTH, "minItems": 1 if key.required else 0}


def _single(key: Key) -> dict[str, Any]:
    if key.entry:
        return {"$ref": f"#/definitions/{key.entry.__name__}"}
    if key.kind == "text":
        return _text(key.name)
    if key.kind == "word":
        return {"enum": list(key.words)}
    if key.kind == "switch":
        return {"type": "boolean"}
    bounds = {"minimum": -_LARGEST, "maximum": _LARGEST} if key.kind == "whole" else {}
    return {"type": "integer" if key.kind == "whole" else "number", **bounds}


def _text(name: str) -> dict[str, Any]:
    """Key -> the schema of its text, which says something. `no`, `012` and `2024` are texts as they stand."""
    most, _ = limits.longest(name)
    return {"type": ["string", "number", "boolean"], "pattern": rf"^\s*\S[\s\S]{{0,{most - 1}}}\s*$"}
