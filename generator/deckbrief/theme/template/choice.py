"""Which of a template's layouts each kind of slide uses: the one that the content names, else the fittest."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import field
from typing import Final, Literal

from deckbrief.base.length import Rect
from deckbrief.base.message import Message, msg
from deckbrief.base.problem import Hint, Place, Problem, nearest
from deckbrief.base.record import record
from deckbrief.base.report import shown
from deckbrief.theme.template.parts import LayoutPart, Template
from deckbrief.theme.template.places import (
    LEAST_HEIGHT,
    LEAST_TITLE,
    LEAST_TITLE_WIDTH,
    LEAST_WIDTH,
    Surface,
    evenness,
    is_roomy,
    text_rect,
)

Key = Literal["cover", "section", "figure", "text"]
KEYS: Final[tuple[Key, ...]] = ("cover", "section", "figure", "text")
"""Kinds of slides."""


@record
class Wanted:
    """A layout that the content names: its name, and where the content says so."""

    name: str
    place: Place


Mapped = Mapping[str, Wanted]
"""Kind of slide -> the layout that it is to use."""


@record
class Choice:
    """Chooses a layout for each kind of slide; what is missing is noted in `problems`."""

    template: Template
    wanted: Mapped
    problems: list[Problem] = field(default_factory=list)
    _surfaces: dict[str, Surface] = field(default_factory=dict)
    _quality: dict[str, float] = field(default_factory=dict)

    def surface(self, layout: LayoutPart) -> Surface:
        if layout.part not in self._surfaces:
            self._surfaces[layout.part] = Surface(self.template, layout)
        return self._surfaces[layout.part]

    def layouts(self) -> dict[Key, LayoutPart]:
        """Return the layout of each kind of slide; what is missing is noted as a problem."""
        named = {key: self._named(key) for key in KEYS if key in self.wanted}
        figure = named.get("figure") or self._best(_figure_rank, self._figure_quality)
        text = named.get("text") or self._best(_text_rank, self._figure_quality, figure) or figure
        cover = named.get("cover") or self._best(_cover_rank, self._title_quality)
        section = named.get("section") or self._best(_section_rank, self._title_quality, cover) or cover
        found = {"cover": cover, "section": section, "figure": figure, "text": text}
        for key, layout in found.items():
            self._judge(key, layout)
        return {key: found[key] for key in KEYS if found[key] is not None}  # type: ignore[misc]

    def _best(
        self,
        rank: Callable[[LayoutPart], int],
        quality: Callable[[LayoutPart], float],
        beside: LayoutPart | None = None,
    ) -> LayoutPart | None:
        """Return the layout of the highest rank, of these one of `beside`'s master, then the clearest, the first."""
        ranked = [(rank(layout), layout) for layout in self.template.layouts]
        top = max((value for value, _ in ranked), default=0)
        if top <= 0:
            return None
        best = [layout for value, layout in ranked if value == top]
        related = [layout for layout in best if beside is not None and layout.master == beside.master]
        # A layout has to be clearly better to come before one that stands before it in the file.
        return max(related or best, key=lambda layout: round(quality(layout) * 8))

    def _named(self, key: Key) -> LayoutPart | None:
        """Return the layout that the content names for a kind of slide; of several of one name the fittest."""
        name = _plain(self.wanted[key].name)
        same = [layout for layout in self.template.layouts if _plain(layout.name) == name]
        if same:
            rank = _RANKS[key]
            return max(same, key=lambda layout: (rank(layout) > 0, round(self._figure_quality(layout) * 8)))
        names = dict.fromkeys(layout.name for layout in self.template.layouts)
        message = msg(
            "the template {path} has no layout '{name}'",
            path=shown(self.template.file.path),
            name=self.wanted[key].name,
        )
        self.problems.append(
            Problem("template-file.layout", self.wanted[key].place, message, nearest(self.wanted[key].name, names))
        )
        return None

    def _judge(self, key: str, layout: LayoutPart | None) -> None:
        """Note what a kind of slide lacks."""
        if key in self.wanted and layout is None:
            return
        if layout is None:
            hint = msg("add one in PowerPoint's slide master view, or name one under `layouts: {key}:`", key=key)
            self._note(
                "template-file.layout", msg("no layout with {needs} for {key}", needs=_NEEDS[key], key=key), hint
            )
        elif layout.title is None:
            hint = msg("tick Title in the slide master view, or name another layout")
            self._note(
                "template-file.placeholder",
                msg("the layout '{name}' for {key} has no title", name=layout.name, key=key),
                hint,
            )
        elif self._is_outside(layout.title.rect):
            message = msg(
                "the title of the layout '{name}' for {key} stands outside of the slide", name=layout.name, key=key
            )
            self._note("template-file.room", message, msg("move it onto the slide, or name another layout"))
        elif (room := text_rect(layout.title)).height < LEAST_TITLE or room.width < LEAST_TITLE_WIDTH:
            has, needs = self._size(room.width, room.height), self._size(LEAST_TITLE_WIDTH, LEAST_TITLE)
            message = msg(
                "the title of the layout '{name}' for {key} has room of {has} for text, and needs {needs}",
                name=layout.name,
                key=key,
                has=has,
                needs=needs,
            )
            self._note("template-file.room", message, msg("make its placeholder larger, or name another layout"))
        elif key == "figure" and not is_roomy(self.surface(layout).body(), layout):
            body = self.surface(layout).body()
            has, needs = self._size(body.width, body.height), self._size(LEAST_WIDTH, LEAST_HEIGHT)
            message = msg(
                "the layout '{name}' for {key} leaves {has} for figures, which need {needs}",
                name=layout.name,
                key=key,
                has=has,
                needs=needs,
            )
            hint = msg("make its content placeholder larger, or name another layout under `layouts: figure:`")
            self._note("template-file.room", message, hint)

    def _is_outside(self, rect: Rect) -> bool:
        """Tell whether more than a hundredth of the slide's size sticks out of it."""
        across, down = self.template.width // 100, self.template.height // 100
        wide = rect.x < -across or rect.right > self.template.width + across
        return wide or rect.y < -down or rect.bottom > self.template.height + down

    def _size(self, width: int, height: int) -> str:
        """Return a size in the file, in centimetres, as PowerPoint shows it."""
        return " × ".join(f"{length * self.template.zoom / 360_000:.1f}" for length in (width, height)) + " cm"

    def _note(self, code: str, message: Message, hint: Hint) -> None:
        self.problems.append(self.template.file.problem(code, message, hint))

    def _figure_quality(self, layout: LayoutPart) -> float:
        """Return how much of the slide a layout leaves for figures, of one colour, from 0 to 1."""
        if layout.part not in self._quality:
            surface = self.surface(layout)
            body = surface.body()
            share = body.width * body.height / (self.template.width * self.template.height)
            even = evenness(surface.behind(body))
            self._quality[layout.part] = share * even if is_roomy(body, layout) else share * even / 4
        return self._quality[layout.part]

    def _title_quality(self, layout: LayoutPart) -> float:
        """Return how even it is behind a layout's title and subtitle, from 0 to 1."""
        surface = self.surface(layout)
        texts = [holder for holder in (layout.title, *layout.texts[:1]) if holder is not None]
        return min((evenness(surface.behind_text(holder)) for holder in texts), default=0)


