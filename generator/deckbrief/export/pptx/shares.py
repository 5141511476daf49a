"""A long deck -> its file, its slides laid out and written by several processes at once. The bytes are the same.

The processes are forked when the deck is drafted, so that each has all of it, and nothing large is sent to them. They
meet once: where a slide stands is known when it is known of all how many pages they take. What they send back are
the members of the deck's zip, compressed.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from typing import TYPE_CHECKING, Any, Final

from deckbrief.base.message import msg
from deckbrief.base.problem import Place, Problem, ProblemError
from deckbrief.base.process import FORKS, told_end, work_for_parent
from deckbrief.base.record import record
from deckbrief.export.pptx import deck as writer
from deckbrief.export.pptx.deck import WrittenSlides
from deckbrief.layout.frame import DeckFrames
from deckbrief.layout.slide.slide import DeckLayout, Spread
from deckbrief.theme.theme import Theme

if TYPE_CHECKING:
    from multiprocessing.connection import Connection
    from multiprocessing.process import BaseProcess

_LEAST: Final = 60
"""Slides in a share: fewer are done before another process is at work."""


@record
class _Other:
    """A process that does a share of a deck, and the connection to it."""

    process: BaseProcess
    connection: Connection

    def tell(self, what: object) -> None:
        """Send it something; that it has ended is found out where its answer is waited for."""
        with suppress(OSError):
            self.connection.send(what)

    def outcome(self) -> Any:
        """Return what came of its work; that it has ended is a problem."""
        try:
            return self.connection.recv()
        except (EOFError, OSError):
            self.process.join()
            message = msg("a process that made slides of it {told_end}", told_end=told_end(self.process.exitcode))
            return ProblemError([Problem("output.process", Place("deck"), message)])


def lay_out_and_write(layout: DeckLayout, theme: Theme, jobs: int) -> tuple[DeckFrames, bytes]:
    """A deck that is to be laid out, its theme -> its frames, of which some may have no items, and its .pptx.

    Raises ProblemError with every problem of every slide.
    """
    count = max(1, min(jobs if FORKS else 1, len(layout.slides) // _LEAST))
    if count == 1:
        frames = layout.whole()
        return frames, writer.write_deck(frames, theme)
    return _in_shares(layout, theme, count)


def _in_shares(layout: DeckLayout, theme: Theme, count: int) -> tuple[DeckFrames, bytes]:
    from multiprocessing import get_context

    writer.deck_base(theme, layout.lang)  # made before the others are forked, so that all have it
    size = len(layout.slides)
    shares = [range(size * number // count, size * (number + 1) // count) for number in range(count)]
    context = get_context("fork")
    others: list[_Other] = []
    for share in shares[1:]:
        ours, theirs = context.Pipe()
        process = context.Process(target=_work, args=(layout, share, theme, theirs), daemon=True)
        process.start()
        theirs.close()
        others.append(_Other(process, ours))
    spreads = [spread for found in _agreed(_attempt(layout.spread, shares[0]), others) for spread in found]
    for other in others:
        other.tell(spreads)
    frames = layout.frames(spreads)
    base = writer.deck_base(theme, layout.lang, frames.titles)
    own = _attempt(writer.write_slides, frames, base, _pages(shares[0], spreads))
    written: list[WrittenSlides] = _agreed(own, others)
    return frames, writer.joined_deck(frames, base, written)


def _work(layout: DeckLayout, share: range, theme: Theme, parent: Connection) -> None:
    """Do a share of the slides in a process of its own: tell how they are spread, hear of the others, write."""
    work_for_parent()
    found = _attempt(layout.spread, share)
    parent.send(found)
    if isinstance(found, Exception):
        return
    try:
        spreads: list[Spread] = parent.recv()
    except EOFError:  # there is a problem elsewhere
        return
    parent.send(_attempt(_written, layout, share, theme, spreads))


def _written(layout: DeckLayout, share: range, theme: Theme, spreads: Sequence[Spread]) -> WrittenSlides:
    frames = layout.frames(spreads)
    base = writer.deck_base(theme, layout.lang, frames.titles)
    return writer.write_slides(frames, base, _pages(share, spreads))


def _pages(share: range, spreads: Sequence[Spread]) -> range:
    """Places of drafted slides, how all are spread -> the places of their pages in the deck."""
    start = sum(spread.pages for spread in spreads[: share.start])
    return range(start, start + sum(spread.pages for spread in spreads[share.start : share.stop]))


def _attempt(work: Any, *given: Any) -> Any:
    """Return what work gives, or what it raised."""
    try:
        return work(*given)
    except Exception as error:  # to be raised where all have come so far
        return error


def _agreed(own: Any, others: Sequence[_Other]) -> list[Any]:
    """What came of our share, the others -> what came of all, in order; raises what any has raised."""
    outcomes = [own, *(other.outcome() for other in others)]
    problems: list[Problem] = []
    for outcome in outcomes:
        if isinstance(outcome, ProblemError):
            problems += outcome.problems
        elif isinstance(outcome, Exception):
            raise outcome
    if problems:
        for other in others:
            other.connection.close()
        raise ProblemError(problems)
    return outcomes
