"""Words and a picture on one free slide: beside each other, whatever the theme, the texts, the shape of the picture."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from deckbrief.base.length import EMU_PER_PT, px
from deckbrief.content.check import check_pack
from deckbrief.content.read import read_pack
from deckbrief.draft.decks import draft_deck
from deckbrief.export.pptx.deck import write_deck
from deckbrief.layout.frame import Frame, Image, Text
from deckbrief.layout.slide.slide import lay_out_deck
from deckbrief.theme.load import load_theme
from deckbrief.theme.template.load import load_template
from PIL import Image as Pixels
from pptx import Presentation

from tests.layout.test_free import frames_of, pack_with, titled
from tests.support.small_pack import ROOTS, THEME

SHAPES = {"wide": (1600, 900), "square": (1400, 1300), "tall": (900, 1400)}
WORDS = {
    "few": "bullets: [扶手离地八十五厘米, 两端向下弯]",
    "led": "lead: 去年装了扶手的走廊没有一起摔倒记录。, bullets: [扶手离地八十五厘米, 两端向下弯]",
    "nested": "bullets: [{text: 先问候, bullets: [称呼姓氏加尊称, 蹲下来说话]}, {text: 说得慢, bullets: [一次问一个]}]",
    "prose": "text: [做饭对老人来说，是每天最费力的一件事。我们先做午饭。, 一餐热饭能让人每天下楼一次。]",
    "latin": "bullets: [Eighty-five centimetres above the floor, Both ends bent down, A colour that stands out]",
}
MANY = "bullets: [" + ", ".join(f"第{number}条，每天开门以前把防滑垫和扶手检查一遍再签名" for number in range(14)) + "]"


def pack(folder: Path, body: str, shape: str = "square", title: str = "Hall", more: str = "") -> Path:
    picture = f"picture: {{file: hall.png, alt: The hall, caption: Second floor{more}}}"
    pack_with(folder, f"  - {{title: {title}, {body}, {picture}}}\n")
    Pixels.new("RGB", SHAPES[shape], "navy").save(folder / "hall.png")
    return folder


def parts(frame: Frame) -> tuple[Text, Image]:
    (words,) = [item for item in frame.walk() if isinstance(item, Text) and item.name == "bullets"]
    (image,) = [item for item in frame.walk() if isinstance(item, Image) and item.path]
    return words, image


def assert_beside(frame: Frame, whole: int) -> None:
    words, image = parts(frame)
    assert words.rect.right <= image.rect.x
    assert words.body.height * EMU_PER_PT <= words.rect.height
    assert all(paragraph.size >= 16 for paragraph in words.body.paragraphs)
    assert image.rect.width >= whole * 0.4
    assert image.alt == "The hall"


@pytest.mark.parametrize("theme", ["vermilion", "ink", "plain"])
@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("words", WORDS)
def test_words_stand_at_the_left_of_a_picture(tmp_path: Path, words: str, shape: str, theme: str) -> None:
    deck = frames_of(pack(tmp_path / "pack", WORDS[words], shape), theme)
    (frame,) = titled(deck, "Hall")
    assert_beside(frame, frame.width)
    text, image = parts(frame)
    beside = shape != "wide"
    assert (frame.layout == "picture-text") == beside
    assert (text.placeholder, image.placeholder) == ("body", "picture" if beside else "")
    if beside:
        (title,) = [item for item in frame.walk() if isinstance(item, Text) and item.placeholder == "title"]
        assert 0 < text.rect.y - title.rect.y - title.body.height * EMU_PER_PT < px(48), "close below the title"
        assert text.body.anchor == "top"
    assert max(paragraph.size for paragraph in text.body.paragraphs) >= 22


def test_a_long_title_or_a_takeaway_has_the_whole_width(tmp_path: Path) -> None:
    long = "走廊里多一条扶手就少一次摔倒的道理要讲给每一位店长和每一位志愿者听"
    for number, (title, body) in enumerate(((long, WORDS["few"]), ("Hall", f"{WORDS['few']}, takeaway: 先装扶手。"))):
        deck = frames_of(pack(tmp_path / str(number), body, title=title))
        (frame,) = titled(deck, title)
        assert frame.layout == "text"
        assert_beside(frame, frame.width)


def test_each_continuation_shows_the_picture(tmp_path: Path) -> None:
    deck = frames_of(pack(tmp_path / "pack", MANY))
    frames = [frame for frame in deck.frames if frame.title.startswith("Hall")]
    assert len(frames) > 1
    for frame in frames:
        assert_beside(frame, frame.width)
    told = [paragraph.text for frame in frames for paragraph in parts(frame)[0].body.paragraphs]
    assert len(told) == 14


def test_lines_come_by_clicks_and_the_picture_is_there(tmp_path: Path) -> None:
    (frame,) = titled(frames_of(pack(tmp_path / "pack", f"{WORDS['few']}, reveal: true")), "Hall")
    words, image = parts(frame)
    assert [paragraph.click for paragraph in words.body.paragraphs] == [1, 2]
    assert image.click == 0


def test_a_picture_shown_whole_is_not_cut(tmp_path: Path) -> None:
    (frame,) = titled(frames_of(pack(tmp_path / "pack", WORDS["few"], "tall", more=", fit: whole")), "Hall")
    _, image = parts(frame)
    assert not any(image.crop)


def test_a_template_of_ones_own_has_both_in_its_body(tmp_path: Path, make_templates: Any) -> None:
    theme, _ = load_template(make_templates.corporate(tmp_path / "corporate.pptx"), THEME)
    for number, words in enumerate(WORDS.values()):
        read = read_pack(pack(tmp_path / str(number), words))
        deck = lay_out_deck(draft_deck(read, read.sessions[0], ROOTS), read, theme)
        (frame,) = titled(deck, "Hall")
        text, image = parts(frame)
        body = theme.layout("text").body
        assert text.placeholder == "body"
        assert text.rect.right <= image.rect.x
        assert body.contains(image.rect)
        assert all(abs(edge) < px(40) for edge in (text.rect.x - body.x, text.rect.y - body.y))


def test_a_deck_has_both_in_placeholders_of_their_layout(tmp_path: Path) -> None:
    read = read_pack(pack(tmp_path / "pack", WORDS["few"]))
    assert check_pack(read) == []
    theme = load_theme("vermilion", (ROOTS[0] / "themes",))
    deck = lay_out_deck(draft_deck(read, read.sessions[0], ROOTS), read, theme)
    made: Any = Presentation(BytesIO(write_deck(deck, theme)))
    (slide,) = [slide for slide in made.slides if slide.shapes.title and slide.shapes.title.text == "Hall"]
    held = {shape.placeholder_format.type.name: shape for shape in slide.placeholders}
    assert held["PICTURE"]._element.xpath(".//p:cNvPr/@descr") == ["The hall"]
    assert held["BODY"].has_text_frame
    assert slide.slide_layout.name
