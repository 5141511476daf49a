"""The order and the shades that a template's colours have in figures: what it draws comes first, drab ones last."""

from __future__ import annotations

import colorsys
from typing import Any

import pytest
from deckbrief.ooxml.colors import channels, luminance, mixed_hex
from deckbrief.theme.template.colors import as_slot
from deckbrief.theme.template.roles import Shades, chroma, roles_of
from hypothesis import given
from hypothesis import strategies as st

from tests.theme.conftest import Load
from tests.theme.test_template_kinds import box, plain

OFFICE = {
    "dk1": "000000", "lt1": "FFFFFF", "dk2": "44546A", "lt2": "E7E6E6", "accent1": "4472C4", "accent2": "ED7D31",
    "accent3": "A5A5A5", "accent4": "FFC000", "accent5": "5B9BD5", "accent6": "70AD47",
}  # fmt: skip
"""PowerPoint's own colours from 2013 to 2022, which many a template has left as they are."""
WHITE = ("#FFFFFF",) * 54


def hue(color: str) -> float:
    return colorsys.rgb_to_hls(*channels(color))[0] * 360


def accents(slots: dict[str, str], paper: tuple[str, ...] = WHITE) -> list[str]:
    shades = Shades(slots, paper)
    return [shades.hex(color) for name, color in roles_of(shades, None).items() if name.startswith("accent-")]


def test_sections_have_no_grey_and_no_brown_that_was_a_yellow_while_there_are_others() -> None:
    found = accents(OFFICE)
    assert all(chroma(color) > 0.2 for color in found[:4]), found
    assert not any(38 <= hue(color) <= 70 for color in found[:4]), found
    assert len(set(found)) == len(found) >= 5


@pytest.mark.parametrize(("art", "first"), [("B00000", "accent2"), ("1F5FBF", "accent1"), ("808080", "accent1")])
def test_the_accent_of_what_the_template_draws_comes_first(
    load: Load, make_templates: Any, art: str, first: str
) -> None:
    def edit(deck: Any) -> None:
        make_templates._colors(deck, OFFICE)
        box(deck.slide_master, 0, 0, 13.333, 0.4, plain(art))
        box(deck.slide_master, 0, 7.1, 13.333, 0.4, plain(art))

    assert load(edit).roles["primary"].slot == first


def test_a_colour_that_is_all_over_the_slide_is_paper_and_no_brand(load: Load, make_templates: Any) -> None:
    def edit(deck: Any) -> None:
        make_templates._colors(deck, OFFICE)
        box(deck.slide_master, 0, 0, 13.333, 7.5, plain("7A1010"))

    assert load(edit).roles["primary"].slot == "accent1"


@given(st.integers(0, 0xFFFFFF).map(lambda value: f"{value:06X}"))
def test_a_pale_accent_that_is_made_darker_does_not_glare(color: str) -> None:
    found = accents({**OFFICE, "accent1": color})
    assert chroma(found[0]) <= chroma(f"#{color}") + 0.02


def test_a_slot_is_made_as_dull_as_what_is_seen() -> None:
    color = as_slot("#DB6E6E", {**OFFICE, "accent1": "C00000"})
    shown = mixed_hex("C00000", color.lum_mod, color.lum_off, color.sat_mod)
    assert color.slot == "accent1"
    assert channels(shown) == pytest.approx(channels("#DB6E6E"), abs=0.01)


def test_no_card_is_darker_than_light_paper() -> None:
    shades = Shades({**OFFICE, "lt1": "C9C3BA"}, ("#FBF2D1",) * 54)
    assert luminance(shades.hex(roles_of(shades, None)["card"])) >= luminance("#FBF2D1")


def test_on_paper_of_medium_lightness_accents_keep_their_hues() -> None:
    """A shade of such paper is so dark that only black is clear on it: what lies on it is a shade of the cards."""
    slots = {**OFFICE, "accent1": "C00000", "accent2": "D06B20", "accent3": "2E6FB7"}
    shades = Shades(slots, ("#DB6E6E",) * 54)
    roles = roles_of(shades, None)
    for number in (1, 2, 3):
        color = shades.hex(roles[f"accent-{number}"])
        assert chroma(color) > 0.3, color
        assert luminance(color) > 0.02, color
    assert luminance(shades.hex(roles["band"])) > luminance("#DB6E6E")


def test_cards_on_a_vivid_paper_that_no_slot_comes_near_are_not_grey() -> None:
    shades = Shades({**OFFICE, "accent1": "4F81BD", "accent5": "8064A2"}, ("#0000FF",) * 54)
    card = shades.hex(roles_of(shades, None)["card"])
    assert chroma(card) > 0.3
    assert 190 <= hue(card) <= 240
