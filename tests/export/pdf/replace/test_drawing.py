"""Plain drawings look as WeasyPrint draws them, and are no other than plain ones."""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from xml.etree import ElementTree

import pymupdf
import pytest
from deckbrief.content.read import read_pack
from deckbrief.export.briefing import figure_frame
from deckbrief.export.materials import materials
from deckbrief.export.pdf.document import write_pdf
from deckbrief.export.pdf.replace import drawing
from deckbrief.export.pdf.replace.drawing import plain_drawing
from deckbrief.export.svg import frame_svg
from deckbrief.layout.frame import Frame
from deckbrief.theme.theme import Theme
from PIL import Image, ImageChops

from tests.export.conftest import TEMPLATES

HEAD = '<svg xmlns="http://www.w3.org/2000/svg" xml:space="preserve" viewBox="0 0 40 30">'
PLAIN = f"""{HEAD}
  <path d="M2 2H20V9A4 4 0 0 1 16 13H2ZM5 5L9 5 9 9Z" fill="#c0392b" fill-rule="evenodd"/>
  <g transform="translate(22 4)"><path d="M0 4C0 1 3 0 6 0Q9 0 9 6" fill="none" stroke="#224466" stroke-width="1.5"
    stroke-dasharray="2 1"/></g>
  <g transform="translate(30 24) scale(-1 1)"><path d="M0 0L5 0L5 3Z" fill="#775500"/></g>
  <path d="M24 20A6 3 30 1 0 35 22Z" fill="#000000" fill-opacity="0.3" stroke="#119944"/>
  <g transform="rotate(20 8 20) translate(1)"><rect x="4" y="16" width="9" height="6" fill="#8855aa"/></g>
  <text x="20" y="28" text-anchor="middle" font-size="4" font-weight="700" fill="#111111"
    font-family="Noto Sans CJK SC"><tspan>四度</tspan><tspan dx="1" font-size="3" fill="#aa0000">1234</tspan></text>
</svg>"""


def _page(svg: str) -> pymupdf.Page:
    """Return a page of 400 × 320 pixels that the drawing fills down to a strip of 10."""
    style = (
        "@page { size: 400px 320px; margin: 0 } body { margin: 0 } img { display: block; width: 400px; height: 310px }"
    )
    html = f'<html lang="zh-CN"><title>x</title><style>{style}</style><body><img src="figure:x" alt="x"></body></html>'
    made = write_pdf(html, base=TEMPLATES / "briefing", figure=lambda url: svg, title="x", lang="zh-CN")
    page: pymupdf.Page = pymupdf.open(stream=made.data).load_page(0)
    return page


def _seen(page: pymupdf.Page) -> Image.Image:
    pixels = page.get_pixmap(dpi=144)
    return Image.frombytes("RGB", (pixels.width, pixels.height), pixels.samples)


def _weasyprints(svg: str, monkeypatch: pytest.MonkeyPatch) -> pymupdf.Page:
    """Return the page as it is where no drawing is plain."""
    with monkeypatch.context() as patched:
        patched.setattr(drawing, "plain_drawing", lambda tree, context: None)
        return _page(svg)


def _unlike(svg: str, monkeypatch: pytest.MonkeyPatch) -> int:
    """Return how many pixels are clearly others than those of WeasyPrint's own drawing."""
    difference = ImageChops.difference(_seen(_page(svg)), _seen(_weasyprints(svg, monkeypatch))).convert("L")
    return sum(difference.histogram()[64:])


def test_a_plain_drawing_looks_as_weasyprint_draws_it(monkeypatch: pytest.MonkeyPatch) -> None:
    assert plain_drawing(ElementTree.fromstring(PLAIN))
    without_text = re.sub("<text.*</text>", "", PLAIN, flags=re.DOTALL)
    assert _unlike(without_text, monkeypatch) < 20
    assert _unlike(PLAIN, monkeypatch) < 400, "letters that WeasyPrint places one by one"
    other = without_text.replace("30 1 0 35 22Z", "30 0 1 35 22Z")
    assert ImageChops.difference(_seen(_page(without_text)), _seen(_page(other))).getbbox(), "the arc is seen"


