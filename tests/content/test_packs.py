"""The packs of the repository are good, and their evidence stands in their sources."""

from __future__ import annotations

from pathlib import Path

from deckbrief.content.check import check_pack
from deckbrief.content.evidence.verify import check_evidence
from deckbrief.content.read import read_pack

ROOT = Path(__file__).parents[2]


def test_the_default_content_has_no_problems() -> None:
    pack = read_pack(ROOT / "content")
    assert check_pack(pack) == []
    assert len(pack.units) == 4


def test_the_english_pack_says_all_of_its_source() -> None:
    folder = ROOT / "tests" / "packs" / "english"
    pack = read_pack(folder / "content")
    assert check_pack(pack) == []
    problems, coverage = check_evidence(pack, (folder / "source.txt").read_text("utf-8"), "source.txt")
    assert problems == []
    assert coverage.evidence_verified == coverage.evidence > 50
    assert coverage.paragraphs_cited + coverage.paragraphs_left_out == coverage.paragraphs
