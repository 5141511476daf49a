"""PDF objects -> the bytes of a file, each object's data made once; and objects that were painted elsewhere.

Painted objects refer to each other by marks instead of numbers, `\\x00<local number>\\x00`, because their numbers in
the file are known only when everything that stands before them is there.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterable, Iterator
from hashlib import md5
from typing import Any, Final

from deckbrief.base.patterns import deferred
from deckbrief.base.record import record

_MARK: Final = deferred(rb"\x00(\w+)\x00")
_TOGETHER: Final = 200
"""Objects in one object stream, so that a reader that wants one of them does not unpack all."""
_LEVEL: Final = 6


def mark(what: object) -> bytes:
    """Local number, or a word that the reader of marks knows -> the mark that stands for the reference."""
    return b"\x00%s\x00" % str(what).encode("ascii")


@record
class Painted:
    """An object's data without its number, references marked; `stream` is compressed already."""

    head: bytes
    stream: bytes | None = None


def resolved(data: bytes, number_of: Callable[[bytes], int]) -> bytes:
    """Data with marks -> with references; `number_of` gives the number that a mark stands for."""
    return _MARK.sub(lambda found: b"%d 0 R" % number_of(found[1]), data)


def painted(thing: Any) -> Painted:
    """A pydyf object, its references marked -> its data; a stream is compressed."""
    import pydyf  # type: ignore[import-untyped]

    if not isinstance(thing, pydyf.Stream):
        return Painted(thing.data)
    return Painted(*_stream(thing))


def _stream(thing: Any) -> tuple[bytes, bytes]:
    """A pydyf stream -> its dictionary's data and its compressed content."""
    import pydyf

    content = b"\n".join(_data(item) for item in thing.stream)
    extra = pydyf.Dictionary(dict(thing.extra))
    if thing.compress:
        content = zlib.compress(content, _LEVEL)
        extra["Filter"] = "/FlateDecode"
    extra["Length"] = len(content)
    return extra.data, content


def _data(item: Any) -> bytes:
    """Return an item of a stream as bytes."""
    if isinstance(item, bytes):
        return item
    return item.encode("ascii") if isinstance(item, str) else bytes(item.data)


def file_bytes(pdf: Any, version: str) -> bytes:
    """A pydyf PDF, its version -> the bytes of the file, with an identifier that follows from them.

    Objects without a stream stand in object streams, as of PDF 1.5 (ISO 32000-1, 7.5.7 and 7.5.8).
    """
    import pydyf

    if pdf.info:
        pdf.add_object(pdf.info)
    out = bytearray(b"%%PDF-%s\n%%\xf0\x9f\x96\xa4\n" % version.encode("ascii"))
    entries: dict[int, tuple[int, int, int]] = {0: (0, 0, 65535)}
    small: list[tuple[int, bytes]] = []
    for thing in pdf.objects[1:]:
        if isinstance(thing, pydyf.Stream):
            entries[thing.number] = (1, len(out), 0)
            _write(out, thing.number, *_stream(thing))
        elif isinstance(thing, Imported) and thing.stream is not None:
            entries[thing.number] = (1, len(out), 0)
            _write(out, thing.number, thing.data, thing.stream)
        else:
            small.append((thing.number, thing.data))
    number = len(pdf.objects)
    for group in _groups(small):
        entries[number] = (1, len(out), 0)
        for index, (member, _) in enumerate(group):
            entries[member] = (2, number, index)
        _write(out, number, *_object_stream(group))
        number += 1
    entries[number] = (1, len(out), 0)
    identifier = md5(out, usedforsecurity=False).hexdigest().upper()
    start = len(out)
    rows = b"".join(
        kind.to_bytes(1, "big") + place.to_bytes(4, "big") + index.to_bytes(2, "big")
        for _, (kind, place, index) in sorted(entries.items())
    )
    content = zlib.compress(rows, _LEVEL)
    info = b"/Info %s" % pdf.info.reference if pdf.info else b""
    head = b"<</Type /XRef/W [1 4 2]/Size %d/Root %s%s/ID [<%s> <%s>]/Filter /FlateDecode/Length %d>>" % (
        number + 1, pdf.catalog.reference, info, identifier.encode(), identifier.encode(), len(content),
    )  # fmt: skip
    _write(out, number, head, content)
    out += b"startxref\n%d\n%%%%EOF\n" % start
    return bytes(out)


class Imported:
    """An object painted elsewhere, among a pydyf PDF's own; its number is given when it is added."""

    generation, free, compressible = 0, "n", True

    def __init__(self, data: Painted, number_of: Callable[[bytes], int]) -> None:
        self.number = 0
        self.stream = data.stream
        self._head, self._number_of = data.head, number_of

    @property
    def reference(self) -> bytes:
        return b"%d 0 R" % self.number

    @property
    def data(self) -> bytes:
        return resolved(self._head, self._number_of)


def _groups(members: list[tuple[int, bytes]]) -> Iterator[list[tuple[int, bytes]]]:
    return (members[start : start + _TOGETHER] for start in range(0, len(members), _TOGETHER))


def _object_stream(members: Iterable[tuple[int, bytes]]) -> tuple[bytes, bytes]:
    """Objects with their numbers -> the dictionary and the compressed content of the stream that holds them."""
    table, bodies, place = [], [], 0
    for number, data in members:
        table.append(b"%d %d" % (number, place))
        bodies.append(data)
        place += len(data) + 1
    first = b" ".join(table) + b"\n"
    content = zlib.compress(first + b"\n".join(bodies), _LEVEL)
    head = b"<</Type /ObjStm/N %d/First %d/Filter /FlateDecode/Length %d>>"
    return head % (len(table), len(first), len(content)), content


def _write(out: bytearray, number: int, head: bytes, content: bytes) -> None:
    out += b"%d 0 obj\n%s\nstream\n" % (number, head)
    out += content
    out += b"\nendstream\nendobj\n"
