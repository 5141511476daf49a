"""Numbers as they are written: whole digits, no exponent, no negative zero."""

from __future__ import annotations

from decimal import Decimal

import pytest
from deckbrief.base.number import Digits, clock, exact, in_groups, in_myriads, rounded, spoken
from hypothesis import given
from hypothesis import strategies as st


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (7, "7"),
        (7.0, "7"),
        (0.1, "0.1"),
        (1e20, "100000000000000000000"),
        (1e-7, "0.0000001"),
        (-0.0, "0"),
        (1200, "1200"),
    ],
)
def test_exact_keeps_every_digit(number: float, text: str) -> None:
    assert exact(number) == text


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_exact_is_the_number(number: float) -> None:
    assert float(exact(number)) == number
    assert "e" not in exact(number)


@pytest.mark.parametrize(
    ("number", "beside", "text"),
    [
        ("1450", "euros", "1,450"), ("1450", "ten nights cost", "1,450"), ("1450", "", "1,450"), ("1450", "元", "1450"),
        ("46000.5", "loans", "46,000.5"), ("999", "loans", "999"), ("1280", "培训 km", "1280"),
        ("-1450", "m", "-1,450"), ("46000", "人次", "46,000"), ("2025", "年", "2025"), ("-12345.5", "元", "-12,345.5"),
    ],
)  # fmt: skip
def test_groups_of_digits_follow_the_language_of_the_words_beside(number: str, beside: str, text: str) -> None:
    assert in_groups(number, beside) == text


@pytest.mark.parametrize(
    ("digits", "text"), [("", "46,000"), ("thousands", "46,000"), ("plain", "46000"), ("wan", "46,000")]
)
def test_digits_are_written_as_is_asked_for(digits: Digits, text: str) -> None:
    assert in_groups("46000", "人次", digits) == text
    assert in_groups("1450", "元", digits) == ("1,450" if digits == "thousands" else "1450")


@given(st.integers(-(10**12), 10**12))
def test_nothing_is_rounded_in_myriads(number: int) -> None:
    text, word = in_myriads(number)
    assert Decimal(text) * {"": 1, "万": 10**4, "亿": 10**8}[word] == number
    assert (word == "") == (abs(number) < 10**4)


@given(st.floats(-1e9, 1e9), st.integers(0, 6))
def test_rounded_is_near_and_short(number: float, decimals: int) -> None:
    text = rounded(number, decimals)
    assert abs(float(text) - number) <= 0.5 * 10**-decimals + 1e-6
    assert text != "-0"
    assert "e" not in text
    assert not ("." in text and text[-1] in "0.")
    assert len(text.partition(".")[2]) <= decimals


def test_tens_keep_their_zeros() -> None:
    assert (rounded(100, 0), rounded(1200.0, 2), rounded(-0.001, 2)) == ("100", "1200", "0")


@pytest.mark.parametrize(
    ("minutes", "above", "text"),
    [
        (67.25, 60, "67"), (60.25, 60, "61"), (12.25, 12, "13"), (12.5, 12, "13"), (30.25, 30.25 - 0.125, "31"),
        (7.25, 0, "7.5"), (2.75, 0, "3"), (0.5, 0, "0.5"), (90.0, 0, "90"), (9.9, 0, "10"),
    ],
)  # fmt: skip
def test_minutes_are_said_as_people_say_them_and_stay_above_what_they_exceed(
    minutes: float, above: float, text: str
) -> None:
    assert spoken(minutes, above) == text
    assert float(spoken(minutes, above)) > above


@pytest.mark.parametrize(
    ("minutes", "text"), [(26, "26"), (7.5, "7.5"), (0.5, "0.5"), (1.75, "1:45"), (59.999, "60"), (1 / 3, "0:20")]
)
def test_minutes_are_whole_halves_or_have_seconds(minutes: float, text: str) -> None:
    assert clock(minutes) == text
