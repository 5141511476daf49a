from __future__ import annotations

from typing import Any

import pytest
from deckbrief.base.length import Emu, Pt, Rect
from deckbrief.export.pptx.timing import entrances, timing_xml
from deckbrief.layout.frame import AnyItem, Connector, Group, Line, Paragraph, Run, Shape, Stroke, Text, TextBody
from deckbrief.theme.theme import Color
from lxml import etree

P = "http://schemas.openxmlformats.org/presentationml/2006/main"
NS = {"p": P}
BOX = Rect(Emu(0), Emu(0), Emu(10), Emu(10))


def _body(*clicks: int) -> TextBody:
    return TextBody(
        tuple(
            Paragraph((Run("x"),), Pt(10), Pt(14), Color("dk1"), (Line(0, 1, Emu(0)),), click=click) for click in clicks
        )
    )


def _shape(name: str, click: int = 0, body: TextBody | None = None) -> Shape:
    return Shape(name=name, rect=BOX, click=click, body=body)


def _tree(*items: AnyItem) -> etree._Element:
    xml = timing_xml(entrances(items, range(2, 2 + len(items))))
    a = "http://schemas.openxmlformats.org/drawingml/2006/main"
    return etree.fromstring(f'<root xmlns:p="{P}" xmlns:a="{a}">{xml}</root>')


def _values(tree: etree._Element, path: str) -> list[Any]:
    found = tree.xpath(path, namespaces=NS)
    assert isinstance(found, list)
    return found


def _clicks(tree: etree._Element) -> list[list[str]]:
    """What each click brings: shape ids, with the paragraph where it is one."""
    result = []
    for click in _values(tree, "//p:cTn[@nodeType='mainSeq']/p:childTnLst/p:par"):
        targets = _values(click, ".//p:set//p:spTgt")
        result.append(
            [target.get("spid") + "".join(f".{p}" for p in _values(target, ".//p:pRg/@st")) for target in targets]
        )
    return result


def test_nothing_to_reveal_writes_nothing() -> None:
    assert timing_xml(entrances([_shape("a")], [2])) == ""


def test_items_appear_in_the_order_of_their_clicks_and_together_on_the_same_one() -> None:
    tree = _tree(_shape("a", 2), _shape("b"), _shape("c", 1), _shape("d", 2))
    assert _clicks(tree) == [["4"], ["2", "5"]]
    assert _values(tree, "//@nodeType") == ["tmRoot", "mainSeq", "clickEffect", "clickEffect", "withEffect"]


def test_a_missing_click_is_no_empty_click() -> None:
    assert _clicks(_tree(_shape("a", 1), _shape("b", 5))) == [["2"], ["3"]]


def test_one_sequence_with_ways_on_and_back_and_unique_ids() -> None:
    tree = _tree(_shape("a", 1), _shape("b", 2))
    assert len(_values(tree, "//p:timing")) == len(_values(tree, "//p:seq")) == 1
    assert _values(tree, "//p:seq/p:prevCondLst/p:cond/@evt") == ["onPrev"]
    assert _values(tree, "//p:seq/p:nextCondLst/p:cond/@evt") == ["onNext"]
    ids = _values(tree, "//p:cTn/@id")
    assert len(ids) == len(set(ids))


def test_entrances_are_fades() -> None:
    tree = _tree(_shape("a", 1))
    [effect] = _values(tree, "//p:cTn[@presetID]")
    assert (effect.get("presetID"), effect.get("presetClass")) == ("10", "entr")
    assert _values(tree, "//p:animEffect/@filter") == ["fade"]
    assert _values(tree, "//p:set//p:attrName/text()") == ["style.visibility"]


def test_paragraphs_appear_one_by_one_and_are_listed_as_built_by_paragraph() -> None:
    text = Text(name="t", rect=BOX, body=_body(1, 0, 2))
    tree = _tree(text)
    assert _clicks(tree) == [["2.0"], ["2.2"]]
    assert [dict(build.attrib) for build in _values(tree, "//p:bldP")] == [{"spid": "2", "grpId": "0", "build": "p"}]


def test_a_shape_with_paragraphs_brings_its_background_first() -> None:
    tree = _tree(_shape("s", 1, _body(0, 2)))
    assert _clicks(tree) == [["2", "2.0"], ["2.1"]]
    assert len(_values(tree, "//p:set//p:spTgt/p:bg")) == 1
    assert _values(tree, "//p:bldP/@animBg") == ["1"]


def test_groups_and_connectors_have_no_build_entry_and_no_group_id() -> None:
    stroke = Stroke(Color("dk1"), Pt(1))
    line = Connector(name="c", rect=BOX, start=(Emu(0), Emu(0)), end=(Emu(1), Emu(1)), stroke=stroke, click=1)
    tree = _tree(Group(name="g", rect=BOX, items=(_shape("m"),), click=1), line)
    assert _clicks(tree) == [["2", "3"]]
    assert not _values(tree, "//p:bldLst")
    assert not _values(tree, "//@grpId")


def test_a_click_inside_a_group_is_refused_unless_it_is_the_group_s() -> None:
    with pytest.raises(ValueError, match="'m' in group 'g'"):
        _tree(Group(name="g", rect=BOX, items=(_shape("m", 2),), click=1))
    assert _clicks(_tree(Group(name="g", rect=BOX, items=(_shape("m", 1),), click=1))) == [["2"]]


def test_a_surface_and_words_take_another_colour_on_their_click() -> None:
    gone = Color("accent3")
    card = Shape(name="card", rect=BOX, turn=1, turned=gone)
    words = Text(name="words", rect=BOX, body=_body(0), turn=1, turned=Color("lt1"))
    tree = _tree(card, words, _shape("tick", click=1))
    effects = [node for node in tree.iter(f"{{{P}}}cTn") if node.get("presetClass")]
    assert [(effect.get("presetClass"), effect.get("presetID"), effect.get("nodeType")) for effect in effects] == [
        ("emph", "1", "clickEffect"),
        ("emph", "3", "withEffect"),
        ("entr", "10", "withEffect"),
    ]
    names = [name.text for change in tree.iter(f"{{{P}}}animClr") for name in change.iter(f"{{{P}}}attrName")]
    assert names == ["fillcolor", "style.color"]
    assert len(list(tree.iter(f"{{{P}}}bldP"))) == 3
