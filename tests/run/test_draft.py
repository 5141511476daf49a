"""A draft shows stand-ins for pictures that are not there yet, and logos stand on the first and the last slide."""

from __future__ import annotations

from pathlib import Path

import pytest
from deckbrief.base.problem import ProblemError
from deckbrief.content.check import check_pack
from deckbrief.content.read import read_pack
from deckbrief.draft.decks import draft_deck
from deckbrief.export.materials import deck_layout, materials
from deckbrief.layout.frame import Frame, Image
from deckbrief.run.build import build_outputs
from deckbrief.run.request import Options
from PIL import Image as Pillow

from tests.layout.test_free import frames_of, pack_with, said, titled
from tests.support.small_pack import ROOTS

MISSING = "  - {title: Look, picture: {file: later.png, alt: A harbour}}\n"


def options(folder: Path, out: Path, *, draft: bool) -> Options:
    return Options(content=folder, templates=None, theme="ink", out=out, jobs=1, draft=draft)


def test_without_draft_a_missing_picture_is_a_problem(tmp_path: Path) -> None:
    folder = pack_with(tmp_path / "pack", MISSING)
    given = options(folder, tmp_path / "out", draft=False)
    with pytest.raises(ProblemError) as raised:
        build_outputs(("deck/morning",), given, lambda *_: None)
    assert [(problem.code, problem.place.line) for problem in raised.value.problems] == [("content.file", 4)]


def test_a_draft_shows_a_stand_in_and_is_made_anew_once_the_picture_is_there(tmp_path: Path) -> None:
    folder, given = pack_with(tmp_path / "pack", MISSING), options(tmp_path / "pack", tmp_path / "out", draft=True)
    (first,) = build_outputs(("deck/morning",), given, lambda *_: None).outputs
    (again,) = build_outputs(("deck/morning",), given, lambda *_: None).outputs
    assert first.seconds is not None
    assert again.seconds is None
    before = first.path.read_bytes()
    Pillow.new("RGB", (300, 200), "teal").save(folder / "later.png")
    (after,) = build_outputs(("deck/morning",), given, lambda *_: None).outputs
    assert after.seconds is not None
    assert after.path.read_bytes() != before


def test_a_broken_picture_is_a_problem_in_a_draft_too(tmp_path: Path) -> None:
    folder = pack_with(tmp_path / "pack", MISSING)
    (folder / "later.png").write_bytes(b"no picture")
    given = options(folder, tmp_path / "out", draft=True)
    with pytest.raises(ProblemError) as raised:
        build_outputs(("deck/morning",), given, lambda *_: None)
    assert [problem.code for problem in raised.value.problems] == ["content.file"]


def test_a_stand_in_says_which_file_is_missing(tmp_path: Path) -> None:
    from deckbrief.base.record import replace
    from deckbrief.layout.slide.slide import lay_out_deck

    from tests.layout.test_slide import THEME

    pack = replace(read_pack(pack_with(tmp_path / "pack", MISSING)), draft=True)
    deck = lay_out_deck(draft_deck(pack, pack.sessions[0], ROOTS), pack, THEME)
    (frame,) = titled(deck, "Look")
    assert "later.png" in said(frame)
    assert [item.alt for item in frame.walk() if isinstance(item, Image)] == ["A harbour"]


COVERED = """kind: session
title: Morning
audience: all
minutes: 6
objectives: [See]
modules:
  - {kind: opening, title: Hello, minutes: 2}
  - {kind: slides, of: free, title: Mine, minutes: 2}
  - {kind: closing, title: Goodbye, minutes: 2}
"""


def covered(tmp_path: Path) -> Path:
    folder = pack_with(tmp_path / "pack", "  - {title: A, statement: One.}\n")
    (folder / "morning.yaml").write_text(COVERED, "utf-8")
    return folder


def logos(frame: Frame) -> list[Image]:
    return [item for item in frame.walk() if isinstance(item, Image) and item.name == "logo"]


@pytest.mark.parametrize("theme", ["vermilion", "night"])
def test_a_logo_stands_whole_on_covers_and_nowhere_else(tmp_path: Path, theme: str) -> None:
    folder = covered(tmp_path)
    Pillow.new("RGBA", (400, 100), (0, 0, 0, 0)).save(folder / "logo.png")
    pack = folder / "pack.yaml"
    pack.write_text(f"{pack.read_text('utf-8')}\nlogo: logo.png\n", "utf-8")
    deck = frames_of(folder, theme)
    covers = [frame for frame in deck.frames if frame.layout == "cover"]
    assert covers
    for frame in covers:
        (logo,) = logos(frame)
        assert logo.rect.width / logo.rect.height == pytest.approx(4, rel=0.01)
        assert logo.rect.right <= frame.width
        assert logo.alt
    assert not any(logos(frame) for frame in deck.frames if frame.layout != "cover")


def test_a_logo_that_is_not_there_is_told_at_its_line(tmp_path: Path) -> None:
    folder = covered(tmp_path)
    file = folder / "pack.yaml"
    file.write_text(f"{file.read_text('utf-8')}\nlogo: lgo.png\n", "utf-8")
    pack = read_pack(folder)
    assert check_pack(pack) == []
    with pytest.raises(ProblemError) as raised:
        draft_deck(pack, pack.sessions[0], ROOTS)
    (problem,) = raised.value.problems
    assert problem.code == "content.file"
    assert file.read_text("utf-8").splitlines()[problem.place.line - 1].startswith("logo")


def test_a_theme_may_have_a_logo(tmp_path: Path) -> None:
    folder = tmp_path / "themes" / "mine"
    folder.mkdir(parents=True)
    (folder / "theme.yaml").write_text("extends: ink\nlogo: mark.png\n", "utf-8")
    pack = read_pack(covered(tmp_path))
    with pytest.raises(ProblemError) as raised:
        materials(pack, "mine", (tmp_path, *ROOTS))
    assert [(problem.code, problem.place.line) for problem in raised.value.problems] == [("theme.value", 2)]
    Pillow.new("RGB", (90, 90), "teal").save(folder / "mark.png")
    given = materials(pack, "mine", (tmp_path, *ROOTS))
    deck = deck_layout(pack.sessions[0], given).whole()
    assert any(logos(frame) for frame in deck.frames)
