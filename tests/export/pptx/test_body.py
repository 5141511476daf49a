from __future__ import annotations

from typing import Any

import pytest
from deckbrief.base.length import Emu, Pt, Rect, inches
from deckbrief.export.pptx.body import LevelLook, Target, text_body
from deckbrief.export.pptx.references import DeckReferences, SlideReferences
from deckbrief.layout.frame import Line, Paragraph, Run, TextBody
from deckbrief.ooxml.package import Package
from deckbrief.theme.metrics import USUAL
from deckbrief.theme.theme import Color, Placeholder
from lxml import etree

A = "http://schemas.openxmlformats.org/drawingml/2006/main"
NS = {"a": A}
INK = Color("dk1")


def _paragraph(*runs: Run, **more: Any) -> Paragraph:
    look: dict[str, Any] = {"size": Pt(20), "pitch": Pt(28), "color": INK, "lines": (Line(0, 1, Emu(0)),)}
    return Paragraph(**({"runs": runs or (Run("字"),)} | look | more))


def _written(*paragraphs: Paragraph, lang: str = "zh-CN", target: Target | None = None, **more: Any) -> etree._Element:
    references = DeckReferences(Package(), {"there": 2})
    refs = SlideReferences(references, lang=lang, slide="here", number=1, relationships=[], shapes={})
    xml = text_body(TextBody(paragraphs, **more), "p:txBody", refs, target)
    spaces = f'xmlns:a="{A}" xmlns:p="urn:p" xmlns:r="urn:r"'
    return etree.fromstring(f"<root {spaces}>{xml}</root>")[0]


def _all(element: etree._Element, path: str) -> list[Any]:
    found = element.xpath(path, namespaces=NS)
    assert isinstance(found, list)
    return found


def test_sizes_and_pitches_are_fixed_and_nothing_fits_itself() -> None:
    written = _written(_paragraph(Run("大", size=Pt(30.5)), Run("小")), _paragraph(before=Pt(6)))
    assert _all(written, "a:bodyPr/a:noAutofit")
    assert _all(written, "//a:rPr/@sz") == ["3050", "2000", "2000"]
    assert _all(written, "//a:lnSpc/a:spcPts/@val") == ["2800", "2800"]
    assert _all(written, "//a:spcBef/a:spcPts/@val") == ["0", "600"]


def test_the_space_above_the_first_paragraph_is_not_applied() -> None:
    assert _all(_written(_paragraph(before=Pt(9))), "//a:spcBef/a:spcPts/@val") == ["0"]


def test_box_and_anchor_are_as_the_frame_says() -> None:
    written = _written(_paragraph(), insets=(Emu(1), Emu(2), Emu(3), Emu(4)), anchor="bottom")
    properties = written[0]
    assert [properties.get(key) for key in ("lIns", "tIns", "rIns", "bIns", "anchor", "wrap")] == [
        "1", "2", "3", "4", "b", "square",
    ]  # fmt: skip


LOOK = LevelLook(size=Pt(20), color=INK, pitch=1.4)
PLACE = Rect(Emu(0), Emu(0), Emu(100), Emu(100))


def _target(*looks: LevelLook, **more: Any) -> Target:
    return Target(Placeholder("body", "body", 1, PLACE, looks[0].size, **more), looks)


def test_what_a_placeholder_says_already_its_text_does_not_say() -> None:
    target = _target(LOOK)
    written = _written(_paragraph(), target=target, exact=False)
    assert not _all(written, "//a:pPr")
    [run] = _all(written, "//a:rPr")
    assert set(run.keys()) == {"lang", "altLang", "dirty"}
    assert not len(run)
    assert written[0].keys() == []


