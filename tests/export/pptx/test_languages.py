"""Every run says the language of its words, with a region, on slides and in notes."""

from __future__ import annotations

import re
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from deckbrief.export.pptx.deck import write_deck
from deckbrief.export.svg import frame_svg
from deckbrief.inspect.accessibility import accessibility_problems

from tests.support.small_pack import THEME, laid_out, write_pack

PARTS = ["{id: a, name: 醇度}", "{id: b, name: warmth}", "{id: c, name: 烈度 and more}"]


@pytest.mark.parametrize(("lang", "tag"), [("en", "en-GB"), ("en-US", "en-US"), ("zh-CN", "zh-CN")])
def test_what_is_said_in_another_language_says_so(tmp_path: Path, lang: str, tag: str) -> None:
    drawn = laid_out(write_pack(tmp_path / "pack", "checklist", PARTS, lang=lang, said="讲师在过渡页上说的话。"))
    assert drawn.lang == tag
    data = write_deck(drawn, THEME)
    assert "access.language" not in {problem.code for problem in accessibility_problems(data)}
    with ZipFile(BytesIO(data)) as members:
        written = "".join(members.read(name).decode() for name in members.namelist() if "/slide" in name)
    tags = set(re.findall(r' lang="([^"]*)"', written))
    assert tags
    assert all("-" in found for found in tags)


def test_words_of_other_languages_say_so_in_notes_and_in_drawings(tmp_path: Path) -> None:
    parts = ["{id: a, name: 口号“김치”很响}", "{id: b, name: 温度}", "{id: c, name: 다른 말}"]
    drawn = laid_out(write_pack(tmp_path / "pack", "checklist", parts, lang="zh-CN", said="先说 שלום 再说 Größe。"))
    with ZipFile(BytesIO(write_deck(drawn, THEME))) as members:
        notes = "".join(members.read(name).decode() for name in members.namelist() if "notesSlides/notes" in name)
    spoken = dict(re.findall(r'<a:rPr lang="([^"]*)"[^>]*/><a:t>([^<]*)', notes))
    assert {name: spoken[name].strip() for name in ("he-IL", "de-DE")} == {"he-IL": "שלום", "de-DE": "Größe"}
    svg = "".join(frame_svg(frame, THEME) for frame in drawn.frames)
    marked = re.findall(r'<tspan[^>]* lang="([^"]*)"[^>]*>([^<]*)</tspan>', svg)
    assert ("ko-KR", "김치") in marked
    assert "다른 말" in [text for name, text in marked if name == "ko-KR"]
    assert {name for name, _ in marked} == {"ko-KR"}
