"""Nobody but the user's own page gets in: each attack is tried on a server that is running."""

from __future__ import annotations

import json
import os
import socket
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
from deckbrief.run.preview.guard import HEADERS, LARGEST, POLICY

from tests.support.preview_server import TOKEN, Served, served
from tests.support.small_pack import write_pack


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("guard")
    write_pack(folder / "content", "pillars", 3)
    outside = folder / "outside.yaml"
    outside.write_text("kind: pack\ntitle: Secret\n", "utf-8")
    return folder


@pytest.fixture(scope="module")
def server(folder: Path) -> Iterator[Served]:
    with served(folder / "content", patience=0.5) as server:
        yield server


def _edit(folder: Path, name: str = "pack.yaml") -> dict[str, object]:
    return {"file": str(folder / "content" / name), "keys": ["title"], "old": "Bread", "new": "Attacked"}


def _untouched(folder: Path) -> bool:
    texts = [path.read_text("utf-8") for path in (*folder.glob("*.yaml"), *folder.glob("content/*.yaml"))]
    return len(texts) == 3 and not any("Attacked" in text for text in texts)


@pytest.mark.parametrize(
    "host",
    [
        "evil.example",
        "evil.example:{port}",
        "127.0.0.1",
        "127.0.0.1:1",
        "localhost.evil.example:{port}",
        "[::1]:{port}",
    ],
)
def test_a_name_that_was_rebound_is_refused(host: str, server: Served) -> None:
    for path in ("/", "/api/pack", "/preview.js"):
        status, _, body = server.ask("GET", path, headers={"host": host.format(port=server.port)})
        assert status == 421
        assert b"Bread" not in body
        assert TOKEN.encode() not in body


def test_both_own_names_are_answered(server: Served) -> None:
    for host in (f"127.0.0.1:{server.port}", f"localhost:{server.port}"):
        assert server.ask("GET", "/", headers={"host": host})[0] == 200


@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "http://evil.example"}, {"origin": "null"}, {"origin": "http://127.0.0.1:1"},
        {"origin": "https://127.0.0.1:{port}"}, {"sec-fetch-site": "cross-site"}, {"sec-fetch-site": "same-site"},
    ],
)  # fmt: skip
def test_another_page_reads_and_writes_nothing(headers: dict[str, str], folder: Path, server: Served) -> None:
    given = {name: value.format(port=server.port) for name, value in headers.items()}
    assert server.ask("GET", "/", headers=given)[0] == 403
    assert server.ask("GET", "/api/pack", headers=given)[0] == 403
    status, _ = server.post("/api/edit", _edit(folder), **{name.replace("-", "_"): v for name, v in given.items()})
    assert status == 403
    assert _untouched(folder)


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"x_deckbrief_token": ""}, 403), ({"x_deckbrief_token": "guess"}, 403), ({"x_deckbrief_token": "ü"}, 403),
        ({"origin": ""}, 403), ({"content_type": "text/plain"}, 415),
        ({"content_type": "application/x-www-form-urlencoded"}, 415),
    ],
)  # fmt: skip
def test_what_writes_has_to_bring_all_that_our_page_brings(
    headers: dict[str, str], status: int, folder: Path, server: Served
) -> None:
    for path in ("/api/edit", "/api/add", "/api/list", "/api/drop", "/api/undo", "/api/open"):
        assert server.post(path, _edit(folder), **headers)[0] == status
    assert _untouched(folder)


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "OPTIONS", "TRACE"])
def test_other_methods_are_refused(method: str, server: Served) -> None:
    assert server.ask(method, "/api/edit")[0] == 405


@pytest.mark.parametrize(
    "path",
    [
        "/../outside.yaml", "/%2e%2e/outside.yaml", "/..%2f..%2fetc%2fpasswd", "/preview.js/../index.html",
        "/svg/..%2f..%2foutside.yaml", "/pdf/../../outside.yaml", "/api/deck/../../outside", "//etc/passwd",
        "/api/entry?path=../outside", "/api/entry?path=/etc/passwd", "/index.html", "/preview.css%00.js",
    ],
)  # fmt: skip
def test_no_path_leads_out(path: str, server: Served) -> None:
    status, _, body = server.ask("GET", path)
    assert status in (400, 404)
    assert b"Secret" not in body
    assert b"root:" not in body


def test_only_files_of_the_pack_are_written(folder: Path, server: Served) -> None:
    link = folder / "content/link.yaml"
    os.symlink(folder / "outside.yaml", link)
    try:
        names = ("../outside.yaml", str(folder / "outside.yaml"), str(folder / "content/../outside.yaml"), str(link))
        for name in names:
            value = {"file": name, "keys": ["title"], "old": "Secret", "new": "Attacked"}
            assert server.post("/api/edit", value)[0] == 400
            assert server.post("/api/add", {"file": name, "keys": ["lang"], "new": "en"})[0] == 400
            listed = {"file": name, "keys": ["left_out"], "act": "add", "at": 0, "to": 0, "state": ""}
            assert server.post("/api/list", listed)[0] == 400
            assert server.post("/api/drop", {"file": name, "keys": ["title"], "state": ""})[0] == 400
            status, _, body = server.ask("GET", f"/api/entry?file={quote(name)}&keys=[]")
            assert (status, b"Secret" in body) == (404, False)
    finally:
        link.unlink()
    assert _untouched(folder)


@pytest.mark.parametrize(
    "value",
    [
        [],
        "x",
        None,
        {},
        {"file": 1, "keys": [], "old": "", "new": ""},
        {"file": "a", "keys": [{}], "old": "", "new": ""},
    ],
)
def test_what_is_no_change_is_refused(value: object, server: Served) -> None:
    assert server.post("/api/edit", value)[0] == 400
    for path in ("/api/add", "/api/list", "/api/drop", "/api/open"):
        assert server.post(path, value)[0] == 400


