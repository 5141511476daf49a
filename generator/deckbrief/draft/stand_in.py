"""Name of a picture that is not there yet -> what stands for it in a draft: a drawing, and the name of its file."""

from __future__ import annotations

from functools import cache
from typing import Final

from deckbrief.draft.nodes import Picture
from deckbrief.draft.vector import png_of

_WIDE, _HIGH = 1600, 1000
_DRAWING: Final = """<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1600 1000">
<rect width="1600" height="1000" fill="#d9dcdf"/>
<g fill="none" stroke="#c3c8cd" stroke-width="60"><circle cx="1600" cy="0" r="180"/><circle cx="1600" cy="0" r="340"/>
<circle cx="1600" cy="0" r="500"/></g>
<rect x="560" y="300" width="480" height="360" rx="36" fill="none" stroke="#8b939b" stroke-width="22"/>
<circle cx="690" cy="410" r="42" fill="#8b939b"/>
<path d="M600 620 L760 480 L850 560 L930 500 L1000 560 V620 Z" fill="#8b939b"/></svg>"""


def stand_in(name: str, path: str, alt: str) -> Picture:
    """Name of the missing file, content path and words of its picture -> a grey drawing with the file's name below."""
    return Picture(
        data=_drawn(), media_type="image/png", width=_WIDE, height=_HIGH, path=path, alt=alt or name, caption=name,
        focus=(0.5, 0.48),
    )  # fmt: skip


@cache
def _drawn() -> bytes:
    return png_of(_DRAWING.encode(), _WIDE)
