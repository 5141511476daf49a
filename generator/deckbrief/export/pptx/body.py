"""Text bodies of a frame -> DrawingML text (ECMA-376 part 1, 21.1.2).

Sizes and line pitches are written as they are, autofit is off: what the layout has computed is what shows. Lines
break by PowerPoint's own kinsoku, within the width that the layout broke them for.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final, Literal

from deckbrief.base.guid import guid
from deckbrief.base.length import Emu, Pt
from deckbrief.base.script.kinds import is_east_asian_language, language_of
from deckbrief.export.pptx import paint
from deckbrief.export.pptx.references import SlideLink, SlideReferences
from deckbrief.layout.frame import LINE_END, Paragraph, Run, TextBody
from deckbrief.ooxml import escape
from deckbrief.theme.theme import Align, Anchor, Color

Face = Literal["mj", "mn"]
"""Which of the theme's two fonts: major for headings, minor for all else."""

ALIGN: Final[dict[Align, str]] = {"left": "l", "center": "ctr", "right": "r"}
ANCHOR: Final[dict[Anchor, str]] = {"top": "t", "middle": "ctr", "bottom": "b"}
_AUTO_NUMBERS: Final = (
    (re.compile(r"(\d{1,4})\."), "arabicPeriod"),
    (re.compile(r"(\d{1,4})\)"), "arabicParenR"),
    (re.compile(r"\((\d{1,4})\)"), "arabicParenBoth"),
)
_AS_DRAWN: Final = (
    '<a:extLst><a:ext uri="{A12FA001-AC4F-418D-AE19-62706E023703}"><ahyp:hlinkClr '
    'xmlns:ahyp="http://schemas.microsoft.com/office/drawing/2018/hyperlinkcolor" val="tx"/></a:ext></a:extLst>'
)
"""PowerPoint 2019 and later: a link keeps the run's own colour."""


def text_body(body: TextBody, tag: str, face: Face, refs: SlideReferences, inherits: bool = False) -> str:
    """Body -> `p:txBody` with its box: insets, anchor, no autofit.

    What `inherits` takes anchor, alignment, colour, weight and faces from its layout's placeholder, which has them.
    """
    left, top, right, bottom, narrowed = margins(body)
    anchor = "" if inherits else f' anchor="{ANCHOR[body.anchor]}"'
    box = (
        f'<a:bodyPr wrap="square" lIns="{left:d}" tIns="{top:d}" rIns="{right:d}" bIns="{bottom:d}" rtlCol="0"'
        f"{anchor}><a:noAutofit/></a:bodyPr><a:lstStyle/>"
    )
    return f"<{tag}>{box}{paragraphs(body, face, refs, narrowed, inherits)}</{tag}>"


def margins(body: TextBody) -> tuple[Emu, Emu, Emu, Emu, bool]:
    """Insets left, top, right, bottom with what all paragraphs keep at the right, and whether they all do."""
    left, top, right, bottom = body.insets
    kept = {paragraph.keep_right for paragraph in body.paragraphs}
    if len(kept) == 1:
        return left, top, Emu(right + kept.pop()), bottom, True
    return left, top, right, bottom, False


def paragraphs(body: TextBody, face: Face, refs: SlideReferences, narrowed: bool, inherits: bool = False) -> str:
    """Paragraphs -> `a:p`, at least one; with `narrowed` the box keeps clear what they keep at the right."""
    if not body.paragraphs:
        return "<a:p/>"
    return "".join(
        _paragraph(paragraph, number == 0, face, refs, narrowed, inherits)
        for number, paragraph in enumerate(body.paragraphs)
    )


def _paragraph(
    paragraph: Paragraph, first: bool, face: Face, refs: SlideReferences, narrowed: bool, inherits: bool
) -> str:
    properties = _paragraph_properties(
        None if inherits else paragraph.align,
        paragraph.pitch,
        Pt(0) if first else paragraph.before,
        paragraph.bullet,
        paragraph.bullet_color or paragraph.color,
        paragraph.indent,
        Emu(0) if narrowed else paragraph.keep_right,
    )
    said = None if inherits else face
    runs = "".join([_run(run, paragraph, said, refs) for run in paragraph.runs if run.text])
    if not runs:
        plain = _run_properties(refs.lang, refs.lang, paragraph.size, False, paragraph.color, said)
        runs = f"<a:endParaRPr{plain}</a:endParaRPr>"
    return f"<a:p>{properties}{runs}</a:p>"


