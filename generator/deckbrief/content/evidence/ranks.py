"""Text and its home -> the ranks and honours that the text gives and the home does not say.

Two grades of knowing. A word such as 先进 or best may only praise: that the source does not say it is worth a look.
Where a text says that an honour was given, names a grade of a prize, or puts a rank beside a level (全国领先, a
national award), it tells a fact.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from deckbrief.base.patterns import deferred
from deckbrief.base.record import record
from deckbrief.content.evidence.home import Home

_HONOUR: Final = (
    "荣誉|称号|表彰|嘉奖|奖项|大奖|金奖|银奖|铜奖|[一二三特]等奖|奖牌|锦旗|标兵|模范|先进|示范|典型|优秀|百强|十强|"
    "第一名|冠军"
)
_LEVEL: Final = "国家级|省部级|省级|市级|世界级|世界|全球|国际|亚洲|全国|全省|全市|全区|全县|国内|省内|业内|行业"
_RANK: Final = (
    "先进|示范|典型|标兵|模范|优秀|领先|首个|首家|首例|首创|第一|唯一|率先|最佳|最好|最大|最多|最高|最早|前列|前茅|百强|十强|"
    "一流|样板|标杆|表彰|荣誉|称号|[一二三特]等奖|金奖|银奖|大奖"
)
_GIVEN_EN: Final = (
    r"won|wins?|winning|received|earned|gained|awarded|named|voted|chosen|honou?red|given|took|takes|crowned"
)
_PRIZE_EN: Final = r"awards?|prizes?|medals?|honou?rs?|titles?|trophy|trophies|cup"
_LEVEL_EN: Final = (
    r"national(?:ly)?|nationwide|international(?:ly)?|regional|state|county|world|worldwide|global(?:ly)?"
)
_BEST_EN: Final = r"best|largest|biggest|greatest|finest|leading|foremost|first|only|top"
_WORDS_BETWEEN: Final = r"(?:[\w’'“”\"-]+\s+){0,4}?"

_GIVEN: Final = "荣获|获得|获评|获颁|喜获|斩获|拿下|捧回|夺得|评为|授予|荣膺|入选|跻身|列为|命名为"

_BEHIND: Final = "[’”》]?(?:集体|单位|个人|工作者|称号|荣誉|表彰|奖项|奖)*"
"""What belongs to an honour's name or follows it."""

_FACTS: Final = deferred(
    rf"(?:{_GIVEN})[^，。；！？\n]{{0,12}}?(?:{_HONOUR}){_BEHIND}|"
    rf"(?:{_LEVEL})[^，。；！？\n、]{{0,4}}?(?:{_RANK}){_BEHIND}|"
    r"[一二三特]等奖|[金银铜]奖(?![励惩])|第[一二三]名|"
    rf"\b(?:{_GIVEN_EN})\s+{_WORDS_BETWEEN}(?:{_PRIZE_EN})\b|"
    rf"\b(?:{_GIVEN_EN})\s+{_WORDS_BETWEEN}of\s+the\s+(?:year|month|decade)\b|"
    rf"\b(?:{_LEVEL_EN})\s+{_WORDS_BETWEEN}(?:{_PRIZE_EN}|leaders?|champions?|records?)\b|"
    rf"\bthe\s+(?:{_BEST_EN})\s+(?:[\w’-]+\s+){{0,3}}?(?:of\s+(?:its|their)\s+kind|"
    r"(?:in|of)\s+the\s+(?:country|county|world|nation|state|region|city|land|continent))\b|"
    r"\baward-winning\b|\b(?:first|second|third)\s+prizes?\b",
    re.I,
)
_WORDS: Final = deferred(
    r"荣誉|称号|表彰|嘉奖|获奖|奖项|[一二三特]等奖|金奖|银奖|先进|标兵|模范|百强|十强|国家级|省级|世界级|全国|全球|全省|首个|首家|"
    r"首创|率先|第一名|唯一|最佳|最大|最高|最多|领先|填补空白|"
    r"\b(?:award\w*|prizes?|medals?|honou?red|winner|winning|best|largest|biggest|greatest|leading|pioneer\w*|"
    r"national(?:ly)?|nationwide|worldwide|the only|record)\b",
    re.I,
)
"""Words by which a text gives rank or honour. It is no small thing to add one to what somebody said."""
_GIVES: Final = deferred(_GIVEN)
_PIECES: Final = deferred(rf"{_HONOUR}|{_LEVEL}|{_RANK}")


@record
class Rank:
    """Words of rank or honour that a home does not say; `is_fact` where a text tells them as one."""

    text: str
    is_fact: bool


def strange_ranks(text: str, home: Home) -> Iterator[Rank]:
    """Text and its home -> the ranks in it that do not stand there, each once; no word of a fact again by itself."""
    facts = list(dict.fromkeys(found.group() for found in _FACTS.finditer(text) if not _stands(found.group(), home)))
    yield from (Rank(fact, is_fact=True) for fact in facts)
    for word in dict.fromkeys(found.group() for found in _WORDS.finditer(text)):
        if not home.says(word) and not any(word in fact for fact in facts):
            yield Rank(word, is_fact=False)


def _stands(fact: str, home: Home) -> bool:
    """Tell whether a fact stands there: as it is, or, told in other words, with all that ranks in it.

    That something was given then stands there too.
    """
    pieces = [found.group() for found in _PIECES.finditer(fact)]
    gives = not _GIVES.match(fact) or any(map(_GIVES.search, home.paragraphs))
    return home.says(fact) or (bool(pieces) and gives and all(map(home.says, pieces)))
