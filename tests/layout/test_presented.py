"""What a trainer presents: notes and times on every slide, links there and back, clicks in the order of reading."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from itertools import accumulate, pairwise
from pathlib import Path

import pytest
from deckbrief.base.length import Emu, Rect, points, px
from deckbrief.content.model import Pack, Session
from deckbrief.content.read import read_pack
from deckbrief.draft.decks import draft_deck
from deckbrief.draft.slides import Back, Deck, Entry, ListBlock, Note, NoteForms, QuizBlock, Section, Slide, TimerBlock
from deckbrief.layout.frame import AnyItem, Connector, DeckFrames, Frame, Group, Shape, Text, TextBody
from deckbrief.layout.preset import text_rect
from deckbrief.layout.slide.chrome import Sections, back_link, stretches
from deckbrief.layout.slide.slide import lay_out_deck
from deckbrief.theme.load import load_theme
from deckbrief.theme.theme import Theme

ROOTS = (Path("templates"),)
THEME = load_theme("vermilion", [Path("templates/themes")])


@cache
def default_pack() -> Pack:
    return read_pack(Path("content"))


@cache
def drawn(name: str, minutes: float | None = None) -> DeckFrames:
    session = next(session for session in default_pack().sessions if session.id == name)
    return lay_out_deck(draft_deck(default_pack(), session, ROOTS, minutes), default_pack(), THEME)


def all_sessions() -> list[Session]:
    return list(default_pack().sessions)


def links(frame: Frame) -> Iterator[tuple[AnyItem, str]]:
    for item in frame.walk():
        target = item.link if isinstance(item, Text | Shape) else ""
        if target:
            yield item, target.removeprefix("#")


def lay_out(*slides: Slide, theme: Theme = THEME, forms: NoteForms | None = None) -> tuple[Frame, ...]:
    deck = Deck(name="d", title="t", lang="zh-CN", sections=(Section(name="s", slides=slides),))
    return lay_out_deck(replace(deck, forms=forms or NoteForms()), default_pack(), theme).frames


def body_fits(item: AnyItem) -> bool:
    body: TextBody | None = item.body if isinstance(item, Shape | Text) else None
    if body is None:
        return True
    left, top, right, bottom = body.insets
    box = text_rect(item.geometry, item.rect, item.adjust) if isinstance(item, Shape) else item.rect
    wide = all(line.width <= box.width - left - right for p in body.paragraphs for line in p.lines)
    return wide and points(body.height) + top + bottom <= box.height


def _said(minutes: float) -> str:
    whole, seconds = divmod(round(minutes * 60), 60)
    return f"{whole}分{seconds}秒" if whole and seconds else f"{seconds}秒" if seconds else f"{whole}分钟"


# --- Notes and time ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", [session.id for session in all_sessions()])
@pytest.mark.parametrize("minutes", [None, 60.0, 47.5])
def test_notes_of_every_slide_are_complete_and_the_time_runs(name: str, minutes: float | None) -> None:
    frames = drawn(name, minutes).frames
    total = sum(frame.minutes for frame in frames)
    checked = 0
    for frame, running in zip(frames, accumulate(frame.minutes for frame in frames), strict=True):
        checked += 1
        time, *spoken = [note.line for note in frame.notes]
        if frame.hidden:
            assert time.startswith("备用页")
            assert frame.minutes == 0
            continue
        assert time == f"本页{_said(frame.minutes)}，累计{_said(running)}，全程{_said(total)}。"
        assert spoken
        for label in ("过渡：", "依据："):
            assert [note for note in spoken if note.startswith(label)], (frame.name, label)
        first = spoken[1] if spoken[0].startswith("准备：") else spoken[0]
        assert not first.startswith(("请学员回答：", "想一想：", "提醒：", "过渡：", "依据："))
        assert len([note for note in spoken if note.startswith("过渡：")]) == 1
    assert checked


def test_a_generated_transition_names_the_next_slide() -> None:
    named = 0
    for frame, following in pairwise(drawn("workshop", 45).frames):
        bridge = next(note.line for note in frame.notes if note.role == "bridge")
        if "接下来看“" in bridge:
            said = following.title.replace("“", "‘").replace("”", "’")
            assert bridge.rstrip("。") == f"过渡：接下来看“{said}”"
            named += 1
    assert named


def lines(frame: Frame) -> list[str]:
    return [note.line for note in frame.notes]


def test_slides_that_go_on_share_minutes_and_lead_on() -> None:
    entries = tuple(Entry(text="很长的一句话" * 12) for _ in range(14))
    notes = (Note("say", "说。"), Note("ask", "问？"), Note("bridge", "走。"))
    slide = Slide(
        name="l", layout="figure", title="长单", blocks=(ListBlock(style="steps", entries=entries),), minutes=1.75,
        notes=notes, back=Back(text="回去", target="x"),
    )  # fmt: skip
    other = Slide(name="x", layout="figure", title="后面", minutes=1)
    forms = NoteForms(labels={"bridge": "过渡："}, next_slide="看{title}", continued="接着讲。")
    *frames, last = lay_out(slide, other, forms=forms)
    assert len(frames) > 1
    assert sum(frame.minutes for frame in frames) == 1.75
    assert all((frame.minutes * 4).is_integer() for frame in frames)
    assert ["说。" in lines(frame) for frame in frames] == [True] + [False] * (len(frames) - 1)
    assert ["接着讲。" in lines(frame) for frame in frames] == [False] + [True] * (len(frames) - 1)
    assert [lines(frame)[-1] for frame in frames] == [
        *(f"过渡：看{frame.title}。" for frame in frames[1:]), "过渡：走。",
    ]  # fmt: skip
    assert all("问？" in lines(frame) for frame in frames)
    assert [bool(list(links(frame))) for frame in frames] == [True] + [False] * (len(frames) - 1)
    assert last.minutes == 1


# --- Links -------------------------------------------------------------------------------------------------------


UNLISTED = ("opening", "agenda", "icebreaker", "feedback", "closing")


@pytest.mark.parametrize("name", [session.id for session in all_sessions()])
@pytest.mark.parametrize("minutes", [None, 60.0])
def test_the_agenda_leads_to_every_section_and_these_lead_back(name: str, minutes: float | None) -> None:
    frames = drawn(name, minutes).frames
    firsts: dict[str, Frame] = {}
    for frame in frames:
        firsts.setdefault(frame.section, frame)
    agendas = [frame for frame in frames if frame.name.partition(".")[0] == "agenda"]
    led = {item.alt: target for agenda in agendas for item, target in links(agenda)}
    session = next(session for session in all_sessions() if session.id == name)
    listed = {module.title for module in session.modules if module.kind not in UNLISTED}
    assert led
    rows = {part: target for told, target in led.items() for part in [str(told), *str(told).split("、")]}
    assert {title for title in firsts if title in listed} <= set(rows), "every section is on the agenda"
    begun = {first: target for told, target in led.items() for first in (str(told), str(told).split("、")[0])}
    known = begun.keys() & firsts.keys()
    assert {title: begun[title] for title in known} == {title: firsts[title].name for title in known}
    for frame in (frame for title, frame in firsts.items() if title in listed):
        [(button, target)] = [(item, target) for item, target in links(frame) if item.name == "back to agenda"]
        assert target == "agenda"
        assert isinstance(button, Shape)
        assert button.body
        assert button.body.text == "返回培训安排"


def test_every_link_leads_to_a_slide_and_says_where() -> None:
    checked = 0
    for session in all_sessions():
        frames = drawn(session.id).frames
        names = {frame.name for frame in frames}
        for frame in frames:
            for item, target in links(frame):
                checked += 1
                assert target in names
                assert item.alt or (isinstance(item, Text | Shape) and item.body and item.body.text)
    assert checked


def test_a_route_stops_at_every_figure_of_its_section_that_is_shown() -> None:
    checked = 0
    for minutes in (None, 45.0):
        frames = drawn("workshop", minutes).frames
        for frame in frames:
            if frame.layout.startswith("section"):
                checked += 1
                figures = [
                    other for other in frames if other.section == frame.section and "#frameworks." in path(other)
                ]
                stops = [target for item, target in links(frame) if item.name.startswith("stop")]
                assert stops == [figure.name for figure in figures]
    assert checked


def path(frame: Frame) -> str:
    return next(item.path for item in frame.items if isinstance(item, Text) and item.placeholder == "title")


def route_of(*names: str) -> ListBlock:
    return ListBlock(style="route", entries=tuple(Entry(text=name, of="u#x", target="s") for name in names))


@pytest.mark.parametrize("count", [1, 2, 3, 4, 5, 9, 12, 20])
def test_the_parts_of_a_section_stand_on_rings_or_in_a_column(count: int) -> None:
    slide = Slide(name="s", layout="section", title="标题", blocks=(route_of(*map("第{}个部分".format, range(count))),))
    (frame,) = lay_out(replace(slide, minutes=1))
    [group] = [item for item in frame.items if isinstance(item, Group) and item.name == "parts"]
    field = THEME.layout("section").body
    stops = [item for item in group.items if item.name.startswith("stop")]
    assert len(stops) == count
    assert all(field.contains(item.rect) for item in group.items)
    assert all(body_fits(item) for item in stops)
    assert all(isinstance(item, Text | Shape) and item.link == "#s" for item in stops)
    sizes = {p.size for item in stops if isinstance(item, Text | Shape) and item.body for p in item.body.paragraphs}
    assert len(sizes) == 1


@pytest.mark.parametrize("count", range(9))
def test_a_cover_has_a_ring_for_each_section_and_their_names_up_to_six(count: int) -> None:
    rings = ListBlock(style="rings", entries=tuple(Entry(text=f"城市{number}") for number in range(count)))
    (frame,) = lay_out(Slide(name="c", layout="cover", title="标题", blocks=(rings,), minutes=1))
    groups = [item for item in frame.items if isinstance(item, Group) and item.name in ("rings", "sections")]
    assert groups
    named = [item for group in groups for item in group.items if item.name.startswith("section")]
    assert len(named) == (count if 2 <= count <= 6 else 0)
    assert all(body_fits(item) for item in named)
    whole = Rect(Emu(0), Emu(0), THEME.width, THEME.height)
    assert all(whole.inset(-700).contains(item.rect) for group in groups for item in group.items)


@pytest.mark.parametrize(
    ("name", "named"), [("Wait", True), ("Listen well to all", False), ("一个很长很长的城市的名字", False)]
)
def test_names_that_have_no_room_on_the_rings_do_not_make_a_second_cover(name: str, named: bool) -> None:
    block = ListBlock(style="rings", entries=tuple(Entry(text=name) for _ in range(6)))
    (cover,) = lay_out(Slide(name="c", layout="cover", title="Bread", blocks=(block,), minutes=1))
    assert [item.name for item in cover.items if item.name in ("rings", "sections")] == ["rings", "sections"][
        : 1 + named
    ]
    assert cover.title == "Bread"


@pytest.mark.parametrize("key", [key for key in THEME.layouts if key.startswith("split")])
def test_the_way_back_keeps_its_air_above_the_progress_strip(key: str) -> None:
    button = back_link(Back(text="返回培训安排", target="agenda"), THEME.layout(key), THEME)
    assert button
    (strip, *_) = stretches(Sections((1.0,), (0,), ("一",), ("a",)), THEME)
    assert strip.rect.y - button.rect.bottom >= px(16)


@pytest.mark.parametrize("key", ["figure", "section", "text"])
def test_the_way_back_stands_where_nothing_else_does(key: str) -> None:
    layout = THEME.layout(key)
    button = back_link(Back(text="返回培训安排", target="agenda"), layout, THEME)
    assert button
    assert body_fits(button)
    assert Rect(Emu(0), Emu(0), THEME.width, THEME.height).contains(button.rect)
    assert not any(button.rect.overlaps(placeholder.rect) for placeholder in layout.placeholders.values())
    crowded = replace(layout, placeholders={"title": replace(layout.placeholders["title"], rect=THEME_RECT)})
    assert back_link(Back(text="返回培训安排", target="agenda"), crowded, THEME) is None


THEME_RECT = Rect(Emu(0), Emu(0), THEME.width, THEME.height)


# --- Clicks ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["half-day", "workshop", "luzhou"])
def test_what_is_drawn_in_a_panel_keeps_clear_of_a_title_of_several_lines(name: str) -> None:
    seen = 0
    for frame in drawn(name).frames:
        if not frame.layout.startswith("split-"):
            continue
        title = next(item for item in frame.items if isinstance(item, Text) and item.placeholder == "title")
        end = title.rect.y + round(title.body.height * 12_700)
        texts = [item for item in frame.walk() if isinstance(item, Text) and item.rect.y > title.rect.y]
        below = [text for text in texts if text.rect.right <= px(480) and text.rect.x >= px(40)]
        seen += len(below)
        assert all(text.rect.y >= end + px(8) for text in below), frame.name
    assert seen > 3


def clicks(frame: Frame) -> list[int]:
    """Return the clicks of a slide's items, and of the paragraphs of those, in the order of reading.

    What only decorates is not read: a connector lies behind the boxes that it joins.
    """
    found = []
    for item in frame.items:
        if isinstance(item, Connector) or not (item.alt or isinstance(item, Group) or getattr(item, "body", True)):
            continue
        body = item.body if isinstance(item, Text | Shape) else None
        inner = [paragraph.click for paragraph in body.paragraphs if paragraph.click] if body else []
        found += inner or [item.click]
    return found


@pytest.mark.parametrize("name", [session.id for session in all_sessions()])
def test_what_appears_by_and_by_appears_in_the_order_of_reading(name: str) -> None:
    checked = 0
    for frame in drawn(name).frames:
        checked += 1
        waiting = [click for click in clicks(frame) if click]
        assert waiting == sorted(waiting), frame.name
        assert set(waiting) == set(range(1, max(waiting, default=0) + 1)), frame.name
    assert checked


def test_bullets_fill_the_body_placeholder_and_come_one_by_one() -> None:
    entries = tuple(Entry(text=f"第{number}条要点", of=f"a#b.{number}") for number in range(4))
    block = ListBlock(style="bullets", entries=entries, reveal=True)
    text, figure = lay_out(
        Slide(name="t", layout="text", title="要点", blocks=(block,), minutes=1),
        Slide(name="f", layout="figure", title="又是", blocks=(replace(block, reveal=False),), minutes=1),
    )
    [bullets] = [item for item in text.items if isinstance(item, Text) and item.name == "bullets"]
    assert bullets.placeholder == "body"
    assert bullets.path == "a#b"
    assert [paragraph.click for paragraph in bullets.body.paragraphs] == [1, 2, 3, 4]
    assert {paragraph.bullet for paragraph in bullets.body.paragraphs} == {"•"}
    assert bullets.body.text == "\n".join(entry.text for entry in entries)
    [plain] = [item for item in figure.items if isinstance(item, Text) and item.name == "bullets"]
    assert plain.placeholder == ""
    assert not any(clicks(figure))


def test_too_many_bullets_go_on() -> None:
    entries = tuple(Entry(text="很长的一句话，说得不短，也说得不少" * 4) for _ in range(12))
    slide = Slide(
        name="t", layout="text", title="要点", blocks=(ListBlock(style="bullets", entries=entries),), minutes=3
    )
    assert len(lay_out(slide)) > 1


def test_an_answer_that_is_not_revealed_stands_there() -> None:
    block = QuizBlock(question="?", options=("一", "二"), answer="B", because="因为", of="a#quiz.q")
    shown, waiting = lay_out(
        Slide(name="a", layout="figure", title="甲", blocks=(replace(block, reveal=False),), minutes=1),
        Slide(name="b", layout="figure", title="乙", blocks=(block,), minutes=1),
    )
    assert not any(clicks(shown))
    assert max(clicks(waiting)) == 1
    paths = {item.path for item in waiting.items if item.path and item.name.startswith(("option", "reason"))}
    assert paths == {"a#quiz.q.options.0", "a#quiz.q.options.1", "a#quiz.q.because"}


# --- Other things on a slide -------------------------------------------------------------------------------------


def test_a_time_limit_stands_in_the_panel_with_a_segment_for_each_minute_or_five() -> None:
    blocks = (
        ListBlock(style="steps", entries=(Entry(text="一步"), Entry(text="又一步"))),
        TimerBlock(amount="12.5", unit="分钟", label="限时"),
    )
    (frame,) = lay_out(Slide(name="e", layout="figure", title="练习", blocks=blocks, minutes=15))
    [badge] = [item for item in frame.items if isinstance(item, Group) and item.name == "time limit"]
    rows = [item for item in frame.items if item.name.startswith("steps")]
    assert rows
    assert all(row.rect.x > badge.rect.right for row in rows)
    assert all(body_fits(item) for item in badge.items)
    said = " ".join(item.body.text for item in badge.items if isinstance(item, Text))
    assert (said, badge.alt) == ("12.5\n分钟", "限时 12.5 分钟")
    assert len([item for item in badge.items if item.name.startswith("time limit ") and item.name[-1].isdigit()]) == 3


def test_a_date_is_a_placeholder_of_its_own_where_there_is_one() -> None:
    slides = [
        Slide(name="a", layout="figure", title="甲", source="来源", date="2024年11月8日", minutes=1),
        Slide(name="c", layout="figure", title="丙", source="来源", minutes=1),
        Slide(name="d", layout="text", title="丁", source="来源", date="某日", minutes=1),
    ]
    frames = lay_out(*slides)
    dates = [
        [item for item in frame.items if isinstance(item, Text) and item.placeholder == "date"] for frame in frames
    ]
    assert [[item.body.text for item in found] for found in dates] == [
        ["2024年11月8日"],
        [],
        ["某日"],
    ]
    for frame, found in zip(frames, dates, strict=True):
        placeholder = THEME.layouts[frame.layout].placeholders["date"]
        assert placeholder.type == "dt"
        others = [p for key, p in THEME.layouts[frame.layout].placeholders.items() if key != "date"]
        assert not any(placeholder.rect.overlaps(other.rect) for other in others)
        assert all(body_fits(item) for item in found)
    names = [item.placeholder for item in frames[0].items if isinstance(item, Text)]
    assert names.index("date") > names.index("title")


def test_a_worksheet_leaves_room_to_write_and_a_detail_stands_beside_its_head() -> None:
    entries = tuple(Entry(text=f"写下第{number}件", lead=f"第{number}") for number in range(3))
    worksheet = ListBlock(style="worksheet", entries=entries)
    details = ListBlock(style="detail", entries=entries, head=Entry(text="总名", lead="一句话"))
    sheet, detail = lay_out(
        Slide(name="w", layout="figure", title="写", blocks=(worksheet,), minutes=1),
        Slide(name="d", layout="figure", title="看", blocks=(details,), minutes=1),
    )
    rooms = [item for item in sheet.walk() if item.name.startswith("write here")]
    lines = Counter(room.name.partition(".")[0] for room in rooms)
    assert len(lines) == 3
    assert min(lines.values()) >= 3
    assert all(isinstance(room, Shape) and room.body is None and room.rect.width > THEME.width // 5 for room in rooms)
    [head] = [item for item in detail.items if item.name.startswith("head")]
    rows = [item for item in detail.items if isinstance(item, Group) and item.name.startswith("detail")]
    assert all(row.rect.x > head.rect.right for row in rows)
    assert min(row.rect.y for row in rows) == head.rect.y
    assert abs(max(row.rect.bottom for row in rows) - head.rect.bottom) < points(2)
    assert all(body_fits(item) for frame in (sheet, detail) for item in frame.walk())


def test_names_in_the_selection_pane_say_what_a_shape_is() -> None:
    checked = 0
    for session in all_sessions():
        for frame in drawn(session.id).frames:
            for item in frame.walk():
                checked += 1
                assert re.search(r"[^\W\d_]{3}|[\u4e00-\u9fff]", item.name), (frame.name, item.name)
                assert not re.fullmatch(r"(Shape|Rectangle|TextBox|Group|Object) ?\d*", item.name)
    assert checked


@pytest.mark.parametrize("minutes", [(0.0, 0.0, 0.0), (1.0, 16.0, 5.0, 0.0), (2.0, 3.0)])
def test_stretches_of_the_progress_strip_are_as_long_as_their_minutes(minutes: tuple[float, ...]) -> None:
    names = tuple(f"s{number}" for number in range(len(minutes)))
    strip = stretches(Sections(minutes, (0,) * len(minutes), names, names), THEME)
    cells = [stretch.rect for stretch in strip]
    assert len(cells) == len(minutes)
    assert all(before.right < after.x for before, after in pairwise(cells))
    assert THEME.width - cells[-1].right <= 4
    widths = [cell.width for cell in cells]
    if len(minutes) == 4:
        extra = [width - widths[3] for width in widths]
        assert [round(width / extra[0]) for width in extra] == [1, 16, 5, 0]
    elif not any(minutes):
        assert max(widths) - min(widths) <= 1


def test_the_strip_stands_in_the_layouts_and_a_slide_adds_two_shapes() -> None:
    frames = drawn("workshop").frames
    on_slides = [[item for item in frame.items if item.name.startswith("progress")] for frame in frames]
    assert max(map(len, on_slides)) == 2
    assert {item.name for items in on_slides for item in items} == {"progress · done", "progress · current"}
    shown = [frame for frame in frames if frame.fixed]
    assert len(shown) > len(frames) / 2
    names = {frame.name for frame in frames}
    for frame in shown:
        assert len(frame.fixed) == len({other.section for other in frames})
        assert all(isinstance(item, Shape) and item.link.removeprefix("#") in names for item in frame.fixed)
