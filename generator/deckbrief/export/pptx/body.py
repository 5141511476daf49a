"""Text bodies of a frame -> DrawingML text (ECMA-376 part 1, 21.1.2).

A text in a placeholder says only what its layout does not say: who changes the master changes the slides. Others say
everything, and the pitch of their lines in points, and their autofit is off. Lines break by PowerPoint's own kinsoku;
where a phrase wants a line of its own, by a soft break.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise
from typing import Final

from deckbrief.base.guid import guid
from deckbrief.base.length import Emu, Pt
from deckbrief.base.record import record
from deckbrief.base.script.kinds import is_east_asian_language
from deckbrief.export.pptx import paint
from deckbrief.export.pptx.references import SlideLink, SlideReferences
from deckbrief.layout.frame import LINE_END, Paragraph, Run, TextBody
from deckbrief.ooxml import escape
from deckbrief.theme.metrics import USUAL
from deckbrief.theme.theme import Align, Anchor, Color, Face, Placeholder

_FACES: Final[dict[Face, str]] = {"major": "mj", "minor": "mn"}
ALIGN: Final[dict[Align, str]] = {"left": "l", "center": "ctr", "right": "r"}
ANCHOR: Final[dict[Anchor, str]] = {"top": "t", "middle": "ctr", "bottom": "b"}
_AUTO_NUMBERS: Final = (
    (re.compile(r"(\d{1,4})\."), "arabicPeriod"),
    (re.compile(r"(\d{1,4})\)"), "arabicParenR"),
    (re.compile(r"\((\d{1,4})\)"), "arabicParenBoth"),
)
_CORNERS: Final = ("dt", "ftr", "sldNum")
"""Placeholders at the foot: LibreOffice does not hear their layout out."""
_TYPED_INTO: Final = ("title", "ctrTitle", "subTitle", "body", "obj")
"""Placeholders that people go on typing into: there PowerPoint shrinks what becomes too much. Where what we wrote has
room in any face, opening the file changes nothing, in LibreOffice neither, which shrinks at once."""
_AS_DRAWN: Final = (
    '<a:extLst><a:ext uri="{A12FA001-AC4F-418D-AE19-62706E023703}"><ahyp:hlinkClr '
    'xmlns:ahyp="http://schemas.microsoft.com/office/drawing/2018/hyperlinkcolor" val="tx"/></a:ext></a:extLst>'
)
"""PowerPoint 2019 and later: a link keeps the run's own colour."""


@record
class LevelLook:
    """How text looks of itself: what a placeholder's level gives to it. `pitch` in type sizes, in the usual face."""

    size: Pt
    color: Color
    bold: bool = False
    face: Face = "minor"
    pitch: float = 1.3
    align: Align = "left"
    before: Pt = Pt(0)
    bullet: str = ""
    indent: Emu = Emu(0)


@record
class Target:
    """A placeholder of the slide's layout, and the looks of its levels.

    What is said by a layout of somebody else (`foreign`) we know the size of, and take the rest as it is there.
    """

    placeholder: Placeholder
    looks: tuple[LevelLook, ...]

    @property
    def foreign(self) -> bool:
        return self.placeholder.inherits

    def look(self, level: int) -> LevelLook | None:
        """Level from 0 -> its look; None where nothing of it is to be relied on."""
        return self.looks[min(level, len(self.looks) - 1)] if self.looks else None


def text_body(body: TextBody, tag: str, refs: SlideReferences, target: Target | None = None) -> str:
    """Body -> `p:txBody` with its box: insets, anchor, autofit; in a placeholder what the layout says otherwise."""
    box = "" if target and target.foreign else f' anchor="{ANCHOR[body.anchor]}"'
    holder = target.placeholder if target and target.placeholder.held else None
    if holder and body.anchor == holder.anchor:
        box = ""
    if not holder or body.insets != holder.insets:
        left, top, right, bottom = body.insets
        box = f' lIns="{left:d}" tIns="{top:d}" rIns="{right:d}" bIns="{bottom:d}"{box}'
    wrap = "" if target else ' wrap="square" rtlCol="0"'
    style = "<a:lstStyle/>" if target else refs.list_style
    if target and target.placeholder.right_to_left:
        style = '<a:lstStyle><a:lvl1pPr rtl="0"/></a:lstStyle>'
    fit = "<a:normAutofit/>" if target and body.roomy and target.placeholder.type in _TYPED_INTO else "<a:noAutofit/>"
    properties = f"<a:bodyPr{wrap}{box}>{fit}</a:bodyPr>{style}"
    return f"<{tag}>{properties}{paragraphs(body, refs, target)}</{tag}>"


