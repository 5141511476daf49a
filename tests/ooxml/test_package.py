from __future__ import annotations

import zipfile
from io import BytesIO

from deckbrief.ooxml.package import Package, packed, zipped
from deckbrief.ooxml.relationship import hyperlink, office


def _package(order: int = 1) -> Package:
    package = Package()
    for name in ["ppt/b.xml", "ppt/a.xml"][::order]:
        package.add(
            name, "application/x+xml", f"<{name[4]}/>", [office(1, "slide", "../x.xml"), hyperlink(2, "http://a/?b&c")]
        )
    package.add("docProps/c.bin", "application/bin", b"\0")
    package.relate("", "officeDocument", "ppt/b.xml")
    return package


def test_the_zip_reads_back_as_the_package_it_was() -> None:
    package = _package()
    assert Package.from_bytes(package.to_bytes()) == package


def test_members_have_one_time_and_stand_in_the_order_of_their_names() -> None:
    with zipfile.ZipFile(BytesIO(_package().to_bytes())) as archive:
        names = archive.namelist()
        assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert {info.compress_type for info in archive.infolist()} == {zipfile.ZIP_DEFLATED}
    assert names == sorted(names)
    assert names[0] == "[Content_Types].xml"
    assert len(names) == len(set(names))


def test_the_order_in_which_parts_are_added_does_not_matter() -> None:
    assert _package(1).to_bytes() == _package(-1).to_bytes()


def test_relationship_ids_are_new_even_beside_ids_of_another_form() -> None:
    package = Package(relationships={"a": (office(2, "slide", "x"),)})
    assert package.relate("a", "slide", "y", "z") == ["rId3", "rId4"]
    package = Package(relationships={"a": (office(3, "slide", "x"), office(9, "slide", "y"))})
    assert package.relate("a", "slide", "z", "w") == ["rId4", "rId5"]


def test_a_copy_can_be_added_to_alone() -> None:
    package = _package()
    before = package.to_bytes()
    package.copy().add("ppt/new.xml", "application/x+xml", "<n/>")
    assert package.to_bytes() == before


def test_a_url_is_percent_encoded_once() -> None:
    assert (
        hyperlink(1, "https://e.org/路 径?q=%20&x=1#部").target
        == "https://e.org/%E8%B7%AF%20%E5%BE%84?q=%20&x=1#%E9%83%A8"
    )


def test_a_zip_holds_what_it_was_given_whether_packed_before_or_not() -> None:
    contents = {"a": b"", "b/\u4e2d.xml": "\u6587".encode() * 99, "c": bytes(range(256))}
    plain = zipped(contents)
    with zipfile.ZipFile(BytesIO(plain)) as archive:
        assert archive.testzip() is None
        assert {name: archive.read(name) for name in archive.namelist()} == contents
    assert zipped({name: packed(data) for name, data in contents.items()}) == plain


def test_a_zip_of_more_members_than_16_bits_can_count_is_whole() -> None:
    with zipfile.ZipFile(BytesIO(zipped({f"{number}": b"" for number in range(65_536)}))) as archive:
        assert len(archive.namelist()) == 65_536
        assert archive.testzip() is None
