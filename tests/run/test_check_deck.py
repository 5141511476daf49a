"""`check --deck`: all problems of any .pptx, exit status 1 where one is an error, never a traceback."""

from __future__ import annotations

import io
import sys
from pathlib import Path
from typing import Any

import pytest
from deckbrief.base.problem import ProblemError
from deckbrief.cli import main
from deckbrief.run.check_deck import check_decks, deck_problems
from hypothesis import given, settings
from hypothesis import strategies as st


def python_pptx_deck(**layout: int) -> bytes:
    from pptx import Presentation

    deck: Any = Presentation()
    slide = deck.slides.add_slide(deck.slide_layouts[layout.get("layout", 5)])
    if slide.shapes.title is not None:
        slide.shapes.title.text = "2024"  # no letters, and so no language either
    file = io.BytesIO()
    deck.save(file)
    return file.getvalue()


def run(monkeypatch: pytest.MonkeyPatch, *arguments: str) -> int:
    """Arguments of the command line -> its exit status."""
    monkeypatch.setattr(sys, "argv", ["deckbrief", *arguments])
    try:
        main()
    except SystemExit as end:
        return int(end.code or 0)
    return 0


def test_errors_end_with_status_1_and_are_all_printed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("untitled.pptx").write_bytes(python_pptx_deck(layout=6))
    assert run(monkeypatch, "check", "--deck", "untitled.pptx", "--deck", "nowhere.pptx") == 1
    out, err = capsys.readouterr()
    assert out == ""
    assert err.splitlines() == [
        "nowhere.pptx: error: the file cannot be read: no such file or directory [deck.unreadable]",
        "untitled.pptx!/docProps/app.xml:2: warning: says Slides 0, and there are 1 [deck.properties]",
        "untitled.pptx!/ppt/slides/slide1.xml: error: slide 1 has no title [access.title]",
        "  hint: fill the title placeholder; it may stand outside the slide",
        "2 errors, 1 warning",
    ]


def test_warnings_alone_end_with_status_0(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("good.pptx").write_bytes(python_pptx_deck())
    assert run(monkeypatch, "check", "--deck", "good.pptx") == 0
    out, err = capsys.readouterr()
    assert out == "no errors\n"
    assert "warning: says Slides 0" in err


def test_what_is_no_file_is_a_problem(tmp_path: Path) -> None:
    [folder] = deck_problems(tmp_path)
    assert folder.code == "deck.unreadable"
    [missing] = deck_problems(Path("\ud800.pptx"))
    assert missing.code == "deck.unreadable"


@given(st.binary(max_size=300) | st.binary(max_size=100).map(lambda data: b"PK\x03\x04" + data))
def test_any_bytes_are_problems(tmp_path_factory: pytest.TempPathFactory, data: bytes) -> None:
    path = tmp_path_factory.getbasetemp() / "any.pptx"
    path.write_bytes(data)
    with pytest.raises(ProblemError):
        check_decks([path])


@settings(max_examples=20)
@given(st.integers(0, 100))
def test_a_deck_cut_short_is_problems(tmp_path_factory: pytest.TempPathFactory, percent: int) -> None:
    data = python_pptx_deck()
    path = tmp_path_factory.getbasetemp() / "cut.pptx"
    path.write_bytes(data[: (len(data) - 1) * percent // 100])
    with pytest.raises(ProblemError):
        check_decks([path])
