"""A replacement stays out, and says so, where the function that it was written for is another; the others stay in."""

from __future__ import annotations

import importlib
import inspect
import textwrap
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import pytest
from deckbrief.export.pdf.engine import load_weasyprint
from deckbrief.export.pdf.replace.guard import Replacement, changed, source_digest
from deckbrief.export.pdf.replace.setting import replacements, setting

LANG: Final = "zh-CN"
CASES: Final = [(replacement, path) for replacement in replacements(LANG) for path in replacement.sources]


@pytest.fixture(autouse=True)
def _fresh() -> Iterator[None]:
    load_weasyprint()
    source_digest.cache_clear()
    yield
    source_digest.cache_clear()


def _owner(path: str) -> tuple[Any, str]:
    module, _, name = path.partition(":")
    *owners, last = name.split(".")
    found: Any = importlib.import_module(module)
    for step in owners:
        found = getattr(found, step)
    return found, last


def _altered(function: Any, folder: Path) -> Any:
    """Return a function of the same source but for one more line, as another release would have it."""
    source = textwrap.dedent(inspect.getsource(function)) + "    # another release\n"
    file = folder / f"{function.__name__}.py"
    file.write_text(source, "utf-8")
    names: dict[str, Any] = {}
    exec(compile(source, str(file), "exec"), {**function.__globals__, "property": lambda getter: getter}, names)
    return names[function.__name__]


def test_everything_fits_the_locked_release() -> None:
    assert len(CASES) > 15
    assert [(replacement.name, changed(replacement)) for replacement, _ in CASES if changed(replacement)] == []
    with setting(LANG) as warnings:
        assert warnings == ()


@pytest.mark.parametrize(("replacement", "path"), CASES, ids=lambda value: getattr(value, "name", value))
def test_an_altered_source_keeps_the_replacement_out(
    replacement: Replacement, path: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    owner, name = _owner(path)
    found = inspect.getattr_static(owner, name)
    function = found.fget if isinstance(found, property) else found
    altered = _altered(function, tmp_path)
    monkeypatch.setattr(owner, name, property(altered) if isinstance(found, property) else altered)
    others = [other for other in replacements(LANG) if path not in other.sources]
    with setting(LANG) as warnings:
        assert {problem.code for problem in warnings} == {"output.setting"}
        assert {problem.severity for problem in warnings} == {"warning"}
        assert any(path in problem.message and replacement.loss in problem.message for problem in warnings)
        assert len(warnings) == len(replacements(LANG)) - len(others)


@pytest.mark.parametrize("out", [replacement for replacement in replacements(LANG) if replacement.name != "parts"])
def test_what_stays_out_leaves_weasyprints_own_function(out: Replacement, monkeypatch: pytest.MonkeyPatch) -> None:
    owner, name, _ = out.patches()[0]
    own = inspect.getattr_static(owner, name)
    assert [one.name for one in replacements(LANG) if one is not out]
    with setting(LANG):
        assert inspect.getattr_static(owner, name) is not own
    monkeypatch.setattr(
        "deckbrief.export.pdf.replace.setting.changed", lambda one: ["x"] if one.name == out.name else []
    )
    with setting(LANG):
        assert inspect.getattr_static(owner, name) is own
    assert inspect.getattr_static(owner, name) is own


def test_a_function_that_is_gone_is_another_one() -> None:
    assert source_digest("weasyprint.layout:no_such_function") == ""
