"""Slides as PDF and as one picture: what the deck shows, a page or a field each."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path
from typing import Any

import pymupdf
import pytest
from deckbrief.content.read import read_pack
from deckbrief.export import slides, thumbs
from deckbrief.export.exporter import Target
from deckbrief.export.materials import Materials, materials
from deckbrief.export.registry import exporters
from deckbrief.run.build import build_outputs
from deckbrief.run.request import Options
from deckbrief.run.targets import all_targets, chosen_targets
from PIL import Image

from tests.support.small_pack import ROOTS, write_pack


@pytest.fixture
def given(tmp_path: Path) -> Materials:
    return materials(read_pack(write_pack(tmp_path / "content", "pillars", 4)), "vermilion", ROOTS)


def target_of(kind: str, given: Materials) -> Target:
    [target] = [target for target in all_targets(given.pack) if target.kind == kind]
    return target


def test_the_pdf_has_a_page_for_each_slide_with_its_words_and_an_outline(given: Materials) -> None:
    target = target_of("slides", given)
    product = slides.write(target, given)
    frames, _ = slides.frames_shown(target, given)
    with pymupdf.open(stream=product.data) as document:
        assert product.count == len(document) == len(frames.frames) > 3
        assert [entry[1] for entry in document.get_toc()] == [frame.title or frame.name for frame in frames.frames]
        width, height = document[0].rect.width, document[0].rect.height
        assert (round(width), round(height)) == (
            round(frames.frames[0].width / 12700),
            round(frames.frames[0].height / 12700),
        )
        told = ["".join(page.get_text().split()) for page in document]
    shown = [
        (page, "".join(frame.title.split())) for page, frame in zip(told, frames.frames, strict=True) if frame.title
    ]
    assert shown
    assert all(title in page for page, title in shown)


def test_the_picture_has_a_field_for_each_slide_and_the_same_bytes_again(given: Materials) -> None:
    product = thumbs.write(target_of("thumbs", given), given)
    assert product.data == thumbs.write(target_of("thumbs", given), given).data
    picture = Image.open(io.BytesIO(product.data))
    columns, width = thumbs._grid(product.count)
    height = round(width * 9 / 16)
    assert picture.width == columns * (width + 12) + 12
    for place in range(product.count):
        row, column = divmod(place, columns)
        x, y = 12 + column * (width + 12), 12 + row * ((picture.height - 12) // -(-product.count // columns))
        field = picture.crop((x, y, x + width, y + height))
        colors = field.getcolors(1 << 20)
        assert colors is not None
        assert len(colors) > 20, f"slide {place + 1} is blank"


@pytest.mark.parametrize(("count", "columns"), [(1, 1), (3, 3), (20, 4), (260, 13), (2600, 39)])
def test_the_picture_is_bounded(count: int, columns: int) -> None:
    found, width = thumbs._grid(count)
    assert found == columns
    assert found * width <= 2400
    assert width >= 60


def test_they_are_built_only_when_they_are_asked_for(given: Materials) -> None:
    apart = {exporter.name for exporter in exporters() if exporter.apart}
    assert apart >= {"web", "slides", "thumbs"}
    every = all_targets(given.pack)
    for names in ([], ["deck"], ["bakery"], ["deck/bakery", "briefing"]):
        assert not {target.kind for target in chosen_targets(names, every)} & apart, names
    for names, kinds in ((["slides"], {"slides", "thumbs"}), (["thumbs"], {"thumbs"}), (["web/bakery"], {"web"})):
        assert {target.kind for target in chosen_targets(names, every)} == kinds


def test_what_a_budget_of_minutes_leaves_out_is_told(english_pack: Any, tmp_path: Path) -> None:
    options = Options(content=english_pack.content, templates=None, theme="vermilion", out=tmp_path, jobs=1)
    whole = build_outputs(("deck",), options, lambda *_: None).outputs
    longest = max(whole, key=lambda output: output.entry.count)
    minutes = 0.7 * longest.entry.minutes
    shorter = build_outputs((longest.name,), replace(options, minutes=minutes), lambda *_: None).outputs[0]
    assert shorter.entry.count < longest.entry.count
    [told] = [problem for problem in shorter.entry.warnings if problem.code == "output.left-out"]
    titles = told.message.partition(": ")[2].split("; ")
    assert len(titles) >= longest.entry.count - shorter.entry.count
    assert not [problem for problem in longest.entry.warnings if problem.code == "output.left-out"]