@pytest.mark.parametrize(
    ("change", "path", "value"),
    [
        ({"size": Pt(18), "pitch": Pt(25)}, "//a:rPr/@sz", "1800"),
        ({"color": Color("accent2")}, "//a:rPr/a:solidFill/a:schemeClr/@val", "accent2"),
        ({"face": "major"}, "//a:rPr/a:ea/@typeface", "+mj-ea"),
        ({"align": "center"}, "//a:pPr/@algn", "ctr"),
        ({"runs": (Run("字", bold=True),)}, "//a:rPr/@b", "1"),
        ({"bullet": "•", "indent": Emu(9)}, "//a:buChar/@char", "•"),
    ],
)
def test_what_differs_is_said_and_nothing_else(change: dict[str, Any], path: str, value: str) -> None:
    written = _written(_paragraph(**change), target=_target(LOOK), exact=False)
    assert _all(written, path) == [value]
    said = len(_all(written, "//a:rPr/@sz")) + len(_all(written, "//a:rPr/a:solidFill")) + len(_all(written, "//a:ea"))
    assert said == (path.startswith("//a:rPr") and "@b" not in path)


def test_levels_have_looks_of_their_own() -> None:
    target = _target(LOOK, LevelLook(size=Pt(16), color=Color("dk2"), pitch=1.4))
    lower = _paragraph(size=Pt(16), pitch=Pt(22.5), color=Color("dk2"), level=1)
    written = _written(_paragraph(), lower, target=target, exact=False)
    assert _all(written, "//a:pPr/@lvl") == ["1"]
    assert not _all(written, "//a:rPr/@sz | //a:rPr/*")


def test_the_layout_of_somebody_else_gives_colour_face_and_weight() -> None:
    target = _target(LOOK, inherits=True)
    other = _paragraph(Run("字", bold=True), size=Pt(18), color=Color("accent2"), pitch=Pt(25))
    written = _written(other, target=target, exact=False)
    assert _all(written, "//a:rPr/@sz") == ["1800"]
    assert not _all(written, "//a:rPr/@b | //a:rPr/*")
    assert _all(written, "//a:lnSpc/a:spcPct/@val"), "the pitch that the text was fitted with"


def test_pitch_is_a_share_of_the_face_s_own_in_a_placeholder_and_exact_elsewhere() -> None:
    [share] = _all(_written(_paragraph(), exact=False), "//a:lnSpc/a:spcPct/@val")
    assert int(share) / 100_000 * USUAL == pytest.approx(1.4, abs=0.01)
    assert _all(_written(_paragraph()), "//a:lnSpc/a:spcPts/@val") == ["2800"]


def test_lines_end_in_soft_breaks_where_a_phrase_wants_it() -> None:
    written = _written(_paragraph(Run("一二三四五六"), soft=(2, 4)))
    assert [etree.QName(child).localname for child in _all(written, "a:p/*")] == ["pPr", "r", "br", "r", "br", "r"]
    assert [text.text for text in written.iter(f"{{{A}}}t")] == ["一二", "三四", "五六"]
    between = _written(_paragraph(Run("一二"), Run("三四"), soft=(2,)))
    assert [etree.QName(child).localname for child in _all(between, "a:p/*")] == ["pPr", "r", "br", "r"]


def test_a_first_line_can_hang() -> None:
    [properties] = _all(_written(_paragraph(indent=Emu(500), first=Emu(-500))), "//a:pPr")
    assert (properties.get("marL"), properties.get("indent")) == ("500", "-500")


def test_line_breaking_is_the_east_asian_one_without_hanging_marks() -> None:
    [properties] = _all(_written(_paragraph()), "//a:pPr")
    assert (properties.get("eaLnBrk"), properties.get("latinLnBrk"), properties.get("hangingPunct")) == ("1", "0", "0")


@pytest.mark.parametrize(
    ("text", "lang", "expected"),
    [
        ("汉字", "zh-CN", ("zh-CN", "en-US")),
        ("用 Word 写", "zh-CN", ("zh-CN", "en-US")),
        ("“x”", "zh-CN", ("zh-CN", "en-US")),
        ("DeckBrief 2", "zh-CN", ("en-US", "zh-CN")),
        ("漢字", "zh-TW", ("zh-TW", "en-US")),
        ("word", "de-DE", ("de-DE", None)),
        ("汉字", "en-GB", ("zh-CN", None)),
    ],
)
def test_every_run_says_its_language(text: str, lang: str, expected: tuple[str, str | None]) -> None:
    [run] = _all(_written(_paragraph(Run(text)), lang=lang), "//a:rPr")
    assert (run.get("lang"), run.get("altLang")) == expected


