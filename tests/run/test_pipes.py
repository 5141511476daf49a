"""A pipe or a device in the place of a file ends in a message: whoever reads one waits for ever, or for all memory."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Final

import pytest

from tests.support.program import run

TESTS: Final = Path(__file__).parents[1]
PACK: Final = TESTS / "packs" / "english" / "content"
UNIT: Final = """\
kind: unit
name: Bakery
department: North bakery
title: Bread that keeps
tagline: slow dough
message: Time does the work.
summary: [Slow dough keeps.]
takeaways: [Wait.]
notes: {say: [North bakes slowly.]}
frameworks:
  - {id: rests, name: Rests, title: Dough rests, figure: hub, notes: {say: [Wait.]}, parts: [{id: a, name: A}]}
"""
SLIDES: Final = "kind: slides\nunit: unit\ntitle: More\nslides:\n  - id: one\n    title: One\n    "

pytestmark = pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")


def told(*words: str | Path, status: int = 1) -> str:
    """Words of a command -> what it says on its way to that exit status; what hangs is ended."""
    process = run([*map(str, words)], timeout=120)
    assert process.returncode == status, process.stderr + process.stdout
    return process.stderr + process.stdout


@pytest.fixture
def pipe(tmp_path: Path) -> Path:
    os.mkfifo(tmp_path / "pipe.pptx")
    return tmp_path / "pipe.pptx"


@pytest.mark.parametrize("option", ["--template", "--templates", "--content", "--theme"])
def test_in_the_place_of_what_a_build_is_given(pipe: Path, option: str) -> None:
    given = {"--content": str(PACK), "--out": str(pipe.parent / "out"), option: str(pipe)}
    assert "pipe.pptx" in told("build", "deck", *(word for pair in given.items() for word in pair))
    assert not (pipe.parent / "out").exists()


@pytest.mark.parametrize("device", ["/dev/zero", "pipe.pptx"])
def test_in_the_place_of_a_template_or_a_source(pipe: Path, device: str) -> None:
    at = Path(device) if device.startswith("/") else pipe
    assert at.name in told("build", "deck", "--content", PACK, "--out", pipe.parent / "out", "--template", at)
    assert at.name in told("check", "--content", PACK, "--source", at)
    assert at.name in told("check", "--deck", at)
    assert at.name in told("init", pipe.parent / "new", "--from", at)


@pytest.mark.parametrize(
    ("name", "body"),
    [
        ("one.csv", "table: {from: one.csv}"),
        ("one.xlsx", "table: {from: one.xlsx}"),
        ("one.png", "picture: {file: one.png, alt: Bread}"),
        ("one.svg", "picture: {file: one.svg, alt: Bread}"),
        ("more.yaml", ""),
    ],
)
def test_in_the_place_of_what_content_names(tmp_path: Path, name: str, body: str) -> None:
    content = tmp_path / "content"
    content.mkdir()
    (content / "pack.yaml").write_text("kind: pack\ntitle: Bread\nlang: en\n", "utf-8")
    (content / "unit.yaml").write_text(UNIT, "utf-8")
    if body:
        (content / "slides.yaml").write_text(SLIDES + body + "\n", "utf-8")
    os.mkfifo(content / name)
    assert name in told("build", "deck", "--content", content, "--out", tmp_path / "out")
    assert not (tmp_path / "out").exists()


def test_in_the_place_of_an_output_or_of_what_is_kept_of_them(tmp_path: Path) -> None:
    out = tmp_path / "out"
    told("build", "deck/alder-bridge", "--content", PACK, "--out", out, status=0)
    deck, kept = out / "deck" / "alder-bridge.pptx", next(path for path in out.iterdir() if path.is_file())
    deck.unlink()
    os.mkfifo(deck)
    assert deck.name in told("build", "deck/alder-bridge", "--content", PACK, "--out", out)
    deck.unlink()
    kept.unlink()
    os.mkfifo(kept)
    told("build", "deck/alder-bridge", "--content", PACK, "--out", out, status=0)


def test_in_the_place_of_fonts(pipe: Path) -> None:
    out = pipe.parent / "out"
    assert "font" in told("build", "onepage", "--content", PACK, "--out", out, "--fonts", pipe, status=0)
