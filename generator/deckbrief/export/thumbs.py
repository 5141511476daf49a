"""A session, or a unit without one -> one picture of all its slides, in rows, for a look at the whole."""

from __future__ import annotations

import math
from io import BytesIO
from typing import TYPE_CHECKING, Final

from deckbrief.base.problem import Problem
from deckbrief.export.exporter import Product, Target
from deckbrief.export.materials import Materials
from deckbrief.export.slides import frames_shown, slides_pdf

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PIL.Image import Image

_WIDTH: Final = 2400
"""Pixels of the picture from left to right, at most."""
_LARGEST: Final = 480
"""Pixels of a slide from left to right, at most."""
_GAP: Final = 12
_COLUMNS: Final = 4
"""The fewest columns that slides stand in, where there are as many slides."""
_GROUND: Final = (0xE6, 0xE6, 0xE4)
_INK: Final = (0x40, 0x40, 0x40)


def check(target: Target, given: Materials) -> tuple[Problem, ...]:
    """Return nothing: what there is to say of a deck's slides is told of the deck."""
    return ()


def write(target: Target, given: Materials, jobs: int = 1) -> Product:
    """Target -> its picture, as PNG. Raises ProblemError."""
    frames, theme = frames_shown(target, given)
    pdf = slides_pdf(frames, theme, given, jobs)
    columns, width = _grid(len(frames.frames))
    sheet = contact_sheet(page_pictures(pdf.data, width), columns)
    minutes = sum(frame.minutes for frame in frames.frames)
    return Product(png(sheet), len(frames.frames), minutes, pdf.fonts, pdf.warnings)


def _grid(count: int) -> tuple[int, int]:
    """Number of slides -> columns, and pixels of a slide from left to right: about as wide as high, and bounded."""
    columns = max(min(_COLUMNS, count), math.ceil(math.sqrt(count * 9 / 16)))
    return columns, min(_LARGEST, _WIDTH // columns)


def page_pictures(pdf: bytes, width: int) -> list[Image]:
    """Bytes of a PDF, pixels from left to right -> its pages as pictures."""
    import pypdfium2

    document = pypdfium2.PdfDocument(pdf)
    try:
        return [page.render(scale=width / page.get_width()).to_pil().convert("RGB") for page in document]
    finally:
        document.close()


def contact_sheet(pictures: Sequence[Image], columns: int) -> Image:
    """Pictures of one size -> one picture of all, in so many columns, their numbers below them."""
    from PIL import Image as images
    from PIL import ImageDraw, ImageFont

    width, height = pictures[0].size
    size = max(10, width // 24)
    down = height + size + _GAP
    rows = math.ceil(len(pictures) / columns)
    sheet = images.new("RGB", (columns * (width + _GAP) + _GAP, rows * (down + _GAP) + _GAP), _GROUND)
    pen, font = ImageDraw.Draw(sheet), ImageFont.load_default(size)
    for place, picture in enumerate(pictures):
        row, column = divmod(place, columns)
        x, y = _GAP + column * (width + _GAP), _GAP + row * (down + _GAP)
        sheet.paste(picture, (x, y))
        pen.text((x, y + height + _GAP // 3), str(place + 1), fill=_INK, font=font)
    return sheet


def png(picture: Image) -> bytes:
    """Picture -> its PNG, which says nothing of when and how it was made."""
    stream = BytesIO()
    picture.save(stream, "PNG", optimize=False, compress_level=6)
    return stream.getvalue()
