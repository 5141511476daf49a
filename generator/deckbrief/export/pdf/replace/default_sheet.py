"""The style sheet that every document begins with, without what a document does not use.

It has rules for the calls, marks and ways back of footnotes and notes, of every element: where there are none of these,
that is five styles for each element, which nobody asks for.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from copy import copy
from typing import Any, Final

NOTES: Final = re.compile(r"footnote|\bnote\(", re.IGNORECASE)
"""What a style sheet says where it makes notes of elements: `float: footnote`, `position: note()`."""
_OF_NOTES: Final = frozenset({"footnote-call", "footnote-marker", "note-call", "note-marker", "note-callback"})
_PSEUDO: Final = 3
"""Where a matcher's entry has the name of its pseudo-element."""


def without_notes(sheets: Iterable[Any]) -> None:
    """Take the rules for notes of all elements from style sheets."""
    for sheet in sheets:
        sheet.matcher = copy(sheet.matcher)
        rules = sheet.matcher.other_selectors
        sheet.matcher.other_selectors = [rule for rule in rules if rule[_PSEUDO] not in _OF_NOTES]