def test_no_key_is_added_that_the_model_does_not_know(folder: Path, server: Served) -> None:
    name = next(iter(server.stage.files()))
    for keys, value in ((["zzz"], "1"), ([], "1"), (["title", "x"], "1"), (["kind"], "true\nevil: 1"), ([0], "true")):
        assert server.post("/api/add", {"file": name, "keys": keys, "new": value})[0] == 400
    assert _untouched(folder)


def _raw(server: Served, head: str, body: bytes = b"", wait: float = 5) -> bytes:
    """Send bytes as they are -> what comes back until the server is done with us."""
    with socket.create_connection(("127.0.0.1", server.port), timeout=wait) as connection:
        connection.sendall(head.replace("\n", "\r\n").encode() + b"\r\n\r\n" + body)
        received = b""
        try:
            while piece := connection.recv(65536):
                received += piece
        except (TimeoutError, ConnectionError):
            pass
        return received


def _head(server: Served, more: str) -> str:
    return (
        f"POST /api/edit HTTP/1.1\nHost: 127.0.0.1:{server.port}\nOrigin: {server.address}\n"
        f"X-Deckbrief-Token: {TOKEN}\nContent-Type: application/json\n{more}"
    )


def test_huge_bodies_are_not_taken(folder: Path, server: Served) -> None:
    assert b" 413 " in _raw(server, _head(server, f"Content-Length: {LARGEST + 1}"))
    chunks = b"10000\r\n" + b"x" * 0x10000 + b"\r\n"
    assert b" 411 " in _raw(server, _head(server, "Transfer-Encoding: chunked"), chunks)
    assert b" 400 " in _raw(server, f"GET / HTTP/1.1\nHost: 127.0.0.1:{server.port}\nX: {'y' * (1 << 17)}")
    assert _untouched(folder)


def test_two_hosts_are_none(server: Served) -> None:
    answer = _raw(server, f"GET / HTTP/1.1\nHost: 127.0.0.1:{server.port}\nHost: evil.example\nConnection: close")
    assert answer[:12] in (b"HTTP/1.1 400", b"HTTP/1.1 421")


def test_slow_clients_keep_nobody_waiting_and_are_left(server: Served) -> None:
    slow = [socket.create_connection(("127.0.0.1", server.port)) for _ in range(20)]
    try:
        for connection in slow:
            connection.sendall((_head(server, "Content-Length: 100").replace("\n", "\r\n") + "\r\n\r\n{").encode())
        assert server.get("/api/pack")["title"] == "Bread"
        slow[0].settimeout(10)
        assert b" 408 " in slow[0].recv(4096)
    finally:
        for connection in slow:
            connection.close()


def test_who_never_ends_to_ask_keeps_nobody_waiting(server: Served) -> None:
    begun = [socket.create_connection(("127.0.0.1", server.port)) for _ in range(50)]
    try:
        for connection in begun:
            connection.sendall(f"GET / HTTP/1.1\r\nHost: 127.0.0.1:{server.port}\r\nX: ".encode())
        assert server.get("/api/pack")["title"] == "Bread"
    finally:
        for connection in begun:
            connection.close()


@pytest.mark.parametrize("keys", ["[" * 100_000, '["a", {}]', "[true]", "{}", "[1e999]", '"x"', "[null]"], ids=range(7))
def test_a_way_that_is_none_is_refused(keys: str, folder: Path, server: Served) -> None:
    name = quote(str(folder / "content/pack.yaml"))
    assert server.ask("GET", f"/api/entry?file={name}&keys={quote(keys[:2000])}")[0] == 404


def test_every_answer_keeps_browsers_from_more(folder: Path, server: Served) -> None:
    key = server.get("/api/deck/deck/bakery")["slides"][0]["key"]
    for path in ("/", "/preview.js", "/api/pack", "/nothing", f"/svg/{key}"):
        _, headers, _ = server.ask("GET", path)
        assert {name: headers.get(name) for name in HEADERS} == HEADERS
        assert headers["content-security-policy"] == POLICY
    _, headers, _ = server.ask("GET", "/", headers={"host": "evil.example"})
    assert headers["content-security-policy"] == POLICY
    assert "unsafe" not in POLICY
    assert "access-control-allow-origin" not in headers


def test_it_listens_on_this_machine_alone(server: Served) -> None:
    others = {info[4][0] for info in socket.getaddrinfo(socket.gethostname(), None, socket.AF_INET)} - {"127.0.0.1"}
    for address in sorted(str(address) for address in others if not str(address).startswith("127.")):
        with pytest.raises(OSError, match=r".*"):
            socket.create_connection((address, server.port), timeout=1).close()
    assert server.stage.version >= 1


def test_the_editor_is_started_with_the_file_as_one_word_and_by_no_shell(tmp_path: Path) -> None:
    content = write_pack(tmp_path / "a $(touch hacked) b", "pillars", 3)
    out = tmp_path / "opened"
    editor = f'python3 -c \'import sys; open("{out}", "w").write(repr(sys.argv[1:]))\' {{file}} {{line}}'
    with served(content, editor=editor) as server:
        file = str(content / "bakery.yaml")
        assert server.post("/api/open", {"file": file, "line": 2, "column": 1})[0] == 200
        assert server.post("/api/open", {"file": "/etc/passwd", "line": 1, "column": 1})[0] == 400
        for _ in range(200):
            if out.exists() and out.read_text():
                break
            time.sleep(0.05)
    assert json.loads(out.read_text().replace("'", '"')) == [file, "2"]
