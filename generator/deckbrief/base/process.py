"""Processes that work for another one: they end with it, and how one ended is told in words."""

from __future__ import annotations

import os
import signal
import sys
from typing import Final

from deckbrief.base.message import Message, msg

_PR_SET_PDEATHSIG: Final = 1
"""prctl(2): the signal that a process gets when its parent ends."""

FORKS: Final = sys.platform == "linux"
"""Whether processes are forked: elsewhere that is not to be had, or not safe where system libraries run threads."""


def start_method() -> str:
    """Return how processes are started (multiprocessing.get_context)."""
    return "fork" if FORKS else "spawn"


def work_for_parent() -> None:
    """Let this process end when its parent does, and leave Ctrl-C to the parent. Call it first in a process."""
    from multiprocessing import parent_process

    parent = parent_process()
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    for name in ("SIGTERM", "SIGHUP"):
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), signal.SIG_DFL)
    if parent is None or parent.pid is None:
        return
    if not (sys.platform == "linux" and _signal_at_death()):
        _watch_parent()
    elif os.getppid() != parent.pid:  # it ended before the signal was asked for
        os._exit(1)


def _signal_at_death() -> bool:
    """Ask the kernel for SIGKILL when the parent ends; return whether it will."""
    import ctypes

    try:
        refused: int = ctypes.CDLL(None, use_errno=True).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
    except (OSError, AttributeError):
        return False
    return refused == 0


def _watch_parent() -> None:
    """End this process when the pipe to its parent closes, which it does however the parent ends."""
    from multiprocessing import parent_process
    from threading import Thread

    def watch() -> None:
        parent = parent_process()
        if parent is not None:
            parent.join()
            os._exit(1)

    Thread(target=watch, daemon=True).start()


def told_end(status: int | None) -> Message:
    """Status of a process that ended (negative: by that signal) -> how, in words."""
    if status is None:
        return msg("ended before it was done")
    if status >= 0:
        return msg("ended with status {status} before it was done", status=status)
    try:
        name = signal.Signals(-status).name
    except ValueError:
        name = f"signal {-status}"
    if name == "SIGKILL":
        return msg("was killed (SIGKILL), by someone or by the system for want of memory")
    if name in ("SIGSEGV", "SIGBUS", "SIGABRT", "SIGILL", "SIGFPE"):
        return msg("crashed ({name}) in a library", name=name)
    return msg("was ended ({name})", name=name)
