"""What is the editor's own is told apart from what the source says, in every output."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pymupdf
import pytest
from deckbrief.content.model import Notes, Pack
from deckbrief.content.read import read_pack
from deckbrief.draft.decks import draft_deck
from deckbrief.draft.marks import page_legends, with_marks
from deckbrief.draft.words import load_words
from deckbrief.export.briefing import briefing_html
from deckbrief.export.materials import materials
from deckbrief.run.targets import all_targets
from weasyprint import HTML

ROOTS = (Path(__file__).parents[2] / "templates",)


@pytest.fixture
def pack(english_pack: Any) -> Pack:
    return read_pack(english_pack.content)


def _with_unit(pack: Pack, **changes: Any) -> Pack:
    return replace(pack, units=(replace(pack.units[0], **changes), *pack.units[1:]))


def _with_part(pack: Pack, **changes: Any) -> Pack:
    """Return the pack with changes to the first part of its first framework."""
    unit = pack.units[0]
    framework = unit.frameworks[0]
    parts = (replace(framework.parts[0], **changes), *framework.parts[1:])
    return _with_unit(pack, frameworks=(replace(framework, parts=parts), *unit.frameworks[1:]))


def test_nothing_is_marked_where_nothing_is_ours() -> None:
    pack = read_pack(Path(__file__).parents[1] / "packs" / "chinese" / "content")
    assert with_marks(pack, load_words("en", ROOTS)) is pack


def test_ours_is_marked_and_the_pack_has_a_legend_for_the_mark(pack: Pack) -> None:
    part = pack.units[0].frameworks[0].parts[0]
    point = replace(part.points[0], ours=True)
    words = load_words("en", ROOTS)
    marked = with_marks(_with_part(pack, ours=True, points=(point, *part.points[1:])), words)
    shown = marked.units[0].frameworks[0].parts[0]
    assert (shown.name, shown.text) == (part.name + "*", f"{words['ours']}: {part.text}")
    assert (shown.points[0].short, shown.points[0].text) == (point.short + "*", f"{words['ours']}: {point.text}")
    assert shown.points[1:] == part.points[1:]
    assert (marked.info.source, marked.legend) == (pack.info.source, f"; *{words['ours']}")


def test_only_slides_that_show_a_mark_say_what_it_means(pack: Pack) -> None:
    words = load_words("en", ROOTS)
    marked = with_marks(_with_part(pack, name_ours=True), words)
    path = f"{pack.units[0].path}#frameworks.{pack.units[0].frameworks[0].id}"
    slides = list(draft_deck(marked, marked.sessions[0], ROOTS).slides)
    told = {slide.of for slide in slides if slide.source == pack.info.source + marked.legend}
    assert path in told
    assert {slide.source for slide in slides if slide.of not in told and slide.source} == {pack.info.source}


def test_only_pages_that_show_a_mark_say_what_it_means() -> None:
    style = "<style>@page { size: A6; @bottom-left { content: string(legend, first) } }"
    style += ".ours-mark { string-set: legend attr(data-legend) } .ours-end { string-set: legend '' }"
    style += "section + section { break-before: page }</style>"
    svg = "<img alt='a* c' src='data:image/svg+xml,%3Csvg xmlns=%22http://www.w3.org/2000/svg%22/%3E'>"
    pages = ["one", "two* here", "three", f"four {svg}", "five* and* more", "six"]
    html = f"<html>{style}<body>{''.join(f'<section>{page}</section>' for page in pages)}</body></html>"
    made = pymupdf.open(stream=HTML(string=page_legends(html, "; *Ours")).write_pdf(), filetype="pdf")
    texts = [made[number].get_text() for number in range(made.page_count)]
    assert len(texts) == len(pages)
    assert ["; *Ours" in text for text in texts[: len(pages)]] == [False, True, False, True, True, False]
    assert page_legends(html, "") == html


def test_without_a_source_nothing_is_told_apart(pack: Pack) -> None:
    plain = _with_part(replace(pack, info=replace(pack.info, source="")), ours=True)
    assert with_marks(plain, load_words("en", ROOTS)) is plain


def test_what_the_trainer_adds_is_labelled_in_the_notes(pack: Pack) -> None:
    remarked = _with_unit(pack, notes=Notes(say=("It is so.",), remarks=("I have seen it myself.",)))
    deck = draft_deck(remarked, remarked.sessions[0], ROOTS)
    found = [note for slide in deck.slides for note in slide.notes if note.role == "remark" and note.text]
    assert [note.text for note in found] == ["I have seen it myself."]
    assert deck.forms.labels["remark"] == "Trainer’s note: "


def _without_source(pack: Pack) -> Pack:
    info = replace(pack.info, source="")
    units = tuple(replace(unit, speaker=None, section="", evidence=()) for unit in pack.units)
    return replace(pack, info=info, units=units)


def test_a_pack_without_a_source_has_no_source_line_and_no_evidence_anywhere(pack: Pack) -> None:
    plain = _without_source(pack)
    words = load_words("en", ROOTS)
    deck = draft_deck(plain, plain.sessions[0], ROOTS)
    assert [slide.source for slide in deck.slides if slide.source] == []
    assert not any(words["evidence_none"] in note.text for slide in deck.slides for note in slide.notes)
    given = materials(plain, "vermilion", ROOTS)
    targets = [target for target in all_targets(plain) if target.kind in ("report", "unit-briefing", "bulletin")]
    assert {target.kind for target in targets} == {"report", "unit-briefing", "bulletin"}
    for target in targets:
        html, _ = briefing_html(target, given)
        assert 'class="attribution"' not in html
        assert words["evidence_appendix"] not in html
        assert 'class="proof"' not in html
