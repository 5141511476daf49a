"""What new users have stumbled over, each tried through the program as they did."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from deckbrief.base.problem import ProblemError
from deckbrief.content.read import read_pack
from deckbrief.layout.frame import Frame
from deckbrief.run.build import build_outputs
from deckbrief.run.make import checked_pack
from deckbrief.run.preview.stage import Stage
from deckbrief.run.request import Options

from tests.support.small_pack import laid_out, write_pack


def _texts(frame: Frame) -> str:
    bodies = (getattr(item, "body", None) for item in frame.walk())
    return "\n".join(body.text for body in bodies if body)


def _problems(content: Path) -> list[str]:
    try:
        checked_pack(content)
    except ProblemError as error:
        return [f"{problem.place.line}: {problem.message} / {problem.hint}" for problem in error.problems]
    return []


def _with_slides(folder: Path, slides: str, lang: str = "en") -> Path:
    content = write_pack(folder / "content", "pillars", 3, lang=lang)
    (content / "more.yaml").write_text(f"kind: slides\ntitle: More\nunit: bakery\nslides:\n{slides}", "utf-8")
    return content


def test_files_and_folders_have_the_names_that_people_give_them(tmp_path: Path) -> None:
    content = write_pack(tmp_path / "content", "pillars", 3)
    (content / "my units").mkdir()
    unit = (content / "bakery.yaml").read_text("utf-8")
    (content / "my units" / "our lane.yaml").write_text(f"id: lane\n{unit}", "utf-8")
    assert _problems(content) == []
    assert "lane" in {one.id for one in read_pack(content).units}


def test_every_figure_that_is_offered_for_an_unknown_one_is_known(tmp_path: Path) -> None:
    content = write_pack(tmp_path / "content", "zzz", 3)
    (told,) = _problems(content)
    offered = re.findall(r"[\w-]+", told.partition("one of: ")[2])
    assert len(offered) > 10
    unit = content / "bakery.yaml"
    for name in offered:
        unit.write_text(re.sub("figure: .*", f"figure: {name}", unit.read_text("utf-8")), "utf-8")
        assert not [line for line in _problems(content) if "unknown" in line]


@pytest.mark.parametrize("lang", ["en", "zh-CN"])
def test_a_quotation_is_marked_as_one_on_its_slide(lang: str, tmp_path: Path) -> None:
    content = _with_slides(tmp_path, "  - {title: Their words, quote: {words: I never knew, by: A neighbour}}\n", lang)
    (frame,) = [frame for frame in laid_out(content).frames if frame.title == "Their words"]
    said = _texts(frame)
    assert "I never knew" in said
    assert "“" in said or any(item.name == "quote · mark" for item in frame.walk())


def test_a_title_that_is_too_long_is_told_at_its_own_line(tmp_path: Path) -> None:
    content = write_pack(tmp_path / "content", "pillars", 3)
    unit = content / "bakery.yaml"
    unit.write_text(unit.read_text("utf-8").replace("title: Dough rests", "title: " + "Dough rests " * 25), "utf-8")
    line = next(n for n, text in enumerate(unit.read_text("utf-8").splitlines(), 1) if "Dough rests Dough" in text)
    stage = Stage(Options(content=content, templates=None, theme="vermilion", out=tmp_path / "build"))
    told = stage.deck("deck/bakery")
    assert told is not None
    assert line in [problem["line"] for problem in told["problems"]]


def test_fewer_minutes_tell_what_is_left_out(tmp_path: Path) -> None:
    content = write_pack(tmp_path / "content", "pillars", 3)
    unit = content / "bakery.yaml"
    rest = unit.read_text("utf-8").partition("frameworks:\n")[2]
    more = rest.replace("rests", "naps").replace("Dough", "Flour").replace("figure:", "priority: 3\n    figure:")
    unit.write_text(unit.read_text("utf-8") + more, "utf-8")
    session = "kind: session\ntitle: All\naudience: Bakers\nminutes: 20\nobjectives: [Bake.]\nmodules:\n"
    session += "  - {kind: opening, title: Welcome, minutes: 2}\n  - {kind: unit, of: bakery, title: It, minutes: 18}\n"
    (content / "all.yaml").write_text(session, "utf-8")
    options = Options(content=content, templates=None, theme="vermilion", out=tmp_path / "build", minutes=5, jobs=1)
    report = build_outputs(("deck/all",), options, lambda *_: None)
    (output,) = report.outputs
    (left,) = [problem for problem in output.entry.warnings if problem.code == "output.left-out"]
    assert "Flour naps" in str(left.message)


def test_one_slip_of_syntax_is_one_problem(tmp_path: Path) -> None:
    content = write_pack(tmp_path / "content", "pillars", 3)
    unit = content / "bakery.yaml"
    unit.write_text(unit.read_text("utf-8").replace("tagline: slow", "tagline slow"), "utf-8")
    (told,) = _problems(content)
    assert told.startswith("6: ")
