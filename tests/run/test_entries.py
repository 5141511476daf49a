"""An entry of a list is added, taken away or moved, and nothing else of the file is another one."""

from __future__ import annotations

import re
from collections.abc import Callable
from textwrap import dedent
from typing import Any

import pytest
import yaml
from deckbrief.content.nodes import Source, compose
from deckbrief.run.entries import in_order, plain, with_entry, with_moved, without_entry, without_key
from deckbrief.run.rewriting import CannotRewriteError, with_key
from hypothesis import given
from hypothesis import strategies as st

SIX_STYLES = {
    "dashes deeper": """\
        parts:
          # the first
          - id: a   # with an a
            name: "A"

          # the second
          - id: b
            name: 'B'
            # a note deep in b

          - id: c
            name: C
        # of the rest
        rest: yes
        """,
    "dashes below their key": """\
        parts:
        # the first
        - id: a   # with an a
          name: "A"
        # the second
        - id: b
          name: 'B'
          # a note deep in b
        - id: c
          name: C
        rest: yes
        """,
    "wide": """\
        parts:
            -   id: a   # with an a
                name: "A"
            -   id: b
                name: 'B'
                # a note deep in b
            -   id: c
                name: C
        rest: yes
        """,
    "brackets": """\
        parts: [{id: a, name: "A"}, {id: b, name: 'B'}, {id: c, name: C}]   # with an a
        rest: yes
        """,
    "brackets on lines": """\
        parts: [
          {id: a, name: "A"},
          {id: b, name: 'B'},
          {id: c, name: C},
        ]
        rest: yes
        """,
    "texts of several lines": """\
        parts:
          - id: a
            name: >-
              A

          - id: b
            name: |-
              B
            # a note deep in b
          - id: c
            name:
              C
        rest: yes
        """,
}  # fmt: skip
STYLES = [*SIX_STYLES, "with \\r\\n", "without an end of line"]


def _file(style: str) -> str:
    text = dedent(SIX_STYLES.get(style, SIX_STYLES["dashes deeper"]))
    if style == "with \\r\\n":
        return text.replace("\n", "\r\n")
    return text.partition("# of the rest")[0].rstrip() if style == "without an end of line" else text


def _read(text: str) -> Any:
    root, problems = compose(Source("", text))
    assert not problems
    return plain(root)


def _comments(text: str) -> list[str]:
    return sorted(re.findall(r"#.*", text.replace("\r", "")))


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize(("at", "to"), [(0, 1), (0, 2), (2, 0), (1, 2)])
def test_an_entry_is_moved_with_its_comments_and_back_again(style: str, at: int, to: int) -> None:
    text = _file(style)
    before = _read(text)
    moved = with_moved(text, ("parts",), at, to)
    names = [part["id"] for part in before["parts"]]
    names.insert(to, names.pop(at))
    assert [part["id"] for part in _read(moved)["parts"]] == names
    assert _comments(moved) == _comments(text)
    assert sorted(moved) == sorted(text)
    assert with_moved(moved, ("parts",), to, at) == text


def test_comments_go_with_the_entry_that_they_are_of() -> None:
    moved = with_moved(_file("dashes deeper"), ("parts",), 1, 0)
    assert dedent("""\
        parts:
          # the second
          - id: b
            name: 'B'
            # a note deep in b

          # the first
          - id: a   # with an a
            name: "A"

          - id: c
    """) in moved  # fmt: skip


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("at", [0, 1, 2])
def test_an_entry_is_taken_away_with_its_lines_alone(style: str, at: int) -> None:
    text = _file(style)
    left = without_entry(text, ("parts",), at)
    expected = _read(text)
    del expected["parts"][at]
    assert _read(left) == expected
    kept = [line for line in left.splitlines() if line.strip()]
    assert [line for line in text.splitlines() if line in kept and line.strip()] == kept or "brackets" in style
    assert left.endswith(("\n", "\r\n")) == text.endswith(("\n", "\r\n"))


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("at", [0, 1, 3])
def test_an_entry_is_added_in_the_style_of_the_list_and_taken_away_again(style: str, at: int) -> None:
    text = _file(style)
    value = {"id": "new", "name": "To: do", "notes": {"say": ["x # y"]}}
    more = with_entry(text, ("parts",), at, value)
    expected = _read(text)
    expected["parts"].insert(at, value)
    assert _read(more) == expected
    assert without_entry(more, ("parts",), at) == text
    if "brackets" not in style:
        dashes = {re.match(r" *- *", line)[0] for line in more.splitlines() if line.lstrip().startswith("- ")}  # type: ignore[index]
        assert len(dashes) == 1
        assert ("\r" in more) == ("\r" in text)


