"""A claim -> the same with a fact changed, by kind; or put in other words that change no fact.

Every change takes a random generator and a claim, and returns the new text, or nothing where it has nothing to change.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator
from dataclasses import replace

from deckbrief.base.record import record
from deckbrief.content.evidence.claims import Claim, claims
from deckbrief.content.evidence.home import Homes
from deckbrief.content.evidence.marks import CLAUSE_END, JOINT, bare, is_han, lists, quoted
from deckbrief.content.evidence.names import Names
from deckbrief.content.evidence.source import PREAMBLE, fold, sections_of
from deckbrief.content.evidence.verify import claim_problems
from deckbrief.content.model import Pack

Change = Callable[[random.Random, Claim, "Bench"], str]

HAN = "春夏秋冬山河湖海云雨风雪日月星辰松竹梅兰"
UNITS = {
    "zh": ("个", "家", "类", "名", "项", "亩", "户", "条", "场"),
    "en": ("minutes", "hours", "days", "weeks", "miles"),
}


@record
class Bench:
    """A pack and its source, ready to hold changed claims against each other."""

    pack: Pack
    told: tuple[Claim, ...]
    homes: Homes
    names: Names
    lang: str

    def faults(self, claim: Claim) -> list[str]:
        """Return the codes of what is found in a claim."""
        return [problem.code for problem in claim_problems(self.pack, [claim], self.homes, self.names)]

    def errors(self, claim: Claim) -> list[str]:
        """Return the codes of what is wrong in a claim beyond doubt."""
        found = claim_problems(self.pack, [claim], self.homes, self.names)
        return [problem.code for problem in found if problem.severity == "error"]


def bench(pack: Pack, source: str) -> Bench:
    """Pack and source text -> where its claims are tried; they have no faults as they are."""
    homes = Homes(pack, sections_of(source, [unit.section for unit in pack.units]))
    told = tuple(claims(pack))
    found = Bench(pack, told, homes, Names(pack), "zh" if pack.info.lang.startswith("zh") else "en")
    return replace(found, told=tuple(claim for claim in told if not found.faults(claim)))


def draws(bench: Bench, change: Change, count: int, seed: int) -> Iterator[tuple[Claim, Claim]]:
    """Bench, kind of change -> claims and the same changed: `count` of them, claims come again where they are few."""
    chance = random.Random(seed)
    fitting = [claim for claim in bench.told if change(random.Random(0), claim, bench)]
    for number in range(count if fitting else 0):
        claim = (
            chance.choice(fitting) if number >= len(fitting) else fitting[number * len(fitting) // count % len(fitting)]
        )
        text = change(chance, claim, bench)
        if text and text != claim.text:
            yield claim, replace(claim, text=text)


def _spot(chance: random.Random, pattern: str, text: str) -> re.Match[str] | None:
    found = list(re.finditer(pattern, text))
    return chance.choice(found) if found else None


def _put(text: str, match: re.Match[str], new: str) -> str:
    return text[: match.start()] + new + text[match.end() :]


def number(chance: random.Random, claim: Claim, bench: Bench) -> str:
    """165 → 167: another number of as many digits."""
    match = _spot(chance, r"[0-9](?:[0-9,]*[0-9])?", claim.text)
    if not match:
        return ""
    last = int(match.group()[-1])
    return _put(claim.text, match, match.group()[:-1] + str((last + chance.randint(1, 9)) % 10))


def added_number(chance: random.Random, claim: Claim, bench: Bench) -> str:
    """A sentence more, with a number that nobody gave."""
    if claim.is_name or len(claim.text) < 12:
        return ""
    count = chance.choice((913, 477, 8200, 59))
    return claim.text.rstrip("。.") + (f"，已有{count}个。" if bench.lang == "zh" else f", {count} of them.")


def unit(chance: random.Random, claim: Claim, bench: Bench) -> str:
    """165个 → 165家; 5 minutes → 5 hours."""
    if bench.lang == "zh":
        match = _spot(chance, r"(?<=[0-9万余])(?:人次|公里|[个家类名项亩户条场字口级篇本])", claim.text)
    else:
        match = _spot(
            chance, r"(?<=[0-9] )(?:minutes|hours|days|weeks|tools|loans|people|shelves|readers)\b", claim.text
        )
    return _put(claim.text, match, chance.choice([u for u in UNITS[bench.lang] if u != match.group()])) if match else ""


def lost_qualifier(chance: random.Random, claim: Claim, bench: Bench) -> str:
    """200余个 → 200个; nearly 40 → 40."""
    match = _spot(
        chance,
        r"(?<=[0-9万])余|近(?=[0-9])|超过(?=[0-9])|\b(?:[Oo]ver|[Nn]early|[Aa]bout|[Mm]ore than) (?=[0-9])",
        claim.text,
    )
    return _put(claim.text, match, "") if match else ""


def added_qualifier(chance: random.Random, claim: Claim, bench: Bench) -> str:
    """53个 → 近53个."""
    match = _spot(
        chance,
        r"(?<![0-9近超过余,.+第“(（-])(?<![Oo]ver )(?<![Nn]early )(?<!bout )(?<!than )\b"
        r"[0-9]+(?=[个类字户亩条名口级% ])(?![0-9万余])",
        claim.text,
    )
    word = chance.choice(("近", "超过") if bench.lang == "zh" else ("nearly ", "more than "))
    return _put(claim.text, match, word + match.group()) if match else ""


def name(chance: random.Random, claim: Claim, bench: Bench) -> str:
    """A name that is known with one character changed, or another known name in its place."""
    known = [n for n in _known(bench.pack) if n in claim.text and len(n) > 2]
    if not known:
        return ""
    old = chance.choice(known)
    if bench.lang == "zh":
        at = chance.randrange(len(old))
        return claim.text.replace(old, old[:at] + chance.choice(HAN) + old[at + 1 :])
    words = [word for word in old.split() if len(word) > 3]
    word = chance.choice(words)
    at = chance.randrange(1, len(word))
    return claim.text.replace(
        word, word[:at] + chance.choice([c for c in "aeiourst" if c != word[at]]) + word[at + 1 :]
    )


def others_name(chance: random.Random, claim: Claim, bench: Bench) -> str:
    """The speaker of another talk."""
    speakers = [unit.speaker.name for unit in bench.pack.units if unit.speaker]
    old = next((n for n in speakers if n in claim.text), "")
    return claim.text.replace(old, chance.choice([n for n in speakers if n != old])) if old else ""


def others_deed(chance: random.Random, claim: Claim, bench: Bench) -> str:
    """What a text about several units tells of one is told of another: 青岩讲“一垄一册” → 白水讲“一垄一册”."""
    units = [u for u in bench.pack.units if u.section]
    if sum(fold(u.section).text in claim.homes for u in units) == 1:
        return ""
    for clause in re.split(r"[，。；;！？!?,.](?![^“]*”)", claim.text):
        named = [u for u in units if u.name in clause]
        terms = [term for term in quoted(clause) if len(bare(term)) > 1]
        others = [
            u
            for u in units
            if named
            and u is not named[0]
            and not any(bench.homes.of((fold(u.section).text, PREAMBLE)).says(t) for t in terms)
        ]
        if len(named) == 1 and terms and others:
            return claim.text.replace(clause, clause.replace(named[0].name, chance.choice(others).name), 1)
    return ""


def _known(pack: Pack) -> Iterator[str]:
    for unit in pack.units:
        yield unit.department
        if unit.speaker:
            yield unit.speaker.name
        if " " in unit.name:
            yield unit.name
    if pack.event:
        yield from (*pack.event.hosts, *pack.event.co_hosts)


def term(chance: random.Random, claim: Claim, bench: Bench) -> str:
    """A quoted term or a title with one character, or letter, changed."""
    match = _spot(chance, r"(?<=[“《])[^“”《》]{2,}(?=[”》])", claim.text)
    if not match:
        return ""
    inside = match.group()
    spots = [at for at, c in enumerate(inside) if c.isalpha()]
    if not spots:
        return ""
    at = chance.choice(spots)
    return _put(claim.text, match, inside[:at] + (chance.choice(HAN) if bench.lang == "zh" else "x") + inside[at + 1 :])


def honour(chance: random.Random, claim: Claim, bench: Bench) -> str:
    """An honour in quotation marks."""
    if claim.is_name or len(claim.text) < 12:
        return ""
    told: tuple[str, ...] = ("，并获得“全国先进”称号。", "，并获得‘示范之星’称号。", "，被评为“红旗单位”。")
    if bench.lang == "en":
        told = (", and won the “Golden Shelf”.", ", known as the “house of the year”.")
    return claim.text.rstrip("。.") + chance.choice(told)


def bare_honour(chance: random.Random, claim: Claim, bench: Bench) -> str:
    """An honour without quotation marks."""
    if claim.is_name or len(claim.text) < 12:
        return ""
    told: tuple[str, ...] = (
        "，荣获国家级表彰。", "，获得先进称号。", "，做法全国领先。", "，被评为市级示范单位。", "，拿下全国一等奖。",
        "，入选国内典型。",
    )  # fmt: skip
    if bench.lang == "en":
        told = (
            ", and won a national award.", ", the best of its kind.", ", and took first prize.",
            ", named library of the year.", ", the largest in the country.",
        )  # fmt: skip
    return claim.text.rstrip("。.") + chance.choice(told)


def moved(chance: random.Random, claim: Claim, bench: Bench) -> str:
    """Two members of a list of the source change places."""
    home = bench.homes.of(claim.homes)
    for members in lists(claim.text):
        inner = [m.strip() for m in members]
        whole = JOINT.join(map(bare, inner))
        apart = [c for paragraph in home.jointed for c in paragraph.split(CLAUSE_END)]
        if any(clause.startswith(whole) for clause in apart) and inner[0] in claim.text and inner[1] in claim.text:
            one, other = _term_at_end(inner[0]), _term_at_start(inner[1])
            return claim.text.replace(one, "\0", 1).replace(other, one, 1).replace("\0", other, 1)
    return ""


def _term_at_end(member: str) -> str:
    """First member of a list -> what it names: the words before a quoted term belong to the sentence."""
    found = re.search("“[^“”]*”$", member)
    return found.group() if found else member


def _term_at_start(member: str) -> str:
    """Another member -> what it names, without the words after a quoted term."""
    found = re.match("“[^“”]*”", member)
    return found.group() if found else member


def closed(chance: random.Random, claim: Claim, bench: Bench) -> str:
    """A list loses its 等, which the source has behind the same word, and says in no other way that it is open."""
    if re.search("其中|例如|比如", claim.text):
        return ""
    home = bench.homes.of(claim.homes)
    for match in re.finditer(r"(?<=[\u4e00-\u9fff]{2})([”」]?)等(?!于|到|待)", claim.text):
        stem = bare(claim.text[: match.start()])[-2:]
        clause = re.split("[，。；：]", claim.text[: match.start()])[-1]
        if list(lists(clause)) and any(f"{stem}等" in paragraph for paragraph in home.bare_paragraphs):
            return claim.text[: match.start()] + match[1] + claim.text[match.end() :]
    others = re.search(r"(?:,? and others|, among others|, and so on)\b", claim.text)
    return _put(claim.text, others, "") if others else ""


KINDS: dict[str, Change] = {
    "number": number,
    "added number": added_number,
    "unit": unit,
    "lost qualifier": lost_qualifier,
    "added qualifier": added_qualifier,
    "name": name,
    "another's name": others_name,
    "another's deed": others_deed,
    "quoted term or title": term,
    "honour in quotation marks": honour,
    "honour without": bare_honour,
    "moved member": moved,
    "lost 等": closed,
}

_HARMLESS_ZH: tuple[tuple[str, str], ...] = (
    ("打造", "建设"), ("制定", "定下"), ("开展", "开办"), ("建立", "立起"), ("重点", "主要"), ("讲的是", "说的是"),
    ("都", "全都"), ("再", "然后"), ("和", "与"), ("先", "首先"), ("余", "多"), ("“", "「"), ("”", "」"), ("，", ", "),
    ("培训", "培养"), ("这里", "此处"), ("样样", "件件"), ("坚持", "一直坚持"),
)  # fmt: skip
_HARMLESS_EN = (
    (" and ", " as well as "), ("Over ", "More than "), ("over ", "more than "), ("nearly", "almost"),
    ("people", "persons"), ("town", "small town"), (" who ", " that "),
    ("“", '"'), ("”", '"'), ("gives", "hands"), ("books", "volumes"),
    ("is ", "was "), ("are ", "were "), ("stand", "wait"), ("made for", "meant for"),
)  # fmt: skip


def reworded(chance: random.Random, claim: Claim, bench: Bench) -> str:
    """The same facts in other words, widths, marks and spaces."""
    if claim.is_name:
        return ""
    pairs = _HARMLESS_ZH if bench.lang == "zh" else _HARMLESS_EN
    quoted = "".join(re.findall("“[^”]*”", claim.text))  # what stands in quotation marks has no other words
    fitting = [(old, new) for old, new in pairs if old in claim.text and (old not in quoted or old in "“”")]
    ways: list[str] = [claim.text.replace(old, new) for old, new in fitting if old not in "“”"]
    if "“" in claim.text:
        ways.append(claim.text.replace("“", "").replace("”", ""))
    ways += [
        _wide(claim.text),
        f"{'总的来说，' if bench.lang == 'zh' else 'In short, '}{claim.text}",
        _spelt(claim.text, bench),
    ]
    return chance.choice([way for way in ways if way != claim.text] or [""])


def _wide(text: str) -> str:
    return (
        text.translate({c: c + 0xFEE0 for c in range(ord("0"), ord("9") + 1)})
        if is_han(text)
        else text.replace(" ", "  ")
    )


def _spelt(text: str, bench: Bench) -> str:
    words = (
        {"12": "twelve", "40": "forty", "30": "thirty"}
        if bench.lang == "en"
        else {"12": "十二", "27": "二十七", "53": "五十三"}
    )
    for digits, word in words.items():
        text = re.sub(rf"(?<![0-9,.]){digits}(?![0-9,.])", word, text)
    return text
