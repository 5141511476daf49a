"""Readings: the phrase decides, else the commonest; and the tables are what the script derives."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import pytest
from deckbrief.base.script import order as order_module
from deckbrief.base.script.order import order, readings
from hypothesis import given
from hypothesis import strategies as st

HERE = Path(__file__).parent
FOLDER = Path(order_module.__file__).parent


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("重庆", "chóng qìng"),
        ("重量", "zhòng liàng"),
        ("去重庆的银行", "qù chóng qìng de yín háng"),
        ("行长", "háng zhǎng"),
        ("长沙", "cháng shā"),
        ("音乐", "yīn yuè"),
        ("快乐", "kuài lè"),
        ("臺灣", "tái wān"),
        ("A座", " zuò"),
    ],
)
def test_the_phrase_decides_how_a_character_reads(text: str, spoken: str) -> None:
    assert " ".join(readings(text)) == spoken


def test_readings_are_ordered_by_letters_then_dots_then_tones() -> None:
    names = ["路", "鹿", "吕", "绿", "乱", "略", "轮", "罗"]
    assert sorted(["罗", *names[:-1]], key=lambda name: order(name, chinese=True)) == names


def test_one_character_s_names_stand_together() -> None:
    names = ["公安", "公司", "功夫", "工人"]
    ordered = sorted(names, key=lambda name: order(name, chinese=True))
    at = sorted(ordered.index(name) for name in ("公安", "公司"))
    assert at[1] - at[0] == 1


@given(st.text())
def test_every_text_has_a_place_and_one_reading_a_character(text: str) -> None:
    assert len(readings(text)) == len(text)
    assert order(text, chinese=True) == order(text, chinese=True)
    assert order(text, chinese=False)[0] in (0, 1, 2)


def test_the_tables_are_what_the_script_derives(tmp_path: Path) -> None:
    spec = importlib.util.spec_from_file_location("derive_pinyin", HERE / "derive_pinyin.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    module.main(str(tmp_path))
    for name in ("pinyin.txt", "phrases.txt"):
        assert (tmp_path / name).read_bytes() == (FOLDER / name).read_bytes(), name
