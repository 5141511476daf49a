"""Which of a template's layouts each kind of slide uses: the one that the content names, else the fittest.

Each layout is judged before it is ranked. Of those that can carry the slide, the type and the placeholders decide,
then whether the file's own sample slides use it, then the order of the file.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import field
from typing import Final, Literal

from deckbrief.base.length import Emu, Rect
from deckbrief.base.message import Message, msg
from deckbrief.base.problem import Hint, Place, Problem, nearest
from deckbrief.base.record import record, replace
from deckbrief.base.report import user_path
from deckbrief.ooxml.backdrop import box_around
from deckbrief.theme.template.names import is_cover, is_last, is_section, plain_name
from deckbrief.theme.template.parts import Holder, LayoutPart, Template
from deckbrief.theme.template.restage import as_opening, as_working, needs_stage
from deckbrief.theme.template.room import (
    LEAST_HEIGHT,
    LEAST_TITLE,
    LEAST_TITLE_SIZE,
    LEAST_TITLE_WIDTH,
    LEAST_WIDTH,
    LEGIBLE,
    best_part,
    body_of,
    contents,
    holds,
    is_roomy,
    on_slide_share,
    title_place,
)
from deckbrief.theme.template.surface import Surface, evenness, is_picture, legible

Key = Literal["cover", "section", "figure", "text"]
KEYS: Final[tuple[Key, ...]] = ("cover", "section", "figure", "text")
"""Kinds of slides."""

_ON_SLIDE: Final = 0.75
_PALETTE: Final = 12
"""A layout with so many plain colours shows them."""
_WIDE: Final = 0.5
_ROOMY: Final = 0.3
"""What figures should have of the slide's width, and of all of it."""
_MOST: Final = 0.5
_MOST_FRAMED: Final = 0.35
"""A layout whose empty picture takes more than that of the slide is made for the picture."""
_CALM: Final = 0.9
"""As much of one colour lies behind the figures of a layout without a title that is meant for any content."""
_MOTLEY: Final = 0.5
"""Below this share of one colour behind a layout's figures it comes after others."""


@record
class Wanted:
    """A layout that the content names: its name, and where the content says so."""

    name: str
    place: Place


Mapped = Mapping[str, Wanted]
"""Kind of slide -> the layout that it is to use: `Layout`, or `Master / Layout` where masters have the same."""

Fault = tuple[str, Message, Hint]
"""Why a layout cannot carry a kind of slide: code, message, hint."""


