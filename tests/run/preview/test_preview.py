"""The preview shows what the content gives, and changes what is changed in the page, at its exact place."""

from __future__ import annotations

import asyncio
import json
import re
import socket
import time
from collections.abc import AsyncIterator, Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from deckbrief.content.keys import KINDS, keys_of
from deckbrief.content.read import read_what_can_be
from deckbrief.run.entries import flow_text
from deckbrief.run.preview import serve
from deckbrief.run.preview.forms import new_value

from tests.support.browser import browser_page
from tests.support.preview_server import Served, served
from tests.support.small_pack import write_pack

DECK = "/api/deck/deck/bakery"


@pytest.fixture
def content(tmp_path: Path) -> Path:
    return write_pack(tmp_path / "content", "pillars", 3)


@pytest.fixture
def server(content: Path) -> Iterator[Served]:
    with served(content) as server:
        yield server


def _until(holds: Callable[[], Any]) -> Any:
    """Wait until something holds, for as long as a slow machine may take."""
    for _ in range(600):
        if found := holds():
            return found
        time.sleep(0.05)
    raise AssertionError("it did not come")


def _change(content: Path, old: str, new: str) -> None:
    file = content / "bakery.yaml"
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new), "utf-8")


def _event(events: socket.socket) -> Any:
    """Return what the next event says."""
    received = b""
    while not (found := re.search(rb"data: (.*)\n\n", received)):
        received += events.recv(4096)
    return json.loads(found[1])


def _keys(server: Served) -> dict[str, str]:
    return {slide["name"]: slide["key"] for slide in server.get(DECK)["slides"]}


def test_slides_come_with_notes_minutes_and_drawings(server: Served) -> None:
    overview, deck = server.get("/api/pack"), server.get(DECK)
    assert [entry["name"] for entry in overview["decks"]] == ["deck/bakery"]
    assert "briefing/bakery" in [entry["name"] for entry in overview["briefings"]]
    assert len(deck["slides"]) > 3
    assert sum(slide["minutes"] for slide in deck["slides"]) > 0
    assert any(note["text"] == "Wait." for slide in deck["slides"] for note in slide["notes"])
    for slide in deck["slides"]:
        status, headers, svg = server.ask("GET", f"/svg/{slide['key']}")
        assert (status, headers["content-type"]) == (200, "image/svg+xml")
        assert svg.startswith(b"<svg")


def test_what_is_saved_is_seen_and_only_what_is_another_slide_is_drawn_anew(content: Path, server: Served) -> None:
    before = _keys(server)
    with socket.create_connection(("127.0.0.1", server.port), timeout=30) as events:
        events.sendall(f"GET /api/events HTTP/1.1\r\nHost: 127.0.0.1:{server.port}\r\n\r\n".encode())
        told = _event(events)["version"]
        _change(content, "Wait for it.", "Wait for the dough.")
        assert _event(events)["version"] > told
    _until(lambda: _keys(server) != before)
    after = _keys(server)
    changed = [name for name in before if before[name] != after[name]]
    assert 0 < len(changed) < len(before) / 2


