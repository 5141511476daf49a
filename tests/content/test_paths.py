"""A content path leads to its entry and back."""

from __future__ import annotations

from typing import Any

import pytest
from deckbrief.content.model import Metric
from deckbrief.content.paths import find, names_of, text_of, walk


def test_every_place_is_found(kitchen: Any) -> None:
    pack = kitchen.pack()
    checked = 0
    for path in pack.places:
        checked += 1
        if not path.endswith("#kind"):
            find(pack, path)
    assert checked


def test_walking_meets_what_finding_finds(kitchen: Any) -> None:
    pack = kitchen.pack()
    met = 0
    for document in pack.documents:
        for path, entry in walk(document, document.path):
            assert find(pack, path) is entry
            met += 1
    assert met > 60


def test_an_entry_is_found_by_id_and_by_position(kitchen: Any) -> None:
    pack = kitchen.pack()
    first = pack.unit("north").frameworks[0].parts[0]
    assert find(pack, "units/north#frameworks.three.parts.first") is first
    assert find(pack, "units/north#frameworks.0.parts.0") is first
    assert find(pack, "units/north#frameworks.three.parts.second.points.0.text") == "Fold it once."


@pytest.mark.parametrize(
    "path",
    ["", "units/west", "units/north#nothing", "units/north#frameworks.four", "units/north#frameworks.1", "#name",
     "units/north#name.upper", "units/north#frameworks.-1", "units/north#metrics", "units/north#frameworks..parts"],
)  # fmt: skip
def test_a_path_to_nothing_is_a_key_error(kitchen: Any, path: str) -> None:
    with pytest.raises(KeyError):
        find(kitchen.pack(), path)


def test_a_second_entry_of_an_id_goes_by_position() -> None:
    assert names_of(["a", "", "a", "b"]) == ["a", "1", "2", "b"]


def test_text_is_all_that_is_said_and_no_evidence(kitchen: Any) -> None:
    lines = text_of(kitchen.pack().unit("north")).split("\n")
    for said in ("Ada", "first rest", "Then leave it alone.", "leave it", "36 hours", "of rest", "cold crumb", "Wait."):
        assert said in lines
    for not_said in ("The dough", "numbered", "units/north", "B", "36"):
        assert not_said not in lines


def test_a_metric_says_its_number_with_scale_and_qualifier() -> None:
    metric = Metric(id="m", number=7, scale="万", qualifier="余", unit="人次", label="参与", evidence=())
    assert "7万余人次" in text_of(metric).split("\n")