def test_every_run_names_both_theme_fonts_and_its_colour() -> None:
    written = _written(_paragraph(Run("甲"), Run("乙", color=Color("accent1").tint(0.5), bold=True)))
    assert _all(written, "//a:rPr/a:latin/@typeface") == ["+mn-lt"] * 2
    assert _all(written, "//a:rPr/a:ea/@typeface") == ["+mn-ea"] * 2
    assert _all(written, "//a:rPr/@b") == ["0", "1"]
    assert _all(written, "//a:rPr/a:solidFill/a:schemeClr/@val") == ["tx1", "accent1"]
    assert _all(written, "//a:lumMod/@val") == ["50000"]
    assert _all(written, "//a:lumOff/@val") == ["50000"]


def test_bullets_are_bullets_and_hang_in_the_indent() -> None:
    written = _written(_paragraph(bullet="•", bullet_color=Color("accent2"), indent=inches(0.25)))
    [properties] = _all(written, "//a:pPr")
    assert (properties.get("marL"), properties.get("indent")) == ("228600", "-228600")
    assert _all(written, "//a:buChar/@char") == ["•"]
    assert _all(written, "//a:buClr/a:schemeClr/@val") == ["accent2"]
    assert "".join(_all(written, "//a:t/text()")) == "字"


def test_an_indent_without_a_bullet_moves_all_lines() -> None:
    [properties] = _all(_written(_paragraph(indent=Emu(1000))), "//a:pPr")
    assert (properties.get("marL"), properties.get("indent")) == ("1000", "0")
    assert _all(properties, "a:buNone")


@pytest.mark.parametrize(
    ("bullet", "kind", "start"),
    [("3.", "arabicPeriod", "3"), ("12)", "arabicParenR", "12"), ("(1)", "arabicParenBoth", "1")],
)
def test_numbers_as_bullets_go_on_counting(bullet: str, kind: str, start: str) -> None:
    [number] = _all(_written(_paragraph(bullet=bullet)), "//a:buAutoNum")
    assert (number.get("type"), number.get("startAt")) == (kind, start)


def test_a_newline_in_a_run_is_a_line_break() -> None:
    written = _written(_paragraph(Run("上\n\n下")))
    assert [etree.QName(child).localname for child in _all(written, "a:p/*")] == ["pPr", "r", "br", "br", "r"]


@pytest.mark.parametrize("end", ["\u2028", "\u2029", "\x85", "\r\n"])
def test_whatever_ends_a_line_is_a_line_break(end: str) -> None:
    written = _written(_paragraph(Run(f"一{end}二")))
    assert [text.text for text in written.iter(f"{{{A}}}t")] == ["一", "二"]
    assert len(list(written.iter(f"{{{A}}}br"))) == 1


def test_fields_are_fields_with_one_id_each_kind() -> None:
    written = _written(_paragraph(Run("12", field="slidenum")), _paragraph(Run("12", field="slidenum")))
    assert _all(written, "//a:fld/@type") == ["slidenum"] * 2
    assert len(set(_all(written, "//a:fld/@id"))) == 1
    assert _all(written, "//a:fld/a:t/text()") == ["12", "12"]


def test_a_link_keeps_the_colour_of_its_run() -> None:
    written = _written(_paragraph(Run("那里", link="#there"), Run("外面", link="https://example.org")))
    assert _all(written, "//a:hlinkClick/@action") == ["ppaction://hlinksldjump"]
    assert len(_all(written, "//a:hlinkClick")) == 2
    assert set(_all(written, "//*[local-name()='hlinkClr']/@val")) == {"tx"}


def test_a_body_without_text_still_has_a_paragraph_of_its_size() -> None:
    assert len(_all(_written(), "a:p")) == 1
    assert _all(_written(_paragraph(Run(""))), "a:p/a:endParaRPr/@sz") == ["2000"]
