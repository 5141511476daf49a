"""A text is never taken to be narrower than a font that a deck may meet sets it."""

from __future__ import annotations

import importlib.util
import unicodedata
from pathlib import Path
from types import ModuleType

import pytest
from deckbrief.base.length import EMU_PER_PT, Pt
from deckbrief.base.script.kinds import script_changes
from deckbrief.export.pdf.fonts import setup_folder
from deckbrief.theme import metrics
from deckbrief.theme.widths import ADVANCES
from hypothesis import given
from hypothesis import strategies as st

HERE = Path(__file__).parent
LATIN = "".join(map(chr, range(0x20, 0x7F)))
FONTS: dict[str, metrics.Weight] = {
    "pages/NotoSansCJK-Regular.ttc#2": "regular",
    "pages/NotoSansCJK-Bold.ttc#2": "bold",
    "pages/LiberationSans-Regular.ttf": "regular",
    "pages/LiberationSans-Bold.ttf": "bold",
    "pages/NotoSerifCJK-Bold.ttc#2": "heading",
    "pages/LiberationSerif-Bold.ttf": "heading",
    "test/DejaVuSerif-Bold.ttf": "heading",
    "test/DejaVuSans.ttf": "regular",
    "test/DejaVuSans-Bold.ttf": "bold",
}
"""Fonts of the set-up, and what is set in them. No deck depends on them."""


def deriving() -> ModuleType:
    """Return the script that derived the table."""
    spec = importlib.util.spec_from_file_location("derive_widths", HERE / "derive_widths.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def published() -> list[tuple[str, int, float]]:
    rows = (line.split("\t") for line in (HERE / "published_advances.tsv").read_text("utf-8").splitlines())
    return [(row[0], int(row[1], 16), float(row[2])) for row in rows if not row[0].startswith("#")]


def test_published_advances_are_within_the_table() -> None:
    rows = published()
    assert {font for font, _, _ in rows} >= {"Microsoft YaHei Regular", "Microsoft YaHei Bold", "DengXian Regular"}
    for font, point, width in rows:
        weight: metrics.Weight = "bold" if font.endswith(("Bold", "Semibold")) else "regular"
        assert metrics.advance(chr(point), weight) >= width, (font, chr(point))


@pytest.mark.parametrize("font", FONTS)
def test_installed_fonts_are_within_the_table(font: str) -> None:
    weight = FONTS[font]
    advances = deriving().font_advances(str(setup_folder().parent / font))
    assert len(advances) > 1000
    for point, width in advances.items():
        char = chr(point)
        if unicodedata.category(char)[0] in "MC" or unicodedata.name(char, "").startswith("ARABIC LIGATURE"):
            continue
        if "DejaVu" in font and point not in ADVANCES:
            continue  # a makeshift's own signs, which the other fonts lack: an em is taken for them
        assert metrics.advance(char, weight) >= width - 0.001, f"U+{point:04X}"


def test_every_letter_and_digit_is_in_the_table() -> None:
    assert {ord(char) for char in LATIN} <= set(ADVANCES)
    for regular, bold, heading in ADVANCES.values():
        assert min(regular, bold) > 0
        assert bold <= heading


@pytest.mark.parametrize("text", ["中文", "，。《》（）", "ＡＢＣ１２３", "あア", "“”‘’", "……", "①②", "α", "Я"])
def test_what_an_east_asian_font_may_set_on_the_em_counts_an_em_at_least(text: str) -> None:
    assert metrics.advance(text) >= metrics.EM * len(text)


def test_a_dash_is_wider_than_an_em() -> None:
    assert metrics.advance("——") >= 2 * 1080  # Microsoft YaHei


@pytest.mark.parametrize("mark", ["\u0301", "\u200d", "\ufe0f", "\u2060", "\u200b", "\U000e0067", "\u00ad"])
def test_what_is_not_seen_has_no_width(mark: str) -> None:
    assert metrics.advance(mark) == 0


def test_emoji_are_as_wide_as_in_segoe_ui_emoji() -> None:
    assert metrics.advance("😀") == metrics.EMOJI
    assert metrics.advance("1\ufe0f\u20e3") >= metrics.EMOJI


def test_bold_digits_are_wider() -> None:
    assert metrics.advance("0123456789", "bold") > metrics.advance("0123456789")


def test_width_is_in_emu_and_in_proportion_to_the_size() -> None:
    assert metrics.text_width("中文", Pt(20)) == 2 * 20 * EMU_PER_PT
    assert metrics.text_width("中文", Pt(40)) == 2 * metrics.text_width("中文", Pt(20))
    assert metrics.text_width("", Pt(20)) == 0


@pytest.mark.parametrize(
    ("text", "positions"),
    [
        ("建成165个", [2, 5]),
        ("中A中", [1, 2]),
        ("中 A 中", [2, 4]),
        ("同“1+N”中", [2, 6]),
        ("领导，AI", [3]),
        ("“中”A", [1, 3]),
        ("中文，中文", []),
        ("plain text, 1.5", []),
    ],
)
def test_a_space_is_counted_where_scripts_meet(text: str, positions: list[int]) -> None:
    assert script_changes(text) == positions
    bare = metrics.advances(text)[-1]
    assert metrics.advance(text) == bare + len(positions) * metrics.SCRIPT_SPACE


@given(st.text(), st.sampled_from(["regular", "bold", "heading"]))
def test_any_text_has_a_width_and_its_parts_are_not_wider(text: str, weight: metrics.Weight) -> None:
    widest = metrics.advances(text, weight)
    assert len(widest) == len(text) + 1
    assert widest == sorted(widest)
    assert metrics.advance(text, weight) >= widest[-1]


@given(st.text())
def test_a_heading_is_not_narrower_than_bold_text(text: str) -> None:
    assert metrics.advance(text, "heading") >= metrics.advance(text, "bold")


def test_sizes_go_down_step_by_step() -> None:
    assert [float(metrics.step_down(20, steps)) for steps in range(7)] == [20, 18, 17, 16, 12, 10.5, 0]
    assert metrics.step_down(21) == Pt(20)
    assert [float(metrics.snapped(size)) for size in (10, 16, 21.9, 32, 44, 90, 400)] == [16, 16, 20, 30, 44, 76, 260]
