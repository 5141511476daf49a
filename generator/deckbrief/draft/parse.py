"""Slide markup (XML) -> the typed slide tree, every problem at the template line that wrote it.

The markup's vocabulary is `ELEMENTS`: what each element may hold and which attributes it takes.
Positions come from the attribute `AT`, which `render` adds to every start tag in a template.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import field
from typing import Final, get_args
from xml.etree import ElementTree
from xml.etree.ElementTree import Element
from xml.parsers.expat import ErrorString

from deckbrief.base.emphasis import without_marks
from deckbrief.base.message import Message, msg
from deckbrief.base.patterns import deferred
from deckbrief.base.problem import Place, Problem, ProblemError, nearest, place_from
from deckbrief.base.record import record
from deckbrief.base.script.kinds import with_region
from deckbrief.base.script.odd import label
from deckbrief.content.figures import FIGURES
from deckbrief.draft.slides import (
    LEAST,
    Back,
    Block,
    Deck,
    Entry,
    FigureBlock,
    Form,
    LayoutKey,
    ListBlock,
    ListStyle,
    Note,
    NoteRole,
    ParagraphBlock,
    ParagraphRole,
    QuizBlock,
    Section,
    Slide,
    TimerBlock,
)

AT: Final = "_at"
"""The attribute that carries `file:line:column` of the start tag in its template."""

_NUMBER: Final = deferred(r"\d+(\.\d+)?\Z")
_NAME: Final = re.compile(r"[\w.-]+\Z")


@record
class _Element:
    """What an element may hold: child elements or text, and attributes with the words or form they take."""

    children: frozenset[str] = frozenset()
    text: bool = False
    attributes: Mapping[str, object] = field(default_factory=dict)
    required: frozenset[str] = frozenset()


def _element(children: str = "", text: bool = False, required: str = "", **attributes: object) -> _Element:
    names = {name.rstrip("_"): form for name, form in attributes.items()}
    return _Element(frozenset(children.split()), text, names, frozenset(required.split()))


ELEMENTS: Final[dict[str, _Element]] = {
    "deck": _element(
        "section", required="title", title=str, lang=str, subject=str, author=str, keywords=str, category=str
    ),
    "section": _element("slide", required="name", name=str, id=_NAME, minutes=float, of=str),
    "slide": _element(
        "kicker title subtitle message speaker date figure list paragraph quiz timer source back notes",
        required="layout name",
        layout=get_args(LayoutKey),
        name=_NAME,
        minutes=float,
        weight=float,
        least=float,
        priority=("1", "2", "3"),
        accent=int,
        form=("", *get_args(Form)),
        variant=str,
        of=str,
        hidden=("true", "false"),
    ),
    "kicker": _element(text=True),
    "title": _element(text=True),
    "subtitle": _element(text=True),
    "message": _element(text=True),
    "speaker": _element(text=True),
    "date": _element(text=True),
    "source": _element(text=True),
    "figure": _element(required="of", of=str, kind=FIGURES, reveal=("part", "none", ""), only=str),
    "list": _element(
        "head entry",
        required="style",
        style=get_args(ListStyle),
        reveal=("part", "none", ""),
        current=int,
        total=str,
        figure=str,
        member=int,
    ),
    "head": _element(text=True, of=str, lead=str),
    "entry": _element(
        text=True,
        of=str,
        lead=str,
        aside=str,
        weight=float,
        target=str,
        accent=int,
        number=str,
        short=str,
        when=str,
        strong=("true", "false"),
        level=int,
    ),
    "paragraph": _element(text=True, role=get_args(ParagraphRole), label=str, of=str),
    "quiz": _element(
        "question option",
        required="answer",
        answer=str,
        because=str,
        label=str,
        of=str,
        reveal=("part", "none", ""),
        number=int,
        count=int,
    ),
    "question": _element(text=True),
    "option": _element(text=True),
    "timer": _element(required="minutes unit", minutes=str, unit=str, label=str),
    "back": _element(text=True, required="target", target=str),
    "notes": _element("p"),
    "p": _element(text=True, role=tuple(role for role in get_args(NoteRole) if role != "time")),
}
"""The whole of slide markup."""


def slide_markup_to_deck(markup: str, name: str, template: str) -> Deck:
    """Slide markup -> Deck called `name`; `template` is the file to blame where no position is known.

    Raises ProblemError with every fault of the markup.
    """
    root = _parsed(markup, template)
    problems = list(_faults(root, template))
    if not problems:
        problems = [*_duplicate_names(root, template), *_dead_links(root, template)]
    if problems:
        raise ProblemError(problems)
    places = _places(root)
    for element in _links(root):
        element.set("target", places.get(element.get("target", ""), element.get("target", "")))
    return Deck(
        name=name,
        title=label(root.get("title", "")),
        lang=with_region(root.get("lang", "zh-CN")),
        subject=label(root.get("subject", "")),
        author=label(root.get("author", "")),
        keywords=label(root.get("keywords", "")),
        category=label(root.get("category", "")),
        sections=tuple(_section(element) for element in root.findall("section")),
    )


def _parsed(markup: str, template: str) -> Element:
    # Not lxml, which takes longer to import than a deck of 30 slides to parse and lay out.
    try:
        return ElementTree.fromstring(markup)
    except ElementTree.ParseError as error:
        line, column = error.position
        place = _nearest_place(markup, line, column, template)
        message = msg("slide markup is not well-formed XML: {errorstring}", errorstring=ErrorString(error.code))
        hint = msg("near this tag; every tag must be closed, and & and < written through Jinja's escaping")
        raise ProblemError([Problem("markup.syntax", place, message, hint)]) from error


def _nearest_place(markup: str, line: int, column: int, template: str) -> Place:
    """Return the place of the last start tag at or before a position of the rendered markup."""
    lines = markup.split("\n")
    before = "\n".join([*lines[: line - 1], lines[line - 1][:column] if line <= len(lines) else ""])
    found = re.findall(rf'{AT}="([^"]*)"', before)
    return _place_from(found[-1], template) if found else Place(template, 1, 1)


def _place_from(text: str, template: str) -> Place:
    return place_from(text) or Place(template, 1, 1)


def _place(element: Element, template: str = "") -> Place:
    return _place_from(element.get(AT, ""), template)


def _faults(element: Element, template: str, parent: Element | None = None) -> Iterable[Problem]:
    """Every departure from `ELEMENTS` in `element` and below it."""
    tag = element.tag
    allowed = ELEMENTS[parent.tag].children if parent is not None else frozenset({"deck"})
    place = _place(element, template)
    if tag not in allowed:
        where = msg("in <{tag}>", tag=parent.tag) if parent is not None else msg("at the top")
        yield Problem(
            "markup.unknown-element",
            place,
            msg("<{tag}> cannot stand {where}", tag=tag, where=where),
            nearest(tag, allowed),
        )
        return
    rule = ELEMENTS[tag]
    yield from _attribute_faults(element, rule, place)
    if not rule.text and _own_text(element):
        message = msg(
            "<{tag}> holds elements only, not the text '{own_text}'", tag=tag, own_text=_own_text(element)[:20]
        )
        yield Problem("markup.value", place, message)
    if tag == "slide" and not (element.findtext("title") or "").strip():
        hint = msg("every slide needs a title of its own")
        yield Problem("markup.missing-element", place, msg("the slide has no <title>"), hint)
    for child in element:
        yield from _faults(child, template, element)


def _own_text(element: Element) -> str:
    return "".join([element.text or "", *(child.tail or "" for child in element)]).strip()


def _attribute_faults(element: Element, rule: _Element, place: Place) -> Iterable[Problem]:
    tag = element.tag
    for name in sorted(rule.required - set(element.attrib)):
        yield Problem(
            "markup.missing-attribute", place, msg("<{tag}> must have the attribute '{name}'", tag=tag, name=name)
        )
    for name, value in element.attrib.items():
        if name == AT:
            continue
        if name not in rule.attributes:
            message = msg("<{tag}> has no attribute '{name}'", tag=tag, name=name)
            yield Problem("markup.unknown-attribute", place, message, nearest(name, rule.attributes))
        else:
            form = rule.attributes[name]
            if not _fits(value, form):
                hint = nearest(value, form) if isinstance(form, tuple | Mapping) else ""
                message = msg(
                    '{name}="{value}" of <{tag}> is not {form_name}',
                    name=name,
                    value=value,
                    tag=tag,
                    form_name=_form_name(form),
                )
                yield Problem("markup.value", place, message, hint)


def _fits(value: str, form: object) -> bool:
    if isinstance(form, tuple):
        return value in form
    if isinstance(form, Mapping):  # a registry: a word of it, or none
        return not value or value in form
    if isinstance(form, re.Pattern):
        return form.match(value) is not None
    if form is float:
        return value == "" or _NUMBER.match(value) is not None
    if form is int:
        return value.isdigit()
    return True


def _form_name(form: object) -> Message:
    if isinstance(form, tuple | Mapping):
        return msg("one of the words it takes")
    if form is float or form is int:
        return msg("a number")
    return msg("a name of letters, digits, '.', '-' and '_'")


def _duplicate_names(root: Element, template: str) -> Iterable[Problem]:
    first: dict[str, Place] = {}
    for slide in root.iter("slide"):
        name, place = str(slide.get("name", "")), _place(slide, template)
        if name in first:
            message = msg("two slides are named '{name}'", name=name)
            yield Problem(
                "markup.value", place, message, msg("the other is written at line {line}", line=first[name].line)
            )
        first.setdefault(name, place)


def _dead_links(root: Element, template: str) -> Iterable[Problem]:
    """Links lead to a slide by its name, to a section's first slide by its id or name, or to a URL."""
    names = _places(root)
    for element in _links(root):
        target = str(element.get("target", ""))
        if target and target not in names and "://" not in target:
            message = msg("<{tag}> leads to '{target}', and no slide has that name", tag=element.tag, target=target)
            yield Problem("markup.value", _place(element, template), message, nearest(target, names))


