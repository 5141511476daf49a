"""Decks of generated frames: whatever a frame may hold, the package is whole."""

from __future__ import annotations

import zipfile
from dataclasses import replace
from io import BytesIO
from posixpath import dirname, normpath
from typing import Any

from deckbrief.base.length import Emu, Pt, Rect
from deckbrief.draft.slides import Note
from deckbrief.export.pptx.deck import write_deck
from deckbrief.layout.frame import (
    AnyItem,
    Chart,
    Connector,
    DeckFrames,
    Frame,
    Group,
    Image,
    Line,
    Paragraph,
    Run,
    Shape,
    Stroke,
    Table,
    TableCell,
    Text,
    TextBody,
)
from deckbrief.ooxml.package import Package
from deckbrief.theme.rules import SLOTS
from deckbrief.theme.theme import Color, Theme
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

NS = {
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "p": "http://schemas.openxmlformats.org/presentationml/2006/main",
    "p14": "http://schemas.microsoft.com/office/powerpoint/2010/main",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
}

words = st.text(st.characters(codec=None), max_size=12) | st.sampled_from(
    ["", "汉字，与 Latin", "a]b[c", "<&>\"'", "\x0b\n"]
)
lengths = st.integers(0, 12_000_000).map(Emu)
rects = st.builds(Rect, lengths, lengths, lengths, lengths)
colors = st.builds(Color, st.sampled_from(SLOTS), st.integers(0, 100_000), st.sampled_from([0, 25_000]))
sizes = st.floats(8, 80).map(lambda size: Pt(round(size * 2) / 2))
strokes = st.builds(Stroke, colors, st.floats(0.25, 6).map(Pt), st.sampled_from(["", "dash", "dot"]))
clicks = st.sampled_from([0, 0, 1, 2, 7])
links = st.sampled_from(["", "", "#slide 0", "https://example.org/?a=1&b=字"])
runs = st.builds(
    Run, words, bold=st.booleans(), size=st.none() | sizes, color=st.none() | colors, link=links,
    field=st.sampled_from(["", "", "slidenum"]),
)  # fmt: skip
paragraphs = st.builds(
    Paragraph, st.lists(runs, max_size=3).map(tuple), sizes, sizes, colors, st.just((Line(0, 0, Emu(0)),)),
    align=st.sampled_from(["left", "center", "right"]), before=sizes, bullet=st.sampled_from(["", "•", "1.", '"']),
    indent=st.integers(0, 900_000).map(Emu), click=st.just(0),
)  # fmt: skip
bodies = st.builds(
    TextBody, st.lists(paragraphs, max_size=3).map(tuple), st.sampled_from(["top", "middle", "bottom"]),
    st.tuples(*[st.integers(0, 900_000).map(Emu)] * 4),
)  # fmt: skip
told: dict[str, Any] = {
    "name": words,
    "rect": rects,
    "alt": st.none() | words,
    "path": st.sampled_from(["", "a/b#c.0"]),
}
shapes = st.builds(
    Shape, **told, fill=st.none() | colors, stroke=st.none() | strokes, body=st.none() | bodies, shadow=st.booleans(),
    geometry=st.sampled_from(["rect", "ellipse", "roundRect"]), rotation=st.integers(-400, 400),
)  # fmt: skip
texts = st.builds(Text, **told, body=bodies)
images = st.builds(Image, **told, data=st.sampled_from([b"1", b"2"]), media_type=st.just("image/png"))


@st.composite
def tables(draw: st.DrawFn) -> Table:
    columns, count = draw(st.integers(1, 3)), draw(st.integers(1, 3))
    cells = st.builds(TableCell, bodies, st.none() | colors, st.sampled_from(["", "a#b"]))
    rows = draw(
        st.lists(st.lists(cells, min_size=columns, max_size=columns).map(tuple), min_size=count, max_size=count)
    )
    return draw(
        st.builds(
            Table,
            **told,
            widths=st.just((Emu(9_000),) * columns),
            heights=st.just((Emu(900),) * count),
            rows=st.just(tuple(rows)),
            rule=st.none() | strokes,
        )
    )


@st.composite
def charts(draw: st.DrawFn) -> Chart:
    values = draw(st.lists(st.floats(-1e9, 1e9), max_size=3))
    labels = tuple(draw(words) for _ in values)
    return draw(
        st.builds(
            Chart,
            **told,
            series=words,
            categories=st.just(labels),
            values=st.just(tuple(values)),
            labels=st.just(labels),
            color=colors,
            text_color=colors,
            size=sizes,
        )
    )