@lru_cache(maxsize=4096)
def _paragraph_properties(
    align: Align | None, pitch: Pt, before: Pt, bullet: str, bullet_color: Color, indent: Emu, keep_right: Emu
) -> str:
    hanging = -indent if bullet else 0
    aligned = f' algn="{ALIGN[align]}"' if align else ""
    # LibreOffice hands marR on to the next paragraph that does not say its own, so each says it.
    return (
        f'<a:pPr marL="{indent:d}" marR="{keep_right:d}" indent="{hanging:d}"{aligned} '
        f'eaLnBrk="1" latinLnBrk="0" hangingPunct="0"><a:lnSpc><a:spcPts val="{_hundredths(pitch)}"/></a:lnSpc>'
        f'<a:spcBef><a:spcPts val="{_hundredths(before)}"/></a:spcBef><a:spcAft><a:spcPts val="0"/></a:spcAft>'
        f"{_bullet(bullet, bullet_color)}</a:pPr>"
    )


def _bullet(bullet: str, color: Color) -> str:
    if not bullet:
        return "<a:buNone/>"
    look = f'<a:buClr>{paint.color(color)}</a:buClr><a:buSzPct val="100000"/>'
    for form, kind in _AUTO_NUMBERS:
        if number := form.fullmatch(bullet):
            start = max(1, int(number[1]))
            return f'{look}<a:buFont typeface="+mj-lt"/><a:buAutoNum type="{kind}" startAt="{start}"/>'
    return f'{look}<a:buFont typeface="Arial"/><a:buChar char="{escape.attribute(bullet)}"/>'


def _run(run: Run, paragraph: Paragraph, face: Face | None, refs: SlideReferences) -> str:
    size = paragraph.size if run.size is None else run.size
    color = run.color or paragraph.color
    inner = _run_properties(language_of(run.text, refs.lang), refs.lang, size, run.bold, color, face)
    properties = f"<a:rPr{inner}{click(refs.link(run.link)) if run.link else ''}</a:rPr>"
    if run.field:
        return (
            f'<a:fld id="{field_id(run.field)}" type="{escape.attribute(run.field)}">{properties}'
            f"<a:t>{escape.text(run.text)}</a:t></a:fld>"
        )
    if LINE_END.search(run.text):
        broken = f"<a:br>{properties}</a:br>"
        return broken.join(_text_run(piece, properties) for piece in LINE_END.split(run.text))
    return _text_run(run.text, properties)


def _text_run(text: str, properties: str) -> str:
    return f"<a:r>{properties}<a:t>{escape.text(text)}</a:t></a:r>" if text else ""


@lru_cache(maxsize=4096)
def _run_properties(lang: str, deck_lang: str, size: Pt, bold: bool, color: Color, face: Face | None) -> str:
    """The inside of an `a:rPr`, without its tags; a link goes to its end. No face: its look is inherited."""
    other = ""
    if is_east_asian_language(deck_lang):
        other = f' altLang="{"en-US" if lang == deck_lang else escape.attribute(deck_lang)}"'
    if face is None:
        return f' lang="{escape.attribute(lang)}"{other} sz="{_hundredths(size)}" dirty="0">'
    return (
        f' lang="{escape.attribute(lang)}"{other} sz="{_hundredths(size)}" b="{bold:d}" dirty="0">{paint.fill(color)}'
        f'<a:latin typeface="+{face}-lt"/><a:ea typeface="+{face}-ea"/><a:cs typeface="+{face}-cs"/>'
    )


def click(link: SlideLink, tooltip: str = "", as_drawn: bool = True) -> str:
    """Link -> `a:hlinkClick`; text that links keeps its own colour."""
    action = f' action="{link.action}"' if link.action else ""
    tip = f' tooltip="{escape.attribute(tooltip)}"' if tooltip else ""
    return f'<a:hlinkClick r:id="{link.relationship}"{action}{tip}>{_AS_DRAWN if as_drawn else ""}</a:hlinkClick>'


@lru_cache(maxsize=64)
def field_id(kind: str) -> str:
    """Kind of field -> its GUID, the same in every build."""
    return guid(f"deckbrief:field/{kind}")


def _hundredths(size: Pt) -> int:
    return round(size * 100)
