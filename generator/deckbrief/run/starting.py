"""The commands that one starts with, as the command line offers them."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, Final

from deckbrief.base.message import Message, msg

Words = Callable[[Message], str]
"""A message -> what is shown of it."""
Add = Callable[[str, Callable[[argparse.Namespace, list[str]], None], str], argparse.ArgumentParser]
"""Name, what runs, what it is about -> the command's parser."""

_SCHEMA: Final = msg(
    """examples:
  deckbrief schema > content/deckbrief.schema.json

Editors that know YAML offer keys and values by it where the first line of a file in content/ says
  # yaml-language-server: $schema=deckbrief.schema.json"""
)

_INIT: Final = msg(
    """examples:
  deckbrief init                                     in this folder, in Chinese
  deckbrief init course --content-lang en --example  in a folder of its own, with an example to look at
  deckbrief init course --from talks.docx            with a first unit that cites a source text

Then, in that folder: deckbrief build"""
)
_NEW: Final = msg(
    """examples:
  deckbrief new unit "North Library"
  deckbrief new unit "North Library" --from talks.docx --section "North Library"
  deckbrief new session "An hour for beginners"
  deckbrief new slides "House rules\""""
)


_DOCTOR: Final = msg(
    """examples:
  deckbrief doctor           a line for each thing that is there or missing
  deckbrief doctor --json    the same for a program to read

exit status:
  0    nothing is missing
  1    something is missing; its line says what brings it"""
)


_ICONS: Final = msg(
    """examples:
  deckbrief icons 学习       icons for learning; a part takes one with `icon: KEY`
  deckbrief icons road map   icons that stand for either word
  deckbrief icons            all of them"""
)


_EXPLAIN: Final = msg(
    """examples:
  deckbrief explain content.todo     what the code means, and what helps
  deckbrief explain                  all codes"""
)


def add_commands(add: Add, tell: Words) -> None:
    """Add the commands to the command line."""
    about = tell(msg("Print the JSON Schema of content files, for editors."))
    _described(add("schema", _schema, about), tell(_SCHEMA))
    about = tell(msg("Begin a pack in a folder: files that build at once, to be filled in."))
    _add_init(_described(add("init", _init, about), tell(_INIT)), tell)
    about = tell(msg("Add a unit, a session, a comparison or a set of free slides to the pack."))
    _add_new(_described(add("new", _new, about), tell(_NEW)), tell)
    about = tell(msg("Find the icons that stand for words: their keys, and what else each stands for."))
    _add_icons(_described(add("icons", _icons, about), tell(_ICONS)), tell)
    about = tell(msg("Tell what a problem's code means, and what helps."))
    explain = _described(add("explain", _explain, about), tell(_EXPLAIN))
    explain.add_argument("codes", nargs="*", metavar="CODE", help=tell(msg("as it stands in brackets; default: all")))
    about = tell(msg("Tell versions, libraries and fonts, and the command that brings what is missing."))
    doctor = _described(add("doctor", _doctor, about), tell(_DOCTOR))
    doctor.add_argument("--json", action="store_true", help=tell(msg("print it as one JSON object")))


def _add_icons(parser: argparse.ArgumentParser, tell: Words) -> None:
    parser.add_argument(
        "words", nargs="*", metavar="WORD", help=tell(msg("words of it, in Chinese or English; default: all icons"))
    )


def _icons(given: Any, more: list[str]) -> None:
    from deckbrief.base.icons.keys import icons_by_words, nearest_icons
    from deckbrief.base.message import worded
    from deckbrief.run.console import say

    found = icons_by_words(given.words)
    for key, terms in found.items():
        say(sys.stdout, f"{key}\t{' '.join(terms)}")
    if not found:
        message = msg("no icon stands for '{words}'; near it: {near}", words=" ".join(given.words),
                      near=", ".join(nearest_icons(given.words)) or "–")  # fmt: skip
        say(sys.stderr, worded(message, given.catalogue))
        sys.exit(1)


