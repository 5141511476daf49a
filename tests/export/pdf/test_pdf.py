"""HTML to PDF: sound, tagged, the text that was written, the same bytes, and nothing read that may not be."""

from __future__ import annotations

import builtins
import logging
import os
import re
import shutil
import subprocess
import sys
import warnings
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import page
import pikepdf
import pymupdf
import pytest
from deckbrief.base.message import msg
from deckbrief.base.problem import Place, Problem, ProblemError
from deckbrief.content.files import read_source
from deckbrief.draft.typography import paragraphs
from deckbrief.export.pdf.document import PdfResult, write_pdf
from deckbrief.export.pdf.fonts import SCRIPTS, characters_without_glyph, font_files, use_fonts
from deckbrief.export.pdf.glyphs import glyph_problems, of_scripts
from deckbrief.export.pdf.resources import read_resource
from deckbrief.export.svg import frame_svg
from deckbrief.layout.frame import Frame
from deckbrief.theme.theme import Theme

ROOT = Path(__file__).parents[3]
STYLE = """@page { size: A5; margin: 20mm }
body { font: 10.5pt "Noto Serif CJK SC"; text-align: justify }
img { width: 100% }"""
PARAGRAPH = (
    "早在1998年，三个村子就合办了一所夜校：白天种地，晚上读书，农闲时每周3次，农忙时每周1次。"
    "“先识字、再算账”，这条路走了25年。"
)
HTML = f"""<!DOCTYPE html>
<html lang="zh-CN"><head><meta charset="utf-8"><title>x</title><link rel="stylesheet" href="s.css"></head>
<body>
<h1 id="top">夜校\u2060的二十五年</h1>
{paragraphs([PARAGRAPH])}
<p>参看<a href="#top">开头的话</a>。</p>
<img src="figure:cities/one#frameworks.灯" alt="一张图">
</body></html>"""


def no_figure(url: str) -> str:
    raise AssertionError(url)


@pytest.fixture
def base(tmp_path: Path) -> Path:
    folder = tmp_path / "style"
    folder.mkdir()
    (folder / "s.css").write_text(STYLE, "utf-8")
    return folder


@pytest.fixture
def figure(frame: Frame, theme: Theme) -> Callable[[str], str]:
    return lambda url: frame_svg(frame, theme, crop=True)


@pytest.fixture
def result(base: Path, figure: Callable[[str], str]) -> PdfResult:
    return made(HTML, base, figure)


def made(html: str, base: Path, figure: Callable[[str], str] = no_figure, **options: Any) -> PdfResult:
    return write_pdf(html, base=base, figure=figure, title="夜校", lang="zh-CN", **options)


def opened(result: PdfResult) -> pikepdf.Pdf:
    return pikepdf.open(BytesIO(result.data))


def problems_of(html: str, base: Path, figure: Callable[[str], str] = no_figure) -> tuple[Problem, ...]:
    with pytest.raises(ProblemError) as raised:
        made(html, base, figure)
    return raised.value.problems


def folded(text: str) -> str:
    return re.sub(r"\s", "", text)


# The document -------------------------------------------------------------------------------------------------------


def test_the_file_is_sound(result: PdfResult, tmp_path: Path) -> None:
    path = tmp_path / "x.pdf"
    path.write_bytes(result.data)
    assert opened(result).check_pdf_syntax() == []
    if qpdf := shutil.which("qpdf"):
        subprocess.run([qpdf, "--check", path], check=True, capture_output=True)
    assert result.pages == len(opened(result).pages)
    assert not page.validate_pdf(path).failures


def test_all_fonts_are_embedded_and_named(result: PdfResult) -> None:
    pdf = opened(result)
    dictionaries = [item for item in pdf.objects if isinstance(item, pikepdf.Dictionary)]
    fonts = [item for item in dictionaries if item.get("/Type") == pikepdf.Name.FontDescriptor]
    assert fonts
    assert all("/FontFile3" in item for item in fonts)
    assert result.fonts == ("Noto Sans CJK SC", "Noto Sans CJK SC Bold", "Noto Serif CJK SC", "Noto Serif CJK SC Bold")


