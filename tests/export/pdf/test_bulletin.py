"""The bulletin measured: GB/T 9704-2012's text area, character grid, head, page numbers, distribution block."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

import lxml.html
import page
import pymupdf
import pytest
from deckbrief.content.model import Bulletin, Notes, Pack, Point, Practice, Unit
from deckbrief.content.read import read_pack
from deckbrief.draft.render import render
from deckbrief.draft.words import load_words
from deckbrief.export.pdf.document import PdfResult, write_pdf
from deckbrief.theme.load import load_theme

ROOT = Path(__file__).parents[3]
ROOTS = (ROOT / "templates",)
PACKS = {"own": ROOT / "content", "english": ROOT / "tests" / "packs" / "english" / "content"}
MM = 72 / 25.4
LEFT, TOP, WIDTH, HEIGHT, LINES, CHARACTERS = 28.0, 37.0, 156.0, 225.0, 22, 28
PITCH, STEP = HEIGHT / LINES, WIDTH / CHARACTERS
NEAR = 0.3
FULL = Bulletin(
    name="共学简报",
    issuer="共学资料组",
    report_to=("上级单位甲", "上级单位乙"),
    send_to=tuple(f"同级单位第{number}处" for number in range(1, 9)),
    issue_to=("各学习小组",),
    copies=120,
)


@dataclass(frozen=True)
class Row:
    """A line of text: its characters with their left edges, its baseline and its right end, in millimetres."""

    text: str
    lefts: tuple[float, ...]
    right: float
    baseline: float
    size: float
    fonts: tuple[str, ...]


@cache
def pack_of(name: str) -> Pack:
    return read_pack(PACKS[name])


@cache
def made(name: str, number: int, full: bool = False) -> PdfResult:
    """The bulletin of a pack's unit by number; `full` has all that a bulletin can have."""
    unit = pack_of(name).units[number]
    base = ROOT / "templates" / "briefing" / "gongwen"
    lang = pack_of(name).info.lang
    return write_pdf(html(name, number, full), base=base, figure=lambda url: url, title=unit.title, lang=lang)


def html(name: str, number: int, full: bool = False, unit: Unit | None = None) -> str:
    pack = pack_of(name)
    unit = unit or pack.units[number]
    if full:
        pack, unit = replace(pack, info=replace(pack.info, bulletin=FULL)), replace(unit, issue=4)
    words = load_words(pack.info.lang, ROOTS)
    theme = load_theme("vermilion", [ROOT / "templates" / "themes"])
    context = {"pack": pack, "unit": unit, "words": words, "theme": theme, "lang": pack.info.lang}
    return render("briefing/gongwen/bulletin.html.j2", {**context, "date": "2024年11月9日" if full else ""}, ROOTS)


def folded(text: str) -> str:
    """Text without white space and invisible characters, as text from a PDF is compared."""
    return re.sub(r"[\s\u200b\u2060]", "", text)


def sheets(result: PdfResult) -> Any:
    return pymupdf.open("pdf", result.data)


def rows(sheet: Any) -> list[Row]:
    """The lines of a page from top to bottom."""
    found: dict[float, list[tuple[float, float, str, float, str]]] = {}
    for block in sheet.get_text("rawdict")["blocks"]:
        for line in block.get("lines", ()):
            for span in line["spans"]:
                for char in span["chars"]:
                    key = round(char["origin"][1] / MM, 2)
                    item = (char["origin"][0] / MM, char["bbox"][2] / MM, char["c"], span["size"], span["font"])
                    found.setdefault(key, []).append(item)
    result = []
    for baseline, characters in sorted(found.items()):
        characters.sort()
        lefts, rights, text, sizes, fonts = zip(*characters, strict=True)
        result.append(Row("".join(text), lefts, max(rights), baseline, sizes[0], tuple(fonts)))
    return result


def body(sheet: Any) -> list[Row]:
    """The lines of running text: size 3, inside the text area."""
    return [row for row in rows(sheet) if abs(row.size - 15.75) < 0.01]


def place_on_grid(row: Row) -> float:
    """The number of the line that a row stands on, from 0; its fraction is what the font has above the baseline."""
    return (row.baseline - TOP) / PITCH


