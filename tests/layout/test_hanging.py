"""Opening marks at the beginning of lines hang out: the edge of what the lines say is even."""

from __future__ import annotations

import pytest
from deckbrief.base.length import EMU_PER_PT, Emu, Pt, Rect, points, px
from deckbrief.base.record import replace
from deckbrief.layout.frame import AnyItem, Group, Paragraph, Shape, Table, TableCell, Text, TextBody
from deckbrief.layout.text.fit import Copy, Slot, fit
from deckbrief.layout.text.hanging import HANG, with_hung_marks
from deckbrief.theme.theme import Color

BOX = Rect(px(100), px(100), px(300), px(200))
INK = Color("dk1")
SIZE = Pt(30)
REACH = points(SIZE * HANG)


def body(*texts: str, inset: int = 0, align: str = "left", bullet: str = "") -> TextBody:
    copies = tuple(
        Copy(
            text=text, size=SIZE, floor=SIZE, color=INK, balanced=True, align=align, bullet=bullet,  # type: ignore[arg-type]
            indent=px(30) if bullet else Emu(0),
        )
        for text in texts
    )  # fmt: skip
    return fit(Slot(copies=copies, box=BOX, insets=(Emu(inset), Emu(0), Emu(0), Emu(0))), 1.2)


def line_starts(paragraph: Paragraph) -> list[Emu]:
    return [paragraph.line_start(index) for index in range(len(paragraph.lines))]


def text(*texts: str, **kinds: object) -> Text:
    return Text(name="text", rect=BOX, body=body(*texts, **kinds))  # type: ignore[arg-type]


def hung(item: AnyItem, lang: str = "zh-CN") -> AnyItem:
    return with_hung_marks([item], lang)[0]


def edges(item: AnyItem) -> list[int]:
    """Return where each line of a text or a shape begins, from the left of BOX."""
    assert isinstance(item, Text | Shape)
    assert item.body is not None
    left = item.rect.x + item.body.insets[0] - BOX.x
    return [left + start for paragraph in item.body.paragraphs for start in line_starts(paragraph)]


@pytest.mark.parametrize(
    ("said", "hangs"),
    [
        ("“统”的\n力量", [True, False]),
        ("党管统战\n“挺起来”", [False, True]),
        ("“石榴籽”\n《酒城新律云》", [True, True]),
        ("“石榴籽”", [True]),
        ("党管统战\n挺起来", [False, False]),
        ("五个数字\n“醇度”\n温度", [False, False, False]),
        ("“醇度”\n“温度”\n烈度", [True, False, False]),
    ],
)
def test_a_line_with_an_opening_mark_begins_half_an_em_further_left(said: str, hangs: list[bool]) -> None:
    assert edges(hung(text(said))) == [-REACH if hanging else 0 for hanging in hangs]


def test_what_soft_breaks_part_hangs_too() -> None:
    given = text("民主党派“同心参治”", inset=px(40))
    assert given.body.paragraphs[0].soft
    assert edges(hung(given)) == [px(40), px(40) - REACH]


def test_a_line_that_a_program_may_break_elsewhere_is_left() -> None:
    given = text("党管统战\n“挺起来”")
    broken = replace(
        given.body.paragraphs[0], runs=(replace(given.body.paragraphs[0].runs[0], text="党管统战 “挺起来”"),)
    )
    assert edges(hung(replace(given, body=replace(given.body, paragraphs=(broken,))))) == [0, 0]


def test_no_edge_of_a_box_moves_but_a_free_texts_left_one() -> None:
    given = text("“统”的\n力量")
    moved = hung(given)
    assert moved.rect.right == given.rect.right
    assert given.rect.x - moved.rect.x == REACH
    shape = Shape(name="card", rect=BOX, body=body("“统”的\n力量", inset=px(40)))
    assert hung(shape).rect == BOX
    assert edges(hung(shape)) == [px(40) - REACH, px(40)]


def test_a_shape_without_room_for_it_stays_as_it_was() -> None:
    shape = Shape(name="card", rect=BOX, body=body("“统”的\n力量", inset=REACH))
    assert hung(shape) == shape


def test_a_paragraph_hangs_by_its_own_size_and_the_others_keep_their_place() -> None:
    given = text("“统”的力量", "显著加强")
    small = replace(given.body.paragraphs[0], size=Pt(20))
    mixed = replace(given, body=replace(given.body, paragraphs=(small, *given.body.paragraphs[1:])))
    assert edges(hung(mixed)) == [-points(20 * HANG), 0]


