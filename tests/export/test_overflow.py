"""The promise, proved in a real renderer: LibreOffice draws every glyph of every text inside its shape.

Autofit is off in every shape, so nothing is shrunk to hide an overflow. Decks are set in Noto Sans CJK SC for
this, a font that the test machine has, as the theme's own may be missing there.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pymupdf
import pytest
from deckbrief.base.length import EMU_PER_PT, Rect
from deckbrief.base.problem import Place, ProblemError
from deckbrief.content.cited import Evidence
from deckbrief.content.figures import figures_of
from deckbrief.content.model import Framework, Notes, Pack, PackInfo, Part, Point, Speaker, Unit
from deckbrief.content.read import read_pack
from deckbrief.draft.decks import draft_deck
from deckbrief.draft.figures import with_figures
from deckbrief.draft.slides import Deck, FigureBlock, Note, Section, Slide
from deckbrief.layout.frame import DeckFrames, Frame, Shape, Table, Text, TextBody
from deckbrief.layout.slide.slide import lay_out_deck
from deckbrief.theme.theme import Theme

ROOTS = (Path("templates"),)
EVIDENCE = (Evidence(paragraph=1, words="w"),)
SAMPLES = (
    "健全机制强推力，把大抓基层导向立起来。",
    "“1+10+N”架构，13类、53个、100余个点位",
    "A plain English sentence with several words in it",
    "混排 mixed 文字 with Latin 词 and 数字2026",
    "https://example.org/a/very/long/path?with=query&and=more#fragment",
    "全角ＡＢＣ１２３！？（括号）——破折号……省略号",
    "表情👩‍👩‍👧‍👦和🇨🇳与é组合",
    "Pneumonoultramicroscopicsilicovolcanoconiosis",
    "《条例》“既挂帅、又出征”；一是、二是：三是。",
)


def own_frames(theme: Theme) -> Iterator[list[Frame]]:
    """The longest and the most varied decks of both packs."""
    for content, names in (("content", {"workshop", "short"}), ("tests/packs/english/content", {"half-hour"})):
        pack = read_pack(Path(content))
        for session in pack.sessions:
            if session.id in names:
                yield list(lay_out_deck(draft_deck(pack, session, ROOTS), pack, theme).frames)


def generated_frames(theme: Theme) -> Iterator[list[Frame]]:
    """One deck of every kind of figure: 1 to 12 parts, 0 to 10 points, 1 to 400 characters, all kinds of writing."""
    chance = random.Random(20)
    frames: list[Frame] = []
    for kind in figures_of("nodes"):
        for count in (1, 2, 3, 4, 5, 6, 8, 10, 12):
            longest = chance.choice((6, 20, 60, 400))
            parts = tuple(_part(chance, number, longest) for number in range(count))
            try:
                pack = _pack(kind, parts)
                frames += lay_out_deck(with_figures(_deck(), pack), pack, theme).frames
            except ProblemError:
                continue  # a kind that makes no sense, or a text that has been refused
    # Under new names: what stands for their decks leads to slides that are called otherwise.
    yield [replace(frame, name=f"{frame.name}-{number}", fixed=()) for number, frame in enumerate(frames)]


def _text(chance: random.Random, longest: int) -> str:
    text = "".join(chance.choice(SAMPLES) for _ in range(1 + longest // 15))
    return text[: chance.randint(1, longest)].strip() or "短"


def _part(chance: random.Random, number: int, longest: int) -> Part:
    points = tuple(Point(text=_text(chance, longest)) for _ in range(chance.choice((0, 0, 1, 2, 3, 6, 10))))
    name = _text(chance, min(longest, 14))
    return Part(id=f"p{number}", name=name, lead=chance.choice(("", "引语说明")), evidence=EVIDENCE, points=points)


def _deck() -> Deck:
    block = FigureBlock(of="u#frameworks.f")
    slide = Slide(
        name="f", layout="figure", title="一句话说清这一页", blocks=(block,), minutes=1, notes=(Note("say", "说"),)
    )
    return Deck(name="d", title="t", lang="zh-CN", sections=(Section(name="s", slides=(slide,)),))


def _pack(kind: str, parts: tuple[Part, ...]) -> Pack:
    notes = Notes(say=("说",))
    framework = Framework(
        id="f", name="框架", title="题", figure=kind, parts=parts, evidence=EVIDENCE, notes=notes,
    )  # fmt: skip
    unit = Unit(
        id="u", path="u", name="甲", department="部", speaker=Speaker(name="某", role="员"), title="题", section="部",
        tagline="标", message="话", summary=("要",), frameworks=(framework,), takeaways=("招",), notes=notes,
        evidence=EVIDENCE,
    )  # fmt: skip
    info = PackInfo(id="pack", path="pack", title="包")
    return Pack(info=info, event=None, units=(unit,), comparisons=(), sessions=(), places={"u": Place("u.yaml", 1, 1)})


def boxes(frame: Frame) -> Iterator[tuple[str, TextBody, Rect]]:
    for item in frame.walk():
        if isinstance(item, Table):
            top = item.rect.y
            for row, height in zip(item.rows, item.heights, strict=True):
                left = item.rect.x
                for cell, width in zip(row, item.widths, strict=True):
                    yield item.name, cell.body, Rect(left, top, width, height)
                    left = type(left)(left + width)
                top = type(top)(top + height)
        elif isinstance(item, Text | Shape) and item.body is not None:
            yield item.name, item.body, item.rect


def glyphs(page: pymupdf.Page) -> list[tuple[str, float, float, float, float]]:
    """Every character with the box of its ink: an em's inner part from 0.78 em above the baseline to 0.08 below."""
    found = []
    for block in page.get_text("rawdict")["blocks"]:
        for line in block.get("lines", ()):
            for span in line["spans"]:
                size = span["size"]
                for char in span["chars"]:
                    left, _, right, _ = char["bbox"]
                    baseline = char["origin"][1]
                    inset = min(0.06 * size, (right - left) / 2)
                    found.append(
                        (char["c"], left + inset, baseline - 0.78 * size, right - inset, baseline + 0.08 * size)
                    )
    return found


