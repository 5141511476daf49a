"""What was written into an output folder, and what each output was made from: a file beside the outputs.

It is never needed: without it, or where it cannot be read, everything is built, and what lies there and differs is a
person's work.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import field
from pathlib import Path
from typing import Any, Final

from deckbrief.base.digest import digest_of
from deckbrief.base.message import packed, unpacked
from deckbrief.base.problem import Place, Problem
from deckbrief.base.record import record
from deckbrief.run.files import write_whole

_FORMAT: Final = 3
"""Another format is not read."""


@record
class Entry:
    """An output as it was made last: where it stands, what it was made from, what the table says of it."""

    exporter: str
    content: str
    """The content folder, absolute: another's outputs may lie in the same folder."""
    file: str
    """Its own file, below the output folder."""
    digest: str
    """Digest of its bytes."""
    sight: str
    """Digest of all that could be read when it was made, or found to be what it would be made as."""
    options: Mapping[str, str]
    reads: Mapping[str, str]
    """What was read, by key, with its digest."""
    count: int = 0
    minutes: float = 0
    fonts: tuple[str, ...] = ()
    warnings: tuple[Problem, ...] = ()


@record
class Answer:
    """What a request came to when all in sight was such: names of its outputs, and of all that the content gives."""

    sight: str
    names: tuple[str, ...]
    all_names: tuple[str, ...]


@record
class Brought:
    """What a person's deck has brought to the content: `pull --write` notes it."""

    digest: str = ""
    """Digest of the deck's bytes, where the content says all by now that was changed in it."""
    words: tuple[str, ...] = ()
    """Digests of paragraphs that the content has from it."""
    reads: Mapping[str, str] = field(default_factory=dict)
    """What the deck reads of the content, as it was when all was brought."""


@record(frozen=False)
class Ledger:
    """`files`: digests of what we wrote under a name below the output folder, or are about to; `entries`: by name.

    `brought`: by files below the output folder.
    """

    files: dict[str, tuple[str, ...]] = field(default_factory=dict)
    entries: dict[str, Entry] = field(default_factory=dict)
    answers: dict[str, Answer] = field(default_factory=dict)
    brought: dict[str, Brought] = field(default_factory=dict)

    def is_ours(self, file: str, digest: str) -> bool:
        """Tell whether a file has bytes that we wrote under that name."""
        return digest in self.files.get(file, ())


def read_ledger(path: Path) -> Ledger:
    """File -> ledger; an empty one where there is none, or one that is damaged or of another version."""
    try:
        if not path.is_file():
            return Ledger()
        line, _, body = path.read_bytes().partition(b"\n")
        if line.decode() != _head(body):
            return Ledger()
        plain = json.loads(body)
        return Ledger(
            {file: tuple(digests) for file, digests in plain["files"].items()},
            {name: _entry(values) for name, values in plain["entries"].items()},
            {
                key: Answer(sight, tuple(names), tuple(all_names))
                for key, (sight, names, all_names) in plain["answers"].items()
            },
            {
                file: Brought(digest, tuple(words), reads)
                for file, (digest, words, reads) in plain.get("brought", {}).items()  # older ledgers have none
            },
        )
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return Ledger()


def write_ledger(path: Path, ledger: Ledger) -> None:
    """Write the ledger whole, or leave the old one. Raises OSError."""
    plain = {
        "files": ledger.files,
        "entries": {name: _plain(entry) for name, entry in ledger.entries.items()},
        "answers": {key: [answer.sight, answer.names, answer.all_names] for key, answer in ledger.answers.items()},
        "brought": {file: [one.digest, one.words, one.reads] for file, one in ledger.brought.items()},
    }
    body = json.dumps(plain, ensure_ascii=True, indent=0).encode()
    write_whole(path, f"{_head(body)}\n".encode() + body)


def _head(body: bytes) -> str:
    return f"deckbrief {_FORMAT} {digest_of(body)}"


def _plain(entry: Entry) -> dict[str, Any]:
    values = dict(vars(entry))
    return values | {"warnings": [_plain_problem(problem) for problem in entry.warnings]}


def _plain_problem(problem: Problem) -> list[Any]:
    place = problem.place
    return [
        problem.code,
        place.file,
        place.line,
        place.column,
        packed(problem.message),
        packed(problem.hint),
        problem.severity,
    ]


def _entry(values: dict[str, Any]) -> Entry:
    warnings = tuple(
        Problem(code, Place(file, line, column), unpacked(message), unpacked(hint), severity)
        for code, file, line, column, message, hint, severity in values.pop("warnings")
    )
    return Entry(**(values | {"fonts": tuple(values["fonts"]), "warnings": warnings}))
