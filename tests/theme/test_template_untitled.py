"""Templates none of whose layouts has a title: slides have theirs all the same, and say all of its look."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import pptx
from deckbrief.base.length import inches
from pptx.oxml import parse_xml

from tests.theme.conftest import Edit, Load
from tests.theme.test_template_designs import untyped
from tests.theme.test_template_kinds import DECLARED, P, alone, box, layout_of, plain, title


def text_holder(index: int, top: float, size: int) -> Any:
    """Index, distance from the top in inches, hundredths of a point -> a text placeholder across the slide."""
    return parse_xml(
        f'<p:sp {DECLARED}><p:nvSpPr><p:cNvPr id="{index}" name="Text {index}"/><p:cNvSpPr/>'
        f'<p:nvPr><p:ph type="body" idx="{index}"/></p:nvPr></p:nvSpPr><p:spPr><a:xfrm><a:off x="{inches(1)}" '
        f'y="{inches(top)}"/><a:ext cx="{inches(11)}" cy="{inches(0.6)}"/></a:xfrm></p:spPr><p:txBody><a:bodyPr/>'
        f'<a:lstStyle><a:lvl1pPr><a:defRPr sz="{size}"/></a:lvl1pPr></a:lstStyle><a:p/></p:txBody></p:sp>'
    )


def untitle(deck: Any) -> None:
    for layout in deck.slide_layouts:
        for shape in list(layout.placeholders):
            if shape._element.find(f".//{{{P}}}ph").get("type") in ("title", "ctrTitle"):
                shape._element.getparent().remove(shape._element)


def test_a_text_at_the_head_is_the_place_of_titles_where_no_layout_has_one(load: Load) -> None:
    """The largest text is: a line of small text above it is none."""

    def edit(deck: Any) -> None:
        untitle(deck)
        alone(deck, "Title and Content", "Title Slide")
        layout = layout_of(deck, "Title and Content")
        for index, top, size in ((20, 0.2, 1000), (21, 0.7, 3000)):
            layout.shapes._spTree.append(text_holder(index, top, size))

    theme = load(edit)
    place = title(theme)
    assert place.rect.y == inches(0.7)
    assert (place.type, place.index, place.held, place.moved, place.inherits) == ("title", 0, False, True, False)


def test_a_slide_of_a_layout_without_a_title_says_all_of_its_own(
    saved: Callable[[Edit], Path], make_deck: Callable[[Path], bytes]
) -> None:
    def edit(deck: Any) -> None:
        untitle(deck)
        alone(deck, "Blank")

    deck: Any = pptx.Presentation(BytesIO(make_deck(saved(edit))))
    assert len(deck.slides) == 4
    for slide in deck.slides:
        shape = slide.shapes.title
        assert shape is not None
        assert shape._element.spPr.xfrm is not None
        body = shape._element.txBody.bodyPr
        assert body.get("anchor")
        assert body.get("lIns")
        assert shape.text_frame.paragraphs[0].runs[0].font.size is not None


def test_of_layouts_without_titles_one_with_art_for_parts_comes_last(load: Load) -> None:
    def edit(deck: Any) -> None:
        untitle(deck)
        alone(deck, "Title Only", "Blank")
        for number in range(5):
            box(layout_of(deck, "Title Only"), 1, 2 + number, 11, 0.8, plain("2A7FBF"))

    assert load(edit).layouts["figure"].name == "Blank"


def test_the_title_of_a_cover_stands_beside_its_art(load: Load) -> None:
    def edit(deck: Any) -> None:
        untitle(deck)
        alone(deck, "Blank")
        untyped(layout_of(deck, "Blank"), "Cover")
        for step in range(6):
            box(deck.slide_master, 0, step * 1.25, 1.5 + 0.4 * abs(3 - step), 1.25, plain("231F20"))

    cover = load(edit).layouts["cover"]
    left = {key: cover.placeholders[key].rect.x for key in ("title", "subtitle", "speaker")}
    assert min(left.values()) >= inches(2.2), left