def _explain(given: Any, more: list[str]) -> None:
    from deckbrief.base.cures import CURES
    from deckbrief.base.message import worded
    from deckbrief.base.problem import CATALOGUE, Place, Problem, ProblemError, nearest
    from deckbrief.run.console import say

    codes = [code.strip("[]") for code in given.codes]
    unknown = [code for code in codes if code not in CATALOGUE]
    if unknown:
        raise ProblemError(
            Problem("output.unknown", Place("command line"), msg("there is no code '{code}'", code=code),
                    nearest(code, [one for one in CATALOGUE if one.partition(".")[0] == code.partition(".")[0]]))
            for code in unknown
        )  # fmt: skip
    for code in codes or CATALOGUE:
        say(sys.stdout, f"{code}: {worded(CATALOGUE[code], given.catalogue)}")
        if cure := CURES.get(code):
            say(sys.stdout, f"  {worded(msg('hint: {hint}', hint=cure), given.catalogue)}")


def _described(parser: argparse.ArgumentParser, examples: str) -> argparse.ArgumentParser:
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    parser.epilog = examples
    return parser


def _add_init(parser: argparse.ArgumentParser, tell: Words) -> None:
    parser.add_argument(
        "folder", nargs="?", type=Path, default=Path(), metavar="FOLDER", help=tell(msg("default: this folder"))
    )
    parser.add_argument(
        "--content-lang",
        choices=("zh-CN", "en"),
        default="",
        help=tell(msg("language of the content; default: that of TEXT, else zh-CN")),
    )
    parser.add_argument("--example", action="store_true", help=tell(msg("a small pack that is complete")))
    _add_text(parser, tell)


def _add_new(parser: argparse.ArgumentParser, tell: Words) -> None:
    parser.add_argument("kind", choices=("unit", "session", "comparison", "slides"), help=tell(msg("what to add")))
    parser.add_argument("name", metavar="NAME", help=tell(msg("its name; a name in Latin letters names the file too")))
    _add_text(parser, tell)
    parser.add_argument(
        "--content",
        type=Path,
        default=Path("content"),
        metavar="FOLDER",
        help=tell(msg("folder of the YAML files; default: content")),
    )


def _add_text(parser: argparse.ArgumentParser, tell: Words) -> None:
    parser.add_argument(
        "--from",
        dest="text",
        type=Path,
        metavar="TEXT",
        help=tell(msg("source text (.md, .txt, .docx) whose numbers, coined terms and names a unit begins with")),
    )
    parser.add_argument(
        "--section",
        default="",
        metavar="WORDS",
        help=tell(msg("words of the heading line at which the unit's section of the text begins")),
    )


def _init(given: Any, more: list[str]) -> None:
    from deckbrief.run.from_text import pack_from_text
    from deckbrief.run.skeleton import init_pack

    if (given.text and given.example) or (given.section and not given.text):
        given.parser.error("--section is for --from TEXT, which is not for --example")
    if given.text:
        _say_written(pack_from_text(given.folder, given.content_lang, given.text, given.section))
    else:
        _say_written(init_pack(given.folder, given.content_lang or "zh-CN", given.example))


def _new(given: Any, more: list[str]) -> None:
    from deckbrief.base.message import worded
    from deckbrief.run.console import say
    from deckbrief.run.from_text import notes_of_source, unit_from_text
    from deckbrief.run.skeleton import new_document

    if (given.text or given.section) and (given.kind != "unit" or not given.text):
        given.parser.error("--from TEXT is for units, --section for --from")
    if given.text:
        _say_written(unit_from_text(given.name, given.content, given.text, given.section))
        for note in notes_of_source(given.content, given.text, given.name, given.section):
            say(sys.stderr, worded(note, given.catalogue))
    else:
        _say_written(new_document(given.kind, given.name, given.content))


def _say_written(files: Iterable[Path]) -> None:
    from deckbrief.base.report import user_path
    from deckbrief.run.console import say

    for file in files:
        say(sys.stdout, user_path(file))


def _doctor(given: Any, more: list[str]) -> None:
    from deckbrief.base.message import worded
    from deckbrief.run.as_json import diagnosis_json
    from deckbrief.run.console import say
    from deckbrief.run.doctor import diagnosis

    found = diagnosis()
    lines = [worded(finding.line, given.catalogue) for finding in found]
    say(sys.stdout, diagnosis_json(found, given.catalogue) if given.json else "\n".join(lines))
    if not all(finding.there for finding in found):
        raise SystemExit(1)


def _schema(given: Any, more: list[str]) -> None:
    from deckbrief.content.schema import schema_text
    from deckbrief.run.console import say

    say(sys.stdout, schema_text().rstrip("\n"))
