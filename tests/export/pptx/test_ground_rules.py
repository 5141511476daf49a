"""Drawn so that people can go on working: slides follow their master, clicks bring whole shapes, words are in places.

And what people do then, by script: change the master, duplicate, delete and move slides, take a figure elsewhere.
"""

from __future__ import annotations

import copy
import re
from collections.abc import Callable, Iterable, Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import pptx
import pytest
from deckbrief.inspect.lint import lint_package
from deckbrief.ooxml.package import Package
from lxml import etree

from tests.export.pptx.test_editing import A, P, Written, opened, written
from tests.support.ground_rules import TITLES, holder_of, measured, shapes_on

R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
SHOWN = [("english", "hands-on"), ("english", "half-hour"), ("chinese", "half-hour")]


def titles_of(slides: Iterable[Any]) -> list[Any]:
    return [shape for slide in slides for shape in shapes_on(slide) if holder_of(shape) in TITLES]


def sizes_in(shape: Any) -> set[str]:
    """A placeholder of a slide -> the sizes that its runs say for themselves."""
    return {run.get("sz") for run in shape.iter(f"{A}rPr") if run.get("sz")}


@pytest.mark.parametrize(
    ("pack", "session"),
    [
        *(("chinese", session) for session in ("half-hour", "qingyan", "baishui")),
        *(("english", session) for session in ("half-hour", "hands-on", "alder-bridge", "marrow-quay")),
    ],
)
def test_titles_take_their_size_from_their_layout(pack: str, session: str) -> None:
    titles = titles_of(written(pack, session).slides())
    assert len(titles) >= 7
    assert sum(bool(sizes_in(title)) for title in titles) <= len(titles) * 0.1


@pytest.mark.parametrize(("pack", "session"), SHOWN)
def test_decks_keep_the_rules_that_let_people_go_on_working_in_them(pack: str, session: str) -> None:
    made = written(pack, session)
    found = measured(made.data)
    assert found["titled"] == len(made.deck.frames)
    assert found["targets"] > 5
    assert found["inside"] == 0
    assert found["placed"] >= 0.6 * found["words"] > 0
    assert found["margins"] == found["exact"] == found["bare"] == 0
    assert found["strip"] <= 4 * len(made.deck.frames)


def test_what_breaks_a_rule_is_counted() -> None:
    """A right margin, a pitch in points, an invisible link, a click target inside of a group."""
    made = written("english", "hands-on")
    package = made.package
    name = next(
        name
        for name, part in package.parts.items()
        if name.startswith("ppt/slides/slide") and b"<p:grpSp>" in part and b"spTgt" in part
    )
    slide = made.part(name)
    title = next(shape for shape in shapes_on(slide) if holder_of(shape) in TITLES)
    paragraph = title.find(f".//{A}p")
    for old in paragraph.findall(f"{A}pPr"):
        paragraph.remove(old)
    properties = paragraph.makeelement(f"{A}pPr", {"marR": "100"})
    properties.append(properties.makeelement(f"{A}lnSpc", {}))
    properties[0].append(properties.makeelement(f"{A}spcPts", {"val": "2000"}))
    paragraph.insert(0, properties)
    inner = next(slide.iter(f"{P}grpSp")).find(f"{P}sp/{P}nvSpPr/{P}cNvPr").get("id")
    next(slide.iter(f"{P}spTgt")).set("spid", inner)
    package.parts[name] = etree.tostring(slide)
    before, after = measured(made.data), measured(package.to_bytes())
    assert after["margins"] - before["margins"] == 1
    assert after["exact"] - before["exact"] == 1
    assert after["inside"] - before["inside"] == 1


# What people do with it ---------------------------------------------------------------------------------------------


def spans(pages: Path) -> list[list[dict[str, Any]]]:
    """Pages -> the runs of text on each, with size, face, colour and place."""
    import pymupdf

    with pymupdf.open(pages) as document:
        return [
            [
                span
                for block in page.get_text("dict")["blocks"]
                for line in block.get("lines", ())
                for span in line["spans"]
            ]
            for page in document
        ]


def with_part(made: Written, name: str, change: Callable[[str], str]) -> bytes:
    """A deck, the name of a part, what to do to its text -> the deck with the part changed."""
    package = made.package
    before = package.parts[name].decode()
    assert change(before) != before
    package.parts[name] = change(before).encode()
    return package.to_bytes()


