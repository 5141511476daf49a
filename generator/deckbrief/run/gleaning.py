"""Source text -> what a unit could be made of: numbers, coined terms, names, each with its paragraph and exact words.

Rules find candidates, and a person chooses: nothing here is a sentence of the unit.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from deckbrief.base.record import record
from deckbrief.base.script.kinds import HAN
from deckbrief.content.evidence.marks import is_han, quoted
from deckbrief.content.evidence.quantities import Quantity, quantities
from deckbrief.content.evidence.source import Paragraph

_DIGITS: Final = re.compile(r"[0-9][0-9,]*(?:\.[0-9]+)?")
_BEFORE: Final = re.compile(r"(?:累计|超过|超|逾|接近|近|约|nearly|almost|about|over|more than)\s*$", re.I)
_AFTER: Final = re.compile(r"\s*(余|多|以上|左右)")
_DATES: Final = frozenset({"年", "月", "日", "号", "年代", "世纪"})
_JOINTS: Final = re.compile(r"[，。；：、！？“”‘’（）《》\s,.;:()]+|[在由与的是为到从向及了被把以]|和(?![平谐睦])")
_BODIES: Final = re.compile(
    r".{1,12}(?:委员会|协会|学会|公司|集团|中心|学校|大学|学院|医院|研究院|合作社|图书馆|博物馆|社区|街道|局|厅)"
)
_PROPER: Final = re.compile(r"(?<![.!?] )(?<!^)\b[A-Z][a-z]+(?: (?:of|and|the) [A-Z][a-z]+| [A-Z][a-z]+)+")
_NOT_NAMED: Final = re.compile("[我你他她咱]们?|本|该|这|那|各|每|全|某|一[个家所]")
"""How what is no name of its own begins: 我们社区, 各街道."""
_MEASURE: Final = re.compile("[道个张份次名条件家所场期届门套部台辆间栋层块棵只顿餐页本篇类种项组批步片]")
"""Words of measure that a number of a Chinese text may stand before."""
_SENTENCE: Final = re.compile("[。！？!?；;]|[.](?:\\s|$)")
_ORDINAL: Final = re.compile(
    r"(?:第[一二三四五六七八九十]+(?P<step>步)?|[一二三四五六七八九]是|首先|其次|再次|最后|"
    r"(?P<english>Step [0-9]|First|Second|Third|Fourth|Finally)\b)(?P<joint>是|，|、|：|:|,)?\s*"
)
"""How paragraphs begin that are counted; where steps are, one follows another."""
_CALLED: Final = re.compile(rf"“?([{HAN}]{{2,8}})”?[，。：；]")
_SPOKEN_BY: Final = re.compile(
    r"(?P<body>\S{2,20}?)(?P<role>副?(?:主任|书记|局长|部长|院长|校长|经理|会长|主席|科长|处长|馆长|组长|站长|所长|秘书长)|教授|老师)"
    rf"[\s：:]+(?P<name>[{HAN}·]{{2,5}})"
)
_CLAUSE: Final = re.compile(r"(?:[^，。；：！？,.;:!?]|(?<=[0-9])[.,:](?=[0-9])){2,40}")
_LONGEST_TERM: Final = 40


@record
class Gleaning:
    """Something that the source says: as it is named, where, and the words there."""

    name: str
    paragraph: int
    words: str


@record
class Number:
    """A number of the source, taken apart as a metric has it."""

    number: str
    scale: str
    qualifier: str
    unit: str
    paragraph: int
    words: str


def numbers(paragraphs: Sequence[Paragraph]) -> list[Number]:
    """Paragraphs -> their numbers, but for dates, times and what stands inside of words and coined terms."""
    found = [
        _number(paragraph, quantity)
        for paragraph in paragraphs
        for quantity in quantities(paragraph.text)
        if not quantity.is_time and quantity.unit not in _DATES and not _in_a_word(paragraph.text, quantity)
    ]
    return list({(number.paragraph, number.words): number for number in found if number}.values())


def _in_a_word(text: str, quantity: Quantity) -> bool:
    """Tell whether it is part of 1+10+N, 4-3-2-1 or A4, or a mark of a list, or a year."""
    end = _end(quantity)
    around = text[max(0, quantity.start - 1) : quantity.start] + text[end : end + 1]
    marked = not text[: quantity.start].strip(" #(（") and re.match(r"[.、)）]", text[end:])
    year = not quantity.unit and re.fullmatch(r"(?:19|20)[0-9]{2}", quantity.text)
    return bool(re.search(r"[A-Za-z+\-–/×]", around) or marked or year)


def _end(quantity: Quantity) -> int:
    """Return where the number ends, without the spaces behind it."""
    return quantity.start + len(quantity.text)


def _number(paragraph: Paragraph, quantity: Quantity) -> Number | None:
    text = paragraph.text
    digits = _DIGITS.match(quantity.text)
    if digits is None:  # full-width digits: they are for a person to write
        return None
    before, after = _BEFORE.search(text[: quantity.start]), _AFTER.match(text[_end(quantity) :])
    end = _end(quantity) + (after.end() if after else 0)
    unit = _unit(text[end:], quantity.unit)
    end += len(text[end:]) - len(text[end:].lstrip()) + len(unit) if unit else 0
    start = before.start() if before else quantity.start
    qualifier = after[1] if after else before.group().strip() if before else ""
    scale = quantity.text[digits.end() :].strip()
    unit, scale = ("%", "") if scale == "%" else (unit, scale)
    return Number(digits.group().replace(",", ""), scale, qualifier, unit, paragraph.number, text[start:end].strip())


def _unit(after: str, known: str) -> str:
    """Return the unit as it is written: a known one, or the word that follows in a Latin text."""
    rest = after.lstrip()
    if known and rest.startswith(known) and not known.isascii():
        return known
    if measure := _MEASURE.match(rest):
        return measure.group()
    word = re.match(r"[A-Za-z]+", rest)
    return word.group() if word and rest != after else ""


def terms(paragraphs: Sequence[Paragraph]) -> list[Gleaning]:
    """Paragraphs -> what stands in quotation marks, each once; whole sentences are no terms."""
    found: dict[str, Gleaning] = {}
    for paragraph in paragraphs:
        for term in quoted(paragraph.text):
            if 1 < len(term) <= _LONGEST_TERM and not re.search("[。！？!?]", term):
                found.setdefault(term, Gleaning(term, paragraph.number, term))
    return list(found.values())


def names(paragraphs: Sequence[Paragraph]) -> list[Gleaning]:
    """Paragraphs -> what looks like the name of a body or place, each once; coined terms are none."""
    coined = {term.name for term in terms(paragraphs)}
    found: dict[str, Gleaning] = {}
    for paragraph in paragraphs:
        for name in (name for name in _names(paragraph.text) if name not in coined):
            found.setdefault(name, Gleaning(name, paragraph.number, name))
    return list(found.values())


def _names(text: str) -> Iterator[str]:
    if is_han(text):
        found = filter(None, map(_BODIES.match, _JOINTS.split(text)))
        yield from (name for match in found if not _NOT_NAMED.match(name := match.group()))
    else:
        yield from (match.group() for match in _PROPER.finditer(text))


@record
class Speaker:
    """Who speaks, as a line at the head of a text has it, and where from."""

    name: str
    role: str
    body: str


def speaker(paragraphs: Sequence[Paragraph]) -> Speaker | None:
    """Paragraphs -> the speaker whom one of the first lines names, behind an office."""
    for paragraph in paragraphs[:3]:
        if found := _SPOKEN_BY.fullmatch(paragraph.text.strip()):
            return Speaker(found["name"], found["role"], found["body"])
    return None


@record
class Steps:
    """The paragraphs that parts can be made of, what each is called (or nothing), and whether one follows another."""

    paragraphs: tuple[Paragraph, ...]
    names: tuple[str, ...]
    in_order: bool


def steps(paragraphs: Sequence[Paragraph]) -> Steps:
    """Paragraphs -> those that are counted (first, second …), where there are some; else all that are no headings."""
    counted = [(paragraph, found) for paragraph in paragraphs if (found := _ORDINAL.match(paragraph.text.lstrip()))]
    if len(counted) > 1:
        called = [
            found["joint"] and _CALLED.match(paragraph.text.lstrip(), found.end()) for paragraph, found in counted
        ]
        return Steps(
            tuple(paragraph for paragraph, _ in counted),
            tuple(name[1] if name else "" for name in called),
            in_order=any(found["step"] or found["english"] for _, found in counted),
        )
    told = tuple(paragraph for paragraph in paragraphs if _SENTENCE.search(paragraph.text)) or tuple(paragraphs)
    return Steps(told, tuple("" for _ in told), in_order=False)


def beginning(paragraph: Paragraph) -> str:
    """Paragraph -> its first words, up to a mark, by which a person finds it again."""
    bare = re.sub(r"^[#>*\-\s]+", "", paragraph.text)
    clause = _CLAUSE.search(bare)
    return (clause.group() if clause else bare[:40]).strip()
