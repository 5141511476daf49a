"""The list of slides and of sections in a presentation part, whatever the part had before."""

from __future__ import annotations

import pytest
from deckbrief.base.length import Emu
from deckbrief.export.pptx.presentation import with_slides
from deckbrief.layout.frame import DeckFrames, Frame
from lxml import etree

_P = "http://schemas.openxmlformats.org/presentationml/2006/main"
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_SECTIONS = "{521415D9-36F7-43E2-AB2F-B90AF26B5E84}"
_OTHER = '<p:ext uri="{OTHER}"><x:y xmlns:x="urn:x"/></p:ext>'
_OLD = f'<p:ext uri="{_SECTIONS}"><old/></p:ext>'


def _deck(*sections: str) -> DeckFrames:
    frames = [
        Frame(name=f"s{number}", width=Emu(1), height=Emu(1), items=(), section=section)
        for number, section in enumerate(sections)
    ]
    return DeckFrames(name="d", title="D & E", lang="en", frames=tuple(frames))


def _part(inner: str) -> bytes:
    masters = '<p:sldMasterIdLst><p:sldMasterId id="1" r:id="rId1"/></p:sldMasterIdLst>'
    return (
        f'<?xml version="1.0"?><p:presentation xmlns:p="{_P}" xmlns:r="{_R}">{masters}{inner}</p:presentation>'.encode()
    )


def _names(element: etree._Element) -> list[str]:
    return [etree.QName(child).localname for child in element.iterchildren("*")]


@pytest.mark.parametrize(
    ("inner", "others"),
    [
        ('<p:sldSz cx="1" cy="1"/>', 0),
        ("", 0),
        ('<p:sldIdLst/>\n<p:sldSz cx="1" cy="1"/><p:extLst/>', 0),
        (f'<p:notesMasterIdLst/><p:sldIdLst><p:sldId id="9"/></p:sldIdLst> <p:notesSz/><p:extLst>{_OLD}</p:extLst>', 0),
        (f"<p:notesSz/><p:extLst>{_OTHER}{_OLD}{_OTHER}</p:extLst><!-- end -->", 2),
        (f'<p:notesSz/><q:extLst xmlns:q="{_P}" xmlns:p="{_P}">{_OTHER}</q:extLst>', 1),
    ],
)
def test_slides_and_sections_take_their_places(inner: str, others: int) -> None:
    root = etree.fromstring(with_slides(_part(inner), _deck("一 < 二", "", "C"), ["rId7", "rId8", "rId9"]))
    names = _names(root)
    assert names.count("sldIdLst") == names.count("extLst") == 1
    assert names[: names.index("sldIdLst")] == [
        name for name in ("sldMasterIdLst", "notesMasterIdLst") if name in names
    ]
    slides = root.find(f"{{{_P}}}sldIdLst")
    assert slides is not None
    assert [entry.get(f"{{{_R}}}id") for entry in slides] == ["rId7", "rId8", "rId9"]
    assert names[-1] == "extLst"
    extensions = next(child for child in root if child.tag == f"{{{_P}}}extLst")
    assert [entry.get("uri") for entry in extensions] == ["{OTHER}"] * others + [_SECTIONS]
    assert [entry.get("name") for entry in extensions[-1][0]] == ["一 < 二", "D & E", "C"]
    assert b"<old/>" not in etree.tostring(root)


def test_a_deck_without_sections_gets_no_list_of_them() -> None:
    kept = etree.fromstring(with_slides(_part(f"<p:extLst>{_OLD}{_OTHER}</p:extLst>"), _deck(""), ["rId7"]))
    assert [entry.get("uri") for entry in kept[-1]] == ["{OTHER}"]
    assert "extLst" not in _names(
        etree.fromstring(with_slides(_part(f"<p:extLst>{_OLD}</p:extLst>"), _deck(""), ["rId7"]))
    )


def test_what_is_not_listed_stays_byte_for_byte() -> None:
    part = _part("<p:sldSz  cx='1'  cy = \"1\" />\n<!-- 注 -->")
    written = with_slides(part, _deck("A"), ["rId7"])
    assert b"<p:sldSz  cx='1'  cy = \"1\" />\n<!-- \xe6\xb3\xa8 -->" in written
    assert written.startswith(part[: part.index(b"<p:sldSz")])
