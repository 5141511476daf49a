"""What a unit's section opens with: its only framework, an overview of many, or their names."""

from __future__ import annotations

from dataclasses import replace
from types import SimpleNamespace
from typing import Any, cast

import pytest
from deckbrief.content.model import MOST_AT_A_GLANCE, Framework, Module, Notes, Part, Unit

MODULE = Module(kind="unit", title="Bread", minutes=10)


def framework(name: str, parts: int = 3, **more: Any) -> Framework:
    made = tuple(Part(id=f"p{number}", name=f"part {number}") for number in range(parts))
    return Framework(id=name, name=name, title=name, parts=made, notes=Notes(say=()), **more)


def unit(*frameworks: Framework) -> Unit:
    return cast("Unit", SimpleNamespace(frameworks=frameworks))


def many(*last: Framework, count: int = MOST_AT_A_GLANCE) -> Unit:
    return unit(*(framework(f"f{number}", priority=2) for number in range(count)), *last)


def opened(given: Unit, module: Module = MODULE) -> str:
    found = module.opened_by(given)
    return found.id if found else ""


@pytest.mark.parametrize(("parts", "told"), [(1, ""), (2, "only"), (9, "only")])
def test_the_only_one_is_told_by_its_parts_if_it_has_some(parts: int, told: str) -> None:
    assert opened(unit(framework("only", parts))) == told


@pytest.mark.parametrize("count", range(2, MOST_AT_A_GLANCE + 1))
def test_few_are_told_by_their_names(count: int) -> None:
    assert opened(many(framework("whole", overview=True), count=count - 1)) == ""


def test_many_are_told_by_the_one_that_has_them_in_view() -> None:
    whole, first, core = (
        framework("whole", overview=True, priority=3),
        framework("first", priority=1),
        framework("core"),
    )
    assert opened(many(first, core, whole), replace(MODULE, core=("core",))) == "whole"
    assert opened(many(first, core), replace(MODULE, core=("core",))) == "core"
    assert opened(many(first, core)) == "first"


@pytest.mark.parametrize("count", [0, 2, MOST_AT_A_GLANCE])
def test_a_cover_tells_the_parts_of_what_has_all_in_view_however_few_there_are(count: int) -> None:
    whole = framework("whole", overview=True, priority=3)
    assert MODULE.on_cover(many(whole, count=count)) == whole
    assert MODULE.on_cover(unit(framework("long", 1), framework("longer", MOST_AT_A_GLANCE + 1))) is None


@pytest.mark.parametrize(
    ("name", "short"),
    [
        *(("醇度", True), ("健全机制强推力", True), ("Clean hands", True)),
        *(("Hygiène des mains", True), ("Чистые руки", True), ("손을 깨끗이 씻습니다", False)),
        *(("一个比八个字更长的名字", False), ("Interdisciplinarity", False), ("Three words and many more", False)),
    ],
)
def test_only_short_names_stand_on_a_cover(name: str, short: bool) -> None:
    whole = framework("whole")
    given = replace(whole, parts=(*whole.parts, Part(id="last", name=name)))
    assert (MODULE.on_cover(unit(given)) == given) == short


@pytest.mark.parametrize("parts", [1, MOST_AT_A_GLANCE + 1])
def test_one_of_too_few_or_too_many_parts_opens_nothing(parts: int) -> None:
    given = unit(*(framework(f"f{number}", parts) for number in range(MOST_AT_A_GLANCE + 1)))
    assert opened(given) == ""
    assert opened(many(framework("whole", parts, overview=True))) == "f0"
