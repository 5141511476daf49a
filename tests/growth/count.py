"""How often functions are called for a pack: what a run costs, told in calls, however fast the machine is.

python tests/growth/count.py [ENTRIES]     each list with 250 entries, or so many, and with four times as many
"""

from __future__ import annotations

import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from types import FrameType
from typing import Final

from deckbrief.content.check import check_pack
from deckbrief.content.read import read_pack
from deckbrief.draft.decks import draft_deck
from deckbrief.draft.words import load_words, wording
from deckbrief.export.pptx.deck import write_deck
from deckbrief.layout.slide.slide import lay_out_deck
from deckbrief.layout.text import fit, linebreak
from deckbrief.theme.load import load_theme

from tests.growth.lists import LISTS, write_long

_ROOT: Final = Path(__file__).resolve().parents[2] / "templates"
_THEME: Final = load_theme("vermilion", (_ROOT / "themes",)).worded(wording(load_words("en", (_ROOT,))))
_LEAST: Final = 2
TIMES: Final = 4
MOST: Final = 7.0
"""Four times as many entries may take so many times as many calls: how many pieces of a list are tried before one fits
grows with the logarithm of its length. Were it the square, it would be sixteen."""


def growth(name: str, entries: int) -> tuple[int, int]:
    """Name of a list -> calls for so many entries of it, and for four times as many; less those for two."""
    with TemporaryDirectory() as folder:
        counts: list[int] = []
        for count in (_LEAST, _LEAST, entries, TIMES * entries):  # the first loads what all need
            pack = Path(folder) / str(len(counts))
            write_long(pack, name, count)
            counts.append(calls(pack))
    return counts[2] - counts[1], counts[3] - counts[1]


def calls(folder: Path) -> int:
    """Content folder -> how many functions, of Python and of C, are called from reading it to the deck's bytes.

    Raises ProblemError with what is wrong with it.
    """
    for kept in (fit._fitted, fit._set_once, fit._looks, linebreak.measured, linebreak.opportunities):
        kept.cache_clear()
    count = 0

    def look(_frame: FrameType, event: str, _given: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    sys.setprofile(look)
    try:
        _build(folder)
    finally:
        sys.setprofile(None)
    return count


def _build(folder: Path) -> None:
    pack = read_pack(folder)
    problems = check_pack(pack)
    assert not problems, problems
    session = next(session for session in pack.sessions if session.id == "long")
    write_deck(lay_out_deck(draft_deck(pack, session, (_ROOT,)), pack, _THEME), _THEME)


def main(entries: int) -> None:
    """Print a table; end with status 1 where something grows faster than it may."""
    worst = 0.0
    print(f"{'calls for':16}{entries:>14,}{TIMES * entries:>14,}   times")
    for name in LISTS:
        few, many = growth(name, entries)
        worst = max(worst, many / few)
        print(f"{name:16}{few:14,}{many:14,}{many / few:8.2f}", flush=True)
    raise SystemExit(worst > MOST)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 250)
