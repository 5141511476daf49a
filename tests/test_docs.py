"""The documentation: every example in it is carried out, and its two languages tell the same."""

from __future__ import annotations

import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import get_args
from urllib.parse import quote

import pytest
from deckbrief.cli import main
from deckbrief.content.model import FREE_BODIES, ModuleKind

from tests.support.browser import browser_page

DOCS = Path(__file__).parents[1] / "docs"
PAGES = sorted(page.relative_to(DOCS) for lang in ("en", "zh") for page in (DOCS / lang).glob("*.md"))
_BLOCK = re.compile(r"^```(\w+)\n(.*?)^```", re.DOTALL | re.MULTILINE)
_FILE = re.compile(r"# ([\w./-]+\.(?:yaml|csv|txt))(.*)\n")


def blocks(page: Path) -> list[tuple[str, str]]:
    return _BLOCK.findall((DOCS / page).read_text("utf-8"))


def steps(page: Path) -> Iterator[tuple[str, str, list[str]]]:
    """Yield what a reader of the page does: ("write", file, lines) or ("run", command, what it prints)."""
    for language, text in blocks(page):
        named = _FILE.match(text)
        if language in ("yaml", "text"):
            assert named, f"{page}: a block that names no file:\n{text}"
            yield ("add" if named[2] else "write"), named[1], text[named.end() :].splitlines()
        elif language == "console":
            for command in re.split(r"^\$ ", text, flags=re.MULTILINE)[1:]:
                first, *said = command.splitlines()
                yield "run", first, [line for line in said if line.strip()]


def run(words: list[str], capsys: pytest.CaptureFixture[str]) -> str:
    capsys.readouterr()
    with suppress(SystemExit):
        main(words)
    said = capsys.readouterr()
    return said.out + said.err


@pytest.mark.parametrize("page", [page for page in PAGES if [*steps(page)]], ids=str)
def test_what_a_page_says_happens(
    page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LANG", "C.UTF-8")
    monkeypatch.setenv("LANGUAGE", "en")  # which `--lang zh` sets for argparse
    done = 0
    for what, name, lines in steps(page):
        done += 1
        if what != "run":
            file = Path(name)
            file.parent.mkdir(parents=True, exist_ok=True)
            before = file.read_text("utf-8") if what == "add" else f"# {name}\n" if name.endswith(".yaml") else ""
            file.write_text(before + "\n".join(lines) + "\n", "utf-8")
            continue
        words = shlex.split(name)
        if words[0] == "deckbrief":
            said = run(words[1:], capsys)
            folded = " ".join(said.split())
            assert not [line for line in lines if " ".join(line.split()) not in folded], f"{page}: {name}\n{said}"
        elif words[0] == "cd":
            monkeypatch.chdir(Path.cwd() / words[1])
        else:
            assert words[0] in ("sed", "mv"), name
            subprocess.run(words, check=True)
    assert done


@pytest.mark.parametrize("page", [page for page in PAGES if "sh" in dict(blocks(page))], ids=str)
def test_commands_that_are_not_carried_out_are_understood(page: Path) -> None:
    lines = [line for language, text in blocks(page) if language == "sh" for line in text.splitlines()]
    assert lines
    makefile = (DOCS.parent / "Makefile").read_text("utf-8")
    for line in lines:
        words = shlex.split(line)
        if words[0] == "make":
            assert re.search(rf"^{words[1]}:", makefile, re.MULTILINE), line
        elif words[0] == "deckbrief":
            options = {word for word in words[2:] if word.startswith("--")}
            helped = subprocess.run(
                [sys.executable, "-m", "deckbrief", words[1], "--help"], capture_output=True, text=True, check=True
            ).stdout
            assert all(option in helped for option in options), line
        else:
            assert words[0] in ("cd", "source"), line


def test_both_languages_have_the_same_pages_steps_and_options() -> None:
    english = sorted(page.name for page in PAGES if page.parts[0] == "en")
    assert len(english) > 9
    assert english == sorted(page.name for page in PAGES if page.parts[0] == "zh")
    for name in english:
        texts = [(DOCS / lang / name).read_text("utf-8") for lang in ("en", "zh")]
        for pattern in (r"^#+ ", r"^```\w*", r"^\| `([^|` ]*)", r"^\$ (deckbrief \w+)", r"\]\((\w+\.md)\)"):
            found = [re.findall(pattern, text, re.MULTILINE) for text in texts]
            assert sorted(found[0]) == sorted(found[1]), (name, pattern)


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_one_page_uses_every_kind_of_module_and_of_slide(lang: str) -> None:
    files = {name: "\n".join(lines) for what, name, lines in steps(Path(lang, "everything.md")) if what == "write"}
    session, slides = files["content/sessions/every.yaml"], files["content/slides/every.yaml"]
    assert sorted(set(re.findall(r"kind: ([\w-]+)", session)) - {"session"}) == sorted(get_args(ModuleKind))
    assert sorted(set(re.findall(r"title: [^,]+, (\w+):", slides))) == sorted(FREE_BODIES)


def test_the_site_builds_without_a_warning(tmp_path: Path) -> None:
    out = tmp_path / "site"
    built = subprocess.run(
        [sys.executable, DOCS.parent / ".ci" / "docs.py", out], check=False, capture_output=True, text=True
    )
    assert built.returncode == 0, built.stderr
    for lang in ("en", "zh"):
        pages = {page.stem for page in (out / lang).glob("*.html")}
        assert {"index", "tutorial", "reference", "commands", "figures", "problems", "templates"} <= pages
        text = "".join(page.read_text("utf-8") for page in (out / lang).glob("*.html"))
        assert not re.findall(r'(?:src|href)="https?://(?!example\.org|github\.com|pradyunsg)[^"]*"', text)
        assert "content.unknown-figure" in text
        assert "metric_groups" in text
    found = _searched(out / "zh", "占位符"), _searched(out / "en", "placeholder")
    assert all("templates.html" in links for links in found), found
    shutil.rmtree(out)


def _searched(site: Path, words: str) -> list[str]:
    """Return the pages that the site's own search finds, read from the disk."""
    with browser_page() as (page, asked, complaints):
        page.goto(f"{(site / 'search.html').as_uri()}?q={quote(words)}")
        page.wait_for_selector("#search-results li a")
        page.wait_for_timeout(500)
        links = page.locator("#search-results li a").evaluate_all("all => all.map((a) => a.getAttribute('href'))")
        assert not complaints
        assert {address.partition(":")[0] for address in asked} <= {"file", "data"}
    return sorted({str(link).partition("#")[0].partition("?")[0] for link in links})
