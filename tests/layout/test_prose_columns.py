"""Long texts stand in one column or in two on a card: all that they say, in type that is read, inside of it."""

from __future__ import annotations

from pathlib import Path

import pytest
from deckbrief.base.length import EMU_PER_PT
from deckbrief.draft.slides import Entry, ListBlock
from deckbrief.layout.frame import DeckFrames, Frame, Shape, Text
from deckbrief.layout.slide.prose_columns import has_two_columns

from tests.layout.test_free import frames_of, pack_with, titled

SENTENCE = "老城站开了第一张餐桌，每天准备四十份饭，十一点半开门，一点收摊，志愿者送到门口。"
LATIN = "We begin with lunch, since a warm meal brings people down the stairs once a day, and lets us see them. "


def deck_of(folder: Path, paragraphs: list[str], theme: str = "vermilion", more: str = "") -> DeckFrames:
    text = ", ".join(f"'{paragraph}'" for paragraph in paragraphs)
    return frames_of(pack_with(folder, f"  - {{title: History, text: [{text}]{more}}}\n"), theme)


def texts_of(frame: Frame) -> list[Text]:
    return [item for item in frame.walk() if isinstance(item, Text) and item.placeholder in ("left", "right", "body")]


def assert_on_card(frame: Frame) -> None:
    (card,) = [item for item in frame.walk() if isinstance(item, Shape) and item.name == "card"]
    texts = texts_of(frame)
    assert texts
    for text in texts:
        assert card.rect.contains(text.rect)
        assert text.body.height * EMU_PER_PT <= text.rect.height
        assert all(paragraph.size >= 16 for paragraph in text.body.paragraphs)
    if len(texts) == 2:
        assert texts[0].rect.right < texts[1].rect.x


@pytest.mark.parametrize("theme", ["vermilion", "ink", "plain"])
@pytest.mark.parametrize(("sentence", "least"), [(SENTENCE * 2, 18), (LATIN, 20), (SENTENCE + SENTENCE[:20], 20)])
def test_a_long_text_has_two_columns(tmp_path: Path, sentence: str, least: float, theme: str) -> None:
    paragraphs = [f"{number} {sentence}" for number in range(4)]
    (frame,) = titled(deck_of(tmp_path / "pack", paragraphs, theme), "History")
    assert frame.layout == "two-columns"
    assert [text.placeholder for text in texts_of(frame)] == ["left", "right"]
    assert_on_card(frame)
    told = "".join(text.body.text for text in texts_of(frame))
    assert all(f"{number} " in told for number in range(4))
    assert min(paragraph.size for text in texts_of(frame) for paragraph in text.body.paragraphs) >= least


@pytest.mark.parametrize("paragraphs", [[SENTENCE * 9], [SENTENCE, SENTENCE * 8]])
def test_a_text_that_cannot_be_parted_has_one(tmp_path: Path, paragraphs: list[str]) -> None:
    (frame,) = titled(deck_of(tmp_path / "pack", paragraphs), "History")
    assert frame.layout == "text"
    assert [text.placeholder for text in texts_of(frame)] == ["body"]
    assert_on_card(frame)


def test_what_has_no_room_even_so_is_continued(tmp_path: Path) -> None:
    paragraphs = [f"{number} {SENTENCE * 4}" for number in range(9)]
    frames = [frame for frame in deck_of(tmp_path / "pack", paragraphs).frames if frame.title.startswith("History")]
    assert len(frames) > 1
    for frame in frames:
        assert_on_card(frame)
    told = "".join(text.body.text for frame in frames for text in texts_of(frame))
    assert [number for number in range(9) if f"{number} " in told] == [*range(9)]


def test_paragraphs_come_by_clicks_over_both_columns(tmp_path: Path) -> None:
    paragraphs = [f"{number} {SENTENCE * 2}" for number in range(4)]
    (frame,) = titled(deck_of(tmp_path / "pack", paragraphs, more=", reveal: true"), "History")
    clicks = [paragraph.click for text in texts_of(frame) for paragraph in text.body.paragraphs]
    assert clicks == [*range(1, len(clicks) + 1)]


def test_columns_are_about_as_long_as_each_other() -> None:
    def parted(*lengths: int) -> bool:
        entries = tuple(Entry(text="长" * length) for length in lengths)
        return has_two_columns([ListBlock(style="prose", entries=entries)])

    assert parted(80, 80)
    assert parted(30, 60, 90)
    assert not parted(20, 160)
    assert not parted(160)
    assert not has_two_columns([ListBlock(style="bullets", entries=(Entry(text="a"), Entry(text="b")))])
