"""Slides -> frames: everything inside, nothing lost, continuations where there is too much."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from deckbrief.base.problem import Place, ProblemError
from deckbrief.content.cited import Evidence
from deckbrief.content.model import Framework, Notes, Pack, PackInfo, Part, Point, Speaker, Unit
from deckbrief.content.read import read_pack
from deckbrief.draft.decks import draft_deck, session_of_unit
from deckbrief.draft.figures import with_figures
from deckbrief.draft.slides import Deck, Entry, FigureBlock, ListBlock, Note, ParagraphBlock, QuizBlock, Section, Slide
from deckbrief.draft.words import load_words
from deckbrief.layout.frame import AnyItem, DeckFrames, Frame, Group, Shape, Table, Text, TextBody
from deckbrief.layout.preset import text_rect
from deckbrief.layout.slide.placeholders import title_text
from deckbrief.layout.slide.slide import lay_out_deck
from deckbrief.layout.text.fit import needed_height
from deckbrief.theme.load import load_theme
from deckbrief.theme.theme import Theme

from tests.support.small_pack import laid_out as lay_out_pack
from tests.support.small_pack import write_pack

ROOTS = (Path("templates"),)
THEME = load_theme("vermilion", [Path("templates/themes")])
EVIDENCE = (Evidence(paragraph=1, words="w"),)


def texts(frame: Frame) -> Iterator[tuple[AnyItem, TextBody, int, int]]:
    """Every text with the width and height that it has room for."""
    for item in frame.walk():
        if isinstance(item, Table):
            for row, height in zip(item.rows, item.heights, strict=True):
                for cell, width in zip(row, item.widths, strict=True):
                    yield item, cell.body, width, height
        elif isinstance(item, Text | Shape) and item.body is not None:
            box = text_rect(item.geometry, item.rect, item.adjust) if isinstance(item, Shape) else item.rect
            yield item, item.body, box.width, box.height


def assert_sound(frame: Frame) -> None:
    names = [item.name for item in frame.walk()]
    assert len(names) == len(set(names)), f"names of {frame.name} are not unique"
    for item in frame.walk():
        rect = item.rect
        assert 0 <= rect.x <= rect.right <= frame.width, (frame.name, item.name)
        assert 0 <= rect.y <= rect.bottom <= frame.height, (frame.name, item.name)
    for item, body, width, height in texts(frame):
        left, top, right, bottom = body.insets
        assert needed_height(body) + top + bottom <= height + 1, (frame.name, item.name, body.text)
        for paragraph in body.paragraphs:
            room = width - left - right - paragraph.indent
            assert all(line.width <= room for line in paragraph.lines), (frame.name, item.name, paragraph.text)


def part(number: int, points_count: int, text: str) -> Part:
    return Part(
        id=f"p{number}",
        name=f"部分{number}",
        evidence=EVIDENCE,
        points=tuple(Point(text=f"{text}{i}") for i in range(points_count)),
    )


def pack_of(parts: tuple[Part, ...], figure: str) -> Pack:
    notes = Notes(say=("说",))
    framework = Framework(
        id="f",
        name="框架",
        title="一句话",
        figure=figure,
        parts=parts,
        evidence=EVIDENCE,
        notes=notes,
    )
    unit = Unit(
        id="u", path="units/u", name="甲", department="部", speaker=Speaker(name="某", role="员"), title="题",
        section="部", tagline="标", message="话", summary=("要",), frameworks=(framework,), takeaways=("招",),
        notes=notes, evidence=EVIDENCE,
    )  # fmt: skip
    places = {"units/u#frameworks.f": Place("units/u.yaml", 7, 3), "units/u#frameworks.f.parts.p0": Place("u", 9, 5)}
    return Pack(
        info=PackInfo(id="pack", path="pack", title="包"), event=None, units=(unit,), comparisons=(), sessions=(),
        places=places,
    )  # fmt: skip


def deck_of(*slides: Slide) -> Deck:
    return Deck(name="d", title="t", lang="zh-CN", sections=(Section(name="s", slides=slides, minutes=10),))


def figure_slide(title: str = "一句话") -> Slide:
    block = FigureBlock(of="units/u#frameworks.f")
    return Slide(
        name="f", layout="figure", title=title, blocks=(block,), minutes=3, notes=(Note("say", "说"),), of=block.of
    )


def lay_out(deck: Deck, pack: Pack, theme: Theme = THEME) -> DeckFrames:
    return lay_out_deck(with_figures(deck, pack), pack, theme)


def default_decks() -> Iterator[tuple[Pack, Deck]]:
    for content in (Path("content"), Path("tests/packs/english/content")):
        pack = read_pack(content)
        words = load_words(pack.info.lang, ROOTS)
        for session in (*pack.sessions, *(session_of_unit(pack, unit, words) for unit in pack.units)):
            yield pack, draft_deck(pack, session, ROOTS)


@pytest.fixture(scope="module", params=["vermilion", "ink", "plain"])
def laid_out(request: pytest.FixtureRequest) -> list[tuple[Deck, DeckFrames]]:
    theme = load_theme(request.param, [Path("templates/themes")])
    return [(deck, lay_out_deck(deck, pack, theme)) for pack, deck in default_decks()]


def test_every_slide_of_every_pack_and_theme_is_sound(laid_out: list[tuple[Deck, DeckFrames]]) -> None:
    checked = 0
    for _, drawn in laid_out:
        checked += 1
        for frame in drawn.frames:
            assert_sound(frame)
    assert checked


def test_titles_and_names_are_unique_and_minutes_are_kept(laid_out: list[tuple[Deck, DeckFrames]]) -> None:
    checked = 0
    for deck, drawn in laid_out:
        checked += 1
        titles = [frame.title for frame in drawn.frames]
        assert len(titles) == len(set(titles))
        assert len({frame.name for frame in drawn.frames}) == len(drawn.frames)
        assert sum(frame.minutes for frame in drawn.frames) == sum(section.minutes or 0 for section in deck.sections)
    assert checked


def test_every_slide_has_title_notes_and_number_and_figures_have_words(
    laid_out: list[tuple[Deck, DeckFrames]],
) -> None:
    checked = 0
    for _, drawn in laid_out:
        for number, frame in enumerate(drawn.frames, 1):
            checked += 1
            placeholders = {item.placeholder: item for item in frame.walk() if isinstance(item, Text)}
            assert "title" in placeholders
            assert placeholders["title"].body.text == frame.title
            assert frame.notes
            if "number" in THEME.layouts[frame.layout].placeholders:
                assert placeholders["number"].body.text == str(number)
    assert checked


def test_nothing_in_the_room_is_below_the_floor(laid_out: list[tuple[Deck, DeckFrames]]) -> None:
    small = {"footer", "number", "kicker", "date"}
    unread = {"back to agenda", "chip"}
    checked = 0
    for _, drawn in laid_out:
        for frame in drawn.frames:
            for item, body, _, _ in texts(frame):
                if not (isinstance(item, Text) and item.placeholder in small) and item.name not in unread:
                    checked += 1
                    sizes = [run.size or p.size for p in body.paragraphs for run in p.runs]
                    assert min(sizes, default=THEME.scale.floor) >= THEME.scale.floor, (frame.name, item.name)
    assert checked


def test_too_many_parts_go_on_over_further_slides() -> None:
    parts = tuple(part(number, 10, "一个不长不短的要点") for number in range(12))
    drawn = lay_out(deck_of(figure_slide()), pack_of(parts, "pillars"))
    count = len(drawn.frames)
    assert count > 1
    assert [frame.title for frame in drawn.frames] == [f"一句话（{i}/{count}）" for i in range(1, count + 1)]
    said = "\n".join(body.text for frame in drawn.frames for _, body, _, _ in texts(frame))
    assert all(f"部分{number}" in said for number in range(12))
    assert said.count("一个不长不短的要点") == 120
    assert sum(frame.minutes for frame in drawn.frames) == pytest.approx(3)
    for frame in drawn.frames:
        assert_sound(frame)


@pytest.mark.parametrize("figure", ["pillars", "checklist", "numbered", "timeline"])
def test_one_part_with_very_much_goes_on_over_further_slides(figure: str) -> None:
    sentence = "各单位按季度把完成情况报到办公室并附上说明" * 5
    parts = (part(0, 1, "短"), part(1, 10, sentence), part(2, 2, "短"))
    drawn = lay_out(deck_of(figure_slide()), pack_of(parts, figure))
    said = "\n".join(body.text for frame in drawn.frames for _, body, _, _ in texts(frame))
    assert [said.count(f"{sentence}{i}") for i in range(10)] == [1] * 10
    assert sum(frame.minutes for frame in drawn.frames) == pytest.approx(3)
    titles = [f"一句话（{number}/{len(drawn.frames)}）" for number in range(1, len(drawn.frames) + 1)]
    assert [frame.title for frame in drawn.frames] == titles
    for frame in drawn.frames:
        assert_sound(frame)


def test_a_part_drawn_by_itself_goes_on_too() -> None:
    sentence = "各单位按季度把完成情况报到办公室并附上说明" * 5
    of = "units/u#frameworks.f.parts.p0"
    slide = Slide(name="p", layout="figure", title="一句话", blocks=(FigureBlock(of=of),), minutes=3, of=of)
    drawn = lay_out(deck_of(slide), pack_of((part(0, 10, sentence),), "pillars"))
    assert len(drawn.frames) > 1
    said = "\n".join(body.text for frame in drawn.frames for _, body, _, _ in texts(frame))
    assert [said.count(f"{sentence}{i}") for i in range(10)] == [1] * 10


def test_what_is_too_long_for_a_slide_of_its_own_is_the_one_that_is_told() -> None:
    parts = (part(0, 8, "各单位按季度把完成情况报到办公室" * 4), Part(
        id="p1", name="部分", evidence=EVIDENCE, points=(Point(text="短"), Point(text="长" * 3000)),
    ))  # fmt: skip
    with pytest.raises(ProblemError) as caught:
        lay_out(deck_of(figure_slide()), pack_of(parts, "pillars"))
    assert "“长长长" in caught.value.problems[0].message


def test_a_list_goes_on_and_its_paragraph_stands_on_the_last_slide() -> None:
    entries = tuple(Entry(text="很长的一句话" * 12) for _ in range(14))
    blocks = (ListBlock(style="steps", entries=entries), ParagraphBlock(text="想一想", role="question"))
    slide = Slide(name="l", layout="figure", title="长单", blocks=blocks, minutes=2)
    drawn = lay_out(deck_of(slide), pack_of((part(0, 1, "a"),), "pillars"))
    assert len(drawn.frames) > 1
    with_question = ["想一想" in "".join(b.text for _, b, _, _ in texts(frame)) for frame in drawn.frames]
    assert with_question == [False] * (len(drawn.frames) - 1) + [True]


def _is_number(item: AnyItem) -> bool:
    return isinstance(item, Text) and item.placeholder == "number"


def marks(frame: Frame) -> list[str]:
    return [
        item.body.text
        for item in frame.walk()
        if isinstance(item, Shape | Text) and item.body and item.body.text.isdigit() and not _is_number(item)
    ]


def test_the_numbers_of_steps_go_on() -> None:
    entries = tuple(Entry(text="很长的一句话" * 12) for _ in range(14))
    slide = Slide(
        name="l", layout="figure", title="长单", blocks=(ListBlock(style="steps", entries=entries),), minutes=2
    )
    drawn = lay_out(deck_of(slide), pack_of((part(0, 1, "a"),), "pillars"))
    assert len(drawn.frames) > 1
    assert [mark for frame in drawn.frames for mark in marks(frame)] == [str(number) for number in range(1, 15)]


def test_the_numbers_of_a_numbered_figure_go_on() -> None:
    parts = tuple(part(number, 6, "一个不长不短的要点") for number in range(10))
    drawn = lay_out(deck_of(figure_slide()), pack_of(parts, "numbered"))
    assert len(drawn.frames) > 1
    assert [mark for frame in drawn.frames for mark in marks(frame)] == [str(number) for number in range(1, 11)]


@pytest.mark.parametrize("figure", ["loop", "formula"])
def test_what_is_one_whole_is_not_cut_in_two(figure: str) -> None:
    parts = tuple(part(number, 9, "一个不长不短的要点") for number in range(9))
    with pytest.raises(ProblemError) as caught:
        lay_out(deck_of(figure_slide()), pack_of(parts, figure))
    assert caught.value.problems[0].code == "layout.too-long"


def test_what_is_too_long_beside_the_body_is_told_with_the_rest() -> None:
    parts = (part(0, 2, "太长" * 400), part(1, 1, "短"))
    cover = Slide(name="c", layout="section", title="一", subtitle="长" * 400)
    with pytest.raises(ProblemError) as caught:
        lay_out(deck_of(cover, figure_slide()), pack_of(parts, "pillars"))
    assert len(caught.value.problems) == 2


def test_a_template_with_too_little_room_has_the_figure_in_another_form_before_it_refuses() -> None:
    """What is whole in a theme of ours is drawn as one that can be cut; where nothing does, the template is named."""
    parts = tuple(part(number, 9, "一个不长不短的要点") for number in range(9))
    theirs = replace(THEME, template=Path("corporate.pptx"))
    drawn = lay_out(deck_of(figure_slide()), pack_of(parts, "formula"), theirs)
    assert {frame.instead for frame in drawn.frames} == {"numbered"}
    with pytest.raises(ProblemError) as caught:
        lay_out(deck_of(figure_slide()), pack_of((part(0, 2, "太长" * 4000),), "pillars"), theirs)
    (problem,) = caught.value.problems
    assert (problem.code, problem.place.file) == ("template-file.room", "corporate.pptx")


def test_what_cannot_fit_names_the_line_the_room_and_the_need() -> None:
    parts = (part(0, 2, "太长" * 400), part(1, 1, "短"))
    with pytest.raises(ProblemError) as caught:
        lay_out(deck_of(figure_slide()), pack_of(parts, "pillars"))
    (problem,) = caught.value.problems
    assert problem.code == "layout.too-long"
    assert problem.place in (Place("u", 9, 5), Place("units/u.yaml", 7, 3))
    assert "room" in problem.message
    assert "needed" in problem.message


def test_a_figure_that_makes_no_sense_is_a_problem_with_its_line() -> None:
    with pytest.raises(ProblemError) as caught:
        lay_out(deck_of(figure_slide()), pack_of((part(0, 1, "a"),), "formula"))
    (problem,) = caught.value.problems
    assert (problem.code, problem.place) == ("layout.figure", Place("units/u.yaml", 7, 3))


def test_all_slides_that_fail_are_told_at_once() -> None:
    slides = [replace(figure_slide(), name=name) for name in ("a", "b")]
    with pytest.raises(ProblemError) as caught:
        lay_out(deck_of(*slides), pack_of((part(0, 1, "a"),), "formula"))
    assert len(caught.value.problems) == 2


def test_a_long_title_takes_two_balanced_lines_and_the_body_makes_room() -> None:
    long = replace(figure_slide("一句很长很长的话说明这一页到底要讲什么并且还要再说上一些补充才能说完"), name="long")
    pack = pack_of((part(0, 1, "a"), part(1, 1, "b")), "pillars")
    two, one = lay_out(deck_of(long, figure_slide()), pack).frames
    titles = [next(i for i in f.walk() if isinstance(i, Text) and i.placeholder == "title") for f in (two, one)]
    assert [len(title.body.paragraphs[0].lines) for title in titles] == [2, 1]
    widths = [line.width for line in titles[0].body.paragraphs[0].lines]
    assert min(widths) > 0.6 * max(widths)
    below = min(item.rect.y for item in two.items if isinstance(item, Group) and item.name.startswith("figure"))
    assert below >= titles[0].rect.bottom


def come(frame: Frame) -> int:
    """How far right the strip has come on a slide, in EMU."""
    return max(item.rect.right for item in frame.items if item.name in ("progress · done", "progress · current"))


def test_progress_grows_from_slide_to_slide() -> None:
    slides = [replace(figure_slide(f"第{i}页"), name=f"s{i}") for i in range(4)]
    pack = pack_of((part(0, 1, "a"), part(1, 1, "b")), "pillars")
    done = [come(frame) for frame in lay_out(deck_of(*slides), pack).frames]
    assert done == sorted(set(done))
    assert done[-1] == pytest.approx(THEME.width, rel=0.01)


def test_progress_of_very_many_sections_is_one_stretch_inside_the_slide() -> None:
    slides = [replace(figure_slide(f"第{i}页"), name=f"s{i}") for i in range(60)]
    pack = pack_of((part(0, 1, "a"), part(1, 1, "b")), "pillars")
    deck = replace(deck_of(), sections=tuple(Section(name=slide.name, slides=(slide,)) for slide in slides))
    frames = lay_out(deck, pack).frames
    done = [come(frame) for frame in frames]
    assert done == sorted(set(done))
    assert done[-1] == THEME.width
    assert all(len(frame.fixed) == 1 for frame in frames)


@pytest.mark.parametrize("because", ["", "因为原文就是这样说的，一字不差。"], ids=["blank", "told"])
@pytest.mark.parametrize("option", ["选项", "这是一个相当长的选项，用来看版面放不放得下它"], ids=["short", "long"])
@pytest.mark.parametrize("count", range(2, 9))
def test_a_quiz_has_room_for_its_options_with_and_without_a_reason(count: int, option: str, because: str) -> None:
    options = tuple(f"{option}{number}" for number in range(count))
    quiz = QuizBlock(question="问？", options=options, answer="B", because=because)
    slide = Slide(name="q", layout="figure", title="问？", blocks=(quiz,), minutes=1)
    deck = Deck(name="d", title="t", lang="zh-CN", sections=(Section(name="s", slides=(slide,)),))
    (frame,) = lay_out_deck(deck, PackOf(), THEME).frames
    assert_sound(frame)
    said = [body.text for _, body, _, _ in texts(frame)]
    assert all(each in said for each in options)
    assert not any(item.name.startswith("reason") for item in frame.walk()) or because


class PackOf:
    """Places of a deck that comes from no pack."""

    def place(self, path: str) -> Place:
        return Place(path or "here", 1, 1)


@pytest.mark.parametrize("key", ["title: Dough rests", "title: Bread that"])
def test_a_text_around_the_body_is_told_at_its_own_line(tmp_path: Path, key: str) -> None:
    folder = write_pack(tmp_path / "pack", "pillars", 3)
    file = folder / "bakery.yaml"
    file.write_text(file.read_text("utf-8").replace(key, f"{key} {'in many more words ' * 20}", 1), "utf-8")
    with pytest.raises(ProblemError) as caught:
        lay_out_pack(folder)
    lines = file.read_text("utf-8").split("\n")
    told = {lines[problem.place.line - 1].strip()[: len(key)] for problem in caught.value.problems}
    assert told == {key}


@pytest.mark.parametrize(("title", "count"), [("填好的表是什么样", "（1/2）"), ("A form filled in", " (1/2)")])
def test_the_number_of_a_continued_title_is_light_and_quiet_beside_it(title: str, count: str) -> None:
    slide = Slide(layout="figure", name="s", of="", title=title + count)
    place = THEME.layouts["figure"].placeholders["title"]
    (paragraph,) = title_text(slide, place, 1, THEME).body.paragraphs
    said, quiet = paragraph.runs
    assert (said.text, quiet.text) == (title, count)
    assert said.size is quiet.size is None, "the layout says the size"
    assert (quiet.bold, quiet.face) == (False, "minor")
    assert quiet.color == THEME.color("muted")
    plain = replace(slide, title=title)
    assert len(title_text(plain, place, 1, THEME).body.paragraphs[0].runs) == 1
