"""Pieces of work done on other machines, by a scheduler of dask.distributed; a lost worker takes no piece with it.

Nothing is written there: what comes of a piece comes back, and is put into its place here, as if it was made here.
"""

from __future__ import annotations

import os
import pickle
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import lru_cache
from threading import Lock
from typing import Any, Final, TypeVar

from deckbrief.base.message import Message, foreign, msg
from deckbrief.base.problem import Place, Problem, ProblemError
from deckbrief.run.likeness import Input, difference, likeness
from deckbrief.run.pool import Death, Work

_Outcome = TypeVar("_Outcome")

_ONE: Final = Lock()

_REACHED: Final = "30s"
"""How long the scheduler is tried for."""
_STEP: Final = 1.0
"""Seconds after which it is looked again whether the workers are there."""
_PATIENCE: Final = 60.0
"""Seconds without any worker after which the rest is given up."""
_CARRIED: Final = ("SOURCE_DATE_EPOCH", "DECKBRIEF_FONTS")
"""What outputs depend on in the environment: it goes with the work."""


def on_cluster(
    work: Work[_Outcome], numbers: Iterable[int], address: str, place: Input, tell: Callable[[Message], None]
) -> Iterator[tuple[int, _Outcome | Death]]:
    """Work, pieces in the order in which to begin them, a scheduler's address -> each piece as it is done.

    `tell` is told of workers that are refused. Raises ProblemError where there is no scheduler, or no worker that
    gives the same bytes.
    """
    with _Cluster(address, place, tell) as cluster:
        yield from cluster.done(work, numbers)


def _trouble(address: str, *given: Any) -> ProblemError:
    return ProblemError([Problem("output.scheduler", Place(address), *given)])


class _Cluster:
    """A connection to a scheduler, and the workers of it that may be asked."""

    def __init__(self, address: str, place: Input, tell: Callable[[Message], None]) -> None:
        self._address, self._place, self._tell = address, place, tell
        self._ours = likeness(place)
        self._refused: dict[str, Message] = {}
        self._good: set[str] = set()

    def __enter__(self) -> _Cluster:
        try:
            from distributed import Client
        except ImportError:
            hint = msg("install it: pip install 'deckbrief[cluster]'")
            raise _trouble(self._address, msg("the package for other machines is not installed"), hint) from None
        try:
            self._client: Any = Client(self._address, timeout=_REACHED)
        except (OSError, ValueError, TypeError, RuntimeError) as error:
            hint = msg("see docs/cluster.md for how to start one")
            message = msg("no scheduler answers: {error}", error=foreign(_told(error)))
            raise _trouble(self._address, message, hint) from None
        self._look()
        if not self._good:
            self._client.close()
            raise self._without_worker()
        return self

    def _without_worker(self) -> ProblemError:
        """Return what is told where no worker can be used: of each why, or that there is none."""
        hint = msg("start workers in the same set-up, which see the same folders: docs/cluster.md")
        told = [*self._refused.values()] or [msg("the scheduler has no worker")]
        return ProblemError(Problem("output.scheduler", Place(self._address), message, hint) for message in told)

    def __exit__(self, *_: object) -> None:
        self._client.close()

    def done(self, work: Work[_Outcome], numbers: Iterable[int]) -> Iterator[tuple[int, _Outcome | Death]]:
        """Yield each piece as it is done; what no worker did is a Death."""
        packed = pickle.dumps(work)
        carried = {name: os.environ.get(name, "") for name in _CARRIED}
        waiting = {self._ask(packed, carried, number): number for number in numbers}
        seen = time.monotonic()
        while waiting:
            yield from self._finished(waiting)
            self._look()
            if self._good:
                seen = time.monotonic()
                lost = [future for future in waiting if future.status == "lost" or self._is_bound_to_gone(future)]
                for future in lost:
                    number = waiting.pop(future)
                    future.cancel()
                    waiting[self._ask(packed, carried, number)] = number
            elif time.monotonic() - seen > _PATIENCE:
                yield from ((number, Death(None)) for number in waiting.values())
                return

    def _ask(self, packed: bytes, carried: Mapping[str, str], number: int) -> Any:
        workers = sorted(self._good)
        future = self._client.submit(_piece, packed, carried, number, pure=False, workers=workers)
        future.asked = frozenset(workers)
        return future

    def _is_bound_to_gone(self, future: Any) -> bool:
        """Tell whether none of the workers that a piece was given to is there any more."""
        return future.status == "pending" and not future.asked & self._good

    def _finished(self, waiting: dict[Any, int]) -> Iterator[tuple[int, Any]]:
        """Yield the pieces that are done, after a step at most, and take them out of those waited for."""
        from distributed import wait

        try:
            ready = wait([*waiting], timeout=_STEP, return_when="FIRST_COMPLETED").done
        except TimeoutError:
            return
        except Exception as error:
            raise _trouble(self._address, msg("the scheduler is lost: {error}", error=foreign(_told(error)))) from None
        for future in ready:
            number = waiting.pop(future)
            yield number, future.result() if future.status == "finished" else Death(None)

    def _look(self) -> None:
        """Find out which workers are there now, and which of those not known before are like this machine."""
        try:
            there = set(self._client.scheduler_info(n_workers=-1)["workers"])
        except Exception as error:
            raise _trouble(self._address, msg("the scheduler is lost: {error}", error=foreign(_told(error)))) from None
        self._good &= there
        fresh = sorted(there - self._good - {*self._refused})
        if not fresh:
            return
        answers = self._client.run(likeness, self._place, workers=fresh, on_error="return")
        for address in fresh:
            theirs = answers.get(address)
            told = difference(self._ours, theirs) if isinstance(theirs, dict) else msg("has no program of this version")
            if told is None:
                self._good.add(address)
            else:
                message = msg(
                    "{address}: the worker is not used, for it {difference}", address=address, difference=told
                )
                self._refused[address] = message
                self._tell(message)


def _told(error: BaseException) -> str:
    return str(error).strip().splitlines()[0] if str(error).strip() else type(error).__name__


def _piece(packed: bytes, carried: Mapping[str, str], number: int) -> Any:
    """Do a piece, on a worker; one at a time, for what a piece reads is noted for the whole process."""
    with _ONE:
        os.environ.update(carried)
        return _unpacked(packed)(number)


@lru_cache(maxsize=4)
def _unpacked(packed: bytes) -> Work[Any]:
    work: Work[Any] = pickle.loads(packed)
    return work
