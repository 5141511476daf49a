"""Parts that are called by colours have these colours, in every theme that has them, and else none that say another."""

from __future__ import annotations

from colorsys import rgb_to_hls

import pytest
from deckbrief.draft.nodes import Node
from deckbrief.layout.figures.kit import Look
from deckbrief.layout.figures.named_colors import fills_of
from deckbrief.theme.load import load_theme
from deckbrief.theme.theme import Color

from tests.support.small_pack import ROOTS

THEMES = ("vermilion", "ink", "plain", "editorial", "night")
ZONES = {"红区": (345, 20), "黄区": (26, 66), "绿区": (100, 190), "蓝区": (180, 250)}


def _look(theme: str, accent: int = 1) -> Look:
    return Look(load_theme(theme, (ROOTS[0] / "themes",)), accent)


def _parts(*labels: str) -> list[Node]:
    return [Node(label=label, path="") for label in labels]


def _hue(look: Look, color: Color) -> float:
    digits = look.theme.hex(color).lstrip("#")
    turn, _, _ = rgb_to_hls(*(int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4)))
    return turn * 360


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("accent", [1, 2, 3, 4])
@pytest.mark.parametrize("labels", [("红区", "黄区", "绿区"), ("绿区", "红区"), ("黄区", "蓝区")])
def test_a_zone_has_its_colour_or_none_that_says_another(theme: str, accent: int, labels: tuple[str, ...]) -> None:
    look = _look(theme, accent)
    fills = fills_of(look, _parts(*labels))
    other = {
        label: f"{_hue(look, fill):.0f}°"
        for label, fill in zip(labels, fills, strict=True)
        if not _is_of(label, _hue(look, fill))
    }
    assert set(fills) == {look.color("muted")} or other == {}


def _is_of(label: str, hue: float) -> bool:
    low, high = ZONES[label]
    return low <= hue <= high or (low > high and (hue >= low or hue <= high))


CALLED = [
    ("红区", "黄区", "绿区"), ("Red zone", "Yellow zone", "Green zone"), ("紅區", "黃區", "綠區"),
    ("レッドゾーン", "イエローゾーン", "グリーンゾーン"), ("赤信号", "黄信号", "緑信号"),
    ("Zone rouge", "Zone jaune", "Zone verte"), ("Feu rouge", "Carton jaune", "Ligne verte"),
    ("红", "黄色", "绿"), ("Red", "AMBER", "green"), ("红区（抢救）", "黄牌：候诊", "绿灯"),
    ("The red zone: now", "Yellow (in an hour)", "Green list — later"),
]  # fmt: skip
"""Red, yellow and green, in the languages that fixed words are in."""


def test_the_default_theme_has_red_yellow_and_green() -> None:
    look = _look("vermilion")
    for labels in CALLED:
        assert [fill.slot for fill in fills_of(look, _parts(*labels))] == ["accent1", "accent6", "accent3"]


@pytest.mark.parametrize(
    "labels",
    [
        ("红区", "黄区", "三区"),
        ("红区", "红线"),
        ("红区",),
        ("红黄区", "绿区"),
        ("Redo", "Greenhouse"),
        ("One", "Two"),
        ("红色基因", "绿色发展"),
        ("红利", "绿荫", "蓝图"),
        ("红灯笼", "黄连"),
        ("黄河", "蓝天"),
        ("紅茶", "綠茶"),
        ("Red wine", "Green tea"),
        ("Red tape", "Blue chips"),
        ("Going green", "Seeing red"),
        ("Vert de gris", "Rouge à lèvres"),
        ("赤ちゃん", "緑茶"),
        ("青年", "红区"),
    ],
)
def test_all_other_parts_have_the_ramp_that_they_had(labels: tuple[str, ...]) -> None:
    look = _look("vermilion")
    ramp = look.ramp(len(labels)) if len(labels) > 1 else [look.color("hue")]
    assert fills_of(look, _parts(*labels)) == ramp
