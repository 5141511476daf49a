"""Free slides: every body is drawn, nothing is lost, what is too long goes on, what is wrong is told at its place."""

from __future__ import annotations

import re
import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from deckbrief.base.length import px
from deckbrief.base.problem import Problem, ProblemError
from deckbrief.content.check import check_pack
from deckbrief.content.read import read_pack
from deckbrief.draft.decks import draft_deck
from deckbrief.draft.free import written
from deckbrief.export.pptx.deck import write_deck
from deckbrief.export.sheets import stretches
from deckbrief.inspect.accessibility import accessibility_problems
from deckbrief.layout.figures.table import column_widths
from deckbrief.layout.frame import DeckFrames, Frame, Paragraph, Shape, Table, Text
from deckbrief.layout.slide.slide import lay_out_deck
from deckbrief.theme.load import load_theme
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from tests.layout.test_slide import assert_sound
from tests.support.small_pack import ROOTS, THEME, write_pack

THEMES = ("vermilion", "ink", "plain")

BODIES = {
    "bullets": "bullets: [Flour, {text: Water, bullets: [cold, {text: clean, bullets: [from the well]}]}]",
    "text": "text: [Dough is flour and water., Time does the rest.]",
    "columns": "columns: [{name: Before, bullets: [one oven]}, {name: Now, lead: since May, bullets: [two ovens]}]",
    "figure": "figure: {figure: loop, center: A day, parts: [{name: Morning}, {name: Noon}, {name: Evening}]}",
    "table": "table: {head: [Town, Loaves], rows: [[North, 1200], {cells: [All, ~], total: true}], note: In May.}",
    "quote": "quote: {words: Time does the work., by: Ada}",
    "statement": "statement: Good bread waits for nobody.",
    "number": "number: {number: 36, unit: hours, label: of rest}",
    "cards": "cards: [{name: Flour, text: from the mill}, {name: Water, text: from the well}]",
}

KEYS = {
    "name", "text", "lead", "bullets", "figure", "center", "parts", "loop", "head", "rows", "cells", "total", "true",
    "note", "words", "by", "number", "unit", "label", "columns", "table", "quote", "statement", "cards",
}  # fmt: skip
"""Words of the bodies that are keys, or values that are not shown."""

SESSION = """\
kind: session
title: Morning
audience: bakers
minutes: 20
objectives: [Bake.]
modules:
  - {kind: slides, of: free, title: My slides, minutes: 10}
  - {kind: unit, of: bakery, title: Bakery, minutes: 10}
"""


def pack_with(folder: Path, slides: str, more: str = "") -> Path:
    write_pack(folder, "pillars", 3)
    (folder / "free.yaml").write_text(f"kind: slides\ntitle: My slides\nslides:\n{slides}", "utf-8")
    (folder / "morning.yaml").write_text(SESSION, "utf-8")
    if more:
        (folder / "more.yaml").write_text(more, "utf-8")
    return folder


def frames_of(folder: Path, theme: str = "vermilion") -> DeckFrames:
    pack = read_pack(folder)
    assert check_pack(pack) == []
    chosen = THEME if theme == "vermilion" else load_theme(theme, (ROOTS[0] / "themes",))
    return lay_out_deck(draft_deck(pack, pack.sessions[0], ROOTS), pack, chosen)


def said(frame: Frame) -> str:
    words = [item.body.text for item in frame.walk() if isinstance(item, Shape | Text) and item.body]
    for table in [item for item in frame.walk() if isinstance(item, Table)]:
        words += [cell.body.text for row in table.rows for cell in row]
    return "\n".join(words)


def titled(deck: DeckFrames, title: str) -> list[Frame]:
    return [frame for frame in deck.frames if frame.title.startswith(title)]


@pytest.mark.parametrize("theme", THEMES)
def test_every_body_is_drawn_and_says_all(tmp_path: Path, theme: str) -> None:
    slides = "".join(f"  - {{id: {name}, title: About {name}, {body}}}\n" for name, body in BODIES.items())
    deck = frames_of(pack_with(tmp_path / "pack", slides), theme)
    for name, body in BODIES.items():
        (frame,) = titled(deck, f"About {name}")
        assert_sound(frame)
        words = [word for word in re.findall(r"\w+", body) if word not in KEYS]
        assert words
        assert [word for word in words if word not in said(frame).replace(",", "")] == []