@st.composite
def frames(draw: st.DrawFn, name: str) -> Frame:
    """A slide of some items of every kind; those that stand on the slide itself may have clicks, groups hold others."""
    members: st.SearchStrategy[AnyItem] = shapes | texts | images
    groups = st.builds(Group, **told, items=st.lists(members, max_size=3).map(tuple))
    alone = tables() | charts()
    items: list[AnyItem] = [
        replace(item, click=draw(clicks)) for item in draw(st.lists(members | groups | alone, max_size=5))
    ]
    if items and isinstance(items[0], Text | Shape) and items[0].body:
        body = items[0].body
        built = tuple(replace(paragraph, click=draw(clicks)) for paragraph in body.paragraphs)
        items[0] = replace(items[0], body=replace(body, paragraphs=built))
    frame = Frame(
        name=name,
        width=Emu(12_191_695),
        height=Emu(6_858_000),
        items=tuple(items),
        section=draw(st.sampled_from("AB")),
        layout=draw(st.sampled_from(["cover", "section-2", "figure", "text"])),
        background=draw(st.none() | colors),
        lang=draw(st.sampled_from(["zh-CN", "en-GB"])),
        notes=tuple(Note("say", text) for text in draw(st.lists(words, max_size=2))),
    )
    names = [item.name for item in frame.walk()]
    if not names:
        return frame
    ends = st.tuples(lengths, lengths)
    glued = st.sampled_from(["", *names])
    connectors = st.builds(
        Connector, **told, start=ends, end=ends, stroke=strokes, begin_shape=glued, end_shape=glued, click=clicks,
        geometry=st.sampled_from(["straightConnector1", "bentConnector3"]), rotation=st.sampled_from([0, 90, 180, 270]),
    )  # fmt: skip
    return replace(frame, items=frame.items + tuple(draw(st.lists(connectors, max_size=2))))


@st.composite
def decks(draw: st.DrawFn) -> DeckFrames:
    slides = tuple(draw(frames(f"slide {number}")) for number in range(draw(st.integers(1, 3))))
    return DeckFrames(name=draw(words), title=draw(words), lang="zh-CN", frames=slides, author=draw(words))


def _values(element: etree._Element, path: str) -> list[Any]:
    found = element.xpath(path, namespaces=NS)
    assert isinstance(found, list)
    return found


@settings(max_examples=60)
@given(deck=decks())
def test_the_package_is_whole(theme: Theme, deck: DeckFrames) -> None:
    data = write_deck(deck, theme)
    assert data == write_deck(deck, theme)
    package = Package.from_bytes(data)
    parsed = {name: etree.fromstring(part) for name, part in package.parts.items() if name.endswith(".xml")}
    _check_relationships(package, parsed)
    _check_content_types(data, package)
    _check_sections(parsed["ppt/presentation.xml"], len(deck.frames))
    for number in range(1, len(deck.frames) + 1):
        _check_slide(parsed[f"ppt/slides/slide{number}.xml"])


def _check_relationships(package: Package, parsed: dict[str, etree._Element]) -> None:
    """Every relationship leads to a part, every part is led to, every id used in a part is one of its relationships."""
    reached = {"docProps/core.xml", "docProps/app.xml"}
    for source, related in package.relationships.items():
        assert len({entry.id for entry in related}) == len(related)
        inside = {normpath(f"{dirname(source)}/{entry.target}").lstrip("/") for entry in related if not entry.external}
        assert inside <= set(package.parts)
        reached |= inside
    assert reached == set(package.parts)
    for name, root in parsed.items():
        used = set(_values(root, "//@r:id | //@r:embed"))
        assert used <= {entry.id for entry in package.relationships.get(name, ())}


def _check_content_types(data: bytes, package: Package) -> None:
    assert set(package.types) <= set(package.parts)
    with zipfile.ZipFile(BytesIO(data)) as archive:
        names = archive.namelist()
    assert len(names) == len(set(names))
    for name in package.parts:
        assert name in package.types or name.rpartition(".")[2] in package.defaults


def _check_sections(presentation: etree._Element, slides: int) -> None:
    ids = _values(presentation, "p:sldIdLst/p:sldId/@id")
    assert len(ids) == len(set(ids)) == slides
    assert _values(presentation, "//p14:sldId/@id") == ids


def _check_slide(slide: etree._Element) -> None:
    """Ids are unique, connectors end at shapes of the slide, timing targets stand on the slide itself."""
    ids = _values(slide, "//p:cNvPr/@id")
    assert len(ids) == len(set(ids))
    assert set(_values(slide, "//a:stCxn/@id | //a:endCxn/@id")) <= set(ids)
    on_slide = _values(slide, "p:cSld/p:spTree/*/*[1]/p:cNvPr/@id")
    assert set(_values(slide, "//p:spTgt/@spid | //p:bldLst/*/@spid")) <= set(on_slide)
    nodes = _values(slide, "//p:cTn/@id")
    assert len(nodes) == len(set(nodes))
    assert len(_values(slide, "p:timing")) <= 1
    for body in _values(slide, "//p:txBody | //a:txBody"):
        assert _values(body, "a:p")
    for target in _values(slide, "//p:spTgt[p:txEl]"):
        [shape] = _values(slide, f"//p:sp[p:nvSpPr/p:cNvPr/@id='{target.get('spid')}']")
        assert int(_values(target, "p:txEl/p:pRg/@st")[0]) < len(_values(shape, "p:txBody/a:p"))
