"""A deck that uses every item of a frame, hand-drawn: what the writer is tried on."""

from __future__ import annotations

import struct
import zlib
from pathlib import Path
from typing import Any, Protocol

import pytest
from deckbrief.base.length import Emu, Pt, Rect, inches
from deckbrief.draft.slides import Note
from deckbrief.layout.frame import (
    AnyItem,
    Chart,
    Connector,
    DeckFrames,
    Frame,
    Group,
    Image,
    Line,
    Paragraph,
    Run,
    Shape,
    Stroke,
    Table,
    TableCell,
    Text,
    TextBody,
)
from deckbrief.theme.load import load_theme
from deckbrief.theme.theme import Align, Anchor, Color, Theme

INK = Color("dk1")
THEMES = Path(__file__).parents[2] / "templates" / "themes"


@pytest.fixture(scope="session")
def theme() -> Theme:
    return load_theme("vermilion", [THEMES])


@pytest.fixture(scope="session")
def every_item(theme: Theme) -> DeckFrames:
    """Five slides in two sections: cover, agenda with links, figure, table with chart, bullets."""
    return sample_deck(theme)


class DeckOf(Protocol):
    """Items -> a deck whose one slide has them."""

    def __call__(self, *items: AnyItem, **more: Any) -> DeckFrames: ...


@pytest.fixture(scope="session")
def deck_of(theme: Theme) -> DeckOf:
    """Items -> a deck whose one slide has them, on the layout `figure` unless told otherwise."""

    def build(*items: AnyItem, **more: Any) -> DeckFrames:
        look: dict[str, Any] = {"name": "one", "layout": "figure", "width": theme.width, "height": theme.height}
        frame = Frame(items=items, **(look | more))
        return DeckFrames(name="d", title="D", lang=frame.lang, frames=(frame,))

    return build


def rect(x: float, y: float, width: float, height: float) -> Rect:
    return Rect(inches(x), inches(y), inches(width), inches(height))


def paragraph(text: str, size: float = 20, color: Color = INK, **more: Any) -> Paragraph:
    runs = more.pop("runs", (Run(text),))
    lines = (Line(0, len(text), Emu(0)),)
    return Paragraph(runs=runs, size=Pt(size), pitch=Pt(size * 1.4), color=color, lines=lines, **more)


def body(*paragraphs: Paragraph, anchor: Anchor = "middle", inset: float = 0) -> TextBody:
    around = inches(inset)
    return TextBody(paragraphs, anchor, (around, around, around, around))