@pytest.mark.parametrize("figure", ["organisation", "tree"])
def test_the_one_part_that_has_all_others_is_the_whole(tmp_path: Path, figure: str) -> None:
    shops = ", ".join(f"{{name: Shop {number}, parts: [{{name: front {number}}}]}}" for number in range(3))
    drawn = f"{{figure: {figure}, parts: [{{name: Head, parts: [{shops}]}}]}}"
    deck = frames_of(pack_with(tmp_path / "pack", f"  - {{title: Who is whose, figure: {drawn}}}\n"))
    (frame,) = titled(deck, "Who is whose")
    names = [item.name for item in frame.walk()]
    assert any(name.startswith(figure) for name in names), "it is drawn as what was asked for"
    assert all(f"front {number}" in said(frame) for number in range(3))
    assert "Head" in said(frame)
    assert said(frame).count("Who is whose") == 1, "the title is not said again in the figure"


def test_steps_of_a_flow_are_not_as_small_as_the_words_of_its_diamond(tmp_path: Path) -> None:
    ways = "ways: [{to: Report it, when: yes}, {to: Call back, when: no}]"
    steps = f"{{name: Note}}, {{name: Is anybody harmed, {ways}}}, {{name: Report it}}, {{name: Call back}}"
    flow = f"{{figure: flow, parts: [{steps}]}}"
    (frame,) = titled(
        frames_of(pack_with(tmp_path / "pack", f"  - {{title: Complaints, figure: {flow}}}\n")), "Complaints"
    )
    sizes = {
        item.body.text: item.body.paragraphs[0].size
        for item in frame.walk()
        if isinstance(item, Shape | Text) and item.body
    }
    assert sizes["Note"] == sizes["Call back"] >= sizes["Is anybody harmed"] >= 18


def test_a_long_list_and_a_long_table_go_on_with_their_heads(tmp_path: Path) -> None:
    lines = ", ".join(f"line {number}" for number in range(30))
    rows = ", ".join(f"[row {number}, {number * 10}, a, b, c]" for number in range(16))
    slides = f"  - {{title: Long, bullets: [{lines}]}}\n"
    slides += f"  - {{title: Wide, table: {{head: [A, B, C, D, E], rows: [{rows}]}}}}\n"
    deck = frames_of(pack_with(tmp_path / "pack", slides))
    lists, tables = titled(deck, "Long"), titled(deck, "Wide")
    assert [frame.title[-5:] for frame in lists] == [f"({n}/{len(lists)})" for n in range(1, len(lists) + 1)]
    everything = "\n".join(said(frame) for frame in lists).splitlines()
    assert [f"line {number}" in everything for number in range(30)] == [True] * 30
    assert len(tables) == 2
    heads = [[cell.body.text for cell in item.rows[0]] for f in tables for item in f.walk() if isinstance(item, Table)]
    assert heads == [["A", "B", "C", "D", "E"]] * 2
    widths = {item.widths for frame in tables for item in frame.walk() if isinstance(item, Table)}
    assert len(widths) == 1


def test_lines_below_lines_stand_further_in_and_their_marks_too(tmp_path: Path) -> None:
    deck = frames_of(pack_with(tmp_path / "pack", f"  - {{title: Lines, {BODIES['bullets']}}}\n"))
    (frame,) = titled(deck, "Lines")
    (text,) = (item for item in frame.walk() if isinstance(item, Text) and item.placeholder == "body")
    levels = [(paragraph.level, paragraph.bullet_at, paragraph.indent) for paragraph in text.body.paragraphs]
    step = levels[0][2]
    assert levels == [(0, 0, step), (0, 0, step), (1, step, 2 * step), (1, step, 2 * step), (2, 2 * step, 3 * step)]
    assert [p.size for p in text.body.paragraphs][1:3] != [p.size for p in text.body.paragraphs][:2]


