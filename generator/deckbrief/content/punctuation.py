"""Pack -> marks of Latin script that stand beside Han characters, where the marks of Chinese are meant.

GB/T 15834 has the marks “” ‘’ ，（）。：；, of full width. Evidence and words that are left out are quotations: they
stand as the source has them.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import Final

from deckbrief.base.message import msg
from deckbrief.base.patterns import deferred
from deckbrief.base.problem import Problem
from deckbrief.base.script.kinds import HAN
from deckbrief.content.cited import Evidence
from deckbrief.content.comments import cut_texts
from deckbrief.content.evidence.free_slides import numbers_without_evidence
from deckbrief.content.model import Document, LeftOut, Pack
from deckbrief.content.paths import child, field_names, names_of, walk
from deckbrief.content.pointed import pointed_warnings
from deckbrief.content.undrawn import undrawn_warnings

_HALF: Final = deferred(rf"(?<=[{HAN}])[\"',().:;]+|(?<![0-9])[\"',().:;]+(?=[{HAN}])")
_TODO: Final = deferred(r"TODO\b")
"""How texts begin that a skeleton leaves to be written."""
_HAN_END: Final = deferred(rf"[{HAN}][\"')]?$")
_FULL: Final = {
    '"': "“ ”", "'": "‘ ’", ",": "，", "(": "（", ")": "）", ".": "。", ":": "：", ";": "；",
}  # fmt: skip
_UNSHOWN: Final = frozenset({"id", "path", "of", "unit", "answer", "lang", "date", "section"})


Kept = dict[str, tuple[Document, list[Problem]]]
"""Documents by their paths, and the warnings of their texts: those of the same document are not looked for again."""


def content_warnings(pack: Pack, kept: Kept | None = None) -> list[Problem]:
    """Pack -> warnings, sorted by place: half-width marks, texts still to be written, keys that nothing draws, what is
    pointed at beside the title, free slides whose numbers have no evidence, marks without their pair, texts that a
    comment or a comma cuts.

    What `kept` holds of an earlier call is used again, and is afterwards what this one has found.
    """
    before = kept or {}
    known = {document.path: before.get(document.path) for document in pack.documents}
    of_texts = {
        document.path: (
            document,
            old[1] if (old := known[document.path]) and old[0] is document else _of(document, pack),
        )
        for document in pack.documents
    }
    if kept is not None:
        kept.clear()
        kept.update(of_texts)
    found = [problem for _, problems in of_texts.values() for problem in problems]
    found += undrawn_warnings(pack)
    found += pointed_warnings(pack)
    found += numbers_without_evidence(pack)
    found += cut_texts(pack.folder)
    return sorted(found, key=lambda problem: (problem.place, problem.code, problem.message))


def _of(document: Document, pack: Pack) -> list[Problem]:
    """Document of a pack -> the warnings of its texts."""
    found: list[Problem] = []
    for path, text in _texts(document):
        found += _half_width(pack, path, text)
        found += _unpaired(pack, path, text)
        if _TODO.match(text):
            found.append(_unwritten(pack, path))
    return [*found, *_cut_in_two(pack, document)]


def _texts(document: Document) -> Iterator[tuple[str, str]]:
    """Document -> every text that is shown, with its path."""
    for path, entry in walk(document, document.path):
        if isinstance(entry, tuple):
            texts = [text for text in entry if isinstance(text, str)]
            yield from ((child(path, name), text) for name, text in enumerate(texts))
        elif not isinstance(entry, (Evidence, LeftOut)):
            shown = [name for name in field_names(type(entry)) if name not in _UNSHOWN]
            values = ((name, getattr(entry, name)) for name in shown)
            yield from ((child(path, name), value) for name, value in values if isinstance(value, str))


def _unwritten(pack: Pack, path: str) -> Problem:
    message = msg("this text is still to be written")
    return Problem("content.todo", pack.place(path), message, msg("replace TODO and what follows"), "warning")


def _half_width(pack: Pack, path: str, text: str) -> Iterator[Problem]:
    marks = list(dict.fromkeys("".join(_HALF.findall(text))))
    if marks:
        first = _HALF.search(text)
        assert first, "a mark that was found is there"
        around = text[max(0, first.start() - 4) : first.end() + 4]
        message = msg("half-width {marks} beside Chinese: …{around}…", marks=" ".join(marks), around=around)
        hint = msg("write {marks}", marks=", ".join(_FULL[mark] for mark in marks))
        yield Problem("content.half-width", pack.place(path), message, hint, severity="warning")


def _unpaired(pack: Pack, path: str, text: str) -> Iterator[Problem]:
    """A quotation mark that opens has one that closes; a straight one behind a digit stands for inches."""
    for opening, closing in ("“”", "「」", "《》"):
        opened, closed = text.count(opening), text.count(closing)
        if opened != closed:
            mark, missing = (opening, closing) if opened > closed else (closing, opening)
            message = msg("a {mark} without its {missing}", mark=mark, missing=missing)
            hint = msg("write both marks of the pair, {pair}", pair=opening + closing)
            yield Problem("content.quotation", pack.place(path), message, hint, severity="warning")
            return
    if len(_STRAIGHT.findall(text)) % 2:
        message = msg("a {mark} without its {missing}", mark='"', missing='"')
        hint = msg("write both marks of the pair, {pair}", pair="“”")
        yield Problem("content.quotation", pack.place(path), message, hint, severity="warning")


_STRAIGHT: Final = deferred(r'(?<![0-9])"')


def _cut_in_two(pack: Pack, document: Document) -> Iterator[Problem]:
    """A comma in a flow list parts its entries: one without a space before Han characters was meant as a mark."""
    for path, entry in walk(document, document.path):
        if isinstance(entry, tuple) and len(entry) > 1 and isinstance(entry[0], str):
            yield from _cut_members(pack, path, entry)


def _cut_members(pack: Pack, path: str, texts: tuple[str, ...]) -> Iterator[Problem]:
    places = [pack.place(child(path, name)) for name in names_of([""] * len(texts))]
    for (text, place), (_, following) in pairwise(zip(texts, places, strict=True)):
        together = place.file == following.file and place.line == following.line
        if together and following.column - place.column == len(text) + 1 and _HAN_END.search(text):
            message = msg("a half-width comma ends an entry of the list: …{text},", text=text[-4:])
            hint = msg("write ，, or a space behind the comma where two entries are meant")
            yield Problem("content.half-width", following, message, hint, severity="warning")