def title_spans(pages: Path, made: Written) -> list[dict[str, Any]]:
    """Pages of a deck -> the first run of each title whose layout takes the master's look."""
    found = []
    for frame, page in zip(made.deck.frames, spans(pages), strict=True):
        if frame.layout in ("figure", "text", "cards", "chart", "band"):
            first = frame.title.lstrip("“《").split()[0][:3]
            found += [
                next(span for span in page if span["text"].lstrip("“《 ").startswith(first) and span["size"] > 20)
            ]
    return found


MASTER = "ppt/slideMasters/slideMaster1.xml"


def restyled(text: str) -> str:
    """The master, its titles 28 points and in the second accent."""
    start, end = text.index("<p:titleStyle>"), text.index("</p:titleStyle>")
    style = text[start:end].replace('sz="3400"', 'sz="2800"').replace('val="tx1"', 'val="accent2"')
    return text[:start] + style + text[end:]


@pytest.mark.office
def test_titles_follow_what_is_changed_in_the_master_and_in_the_theme(tmp_path: Path) -> None:
    made = written("chinese", "half-hour")
    before = title_spans(opened(made.data, tmp_path / "before"), made)
    assert len(before) >= 3
    after = title_spans(opened(with_part(made, MASTER, restyled), tmp_path / "master"), made)
    follow = [round(new["size"]) for old, new in zip(before, after, strict=True) if round(old["size"]) == 34]
    assert follow == [28] * len(follow)
    assert len(follow) >= len(before) * 0.75
    assert {span["color"] for span in after}.isdisjoint(span["color"] for span in before)
    faces = re.compile(r'(<a:majorFont><a:latin typeface=")[^"]*(".*?<a:ea typeface=")[^"]*', re.DOTALL)
    face = with_part(
        made, "ppt/theme/theme1.xml", lambda text: faces.sub(r"\1Noto Serif CJK SC\2Noto Serif CJK SC", text)
    )
    drawn = title_spans(opened(face, tmp_path / "theme"), made)
    assert {span["font"] for span in drawn}.isdisjoint(span["font"] for span in before)


def saved(deck: Any) -> bytes:
    stream = BytesIO()
    deck.save(stream)
    return stream.getvalue()


def duplicated(deck: Any, number: int) -> None:
    """Do to a deck what “duplicate slide” does: a slide with the same shapes, links and pictures, at the end."""
    slide = deck.slides[number]
    twin = deck.slides.add_slide(slide.slide_layout)
    for shape in list(twin.shapes):
        shape._element.getparent().remove(shape._element)
    ids = {}
    for key, entry in slide.part.rels.items():
        if "notesSlide" not in entry.reltype and "slideLayout" not in entry.reltype:
            ids[key] = twin.part.rels.get_or_add(entry.reltype, entry._target)
    for element in slide.shapes._spTree[2:]:
        twin.shapes._spTree.append(copy.deepcopy(element))
    for element in twin.shapes._spTree.iter():
        for name, value in element.attrib.items():
            if name.startswith(R) and value in ids:
                element.set(name, ids[value])


def recolored(text: str) -> str:
    """The theme, its first accent another colour."""
    return re.sub(r"(<a:accent1>).*?(</a:accent1>)", r'\1<a:srgbClr val="00A0FF"/>\2', text, flags=re.DOTALL)


@pytest.mark.office
def test_a_colour_changed_in_the_theme_changes_what_is_drawn_in_it(tmp_path: Path) -> None:
    import pymupdf

    made = written("english", "hands-on")
    pages = opened(with_part(made, "ppt/theme/theme1.xml", recolored), tmp_path / "theme")
    with pymupdf.open(pages) as document:
        shown = [any(_is_near(drawing.get("fill")) for drawing in page.get_drawings()) for page in document]
    said = [
        b'"accent1"/>' in made.package.parts[f"ppt/slides/slide{number}.xml"] for number in range(1, len(shown) + 1)
    ]
    filled = [number for number, says in enumerate(said) if says]
    assert len(filled) > 3
    assert sum(shown[number] for number in filled) >= 0.9 * len(filled)


