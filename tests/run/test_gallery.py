"""The gallery shows every figure, count and theme."""

from __future__ import annotations

from pathlib import Path

import pytest
from deckbrief.base.problem import ProblemError
from deckbrief.content.figures import FIGURES
from deckbrief.run import gallery
from deckbrief.run.gallery import COUNTS, write_gallery
from deckbrief.theme.load import available_themes


def test_every_kind_count_and_theme_is_on_the_page(tmp_path: Path) -> None:
    page = write_gallery(tmp_path, (Path("templates"),), "en").read_text("utf-8")
    themes = available_themes([Path("templates/themes")])
    for kind in FIGURES:
        for count in COUNTS:
            assert page.count(f"<figcaption>{kind} · {count}</figcaption>") == len(themes)
    assert page.count("<svg") > page.count("too much for one slide")


def test_a_changed_gallery_is_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gallery, "_section", lambda *_: "figures")
    page = write_gallery(tmp_path, (Path("templates"),), "en")
    page.write_text("mine")
    with pytest.raises(ProblemError) as raised:
        write_gallery(tmp_path, (Path("templates"),), "en")
    assert [problem.code for problem in raised.value.problems] == ["output.edited"]
    assert page.read_text() == "mine"
    assert write_gallery(tmp_path, (Path("templates"),), "en").name == "index.new.html"
