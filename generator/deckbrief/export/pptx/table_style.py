"""Theme -> the table style of its decks (ECMA-376 part 1, 20.1.4.2): a head in the hue, rules between rows."""

from __future__ import annotations

from typing import Final

from deckbrief.base.guid import guid
from deckbrief.base.record import record
from deckbrief.export.pptx import paint
from deckbrief.layout.figures.matrix import RULE
from deckbrief.layout.frame import Stroke, TableCell
from deckbrief.theme.theme import Color, Theme

TABLE_STYLE: Final = guid("deckbrief:table-style")
"""The same in every deck, so that tables which are copied from one to another take the other's colours."""


@record
class TableLook:
    """What the table style gives to cells: their fill, the head's, and the rule between rows."""

    body: Color
    head: Color
    rule: Stroke

    def fills(self, row: int, cell: TableCell) -> bool:
        """Tell whether the style fills a cell of that row, from 0, as the cell is to be."""
        return cell.fill == (self.body if row else self.head)


def table_look(theme: Theme) -> TableLook:
    """Theme -> what its table style gives to cells."""
    return TableLook(theme.color("card"), theme.accent(1), Stroke(theme.color("rule"), RULE))


def table_style(theme: Theme) -> str:
    """Theme -> its `a:tblStyle`."""
    look = table_look(theme)
    inside = f"<a:insideH>{paint.line(look.rule)}</a:insideH>"
    edges = "".join(f"<a:{side}><a:ln><a:noFill/></a:ln></a:{side}>" for side in ("left", "right", "top", "bottom"))
    whole = f"{edges}{inside}<a:insideV><a:ln><a:noFill/></a:ln></a:insideV>"
    return (
        f'<a:tblStyle styleId="{TABLE_STYLE}" styleName="deckbrief">'
        f"{_part('wholeTbl', theme.color('ink'), look.body, whole)}"
        f"{_part('firstCol', theme.color('ink'), None, '', bold=True)}"
        f"{_part('firstRow', theme.color('on-accent'), look.head, '', bold=True)}</a:tblStyle>"
    )


def _part(tag: str, text: Color, fill: Color | None, borders: str, bold: bool = False) -> str:
    weight = ' b="on"' if bold else ""
    return (
        f'<a:{tag}><a:tcTxStyle{weight}><a:fontRef idx="minor"/>{paint.color(text)}</a:tcTxStyle>'
        f"<a:tcStyle><a:tcBdr>{borders}</a:tcBdr>{_filled(fill) if fill else ''}</a:tcStyle></a:{tag}>"
    )


def _filled(fill: Color) -> str:
    return f"<a:fill>{paint.fill(fill)}</a:fill>"
