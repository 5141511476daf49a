"""Patterns that are compiled when they are first used, not when a module is imported: ours, and other people's.

Compiling takes half a million instructions, and two million more for each class with characters of more than two
ranges beyond Latin: Python goes through all 65,536 for it. A run uses half of the patterns of the modules it imports.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from threading import get_ident
from typing import Any, AnyStr, Final, cast

_compile_now: Final = re.compile


@contextmanager
def patterns_deferred() -> Iterator[None]:
    """Have `re.compile` give patterns that are compiled once something is asked of them.

    Around the import of a library most of whose patterns a run never uses. PyYAML's reader compiles one of all that may
    stand in a text, 58 million instructions of the 1,500 of a deck of 26 slides; libyaml, which reads, does not use it.
    Neither library has a setting for it. What other threads compile meanwhile is compiled at once.
    """
    ours = get_ident()

    def compile_later(pattern: Any, flags: Any = 0) -> Any:
        return _Deferred(pattern, flags) if get_ident() == ours else _compile_now(pattern, flags)

    re.compile = compile_later
    try:
        yield
    finally:
        re.compile = _compile_now


def deferred(written: AnyStr, flags: int = 0) -> re.Pattern[AnyStr]:
    """Return what can be asked what a pattern can, by its own methods: `found.sub(…)`, not `re.sub(found, …)`.

    It is no instance of `re.Pattern`.
    """
    return cast(re.Pattern[AnyStr], _Deferred(written, flags))


class _Deferred:
    """Stands for a pattern: what is asked of it is asked of the pattern, compiled then."""

    def __init__(self, pattern: Any, flags: Any = 0) -> None:
        self._given = pattern, flags

    def __reduce__(self) -> tuple[Any, ...]:
        """Be copied, and sent to another process, as the pattern."""
        return _compile_now, self._given

    def __getattr__(self, name: str) -> Any:
        """Return what the compiled pattern has by that name, and keep it for the next time."""
        found = getattr(_compile_now(*self._given), name)
        setattr(self, name, found)
        return found
