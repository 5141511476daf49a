"""Fonts are embedded with the glyphs that are used, and pages look as they do with all of them."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import pikepdf
import pymupdf
import pytest
from deckbrief.export.pdf.engine import load_weasyprint
from deckbrief.export.pdf.replace import embedding, setting
from fontTools.cffLib import CFFFontSet  # type: ignore[import-untyped]

_CHINESE = """<html lang="zh-CN"><style>@page { size: 120mm 90mm } body { font: 12px "Noto Serif CJK SC" }
b { font: 700 12px "Noto Sans CJK SC" }</style>
<body><p>城市治理要把群众的需求放在前面，<b>党建引领</b>下的工作 47 项 done in 3 steps——“四度”。</p></body></html>"""
_LATIN = '<html><body style="font-family: Liberation Sans">done in 3 steps</body></html>'


def _pdf(html: str) -> bytes:
    import weasyprint

    load_weasyprint()
    with setting.setting("en"):
        return bytes(weasyprint.HTML(string=html).write_pdf(pdf_identifier=b"1"))


def _programs(data: bytes) -> list[Any]:
    """Return the embedded fonts of a PDF."""
    with pikepdf.open(BytesIO(data)) as pdf:
        descriptors = [thing for thing in pdf.objects if isinstance(thing, pikepdf.Dictionary) and "/FontName" in thing]
        files: list[Any] = [thing.get("/FontFile3") or thing.get("/FontFile2") for thing in descriptors]
        return [(str(file.get("/Subtype", "")), file.read_bytes()) for file in files]


def _seen(data: bytes) -> list[tuple[bytes, str]]:
    """Return what each page looks like, and its text."""
    pages: Any = pymupdf.open(stream=data)
    return [(page.get_pixmap(dpi=100).samples, page.get_text()) for page in pages]


@pytest.fixture
def without(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    monkeypatch.setattr(setting, "ALWAYS", ())
    return monkeypatch


def test_pages_look_the_same_and_the_file_is_smaller(without: pytest.MonkeyPatch) -> None:
    whole = _pdf(_CHINESE)
    without.undo()
    compact = _pdf(_CHINESE)
    assert _seen(compact) == _seen(whole)
    assert len(compact) < len(whole) / 2


def test_chinese_fonts_hold_no_more_than_the_glyphs_of_the_page() -> None:
    programs = _programs(_pdf(_CHINESE))
    assert len(programs) == 2
    for kind, program in programs:
        assert kind == "/CIDFontType0C"
        fonts = CFFFontSet()
        fonts.decompile(BytesIO(program), None)
        assert 4 < len(fonts[0].charset) < 60


def test_fonts_without_numbers_of_their_own_keep_the_place_of_each_glyph(without: pytest.MonkeyPatch) -> None:
    whole = _pdf(_LATIN)
    without.undo()
    assert _pdf(_LATIN) == whole


def test_outlines_that_carry_other_numbers_are_not_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    taken: list[tuple[bytes, set[int]]] = []
    original = embedding._outlines

    def seen(data: bytes, glyphs: set[int]) -> bytes:
        taken.append((data, glyphs))
        return original(data, glyphs)

    monkeypatch.setattr(embedding, "_outlines", seen)
    _pdf(_CHINESE)
    data, glyphs = taken[0]
    assert original(data, glyphs)
    assert not original(data, {*glyphs, max(glyphs) + 1})
    monkeypatch.setattr(embedding, "_outlines", lambda data, glyphs: b"")
    assert {kind for kind, _ in _programs(_pdf(_CHINESE))} == {"/OpenType"}


@pytest.mark.parametrize(
    ("program", "plain"),
    [
        ("8c 16 0e", "8c 8b 15 0e"),  # hmoveto
        ("fc40 8c 16 0e", "fc40 8c 8b 15 0e"),  # width, hmoveto
        ("1c0102 04 0e", "8b 1c0102 15 0e"),  # vmoveto
        ("8d ff00010000 04 0e", "8d 8b ff00010000 15 0e"),  # width, vmoveto
        ("8d 8c 8c 15 0e", "8d 8c 8c 15 0e"),  # rmoveto
        ("fc40 0e", "fc40 0e"),  # endchar
    ],
)
def test_a_glyph_first_moves_in_both_directions(program: str, plain: str) -> None:
    assert embedding._with_plain_start(bytes.fromhex(program)).hex() == bytes.fromhex(plain).hex()
