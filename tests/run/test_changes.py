"""What has not changed is not made, and what is made again has the bytes of a build from nothing."""

from __future__ import annotations

import os
import random
import re
import shutil
import sys
from collections.abc import Callable, Iterator
from functools import partial
from multiprocessing import get_context
from pathlib import Path
from typing import Any, Final

import pytest
from deckbrief.base.problem import ProblemError
from deckbrief.run import sight
from deckbrief.run.build import build_outputs
from deckbrief.run.request import Options, Report

from tests.support.program import ROOT, listing, run

EDITS: Final = int(os.environ.get("DECKBRIEF_EDITS", "16"))
"""How many random edits are tried; `make edits` takes 500."""

UNIT: Final = "libraries/marrow-quay.yaml"


class Project:
    """A pack with templates of its own, to be edited and built."""

    def __init__(self, folder: Path, content: Path) -> None:
        self.folder = folder
        self.content = Path(shutil.copytree(content, folder / "content"))
        for session in (self.content / "sessions").iterdir():
            if session.name != "half-hour.yaml":
                session.unlink()
        self.templates = Path(shutil.copytree(ROOT / "templates", folder / "templates"))
        self.out = folder / "out"

    def build(self, *names: str, **given: Any) -> Report:
        options = Options(content=self.content, templates=self.templates, theme="vermilion", out=self.out, jobs=1)
        for name, value in given.items():
            object.__setattr__(options, name, value)
        return build_outputs(names or ("deck",), options, lambda done, total, name: None)

    def made(self, *names: str, **given: Any) -> set[str]:
        """Build, and return the names of the outputs that were made, not found as they would be."""
        return {item.name for item in self.build(*names, **given).outputs if item.seconds is not None}

    def edit(self, file: str, old: str, new: str) -> None:
        path = self.folder / file
        text = path.read_text("utf-8")
        assert old in text, f"{file} has changed: the test has nothing to edit"
        path.write_text(text.replace(old, new, 1), "utf-8")


ALL: Final = {"deck/half-hour", "deck/alder-bridge", "deck/marrow-quay"}


@pytest.fixture
def project(english_pack: Any, tmp_path: Path) -> Project:
    """A project whose decks have been built."""
    project = Project(tmp_path, english_pack.content)
    assert project.made() == ALL
    return project


# What is made again -------------------------------------------------------------------------------------------------


def test_a_second_build_makes_nothing_and_loads_nothing_that_makes(project: Project) -> None:
    words = ["build", "deck", "--content", str(project.content), "--out", str(project.out), "--theme", "ink"]
    assert run(words).returncode == 0
    before = {path: path.stat().st_mtime_ns for path in project.out.rglob("*")}
    code = "import atexit, sys\nfrom deckbrief import cli\ncli.os._exit = lambda status: print(*sys.modules)"
    again = run(words, code)
    assert again.stdout.count("unchanged") == 3
    loaded = set(again.stdout.splitlines()[-1].split())
    assert "deckbrief.run.sight" in loaded
    assert loaded.isdisjoint({"yaml", "jinja2", "lxml", "pptx", "weasyprint", "deckbrief.content.read"})
    assert {path: path.stat().st_mtime_ns for path in project.out.rglob("*")} == before


def test_what_was_moved_and_what_says_the_same_makes_nothing(project: Project) -> None:
    for file in project.content.rglob("*.yaml"):
        file.write_text("# a remark\n" + file.read_text("utf-8"), "utf-8")
    assert project.made() == set()


def test_a_changed_unit_makes_what_holds_it_and_nothing_else(project: Project) -> None:
    project.edit(f"content/{UNIT}", "tagline: from silence", "tagline: out of silence")
    assert project.made() == {"deck/half-hour", "deck/marrow-quay"}
    assert project.made() == set()


def test_a_changed_session_makes_its_own_deck(project: Project) -> None:
    project.edit("content/sessions/half-hour.yaml", "subtitle: What two", "subtitle: What these two")
    assert project.made() == {"deck/half-hour"}


def test_what_no_deck_shows_makes_no_deck(project: Project) -> None:
    papers = ("bulletin-alder-bridge", "bulletin-marrow-quay")
    assert len(project.made(*papers)) == 2
    project.edit("templates/briefing/gongwen/style.css", "@page", "/* a remark */ @page")
    assert project.made() == set()
    assert len(project.made(*papers)) == 2


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("templates/words/en.yaml", "agenda:", "a_word: more\nagenda:"),
        ("templates/themes/vermilion/theme.yaml", "accent1:", "# a remark\n  accent1:"),
        ("templates/deck/session.xml.j2", "<deck ", "{# a remark #}<deck "),
    ],
)
def test_words_theme_and_templates_make_all_decks(project: Project, file: str, old: str, new: str) -> None:
    project.edit(file, old, new)
    assert project.made() == ALL


