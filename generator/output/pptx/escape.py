"""Any string -> text or attribute value of an XML 1.0 part."""

from __future__ import annotations

import re
from typing import Final

_ILLEGAL: Final = re.compile("[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML 1.0 cannot hold (production 2, Char), and the carriage return, which a parser would turn into a newline."""

_TEXT: Final = re.compile("[&<>]|" + _ILLEGAL.pattern)
_ATTRIBUTE: Final = re.compile('[&<>"\t\n]|' + _ILLEGAL.pattern)
_NAMED: Final = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "\t": "&#9;", "\n": "&#10;"}


def text(value: str) -> str:
    """String -> XML text; characters that XML cannot hold (controls, lone surrogates) are left out."""
    return _TEXT.sub(_replaced, value) if _TEXT.search(value) else value


def attribute(value: str) -> str:
    """String -> XML attribute value for double quotes; tabs and newlines survive parsing."""
    return _ATTRIBUTE.sub(_replaced, value) if _ATTRIBUTE.search(value) else value


def _replaced(match: re.Match[str]) -> str:
    return _NAMED.get(match[0], "")
