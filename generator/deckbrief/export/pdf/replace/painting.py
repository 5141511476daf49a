"""Parts of a document, laid out and painted apart: pages without their margins, then the margins of all pages.

A part does not know how many pages come before it. Its pages are painted without what stands in their margins, each
with a call of the drawing that will hold it; when all parts are counted, the margins are laid out on pages that are
empty but for the strings that the parts set for them. Objects refer to each other by marks (`pdffile`).
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from html import escape
from typing import Any, Final
from unittest.mock import patch

from deckbrief.base.record import record
from deckbrief.export.pdf.objects import Painted, mark, painted
from deckbrief.export.pdf.replace.drawing import forget_texts
from deckbrief.export.pdf.replace.guard import Replacement
from deckbrief.export.pdf.resources import Resources

_SCALE: Final = 0.75
"""Points in a CSS pixel."""
_APART: Final = 1 << 16
"""Keys of the parent tree that each part may use."""
PARTS: Final = Replacement(
    "parts",
    "documents are made by one process each, and take longer",
    {
        "pydyf:Object.reference": "f6610908554d",
        "pydyf:PDF.page_references": "060bf90aad55",
        "pydyf:PDF.add_object": "d2291d0d3ab5",
        "weasyprint.anchors:make_page_bookmark_tree": "269c0c4e1b2d",
        "weasyprint.css:find_stylesheets": "ac92dbb80c3f",
        "weasyprint.layout.page:make_margin_boxes": "4a2d2e301eb3",
        "weasyprint.layout.page:make_page": "656f183328e8",
        "weasyprint.pdf:generate_pdf": "626343ef25c3",
        "weasyprint.pdf.anchors:add_outlines": "9f5d6afde789",
        "weasyprint.pdf.anchors:resolve_links": "f95937bb4e4f",
        "weasyprint.pdf.fonts:build_fonts_dictionary": "fc551bef35d0",
        "weasyprint.pdf.tags:add_tags": "f0e74575b0ba",
    },
    lambda: (),
)
"""What parts need is replaced while they are laid out and painted, not before."""


@record
class FontUse:
    """What pages need of a font: its family, weight and style to find it by, glyphs with their widths and texts."""

    family: str
    weight: int
    style: int
    widths: Mapping[int, int]
    texts: Mapping[int, str]


@record
class Head:
    """What a page's margins show of it: its name in style sheets, the strings that are set on it, in their order."""

    page: str
    strings: tuple[tuple[str, str], ...]


@record
class Bookmark:
    """An entry of the outline: page of its part from 0, place on it."""

    page: int
    level: int
    label: str
    x: float
    y: float
    state: str


@record
class PaintedPart:
    """Pages in order, and all that belongs to them. Members of `objects` that the file has only once are None."""

    objects: tuple[Painted | None, ...]
    pages: tuple[int, ...]
    kids: tuple[bytes, ...]
    parents: tuple[tuple[int, bytes], ...]
    names: tuple[tuple[str, bytes], ...]
    bookmarks: tuple[Bookmark, ...]
    fonts: Mapping[str, FontUse]
    heads: tuple[Head, ...]
    anchors: Mapping[str, int]

    @property
    def count(self) -> int:
        return len(self.pages)


_known_fonts: tuple[str, Any] = "", None
"""The file that tells fontconfig of fonts, and the fonts as fontconfig and Pango know them.

Finding out takes longer than a page, and they are the same.
"""


_of_parents: list[Any] = []
"""Fonts of the processes that this one was forked from. They stay: to be let go, they would need their threads."""


def _forget_fonts() -> None:
    """Let a forked process find fonts out anew: Pango asks fontconfig in a thread, which is not forked with it.

    Without that thread the first font that is not known yet is waited for without end (seen with Pango 1.56).
    """
    global _known_fonts  # noqa: PLW0603 - one for all documents of a process
    _of_parents.append(_known_fonts)
    _known_fonts = "", None


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_forget_fonts)


def _shared_fonts() -> Any:
    """Return WeasyPrint's configuration of fonts, a new one where a style sheet has brought some of its own before."""
    global _known_fonts  # noqa: PLW0603 - one for all documents of a process
    from weasyprint.text.fonts import FontConfiguration

    file = os.environ.get("FONTCONFIG_FILE", "")
    if _known_fonts[1] is None or _known_fonts[0] != file or _known_fonts[1]._folder is not None:
        _known_fonts = file, FontConfiguration()
    return _known_fonts[1]


