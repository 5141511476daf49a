"""A pack of one unit with one framework, written, drafted and laid out: for tests that need no more than that."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from textwrap import dedent

from deckbrief.content.model import Pack
from deckbrief.content.read import read_pack
from deckbrief.draft.decks import draft_deck, session_of_unit
from deckbrief.draft.words import load_words
from deckbrief.layout.frame import DeckFrames
from deckbrief.layout.slide.slide import lay_out_deck
from deckbrief.theme.load import load_theme
from deckbrief.theme.theme import Theme

ROOTS = (Path(__file__).parents[2] / "templates",)
THEME = load_theme("vermilion", (ROOTS[0] / "themes",))

_UNIT = """\
    kind: unit
    name: Bakery
    department: North bakery
    speaker: {name: Ada, role: baker}
    title: Bread that keeps
    tagline: slow dough
    message: Time does the work.
    summary: [Slow dough keeps.]
    takeaways: [Wait.]
    notes: {say: [North bakes slowly.]}
    frameworks:
      - id: rests
        name: Rests
        title: Dough rests
        figure: FIGURE
        takeaway: Wait for it.
        notes: {say: [SAID]}
        parts:
    """


def write_pack(folder: Path, figure: str, parts: int | Sequence[str], *, lang: str = "en", said: str = "Wait.") -> Path:
    """Write a pack into a new folder, its framework drawn by that figure: so many parts, or parts as YAML mappings."""
    folder.mkdir()
    rows = [f"{{id: p{n}, name: rest {n}}}" for n in range(1, parts + 1)] if isinstance(parts, int) else parts
    unit = dedent(_UNIT).rstrip().replace("FIGURE", figure).replace("SAID", said)
    (folder / "bakery.yaml").write_text(unit + "\n" + "".join(f"      - {row}\n" for row in rows), "utf-8")
    (folder / "pack.yaml").write_text(f"kind: pack\ntitle: Bread\nlang: {lang}\n", "utf-8")
    return folder


def laid_out(folder: Path, theme: Theme = THEME) -> DeckFrames:
    """Folder of a pack -> the deck of its first unit, laid out."""
    pack: Pack = read_pack(folder)
    session = session_of_unit(pack, pack.units[0], load_words(pack.info.lang, ROOTS))
    return lay_out_deck(draft_deck(pack, session, ROOTS), pack, theme)