def tiny_png() -> bytes:
    """One red pixel."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">2I5B", 1, 1, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", header)
        + chunk(b"IDAT", zlib.compress(b"\0\xb3\x25\x1e"))
        + chunk(b"IEND", b"")
    )


def sample_deck(theme: Theme) -> DeckFrames:
    frames = (_cover(theme), _agenda(theme), _figure(theme), _numbers(theme), _bullets(theme))
    return DeckFrames(
        name="sample",
        title="四个做法 & 一张图",
        lang="zh-CN",
        frames=frames,
        subject="<培训>",
        author="编写组",
        date="2024-05-06",
    )


def _frame(theme: Theme, name: str, title: str, layout: str, section: str, *items: AnyItem, **more: Any) -> Frame:
    layouts = theme.layouts[layout]
    return Frame(
        name=name,
        width=theme.width,
        height=theme.height,
        title=title,
        layout=layout,
        section=section,
        items=items,
        background=theme.color(layouts.background),
        **more,
    )


def _placed(theme: Theme, layout: str, key: str, *paragraphs: Paragraph, path: str = "") -> Text:
    placeholder = theme.layouts[layout].placeholders[key]
    filled = TextBody(paragraphs, placeholder.anchor)
    return Text(name=key.capitalize(), rect=placeholder.rect, body=filled, placeholder=key, path=path)


def _chrome(theme: Theme, layout: str, title: str, number: int) -> tuple[Text, ...]:
    muted = theme.color("muted")
    heading = paragraph(title, 30, runs=(Run(title, bold=True),))
    slide_number = paragraph(str(number), 12, muted, runs=(Run(str(number), field="slidenum"),), align="right")
    return (
        _placed(theme, layout, "kicker", paragraph("示例 · 图", 14, muted)),
        _placed(theme, layout, "title", heading, path="a#t"),
        _placed(theme, layout, "footer", paragraph("据公开材料整理", 12, muted)),
        _placed(theme, layout, "number", slide_number),
    )


def _cover(theme: Theme) -> Frame:
    deep, gold = theme.color("on-deep"), theme.color("on-deep-accent")
    title = paragraph("像酿酒一样做工作", 44, deep, runs=(Run("像酿酒一样做工作", bold=True),))
    seal = Shape(
        name="Seal",
        rect=rect(9.6, 0.3, 3, 3),
        geometry="ellipse",
        stroke=Stroke(gold, Pt(3)),
        body=body(paragraph("示例", 40, gold, align="center")),
        alt="一枚印章",
    )
    return _frame(
        theme,
        "cover",
        "像酿酒一样做工作",
        "cover",
        "开场",
        seal,
        _placed(theme, "cover", "title", title),
        _placed(theme, "cover", "subtitle", paragraph("九十分钟 workshop", 28, gold)),
        notes=(Note("say", "大家好。"), Note("say", "先问一个问题 & 听。")),
    )


def _agenda(theme: Theme) -> Frame:
    rows: list[AnyItem] = []
    for number, (label, target) in enumerate((("四个部分", "figure"), ("数字", "numbers"), ("例子", "正文")), 1):
        box = rect(0.6, 1.3 + 0.9 * number, 12.133, 0.75)
        card = Shape(
            name=f"Row {number}",
            rect=box,
            geometry="roundRect",
            adjust=(("adj", 9000),),
            fill=theme.color("card"),
            stroke=Stroke(theme.color("rule"), Pt(1)),
            body=body(paragraph(f"{number}  {label}", 22), inset=0.2),
            shadow=True,
            link=target,
            alt=f"到“{label}”",
        )
        rows.append(card)
    mixed = (
        Run("见 "),
        Run("the site", link="https://example.org/路径?a=1&b=2"),
        Run(" 或 "),
        Run("图", link="#figure"),
    )
    more = Text(name="More", rect=rect(0.6, 5.6, 12, 0.5), body=body(paragraph("", runs=mixed)))
    return _frame(
        theme,
        "agenda",
        "今天的安排",
        "figure",
        "开场",
        *_chrome(theme, "figure", "今天的安排", 2),
        *rows,
        more,
        notes=(Note("say", "过一遍。"),),
    )


def _figure(theme: Theme) -> Frame:
    boxes: list[AnyItem] = []
    for number, label in enumerate(("醇度", "温度", "烈度"), 1):
        left = 0.6 + (number - 1) * 4.2
        head = Shape(
            name=f"Head {number}",
            rect=rect(left, 2, 3.6, 0.9),
            geometry="round2SameRect",
            adjust=(("adj1", 12000), ("adj2", 0)),
            fill=theme.accent(number),
            body=body(paragraph(label, 28, theme.color("on-accent"), align="center")),
        )
        listed = [
            paragraph(
                f"要点{n}，第{n}句话说清楚",
                bullet="•",
                bullet_color=theme.accent(number),
                indent=inches(0.3),
                before=Pt(8),
            )
            for n in (1, 2, 3)
        ]
        card = Shape(
            name=f"Card {number}",
            rect=rect(left, 2.9, 3.6, 2.2),
            fill=theme.color("card"),
            stroke=Stroke(theme.color("rule"), Pt(1), dash="dash"),
            body=body(*listed, anchor="top", inset=0.2),
        )
        boxes.append(
            Group(
                name=f"Pillar {number}",
                rect=rect(left, 2, 3.6, 3.1),
                items=(head, card),
                click=number,
                path=f"cities/x#frameworks.f.parts.{number}",
                alt=f"{label}：三个要点",
            )
        )
    red = Stroke(theme.color("primary"), Pt(2.25))
    straight = _connector("Step 1", red, "Head 1", 3, "Head 2", 1, (4.2, 2.45), (4.8, 2.45), click=2)
    back = _connector("Step 2", red, "Head 3", 1, "Head 2", 3, (9.0, 2.45), (8.4, 2.45), click=3)
    down = Connector(
        name="Down",
        rect=rect(2.4, 5.1, 4.2, 0.9),
        start=(inches(2.4), inches(5.1)),
        end=(inches(6.6), inches(6)),
        stroke=red,
        geometry="bentConnector2",
        rotation=90,
        flip=True,
        begin_shape="Card 1",
        begin_site=2,
        end_shape="Sum",
        end_site=1,
    )
    total = Shape(
        name="Sum", rect=rect(6.6, 5.7, 2, 0.6), geometry="chevron", fill=Color("accent1").tint(0.8), rotation=0
    )
    photo = Image(name="Photo", rect=rect(11.5, 5.5, 1, 1), data=tiny_png(), media_type="image/png", alt="一张照片")
    again = Image(name="Dot", rect=rect(10.3, 5.5, 1, 1), data=tiny_png(), media_type="image/png")
    items = (
        *_chrome(theme, "figure", "三个部分各有抓手，一步一步往前走", 3),
        *boxes,
        straight,
        back,
        down,
        total,
        photo,
        again,
    )
    return _frame(
        theme,
        "figure",
        "三个部分各有抓手，一步一步往前走",
        "figure",
        "正文",
        *items,
        notes=(Note("say", "第一击：……"),),
        accent=2,
    )


def _connector(
    name: str,
    stroke: Stroke,
    begin: str,
    begin_site: int,
    end: str,
    end_site: int,
    start: tuple[float, float],
    stop: tuple[float, float],
    click: int = 0,
) -> Connector:
    (x1, y1), (x2, y2) = start, stop
    return Connector(
        name=name,
        rect=rect(min(x1, x2), min(y1, y2), abs(x2 - x1), abs(y2 - y1)),
        start=(inches(x1), inches(y1)),
        end=(inches(x2), inches(y2)),
        stroke=stroke,
        begin_shape=begin,
        begin_site=begin_site,
        end_shape=end,
        end_site=end_site,
        click=click,
    )


def _numbers(theme: Theme) -> Frame:
    def cell(
        text: str, align: Align = "left", fill: Color | None = None, ink: str = "ink", path: str = ""
    ) -> TableCell:
        return TableCell(body(paragraph(text, 18, theme.color(ink), align=align), inset=0.08), fill, path)

    head = theme.color("deep")
    rows = (
        (cell("指标", fill=head, ink="on-deep"), cell("数值", "right", head, "on-deep")),
        (cell("基地", path="a#m.0"), cell("165 个", "right", path="a#m.0")),
        (cell("人次"), cell("7万余", "right")),
    )
    table = Table(
        name="Numbers",
        rect=rect(0.6, 1.6, 5, 1.8),
        widths=(inches(3), inches(2)),
        heights=(inches(0.6),) * 3,
        rows=rows,
        rule=Stroke(theme.color("rule"), Pt(2)),
        alt="两项指标",
        path="a#m",
    )
    chart = Chart(
        name="Bars",
        rect=rect(6.2, 1.6, 6.5, 4.5),
        series="数量",
        categories=("基地", "民主党派基层组织", "村 & 社区"),
        values=(165, 56.0, 7.5),
        labels=("165个", "近56个", "约八万"),
        color=theme.color("primary"),
        text_color=theme.color("ink"),
        size=Pt(18),
        alt="基地最多",
        click=1,
        path="a#m",
    )
    second = Chart(
        name="Bars 2",
        rect=rect(0.6, 4, 5, 2.5),
        series="变化",
        categories=("甲", "乙"),
        values=(-3, 12000),
        labels=("-3", "12,000"),
        color=theme.accent(2),
        text_color=theme.color("ink"),
        size=Pt(16),
        alt="乙最多",
    )
    return _frame(
        theme,
        "numbers",
        "数字看成效",
        "figure",
        "正文",
        *_chrome(theme, "figure", "数字看成效", 4),
        table,
        chart,
        second,
        notes=(),
    )


def _bullets(theme: Theme) -> Frame:
    placeholder = theme.layouts["text"].placeholders["body"]
    listed = [
        paragraph(f"第{n}条：用普通话说 DeckBrief", 22, bullet=mark, indent=inches(0.4), before=Pt(10), click=n)
        for n, mark in enumerate(("•", "2.", "(3)"), 1)
    ]
    filled = Text(
        name="Body", rect=placeholder.rect, body=body(*listed, anchor="top"), placeholder="body", path="a#points"
    )
    return _frame(
        theme,
        "bullets",
        "三条要点",
        "text",
        "",
        *_chrome(theme, "text", "三条要点", 5),
        filled,
        notes=(Note("say", "a\tb\x0bc\ud800d"),),
    )
