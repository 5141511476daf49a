"""Frame -> the XML of a slide and of its notes (ECMA-376 part 1, 19.3.1.38 and 19.3.1.26)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from deckbrief.base.length import Pt
from deckbrief.base.script.kinds import language_of
from deckbrief.base.script.languages import stretches
from deckbrief.draft.slides import Note
from deckbrief.export.pptx import paint
from deckbrief.export.pptx.body import field_id
from deckbrief.export.pptx.identity import MARK, built_line, in_language, told_lines
from deckbrief.export.pptx.looks import Targets
from deckbrief.export.pptx.references import SlideReferences
from deckbrief.export.pptx.shapes import DECORATIVE, shape_xml
from deckbrief.export.pptx.timing import entrances, timing_xml
from deckbrief.layout.frame import Frame
from deckbrief.layout.slide.notes_page import BEFORE
from deckbrief.ooxml import escape
from deckbrief.ooxml.relationship import HEAD
from deckbrief.theme.theme import Color

_NAMESPACES: Final = (
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"'
)
_TREE: Final = (
    '<p:spTree><p:nvGrpSpPr><p:cNvPr id="1" name=""/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr><a:xfrm>'
    '<a:off x="0" y="0"/><a:ext cx="0" cy="0"/><a:chOff x="0" y="0"/><a:chExt cx="0" cy="0"/></a:xfrm></p:grpSpPr>'
)
_FADE: Final = '<p:transition spd="med" advClick="1"><p:fade/></p:transition>'
_TRANSITIONS: Final = {
    "": "",
    "fade": _FADE,
    "push": '<p:transition spd="med" advClick="1"><p:push dir="l"/></p:transition>',
    "morph": '<mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">'
    '<mc:Choice xmlns:p159="http://schemas.microsoft.com/office/powerpoint/2015/09/main" Requires="p159">'
    '<p:transition spd="slow" advClick="1"><p159:morph option="byObject"/></p:transition></mc:Choice>'
    f"<mc:Fallback>{_FADE}</mc:Fallback></mc:AlternateContent>",
}
"""A push to the left comes from the right ([MS-OE376]); morph is of PowerPoint 2016 ([MS-PPTX], 2.7)."""
_HIDDEN: Final = ' show="0"'
_AS_MASTER: Final = "<p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr>"


def slide_xml(
    frame: Frame, placeholders: Targets, inherited: Color | None, refs: SlideReferences, color_map: str = ""
) -> str:
    """Frame, its layout's placeholders and background -> `p:sld`; what it refers to is noted in `refs`.

    `color_map` is the layout's `p:clrMapOvr` where it maps colours otherwise than its master: slides repeat it.
    """
    shapes, numbers = [], []
    for item in frame.items:
        numbers.append(refs.last_id + 1)
        shapes.append(shape_xml(item, placeholders, refs))
    filled = f"<p:bg><p:bgPr>{paint.fill(frame.background)}<a:effectLst/></p:bgPr></p:bg>"
    return (
        f'{HEAD}<p:sld {_NAMESPACES}{_HIDDEN if frame.hidden else ""}><p:cSld name="{escape.attribute(frame.name)}">'
        f"{filled if frame.background not in (None, inherited) else ''}{_TREE}{''.join(shapes)}</p:spTree></p:cSld>"
        f"{color_map or _AS_MASTER}{_TRANSITIONS[frame.transition]}"
        f"{timing_xml(entrances(frame.items, numbers))}</p:sld>"
    )


NOTES_INDEXES: Final = {"sldImg": 2, "body": 3, "sldNum": 5}
"""Placeholders of a notes page as PowerPoint numbers them."""


def notes_xml(
    frame: Frame,
    number: int,
    names: Sequence[str],
    words: Mapping[str, str],
    slide: str,
    indexes: Mapping[str, int] = NOTES_INDEXES,
) -> str:
    """Frame, its slide's number, its shapes' names, words, `p:sld` -> `p:notes`: the slide's image, notes, the number.

    `indexes` are those of the notes master's placeholders, by type; a number without a place is left out.
    """
    lang = escape.attribute(frame.lang)
    image, notes = (escape.attribute(in_language(name, words)) for name in ("slide image", "notes"))
    page = frame.notes_page
    told = [note for note in frame.notes if page.evidence or note.role != "evidence"]
    paragraphs = "".join([_note_paragraph(note, frame.lang, page.size) for note in told])
    paragraphs = paragraphs or f'<a:p><a:endParaRPr lang="{lang}"/></a:p>'
    return (
        f"{HEAD}<p:notes {_NAMESPACES}><p:cSld>{_TREE}"
        f'<p:sp><p:nvSpPr><p:cNvPr id="2" name="{image}"/><p:cNvSpPr><a:spLocks noGrp="1" noRot="1" '
        'noChangeAspect="1"/></p:cNvSpPr><p:nvPr><p:ph type="sldImg"'
        f"{_indexed('sldImg', indexes)}/></p:nvPr></p:nvSpPr><p:spPr/></p:sp>"
        f'<p:sp><p:nvSpPr><p:cNvPr id="3" name="{notes}"/><p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr>'
        f'<p:nvPr><p:ph type="body" sz="quarter"{_indexed("body", indexes)}/></p:nvPr></p:nvSpPr><p:spPr/>'
        f"<p:txBody><a:bodyPr/><a:lstStyle/>{paragraphs}</p:txBody></p:sp>"
        f"{_notes_number(number, lang, indexes, words) if 'sldNum' in indexes else ''}"
        f"{_mark(frame, names, built_line(slide, paragraphs))}"
        f"</p:spTree></p:cSld>{_AS_MASTER}</p:notes>"
    )


def _indexed(kind: str, indexes: Mapping[str, int]) -> str:
    return f' idx="{indexes[kind]:d}"' if indexes.get(kind) else ""


def _notes_number(number: int, lang: str, indexes: Mapping[str, int], words: Mapping[str, str]) -> str:
    name = escape.attribute(in_language("slide number", words))
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="4" name="{name}"/><p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr>'
        f'<p:nvPr><p:ph type="sldNum" sz="quarter"{_indexed("sldNum", indexes)}/></p:nvPr></p:nvSpPr><p:spPr/>'
        f'<p:txBody><a:bodyPr/><a:lstStyle/><a:p><a:fld id="{field_id("slidenum")}" type="slidenum"><a:rPr '
        f'lang="{lang}"/><a:t>{number}</a:t></a:fld></a:p></p:txBody></p:sp>'
    )


def _mark(frame: Frame, names: Sequence[str], built: str) -> str:
    """A hidden shape that tells the slide's name, the content paths of its shapes, what it says; see identity.py."""
    lines = [*told_lines(frame, names), built]
    paths = "".join([_plain_paragraph(line, language_of(line, frame.lang)) for line in lines])
    name = escape.attribute(MARK + frame.name)
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="5" name="{name}" hidden="1">{DECORATIVE}</p:cNvPr>'
        '<p:cNvSpPr/><p:nvPr/></p:nvSpPr><p:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="914400" cy="228600"/></a:xfrm>'
        f'<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>{paint.NO_FILL}{paint.NO_LINE}</p:spPr>'
        f"<p:txBody><a:bodyPr/><a:lstStyle/>{paths}</p:txBody></p:sp>"
    )


def _note_paragraph(note: Note, lang: str, size: Pt) -> str:
    """A paragraph of notes; 12 points is what the notes master says too, but LibreOffice does not listen to it."""
    before = round(size * BEFORE * 100)
    properties = f'<a:pPr marL="0" indent="0"><a:spcBef><a:spcPts val="{before:d}"/></a:spcBef></a:pPr>'
    spoken = f' sz="{round(size * 100):d}"'
    runs = "".join([_plain_run(text, language, spoken) for text, language in stretches(note.line, lang)])
    return f"<a:p>{properties}{runs}</a:p>"


def _plain_paragraph(text: str, lang: str) -> str:
    return f"<a:p>{_plain_run(text, lang)}</a:p>"


def _plain_run(text: str, lang: str, size: str = "") -> str:
    return f'<a:r><a:rPr lang="{escape.attribute(lang)}"{size}/><a:t>{escape.text(text)}</a:t></a:r>'
