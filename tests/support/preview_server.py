"""The preview, served on a free port by a thread, and what asks it byte by byte."""

from __future__ import annotations

import asyncio
import http.client
import json
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from deckbrief.run.preview.app import Preview
from deckbrief.run.preview.serve import _bound, _page, _run, watched
from deckbrief.run.preview.stage import Stage
from deckbrief.run.request import Options

TOKEN = "token-of-the-test"


class Served:
    """A preview that is being served."""

    def __init__(self, content: Path, editor: str = "", patience: float = 10.0) -> None:
        options = Options(content=content, templates=None, theme="vermilion", out=content.parent / "build")
        self.stage = Stage(options)
        self._bound = _bound(0)
        self.port = int(self._bound.getsockname()[1])
        self.address = f"http://127.0.0.1:{self.port}"
        self._preview_of = (options, editor, patience)
        self._ready = threading.Event()
        self._thread = threading.Thread(target=self._serve, daemon=True)
        self._thread.start()
        assert self._ready.wait(30)

    def _serve(self) -> None:
        self._loop = asyncio.new_event_loop()
        options, editor, patience = self._preview_of
        preview = Preview(self.stage, _page(), TOKEN, editor)
        self._task = self._loop.create_task(
            _run(preview, self._bound, watched(options), self._ready.set, patience=patience)
        )
        try:
            self._loop.run_until_complete(self._task)
        except asyncio.CancelledError:
            pass
        finally:
            self._loop.run_until_complete(self._loop.shutdown_asyncgens())
            self._loop.run_until_complete(self._loop.shutdown_default_executor())
            self._loop.close()

    def stop(self) -> None:
        self._loop.call_soon_threadsafe(self._task.cancel)
        self._thread.join(30)
        self._bound.close()

    def ask(
        self, method: str, path: str, body: bytes | None = None, headers: Mapping[str, str] | None = None
    ) -> tuple[int, Mapping[str, str], bytes]:
        """Ask, with these headers and those that HTTP needs -> status, headers, body."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        try:
            connection.request(method, path, body, dict(headers or {}))
            answer = connection.getresponse()
            return answer.status, {name.lower(): value for name, value in answer.getheaders()}, answer.read()
        finally:
            connection.close()

    def get(self, path: str) -> Any:
        """Return what is answered, as JSON."""
        status, _, body = self.ask("GET", path)
        assert status == 200, body
        return json.loads(body)

    def post(self, path: str, value: object, **headers: str) -> tuple[int, Any]:
        """Post as the page does, with other headers where some are given (empty: without) -> status and JSON."""
        given = {"origin": self.address, "x-deckbrief-token": TOKEN, "content-type": "application/json"}
        given |= {name.replace("_", "-"): text for name, text in headers.items()}
        status, _, body = self.ask(
            "POST", path, json.dumps(value).encode(), {name: text for name, text in given.items() if text}
        )
        return status, json.loads(body)


@contextmanager
def served(content: Path, editor: str = "", patience: float = 10.0) -> Iterator[Served]:
    server = Served(content, editor, patience)
    try:
        yield server
    finally:
        server.stop()
