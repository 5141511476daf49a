"""References to a PDF's pages are made once, not anew for each tag and link: that takes time as the square of pages."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from deckbrief.export.pdf.replace.guard import Patch, Replacement


def _patches() -> Sequence[Patch]:
    import pydyf  # type: ignore[import-untyped]

    return [(pydyf.PDF, "page_references", property(_page_references))]


PAGE_REFERENCES: Final = Replacement(
    "page_references",
    "long documents take longer",
    {"pydyf:PDF.page_references": "060bf90aad55"},
    _patches,
)


def _page_references(pdf: Any) -> tuple[bytes, ...]:
    """Return references to a PDF's pages, made anew when there are more of them."""
    kids = pdf.pages["Kids"]
    known: tuple[bytes, ...] = pdf.__dict__.get("known_references", ())
    if 3 * len(known) != len(kids):
        known = pdf.known_references = tuple(b"%d 0 R" % number for number in kids[::3])
    return known
