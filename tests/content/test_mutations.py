"""Changed facts are found, and other words for the same facts are no faults: seeded, in packs of two languages."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from deckbrief.content.read import read_pack

from tests.support.mutations import KINDS, Bench, bench, draws, reworded

ROOT = Path(__file__).parents[2]
PACKS = {
    "english": ("tests/packs/english/content", "tests/packs/english/source.txt"),
    "chinese": ("tests/packs/chinese/content", "tests/packs/chinese/source.txt"),
    "shipped": ("content", "../shared/source/article.txt"),
}
CHANGES, EACH, REWORDINGS = 200, 60, 100


@pytest.fixture(scope="module", params=PACKS)
def tried(request: pytest.FixtureRequest) -> Bench:
    content, source = PACKS[request.param]
    if not (ROOT / source).exists():
        pytest.skip("the source of the default content is not there")
    return bench(read_pack(ROOT / content), (ROOT / source).read_text("utf-8"))


def test_changed_facts_are_found(tried: Bench) -> None:
    """At least 95 of 100, of each kind too: what escapes is told by kind, with the words."""
    made, escaped = Counter[str](), []
    for seed, (kind, change) in enumerate(KINDS.items()):
        for before, after in draws(tried, change, EACH, seed):
            made[kind] += 1
            if not tried.faults(after):
                escaped.append(f"{kind}: {before.text} → {after.text}")
    assert made.total() >= CHANGES, made
    assert len(escaped) <= 0.05 * made.total(), f"{len(escaped)} of {made}\n" + "\n".join(escaped)
    by_kind = Counter(words.partition(":")[0] for words in escaped)
    assert not [kind for kind, count in by_kind.items() if count > max(1, 0.05 * made[kind])], "\n".join(escaped)


def test_an_honour_that_nobody_gave_is_a_problem_and_no_mere_warning(tried: Bench) -> None:
    made = list(draws(tried, KINDS["honour without"], 60, 5))
    assert len(made) >= 50
    mild = [after.text for _, after in made if "evidence.invented-rank" not in tried.errors(after)]
    assert len(mild) <= 0.05 * len(made), "\n".join(mild)


def test_other_words_are_no_faults(tried: Bench) -> None:
    made = [(before, after) for before, after in draws(tried, reworded, REWORDINGS + 20, 7)]
    assert len(made) >= REWORDINGS
    blamed = [(after.text, tried.faults(after)) for _, after in made if tried.faults(after)]
    assert not blamed, "\n".join(map(str, blamed))
