"""What a figure of many parts costs: so many calls of functions a part at most, whatever the figure, not seconds."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import pytest
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
_LEAST: Final = {"loop": 3}
"""Parts that a figure has at least, where two are too few."""
_OF_TWO: Final = {"before-after"}
"""Figures that have two parts and never more."""


@pytest.mark.parametrize("form", _FORMS)
@pytest.mark.parametrize("kind", sorted(set(figures_of("nodes")) - _OF_TWO))
def test_a_figure_of_many_parts_costs_little_a_part(kind: str, form: str, tmp_path: Path) -> None:
    counts: list[int] = []
    least = _LEAST.get(kind, 2)
    for parts in (least, least, _PARTS):  # the first loads what all need
        folder = tmp_path / str(len(counts))
        write_figure(folder, kind, _FORMS[form], parts)
        counts.append(calls(folder))
    assert 0 < counts[2] <= counts[1] + _MOST * _PARTS
