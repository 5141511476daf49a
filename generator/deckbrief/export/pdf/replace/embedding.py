"""Fonts as a document holds them: no more than the glyphs that are used.

WeasyPrint lets glyphs keep their numbers by keeping all glyphs of the font, the unused ones empty: 60,000 in a Chinese
font. Where outlines are CID-keyed (Adobe Technical Note 5176, 18), they carry the numbers themselves, and the others
can go: a tenth of the time and of the room. Such outlines are embedded alone, as ISO 32000-1, Table 126, has them
(`CIDFontType0C`). And the font's file, 20 MB for a Chinese one, is looked at where it lies, not copied.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from io import BytesIO
from typing import Any, Final

from deckbrief.export.pdf.replace.guard import Patch, Replacement

_DROPPED: Final = (
    b"BASE", b"DSIG", b"EBDT", b"EBLC", b"EBSC", b"GPOS", b"GSUB", b"JSTF", b"LTSH", b"PCLT", b"SVG ",
)  # fmt: skip
"""Tables that a page needs nothing of: WeasyPrint's own list."""

_SHORT, _LEAST_NUMBER, _TWO_BYTES, _FIXED = 28, 32, 247, 255
"""What a number in a glyph's program begins with (Adobe Technical Note 5177, 3.2)."""
_VMOVETO, _HMOVETO = 4, 22
_RMOVETO: Final = b"\x15"
_ZERO: Final = b"\x8b"


def _patches() -> Sequence[Patch]:
    from weasyprint import pdf
    from weasyprint.pdf import fonts

    return [
        (fonts, "get_hb_object_data", _without_copy(fonts.get_hb_object_data)),
        (fonts.Font, "clean", _with_own_bytes(fonts.Font.clean)),
        (fonts.Font, "_harfbuzz_subset", _compact(fonts.Font._harfbuzz_subset)),
        (pdf, "build_fonts_dictionary", _outlines_alone(pdf.build_fonts_dictionary)),
    ]


EMBEDDING: Final = Replacement(
    "embedding",
    "files are larger and take longer, with all glyphs of each Chinese font, the unused ones empty",
    {
        "weasyprint.pdf.fonts:get_hb_object_data": "03040a623df0",
        "weasyprint.pdf.fonts:Font.clean": "794f0211f184",
        "weasyprint.pdf.fonts:Font._harfbuzz_subset": "f80805663ede",
        "weasyprint.pdf.fonts:build_fonts_dictionary": "fc551bef35d0",
    },
    _patches,
)


def _without_copy(original: Callable[..., Any]) -> Callable[..., Any]:
    """Return the function that gets a face's data, which gives a view of it."""
    from weasyprint.text.ffi import ffi, harfbuzz

    def get_hb_object_data(face: Any, ot_color: str | None = None, glyph: int | None = None) -> Any:
        if ot_color is not None:
            return original(face, ot_color, glyph)
        blob = harfbuzz.hb_face_reference_blob(face)
        length = ffi.new("unsigned int *")
        start = harfbuzz.hb_blob_get_data(blob, length)
        if start == ffi.NULL:
            harfbuzz.hb_blob_destroy(blob)
            return None
        return ffi.buffer(ffi.gc(start, lambda _: harfbuzz.hb_blob_destroy(blob)), length[0])

    return get_hb_object_data


def _with_own_bytes(original: Callable[..., None]) -> Callable[..., None]:
    """Return the function that makes a font ready to be embedded, after which what is embedded are bytes."""

    def clean(font: Any, to_unicode: Mapping[int, str], hinting: bool) -> None:
        original(font, to_unicode, hinting)
        font.file_content = bytes(font.file_content)

    return clean


def _compact(original: Callable[..., None]) -> Callable[..., None]:
    """Return the function that takes what is not used from a font, and all of it where glyphs keep their numbers."""

    def harfbuzz_subset(font: Any, to_unicode: Mapping[int, str], hinting: bool) -> None:
        if "CFF " in font.tables and not font.missing and (data := _subset(font.hb_face, to_unicode, hinting)):
            font.outlines = _outlines(data, {0, *to_unicode})
            if font.outlines:
                font.file_content = data
                return
        original(font, to_unicode, hinting)

    return harfbuzz_subset


