"""Rings that hardly show behind words: on any colour of a template, words are read on them as well as beside them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from deckbrief.base.length import Emu, Rect
from deckbrief.layout.figures.kit import Look
from deckbrief.layout.figures.shapes import RINGS, Corner, rings, watermark, within
from deckbrief.ooxml.colors import contrast
from deckbrief.theme.load import load_theme
from deckbrief.theme.theme import Color, Theme
from hypothesis import given
from hypothesis import strategies as st

BASE = load_theme("vermilion", [Path("templates/themes")])
colors = st.text("0123456789ABCDEF", min_size=6, max_size=6)
BOX = Rect(Emu(0), Emu(0), Emu(3_000_000), Emu(2_000_000))


def themed(**slots: str) -> Theme:
    return replace(BASE, slots=dict(BASE.slots) | slots)


@given(colors, colors, colors)
def test_words_are_read_on_rings_too(accent: str, gold: str, dark: str) -> None:
    theme = themed(accent1=accent, accent2=gold, dk2=dark)
    look = Look(theme, 1)
    for surface in (Color("accent1"), Color("accent2"), Color("dk2")):
        ring = watermark("rings", BOX, "bl", surface, look)
        assert ring.fill is not None
        seen = theme.seen(ring.fill, surface)
        for ink, least in ((look.on(surface), 4.5), (look.accent_on(surface), 3)):
            assert contrast(theme.hex(ink), seen) >= least


@pytest.mark.parametrize("corner", ["tl", "tr", "bl", "br"])
@given(st.integers(300_000, 6_000_000), st.integers(300_000, 3_000_000), st.integers(200_000, 2_000_000))
def test_rings_end_where_their_box_does(corner: Corner, width: int, height: int, most: int) -> None:
    """Also where their radii, or the box, are no multiples of the grid of outlines."""
    box = Rect(Emu(609_600), Emu(2_834_640), Emu(width), Emu(height))
    assert box.contains(rings("rings", box, corner, Color("dk1"), within(RINGS, most)).rect)
