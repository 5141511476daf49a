"""Characters that no font has -> warnings that say which they are, and where they are written."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator
from typing import Final

from deckbrief.base.message import msg
from deckbrief.base.problem import Place, Problem
from deckbrief.base.record import replace
from deckbrief.base.script.kinds import script_of
from deckbrief.content.nodes import Mapping, Node, Scalar, Sequence, Source, Unreadable, compose
from deckbrief.export.pdf.fonts import REMEDY, SCRIPTS, characters_without_glyph

CODE: Final = "output.glyph"
_FONT: Final = msg("name a folder with a font that has them, beside ours, with --fonts")
_REMEDY: Final = msg("write it otherwise, or name a folder with a font that has it, beside ours, with --fonts")
_SHOWN: Final = 12
"""How many further places a message names."""


def glyph_problem(character: str, place: Place, further: Iterable[Place] = ()) -> Problem:
    """Character without a glyph, where it is first written, where else -> the warning."""
    name = unicodedata.name(character, msg("a character without a name"))
    message = msg(
        "no font has U+{ord:04X} {name} ‘{character}’: a box is printed",
        ord=ord(character),
        name=name,
        character=character,
    )
    also = [str(at) for at in further]
    if also:
        message = msg("{message}; also at {places}", message=message, places=", ".join(also[:_SHOWN]))
    if len(also) > _SHOWN:
        message = msg("{message} and {number} more", message=message, number=len(also) - _SHOWN)
    return Problem(CODE, place, message, _REMEDY, severity="warning")


def placed(problems: Iterable[Problem], sources: Collection[Source]) -> Iterator[Problem]:
    """Warnings of characters without a glyph at their template -> at the YAML that they are written in, if it is known.

    Other problems stay as they are.
    """
    for problem in problems:
        character = _character(problem)
        places = [place for source in sources for place in _places(source, character)] if character else []
        if not places:
            yield problem
            continue
        found = glyph_problem(character, places[0], places[1:])
        line = next(source.line(places[0].line) for source in sources if source.name == places[0].file)
        yield replace(found, source_line=line)


def where_written(problems: tuple[Problem, ...], sources: Callable[[], Collection[Source]]) -> tuple[Problem, ...]:
    """Warnings of a document, its YAML files -> the same, those of characters and scripts where they are written."""
    if not any(problem.code == CODE for problem in problems):
        return problems
    return tuple(of_scripts(placed(problems, sources())))


def _character(problem: Problem) -> str:
    """Return the character that a warning tells of; empty where it is another problem."""
    return problem.message.partition("‘")[2][:1] if problem.code == CODE else ""


def glyph_problems(sources: Collection[Source], fonts: str) -> list[Problem]:
    """YAML files, source of fonts -> a warning for each character that no font of its folder has, at its places."""
    written = {character for source in sources for scalar in _scalars_of(source) for character in scalar.text}
    missing = characters_without_glyph({character for character in written if _is_drawn(character)}, fonts)
    found = (glyph_problem(character, Place("")) for character in sorted(missing))
    return list(of_scripts(placed(found, sources)))


def of_scripts(problems: Iterable[Problem]) -> Iterator[Problem]:
    """Warnings -> the same, but one for a script of whose letters many have no glyph: the fonts are what is missing.

    It stands where the first of its letters is told.
    """
    told = [(problem, script_of(character) if (character := _character(problem)) else "") for problem in problems]
    counts = Counter(script for _, script in told)
    many = {script for script, count in counts.items() if script and count > _FEW}
    for problem, script in told:
        if script not in many:
            yield problem
    for script in sorted(many):
        letters = [problem for problem, own in told if own == script]
        first = min(letters, key=lambda problem: (problem.place.file, problem.place.line, problem.place.column))
        message = msg("no font has the letters of the script {script}: boxes are printed", script=script)
        yield replace(first, code="output.font", message=message, hint=REMEDY if script in SCRIPTS else _FONT)


_FEW: Final = 12
"""Letters of a script that a font may lack as rare ones; each of them is told."""


def _is_drawn(character: str) -> bool:
    """Tell whether a character needs a glyph: not spaces, controls, format characters, variation selectors."""
    kind = unicodedata.category(character)
    return kind[0] not in "ZC" and not unicodedata.name(character, "").startswith("VARIATION SELECTOR")


def _places(source: Source, character: str) -> Iterator[Place]:
    """Yield where a file's texts hold a character; where it is written as an escape, the text's beginning."""
    scalars = _scalars_of(source)
    ends = [*(scalar.start for scalar in scalars[1:]), len(source.text)]
    for scalar, end in zip(scalars, ends, strict=True):
        offset = scalar.start
        for _ in range(scalar.text.count(character)):
            found = source.text.find(character, offset, end)
            yield source.place(found if found >= 0 else scalar.start)
            offset = found + 1 if found >= 0 else offset


def _scalars_of(source: Source) -> list[Scalar]:
    """YAML file -> its values in the order in which they stand, keys left out."""
    node, _ = compose(source)
    return sorted(_scalars(node), key=lambda scalar: scalar.start) if node else []


def _scalars(node: Node) -> Iterator[Scalar]:
    match node:
        case Scalar():
            yield node
        case Sequence():
            for item in node.items:
                yield from _scalars(item)
        case Mapping():
            for _, value in node.pairs.values():
                yield from _scalars(value)
        case Unreadable():
            return
