"""Whoever pulls a deck again is told what was changed in it since, and never what the content says otherwise by now."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from deckbrief.cli import main
from deckbrief.content.read import read_pack
from deckbrief.run.build import build_outputs
from deckbrief.run.pull.pull import lines, pull, remember, writable, write_pulled
from deckbrief.run.pull.told import deck_of_file
from deckbrief.run.request import Options
from deckbrief.run.skeleton import init_pack
from hypothesis import given, settings
from hypothesis import strategies as st
from pptx import Presentation

from tests.support.office import convert

_TABLE = """\
kind: slides
title: 表
unit: first
slides:
  - title: 登记的三样东西
    table:
      head: [东西, 时候]
      rows:
        - [书名, 借的时候]
        - [名字, 还的时候]
"""


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Options:
    """The complete small pack in Chinese, with a table, and its deck as it was built."""
    folder = tmp_path_factory.mktemp("again") / "pack"
    init_pack(folder, "zh-CN", example=True)
    units = read_pack(folder / "content").units
    (folder / "content" / "table.yaml").write_text(_TABLE.replace("first", units[0].id), "utf-8")
    options = Options(content=folder / "content", templates=None, theme="vermilion", out=folder / "build", jobs=1)
    build_outputs(("deck",), options, lambda *_: None)
    return options


@pytest.fixture
def options(built: Options, tmp_path: Path) -> Options:
    return _copied(built, tmp_path / "mine")


def _copied(built: Options, folder: Path) -> Options:
    """Return a copy of a pack and its outputs, that one's ledger knowing of the copy."""
    shutil.copytree(built.content.parent, folder)
    options = Options(content=folder / "content", templates=None, theme="vermilion", out=folder / "build", jobs=1)
    build_outputs(("deck",), options, lambda *_: None)
    return options


def _deck(options: Options) -> Path:
    return next(iter(sorted((options.out / "deck").glob("*session.pptx"))))


def _paragraphs(deck: Any) -> Iterator[Any]:
    for slide in deck.slides:
        shapes = [*slide.shapes, slide.notes_slide.notes_placeholder]
        while shapes:
            shape = shapes.pop(0)
            shapes += list(getattr(shape, "shapes", ()))
            if getattr(shape, "has_table", False):
                for cell in shape.table.iter_cells():
                    yield from cell.text_frame.paragraphs
            elif getattr(shape, "has_text_frame", False):
                yield from shape.text_frame.paragraphs


def _edit(file: Path, change: Callable[[Any], None]) -> None:
    deck = Presentation(str(file))
    change(deck)
    deck.save(str(file))


def _said(file: Path, old: str, new: str, everywhere: bool = False) -> None:
    """Change words where a run first has them, or everywhere."""

    def change(deck: Any) -> None:
        runs = [run for paragraph in _paragraphs(deck) for run in paragraph.runs if old in run.text]
        for run in runs if everywhere else runs[:1]:
            run.text = run.text.replace(old, new)
        assert runs, old

    _edit(file, change)


def _files(options: Options) -> dict[str, str]:
    return {file.name: file.read_text("utf-8") for file in sorted(options.content.rglob("*.yaml"))}


def _pulled(options: Options, write: bool = True) -> tuple[list[str], dict[str, str]]:
    """Pull, and write -> what was told, the files then."""
    pulled = pull(_deck(options), options)
    told = [str(line) for line in lines(pulled)]
    if write:
        assert write_pulled(pulled) == []
        remember(pulled, options, False, lambda _: None)
    return told, _files(options)


def _first_title(options: Options) -> str:
    return read_pack(options.content).units[0].frameworks[0].title


@pytest.mark.parametrize("office", [False, pytest.param(True, marks=pytest.mark.office)])
def test_words_that_notes_repeat_are_not_taken_back(office: bool, options: Options, tmp_path: Path) -> None:
    title = _first_title(options)
    _said(_deck(options), title[-2:], "新字")
    if office:
        shutil.copy(convert(_deck(options), tmp_path / "office", "pptx"), _deck(options))
    before = _files(options)
    told, after = _pulled(options)
    assert told
    assert before != after
    for _ in range(2):
        assert _pulled(options) == ([], after)


_EDIT = st.tuples(st.integers(0, 10_000), st.sampled_from(["新", "改过的", " new", "去"]), st.booleans())


