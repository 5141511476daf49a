"""What takes the place of inner functions of WeasyPrint, and whether these still are the ones that it was written for.

A replacement names the source of each function that it replaces or relies on, by its hash. Where the installed release
has another, that replacement stays out, and a warning says which and what is lost; the others stay in.
"""

from __future__ import annotations

import importlib
import inspect
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache
from hashlib import sha256
from typing import Any

from deckbrief.base.message import msg
from deckbrief.base.problem import Place, Problem
from deckbrief.base.record import record

Patch = tuple[Any, str, Any]
"""An object, the name of its member, what takes its place."""


@record
class Replacement:
    """A group of functions that hang together: `sources` maps `module:function` to the hash of its source.

    `loss` says what documents lack without it; `patches` is called once WeasyPrint is loaded.
    """

    name: str
    loss: str
    sources: Mapping[str, str]
    patches: Callable[[], Sequence[Patch]]


def changed(replacement: Replacement) -> list[str]:
    """Return the functions of the installed WeasyPrint that are not the ones that the replacement was written for."""
    return [path for path, digest in replacement.sources.items() if source_digest(path) != digest]


def misfits(replacements: Iterable[Replacement]) -> tuple[Problem, ...]:
    """Return a warning for each replacement that has to stay out, with what is lost."""
    return tuple(_warning(replacement, paths) for replacement in replacements if (paths := changed(replacement)))


def _warning(replacement: Replacement, paths: Sequence[str]) -> Problem:
    import weasyprint

    message = msg(
        "{loss}: WeasyPrint {version__} has another {paths}",
        loss=replacement.loss,
        version__=weasyprint.__version__,
        paths=paths[0],
    )
    hint = msg("install the release that requirements.lock names")
    return Problem("output.setting", Place("weasyprint"), message, hint, severity="warning")


@cache
def source_digest(path: str) -> str:
    """`module:function`, `module:Class.method` -> the first 12 hex digits of SHA-256 of its source, or nothing.

    The source, not the compiled code, which differs between releases of Python. A property is its getter. Looked up
    once in a process: later, a replacement may stand there.
    """
    module, _, name = path.partition(":")
    found: Any = importlib.import_module(module)
    for step in name.split("."):
        found = inspect.getattr_static(found, step, None)
    function: Any = found.fget if isinstance(found, property) else found
    try:
        source = inspect.getsource(inspect.unwrap(function))
    except (OSError, TypeError):  # none there, or none to be had: nobody knows what it does
        return ""
    return sha256(source.encode()).hexdigest()[:12]