def test_what_is_saved_without_the_system_telling_is_seen_too(content: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As on a network's disk, or before the watching has begun."""

    async def nothing_told(*folders: Path, **given: Any) -> AsyncIterator[set[Any]]:
        while True:
            await asyncio.sleep(0.05)
            yield set()

    monkeypatch.setattr(serve, "awatch", nothing_told)
    with served(content) as server:
        before = server.stage.version
        time.sleep(0.3)
        assert server.stage.version == before
        _change(content, "rest 2", "nap")
        _until(lambda: server.stage.version > before)
        assert "nap" in (content / "bakery.yaml").read_text("utf-8")


def test_a_problem_stands_beside_its_slide_and_the_slides_stay(content: Path, server: Served) -> None:
    before = _keys(server)
    _change(content, "name: rest 2", "nam: rest 2")
    found = _until(lambda: server.get("/api/pack")["problems"])
    line = next(
        n for n, text in enumerate((content / "bakery.yaml").read_text().splitlines(), 1) if "nam: rest 2" in text
    )
    assert line in [problem["line"] for problem in found]
    deck = server.get(DECK)
    assert deck["stale"]
    assert {slide["name"]: slide["key"] for slide in deck["slides"]} == before
    beside = [slide["text"] for slide in deck["slides"] if any(p["line"] == line for p in slide["problems"])]
    assert beside
    assert all("rest 2" in text for text in beside)
    _change(content, "nam: rest 2", "name: rest two")
    _until(lambda: not server.get("/api/pack")["problems"])
    assert not server.get(DECK)["stale"]


def test_a_pack_that_cannot_be_read_at_first_is_shown_when_it_can(tmp_path: Path) -> None:
    content = write_pack(tmp_path / "content", "nothing", 3)
    with served(content) as server:
        overview = server.get("/api/pack")
        assert overview["problems"]
        assert overview["decks"] == []
        assert server.ask("GET", DECK)[0] == 404
        _change(content, "figure: nothing", "figure: pillars")
        _until(lambda: server.get("/api/pack")["decks"])
        assert server.get(DECK)["slides"]


def test_a_briefing_is_made_when_it_is_asked_for(server: Served) -> None:
    status, headers, data = server.ask("GET", "/pdf/briefing/bulletin-bakery")
    assert (status, headers["content-type"], data[:5]) == (200, "application/pdf", b"%PDF-")
    assert server.ask("GET", "/pdf/deck/bakery")[0] == 404


def _place(server: Served, said: str) -> tuple[str, list[Any]]:
    paths = {path for slide in server.stage._decks["deck/bakery"] for path in slide.paths}
    for path in sorted(paths):
        found = server.get(f"/api/entry?path={path.replace('#', '%23')}")
        for text in found["texts"]:
            if text["text"] == said:
                return found["file"], text["keys"]
    raise AssertionError(f"{said} is nowhere")


def test_a_text_is_changed_in_place_undone_and_a_conflict_told(content: Path, server: Served) -> None:
    server.get(DECK)
    file = content / "bakery.yaml"
    original = file.read_bytes()
    name, keys = _place(server, "rest 2")
    value = {"file": name, "keys": keys, "old": "rest 2", "new": "rest: two"}
    status, told = server.post("/api/edit", value)
    assert (status, told["undo"]) == (200, 1)
    assert file.read_bytes() == original.replace(b"name: rest 2", b'name: "rest: two"')
    assert "rest: two" in " ".join(slide["text"] for slide in server.get(DECK)["slides"])
    status, told = server.post("/api/edit", {**value, "new": "mine"})
    assert (status, told["now"]) == (409, "rest: two")
    assert server.post("/api/undo", {})[0] == 200
    assert file.read_bytes() == original
    server.post("/api/edit", value)
    _change(content, "Wait for it.", "Changed meanwhile.")
    meanwhile = file.read_bytes()
    status, told = server.post("/api/undo", {})
    assert (status, told["file"]) == (409, name)
    assert file.read_bytes() == meanwhile


def test_in_a_browser_a_click_changes_the_yaml_and_the_slide(content: Path, server: Served) -> None:
    file = content / "bakery.yaml"
    original = file.read_text("utf-8")
    with browser_page() as (page, asked, complaints):
        page.goto(server.address)
        page.wait_for_selector("main svg")
        place = next(n for n, slide in enumerate(server.get(DECK)["slides"]) if slide["name"] == "bakery-rests")
        for _ in range(place):
            page.keyboard.press("ArrowRight")
        page.locator("main svg text", has_text="rest 2").first.click()
        page.wait_for_selector("#entry textarea")
        area = page.locator("#entry textarea:focus")
        assert area.input_value() == "rest 2"
        area.fill("pause")
        page.keyboard.press("Control+Enter")
        page.locator("main svg text", has_text="pause").first.wait_for()
        assert file.read_text("utf-8") == original.replace("rest 2", "pause")
        _change(content, "pause", "nap")
        area.fill("snooze")
        page.keyboard.press("Control+Enter")
        page.locator(".conflict blockquote", has_text="nap").wait_for()
        assert "name: nap" in file.read_text("utf-8")
        page.locator(".conflict button").first.click()
        page.locator("main svg text", has_text="snooze").first.wait_for()
        page.click("#undo")
        page.locator("main svg text", has_text="nap").first.wait_for()
        assert {address.split("/")[2] for address in asked if not address.startswith("data:")} == {
            server.address.split("/")[2]
        }
        assert [said for said in complaints if "409" not in said] == []


def test_in_a_browser_keys_search_and_a_telephone_s_width(server: Served) -> None:
    with browser_page() as (page, _, complaints):
        page.goto(server.address)
        page.wait_for_selector("main svg")
        page.keyboard.press("o")
        assert page.locator("main").is_hidden()
        page.keyboard.press("/")
        page.keyboard.type("rest 3")
        kept = page.locator(".thumb:not(.missed)").count()
        assert 0 < kept < page.locator(".thumb").count()
        page.keyboard.press("Enter")
        page.locator("main svg text", has_text="rest 3").first.wait_for()
        page.keyboard.press("Escape")
        page.keyboard.press("l")
        assert page.evaluate("document.documentElement.className") == "night"
        page.set_viewport_size({"width": 360, "height": 700})
        assert page.evaluate("document.documentElement.scrollWidth") <= 360
        assert page.locator("main svg").is_visible()
        assert complaints == []


# Forms ----------------------------------------------------------------------------------------------------------------


def test_what_is_no_text_has_the_models_form(content: Path, server: Served) -> None:
    server.get(DECK)
    (path,) = {path for slide in server.stage._decks["deck/bakery"] for path in slide.paths if path.endswith(".rests")}
    entry = server.get(f"/api/entry?path={path.replace('#', '%23')}")
    by_key = {text["keys"][-1]: text for text in entry["texts"]}
    assert by_key["figure"]["form"]["control"] == "choice"
    assert "chain" in by_key["figure"]["form"]["words"]
    assert by_key["name"]["form"] == {}
    more = {one["keys"][-1]: one for one in entry["missing"]}
    assert more["reveal"]["form"]["words"] == ["true", "false"]
    assert more["priority"]["form"]["control"] in ("number", "choice")
    assert "figure" not in more
    value = {"file": entry["file"], "keys": more["reveal"]["keys"]}
    original = (content / "bakery.yaml").read_text("utf-8")
    assert server.post("/api/add", {**value, "new": "maybe"})[0] == 400
    assert server.post("/api/add", {**value, "keys": ["frameworks", 0, "name2"], "new": "x"})[0] == 400
    assert server.post("/api/add", {**value, "new": "true"})[0] == 200
    changed = (content / "bakery.yaml").read_text("utf-8")
    assert changed == original.replace("- id: rests\n", "- id: rests\n    reveal: true\n")
    assert server.post("/api/add", {**value, "new": "false"})[0] == 409
    assert server.post("/api/undo", {})[0] == 200
    assert (content / "bakery.yaml").read_text("utf-8") == original


LISTED = ("frameworks", 0, "parts")


def _framework(server: Served) -> dict[str, Any]:
    """Return what the page is told of the pack's framework."""
    server.get(DECK)
    (path,) = {path for slide in server.stage._decks["deck/bakery"] for path in slide.paths if path.endswith(".rests")}
    told: dict[str, Any] = server.get(f"/api/entry?path={path.replace('#', '%23')}")
    return told


def _relist(server: Served, what: str, where: int, to: int = 0, **other: Any) -> tuple[int, Any]:
    entry = _framework(server)
    (state,) = [one["state"] for one in entry["lists"] if tuple(one["keys"]) == LISTED]
    value = {"file": entry["file"], "keys": list(LISTED), "act": what, "at": where, "to": to, "state": state}
    return server.post("/api/list", value | other)


def _rests(content: Path) -> list[str]:
    return re.findall(r"name: (rest \d|TODO)", (content / "bakery.yaml").read_text("utf-8"))


def test_entries_of_lists_are_moved_added_and_removed_and_all_of_it_undone(content: Path, server: Served) -> None:
    file = content / "bakery.yaml"
    original = file.read_text("utf-8").replace("name: rest 2}", "name: rest 2}  # the second")
    file.write_text(original, "utf-8")
    _until(lambda: server.stage.version > 1)
    assert _relist(server, "move", 1, 0)[0] == 200
    assert _rests(content) == ["rest 2", "rest 1", "rest 3"]
    assert "- {id: p2, name: rest 2}  # the second\n      - {id: p1" in file.read_text("utf-8")
    assert _relist(server, "remove", 1)[0] == 200
    assert _rests(content) == ["rest 2", "rest 3"]
    status, told = _relist(server, "add", 2)
    assert (status, told["undo"]) == (200, 3)
    assert _rests(content) == ["rest 2", "rest 3", "TODO"]
    assert "      - {id: new-1, name: TODO}\n" in file.read_text("utf-8")
    slides = server.get(DECK)["slides"]
    assert any("TODO" in slide["text"] and "rest 1" not in slide["text"] for slide in slides)
    for _ in range(3):
        assert server.post("/api/undo", {})[0] == 200
    assert file.read_text("utf-8") == original


def test_a_list_that_says_something_else_by_now_is_left_alone_and_shown(content: Path, server: Served) -> None:
    entry = _framework(server)
    (seen,) = [one["state"] for one in entry["lists"] if tuple(one["keys"]) == LISTED]
    _change(content, "rest 2", "nap")
    before = (content / "bakery.yaml").read_bytes()
    status, told = _relist(server, "remove", 0, state=seen)
    assert (status, "name: nap" in told["now"]) == (409, True)
    assert (content / "bakery.yaml").read_bytes() == before
    assert _relist(server, "remove", 0, state=told["state"])[0] == 200


@pytest.mark.parametrize(
    "other",
    [
        {"keys": ["frameworks", 0, "zzz"]}, {"keys": []}, {"keys": ["frameworks", 9, "parts"]}, {"act": "explode"},
        {"keys": ["frameworks", 0, "name"]}, {"at": "0"}, {"at": True}, {"file": "../outside.yaml"}, {"state": 1},
    ],
    ids=str,
)  # fmt: skip
def test_no_list_is_changed_that_the_model_does_not_know(other: dict[str, Any], content: Path, server: Served) -> None:
    before = (content / "bakery.yaml").read_bytes()
    assert _relist(server, "remove", 0, **other)[0] == 400
    assert _relist(server, "move", 0, 99)[0] == 422
    assert (content / "bakery.yaml").read_bytes() == before


def test_nested_values_are_added_and_taken_out_and_what_must_be_there_stays(content: Path, server: Served) -> None:
    entry = _framework(server)
    named = {tuple(one["keys"]) for one in entry["missing"]}
    assert {("frameworks", 0, "notes", "ask"), ("frameworks", 0, "evidence"), ("frameworks", 0, "text")} <= named
    original = (content / "bakery.yaml").read_text("utf-8")
    value = {"file": entry["file"], "keys": ["frameworks", 0, "notes", "ask"], "new": ""}
    assert server.post("/api/add", value)[0] == 200
    assert "notes: {ask: TODO, say: [Wait.]}" in (content / "bakery.yaml").read_text("utf-8")
    entry = _framework(server)
    drop = {"file": entry["file"], "keys": value["keys"], "state": entry["state"]}
    assert server.post("/api/drop", {**drop, "state": "another"})[0] == 409
    assert server.post("/api/drop", {**drop, "keys": ["frameworks", 0, "title"]})[0] == 400
    assert server.post("/api/drop", drop)[0] == 200
    assert (content / "bakery.yaml").read_text("utf-8") == original
    speaker = {"file": entry["file"], "keys": ["speaker"], "state": _framework(server)["state"]}
    assert server.post("/api/drop", speaker)[0] == 200
    assert server.post("/api/add", {"file": entry["file"], "keys": ["speaker"], "new": ""})[0] == 200
    assert "speaker: {name: TODO, role: TODO}" in (content / "bakery.yaml").read_text("utf-8")


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_whatever_the_model_lets_be_added_is_read_again(kind: str, tmp_path: Path) -> None:
    """A new entry holds what it must have, and nothing that the reader does not take."""
    added = {name: key for name, key in keys_of(KINDS[kind]).items() if key.many or key.entry}
    assert added
    for name, key in added.items():
        value = new_value(key, ())
        text = f"kind: {kind}\n{name}: {flow_text([value] if key.many else value)}\n"
        (tmp_path / "one.yaml").write_text(text, "utf-8")
        _, reading, _ = read_what_can_be(tmp_path)
        wrong = [problem for problem in reading if problem.code in ("content.syntax", "content.unknown-key")]
        wrong += [p for p in reading if p.code == "content.missing-field" and p.place.line == 2]
        assert wrong == [], text


def test_in_a_browser_entries_are_moved_added_removed_and_a_conflict_is_shown(content: Path, server: Served) -> None:
    file = content / "bakery.yaml"
    original = file.read_text("utf-8")
    with browser_page() as (page, _, complaints):
        page.set_viewport_size({"width": 390, "height": 800})
        page.goto(server.address)
        page.wait_for_selector("main svg")
        place = next(n for n, slide in enumerate(server.get(DECK)["slides"]) if slide["name"] == "bakery-rests")
        for _ in range(place):
            page.keyboard.press("ArrowRight")
        page.locator("main svg text", has_text="Dough rests").first.click()
        page.get_by_role("button", name="Up frameworks.0.parts.1").click()
        _until(lambda: _rests(content) == ["rest 2", "rest 1", "rest 3"])
        focused = page.locator("#entry textarea:focus")
        _until(lambda: focused.count() and focused.input_value() == "p2")
        page.get_by_role("button", name="Another entry frameworks.0.parts").click()
        page.get_by_role("textbox", name="frameworks.0.parts.3.name").fill("rest 4")
        page.keyboard.press("Control+Enter")
        _until(lambda: any("rest 4" in slide["text"] for slide in server.get(DECK)["slides"]))
        page.locator("main svg text", has_text="04").first.wait_for()
        page.get_by_role("button", name="Remove frameworks.0.parts.0", exact=True).click()
        _until(lambda: _rests(content) == ["rest 1", "rest 3", "rest 4"])
        page.get_by_role("textbox", name="frameworks.0.parts.3.name").wait_for(state="detached")
        _change(content, "rest 3", "nap")
        page.get_by_role("button", name="Down frameworks.0.parts.0").click()
        page.locator(".conflict blockquote", has_text="nap").wait_for()
        page.get_by_role("button", name="Keep mine").click()
        _until(lambda: re.findall(r"name: (rest \d|nap)", file.read_text("utf-8")) == ["nap", "rest 1", "rest 4"])
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        page.get_by_label("Add …").select_option(label="notes.ask")
        _until(lambda: "ask: TODO" in file.read_text("utf-8"))
        page.get_by_role("button", name="Remove frameworks.0.notes.ask").click()
        _until(lambda: "ask: TODO" not in file.read_text("utf-8"))
        assert [said for said in complaints if "409" not in said] == []
        file.write_text(original, "utf-8")


def test_in_a_browser_a_choice_is_made_and_a_key_added(content: Path, server: Served) -> None:
    file = content / "bakery.yaml"
    original = file.read_text("utf-8")
    with browser_page() as (page, _, complaints):
        page.set_viewport_size({"width": 390, "height": 800})
        page.goto(server.address)
        page.wait_for_selector("main svg")
        place = next(n for n, slide in enumerate(server.get(DECK)["slides"]) if slide["name"] == "bakery-rests")
        for _ in range(place):
            page.keyboard.press("ArrowRight")
        page.locator("main svg text", has_text="Dough rests").first.click()
        page.get_by_role("combobox", name="frameworks.0.figure").select_option("chain")
        page.get_by_text("Saved").first.wait_for()
        assert file.read_text("utf-8") == original.replace("figure: pillars", "figure: chain")
        page.get_by_label("Add …").select_option(label="reveal")
        page.get_by_role("combobox", name="frameworks.0.reveal").select_option("true")
        _until(lambda: "    reveal: true\n" in file.read_text("utf-8"))
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        assert complaints == []
