"""New packs and documents: files that build at once, with TODO where someone has to write. Nothing is written over."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final

from deckbrief.base.message import Message, msg
from deckbrief.base.problem import Place, Problem, ProblemError
from deckbrief.base.report import user_path
from deckbrief.base.roots import template_roots
from deckbrief.content import limits
from deckbrief.content.model import Pack, PackInfo, Unit
from deckbrief.content.read import read_what_can_be
from deckbrief.content.schema import FILE as SCHEMA
from deckbrief.content.schema import schema_text

LANGUAGES: Final = ("zh-CN", "en")
"""The languages that skeletons are written in."""
KINDS: Final = ("unit", "session", "comparison", "slides")
"""What can be added to a pack."""

_MODULE_MINUTES: Final = 8
_AROUND_UNITS: Final = 4
"""Minutes of opening and closing in the skeleton of a session."""
_FIRST: Final = {
    "zh-CN": ("新的一套内容", "第一个单位", "第一次课"),
    "en": ("A new pack", "First unit", "First session"),
}
_EXAMPLE: Final = {
    "zh-CN": ("旧书换新友", "小巷图书室", "旧书三步"),
    "en": ("Old books, new friends", "The lane’s reading room", "Three steps"),
}
"""By language: the names of pack, unit and session."""


def init_pack(folder: Path, lang: str, example: bool = False) -> list[Path]:
    """Folder of a new pack -> the files that were written below its content/; raises ProblemError if there are some."""
    pack, unit, session = (_EXAMPLE if example else _FIRST)[lang]
    unit_file = "example" if example else "unit"
    unit_text = _filled(lang, unit_file, unit, "../")
    return write_new(
        _pack_files(
            folder, _filled(lang, "pack", pack, ""), unit_text, _session(lang, session, {"first": unit}, example)
        )
    )


def pack_files(folder: Path, lang: str, title: str, units: Sequence[tuple[str, str]]) -> dict[Path, str]:
    """Folder of a new pack, language, title of its source, names and texts of its units -> its files."""
    _, _, session = _FIRST[lang]
    info = re.sub("(?m)^# source:.*$", lambda _: f"source: {quoted(title)}", _filled(lang, "pack", title, ""))
    ids: list[str] = []
    for number, (name, _) in enumerate(units, 1):
        stem = _stem(name, "unit") if number > 1 else "first"
        ids.append(stem if stem and stem not in ids else f"unit-{number}")
    named = dict(zip(ids, (name for name, _ in units), strict=True))
    files = _pack_files(folder, info, headed(units[0][1], "../"), _session(lang, session, named))
    others = {folder / "content" / "units" / f"{each}.yaml": text for each, (_, text) in zip(ids, units, strict=True)}
    return {**files, **{file: headed(text, "../") for file, text in others.items()}}


def _pack_files(folder: Path, info: str, unit: str, session: str) -> dict[Path, str]:
    content = folder / "content"
    return {
        content / "pack.yaml": info,
        content / "units" / "first.yaml": unit,
        content / "sessions" / "first-session.yaml": session,
        content / SCHEMA: schema_text(),
    }


def new_document(kind: str, name: str, content: Path) -> list[Path]:
    """Kind, name, content folder -> the file of a new document of that name in the pack's language."""
    pack = pack_to_add_to(content)
    lang = "zh-CN" if pack.info.lang.casefold().startswith("zh") else "en"
    text = {"unit": _new_unit, "session": _new_session, "comparison": _new_comparison, "slides": _new_slides}[kind](
        lang, name, pack
    )
    return write_new({free_file(content, kind, name, pack): text} | missing_schema(content))


def pack_to_add_to(content: Path) -> Pack:
    """Content folder -> its pack, as far as it can be read: what is wrong in it may be what is to be added.

    Raises ProblemError where there is no pack.
    """
    pack, problems, _ = read_what_can_be(content)
    if not pack.info.path:
        raise ProblemError(problems)
    return pack


def missing_schema(content: Path) -> dict[Path, str]:
    """Content folder -> the schema's file and text, where it is not there."""
    return {} if (content / SCHEMA).exists() else {content / SCHEMA: schema_text()}


def free_file(content: Path, kind: str, name: str, pack: Pack) -> Path:
    """Return the file of a new document: its name in small letters and hyphens, or its kind and a free number."""
    folder = content / f"{kind.removesuffix('s')}s"
    stem = _stem(name, kind)
    taken = {document.id for document in pack.documents}
    if stem:
        file = folder / f"{stem}.yaml"
        return file if stem not in taken or file.exists() else folder / f"{stem}-{kind}.yaml"
    number = 1
    while f"{kind}-{number}" in taken or (folder / f"{kind}-{number}.yaml").exists():
        number += 1
    return folder / f"{kind}-{number}.yaml"


