"""Transitions as files: each is known to every PowerPoint, or has a fallback that is; LibreOffice keeps it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import get_args

import pytest
from deckbrief.export.pptx.deck import write_deck
from deckbrief.inspect.lint import lint_package
from deckbrief.layout.frame import DeckFrames, Transition
from deckbrief.ooxml.package import Package
from deckbrief.theme.theme import Theme

from tests.support.office import convert

KINDS: tuple[Transition, ...] = get_args(Transition)


def with_each(deck: DeckFrames) -> DeckFrames:
    first = deck.frames[0]
    frames = [replace(first, name=f"slide {number}", transition=kind) for number, kind in enumerate(KINDS)]
    return replace(deck, frames=tuple(frames))


def test_each_transition_is_written_so_that_the_checker_accepts_it(every_item: DeckFrames, theme: Theme) -> None:
    data = write_deck(with_each(every_item), theme)
    assert [problem for problem in lint_package(data) if problem.code == "deck.transition"] == []
    parts = Package.from_bytes(data).parts
    written = [parts[f"ppt/slides/slide{number}.xml"] for number in range(1, len(KINDS) + 1)]
    known = {"fade": b"<p:fade/>", "push": b'<p:push dir="l"/>', "morph": b'<p159:morph option="byObject"/>'}
    for kind, xml in zip(KINDS, written, strict=True):
        assert {other for other, mark in known.items() if mark in xml} == (
            {kind, "fade"} if kind == "morph" else {kind} - {""}
        )


@pytest.mark.office
def test_a_program_that_knows_no_morph_fades(every_item: DeckFrames, theme: Theme, tmp_path: Path) -> None:
    file = tmp_path / "deck.pptx"
    file.write_bytes(write_deck(with_each(every_item), theme))
    saved = Package.from_bytes(convert(file, tmp_path / "saved", "pptx").read_bytes()).parts
    morphed = saved[f"ppt/slides/slide{KINDS.index('morph') + 1}.xml"]
    assert b"morph" in morphed or b"p:fade" in morphed
