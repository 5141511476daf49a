"""Relationships: from which part to which, as the parts that hold them are named and written (ECMA-376 part 2, 6.5)."""

from __future__ import annotations

from collections.abc import Iterable
from posixpath import dirname, join, normpath
from typing import Final, NamedTuple
from urllib.parse import quote, unquote

from deckbrief.ooxml import escape
from deckbrief.ooxml.names import NS, OFFICE

HEAD: Final = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
"""What every part begins with."""


class Relationship(NamedTuple):
    """One entry of a .rels part; `target` is relative to the source part, or a URL where `external`."""

    id: str
    type: str
    target: str
    external: bool = False
    part: str = ""
    """The name of the part that it leads to, or where one should be, as far as that was looked up."""

    @property
    def kind(self) -> str:
        """The last word of its type: `slideLayout`, `image`."""
        return self.type.rpartition("/")[2]


def office(number: int, kind: str, target: str) -> Relationship:
    """Return the relationship `rId<number>` of one of the kinds that documents have."""
    return Relationship(f"rId{number}", f"{OFFICE}/{kind}", target)


def hyperlink(number: int, url: str) -> Relationship:
    """Return the relationship `rId<number>` to a URL; what a URI cannot hold is percent-encoded (RFC 3986)."""
    uri = quote(url, safe="%:/?#[]@!$&'()*+,;=~", errors="replace")
    return Relationship(f"rId{number}", f"{OFFICE}/hyperlink", uri, external=True)


def resolved(source: str, target: str) -> str:
    """A part's name and a relationship's target -> the name of the part that it leads to (RFC 3986, 5.2)."""
    return normpath(join("/", dirname(source), unquote(target))).lstrip("/")


def relationships_part(source: str) -> str:
    """Name of a part (the package itself: ``) -> the name of the part that holds its relationships."""
    folder, _, file = source.rpartition("/")
    return f"{folder}/_rels/{file}.rels" if folder else f"_rels/{file}.rels"


def is_relationships_part(name: str) -> bool:
    """Tell by its name whether a part holds relationships."""
    return name.endswith(".rels") and dirname(name).rpartition("/")[2] == "_rels"


def source_of(name: str) -> str:
    """Name of a relationship part -> name of the part that it belongs to."""
    return join(dirname(dirname(name)), name.rpartition("/")[2].removesuffix(".rels"))


def relationships_xml(related: Iterable[Relationship]) -> bytes:
    """Relationships -> the part that holds them."""
    outside = ' TargetMode="External"'
    entries = "".join(
        f'<Relationship Id="{entry.id}" Type="{entry.type}" Target="{escape.attribute(entry.target)}"'
        f"{outside if entry.external else ''}/>"
        for entry in related
    )
    return f'{HEAD}<Relationships xmlns="{NS["pr"]}">{entries}</Relationships>'.encode()
