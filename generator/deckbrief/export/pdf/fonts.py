"""The fonts that pages are set with: where they are, what fontconfig is told of them, and what they hold.

Pango finds fonts through fontconfig, and fontconfig reads the file that FONTCONFIG_FILE names each time that WeasyPrint
makes a configuration. So the program writes one of its own: only the fonts of the set-up are in it, so that pages are
the same whatever else is installed.
"""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Collection, Generator
from contextlib import closing
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any, Final
from xml.sax.saxutils import escape

from deckbrief.base.cache import cache_folder
from deckbrief.base.message import msg
from deckbrief.base.problem import Place, Problem

SETUP: Final = "setup"
"""The set-up's fonts and no others."""
SYSTEM: Final = "system"
"""The set-up's fonts and all that the system has."""
REMEDY: Final = msg(
    "run `make briefing` in the folder that holds deckbrief; elsewhere name a folder of fonts with --fonts"
)

SCRIPTS: Final = frozenset({"Bopomofo", "Cyrillic", "Greek", "Han", "Hangul", "Hiragana", "Katakana", "Latin"})
"""Those that the set-up's fonts have."""

_SUFFIXES: Final = frozenset({".otf", ".ttf", ".ttc", ".otc"})
_REGIONS: Final = {"JP": ("ja",), "KR": ("ko",), "TC": ("zh-tw",), "HK": ("zh-hk", "zh-mo")}
"""The variants of Chinese characters and the languages that have them; all other languages are given SC's."""
_SERIFS: Final = ("FandolFang", "FandolKai", "LXGW WenKai", "Liberation Serif", "Noto Serif")
"""Families of the set-up, but Noto Serif CJK, that fall back to a serif."""
_SYSTEM_FILES: Final = (
    "/etc/fonts/fonts.conf",
    "/opt/homebrew/etc/fonts/fonts.conf",
    "/usr/local/etc/fonts/fonts.conf",
)
_own_files: set[str] = set()
"""The files that this program has named in FONTCONFIG_FILE."""
_users_file = ""
"""What the user had named there."""


def setup_folder() -> Path:
    """Return where the set-up puts fonts; there may be none."""
    return Path(sys.prefix, "share", "deckbrief", "fonts", "pages")


def chosen_fonts(source: str) -> str:
    """Return the source of fonts that was asked for: `source`, else DECKBRIEF_FONTS, else the set-up's."""
    return source or os.environ.get("DECKBRIEF_FONTS", "") or SETUP


def font_folder(source: str) -> Path:
    """Source of fonts -> the folder of those that it is sure to have."""
    return setup_folder() if source in (SETUP, SYSTEM) else Path(source)


def use_fonts(source: str) -> tuple[Problem, ...]:
    """Let fontconfig see the fonts of a source from now on: in this process, and in what it starts.

    Where the source has none, the system's are seen, and a warning says so.
    """
    global _users_file  # noqa: PLW0603 - the environment is the process's
    source = chosen_fonts(source)
    before = os.environ.get("FONTCONFIG_FILE", "")
    if before not in _own_files:
        _users_file = before
    there = bool(font_files(source))
    conf = str(_written(_configuration(font_folder(source), source == SYSTEM or not there)))
    _own_files.add(conf)
    os.environ["FONTCONFIG_FILE"] = conf
    if there:
        return ()
    message = msg(
        "there are no fonts in '{font_folder}': pages are set with what this system has",
        font_folder=font_folder(source),
    )
    return (Problem("output.font", Place("fonts"), message, REMEDY, severity="warning"),)


# What fontconfig is told --------------------------------------------------------------------------------------------


def _configuration(folder: Path, with_system: bool) -> str:
    """Folder of fonts -> fontconfig's configuration: where they are, and what stands in for what."""
    files = [_users_file] if _users_file else _SYSTEM_FILES
    includes = [f'<include ignore_missing="yes">{escape(file)}</include>' for file in files if with_system]
    lines = [
        '<?xml version="1.0"?>', '<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">', "<fontconfig>",
        *includes,
        *([f"<dir>{escape(str(folder.resolve()))}</dir>"] if folder.is_dir() else []),
        f"<cachedir>{escape(str(_folder('fontconfig')))}</cachedir>",
        *(_as_wide(*pair) for pair in _AS_WIDE),
        *(_stands_in(family, "serif") for family in (*_SERIFS, *_cjk("Serif"))),
        *(_stands_in(family, "sans-serif") for family in ("Liberation Sans", *_cjk("Sans"))),
        _OTHERS,
        *(
            _bound(generic, name, region, lang)
            for region, langs in ((*_REGIONS.items(), ("SC", ("",))))
            for lang in langs
            for generic, name in (("serif", "Serif"), ("sans-serif", "Sans"))
        ),
        _WEIGHT,
        "</fontconfig>", "",
    ]  # fmt: skip
    return "\n".join(lines)


