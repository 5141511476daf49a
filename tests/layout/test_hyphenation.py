"""Latin words that are wider than a line are parted at syllables, with a hyphen; others are left alone."""

from __future__ import annotations

import re

import pytest
from deckbrief.base.length import Emu, Pt, Rect, px
from deckbrief.layout.frame import Run, TextBody
from deckbrief.layout.text.fit import Copy, DoesNotFit, Slot, fit
from deckbrief.layout.text.hyphenation import put_in, put_in_runs, stops
from deckbrief.theme.metrics import advance, text_width
from deckbrief.theme.theme import Color
from hypothesis import given
from hypothesis import strategies as st

INK = Color("dk1")
PARTED = re.compile("-\v")


def body(text: str, width: int, height: int = 900, floor: float = 16, runs: tuple[Run, ...] = ()) -> TextBody:
    copy = Copy(text=text, size=Pt(24), floor=Pt(floor), color=INK, path="p", runs=runs)
    return fit(Slot(copies=(copy,), box=Rect(Emu(0), Emu(0), px(width), px(height))), 1.2)


@pytest.mark.parametrize(
    ("word", "parts"),
    [
        ("internationalisation", {"inter", "na", "tion", "al", "isa", "in", "ter"}),
        ("Überraschungsmöglichkeiten", {"Über", "ra", "schungs", "mög", "lich", "kei", "ten", "Überra", "möglich"}),
    ],
)
def test_a_word_too_wide_for_its_line_is_parted_where_its_language_would(word: str, parts: set[str]) -> None:
    found = body(word, 190).text.replace("\v", "").split("-")
    assert len(found) >= 2
    assert "".join(found) == word
    assert all(advance(part) * 16 * 12.7 <= px(190) for part in found)


def test_no_line_ends_inside_of_a_word_without_a_hyphen() -> None:
    text = "We counterrevolutionaries go"
    made = body(text, 160)
    (paragraph,) = made.paragraphs
    for line in paragraph.lines[:-1]:
        end = made.text[: line.end].rstrip("\v")
        assert end.endswith("-") or not end[-1].isalpha() or made.text[line.end : line.end + 1].isspace()
    assert PARTED.sub("", made.text) == text


def test_what_fits_stays_as_it_is() -> None:
    for text in ("counterrevolutionaries", "短文和 word", "https://example.org/averyveryverylongpath"):
        assert PARTED.search(body(text, 1200).text) is None


def test_runs_keep_their_looks() -> None:
    runs = (Run("A "), Run("counterrevolutionaries", bold=True), Run(" end"))
    made = body("A counterrevolutionaries end", 170, runs=runs)
    told = [(run.text, run.bold) for run in made.paragraphs[0].runs]
    assert [PARTED.sub("", text) for text, _ in told] == ["A ", "counterrevolutionaries", " end"]
    assert [bold for _, bold in told] == [False, True, False]
    assert PARTED.search(told[1][0])


@given(st.text(alphabet="abcdeüé 中", max_size=60), st.integers(20, 400))
def test_nothing_is_lost_and_nothing_gets_wider(text: str, width: int) -> None:
    try:
        made = body(text, width, 4000)
    except DoesNotFit:
        return
    assert PARTED.sub("", made.text) == text
    size = made.paragraphs[0].size if made.paragraphs else Pt(16)
    letters = text_width("中-", size)
    for part in re.findall(r"[a-zéü]{4,}-(?=\v)", made.text):
        assert text_width(part, size) <= max(px(width), letters)


def test_putting_in() -> None:
    assert put_in("abcdef", {2: "-", 4: "+"}) == "ab-cd+ef"
    made = put_in_runs((Run("abc"), Run("def")), {3: "-", 5: "+"})
    assert [run.text for run in made] == ["abc-", "de+f"]
    assert stops("abc", 1, "regular") == {}


def test_words_of_other_languages_say_so_in_decks() -> None:
    from deckbrief.export.pptx.body import paragraphs
    from deckbrief.export.pptx.references import SlideReferences

    made = body("吃김치吧，Gemütlichkeit也好", 1200)
    refs = SlideReferences.__new__(SlideReferences)
    object.__setattr__(refs, "lang", "zh-CN")
    told = re.findall(r'lang="([\w-]+)"[^>]*>.*?<a:t>([^<]*)</a:t>', paragraphs(made, refs))
    assert told == [
        ("zh-CN", "吃"), ("ko-KR", "김치"), ("zh-CN", "吧，"), ("de-DE", "Gemütlichkeit"), ("zh-CN", "也好"),
    ]  # fmt: skip


def test_a_small_unit_beside_a_large_number_is_not_parted() -> None:
    runs = (Run("90", bold=True), Run(" volunteers", size=Pt(16)))
    copy = Copy(text="90 volunteers", size=Pt(92), floor=Pt(92), color=INK, path="p", runs=runs)
    made = fit(Slot(copies=(copy,), box=Rect(Emu(0), Emu(0), px(330), px(200))), 1.0)
    assert made.text == "90 volunteers"
