"""Base of a theme -> that of one deck, whose layouts and master give its titles the sizes that they have there."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from deckbrief.base.length import Pt
from deckbrief.base.patterns import deferred
from deckbrief.base.record import replace
from deckbrief.export.pptx.body import level_style
from deckbrief.export.pptx.looks import targets, title_look
from deckbrief.export.pptx.parts import Base, list_style
from deckbrief.layout.slide.even_titles import with_title_sizes
from deckbrief.theme.theme import Theme

_MASTER: Final = "ppt/slideMasters/slideMaster1.xml"
_TITLE: Final = deferred(r'<p:ph type="(?:title|ctrTitle)"')
_LIST_STYLE: Final = deferred(r"<a:lstStyle(?:\s*/>|>.*?</a:lstStyle>)", re.DOTALL)
_TITLE_STYLE: Final = deferred(r"(?<=<p:titleStyle>).*?(?=</p:titleStyle>)", re.DOTALL)


def with_sizes(base: Base, theme: Theme, sizes: Mapping[str, Pt]) -> Base:
    """Base of a theme of ours, sizes of titles by layouts' keys -> a base with these; the given one stays as it is."""
    sized = with_title_sizes(theme, sizes)
    if sized == theme:
        return base
    package = base.package.copy()
    of_master = level_style(1, title_look(sized), None)
    package.parts[_MASTER] = _TITLE_STYLE.sub(lambda _: of_master, package.parts[_MASTER].decode(), count=1).encode()
    for key, layout in sized.layouts.items():
        if "title" in layout.placeholders:
            style = list_style(sized, layout, layout.placeholders["title"])
            part = base.layouts[key]
            package.parts[part] = _with_title(package.parts[part].decode(), style).encode()
    placeholders = {key: targets(sized, layout, layout.placeholders) for key, layout in sized.layouts.items()}
    return replace(base, package=package, placeholders=placeholders)


def _with_title(layout: str, style: str) -> str:
    """A layout's part, levels of a list style -> the part with them in the title's place."""
    own = f"<a:lstStyle>{style}</a:lstStyle>"
    before, *shapes = layout.split("<p:sp>")
    styled = (
        _LIST_STYLE.sub(lambda _: own, shape, count=1) if _TITLE.search(shape.partition("</p:sp>")[0]) else shape
        for shape in shapes
    )
    return "<p:sp>".join([before, *styled])
