"""What the preview answers: its page, slides as SVG, notes and problems as JSON, events, changes of texts."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import suppress
from html import escape
from pathlib import Path
from typing import Any, Final

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response, StreamingResponse
from starlette.routing import Route

from deckbrief.base.message import msg
from deckbrief.base.problem import ProblemError
from deckbrief.run.preview.edits import Edits, entry_missing, entry_texts, may_add, open_in_editor
from deckbrief.run.preview.stage import Stage
from deckbrief.run.rewriting import CannotRewriteError, ConflictError, Keys

_FILES: Final = {"preview.js": "text/javascript", "preview.css": "text/css"}
_ALIVE: Final = 15.0
"""Seconds after which a browser that waits for events is told that it still may."""
_LASTING: Final = {"cache-control": "private, max-age=31536000, immutable"}

WORDS: Final = {
    "search": msg("Search"),
    "overview": msg("Overview"),
    "light": msg("Light or dark"),
    "undo": msg("Undo"),
    "notes": msg("Notes"),
    "problems": msg("Problems"),
    "none": msg("No problems"),
    "decks": msg("Decks"),
    "briefings": msg("Briefings"),
    "open": msg("Open in the editor"),
    "save": msg("Save"),
    "saved": msg("Saved"),
    "add": msg("Add …"),
    "minutes": msg("min"),
    "stale": msg("There are errors: what is shown is older"),
    "lost": msg("The preview has ended"),
    "conflict": msg("It says something else in the file by now:"),
    "mine": msg("Keep mine"),
    "theirs": msg("Take that"),
    "refused": msg("This cannot be written"),
    "nothing": msg("Nothing of it stands in the content"),
    "click": msg("Click on anything to see where it stands, and to change it"),
}
"""What the page says, by the names that its script calls it by."""


class Preview:
    """The preview of a stage: the application that answers, and what tells browsers of changes."""

    def __init__(self, stage: Stage, page: Path, token: str, editor: str = "") -> None:
        self.stage, self.token, self._page, self._editor = stage, token, page, editor
        self._edits = Edits()
        self._changed = asyncio.Condition()
        self._making = asyncio.Lock()
        self.app = Starlette(
            routes=[
                Route("/", self._index),
                Route("/{name}", self._file),
                Route("/api/pack", self._overview),
                Route("/api/deck/{name:path}", self._deck),
                Route("/api/entry", self._entry),
                Route("/api/edit", self._edit, methods=["POST"]),
                Route("/api/add", self._add, methods=["POST"]),
                Route("/api/undo", self._undo, methods=["POST"]),
                Route("/api/open", self._open, methods=["POST"]),
                Route("/svg/{key}", self._svg),
                Route("/pdf/{name:path}", self._pdf),
                Route("/api/events", self._events),
            ]
        )

    async def changed(self) -> None:
        """Look at the content anew, and tell the browsers."""
        await run_in_threadpool(self.stage.refresh)
        async with self._changed:
            self._changed.notify_all()

    # The page -----------------------------------------------------------------------------------------------------

    async def _index(self, request: Request) -> Response:
        text = (self._page / "index.html").read_text("utf-8")
        return Response(text.replace("@TOKEN@", escape(self.token)), media_type="text/html")

    async def _file(self, request: Request) -> Response:
        name = request.path_params["name"]
        if name not in _FILES:
            return _error(404, "no such page")
        return Response((self._page / name).read_bytes(), media_type=_FILES[name])

    # What is seen -------------------------------------------------------------------------------------------------

    async def _overview(self, request: Request) -> Response:
        overview = await run_in_threadpool(self.stage.overview)
        words = {name: self.stage.words(word) for name, word in WORDS.items()}
        return JSONResponse({**overview, "words": words, "editor": bool(self._editor), "undo": len(self._edits)})

    async def _deck(self, request: Request) -> Response:
        deck = await run_in_threadpool(self.stage.deck, request.path_params["name"])
        return JSONResponse(deck) if deck is not None else _error(404, "no such deck")

    async def _svg(self, request: Request) -> Response:
        svg = self.stage.svg(request.path_params["key"])
        if svg is None:
            return _error(404, "no such slide")
        return Response(svg, media_type="image/svg+xml", headers=_LASTING)

    async def _pdf(self, request: Request) -> Response:
        found = self.stage.briefing(request.path_params["name"])
        if found is None:
            return _error(404, "no such briefing")
        target, given = found
        async with self._making:  # one at a time: they take memory
            try:
                product = await run_in_threadpool(target.exporter.load().write, target, given, 1)
            except ProblemError as error:
                return JSONResponse({"problems": self.stage.told(error.problems)}, 422)
        policy = {"content-security-policy": "frame-ancestors 'none'"}  # a browser's own viewer is a page, too
        return Response(product.data, media_type="application/pdf", headers=policy)

    async def _events(self, request: Request) -> Response:
        return StreamingResponse(self._versions(), media_type="text/event-stream")

    async def _versions(self) -> AsyncIterator[str]:
        """Yield the version of what is shown, now and whenever it is another one."""
        told = -1
        while True:
            if told == self.stage.version:
                yield ": still here\n\n"
            else:
                told = self.stage.version
                yield f"data: {json.dumps({'version': told})}\n\n"
            await self._other_than(told)

    async def _other_than(self, told: int) -> None:
        """Wait until what is shown is another version, or for as long as a browser waits for a word."""
        with suppress(TimeoutError):
            async with asyncio.timeout(_ALIVE), self._changed:
                await self._changed.wait_for(lambda: self.stage.version != told)

    # What is changed ----------------------------------------------------------------------------------------------

    async def _entry(self, request: Request) -> Response:
        place = self.stage.place(request.query_params.get("path", ""))
        file = self.stage.files().get(place.file) if place is not None else None
        if place is None or file is None:
            return _error(404, "no such entry")
        texts = await run_in_threadpool(entry_texts, file, place.line, place.column)
        more = await run_in_threadpool(entry_missing, file, place.line, place.column)
        told = {"file": place.file, "line": place.line, "column": place.column, "texts": texts, "missing": more}
        return JSONResponse(told)

    async def _edit(self, request: Request) -> Response:
        given = await _given(request, file=str, keys=list, old=str, new=str)
        file = self.stage.files().get(given["file"]) if given else None
        if not given or file is None:
            return _error(400, "no such text")
        return await self._changed_by(given["file"], file, tuple(given["keys"]), given["old"], given["new"])

    async def _add(self, request: Request) -> Response:
        given = await _given(request, file=str, keys=list, new=str)
        file = self.stage.files().get(given["file"]) if given else None
        if not given or file is None or not await run_in_threadpool(may_add, file, tuple(given["keys"]), given["new"]):
            return _error(400, "no such key")
        return await self._changed_by(given["file"], file, tuple(given["keys"]), None, given["new"])

    async def _changed_by(self, name: str, file: Path, keys: Keys, old: str | None, new: str) -> Response:
        try:
            await run_in_threadpool(self._edits.change, name, file, keys, old, new)
        except ConflictError as conflict:
            return JSONResponse({"error": "conflict", "now": conflict.now}, 409)
        except (CannotRewriteError, OSError) as error:
            return _error(422, str(error))
        return await self._done()

    async def _undo(self, request: Request) -> Response:
        try:
            await run_in_threadpool(self._edits.undo)
        except CannotRewriteError as error:
            return JSONResponse({"error": "conflict", "file": str(error)}, 409)
        except OSError as error:
            return _error(422, str(error))
        return await self._done()

    async def _done(self) -> Response:
        await self.changed()
        return JSONResponse({"version": self.stage.version, "undo": len(self._edits)})

    async def _open(self, request: Request) -> Response:
        given = await _given(request, file=str, line=int, column=int)
        file = self.stage.files().get(given["file"]) if given else None
        if not given or file is None or not self._editor:
            return _error(400, "no such file, or no editor")
        opened = await run_in_threadpool(open_in_editor, self._editor, file, given["line"], given["column"])
        return JSONResponse({"opened": opened}, 200 if opened else 422)


def _error(status: int, reason: str) -> Response:
    return JSONResponse({"error": reason}, status)


async def _given(request: Request, **kinds: type) -> dict[str, Any] | None:
    """Request, what it has to hold -> its JSON, where it holds that and nothing of another kind."""
    try:
        value = json.loads(await request.body())
    except (ValueError, RecursionError):
        return None
    if not isinstance(value, dict) or any(not isinstance(value.get(name), kind) for name, kind in kinds.items()):
        return None
    if any(not isinstance(key, str | int) or isinstance(key, bool) for key in value.get("keys", ())):
        return None
    return value
