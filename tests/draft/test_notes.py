"""Notes: the order of speaking, the time, and what leads to the next slide."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest
from deckbrief.draft.notes import notes_of_part, span, spoken_notes, without_bridge
from deckbrief.draft.slides import Note, NoteForms, NoteRole

LABELS: dict[NoteRole, str] = {"ask": "提问：", "watch": "提醒：", "bridge": "过渡：", "evidence": "依据："}
FORMS = NoteForms(
    labels=LABELS,
    spans={"span_minutes": "{minutes}分钟", "span_seconds": "{seconds}秒", "span_both": "{minutes}分{seconds}秒"},
    time_line="本页{minutes}，累计{running}，全程{total}。",
    next_slide="接下来看：{title}",
    next_slide_plain="往下看。",
    last_slide="到这里就讲完了。",
    continued="接着讲。",
)
NOTES = (Note("evidence", "第1段"), Note("ask", "为什么？"), Note("say", "先说。"), Note("say", "再说。"))


def said(notes: Sequence[Note], *given: Any) -> tuple[str, ...]:
    return tuple(note.line for note in spoken_notes(notes, FORMS, *given))


def test_a_note_is_what_it_is_whatever_it_begins_with() -> None:
    notes = (Note("say", "提问：是他讲的第一个词。"), Note("ask", "为什么？"))
    _, *spoken = spoken_notes(notes, FORMS, 1, 1, 2, "下一页")
    assert [(note.role, note.label, note.text) for note in spoken] == [
        ("say", "", "提问：是他讲的第一个词。"),
        ("ask", "提问：", "为什么？"),
        ("bridge", "过渡：", "接下来看：下一页。"),
    ]


def test_notes_stand_in_the_order_of_speaking_after_the_time() -> None:
    notes = (*NOTES, Note("bridge", "往下看。"), Note("watch", "别急。"), Note("takeaway", ""))
    assert said(notes, 1.25, 12.0, 90.0, "下一页") == (
        "本页1分15秒，累计12分钟，全程90分钟。",
        "先说。",
        "再说。",
        "提问：为什么？",
        "提醒：别急。",
        "过渡：往下看。",
        "依据：第1段",
    )


@pytest.mark.parametrize(
    ("minutes", "words"),
    [(1.75, "1分45秒"), (0.75, "45秒"), (26.0, "26分钟"), (0.999999, "1分钟"), (61.5, "61分30秒"), (0, "0分钟")],
)
def test_time_is_said_in_minutes_and_seconds(minutes: float, words: str) -> None:
    assert span(minutes, FORMS.spans) == words


def test_a_slide_without_a_transition_names_the_next_one_and_the_last_says_goodbye() -> None:
    assert "过渡：接下来看：下一页。" in said(NOTES, 1, 1, 2, "下一页")
    assert "过渡：接下来看：真的吗？" in said(NOTES, 1, 1, 2, "真的吗？")
    assert "过渡：到这里就讲完了。" in said(NOTES, 1, 2, 2, "")


def test_a_transition_can_be_taken_away() -> None:
    assert without_bridge((*NOTES, Note("bridge", "往下看。"))) == NOTES


def test_a_slide_that_goes_on_says_its_words_once_and_leads_on_at_the_end() -> None:
    notes = (*NOTES, Note("bridge", "往下看。"))
    first, middle, last = (notes_of_part(notes, FORMS, part, 3) for part in range(3))
    assert first == NOTES
    assert [note.text for note in middle] == ["接着讲。", "第1段", "为什么？"]
    assert [note.text for note in last] == ["接着讲。", "第1段", "为什么？", "往下看。"]


@pytest.mark.parametrize(
    ("title", "leads"),
    [
        ("一年四个抓手，首尾相接成闭环", "接下来看：一年四个抓手，首尾相接成闭环。"),
        ("重点始终是条例的学习宣传贯彻，不同的人有不同的学法", "往下看。"),
        ("The “Open Shelf” lends 1,200 books", "接下来看：The “Open Shelf” lends 1,200 books。"),
        ("Three doors let in three kinds of people, who never came before", "往下看。"),
    ],
)
def test_a_title_is_said_whole_or_not_at_all(title: str, leads: str) -> None:
    bridge = next(note for note in said(NOTES, 1, 1, 2, title) if note.startswith("过渡："))
    assert bridge.replace("‘", "“").replace("’", "”").removeprefix("过渡：") in (
        leads,
        leads.replace("books。", "books."),
    )
