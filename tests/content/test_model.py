"""Numbers are said as the source writes them."""

from __future__ import annotations

import pytest
from deckbrief.base.number import exact
from deckbrief.content.keys import KINDS, keys_of, noun
from deckbrief.content.model import Metric
from hypothesis import given
from hypothesis import strategies as st


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (7, "7"),
        (7.0, "7"),
        (7.5, "7.5"),
        (1_234_567.0, "1234567"),
        (45_000_000.0, "45000000"),
        (0.000_01, "0.00001"),
        (123_456_789.25, "123456789.25"),
    ],
)
def test_a_number_keeps_every_digit(number: float, text: str) -> None:
    assert exact(number) == text


@given(st.integers(-(10**15), 10**15))
def test_a_whole_number_is_the_same_with_and_without_a_point(number: int) -> None:
    assert exact(float(number)) == exact(number) == str(number)


@given(st.floats(-1e9, 1e9, allow_nan=False, allow_infinity=False))
def test_a_number_is_never_written_with_an_exponent_and_reads_back(number: float) -> None:
    text = exact(number)
    assert "e" not in text.casefold()
    assert float(text) == number


@pytest.mark.parametrize(
    ("metric", "text"),
    [
        (Metric(id="a", number=7, label="l", unit="人次", scale="万", qualifier="余", evidence=()), "7万余人次"),
        (Metric(id="a", number=5, label="l", unit="wards", out_of=8), "5/8 wards"),
        (Metric(id="a", number=5, label="l", unit="个", qualifier="余", out_of=8), "5/8余个"),
        (Metric(id="a", number=46000, label="贷款", unit="人", out_of=50000), "46,000/50,000人"),
        (Metric(id="a", number=46000, label="贷款", unit="人", out_of=50000, digits="wan"), "4.6/5万人"),
        (Metric(id="a", number=4600, label="贷款", unit="人", out_of=50000, digits="wan"), "4600/50,000人"),
        (Metric(id="a", number=46000, label="贷款", unit="人", out_of=50000, digits="plain"), "46000/50000人"),
        (Metric(id="a", number=53, label="l", unit="个", qualifier="累计", evidence=()), "累计53个"),
        (Metric(id="a", number=1200.0, label="l", unit="people", qualifier="over", evidence=()), "over 1,200 people"),
    ],
)
def test_a_metric_is_said_with_all_that_belongs_to_it(metric: Metric, text: str) -> None:
    assert metric.text == text


def test_messages_have_a_noun_for_every_entry() -> None:
    waiting, seen = list(KINDS.values()), set[type[object]]()
    while waiting:
        kind = waiting.pop()
        if kind not in seen:
            seen.add(kind)
            assert noun(kind)
            waiting += [key.entry for key in keys_of(kind).values() if key.entry]
    assert len(seen) > 20
