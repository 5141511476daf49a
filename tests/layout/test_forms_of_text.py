"""Which layout a slide of plain text takes: beside a panel while it is short, the whole width when it is long."""

from __future__ import annotations

from typing import Literal

from deckbrief.draft.nodes import Node
from deckbrief.draft.slides import Entry, FigureBlock, Form, ListBlock, ParagraphBlock, Slide
from deckbrief.layout.figures.figure import draw_figure, figure_forms
from deckbrief.layout.slide.forms import formed
from hypothesis import given
from hypothesis import strategies as st

from tests.support.small_pack import THEME


def kind_of(*texts: str) -> str:
    block = ListBlock(style="bullets", entries=tuple(Entry(text=text) for text in texts))
    slide = Slide(name="one", layout="text", title="Title", blocks=(block,))
    return next(formed([slide], THEME)).kind


def test_a_short_text_stands_beside_a_panel_and_a_long_one_does_not() -> None:
    assert kind_of("One.", "Two.") == "split-text"
    assert kind_of(*["一句话，不长也不短，十四五个字。"] * 6) == "split-text"
    assert kind_of(*["One."] * 12) == "text"
    assert kind_of("长" * 400) == "text"


def test_addresses_of_links_and_marks_take_no_room() -> None:
    assert kind_of(f"[Read on](https://example.org/{'x' * 400})", "**Two**") == "split-text"


@given(st.lists(st.text("ab 和而", min_size=1, max_size=60), min_size=1, max_size=14))
def test_more_text_is_never_taken_for_shorter(texts: list[str]) -> None:
    if kind_of(*texts) == "text":
        assert kind_of(*texts, "more") == "text"


def section(*contents: Node, form: Form | Literal[""] = "") -> list[str]:
    """Contents of a section's slides, and the form that the author asks for -> the kinds of their layouts."""
    slides = [
        Slide(name=f"s{at}", layout="figure", title="T", form=form, blocks=(FigureBlock(of="p", content=node),))
        for at, node in enumerate(contents)
    ]
    opener = Slide(name="opener", layout="section", title="T")
    return [slide.kind for slide in formed([opener, *slides], THEME)][1:]


def figure(kind: str, lead: str = "") -> Node:
    parts = tuple(Node(label=name, path=f"p.{name}") for name in ("One", "Two", "Three"))
    return Node(label="All", path="p", figure=kind, children=parts, lead=lead)


def test_a_long_section_has_one_dark_checklist_and_a_short_one_none() -> None:
    chain, checks, led = figure("chain"), figure("checklist"), figure("checklist", lead="More is said below.")
    assert section(chain, checks, chain, checks, chain) == ["figure", "full", "figure", "figure", "figure"]
    assert section(chain, led, chain, checks, chain)[1:4] == ["figure", "figure", "full"], "a line below needs paper"
    assert section(chain, checks, chain) == ["figure"] * 3
    assert section(chain, chain, chain, checks) == ["figure"] * 3 + ["full"], "never a fourth with the title on top"
    assert section(chain, checks, chain, chain, chain, form="top") == ["figure"] * 5, (
        "what the author asks for goes first"
    )


def test_a_checklist_with_a_paragraph_stands_on_paper() -> None:
    checks = FigureBlock(of="p", content=figure("checklist"))
    below = ParagraphBlock(role="takeaway", text="Take this along.")
    beside = ParagraphBlock(text="What there is to say of it.")
    plain = Slide(name="plain", layout="figure", title="T", blocks=(FigureBlock(of="p", content=figure("chain")),))
    slides = [Slide(name="opener", layout="section", title="T"), *[plain] * 4]
    for blocks, kind in (((checks,), "full"), ((checks, below), "figure"), ((checks, beside), "figure")):
        last = Slide(name="last", layout="figure", title="T", blocks=blocks)
        assert next(reversed([*formed([*slides, last], THEME)])).kind == kind


def test_a_checklist_is_drawn_on_a_dark_slide_as_on_paper() -> None:
    checks = figure("checklist")
    for box in (THEME.layout("full", 1).body, THEME.layout("figure", 1).body):
        drawing = draw_figure(checks, box, THEME, kind="checklist")
        assert all(box.contains(item.rect) for item in drawing.items)
    assert figure_forms(checks) == ("top", "full")
    assert figure_forms(figure("checklist", lead="More.")) == ("top",)