def test_every_item_of_a_frame_is_drawn_straight(frame: Frame, theme: Theme, monkeypatch: pytest.MonkeyPatch) -> None:
    svg = frame_svg(frame, theme)
    assert plain_drawing(ElementTree.fromstring(svg))
    assert _unlike(svg, monkeypatch) < 3000  # of 330,000: the letters


def _figures() -> Iterator[str]:
    pack = read_pack(Path("content"))
    given = materials(pack, "vermilion", (TEMPLATES,))
    for unit in pack.units:
        for framework in unit.frameworks:
            yield frame_svg(figure_frame(f"{unit.path}#frameworks.{framework.id}", given), given.paper_theme, crop=True)


def test_every_figure_of_the_shipped_content_is_drawn_straight() -> None:
    figures = list(_figures())
    assert len(figures) > 20
    assert all(plain_drawing(ElementTree.fromstring(svg)) for svg in figures)


@pytest.mark.parametrize(
    "part",
    [
        '<circle cx="3" cy="3" r="2" fill="#000000"/>',
        '<path d="M0 0L9 9" fill="none" stroke="#000000" stroke-linecap="round"/>',
        '<path d="M0 0l9 9z" fill="#000000"/>',
        '<path d="M0 0L9" fill="#000000"/>',
        '<path d="M0 0L9 9" fill="red"/>',
        '<path d="M0 0L9 9"/>',
        '<path d="M0 0L9 9" fill="#000000" style="fill: red"/>',
        '<g opacity="0.5"><path d="M0 0L9 9" fill="#000000"/></g>',
        '<g transform="scale(2)"><path d="M0 0L9 9" fill="#000000"/></g>',
        '<rect x="1em" y="0" width="3" height="3" fill="#000000"/>',
        '<text x="1 2" y="3" font-size="4" fill="#000000">ab</text>',
        '<text x="1" y="3" font-size="4" fill="#000000">a<tspan>b</tspan>c</text>',
        "<style>path { fill: red }</style>",
        "<g>words</g>",
    ],
)
def test_what_is_not_plain_is_left_to_weasyprint(part: str) -> None:
    assert plain_drawing(ElementTree.fromstring(f"{HEAD}{part}</svg>")) is None


def test_a_drawing_without_the_spaces_as_they_are_is_left_to_weasyprint() -> None:
    svg = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 4 3"/>'
    assert plain_drawing(ElementTree.fromstring(svg)) is None


def test_a_picture_in_a_drawing_is_shown_in_the_middle_of_its_box() -> None:
    buffer = BytesIO()
    Image.new("RGB", (20, 10), (200, 0, 0)).save(buffer, "PNG")
    data = b64encode(buffer.getvalue()).decode()
    page = _page(f'{HEAD}<image x="10" y="0" width="20" height="20" href="data:image/png;base64,{data}"/></svg>')
    red = Image.eval(_seen(page).getchannel("G"), lambda value: 255 * (value < 128)).getbbox()
    assert red is not None
    scale = 310 / 30  # pixels a unit: the drawing is as high as its box, and stands in the middle of its width
    left = (400 - 40 * scale) / 2 if 40 * scale < 400 else 0
    scale = min(scale, 400 / 40)
    top = (310 - 30 * scale) / 2
    wanted = (left + 10 * scale, top + 5 * scale, left + 30 * scale, top + 15 * scale)
    assert [edge / 1.5 for edge in red] == pytest.approx(wanted, abs=1)


def test_a_text_is_found_as_it_was_written() -> None:
    assert "四度1234" in _page(PLAIN).get_text()


def test_one_document_leaves_nothing_to_the_next(tmp_path: Path) -> None:
    """Language and fonts of a drawing's texts are those of its own document, whatever was made before."""
    svg = f'{HEAD}<text x="1" y="9" font-size="6" fill="#000000" font-family="sans-serif">骨直 “a”</text></svg>'

    def made(lang: str) -> bytes:
        html = f'<html lang="{lang}"><title>x</title><body><img src="figure:x" alt="x"></body></html>'
        return write_pdf(html, base=tmp_path, figure=lambda url: svg, title="x", lang=lang).data

    before = {lang: made(lang) for lang in ("en", "zh-CN")}
    assert {lang: made(lang) for lang in ("zh-CN", "en")} == before
