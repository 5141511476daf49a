"""What tests of templates share: a deck made from a template, a slide of each layout."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pptx
import pytest
from deckbrief.base.length import Pt, inches
from deckbrief.export.pptx.deck import write_deck
from deckbrief.layout.frame import DeckFrames, Frame, Line, Paragraph, Run, Shape, Text, TextBody
from deckbrief.theme.load import load_theme
from deckbrief.theme.template.load import load_template
from deckbrief.theme.theme import Theme

ROOT = Path(__file__).parents[2]
WIDE, HIGH = inches(13.333), inches(7.5)

Edit = Callable[[Any], None]
Load = Callable[[Edit], Theme]


@pytest.fixture(scope="session")
def base() -> Theme:
    return load_theme("vermilion", [ROOT / "templates" / "themes"])


@pytest.fixture
def saved(make_templates: Any, tmp_path: Path) -> Callable[[Edit], Path]:
    """What is done to a presentation without slides -> the template's file."""

    def save(edit: Edit) -> Path:
        deck: Any = pptx.Presentation()
        make_templates._resize(deck, WIDE, HIGH)
        edit(deck)
        deck.save(str(tmp_path / "t.pptx"))
        return tmp_path / "t.pptx"

    return save


@pytest.fixture
def load(saved: Callable[[Edit], Path], base: Theme) -> Load:
    return lambda edit: load_template(saved(edit), base)[0]


@pytest.fixture(scope="session")
def make_deck(base: Theme) -> Callable[[Path], bytes]:
    """Template -> a deck of it: a slide of each layout, with a title."""

    def make(template: Path) -> bytes:
        theme, _ = load_template(template, base)
        frames = tuple(titled(theme, key) for key in theme.layouts)
        return write_deck(DeckFrames(name="d", title="D", lang="zh-CN", frames=frames), theme)

    return make


def titled(theme: Theme, layout: str) -> Frame:
    place = theme.layouts[layout].placeholders["title"]
    run = Paragraph((Run(layout),), Pt(20), Pt(28), theme.color(place.color), (Line(0, len(layout), place.rect.width),))
    title = Text(name="Title", rect=place.rect, body=TextBody((run,)), placeholder="title")
    inside = theme.layouts["figure"].body.inset(theme.unit)
    words = replace(run, color=theme.color("ink"))
    box = Shape(name="Box", rect=inside, fill=theme.color("card"), body=TextBody((words,)))
    items = (title, box) if layout == "figure" else (title,)
    return Frame(name=layout, width=theme.width, height=theme.height, layout=layout, items=items)
