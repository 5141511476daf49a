"""The base of a theme's decks goes through python-pptx: complete, kept between runs, made again when damaged."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from generator.base.problem import ProblemError
from generator.design.theme import Theme, load_theme
from generator.output.pptx.opening import opened_base
from generator.output.pptx.package import Package
from generator.output.pptx.parts import theme_base


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    return tmp_path / "deckbrief" / "bases"


@pytest.fixture
def theme() -> Theme:
    return load_theme("ink", [Path("templates/themes")])


def test_nothing_is_lost_and_the_second_time_nothing_is_opened(
    theme: Theme, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    package = theme_base(theme, "zh-CN").package
    before = set(cache.glob("*"))
    first = opened_base(package, theme)
    assert set(first.parts) == set(package.parts)
    (kept,) = set(cache.iterdir()) - before
    monkeypatch.setattr("pptx.Presentation", None)
    assert opened_base(package, theme).parts == first.parts
    kept.write_bytes(b"damaged")
    monkeypatch.undo()
    monkeypatch.setenv("XDG_CACHE_HOME", str(cache.parent.parent))
    assert opened_base(package, theme).parts == first.parts


def test_a_theme_is_told_which_layout_and_placeholder_its_parts_lack(theme: Theme, cache: Path) -> None:
    package = theme_base(theme, "zh-CN").package
    cover = theme.layouts["cover"]
    odd = replace(cover.placeholders["title"], key="odd", index=77)
    layouts = {
        **theme.layouts,
        "cover": replace(cover, placeholders={**cover.placeholders, "odd": odd}),
        "new": replace(cover, name="Nowhere"),
    }
    other = Package.from_bytes(package.to_bytes())
    other.parts["ppt/presProps.xml"] += b"<!-- another base -->"
    with pytest.raises(ProblemError) as caught:
        opened_base(other, replace(theme, layouts=layouts))
    assert [problem.message for problem in caught.value.problems] == [
        "the parts' layout 'Cover' has no placeholder 77 (odd)",
        "the parts have no layout named 'Nowhere'",
    ]


def test_parts_that_cannot_be_opened_are_a_problem_of_the_theme(theme: Theme, cache: Path) -> None:
    other = Package.from_bytes(theme_base(theme, "zh-CN").package.to_bytes())
    other.parts["ppt/presentation.xml"] = b"<p:presentation"
    before = set(cache.glob("*"))
    with pytest.raises(ProblemError) as caught:
        opened_base(other, theme)
    assert caught.value.problems[0].code == "theme.value"
    assert len(set(cache.glob("*")) - before) == 0
