"""Painted parts and their margins -> one file: pages, outline, destinations, structure and fonts of the whole."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import accumulate
from typing import Any

from deckbrief.base.record import record
from deckbrief.export.pdf.objects import Imported, Painted, file_bytes, resolved
from deckbrief.export.pdf.replace.margins import PaintedMargins
from deckbrief.export.pdf.replace.painting import Bookmark, FontUse, PaintedPart


def joined(
    parts: Sequence[PaintedPart],
    margins: Sequence[PaintedMargins],
    empty: Any,
    version: str,
    label: Callable[[str], str],
) -> bytes:
    """Parts in order, margins of all their pages, a tagged PDF without pages that holds the fonts -> the file.

    `label` gives what an outline's entry reads like.
    """
    drawings = [number for piece in margins for number in _added(empty, piece.objects, {}, piece.drawings)]
    starts = list(accumulate((len(part.pages) for part in parts), initial=0))
    structure = _Structure.of(empty)
    names: dict[str, bytes] = {}
    pages: list[int] = []
    for part, start in zip(parts, starts, strict=False):
        own = {f"margins{place}": drawings[start + place] for place in range(len(part.pages))}
        numbers: dict[bytes, int] = {}
        pages += _added(empty, part.objects, own, part.pages, numbers)
        number_of = numbers.__getitem__
        structure.kids.extend(resolved(kid, number_of) for kid in part.kids)
        for key, value in part.parents:
            structure.parents.extend((key, resolved(value, number_of)))
        for name, place in part.names:
            names.setdefault(name, resolved(place, number_of))
    empty.pages["Count"] = len(pages)
    empty.pages["Kids"].extend(value for number in pages for value in (number, 0, "R"))
    _add_names(empty, names)
    _add_outline(empty, [part.bookmarks for part in parts], starts, label)
    return file_bytes(empty, version)


def merged_fonts(uses: Iterable[Mapping[str, FontUse]]) -> dict[str, FontUse]:
    """What parts need of fonts, in order -> what the whole needs; where parts differ, the first counts."""
    merged: dict[str, FontUse] = {}
    for use in uses:
        for name, font in use.items():
            known = merged.get(name)
            merged[name] = font if known is None else FontUse(
                font.family, font.weight, font.style, {**font.widths, **known.widths}, {**font.texts, **known.texts}
            )  # fmt: skip
    return dict(sorted(merged.items()))


@record
class _Structure:
    """The top of the structure tree: its elements, and its parent tree's keys and values in turn."""

    kids: Any
    parents: Any

    @classmethod
    def of(cls, pdf: Any) -> _Structure:
        root = _found(pdf, pdf.catalog["StructTreeRoot"])
        return cls(_found(pdf, root["K"][0])["K"], _found(pdf, root["ParentTree"])["Nums"])


def _found(pdf: Any, reference: bytes) -> Any:
    return pdf.objects[int(reference.split()[0])]


def _fonts_number(pdf: Any) -> int:
    """Return the number of the fonts' dictionary, which the shared resources name."""
    shared = next(thing for thing in pdf.objects if isinstance(thing, dict) and "Font" in thing and "XObject" in thing)
    return int(shared["Font"].split()[0])


def _added(
    pdf: Any,
    objects: Sequence[Painted | None],
    words: Mapping[str, int],
    wanted: Sequence[int],
    numbers: dict[bytes, int] | None = None,
) -> list[int]:
    """Add painted objects; return the numbers that the `wanted` ones have got. All of them are put into `numbers`."""
    root = _found(pdf, pdf.catalog["StructTreeRoot"])
    known = {
        b"pages": 1,
        b"document": int(root["K"][0].split()[0]),
        b"fonts": _fonts_number(pdf),
        **{word.encode(): number for word, number in words.items()},
    }
    for place, data in enumerate(objects):
        if data is not None:
            thing = Imported(data, known.__getitem__)
            pdf.add_object(thing)
            known[b"%d" % place] = thing.number
    if numbers is not None:
        numbers.update(known)
    return [known[b"%d" % number] for number in wanted]


def _add_names(pdf: Any, names: Mapping[str, bytes]) -> None:
    import pydyf  # type: ignore[import-untyped]

    if names:
        listed = pydyf.Array()
        for name in sorted(names):
            listed.extend((pydyf.String(name), names[name]))
        pdf.catalog["Names"] = pydyf.Dictionary({"Dests": pydyf.Dictionary({"Names": listed})})


def _add_outline(
    pdf: Any, bookmarks: Sequence[Sequence[Bookmark]], starts: Sequence[int], label: Callable[[str], str]
) -> None:
    from weasyprint.anchors import make_page_bookmark_tree
    from weasyprint.matrix import Matrix
    from weasyprint.pdf import add_outlines

    tree: list[Any] = []
    skipped: list[int] = []
    last, level = [tree], 0
    for start, members in zip(starts, bookmarks, strict=False):
        for entry in members:
            page = _Marked([(entry.level, label(entry.label), (entry.x, entry.y), entry.state)])
            level = make_page_bookmark_tree(page, skipped, last, level, start + entry.page, Matrix())
    add_outlines(pdf, tree)


@record
class _Marked:
    """What stands for a page with a bookmark."""

    bookmarks: list[Any]
