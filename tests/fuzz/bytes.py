"""Files of every kind, damaged at random: each is read, or refused with a problem; nothing else may be raised.

    python tests/fuzz/bytes.py KIND [SECONDS]      with atheris, led by the lines that are reached (`make fuzz`)

Kinds: pack, template, deck, pull, csv, workbook, picture, drawing. A run of all tests tries a few of each without
atheris (test_bytes.py). What a file inside of a zip holds is damaged, not the zip alone, which would end at its sums.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from contextlib import suppress
from functools import cache
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final
from zipfile import ZIP_DEFLATED, ZipFile

ROOT: Final = Path(__file__).resolve().parents[2]

TOKENS: Final = (
    b"<", b">", b"/>", b'"', b"&amp;", b"&#0;", b"&x;", b"<!DOCTYPE a [", b"]]>", b"r:id=", b"idx=", b'"-1"', b'"1e99"',
    b"2147483648", b"\x00", b"\xff\xfe", b"\xed\xa0\x80", b": ", b"- ", b"&a ", b"*a", b"!!python/object:os.system ",
    b"{", b"}", b"[", b"]", b"\t", b"|", b"'", b"..\\..\\", b"../../", b"file:///", b"http://127.0.0.1/",
)  # fmt: skip
"""What stands for something in one of the formats."""


class Chance:
    """Bytes that choices are read from; when they are used up, all are the first."""

    def __init__(self, data: bytes) -> None:
        self._data, self._at = data, 0

    def below(self, most: int) -> int:
        """Return a number from 0 to below `most`."""
        taken = self._data[self._at : self._at + 3]
        self._at += 3
        return int.from_bytes(taken, "big") % most if most > 0 else 0

    @property
    def left(self) -> int:
        """How many bytes are left."""
        return max(0, len(self._data) - self._at)

    def some(self, most: int) -> bytes:
        """Return up to `most` of the bytes as they are."""
        taken = self._data[self._at : self._at + most]
        self._at += most
        return taken


def damaged(seed: bytes, chance: Chance) -> bytes:
    """Bytes -> the same with one to six of its places cut, repeated or replaced."""
    found = bytearray(seed)
    for _ in range(1 + chance.below(6)):
        at, length = chance.below(len(found) + 1), chance.below(40)
        kind = chance.below(5)
        if kind == 0:
            new = b""
        elif kind == 1:
            new, length = TOKENS[chance.below(len(TOKENS))], 0
        elif kind == 2:
            new = TOKENS[chance.below(len(TOKENS))]
        elif kind == 3:
            new = bytes(found[at : at + length]) * 2
        else:
            new = chance.some(length)
        found[at : at + length] = new
        if not chance.left:
            break
    return bytes(found)


def damaged_zip(seed: bytes, chance: Chance) -> bytes:
    """A zip file -> the same with some members damaged, left out, or under another name."""
    with ZipFile(BytesIO(seed)) as source:
        members = {name: source.read(name) for name in source.namelist()}
    names = sorted(members)
    for _ in range(1 + chance.below(3)):
        name = names[chance.below(len(names))]
        kind = chance.below(8)
        if kind == 0:
            members.pop(name, None)
        elif kind == 1:
            members[names[chance.below(len(names))]] = members.get(name, b"")
        elif name in members:
            members[name] = damaged(members[name], chance)
        if not chance.left:
            break
    made = BytesIO()
    with ZipFile(made, "w", ZIP_DEFLATED) as target:
        for name, data in members.items():
            target.writestr(name, data)
    data = made.getvalue()
    return damaged(data, chance) if chance.below(12) == 11 else data


# Kinds --------------------------------------------------------------------------------------------------------------


def a_pack(data: bytes, folder: Path) -> None:
    from deckbrief.base.report import format_problems
    from deckbrief.content.check import check_pack
    from deckbrief.content.read import read_pack

    (folder / "pack.yaml").write_text("kind: pack\ntitle: Pack\nlang: zh-CN\n", "utf-8")
    (folder / "unit.yaml").write_bytes(damaged(_unit(), Chance(data)))
    format_problems(check_pack(read_pack(folder)))


def a_template(data: bytes, folder: Path) -> None:
    from deckbrief.theme.load import load_theme
    from deckbrief.theme.template.load import load_template

    file = folder / "template.pptx"
    file.write_bytes(damaged_zip(_template(), Chance(data)))
    load_template(file, load_theme("plain", [ROOT / "templates" / "themes"]))


def a_deck(data: bytes, folder: Path) -> None:
    from deckbrief.run.check_deck import deck_problems

    file = folder / "deck.pptx"
    file.write_bytes(damaged_zip(_deck(), Chance(data)))
    deck_problems(file)


def an_edited_deck(data: bytes, folder: Path) -> None:
    from deckbrief.run.pull.told import deck_of_file

    file = folder / "edited.pptx"
    file.write_bytes(damaged_zip(_deck(), Chance(data)))
    deck_of_file(file)


def a_csv(data: bytes, folder: Path) -> None:
    _rows(folder / "table.csv", damaged("年份,数量\n2021,1.5\n“甲”;2,3\n".encode(), Chance(data)))


def a_workbook(data: bytes, folder: Path) -> None:
    _rows(folder / "book.xlsx", damaged_zip(_workbook(), Chance(data)))


def a_picture(data: bytes, folder: Path) -> None:
    from deckbrief.draft.media import photo_of

    chance = Chance(data)
    kind, seed = _pictures()[chance.below(len(_pictures()))]
    file = folder / f"picture.{kind}"
    file.write_bytes(damaged(seed, chance))
    photo_of(file)


def a_drawing(data: bytes, folder: Path) -> None:
    from deckbrief.draft.vector import png_of, size_of

    seed = (
        b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 30"><g fill="#c0281c" transform="scale(2)">'
        b'<path d="M1 1L9 9Z"/><circle cx="9" cy="9" r="4"/></g></svg>'
    )
    drawing = damaged(seed, Chance(data))
    size_of(drawing)
    png_of(drawing, 64)


def _rows(file: Path, data: bytes) -> None:
    from deckbrief.draft.sheets import rows_of

    file.write_bytes(data)
    rows_of(file)


KINDS: Final[Mapping[str, Callable[[bytes, Path], None]]] = {
    "pack": a_pack, "template": a_template, "deck": a_deck, "pull": an_edited_deck, "csv": a_csv,
    "workbook": a_workbook, "picture": a_picture, "drawing": a_drawing,
}  # fmt: skip


def attempt(kind: str, data: bytes) -> None:
    """Read a damaged file of a kind; what is refused is refused with a problem."""
    from deckbrief.base.problem import ProblemError
    from deckbrief.draft.media import Unusable
    from deckbrief.draft.vector import UndrawableError

    with TemporaryDirectory() as folder, suppress(ProblemError, Unusable, UndrawableError):
        KINDS[kind](data, Path(folder))


# What is damaged ----------------------------------------------------------------------------------------------------


@cache
def _unit() -> bytes:
    return b"\n".join(path.read_bytes() for path in sorted((ROOT / "tests/packs/english/content").rglob("alder*.yaml")))


@cache
def _deck() -> bytes:
    from deckbrief.export.pptx.deck import write_deck

    from tests.support.small_pack import THEME, laid_out, write_pack

    with TemporaryDirectory() as folder:
        return write_deck(laid_out(write_pack(Path(folder) / "pack", "pillars", 3)), THEME)


@cache
def _template() -> bytes:
    from pptx import Presentation

    made = BytesIO()
    Presentation().save(made)
    return made.getvalue()


@cache
def _workbook() -> bytes:
    from openpyxl import Workbook

    book = Workbook()
    for row in (["year", "number"], [2021, 1.5], ["a", "=1+1"]):
        book.active.append(row)
    made = BytesIO()
    book.save(made)
    return made.getvalue()


@cache
def _pictures() -> tuple[tuple[str, bytes], ...]:
    from PIL import Image

    found = []
    for kind, mode in (("png", "RGBA"), ("png", "I;16"), ("jpg", "RGB"), ("jpg", "CMYK"), ("webp", "RGB")):
        made = BytesIO()
        Image.new(mode, (24, 18)).save(made, {"jpg": "JPEG"}.get(kind, kind))
        found.append((kind, made.getvalue()))
    return tuple(found)


def main() -> None:
    """Fuzz a kind for so many seconds; atheris ends the process at the first thing that is raised."""
    import atheris

    kind, seconds = sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 60
    sys.path.insert(0, str(ROOT))
    with atheris.instrument_imports(include=["deckbrief"]):
        attempt(kind, b"")

    def one(data: bytes) -> Any:
        attempt(kind, data)

    atheris.Setup([sys.argv[0], f"-max_total_time={seconds}", "-timeout=10", "-rss_limit_mb=2048", "-max_len=400"], one)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
