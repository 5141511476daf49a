"""Any string -> text or attribute value of an XML 1.0 part."""

from __future__ import annotations

import re
from typing import Final

_ILLEGAL: Final = "[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]"
"""What XML 1.0 cannot hold (production 2, Char), and the carriage return, which a parser would turn into a newline."""


def text(value: str) -> str:
    """String -> XML text; characters that XML cannot hold (controls, lone surrogates) are left out."""
    if not value.isprintable():
        value = re.sub(_ILLEGAL, "", value)
    if "&" in value:
        value = value.replace("&", "&amp;")
    if "<" in value or ">" in value:
        value = value.replace("<", "&lt;").replace(">", "&gt;")
    return value


def attribute(value: str) -> str:
    """String -> XML attribute value for double quotes; tabs and newlines survive parsing."""
    value = text(value)
    if '"' in value:
        value = value.replace('"', "&quot;")
    if not value.isprintable():
        value = value.replace("\t", "&#9;").replace("\n", "&#10;")
    return value