def _subset(face: Any, glyphs: Mapping[int, str], hinting: bool) -> bytes:
    """Return the font file with no other glyphs than these, or nothing where HarfBuzz does not make it."""
    from weasyprint.pdf.fonts import get_hb_object_data
    from weasyprint.text.ffi import ffi, harfbuzz, harfbuzz_subset

    def add(to: Any, numbers: list[int]) -> None:
        harfbuzz.hb_set_add_sorted_array(to, ffi.new("hb_codepoint_t[]", numbers), len(numbers))

    wanted = ffi.gc(harfbuzz_subset.hb_subset_input_create_or_fail(), harfbuzz_subset.hb_subset_input_destroy)
    add(harfbuzz_subset.hb_subset_input_glyph_set(wanted), sorted(glyphs))
    tags = sorted(harfbuzz.hb_tag_from_string(name, -1) for name in _DROPPED)
    add(harfbuzz_subset.hb_subset_input_set(wanted, harfbuzz_subset.HB_SUBSET_SETS_DROP_TABLE_TAG), tags)
    flags = harfbuzz_subset.HB_SUBSET_FLAGS_DESUBROUTINIZE | harfbuzz_subset.HB_SUBSET_FLAGS_NO_LAYOUT_CLOSURE
    if not hinting:
        flags |= harfbuzz_subset.HB_SUBSET_FLAGS_NO_HINTING
    harfbuzz_subset.hb_subset_input_set_flags(wanted, flags)
    smaller = harfbuzz_subset.hb_subset_or_fail(face, wanted)
    if smaller == ffi.NULL:
        return b""
    return bytes(get_hb_object_data(ffi.gc(smaller, harfbuzz.hb_face_destroy)) or b"")


def _outlines(data: bytes, glyphs: set[int]) -> bytes:
    """Return a font's CID-keyed outlines, or nothing where the numbers that they carry are not the glyphs'.

    Older releases of HarfBuzz add glyphs that others may be exchanged for. Which of its parts each glyph belongs to is
    said glyph by glyph (FDSelect format 0), not in ranges: there, readers have taken the part of a neighbour.
    """
    from fontTools.ttLib import TTFont  # type: ignore[import-untyped]

    font = TTFont(BytesIO(data), recalcBBoxes=False)
    top = font["CFF "].cff[0]
    if not hasattr(top, "ROS"):
        return b""
    carried = [_cid(name) for name in top.charset]
    if carried != sorted(carried) or not glyphs.issubset(carried):
        return b""
    top.FDSelect.format = 0
    for outline in top.CharStrings.values():
        outline.setBytecode(_with_plain_start(outline.bytecode))
    return bytes(font["CFF "].compile(font))


def _with_plain_start(program: bytes) -> bytes:
    """Return a glyph's program, which first moves in both directions, one of them by nothing where it moved in one.

    The same glyph; but some readers do not tell the width, which may come before, from the number of `hmoveto`.
    """
    ends = [0]
    while program[ends[-1]] >= _LEAST_NUMBER or program[ends[-1]] == _SHORT:
        lead = program[ends[-1]]
        ends.append(ends[-1] + (3 if lead == _SHORT else 5 if lead == _FIXED else 2 if lead >= _TWO_BYTES else 1))
    operator = program[ends[-1]]
    if operator not in (_HMOVETO, _VMOVETO):
        return program
    at = ends[-1] if operator == _HMOVETO else ends[-2]
    return program[:at] + _ZERO + program[at : ends[-1]] + _RMOVETO + program[ends[-1] + 1 :]


def _cid(name: str) -> int:
    """Return the number of a glyph of CID-keyed outlines by fontTools' name for it, or -1."""
    if name == ".notdef":
        return 0
    return int(name[3:]) if name.startswith("cid") and name[3:].isdecimal() else -1


def _outlines_alone(original: Callable[..., Any]) -> Callable[..., Any]:
    """Return the function that adds fonts to a PDF, which adds of some their outlines only."""
    import pydyf  # type: ignore[import-untyped]

    def build_fonts_dictionary(pdf: Any, fonts: Mapping[Any, Any], *rest: Any) -> Any:
        start = len(pdf.objects)
        dictionary = original(pdf, fonts, *rest)
        alone = {font.file_content: font.outlines for font in fonts.values() if getattr(font, "outlines", b"")}
        for added in pdf.objects[start:]:
            if isinstance(added, pydyf.Stream) and added.extra.get("Subtype") == "/OpenType":
                (content,) = added.stream
                if content in alone:
                    added.stream, added.extra["Subtype"] = [alone[content]], "/CIDFontType0C"
        return dictionary

    return build_fonts_dictionary