def _cjk(name: str) -> list[str]:
    return [f"Noto {name} CJK {region}" for region in ("SC", *_REGIONS)]


_AS_WIDE: Final = (
    ("Arial", "Liberation Sans"), ("Helvetica", "Liberation Sans"),
    ("Times New Roman", "Liberation Serif"), ("Times", "Liberation Serif"),
)  # fmt: skip
"""Families, and those of the set-up whose letters are as wide."""


def _as_wide(family: str, ours: str) -> str:
    return f'<alias binding="same"><family>{family}</family><accept><family>{ours}</family></accept></alias>'


def _stands_in(family: str, generic: str) -> str:
    """A character that the family lacks is looked for in others of its kind."""
    return f"<alias><family>{family}</family><default><family>{generic}</family></default></alias>"


_OTHERS: Final = """<match target="pattern">
<test qual="all" name="family" compare="not_eq"><string>sans-serif</string></test>
<test qual="all" name="family" compare="not_eq"><string>serif</string></test>
<edit name="family" mode="append_last"><string>sans-serif</string></edit></match>"""
"""A family that nothing is known of falls back to a sans."""

_WEIGHT: Final = """<match target="font">
<test name="weight" compare="less_eq"><const>medium</const></test>
<test target="pattern" name="weight" compare="more_eq"><const>bold</const></test>
<edit name="weight" mode="assign"><const>bold</const></edit></match>"""
"""A regular face that stands for a bold one keeps the weight that was asked for: so it is known, and told."""


def _bound(generic: str, name: str, region: str, lang: str) -> str:
    """A kind of font in a language (empty: in any) -> its face, which comes after those that have been bound before."""
    test = f'<test name="lang" compare="contains"><string>{lang}</string></test>' if lang else ""
    return (
        f'<match target="pattern">{test}<test qual="any" name="family"><string>{generic}</string></test>'
        f'<edit name="family" mode="prepend" binding="strong"><string>Noto {name} CJK {region}</string></edit></match>'
    )


def _folder(name: str) -> Path:
    return cache_folder(name) or Path(tempfile.gettempdir())


def _written(text: str) -> Path:
    """Configuration -> the file that holds it, whole at every moment."""
    file = _folder("fontconfig") / f"fonts-{sha256(text.encode()).hexdigest()[:12]}.conf"
    if not file.is_file():
        beside = file.with_name(f"{file.name}.{os.getpid()}")
        beside.write_text(text, "utf-8")
        beside.replace(file)
    return file


# What fonts hold ----------------------------------------------------------------------------------------------------


@cache
def font_files(source: str) -> tuple[Path, ...]:
    """Source of fonts -> the font files in its folder, sorted; the largest, which have most characters, first."""
    found = [path for path in font_folder(source).rglob("*") if path.suffix.lower() in _SUFFIXES and path.is_file()]
    return tuple(sorted(found, key=lambda path: (-path.stat().st_size, path)))


def characters_without_glyph(characters: Collection[str], source: str) -> set[str]:
    """Characters, source of fonts -> those that no font of its folder has; none where it has no fonts at all.

    Fonts are read until all characters are found; a collection's faces have the same characters.
    """
    missing = {ord(character) for character in characters}
    for file in font_files(source):
        missing -= _code_points(file)
        if not missing:
            break
    return {chr(code) for code in missing} if font_files(source) else set()


@cache
def _code_points(file: Path) -> frozenset[int]:
    with closing(_faces(file)) as faces:
        return frozenset(next(faces).getBestCmap() or ())


@cache
def families(source: str) -> frozenset[str]:
    """Source of fonts -> the names of the families in its folder, in lower case."""
    found = (name for file in font_files(source) for face in _faces(file) for name in face["name"].names)
    return frozenset(str(name).casefold() for name in found if name.nameID in (1, 16))


def _faces(file: Path) -> Generator[Any, None, None]:
    """Yield the faces of a font file."""
    from fontTools.ttLib import TTCollection, TTFont  # type: ignore[import-untyped]

    if file.suffix.lower() in (".ttc", ".otc"):
        with TTCollection(file, lazy=True) as collection:
            yield from collection.fonts
    else:
        with TTFont(file, lazy=True) as font:
            yield font


def weight_of(data: bytes, index: int) -> int:
    """A font file's bytes, number of the face -> its weight, from 1 to 1000 (OpenType, OS/2, usWeightClass)."""
    from io import BytesIO

    from fontTools.ttLib import TTFont

    return int(TTFont(BytesIO(data), fontNumber=index, lazy=True)["OS/2"].usWeightClass)