def test_marks_are_told_and_not_shown(tmp_path: Path) -> None:
    slides = (
        "  - {title: Lines, bullets: ['Say **three** words', 'Look [there](https://example.org/a)', 'Keep 2*3*4']}\n"
        "  - {title: Alone, statement: 'Time *does* the ==work==.'}\n"
    )
    deck = frames_of(pack_with(tmp_path / "pack", slides))
    (lines,), (alone,) = titled(deck, "Lines"), titled(deck, "Alone")
    (text,) = [item for item in lines.walk() if isinstance(item, Text) and item.placeholder == "body"]
    assert text.body.text == "Say three words\nLook there\nKeep 2*3*4"
    told = [run for paragraph in text.body.paragraphs for run in paragraph.runs]
    assert [run.text for run in told if run.bold] == ["three"]
    assert [(run.text, run.link) for run in told if run.link] == [("there", "https://example.org/a")]
    assert "Time does the work." in said(alone)
    assert_sound(lines)
    assert_sound(alone)
    with zipfile.ZipFile(BytesIO(write_deck(deck, THEME))) as package:
        assert b"https://example.org/a" in package.read("ppt/slides/_rels/slide1.xml.rels")


def test_a_hidden_slide_is_there_and_takes_no_time(tmp_path: Path) -> None:
    slides = "  - {title: Shown, text: [Yes.]}\n  - {title: Kept back, text: [No.], hidden: true}\n"
    deck = frames_of(pack_with(tmp_path / "pack", slides))
    assert [(f.hidden, f.minutes) for f in deck.frames[:2]] == [(False, 10), (True, 0)]
    with zipfile.ZipFile(BytesIO(write_deck(deck, THEME))) as package:
        shown = [b' show="0"' in package.read(f"ppt/slides/slide{n}.xml") for n in (1, 2)]
        properties = package.read("docProps/app.xml")
    assert shown == [False, True]
    assert b"<HiddenSlides>1<" in properties


def test_printed_sheets_know_what_is_not_presented(tmp_path: Path) -> None:
    slides = "  - {title: Shown, text: [Yes.]}\n  - {title: Kept back, text: [No.], hidden: true}\n"
    pack = read_pack(pack_with(tmp_path / "pack", slides))
    deck = draft_deck(pack, pack.sessions[0], ROOTS)
    first = next(stretches(deck, lay_out_deck(deck, pack, THEME), pack.sessions[0]))
    assert [(sheet.title, sheet.hidden) for sheet in first.sheets] == [("Shown", False), ("Kept back", True)]


def test_slides_of_a_unit_stand_among_its_own(tmp_path: Path) -> None:
    more = (
        "kind: slides\ntitle: More\nunit: bakery\nslides:\n"
        "  - {title: Comes first, statement: Look.}\n  - {title: Comes second, after: rests, text: [Well.]}\n"
    )
    deck = frames_of(pack_with(tmp_path / "pack", "  - {title: Mine, text: [A.]}\n", more))
    titles = [frame.title for frame in deck.frames]
    assert titles[1:5] == ["Bakery", "Comes first", "Dough rests", "Comes second"]
    (bridge,) = [note.text for note in deck.frames[1].notes if note.role == "bridge"]
    assert "Comes first" in bridge


MISTAKES = [
    ("{title: T}", "content.missing-field", "without a body", 4),
    ("{title: T, text: [A.], statement: B.}", "content.unknown-value", "one body", 4),
    ("{title: T, text: [A.], qr: {link: 'https://example.org'}}", "content.unknown-value", "'text' and 'qr'", 4),
    ("{title: T, text: [A.], priority: 7}", "content.range", "no priority 7", 4),
    ("{title: T, text: [A.], minutes: -1}", "content.minutes", "-1", 4),
    ("{title: T, text: [A.], after: rests}", "content.unknown-value", "'after'", 4),
    ("{title: T, figure: {figure: matrix, parts: [{name: A}]}}", "content.unknown-figure", "as matrix", 4),
    ("{title: T, table: {head: [A, B], rows: [[1]]}}", "content.table", "1 cells", 4),
    ("{title: T, table: {head: [A], rows: [[1]], format: [roman]}}", "content.unknown-value", "'roman'", 4),
    ("{title: T, table: {head: [A], rows: [[1]], align: [left, right]}}", "content.table", "2 entries", 4),
    ("{title: T, bullets: [{text: a, bullets: [{text: b, bullets: [{text: c, bullets: [d]}]}]}]}", "content.limit",
     "3 levels", 4),
]  # fmt: skip