def _stem(name: str, kind: str) -> str:
    """Return a name in small letters and hyphens; empty where it can name no file."""
    stem = re.sub(r"[^a-z0-9]+", "-", name.casefold()).strip("-") if name.isascii() else ""
    return stem if len(stem) <= limits.ID_LENGTH - len(kind) - 1 and stem not in limits.RESERVED else ""


def write_new(files: Mapping[Path, str]) -> list[Path]:
    """Files and their texts -> the files, written; raises ProblemError, having written none, if one is there."""
    there = [file for file in files if os.path.lexists(file)]
    if there:
        raise ProblemError(
            Problem(
                "start.exists", Place(user_path(file)), msg("this file is there already: nothing was written"), _OTHER
            )
            for file in there
        )
    for file, text in files.items():
        try:
            file.parent.mkdir(parents=True, exist_ok=True)
            with file.open("x", encoding="utf-8", newline="\n") as opened:
                opened.write(text)
        except OSError as error:
            reason = str(error.strerror or error).lower()
            message = msg("cannot be written: {reason}", reason=reason)
            raise ProblemError([Problem("output.unwritable", Place(user_path(file)), message)]) from error
    return list(files)


_OTHER: Final[Message] = msg("choose another folder or name, or edit the file that is there")


def headed(text: str, up: str) -> str:
    """Text of a file, the way up to the content folder -> the text after the line that editors find the schema by."""
    return f"# yaml-language-server: $schema={up}{SCHEMA}\n{text}"


def quoted(text: str) -> str:
    """Text -> the same between double quotes, as YAML reads it."""
    return json.dumps(text, ensure_ascii=False)


def _filled(lang: str, file: str, name: str, up: str, **others: str) -> str:
    text = (template_roots(None)[0] / "start" / lang / f"{file}.yaml").read_text("utf-8")
    for key, value in others.items():
        text = text.replace(f"@{key}@", value)
    return headed(text.replace("@NAME@", quoted(name)), up)


def _new_unit(lang: str, name: str, pack: Pack) -> str:
    return with_evidence(_filled(lang, "unit", name, "../"), pack.info)


def with_evidence(text: str, info: PackInfo) -> str:
    """Text of a unit, what holds for its pack -> the same, with evidence to be filled in where it is asked for."""
    if not info.source:
        return text
    text = re.sub("(?m)^# (?!yaml-language-server).*\n", "", text)  # how it is done is there to be seen
    text = text.replace("\nsummary:\n", f"\nevidence: {_EVIDENCE}\nsummary:\n")
    return re.sub(r"(?m)^( *)- id: .*$", rf"\g<0>\n\1  evidence: {_EVIDENCE}", text)


_EVIDENCE: Final = "[{paragraph: 1, words: TODO}]"


def _new_session(lang: str, name: str, pack: Pack) -> str:
    return _session(lang, name, {unit.id: unit.name for unit in pack.units})


def _session(lang: str, name: str, units: Mapping[str, str], example: bool = False) -> str:
    lines = [
        f"  - {{kind: unit, of: {unit}, title: {quoted(title)}, minutes: {_MODULE_MINUTES}}}\n"
        for unit, title in units.items()
    ]
    told = _AROUND_UNITS + _MODULE_MINUTES * len(units)
    talk = told + 2  # more than half of a session is the participants'
    text = _filled(lang, "session", name, "../", UNITS="".join(lines), MINUTES=str(told + talk), TALK=str(talk))
    for unfinished, words in _WORDS_OF_EXAMPLE[lang].items() if example else ():
        text = text.replace(unfinished, words)
    return text


_WORDS_OF_EXAMPLE: Final = {
    "zh-CN": {"TODO 学员是谁": "社区工作者", "TODO 学完能做什么": "说得出旧书三步",
              "TODO 请学员讨论的问题？": "第一次换书会放在哪里办？"},
    "en": {"TODO who comes": "Neighbourhood volunteers", "TODO what they can do afterwards": "Name the three steps",
           "TODO what they are to discuss?": "Where would your first swap be?"},
}  # fmt: skip


def _new_comparison(lang: str, name: str, pack: Pack) -> str:
    todo = {"zh-CN": "TODO 这个单位怎么说", "en": "TODO what this unit says"}[lang]
    cells = "\n".join(f"      - {{unit: {unit.id}, text: {todo}{_evidence(pack)}}}" for unit in pack.units)
    return _filled(lang, "comparison", name, "../", IDS=", ".join(_ids(pack.units)), CELLS=cells)


def _new_slides(lang: str, name: str, pack: Pack) -> str:
    return _filled(lang, "slides", name, "../")


def _evidence(pack: Pack) -> str:
    return f", evidence: {_EVIDENCE}" if pack.info.source else ""


def _ids(units: tuple[Unit, ...]) -> list[str]:
    return [unit.id for unit in units]
