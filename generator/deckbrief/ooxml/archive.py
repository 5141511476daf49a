"""A file of anybody's -> the members of its zip, screened before anything is unpacked that would cost too much.

The limits are told by name. They are far above what people make: the longest deck of ours, of 2,600 slides, takes
100 MB unpacked in 10,500 parts.
"""

from __future__ import annotations

import stat
import zipfile
from io import BytesIO
from pathlib import Path
from typing import Final, NamedTuple

from deckbrief.base.message import Message, msg, of_system
from deckbrief.base.problem import Hint

MOST_BYTES: Final = 256 << 20
"""How large a file may be, and what all its parts together may take unpacked."""
MOST_PARTS: Final = 50_000
MOST_TAGS: Final = 300_000
"""How many tags one part of XML may have, opening and closing ones."""
MOST_RATIO: Final = 200
"""How many times its size a file may unpack to, once that is more than `_SMALL`: XML takes a tenth to a fortieth."""
_SMALL: Final = 16 << 20

_COMPOUND: Final = bytes.fromhex("d0cf11e0a1b11ae1")
"""A compound file ([MS-CFB] 2.2): PowerPoint 97 to 2003, or any encrypted Office file."""
_DIRECTORY_ENTRY: Final = b"PK\x01\x02"
_ENCRYPTED: Final = 1

SAVE_AS: Final = msg("open it in PowerPoint or WPS and save it as .pptx")
UNLOCK: Final = msg("open it in PowerPoint and remove the password under File > Info > Protect Presentation")


class Fault(NamedTuple):
    """Something about a file that keeps it, or one of its parts, from being read.

    Kinds: `unreadable`, `limit`, `zip`, `legacy`, `encrypted`, `part-name`, `content-type`, `xml`, `doctype`.
    """

    kind: str
    message: Message
    hint: Hint = ""
    part: str = ""
    line: int = 0
    column: int = 0


def read_bytes(path: Path) -> bytes | Fault:
    """Path -> the file's bytes, or why they are not read: no file, no regular one (a pipe, a device), or too large."""
    try:
        state = path.stat()
        if not stat.S_ISREG(state.st_mode):
            what = msg("a folder") if stat.S_ISDIR(state.st_mode) else msg("a pipe or a device")
            return Fault("unreadable", msg("this is {what}, no file", what=what))
        if state.st_size > MOST_BYTES:
            return Fault(
                "limit",
                msg(
                    "the file has {megabytes}; {megabytes2} are read at most",
                    megabytes=_megabytes(state.st_size),
                    megabytes2=_megabytes(MOST_BYTES),
                ),
            )
        return path.read_bytes()
    except (OSError, ValueError) as error:  # ValueError: a name that no file can have
        return Fault("unreadable", msg("the file cannot be read: {reason}", reason=of_system(error)))


def unpacked(data: bytes) -> tuple[dict[str, bytes], list[Fault]]:
    """Bytes of a file -> names and contents of its zip in their order, as many as can be read, and what cannot."""
    if fault := _not_a_zip(data):
        return {}, [fault]
    entries = data.count(_DIRECTORY_ENTRY)
    if entries > MOST_PARTS:
        return {}, [
            Fault(
                "limit",
                msg(
                    "it holds {entries:,} parts; {most_parts:,} are read at most",
                    entries=entries,
                    most_parts=MOST_PARTS,
                ),
            )
        ]
    try:
        archive = zipfile.ZipFile(BytesIO(data))
    except Exception as error:  # of a damaged archive zipfile raises whatever it stumbles over
        return {}, [Fault("zip", msg("the file is damaged: {reason}", reason=_reason(error)), SAVE_AS)]
    with archive:
        infos = archive.infolist()
        if fault := _too_much(sum(info.file_size for info in infos), len(data)):
            return {}, [fault]
        if any(info.flag_bits & _ENCRYPTED for info in infos):
            return {}, [Fault("encrypted", msg("a password locks the file"), UNLOCK)]
        return _members(archive, infos)


def _not_a_zip(data: bytes) -> Fault | None:
    if data.startswith(b"PK"):
        return None
    if not data.startswith(_COMPOUND):
        return Fault("zip", msg("this is no PowerPoint file: it does not begin as a zip archive does"), SAVE_AS)
    if "EncryptedPackage".encode("utf-16-le") in data:
        return Fault("encrypted", msg("a password locks the file"), UNLOCK)
    if "PowerPoint Document".encode("utf-16-le") in data:
        return Fault("legacy", msg("the file is in the binary format of PowerPoint 97 to 2003 (.ppt, .pot)"), SAVE_AS)
    return Fault("zip", msg("this is no PowerPoint file, but an old one of another program, or a damaged one"), SAVE_AS)


def _too_much(size: int, packed: int) -> Fault | None:
    """Sizes of a file unpacked and packed -> the limit that it breaks, if any."""
    if size > MOST_BYTES:
        return Fault(
            "limit",
            msg(
                "it unpacks to {megabytes}; {megabytes2} are unpacked at most",
                megabytes=_megabytes(size),
                megabytes2=_megabytes(MOST_BYTES),
            ),
        )
    if size > max(_SMALL, MOST_RATIO * packed):
        message = msg(
            "it unpacks to {megabytes}, {size:,} times its size; {most_ratio} times are allowed",
            megabytes=_megabytes(size),
            size=size // packed,
            most_ratio=MOST_RATIO,
        )
        return Fault("limit", message)
    return None


def _members(archive: zipfile.ZipFile, infos: list[zipfile.ZipInfo]) -> tuple[dict[str, bytes], list[Fault]]:
    members: dict[str, bytes] = {}
    faults: list[Fault] = []
    for info in infos:
        name = info.filename
        if name in members:
            faults.append(Fault("part-name", msg("two parts have this name"), part=name))
        elif info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            message = msg("compressed otherwise than by deflate (ECMA-376 part 2, annex B)")
            faults.append(Fault("zip", message, SAVE_AS, part=name))
        else:
            try:
                members[name] = archive.read(info)
            except Exception as error:  # see above
                faults.append(
                    Fault("zip", msg("cannot be unpacked: {reason}", reason=_reason(error)), SAVE_AS, part=name)
                )
    return members, faults


def tags_fault(name: str, data: bytes) -> Fault | None:
    """Name and bytes of a part of XML -> the fault that it has too many tags to be parsed, if it has."""
    tags = data.count(b"<")
    if tags <= MOST_TAGS:
        return None
    return Fault(
        "limit", msg("has {tags:,} tags; {most_tags:,} are read at most", tags=tags, most_tags=MOST_TAGS), part=name
    )


def _megabytes(size: int) -> str:
    return f"{size / (1 << 20):,.0f} MB"


def _reason(error: Exception) -> str:
    return " ".join(str(error).split()) or type(error).__name__
