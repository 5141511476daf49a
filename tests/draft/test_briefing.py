"""Briefing templates: everything that a pack says is in the HTML, every link and figure leads somewhere."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import Any

import lxml.html
import pytest
from deckbrief.content.cited import Evidence
from deckbrief.content.model import Framework, Metric, MetricGroup, Pack, Part, Point, Term, Unit
from deckbrief.content.paths import find
from deckbrief.content.read import read_pack
from deckbrief.draft.amounts import number_of
from deckbrief.draft.render import render
from deckbrief.draft.words import load_words
from deckbrief.layout.figures.amount import words_of
from deckbrief.theme.load import load_theme

ROOT = Path(__file__).parents[2]
ROOTS = (ROOT / "templates",)
THEME = load_theme("vermilion", [ROOT / "templates" / "themes"])
PACKS = {"english": ROOT / "tests" / "packs" / "english" / "content", "own": ROOT / "content"}


@pytest.fixture(scope="module", params=sorted(PACKS))
def pack(request: pytest.FixtureRequest) -> Pack:
    return read_pack(PACKS[request.param])


def html(pack: Pack, unit: Unit | None = None) -> str:
    lang = pack.info.lang
    context = {"pack": pack, "words": load_words(lang, ROOTS), "theme": THEME, "lang": lang}
    if unit is None:
        return render("briefing/report/report.html.j2", context, ROOTS)
    return render("briefing/report/unit.html.j2", {**context, "unit": unit}, ROOTS)


def bulletin(pack: Pack, unit: Unit) -> str:
    lang = pack.info.lang
    context = {"pack": pack, "unit": unit, "words": load_words(lang, ROOTS), "theme": THEME, "lang": lang, "date": ""}
    return render("briefing/gongwen/bulletin.html.j2", context, ROOTS)


def spoken(markup: str) -> str:
    """What the frameworks' parts say: paragraphs and lists, without figures, headings and evidence."""
    document = document_of(markup)
    for element in [*document.iter("figure", "table", "h1", "h2", "h3", "header")]:
        element.drop_tree()
    return str(document.find("body").text_content())


def folded(text: str) -> str:
    return re.sub(r"[\s\u200b\u2060]", "", text)


def document_of(markup: str) -> Any:
    return lxml.html.document_fromstring(markup)


def text_of(markup: str) -> str:
    return folded(document_of(markup).find("body").text_content())


def parts_of(parts: tuple[Part, ...]) -> Iterator[Part]:
    for part in parts:
        yield part
        yield from parts_of(part.parts)


def said(framework: Framework) -> Iterator[str]:
    """All that a framework says, sentence by sentence."""
    yield from (framework.name, framework.title, framework.takeaway, framework.text)
    for part in parts_of(framework.parts):
        yield from (part.name, part.text, *(point.text for point in part.points))
        for practice in part.practices:
            yield from (practice.name, practice.text)


def said_by_unit(unit: Unit) -> Iterator[str]:
    yield from (unit.name, unit.title, unit.message, unit.department)
    assert unit.speaker
    yield from (unit.speaker.name, unit.speaker.role)
    yield from (*unit.summary, *unit.takeaways, *unit.questions)
    for framework in unit.frameworks:
        yield from said(framework)
    for group in unit.metric_groups:
        yield group.text
        for metric in group.metrics:
            yield from (metric.label, metric.before, metric.after, metric.note)
    for term in unit.terms:
        yield from (term.name, term.text)


def evidence_of(unit: Unit) -> Iterator[Evidence]:
    entries: list[Any] = [unit, *unit.frameworks, *unit.terms, *unit.metrics]
    for part in (part for framework in unit.frameworks for part in parts_of(framework.parts)):
        entries += [part, *part.practices]
    for entry in entries:
        yield from entry.evidence


def test_a_unit_s_briefing_says_all_that_the_unit_says(pack: Pack) -> None:
    checked = 0
    for unit in pack.units:
        text = text_of(html(pack, unit))
        for sentence in said_by_unit(unit):
            checked += 1
            assert folded(sentence).rstrip("。.") in text, sentence
    assert checked


