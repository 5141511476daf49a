"""Content folder -> warnings of texts that YAML seems to cut against the writer's will: at ` #` or a comma."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Final

from deckbrief.base.message import msg
from deckbrief.base.patterns import deferred
from deckbrief.base.problem import Problem
from deckbrief.base.record import replace
from deckbrief.content.files import find_files, read_source
from deckbrief.content.nodes import COMMENT_HINT, CUT, Mapping, Node, Scalar, Sequence, Source, compose, cut_by_comment

_PARAGRAPHS: Final = frozenset({"say", "remarks", "summary", "takeaways", "story"})
"""Keys whose entries are sentences, each by itself."""
_COMMA: Final = deferred(r",\s+[^\W\d_]")
_WORD: Final = deferred(r"[^\W\d_]+(?![\w@.-])")
_ENDED: Final = deferred(r"[.!?…:;。！？：；][\"'”’)）]*$")


def cut_texts(folder: str) -> Iterator[Problem]:
    """Content folder (empty: none) -> a warning at each comment and entry that seems to be the rest of a text."""
    for file in find_files(Path(folder))[0] if folder else ():
        source, problems = read_source(file.file)
        if problems or not (CUT.search(source.text) or _COMMA.search(source.text)):
            continue
        root = compose(source)[0]
        yield from _cut_by_comments(source, root)
        yield from _cut_by_commas(source, root)


def _cut_by_comments(source: Source, root: Node | None) -> Iterator[Problem]:
    for scalar in _plain(root):
        found = CUT.match(source.text, scalar.start + len(scalar.text))
        if found and source.text.startswith(scalar.text, scalar.start):
            told = source.problem("content.comment", found.start(1) - 1, cut_by_comment(found), COMMENT_HINT)
            yield replace(told, severity="warning")


def _cut_by_commas(source: Source, root: Node | None) -> Iterator[Problem]:
    """A list between brackets that begins with a capital, and an entry that goes on in small letters: one a list."""
    for sequence in _paragraphs(root):
        entries = [item for item in sequence.items if isinstance(item, Scalar)]
        if not entries or not entries[0].text[:1].isupper():
            continue
        for before, entry in pairwise(entries):
            if before.plain and entry.plain and _goes_on(entry.text) and not _ENDED.search(before.text):
                message = msg("a comma begins a new entry of the list: '{text}'", text=entry.text)
                hint = msg("put quotes around a text with a comma, or write each entry on a line of its own")
                yield replace(source.problem("content.comma", entry.start, message, hint), severity="warning")
                break


def _goes_on(text: str) -> bool:
    """Tell whether a text begins with a word in small letters, of any script that has them."""
    word = _WORD.match(text)
    return bool(word and word[0].islower())


def _paragraphs(root: Node | None) -> Iterator[Sequence]:
    """Yield the lists between brackets whose entries are sentences, below a node, in order."""
    waiting = [root]
    while waiting:
        node = waiting.pop()
        if isinstance(node, Sequence):
            waiting += reversed(node.items)
        elif isinstance(node, Mapping):
            lists = ((key, value) for key, (_, value) in node.pairs.items() if isinstance(value, Sequence))
            yield from (value for key, value in lists if key in _PARAGRAPHS and value.flow)
            waiting += reversed([value for _, value in node.pairs.values()])


def _plain(root: Node | None) -> Iterator[Scalar]:
    """Yield the texts without quotes below a node, in order."""
    waiting = [root]
    while waiting:
        node = waiting.pop()
        if isinstance(node, Scalar):
            if node.plain and node.text:
                yield node
        elif isinstance(node, Sequence):
            waiting += reversed(node.items)
        elif isinstance(node, Mapping):
            waiting += reversed([value for _, value in node.pairs.values()])
