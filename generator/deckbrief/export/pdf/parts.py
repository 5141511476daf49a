"""HTML in parts -> chunks that can be laid out apart, and their references to pages, which are filled in afterwards.

A template says where a document may be cut: with `<!--part-->` between children of the body, each beginning a page of
its own. Strings for running heads are set anew in every part, or from the body's attributes. A number of a page is
asked for with `data-target="#id"` and shown by the rules

    [data-target]::after { content: target-counter(attr(data-target url), page) }
    [data-page]::after { content: attr(data-page) }

of which the second counts where a document is made in parts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from deckbrief.base.patterns import deferred
from deckbrief.base.record import record

MARK: Final = "<!--part-->"
_ENOUGH: Final = 14_000
"""Characters of HTML in a chunk: some ten pages, enough to hide what a chunk costs by itself."""
_BODY: Final = deferred(r"<body\b[^>]*>")
_TARGET: Final = deferred(r'\bdata-target="#([^"]*)"')
_ID: Final = deferred(r'\bid="([^"]*)"')
_LINK: Final = deferred(r'\bhref="#([^"]*)"')
_STYLE: Final = deferred(r"<style\b|<link\b[^>]*\bstylesheet\b", re.IGNORECASE)
_WHOLE: Final = deferred(
    r"@page[^{};]*:(?:left|right|nth)|\bbreak-(?:before|after)\s*:\s*(?:left|right|recto|verso)|\b(?:running|element)\("
)
"""What a style sheet may not say of a document in parts: which pages are left or right, or their numbers."""
_UNKNOWN: Final = "000"


@record
class Chunk:
    """Parts that are laid out together: their HTML, the ids in them, and those whose pages stand in them."""

    html: str
    ids: frozenset[str]
    wanted: frozenset[str]


def _chunk(html: str) -> Chunk:
    return Chunk(html, frozenset(_ID.findall(html)), frozenset(_TARGET.findall(html)))


@record
class Cut:
    """A document cut into chunks: what stands before them, with the body's start tag, and what its links lead to.

    `styled` where style sheets stand in the body: they are for all of it, so that it is not laid out in parts.
    """

    head: str
    chunks: tuple[Chunk, ...]
    targets: frozenset[str]
    styled: bool = False

    def page(self, body: str) -> str:
        """Return the whole HTML of a document that holds `body`."""
        return f"{self.head}\n{body}\n</body></html>"


def cut(html: str) -> Cut:
    """HTML -> the chunks of its parts; a document without marks is one chunk."""
    start = _BODY.search(html)
    if MARK not in html or start is None:
        return Cut("", (_chunk(html),), frozenset())
    body = html[start.end() :].rpartition("</body>")[0]
    parts = [part for part in body.split(MARK) if part.strip()]
    targets, styled = frozenset(_LINK.findall(body)), bool(_STYLE.search(body))
    return Cut(html[: start.end()], tuple(_chunks(parts)), targets, styled)


def _chunks(parts: Sequence[str]) -> Iterator[Chunk]:
    """Parts -> chunks; those in which numbers of pages stand are by themselves, others together until it is enough."""
    waiting = ""
    for part in parts:
        refers = bool(_TARGET.search(part))
        if waiting and (refers or len(waiting) + len(part) > _ENOUGH):
            yield _chunk(waiting)
            waiting = ""
        if refers:
            yield _chunk(part)
        else:
            waiting += part
    if waiting:
        yield _chunk(waiting)


def looking_ahead(chunks: Sequence[Chunk]) -> frozenset[int]:
    """Chunks -> the numbers of those that show pages of themselves or of what comes after them."""
    ahead: set[int] = set()
    later: frozenset[str] = frozenset()
    for number, chunk in reversed(list(enumerate(chunks))):
        later |= chunk.ids
        if chunk.wanted & later:
            ahead.add(number)
    return frozenset(ahead)


def can_be_cut(style: str) -> bool:
    """Style sheet -> whether pages look alike wherever they stand, so that parts can be laid out apart."""
    return not _WHOLE.search(style)


def numbered(html: str, pages: Mapping[str, int]) -> str:
    """HTML, pages of ids from 1 -> the HTML with the numbers of pages in it; those that are not known are zeros."""
    return _TARGET.sub(lambda found: f'data-page="{pages.get(found[1], _UNKNOWN)}"', html)
