"""Outlines of shapes -> their corners on the slide."""

from __future__ import annotations

import re

from deckbrief.layout.frame import Shape
from deckbrief.layout.path import Point


def corners_of(shape: Shape) -> list[Point]:
    """Shape of straight edges, which are all that its outline has -> its corners on the slide (EMU), in turn."""
    assert shape.outline
    assert "A" not in shape.outline.data, "an arc has no corners"
    numbers = [float(word) for word in re.findall(r"-?[0-9.]+", shape.outline.data)]
    across, down = shape.rect.width / shape.outline.width, shape.rect.height / shape.outline.height
    places = zip(numbers[::2], numbers[1::2], strict=True)
    return [(shape.rect.x + x * across, shape.rect.y + y * down) for x, y in places]
