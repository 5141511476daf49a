"""Files of others are screened before they cost anything: sizes, numbers, document types, what is no file at all."""

from __future__ import annotations

import os
import struct
import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from deckbrief.base.message import msg
from deckbrief.ooxml import archive
from deckbrief.ooxml.archive import Fault, read_bytes, unpacked
from deckbrief.ooxml.markup import MarkupError, parse_part
from deckbrief.ooxml.names import CONTENT_TYPES
from deckbrief.ooxml.package import Package, zipped
from deckbrief.ooxml.reader import open_office_file, parse_office_file
from deckbrief.ooxml.relationship import office
from hypothesis import given
from hypothesis import strategies as st

SLIDES = "application/vnd.openxmlformats-officedocument.presentationml"


def package(**parts: bytes) -> bytes:
    """Names (`ppt_presentation`: ppt/presentation.xml) and contents -> a package whose main part is the first one."""
    made = Package()
    for number, (name, data) in enumerate(parts.items(), 1):
        path = f"{name.replace('_', '/')}.xml"
        made.add(path, f"{SLIDES}.{name}+xml", data)
        made.relate("", "officeDocument" if number == 1 else "other", path)
    return made.to_bytes()


# Before anything is unpacked -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("make", [os.mkfifo, lambda path: path.mkdir()], ids=["pipe", "folder"])
def test_what_is_no_file_is_not_waited_for(tmp_path: Path, make: Callable[[Path], None]) -> None:
    make(tmp_path / "x.pptx")
    file, [fault] = open_office_file(tmp_path / "x.pptx")
    assert (fault.kind, file.parts) == ("unreadable", {})
    assert "no file" in fault.message


def test_a_device_is_not_read() -> None:
    fault = read_bytes(Path("/dev/zero"))
    assert isinstance(fault, Fault)
    assert fault.message == "this is a pipe or a device, no file"


def test_a_file_that_is_too_large_is_not_read(tmp_path: Path) -> None:
    with (tmp_path / "x.pptx").open("wb") as file:
        file.truncate(archive.MOST_BYTES + 1)  # takes no room on the disk
    fault = read_bytes(tmp_path / "x.pptx")
    assert isinstance(fault, Fault)
    assert (fault.kind, fault.message) == ("limit", "the file has 256 MB; 256 MB are read at most")


def bomb(size: int, parts: int) -> bytes:
    """A zip of so many parts that each say they have that size."""
    data = zipped({f"ppt/media/image{number:05}.bin": b"0" for number in range(parts)})
    pieces = data.split(b"PK\x01\x02")
    return b"PK\x01\x02".join([pieces[0], *(piece[:20] + struct.pack("<I", size) + piece[24:] for piece in pieces[1:])])


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (bomb(1 << 30, 4), "it unpacks to 4,096 MB; 256 MB are unpacked at most"),
        (bomb(30 << 20, 1), "times its size; 200 times are allowed"),
        (b"PK" + b"PK\x01\x02" * 50_001, "it holds 50,001 parts; 50,000 are read at most"),
    ],
    ids=["size", "ratio", "parts"],
)
def test_a_bomb_is_refused_by_name_and_not_unpacked(data: bytes, words: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def read(*_: object) -> bytes:
        raise AssertionError("a part of a file that is too much was unpacked")

    monkeypatch.setattr(zipfile.ZipFile, "read", read)
    members, [fault] = unpacked(data)
    assert (members, fault.kind) == ({}, "limit")
    assert words in fault.message


def test_a_part_with_too_many_tags_is_not_parsed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "MOST_TAGS", 100)
    many = b"<p>" + b"<x/>" * 100 + b"</p>"
    file, faults = parse_office_file(package(ppt_presentation=b"<p/>", ppt_many=many), "x.pptx")
    assert faults == []
    part = file.parts["ppt/many.xml"]
    assert (part.root, part.fault) == (None, Fault("limit", msg("has 102 tags; 100 are read at most"), part=part.name))
    assert file.presentation() is not None


def test_a_password_is_named() -> None:
    data = bytearray(zipped({"a.xml": b"<a/>"}))
    data[data.index(b"PK\x01\x02") + 8] |= 1
    members, [fault] = unpacked(bytes(data))
    assert (members, fault.kind, fault.message) == ({}, "encrypted", "a password locks the file")


# Markup -------------------------------------------------------------------------------------------------------------

DOCTYPE = '<!DOCTYPE a [<!ENTITY e SYSTEM "file:///etc/hostname">]>'


@pytest.mark.parametrize("head", ["", '<?xml version="1.0"?>\n', "<!-- a -->\n<?pi b?> "])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le"])
def test_a_document_type_is_refused(head: str, encoding: str) -> None:
    with pytest.raises(MarkupError, match="document type declaration"):
        parse_part(f"{head}{DOCTYPE}<a>&e;</a>".encode(encoding))


def test_words_of_a_document_type_in_a_text_are_no_document_type() -> None:
    assert parse_part(b"<a><![CDATA[<!DOCTYPE a>]]></a>").text == "<!DOCTYPE a>"


def test_the_strict_variant_is_read_as_the_usual_one() -> None:
    root = parse_part(b'<p:sld xmlns:p="http://purl.oclc.org/ooxml/presentationml/main"/>')
    assert root.tag == "{http://schemas.openxmlformats.org/presentationml/2006/main}sld"


# Packages -----------------------------------------------------------------------------------------------------------


def test_a_damaged_part_does_not_hide_the_others() -> None:
    file, faults = parse_office_file(package(ppt_presentation=b"<p/>", ppt_slide=b"<p>"), "x.pptx")
    assert faults == []
    assert [(part.name, part.fault is None) for part in file.parts.values()] == [
        ("ppt/presentation.xml", True), ("ppt/slide.xml", False),
    ]  # fmt: skip


def test_a_package_that_was_read_is_written_as_it_was() -> None:
    made = Package()
    made.add("ppt/presentation.xml", f"{SLIDES}.presentation.main+xml", b"<p/>", [office(1, "image", "media/a.png")])
    made.parts["ppt/media/a.png"] = b"1"
    made.defaults["png"] = "image/png"
    made.relate("", "officeDocument", "ppt/presentation.xml")
    assert Package.from_bytes(made.to_bytes()).to_bytes() == made.to_bytes()


def test_content_types_without_a_part_are_left_out() -> None:
    parts = Package.from_bytes(package(ppt_presentation=b"<p/>"))
    parts.types["ppt/nowhere.xml"] = "application/xml+none"
    assert b"nowhere" in unpacked(parts.to_bytes())[0][CONTENT_TYPES]
    assert b"nowhere" not in unpacked(Package.from_bytes(parts.to_bytes()).to_bytes())[0][CONTENT_TYPES]


@given(st.binary(max_size=200), st.integers(0, 400), st.binary(max_size=4))
def test_whatever_the_bytes_reading_ends(tail: bytes, at: int, other: bytes) -> None:
    good = package(ppt_presentation=b"<p/>")
    for data in (tail, b"PK" + tail, good[:at] + other + good[at + len(other) :], good[:at], good + tail):
        file, faults = parse_office_file(data, "x.pptx")
        assert file.parts or faults


def test_an_end_in_the_middle_is_told() -> None:
    good = package(ppt_presentation=b"<p/>")
    with zipfile.ZipFile(BytesIO(good)) as whole:
        assert whole.testzip() is None
    _, [fault] = parse_office_file(good[: len(good) // 2], "x.pptx")
    assert (fault.kind, "damaged" in fault.message) == ("zip", True)
