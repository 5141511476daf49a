"""The command line hands on what was typed, and refuses what it does not know."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from deckbrief.base.message import msg
from deckbrief.base.problem import Place, Problem, ProblemError
from deckbrief.cli import main
from deckbrief.run import build as build_module
from deckbrief.run.request import Options, Report


@pytest.fixture
def built(monkeypatch: pytest.MonkeyPatch) -> list[tuple[tuple[str, ...], Options]]:
    """What was asked to be built."""
    asked: list[tuple[tuple[str, ...], Options]] = []

    def build_outputs(names: tuple[str, ...], options: Options, *_: Any) -> Report:
        asked.append((names, options))
        return Report()

    monkeypatch.setattr(build_module, "build_outputs", build_outputs)
    return asked


def test_build_takes_everything_by_default(built: list[tuple[tuple[str, ...], Options]]) -> None:
    main(["build"])
    [(names, options)] = built
    assert names == ()
    assert (options.content, options.out, options.templates) == (Path("content"), Path("build"), None)
    assert (options.theme, options.jobs, options.minutes) == ("vermilion", 0, None)


def test_outputs_may_stand_before_and_behind_options(built: list[tuple[tuple[str, ...], Options]]) -> None:
    main(["build", "deck", "--theme", "ink", "briefing/report", "-j", "2", "--minutes", "45", "luzhou"])
    [(names, options)] = built
    assert names == ("deck", "briefing/report", "luzhou")
    assert (options.theme, options.jobs, options.minutes) == ("ink", 2, 45.0)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["build", "--jobs", "-1"], "'-1' is not a number from 0"),
        (["build", "--jobs", "two"], "'two' is not a number"),
        (["build", "--minutes", "0.5"], "'0.5' is not a number from 1 to 1440"),
        (["build", "--minutes", "nan"], "'nan' is not a number"),
        (["build", "--pdf-variant", "pdf/x"], "invalid choice"),
        (["build", "--the", "ink"], "unrecognized arguments: --the"),
        (["build", "deck", "--thema", "ink"], "unrecognized arguments: --thema ink"),
        (["check", "luzhou"], "unrecognized arguments: luzhou"),
        (["bild"], "invalid choice: 'bild'"),
    ],
)
def test_what_is_unknown_is_refused(
    words: list[str], said: str, built: list[object], capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as end:
        main(words)
    assert end.value.code == 2
    assert said in capsys.readouterr().err
    assert not built


def test_without_a_command_the_help_is_shown(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as end:
        main([])
    assert end.value.code == 2
    told = capsys.readouterr().err
    assert all(command in told for command in ("build", "check", "gallery"))


def test_problems_are_printed_and_end_with_1(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def build_outputs(*_: object) -> Report:
        raise ProblemError([Problem("output.unknown", Place("command line"), msg("'x' cannot be built"))])

    monkeypatch.setattr(build_module, "build_outputs", build_outputs)
    with pytest.raises(SystemExit) as end:
        main(["build", "x"])
    assert end.value.code == 1
    assert "'x' cannot be built [output.unknown]" in capsys.readouterr().err


def test_the_version_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as end:
        main(["--version"])
    assert not end.value.code
    name, version = capsys.readouterr().out.split()
    assert name == "deckbrief"
    assert version[0].isdigit()


@pytest.mark.parametrize("words", [["--help"], ["build", "--help"]])
def test_the_help_says_what_statuses_mean(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(words)
    statuses = capsys.readouterr().out.partition("exit status:")[2]
    assert [line.split()[0] for line in statuses.splitlines() if line[2:3].isdigit()] == ["0", "1", "2", "130"]


def test_problems_of_single_outputs_end_with_1_after_the_table(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def build_outputs(*_: object) -> Report:
        return Report(problems=(Problem("output.process", Place("x.pptx"), msg("it crashed")),))

    monkeypatch.setattr(build_module, "build_outputs", build_outputs)
    with pytest.raises(SystemExit) as end:
        main(["build"])
    assert end.value.code == 1
    assert "x.pptx: error: it crashed" in capsys.readouterr().err
