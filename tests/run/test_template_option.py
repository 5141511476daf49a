"""`--template`: a PowerPoint template on the command line, its layouts named by the pack and by sessions."""

from __future__ import annotations

import shutil
from io import BytesIO
from pathlib import Path
from typing import Any

import pptx
import pytest
from deckbrief.base.problem import ProblemError
from deckbrief.base.roots import template_roots
from deckbrief.export.briefing import figure_frame
from deckbrief.export.materials import materials
from deckbrief.run.build import build_outputs
from deckbrief.run.check import check_everything
from deckbrief.run.make import checked_pack
from deckbrief.run.request import Options


@pytest.fixture(scope="module")
def corporate(make_templates: Any, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path: Path = make_templates.corporate(tmp_path_factory.mktemp("templates") / "corporate.pptx")
    return path


@pytest.fixture
def content(english_pack: Any, tmp_path: Path) -> Path:
    """A copy of the small pack, to write into."""
    return Path(shutil.copytree(english_pack.content, tmp_path / "content"))


def add(file: Path, text: str) -> None:
    file.write_text(file.read_text("utf-8") + text, "utf-8")


def layouts_of(content: Path, template: Path, out: Path) -> dict[str, set[str]]:
    """Build all decks -> the names of the layouts that each uses, by deck."""
    options = Options(content=content, templates=None, theme="vermilion", out=out, jobs=1, template=template)
    built = build_outputs(["deck"], options, lambda done, total, name: None).outputs
    decks = {item.path.stem: pptx.Presentation(BytesIO(item.path.read_bytes())) for item in built}
    return {name: {slide.slide_layout.name for slide in deck.slides} for name, deck in decks.items()}


def test_decks_are_made_from_the_template(content: Path, corporate: Path, tmp_path: Path) -> None:
    used = layouts_of(content, corporate, tmp_path / "build")
    assert used
    assert all(names <= {"标题幻灯片", "节标题", "仅标题"} for names in used.values())
    assert used["half-hour"] >= {"标题幻灯片", "仅标题"}


def test_pack_and_session_name_layouts(content: Path, corporate: Path, tmp_path: Path) -> None:
    add(content / "pack.yaml", "\nlayouts: {figure: 标题和内容}\n")
    add(content / "sessions" / "half-hour.yaml", "\nlayouts:\n  cover: 节标题\n")
    used = layouts_of(content, corporate, tmp_path / "build")
    assert used["half-hour"] == {"节标题", "标题和内容"}
    assert all("标题幻灯片" in names for deck, names in used.items() if deck != "half-hour")


def test_a_wrong_name_is_told_at_its_line(content: Path, corporate: Path) -> None:
    session = content / "sessions" / "half-hour.yaml"
    lines = len(session.read_text("utf-8").rstrip().splitlines())
    session.write_text(session.read_text("utf-8").rstrip() + "\nlayouts:\n  figure: 仅标提\n", "utf-8")
    with pytest.raises(ProblemError) as caught:
        check_everything(content, None, "vermilion", None, corporate)
    [problem] = [problem for problem in caught.value.problems if problem.severity == "error"]
    assert problem.code == "template-file.layout"
    assert (problem.place.file, problem.place.line) == (str(session), lines + 2)
    assert problem.hint == "did you mean '仅标题'?"


def test_an_unknown_kind_of_slide_is_told(content: Path) -> None:
    add(content / "pack.yaml", "\nlayouts: {covr: 标题幻灯片}\n")
    with pytest.raises(ProblemError) as caught:
        checked_pack(content)
    [problem] = caught.value.problems
    assert (problem.code, problem.hint) == ("content.unknown-key", "did you mean 'cover'?")


def test_check_tells_what_could_be_better(content: Path, corporate: Path) -> None:
    checked = check_everything(content, None, "vermilion", None, corporate)
    without = check_everything(content, None, "vermilion", None)
    assert {problem.code for problem in without.warnings} == {"pace.talk"}
    assert {problem.code for problem in checked.warnings} == {"pace.talk", "template-file.contrast"}


def test_builds_tell_nothing_of_what_is_only_noted(content: Path, corporate: Path, tmp_path: Path) -> None:
    checked = check_everything(content, None, "vermilion", None, corporate)
    noted = [problem for problem in checked.warnings if problem.severity == "note"]
    options = Options(
        content=content, templates=None, theme="vermilion", out=tmp_path / "build", jobs=1, template=corporate
    )
    report = build_outputs(["deck"], options, lambda done, total, name: None)
    told = [problem for output in report.outputs for problem in output.entry.warnings]
    assert noted
    assert all(problem.severity != "note" for problem in told)


def test_a_text_that_has_no_place_is_told_by_the_build(content: Path, make_templates: Any, tmp_path: Path) -> None:
    """A title that fills its slide leaves no room for a subtitle, or for who speaks."""
    template = make_templates.filled(tmp_path / "filled.pptx")
    options = Options(
        content=content, templates=None, theme="vermilion", out=tmp_path / "build", jobs=1, template=template
    )
    report = build_outputs(["deck"], options, lambda done, total, name: None)
    told = [problem for output in report.outputs for problem in output.entry.warnings]
    assert any("has no place for subtitle" in problem.message for problem in told), told
    assert {problem.severity for problem in told} <= {"warning"}


def test_a_bad_template_does_not_hide_other_problems(content: Path, tmp_path: Path) -> None:
    (tmp_path / "bad.pptx").write_bytes(b"nothing")
    unit = next((content / "libraries").glob("*.yaml"))
    text = unit.read_text("utf-8")
    long = "An endless title that no slide can hold, told again and again " * 8
    start = text.index("\ntitle:")
    end = text.index("\n", start + 1)
    unit.write_text(text[:start] + f"\ntitle: {long}" + text[end:], "utf-8")
    with pytest.raises(ProblemError) as caught:
        check_everything(content, None, "vermilion", None, tmp_path / "bad.pptx")
    assert {problem.code for problem in caught.value.problems} >= {"template-file.unreadable", "layout.too-long"}


def test_nothing_is_written_with_a_bad_template(content: Path, tmp_path: Path) -> None:
    out, bad = tmp_path / "build", tmp_path / "none.pptx"
    options = Options(content=content, templates=None, theme="vermilion", out=out, jobs=1, template=bad)
    with pytest.raises(ProblemError):
        build_outputs(["deck"], options, lambda done, total, name: None)
    assert not out.exists()


def test_print_keeps_to_light_paper(content: Path, make_templates: Any, tmp_path: Path) -> None:
    pack = checked_pack(content)
    roots = template_roots(None)
    given = materials(pack, "vermilion", roots, make_templates.dark(tmp_path / "dark.pptx"))
    assert given.theme.hex(given.theme.color("paper")) == "#101820"
    assert given.paper_theme.name == "vermilion"
    framework = pack.units[0].frameworks[0]
    frame = figure_frame(f"{pack.units[0].path}#frameworks.{framework.id}", given)
    assert frame.width == given.paper_theme.layouts["figure"].body.width
