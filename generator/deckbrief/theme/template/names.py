"""What the names of layouts say of them, in the languages of the programs that write templates.

Many templates leave out what kind of slide a layout is for (its type), and say it in its name alone.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from itertools import accumulate
from typing import Final

from deckbrief.base.patterns import deferred
from deckbrief.base.script.kinds import EAST_ASIAN, is_east_asian

_COVERS: Final = (
    "cover", "titleslide", "titlepage", "titelfolie", "titelseite", "couverture", "diapositivedetitre", "portada",
    "diapositivadet\u00edtulo", "capa", "slidedet\u00edtulo", "封面", "标题幻灯片", "標題投影片", "标题页", "首页",
    "表紙", "タイトルスライド", "표지", "제목슬라이드", "титульный",
)  # fmt: skip
"""Names of first slides, or words of them, without spaces,"""
_SECTIONS: Final = (
    "section", "divider", "chapter", "abschnitt", "abschnitts\u00fcberschrift", "abschnittsfolie", "kapitel",
    "kapitelfolie", "intercalaire", "secci\u00f3n", "se\u00e7\u00e3o", "节标题", "章节", "章標題", "過渡", "过渡页",
    "转场", "セクション", "구역",
)  # fmt: skip
"""of slides that open a section,"""
_LAST: Final = (
    "backcover", "closing", "thankyou", "thanks", "theend", "goodbye", "colorpalette", "colourpalette", "styleguide",
    "封底", "结束", "結束", "谢谢", "致谢", "封尾", "尾页",
)  # fmt: skip
"""and of those that close a deck, or tell of the template itself."""
_HUMP: Final = deferred(r"(?<=[a-z])(?=[A-Z])")
_WORD: Final = deferred(rf"[^\W\d_{EAST_ASIAN}]+")


def plain_name(name: str) -> str:
    """Return a layout's name as it is compared: full-width forms, case and spaces do not count."""
    return "".join(unicodedata.normalize("NFKC", name).casefold().split())


def is_last(name: str) -> bool:
    """Tell the name of a slide that closes a deck, or tells of the template itself."""
    return _says(name, _LAST)


def is_cover(name: str) -> bool:
    """Tell the name of a first slide."""
    return _says(name, _COVERS) and not is_last(name)


def is_section(name: str) -> bool:
    """Tell the name of a slide that opens a section."""
    return _says(name, _SECTIONS) and not is_last(name)


def _says(name: str, wanted: Sequence[str]) -> bool:
    """Tell whether a name has one of the words: whole words, one or several together; of East Asian ones the letters.

    `TitleSlide` is two words, as `Title Slide` is.
    """
    spaced = unicodedata.normalize("NFKC", _HUMP.sub(" ", name)).casefold()
    words = _WORD.findall(spaced)
    runs = {run for start in range(len(words)) for run in accumulate(words[start:])}
    plain = plain_name(name)
    return any(word in plain if any(map(is_east_asian, word)) else word in runs for word in wanted)
