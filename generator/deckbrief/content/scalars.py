"""Scalar -> the number or truth value that it stands for, by the YAML 1.2 core schema (section 10.3.2)."""

from __future__ import annotations

from typing import Final

from deckbrief.base.patterns import deferred
from deckbrief.content.nodes import Scalar

WHOLE: Final = deferred(r"[-+]?[0-9]{1,15}")
FLOAT: Final = deferred(r"[-+]?(?:[0-9]{1,15}(?:\.[0-9]{0,15})?|\.[0-9]{1,15})(?:[eE][-+]?[0-9]{1,2})?")
"""Decimal numbers, of a length that a float keeps."""
BOOLEANS: Final = {"true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False}


def plain_value(node: Scalar) -> str | int | float | bool | None:
    """Return what a scalar is where nothing says what it should be: a number, truth value or null has no quotes."""
    if not node.plain:
        return node.text
    if node.is_null:
        return None
    if node.text in BOOLEANS:
        return BOOLEANS[node.text]
    if WHOLE.fullmatch(node.text):
        return int(node.text)
    return float(node.text) if FLOAT.fullmatch(node.text) else node.text
