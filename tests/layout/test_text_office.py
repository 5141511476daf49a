"""LibreOffice, asked to break the same texts, never takes more lines than were reserved, nor passes the box.

It is one of the programs that open the decks, and a stand-in for PowerPoint, which breaks at more places still.
"""

from __future__ import annotations

import re
import subprocess
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

import pytest
from deckbrief.base.length import EMU_PER_PT, Emu, Pt, Rect
from deckbrief.layout.frame import Paragraph
from deckbrief.layout.text.fit import Copy, Slot, set_slot
from deckbrief.theme.metrics import text_width
from deckbrief.theme.theme import Color

from tests.support.office import convert

pytestmark = pytest.mark.office

FONT = "Noto Sans CJK SC"
LEFT = TOP = 914_400
SIZE = Pt(20)
WIDTHS = (6.3, 9.1, 12.7, 18.4, 26.2)

HAN = (
    "健全机制强推力，把基层工作的导向立起来；同心共襄聚合力，让服务群众的效能强起来。",
    "坚持以用为本、建用并重（示范点、服务站），打造《同心》品牌：人人参与，处处可学！",
    "一二三四五六七八九十一二三四五六七八九，十一二三四五六七八九十。",
)
MIXED = (
    "全市建成165个实践基地，培育“1+10+N”矩阵，参与7万余人次（11月8日至9日）。",
    "他说：“好”——真的……就这样，“四好”、“五化”、“六有”三位一体，成为“同心”品牌。",
    "满意度98.5%，同比增长3.2个百分点；投入$5 million，约￥1,200元，用时90 分钟。",
    "坚持“中心+会+团+室+库”联动，形成县、乡、村三级网络；打造“1+N”工作体系！",
    "聚焦“阵地建在群众身边”，推动标准（含十个一）落地，已建成53家、100余个点，分13 类、45万字。",
    "一方面,打造标准体系,以“1(市级)+10(重点领域)+N(部门单位)”为架构,率先探索;另一方面,持续推进。",
    "Hello world, see https://example.com/a/b?c=d&e=f#top for co-operation and well-known state-of-the-art systems.",
    "访问 https://example.com/a/very/long/path/segment/index.html?query=value&other=thing 了解详情",
    "Internationalization与localization、globalization以及antidisestablishmentarianism等长词",
    "用Python写GDP报告，AI助手、PPT模板和Word文档，ISO9001标准，COVID-19期间GB/T 9704-2012。",
    "①健全机制②强根固本③同心共襄④聚合力⑤规范到点，约翰·史密斯先生·在北京——上海……之间往返",
    "ＡＢＣ１２３全角字符测试，ＡＢＣＤＥＦＧＨ１２３４５６７８９０继续，价格５０％～６０％。",
    "Ein Satz mit Umlauten: größer, schöner, café, naïve, and “curly quotes” – with dashes — and ‘more’.",
)


LABELS = (
    "“1+10+N”标准体系", "“A”“B”“C”中", "‘a’中", "“Go”与“Stop”", "W“W”W中", "“i”“l”“1”统", "“l”·“i”统",
    "50%·“i”“i”“i”“i”统", "中“A”、“B”中", "“中”A", "中…A—中", "“1”“2”",
)  # fmt: skip
"""Texts of one line, in which Latin stands in quotation marks: LibreOffice 7.4 and 25.2 space them differently."""


class Case(NamedTuple):
    """A text as it was set in a box of that width, EMU."""

    text: str
    width: int
    bold: bool
    paragraph: Paragraph

    @property
    def lines(self) -> list[str]:
        return [bare(self.text[line.start : line.end]) for line in self.paragraph.lines]

    @property
    def pieces(self) -> list[str]:
        """What stands between its soft breaks."""
        cuts = [0, *self.paragraph.soft, len(self.text)]
        return [self.text[start:end] for start, end in pairwise(cuts)]


def bare(text: str) -> str:
    """Text without spaces and without the signs that a PDF does not keep."""
    return re.sub("[\\s\ufe0f\u200d]", "", text)


def case(text: str, em: float, *, bold: bool, balanced: bool = False) -> Case:
    width = round(em * SIZE * EMU_PER_PT)
    copy = Copy(text=text, size=SIZE, floor=SIZE, color=Color("dk1"), bold=bold, balanced=balanced)
    body = set_slot(Slot(copies=(copy,), box=Rect(Emu(0), Emu(0), Emu(width), Emu(0))), 1.4)
    return Case(text, width, bold, body.paragraphs[0])


def cases() -> list[Case]:
    texts = [case(text, em, bold=bool(i % 2)) for text in (*HAN, *MIXED) for i, em in enumerate(WIDTHS)]
    titles = [case(text, 30, bold=True, balanced=True) for text in (*HAN[:2], *MIXED[:3])]
    labels = [case(text, 30, bold=bold) for text in LABELS for bold in (False, True)]
    return texts + labels + titles


