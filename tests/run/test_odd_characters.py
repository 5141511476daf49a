"""Odd characters of content reach no deck and no page: one rule, wherever they stand."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path

import pymupdf
import pytest
from deckbrief.run.build import build_outputs
from deckbrief.run.request import Options

ODD = "\x85\u2028\u2029\u202e\u2067\ufe0f\u200c\ufeff\ufff9"
SOFT = "\u00ad\u200b\u2060"
HARMFUL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ufeff\ud800-\udfff\ufff9-\ufffb]")

PACK = "kind: pack\ntitle: “{odd}Odd{soft} pack”\nlang: en\ndate: 2024-11-08\n"
UNIT = """kind: unit
name: "No{soft}rth{odd}"
department: "Kit{soft}chen{odd}"
speaker: {{name: "A{soft}da{odd}", role: baker}}
title: "Bread{soft} that{odd} keeps"
tagline: "slow{odd} dough"
message: "Time{odd} does the work."
summary: ["Slow{soft} dough{odd} keeps."]
takeaways: ["Rest{soft} it{odd}."]
frameworks:
  - id: three
    name: "Three{soft} rests{odd}"
    title: "Dough{soft} rests{odd} three times"
    figure: pillars
    parts:
      - {{id: one, name: "fir{soft}st{odd}", lead: "le{odd}ad", text: "It{odd} rests."}}
      - {{id: two, name: "sec{soft}ond{odd}", points: ["Fold{soft} it{odd} once."]}}
    notes: {{say: ["Say{odd} it."], ask: "Why{odd}?"}}
notes: {{say: ["On{odd} we go."]}}
"""


@pytest.fixture(scope="module")
def outputs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("odd")
    content = folder / "content"
    content.mkdir()
    (content / "pack.yaml").write_text(PACK.format(odd="", soft=SOFT), "utf-8")
    (content / "north.yaml").write_text(UNIT.format(odd=escaped(ODD), soft=SOFT), "utf-8")
    options = Options(content=content, templates=None, theme="vermilion", out=folder / "build", jobs=1)
    report = build_outputs(["deck", "unit-briefing"], options, lambda *_: None)
    assert not report.problems
    return folder / "build"


def escaped(text: str) -> str:
    """What YAML takes between double quotes for these characters."""
    return "".join(f"\\u{ord(character):04x}" for character in text)


def test_nothing_harmful_is_in_a_deck(outputs: Path) -> None:
    (deck,) = (outputs / "deck").glob("*.pptx")
    with zipfile.ZipFile(deck) as package:
        parts = {name: package.read(name).decode() for name in package.namelist() if name.endswith(".xml")}
    texts = [text for part in parts.values() for text in re.findall(r"<a:t>([^<]*)</a:t>", part)]
    assert any("Dough" in text for text in texts)
    assert [text for text in texts if HARMFUL.search(text) or isolates_left_open(text)] == []


def isolates_left_open(text: str) -> bool:
    return text.count("\u2067") > text.count("\u2069") or text.count("\u202e") > text.count("\u202c")


def test_titles_names_and_alternative_texts_hide_nothing(outputs: Path) -> None:
    (deck,) = (outputs / "deck").glob("*.pptx")
    with zipfile.ZipFile(deck) as package:
        slides = [package.read(name).decode() for name in package.namelist() if name.startswith("ppt/slides/slide")]
        sections = package.read("ppt/presentation.xml").decode()
        core = package.read("docProps/core.xml").decode()
    labels = [label for slide in slides for label in re.findall(r' (?:name|descr)="([^"]*)"', slide)]
    titles = [re.search(r'type="(?:ctrT|t)itle".*?<a:t>([^<]*)', slide, re.DOTALL) for slide in slides]
    assert any("first" in label for label in labels)
    assert any(title and "Dough rests" in title[1] for title in titles)
    for text in (*labels, *(title[1] for title in titles if title), sections, core):
        assert not re.search(f"[{SOFT}\n]", text.replace("\n<", "<")), ascii(text[:200])


def test_the_outline_of_pages_hides_nothing_and_their_text_is_clean(outputs: Path) -> None:
    (page,) = (outputs / "briefing").glob("*.pdf")
    with pymupdf.open(page) as document:
        outline = [title for _, title, _ in document.get_toc()]
        text = "".join(sheet.get_text() for sheet in document)
        metadata = document.metadata["title"]
    assert any("Three rests" in title for title in outline)
    assert metadata.startswith("Bread that")
    assert not re.search(f"[{SOFT}\n\ufe0f]", "".join(outline) + metadata)
    assert HARMFUL.search(text.replace("\x0c", "")) is None
