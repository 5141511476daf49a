"""A short list with lines under its lines: a card for each of its own, where they suit it; else a list as before."""

from __future__ import annotations

from pathlib import Path

import pytest
from deckbrief.base.length import px
from deckbrief.draft.slides import Entry, ListBlock
from deckbrief.layout.frame import Frame, Text
from deckbrief.layout.slide.nested import as_cards
from deckbrief.layout.text.line_boxes import line_boxes

from tests.layout.test_free import frames_of, pack_with, said, titled
from tests.layout.test_slide import assert_sound

UNDER = ["先问候，再问餐", "说得慢，重复一遍", "不替老人做决定", "答应的事要记下"]


def drawn(folder: Path, tops: int, under: int, text: str = "蹲下来说话") -> Frame:
    lines = ", ".join(f"{text}{number}" for number in range(under))
    entries = ", ".join(f'{{text: "{name}", bullets: [{lines}]}}' for name in UNDER[:tops])
    (frame,) = titled(frames_of(pack_with(folder, f"  - {{title: 接待, bullets: [{entries}]}}\n")), "接待")
    return frame


@pytest.mark.parametrize("under", [1, 2, 3])
@pytest.mark.parametrize("tops", [2, 3, 4])
def test_each_line_with_its_own_is_a_card(tmp_path: Path, tops: int, under: int) -> None:
    frame = drawn(tmp_path / "pack", tops, under)
    assert_sound(frame)
    words = "".join(said(frame))
    assert all(name in words for name in UNDER[:tops])
    told = [item for item in frame.walk() if isinstance(item, Text) and item.placeholder.startswith("text-")]
    assert len(told) == tops
    for text in told:
        assert all(paragraph.size >= 20 for paragraph in text.body.paragraphs)
        lines = list(line_boxes(text.body, text.rect))
        assert len(lines) == under, "no line under another is broken"
        assert all(line.right <= text.rect.right + px(1) for line in lines)
    assert not [item for item in frame.walk() if isinstance(item, Text) and item.placeholder == "body"]


def test_what_has_no_room_there_stays_a_list(tmp_path: Path) -> None:
    frame = drawn(tmp_path / "pack", 3, 2, text="蹲下来和坐着的老人一样高，看着他慢慢地说话")
    assert [item for item in frame.walk() if isinstance(item, Text) and item.placeholder == "body"]


@pytest.mark.parametrize(
    "levels", [(0, 0), (0, 1), (0, 1, 0), (0, 1, 0, 1, 2), (0, 1, 1, 1, 1, 0, 1), (0, 1) * 5]
)  # fmt: skip
def test_lists_that_are_not_even_are_none(levels: tuple[int, ...]) -> None:
    entries = tuple(Entry(text="看", level=level) for level in levels)
    assert as_cards([ListBlock(style="bullets", entries=entries)]) is None
    assert as_cards([]) is None


def test_names_are_larger_than_what_is_under_them(tmp_path: Path) -> None:
    frame = drawn(tmp_path / "pack", 3, 2)
    texts = [item for item in frame.walk() if isinstance(item, Text)]
    names = {item.body.paragraphs[0].size for item in texts if item.body.text in UNDER}
    under = {p.size for item in texts if item.placeholder.startswith("text-") for p in item.body.paragraphs}
    assert min(names) > max(under)