_NEEDS: Final = {
    "cover": msg("a title and a subtitle"),
    "section": msg("a title"),
    "figure": msg("a title and room below it"),
    "text": msg("a title and a text"),
}


def _plain(name: str) -> str:
    """Return a layout's name as it is compared: full-width forms, case and spaces do not count."""
    return "".join(unicodedata.normalize("NFKC", name).casefold().split())


def _cover_rank(layout: LayoutPart) -> int:
    """A title slide by its type, else by a subtitle, else any title with a text and no place for content."""
    if layout.title is None or not layout.texts:
        return 0
    kinds = [holder.type for holder in layout.holders]
    if layout.type == "title":
        return 4
    if "subTitle" in kinds:
        return 3 if layout.title.type == "ctrTitle" else 2
    return 1 if "obj" not in kinds and layout.type not in ("tx", "secHead", *_TWO_TEXTS) else 0


def _section_rank(layout: LayoutPart) -> int:
    return 1 if layout.title is not None and layout.type == "secHead" else 0


def _figure_rank(layout: LayoutPart) -> int:
    """A title only, else a title above one place for content."""
    if layout.title is None or layout.title.type == "ctrTitle":
        return 0
    if layout.title.rect.width < layout.title.rect.height:
        return 0
    held = [holder for holder in layout.holders if not holder.is_title and not holder.is_corner]
    if not held and layout.type not in ("title", "secHead"):
        return 3
    content = [holder for holder in held if holder.type in ("obj", "body", "tbl", "chart")]
    return 2 if len(content) == len(held) == 1 and layout.type in ("obj", "tx", "") else 0


def _text_rank(layout: LayoutPart) -> int:
    """A title above one place for content."""
    if _figure_rank(layout) == 2:
        return 1 if layout.type == "" else 2
    return 0


_TWO_TEXTS: Final = ("twoTxTwoObj", "objTx", "picTx", "twoColTx")
_RANKS: Final[dict[Key, Callable[[LayoutPart], int]]] = {
    "cover": _cover_rank,
    "section": _section_rank,
    "figure": _figure_rank,
    "text": _text_rank,
}