def _is_near(fill: Any) -> bool:
    return fill is not None and max(abs(a - b) for a, b in zip(fill, (0, 160 / 255, 1), strict=True)) < 0.02


def test_slides_that_are_deleted_leave_a_whole_deck() -> None:
    deck = pptx.Presentation(BytesIO(written("english", "hands-on").data))
    entries = deck.slides._sldIdLst
    for entry in list(entries)[1::2]:
        deck.part.drop_rel(entry.rId)
        entries.remove(entry)
    faults = [problem for problem in lint_package(saved(deck)) if problem.severity == "error"]
    assert {problem.code for problem in faults} <= {"deck.sections", "deck.relationship"}
    assert len(pptx.Presentation(BytesIO(saved(deck))).slides) == len(entries)


@pytest.mark.office
def test_slides_can_be_duplicated_deleted_and_moved(tmp_path: Path) -> None:
    made = written("english", "hands-on")
    deck = pptx.Presentation(BytesIO(made.data))
    count = len(deck.slides)
    for number in range(count):
        duplicated(deck, number)
    entries = deck.slides._sldIdLst
    entries.insert(0, entries[count + 1])
    faults = [problem for problem in lint_package(saved(deck)) if problem.severity == "error"]
    assert [problem for problem in faults if problem.code != "deck.sections"] == []
    pages = spans(opened(saved(deck), tmp_path / "office"))
    assert len(pages) == 2 * count
    words = [re.sub(r"[\s\d]", "", "".join(span["text"] for span in page)) for page in pages]
    assert words[0] == words[2]
    assert words[3:count] == words[count + 2 : 2 * count - 1]


def test_a_figure_taken_elsewhere_has_the_colours_of_where_it_comes_to() -> None:
    made = written("english", "hands-on")
    taken = 0
    for slide in made.slides():
        for figure in (shape for shape in shapes_on(slide) if shape.tag == f"{P}grpSp"):
            there = pptx.Presentation()
            page = there.slides.add_slide(there.slide_layouts[6])
            pasted = copy.deepcopy(figure)
            for link in list(pasted.iter(f"{A}hlinkClick")):  # it led to a slide that is not here
                link.getparent().remove(link)
            page.shapes._spTree.append(pasted)
            assert [problem for problem in lint_package(saved(there)) if problem.severity == "error"] == []
            assert not list(figure.iter(f"{A}srgbClr"))
            taken += 1
    assert taken > 10


@pytest.mark.office
def test_a_group_made_smaller_is_smaller_with_all_that_is_in_it(tmp_path: Path) -> None:
    made = written("english", "half-hour")
    deck = pptx.Presentation(BytesIO(made.data))
    wide = [
        (number, shape)
        for number, slide in enumerate(deck.slides)
        for shape in slide.shapes
        if shape.shape_type == 6 and shape.width > deck.slide_width // 2
    ]
    number, group = max(wide, key=lambda found: sum(len(text) > 8 for text in _texts(found[1])))
    told = {text for text in _texts(group) if len(text) > 8}  # short ones may stand elsewhere on the slide too
    group.width, group.height = group.width // 2, group.height // 2
    right = (group.left + group.width) / 12_700
    page = spans(opened(saved(deck), tmp_path / "office"))[number]
    within = [span for span in page if any(len(span["text"]) > 4 and span["text"].strip() in text for text in told)]
    assert len(within) >= 3
    # Type keeps its size, so that lines go on below their boxes; but each begins in its box.
    begun = [span for span in within if span["origin"][0] <= right + 12]
    assert len(begun) >= len(within) * 0.8


def _texts(shape: Any) -> Iterator[str]:
    for text in shape._element.iter(f"{A}p"):
        yield "".join(run.text or "" for run in text.iter(f"{A}t"))


def test_the_parts_are_those_of_a_deck(tmp_path: Path) -> None:
    made = written("english", "hands-on")
    again = pptx.Presentation(BytesIO(made.data))
    kept = Package.from_bytes(saved(again))
    marks = [part for name, part in kept.parts.items() if name.startswith("ppt/notesSlides/")]
    assert len(marks) == len(made.deck.frames)
    assert all(b'name="deckbrief: ' in part for part in marks)
