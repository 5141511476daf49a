"""Colours, outlines and shadows of a frame -> DrawingML (ECMA-376 part 1, 20.1.8 and 20.1.2.3)."""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from deckbrief.base.length import points
from deckbrief.layout.frame import Stroke
from deckbrief.theme.theme import Color

_MAPPED: Final = {"dk1": "tx1", "lt1": "bg1", "dk2": "tx2", "lt2": "bg2"}
"""The master's colour map: slides say text and background, so that PowerPoint's palette shows them as such."""

NO_FILL: Final = "<a:noFill/>"
NO_LINE: Final = "<a:ln><a:noFill/></a:ln>"
SHADOW: Final = (
    '<a:effectLst><a:outerShdw blurRad="133350" dist="28575" dir="5400000" algn="t" rotWithShape="0">'
    '<a:prstClr val="black"><a:alpha val="13000"/></a:prstClr></a:outerShdw></a:effectLst>'
)
"""Below cards: 14 px soft, 3 px down, 13 %."""
_DASHES: Final = {"": "solid", "dash": "dash", "dot": "sysDot"}


@lru_cache(maxsize=512)
def color(value: Color) -> str:
    """Colour -> `a:schemeClr`, so that another palette recolours it."""
    slot = _MAPPED.get(value.slot, value.slot)
    change = f'<a:lumMod val="{value.lum_mod:d}"/>' if value.lum_mod != 100_000 else ""
    change += f'<a:lumOff val="{value.lum_off:d}"/>' if value.lum_off else ""
    change += f'<a:satMod val="{value.sat_mod:d}"/>' if value.sat_mod != 100_000 else ""
    change += f'<a:alpha val="{value.alpha:d}"/>' if value.alpha != 100_000 else ""
    return f'<a:schemeClr val="{slot}">{change}</a:schemeClr>' if change else f'<a:schemeClr val="{slot}"/>'


def fill(value: Color | None) -> str:
    """Colour or none -> `a:solidFill` or `a:noFill`."""
    return f"<a:solidFill>{color(value)}</a:solidFill>" if value else NO_FILL


@lru_cache(maxsize=512)
def line(stroke: Stroke | None, tag: str = "a:ln", arrow: bool = False) -> str:
    """Outline or none -> `a:ln`, or a table cell's border of that tag; `arrow` puts a head at its end."""
    if stroke is None:
        return f"<{tag}><a:noFill/></{tag}>"
    dash = f'<a:prstDash val="{_DASHES[stroke.dash]}"/>'
    head = '<a:tailEnd type="triangle" w="med" len="med"/>' if arrow else ""
    return f'<{tag} w="{points(stroke.width):d}">{fill(stroke.color)}{dash}<a:round/>{head}</{tag}>'