def paragraphs(body: TextBody, refs: SlideReferences, target: Target | None = None) -> str:
    """Paragraphs -> `a:p`, at least one."""
    if not body.paragraphs:
        return "<a:p/>"
    return "".join(
        [_paragraph(paragraph, number, body.exact, refs, target) for number, paragraph in enumerate(body.paragraphs)]
    )


def _paragraph(paragraph: Paragraph, number: int, exact: bool, refs: SlideReferences, target: Target | None) -> str:
    said = LevelLook(
        size=paragraph.size,
        color=paragraph.color,
        face=paragraph.face,
        pitch=paragraph.pitch / paragraph.size,
        align=paragraph.align,
        before=paragraph.before if number else Pt(0),
        bullet=paragraph.bullet,
        indent=paragraph.indent,
    )
    given = target.look(paragraph.level) if target else None
    corner = target is not None and target.placeholder.type in _CORNERS
    foreign = target is not None and target.foreign
    first = Emu(paragraph.bullet_at - paragraph.indent) if paragraph.bullet else paragraph.first
    properties = _paragraph_properties(
        said, given, foreign, exact, corner, paragraph.level, paragraph.bullet_color or paragraph.color, first
    )
    position = 0
    runs = []
    for run in paragraph.runs:
        for part, lang in run.spoken(refs.lang) if run.text else ():
            runs.append(_run(part, lang, paragraph, position, given, foreign, refs))
            position += len(part.text)
    if not runs:
        runs = [_closed("a:endParaRPr", _run_properties(refs.lang, refs.lang, said, given, foreign))]
    return f"<a:p>{properties}{''.join(runs)}</a:p>"


@lru_cache(maxsize=4096)
def _paragraph_properties(
    said: LevelLook,
    given: LevelLook | None,
    foreign: bool,
    exact: bool,
    corner: bool,
    level: int,
    bullet_color: Color,
    first: Emu,
) -> str:
    """Return an `a:pPr` that says what the given look does not; at the foot also where a text stands."""
    attributes = f' lvl="{level:d}"' if level else ""
    given_hanging = -given.indent if given and given.bullet else 0
    if given is None or foreign or (said.indent, first) != (given.indent, given_hanging):
        attributes += f' marL="{said.indent:d}" indent="{first:d}"'
    if given is None or (not foreign and (corner or said.align != given.align)):
        attributes += f' algn="{ALIGN[said.align]}"'
    if given is None or foreign:
        attributes += ' eaLnBrk="1" latinLnBrk="0" hangingPunct="0"'
    inner = ""
    if given is None or foreign or exact or abs(said.pitch - given.pitch) > _ALIKE:
        inner += f"<a:lnSpc>{_spacing(said, exact)}</a:lnSpc>"
    if given is None or foreign or said.before != given.before:
        inner += f'<a:spcBef><a:spcPts val="{_hundredths(said.before)}"/></a:spcBef>'
    if given is None or foreign:
        inner += '<a:spcAft><a:spcPts val="0"/></a:spcAft>'
    if given is None or foreign or said.bullet != given.bullet:
        inner += _bullet(said.bullet, bullet_color)
    if not inner:
        return f"<a:pPr{attributes}/>" if attributes else ""
    return f"<a:pPr{attributes}>{inner}</a:pPr>"


_ALIKE: Final = 0.03
"""Pitches are rounded to half points: of so little difference they are the same."""


def _spacing(look: LevelLook, exact: bool) -> str:
    if exact:
        return f'<a:spcPts val="{round(look.pitch * look.size * 100):d}"/>'
    return f'<a:spcPct val="{share_of_face(look.pitch):d}"/>'


def share_of_face(pitch: float) -> int:
    """Pitch in type sizes -> the share of the face's own, in thousandths of a percent, that is it in the usual face."""
    return round(pitch / USUAL * 100) * 1000


def level_style(
    number: int, look: LevelLook, given: LevelLook | None, lang: str = "", bullets: Color | None = None
) -> str:
    """Level from 1, its look, what it inherits -> `a:lvlNpPr` of a master's or a layout's list style."""
    attributes, inner = "", ""
    if given is None or (look.indent, look.bullet) != (given.indent, given.bullet):
        hanging = -look.indent if look.bullet else 0
        attributes += f' marL="{look.indent:d}" indent="{hanging:d}"'
    if given is None or look.align != given.align:
        attributes += f' algn="{ALIGN[look.align]}"'
    if given is None:
        attributes += ' defTabSz="914400" rtl="0" eaLnBrk="1" latinLnBrk="0" hangingPunct="0"'
    if given is None or look.pitch != given.pitch:
        inner += f"<a:lnSpc>{_spacing(look, exact=False)}</a:lnSpc>"
    if given is None or look.before != given.before:
        inner += f'<a:spcBef><a:spcPts val="{_hundredths(look.before)}"/></a:spcBef>'
    if given is None or look.bullet != given.bullet:
        inner += _bullet(look.bullet, bullets or look.color)
    of_runs, colored = "", ""
    if lang:
        of_runs += f' lang="{escape.attribute(lang)}"'
    if given is None or look.size != given.size:
        of_runs += f' sz="{_hundredths(look.size)}"'
    if given is None or look.bold != given.bold:
        of_runs += f' b="{look.bold:d}"'
    if given is None:
        of_runs += ' kern="1200"'
    if given is None or look.color != given.color:
        colored += paint.fill(look.color)
    if given is None or look.face != given.face:
        colored += faces(look.face)
    if not (attributes or inner or of_runs or colored):
        return ""
    runs = f"<a:defRPr{of_runs}>{colored}</a:defRPr>" if of_runs or colored else ""
    return f"<a:lvl{number}pPr{attributes}>{inner}{runs}</a:lvl{number}pPr>"


