"""Slides of a deck -> the same slides, each with the kind of layout and the variant that it is drawn in.

What a slide holds says which forms suit it, the best first; the rhythm of the deck decides among them: never more
than three slides in a row with the title on top, if one can be otherwise. An author's `form:` and `variant:` go first.
Decided before anything is drawn, from the drafted slides alone, so that several processes decide alike.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import accumulate, groupby
from math import ceil
from typing import Final

from deckbrief.base.emphasis import without_marks
from deckbrief.base.record import replace
from deckbrief.base.script.kinds import is_unspaced, is_wide
from deckbrief.draft.slides import Block, FigureBlock, Form, ListBlock, ParagraphBlock, QuizBlock, Slide, TimerBlock
from deckbrief.layout.figures.drawing import Stage
from deckbrief.layout.figures.figure import figure_forms, figure_variants
from deckbrief.layout.figures.kit import joined
from deckbrief.layout.slide.nested import CREDIT, as_cards
from deckbrief.layout.slide.pictured import is_wider, pictured
from deckbrief.layout.slide.prose_columns import has_two_columns
from deckbrief.theme.theme import Layout, Theme

LAYOUTS: Final[dict[Form, str]] = {
    "top": "figure",
    "band": "band",
    "split": "split",
    "full": "full",
    "picture": "picture",
    "chart": "chart",
}
"""The kind of layout that has a form."""

LIST_FORMS: Final[dict[str, tuple[str, ...]]] = {
    "steps": ("split-cards",),
    "questions": ("split-cards",),
    "survey": ("split-cards",),
    "story": ("split-cards",),
    "checks": ("split-cards",),
    "cards": ("split-cards",),
    "worksheet": ("full-cards",),
    "sheet": ("cards",),
}
"""Kinds of layout for slides of a list in that style, the best first; others have the title on top."""
QUIZ_FORMS: Final[tuple[str, ...]] = ("split-quiz",)
_MOST_NAMED: Final = 4
"""More cards with names beside their words need the slide's whole width."""
_NAMED: Final = frozenset({"cards", "checks"})
"""Lists that have the whole slide, where nothing would stand in a panel."""
PANEL_ROLES: Final = ("question", "lead", "body", "quote")
"""Paragraphs that stand in a panel."""
_EMS, _LINES = 17, 11
"""How much stands beside a panel in a line of large type, and how many lines, with what stands between them."""
_CREDITS: Final = 15
"""Lines of credits, which are smaller: they are there to be looked up."""
_TITLE: Final = 28
"""A title of more ems is too long for a panel."""
_PICTURE_TITLE: Final = 24
"""A title of more ems is too long beside a picture, and"""
_WIDE_PICTURE: Final = 1.5
"""one of more widths a height loses too much in its place there."""
_ON_TOP: Final = frozenset({"figure", "cards", "text", "two-columns", "chart"})
_MOST_ON_TOP: Final = 3
_LONG_SECTION: Final = 6
"""Sections of so many slides have a dark one besides their opener, where a figure can be."""


def formed(slides: Sequence[Slide], theme: Theme) -> Iterator[Slide]:
    """Slides in their order -> the same, each with its `kind` of layout and its figure's variant."""
    run = 0
    lengths = _section_lengths(slides)
    dark = True
    before: tuple[str, str, str] | None = None
    taken_away = False
    for slide, length in zip(slides, lengths, strict=True):
        if slide.layout in ("cover", "section"):
            run, before, dark = 0, None, length < _LONG_SECTION
            yield replace(_for_template(slide) if theme.template else slide, kind=slide.layout)
            continue
        shown, taken_away = _with_takeaway(slide, taken_away)
        kinds = _kinds(slide, theme)
        if len(shown.blocks) > 1:  # what stands beside a figure or a list stands on paper
            kinds = [kinds[0], *(kind for kind in kinds[1:] if kind != LAYOUTS["full"])]
        kind = LAYOUTS["full"] if not dark and _may_be_dark(kinds) else _chosen(kinds, run >= _MOST_ON_TOP)
        dark = dark or kind == LAYOUTS["full"]
        run = run + 1 if kind in _ON_TOP else 0
        variant = _variant(shown, kind, before)
        before = _shape(shown, kind, variant)
        yield replace(shown, kind=kind, variant=variant)


def _section_lengths(slides: Sequence[Slide]) -> list[int]:
    """Return for each slide how many slides its section has."""
    lengths: list[int] = []
    for _, section in groupby(accumulate(int(slide.layout in ("cover", "section")) for slide in slides)):
        size = len(list(section))
        lengths += [size] * size
    return lengths


def _may_be_dark(kinds: Sequence[str]) -> bool:
    """Tell whether a figure may stand on a dark slide as well as under a title."""
    return kinds[0] == LAYOUTS["top"] and LAYOUTS["full"] in kinds


def _for_template(slide: Slide) -> Slide:
    """Return a cover or a section's slide as it goes into somebody else's layouts, which have fewer places."""
    if slide.layout == "section":
        title = joined(slide.title, slide.subtitle) if slide.subtitle and slide.message else slide.title
        return replace(slide, title=title, subtitle=slide.message or slide.subtitle, message="", date="")
    lists = [block for block in slide.blocks if isinstance(block, ListBlock)]
    names = [entry.text for block in lists if block.style == "rings" for entry in block.entries]
    if not names:
        return replace(slide, blocks=tuple(block for block in slide.blocks if block not in lists))
    between = "、" if is_unspaced("".join(names)) else ", "
    return replace(slide, speaker=between.join(names), date=slide.speaker, blocks=())


