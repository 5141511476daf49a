"""Patterns of other libraries wait until something is asked of them, and answer as they would have."""

from __future__ import annotations

import copy
import re
from threading import Thread

import pytest
import yaml
from deckbrief.base.patterns import patterns_deferred
from deckbrief.content import nodes


def test_a_deferred_pattern_is_compiled_when_it_is_asked() -> None:
    with patterns_deferred():
        wrong = re.compile("(")
        word = re.compile("[a-z]+", re.IGNORECASE)
        assert re.compile("a").match("a")  # a library may ask while it is imported
    found = word.search("1 Bread")
    assert found is not None
    assert found[0] == "Bread"
    assert word.pattern == "[a-z]+"
    with pytest.raises(re.error):
        wrong.search("")


def test_after_it_patterns_are_compiled_at_once_also_where_an_import_failed() -> None:
    before = re.compile
    with pytest.raises(ImportError), patterns_deferred():
        raise ImportError
    assert re.compile is before
    assert isinstance(re.compile("a"), re.Pattern)


def test_another_thread_compiles_at_once() -> None:
    found: list[object] = []
    with patterns_deferred():
        thread = Thread(target=lambda: found.append(re.compile("[a-z]+")))
        thread.start()
        thread.join()
    assert [type(one) for one in found] == [re.Pattern]


def test_a_copy_of_a_deferred_pattern_is_the_pattern() -> None:
    with patterns_deferred():
        word = re.compile("[a-z]+", re.IGNORECASE)
    assert copy.deepcopy(word) == re.compile("[a-z]+", re.IGNORECASE)


def test_yaml_read_in_python_refuses_what_it_did() -> None:
    source = nodes.Source("a.yaml", "title: Bread")
    assert nodes._PureParser(source.text).check_event()
    with pytest.raises(yaml.YAMLError, match="special characters"):
        nodes._PureParser("title: \x01")