def test_the_report_says_all_that_the_pack_says(pack: Pack) -> None:
    text = text_of(html(pack))
    checked = 0
    for unit in pack.units:
        for sentence in said_by_unit(unit):
            checked += 1
            assert folded(sentence).rstrip("。.") in text, sentence
        for item in evidence_of(unit):
            assert folded(item.words) in text, item.words
    assert checked
    for comparison in pack.comparisons:
        for theme in comparison.themes:
            assert folded(theme.name) in text
            for cell in theme.cells:
                assert folded(cell.text) in text
    if pack.event:
        assert folded(pack.event.participants) in text


def test_leads_are_said_where_nothing_else_is(pack: Pack) -> None:
    checked = 0
    for unit in pack.units:
        for part in (part for framework in unit.frameworks for part in parts_of(framework.parts)):
            if part.lead and not (part.text or part.points):
                checked += 1
                assert folded(part.lead) in text_of(html(pack, unit))
    assert checked


def test_what_a_part_s_text_has_named_is_not_named_again(pack: Pack) -> None:
    inner = (Part(id="a", name="Alpha", evidence=()), Part(id="b", name="Beta", evidence=()))
    checked = 0
    for text, times in (("It holds Alpha and Beta", 1), ("It holds Alpha", 2), ("It holds Alphabets and Beta", 1)):
        part = Part(
            id="p", name="Part", text=text, points=(Point(text="holds Alpha"),), practices=(), parts=inner, evidence=()
        )
        framework = replace(
            pack.units[0].frameworks[0], figure="tree", text="All of it", overview=False, parts=(part, part)
        )
        unit = replace(pack.units[0], frameworks=(framework,))
        markups = html(pack, unit), html(replace(pack, units=(unit,), comparisons=())), bulletin(pack, unit)
        for markup in markups:
            checked += 1
            assert len(re.findall(r"\bAlpha\b", spoken(markup))) == 2 * times, (text, spoken(markup))
    assert checked


def test_a_comparison_s_empty_cell_stays_empty(pack: Pack) -> None:
    document = document_of(html(pack))
    words = load_words(pack.info.lang, ROOTS)
    checked = 0
    for comparison, table in zip(pack.comparisons, document.find_class("comparison"), strict=True):
        checked += 1
        rows = table.findall("tbody/tr")
        assert len(rows) == len(comparison.themes)
        for theme, row in zip(comparison.themes, rows, strict=True):
            cells = row.findall("td")
            assert len(cells) == len(comparison.units)
            given = {cell.unit for cell in theme.cells}
            for name, cell in zip(comparison.units, cells, strict=True):
                empty = folded(cell.text_content()) == words["nothing_said"]
                assert empty == (name not in given)
    assert checked


def test_every_link_leads_somewhere_and_every_name_is_unique(pack: Pack) -> None:
    for markup in (html(pack), *(html(pack, unit) for unit in pack.units)):
        document = document_of(markup)
        ids = document.xpath("//@id")
        assert len(ids) == len(set(ids))
        targets = [*document.xpath("//a/@href"), *document.xpath("//@data-target")]
        assert {target[1:] for target in targets} <= set(ids)
        assert all(not list(link) for link in document.iter("a")), "a link holds text alone (PDF/UA)"


def test_figures_are_numbered_told_and_drawn_from_entries(pack: Pack) -> None:
    for markup in (html(pack), *(html(pack, unit) for unit in pack.units)):
        document = document_of(markup)
        images = list(document.iter("img"))
        assert images
        for number, image in enumerate(images, 1):
            framework = find(pack, image.get("src").removeprefix("figure:"))
            assert framework.name in image.get("alt")
            assert all(part.name in image.get("alt") for part in framework.parts)
            caption = image.getparent().find("figcaption/b").text_content()
            assert caption.endswith(f" {number}")
            assert image.getparent().get("id")


def test_the_report_draws_core_and_deepening_frameworks(pack: Pack) -> None:
    drawn = document_of(html(pack)).xpath("//img/@src")
    wanted = [
        f"figure:{unit.path}#frameworks.{framework.id}"
        for unit in pack.units
        for framework in unit.frameworks
        if framework.priority <= 2
    ]
    assert drawn == wanted


