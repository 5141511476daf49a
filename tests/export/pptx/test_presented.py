"""The decks that ship, as files: clicks in the order of reading, links, and what LibreOffice keeps of them."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import pytest
from deckbrief.content.read import read_pack
from deckbrief.draft.decks import draft_deck
from deckbrief.export.pptx.deck import write_deck
from deckbrief.export.pptx.identity import paths_told, shape_names
from deckbrief.layout.frame import DeckFrames, Text
from deckbrief.layout.slide.slide import lay_out_deck
from deckbrief.ooxml.package import Package
from deckbrief.theme.load import load_theme
from lxml import etree

from tests.support.office import convert

P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
THEME = load_theme("vermilion", [Path("templates/themes")])
SHIPPED = ["workshop", "short", "luzhou"]


@cache
def drawn(name: str) -> DeckFrames:
    pack = read_pack(Path("content"))
    session = next(session for session in pack.sessions if session.id == name)
    return lay_out_deck(draft_deck(pack, session, (Path("templates"),)), pack, THEME)


@cache
def written(name: str) -> Package:
    return Package.from_bytes(write_deck(drawn(name), THEME))


def slides(package: Package, count: int) -> list[Any]:
    return [etree.fromstring(package.parts[f"ppt/slides/slide{number}.xml"]) for number in range(1, count + 1)]


@pytest.mark.parametrize("name", SHIPPED)
def test_clicks_come_in_the_order_in_which_shapes_are_read(name: str) -> None:
    animated = 0
    for slide in slides(written(name), len(drawn(name).frames)):
        tree = slide.find(f"{P}cSld/{P}spTree")
        order = {
            shape.find(f".//{P}cNvPr").get("id"): number
            for number, shape in enumerate(tree)
            if shape.find(f".//{P}cNvPr") is not None
        }
        read = {number for number in order if not tree[order[number]].tag.endswith("cxnSp")}
        timing = slide.find(f"{P}timing")
        if timing is None:
            continue
        sequence = timing.find(f".//{P}cTn[@nodeType='mainSeq']/{P}childTnLst")
        shown: list[str] = []
        for click in sequence:
            targets = dict.fromkeys(target.get("spid") for target in click.iter(f"{P}spTgt"))
            assert targets, "a click that brings nothing"
            shown += [target for target in targets if target in read]
        assert [order[shape] for shape in shown] == sorted(order[shape] for shape in shown)
        animated += 1
    assert animated > 5


@pytest.mark.parametrize("name", SHIPPED)
def test_links_are_jumps_to_slides_and_keep_their_colours(name: str) -> None:
    package = written(name)
    frames = drawn(name).frames
    agenda = next(number for number, frame in enumerate(frames, 1) if frame.name == "agenda")
    back = 0
    for number, slide in enumerate(slides(package, len(frames)), 1):
        targets = {entry.id: entry.target for entry in package.relationships[f"ppt/slides/slide{number}.xml"]}
        for link in slide.iter(f"{A}hlinkClick"):
            target = targets[link.get("{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id")]
            assert link.get("action") == "ppaction://hlinksldjump"
            assert link.getparent().tag == f"{P}cNvPr", "links of text would take the theme's colour of links"
            back += number != agenda and target == f"slide{agenda}.xml"
    sections = list(dict.fromkeys(frame.section for frame in frames))
    after = sections[sections.index(frames[agenda - 1].section) + 1 :]
    assert back == len(after) - 1 > 1, "every section after the agenda but the closing leads back"


@pytest.mark.office
def test_content_paths_and_links_survive_a_save_in_libreoffice(tmp_path: Path) -> None:
    deck, package = drawn("luzhou"), written("luzhou")
    (tmp_path / "deck.pptx").write_bytes(package.to_bytes())
    saved = Package.from_bytes(convert(tmp_path / "deck.pptx", tmp_path / "saved", "pptx").read_bytes())
    before, after = slides(package, len(deck.frames)), slides(saved, len(deck.frames))
    checked = 0
    for frame, old, new in zip(deck.frames, before, after, strict=True):
        checked += 1
        kept = {str(shape.get("name")) for shape in new.iter(f"{P}cNvPr")}
        names = shape_names(frame.items, deck.shapes)
        told = {name for name, _ in paths_told(frame, names)}
        held = [(item, name) for item, name in zip(frame.walk(), names, strict=True) if isinstance(item, Text)]
        placeholders = {text for item, name in held if item.placeholder for text in (item.placeholder, name)}
        lost = [name for name in told - placeholders - kept if not name[-1].isdigit()]
        assert not lost, frame.name
        links = [len(list(slide.iter(f"{A}hlinkClick"))) for slide in (old, new)]
        assert links[1] >= links[0], frame.name
    assert checked
