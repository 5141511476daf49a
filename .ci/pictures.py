"""Draw the README's pictures anew: slides of the shipped deck, and pages of its briefings. `make pictures` calls it.

Slides are drawn by the exporter of slides, from the frames that the decks are made of, with the set-up's own fonts.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pypdfium2
from PIL import Image

OUT = Path(".make/pictures")
SLIDES = ("slides/workshop.pdf", (1, 6, 7, 9, 15, 26, 29, 34, 38))
PAGES = (("briefing/report.pdf", 1), ("briefing/report.pdf", 8), ("briefing/handout.pdf", 2), ("briefing/guide.pdf", 3))
ACROSS = 3
GAP = 12
SLIDE_WIDTH = 480
PAGE_WIDTH = 360


def page_picture(file: Path, number: int, width: int) -> Image.Image:
    """PDF, number of a page from 1, width in pixels -> the page's picture. Raises IndexError past the last page."""
    page = pypdfium2.PdfDocument(str(file))[number - 1]
    picture: Image.Image = page.render(scale=width / page.get_width()).to_pil().convert("RGB")
    return picture


def joined(pictures: list[Image.Image], across: int) -> Image.Image:
    """Pictures of one size -> one picture of them, so many in a row, with air between them."""
    width, height = pictures[0].size
    down = -(-len(pictures) // across)
    whole = Image.new("RGB", (across * (width + GAP) - GAP, down * (height + GAP) - GAP), "#D9D6D0")
    for number, picture in enumerate(pictures):
        row, column = divmod(number, across)
        whole.paste(picture, (column * (width + GAP), row * (height + GAP)))
    return whole


def main() -> None:
    """Build what is shown, and write the two pictures into docs/images."""
    names = ["slides/workshop", *sorted({file.removesuffix(".pdf") for file, _ in PAGES})]
    subprocess.run([sys.executable, "-m", "deckbrief", "build", *names, "--out", str(OUT)], check=True)
    file, numbers = SLIDES
    slides = [page_picture(OUT / file, number, SLIDE_WIDTH) for number in numbers]
    joined(slides, ACROSS).quantize(128).save("docs/images/slides.png", optimize=True)
    pages = [page_picture(OUT / name, number, PAGE_WIDTH) for name, number in PAGES]
    joined(pages, len(pages)).quantize(64).save("docs/images/pages.png", optimize=True)


if __name__ == "__main__":
    main()