class Press:
    """What the parts of a document share in a process: style sheets, read once, and fonts."""

    def __init__(self, base_url: str, resources: Resources) -> None:
        from weasyprint.css.counters import CounterStyle

        self.fonts: dict[Any, Any] = {}
        self._base_url, self._resources = base_url, resources
        self._font_config, self._counter_style = _shared_fonts(), CounterStyle()
        self._sheets: list[Any] = []

    def render(self, html: str, over: str = "") -> Any:
        """HTML, a style sheet whose important rules go before all others -> WeasyPrint's document, laid out.

        The style sheets that the HTML names are read once: all that a press renders has to name the same ones.
        """
        import weasyprint
        from weasyprint import css

        forget_texts(self._font_config)
        find = css.find_stylesheets

        def find_once(*given: Any) -> Iterator[Any]:
            if not self._sheets:
                self._sheets = list(find(*given))
            return iter(self._sheets)

        page = weasyprint.HTML(string=html, base_url=self._base_url, url_fetcher=self._resources)
        with patch.object(css, "find_stylesheets", find_once):
            sheets = [weasyprint.CSS(string=over)] if over else []
            document = page.render(font_config=self._font_config, counter_style=self._counter_style, stylesheets=sheets)
        document.fonts = self.fonts
        for font in self.fonts.values():
            font.to_unicode, font.widths = {}, {}
        return document

    def uses(self) -> dict[str, FontUse]:
        """Return what has been painted with each font since the last document was laid out."""
        return {
            font.hash: FontUse(font.family, font.weight, font.style, font.widths, font.to_unicode)
            for font in self.fonts.values()
            if font.to_unicode
        }


def lay_out_part(press: Press, html: str, *, first: bool) -> tuple[Any, tuple[Head, ...]]:
    """HTML of a part -> its document without margins, and what the margins show of each page."""
    from weasyprint import layout
    from weasyprint.layout import page as pages

    heads: list[Head] = []

    def no_margin_boxes(context: Any, page: Any, state: Any) -> tuple[()]:
        set_here = (
            (name, str(text)) for name, by_page in context.string_set.items() for text in by_page[context.current_page]
        )
        heads.append(Head(page.page_type.name or "", tuple(set_here)))
        return ()

    kind = pages.PageType

    def page_type(side: Any, blank: Any, name: Any, index: int, groups: Any) -> Any:
        return kind(side, blank, name, index if first else index + 1, groups)

    with patch.object(layout, "make_margin_boxes", no_margin_boxes), patch.object(pages, "PageType", page_type):
        document = press.render(html)
    return document, tuple(heads)


def anchors(document: Any) -> dict[str, int]:
    """Document -> the page, from 0, of each id."""
    found: dict[str, int] = {}
    for number, page in enumerate(document.pages):
        for name in page.anchors:
            found.setdefault(name, number)
    return found


def paint_part(
    press: Press, document: Any, heads: tuple[Head, ...], number: int, targets: frozenset[str], describe: Any
) -> PaintedPart:
    """Document of the part of that number, what the whole document's links lead to -> its pages, painted.

    `describe` is called with document and PDF before their data is taken.
    """
    places = anchors(document)
    bookmarks = tuple(_bookmarks(document))
    with marked_references(targets):
        pdf = painted_whole(document, pdf_tags=True)
        describe(document, pdf)
        kids, parents, once = _structure(pdf, number)
        pages = tuple(pdf.pages["Kids"][::3])
        for index, page in enumerate(pages):
            _call_margins(pdf, pdf.objects[page], index)
        names = pdf.catalog.get("Names", {}).get("Dests", {}).get("Names", [])
        destinations = tuple(
            (str(name.string), place.data) for name, place in zip(names[::2], names[1::2], strict=True)
        )
        objects = tuple(taken(pdf, once))
    return PaintedPart(
        objects=objects, pages=pages, kids=kids, parents=parents, names=destinations, bookmarks=bookmarks,
        fonts=press.uses(), heads=heads, anchors=places,
    )  # fmt: skip


def _bookmarks(document: Any) -> Iterator[Bookmark]:
    """Yield the document's bookmarks, and take them from its pages: the outline is made of all parts together."""
    for number, page in enumerate(document.pages):
        for level, label, (x, y), state in page.bookmarks:
            yield Bookmark(number, level, label, x * _SCALE, (page.height - y) * _SCALE, state)
        page.bookmarks = []


@contextmanager
def marked_references(targets: frozenset[str]) -> Iterator[None]:
    """Enter a stretch in which PDFs refer to objects by marks, keep links to other parts, and write no fonts."""
    import pydyf  # type: ignore[import-untyped]
    from weasyprint import pdf as writing

    class Fonts(pydyf.Dictionary):  # type: ignore[misc]
        """Stands for the fonts of the whole document."""

        @property
        def reference(self) -> bytes:
            return mark("fonts")

    def resolve_links(pages: Sequence[Any]) -> Iterator[tuple[list[Any], list[Any]]]:
        seen: set[str] = set()
        for page in pages:
            new = [name for name in page.anchors if name in targets and name not in seen]
            seen |= set(new)
            yield list(page.links), [(name, *page.anchors[name][:2]) for name in new]

    with ExitStack() as stack:
        for owner, name, replacement in (
            (pydyf.Object, "reference", property(lambda thing: mark(thing.number))),
            (pydyf.PDF, "page_references", property(_marked_pages)),
            (writing, "resolve_links", resolve_links),
            (writing, "build_fonts_dictionary", lambda *given: Fonts()),
        ):
            stack.enter_context(patch.object(owner, name, replacement))
        yield