def missing(body: TextBody, rect: Rect, found: list[tuple[str, float, float, float, float]]) -> Counter[str]:
    """Characters of the text that have no glyph inside the box, half a point allowed."""
    left, top, right, bottom = (value / EMU_PER_PT for value in (rect.x, rect.y, rect.right, rect.bottom))
    inside = Counter(
        c
        for c, x0, y0, x1, y1 in found
        if left - 0.5 <= x0 and top - 0.5 <= y0 and x1 <= right + 0.5 and y1 <= bottom + 0.5
    )
    said = (run.text for paragraph in body.paragraphs for run in paragraph.runs if not run.field)
    wanted = Counter(c for text in said for c in text if not c.isspace() and _drawn_alone(c))
    return wanted - inside


def _drawn_alone(character: str) -> bool:
    """Emoji sequences and combining marks come out of a PDF as something else; what carries them is looked for."""
    return (
        ord(character) < 0x1F000
        and not 0x300 <= ord(character) < 0x370
        and ord(character) not in (0x200D, 0xFE0F, 0xE9)
    )


@pytest.mark.office
@pytest.mark.parametrize("source", [own_frames, generated_frames], ids=["own decks", "generated content"])
def test_every_glyph_lies_inside_its_shape(
    source: Callable[[Theme], Iterator[list[Frame]]],
    noto: Theme,
    office_pages: Callable[[DeckFrames], list[pymupdf.Page]],
) -> None:
    count = 0
    for frames in source(noto):
        pages = office_pages(DeckFrames(name="all", title="all", lang=frames[0].lang, frames=tuple(frames)))
        assert len(pages) == len(frames)
        count += len(frames)
        outside = [
            (number, frame.name, name, "".join(lost.elements()))
            for number, (page, frame) in enumerate(zip(pages, frames, strict=True), 1)
            for found in [glyphs(page)]
            for name, body, rect in boxes(frame)
            for lost in [missing(body, rect, found)]
            if lost
        ]
        assert not outside, outside[:20]
    assert count > 80
