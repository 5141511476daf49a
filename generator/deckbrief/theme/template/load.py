"""A user's own PowerPoint template -> a Theme of its colours, fonts, layouts and places, and what is wrong with it."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from deckbrief.base.length import Pt, Rect
from deckbrief.base.message import msg
from deckbrief.base.problem import Problem, ProblemError
from deckbrief.base.record import replace
from deckbrief.ooxml.shapes import page_shapes
from deckbrief.theme.template.choice import Choice, Mapped
from deckbrief.theme.template.file import open_template
from deckbrief.theme.template.layouts import LayoutMaker
from deckbrief.theme.template.parts import Template, parse_template
from deckbrief.theme.template.untitled import with_titles
from deckbrief.theme.theme import Color, FontPair, Theme
from deckbrief.theme.warnings import WIDE

_WIDE: Final = 1.15
"""How much wider than those that texts are measured for the letters of the widest common faces are."""
_CAPTION: Final = Pt(10)
"""The smallest that a template's footer is set in."""


def load_template(path: Path, theme: Theme, wanted: Mapped | None = None) -> tuple[Theme, tuple[Problem, ...]]:
    """Template, the theme that says what a template cannot (type scale, notes), layouts named -> its Theme, problems.

    Warnings are what a deck looks worse for; notes what the template lacks, and the deck has otherwise.

    Raises ProblemError with every error that keeps the template from being used.
    """
    maker, problems = _read(path, wanted or {})
    errors = [problem for problem in problems if problem.severity == "error"]
    if maker is None or errors:
        raise ProblemError(errors)
    template = maker.template
    made = replace(
        theme,
        name=path.stem,
        width=template.width,
        height=template.height,
        slots=maker.slots,
        roles={**_plain_roles(theme), **maker.places.roles},
        heading=_fonts(template, "major", theme.heading),
        text=_fonts(template, "minor", theme.text),
        scale=replace(theme.scale, caption=_CAPTION),
        layouts=maker.layouts,
        notes=_notes_place(template) or theme.notes,
        template=path,
        zoom=template.zoom,
    )
    return made, tuple(problems)


def template_problems(path: Path, wanted: Mapped | None = None) -> list[Problem]:
    """Template, layouts named -> what keeps it from being used (errors) and what could be better (warnings)."""
    problems = _read(path, wanted or {})[1]
    return sorted(problems, key=lambda problem: (problem.severity != "error", problem.code, problem.message))


def _read(path: Path, wanted: Mapped) -> tuple[LayoutMaker | None, list[Problem]]:
    try:
        file = open_template(path)
    except ProblemError as error:
        return None, list(error.problems)
    try:
        return _made(parse_template(file), wanted)
    except ProblemError as error:
        return None, list(error.problems)
    except (ValueError, ZeroDivisionError) as error:  # a number that is none, a slide of no size
        hint = msg("open it in PowerPoint, let it repair the file if it asks, and save it again")
        return None, [
            file.problem("template-file.damaged", msg("something in it cannot be read: {error}", error=error), hint)
        ]


def _made(template: Template, wanted: Mapped) -> tuple[LayoutMaker | None, list[Problem]]:
    """Template, layouts named -> our roles and layouts, and what is wrong; none of them where there are errors."""
    choice = Choice(with_titles(template), wanted)
    chosen = choice.layouts()
    if choice.problems:
        return None, [*template.file.problems, *choice.problems]
    maker = LayoutMaker(choice.template, {key: choice.surface(layout) for key, layout in chosen.items()})
    maker.make()
    lacks = [*maker.places.problems, *_title_problems(choice.template), *_font_problems(template)]
    return maker, [*template.file.problems, *lacks]


def _title_problems(template: Template) -> list[Problem]:
    """Return what is told where only slides have titles."""
    if not any(layout.untitled for layout in template.layouts):
        return []
    message = msg("no layout of the template has a title: slides have theirs where its texts or its art leave room")
    hint = msg("tick Title in the slide master view, so that titles can be moved and set for all slides at once")
    return [template.file.problem("template-file.placeholder", message, hint, "note")]


def _notes_place(template: Template) -> Rect | None:
    """Return where the template's notes master has notes; None where it has no place for them, and ours is taken."""
    office = template.file.office
    presentation = office.presentation()
    masters = office.kin(presentation, "notesMaster") if presentation else []
    shapes = (shape for master in masters for shape in page_shapes(office, master))
    return next((shape.rect for shape in shapes if shape.role == "body"), None)


def _plain_roles(theme: Theme) -> dict[str, Color]:
    """Return the base theme's roles that follow from others: not what is meant for one of its own accents."""
    return {role: color for role, color in theme.roles.items() if not role[-1].isdigit()}


def _fonts(template: Template, kind: str, base: FontPair) -> FontPair:
    """Return a pair of the template's typefaces; the stack for SVG and HTML stays the base theme's."""
    latin = template.fonts.get(f"{kind} latin", "") or base.latin
    wide = _WIDE if latin in WIDE else 1.0
    return FontPair(latin, _east_asian(template, kind) or base.east_asian, base.stack, wide=wide)


def _east_asian(template: Template, kind: str) -> str:
    """Return the typeface that Chinese text gets: the theme's, or the one for Simplified Chinese."""
    return template.fonts.get(f"{kind} ea", "") or template.fonts.get(f"{kind} Hans", "")


def _font_problems(template: Template) -> list[Problem]:
    kinds = {"major": msg("headings"), "minor": msg("text")}
    problems = []
    missing = [what for kind, what in kinds.items() if not _east_asian(template, kind)]
    if missing:
        message = msg(
            "the template names no East Asian font for {missing}: each program will choose its own",
            missing=msg("{first} and {second}", first=missing[0], second=missing[1]) if missing[1:] else missing[0],
        )
        hint = msg("set one in the slide master view under Fonts > Customize Fonts, for example Microsoft YaHei")
        problems.append(template.file.problem("template-file.font", message, hint, "note"))
    return problems