def _links(root: Element) -> Iterable[Element]:
    return (element for element in root.iter() if element.tag in ("entry", "back"))


def _places(root: Element) -> dict[str, str]:
    """Return what links can lead to, each with the name of the slide that it means; a slide's own name goes first."""
    places: dict[str, str] = {}
    for key in ("name", "id"):
        for section in root.iter("section"):
            first = section.find("slide")
            if first is not None and section.get(key):
                places[str(section.get(key))] = str(first.get("name", ""))
    return places | {str(slide.get("name", "")): str(slide.get("name", "")) for slide in root.iter("slide")}


def _section(element: Element) -> Section:
    return Section(
        name=label(element.get("name", "")),
        minutes=_number(element, "minutes"),
        slides=tuple(_slide(slide) for slide in element.findall("slide")),
        of=element.get("of", ""),
        place=_place(element),
    )


def _number(element: Element, name: str) -> float | None:
    text = element.get(name, "")
    return float(text) if text else None


def _text(element: Element, child: str) -> str:
    return " ".join((element.findtext(child) or "").split())


def _slide(element: Element) -> Slide:
    weight, least = _number(element, "weight"), _number(element, "least")
    title = label(_text(element, "title"))
    return Slide(
        name=element.get("name", ""),
        layout=element.get("layout", "figure"),  # type: ignore[arg-type]  # checked against ELEMENTS
        title=without_marks(title),
        marked_title=title if title != without_marks(title) else "",
        kicker=_text(element, "kicker"),
        subtitle=_text(element, "subtitle"),
        message=_text(element, "message"),
        speaker=_text(element, "speaker"),
        date=_text(element, "date"),
        source=_text(element, "source"),
        notes=tuple(_notes(element.find("notes"))),
        back=_back(element.find("back")),
        minutes=_number(element, "minutes"),
        weight=1 if weight is None else weight,
        least=LEAST if least is None else least,
        priority=int(element.get("priority", "2")),
        of=element.get("of", ""),
        accent=int(element.get("accent", "1")),
        form=element.get("form", ""),  # type: ignore[arg-type]  # checked against ELEMENTS
        variant=element.get("variant", ""),
        hidden=element.get("hidden") == "true",
        blocks=tuple(_block(child) for child in element if child.tag in _BLOCKS and _holds_something(child)),
        place=_place(element),
    )


