"""Odd characters: one rule for decks, pages, notes, alternative text, names and outlines.

A text is `cleaned` once, where it is read; nobody after that need think of them. What is shown on one line by programs
that know nothing of soft hyphens and the like (outlines, titles, names, alternative text) is a `label` in addition.

- Line and paragraph separators, NEL, vertical tabs and form feeds end a line: they become the newline that all know.
- Embeddings, overrides and isolates (UAX #9) are closed where the text ends, else they turn what stands after it;
  what closes none is left out.
- A variation selector behind nothing that it could vary (UTS #37, StandardizedVariants) is left out; so is a joiner
  (U+200C, U+200D) at either end of a text or beside a space.
- The byte order mark, interlinear annotation, deprecated format characters, tags outside of flags and halves of
  surrogate pairs are left out; C0 and C1 control characters, which no document can hold, too.
- The zero-width space and the word joiner say where a line may end, the soft hyphen where a word may: they stay in
  text, and are left out of labels.
"""

from __future__ import annotations

import re
from typing import Final

from deckbrief.base.patterns import deferred
from deckbrief.base.script.kinds import LINE_END

_OPENS: Final = "\u202a\u202b\u202d\u202e"
_ISOLATES: Final = "\u2066\u2067\u2068"
_POP: Final = "\u202c"
_POP_ISOLATE: Final = "\u2069"
_BIDI: Final = deferred(f"[{_OPENS}{_POP}{_ISOLATES}{_POP_ISOLATE}]")

_SELECTORS: Final = "\u180b-\u180d\u180f\ufe00-\ufe0f\U000e0100-\U000e01ef"
_JOINERS: Final = "\u200c\u200d"
_LOST: Final = (
    "\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u180e\u2061-\u2064\u206a-\u206f\ufeff\ufff9-\ufffb\ufffe\uffff\ud800-\udfff"
)
_TAGS: Final = "\U000e0001\U000e0020-\U000e007f"

ODD: Final = deferred(
    f"[{_LOST}\r\v\f\x85\u2028\u2029{_OPENS}{_POP}{_ISOLATES}{_POP_ISOLATE}{_SELECTORS}{_JOINERS}{_TAGS}]"
)
"""Finds texts that `cleaned` may change."""

_STEPS: Final = (
    (LINE_END, "\n"),
    (f"[{_LOST}]", ""),
    (f"(?<!\U0001f3f4)(?<![{_TAGS}])[{_TAGS}]+", ""),
    (f"(?:^|(?<=[\\s{_SELECTORS}\u200b\u2060{_JOINERS}{_OPENS}{_POP}{_ISOLATES}{_POP_ISOLATE}]))[{_SELECTORS}]+", ""),
    (f"(?:^|(?<=\\s))[{_JOINERS}]+|[{_JOINERS}]+(?=\\s|$)|(?<=[{_JOINERS}])[{_JOINERS}]+", ""),
)
_LABEL: Final = str.maketrans(dict.fromkeys("\u00ad\u200b\u2060"))


def cleaned(text: str) -> str:
    """Text -> the same without odd characters, its lines ended by newlines; cleaning it again changes nothing."""
    if ODD.search(text) is None:
        return text
    before = None
    while before != text:
        before = text
        for pattern, instead in _STEPS:
            text = re.sub(pattern, instead, text)
        text = _closed(text)
    return text


def _closed(text: str) -> str:
    """Close what a text opens of UAX #9, line by line as the standard does by paragraph; leave out what closes none."""
    return "\n".join(_closed_line(line) if _BIDI.search(line) else line for line in text.split("\n"))


def _closed_line(line: str) -> str:
    opened: list[str] = []
    kept: list[str] = []
    for char in line:
        if char in _OPENS:
            opened.append(_POP)
        elif char in _ISOLATES:
            opened.append(_POP_ISOLATE)
        elif char == _POP:
            if not opened or opened[-1] != _POP:
                continue
            opened.pop()
        elif char == _POP_ISOLATE:
            if _POP_ISOLATE not in opened:
                continue
            while (closing := opened.pop()) != _POP_ISOLATE:  # an isolate's end closes the embeddings in it
                kept.append(closing)
        kept.append(char)
    return "".join([*kept, *reversed(opened)])


def label(text: str) -> str:
    """Text -> as an outline, a title, a name or alternative text says it: on one line, and nothing invisible in it."""
    text = cleaned(text.translate(_LABEL))
    return text if "\n" not in text and "\t" not in text else " ".join(text.split())
