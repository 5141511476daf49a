"""Content folder -> warnings of texts that YAML cuts at ` #`, where no comment seems to be meant."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from deckbrief.base.problem import Problem
from deckbrief.base.record import replace
from deckbrief.content.files import find_files, read_source
from deckbrief.content.nodes import COMMENT_HINT, CUT, Mapping, Node, Scalar, Sequence, compose, cut_by_comment


def cut_texts(folder: str) -> Iterator[Problem]:
    """Content folder (empty: none) -> a warning at each comment that seems to be the rest of a text."""
    for file in find_files(Path(folder))[0] if folder else ():
        source, problems = read_source(file.file)
        if problems or not CUT.search(source.text):
            continue
        for scalar in _plain(compose(source)[0]):
            found = CUT.match(source.text, scalar.start + len(scalar.text))
            if found and source.text.startswith(scalar.text, scalar.start):
                told = source.problem("content.comment", found.start(1) - 1, cut_by_comment(found), COMMENT_HINT)
                yield replace(told, severity="warning")


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