def rules(sheet: Any) -> list[tuple[float, float, float, float, tuple[float, ...]]]:
    """Horizontal rules from top to bottom: left, top, right, thickness in mm, colour. Boxes' borders are told apart."""
    picture = sheet.get_pixmap(dpi=508, colorspace=pymupdf.csRGB)  # 20 pixels a millimetre
    column = int((LEFT + 0.5) * 20)
    stride, samples = picture.width * 3, picture.samples
    pixels = [tuple(samples[y * stride + column * 3 : y * stride + column * 3 + 3]) for y in range(picture.height)]
    found, start = [], 0
    for y in range(1, len(pixels)):
        dark, before = min(pixels[y]) < 128, min(pixels[y - 1]) < 128
        if dark and not before:
            start = y
        if before and not dark and (y - start) < 20:
            across = range(0, picture.width * 3, 3)
            line = samples[(start + y) // 2 * stride : (start + y) // 2 * stride + stride]
            inked = [x // 3 for x in across if min(line[x : x + 3]) < 128]
            if len(inked) > 0.9 * WIDTH * 20:
                middle = pixels[(start + y) // 2]
                found.append((inked[0] / 20, start / 20, (inked[-1] + 1) / 20, (y - start) / 20, middle))
    return found


def ink(sheet: Any, left: float, top: float, right: float, bottom: float) -> tuple[float, float]:
    """Upper and lower edge, in mm, of what is drawn in an area."""
    clip: Any = pymupdf.Rect(left * MM, top * MM, right * MM, bottom * MM)
    picture = sheet.get_pixmap(dpi=508, colorspace=pymupdf.csGRAY, clip=clip)
    inked = [y for y in range(picture.height) if min(picture.samples[y * picture.stride :][: picture.width]) < 128]
    return (picture.y + inked[0]) / 20, (picture.y + inked[-1] + 1) / 20


OWN = [("own", number, full) for number in range(4) for full in (False, True)]


@pytest.mark.parametrize(("name", "number", "full"), [*OWN, ("english", 0, False), ("english", 1, True)])
def test_it_is_accessible_and_nobody_complains(name: str, number: int, full: bool, tmp_path: Path) -> None:
    result = made(name, number, full)
    assert result.warnings == ()
    path = tmp_path / "x.pdf"
    path.write_bytes(result.data)
    assert not page.validate_pdf(path).failures


@pytest.mark.parametrize("number", range(4))
def test_lines_stand_on_a_grid_of_22(number: int) -> None:
    pages = list(sheets(made("own", number)))
    above = place_on_grid(body(pages[1])[0]) % 1
    assert 0.6 < above < 0.8, "the same share of the pitch stands above every line's baseline"
    for count, sheet in enumerate(pages):
        below = TOP + 8 * PITCH if not count else 0  # the head has places of its own
        places = [place_on_grid(row) - above for row in body(sheet) if row.baseline > below]
        assert 1 < len(places) <= LINES
        for place in places:
            assert abs(place - round(place)) * PITCH < 0.05
            assert 0 <= round(place) < LINES
        assert len(set(map(round, places))) == len(places)


def test_full_pages_have_22_lines() -> None:
    counts = [len(body(sheet)) for number in range(4) for sheet in list(sheets(made("own", number)))[1:-1]]
    assert max(counts) == LINES
    assert min(counts) >= LINES - 1, "a heading goes on to the next page; nothing else leaves a line empty"
    assert counts.count(LINES) > len(counts) / 2


def test_a_line_of_28_characters_stands_on_the_grid() -> None:
    seen = 0
    for number in range(4):
        for sheet in sheets(made("own", number)):
            for row in body(sheet):
                text = row.text
                plain = re.fullmatch(r"[\u4e00-\u9fff，。、；：]+", text) and not re.search(r"[，。、；：]{2}", text)
                if plain and len(text) == CHARACTERS and row.lefts[0] < LEFT + 0.1:
                    seen += 1
                    for place, left in enumerate(row.lefts):
                        assert left == pytest.approx(LEFT + place * STEP, abs=NEAR), text
                    assert row.right == pytest.approx(LEFT + WIDTH, abs=NEAR)
    assert seen > 10


def test_no_line_leaves_the_text_area_and_full_lines_end_at_its_edge() -> None:
    full = flush = 0
    for number in range(4):
        for sheet in sheets(made("own", number)):
            for row in body(sheet):
                assert row.lefts[0] > LEFT - 0.1
                assert row.right < LEFT + WIDTH + 0.1
                if row.right > LEFT + WIDTH - 2:
                    full += 1
                    flush += abs(row.right - LEFT - WIDTH) < 0.5 / MM
    assert full > 120
    assert flush / full >= 0.95


def test_paragraphs_begin_two_characters_in() -> None:
    starts = {round(row.lefts[0] - LEFT, 1) for sheet in list(sheets(made("own", 3)))[1:] for row in body(sheet)}
    assert starts == {0.0, round(2 * STEP, 1)}


def test_levels_have_their_fonts() -> None:
    """Title, first level, second level and text stand in four faces: Song in bold, Hei, Kai, FangSong."""
    result = made("own", 3)
    fonts: dict[str, set[str]] = {"一": set(), "（": set(), "": set()}
    for sheet in sheets(result):
        for row in body(sheet):
            if re.match(r"[一二三四五六七八九十]+、", row.text):
                fonts["一"] |= set(row.fonts)
            elif re.match(r"（[一二三四五六七八九十]+）", row.text):
                fonts["（"].add(row.fonts[0])
            elif re.fullmatch(r"[\u4e00-\u9fff，。、]+", row.text):
                fonts[""] |= set(row.fonts)
    title = next(row for row in rows(sheets(result)[0]) if abs(row.size - 22) < 0.01)
    assert set(title.fonts) == {"Noto-Serif-CJK-SC-Bold"}
    assert (fonts["一"], fonts["（"]) == ({"Noto-Sans-CJK-SC"}, {"FandolKai"})
    assert fonts[""] - fonts["（"] == {"FandolFang"}, "but for a heading's second line"


@pytest.mark.parametrize("full", [False, True])
def test_the_head_stands_where_the_standard_puts_it(full: bool) -> None:
    sheet = sheets(made("own", 3, full))[0]
    name = FULL.name if full else "简报"
    mark = next(row for row in rows(sheet) if row.text == name)
    top, bottom = ink(sheet, LEFT, TOP + 20, LEFT + WIDTH, TOP + 56)
    assert top == pytest.approx(TOP + 35, abs=NEAR)
    assert 14 < bottom - top < 22, "at most 22 mm"
    assert (mark.lefts[0] + mark.right) / 2 == pytest.approx(LEFT + WIDTH / 2, abs=0.5)
    (rule, *_) = rules(sheet)
    assert rule[0] == pytest.approx(LEFT, abs=NEAR)
    assert rule[2] == pytest.approx(LEFT + WIDTH, abs=NEAR)
    assert rule[1] + rule[3] == pytest.approx(TOP + 8 * PITCH, abs=NEAR)
    assert rule[4][0] > 200
    assert max(rule[4][1:]) < 60, "red"


def test_issue_issuer_and_date_stand_above_the_rule() -> None:
    sheet = sheets(made("own", 3, True))[0]
    found = {row.text: row for row in rows(sheet)}
    issue = found["第\u00a04\u00a0期"] if "第\u00a04\u00a0期" in found else found["第 4 期"]
    assert (issue.lefts[0] + issue.right) / 2 == pytest.approx(LEFT + WIDTH / 2, abs=0.5)
    line = next(row for row in rows(sheet) if FULL.issuer in row.text)
    assert line.lefts[0] == pytest.approx(LEFT + 15.75 / MM, abs=NEAR), "one character in"
    assert line.right == pytest.approx(LEFT + WIDTH - 15.75 / MM, abs=NEAR)
    assert line.text.replace("\u00a0", " ").endswith("2024 年 11 月 9 日")
    _, bottom = ink(sheet, LEFT, line.baseline - 5, LEFT + 60, rules(sheet)[0][1] - 1)
    assert rules(sheet)[0][1] - bottom == pytest.approx(4, abs=0.5)


def test_what_is_not_known_is_a_blank_or_left_out() -> None:
    text = "".join(sheet.get_text() for sheet in sheets(made("own", 3)))
    assert not re.search(r"第\s*\d+\s*期|报：|送：|发：|共印", text)
    assert re.search(r"第\s+期", text)
    assert re.search(r"年\s+月\s+日", text)
    assert "编印单位：" in text


def test_it_says_after_whose_talk_it_is_made_and_nobody_s_note() -> None:
    pack = pack_of("own")
    checked = 0
    for number, unit in enumerate(pack.units):
        checked += 1
        assert unit.speaker
        document: Any = lxml.html.document_fromstring(html("own", number))
        [line] = document.find_class("from")
        note = f"（{unit.speaker.note}）" if unit.speaker.note else ""
        assert folded(line.text_content()) == f"根据{unit.speaker.role}{unit.speaker.name}同志发言{note}整理"
        assert not document.find_class("editor")
    assert checked


def test_an_editor_s_note_stands_where_somebody_wrote_one() -> None:
    pack = pack_of("own")
    unit = replace(pack.units[0], editors_note="编者写了这一句。")
    document: Any = lxml.html.document_fromstring(html("own", 0, unit=unit))
    [note] = document.find_class("editor")
    assert folded(note.text_content()) == "按语编者写了这一句。"


def test_no_remark_of_the_editor_s_stands_in_it() -> None:
    """Every field that is the editor's by nature or by mark, filled with words of its own."""
    unit = pack_of("own").units[0]
    framework = replace(unit.frameworks[0], overview=False)
    part = framework.parts[0]
    point = Point(text="句的编者话", short="句的编者话", ours=True)
    practice = Practice(id="ours", name="例的编者话", text="例的编者话", ours=True)
    part = replace(part, text="部的编者话", ours=True, points=(*part.points, point), practices=(practice,))
    notes = Notes(
        say=("讲的编者话",), remarks=("评的编者话",), ask="问的编者话", think="想的编者话", watch="醒的编者话"
    )
    framework = replace(
        framework, title="题的编者话", takeaway="得的编者话", notes=notes, parts=(part, *framework.parts[1:])
    )
    other = replace(unit.frameworks[1], text="框的编者话", ours=True)
    unit = replace(
        unit, frameworks=(framework, other, *unit.frameworks[2:]), notes=notes, remarks=("元的编者话",),
        takeaways=("学的编者话",), questions=("论的编者话",), message="信的编者话",
        metric_groups=tuple(replace(group, text="数的编者话", question="数的编者话") for group in unit.metric_groups),
    )  # fmt: skip
    text = html("own", 0, unit=unit)
    assert folded(framework.name) in folded(text)
    assert re.findall(r".的编者话", text) == []


def test_an_overview_is_told_in_a_sentence_and_its_parts_where_they_are_told_in_full() -> None:
    [unit] = [unit for unit in pack_of("own").units if unit.id == "haerbin"]
    whole = replace(unit, frameworks=tuple(replace(each, overview=False) for each in unit.frameworks))
    said = "强化领导小组最高议事协调机构的职能，又与各专项工作机制有效衔接"
    assert [folded(html("own", 0, unit=each)).count(said) for each in (unit, whole)] == [0, 1]
    [overview] = [each for each in unit.frameworks if each.overview]
    assert folded(overview.text) in folded(html("own", 0, unit=unit))


def test_the_shipped_bulletins_speak_of_their_talk_and_not_of_the_material() -> None:
    for number in range(4):
        document: Any = lxml.html.document_fromstring(html("own", number))
        text = folded("".join(section.text_content() for section in document.find_class("text")))
        assert len(text) > 500
        assert re.findall(r"原文|编者|讲师|材料只|本材料|没有展开|没有解释|没有列出|发言的主干|发言的骨架", text) == []


@pytest.mark.parametrize("number", range(4))
def test_the_title_stands_two_lines_below_the_rule(number: int) -> None:
    sheet = sheets(made("own", number))[0]
    title = next(row for row in rows(sheet) if abs(row.size - 22) < 0.01)
    rule = rules(sheet)[0]
    top, _ = ink(sheet, LEFT, rule[1] + 1, LEFT + WIDTH, title.baseline + 2)
    assert 2 * PITCH < top - rule[1] < 3 * PITCH
    assert (title.lefts[0] + title.right) / 2 == pytest.approx(LEFT + WIDTH / 2, abs=2)
    assert any(row.size == 15.75 and row.baseline > title.baseline + 3 * PITCH for row in rows(sheet)), "text follows"


@pytest.mark.parametrize("number", range(4))
def test_page_numbers_stand_right_on_odd_and_left_on_even_pages(number: int) -> None:
    checked = 0
    for count, sheet in enumerate(sheets(made("own", number)), 1):
        checked += 1
        row = rows(sheet)[-1]
        assert re.sub(r"\s", "", row.text) == f"—{count}—"
        assert row.size == pytest.approx(14, abs=0.01)
        if count % 2:
            assert row.right == pytest.approx(LEFT + WIDTH - 14 / MM, abs=NEAR)
        else:
            assert row.lefts[0] == pytest.approx(LEFT + 14 / MM, abs=NEAR)
        dash, _ = ink(sheet, row.lefts[0], TOP + HEIGHT + 2, row.lefts[0] + 4, TOP + HEIGHT + 20)
        assert dash - TOP - HEIGHT == pytest.approx(7, abs=NEAR)
    assert checked


@pytest.mark.parametrize(("number", "full"), [(0, True), (1, True), (2, False), (3, True)])
def test_the_distribution_block_ends_on_the_text_area_s_edge(number: int, full: bool) -> None:
    pages = list(sheets(made("own", number, full)))
    found = [rule for rule in rules(pages[-1]) if max(rule[4]) < 60]
    assert len(found) == (4 if full else 2)
    for left, _, right, _, _ in found:
        assert left == pytest.approx(LEFT, abs=NEAR)
        assert right == pytest.approx(LEFT + WIDTH, abs=NEAR)
    assert found[-1][1] + found[-1][3] == pytest.approx(TOP + HEIGHT, abs=NEAR)
    assert [thickness for *_, thickness, _ in found] == pytest.approx(
        [0.35, *[0.25] * (len(found) - 2), 0.35], abs=0.06
    )
    assert all(len(rules(sheet)) == (not count) for count, sheet in enumerate(pages[:-1]))
    small = [row for row in rows(pages[-1])[:-1] if row.size < 15]
    for row in small:
        assert row.size == pytest.approx(14, abs=0.01)
        assert row.lefts[0] >= LEFT + 14 / MM - NEAR, "one character in"
        assert row.right <= LEFT + WIDTH - 14 / MM + NEAR
    if full:
        assert [row.text[:2] for row in small if row.text[1] == "："] == ["报：", "送：", "发："]
        behind = next(row for index, row in enumerate(small) if small[index - 1].text.startswith("送："))
        assert behind.lefts[0] == pytest.approx(LEFT + 3 * 14 / MM, abs=NEAR), "under the first name"
    last = [row for row in body(pages[-1]) if row.baseline < found[0][1]]
    assert last, "it does not stand on a page of its own"


@pytest.mark.parametrize("number", range(4))
def test_no_heading_stands_at_a_page_s_foot(number: int) -> None:
    document: Any = lxml.html.document_fromstring(html("own", number))
    headings = [folded(heading.text_content()) for heading in document.iter("h2", "h3")]
    assert any(heading.startswith("一、") for heading in headings)
    assert number == 3 or any(heading.startswith("（一）") for heading in headings), "luzhou's parts all run in"
    pages = [[folded(row.text) for row in body(sheet)] for sheet in sheets(made("own", number))]
    shown = [heading for heading in headings if any(heading.startswith(row) for page in pages for row in page)]
    assert shown == headings, "a heading stands on lines of its own"
    for lines in pages:
        assert not any(heading.endswith(lines[-1]) for heading in headings), lines[-1]


@pytest.mark.parametrize("number", range(4))
def test_it_says_every_framework_in_order(number: int) -> None:
    unit = pack_of("own").units[number]
    text = folded("".join(row.text for sheet in sheets(made("own", number)) for row in body(sheet)))
    assert len(unit.frameworks) > 1
    after = 0
    for framework in unit.frameworks:
        after = text.index(f"、{folded(framework.name)}", after) + 1
        if framework.overview:
            assert re.sub(r"\s", "", framework.text).rstrip("。") in text
            continue
        for part in framework.parts:
            assert part.name in text or (part.lead and folded(part.lead) in text)
            for point in part.points:
                assert re.sub(r"\s", "", point.text).rstrip("。") in text


def test_a_bulletin_in_english_is_set_in_latin_faces() -> None:
    with pymupdf.open("pdf", made("english", 0).data) as document:
        fonts = {name for page_of in document for _, _, _, name, *_ in page_of.get_fonts()}
    assert any("Liberation-Serif" in name for name in fonts)
    assert any("Liberation-Sans" in name for name in fonts)
    assert not {name for name in fonts if "Fandol" in name or "CJK" in name}
