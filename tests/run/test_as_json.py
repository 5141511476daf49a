"""What `--json` prints: one object with every problem's place and every output, in the user's language."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
from deckbrief.cli import main

from tests.support.program import run
from tests.support.small_pack import write_pack


def _told(words: list[str], capsys: pytest.CaptureFixture[str]) -> tuple[Any, object]:
    """Words of the command line -> the object that was printed, and the exit status."""
    status: object = 0
    try:
        main([*words, "--json"])
    except SystemExit as end:
        status = end.code
    said = capsys.readouterr()
    assert said.err == ""
    return json.loads(said.out), status


def test_a_problem_has_its_place_in_fields(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    content = write_pack(tmp_path / "content", "pilars", 3)
    told, status = _told(["check", "--content", str(content)], capsys)
    assert status == 1
    [problem] = told["problems"]
    lines = (content / "bakery.yaml").read_text("utf-8").splitlines()
    assert (problem["code"], problem["severity"]) == ("content.unknown-figure", "error")
    assert Path(problem["file"]).name == "bakery.yaml"
    at = problem["column"] - 1
    assert lines[problem["line"] - 1][at : at + problem["length"]] == "pilars"
    assert "pillars" in problem["hint"]
    chinese = json.loads(run(["check", "--content", str(content), "--json", "--lang", "zh"]).stdout)
    assert chinese["problems"][0]["code"] == problem["code"]
    assert chinese["problems"][0]["message"] != problem["message"]


def test_a_build_tells_its_outputs(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    content = write_pack(tmp_path / "content", "pillars", 3)
    words = ["build", "deck", "--content", str(content), "--out", str(tmp_path / "build")]
    (told, status), (again, _) = _told(words, capsys), _told(words, capsys)
    assert status == 0
    [output] = told["outputs"]
    assert Path(output["file"]).is_file()
    assert (output["name"], output["kind"], output["built"]) == ("deck/bakery", "deck", True)
    assert output["count"] > 1
    assert [output["built"] for output in again["outputs"]] == [False]


def test_a_check_without_errors_tells_its_warnings(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    content = write_pack(tmp_path / "content", "pillars", 3, said="TODO")
    told, status = _told(["check", "--content", str(content)], capsys)
    assert status == 0
    assert ("content.todo", "warning") in {(problem["code"], problem["severity"]) for problem in told["problems"]}


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_a_shell_can_complete_commands_and_options(
    shell: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["completion", shell])
    script = capsys.readouterr().out
    assert all(word in script for word in ("doctor", "overwrite", "content-lang"))
    if program := shutil.which(shell):
        (tmp_path / "script").write_text(script, "utf-8")
        subprocess.run([program, "-n", str(tmp_path / "script")], check=True)
