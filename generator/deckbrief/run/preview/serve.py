"""`deckbrief serve`: the preview on 127.0.0.1, drawn anew whenever a file is saved."""

from __future__ import annotations

import asyncio
import os
import secrets
import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, Final

import uvicorn
from watchfiles import awatch

from deckbrief.base.message import Catalogue, msg, of_system
from deckbrief.base.problem import Place, Problem, ProblemError
from deckbrief.base.roots import template_roots
from deckbrief.run.preview.app import Preview
from deckbrief.run.preview.guard import PATIENCE, Guard
from deckbrief.run.preview.stage import Stage
from deckbrief.run.request import Options

HOST: Final = "127.0.0.1"
PORT: Final = 8765
_SETTLED: Final = 20
"""Milliseconds without a further change after which what was saved is read."""


_LOOKING: Final = 1000
"""Milliseconds after which files are looked at where the system has told nothing: not every disk tells."""


class _Server(uvicorn.Server):  # type: ignore[misc] # where uvicorn is not installed, it is any class
    """A server that leaves Ctrl-C to the command line, which ends at once."""

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield


def serve(options: Options, port: int, editor: str, catalogue: Catalogue | None, ready: Callable[[str], Any]) -> None:
    """Serve the preview until the process ends; `ready` is told its address. Raises ProblemError."""
    bound = _bound(port)
    name = bound.getsockname()[1]
    preview = Preview(Stage(options, catalogue), _page(), secrets.token_urlsafe(32), editor)
    asyncio.run(_run(preview, bound, watched(options), lambda: ready(f"http://{HOST}:{name}/")))


def _bound(port: int) -> socket.socket:
    bound = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        bound.bind((HOST, port))
        bound.listen(128)  # who asks before all is ready waits
    except OSError as error:
        bound.close()
        message = msg("the port {port} cannot be used: {reason}", port=port, reason=of_system(error))
        raise ProblemError(
            [Problem("preview.port", Place("--port"), message, msg("give another one: --port 0"))]
        ) from error
    return bound


def _page() -> Path:
    """Return the folder of the page's files: the program's own, for they are part of it."""
    return template_roots(None)[-1] / "preview"


def watched(options: Options) -> list[Path]:
    """Return what a preview can be made from: the content, and one's own templates, where there are some."""
    paths = (options.content, options.templates, options.template and options.template.parent)
    return [path for path in paths if path is not None and path.is_dir()]


def guarded(preview: Preview, port: int, patience: float) -> Guard:
    """Return the preview's application behind its guard, as it listens on that port."""
    hosts = frozenset({f"{HOST}:{port}", f"localhost:{port}"})
    return Guard(preview.app, hosts, preview.token, patience)


async def _run(
    preview: Preview, bound: socket.socket, folders: list[Path], ready: Callable[[], Any], patience: float = PATIENCE
) -> None:
    app = guarded(preview, bound.getsockname()[1], patience)
    config = uvicorn.Config(
        app, log_level="critical", access_log=False, server_header=False, lifespan="off", ws="none",
        limit_concurrency=200, timeout_keep_alive=5, h11_max_incomplete_event_size=64 * 1024,
    )  # fmt: skip
    watching = asyncio.create_task(_watch(preview, folders, _stamps(folders)))
    ready()
    try:
        await _Server(config).serve(sockets=[bound])
    finally:
        watching.cancel()
        with suppress(asyncio.CancelledError):
            await watching


async def _watch(preview: Preview, folders: list[Path], seen: dict[str, tuple[int, int]]) -> None:
    """Have the preview look anew whenever files have changed: the system tells, or else their times and sizes do."""
    async for told in awatch(
        *folders, step=_SETTLED, debounce=10 * _SETTLED, recursive=True, rust_timeout=_LOOKING, yield_on_timeout=True
    ):
        now = await asyncio.to_thread(_stamps, folders)
        if told or now != seen:
            seen = now
            await preview.changed()


def _stamps(folders: list[Path]) -> dict[str, tuple[int, int]]:
    """Folders -> time and size of each file below them, but for hidden ones."""
    found: dict[str, tuple[int, int]] = {}
    for folder in folders:
        for parent, inner, names in os.walk(folder):
            inner[:] = [name for name in inner if not name.startswith(".")]
            for name in names:
                with suppress(OSError):
                    stat = os.stat(os.path.join(parent, name))
                    found[os.path.join(parent, name)] = (stat.st_mtime_ns, stat.st_size)
    return found
