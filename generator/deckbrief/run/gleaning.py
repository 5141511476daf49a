"""Source text -> what a unit could be made of: numbers, coined terms, names, each with its paragraph and exact words.

What a text counts and lists (`run/listing.py`) and its sections (`run/headings.py`) are looked for elsewhere.

Rules find candidates, and a person chooses: nothing here is a sentence of the unit.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from deckbrief.base.patterns import deferred
from deckbrief.base.record import record
from deckbrief.base.script.kinds import HAN
from deckbrief.base.script.words import cuts
from deckbrief.content import qualifiers
from deckbrief.content.evidence.marks import is_han, quoted
from deckbrief.content.evidence.quantities import Quantity, quantities, spelt_quantities
from deckbrief.content.evidence.source import Paragraph

_DIGITS: Final = deferred(r"[0-9][0-9,]*(?:\.[0-9]+)?")
_TOTAL: Final = deferred(r"累计\s*$")
_DATES: Final = frozenset({"年", "月", "日", "号", "年代", "世纪"})
_JOINTS: Final = deferred(r"[，。；：、！？“”‘’（）《》\s,.;:()]+|[在由与的是为到从向及了被把以]|和(?![平谐睦])")
_BODIES: Final = deferred(
    r".{1,12}(?:委员会|协会|学会|公司|集团|中心|学校|大学|学院|医院|研究院|合作社|图书馆|博物馆|社区|街道|局|厅)"
)
_PROPER: Final = deferred(r"\b[A-Z][a-z]+(?: (?:of|and|the) [A-Z][a-z]+| [A-Z][a-z]+)+")
_SPOKEN_TO: Final = deferred(r"(?:Mr|Mrs|Ms|Dr|Prof|Sir|Dame) ")
_BEGINNING: Final = frozenset({
    "a", "an", "the", "this", "that", "these", "those", "in", "on", "at", "by", "for", "from", "of", "to", "with",
    "and", "but", "or", "if", "when", "where", "while", "as", "every", "each", "all", "no", "not", "our", "their",
    "his", "her", "its", "my", "your", "we", "they", "he", "she", "it", "one", "two", "three", "last", "next",
    "first", "second", "third", "what", "who", "how", "since", "after", "before", "during",
})  # fmt: skip
"""Words that a sentence begins with and no name does."""
_NOT_NAMED: Final = deferred("[我你他她咱]们?|本|该|这|那|各|每|全|某|一[个家所]")
"""How what is no name of its own begins: 我们社区, 各街道."""
_MEASURE: Final = deferred("[道个张份次名条件家所场期届门套部台辆间栋层块棵只顿餐页本篇类种项组批步片]")
"""Words of measure that a number of a Chinese text may stand before."""
_SENTENCE: Final = deferred("[。！？!?；;]|[.](?:\\s|$)")
_ORDINAL: Final = deferred(
    r"(?:第[一二三四五六七八九十]+(?P<step>步)?|[一二三四五六七八九]是|首先|其次|再次|最后|"
    r"(?P<english>Step [0-9]|First|Second|Third|Fourth|Finally)\b)(?P<joint>是|，|、|：|:|,)?\s*"
)
"""How paragraphs begin that are counted; where steps are, one follows another."""
_CALLED: Final = deferred(rf"“?([{HAN}]{{2,8}})”?[，。：；]")
_SPOKEN_BY: Final = deferred(
    r"(?P<body>\S{2,20}?)(?P<role>副?(?:主任|书记|局长|部长|院长|校长|经理|会长|主席|科长|处长|馆长|组长|站长|所长|秘书长)|教授|老师)"
    rf"[\s：:]+(?P<name>[{HAN}·]{{2,5}})"
)
_CLAUSE: Final = deferred(
    r"(?:[^，。；：！？,.;:!?]|(?<=[0-9])[.,:](?=[0-9])|(?<=\bMr)\.|(?<=\bMs)\.|(?<=\bDr)\.|(?<=\bSt)\.){2,}"
)
_LONGEST_BEGINNING: Final = {True: 30, False: 60}
"""Characters by which a paragraph is found again, in Han and in Latin script."""
_LONGEST_TERM: Final = 40
_SAYING: Final = 16
"""A sentence as short as that is a saying, a term by itself."""


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
    """Paragraphs -> their numbers, but for dates, times of day and what stands inside of words and coined terms.

    Of numbers in words the large ones count, and lengths of time: ten seconds.
    """
    found = [
        _number(paragraph, quantity)
        for paragraph in paragraphs
        for quantity in sorted(_quantities(paragraph.text), key=lambda quantity: quantity.start)
        if quantity.unit not in _DATES and not _of_the_clock(paragraph.text, quantity)
    ]
    return list({(number.paragraph, number.words): number for number in found if number}.values())


def _quantities(text: str) -> Iterator[Quantity]:
    yield from (quantity for quantity in quantities(text) if not _in_a_word(text, quantity))
    for quantity in spelt_quantities(text):
        if quantity.amount >= _LEAST_SPELT or (quantity.unit in _LENGTHS and quantity.amount > 1):
            yield quantity


_LEAST_SPELT: Final = 11
"""Smaller numbers in words count what the text itself lists."""
_LENGTHS: Final = frozenset({"分钟", "小时", "秒", "minute", "hour", "second"})
"""How long something takes: what else is told in times is a time of day."""


def _of_the_clock(text: str, quantity: Quantity) -> bool:
    end = _end(quantity)
    clock = re.match(r"[:：][0-9]{2}", text[end:]) or re.search(r"[0-9][:：]$", text[: quantity.start])
    return bool(clock) or (quantity.is_time and quantity.unit not in _LENGTHS)


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
    spelt = digits is None and not re.search("[0-9０-９]", quantity.text)
    if digits is None and not spelt:  # full-width digits: they are for a person to write
        return None
    said, after = text[: quantity.start], qualifiers.behind(text[_end(quantity) :])
    before = qualifiers.before(said)
    before = before if before and before.kind != qualifiers.WITHIN else None
    total = None if before else _TOTAL.search(said)
    end = _end(quantity) + after.end
    scale = quantity.text[digits.end() :].strip() if digits else ""
    unit = "%" if scale == "%" else _unit(text[end:], quantity.unit)
    scale = "" if scale == "%" else scale
    if unit and unit != "%":
        end += len(text[end:]) - len(text[end:].lstrip()) + len(unit)
    if not after.word:
        after = qualifiers.behind_unit(text[end:], unit)
        end += after.end
    start = before.start if before else total.start() if total else quantity.start
    in_front = said[start:].strip()
    qualifier = after.word if after.word and not (before and before.negated) else in_front
    number = digits.group().replace(",", "") if digits else str(quantity.amount)
    return Number(number, scale, qualifier, unit, paragraph.number, text[start:end].strip())


def _unit(after: str, known: str) -> str:
    """Return the unit as it is written: a known one, or what is counted in a Latin text: its plural, or two words."""
    rest = after.lstrip()
    if known and rest.startswith(known) and not known.isascii():
        return known
    if measure := _MEASURE.match(rest):
        return measure.group()
    found = re.match(r"([A-Za-z]+)(?: ([A-Za-z]+))?", rest) if rest != after else None
    if found is None or found[1].casefold() in _NO_UNIT:
        return ""
    if known or found[1].endswith("s") or found[1] in _PLURALS:
        return found[1]
    return found.group() if found[2] and (found[2].endswith("s") or found[2] in _PLURALS) else ""


_PLURALS: Final = frozenset({"people", "men", "women", "children", "staff", "feet", "percent"})
_NO_UNIT: Final = _BEGINNING | frozenset({
    "is", "was", "are", "were", "be", "been", "has", "had", "have", "do", "does", "did", "will", "would", "can",
    "could", "than", "more", "less", "later", "ago", "per", "times", "or",
})  # fmt: skip
"""Words behind a number that it does not count."""


def terms(paragraphs: Sequence[Paragraph]) -> list[Gleaning]:
    """Paragraphs -> what stands in quotation marks, each once; whole sentences are no terms."""
    found: dict[str, Gleaning] = {}
    for paragraph in paragraphs:
        for whole in quoted(paragraph.text):
            term = whole.rstrip("。！？!?.，,") if len(whole) <= _SAYING else whole
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
        for match in _PROPER.finditer(text):
            name = match.group()
            begins = not text[: match.start()].strip() or text[: match.start()].rstrip()[-1] in ".!?:"
            if begins and name.split(" ")[0].casefold() in _BEGINNING:
                name = " ".join(name.split(" ")[1:])
            name = _SPOKEN_TO.sub("", name)
            if " " in name:
                yield name


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
    return Steps(told, tuple(map(called_by, told)), in_order=False)


def called_by(paragraph: Paragraph) -> str:
    """Paragraph -> what it calls itself: its label before a colon, or the only term that it coins; else nothing."""
    bare = re.sub(r"^[#>*\-\s]+", "", paragraph.text)
    if label := _LABEL.match(bare):
        words = label[1] or label[2]
        if not _SPOKEN_BY.match(bare) and not re.search("[0-9]|[说表介认指](?:示|绍|为|出|道)?$|says?$", words):
            return words.strip()
    coined = [term.name for term in terms([paragraph]) if len(term.name) <= _LONGEST_NAME]
    return coined[0] if len(coined) == 1 else ""


_LABEL: Final = deferred(rf"(?:([{HAN}]{{2,8}})[：:]|([A-Z][a-z]+(?: [a-z]+){{0,3}}): )(?=\S)")
_LONGEST_NAME: Final = 24


def beginning(paragraph: Paragraph) -> str:
    """Paragraph -> its first words, up to a mark, by which a person finds it again. No word is cut."""
    bare = re.sub(r"^[#>*\-\s]+", "", paragraph.text)
    clause = _CLAUSE.search(bare)
    return shortened(clause.group().strip() if clause else bare)


def shortened(text: str) -> str:
    """Text -> its beginning, as long as a citation is to be, up to the end of a word."""
    most = _LONGEST_BEGINNING[is_han(text)]
    if len(text) <= most:
        return text.strip()
    inside = cuts(text)
    for end in range(most, most // 2, -1):
        if end not in inside and not re.match(r"[\w’'-]{2}", text[end - 1 : end + 1], re.ASCII):
            return text[:end].strip()
    return text[:most].strip()
