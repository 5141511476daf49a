"""What the preview answers: its page, slides as SVG, notes and problems as JSON, events, changes of texts."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Callable, Mapping
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
from deckbrief.run.preview.edits import (
    Edits,
    NotOfTheModelError,
    adding,
    dropping,
    entry_at,
    open_in_editor,
    relisting,
    way_of,
)
from deckbrief.run.preview.forms import state
from deckbrief.run.preview.stage import Stage
from deckbrief.run.rewriting import CannotRewriteError, ConflictError, Keys, rewritten

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
    "another": msg("Another entry"),
    "remove": msg("Remove"),
    "up": msg("Up"),
    "down": msg("Down"),
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
                Route("/api/list", self._list, methods=["POST"]),
                Route("/api/drop", self._drop, methods=["POST"]),
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
        """Tell of the entry of a content path; of that at a way into a file, where these are given."""
        given = _way_in(request.query_params)
        place = self.stage.place(request.query_params.get("path", "")) if given is None else None
        name = given[0] if given else place.file if place else ""
        file = self.stage.files().get(name)
        if file is None:
            return _error(404, "no such entry")
        way = given[1] if given else await run_in_threadpool(way_of, file, place)
        told = await run_in_threadpool(entry_at, file, way)
        first = told["texts"][0] if told["texts"] else {"line": 1, "column": 1}
        line, column = (place.line, place.column) if place else (first["line"], first["column"])
        return JSONResponse({"file": name, "line": line, "column": column, "keys": list(way), **told})

    async def _edit(self, request: Request) -> Response:
        given = await _given(request, file=str, keys=list, old=str, new=str)
        if not given:
            return _error(400, "no such text")
        keys, old, new = tuple(given["keys"]), given["old"], given["new"]
        return await self._changed_by(given["file"], lambda text: rewritten(text, keys, old, new))

    async def _add(self, request: Request) -> Response:
        given = await _given(request, file=str, keys=list, new=str)
        if not given:
            return _error(400, "no such key")
        return await self._changed_by(given["file"], adding(tuple(given["keys"]), given["new"]))

    async def _list(self, request: Request) -> Response:
        given = await _given(request, file=str, keys=list, act=str, at=int, to=int, state=str)
        if not given or given["act"] not in ("add", "remove", "move"):
            return _error(400, "no such list")
        made = relisting(tuple(given["keys"]), given["act"], given["at"], given["to"], given["state"])
        return await self._changed_by(given["file"], made)

    async def _drop(self, request: Request) -> Response:
        given = await _given(request, file=str, keys=list, state=str)
        if not given:
            return _error(400, "no such key")
        return await self._changed_by(given["file"], dropping(tuple(given["keys"]), given["state"]))

    async def _changed_by(self, name: str, made: Callable[[str], str]) -> Response:
        file = self.stage.files().get(name)
        if file is None:
            return _error(400, "no such file")
        try:
            await run_in_threadpool(self._edits.change, name, file, made)
        except ConflictError as conflict:
            return JSONResponse({"error": "conflict", "now": conflict.now, "state": state(conflict.now)}, 409)
        except NotOfTheModelError as error:
            return _error(400, str(error))
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
    if any(isinstance(value[name], bool) for name in kinds) or not _is_way(value.get("keys", [])):
        return None
    return value


def _is_way(keys: object) -> bool:
    """Tell whether a value is the way to something in a file."""
    if not isinstance(keys, list):
        return False
    return not any(not isinstance(key, str | int) or isinstance(key, bool) for key in keys)


def _way_in(query: Mapping[str, str]) -> tuple[str, Keys] | None:
    """Query of an address -> the name of a file and the way into it, where it has both."""
    try:
        keys = json.loads(query.get("keys", ""))
    except (ValueError, RecursionError):
        return None
    return (query.get("file", ""), tuple(keys)) if _is_way(keys) else None
