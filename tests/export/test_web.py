"""The deck as one page: nothing is asked for, and in a browser it does what a presenter needs."""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Iterator
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from typing import Any

import pymupdf
import pytest
from deckbrief.content.read import read_pack
from deckbrief.export import web
from deckbrief.export.materials import Materials, materials
from deckbrief.export.slides import frames_shown
from deckbrief.run.targets import all_targets
from lxml import html

from tests.support.browser import browser_page
from tests.support.small_pack import ROOTS, write_pack


def _pack(folder: Path) -> Materials:
    content = write_pack(folder, "pillars", 4, said="<b>Wait</b> & see.")
    unit = content / "bakery.yaml"
    quiz = "quiz:\n  - {id: long, question: How long?, options: [An hour, A night], answer: B, because: It rests.}\n"
    unit.write_text(unit.read_text("utf-8") + quiz, "utf-8")
    return materials(read_pack(content), "vermilion", ROOTS)


def _target(given: Materials) -> Any:
    [target] = [target for target in all_targets(given.pack) if target.kind == "web"]
    return target


@pytest.fixture(scope="module")
def given(tmp_path_factory: pytest.TempPathFactory) -> Materials:
    return _pack(tmp_path_factory.mktemp("web") / "content")


@pytest.fixture(scope="module")
def page_file(given: Materials, tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("page") / "deck.html"
    file.write_bytes(web.write(_target(given), given).data)
    return file


def test_the_page_has_every_slide_with_its_notes_and_asks_for_nothing(given: Materials, page_file: Path) -> None:
    text = page_file.read_text("utf-8")
    page = html.fromstring(text)
    frames, _ = frames_shown(_target(given), given)
    slides = page.findall(".//section")
    assert [slide.get("id") for slide in slides] == [frame.name for frame in frames.frames]
    assert "<b>Wait</b> & see." in "".join(map(str, page.itertext()))
    assert sum(float(slide.get("data-minutes") or 0) for slide in slides) == pytest.approx(
        sum(frame.minutes for frame in frames.frames)
    )
    addresses = {address for _, _, address, _ in html.iterlinks(text)}
    assert {address for address in addresses if not address.startswith(("#", "data:"))} == set()
    assert set(re.findall(r"https?://[^\"'\s<)]+", text)) == {"http://www.w3.org/2000/svg"}


def test_the_only_script_that_runs_is_the_page_s_own(page_file: Path) -> None:
    text = page_file.read_text("utf-8")
    [script] = re.findall(r"<script>(.*?)</script>", text, re.DOTALL)
    digest = b64encode(sha256(script.encode()).digest()).decode()
    [policy] = re.findall(r'Content-Security-Policy" content="([^"]*)"', text)
    assert f"script-src 'sha256-{digest}'" in policy
    assert policy.startswith("default-src 'none'")


def test_the_same_pack_gives_the_same_page(given: Materials, page_file: Path) -> None:
    assert web.write(_target(given), given).data == page_file.read_bytes()


@pytest.fixture
def opened(page_file: Path) -> Iterator[Any]:
    with browser_page(has_touch=True) as (page, asked, complaints):
        page.goto(page_file.as_uri())
        yield page
        assert {address.partition("#")[0] for address in asked} == {page_file.as_uri()}
        assert complaints == []


def _here(page: Any) -> str:
    return str(page.eval_on_selector(".slide.here", "slide => slide.id"))


def _seen(page: Any) -> int:
    return int(page.eval_on_selector_all(".slide.here .waits", "found => found.length"))


def test_keys_lead_through_slides_and_their_clicks(opened: Any) -> None:
    names = opened.eval_on_selector_all(".slide", "all => all.map(slide => slide.id)")
    clicks = opened.eval_on_selector_all(".slide", "all => all.map(slide => Number(slide.dataset.clicks))")
    assert sum(clicks) > 0
    for name, count in zip(names, clicks, strict=True):
        assert _here(opened) == name
        hidden = [_seen(opened)]
        for _ in range(count):
            opened.keyboard.press("ArrowRight")
            hidden.append(_seen(opened))
        assert hidden == sorted(set(hidden), reverse=True), f"each click of {name} shows something"
        assert hidden[-1] == 0
        opened.keyboard.press("PageDown")
    assert _here(opened) == names[-1]
    opened.keyboard.press("Home")
    assert _here(opened) == names[0]
    opened.keyboard.press("ArrowLeft")
    assert _here(opened) == names[0]


def test_the_presenter_sees_notes_times_and_what_comes_next(opened: Any) -> None:
    with opened.context.expect_page() as found:
        opened.keyboard.press("p")
    window = found.value
    assert window.eval_on_selector_all(".now svg, .then svg", "all => all.length") == 2
    number = int(opened.eval_on_selector_all(".slide", "all => all.findIndex(s => s.textContent.includes('Wait</b>'))"))
    for _ in range(40):
        if window.inner_text(".at").startswith(f"{number + 1} /"):
            break
        window.keyboard.press("ArrowRight")
    assert "<b>Wait</b> & see." in window.inner_text(".told")
    assert re.fullmatch(r"\d+:\d\d", window.inner_text(".used"))
    total = opened.eval_on_selector_all(".slide", "all => all.reduce((sum, s) => sum + Number(s.dataset.minutes), 0)")
    assert window.inner_text(".planned").endswith(f"/ {round(total)}:00")
    assert re.search(r"\d", window.inner_text(".clock"))
    assert int(opened.inner_text("nav output").split()[0]) == number + 1


def test_search_finds_slides_and_enter_goes_there(opened: Any) -> None:
    opened.keyboard.press("/")
    opened.keyboard.type("rest 3")
    kept = opened.eval_on_selector_all(".slide:not(.missed)", "all => all.map(slide => slide.id)")
    every = opened.eval_on_selector_all(".slide", "all => all.length")
    assert 0 < len(kept) < every
    opened.keyboard.press("Enter")
    assert _here(opened) == kept[0]
    assert "overview" not in (opened.get_attribute("body", "class") or "")


def test_a_swipe_turns_the_page(opened: Any) -> None:
    swipe = """([from, to]) => {
      const touch = (x) => new Touch({identifier: 1, target: document.body, clientX: x, clientY: 300});
      document.body.dispatchEvent(new TouchEvent("touchstart", {touches: [touch(from)], bubbles: true}));
      document.body.dispatchEvent(new TouchEvent("touchend", {changedTouches: [touch(to)], bubbles: true}));
    }"""
    first = _here(opened)
    opened.evaluate(swipe, [400, 200])
    assert _here(opened) != first
    opened.evaluate(swipe, [200, 400])
    assert _here(opened) == first


def test_it_prints_a_page_a_slide_with_all_that_clicks_show(opened: Any, tmp_path: Path) -> None:
    every = opened.eval_on_selector_all(".slide", "all => all.length")
    opened.pdf(path=str(tmp_path / "a.pdf"), prefer_css_page_size=True)
    with pymupdf.open(tmp_path / "a.pdf") as printed:
        assert len(printed) == every
        text = "".join(page.get_text() for page in printed)
    assert "It rests." in text


def test_on_a_telephone_nothing_is_wider_than_the_screen(page_file: Path) -> None:
    with browser_page() as (page, _, _):
        page.set_viewport_size({"width": 360, "height": 640})
        page.goto(page_file.as_uri())
        for key in ("Home", "o"):
            page.keyboard.press(key)
            assert page.evaluate("document.documentElement.scrollWidth") <= 360


def test_hidden_slides_are_passed_over_both_ways_and_their_address_leads_to_them(
    given: Materials, tmp_path: Path
) -> None:
    frames, theme = frames_shown(_target(given), given)
    shown = [frame.name for frame in frames.frames]
    assert len(shown) > 3
    hidden = shown[2]
    told = replace(frames, frames=tuple(replace(f, hidden=f.name == hidden) for f in frames.frames))
    slides = list(web.web_slides(told, theme))
    assert [slide.name for slide in slides if slide.hidden] == [hidden]
    text = web.write(_target(given), given).data.decode()
    marked = text.replace(f'id="{hidden}"', f'id="{hidden}" data-hidden="true"', 1)
    assert marked != text
    file = tmp_path / "hidden.html"
    file.write_text(marked, "utf-8")
    with browser_page() as (page, _, _):
        page.goto(file.as_uri())
        visited = [_here(page)]
        while visited[-1] != shown[-1] and len(visited) < 200:
            page.keyboard.press("ArrowRight")
            visited.append(_here(page))
        assert list(dict.fromkeys(visited)) == [name for name in shown if name != hidden]
        while _here(page) != shown[1]:
            page.keyboard.press("ArrowLeft")
            assert _here(page) != hidden
        page.goto(f"{file.as_uri()}#{hidden}")
        assert _here(page) == hidden
