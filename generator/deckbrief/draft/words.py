"""`words/<lang>.yaml` -> the words that templates need in a language, and what is wrong with them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Final

from deckbrief.base.message import msg
from deckbrief.base.patterns import deferred
from deckbrief.base.problem import Place, Problem, ProblemError, nearest, nearest_word
from deckbrief.base.reading import note
from deckbrief.base.record import record
from deckbrief.base.report import user_path
from deckbrief.content.model import Pack
from deckbrief.content.plain import PlainFile, read_plain
from deckbrief.theme.theme import Wording

_FALLBACK: Final = "en"
"""The language whose shipped words stand in for those that a file lacks."""
_FIELD: Final = deferred(r"\{([^{}:!]*)[^{}]*\}")


@record
class Words:
    """The words by name, and what could be better about their file."""

    by_name: Mapping[str, str]
    warnings: tuple[Problem, ...] = ()


def load_words(lang: str, roots: Sequence[Path]) -> Mapping[str, str]:
    """Language (BCP 47) -> the words that templates need, from `words/<lang>.yaml`; `zh-TW` may use `zh`'s file.

    A word that the file lacks is the English one. Raises ProblemError where no file speaks the language, or it cannot
    be read.
    """
    return read_words(lang, roots).by_name


def told_plainly(words: Mapping[str, str]) -> Mapping[str, str]:
    """Words -> those of a pack without a source: nothing is told apart, for all of it is the editor's."""
    watch = {name: words["takeaways_watch_plain"] for name in words if name.startswith("takeaways_watch_")}
    return {**words, **watch, "evidence_none": "", "evidence_missing": "", "takeaway": words["takeaway_plain"]}


def words_for(pack: Pack, roots: Sequence[Path]) -> Mapping[str, str]:
    """Pack -> the words that its documents are made with. Raises as `load_words`."""
    words = load_words(pack.info.lang, roots)
    return words if pack.info.source else told_plainly(words)


def read_words(lang: str, roots: Sequence[Path]) -> Words:
    """As `load_words`, with a warning for each word that is missing, and for one that seems to be another's name."""
    for name in (lang, lang.partition("-")[0]):
        note(f"template:words/{name}.yaml")
        for root in roots:
            path = root / "words" / f"{name}.yaml"
            if path.is_file():
                return _completed(path, roots[-1] / "words" / f"{_FALLBACK}.yaml")
    known = {path.stem for root in roots for path in (root / "words").glob("*.yaml")}
    place = Place(str(roots[0] / "words" / f"{lang}.yaml"))
    message = msg("there are no template words for the language '{lang}'", lang=lang)
    hint = msg(
        "{nearest}; or add words/{lang}.yaml to templates of your own (--templates)",
        nearest=nearest(lang, known),
        lang=lang,
    )
    raise ProblemError([Problem("template.missing", place, message, hint)])


def _completed(path: Path, fallback: Path) -> Words:
    own = _read(path)
    if path == fallback or not fallback.is_file():
        return Words(own.values)
    note(f"template:words/{_FALLBACK}.yaml")
    whole = _read(fallback).values
    _refuse_fields(own, whole)
    missing = [name for name in whole if name not in own.values]
    strange = [name for name in own.values if name not in whole]
    warnings = [_missing_word(path, name, whole[name], nearest_word(name, strange), own) for name in missing]
    return Words({**whole, **own.values} if missing else own.values, tuple(warnings))


@lru_cache(maxsize=8)
def _read_at(path: Path, changed: int) -> PlainFile:
    return read_plain(path, texts=True)


def _read(path: Path) -> PlainFile:
    """Path -> the words of the file, each a text. Raises ProblemError."""
    file = _read_at(path, path.stat().st_mtime_ns)
    problems = list(file.problems)
    for name, value in file.values.items():
        if not isinstance(value, str):
            message = msg("'{name}' takes a text, not {what}", name=name, what=msg("a list"))
            problems.append(Problem("content.wrong-type", file.places[name,], message))
    if problems:
        raise ProblemError(problems)
    return file


def _refuse_fields(own: PlainFile, whole: Mapping[str, str]) -> None:
    """Raises ProblemError for words with a `{field}` that nothing fills in."""
    problems = []
    for name, text in own.values.items():
        given = set(_FIELD.findall(whole.get(name, "")))
        for field in sorted(set(_FIELD.findall(text)) - given) if name in whole else ():
            message = msg("the word '{name}' has {{{field}}}, which nothing fills in", name=name, field=field)
            problems.append(Problem("template.words", own.places[name,], message, nearest(field, given)))
    if problems:
        raise ProblemError(problems)


def _missing_word(path: Path, name: str, english: str, near: str, own: PlainFile) -> Problem:
    """Return the warning for a word that a file lacks, at the word that seems to be meant for it, if there is one."""
    message = msg("the word '{name}' is missing: the English one stands for it", name=name)
    if near:
        hint = msg("is '{near}' meant for it?", near=near)
        return Problem("template.words", own.places[near,], message, hint, severity="warning")
    hint = msg("add `{name}:`, in English {english}", name=name, english=repr(english))
    return Problem("template.words", Place(user_path(path)), message, hint, severity="warning")


def named_pairs(told: str) -> dict[str, str]:
    """`card = 卡片; icon = 图标` -> the same as a mapping: what things of a program are called in the language."""
    pairs = (entry.partition("=") for entry in told.split(";"))
    return {kind.strip(): name.strip() for kind, _, name in pairs if kind.strip() and name.strip()}


def wording(words: Mapping[str, str]) -> Wording:
    """Words of a language -> what it calls layouts and shapes, and what empty places of a layout say."""
    return Wording(*(named_pairs(words[name]) for name in ("layouts", "prompts", "shapes")))
