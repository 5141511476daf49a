"""Parts that are called by colours (red zone, yellow zone, green zone) -> fills of just these colours."""

from __future__ import annotations

import re
from collections.abc import Sequence
from colorsys import rgb_to_hls
from typing import Final

from deckbrief.draft.nodes import Node
from deckbrief.layout.figures.kit import Look
from deckbrief.theme.theme import Color

_NAMED: Final = (
    ("红 紅 赤 レッド", "red rouge", 2, 18),
    ("橙 オレンジ", "orange", 28, 12),
    ("黄 黃 イエロー", "yellow amber jaune", 46, 20),
    ("绿 綠 緑 グリーン", "green vert verte", 145, 45),
    ("蓝 藍 ブルー", "blue bleu bleue", 215, 35),
    ("紫 パープル", "purple violet violette", 280, 30),
)
"""Names of colours in Chinese and Japanese, in English and French, their hue in degrees, and how far from it a colour
is still called so. 青 is none of them: it is green, blue or black, by language and by age."""
_ZONES: Final = (
    "区 區 区域 區域 地带 地帶 灯 燈 线 線 牌 卡 标 標 类 類 组 組 队 隊 旗 级 級 榜 码 碼"
    " 预警 預警 警报 警報 通道 信号 信號 ゾーン エリア カード ライン ランプ チーム"
)
_SPACED_ZONES: Final = (
    "zone area card light line flag team group level code alert list lane signal"
    " carton feu ligne drapeau équipe groupe niveau alerte liste"
)
"""What is called by its colour, and has it: beside these words a colour is no figure of speech."""


def _labels_of(packed: str, spaced: str) -> re.Pattern[str]:
    """Names of a colour, parted by spaces -> what labels begin with that are called so: the colour alone, or a zone.

    The words that explain it may follow behind a mark: `红区（抢救）`, `Red zone: at once`.
    """
    east, west, area, place = ("|".join(words.split()) for words in (packed, spaced, _ZONES, _SPACED_ZONES))
    return re.compile(
        rf"\s*(?:(?:{east})色?(?:{area})?|(?:the )?(?:{west})(?: (?:{place}))?|(?:{place}) (?:{west}))"
        r"\s*(?:$|[:：,，;；(（\[【—–·])",
        re.IGNORECASE,
    )


_COLORS: Final = tuple((_labels_of(packed, spaced), hue, reach) for packed, spaced, hue, reach in _NAMED)
_SLOTS: Final = tuple(Color(f"accent{number}") for number in range(1, 7))
_PALE: Final = 0.25
"""Less saturated colours are grey to the eye."""


def fills_of(look: Look, parts: Sequence[Node]) -> list[Color]:
    """Parts -> their fills: a ramp, or where each is called by a colour of its own, the theme's colours of these names.

    A theme that lacks one of them has all parts in its grey: a yellow zone in red would say the opposite.
    """
    hues = [_hue(part.label) for part in parts]
    if len(parts) < 2 or None in hues or len(set(hues)) < len(hues):
        return look.ramp(len(parts)) if len(parts) > 1 else [look.color("hue")]
    found = [_nearest(look, *hue) for hue in hues if hue]
    return [color for color in found if color] if all(found) else [look.color("muted")] * len(parts)


def _hue(label: str) -> tuple[int, int] | None:
    """Return the hue that a label is called by and how far one may be from it; None where it is called by none."""
    return next(((hue, reach) for called, hue, reach in _COLORS if called.match(label)), None)


def _nearest(look: Look, hue: int, reach: int) -> Color | None:
    """Return the slot of the theme whose colour is called so, the nearest; None where there is none."""
    ranked = [(distance, slot.slot, slot) for slot in _SLOTS if (distance := _distance(look, slot, hue)) <= reach]
    return min(ranked)[2] if ranked else None


def _distance(look: Look, slot: Color, hue: int) -> float:
    digits = look.theme.hex(slot).lstrip("#")
    red, green, blue = (int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4))
    turn, _, saturation = rgb_to_hls(red, green, blue)
    away = abs(turn * 360 - hue) % 360
    return min(away, 360 - away) if saturation >= _PALE else 360.0