def _run(text: str, bold: bool) -> str:
    return (
        f'<a:r><a:rPr lang="zh-CN" sz="{round(SIZE * 100)}" b="{bold:d}"><a:latin typeface="{FONT}"/>'
        f'<a:ea typeface="{FONT}"/></a:rPr><a:t>{text.replace("&", "&amp;")}</a:t></a:r>'
    )


def presentation(found: list[Case], path: Path) -> None:
    """Cases -> a deck with a text box on each slide, wrapped, no autofit, exact spacing, as the deck writer does."""
    from pptx import Presentation
    from pptx.oxml import parse_xml
    from pptx.util import Emu as Length

    deck = Presentation()
    deck.slide_height = Length(2 * 6_858_000)
    for one in found:
        slide = deck.slides.add_slide(deck.slide_layouts[6])
        box = slide.shapes.add_textbox(Length(LEFT), Length(TOP), Length(one.width), Length(914_400))
        xml = f"""<p:txBody xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"
            xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><a:bodyPr wrap="square" lIns="0" tIns="0"
            rIns="0" bIns="0"><a:noAutofit/></a:bodyPr><a:p><a:pPr eaLnBrk="1" latinLnBrk="0"
            hangingPunct="0"><a:lnSpc><a:spcPts val="{round(one.paragraph.pitch * 100)}"/></a:lnSpc></a:pPr>
            {"<a:br/>".join(_run(piece, one.bold) for piece in one.pieces)}</a:p></p:txBody>"""
        box._element.replace(box._element.txBody, parse_xml(xml))
    deck.save(str(path))


class Rendered(NamedTuple):
    """Lines as LibreOffice broke them, and how far right a glyph reaches, in points from the box's left.

    Emoji are left out of that: without a font that has them, LibreOffice draws a box that is wider than it counts.
    """

    lines: list[str]
    right: float


def rendered(path: Path) -> list[Rendered]:
    """PDF -> what stands on each page; characters whose baselines are near each other are a line."""
    import pymupdf

    found: list[Rendered] = []
    with pymupdf.open(path) as document:
        for page in document:
            spans = [
                s for b in page.get_text("rawdict")["blocks"] for line in b.get("lines", ()) for s in line["spans"]
            ]
            chars = sorted((c["origin"][1], c["origin"][0], c["c"], c["bbox"][2]) for s in spans for c in s["chars"])
            lines: list[list[tuple[float, str]]] = []
            base = -100.0
            for y, x, char, _ in chars:
                if y - base > SIZE * 0.4:
                    lines.append([])
                    base = y
                lines[-1].append((x, char))
            seen = [edge for _, _, char, edge in chars if char.strip() and char < "\U0001f000"]
            right = max(seen, default=0.0)
            texts = [bare("".join(char for _, char in sorted(line))) for line in lines]
            found.append(Rendered(texts, right - LEFT / EMU_PER_PT))
    return found


@pytest.fixture(scope="module")
def compared(tmp_path_factory: pytest.TempPathFactory) -> list[tuple[Case, Rendered]]:
    """Each case and how LibreOffice set it."""
    pytest.importorskip("pymupdf")
    fonts = subprocess.run(["fc-list", FONT], capture_output=True, text=True, check=False)
    if not fonts.stdout:
        pytest.skip(f"{FONT} is not installed")
    folder = tmp_path_factory.mktemp("office")
    found = cases()
    presentation(found, folder / "deck.pptx")
    return list(zip(found, rendered(convert(folder / "deck.pptx", folder / "pages", "pdf")), strict=True))


def test_no_text_takes_more_lines_than_were_reserved(compared: list[tuple[Case, Rendered]]) -> None:
    longer = [(one.lines, office.lines) for one, office in compared if len(office.lines) > len(one.lines)]
    assert not longer


def test_no_glyph_passes_the_box(compared: list[tuple[Case, Rendered]]) -> None:
    checked = 0
    for one, office in compared:
        checked += 1
        assert office.right <= one.width / EMU_PER_PT + 0.5, one.lines
    assert checked


def test_no_text_on_one_line_is_wider_than_was_reserved(compared: list[tuple[Case, Rendered]]) -> None:
    found = [(one, office) for one, office in compared if one.text in LABELS]
    assert len(found) == 2 * len(LABELS)
    for one, office in found:
        assert office.right <= text_width(one.text, SIZE, "bold" if one.bold else "regular") / EMU_PER_PT, one.text


def test_chinese_text_is_broken_at_the_same_places(compared: list[tuple[Case, Rendered]]) -> None:
    different = [(one.lines, office.lines) for one, office in compared if one.text in HAN and office.lines != one.lines]
    assert not different


def test_balanced_titles_are_broken_at_the_same_places(compared: list[tuple[Case, Rendered]]) -> None:
    titles = compared[-5:]
    assert [len(one.lines) for one, _ in titles] == [2] * 5
    assert [one.lines for one, _ in titles] == [office.lines for _, office in titles]
