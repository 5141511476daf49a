"""The pages of problem codes: every code stands there, with what is told and what helps, in both languages."""

from __future__ import annotations

import runpy
from pathlib import Path
from typing import Any

import pytest
from deckbrief.base.problem import CATALOGUE

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def pages() -> dict[str, Any]:
    return runpy.run_path(str(ROOT / ".ci" / "problem_codes.py"), run_name="pages")


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_every_code_has_its_section(lang: str, pages: dict[str, Any]) -> None:
    page = pages["page"](lang, pages["told_of_code"]())
    assert [line[5:-1] for line in page.splitlines() if line.startswith("### ")] == list(CATALOGUE)


def test_messages_and_hints_are_found_with_their_code(pages: dict[str, Any]) -> None:
    found = pages["told_of_code"]()
    messages, hints = found["content.encoding"]
    assert any("is not UTF-8" in text for text in messages)
    assert any("save the file as UTF-8" in text for text in hints)
    assert len([code for code in CATALOGUE if found.get(code, ([], []))[0]]) > 0.85 * len(CATALOGUE)


def test_in_chinese_they_are_the_catalogue_s(pages: dict[str, Any]) -> None:
    page = pages["page"]("zh", pages["told_of_code"]())
    assert "请用 UTF-8 编码保存" in page
    assert "save the file" not in page