@pytest.mark.parametrize(("slide", "code", "message", "line"), MISTAKES, ids=[m[1] + m[2] for m in MISTAKES])
def test_a_mistake_is_told_at_its_line(tmp_path: Path, slide: str, code: str, message: str, line: int) -> None:
    problems = check_pack(read_pack(pack_with(tmp_path / "pack", f"  - {slide}\n")))
    assert [(problem.code, problem.place.line) for problem in problems] == [(code, line)]
    assert message in problems[0].message


def test_a_module_names_a_set_that_stands_by_itself(tmp_path: Path) -> None:
    folder = pack_with(tmp_path / "pack", "  - {title: T, text: [A.]}\n")
    (folder / "morning.yaml").write_text(SESSION.replace("of: free", "of: fre"), "utf-8")
    (problem,) = check_pack(read_pack(folder))
    assert (problem.code, problem.hint) == ("content.dangling-reference", "did you mean 'free'?")


def test_a_cell_may_be_empty_and_a_title_may_not(tmp_path: Path) -> None:
    with pytest.raises(ProblemError) as caught:
        read_pack(pack_with(tmp_path / "pack", "  - {title: ~, table: {head: [A, ~], rows: [[~, 1]]}}\n"))
    problems: tuple[Problem, ...] = tuple(caught.value.problems)
    assert {problem.code for problem in problems} == {"content.empty"}


@pytest.mark.parametrize(
    ("cell", "form", "result"),
    [
        ("12345.5", "thousands", "12,345.5"), ("-0.5", "thousands", "-0.5"), ("0.125", "percent", "12.5%"),
        ("12345", "wan", "1.2万"), ("123456789", "yi", "1.2亿"), ("3.14159", "0.00", "3.14"), ("7", "0", "7"),
        ("n/a", "percent", "n/a"), ("1200", "plain", "1200"), ("", "percent", ""),
    ],
)  # fmt: skip
def test_numbers_are_written_as_their_column_says(cell: str, form: str, result: str) -> None:
    assert written(cell, form) == result


@given(st.lists(st.integers(1, 10_000), min_size=1, max_size=9), st.integers(100, 20_000))
def test_columns_fill_the_room_and_narrow_ones_keep_theirs(natural: list[int], room: int) -> None:
    widths = column_widths(natural, room)
    assert sum(widths) == room
    if sum(natural) <= room:
        assert all(width >= wish for width, wish in zip(widths, natural, strict=True))
    narrowest = natural.index(min(natural))
    if min(natural) <= room // len(natural):
        assert widths[narrowest] >= min(natural)


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize(
    ("body", "words"),
    [("text: [{}]", 3), ("text: [{}]", 9), ("bullets: [{}, {}]", 1), ("bullets: [{}, {}, {}, {}]", 2)],
)
def test_few_words_are_set_larger_than_many(tmp_path: Path, theme: str, body: str, words: int) -> None:
    few = body.replace("{}", " ".join(["bread"] * words))
    many = body.replace("{}", " ".join(["bread"] * 25))
    slides = f"  - {{title: Few, {few}}}\n  - {{title: Many, {many}}}\n"
    deck = frames_of(pack_with(tmp_path / "pack", slides), theme)
    (small,), (large,) = ([body_of(frame) for frame in titled(deck, title)] for title in ("Many", "Few"))
    assert min(p.size for p in large.body.paragraphs) > max(p.size for p in small.body.paragraphs)


def body_of(frame: Frame) -> Text:
    (text,) = (item for item in frame.walk() if isinstance(item, Text) and item.placeholder == "body")
    return text


