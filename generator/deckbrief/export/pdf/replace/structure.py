"""What goes on over pages is one element of the document's structure, not one on each page (ISO 32000-1, 14.7.4.2).

WeasyPrint tags the boxes of each page by themselves: a table of three pages is three tables, each with a head of its
own. Here, boxes of one HTML element that follow each other become one element with content on several pages, and heads
and feet of tables that are repeated become artifacts (ISO 14289-1, 7.1 and 7.5).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any, Final

from deckbrief.export.pdf.languages import ELEMENT
from deckbrief.export.pdf.replace.guard import Patch, Replacement

_REPEATED: Final = ("/THead", "/TFoot")
_OF_TABLES: Final = (*_REPEATED, "/TBody", "/TR", "/TH", "/TD")
"""Elements that are continued though others stand between: a row's other cells, a table's foot."""
_LINK: Final = "/Link"

_Key = tuple[Any, str, str]
"""An HTML element, its name with that of its pseudo-element, its tag."""


def _patches() -> Sequence[Patch]:
    from weasyprint import pdf
    from weasyprint.pdf import tags

    return [(pdf, "add_tags", _with_joins(tags.add_tags))]


STRUCTURE: Final = Replacement(
    "structure",
    "tables, lists and paragraphs that go on over pages are tagged anew on each",
    {"weasyprint.pdf.tags:add_tags": "f0e74575b0ba", "weasyprint.pdf.tags:_build_box_tree": "f716251a83e7"},
    _patches,
)


def _with_joins(original: Callable[..., None]) -> Callable[..., None]:
    """Return the function that adds the structure to a PDF, which joins what goes on over pages."""
    from unittest.mock import patch

    from weasyprint.pdf import tags

    def add_tags(pdf: Any, document: Any, version: Any, streams: Sequence[Any]) -> None:
        keys: dict[bytes, _Key] = {}
        with patch.object(tags, "_build_box_tree", _noted(tags._build_box_tree, keys)):
            original(pdf, document, version, streams)
        _Joined(pdf, keys, streams).join()

    return add_tags


def _noted(build: Callable[..., Iterator[Any]], keys: dict[bytes, _Key]) -> Callable[..., Iterator[Any]]:
    """Return the function that yields the structure elements of a box, which notes what each of them is of."""

    def build_box_tree(box: Any, *given: Any) -> Iterator[Any]:
        own = getattr(box, "_box", box)  # what stands for a box that is placed by itself holds it
        for element in build(box, *given):
            if own.element is not None:
                _tell_language(own.element, element)
                keys.setdefault(element.reference, (own.element, own.element_tag, element["S"]))
            yield element

    return build_box_tree


def _tell_language(source: Any, element: Any) -> None:
    """Let the structure element of words in another language say which (ISO 32000-1, 14.9.2.2)."""
    import pydyf  # type: ignore[import-untyped]

    if source.tag == ELEMENT and source.get("lang"):
        element["S"] = "/Span"
        element["Lang"] = pydyf.String(source.get("lang"))


class _Joined:
    """The structure of a PDF whose pages have been tagged one by one."""

    def __init__(self, pdf: Any, keys: dict[bytes, _Key], streams: Sequence[Any]) -> None:
        kinds = ("/StructElem", "/OBJR")
        self._pdf, self._keys, self._streams = pdf, keys, streams
        self._dictionaries: dict[bytes, Any] = {thing.reference: thing for thing in _dictionaries(pdf)}
        self._elements = {key: thing for key, thing in self._dictionaries.items() if thing.get("Type") in kinds}
        self._aliases: dict[bytes, bytes] = {}
        self._pages = {reference: number for number, reference in enumerate(pdf.page_references)}

    def join(self) -> None:
        root = self._dictionaries[self._pdf.catalog["StructTreeRoot"]]
        self._join_kids(self._elements[root["K"][0]])
        if not self._aliases:
            return
        parents = self._dictionaries[root["ParentTree"]]["Nums"]
        for place, value in enumerate(parents):
            if isinstance(value, list):
                value[:] = map(self._alive, value)
            elif isinstance(value, bytes):
                parents[place] = self._alive(value)
        self._rename_headers()

    def _alive(self, reference: bytes) -> bytes:
        while reference in self._aliases:
            reference = self._aliases[reference]
        return reference

    def _join_kids(self, parent: Any) -> None:
        """Join those kids of an element that go on with one before them, and then theirs."""
        kept: list[Any] = []
        grown: dict[bytes, None] = {}
        for kid in parent["K"]:
            before = self._before(kid, kept)
            if before is None or not self._absorb(self._elements[before], self._elements[kid]):
                kept.append(kid)
            else:
                grown[before] = None
        parent["K"][:] = kept
        for reference in grown:
            self._join_kids(self._elements[reference])

    def _before(self, kid: Any, kept: Sequence[Any]) -> bytes | None:
        """Return the element that a kid goes on with: the one before it, of another page, or in tables any."""
        key = self._keys.get(kid) if isinstance(kid, bytes) else None
        if key is None or key[2] == _LINK:
            return None
        for other in reversed(kept if key[2] in _OF_TABLES else kept[-1:]):
            if isinstance(other, bytes) and self._keys.get(other) == key:
                apart = self._elements[other].get("Pg") != self._elements[kid].get("Pg")
                return other if apart else None
        return None

    def _absorb(self, first: Any, second: Any) -> bool:
        """Put what an element holds into the one that it goes on with; a head or foot is that of the table already."""
        if second["S"] in _REPEATED:
            return self._make_artifact(second)
        for kid in second["K"]:
            if isinstance(kid, int):
                first["K"].append(_marked_content(second["Pg"], kid))
            else:
                first["K"].append(kid)
                if isinstance(kid, bytes) and "P" in self._elements[kid]:
                    self._elements[kid]["P"] = first.reference
        self._drop(second, first.reference)
        return True

    def _drop(self, element: Any, alias: bytes) -> None:
        self._aliases[element.reference] = alias
        self._pdf.objects[element.number] = _null(element.number)

    def _make_artifact(self, element: Any) -> bool:
        """Take an element and all that it holds from the structure; False, and no change, where a link is in it."""
        members = list(self._members(element))
        if any(member["Type"] == "/OBJR" for member in members):
            return False
        for member in members:
            for kid in member["K"]:
                if isinstance(kid, int):
                    _unmark(self._streams[self._pages[member["Pg"]]].stream, kid)
            self._drop(member, b"null")
        return True

    def _members(self, element: Any) -> Iterator[Any]:
        yield element
        for kid in element.get("K", ()):
            if isinstance(kid, bytes):
                yield from self._members(self._elements[kid])

    def _rename_headers(self) -> None:
        """Let cells name the heads that are left, where the ones that they name were repeated ones."""
        left: dict[int, Any] = {}
        names: dict[str, Any] = {}
        for reference, key in self._keys.items():
            element = self._elements.get(reference)
            if element is not None and "ID" in element:
                names[element["ID"].string] = left.setdefault(id(key[0]), element["ID"])
        for element in self._elements.values():
            headers = element.get("A", {}).get("Headers", ()) if element["Type"] == "/StructElem" else ()
            if headers:
                headers[:] = [names.get(name.string, name) for name in headers]


def _dictionaries(pdf: Any) -> Iterator[Any]:
    return (thing for thing in pdf.objects if isinstance(thing, dict))


def _marked_content(page: bytes, number: int) -> Any:
    """Return a reference to marked content of another page than the element's own (ISO 32000-1, 14.7.4.2)."""
    import pydyf

    return pydyf.Dictionary({"Type": "/MCR", "Pg": page, "MCID": number})


def _unmark(stream: list[Any], number: int) -> None:
    """Make the marked content of that number in a page's stream an artifact."""
    for place, item in enumerate(stream):
        if isinstance(item, dict) and item.get("MCID") == number:
            stream[place - 1 : place + 2] = ["/Artifact", b"BMC"]
            return


def _null(number: int) -> Any:
    """Return an object that is nothing, in the place of one that nothing refers to any longer."""
    import pydyf

    class Null(pydyf.Object):  # type: ignore[misc]
        data = b"null"

    null = Null()
    null.number = number
    return null
