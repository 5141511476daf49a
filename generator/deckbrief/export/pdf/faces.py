"""Style sheets -> the stacks of fonts that they name, and the faces that are named first and are not there."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Any, Final

from deckbrief.base.message import msg
from deckbrief.base.problem import Place, Problem
from deckbrief.base.record import record
from deckbrief.export.pdf.fonts import SETUP, SYSTEM, chosen_fonts, families, font_files

_GENERIC: Final = frozenset({"serif", "sans-serif", "monospace", "cursive", "fantasy", "system-ui"})
_KEYWORDS: Final = frozenset({"inherit", "initial", "unset", "revert"})
_ELSEWHERE: Final = msg(
    "--fonts system lets pages be set with what this system has; --fonts FOLDER with fonts of your own"
)


@record
class Stack:
    """Families in the order in which they are tried, and where that is written: line and column from 1."""

    families: tuple[str, ...]
    line: int
    column: int


def font_stacks(style: str, source: str) -> Iterator[Stack]:
    """Style sheet -> the stacks of its declarations; rules for another source of fonts (`data-fonts`) are left out."""
    import tinycss2  # type: ignore[import-untyped]

    for rule in tinycss2.parse_stylesheet(style, skip_comments=True, skip_whitespace=True):
        if rule.type not in ("qualified-rule", "at-rule") or rule.content is None or _is_face(rule):
            continue
        selector = tinycss2.serialize(rule.prelude)
        if "data-fonts" in selector and f"data-fonts={source}" not in selector.replace('"', ""):
            continue
        yield from _stacks_in(rule.content, style)


def _is_face(rule: Any) -> bool:
    return bool(rule.type == "at-rule" and rule.lower_at_keyword == "font-face")


def own_families(style: str) -> frozenset[str]:
    """Style sheet -> the names of the families that it brings with it (`@font-face`), in lower case."""
    import tinycss2

    rules = tinycss2.parse_stylesheet(style, skip_comments=True, skip_whitespace=True)
    declarations = (
        entry
        for rule in filter(_is_face, rules)
        for entry in tinycss2.parse_declaration_list(rule.content or [], skip_comments=True, skip_whitespace=True)
    )
    return frozenset(
        _family(entry.value).casefold()
        for entry in declarations
        if entry.type == "declaration" and entry.lower_name == "font-family"
    )


def _stacks_in(content: list[Any], style: str) -> Iterator[Stack]:
    import tinycss2

    for entry in tinycss2.parse_blocks_contents(content, skip_comments=True, skip_whitespace=True):
        if entry.type == "declaration":
            yield from _stack(entry, style)
        elif getattr(entry, "content", None):
            yield from _stacks_in(entry.content, style)


def _stack(declaration: Any, style: str) -> Iterator[Stack]:
    """Yield a declaration's stack: of a variable's only where it ends in a kind of font."""
    groups: list[list[Any]] = [[]]
    for token in declaration.value:
        if token.type == "literal" and token.value == ",":
            groups.append([])
        else:
            groups[-1].append(token)
    names = [_family(group) for group in groups]
    wanted = declaration.lower_name in ("font", "font-family")
    if (
        all(names)
        and not _KEYWORDS.intersection(names)
        and (wanted or (declaration.name.startswith("--") and names[-1] in _GENERIC))
    ):
        yield Stack(tuple(name for name in names if name), declaration.source_line, declaration.source_column)


def _family(tokens: Sequence[Any]) -> str:
    """Return the family at the end of tokens, which may say a size before; empty where there is none."""
    words: list[str] = []
    for token in reversed([token for token in tokens if token.type != "whitespace"]):
        if token.type == "string":
            return str(token.value) if not words else " ".join(words)
        if token.type != "ident":
            break
        words.insert(0, str(token.value))
    return " ".join(words)


def missing_faces(style: str, source: str, own: frozenset[str], file: Path | None, place: Place) -> Iterator[Problem]:
    """Style sheet, families that the document brings, its file -> a warning for each stack whose first one is missing.

    Where another face that is not of the set-up's stands in for it, it is one of the same kind, and nothing is said;
    nor where the source has no fonts at all, which is told once.
    """
    if not font_files(chosen_fonts(source)):
        return
    there, ours = available_families(source) | own, families(SETUP)
    for stack in font_stacks(style, source):
        taken = next((name for name in stack.families if name.casefold() in there or name in _GENERIC), "")
        if taken == stack.families[0] or (taken and taken not in _GENERIC and taken.casefold() not in ours):
            continue
        message = msg(
            "the font '{families}' is not there; '{what}' stands for it",
            families=stack.families[0],
            what=taken or msg("another"),
        )
        at = Place(str(file), stack.line, stack.column) if file else place
        yield Problem("output.font", at, message, _ELSEWHERE, severity="warning")


@cache
def available_families(source: str) -> frozenset[str]:
    """Source of fonts -> the names of all families that it has, in lower case."""
    if source != SYSTEM:
        return families(source)
    try:
        done = subprocess.run(["fc-list", ":", "family"], capture_output=True, text=True, check=True)
    except (OSError, subprocess.CalledProcessError):
        return families(source)
    names = (name for line in done.stdout.splitlines() for name in line.split(","))
    return families(source) | {name.strip().replace("\\", "").casefold() for name in names}