def test_the_last_entry_leaves_brackets_and_these_take_the_next() -> None:
    text = "a:\n  - one\n  # deep\nb: 2\n"
    empty = without_entry(text, ("a",), 0)
    assert _read(empty) == {"a": [], "b": "2"}
    assert _read(with_entry(empty, ("a",), 0, "other")) == {"a": ["other"], "b": "2"}


@pytest.mark.parametrize("style", STYLES)
def test_a_key_is_taken_out_with_all_that_it_holds(style: str) -> None:
    text = _file(style)
    expected = _read(text)
    del expected["parts"][1]["name"]
    assert _read(without_key(text, ("parts", 1, "name"))) == expected
    if "rest" in expected:
        del expected["parts"]
        left = without_key(text, ("parts",))
        assert _read(left) == expected
        assert "rest: yes" in left


@pytest.mark.parametrize(
    ("key", "left"), [("a", "- {b: [2], c: 3}\n"), ("b", "- {a: 1, c: 3}\n"), ("c", "- {a: 1, b: [2]}\n")]
)
def test_a_key_in_braces_goes_with_its_comma(key: str, left: str) -> None:
    assert without_key("- {a: 1, b: [2], c: 3}\n", (0, key)) == left


@pytest.mark.parametrize(
    ("text", "change"),
    [
        ("a: [x, # of x\n  y]\n", lambda text: with_moved(text, ("a",), 0, 1)),
        ("a: [x, # of x\n  y]\n", lambda text: without_entry(text, ("a",), 0)),
        ("- - a\n  - b\n", lambda text: with_moved(text, (0,), 0, 1)),
        ("a: x\n", lambda text: with_entry(text, ("a",), 0, "y")),
        ("a: [x]\n", lambda text: without_entry(text, ("a",), 1)),
        ("a: [x]\n", lambda text: with_moved(text, ("a",), 0, 1)),
        ("a: [x]\n", lambda text: in_order(text, ("a",), [0, 0])),
        ("a:\n  - b: 1\n", lambda text: without_key(text, ("a", 0, "b"))),
        ("a:\n  - b: 1\n    c: 2\n", lambda text: without_key(text, ("a", 0, "b"))),
    ],
    ids=range(9),
)
def test_what_cannot_be_done_without_more_is_refused(text: str, change: Callable[[str], str]) -> None:
    with pytest.raises(CannotRewriteError):
        change(text)


@pytest.mark.parametrize("text", ["notes:\n  say: [x]\nb: 1\n", "notes: {say: [x]}\n", "a:\n  - say:\n      - x\n"])
def test_a_key_is_added_to_an_entry_without_any_text(text: str) -> None:
    way = ("a", 0, "ask") if text.startswith("a") else ("notes", "ask")
    found = _read(with_key(text, way, '"Who?"'))
    for name in way:
        found = found[name]
    assert found == "Who?"


_VALUES = st.recursive(
    st.text(alphabet='ab #:-\n“四’"', max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from("xyz"), inner, min_size=1, max_size=3),
    max_leaves=6,
)


@given(
    st.lists(_VALUES, min_size=1, max_size=4),
    st.booleans() | st.none(),
    st.integers(1, 6),
    st.data(),
)
def test_whatever_a_list_holds_only_the_change_is_seen(
    values: list[Any], flow: bool | None, indent: int, data: st.DataObject
) -> None:
    """PyYAML writes lists of anything; what is done to them is read back, or refused and nothing done."""
    text = yaml.safe_dump(
        {"a": "b", "list": values, "z": ["c"]}, default_flow_style=flow, indent=indent, allow_unicode=True
    )
    before = _read(text)
    at = data.draw(st.integers(0, len(values) - 1))
    to = data.draw(st.integers(0, len(values) - 1))
    expected = list(before["list"])
    expected.insert(to, expected.pop(at))
    refused = 0
    changes: list[tuple[Callable[[], str], list[Any]]] = [
        (lambda: with_moved(text, ("list",), at, to), expected),
        (lambda: without_entry(text, ("list",), at), before["list"][:at] + before["list"][at + 1 :]),
        (
            lambda: with_entry(text, ("list",), at, {"id": "n"}),
            [*before["list"][:at], {"id": "n"}, *before["list"][at:]],
        ),
    ]
    for change, wanted in changes:
        try:
            assert _read(change()) == {**before, "list": wanted}
        except CannotRewriteError:
            refused += 1
    assert refused <= (3 if any(isinstance(value, list) or "\n" in str(value) for value in values) else 0)
