"""A single picture under a title: its caption stands where it costs least of the picture."""

from __future__ import annotations

import pytest
from deckbrief.base.length import points
from deckbrief.draft.nodes import Picture, Pictures
from deckbrief.layout.figures import picture
from deckbrief.layout.frame import AnyItem, Group, Image, Text, walk

from tests.support.small_pack import THEME

BODY = THEME.layouts["figure"].body


def shown(width: int, height: int, caption: str, fit: str = "fill") -> tuple[Image, list[AnyItem]]:
    one = Picture(
        data=b"",
        media_type="image/png",
        width=width,
        height=height,
        path="p",
        caption=caption,
        credit="谁画的",
        fit=fit,
    )
    items = list(walk(picture.draw(Pictures(members=(one,), path="p"), BODY, THEME).items))
    (image,) = [item for item in items if isinstance(item, Image)]
    return image, items


@pytest.mark.parametrize("size", [(1600, 1000), (1600, 900), (1600, 800), (1500, 1000)])
def test_a_caption_stands_beside_a_picture_of_which_it_would_cut_much(size: tuple[int, int]) -> None:
    image, items = shown(*size, "床边的一切")
    assert sum(image.crop) < 0.12
    assert image.rect.height == BODY.height
    (panel,) = [item for item in items if item.name.endswith("panel") and not isinstance(item, Group)]
    assert panel.rect.x > image.rect.right
    assert abs(panel.rect.right - BODY.right) <= 2
    texts = [item for item in items if isinstance(item, Text)]
    assert "床边的一切" in "".join(text.body.text for text in texts)
    assert all(panel.rect.contains(text.rect) for text in texts)
    assert all(points(text.body.height) <= text.rect.height for text in texts)


@pytest.mark.parametrize(
    ("size", "caption", "fit"),
    [((2600, 1000), "床边", "fill"), ((1600, 900), "床边的一切都是" * 30, "fill"), ((1600, 900), "床边", "whole")],
)
def test_a_wide_or_whole_picture_and_a_long_caption_have_it_below(
    size: tuple[int, int], caption: str, fit: str
) -> None:
    _, items = shown(*size, caption, fit)
    assert not [item for item in items if item.name.endswith("panel")]
    (told,) = [item for item in items if item.name.endswith("caption")]
    assert told.rect.bottom <= BODY.bottom
