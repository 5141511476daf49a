"""The base of a theme's decks goes through python-pptx: complete, kept between runs, made again when damaged."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from deckbrief.base.problem import ProblemError
from deckbrief.export.pptx import parts
from deckbrief.export.pptx.parts import theme_base
from deckbrief.export.pptx.theme_base import opened_base
from deckbrief.ooxml.package import Package
from deckbrief.theme.load import load_theme
from deckbrief.theme.theme import Theme


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    return tmp_path / "deckbrief" / "bases"


@pytest.fixture
def theme() -> Theme:
    return load_theme("ink", [Path("templates/themes")])


def forget(monkeypatch: pytest.MonkeyPatch) -> None:
    """Begin as another process does."""
    monkeypatch.setattr(parts, "_bases", {})


def test_nothing_is_lost_and_the_second_time_nothing_is_rendered_or_opened(
    theme: Theme, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    forget(monkeypatch)
    first = theme_base(theme, "zh-CN")
    rendered = parts._rendered_package(theme, "zh-CN", tuple(folder / "parts" for folder in theme.folders))
    assert set(first.package.parts) >= set(rendered.parts)
    with monkeypatch.context() as patch:
        forget(patch)
        patch.setattr("pptx.Presentation", None)
        patch.setattr(parts, "_Renderer", None)
        assert theme_base(theme, "zh-CN") == first
    (kept,) = cache.iterdir()
    kept.write_bytes(b"damaged")
    forget(monkeypatch)
    assert theme_base(theme, "zh-CN") == first


def test_a_changed_template_is_rendered_again(theme: Theme, cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    forget(monkeypatch)
    theme_base(theme, "zh-CN")
    own = cache.parent / "theme"
    shutil.copytree(theme.folders[-1], own)
    changed = replace(theme, folders=(own, *theme.folders))
    styles = own / "parts" / "tableStyles.xml.j2"
    styles.write_text(styles.read_text().replace("def=", 'xmlns:own="urn:own" def='))
    assert b"urn:own" in theme_base(changed, "zh-CN").package.parts["ppt/tableStyles.xml"]
    assert b"urn:own" not in theme_base(theme, "zh-CN").package.parts["ppt/tableStyles.xml"]


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