@record
class Choice:
    """Chooses a layout for each kind of slide; what is missing is noted in `problems`."""

    template: Template
    wanted: Mapped
    problems: list[Problem] = field(default_factory=list)
    _surfaces: dict[tuple[str, Rect | None], Surface] = field(default_factory=dict)

    def surface(self, layout: LayoutPart) -> Surface:
        key = layout.part, layout.title.rect if layout.restaged and layout.title else None
        if key not in self._surfaces:
            self._surfaces[key] = Surface(self.template, layout)
        return self._surfaces[key]

    def layouts(self) -> dict[Key, LayoutPart]:
        """Return the layout of each kind of slide; what is missing is noted as a problem."""
        named = {key: self._named(key) for key in KEYS if key in self.wanted}
        figure = named.get("figure") or self._for_figures()
        text = named.get("text") or self._best("text", figure) or figure
        cover = named.get("cover") or self._best("cover", figure, needed=True)
        section = named.get("section") or self._best("section", cover) or cover
        found = {
            "cover": self._staged("cover", cover),
            "section": self._staged("section", section),
            "figure": figure,
            "text": text,
        }
        for key, layout in found.items():
            self._judge(key, layout)
        return {key: found[key] for key in KEYS if found[key] is not None}  # type: ignore[misc]

    def _best(self, key: Key, beside: LayoutPart | None = None, needed: bool = False) -> LayoutPart | None:
        """Return the fittest layout for a kind of slide, rather one of `beside`'s master; None where none is fit.

        Where one is `needed`, it is the fittest even so, to say what is wrong with it.
        """
        rank = _RANKS[key]
        ranked = [layout for layout in self.template.layouts if rank(layout)]
        fit = [layout for layout in ranked if self._fault(key, layout) is None]
        slide = Rect(Emu(0), Emu(0), self.template.width, self.template.height)

        def order(layout: LayoutPart) -> tuple[object, ...]:
            related = beside is not None and layout.master == beside.master
            frames = [holder.rect for holder in layout.holders if holder.type == "pic"]
            proper = rank(layout) >= _PROPER[key] and not any(_share(rect, slide) > _MOST_FRAMED for rect in frames)
            upright = key not in ("figure", "text") or not self._is_upside_down(layout)
            first = bool(fit) and self._is_sound(key, layout), proper, not frames, upright
            return *first, related, rank(layout), not self._is_motley(key, layout), layout.used

        return max(fit or (ranked if needed else []), key=order, default=None)

    def _for_figures(self) -> LayoutPart | None:
        """Return the fittest layout for figures, rather one with its title at the head, be it moved there."""
        best = self._best("figure")
        if best is not None and not self._is_upside_down(best):
            return best
        return self._with_head() or best or self._best("figure", needed=True)

    def _staged(self, key: Key, layout: LayoutPart | None) -> LayoutPart | None:
        """Return the layout of an opening; one that is made for other slides, and not named, with its title lower."""
        if layout is None or key in self.wanted or not needs_stage(layout, self.template.height):
            return layout
        staged = as_opening(self.surface(layout))
        return layout if staged is None or self._fault(key, staged) else staged

    def _with_head(self) -> LayoutPart | None:
        """Return the fittest layout for figures where none has room: one whose title can stand at the head."""
        restaged = [as_working(self.surface(layout)) for layout in self.template.layouts]
        fit = [layout for layout in restaged if layout is not None and self._fault("figure", layout) is None]
        return max(
            fit, key=lambda layout: (self._is_sound("figure", layout), _figure_rank(layout), layout.used), default=None
        )

    def _named(self, key: Key) -> LayoutPart | None:
        """Return the layout that the content names for a kind of slide; of several of one name the fittest."""
        name = plain_name(self.wanted[key].name)
        layouts = self.template.layouts
        same = [layout for layout in layouts if plain_name(layout.name) == name]
        same = same or [layout for layout in layouts if plain_name(f"{layout.master_name}/{layout.name}") == name]
        if same:
            rank = _RANKS[key]
            return max(same, key=lambda layout: (self._fault(key, layout) is None, rank(layout) > 0, layout.used))
        names = dict.fromkeys(self.template.label(layout) for layout in layouts)
        message = msg(
            "the template {path} has no layout '{name}'",
            path=user_path(self.template.file.path),
            name=self.wanted[key].name,
        )
        hint = nearest(self.wanted[key].name, names)
        self.problems.append(Problem("template-file.layout", self.wanted[key].place, message, hint))
        return None

    def _judge(self, key: str, layout: LayoutPart | None) -> None:
        """Note why a kind of slide cannot be made."""
        if layout is not None:
            if fault := self._fault(key, layout):
                self._note(*fault)
        elif key not in self.wanted:
            message = msg("no layout with {what} for {key}", what=_NEEDS[key], key=key)
            hint = msg("add one in PowerPoint's slide master view, or name one under `layouts: {key}:`", key=key)
            self._note("template-file.layout", message, hint)

    def _fault(self, key: str, layout: LayoutPart) -> Fault | None:
        """Return why a layout cannot carry a kind of slide, if so."""
        name, place = self.template.label(layout), title_place(self.surface(layout))
        if layout.title is None or place is None:
            hint = msg("tick Title in the slide master view, or name another layout")
            message = msg("the layout '{name}' for {key} has no title", name=name, key=key)
            return "template-file.placeholder", message, hint
        if self._is_outside(layout.title.rect):
            message = msg("the title of the layout '{name}' for {key} stands outside of the slide", name=name, key=key)
            return "template-file.room", message, msg("move it onto the slide, or name another layout")
        if place.height < LEAST_TITLE or place.width < LEAST_TITLE_WIDTH:
            message = msg(
                "the title of the layout '{name}' for {key} has room of {has} for text, and needs {needs}",
                name=name,
                key=key,
                has=self._size(place.width, place.height),
                needs=self._size(LEAST_TITLE_WIDTH, LEAST_TITLE),
            )
            return "template-file.room", message, msg("make its placeholder larger, or name another layout")
        body = body_of(self.surface(layout)) if key == "figure" else None
        if body is None or is_roomy(body, layout):
            return None
        message = msg(
            "the layout '{name}' for {key} leaves {has} for figures, which need {needs}",
            name=name,
            key=key,
            has=self._size(body.width, body.height),
            needs=self._size(LEAST_WIDTH, LEAST_HEIGHT),
        )
        hint = msg("make its content placeholder larger, or name another layout under `layouts: figure:`")
        return "template-file.room", message, hint

    def _is_outside(self, rect: Rect) -> bool:
        """Tell whether more than a quarter of a place sticks out of the slide: a hair can be moved onto it."""
        slide = Rect(Emu(0), Emu(0), self.template.width, self.template.height)
        return on_slide_share(rect, slide) < _ON_SLIDE and rect.width > 0 and rect.height > 0

    def _size(self, width: int, height: int) -> str:
        """Return a size in the file, in centimetres, as PowerPoint shows it."""
        return " × ".join(f"{length * self.template.zoom / 360_000:.1f}" for length in (width, height)) + " cm"

    def _note(self, code: str, message: Message, hint: Hint) -> None:
        self.problems.append(self.template.file.problem(code, message, hint))

    def _is_upside_down(self, layout: LayoutPart) -> bool:
        """Tell a title that stands below the room for figures: it would be read last."""
        surface = self.surface(layout)
        place = title_place(surface)
        return place is not None and place.center_y > body_of(surface).center_y

    def _is_sound(self, key: Key, layout: LayoutPart) -> bool:
        """Tell whether a layout looks like one that is meant to be written on, for that kind of slide.

        Not a page that shows a palette or says goodbye; no title smaller than text, or with room for a few words; no
        narrow room for figures, and none that a picture covers.
        """
        surface, title = self.surface(layout), layout.title
        place = title_place(surface)
        if title is None or place is None or title.style.size < LEAST_TITLE_SIZE or not holds(place, LEAST_TITLE_SIZE):
            return False
        if any(text.rect.y < title.rect.y and text.style.size > title.style.size for text in layout.texts):
            return False  # what it calls its title is said below one
        plain = {drawn.fill.colors[0].hex for drawn in layout.drawn if drawn.fill.is_plain}
        if len(plain) >= _PALETTE or is_last(layout.name):
            return False
        if key in ("cover", "section"):
            return True
        body, whole = body_of(surface), surface.template.width * surface.template.height
        if layout.untitled and evenness(surface.behind(body)) < _CALM:
            return False  # art that holds the parts of a figure of its own
        wide = place.width >= _WIDE * surface.template.width and body.width >= _WIDE * surface.template.width
        covered = any(_share(box_around(drawn), body) > _MOST for drawn in layout.drawn if is_picture(drawn))
        return wide and body.width * body.height >= _ROOMY * whole and not covered

    def _is_motley(self, key: Key, layout: LayoutPart) -> bool:
        """Tell whether several colours lie behind what is read on a layout."""
        surface = self.surface(layout)
        if key in ("figure", "text"):
            return evenness(surface.behind(body_of(surface))) < _MOTLEY
        texts = [holder for holder in (layout.title, *layout.texts[:1]) if holder is not None]
        return any(self._is_hard_to_read(surface, holder) for holder in texts)

    def _is_hard_to_read(self, surface: Surface, holder: Holder) -> bool:
        """Tell whether neither black nor white is clear behind a text of an opening: a drawing alone does no harm."""
        place = best_part(surface, holder.rect, LEAST_TITLE_WIDTH, LEAST_TITLE, middle=True)
        return legible(surface.behind_text(replace(holder, rect=place))) < LEGIBLE


