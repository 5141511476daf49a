"""Schema and reader agree: what one takes the other takes, on packs of the tests and changed copies of them."""

from __future__ import annotations

import json
import random
import re
from collections.abc import Iterator
from copy import deepcopy
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml
from deckbrief.base.problem import ProblemError
from deckbrief.content.explanations import EXPLANATIONS
from deckbrief.content.keys import KINDS
from deckbrief.content.read import read_pack
from deckbrief.content.schema import schema, schema_text

PACKS = Path(__file__).parents[1] / "packs"
FORM = {"content.wrong-type", "content.missing-field", "content.unknown-key", "content.unknown-kind",
        "content.unknown-value", "content.unknown-figure", "content.empty", "content.limit"}  # fmt: skip
"""What a schema can see: what goes across entries and files it cannot."""
CASES = 500


class _Core(yaml.CSafeLoader):
    """Reads as the YAML 1.2 core schema says, which is what editors do."""


_Core.yaml_implicit_resolvers = {}
for _tag, _form, _first in (
    ("null", r"~|null|Null|NULL|", ["~", "n", "N", ""]),
    ("bool", r"true|True|TRUE|false|False|FALSE", list("tTfF")),
    ("int", r"[-+]?[0-9]+", list("-+0123456789")),
    ("float", r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?", list("-+.0123456789")),
):
    _Core.add_implicit_resolver(f"tag:yaml.org,2002:{_tag}", re.compile(rf"(?:{_form})$"), _first)
_Core.add_constructor("tag:yaml.org,2002:int", lambda loader, node: int(node.value))


def _documents() -> list[Any]:
    files = [*PACKS.glob("english/content/**/*.yaml"), *PACKS.glob("chinese/content/**/*.yaml")]
    return [yaml.load(file.read_text("utf-8"), _Core) for file in sorted(files)]


def _positions(value: Any) -> Iterator[tuple[Any, Any]]:
    """Yield the containers of a document with each of their keys and positions."""
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for at, member in inner:
        yield value, at
        yield from _positions(member)


VALUES: tuple[Any, ...] = ("", "  ", "no", None, True, False, 2024, -1, 1.5, "7", [], {}, ["x"], [None], [""], [2024],
          [["x"]], {"x": 1}, [{}], "x" * 501, "x" * 5001, "pillars", "unit", [{"text": "x"}])  # fmt: skip


def _changed(document: Any, dice: random.Random) -> Any:
    document = deepcopy(document)
    for _ in range(dice.choice((0, 1, 1, 1, 2))):
        container, at = dice.choice(list(_positions(document)))
        change = dice.randrange(5)
        if change == 0:
            del container[at]
        elif change == 1 and isinstance(container, dict):
            container[dice.choice(("zzz", "text", "name", "ours", "minutes"))] = dice.choice(VALUES)
        else:
            container[at] = deepcopy(dice.choice(VALUES))
    return document


def _reader_takes(text: str, folder: Path) -> bool:
    (folder / "one.yaml").write_text(text, "utf-8")
    try:
        read_pack(folder)
    except ProblemError as error:
        return not any(problem.code in FORM for problem in error.problems)
    return True


def _validator() -> Any:
    jsonschema.Draft7Validator.check_schema(schema())
    return jsonschema.Draft7Validator(schema())


def test_agrees_with_the_reader_on_changed_documents(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("deckbrief.content.read.findings", lambda pack: ())  # rules across entries
    dice, documents, validator = random.Random(20), _documents(), _validator()
    taken, differ = 0, []
    for _ in range(CASES):
        text = yaml.dump(
            _changed(dice.choice(documents), dice), Dumper=yaml.CSafeDumper, allow_unicode=True, sort_keys=False
        )
        by_schema = validator.is_valid(yaml.load(text, _Core))
        taken += by_schema
        if by_schema != _reader_takes(text, tmp_path):
            differ.append(text)
    assert CASES / 10 < taken < CASES * 9 / 10, "both good and bad ones are tried"
    assert not differ, f"{len(differ)} differ, the first:\n{min(differ, key=len)}"


@pytest.mark.parametrize("word", ["no", "012", "2024", "yes", "2024-11-08", "12:30", "true", "1.50"])
def test_takes_words_that_look_like_something_else_for_texts(word: str, tmp_path: Path) -> None:
    text = f"kind: pack\ntitle: {word}\n"
    assert _validator().is_valid(yaml.load(text, _Core))
    assert _reader_takes(text, tmp_path)


def test_knows_all_kinds_and_explains_every_key_in_two_languages() -> None:
    made = json.loads(schema_text())
    assert made["properties"]["kind"]["enum"] == list(KINDS)
    entries = [entry.get("anyOf", [None, entry])[1] for entry in made["definitions"].values()]
    told = [key["description"] for entry in entries for key in entry["properties"].values()]
    assert len(told) > 100
    assert all(len(text.splitlines()) == 2 for text in told)


def test_explains_no_key_that_does_not_exist() -> None:
    made = schema()["definitions"]
    entries = {name: entry.get("anyOf", [None, entry])[1]["properties"] for name, entry in made.items()}
    keys = {name for entry in entries.values() for name in entry}
    stale = [name for name in EXPLANATIONS if name.rpartition(".")[2] not in keys]
    assert not stale
