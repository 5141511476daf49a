from __future__ import annotations

import pytest
from deckbrief.ooxml import escape
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

ANY = st.text(st.characters(codec=None), max_size=40)
"""Strings as Python has them: control characters and lone surrogates too."""


@given(ANY)
def test_any_string_becomes_text_that_reads_back_without_what_xml_cannot_hold(value: str) -> None:
    root = etree.fromstring(f'<a b="{escape.attribute(value)}">{escape.text(value)}</a>'.encode())
    kept = "".join(c for c in value if escape.text(c))
    assert (root.text or "") == kept
    assert root.get("b") == kept


@pytest.mark.parametrize("lost", ["\x00", "\x0b", "\x1f", "\ud800", "\ufffe", "\r"])
def test_characters_that_xml_cannot_hold_are_left_out(lost: str) -> None:
    assert escape.text(f"a{lost}b") == "ab"
    assert escape.attribute(f"a{lost}b") == "ab"


def test_what_xml_can_hold_stays() -> None:
    assert escape.text("a\tb\n字😀") == "a\tb\n字😀"
    assert escape.attribute('"<&>') == "&quot;&lt;&amp;&gt;"
