"""The gallery shows every figure, count and theme."""

from __future__ import annotations

from pathlib import Path

from deckbrief.content.figures import FIGURES
from deckbrief.run.gallery import COUNTS, write_gallery
from deckbrief.theme.theme import available_themes


def test_every_kind_count_and_theme_is_on_the_page(tmp_path: Path) -> None:
    page = write_gallery(tmp_path, (Path("templates"),), "en").read_text("utf-8")
    themes = available_themes([Path("templates/themes")])
    for kind in FIGURES:
        for count in COUNTS:
            assert page.count(f"<figcaption>{kind} · {count}</figcaption>") == len(themes)
    assert page.count("<svg") > page.count("too much for one slide")
