"""What the names of layouts say of them, in the languages of the programs that write templates.

Many templates leave out what kind of slide a layout is for (its type), and say it in its name alone.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from typing import Final

COVERS: Final = (
    "cover", "titleslide", "titlepage", "titelfolie", "titelseite", "couverture", "diapositivedetitre", "portada",
    "diapositivadet\u00edtulo", "capa", "slidedet\u00edtulo", "封面", "标题幻灯片", "標題投影片", "标题页", "首页",
    "表紙", "タイトルスライド", "표지", "제목슬라이드", "титульный",
)  # fmt: skip
"""Parts of names of first slides,"""
SECTIONS: Final = (
    "section", "divider", "chapter", "abschnitt", "kapitel", "intercalaire", "secci\u00f3n", "se\u00e7\u00e3o",
    "节标题", "章节", "章標題", "過渡", "过渡页", "转场", "セクション", "구역",
)  # fmt: skip
"""of slides that open a section,"""
LAST: Final = (
    "backcover", "closing", "thankyou", "thanks", "theend", "goodbye", "colorand", "colourand", "colorpalette",
    "colourpalette", "styleguide", "封底", "结束", "結束", "谢谢", "致谢", "封尾", "尾页",
)  # fmt: skip
"""and of those that close a deck, or tell of the template itself."""


def plain_name(name: str) -> str:
    """Return a layout's name as it is compared: full-width forms, case and spaces do not count."""
    return "".join(unicodedata.normalize("NFKC", name).casefold().split())


def says(name: str, words: Sequence[str]) -> bool:
    """Tell whether a layout's name has one of the words in it; one that names the last slide is not the first."""
    plain = plain_name(name)
    return any(word in plain for word in words) and (words is LAST or not any(word in plain for word in LAST))
