"""A few damaged files of each kind; `make fuzz-bytes` tries them for minutes, led by the lines that are reached."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Final

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import tests.fuzz.bytes as of_bytes
from tests.fuzz.bytes import KINDS, Chance, _deck, attempt, damaged, damaged_zip

FILES: Final = int(os.environ.get("DECKBRIEF_FUZZ", "8"))


@pytest.mark.parametrize("kind", KINDS)
@settings(max_examples=FILES, suppress_health_check=list(HealthCheck))
@given(st.binary(max_size=60))
def test_a_damaged_file_is_read_or_refused(kind: str, data: bytes) -> None:
    attempt(kind, data)


@pytest.mark.parametrize("kind", KINDS)
def test_a_file_of_each_kind_is_read_where_it_is_whole(
    kind: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The seeds are good files, or damaging them would try nothing but the first refusal."""
    monkeypatch.setattr(of_bytes, "damaged", lambda seed, chance: seed)
    monkeypatch.setattr(of_bytes, "damaged_zip", lambda seed, chance: seed)
    KINDS[kind](b"", tmp_path)


def test_damage_is_done() -> None:
    seed = bytes(range(50))
    chances = [Chance(bytes([0, 0, 0, 0, 0, 7, 0, 0, 3, 0, 0, kind]) * 6) for kind in range(5)]
    assert all(damaged(seed, chance) != seed for chance in chances)
    assert damaged_zip(_deck(), Chance(b"\x01\x02\x03" * 9)) != _deck()