def _share(one: Rect, other: Rect) -> float:
    """Return the share of the second rectangle that the first one covers."""
    across = min(one.right, other.right) - max(one.x, other.x)
    down = min(one.bottom, other.bottom) - max(one.y, other.y)
    return max(0, across) * max(0, down) / max(1, other.width * other.height)


_NEEDS: Final = {
    "cover": msg("a title"),
    "section": msg("a title"),
    "figure": msg("a title and room below it"),
    "text": msg("a title and a text"),
}


def _cover_rank(layout: LayoutPart) -> int:
    """A title slide by its type, else by a subtitle, else any title with a text, else with the least beside it."""
    if layout.title is None:
        return 0
    kinds = [holder.type for holder in layout.holders]
    if layout.type == "title":
        return 6 if layout.texts else 4
    if not layout.type and is_cover(layout.name):
        return 5 if layout.texts else 4
    if "subTitle" in kinds:
        return 5 if layout.title.type == "ctrTitle" else 4
    if layout.texts and "obj" not in kinds and layout.type not in ("tx", "secHead", *_TWO_TEXTS):
        return 3
    return 2 if layout.type == "secHead" or not contents(layout) else 1


def _section_rank(layout: LayoutPart) -> int:
    if layout.title is None:
        return 0
    if layout.type == "secHead":
        return 2
    return 1 if not layout.type and is_section(layout.name) else 0


def _figure_rank(layout: LayoutPart) -> int:
    """A title only, else above one place for content, else above several, which stay empty, else any with room."""
    title = layout.title
    if title is None or title.rect.width < title.rect.height:
        return 0
    named = not layout.type and any(says(layout.name) for says in (is_cover, is_section, is_last))
    if title.type == "ctrTitle" or layout.type in ("title", "secHead") or named:
        return 1
    held = contents(layout)
    has_subtitle = any(holder.type == "subTitle" for holder in layout.holders)
    if not (held or has_subtitle):
        return 4
    usable = [holder for holder in held if holder.upright and holder.type in ("obj", "body", "tbl", "chart")]
    if len(usable) == len(held) == 1 and not has_subtitle and layout.type in ("obj", "tx", ""):
        return 3
    return 2


def _text_rank(layout: LayoutPart) -> int:
    """A title above one place for content."""
    if _figure_rank(layout) == 3:
        return 1 if layout.type == "" else 2
    return 0


_PROPER: Final[dict[Key, int]] = {"cover": 4, "section": 1, "figure": 3, "text": 1}
"""The rank from which a layout is meant for such slides: one with an empty picture comes before those that are not."""
_TWO_TEXTS: Final = ("twoTxTwoObj", "objTx", "picTx", "twoColTx")
_RANKS: Final[dict[Key, Callable[[LayoutPart], int]]] = {
    "cover": _cover_rank,
    "section": _section_rank,
    "figure": _figure_rank,
    "text": _text_rank,
}
