"""The linter finds each of a set of deliberately broken decks, and says where and what it is."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable

import pytest
from deckbrief.base.problem import Problem
from deckbrief.base.report import format_problems
from deckbrief.export.pptx.deck import write_deck
from deckbrief.inspect.content_models import MODELS
from deckbrief.inspect.lint import lint_package
from deckbrief.layout.frame import DeckFrames
from deckbrief.ooxml.names import tag
from deckbrief.ooxml.package import zipped
from deckbrief.ooxml.presets import OPEN, SITES, WARPS
from deckbrief.theme.theme import Theme

Parts = dict[str, bytes]
Damage = Callable[[Parts], None]

TYPES = "[Content_Types].xml"
ROOT_RELS = "_rels/.rels"
PRESENTATION = "ppt/presentation.xml"
PRESENTATION_RELS = "ppt/_rels/presentation.xml.rels"
AGENDA = "ppt/slides/slide2.xml"
AGENDA_RELS = "ppt/slides/_rels/slide2.xml.rels"
FIGURE = "ppt/slides/slide3.xml"
FIGURE_RELS = "ppt/slides/_rels/slide3.xml.rels"
NUMBERS = "ppt/slides/slide4.xml"
BULLETS = "ppt/slides/slide5.xml"
BULLETS_RELS = "ppt/slides/_rels/slide5.xml.rels"
NOTES_RELS = "ppt/notesSlides/_rels/notesSlide3.xml.rels"
MASTER = "ppt/slideMasters/slideMaster1.xml"
THEME = "ppt/theme/theme1.xml"
CHART = "ppt/charts/chart4.xml"
CHART_RELS = "ppt/charts/_rels/chart4.xml.rels"
BOOK = "ppt/embeddings/Microsoft_Excel_Sheet4.xlsx"
PICTURE = "media/image-e8f6aaa34a7bfcf4.png"
CORE = "docProps/core.xml"
APP = "docProps/app.xml"
P14 = "http://schemas.microsoft.com/office/powerpoint/2010/main"
MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"


@pytest.fixture(scope="module")
def good(every_item: DeckFrames, theme: Theme) -> bytes:
    return write_deck(every_item, theme)


def members(data: bytes) -> Parts:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def damaged(data: bytes, *damages: Damage) -> bytes:
    parts = members(data)
    for damage in damages:
        damage(parts)
    return zipped(parts)


def edit(part: str, old: str, new: str, count: int = 1) -> Damage:
    """Return the damage that puts one text in a part in place of another; the first must be there."""

    def change(parts: Parts) -> None:
        text = parts[part].decode()
        assert old in text, f"{part} has no {old}"
        parts[part] = text.replace(old, new, count).encode()

    return change


def swap(part: str, pattern: str, new: str) -> Damage:
    """Return the damage that does so with a regular expression."""

    def change(parts: Parts) -> None:
        text, count = re.subn(pattern, new, parts[part].decode(), count=1, flags=re.DOTALL)
        assert count, f"{part} has no {pattern}"
        parts[part] = text.encode()

    return change


def put(part: str, data: bytes) -> Damage:
    def change(parts: Parts) -> None:
        parts[part] = data

    return change


def drop(part: str) -> Damage:
    def change(parts: Parts) -> None:
        del parts[part]

    return change


def alt_text(problems: list[Problem]) -> str:
    return format_problems(problems)


# Broken decks -------------------------------------------------------------------------------------------------------

PACKAGE: dict[str, tuple[Damage, str, str]] = {
    "part-name-case": (put("ppt/Slides/slide1.xml", b"<a/>"), "deck.part-name", "differ in case alone"),
    "part-name-space": (put("ppt/media/my image.png", b"\x89PNG\r\n\x1a\n"), "deck.part-name", "can have this name"),
    "part-name-dots": (put("ppt/media/../image9.png", b"\x89PNG\r\n\x1a\n"), "deck.part-name", "can have this name"),
    "override-without-part": (
        edit(TYPES, "</Types>", '<Override PartName="/ppt/nothing.xml" ContentType="application/xml"/></Types>'),
        "deck.content-type",
        "a content type for /ppt/nothing.xml, which is not there",
    ),
    "part-without-type": (edit(TYPES, '<Default Extension="png" ContentType="image/png"/>', ""),
                          "deck.content-type", "has no content type"),
    "type-twice": (edit(TYPES, "<Default", '<Default Extension="PNG" ContentType="image/png"/><Default'),
                   "deck.content-type", "two content types for 'png'"),
    "type-of-another": (edit(TYPES, 'slide3.xml" ContentType="application/vnd.openxmlformats-officedocument.'
                             "presentationml.slide+xml", 'slide3.xml" ContentType="application/vnd.openxmlformats-'
                             "officedocument.presentationml.slideLayout+xml"),
                        "deck.content-type", "begins with p:sld, and its content type is that of p:sldLayout"),
    "relationships-typed": (edit(TYPES, "application/vnd.openxmlformats-package.relationships+xml", "text/xml"),
                            "deck.content-type", "its content type is not"),
    "no-types": (drop(TYPES), "deck.content-type", "this is no Office document"),
    "no-presentation": (edit(TYPES, "presentationml.presentation.main+xml", "wordprocessingml.document.main+xml"),
                        "deck.content-type", "this is no presentation"),
    "dangling": (drop(f"ppt/{PICTURE}"), "deck.relationship", f"rId3 (image) leads to ppt/{PICTURE}"),
    "id-twice": (edit(FIGURE_RELS, 'Id="rId2"', 'Id="rId1"'), "deck.relationship", "two relationships have the id"),
    "id-of-digits": (edit(FIGURE_RELS, 'Id="rId3"', 'Id="3"'), "deck.relationship", "'3' cannot be an id"),
    "no-type": (swap(FIGURE_RELS, r'Type="[^"]*image"', 'Type=""'), "deck.relationship", "rId3 has no type"),
    "target-mode": (edit(AGENDA_RELS, 'TargetMode="External"', 'TargetMode="Outside"'), "deck.relationship",
                    "unknown TargetMode"),
    "not-a-uri": (swap(AGENDA_RELS, r'Target="https://[^"]*"', 'Target="https://example.org/a b"'),
                  "deck.relationship", "no URI"),
    "wrong-kind": (swap(FIGURE_RELS, r"\.\./slideLayouts/slideLayout\d+\.xml", "../slideMasters/slideMaster1.xml"),
                   "deck.relationship", "says that ppt/slideMasters/slideMaster1.xml is a slideLayout"),
    "wrong-reference": (edit(FIGURE, 'r:embed="rId3"', 'r:embed="rId2"'), "deck.relationship",
                        "a relationship of the kind notesSlide instead of image"),
    "no-relationship": (edit(FIGURE, 'r:embed="rId3"', 'r:embed="rId33"'), "deck.relationship",
                        "the part has no such relationship"),
    "empty-reference": (edit(NUMBERS, 'r:id="rId3"', 'r:id=""'), "deck.relationship", "no such relationship"),
    "no-layout": (swap(FIGURE_RELS, r'<Relationship Id="rId1"[^>]*/>', ""), "deck.relationship",
                  "has 0 relationships of the kind slideLayout"),
    "source-missing": (put("ppt/slides/_rels/slide99.xml.rels", b'<Relationships xmlns="http://schemas.openxmlformats'
                           b'.org/package/2006/relationships"/>'), "deck.relationship", "slide99.xml, which is not"),
    "unused-picture": (edit(BULLETS_RELS, "</Relationships>", '<Relationship Id="rId9" Type="http://schemas.'
                            'openxmlformats.org/officeDocument/2006/relationships/image" Target="../' + PICTURE + '"'
                            "/></Relationships>"), "deck.unused", "is used by nothing"),
    "unused-part": (put("ppt/media/image2.png", b"\x89PNG\r\n\x1a\n"), "deck.unused", "no relationship leads to"),
    "unlisted-slide": (swap(PRESENTATION, r'<p:sldId id="260"[^>]*/>', ""), "deck.unused", "slides/slide5.xml) is"),
    "empty-picture": (put(f"ppt/{PICTURE}", b""), "deck.media", "is empty"),
    "another-picture": (put(f"ppt/{PICTURE}", b"GIF89a"), "deck.media", "is no image/png"),
}  # fmt: skip

MARKUP: dict[str, tuple[Damage, str, str]] = {
    "not-well-formed": (edit(FIGURE, "</p:sld>", ""), "deck.xml", "not well-formed"),
    "document-type": (edit(FIGURE, "<p:sld ", "<!DOCTYPE p:sld><p:sld "), "deck.xml", "document type"),
    "ignorable": (edit(FIGURE, "<p:sld ", f'<p:sld xmlns:mc="{MC}" mc:Ignorable="p14" '), "deck.namespace",
                  "names the prefix 'p14', which is declared nowhere"),
    "requires": (edit(FIGURE, "<p:transition", f'<mc:AlternateContent xmlns:mc="{MC}"><mc:Choice Requires="p99"/>'
                      "<mc:Fallback/></mc:AlternateContent><p:transition"), "deck.namespace", "'p99'"),
    "alternatives-of-none": (edit(FIGURE, "<p:transition", f'<mc:AlternateContent xmlns:mc="{MC}"><mc:Fallback/>'
                                  "</mc:AlternateContent><p:transition"), "deck.namespace", "without an mc:Choice"),
    "choice-of-anything": (edit(FIGURE, "<p:transition", f'<mc:AlternateContent xmlns:mc="{MC}"><mc:Choice/>'
                                "<mc:Fallback/></mc:AlternateContent><p:transition"),
                           "deck.namespace", "does not say what it requires"),
    "p14-attribute": (edit(FIGURE, "<p:transition ", f'<p:transition xmlns:p14="{P14}" p14:dur="700" '),
                      "deck.namespace", f"dur of {P14} stands in the open"),
    "p14-element": (edit(FIGURE, "<p:fade/>", f'<p14:vortex xmlns:p14="{P14}" dir="r"/>'), "deck.namespace",
                    "vortex of"),
    "extension-uri": (edit(FIGURE, ' uri="{C183D7F6-B498-43B3-948B-1728B52AA6E4}"', ""), "deck.namespace", "no uri"),
    "order-slide": (swap(FIGURE, r"(<p:transition.*?</p:transition>)(.*)</p:sld>", r"\2\1</p:sld>"), "deck.order",
                    "p:sld has its p:transition after where it belongs"),
    "order-presentation": (swap(PRESENTATION, "(<p:sldSz[^>]*/>)(<p:notesSz[^>]*/>)", r"\2\1"), "deck.order",
                           "p:presentation has its p:sldSz after where it belongs"),
    "order-run": (swap(FIGURE, r"(<a:latin[^>]*/>)(<a:ea[^>]*/>)", r"\2\1"), "deck.order",
                  "has its a:latin after"),
    "order-tree": (swap(FIGURE, "(<p:spTree>)(<p:nvGrpSpPr>.*?</p:nvGrpSpPr>)(<p:grpSpPr>.*?</p:grpSpPr>)", r"\1\3\2"),
                   "deck.order", "p:spTree has its p:nvGrpSpPr after where it belongs"),
    "timing-twice": (edit(FIGURE, "</p:timing>", "</p:timing><p:timing/>"), "deck.order", "has a second p:timing"),
    "no-paragraph": (swap(FIGURE, r"<a:p>.*?</a:p></p:txBody>", "</p:txBody>"), "deck.order",
                     "p:txBody of 'Kicker' has no a:p"),
    "unknown-child": (edit(FIGURE, "<a:lstStyle/>", "<a:lstStyle/><a:tbl/>"), "deck.order", "has a a:tbl, which"),
    "nan": (swap(FIGURE, r'<a:off x="548640"', '<a:off x="NaN"'), "deck.number", 'x="NaN", which is no whole number'),
    "float": (swap(FIGURE, r'<a:off x="548640"', '<a:off x="548640.5"'), "deck.number", "which is no whole number"),
    "negative": (swap(FIGURE, r'<a:ext cx="3291840"', '<a:ext cx="-3291840"'), "deck.number", "outside 0 to"),
    "type-size": (swap(FIGURE, r'sz="3000"', 'sz="99"'), "deck.number", 'sz="99", outside 100 to 400000'),
    "formula": (swap(FIGURE, r'fmla="val 12000"', 'fmla="val NaN"'), "deck.number", "'val NaN'"),
    "hex": (edit(THEME, '<a:srgbClr val="', '<a:srgbClr val="#'), "deck.number", "not six hexadecimal digits"),
    "slot": (edit(FIGURE, 'schemeClr val="accent1"', 'schemeClr val="accent7"'), "deck.number", "'accent7'"),
    "preset": (edit(FIGURE, 'prst="chevron"', 'prst="cheveron"'), "deck.preset", "the preset 'cheveron'"),
    "warp": (edit(FIGURE, "<a:noAutofit/>", '<a:prstTxWarp prst="textBend"/><a:noAutofit/>'), "deck.preset",
             "'textBend'"),
    "field": (swap(FIGURE, r'<a:fld id="[^"]*"', '<a:fld id="1"'), "deck.text", "no GUID"),
    "language": (edit(FIGURE, 'lang="zh-CN"', 'lang="中文"'), "deck.text", "no language tag"),
    "chart-number": (edit(CHART, "<c:v>165</c:v>", "<c:v>NaN</c:v>"), "deck.chart", "a chart's number is 'NaN'"),
}  # fmt: skip

WHOLE: dict[str, tuple[Damage, str, str]] = {
    "slide-id-low": (edit(PRESENTATION, 'p:sldId id="256"', 'p:sldId id="255"'), "deck.id", "outside 256 to"),
    "slide-id-high": (edit(PRESENTATION, 'p:sldId id="256"', 'p:sldId id="2147483648"'), "deck.id", "outside 256"),
    "slide-id-twice": (edit(PRESENTATION, 'p:sldId id="257"', 'p:sldId id="256"'), "deck.id", "as another one has"),
    "slide-id-none": (edit(PRESENTATION, 'p:sldId id="257"', 'p:sldId id="x"'), "deck.id", "which is no number"),
    "slide-listed-twice": (swap(PRESENTATION, r'(<p:sldId id="257" r:id=)"([^"]*)"(.*?<p:sldId id="258" r:id=)"[^"]*"',
                                r'\1"\2"\3"\2"'), "deck.id", "2 times"),
    "layout-id-low": (edit(MASTER, 'p:sldLayoutId id="2147483649"', 'p:sldLayoutId id="300"'), "deck.id",
                      "outside 2147483648"),
    "layout-id-of-master": (edit(MASTER, 'p:sldLayoutId id="2147483649"', 'p:sldLayoutId id="2147483648"'), "deck.id",
                            "as another one has"),
    "layout-unlisted": (swap(MASTER, r'<p:sldLayoutId id="2147483650"[^>]*/>', ""), "deck.id", "does not list"),
    "section-guid": (swap(PRESENTATION, r'(<p14:section name="开场") id="[^"]*"', r'\1 id="1"'), "deck.sections",
                     "no GUID"),
    "section-guid-twice": (swap(PRESENTATION, r'(<p14:section name="开场") id="([^"]*)"(.*?name="正文") id="[^"]*"',
                                r'\1 id="\2"\3 id="\2"'), "deck.sections", "the GUID of another"),
    "section-uri": (edit(PRESENTATION, "{521415D9-36F7-43E2-AB2F-B90AF26B5E84}", "{00000000-36F7-43E2-AB2F-B90AF26B5E8"
                         "4}"), "deck.sections", "another uri"),
    "section-lost-slide": (edit(PRESENTATION, '<p14:sldId id="257"/>', ""), "deck.sections",
                           "slide 2 (id 257) stands in 0 sections"),
    "section-slide-twice": (edit(PRESENTATION, '<p14:sldId id="257"/>', '<p14:sldId id="257"/><p14:sldId id="257"/>'),
                            "deck.sections", "stands in 2 sections"),
    "section-unknown-slide": (edit(PRESENTATION, '<p14:sldId id="257"/>', '<p14:sldId id="257"/><p14:sldId id="999"/>'),
                              "deck.sections", "the slide id 999, which no slide has"),
    "section-order": (edit(PRESENTATION, '<p14:sldId id="256"/><p14:sldId id="257"/>', '<p14:sldId id="257"/>'
                           '<p14:sldId id="256"/>'), "deck.sections", "in another order"),
    "no-notes-master": (swap(PRESENTATION_RELS, r'<Relationship Id="[^"]*" Type="[^"]*notesMaster"[^>]*/>', ""),
                        "deck.notes", "notes slides and no notes master"),
    "notes-master-unlisted": (swap(PRESENTATION, "<p:notesMasterIdLst>.*?</p:notesMasterIdLst>", ""), "deck.notes",
                              "no p:notesMasterIdLst"),
    "notes-not-back": (edit(NOTES_RELS, "../slides/slide3.xml", "../slides/slide4.xml"), "deck.notes",
                       "is the notes of ppt/slides/slide3.xml and does not lead back"),
    "notes-not-forth": (swap(FIGURE_RELS, r'<Relationship Id="rId2"[^>]*/>', ""), "deck.notes",
                        "says that it is the notes of ppt/slides/slide3.xml, which does not know of it"),
    "notes-twice": (edit(FIGURE_RELS, "</Relationships>", '<Relationship Id="rId9" Type="http://schemas.openxmlformats.org/'
                         'officeDocument/2006/relationships/notesSlide" Target="../notesSlides/notesSlide4.xml"/>'
                         "</Relationships>"), "deck.notes", "has two notes slides"),
    "notes-of-another-master": (edit(NOTES_RELS, "../notesMasters/notesMaster1.xml", "../handoutMasters/handoutMaster1"
                                     ".xml"), "deck.notes", "follows ppt/handoutMasters/handoutMaster1.xml, not the"),
    "handout-unlisted": (swap(PRESENTATION, "<p:handoutMasterIdLst>.*?</p:handoutMasterIdLst>", ""), "deck.notes",
                         "no p:handoutMasterIdLst"),
    "no-master": (swap(PRESENTATION, "<p:sldMasterId [^>]*/>", ""), "deck.id", "has no slide master"),
    "layout-of-another": (edit("ppt/slideLayouts/_rels/slideLayout1.xml.rels", "../slideMasters/slideMaster1.xml",
                               "../notesMasters/notesMaster1.xml"), "deck.relationship", "and follows another master"),
    "kinsoku-chars": (swap(PRESENTATION, r'invalStChars="[^"]*"', ""), "deck.kinsoku", "no invalStChars"),
    "kinsoku-lang": (swap(PRESENTATION, r'<p:kinsoku lang="[^"]*"', '<p:kinsoku lang="en-US"'), "deck.kinsoku",
                     "not a language that it is for"),
    "theme-shared": (edit("ppt/notesMasters/_rels/notesMaster1.xml.rels", "theme2.xml", "theme1.xml"), "deck.theme",
                     "each master needs its own part"),
    "theme-styles": (swap(THEME, "<a:effectStyle>.*?</a:effectStyle>", ""), "deck.theme",
                     "a:effectStyleLst has 2 entries, and needs 3"),
    "theme-colors": (swap(MASTER, ' accent6="accent6"', ""), "deck.theme", "says nothing of accent6"),
    "theme-font": (swap(THEME, r'<a:latin typeface="[^"]*"', '<a:latin typeface=""'), "deck.theme", "no Latin"),
    "no-core": (swap(ROOT_RELS, r"<Relationship[^>]*core.xml[^>]*/>", ""), "deck.properties", "no core properties"),
    "no-app": (swap(ROOT_RELS, r"<Relationship[^>]*app.xml[^>]*/>", ""), "deck.properties", "no extended properties"),
    "date": (edit(CORE, "2024-05-06T00:00:00Z", "6 May 2024"), "deck.properties", "no W3CDTF date"),
    "date-that-is-not": (edit(CORE, "2024-05-06T00:00:00Z", "2024-02-30"), "deck.properties", "no W3CDTF date"),
    "date-type": (edit(CORE, ' xsi:type="dcterms:W3CDTF"', ""), "deck.properties", "dcterms:W3CDTF"),
    "slides-counted": (edit(APP, "<Slides>5</Slides>", "<Slides>4</Slides>"), "deck.properties", "says Slides 4"),
    "notes-counted": (edit(APP, "<Notes>5</Notes>", "<Notes>1</Notes>"), "deck.properties", "says Notes 1"),
    "hidden-counted": (edit(FIGURE, "<p:sld ", '<p:sld show="0" '), "deck.properties", "says HiddenSlides 0"),
    "headings": (edit(APP, "</Properties>", '<HeadingPairs><vt:vector xmlns:vt="http://schemas.openxmlformats.org/office'
                      'Document/2006/docPropsVTypes" size="2" baseType="variant"><vt:variant><vt:lpstr>x</vt:lpstr>'
                      "</vt:variant><vt:variant><vt:i4>2</vt:i4></vt:variant></vt:vector></HeadingPairs><TitlesOfParts>"
                      '<vt:vector xmlns:vt="http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes" '
                      'size="1" baseType="lpstr"><vt:lpstr>x</vt:lpstr></vt:vector></TitlesOfParts></Properties>'),
                 "deck.properties", "TitlesOfParts has 1 entries, and HeadingPairs counts 2"),
    "vector": (edit(APP, "</Properties>", '<TitlesOfParts><vt:vector xmlns:vt="http://schemas.openxmlformats.org/'
                    'officeDocument/2006/docPropsVTypes" size="3" baseType="lpstr"><vt:lpstr>x</vt:lpstr></vt:vector>'
                    "</TitlesOfParts></Properties>"), "deck.properties", "says that it has 3 entries, and has 1"),
}  # fmt: skip

SLIDE: dict[str, tuple[Damage, str, str]] = {
    "shape-id-twice": (edit(FIGURE, '<p:cNvPr id="19"', '<p:cNvPr id="18"'), "deck.id", "as another shape of the page"),
    "shape-id-zero": (edit(FIGURE, '<p:cNvPr id="19"', '<p:cNvPr id="0"'), "deck.id", "ids count from 1"),
    "shape-name": (edit(FIGURE, ' name="Photo"', ""), "deck.id", "has no name"),
    "placeholder-kind": (edit(FIGURE, '<p:ph type="title"', '<p:ph type="heading"'), "deck.placeholder",
                         "unknown kind 'heading'"),
    "placeholder-lost": (edit(FIGURE, '<p:ph type="ftr" sz="quarter" idx="11"', '<p:ph type="pic" idx="77"'),
                         "deck.placeholder", "which its layout lacks".replace("which", "that")),
    "connector-target": (edit(FIGURE, '<a:stCxn id="7"', '<a:stCxn id="777"'), "deck.connector", "not on the page"),
    "connector-group": (edit(FIGURE, '<a:stCxn id="7"', '<a:stCxn id="6"'), "deck.connector", "a group or a connector"),
    "connector-site": (edit(FIGURE, '<a:stCxn id="7" idx="3"', '<a:stCxn id="7" idx="4"'), "deck.connector",
                       "site 4 of 'Head 1' (id 7), which has 4, counted from 0"),
    "link-action": (edit(AGENDA, 'action="ppaction://hlinksldjump"', 'action="ppaction://jump"'), "deck.link",
                    "which does not exist"),
    "link-without-action": (edit(AGENDA, ' action="ppaction://hlinksldjump"', ""), "deck.link", "has no action"),
    "link-to-no-slide": (swap(AGENDA, r'r:id="rId\d+" (action="ppaction://hlinksldjump")', r'r:id="rId1" \1'),
                         "deck.link", "jumps to a slide and names none"),
    "link-inside": (edit(AGENDA_RELS, ' TargetMode="External"', ""), "deck.link", "not marked as external"),
    "link-nowhere": (swap(AGENDA, r'r:id="rId\d+" action="ppaction://hlinksldjump"', 'r:id=""'), "deck.link",
                     "leads nowhere"),
    "cells": (swap(NUMBERS, r"<a:tc>.*?</a:tc>", ""), "deck.table", "row 1 of 'Numbers' (id 6) has 1 cells"),
    "cell-text": (swap(NUMBERS, r"<a:tc><a:txBody>.*?</a:txBody>", "<a:tc>"), "deck.table", "has no text body"),
    "span-too-far": (edit(NUMBERS, "<a:tc>", '<a:tc gridSpan="3">'), "deck.table", "beyond the table"),
    "span-unmarked": (edit(NUMBERS, "<a:tc>", '<a:tc gridSpan="2">'), "deck.table", "1.2 of 'Numbers' (id 6) is"),
    "mark-without-span": (edit(NUMBERS, "<a:tc>", '<a:tc vMerge="1">'), "deck.table", "marked otherwise"),
    "transition-fallback": (swap(FIGURE, r"<p:transition.*?</p:transition>", f'<mc:AlternateContent xmlns:mc="{MC}" '
                                 f'xmlns:p14="{P14}"><mc:Choice Requires="p14"><p:transition p14:dur="9"/></mc:Choice>'
                                 "</mc:AlternateContent>"), "deck.transition", "without an mc:Fallback"),
    "transition-speed": (edit(FIGURE, 'spd="med"', 'spd="quick"'), "deck.transition", 'spd="quick"'),
    "transition-time": (edit(FIGURE, "<p:transition ", '<p:transition advTm="2.5" '), "deck.transition", "advTm"),
    "timing-target": (edit(FIGURE, '<p:spTgt spid="6"', '<p:spTgt spid="66"', 9), "deck.timing", "not on the page"),
    "timing-member": (edit(FIGURE, '<p:spTgt spid="6"', '<p:spTgt spid="7"', 9), "deck.timing", "member of a group"),
    "timing-roots": (edit(FIGURE, 'nodeType="tmRoot"', 'nodeType="seq"'), "deck.timing", "0 time roots"),
    "timing-node-twice": (edit(FIGURE, '<p:cTn id="4"', '<p:cTn id="3"'), "deck.timing", "2 time nodes have the id 3"),
    "timing-conditions": (swap(FIGURE, "<p:nextCondLst>.*?</p:nextCondLst>", ""), "deck.timing", "leads on and back"),
    "timing-paragraph": (edit(BULLETS, '<p:pRg st="2" end="2"', '<p:pRg st="2" end="3"', 2), "deck.timing",
                         "paragraphs 2 to 3 of the shape 6, which has 3"),
    "timing-no-text": (edit(FIGURE, '<p:spTgt spid="6"/>', '<p:spTgt spid="19"><p:txEl><p:pRg st="0" end="0"/>'
                            "</p:txEl></p:spTgt>", 9), "deck.timing", "the text of the shape 19, which has none"),
    "build-missing": (swap(BULLETS, "<p:bldLst>.*?</p:bldLst>", ""), "deck.timing", "no entry in p:bldLst"),
    "build-of-nothing": (edit(FIGURE, "</p:tnLst>", '</p:tnLst><p:bldLst><p:bldP spid="4" grpId="0"/></p:bldLst>'),
                         "deck.timing", "no effect on it has the group id 0"),
    "build-off-page": (edit(BULLETS, '<p:bldP spid="6"', '<p:bldP spid="66"'), "deck.timing", "is not on the page"),
    "build-of-a-group": (edit(FIGURE, "</p:tnLst>", '</p:tnLst><p:bldLst><p:bldP spid="6" grpId="0"/></p:bldLst>'),
                         "deck.timing", "no shape with text"),
    "build-of-no-text": (edit(FIGURE, "</p:tnLst>", '</p:tnLst><p:bldLst><p:bldP spid="18" grpId="0"/></p:bldLst>'),
                         "deck.timing", "builds text, and the shape has none"),
    "build-twice": (swap(BULLETS, "(<p:bldP [^>]*/>)", r"\1\1"), "deck.timing", "more than once"),
}  # fmt: skip

CHARTS: dict[str, tuple[Damage, str, str]] = {
    "axis-missing": (edit(CHART, '</c:ser><c:gapWidth val="82"/><c:axId val="111111111"/>', "</c:ser>"), "deck.chart",
                     "names 1 axes"),
    "axis-unknown": (edit(CHART, '<c:axId val="222222222"/></c:barChart>', '<c:axId val="5"/></c:barChart>'),
                     "deck.chart", "names the axis 5, which is not there"),
    "axis-crosses-nothing": (edit(CHART, '<c:crossAx val="111111111"/>', '<c:crossAx val="7"/>'), "deck.chart",
                             "crosses 7, which is no axis"),
    "axis-crosses-itself": (edit(CHART, '<c:crossAx val="111111111"/>', '<c:crossAx val="222222222"/>'), "deck.chart",
                            "which crosses 222222222"),
    "axis-negative": (edit(CHART, "222222222", "-222222222", 9), "deck.chart", "no unsigned number"),
    "axis-twice": (edit(CHART, '<c:valAx><c:axId val="222222222"/>', '<c:valAx><c:axId val="111111111"/>'),
                   "deck.chart", "two axes have the id 111111111"),
    "series-twice": (swap(CHART, "(<c:ser>.*?</c:ser>)", r"\1\1"), "deck.chart", "2 series have the c:idx 0"),
    "points": (edit(CHART, '<c:ptCount val="3"/>', '<c:ptCount val="2"/>'), "deck.chart", "has points 0, 1, 2 of 2"),
    "no-workbook": (swap(CHART, "<c:externalData.*?</c:externalData>", ""), "deck.chart", "none is embedded"),
    "broken-workbook": (put(BOOK, b"PK\x03\x04 no"), "deck.chart", "cannot be read"),
    "sheet": (edit(CHART, "Sheet1!$A$2", "Sheet9!$A$2"), "deck.chart", "the sheet 'Sheet9', which its workbook lacks"),
}  # fmt: skip

BROKEN = {
    f"{family}-{name}": case
    for family, cases in (
        ("package", PACKAGE), ("markup", MARKUP), ("whole", WHOLE), ("slide", SLIDE), ("chart", CHARTS),
    )
    for name, case in cases.items()
}  # fmt: skip


@pytest.mark.parametrize(("damage", "code", "words"), BROKEN.values(), ids=BROKEN.keys())
def test_what_is_broken_is_found(good: bytes, damage: Damage, code: str, words: str) -> None:
    problems = lint_package(damaged(good, damage))
    assert any(problem.code == code and words in problem.message for problem in problems), alt_text(problems)


def test_every_code_of_the_linter_is_tried() -> None:
    from deckbrief.base.problem import CATALOGUE

    elsewhere = {"deck.zip", "deck.unreadable", "deck.limit"}
    tried = {code for _, code, _ in BROKEN.values()} | elsewhere
    assert {code for code in CATALOGUE if code.startswith("deck.")} == tried


def test_a_problem_is_placed_in_its_part(good: bytes) -> None:
    [problem] = lint_package(damaged(good, edit(FIGURE, 'prst="chevron"', 'prst="cheveron"')), "my/deck.pptx")
    assert problem.place.file == "my/deck.pptx!/ppt/slides/slide3.xml"
    assert problem.place.line == 2
    assert problem.hint == "did you mean 'chevron'?"
    [problem, *_] = lint_package(damaged(good, edit(FIGURE, "</p:sld>", "\n")), "d.pptx")
    assert (problem.place.file, problem.place.line) == ("d.pptx!/ppt/slides/slide3.xml", 3)


# Other decks that are good ------------------------------------------------------------------------------------------


def test_merged_cells_that_agree_are_no_problem_of_the_package(good: bytes) -> None:
    merged = swap(NUMBERS, r"<a:tc>(.*?)<a:tc>", r'<a:tc gridSpan="2">\1<a:tc hMerge="1">')
    assert lint_package(damaged(good, merged)) == []


def test_newer_transitions_with_a_fallback_are_good(good: bytes) -> None:
    both = (
        rf'<mc:AlternateContent xmlns:mc="{MC}" xmlns:p14="{P14}"><mc:Choice Requires="p14">'
        r'<p:transition spd="slow" p14:dur="700"><p14:vortex dir="r"/></p:transition></mc:Choice>'
        r"<mc:Fallback>\1</mc:Fallback></mc:AlternateContent>"
    )
    assert lint_package(damaged(good, swap(FIGURE, "(<p:transition.*?</p:transition>)", both))) == []


@pytest.mark.parametrize(("year", "known"), [("2012", True), ("2009", False)])
def test_a_choice_of_later_names_may_have_earlier_ones(good: bytes, year: str, known: bool) -> None:
    damage = swap(
        FIGURE, r"(<p:transition)( .*?</p:transition>)",
        rf'<mc:AlternateContent xmlns:mc="{MC}" xmlns:later="http://schemas.microsoft.com/office/powerpoint/{year}/main">'
        rf'<mc:Choice Requires="later">\1 xmlns:p14="{P14}" p14:dur="3000"\2</mc:Choice>'
        r"<mc:Fallback>\1\2</mc:Fallback></mc:AlternateContent>",
    )  # fmt: skip
    found = lint_package(damaged(good, damage))
    assert any("dur of" in problem.message for problem in found) is not known


def test_attributes_that_may_be_ignored_are_good(good: bytes) -> None:
    ignorable = f'<p:sld xmlns:mc="{MC}" xmlns:p14="{P14}" mc:Ignorable="p14" '
    with_duration = edit(FIGURE, "<p:transition ", '<p:transition p14:dur="700" ')
    assert lint_package(damaged(good, edit(FIGURE, "<p:sld ", ignorable), with_duration)) == []


def test_the_names_of_the_strict_standard_are_read(good: bytes) -> None:
    def to_strict(parts: Parts) -> None:
        for name, data in parts.items():
            if name.endswith((".xml", ".rels")):
                strict = rb"http://purl.oclc.org/ooxml/\1/"
                parts[name] = re.sub(rb"http://schemas\.openxmlformats\.org/(\w+ml|officeDocument)/2006/", strict, data)

    data = damaged(good, to_strict)
    assert b"purl.oclc.org" in members(data)[FIGURE]
    assert lint_package(data) == []


def test_parts_are_found_whatever_their_case(good: bytes) -> None:
    assert lint_package(damaged(good, edit(FIGURE_RELS, f"../{PICTURE}", f"../{PICTURE.upper()}"))) == []


def test_models_and_presets_are_those_of_the_standard() -> None:
    assert len(SITES) == 187
    assert len(WARPS) == 41
    assert {"rect": 4, "ellipse": 8, "chevron": 4, "triangle": 6, "straightConnector1": 0}.items() <= SITES.items()
    assert {"donut", "line", "bentConnector3"} <= OPEN <= SITES.keys()
    run = MODELS[tag("a:rPr")]
    order = [run.places[tag(f"a:{name}")] for name in ("ln", "solidFill", "latin", "ea", "hlinkClick", "extLst")]
    assert order == sorted(order)
