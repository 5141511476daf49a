"""A long deck in shares: several processes give the same bytes as one, and every problem."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from deckbrief.base.problem import ProblemError
from deckbrief.base.roots import template_roots
from deckbrief.content.read import read_pack
from deckbrief.draft.decks import draft_deck
from deckbrief.draft.slides import Deck
from deckbrief.export.deck import write
from deckbrief.export.materials import Materials, materials
from deckbrief.export.pptx import shares
from deckbrief.export.pptx.deck import write_deck
from deckbrief.layout.slide.slide import DeckLayout
from deckbrief.run.skeleton import init_pack
from deckbrief.run.targets import all_targets
from PIL import Image

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="processes are forked on Linux only")


@pytest.fixture(scope="module")
def given(default_content: Path) -> Materials:
    return materials(read_pack(default_content), "vermilion", template_roots(None))


@pytest.fixture(scope="module")
def deck(given: Materials) -> Deck:
    return draft_deck(given.pack, given.pack.sessions[0], given.roots)


@pytest.fixture
def small_shares(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shares, "_LEAST", 5)


def layout_of(deck: Deck, given: Materials) -> DeckLayout:
    return DeckLayout(deck, given.pack, given.theme, given.date)


@pytest.mark.usefixtures("small_shares")
@pytest.mark.parametrize("jobs", [2, 3, 7])
def test_any_number_of_processes_gives_the_bytes_of_one(jobs: int, deck: Deck, given: Materials) -> None:
    whole = layout_of(deck, given).whole()
    frames, data = shares.lay_out_and_write(layout_of(deck, given), given.theme, jobs)
    assert data == write_deck(whole, given.theme)
    assert [frame.name for frame in frames.frames] == [frame.name for frame in whole.frames]
    assert [frame.minutes for frame in frames.frames] == [frame.minutes for frame in whole.frames]
    assert any(not frame.items for frame in frames.frames), "some slides have been drawn elsewhere"


def test_a_short_deck_is_made_in_one_process(deck: Deck, given: Materials) -> None:
    frames, _ = shares.lay_out_and_write(layout_of(deck, given), given.theme, 8)
    assert all(frame.items for frame in frames.frames)


@pytest.mark.usefixtures("small_shares")
def test_the_problems_of_all_shares_are_told(deck: Deck, given: Materials) -> None:
    names = [slide.name for slide in deck.slides if slide.layout == "figure"]
    spoilt = {names[0], names[-1]}
    sections = tuple(
        replace(
            section,
            slides=tuple(
                replace(slide, title="极" * 400) if slide.name in spoilt else slide for slide in section.slides
            ),
        )
        for section in deck.sections
    )
    with pytest.raises(ProblemError) as raised:
        shares.lay_out_and_write(layout_of(replace(deck, sections=sections), given), given.theme, 2)
    assert {problem.code for problem in raised.value.problems} == {"layout.too-long"}
    assert len(raised.value.problems) == 2


@pytest.mark.usefixtures("small_shares")
def test_what_goes_wrong_in_another_process_is_raised_here(
    deck: Deck, given: Materials, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(self: DeckLayout, places: range) -> None:
        raise ValueError(f"share from {places.start}")

    monkeypatch.setattr(DeckLayout, "spread", fail)
    with pytest.raises(ValueError, match="share from 0"):
        shares.lay_out_and_write(layout_of(deck, given), given.theme, 2)


@pytest.mark.usefixtures("small_shares")
@pytest.mark.parametrize("template", [True, False])
def test_warnings_are_the_same_in_shares(template: bool, make_templates: Any, tmp_path: Path) -> None:
    """Of pictures that are cut on the last slides; of a template whose title leaves no room for other texts."""
    init_pack(tmp_path, "en", example=True)
    picture = "picture: {file: a.png, alt: A room, caption: Here}"
    slides = "".join(f"  - {{title: A{number}, {picture}}}\n" for number in range(12))
    (tmp_path / "content/x.yaml").write_text(f"kind: slides\ntitle: X\nunit: first\nslides:\n{slides}", "utf-8")
    Image.new("RGB", (2400, 300), "red").save(tmp_path / "content/a.png")
    pack = read_pack(tmp_path / "content")
    own = make_templates.filled(tmp_path / "t.pptx") if template else None
    given = materials(pack, "vermilion", template_roots(None), own)
    targets = [target for target in all_targets(pack) if target.name.startswith("deck/") and not target.on_request]
    for target in targets:
        alone, shared = (write(target, given, jobs) for jobs in (1, 4))
        assert shared.warnings == alone.warnings
        assert shared.data == alone.data
    codes = {problem.code for target in targets for problem in write(target, given, 4).warnings}
    assert ("template-file.placeholder" in codes) == template
    assert "content.cut" in codes
