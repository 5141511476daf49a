"""Table of a frame -> `a:tbl` (ECMA-376 part 1, 21.1.3): a header row, no merged cells.

Cells say only what the deck's table style does not give them: who changes the style changes the tables.
"""

from __future__ import annotations

from typing import Final

from deckbrief.export.pptx import paint
from deckbrief.export.pptx.body import ANCHOR, paragraphs
from deckbrief.export.pptx.references import SlideReferences
from deckbrief.export.pptx.table_style import TABLE_STYLE
from deckbrief.layout.frame import Stroke, Table, TableCell

_COLUMN_ID: Final = "{9D8B030D-6E8A-4147-A177-3AD203B41FA5}", "colId"
_ROW_ID: Final = "{0D108BD9-81ED-4DB2-BD59-A6C34878D82A}", "rowId"


def table_xml(table: Table, refs: SlideReferences) -> str:
    """Table -> `a:tbl`; columns and rows have ids, by which PowerPoint knows them when several people edit."""
    columns = "".join(
        f'<a:gridCol w="{width:d}">{_identified(_COLUMN_ID, number)}</a:gridCol>'
        for number, width in enumerate(table.widths, 1)
    )
    last = len(table.rows) - 1
    rows = "".join(
        f'<a:tr h="{height:d}">{"".join([_cell(c, n, n < last, table.rule, refs) for c in cells])}'
        f"{_identified(_ROW_ID, n + 1)}</a:tr>"
        for n, (height, cells) in enumerate(zip(table.heights, table.rows, strict=True))
    )
    return (
        '<a:tbl><a:tblPr firstRow="1">'
        f"<a:tableStyleId>{TABLE_STYLE}</a:tableStyleId></a:tblPr>"
        f"<a:tblGrid>{columns}</a:tblGrid>{rows}</a:tbl>"
    )


def _cell(cell: TableCell, row: int, below: bool, rule: Stroke | None, refs: SlideReferences) -> str:
    """A cell of a row, from 0, with its text; `below`: whether a row follows, from which the rule divides it."""
    left, top, right, bottom = cell.body.insets
    look, borders = refs.table, ""
    if look is None or rule != look.rule:
        borders = paint.line(None, "a:lnL") + paint.line(None, "a:lnR")
        borders += paint.line(rule if row else None, "a:lnT") + paint.line(rule if below else None, "a:lnB")
    fill = "" if look and look.fills(row, cell) else paint.fill(cell.fill)
    return (
        f"<a:tc><a:txBody><a:bodyPr/><a:lstStyle/>{paragraphs(cell.body, refs)}</a:txBody>"
        f'<a:tcPr marL="{left:d}" marR="{right:d}" marT="{top:d}" marB="{bottom:d}" '
        f'anchor="{ANCHOR[cell.body.anchor]}">{borders}{fill}</a:tcPr></a:tc>'
    )


def _identified(kind: tuple[str, str], number: int) -> str:
    uri, tag = kind
    return (
        f'<a:extLst><a:ext uri="{uri}"><a16:{tag} xmlns:a16="http://schemas.microsoft.com/office/drawing/2014/main" '
        f'val="{10_000 + number:d}"/></a:ext></a:extLst>'
    )