@pytest.mark.parametrize("theme", THEMES)
def test_a_text_beside_a_panel_stands_on_its_card_and_its_lead_leads(tmp_path: Path, theme: str) -> None:
    deck = frames_of(
        pack_with(tmp_path / "pack", "  - {title: Patience, lead: It rests, text: [Flour waits., So do we.]}\n"), theme
    )
    (frame,) = titled(deck, "Patience")
    text = body_of(frame)
    (ground,) = (item for item in frame.walk() if item.name == "card")
    assert ground.rect.x < text.rect.x < text.rect.right < ground.rect.right
    assert ground.rect.y < text.rect.y < text.rect.bottom < ground.rect.bottom
    lead, *others = text.body.paragraphs
    assert lead.face == "major"
    assert {other.face for other in others} == {"minor"}
    assert all(lead.size > other.size for other in others)


LEAD, REST, MORE = "Flour waits a whole day.", "Water does not.", "So do we, with a cup of tea."


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("more", [0, 22])
def test_the_first_sentence_of_a_text_leads_the_others(tmp_path: Path, theme: str, more: int) -> None:
    texts = [f"{LEAD} {REST}", MORE + " We knead and we wait." * more]
    slides = f"  - {{title: Patience, text: [{', '.join(repr(text) for text in texts)}]}}\n"
    (frame,) = titled(frames_of(pack_with(tmp_path / "pack", slides), theme), "Patience")
    lead, *others = body_of(frame).body.paragraphs
    assert [p.text for p in (lead, *others)] == [LEAD, REST, texts[1]]
    assert (lead.face, {p.face for p in others}) == ("major", {"minor"})
    assert lead.size > max(p.size for p in others)
    assert len({p.size for p in others}) == 1


@pytest.mark.parametrize("first", [" ".join(["flour"] * 60) + ". And water.", "**Flour waits. And** water."])
def test_a_long_or_marked_first_sentence_stays_in_its_text(tmp_path: Path, first: str) -> None:
    slides = f"  - {{title: Patience, text: ['{first}', '{MORE}']}}\n"
    (frame,) = titled(frames_of(pack_with(tmp_path / "pack", slides)), "Patience")
    assert len({p.size for p in body_of(frame).body.paragraphs}) == 1
    assert len(body_of(frame).body.paragraphs) == 2


@pytest.mark.parametrize("theme", THEMES)
def test_lines_above_others_are_bold_larger_and_further_apart(tmp_path: Path, theme: str) -> None:
    below = "{text: Water, bullets: [cold, {text: clean, bullets: [from the well]}]}, {text: Salt, bullets: [fine]}"
    slides = f"  - {{title: Nested, bullets: [{below}]}}\n"
    (frame,) = titled(frames_of(pack_with(tmp_path / "pack", slides), theme), "Nested")
    text = body_of(frame)
    by_level = {level: [p for p in text.body.paragraphs if p.level == level] for level in (0, 1, 2)}
    assert all(by_level.values())
    assert all(run.bold for p in by_level[0] for run in p.runs)
    assert not any(run.bold for level in (1, 2) for p in by_level[level] for run in p.runs)
    sizes = [{p.size for p in by_level[level]} for level in (0, 1, 2)]
    assert min(sizes[0]) > max(sizes[1]) > max(sizes[2])
    assert min(p.before for p in by_level[0]) > 2 * max(p.before for p in by_level[1])
    assert text.body.height * 12_700 > text.rect.height * 0.6


def test_the_lead_of_a_picture_stands_large_below_its_title_and_a_line(tmp_path: Path) -> None:
    folder = pack_with(tmp_path / "pack", "  - {title: Day, lead: It rests, picture: {file: a.png, alt: bread}}\n")
    Image.new("RGB", (900, 900), "white").save(folder / "a.png")
    (frame,) = titled(frames_of(folder), "Day")
    (line,) = (item for item in frame.walk() if item.name == "lead line")
    (lead,) = (item for item in frame.walk() if isinstance(item, Text) and item.placeholder == "lead")
    (title,) = (item for item in frame.walk() if isinstance(item, Text) and item.placeholder == "title")
    assert lead.body.anchor == "top"
    under = title.rect.y + title.body.height * 12_700
    assert 0 < line.rect.y - under < px(48)
    assert line.rect.bottom < lead.rect.y < line.rect.bottom + px(48)
    assert lead.body.height * 12_700 <= lead.rect.height
    assert lead.body.paragraphs[0].size >= 40


