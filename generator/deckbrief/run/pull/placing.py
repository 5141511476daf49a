"""Words that were changed on a slide -> the text of the YAML that they come from, and what it is to say."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final

from deckbrief.base.record import record
from deckbrief.base.script.sentences import first_sentence
from deckbrief.content.model import Pack
from deckbrief.run.preview.forms import key_at
from deckbrief.run.pull.changes import TextChange, joined, plain
from deckbrief.run.rewriting import Keys, Written, decoded, texts_below, texts_of

_NAMED: Final = frozenset({"kind", "id", "of", "unit"})
"""Keys whose texts other places name: a word on a slide is none of them."""


@record
class Placed:
    """A change where it belongs: the file as it is named, the way to the text in it, what it says and is to say."""

    change: TextChange
    name: str
    file: Path
    written: Written
    new: str

    @property
    def keys(self) -> Keys:
        return self.written.keys


class Texts:
    """All texts of a pack's files, each file read once."""

    def __init__(self, pack: Pack, files: Mapping[str, Path]) -> None:
        self._pack, self.files = pack, files
        self._sources = {name: decoded(file.read_bytes()) for name, file in files.items()}
        self._all = {name: texts_of(source) for name, source in self._sources.items()}

    def places(self, change: TextChange) -> Iterator[list[tuple[str, Written]]]:
        """Yield texts that a change may be of, in lists, the likeliest first: its entry's, its slide's, all."""
        paths = [path for path in (change.path, *sorted(change.slide.paths)) if path]
        if change.path:
            yield self._below(change.path)
        if change.in_notes:
            yield [found for path in paths for found in self._below(_owner(path))]
        files = dict.fromkeys(self._pack.place(path).file for path in paths)
        yield [(name, written) for name in files for written in self._all.get(name, ())]
        yield [(name, written) for name, all_ in self._all.items() for written in all_]

    def _below(self, path: str) -> list[tuple[str, Written]]:
        place = self._pack.place(path)
        source = self._sources.get(place.file)
        return [(place.file, found) for found in texts_below(source, place.line, place.column)] if source else []

    def file_of(self, path: str) -> tuple[str, Written] | None:
        """Return the text that names the file of a picture, and the name of the YAML file that it stands in."""
        found = self._below(path)
        named = [one for one in found if one[1].keys[-1] == "file"] or (found if len(found) == 1 else [])
        return named[0] if len(named) == 1 else None

    def takes(self, name: str, keys: Keys, words: str) -> bool:
        """Tell whether a place may say these words: a number takes a number, a choice one of its words."""
        key = key_at(self._sources[name], keys)
        if key is None or key.kind == "text":
            return key is None or key.name not in _NAMED
        if key.kind == "switch" or key.words:
            return words in (key.words or ("true", "false"))
        return re.fullmatch(r"[0-9]+" if key.kind == "whole" else r"[0-9]+(\.[0-9]+)?", words) is not None

    def says(self, words: str) -> bool:
        """Tell whether some text of the pack says just that."""
        return any(plain(written.text) == plain(words) for all_ in self._all.values() for written in all_)


def _owner(path: str) -> str:
    """Return the entry that has the notes of what a path leads to: the document's own, or its framework or group."""
    document, _, rest = path.partition("#")
    return f"{document}#{'.'.join(rest.split('.')[:2])}" if rest else document


def placed(change: TextChange, texts: Texts) -> Placed | None:
    """Change -> where it belongs; None where no text of the pack, or none alone, has the words that were changed."""
    old, new = joined(change.old), joined(change.new)
    if not plain(old) or not plain(new):
        return None
    for says in (_wanted, _wanted_of_part):
        for candidates in texts.places(change):
            if found := _best(candidates, old, new, says):
                name, written, wanted = found
                if not texts.takes(name, written.keys, wanted):
                    return None
                return Placed(change, name, texts.files[name], written, wanted)
    return None


def _best(
    candidates: Sequence[tuple[str, Written]], old: str, new: str, says: Callable[[str, str, str], str | None]
) -> tuple[str, Written, str] | None:
    """Return the longest text that holds all that was changed; None where two different ones are as long."""
    found: dict[tuple[str, Keys], tuple[int, str, Written, str]] = {}
    for name, written in candidates:
        wanted = says(written.text.rstrip("\n"), old, new)
        if wanted is not None:
            found[name, written.keys] = (len(written.text), name, written, wanted)
    ordered = sorted(found.values(), key=lambda one: -one[0])
    if not ordered or (len(ordered) > 1 and ordered[0][0] == ordered[1][0] and ordered[0][1] != ordered[1][1]):
        return None
    return ordered[0][1:]


def _wanted(text: str, old: str, new: str) -> str | None:
    """A text of the content, a paragraph before and after -> what the text is to say; None where it is not of it."""
    if plain(text) == plain(old):
        return new
    at = old.find(text) if len(text) > 1 else -1
    if at < 0:
        return None
    before = next((n for n, (a, b) in enumerate(zip(old, new, strict=False)) if a != b), min(len(old), len(new)))
    rest = zip(reversed(old[before:]), reversed(new[before:]), strict=False)
    behind = next((n for n, (a, b) in enumerate(rest) if a != b), min(len(old), len(new)) - before)
    if at > before or at + len(text) < len(old) - behind:
        return None
    return text[: before - at] + new[before : len(new) - behind] + text[len(old) - behind - at :]


def _wanted_of_part(text: str, old: str, new: str) -> str | None:
    """Return what a text is to say whose first sentence leads in a paragraph of its own, or what follows that one."""
    sentence, rest = first_sentence(text)
    if not rest:
        return None
    if plain(sentence) == plain(old):
        return new + text[len(sentence) :]
    return text[: -len(rest)] + new if plain(rest) == plain(old) else None
