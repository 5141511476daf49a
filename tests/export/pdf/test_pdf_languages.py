"""Words of other languages in a PDF say which; nothing else of the HTML changes, and no text of the page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from io import BytesIO
from pathlib import Path
from typing import Any

import page as validation
import pikepdf
import pymupdf
import pytest
from deckbrief.export.pdf.document import write_pdf
from deckbrief.export.pdf.languages import with_languages
from hypothesis import given
from hypothesis import strategies as st

BODY = '<p title="김치">泡菜叫김치，德语是Gemütlichkeit。</p><p>שלום עולם与 PowerPoint</p>'


def _elements(element: Any) -> Iterator[Any]:
    kids = element.get("/K", [])
    for kid in list(kids) if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            yield kid
            yield from _elements(kid)


def test_a_pdf_tells_the_languages_of_its_words(tmp_path: Path) -> None:
    html = f'<html lang="zh-CN"><title>김치</title><body>{BODY}</body></html>'
    data = write_pdf(html, base=tmp_path, figure=str, title="x", lang="zh-CN").data
    with pikepdf.open(BytesIO(data)) as pdf:
        told = [(str(e.S), str(e.Lang)) for e in _elements(pdf.Root.StructTreeRoot) if "/Lang" in e]
        assert str(pdf.Root.Lang) == "zh-CN"
    assert told == [("/Span", "ko-KR"), ("/Span", "de-DE"), ("/Span", "he-IL")]
    (tmp_path / "x.pdf").write_bytes(data)
    assert validation.validate_pdf(str(tmp_path / "x.pdf")).failures == []
    with pymupdf.open("pdf", data) as document:
        assert "泡菜叫김치，德语是Gemütlichkeit。" in document[0].get_text().replace("\n", "")


@pytest.mark.parametrize(
    ("html", "lang", "made"),
    [
        ("<p>吃김치</p>", "zh-CN", '<p>吃<bdi lang="ko-KR">김치</bdi></p>'),
        ("<p>吃&#44608;치 &amp; &#60;</p>", "zh-CN", '<p>吃<bdi lang="ko-KR">김치</bdi> &amp; &#60;</p>'),
        ("<style>p{content:'김치'}</style><p alt='김치'>是</p><!-- 김치 -->", "zh-CN", None),
        ("<svg><text>김치</text></svg><TITLE>김치</TITLE>", "zh-CN", None),
        ("<p>김치</p>", "ko", None),
        ("<p>Über uns</p>", "de", None),
        ("<p>中文 and PowerPoint</p>", "zh-CN", None),
    ],
)
def test_words_alone_are_marked(html: str, lang: str, made: str | None) -> None:
    assert with_languages(html, lang) == (html if made is None else made)


@given(
    st.lists(
        st.sampled_from(
            ["<p>", "</p>", "<b title='김'>", "중", "中", "ü", "a", "ש", " ", "&amp;", "<!-- ש -->", "<br>"]
        )
    ),
    st.sampled_from(["zh-CN", "en", "ko", "he"]),
)
def test_without_its_marks_all_is_as_it_was(pieces: list[str], lang: str) -> None:
    html = "".join(pieces)
    assert re.sub(r'<bdi lang="[A-Za-z-]+">|</bdi>', "", with_languages(html, lang)) == unescape(html).replace(
        "&", "&amp;"
    )