def test_a_title_too_long_for_a_panel_stands_on_top(tmp_path: Path) -> None:
    words = " ".join(["bread"] * 13)
    deck = frames_of(pack_with(tmp_path / "pack", f"  - {{title: {words}, text: [Flour waits.]}}\n"))
    assert titled(deck, words)[0].layout == "text"


@pytest.mark.parametrize("theme", THEMES)
def test_a_table_of_two_rows_is_set_larger_and_its_words_stand_at_the_left(tmp_path: Path, theme: str) -> None:
    rows = ", ".join(f"[line {number}, a loaf]" for number in range(9))
    slides = "  - {title: Small, table: {head: [A, B], rows: [[one, a loaf], [two, rolls]]}}\n"
    slides += f"  - {{title: Large, table: {{head: [A, B], rows: [{rows}]}}}}\n"
    deck = frames_of(pack_with(tmp_path / "pack", slides), theme)
    small, large = map(paragraph_of, (*titled(deck, "Small"), *titled(deck, "Large")))
    assert small.size > large.size
    assert {small.align, large.align} == {"left"}


def paragraph_of(frame: Frame) -> Paragraph:
    """Return what the second cell of a table's last row says."""
    (table,) = (item for item in frame.walk() if isinstance(item, Table))
    return table.rows[-1][1].body.paragraphs[0]


def test_what_a_single_card_says_is_set_larger_than_on_one_of_many(tmp_path: Path) -> None:
    card = "{name: Ask, text: bread waits}"
    slides = f"  - {{title: Single, cards: [{card}]}}\n  - {{title: Several, cards: [{', '.join([card] * 4)}]}}\n"
    deck = frames_of(pack_with(tmp_path / "pack", slides))
    sizes = [
        max(
            paragraph.size
            for item in titled(deck, title)[0].walk()
            if isinstance(item, Shape | Text) and item.body
            for paragraph in item.body.paragraphs
            if paragraph.text == "bread waits"
        )
        for title in ("Single", "Several")
    ]
    assert sizes[0] > sizes[1]


@pytest.mark.parametrize(
    "body",
    [
        "figure: {figure: cycle, center: week, parts: [{name: ask}, {name: weigh}, {name: change}, {name: try}]}",
        "chart: {chart: scatter, categories: [a, b], series: [{name: x, values: [1, 9]}, {name: y, values: [2, 8]}]}",
        "chart: {chart: combo, categories: [a, b], series: [{name: x, values: [100, 90]}, {name: y, values: [2, 8]}]}",
        "figure: {figure: venn, center: both, parts: [{name: one, lead: x}, {name: two, lead: y}]}",
        "figure: {figure: venn, center: all, parts: [{name: one, lead: x}, {name: two, lead: y}, {name: three}]}",
        "figure: {figure: positions, across: [few, many], up: [low, high], fields: [a, b, c, d],"
        " parts: [{name: lower, at: 70 20}, {name: upper, at: 30 80}, {name: beside, at: 80 85}, {name: m, at: 20 9}]}",
        "figure: {figure: swimlanes, parts: [{name: a, lane: x}, {name: b, lane: y}, {name: c, lane: x}]}",
        "figure: {figure: gates, parts: [{name: a, lead: b, gate: c}, {name: d, lead: e, gate: f}]}",
        "figure: {figure: funnel, parts: [{name: a, lead: '900'}, {name: b, lead: '90'}]}",
        "figure: {figure: timeline, parts: [{name: '21', lead: x}, {name: '2022', lead: y}, {name: '2023', lead: z}]}",
        "chart: {chart: doughnut, categories: [a, b], series: [{name: x, values: [80, 20]}]}",
        "chart: {chart: waterfall, categories: [a, b, c], strong: [a, c], series: [{name: x, values: [10, -9, 1]}]}",
    ],
)
def test_a_free_body_is_read_in_the_order_in_which_it_stands(tmp_path: Path, body: str) -> None:
    deck = frames_of(pack_with(tmp_path / "pack", f"  - {{title: Read me, {body}}}\n"))
    problems = accessibility_problems(write_deck(deck, THEME))
    assert [problem for problem in problems if problem.code == "access.order"] == []
