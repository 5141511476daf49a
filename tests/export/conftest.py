"""A theme, hand-made frames and documents that the tests of writers share."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pymupdf
import pytest
from deckbrief.base.length import Emu, Pt, Rect, points
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
from deckbrief.theme.theme import Align, FontPair, Theme

from tests.support.office import convert

TEMPLATES = Path(__file__).parents[2] / "templates"
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c489"
    "0000000d49444154789c63606060f80f0001040100b1a5e1d50000000049454e44ae426082"
)


@pytest.fixture(scope="session")
def theme() -> Theme:
    return load_theme("vermilion", [TEMPLATES / "themes"])


def box(x: float, y: float, width: float, height: float) -> Rect:
    return Rect(points(x), points(y), points(width), points(height))


def paragraph(theme: Theme, *lines: str, size: float = 20, align: Align = "left", bullet: str = "") -> Paragraph:
    """Lines of text -> a paragraph broken there; each character counts as an em."""
    broken, start = [], 0
    for line in lines:
        broken.append(Line(start, start + len(line), points(size * len(line))))
        start += len(line)
    return Paragraph(
        runs=(Run("".join(lines)),),
        size=Pt(size),
        pitch=Pt(size * 1.4),
        color=theme.color("ink"),
        lines=tuple(broken),
        align=align,
        bullet=bullet,
        bullet_color=theme.accent(2) if bullet else None,
        indent=points(size) if bullet else Emu(0),
    )


def sample_items(theme: Theme) -> tuple[AnyItem, ...]:
    """One item of every kind, none overlapping another."""
    card, rule = theme.color("card"), Stroke(theme.color("rule"), Pt(0.75))
    mixed = Paragraph(
        runs=(Run("53", bold=True, size=Pt(40), color=theme.accent(1)), Run("个", size=Pt(18)), Run(" <创新>")),
        size=Pt(20),
        pitch=Pt(48),
        color=theme.color("ink"),
        lines=(Line(0, 8, points(150)),),
    )
    left = Shape(name="a", rect=box(40, 330, 100, 60), geometry="ellipse", fill=theme.accent(1))
    right = Shape(name="b", rect=box(240, 400, 100, 60), geometry="roundRect", fill=card, stroke=rule, shadow=True)
    cells = tuple(
        tuple(TableCell(TextBody((paragraph(theme, word, size=16),)), fill=card) for word in row)
        for row in (("维度", "抓手"), ("醇度", "创新实践基地"))
    )
    return (
        Text(name="title", rect=box(40, 20, 600, 50), body=TextBody((paragraph(theme, "一条路径", size=30),)),
             placeholder="title"),
        Group(
            name="group",
            rect=box(40, 90, 300, 200),
            alt="两个维度：醇度、温度",
            path="cities/one#frameworks.two",
            items=(
                Shape(
                    name="head",
                    rect=box(40, 90, 300, 60),
                    geometry="round2SameRect",
                    fill=theme.accent(1),
                    body=TextBody((paragraph(theme, "醇度", align="center"),)),
                ),
                Text(
                    name="points",
                    rect=box(40, 150, 300, 140),
                    path="cities/one#frameworks.two.parts.first",
                    click=1,
                    body=TextBody(
                        (paragraph(theme, "挖掘历", "史文化", bullet="•"), paragraph(theme, "基地", bullet="–")),
                        anchor="top",
                        insets=(points(10), points(10), points(10), points(10)),
                    ),
                ),
            ),
        ),
        left,
        right,
        Connector(
            name="curve",
            rect=box(140, 360, 150, 40),
            start=(points(140), points(360)),
            end=(points(290), points(400)),
            stroke=Stroke(theme.accent(1), Pt(2.25)),
            geometry="curvedConnector2",
            begin_shape="a",
            begin_site=6,
            end_shape="b",
        ),
        Connector(
            name="straight",
            rect=box(40, 480, 300, 0),
            start=(points(40), points(480)),
            end=(points(340), points(480)),
            stroke=Stroke(theme.accent(3), Pt(1.5), dash="dash"),
            arrow=False,
        ),
        Text(name="number", rect=box(400, 90, 300, 60), body=TextBody((mixed,))),
        Table(
            name="table",
            rect=box(400, 170, 300, 80),
            alt="一张表",
            widths=(points(100), points(200)),
            heights=(points(40), points(40)),
            rows=cells,
            rule=rule,
        ),
        Chart(
            name="chart",
            rect=box(400, 270, 300, 120),
            alt="两个数",
            series="数",
            categories=("基地", "点位"),
            values=(53, 100),
            labels=("53个", "100余个"),
            color=theme.accent(1),
            text_color=theme.color("ink"),
            size=Pt(16),
        ),
        Image(name="picture", rect=box(720, 90, 60, 60), alt="一点", data=PNG, media_type="image/png"),
        Shape(name="turned", rect=box(720, 200, 120, 40), geometry="chevron", fill=theme.accent(4), rotation=90),
        Shape(name="link", rect=box(720, 330, 100, 40), fill=card, link="#next", alt="next"),
    )  # fmt: skip


@pytest.fixture(scope="session")
def frame(theme: Theme) -> Frame:
    """A slide with one item of every kind."""
    return Frame(name="sample", width=theme.width, height=theme.height, items=sample_items(theme), layout="figure")


@pytest.fixture(scope="session")
def noto() -> Theme:
    """The default theme in a font that the test machine has, as the theme's own may be missing there."""
    fonts = FontPair("Noto Sans CJK SC", "Noto Sans CJK SC", ("Noto Sans CJK SC",))
    return replace(load_theme("vermilion", [Path("templates/themes")]), heading=fonts, text=fonts)


@pytest.fixture
def office_pages(tmp_path: Path, noto: Theme) -> Callable[[DeckFrames], list[pymupdf.Page]]:
    """A function: deck -> its pages as LibreOffice draws them."""

    def pages(deck: DeckFrames) -> list[pymupdf.Page]:
        from deckbrief.export.pptx.deck import write_deck

        (tmp_path / "deck.pptx").write_bytes(write_deck(deck, noto))
        document = pymupdf.open(convert(tmp_path / "deck.pptx", tmp_path / "pages", "pdf"))
        return [document.load_page(number) for number in range(len(document))]

    return pages
