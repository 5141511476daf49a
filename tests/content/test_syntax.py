"""What the YAML parsers say is told in our words, whichever of the two reads."""

from __future__ import annotations

from typing import Any

import pytest
import yaml
from deckbrief.content.syntax import in_our_words

BROKEN = (
    "a: b: c\n", "a: 1\nb\nc: 2\n", "a: [1, 2\nb: 3\n", "a: \"b\nc: 1\n", "a: {b: 1\n", "- a\nb: 1\n", "a: *b\n",
    "a: %x\n", "a: @x\n", "a: `x`\n", "a: 'x\n", "a: \"\\q\"\n", "a: - b\n", "\ta: 1\n", "a:\n\t- b\n",
    "a: !!! x\n", "a: !<x y\n", "%YAML 1.1\n%YAML 1.1\n---\na\n", "%x\na: 1\n", "a: | b\n", "a: >x\n",
    "a: \"\\xzz\"\n", "a: &\n", "a: &x 1\nb: &x 2\n*y\n", "? a\n? b: c: d\n", "a: 1\n  b: 2\n", "a: ]\n",
    "a: }\n", "a: ,\n", "{a: 1, b\n", "a: 'x' y\n", "a: \"x\n---\ny\"\n", "a: b\n-c\n", "a: [b c: d]: e\n",
    "a: !h!x 1\n",
)  # fmt: skip


@pytest.mark.parametrize("loader", [yaml.SafeLoader, getattr(yaml, "CSafeLoader", yaml.SafeLoader)])
def test_what_people_get_wrong_has_words_of_ours(loader: Any) -> None:
    unknown, errors = [], 0
    for text in BROKEN:
        try:
            yaml.compose(text, Loader=loader)
        except yaml.YAMLError as error:
            errors += 1
            said = str(getattr(error, "problem", None) or error).partition("\n")[0]
            message, _ = in_our_words(said)
            unknown += [(text, said)] if message.startswith("no valid YAML") else []
    assert errors > 25
    assert unknown == []


def test_words_that_nobody_knows_are_quoted() -> None:
    assert in_our_words("found a whale") == ("no valid YAML: found a whale", "")
