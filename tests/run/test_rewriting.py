"""Words are put into a YAML file at their exact span: whatever the file's style, all the rest stays byte by byte."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from deckbrief.run.rewriting import (
    CannotRewriteError,
    ConflictError,
    Keys,
    rewrite_file,
    rewritten,
    texts_below,
    texts_of,
    with_key,
)
from hypothesis import example, given
from hypothesis import strategies as st

STYLES = {
    "block, two spaces": (
        "# head\nkind: unit\nname: 泸州  # said often\nparts:\n  - id: a\n    name: 'it''s'\n\n"
        '  - {id: b, name: "wide"} # last\n'
    ),
    "flow": '{kind: unit, name: 泸州, parts: [{id: a, name: "it\'s"}, {id: b, name: wide}]}\n',
    "four spaces, lists not indented": (
        "kind:   unit\nname:   泸州\nparts:\n-   id: a\n    name: it's\n-   id: b\n    name: wide\n"
    ),
    "literal and folded blocks": (
        "kind: unit\nname: >-\n    泸州\nparts:\n  - id: a\n    name: |\n      it's\n    # a remark\n"
        "  - id: b\n    name: |-\n        wide\n"
    ),
    "CRLF and quotes": 'kind: "unit"\r\nname: "泸州"\r\nparts:\r\n  - id: a\r\n    name: "it\'s"\r\n'
    "  - id: b\r\n    name: 'wide'\r\n",
    "texts over several lines": (
        "kind: unit\nname:\n  泸州\nparts:\n  - id: a\n    name:\n      it's\n  - {id: b,\n     name: wide}\n"
    ),
}
WORDS = [
    "泸州市",
    "a: b # c",
    "- no",
    "no",
    "2024",
    "null",
    "",
    'it\'s "so"',
    "{a}",
    "two\nlines",
    "尾空 ",
    "*x",
    "\\n",
]


def _values(text: str) -> dict[tuple[str | int, ...], str]:
    return {written.keys: written.text for written in texts_of(text)}


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("new", WORDS)
def test_in_every_style_one_text_changes_and_no_other(style: str, new: str) -> None:
    text = STYLES[style]
    before = _values(text)
    ways = [("name",), ("parts", 0, "name"), ("parts", 1, "name")]
    assert set(ways) < set(before)
    for keys in ways:
        after = rewritten(text, keys, before[keys], new)
        found = _values(after)
        assert found.pop(keys).rstrip("\n") == new
        assert found == {way: words for way, words in before.items() if way != keys}
        assert isinstance(yaml.safe_load(after)["name"], str), "what was a text is a text for every reader"
        for line in text.splitlines(keepends=True):
            if "#" in line:
                assert line[line.index("#") :] in after
        assert ("\r\n" in text) == ("\r\n" in after)


def test_what_stands_around_a_text_keeps_its_bytes() -> None:
    text = STYLES["block, two spaces"]
    assert rewritten(text, ("name",), "泸州", "泸州市") == text.replace("泸州  #", "泸州市  #")
    assert rewritten(text, ("parts", 0, "name"), "it's", "it's so") == text.replace("'it''s'", "'it''s so'")
    assert rewritten(text, ("parts", 1, "name"), "wide", "a, b") == text.replace('"wide"', '"a, b"')
    flow = STYLES["flow"]
    assert rewritten(flow, ("parts", 1, "name"), "wide", "a, b") == flow.replace("name: wide", 'name: "a, b"')
    assert rewritten("minutes: 5\n", ("minutes",), "5", "7.5") == "minutes: 7.5\n"


@example("literal and folded blocks", "\xa0")
@given(
    st.sampled_from(sorted(STYLES)),
    st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Cn", "Cf", "Zl", "Zp")), max_size=30),
)
def test_any_words_come_back_as_they_were_given(style: str, new: str) -> None:
    text = STYLES[style]
    old = _values(text)[("parts", 0, "name")]
    after = rewritten(text, ("parts", 0, "name"), old, new)
    again = rewritten(after, ("parts", 0, "name"), _values(after)[("parts", 0, "name")], old)
    assert _values(again) == _values(text)


def test_a_change_on_disk_is_a_conflict_and_nothing_is_written(tmp_path: Path) -> None:
    file = tmp_path / "a.yaml"
    file.write_bytes(b"\xef\xbb\xbfname: there\r\n")
    with pytest.raises(ConflictError) as raised:
        rewrite_file(file, ("name",), "here", "mine")
    assert raised.value.now == "there"
    assert file.read_bytes() == b"\xef\xbb\xbfname: there\r\n"
    with pytest.raises(CannotRewriteError):
        rewrite_file(file, ("title",), "here", "mine")
    before, after = rewrite_file(file, ("name",), "there", "mine")
    assert (before, after) == (b"\xef\xbb\xbfname: there\r\n", b"\xef\xbb\xbfname: mine\r\n")
    assert file.read_bytes() == after


def test_an_entry_s_texts_are_found_by_where_it_begins() -> None:
    text = STYLES["block, two spaces"]
    assert [written.text for written in texts_below(text, 5, 5)] == ["a", "it's"]
    assert [written.text for written in texts_below(text, 3, 7)] == ["泸州"]
    assert texts_below(text, 40, 1) == []


@pytest.mark.parametrize(
    ("text", "keys", "expected"),
    [
        ("a:\n  - id: x # why\n    b: 1\n", ("a", 0, "c"), "a:\n  - id: x # why\n    c: true\n    b: 1\n"),
        ("a:\r\n- id: x\r\n  b: 1\r\n", ("a", 0, "c"), "a:\r\n- id: x\r\n  c: true\r\n  b: 1\r\n"),
        ("a: {id: x, b: 1}\n", ("a", "c"), "a: {id: x, c: true, b: 1}\n"),
        ("kind: unit", ("c",), "kind: unit\nc: true"),
        ("- 'it''s': \"x\"\n  y: z\n", (0, "c"), "- 'it''s': \"x\"\n  c: true\n  y: z\n"),
        ("a: {b: {}}\n", ("a", "c"), "a: {c: true, b: {}}\n"),
        ("a:\n  b: []\n", ("a", "c"), "a:\n  c: true\n  b: []\n"),
    ],
)
def test_a_key_is_added_behind_the_first(text: str, keys: Keys, expected: str) -> None:
    assert with_key(text, keys, "true") == expected


@pytest.mark.parametrize(("text", "keys"), [("a: [1]\n", ("a", "c")), ("a: |\n  x\n", ("c",)), ("", ("c",))])
def test_where_there_is_no_place_for_a_key_nothing_is_written(text: str, keys: Keys) -> None:
    with pytest.raises(CannotRewriteError):
        with_key(text, keys, "true")


def test_a_key_that_is_there_is_a_conflict() -> None:
    with pytest.raises(ConflictError):
        with_key("a: 1\nb: 2\n", ("b",), "true")