_BLOCKS: Final = frozenset({"figure", "list", "paragraph", "quiz", "timer"})


def _holds_something(block: Element) -> bool:
    """Tell whether there is something to show: a list needs entries."""
    return block.tag != "list" or block.find("entry") is not None


def _notes(notes: Element | None) -> Iterable[Note]:
    if notes is None:
        return
    for paragraph in notes.findall("p"):
        text = " ".join((paragraph.text or "").split())
        if text:
            yield Note(paragraph.get("role", "say"), text)  # type: ignore[arg-type]  # checked against ELEMENTS


def _back(element: Element | None) -> Back | None:
    text = " ".join((element.text or "").split()) if element is not None else ""
    return Back(text=text, target=element.get("target", "")) if element is not None and text else None


def _block(element: Element) -> Block:
    reveal = element.get("reveal") == "part"
    of = element.get("of", "")
    if element.tag == "figure":
        only = tuple(element.get("only", "").split())
        return FigureBlock(of=of, kind=element.get("kind", ""), reveal=reveal, only=only)
    if element.tag == "list":
        entries = tuple(_entry(entry) for entry in element.findall("entry"))
        style = element.get("style", "bullets")
        current = int(element.get("current", "0"))
        found = element.find("head")
        head = None if found is None else _entry(found)
        return ListBlock(
            style=style, entries=entries, reveal=reveal, current=current, head=head,  # type: ignore[arg-type]
            total=element.get("total", ""),
            figure=element.get("figure", ""), member=int(element.get("member", "0")),
        )  # fmt: skip
    if element.tag == "quiz":
        options = tuple(" ".join((option.text or "").split()) for option in element.findall("option"))
        question = _text(element, "question")
        because = element.get("because", "")
        answer, shown = element.get("answer", ""), element.get("reveal") == "none"
        return QuizBlock(
            question=question, options=options, answer=answer, because=because, label=element.get("label", ""), of=of,
            reveal=not shown, number=int(element.get("number", "1")), count=int(element.get("count", "1")),
        )  # fmt: skip
    if element.tag == "timer":
        return TimerBlock(
            amount=element.get("minutes", ""), unit=element.get("unit", ""), label=element.get("label", "")
        )
    text = " ".join((element.text or "").split())
    role = element.get("role", "body")
    return ParagraphBlock(text=text, role=role, label=element.get("label", ""), of=of)  # type: ignore[arg-type]


def _entry(element: Element) -> Entry:
    return Entry(
        text=" ".join((element.text or "").split()),
        of=element.get("of", ""),
        lead=element.get("lead", ""),
        aside=element.get("aside", ""),
        weight=_number(element, "weight") or 0,
        target=element.get("target", ""),
        accent=int(element.get("accent", "0")),
        number=element.get("number", ""),
        short=element.get("short", ""),
        when=element.get("when", ""),
        strong=element.get("strong") == "true",
        level=int(element.get("level", "0")),
    )