def test_headings_name_themselves_for_the_outline_and_follow_in_order(pack: Pack) -> None:
    for markup in (html(pack), *(html(pack, unit) for unit in pack.units)):
        headings = document_of(markup).xpath("//h1|//h2|//h3")
        levels = [int(heading.tag[1]) for heading in headings]
        assert levels[0] == 1
        assert all(after <= before + 1 for before, after in pairwise(levels))
        assert all(heading.get("data-title") for heading in headings)


def test_unexplained_terms_say_so_and_are_not_explained(pack: Pack) -> None:
    words = load_words(pack.info.lang, ROOTS)
    checked = 0
    for unit in pack.units:
        checked += 1
        open_terms = [term for term in unit.terms if not term.explained]
        document = document_of(html(pack, unit))
        found = document.find_class("unexplained")
        assert bool(found) == bool(open_terms)
        for line in found:
            text = folded(line.text_content())
            assert text.startswith(folded(words["unexplained"]))
            assert all(folded(term.name) in text for term in open_terms)
    assert checked


def test_the_index_leads_to_explanations_and_else_to_where_a_term_is_used(pack: Pack) -> None:
    unit = pack.units[0]
    explained = Term(id="one", name="Oneness", text="What it is.", evidence=())
    used = Term(id="two", name="Twoness", explained=False, evidence=())
    nowhere = Term(id="three", name="Threeness", explained=False, evidence=())
    frameworks = (*unit.frameworks[:-1], replace(unit.frameworks[-1], text="Here Oneness and Twoness are said."))
    unit = replace(unit, frameworks=frameworks, terms=(explained, used, nowhere))
    document = document_of(html(replace(pack, units=(unit, *pack.units[1:]))))
    (index,) = document.find_class("index")
    found = {folded(link.text_content()): link.get("href") for link in index.iter("a")}
    assert found["Oneness"] == f"#term-{unit.id}-one"
    assert found["Twoness"] == f"#{unit.id}-{frameworks[-1].id}"
    assert found["Threeness"] == f"#term-{unit.id}-three"


def test_text_is_set_for_print(pack: Pack) -> None:
    checked = 0
    for markup in (html(pack), html(pack, pack.units[0])):
        for text in document_of(markup).find("body").itertext():
            checked += 1
            assert not re.search(r"[\u4e00-\u9fff][0-9A-Za-z]|[0-9A-Za-z][\u4e00-\u9fff]", text), text
    assert checked


def test_words_from_content_are_escaped(pack: Pack) -> None:
    nasty = '<b>&"x"</b>'
    unit = pack.units[0]
    term = Term(id="nasty", name=nasty, text=nasty, evidence=(Evidence(paragraph=1, words=nasty),))
    changed = replace(unit, title=nasty, message=nasty, tagline=nasty, terms=(term,), takeaways=(nasty,))
    other = replace(pack, units=(changed, *pack.units[1:]))
    for markup in (html(other), html(other, changed)):
        assert nasty not in markup
        assert nasty in document_of(markup).text_content()


def test_a_unit_with_next_to_nothing_has_a_briefing(pack: Pack) -> None:
    unit = replace(pack.units[0], frameworks=(), metric_groups=(), terms=(), questions=(), province="")
    text = text_of(html(replace(pack, units=(unit,), comparisons=(), event=None), unit))
    assert folded(unit.message) in text
    assert folded(unit.message) in text_of(html(replace(pack, units=(unit,), comparisons=(), event=None)))


@pytest.mark.parametrize("unit", ["euros", "元"])
def test_a_number_is_written_on_paper_as_on_slides(unit: str) -> None:
    pack = read_pack(PACKS["english"])
    metric = Metric(id="cost", label="" if unit == "元" else "ten nights", number=1450, unit=unit, qualifier="")
    group = MetricGroup(id="costs", title="Costs", metrics=(metric,))
    changed = replace(pack.units[0], metric_groups=(group,))
    slide = words_of(number_of(metric, "p"))[1]
    document = document_of(html(replace(pack, units=(changed, *pack.units[1:])), changed))
    amounts = document.xpath("//p[@class = 'value']/b")
    assert [amount.text_content() for amount in amounts] == [slide]
    assert slide in metric.text
