"""A quiz question's options -> lettered rows; the right one is marked, and told why, on the first click."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from deckbrief.base.length import Emu, Pt, Rect, inches
from deckbrief.draft.slides import QuizBlock
from deckbrief.layout.figures.node import Drawing
from deckbrief.layout.frame import AnyItem, Shape, Stroke, TextBody
from deckbrief.layout.preset import text_rect
from deckbrief.layout.text.fit import Copy, Slot, fit_all
from deckbrief.theme.theme import Theme

_ROUND: Final = (("adj", 12000),)
_GAP: Final = inches(0.16)
_SMALL_GAP: Final = inches(0.08)
_AIR: Final = inches(0.08)
"""Above and below an option in its row."""
_ROOMY: Final = 5
"""Options up to which gaps and air are full."""


def draw_quiz(block: QuizBlock, box: Rect, theme: Theme) -> Drawing:
    """Quiz -> options as equal rows, the mark of the answer over its row, the reason below, both on click 1.

    Without `reveal` they stand there from the start. Raises DoesNotFit where an option is too long for its row even at
    the floor.
    """
    rows, reason = _rows(box, block)
    roomy = len(rows) <= _ROOMY
    paths = [f"{block.of}.options.{number}" if block.of else "" for number in range(len(rows))]
    slots = [
        Slot(
            copies=(Copy(text=option, size=Pt(24), floor=theme.scale.floor, color=theme.color("ink"), path=path),),
            box=text_rect("roundRect", row, _ROUND),
            insets=(inches(1.0), _AIR if roomy else Emu(0), inches(1.0), _AIR if roomy else Emu(0)),
        )
        for row, option, path in zip(rows, block.options, paths, strict=True)
    ]
    because = f"{block.of}.because" if block.of else ""
    bodies = fit_all(slots, theme.pitch)
    letters = [chr(ord("A") + index) for index in range(len(rows))]
    items: list[AnyItem] = []
    for letter, row, body, path in zip(letters, rows, bodies, paths, strict=True):
        items.append(_option(letter, row, body, theme, path))
        items.append(_circle(f"letter {letter}", letter, row, 0.27, theme, answer=False))
    right = rows[letters.index(block.answer)]
    items.append(_answer_border(right, theme))
    items.append(_circle("answer letter", block.answer, right, 0.27, theme, answer=True))
    items.append(_tick(right, theme))
    if block.because:
        items.append(_reason(reason, block.because, theme, because))
    alt = "；".join(f"{letter}. {option}" for letter, option in zip(letters, block.options, strict=True))
    if block.reveal:
        return Drawing(tuple(items), alt, 1)
    return Drawing(tuple(replace(item, click=0) for item in items), alt)


def _rows(box: Rect, block: QuizBlock) -> tuple[list[Rect], Rect]:
    below = inches(0.95) if block.because else 0
    count = len(block.options)
    gap = _GAP if count <= _ROOMY else _SMALL_GAP
    height = min(inches(0.95), (box.height - below - gap * count) // count)
    used = (height + gap) * count
    options = Rect(box.x, box.y, box.width, Emu(used - gap)).rows(count, gap)
    return options, Rect(box.x, Emu(box.y + used + inches(0.06)), box.width, Emu(max(below - inches(0.06), 0)))


def _option(letter: str, row: Rect, body: TextBody, theme: Theme, path: str) -> Shape:
    return Shape(
        name=f"option {letter}",
        rect=row,
        geometry="roundRect",
        adjust=_ROUND,
        fill=theme.color("card"),
        stroke=Stroke(theme.color("rule"), Pt(1)),
        body=body,
        path=path,
    )


def _circle(name: str, letter: str, row: Rect, left: float, theme: Theme, answer: bool) -> Shape:
    diameter = min(inches(0.56), row.height)
    box = Rect(Emu(row.x + inches(left)), Emu(row.center_y - diameter // 2), Emu(diameter), Emu(diameter))
    color = theme.color("on-accent") if answer else theme.color("muted")
    fill = theme.accent(3) if answer else theme.color("band")
    copy = Copy(text=letter, size=theme.scale.body, floor=theme.scale.floor, color=color, bold=True, align="center")
    body = fit_all([Slot(copies=(copy,), box=text_rect("ellipse", box))], theme.pitch)[0]
    return Shape(name=name, rect=box, geometry="ellipse", fill=fill, body=body, click=1 if answer else 0)


def _answer_border(row: Rect, theme: Theme) -> Shape:
    stroke = Stroke(theme.accent(3), Pt(3))
    return Shape(name="answer", rect=row, geometry="roundRect", adjust=_ROUND, stroke=stroke, click=1)


def _tick(row: Rect, theme: Theme) -> Shape:
    box = Rect(Emu(row.right - inches(0.9)), Emu(row.center_y - inches(0.25)), inches(0.6), inches(0.5))
    copy = Copy(text="✓", size=Pt(28), floor=theme.scale.floor, color=theme.accent(3), bold=True, align="center")
    body = fit_all([Slot(copies=(copy,), box=box)], theme.pitch)[0]
    return Shape(name="answer tick", rect=box, body=body, click=1)


def _reason(box: Rect, text: str, theme: Theme, path: str) -> Shape:
    color, scale = theme.color("ink"), theme.scale
    why = Copy(text=text, size=scale.body, floor=scale.floor, color=color, path=path, balanced=True)
    inner, insets = text_rect("roundRect", box, _ROUND), (inches(0.3), Emu(0), inches(0.3), Emu(0))
    body = fit_all([Slot(copies=(why,), box=inner, insets=insets)], theme.pitch)[0]
    fill = theme.wash(theme.accent(3), 0.88)
    return Shape(name="reason", rect=box, geometry="roundRect", adjust=_ROUND, fill=fill, body=body, click=1, path=path)