class _Pages:
    """References to the pages of a part by their place in it."""

    def __init__(self, kids: list[Any]) -> None:
        self._kids = kids

    def __getitem__(self, place: int) -> bytes:
        return mark(self._kids[3 * place])


def _marked_pages(pdf: Any) -> _Pages:
    return _Pages(pdf.pages["Kids"])


def object_number(reference: bytes) -> int:
    return int(reference.strip(b"\x00"))


def _structure(pdf: Any, part: int) -> tuple[tuple[bytes, ...], tuple[tuple[int, bytes], ...], set[int]]:
    """A part's PDF -> its structure elements at the top, its parent tree, objects that the whole file has once.

    Keys of the parent tree and names of table headers are made the part's own.
    """
    root = pdf.objects[object_number(pdf.catalog["StructTreeRoot"])]
    document = pdf.objects[object_number(root["K"][0])]
    tree = pdf.objects[object_number(root["ParentTree"])]
    own = part * _APART
    keys = tree["Nums"]
    parents = tuple(
        (own + key, value if isinstance(value, bytes) else value.data)
        for key, value in zip(keys[::2], keys[1::2], strict=True)
    )
    for thing in pdf.objects:
        if not isinstance(thing, dict):
            continue
        for key in ("StructParents", "StructParent"):
            if key in thing:
                thing[key] += own
        if "ID" in thing:
            thing["ID"].string = f"{part}-{thing['ID'].string}"
        if thing.get("Subtype") == "/Link":
            thing["F"] = 4  # printed, as PDF/A wants
        if thing.get("P") == document.reference:
            thing["P"] = mark("document")
    once = {0, 1, 2, root.number, document.number, tree.number}
    return tuple(document["K"]), parents, once


def _call_margins(pdf: Any, page: Any, place: int) -> None:
    """Let a page draw its margins after all else; it gets resources of its own, for there they differ."""
    import pydyf

    content, shared = pdf.objects[object_number(page["Contents"])], pdf.objects[object_number(page["Resources"])]
    called = {item[1:-3].decode() for item in content.stream if isinstance(item, bytes) and item.endswith(b" Do")}
    drawings = {name: value for name, value in shared["XObject"].items() if name in called}
    for name in ("ExtGState", "Pattern", "Shading"):
        if shared[name].number is None:
            pdf.add_object(shared[name])
    page["Parent"] = mark("pages")
    page["Resources"] = pydyf.Dictionary({
        **{name: shared[name].reference for name in ("ExtGState", "Pattern", "Shading")},
        "ColorSpace": shared["ColorSpace"], "Font": shared["Font"],
        "XObject": pydyf.Dictionary({**drawings, "Margins": mark(f"margins{place}")}),
    })  # fmt: skip
    content.stream.insert(0, b"q")
    content.stream += [b"Q", b"/Artifact <</Type /Pagination>> BDC", b"/Margins Do", b"EMC"]


def taken(pdf: Any, once: set[int]) -> Iterator[Painted | None]:
    """Yield the data of a PDF's objects, None for those that the whole file has once."""
    for thing in pdf.objects:
        yield None if thing.number in once else painted(thing)


def fonts_like(press: Press, uses: Mapping[str, FontUse], page_of: Callable[[str], str]) -> dict[Any, Any]:
    """What pages painted elsewhere need of fonts -> WeasyPrint's fonts, which hold it, by their keys.

    Raises LookupError where a font is not the one that it was there.
    """
    found = {font.hash: font for font in press.fonts.values()}
    if missing := [use for name, use in uses.items() if name not in found]:
        document = press.render(page_of("".join(_sample(use) for use in missing)))
        with marked_references(frozenset()):
            painted_whole(document)
        found = {font.hash: font for font in press.fonts.values()}
    for name, use in uses.items():
        found[name].widths, found[name].to_unicode = dict(use.widths), dict(use.texts)
    return {name: found[name] for name in uses}


def _sample(use: FontUse) -> str:
    """Return a paragraph that is set in a font."""
    text = "".join([text for text in use.texts.values() if text.strip()][:3])
    style = ("normal", "oblique", "italic")[use.style]
    family = use.family.replace('"', "")
    return f"<p style='font: {style} {use.weight} 10px \"{escape(family)}\"'>{escape(text)}</p>"


def painted_whole(document: Any, **options: Any) -> Any:
    """Document -> its PDF, without the file's own objects."""
    import weasyprint
    from weasyprint import pdf as writing

    return writing.generate_pdf(document, None, 1, **{**weasyprint.DEFAULT_OPTIONS, **options})
