"""Records behave as frozen dataclasses do, but for assignments, which mypy refuses."""

from __future__ import annotations

import pickle
from dataclasses import dataclass, field, fields, is_dataclass, replace

import pytest
from deckbrief.base.record import record
from hypothesis import given
from hypothesis import strategies as st


@record
class Pair:
    """Two numbers; the note does not count."""

    left: int
    right: int = 0
    note: str = field(default="", compare=False, repr=False)


@record(kw_only=True)
class Named(Pair):
    """A pair with a name."""

    name: str
    tags: list[str] = field(default_factory=list, compare=False)


@record(frozen=False)
class Counter:
    count: int = 0


@record
class Lone:
    value: object = None


@dataclass(frozen=True, slots=True)
class PlainPair:
    left: int
    right: int = 0
    note: str = field(default="", compare=False, repr=False)


@given(st.tuples(st.integers(0, 2), st.integers(0, 2)), st.tuples(st.integers(0, 2), st.integers(0, 2)))
def test_equality_and_hash_are_those_of_a_frozen_dataclass(one: tuple[int, int], other: tuple[int, int]) -> None:
    assert (Pair(*one) == Pair(*other)) == (PlainPair(*one) == PlainPair(*other))
    assert (hash(Pair(*one)) == hash(Pair(*other))) == (hash(PlainPair(*one)) == hash(PlainPair(*other)))


def test_only_instances_of_the_same_class_are_equal() -> None:
    others: list[object] = [PlainPair(1, 2), Named(left=1, right=2, name=""), (1, 2), None]
    assert Pair(1, 2) not in others
    assert Lone(1) == Lone(1) != Lone(2)


def test_fields_that_do_not_compare_do_not_count_and_are_not_shown() -> None:
    assert Pair(1, 2, "a") == Pair(1, 2, "b")
    assert len({Pair(1, 2, "a"), Pair(1, 2, "b")}) == 1
    assert repr(Pair(1, 2, "a")) == repr(PlainPair(1, 2, "a")).removeprefix("Plain")


def test_it_is_a_dataclass() -> None:
    named = Named(left=1, name="n")
    assert is_dataclass(named)
    assert [entry.name for entry in fields(Named)] == ["left", "right", "note", "name", "tags"]
    assert replace(named, right=5) == Named(left=1, right=5, name="n")
    assert named.tags is not Named(left=1, name="n").tags
    with pytest.raises(TypeError):
        Named(left=1)  # type: ignore[call-arg]


def test_it_crosses_to_another_process() -> None:
    assert pickle.loads(pickle.dumps(Named(left=1, name="n", tags=["t"]))) == Named(left=1, name="n")


def test_what_came_from_another_process_is_whole_before_any_instance_was_made_here() -> None:
    @record
    class Made:
        value: int = 0

    came = object.__new__(Made)
    came.__dict__["value"] = 1
    assert replace(came, value=0) == Made()
    assert [entry.name for entry in fields(Made)] == ["value"]


def test_fields_are_known_before_any_instance_is_made() -> None:
    @record
    class Base:
        one: int

    @record
    class Derived(Base):
        other: int = 2

    assert [entry.name for entry in fields(Derived)] == ["one", "other"]
    assert Derived(1) == Derived(1, 2) != Base(1)


def test_what_may_change_cannot_be_hashed() -> None:
    counter = Counter()
    counter.count += 1
    assert counter == Counter(1)
    with pytest.raises(TypeError):
        hash(counter)


def test_values_are_taken_as_a_dataclass_takes_them() -> None:
    @record(frozen=False)
    class Made:
        one: int
        many: list[int] = field(default_factory=list)
        last: int = 3
        seen: int = field(init=False, compare=False)
        found: dict[str, int] = field(init=False, default_factory=dict)
        none: None = field(init=False, default=None)

        def __post_init__(self) -> None:
            self.seen = self.one + self.last

    assert (Made(1).many, Made(1, [2]).many, Made(1, last=4).seen, Made(1).seen) == ([], [2], 5, 4)
    assert (Made(1).found, Made(1).none) == ({}, None)
    assert Made(1).found is not Made(1).found
    with pytest.raises(TypeError, match=r"Made\.__init__\(\) missing 1 required positional argument: 'one'"):
        Made()  # type: ignore[call-arg]
    with pytest.raises(TypeError, match="unexpected keyword argument 'seen'"):
        Made(1, seen=2)  # type: ignore[call-arg]
    with pytest.raises(TypeError):
        Named(1, 2, "note", "name")  # type: ignore[call-arg]


def test_a_class_whose_fields_were_asked_for_first_is_made_alike() -> None:
    @record
    class Asked:
        one: int = field(default=1, repr=False)
        many: tuple[int, ...] = field(default_factory=tuple)

    assert len(fields(Asked)) == 2
    assert Asked() == Asked(1, ()) != Asked(2)
    assert repr(Asked()).endswith("Asked(many=())")
