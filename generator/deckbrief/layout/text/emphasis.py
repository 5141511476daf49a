"""A copy whose text has marks -> the same with runs: strong is bold, weight and links are coloured, a highlight both.

Never a slant: Chinese has none.
"""

from __future__ import annotations

from deckbrief.base.emphasis import Span, is_plain, spans
from deckbrief.base.record import replace
from deckbrief.layout.frame import Run
from deckbrief.layout.text.fit import Copy
from deckbrief.theme.theme import Color


def emphasized(copy: Copy, accent: Color) -> Copy:
    """Return the copy without the marks of its text, told as they say; one without marks as it is."""
    if is_plain(copy.text):
        return copy
    found = spans(copy.text)
    if len(found) <= 1 and "".join(span.text for span in found) == copy.text:
        return copy
    runs = tuple(_run(span, copy, accent) for span in found)
    return replace(copy, text="".join(span.text for span in found), runs=runs)


def _run(span: Span, copy: Copy, accent: Color) -> Run:
    colored = span.weight or span.marked or bool(span.link)
    return Run(
        span.text, bold=copy.bold or span.strong or span.marked, color=accent if colored else None, link=span.link
    )
