"""Who gets in: the user's own browser, looking at this page. Everybody else is refused before anything is done.

The server listens on 127.0.0.1 alone, but any page on the web can have a browser ask it. What keeps these out: `Host`
names this server (a name that was rebound to 127.0.0.1 does not), `Origin` and `Sec-Fetch-Site` say that the page is
ours, and what writes brings the token, which only our page has been told.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable, Callable, MutableMapping
from hmac import compare_digest
from typing import Any, Final

from deckbrief.base.record import record

Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]

TOKEN_HEADER: Final = "x-deckbrief-token"
LARGEST: Final = 1 << 20
"""Bytes of what a browser may send."""
PATIENCE: Final = 10.0
"""Seconds that a browser may take to send it."""
_WRITING: Final = frozenset({"POST"})
_READING: Final = frozenset({"GET", "HEAD"})

POLICY: Final = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
HEADERS: Final = {
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
}
"""What every answer says; `content-security-policy` and `cache-control` too, where it says nothing else of them."""


@record
class Refusal:
    """Why a request is not answered: a status of HTTP, and a word for it."""

    status: int
    reason: str


class Guard:
    """Lets through to an application what its own page asks for."""

    def __init__(self, app: App, hosts: frozenset[str], token: str, patience: float = PATIENCE) -> None:
        self._app, self._hosts, self._token, self._patience = app, hosts, token, patience

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
            return
        if scope["type"] != "http":
            return
        refusal = self._refusal(scope["method"], _headers(scope))
        body = b""
        if refusal is None and scope["method"] in _WRITING:
            try:
                body = await asyncio.wait_for(_body(receive), self._patience)
            except TimeoutError:
                refusal = Refusal(408, "too slow")
            except _TooLargeError:
                refusal = Refusal(413, "too large")
        if refusal is not None:
            await _refuse(refusal, send)
            return
        await self._app(scope, _given(body, receive) if scope["method"] in _WRITING else receive, _with_headers(send))

    def _refusal(self, method: str, headers: dict[str, list[str]]) -> Refusal | None:
        """Return why a request is not let through, if it is not."""
        ours = {f"http://{host}" for host in self._hosts}
        if headers.get("host", []) not in ([host] for host in self._hosts):
            return Refusal(421, "foreign host")
        if any(origin not in ours for origin in headers.get("origin", [])):
            return Refusal(403, "foreign origin")
        if any(site not in ("same-origin", "none") for site in headers.get("sec-fetch-site", [])):
            return Refusal(403, "foreign page")
        if method in _READING:
            return None
        if method not in _WRITING:
            return Refusal(405, "method")
        if not headers.get("origin"):
            return Refusal(403, "no origin")
        given = (headers.get(TOKEN_HEADER) or [""])[0]
        if not compare_digest(given.encode(), self._token.encode()):
            return Refusal(403, "no token")
        if headers.get("content-type", [""])[0].partition(";")[0].strip() != "application/json":
            return Refusal(415, "no JSON")
        length = headers.get("content-length", [""])[0]
        if not length.isascii() or not length.isdigit():
            return Refusal(411, "no length")
        return Refusal(413, "too large") if int(length) > LARGEST else None


def _headers(scope: Scope) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for name, value in scope["headers"]:
        found.setdefault(name.decode("latin-1").lower(), []).append(value.decode("latin-1"))
    return found


class _TooLargeError(Exception):
    pass


async def _body(receive: Receive) -> bytes:
    pieces: list[bytes] = []
    while True:
        message = await receive()
        if message["type"] != "http.request":
            return b"".join(pieces)
        pieces.append(message.get("body", b""))
        if sum(map(len, pieces)) > LARGEST:
            raise _TooLargeError
        if not message.get("more_body"):
            return b"".join(pieces)


def _given(body: bytes, receive: Receive) -> Receive:
    """Return what hands a body on that was read already, and then what still comes."""
    left = [body]

    async def again() -> MutableMapping[str, Any]:
        if left:
            return {"type": "http.request", "body": left.pop(), "more_body": False}
        return await receive()

    return again


async def _refuse(refusal: Refusal, send: Send) -> None:
    body = json.dumps({"error": refusal.reason}).encode()
    headers = [(b"content-type", b"application/json"), (b"content-length", str(len(body)).encode())]
    headers.append((b"connection", b"close"))
    guarded = _with_headers(send)
    await guarded({"type": "http.response.start", "status": refusal.status, "headers": headers})
    await guarded({"type": "http.response.body", "body": body})


def _with_headers(send: Send) -> Send:
    async def guarded(message: MutableMapping[str, Any]) -> None:
        if message["type"] == "http.response.start":
            given = {name.decode("latin-1").lower() for name, _ in message["headers"]}
            more = {**HEADERS, "content-security-policy": POLICY, "cache-control": "no-store"}
            message["headers"] = [
                *message["headers"],
                *((name.encode(), value.encode()) for name, value in more.items() if name not in given),
            ]
        await send(message)

    return guarded