@settings(max_examples=6, deadline=None)
@given(edits=st.lists(_EDIT, min_size=1, max_size=8))
def test_what_is_written_once_stays(built: Options, edits: list[tuple[int, str, bool]]) -> None:
    def change(deck: Any) -> None:
        texts = [paragraph for paragraph in _paragraphs(deck) if any(run.text.strip() for run in paragraph.runs)]
        for at, words, behind in edits:
            run = next(run for run in texts[at % len(texts)].runs if run.text.strip())
            run.text = run.text + words if behind else words + run.text

    with TemporaryDirectory() as folder:
        options = _copied(built, Path(folder) / "mine")
        _edit(_deck(options), change)
        _, after = _pulled(options)
        again = pull(_deck(options), options)
        assert writable(again) == []
        assert write_pulled(again) == []
        assert _files(options) == after


def test_what_is_changed_after_a_pull_is_brought_too(options: Options) -> None:
    title = _first_title(options)
    _said(_deck(options), title, f"{title}一")
    _pulled(options)
    _said(_deck(options), f"{title}一", f"{title}二")
    told, after = _pulled(options)
    assert f"+ {title}二" in told
    assert any(f"{title}二" in text for text in after.values())
    assert _pulled(options) == ([], after)


def test_what_only_the_content_has_changed_is_no_change_of_the_deck(options: Options) -> None:
    title = _first_title(options)
    for file in options.content.rglob("*.yaml"):
        file.write_text(file.read_text("utf-8").replace(title, f"{title}一"), "utf-8")
    assert _pulled(options)[0] == []
    _said(_deck(options), title, f"{title}二")
    before = _files(options)
    told, after = _pulled(options)
    assert any(f"{title}一" in line for line in told)
    assert any(f"{title}二" in line for line in told)
    assert after == before  # both sides have changed it: a person decides


def test_a_deck_that_does_not_tell_what_it_was_is_not_written_over_changed_content(options: Options) -> None:
    title = _first_title(options)
    for slide in (deck := Presentation(str(_deck(options)))).slides:
        mark = next(shape for shape in slide.notes_slide.shapes if shape.name.startswith("deckbrief: "))
        mark._element.getparent().remove(mark._element)
    deck.save(str(_deck(options)))
    for file in options.content.rglob("*.yaml"):
        file.write_text(file.read_text("utf-8").replace(title, f"{title}一"), "utf-8")
    told, after = _pulled(options)
    assert any("--base" in line for line in told)
    assert after == _files(options)
    assert any(f"{title}一" in text for text in after.values())


def test_every_paragraph_of_a_new_deck_is_known_as_built(built: Options) -> None:
    from deckbrief.export.pptx.identity import words_digest

    slides = deck_of_file(_deck(built))
    assert slides
    for slide in slides:
        assert slide.built is not None
        assert [words_digest(p.text) for p in slide.notes] == list(slide.built.notes)
        assert [words_digest(p.text) for p in slide.paragraphs] == list(slide.built.slide)


def _command(options: Options, *more: str) -> list[str]:
    return ["pull", str(_deck(options)), "--content", str(options.content), "--out", str(options.out), *more]


def test_a_deck_of_which_all_was_brought_gives_way_and_is_kept(
    options: Options, capsys: pytest.CaptureFixture[str]
) -> None:
    deck, title = _deck(options), _first_title(options)
    _said(deck, title, f"{title}一")
    edited = deck.read_bytes()
    main(_command(options, "--write"))
    assert "written: " in capsys.readouterr().out
    report = build_outputs(("deck",), options, lambda *_: None)
    assert not report.problems
    assert not list(deck.parent.glob("*.new*"))
    assert deck.read_bytes() != edited
    assert edited in [file.read_bytes() for file in deck.parent.glob(f"{deck.stem}.2*.pptx")]


def test_a_deck_that_has_more_than_was_brought_stays(options: Options) -> None:
    deck, title = _deck(options), _first_title(options)
    _said(deck, title, f"{title}一")
    _edit(deck, lambda opened: opened.slides.add_slide(opened.slide_layouts[0]))
    main(_command(options, "--write"))
    edited = deck.read_bytes()
    assert build_outputs(("deck",), options, lambda *_: None).problems
    assert deck.read_bytes() == edited