def layout_of(slide: Slide, theme: Theme) -> Layout:
    """Return the layout that a slide has."""
    return theme.layout(slide.kind or slide.layout, slide.accent)


def stage_of(slide: Slide, theme: Theme) -> Stage:
    """Return where a slide's figure is drawn."""
    layout = layout_of(slide, theme)
    forms = {kind: form for form, kind in LAYOUTS.items()}
    return Stage(
        form=forms.get(layout.key.partition("-")[0], "top"),
        variant=slide.variant,
        layout=layout,
        words=bool(pictured(slide.blocks)),
    )


def _kinds(slide: Slide, theme: Theme) -> list[str]:
    """Return the kinds of layout that suit a slide and that the theme has, the best first, at least one."""
    if pair := pictured(slide.blocks):
        return [kind for kind in _beside_picture(slide, pair[1]) if theme.has(kind)] or ["text"]
    if slide.layout == "text":
        nested = not theme.template and _is_beside(slide) and as_cards(slide.blocks) is not None
        beside = ["split-cards"] * nested + ["split-text"] * _is_short(slide)
        beside += ["two-columns"] * (not beside and not slide.date and has_two_columns(slide.blocks))
        return [*(kind for kind in beside if theme.has(kind)), "text"]
    suited = (LAYOUTS[slide.form],) if slide.form else _suited(slide)
    return [kind for kind in suited if theme.has(kind)] or ["figure"]


def _beside_picture(slide: Slide, picture: FigureBlock) -> tuple[str, ...]:
    """Return the kinds of layout for words beside a picture: a wide one, or a long title, has the title on top."""
    takeaway = any(isinstance(block, ParagraphBlock) and block.role == "takeaway" for block in slide.blocks)
    if takeaway or slide.date or _ems(without_marks(slide.title)) > _PICTURE_TITLE:
        return ("text",)
    return ("text", "picture-text") if is_wider(picture, _WIDE_PICTURE) else ("picture-text", "text")


def _is_short(slide: Slide) -> bool:
    """Tell whether a slide's text is so short that it stands beside a panel, where no date has a place."""
    entries = [entry for block in slide.blocks if isinstance(block, ListBlock) for entry in block.entries]
    most = _CREDITS if any(entry.of.endswith(CREDIT) for entry in entries) else _LINES
    return _is_beside(slide) and 0 < sum(ceil(_ems(without_marks(entry.text)) / _EMS) for entry in entries) <= most


def _is_beside(slide: Slide) -> bool:
    """Tell whether a slide's title has room in a panel, and no date asks for a place there."""
    return not slide.date and _ems(without_marks(slide.title)) <= _TITLE


def _ems(text: str) -> float:
    return sum(1 if is_wide(char) else 0.5 for char in text)


def _suited(slide: Slide) -> tuple[str, ...]:
    main = next((block for block in slide.blocks if isinstance(block, FigureBlock | ListBlock | QuizBlock)), None)
    if isinstance(main, FigureBlock):
        return tuple(LAYOUTS[form] for form in figure_forms(main.looked_up, main.kind, main.only))
    if isinstance(main, ListBlock):
        if main.style == "cards" and len(main.entries) > _MOST_NAMED:
            return ("cards",)
        if main.style in _NAMED and not any(_is_for_a_panel(block) for block in slide.blocks):
            return ("cards", "full", *LIST_FORMS[main.style])
        return LIST_FORMS.get(main.style, ("figure",))
    return QUIZ_FORMS if isinstance(main, QuizBlock) else ("figure",)


def _is_for_a_panel(block: Block) -> bool:
    """Tell whether a block stands in a panel, which is empty without one: the time, or a paragraph."""
    return isinstance(block, TimerBlock) or (isinstance(block, ParagraphBlock) and block.role in PANEL_ROLES)


def _chosen(kinds: Sequence[str], enough: bool) -> str:
    """Return the best of the kinds; after enough slides with the title on top, the best of the others."""
    other = next((kind for kind in kinds if kind not in _ON_TOP), "")
    return other if enough and other else kinds[0]


def _with_takeaway(slide: Slide, shown: bool) -> tuple[Slide, bool]:
    """Return the slide without its takeaway where the one before has shown one: it is in the notes; and if it shows."""
    takeaways = [block for block in slide.blocks if isinstance(block, ParagraphBlock) and block.role == "takeaway"]
    if not takeaways or not shown:
        return slide, bool(takeaways)
    return replace(slide, blocks=tuple(block for block in slide.blocks if block not in takeaways)), False


def _variant(slide: Slide, kind: str, before: tuple[str, str, str] | None) -> str:
    """Return the variant asked for, else the figure's best; the next one where the slide before was just so."""
    figure = next((block for block in slide.blocks if isinstance(block, FigureBlock)), None)
    if slide.variant or figure is None:
        return slide.variant
    variants = figure_variants(figure.looked_up, figure.kind, figure.only)
    if not variants:
        return ""
    return variants[1] if len(variants) > 1 and before == _shape(slide, kind, variants[0]) else variants[0]


def _shape(slide: Slide, kind: str, variant: str) -> tuple[str, str, str] | None:
    """Return what two neighbours should not have in common."""
    figure = next((block for block in slide.blocks if isinstance(block, FigureBlock)), None)
    return (kind, figure.kind or figure.of.rpartition(".")[0], variant) if figure else None
