"""Parts, content types and relationships -> the bytes of an OPC package (ECMA-376 part 2)."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterable, Mapping
from dataclasses import field
from itertools import count
from typing import TYPE_CHECKING, Final, NamedTuple

from deckbrief.base.record import record
from deckbrief.ooxml.names import CONTENT_TYPES, NS, RELATIONSHIPS_KIND
from deckbrief.ooxml.relationship import HEAD, Relationship, office, relationships_part, relationships_xml

if TYPE_CHECKING:
    from deckbrief.ooxml.reader import OfficeFile

DEFAULTS: Final = {"rels": RELATIONSHIPS_KIND, "xml": "application/xml"}
"""Content types by extension that every package has."""

_DAWN: Final = 0x21
"""The earliest date that a zip can tell, 1 January 1980: the same in every build."""

_LEVEL: Final = 3
"""Deflate's level: 2,600 slides take 0.33 s and 10.2 MB, at the usual 6 0.58 s and 9.6 MB."""
_MEMORY: Final = 7
"""Its memory: at the usual 8 it takes 40 % longer to set up and fill for small members, and saves no byte."""

_NEEDS: Final = 20
"""The version of the format that an entry with Deflate needs: 2.0 (APPNOTE.TXT 4.4.3)."""
_MANY: Final = 0xFFFF
"""More entries than that, and the end of the archive is told in its 64-bit form too (APPNOTE.TXT 4.3.14)."""


class Packed(NamedTuple):
    """A member of a zip, compressed already: CRC-32 and size of its content, the deflated bytes."""

    crc: int
    size: int
    data: bytes


@record(frozen=False)
class Package:
    """A package being put together. Part names have no leading slash; the package's own relationships stand at ``."""

    parts: dict[str, bytes] = field(default_factory=dict)
    types: dict[str, str] = field(default_factory=dict)
    """Content types of single parts."""
    defaults: dict[str, str] = field(default_factory=lambda: dict(DEFAULTS))
    """Content types by extension."""
    relationships: dict[str, tuple[Relationship, ...]] = field(default_factory=dict)

    def copy(self) -> Package:
        """Return a package that can be added to while this one stays."""
        return Package(dict(self.parts), dict(self.types), dict(self.defaults), dict(self.relationships))

    def add(self, name: str, content_type: str, data: str | bytes, relationships: Iterable[Relationship] = ()) -> None:
        """Add a part, or put it in place of the one of that name."""
        self.parts[name] = data.encode() if isinstance(data, str) else data
        self.types[name] = content_type
        if related := tuple(relationships):
            self.relationships[name] = related

    def relate(self, source: str, kind: str, *targets: str) -> list[str]:
        """Add relationships from a part to parts (`kind` as in `OFFICE`, targets relative) -> their ids."""
        existing = self.relationships.get(source, ())
        taken = {relationship.id for relationship in existing}
        free = (number for number in count(len(existing) + 1) if f"rId{number}" not in taken)
        added = [office(number, kind, target) for number, target in zip(free, targets, strict=False)]
        self.relationships[source] = (*existing, *added)
        return [relationship.id for relationship in added]

    def members(self) -> dict[str, bytes]:
        """Return the members of the zip by name: parts and their relationships, without the content types."""
        members = dict(self.parts)
        for source, related in self.relationships.items():
            members[relationships_part(source)] = relationships_xml(related)
        return members

    def to_bytes(self, others: Mapping[str, Packed] | None = None) -> bytes:
        """Return the zip: names sorted, times fixed, so that the same parts give the same bytes.

        `others` are members whose parts are not here; their content types are.
        """
        return zipped({CONTENT_TYPES: self.content_types(), **self.members(), **(others or {})})

    def content_types(self) -> bytes:
        """Return the part that says of what type all parts are."""
        defaults = "".join(
            f'<Default Extension="{extension}" ContentType="{kind}"/>'
            for extension, kind in sorted(self.defaults.items())
        )
        overrides = "".join(
            f'<Override PartName="/{name}" ContentType="{kind}"/>'
            for name, kind in sorted(self.types.items())
            if self.defaults.get(name.rpartition(".")[2]) != kind
        )
        namespace = NS["ct"]
        return f'{HEAD}<Types xmlns="{namespace}">{defaults}{overrides}</Types>'.encode()

    @classmethod
    def from_bytes(cls, data: bytes) -> Package:
        """A package's zip -> its parts; what of it cannot be read is left out."""
        from deckbrief.ooxml.reader import parse_office_file

        return cls.of(parse_office_file(data, "")[0])

    @classmethod
    def of(cls, file: OfficeFile) -> Package:
        """A package that was read -> the same, to be changed and written; types without a part are left out."""
        entries = [] if file.types is None else [dict(entry.attrib) for entry in file.types]
        defaults = {str(e["Extension"]).lower(): str(e.get("ContentType", "")) for e in entries if "Extension" in e}
        return cls(
            parts={part.name: part.data for part in file.parts.values()},
            types={part.name: part.type for part in file.parts.values() if part.type},
            defaults={**DEFAULTS, **defaults},
            relationships={
                part.name: tuple(entry._replace(part="") for entry in part.related)
                for part in (file.root, *file.parts.values())
                if part.related
            },
        )


def packed(data: bytes) -> Packed:
    """Content of a member -> the same, deflated."""
    deflate = zlib.compressobj(_LEVEL, zlib.DEFLATED, -zlib.MAX_WBITS, _MEMORY)
    return Packed(zlib.crc32(data), len(data), deflate.compress(data) + deflate.flush())


def zipped(members: Mapping[str, bytes | Packed]) -> bytes:
    """Names and contents -> a zip that holds them in the order of their names, the same bytes every time.

    Why not `zipfile`: it takes no member that another process has compressed. Of the format (APPNOTE.TXT 4.3 and 4.4)
    this needs one form only: deflated, sizes known beforehand, dated at the format's dawn, made on no machine.
    """
    pieces: list[bytes] = []
    directory: list[bytes] = []
    offset = 0
    for name in sorted(members):
        content = members[name]
        crc, size, data = content if isinstance(content, Packed) else packed(content)
        encoded = name.encode()
        flags = 0 if encoded.isascii() else 0x800
        facts = struct.pack("<HHHHHIIIHH", _NEEDS, flags, 8, 0, _DAWN, crc, len(data), size, len(encoded), 0)
        head = b"PK\x03\x04" + facts + encoded
        directory.append(b"PK\x01\x02" + struct.pack("<H", _NEEDS) + facts + struct.pack("<HHHII", 0, 0, 0, 0, offset))
        directory.append(encoded)
        pieces += (head, data)
        offset += len(head) + len(data)
    listed = b"".join(directory)
    count, size, larger = len(members), len(listed), b""
    if count > _MANY:
        larger = b"PK\x06\x06" + struct.pack("<QHHIIQQQQ", 44, 45, 45, 0, 0, count, count, size, offset)
        larger += b"PK\x06\x07" + struct.pack("<IQI", 0, offset + size, 1)
        count = _MANY
    end = b"PK\x05\x06" + struct.pack("<HHHHIIH", 0, 0, count, count, size, offset, 0)
    return b"".join((*pieces, listed, larger, end))
