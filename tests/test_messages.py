"""Messages and catalogues agree: nothing untranslated, nothing unused; the program speaks Chinese where asked to."""

from __future__ import annotations

import ast
import importlib.util
import os
import re
import subprocess
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from deckbrief.base.message import LOCALES, catalogue_of, msg, worded

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "generator" / "deckbrief"
FIELD = re.compile(r"\{[a-z_0-9]+(?:![rsa])?(?::[^}]*)?\}|%(?:\([a-z_]+\))?[sr]")


def tool() -> ModuleType:
    spec = importlib.util.spec_from_file_location("catalogues", ROOT / ".ci" / "catalogues.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


CATALOGUES = tool()
PATHS = CATALOGUES.catalogues()


@pytest.fixture(scope="module", autouse=True)
def compiled() -> None:
    """What an installation does, for a catalogue that was edited since."""
    CATALOGUES.compile_all()


@pytest.fixture(scope="module")
def wanted() -> dict[Any, Any]:
    """Every message of the code and of `make help`."""
    found = {message.id: message for message in CATALOGUES.messages() if message.id}
    assert len(found) > 500
    return found


def test_there_is_chinese() -> None:
    assert [path.parent.parent.name for path in PATHS] == ["zh"]


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.parent.parent.name)
def test_every_message_is_translated_and_no_entry_is_unused(path: Path, wanted: dict[Any, Any]) -> None:
    catalog = CATALOGUES.read(path)
    entries = {message.id: message for message in catalog if message.id}
    hint = "make messages takes new ones in and drops old ones; then translate what is empty"
    assert set(wanted) - set(entries) == set(), hint
    assert set(entries) - set(wanted) == set(), hint
    assert not catalog.obsolete, hint
    empty = [message.id for message in entries.values() if not all(_texts(message.string)) or message.fuzzy]
    assert empty == [], hint


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.parent.parent.name)
def test_translations_hold_the_same_arguments(path: Path) -> None:
    entries = [message for message in CATALOGUES.read(path) if message.id]
    assert entries
    for message in entries:
        of_many = sorted(FIELD.findall(_texts(message.id)[-1]))
        for text in _texts(message.string):
            assert sorted(FIELD.findall(text)) == of_many, message.id


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.parent.parent.name)
def test_a_catalogue_is_written_as_the_tool_writes_it(path: Path) -> None:
    assert path.read_bytes() == CATALOGUES.as_po(CATALOGUES.read(path))


def _texts(text: str | tuple[str, ...]) -> tuple[str, ...]:
    return (text,) if isinstance(text, str) else text


def test_templates_are_literals_that_the_tool_can_find() -> None:
    calls = 0
    for file in sorted(PACKAGE.rglob("*.py")):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in ("msg", "plural"):
                templates = node.args if node.func.id == "msg" else node.args[1:]
                calls += 1
                assert all(isinstance(part, ast.Constant) for part in templates), f"{file.name}:{node.lineno}"
    assert calls > 500


def test_a_message_comes_from_another_process_in_the_language_that_is_asked_for() -> None:
    code = (
        "import pickle, sys\n"
        "from deckbrief.base.message import msg\n"
        "from deckbrief.base.problem import Place, Problem, nearest\n"
        "place, message = Place('a.yaml', 1, 1), msg('the file is empty')\n"
        "problem = Problem('content.empty', place, message, nearest('uni', ['unit']))\n"
        "sys.stdout.buffer.write(pickle.dumps(problem))\n"
    )
    import pickle

    problem = pickle.loads(subprocess.run([sys.executable, "-c", code], capture_output=True, check=True).stdout)
    chinese = catalogue_of("zh-CN")
    assert chinese is not None
    assert (problem.message, worded(problem.message, chinese)) == ("the file is empty", "文件是空的")
    assert worded(problem.hint, chinese) == "是不是“unit”？"


def program(*words: str, **environment: str) -> subprocess.CompletedProcess[str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("LC_", "LANG"))}
    return subprocess.run(
        [sys.executable, "-m", "deckbrief", *words],
        cwd=ROOT,
        env=kept | {"PYTHONUTF8": "1"} | environment,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


@pytest.mark.parametrize(
    ("words", "environment"),
    [((), {"LANG": "zh_CN.UTF-8"}), (("--lang", "zh"), {}), (("--lang=zh-CN",), {"LANG": "C"})],
)
def test_problems_are_told_in_chinese_with_the_same_codes(
    tmp_path: Path, words: tuple[str, ...], environment: dict[str, str]
) -> None:
    (tmp_path / "a.yaml").write_text("kind: uni\n")
    english = program("check", "--content", str(tmp_path), "--lang", "en")
    chinese = program("check", "--content", str(tmp_path), *words, **environment)
    assert (english.returncode, chinese.returncode) == (1, 1)
    assert "error: unknown kind 'uni' [content.unknown-kind]" in english.stderr
    assert "错误: 不认识的 kind“uni” [content.unknown-kind]" in chinese.stderr
    assert "提示：是不是“unit”？" in chinese.stderr


def test_help_and_what_argparse_says_are_in_chinese() -> None:
    told = program("build", "--help", LANG="zh_CN.UTF-8").stdout
    assert told.startswith("用法：")
    assert "显示这份帮助并退出" in told
    assert not re.search(r"^ +(?!-|\{)[a-z]+ [a-z]+ [a-z]+ [a-z]+", told, re.MULTILINE), "English sentences are left"
    refused = program("build", "--theme", LANG="zh_CN.UTF-8")
    assert refused.returncode == 2
    assert "需要一个值" in refused.stderr
    assert "没有“fr”这种语言的消息" in program("check", "--lang", "fr", LANG="zh_CN.UTF-8").stderr


@pytest.mark.parametrize(("lang", "words"), [("zh_CN.UTF-8", "显示这张清单"), ("C", "Show this list")])
def test_make_help_needs_no_installation(lang: str, words: str) -> None:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("LC_", "LANG"))}
    command = [sys.executable, "-S", ".ci/make-help", "Makefile"]
    told = subprocess.run(
        command,
        cwd=ROOT,
        env=kept | {"LANG": lang, "PYTHONUTF8": "1"},
        capture_output=True,
        encoding="utf-8",
        check=True,
    ).stdout
    assert words in told
    assert len(told.splitlines()) > 10


def test_the_language_of_a_terminal_without_chinese_is_english() -> None:
    assert worded(msg("the file is empty"), catalogue_of("en")) == "the file is empty"
    assert LOCALES.is_dir()
