"""A problem that shows only across entries, with what it was read from."""

from __future__ import annotations

from collections.abc import Iterable

from deckbrief.base.message import Message
from deckbrief.base.problem import Hint, Problem
from deckbrief.base.record import record
from deckbrief.content.model import Pack


@record
class Finding:
    """A problem, and the content paths that it was read from: it falls away when one of them is broken."""

    problem: Problem
    read_from: tuple[str, ...]


def finding(
    pack: Pack, code: str, path: str, message: Message, hint: Hint = "", read_from: Iterable[str] = ()
) -> Finding:
    """Return a finding at the place of `path`, read from there and from further paths."""
    return Finding(Problem(code, pack.place(path), message, hint), (path, *read_from))