@pytest.mark.parametrize("kinds", [{"align": "center"}, {"align": "right"}, {"bullet": "•"}])
def test_only_texts_with_an_edge_of_their_own_hang(kinds: dict[str, object]) -> None:
    given = text("“统”的\n力量", **kinds)
    assert hung(given) == given


def test_faces_of_other_languages_have_no_dent() -> None:
    given = text("“You went\nto bed 5.”")
    assert hung(given, "en-GB") == given
    assert hung(text("“통일”의\n힘"), "ko-KR") == text("“통일”의\n힘")
    assert hung(text("“統”的\n力量"), "ja") != text("“統”的\n力量")


def test_layouts_of_somebody_else_and_the_foot_of_slides_stay() -> None:
    title = replace(text("“四度”统战"), placeholder="title")
    assert hung(title) != title
    assert with_hung_marks([title], "zh-CN", in_placeholders=False) == (title,)
    footer = replace(text("“四度”统战"), placeholder="footer")
    assert hung(footer) == footer


def test_groups_hold_what_hangs_and_cells_of_tables_hang() -> None:
    group = hung(Group(name="card", rect=BOX, items=(text("“统”的\n力量"),)))
    assert isinstance(group, Group)
    assert all(group.rect.contains(member.rect) for member in group.items)
    outer = hung(Group(name="cards", rect=BOX, items=(Group(name="card", rect=BOX, items=(text("“统”的\n力量"),)),)))
    assert isinstance(outer, Group)
    (inner,) = outer.items
    assert isinstance(inner, Group)
    assert outer.rect.contains(inner.rect)
    assert inner.rect.contains(inner.items[0].rect)
    cell = TableCell(body=body("“独角戏”\n变“大合唱”", inset=px(40)))
    table = Table(
        name="table", rect=BOX, widths=(BOX.width,), heights=(BOX.height,), rows=((cell,),)
    )  # fmt: skip
    found = hung(table)
    assert isinstance(found, Table)
    first, second = line_starts(found.rows[0][0].body.paragraphs[0])
    assert second - first == REACH == round(SIZE * EMU_PER_PT * HANG)


def middles(item: AnyItem) -> list[float]:
    """Return where the middle of each line's words is, marks at its end left away, from the middle of BOX."""
    assert isinstance(item, Text)
    found = []
    for paragraph in item.body.paragraphs:
        for index, line in enumerate(paragraph.lines):
            start, free = paragraph.line_start(index), item.rect.width - line.width
            mark = paragraph.text[line.start : line.end].rstrip()[-1] in "，、。；："
            words = line.width - (points(SIZE) if mark else 0)
            found.append(item.rect.x - BOX.x + start + (free - start) / 2 + words / 2 - BOX.width / 2)
    return found


@pytest.mark.parametrize(
    "said",
    ["接电话，\n问症状", "防滑、\n无障碍", "一句话。", "先问候，\n再问餐。", "先看，\n再说，\n最后做，", "看\n说"],
)
def test_a_line_in_the_middle_stands_there_without_the_mark_at_its_end(said: str) -> None:
    given = text(said, align="center")
    assert middles(hung(given)) == pytest.approx([0] * len(middles(given)), abs=2)
    assert any(abs(middle) > 2 for middle in middles(given)) == any(mark in said for mark in "，、。")


def test_a_free_text_gets_wider_for_it_and_one_in_a_shape_stays() -> None:
    given = text("接电话，\n问症状", align="center")
    wide = Emu(given.body.paragraphs[0].lines[0].width + px(2))
    rect = Rect(Emu(BOX.center_x - wide // 2), BOX.y, wide, BOX.height)
    narrow = replace(given, rect=rect)
    group = hung(Group(name="card", rect=rect, items=(narrow,)))
    assert isinstance(group, Group)
    assert middles(group.items[0]) == pytest.approx([0, 0], abs=2)
    assert group.rect.contains(group.items[0].rect)
    shape = Shape(name="card", rect=rect, body=given.body)
    assert hung(shape) == shape


def test_marks_in_the_middle_of_their_em_stay_and_lines_that_a_program_breaks() -> None:
    given = text("接电话，\n问症状", align="center")
    assert hung(given, "zh-Hant-TW") == given
    wide = Emu(round(given.body.paragraphs[0].lines[0].width * 1.1))
    spaced = given.body.paragraphs[0]
    spaced = replace(spaced, runs=(replace(spaced.runs[0], text="接电话， 问症状"),), soft=())
    narrow = replace(
        given, rect=Rect(BOX.x, BOX.y, wide, BOX.height), body=replace(given.body, paragraphs=(spaced,))
    )  # fmt: skip
    assert hung(narrow) == narrow
