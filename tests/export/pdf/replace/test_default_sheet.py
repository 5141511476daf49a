"""Documents without notes look the same without the rules for notes; those with notes have them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pymupdf
import pytest
from deckbrief.export.pdf.document import write_pdf
from deckbrief.export.pdf.replace import painting
from deckbrief.export.pdf.replace.default_sheet import without_notes

PLAIN = '<html lang="zh-CN"><title>x</title><body><h1>夜校</h1><ol><li>白天<q>种地</q><li>晚上读书</ol></body></html>'
NOTE = '<html lang="zh-CN"><title>x</title>{}<body><p>夜校<span {}>村里的第一所</span>开了三年</p></body></html>'


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    calls: list[Any] = []

    def seen(sheets: Any) -> None:
        calls.append(sheets)
        without_notes(sheets)

    monkeypatch.setattr(painting, "without_notes", seen)
    return calls


def _made(html: str, base: Path) -> bytes:
    return write_pdf(html, base=base, figure=str, title="x", lang="zh-CN").data


def test_a_document_without_notes_is_the_same(
    asked: list[Any], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    quick = _made(PLAIN, tmp_path)
    assert len(asked) == 1
    monkeypatch.setattr(painting, "without_notes", lambda sheets: None)
    assert _made(PLAIN, tmp_path) == quick


@pytest.mark.parametrize(
    ("head", "span"),
    [
        ("<style>span { float: footnote }</style>", ""),
        ('<link rel="stylesheet" href="notes.css">', ""),
        ('<link href="more.css" rel="stylesheet">', ""),
        ("", 'style="float: footnote"'),
    ],
)
def test_notes_are_called_marked_and_set(head: str, span: str, asked: list[Any], tmp_path: Path) -> None:
    (tmp_path / "notes.css").write_text("span { float: footnote }", "utf-8")
    (tmp_path / "more.css").write_text('@import "notes.css";', "utf-8")
    text = pymupdf.open(stream=_made(NOTE.format(head, span), tmp_path)).load_page(0).get_text()
    assert not asked
    assert [line.strip() for line in text.splitlines()] == ["夜校1开了三年", "1. 村里的第一所"]
