"""PDFs of slides, or pictures of them -> how much of the stage holds something: cells of 24 px with any ink.

`python -m tests.support.ink build/slides/workshop.pdf …` prints the mean, the lowest tenth and the emptiest slides of
each; of several pictures (`*.png`) together.
"""

from __future__ import annotations

import sys
from pathlib import Path
from statistics import mean, quantiles

import pypdfium2
from PIL import Image, ImageChops

SLIDE = (1280, 720)
STAGE = (64, 140, 1216, 656)
"""Where the content of a slide of the form “top” stands: left, top, right, bottom."""
CELL = 24
LEAST = 12
"""Steps of 255 by which a colour differs from the commonest one of the stage, its ground."""


def share(slide: Image.Image) -> float:
    """Picture of a slide -> the share of its stage's cells that hold something, 0 to 1."""
    stage = slide.convert("RGB").resize(SLIDE, Image.Resampling.BILINEAR).crop(STAGE)
    commonest = max(stage.getcolors(stage.width * stage.height) or ())[1]
    assert isinstance(commonest, tuple)
    ground = Image.new("RGB", stage.size, commonest)
    red, green, blue = ImageChops.difference(stage, ground).split()
    ink = ImageChops.lighter(ImageChops.lighter(red, green), blue).point([value > LEAST for value in range(256)])
    cells = [
        ink.crop((x, y, x + CELL, y + CELL)).getbbox() is not None
        for y in range(0, ink.height - CELL + 1, CELL)
        for x in range(0, ink.width - CELL + 1, CELL)
    ]
    return mean(cells)


def pictures(file: Path) -> list[Image.Image]:
    """A PDF or a picture -> its pages as pictures, or itself."""
    if file.suffix != ".pdf":
        return [Image.open(file)]
    with pypdfium2.PdfDocument(file) as document:
        return [page.render(scale=SLIDE[0] / page.get_width()).to_pil() for page in document]


def told(name: str, shares: list[float]) -> str:
    """Name, shares of slides -> the line that is printed of them."""
    tenth = quantiles(shares, n=10)[0] if len(shares) > 1 else shares[0]
    lowest = sorted((value, number) for number, value in enumerate(shares, 1))[:5]
    emptiest = ", ".join(f"{number} ({value:.2f})" for value, number in lowest)
    return f"{name}: {len(shares)} slides, mean {mean(shares):.2f}, lowest tenth {tenth:.2f}; emptiest {emptiest}"


def main(arguments: list[str]) -> None:
    files = [Path(argument) for argument in arguments]
    for file in files:
        if file.suffix == ".pdf":
            print(told(file.name, [share(slide) for slide in pictures(file)]))
    if alone := [share(picture) for file in files if file.suffix != ".pdf" for picture in pictures(file)]:
        print(told("pictures", alone))


if __name__ == "__main__":
    main(sys.argv[1:])
