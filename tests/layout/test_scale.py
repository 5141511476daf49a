"""Frames made larger or smaller: everything that is a length changes, and what met before still meets."""

from __future__ import annotations

from deckbrief.base.length import Emu, Pt, Rect
from deckbrief.layout.frame import (
    Chart,
    Connector,
    Frame,
    Group,
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
from deckbrief.layout.scale import scaled_frame, scaled_rect
from deckbrief.theme.theme import Color
from hypothesis import given
from hypothesis import strategies as st

INK = Color("dk1")
factors = st.floats(0.4, 2.5)
lengths = st.integers(0, 12_192_000)


def body(size: float = 20) -> TextBody:
    paragraph = Paragraph(
        runs=(Run("53", size=Pt(40)), Run("个")),
        size=Pt(size),
        pitch=Pt(size * 1.4),
        color=INK,
        lines=(Line(0, 3, Emu(900_000)),),
        before=Pt(6),
        indent=Emu(304_800),
        first=Emu(100_000),
    )
    return TextBody((paragraph,), insets=(Emu(91_440), Emu(45_720), Emu(91_440), Emu(45_720)))


def box(x: int, y: int, width: int, height: int) -> Rect:
    return Rect(Emu(x), Emu(y), Emu(width), Emu(height))


def frame() -> Frame:
    rule = Stroke(INK, Pt(1.5))
    cell = TableCell(body(16))
    items = (
        Text(name="t", rect=box(0, 0, 1000, 1000), body=body(), placeholder="title"),
        Group(name="g", rect=box(7, 7, 500, 500), items=(Shape(name="s", rect=box(7, 7, 500, 500), stroke=rule),)),
        Connector(
            name="c", rect=box(0, 0, 333, 1), start=(Emu(0), Emu(0)), end=(Emu(333), Emu(1)), stroke=rule
        ),
        Table(
            name="b", rect=box(0, 0, 300, 200), widths=(Emu(101), Emu(199)), heights=(Emu(99), Emu(101)),
            rows=((cell, cell), (cell, cell)), rule=rule,
        ),
        Chart(
            name="h", rect=box(0, 0, 300, 200), series="s", categories=("a",), values=(1,), labels=("1",), color=INK,
            text_color=INK, size=Pt(16),
        ),
    )  # fmt: skip
    return Frame(name="f", width=Emu(12_192_000), height=Emu(6_858_000), items=items)


def test_every_length_is_scaled() -> None:
    half = scaled_frame(frame(), 0.5)
    text, group, connector, table, chart = half.items
    assert (half.width, half.height) == (6_096_000, 3_429_000)
    assert isinstance(text, Text)
    paragraph = text.body.paragraphs[0]
    sizes = [paragraph.size, paragraph.pitch, paragraph.before, paragraph.runs[0].size]
    assert sizes == [Pt(10), Pt(14), Pt(3), Pt(20)]
    assert (paragraph.indent, paragraph.first, paragraph.lines[0].width) == (152_400, 50_000, 450_000)
    assert text.body.insets == (45_720, 22_860, 45_720, 22_860)
    assert isinstance(group, Group)
    member = group.items[0]
    assert isinstance(member, Shape)
    assert member.stroke == Stroke(INK, Pt(0.75))
    assert isinstance(connector, Connector)
    assert connector.end == (166, 0)
    assert isinstance(table, Table)
    assert table.rows[0][0].body.paragraphs[0].size == Pt(8)
    assert table.rule == Stroke(INK, Pt(0.75))
    assert isinstance(chart, Chart)
    assert chart.size == Pt(8)


@given(factors)
def test_a_tables_columns_and_rows_fill_it(factor: float) -> None:
    table = scaled_frame(frame(), factor).items[3]
    assert isinstance(table, Table)
    assert sum(table.widths) == table.rect.width
    assert sum(table.heights) == table.rect.height


@given(lengths, lengths, lengths, lengths, factors)
def test_neighbours_still_meet_and_contents_stay_inside(x: int, y: int, width: int, rest: int, factor: float) -> None:
    left, right = box(x, y, width, 100), box(x + width, y, rest, 100)
    whole = box(x, y, width + rest, 100)
    assert scaled_rect(left, factor).right == scaled_rect(right, factor).x
    assert scaled_rect(whole, factor).contains(scaled_rect(left, factor))


@given(st.floats(8, 60), factors)
def test_type_never_grows_by_rounding(size: float, factor: float) -> None:
    text = scaled_frame(
        Frame(name="f", width=Emu(1), height=Emu(1), items=(Text(name="t", rect=box(0, 0, 9, 9), body=body(size)),)),
        factor,
    ).items[0]
    assert isinstance(text, Text)
    paragraph = text.body.paragraphs[0]
    assert paragraph.size <= size * factor + 1e-6
    assert paragraph.size > size * factor - 0.011
