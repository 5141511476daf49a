"""What a figure of many parts costs: so many calls of functions a part at most, whatever the figure, not seconds."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import pytest
from deckbrief.base.problem import ProblemError
from deckbrief.content.figures import figures_of

from tests.growth.count import calls
from tests.growth.lists import write_figure

_PARTS: Final = 30
_MOST: Final = 30_000
"""Calls a part; the dearest figure takes about half. Plans that cannot fit are to be left before they are drawn."""
_FORMS: Final = {
    "names": "{id: p#, name: rest #}",
    "points": "{id: p#, name: rest #, points: [Fold it once, Wait for a while]}",
}


@pytest.mark.parametrize("form", _FORMS)
@pytest.mark.parametrize("kind", sorted(figures_of("nodes")))
def test_a_figure_of_many_parts_costs_little_a_part(kind: str, form: str, tmp_path: Path) -> None:
    counts: list[int] = []
    for parts in (2, 2, _PARTS):  # the first loads what all need
        folder = tmp_path / str(len(counts))
        write_figure(folder, kind, _FORMS[form], parts)
        try:
            counts.append(calls(folder))
        except ProblemError:
            pytest.skip("this figure needs other parts")
    assert 0 < counts[2] <= counts[1] + _MOST * _PARTS