@lru_cache(maxsize=2)
def faces(face: Face) -> str:
    """Face -> the theme's fonts for its scripts."""
    kind = _FACES[face]
    return f'<a:latin typeface="+{kind}-lt"/><a:ea typeface="+{kind}-ea"/><a:cs typeface="+{kind}-cs"/>'


def _bullet(bullet: str, color: Color) -> str:
    if not bullet:
        return "<a:buNone/>"
    look = f'<a:buClr>{paint.color(color)}</a:buClr><a:buSzPct val="100000"/>'
    for form, kind in _AUTO_NUMBERS:
        if number := form.fullmatch(bullet):
            start = max(1, int(number[1]))
            return f'{look}<a:buFont typeface="+mj-lt"/><a:buAutoNum type="{kind}" startAt="{start}"/>'
    return f'{look}<a:buFont typeface="Arial"/><a:buChar char="{escape.attribute(bullet)}"/>'


def _run(
    run: Run, lang: str, paragraph: Paragraph, start: int, given: LevelLook | None, foreign: bool, refs: SlideReferences
) -> str:
    said = LevelLook(
        size=paragraph.size if run.size is None else run.size,
        color=run.color or paragraph.color,
        bold=run.bold,
        face=run.face or paragraph.face,
    )
    # A colour or face that a run has for itself is said in a layout of somebody else too.
    own = foreign and (run.color is not None or run.face is not None)
    inner = _run_properties(lang, refs.lang, said, None if own else given, foreign)
    linked = click(refs.link(run.link)) if run.link else ""
    return _marked(run, paragraph, start, _closed("a:rPr", inner, linked))


def _closed(tag: str, inner: str, more: str = "") -> str:
    """Return an element of run properties with what more stands in it."""
    attributes, _, content = inner.partition(">")
    content += more
    return f"<{tag}{attributes}>{content}</{tag}>" if content else f"<{tag}{attributes}/>"


def _marked(run: Run, paragraph: Paragraph, start: int, properties: str) -> str:
    """Return a run as its field, or as its pieces between line breaks, hard ones and soft ones."""
    if run.field:
        return (
            f'<a:fld id="{field_id(run.field)}" type="{escape.attribute(run.field)}">{properties}'
            f"<a:t>{escape.text(run.text)}</a:t></a:fld>"
        )
    text = run.text
    ends = [end - start for end in paragraph.soft if start < end < start + len(text)]
    ends += [0] if start in paragraph.soft and start else []
    if not ends and not LINE_END.search(text):
        return _text_run(text, properties)
    cuts = sorted({0, *ends, len(text)})
    pieces = [text[one:other] for one, other in pairwise(cuts)]
    broken = f"<a:br>{properties}</a:br>"
    written = broken.join(
        broken.join([_text_run(line, properties) for line in LINE_END.split(piece)]) for piece in pieces
    )
    return broken + written if start and start in paragraph.soft else written


def _text_run(text: str, properties: str) -> str:
    return f"<a:r>{properties}<a:t>{escape.text(text)}</a:t></a:r>" if text else ""


@lru_cache(maxsize=4096)
def _run_properties(lang: str, deck_lang: str, said: LevelLook, given: LevelLook | None, foreign: bool) -> str:
    """Attributes of an `a:rPr`, `>`, and what stands in it: what the given look does not say."""
    other = ""
    if is_east_asian_language(deck_lang):
        other = f' altLang="{"en-US" if lang == deck_lang else escape.attribute(deck_lang)}"'
    attributes = f' lang="{escape.attribute(lang)}"{other}'
    if given is None or said.size != given.size:
        attributes += f' sz="{_hundredths(said.size)}"'
    if given is None or (not foreign and said.bold != given.bold):
        attributes += f' b="{said.bold:d}"'
    inner = paint.fill(said.color) if given is None or (not foreign and said.color != given.color) else ""
    inner += faces(said.face) if given is None or (not foreign and said.face != given.face) else ""
    return f'{attributes} dirty="0">{inner}'


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
