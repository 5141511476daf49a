"""Pieces of work done side by side, each in a process; a process that dies takes nothing with it but its own piece."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from deckbrief.base.process import start_method, work_for_parent
from deckbrief.base.record import record

if TYPE_CHECKING:
    from multiprocessing.connection import Connection
    from multiprocessing.process import BaseProcess

_Outcome = TypeVar("_Outcome")

Work = Callable[[int], _Outcome]
"""Number of a piece -> what came of it; to be pickled where processes are not forked. It raises nothing."""


@record
class Death:
    """What came of a piece whose process ended: with that status, negative for a signal."""

    status: int | None


@record(frozen=False)
class _Hand(Generic[_Outcome]):
    """A process, the connection to it, and the piece that it is at."""

    process: BaseProcess
    connection: Connection
    number: int


def side_by_side(work: Work[_Outcome], numbers: Iterable[int], workers: int) -> Iterator[tuple[int, _Outcome | Death]]:
    """Work, the pieces in the order in which to begin them, how many processes -> each piece as it is done."""
    from multiprocessing.connection import wait  # 5 ms that a single deck is spared

    waiting = deque(numbers)
    hands: dict[Connection, _Hand[_Outcome]] = {}
    try:
        while waiting and len(hands) < workers:
            _hire(hands, work, waiting.popleft())
        while hands:
            for connection in wait([*hands]):
                hand = hands[connection]  # type: ignore[index]
                try:
                    outcome: _Outcome | Death = hand.connection.recv()
                except (EOFError, OSError):
                    outcome = _buried(hands.pop(hand.connection))
                number = hand.number
                if waiting and isinstance(outcome, Death):
                    _hire(hands, work, waiting.popleft())
                elif waiting:
                    hand.number = waiting.popleft()
                    _ask(hand)
                elif hand.connection in hands:
                    _dismiss(hands.pop(hand.connection))
                yield number, outcome
    finally:
        for hand in hands.values():
            hand.process.kill()
            hand.process.join()


def _hire(hands: dict[Connection, _Hand[_Outcome]], work: Work[_Outcome], number: int) -> None:
    """Start a process, and give it its first piece."""
    from multiprocessing import get_context

    context: Any = get_context(start_method())
    ours, theirs = context.Pipe()
    process = context.Process(target=_serve, args=(work, theirs, ours))
    process.start()
    theirs.close()
    hand: _Hand[_Outcome] = _Hand(process, ours, number)
    hands[ours] = hand
    _ask(hand)


def _ask(hand: _Hand[Any]) -> None:
    with suppress(OSError):  # it has died, which is found out where its answer is waited for
        hand.connection.send(hand.number)


def _buried(hand: _Hand[Any]) -> Death:
    hand.process.join()
    hand.connection.close()
    return Death(hand.process.exitcode)


def _dismiss(hand: _Hand[Any]) -> None:
    """Let a process go that has nothing more to do."""
    hand.connection.close()
    hand.process.kill()
    hand.process.join()


def _serve(work: Work[Any], connection: Connection, other_end: Connection) -> None:
    """Do the pieces that are asked for, one after the other, until there is no one who asks."""
    work_for_parent()
    other_end.close()
    while True:
        try:
            number = connection.recv()
        except (EOFError, OSError):
            return
        connection.send(work(number))