def test_the_text_is_what_was_written(result: PdfResult, tmp_path: Path) -> None:
    path = tmp_path / "x.pdf"
    path.write_bytes(result.data)
    poppler = subprocess.run(["pdftotext", path, "-"], check=True, capture_output=True, text=True).stdout
    document: Any = pymupdf.open(path)
    for text in (poppler, "".join(sheet.get_text() for sheet in document)):
        assert folded(PARAGRAPH) in folded(text)
        assert "夜校的二十五年" in folded(text)
        assert "挖掘历" in text, "words of the figure"


def test_poppler_and_mupdf_show_the_same_ink(result: PdfResult, tmp_path: Path) -> None:
    """A font that only some viewers understand leaves white where its text is."""
    path = tmp_path / "x.pdf"
    path.write_bytes(result.data)
    subprocess.run(["pdftoppm", "-r", "72", "-gray", path, tmp_path / "p"], check=True)
    document: Any = pymupdf.open(path)
    pictures = sorted(tmp_path.glob("p-*.pgm"))
    assert len(pictures) == result.pages
    for sheet, picture in zip(document, pictures, strict=True):
        poppler: Any = pymupdf.Pixmap(str(picture))
        mupdf = sheet.get_pixmap(dpi=72, colorspace=pymupdf.csGRAY)
        inks = [sum(255 - value for value in pixmap.samples) for pixmap in (poppler, mupdf)]
        assert inks[0] > 0
        assert inks[0] == pytest.approx(inks[1], rel=0.1)


def test_outline_links_and_information_are_readable(base: Path, figure: Callable[[str], str]) -> None:
    result = made(HTML, base, figure, author="印制组", subject="说明", date="2024-11-08")
    pdf = opened(result)
    assert [entry.title for entry in pdf.open_outline().root] == ["夜校的二十五年"]
    (link,) = pdf.pages[0].Annots
    assert str(link.Contents) == "开头的话"
    info = {key: str(value) for key, value in pdf.docinfo.items()}
    assert info["/Title"] == "夜校"
    assert info["/Author"] == "印制组"
    assert info["/Subject"] == "说明"
    assert info["/CreationDate"] == info["/ModDate"] == "D:20241108"
    assert str(pdf.Root.Lang) == "zh-CN"


def test_without_a_date_none_is_written(result: PdfResult) -> None:
    assert not {"/CreationDate", "/ModDate"} & set(opened(result).docinfo.keys())


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")  # WeasyPrint leaves its profile open
def test_a_pdf_a_document_is_valid_and_tagged_too(base: Path, figure: Callable[[str], str], tmp_path: Path) -> None:
    result = made(HTML, base, figure, variant="pdf/a-2u")
    (tmp_path / "x.pdf").write_bytes(result.data)
    assert not page.validate_pdf(tmp_path / "x.pdf", profile="2u").failures
    pdf = opened(result)
    assert pdf.Root.MarkInfo.Marked
    with pdf.open_metadata() as metadata:
        assert metadata.pdfa_status == "2U"


def test_the_same_input_gives_the_same_bytes(base: Path, tmp_path: Path) -> None:
    """In other processes, folders, locales and hash seeds."""
    program = (
        "import sys, hashlib; from pathlib import Path; from deckbrief.export.pdf.document import write_pdf\n"
        'svg = \'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9" font-family="Noto Sans CJK SC">\'\n'
        'svg += \'<text x="1" y="8" font-size="3">骨“直”</text></svg>\'\n'
        "html = Path(sys.argv[1]).read_text('utf-8')\n"
        "made = write_pdf(html, base=Path(sys.argv[2]), figure=lambda url: svg, title='x', lang='zh-CN')\n"
        "print(hashlib.sha256(made.data).hexdigest())\n"
    )
    other = tmp_path / "elsewhere" / "style"
    shutil.copytree(base, other)
    source = tmp_path / "source.html"
    source.write_text(HTML, "utf-8")
    digests = set()
    for seed, folder, locale in (("1", base, "C.UTF-8"), ("2", other, "C")):
        environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONHASHSEED": seed, "LC_ALL": locale}
        command = [sys.executable, "-c", program, str(source), str(folder)]
        done = subprocess.run(command, check=True, capture_output=True, text=True, env=environment, cwd=folder)
        digests.add(done.stdout)
    assert len(digests) == 1


