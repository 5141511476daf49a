"""With replacements of WeasyPrint's inner functions switched off, a whole report holds the same text.

The pages are the same too, but for one replacement: Chinese marks in pairs take half the room each, so that paragraphs
have fewer lines, and what follows moves up.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path
from typing import Any

import pymupdf
import pytest
from deckbrief.cli import main
from deckbrief.export.pdf.replace import setting
from deckbrief.export.pdf.replace.guard import misfits, source_digest
from deckbrief.export.pdf.replace.setting import replacements
from packaging.requirements import Requirement


@pytest.fixture(autouse=True)
def _fresh() -> Iterator[None]:
    source_digest.cache_clear()
    yield
    source_digest.cache_clear()


def _report(content: Path, folder: Path, *options: str) -> list[str]:
    """Return the words of each page of the pack's report, as they are read, without numbers of pages."""
    main(["build", "report", "--content", str(content), "--out", str(folder), "--jobs", "1", *options])
    pages: Any = pymupdf.open(str(folder / "briefing" / "report.pdf"))
    return [re.sub(r"\s|\d", "", page.get_text()) for page in pages]


@pytest.mark.parametrize("lang", ["en", "zh-CN"])
def test_the_text_is_whole(
    lang: str, english_pack: Any, default_content: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    content = english_pack.content if lang == "en" else default_content
    replaced = _report(content, tmp_path / "replaced")
    assert len(replaced) > 5
    assert "output.setting" not in capsys.readouterr().err

    for module in ("replace.setting", "replace.guard", "pages", "document"):
        monkeypatch.setattr(f"deckbrief.export.pdf.{module}.changed", lambda one: list(one.sources)[:1])
    own = _report(content, tmp_path / "own")
    assert capsys.readouterr().err.count("output.setting") == len(setting.replacements(lang))
    if lang == "en":
        assert own == replaced
    else:
        assert sorted("".join(own)) == sorted("".join(replaced)), "moved between pages, and nothing lost"


def test_only_the_release_may_be_installed_that_the_replacements_were_written_for() -> None:
    project = tomllib.loads((Path(__file__).parents[3] / "pyproject.toml").read_text("utf-8"))
    [wanted] = [name for name in project["project"]["dependencies"] if name.startswith("weasyprint")]
    installed = version("weasyprint")
    assert Requirement(wanted).specifier.contains(installed)
    assert not Requirement(wanted).specifier.contains(f"{int(installed.partition('.')[0]) + 1}.0")
    assert misfits(replacements("zh-CN")) == ()
