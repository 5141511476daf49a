"""One XML part -> what is wrong with its elements whatever they are for: order, foreign names, numbers, presets.

Rules of ECMA-376 part 1, of its annex A where a schema says it, and of part 3 for markup compatibility.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from typing import Final

from deckbrief.base.message import Message, msg
from deckbrief.base.patterns import deferred
from deckbrief.base.problem import Hint, Problem, nearest_word
from deckbrief.inspect.content_models import MODELLED, MODELS
from deckbrief.ooxml.markup import Element, every, find, plain
from deckbrief.ooxml.names import NS, tag, words
from deckbrief.ooxml.presets import SITES, WARPS
from deckbrief.ooxml.reader import OfficeFile, Part

_MICROSOFT: Final = "{http://schemas.microsoft.com/"
_CORE: Final = ("{http://schemas.openxmlformats.org/presentationml/", "{http://schemas.openxmlformats.org/drawingml/")
_ALTERNATIVES: Final = tag("mc:AlternateContent")
_CHOICE: Final = tag("mc:Choice")
_YEAR: Final = deferred(r"^http://schemas\.microsoft\.com/office/\w+/(\d{4})/")
"""A namespace of a version of Office, and its year."""
_FALLBACK: Final = tag("mc:Fallback")
_ONLY_IN: Final = {tag("p:bg"): tag("p:cSld"), tag("p:sld"): "", tag("c:chart"): tag("c:chartSpace")}
"""Names that mean something else elsewhere, and the parent (none: the root) below which their model holds."""

_LONG: Final = (-27_273_042_329_600, 27_273_042_316_900)
_SIZE: Final = (0, 27_273_042_316_900)
_INT: Final = (-(2**31), 2**31 - 1)
_SHARE: Final = (0, 100_000)
_RANGES: Final[dict[str, dict[str, tuple[int, int]]]] = {
    "a:off": {"x": _LONG, "y": _LONG},
    "a:ext": {"cx": _SIZE, "cy": _SIZE},
    "a:chOff": {"x": _LONG, "y": _LONG},
    "a:chExt": {"cx": _SIZE, "cy": _SIZE},
    "a:xfrm": {"rot": _INT},
    "p:xfrm": {"rot": _INT},
    "p:sldSz": {"cx": (914_400, 51_206_400), "cy": (914_400, 51_206_400)},
    "p:notesSz": {"cx": _SIZE, "cy": _SIZE},
    "a:gridCol": {"w": _SIZE},
    "a:tr": {"h": _SIZE},
    "a:bodyPr": {**dict.fromkeys(("lIns", "tIns", "rIns", "bIns", "rot"), _INT), "numCol": (1, 16)},
    "a:normAutofit": {"fontScale": (1_000, 100_000), "lnSpcReduction": (0, 13_200_000)},
    "a:tcPr": dict.fromkeys(("marL", "marR", "marT", "marB"), _INT),
    "a:spcPts": {"val": (0, 158_400)},
    "a:spcPct": {"val": (0, 13_200_000)},
    "a:buSzPct": {"val": (25_000, 400_000)},
    "a:buSzPts": {"val": (100, 400_000)},
    "a:buAutoNum": {"startAt": (1, 32_767)},
    "a:gs": {"pos": _SHARE},
    "a:lin": {"ang": (0, 21_599_999)},
    "a:alpha": {"val": _SHARE},
    "a:tint": {"val": _SHARE},
    "a:shade": {"val": _SHARE},
    **{f"a:{name}": {"val": _INT} for name in ("lumMod", "lumOff", "satMod", "satOff", "hueMod", "hueOff")},
    "a:outerShdw": {"blurRad": _SIZE, "dist": _SIZE, "dir": (0, 21_599_999)},
    "a:stCxn": {"id": (0, 2**32 - 1), "idx": (0, 2**32 - 1)},
    "a:endCxn": {"id": (0, 2**32 - 1), "idx": (0, 2**32 - 1)},
    "p:pRg": {"st": (0, 2**32 - 1), "end": (0, 2**32 - 1)},
    **{
        name: {"marL": (0, 51_206_400), "marR": (0, 51_206_400), "indent": (-51_206_400, 51_206_400), "lvl": (0, 8)}
        for name in ("a:pPr", "a:defPPr", *(f"a:lvl{number}pPr" for number in range(1, 10)))
    },
    **{
        name: {"sz": (100, 400_000), "kern": (0, 400_000), "spc": (-400_000, 400_000)}
        for name in ("a:rPr", "a:defRPr", "a:endParaRPr")
    },
    **{name: {"w": (0, 20_116_800)} for name in ("a:ln", "a:lnL", "a:lnR", "a:lnT", "a:lnB", "a:uLn")},
}
"""Least and greatest values of attributes that are integers (20.1.10, 21.1.10 and 19.7 of part 1)."""

_NUMBERS: Final = {tag(name): ranges for name, ranges in _RANGES.items()}
_INTEGER: Final = deferred(r"[+-]?[0-9]{1,18}")
_MEASURE: Final = deferred(r"-?[0-9]+(\.[0-9]+)?(mm|cm|in|pt|pc|pi|%)")
"""What ISO/IEC 29500 lets stand for a length or a share: `2.5in`, `50%`."""

_NOT_A_NUMBER: Final = deferred(r"NaN|-?Infinity|undefined|null|None", re.IGNORECASE)
_HEX: Final = deferred(r"[0-9A-Fa-f]{6}")
_GUID: Final = deferred(r"\{[0-9A-Fa-f]{8}(-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}\}")
_LANGUAGE: Final = deferred(r"[A-Za-z]{1,8}(-[A-Za-z0-9]{1,8})*(_[a-z]+)?")
"""A tag as BCP 47 has it, or as Office has it for one of several sorting orders: `es-ES_tradnl`."""

_SLOTS: Final = words(
    "bg1 tx1 bg2 tx2 accent1 accent2 accent3 accent4 accent5 accent6 hlink folHlink phClr dk1 lt1 dk2 lt2"
)


def markup_problems(file: OfficeFile, part: Part) -> Iterator[Problem]:
    """Package and one of its XML parts -> what is wrong with single elements, in their order."""
    if part.root is None:
        return
    ignorable = _ignorable(part.root)
    foreign = str(part.root.tag).startswith(_CORE) and b"http://schemas.microsoft.com/" in part.data
    yield from _prefix_problems(file, part)
    for element in part.root.iter("*"):
        name = str(element.tag)
        if name in MODELS and _ONLY_IN.get(name, _parent(element)) == _parent(element):
            yield from _order_problems(file, part, element)
        if name in _NUMBERS:
            yield from _number_problems(file, part, element)
        if check := _CHECKS.get(name):
            yield from check(file, part, element)
        if foreign:
            yield from _foreign_problems(file, part, element, ignorable)


def _parent(element: Element) -> str:
    """Return the name of the parent, that of the whole where it is one of alternatives; nothing above the root."""
    parent = element.getparent()
    while parent is not None and parent.tag in (_ALTERNATIVES, _CHOICE, _FALLBACK):
        parent = parent.getparent()
    return "" if parent is None else str(parent.tag)


# Order --------------------------------------------------------------------------------------------------------------


def _order_problems(file: OfficeFile, part: Part, element: Element) -> Iterator[Problem]:
    """An element whose model is known -> children that are unknown, out of order, too many or missing."""
    model = MODELS[str(element.tag)]
    counts, reached = [0] * len(model.slots), 0

    def problem(message: Message, at: Element, hint: Hint = "") -> Problem:
        return file.problem(
            "deck.order",
            part,
            msg("{element}{whose} {message}", element=plain(element), whose=_whose(element), message=message),
            at,
            hint=hint,
        )

    for child in _effective(element):
        name = str(child.tag)
        if not name.startswith(MODELLED):
            continue
        if (at := model.places.get(name)) is None:
            yield problem(msg("has a {child}, which has no place there", child=plain(child)), child)
            continue
        counts[at] += 1
        if at < reached:
            later = _short(model.slots[reached].names[0])
            yield problem(
                msg("has its {child} after where it belongs", child=plain(child)),
                child,
                msg("it comes before {later}", later=later),
            )
        reached = max(at, reached)
        if counts[at] == 2 and not model.slots[at].many:
            yield problem(msg("has a second {child}", child=plain(child)), child)
    for slot, count in zip(model.slots, counts, strict=True):
        if count < slot.least:
            yield problem(msg("has no {names}", names=" or ".join(map(_short, slot.names))), element)


def _effective(element: Element) -> Iterator[Element]:
    """Children, with alternatives replaced by what the first of them holds."""
    for child in element.iterchildren("*"):
        if child.tag == _ALTERNATIVES:
            yield from next(child.iterchildren(_CHOICE, _FALLBACK), child).iterchildren("*")
        else:
            yield child


def _short(name: str) -> str:
    uri, _, local = name[1:].partition("}")
    return next((f"{prefix}:{local}" for prefix, known in NS.items() if known == uri), local)


def _whose(element: Element) -> Hint:
    """` of 'Card 1'` where the element stands in a shape, so that it can be found."""
    node: Element | None = element
    while node is not None:
        for holder in node.iterchildren("*"):
            name = find(holder, "p:cNvPr")
            if name is not None and str(holder.tag).startswith(f"{{{NS['p']}}}nv") and name.get("name"):
                return msg(" of '{name}'", name=name.get("name"))
        node = node.getparent()
    return ""


# Markup compatibility -----------------------------------------------------------------------------------------------


def _ignorable(root: Element) -> frozenset[str]:
    """Root -> the namespaces that a reader may ignore where it does not know them."""
    prefixes = (root.get(tag("mc:Ignorable")) or "").split()
    return frozenset(root.nsmap[prefix] or "" for prefix in prefixes if prefix in root.nsmap)


def _prefix_problems(file: OfficeFile, part: Part) -> Iterator[Problem]:
    """Prefixes that markup compatibility names must be declared; alternatives must hold some."""
    assert part.root is not None
    for element in part.root.iter(part.root.tag, _CHOICE, _ALTERNATIVES):
        named = [(name, element.get(tag(name))) for name in ("mc:Ignorable", "mc:MustUnderstand")]
        if element.tag == _CHOICE:
            named.append(("Requires", element.get("Requires")))
            if not element.get("Requires"):
                yield file.problem("deck.namespace", part, msg("an mc:Choice does not say what it requires"), element)
        for attribute, value in named:
            for prefix in (value or "").split():
                if prefix not in element.nsmap:
                    message = msg(
                        "{attribute} names the prefix '{prefix}', which is declared nowhere",
                        attribute=attribute,
                        prefix=prefix,
                    )
                    yield file.problem("deck.namespace", part, message, element)
        if element.tag == _ALTERNATIVES and find(element, "mc:Choice") is None:
            yield file.problem("deck.namespace", part, msg("an mc:AlternateContent without an mc:Choice"), element)


def _foreign_problems(file: OfficeFile, part: Part, element: Element, ignorable: frozenset[str]) -> Iterator[Problem]:
    """Elements and attributes of later versions stand in an extension, in an mc:Choice, or are ignorable."""
    name = str(element.tag)
    names: list[str] = []
    if name.startswith(_CORE):
        names = [key for key in map(str, element.keys()) if key.startswith(_MICROSOFT)]
    elif name.startswith(_MICROSOFT):
        parent = element.getparent()
        if parent is not None and _parent(element).startswith(_CORE) and not _holds_anything(parent):
            names = [name]
    for foreign in names:
        uri, _, local = foreign[1:].partition("}")
        if uri not in ignorable and not _is_chosen(element, uri):
            message = msg("{local} of {uri} stands in the open: older versions do not know it", local=local, uri=uri)
            hint = msg("put it into an mc:AlternateContent with an mc:Fallback, or into an extension")
            yield file.problem("deck.namespace", part, message, element, hint=hint)


def _holds_anything(parent: Element) -> bool:
    return str(parent.tag).endswith(("}ext", "}graphicData"))


def _is_chosen(element: Element, uri: str) -> bool:
    """Tell whether an mc:Choice around the element requires the namespace or a later one, or an extension holds it.

    PowerPoint writes names of 2010 in a choice that requires those of 2012: whoever knows these knows them too.
    """
    return any(
        (above.tag == _CHOICE and any(_implies(required, uri) for required in _required(above)))
        or _holds_anything(above)
        for above in element.iterancestors()
    )


def _required(choice: Element) -> Iterator[str]:
    """Return the namespaces that an mc:Choice requires."""
    prefixes = (choice.get("Requires") or "").split()
    return (uri for prefix in prefixes if (uri := choice.nsmap.get(prefix)) is not None)


def _implies(required: str, uri: str) -> bool:
    """Tell whether a program that knows one namespace knows another: the same, or one of an earlier year."""
    later, year = _YEAR.search(required), _YEAR.search(uri)
    return required == uri or (later is not None and year is not None and later[1] >= year[1])


# Values -------------------------------------------------------------------------------------------------------------


def _number_problems(file: OfficeFile, part: Part, element: Element) -> Iterator[Problem]:
    for attribute, (least, most) in _NUMBERS[str(element.tag)].items():
        value = element.get(attribute)
        if value is None or _MEASURE.fullmatch(value):
            continue
        fault: Hint = "" if _INTEGER.fullmatch(value.strip()) else msg("which is no whole number")
        if not fault and not least <= int(value) <= most:
            fault = msg("outside {least} to {most}", least=least, most=most)
        if fault:
            message = msg(
                '{element}{whose} has {attribute}="{value}", {fault}',
                element=plain(element),
                whose=_whose(element),
                attribute=attribute,
                value=value[:40],
                fault=fault,
            )
            yield file.problem("deck.number", part, message, element)


def _preset(file: OfficeFile, part: Part, element: Element) -> Iterator[Problem]:
    name = element.get("prst") or ""
    known = WARPS if element.tag == tag("a:prstTxWarp") else SITES
    if name not in known:
        message = msg(
            "{element}{whose} names the preset '{name}', which does not exist",
            element=plain(element),
            whose=_whose(element),
            name=name,
        )
        yield file.problem("deck.preset", part, message, element, hint=_near(name, known))
    for guide in every(element, "a:avLst/a:gd"):
        formula = guide.get("fmla") or ""
        if _NOT_A_NUMBER.search(formula) or (
            formula.startswith("val ") and not _INTEGER.fullmatch(formula[4:].strip())
        ):
            told = msg(
                "the guide '{name}'{whose} says '{formula}', which is no whole number",
                name=guide.get("name"),
                whose=_whose(element),
                formula=formula[:40],
            )
            yield file.problem("deck.number", part, told, guide)


def _near(name: str, known: Iterable[str]) -> Hint:
    """Return a hint that names a word like it, and none where there is none: nobody reads 187 names."""
    near = nearest_word(name, known)
    return msg("did you mean '{word}'?", word=near) if near else ""


def _hex_color(file: OfficeFile, part: Part, element: Element) -> Iterator[Problem]:
    if not _HEX.fullmatch(element.get("val") or ""):
        told = msg(
            'a:srgbClr{whose} has val="{value}", which is not six hexadecimal digits',
            whose=_whose(element),
            value=element.get("val"),
        )
        yield file.problem("deck.number", part, told, element)


def _scheme_color(file: OfficeFile, part: Part, element: Element) -> Iterator[Problem]:
    if element.get("val") not in _SLOTS:
        told = msg(
            "a:schemeClr{whose} names '{value}', which no theme has", whose=_whose(element), value=element.get("val")
        )
        yield file.problem("deck.number", part, told, element)


def _field(file: OfficeFile, part: Part, element: Element) -> Iterator[Problem]:
    if not _GUID.fullmatch(element.get("id") or ""):
        yield file.problem(
            "deck.text", part, msg("a field{whose} has no GUID for its id", whose=_whose(element)), element
        )


def _run(file: OfficeFile, part: Part, element: Element) -> Iterator[Problem]:
    for attribute in ("lang", "altLang"):
        value = element.get(attribute)
        if value and not _LANGUAGE.fullmatch(value):
            told = msg(
                'a run{whose} has {attribute}="{value}", which is no language tag (BCP 47)',
                whose=_whose(element),
                attribute=attribute,
                value=value[:40],
            )
            yield file.problem("deck.text", part, told, element)


def _extension(file: OfficeFile, part: Part, element: Element) -> Iterator[Problem]:
    """`a:ext` is a size or an extension; an extension has a `uri`."""
    if not element.get("uri") and element.get("cx") is None and element.get("cy") is None:
        yield file.problem(
            "deck.namespace", part, msg("an extension{whose} has no uri", whose=_whose(element)), element
        )


def _cached_number(file: OfficeFile, part: Part, element: Element) -> Iterator[Problem]:
    """`c:v` of a chart's numbers: a number, or an error as spreadsheets write it (`#N/A`)."""
    text = (element.text or "").strip()
    if _parent(element) != tag("c:pt") or text.startswith("#"):
        return
    if not any(above.tag == tag("c:numCache") for above in element.iterancestors()):
        return
    try:
        fine = abs(float(text)) < float("inf")
    except ValueError:
        fine = False
    if not fine:
        yield file.problem("deck.chart", part, msg("a chart's number is '{text}'", text=text[:40]), element)


_CHECKS: Final[dict[str, Callable[[OfficeFile, Part, Element], Iterator[Problem]]]] = {
    tag("a:prstGeom"): _preset,
    tag("a:prstTxWarp"): _preset,
    tag("a:srgbClr"): _hex_color,
    tag("a:schemeClr"): _scheme_color,
    tag("a:fld"): _field,
    tag("a:rPr"): _run,
    tag("a:endParaRPr"): _run,
    tag("a:ext"): _extension,
    tag("p:ext"): _extension,
    tag("c:v"): _cached_number,
}