def test_another_shape_of_slides_makes_all_decks(project: Project) -> None:
    project.edit("content/pack.yaml", "kind: pack\n", 'kind: pack\nsize: "4:3"\n')
    assert project.made() == ALL
    assert project.made() == set()


def test_a_template_makes_the_decks_that_are_drafted_with_it(project: Project) -> None:
    project.edit("templates/deck/modules/comparison.xml.j2", "<", "{# a remark #}<")
    assert project.made() == {"deck/half-hour"}


def test_another_theme_or_budget_makes_all_and_another_style_no_deck(project: Project) -> None:
    assert project.made(theme="ink") == ALL
    assert project.made(theme="ink", style="gongwen") == set()
    assert project.made(theme="ink", minutes=25.0) == ALL
    assert project.made(theme="ink", minutes=25.0) == set()


def test_a_changed_template_file_makes_all(project: Project, make_templates: Any) -> None:
    import pptx

    template = project.folder / "own.pptx"
    pptx.Presentation().save(str(template))
    assert project.made(template=template) == ALL
    assert project.made(template=template) == set()
    own = pptx.Presentation(str(template))
    own.slide_layouts[0].name = "Another name"
    own.save(str(template))
    assert project.made(template=template) == ALL


def test_another_program_or_date_makes_all(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    assert project.made() == ALL
    monkeypatch.setattr(sight, "_program", lambda: "another")
    assert project.made() == ALL
    assert project.made() == set()


def test_a_missing_file_is_made_again_and_no_other(project: Project) -> None:
    (project.out / "deck" / "half-hour.pptx").unlink()
    assert project.made() == {"deck/half-hour"}


def test_an_edited_file_makes_a_new_one_beside_it_once(project: Project) -> None:
    mine = project.out / "deck" / "half-hour.pptx"
    mine.write_bytes(b"mine")
    report = project.build()
    assert [problem.code for problem in report.problems] == ["output.edited"]
    assert "half-hour.new.pptx" in report.problems[0].message
    again = project.build()
    assert again.problems == ()
    assert [item.path.name for item in again.outputs if item.beside] == ["half-hour.new.pptx"]
    assert mine.read_bytes() == b"mine"
    over = project.build(overwrite=True)
    assert over.problems == ()
    assert sorted(re.sub(r"\d{4}-\d\d-\d\d", "DAY", path.name) for path in mine.parent.glob("half*")) == [
        "half-hour.DAY.pptx", "half-hour.pptx",
    ]  # fmt: skip


def test_force_makes_all(project: Project) -> None:
    assert project.made(force=True) == ALL


def test_why_names_what_has_changed(project: Project) -> None:
    project.edit(f"content/{UNIT}", "tagline: from silence", "tagline: out of silence")
    why = {item.name: item.why for item in project.build().outputs}
    assert why["deck/marrow-quay"] == ("libraries/marrow-quay: tagline has changed",)
    assert why["deck/alder-bridge"] == ()


@pytest.mark.parametrize(
    "damage", [lambda data: data[:100], lambda data: b"", lambda data: data[::-1]], ids=["cut", "empty", "garbled"]
)
def test_without_a_good_record_all_is_made(project: Project, damage: Callable[[bytes], bytes]) -> None:
    record = project.out / ".deckbrief"
    record.write_bytes(damage(record.read_bytes()))
    report = project.build()
    assert {item.name for item in report.outputs if item.seconds is not None} == ALL
    assert report.problems == (), "what lies there is as it would be written"


def test_outputs_that_the_content_gives_no_more_are_told_and_cleaned(project: Project) -> None:
    shutil.copy(project.content / "sessions/half-hour.yaml", project.content / "sessions/other.yaml")
    assert "deck/other" in project.made()
    (project.content / "sessions/other.yaml").unlink()
    other = project.out / "deck" / "other.pptx"
    for _ in range(2):
        assert [note for note in project.build().notes if "other.pptx" in note and "--clean" in note]
    assert other.exists()
    project.build(clean=True)
    assert not other.exists()
    assert project.build().notes == ()


def test_an_edited_output_that_is_gone_is_not_cleaned(project: Project) -> None:
    shutil.copy(project.content / "sessions/half-hour.yaml", project.content / "sessions/other.yaml")
    project.build()
    (project.content / "sessions/other.yaml").unlink()
    other = project.out / "deck" / "other.pptx"
    other.write_bytes(b"mine")
    assert [note for note in project.build(clean=True).notes if "it is kept" in note]
    assert other.read_bytes() == b"mine"


# Random edits -------------------------------------------------------------------------------------------------------


PAPERS: Final = ("deck", "unit-briefing", "guide")


def edits_of_content(project: Project, chance: random.Random) -> Iterator[str]:
    """Change a word somewhere in the YAML."""
    file = chance.choice(sorted(project.content.rglob("*.yaml")))
    lines = file.read_text("utf-8").split("\n")
    at = chance.choice([number for number, line in enumerate(lines) if re.search(r"(: |- )\S", line)])
    words = lines[at].split(" ")
    number = chance.choice([number for number, word in enumerate(words) if re.search(r"\w", word)])
    words[number] = chance.choice(["", f"{words[number]} more", words[number] + "s", words[number][::-1]])
    lines[at] = " ".join(words)
    file.write_text("\n".join(lines), "utf-8")
    yield f"{file.name}:{at + 1}: {lines[at]}"


def edits_of_looks(project: Project, chance: random.Random) -> Iterator[str]:
    """Change a fixed word, a colour, or the white space of a template."""
    kind = chance.choice(["words", "theme", "template"])
    if kind == "words":
        file = project.templates / "words" / "en.yaml"
        pattern, new = r"^(\w+: [A-Z][\w ]*)$", r"\1 too"
    elif kind == "theme":
        file = project.templates / "themes" / "vermilion" / "theme.yaml"
        pattern, new = r'^(  accent\d: ")(\w)(\w{5}")$', rf"\g<1>{chance.choice('0123456789ABCDEF')}\g<3>"
    else:
        file = chance.choice(sorted((project.templates / "deck").rglob("*.j2")))
        pattern, new = r"(<title>)", r"\1{# a remark #}"
    text = file.read_text("utf-8")
    found = list(re.finditer(pattern, text, re.MULTILINE))
    if found:
        match = chance.choice(found)
        file.write_text(text[: match.start()] + match.expand(new) + text[match.end() :], "utf-8")
        yield f"{file.relative_to(project.templates)}: {match.expand(new)}"


def edits_of_files(project: Project, chance: random.Random) -> Iterator[str]:
    """Add or remove a session, remove an output, or garble the record."""
    kind = chance.choice(["session", "output", "record"])
    other = project.content / "sessions" / "other.yaml"
    outputs = sorted((project.out / "deck").glob("*.pptx"))
    record = project.out / ".deckbrief"
    if kind == "session" and other.exists():
        other.unlink()
    elif kind == "session":
        shutil.copy(project.content / "sessions/half-hour.yaml", other)
    elif kind == "output" and outputs:
        chance.choice(outputs).unlink()
    elif record.exists():
        in_a_process(partial(project.made, *PAPERS, clean=True))
        data = bytearray(record.read_bytes())
        data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
        record.write_bytes(data)
    yield kind


def in_a_process(work: Callable[[], object]) -> object:
    """Do something in a forked process, which has rendered nothing, as every run of the program."""
    ours, theirs = get_context("fork").Pipe()

    def send() -> None:
        try:
            theirs.send(work())
        except ProblemError as error:
            theirs.send(sorted(problem.message for problem in error.problems))

    process = get_context("fork").Process(target=send)
    process.start()
    theirs.close()
    try:
        return ours.recv()
    finally:
        process.join()


@pytest.mark.skipif(sys.platform != "linux", reason="each build has to be a process of its own, forked to be quick")
def test_after_any_edit_the_bytes_are_those_of_a_build_from_nothing(english_pack: Any, tmp_path: Path) -> None:
    from deckbrief.export import briefing, deck  # noqa: F401 - to be loaded once, before processes are forked
    from deckbrief.export.pptx import parts, shares  # noqa: F401
    from deckbrief.run import make  # noqa: F401

    project, chance = Project(tmp_path, english_pack.content), random.Random(EDITS)
    in_a_process(project.made)
    kept, made, spared = 0, 0, 0
    for number in range(EDITS):
        before = tmp_path / "before"
        shutil.rmtree(before, ignore_errors=True)
        for name in ("content", "templates"):
            shutil.copytree(tmp_path / name, before / name)
        kind = chance.choices([edits_of_content, edits_of_looks, edits_of_files], [6, 2, 2])[0]
        said = list(kind(project, chance))
        # Without its record, what is not made now would be taken for a person's the next time.
        names = PAPERS if number % 10 == 0 or said == ["record"] else ("deck",)
        first = in_a_process(partial(project.made, *names, clean=True))
        clean = tmp_path / "clean"
        shutil.rmtree(clean, ignore_errors=True)
        second = in_a_process(partial(project.made, *names, out=clean))
        if isinstance(second, list):  # problems of the content
            assert first == second, said
            for name in ("content", "templates"):
                shutil.rmtree(tmp_path / name)
                shutil.copytree(before / name, tmp_path / name)
            continue
        assert isinstance(first, set), said
        assert isinstance(second, set), said
        expected = listing(clean)
        found = {name: data for name, data in listing(project.out).items() if name in expected}
        assert found == expected, said
        assert not [name for name in listing(project.out) if ".new" in name], said
        kept, made, spared = kept + 1, made + len(first), spared + len(second - first)
    assert kept > EDITS / 3, "most edits leave a pack that can be built"
    assert made
    assert spared, "some outputs are as they were"