# What may be read ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "url",
    [
        "file:///etc/passwd",
        "/etc/passwd",
        "../secret.png",
        "%2e%2e/secret.png",
        "sub/../../secret.png",
        "link.png",
        "http://example.org/x.png",
        "https://example.org/x.png",
        "//example.org/x.png",
        "ftp://example.org/x.png",
        "data:text/html,<b>x</b>",
    ],
)
@pytest.mark.parametrize("markup", ['<img src="{}" alt="x">', '<p style="background: url({})">x</p>'])
def test_nothing_outside_the_style_s_folder_is_read(
    base: Path, url: str, markup: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    (base.parent / "secret.png").write_bytes(b"secret")
    (base / "link.png").symlink_to(base.parent / "secret.png")
    monkeypatch.setattr("socket.socket.connect", no_figure)
    found = problems_of(f'<html lang="zh"><title>x</title>{markup.format(url)}</html>', base)
    assert [problem.code for problem in found] == ["output.resource"]
    assert "may not be loaded" in found[0].message


def test_all_that_is_refused_is_reported_at_once(base: Path) -> None:
    html = '<img src="http://a.org/1.png" alt="x"><img src="../2.png" alt="x"><img src="missing.png" alt="x">'
    found = problems_of(f'<html lang="zh"><title>x</title>{html}</html>', base)
    assert [problem.message.split("'")[1] for problem in found] == ["http://a.org/1.png", "../2.png", "missing.png"]
    assert "cannot be read" in found[2].message


def test_a_refused_address_is_told_where_a_template_writes_it(base: Path) -> None:
    html = '<html lang="zh"><title>x</title>\n<img src="no-data.png" alt="x">\n<img alt="x" src="../a b.png"></html>'
    template, style = base / "t.html.j2", base / "more.css"
    template.write_text(html.replace("../a b", "../a%20b"), encoding="utf-8")
    style.write_text(
        "p {}\nb { background: url('data.png') }\ni { background: url(http://a.org/1.png) }", encoding="utf-8"
    )
    refer = '<link rel="stylesheet" href="more.css"><b>x</b><i>y</i></html>'
    found = problems_of(html.replace("</html>", refer), base)
    places = {problem.message.split("'")[1]: problem.place for problem in found}
    assert places == {
        "no-data.png": Place(str(template), 2, 11),
        "../a b.png": Place(str(template), 3, 19),
        "data.png": Place(str(style), 2, 22),
        "http://a.org/1.png": Place(str(style), 3, 21),
    }


def test_a_drawing_that_uses_another_file_is_told(base: Path) -> None:
    own = '<path id="p" d="M0 0h9"/><use href="#p"/>'
    drawing = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">{own}\n<use href="b.svg#x"/></svg>'
    (base / "a.svg").write_text(drawing, encoding="utf-8")
    (problem,) = problems_of('<html lang="zh"><title>x</title><img src="a.svg" alt="x"></html>', base)
    assert "'b.svg#x' is not shown" in problem.message
    assert problem.place == Place(str(base / "a.svg"), 2, 12)


def test_a_style_sheet_s_fault_is_told_at_its_line(base: Path) -> None:
    (base / "more.css").write_text("p { color: red }\nb {\n  colour: red;\n}", encoding="utf-8")
    html = '<html lang="zh"><title>x</title><link rel="stylesheet" href="more.css"><b>字</b></html>'
    (problem,) = made(html, base, template="a.j2").warnings
    assert problem.place == Place(str(base / "more.css"), 3, 3)


def test_files_of_the_folder_and_data_are_read(base: Path, tmp_path: Path) -> None:
    place = Place("x")
    url = (base / "s.css").as_uri()
    assert read_resource(url, [base], no_figure, place) == (STYLE.encode(), "text/css")
    assert read_resource("data:image/png;base64,aGk=", [base], no_figure, place) == (b"hi", "image/png")
    assert read_resource("data:image/svg+xml,%3Csvg/%3E", [base], no_figure, place) == (b"<svg/>", "image/svg+xml")
    with pytest.raises(ProblemError):
        read_resource((tmp_path / "style-of-others" / "x.css").as_uri(), [base], no_figure, place)


def test_figures_get_their_whole_address(base: Path) -> None:
    asked: list[str] = []

    def drawn(url: str) -> str:
        asked.append(url)
        return '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"/>'

    made(HTML.replace("</body>", '<img src="slide:workshop/12" alt="y"></body>'), base, drawn)
    assert asked == ["figure:cities/one#frameworks.灯", "slide:workshop/12"]


def test_a_figure_that_cannot_be_drawn_says_why(base: Path) -> None:
    problem = Problem("layout.figure", Place("x.yaml", 3, 5), msg("no such figure"))

    def failing(url: str) -> str:
        raise ProblemError([problem])

    assert problems_of(HTML, base, failing) == (problem,)


# What WeasyPrint says and needs -------------------------------------------------------------------------------------


def test_complaints_are_warnings_and_are_not_printed(
    base: Path, capfd: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.WARNING):
        result = made('<html lang="zh"><title>x</title><p style="no-such: 1">字</p></html>', base, template="a.j2")
    (problem,) = result.warnings
    assert (problem.code, problem.severity, problem.place) == ("output.style", "warning", Place("a.j2"))
    assert "no-such" in problem.message
    assert capfd.readouterr() == ("", "")
    assert caplog.records == []
    assert logging.getLogger("weasyprint").propagate


def test_no_warning_escapes(result: PdfResult) -> None:
    assert result.warnings == ()


def write_latin_font(path: Path) -> None:
    """Write a font that has a, b, c and nothing else but the space."""
    from fontTools.fontBuilder import FontBuilder  # type: ignore[import-untyped]
    from fontTools.pens.ttGlyphPen import TTGlyphPen  # type: ignore[import-untyped]

    names = [".notdef", "space", "a", "b", "c"]
    pen = TTGlyphPen(None)
    pen.moveTo((0, 0))
    pen.lineTo((0, 500))
    pen.lineTo((500, 0))
    pen.closePath()
    font = FontBuilder(1000, isTTF=True)
    font.setupGlyphOrder(names)
    font.setupCharacterMap({32: "space", 97: "a", 98: "b", 99: "c"})
    font.setupGlyf(dict.fromkeys(names, pen.glyph()))
    font.setupHorizontalMetrics(dict.fromkeys(names, (600, 0)))
    font.setupHorizontalHeader(ascent=800, descent=-200)
    font.setupNameTable({"familyName": "Three Letters", "styleName": "Regular"})
    font.setupOS2(sTypoAscender=800, usWinAscent=800, usWinDescent=200)
    font.setupPost()
    font.save(path)


@pytest.mark.parametrize("apart", [False, True])
def test_a_script_without_a_font_is_told_once(base: Path, tmp_path: Path, apart: bool) -> None:
    """A sign that is missing too is told by itself, and so is a letter or two of another script."""
    (tmp_path / "fonts").mkdir()
    write_latin_font(tmp_path / "fonts" / "latin.ttf")
    text = "春夏秋冬山河湖海云雨风雪日月星辰松竹"
    body = f"<p>{text}，《》。 abc →</p><p>한 {text[::-1]}</p>"
    result = made(
        f"<html lang='zh'><title>x</title>{f'<div>{body}</div>' if apart else body}</html>",
        base,
        fonts=str(tmp_path / "fonts"),
    )
    told = [problem for problem in of_scripts(result.warnings) if problem.code in ("output.glyph", "output.font")]
    (script,) = [problem for problem in told if "script" in problem.message]
    assert "Han" in script.message
    assert "make briefing" in str(script.hint)
    assert sorted(problem.message[12:18] for problem in told if problem.code == "output.glyph") == ["U+2192", "U+D55C"]


@pytest.mark.parametrize(
    ("letters", "script", "ours"), [("春夏秋冬山河湖海云雨风雪日月", "Han", True), ("กขคงจฉชซฌญฎฏฐฑ", "Thai", False)]
)
def test_a_script_is_told_where_it_is_first_written(letters: str, script: str, ours: bool, tmp_path: Path) -> None:
    """`make briefing` brings the set-up's fonts, which have no Thai: it is no remedy for that."""
    (tmp_path / "fonts").mkdir()
    write_latin_font(tmp_path / "fonts" / "latin.ttf")
    (tmp_path / "a.yaml").write_text(f"title: abc\nnote: ab {letters}\n", "utf-8")
    source, _ = read_source(tmp_path / "a.yaml")
    (told,) = glyph_problems([source], str(tmp_path / "fonts"))
    assert f"script {script}:" in told.message
    assert (told.place.line, told.place.column) == (2, 10)
    assert ("make briefing" in str(told.hint)) == ours


@pytest.mark.skipif(not font_files("setup"), reason="the set-up's fonts are not there")
def test_the_set_up_s_fonts_have_the_scripts_that_are_said(tmp_path: Path) -> None:
    one_of_each = {"Bopomofo": "ㄅ", "Cyrillic": "д", "Greek": "λ", "Han": "国", "Hangul": "한", "Hiragana": "あ",
                   "Katakana": "カ", "Latin": "a"}  # fmt: skip
    assert set(one_of_each) == SCRIPTS
    assert characters_without_glyph(set(one_of_each.values()), "setup") == set()
    assert characters_without_glyph({"ก"}, "setup") == {"ก"}


def test_a_missing_chinese_font_is_a_problem_with_its_remedy(base: Path, tmp_path: Path) -> None:
    """The page is made, each character is told once, and what stands for it is seen."""
    (tmp_path / "fonts").mkdir()
    write_latin_font(tmp_path / "fonts" / "latin.ttf")
    html = "<html lang='zh'><title>x</title><p>骨直 abc 骨</p></html>"
    result = made(html, base, fonts=str(tmp_path / "fonts"))
    assert [(problem.code, problem.severity) for problem in result.warnings] == [("output.glyph", "warning")] * 2
    assert [re.search(r"U\+\w+ [-\w ]+\w", problem.message)[0] for problem in result.warnings] == [  # type: ignore[index]
        "U+9AA8 CJK UNIFIED IDEOGRAPH-9AA8", "U+76F4 CJK UNIFIED IDEOGRAPH-76F4",
    ]  # fmt: skip
    assert all("--fonts" in problem.hint for problem in result.warnings)
    boxes = made(html.replace("abc", ""), base, fonts=str(tmp_path / "fonts"))
    picture = pymupdf.open("pdf", boxes.data).load_page(0).get_pixmap()
    assert min(picture.samples) < 128, "a box is seen"
    use_fonts("")


@pytest.mark.parametrize(
    ("error", "words"),
    [(OSError("cannot load library 'libpango-1.0-0': x\nmore"), "libpango"), (ImportError("y"), "WeasyPrint")],
)
def test_a_missing_library_is_a_problem_with_its_remedy(
    base: Path, error: Exception, words: str, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    real = builtins.__import__

    def failing(name: str, *rest: Any, **options: Any) -> Any:
        if name == "weasyprint":
            print("how to install it, at length")
            raise error
        return real(name, *rest, **options)

    monkeypatch.setattr(builtins, "__import__", failing)
    (problem,) = problems_of(HTML, base)
    assert problem.code == "output.missing-library"
    assert words in problem.message
    assert "more" not in problem.message
    assert "install" in problem.hint
    assert capfd.readouterr() == ("", "")


def test_a_missing_subsetter_is_a_warning(base: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from weasyprint.text import ffi

    monkeypatch.setattr(ffi, "harfbuzz_subset", None)
    monkeypatch.setattr("deckbrief.export.pdf.pages.Maker.whole", lambda *_: (b"", 1, ()))
    result = made("<html lang='zh'><title>x</title><p>字</p></html>", base)
    assert [(problem.code, problem.severity) for problem in result.warnings] == [("output.missing-library", "warning")]


def test_nothing_of_this_is_loaded_before_it_is_needed() -> None:
    program = (
        "import sys, deckbrief.export.pdf.document, deckbrief.export.svg\nassert 'weasyprint' not in sys.modules\n"
    )
    with warnings.catch_warnings():
        subprocess.run([sys.executable, "-c", program], check=True, env={**os.environ, "PYTHONPATH": str(ROOT)})
