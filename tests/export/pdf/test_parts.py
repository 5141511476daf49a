"""A document in marked parts: pages, contents, outline and links as in one piece, with any number of processes."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import page
import pymupdf
import pytest
from deckbrief.base.message import msg
from deckbrief.base.problem import Place, Problem, ProblemError
from deckbrief.export.pdf.document import PdfResult, write_pdf
from deckbrief.export.pdf.pages import Makers
from deckbrief.export.pdf.parts import MARK, can_be_cut, cut, looking_ahead, numbered

STYLE = """@page { size: A5; margin: 20mm; @top-left { content: string(book) } @top-right { content: string(chapter) }
  @bottom-right { content: counter(page) "/" counter(pages) } }
body { font: 10.5pt "Noto Serif CJK SC"; text-align: justify }
section { break-before: page }
h1 { string-set: chapter content(); bookmark-level: 1; break-after: avoid }
h2 { bookmark-level: 2; break-after: avoid }
.book { string-set: book content() }
table { width: 100%; border-collapse: collapse }
img { width: 60mm }
[data-target]::after { content: target-counter(attr(data-target url), page) }
[data-page]::after { content: attr(data-page) }"""
SENTENCE = "早在1998年，三个村子就合办了一所夜校：白天种地，晚上读书，农闲时每周3次，农忙时每周1次。"
CHAPTERS = 12
SOUND = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 90 30"><rect width="{0}" height="30"/></svg>'


class Drawing:
    """Draws every figure, except the one that cannot be drawn; any process can have it."""

    def __call__(self, url: str) -> str:
        if url == "figure:broken":
            raise ProblemError([Problem("layout.figure", Place("units/x.yaml", 3, 5), msg("no such figure"))])
        return SOUND.format(30 + 5 * len(url) % 60)


def chapter(number: int, *more: str) -> str:
    """A chapter of one page to four, with a link to the one before and the page of the one after."""
    text = f"<p>{SENTENCE * 4}</p>" * (3 + number % 4 * 5)
    rows = "".join(f"<tr><th scope='row'>{row}</th><td>{SENTENCE[:9]}</td></tr>" for row in range(3))
    before, after = (number - 1) % CHAPTERS, (number + 1) % CHAPTERS
    return f"""<section><h1 id="c{number}">第{number}章</h1>{text}
<h2 id="s{number}">第{number}章的一节</h2><table><thead><tr><th scope="col">甲</th><th scope="col">乙</th></tr></thead>
<tbody>{rows}</tbody></table><img src="figure:{"x" * number}" alt="图{number}">
<p><a href="#c{before}">前一章</a>，后一章在第<span data-target="#c{after}"></span>页</p>{"".join(more)}</section>"""


def chapters(*more: str) -> str:
    """A document of twelve chapters; `more` stands in the last one."""
    head = '<!DOCTYPE html><html lang="zh-CN"><head><title>x</title><link rel="stylesheet" href="s.css"></head><body>'
    lines = "".join(
        f'<p><a href="#{mark}{number}">第{number}章</a> <span data-target="#{mark}{number}"></span></p>'
        for number in range(CHAPTERS)
        for mark in "cs"
    )
    opening = f'<p class="book">夜校</p><nav><h1>目录</h1>{lines}</nav>'
    members = [chapter(number, *(more if number == CHAPTERS - 1 else ())) for number in range(CHAPTERS)]
    return f"{head}{MARK.join([opening, *members])}</body></html>"


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("style")
    (folder / "s.css").write_text(STYLE, "utf-8")
    return folder


def made(html: str, base: Path, jobs: int = 1) -> PdfResult:
    return write_pdf(html, base=base, figure=Drawing(), title="夜校", lang="zh-CN", jobs=jobs)


@pytest.fixture(scope="module")
def in_parts(base: Path) -> PdfResult:
    return made(chapters(), base)


@pytest.fixture(scope="module")
def in_one_piece(base: Path) -> PdfResult:
    return made(chapters().replace(MARK, ""), base)


def opened(result: PdfResult) -> Any:
    return pymupdf.open("pdf", result.data)


def texts(result: PdfResult) -> list[str]:
    """The words of each page with their places, whatever order they are drawn in."""
    return [
        "\n".join(sorted(f"{w[0]:.1f} {w[1]:.1f} {w[4]}" for w in sheet.get_text("words"))) for sheet in opened(result)
    ]


def links(result: PdfResult) -> list[tuple[int, tuple[int, ...], int]]:
    """Each link: its page, where it stands there, the page that it leads to."""
    return [
        (number, tuple(round(edge) for edge in link["from"]), link["page"])
        for number, sheet in enumerate(opened(result))
        for link in sheet.get_links()
    ]


def problems_of(html: str, base: Path, jobs: int) -> tuple[Problem, ...]:
    with pytest.raises(ProblemError) as raised:
        made(html, base, jobs)
    return raised.value.problems


def test_the_number_of_processes_changes_no_byte(base: Path, in_parts: PdfResult) -> None:
    several = made(chapters(), base, jobs=2)
    assert several.data == in_parts.data
    assert (several.pages, several.fonts, several.warnings) == (in_parts.pages, in_parts.fonts, ())


def test_parts_are_laid_out_as_the_whole_would_be(in_parts: PdfResult, in_one_piece: PdfResult) -> None:
    assert in_parts.pages == in_one_piece.pages > 2 * CHAPTERS
    assert texts(in_parts) == texts(in_one_piece)


def test_outline_and_links_are_those_of_the_whole(in_parts: PdfResult, in_one_piece: PdfResult) -> None:
    assert opened(in_parts).get_toc() == opened(in_one_piece).get_toc()
    assert len(opened(in_parts).get_toc()) == 1 + 2 * CHAPTERS
    assert links(in_parts) == links(in_one_piece)
    assert len(links(in_parts)) == 3 * CHAPTERS


def test_the_pages_that_contents_name_are_those_of_the_chapters(in_parts: PdfResult) -> None:
    document = opened(in_parts)
    named = {text: page for _, text, page in document.get_toc()}
    checked = 0
    for number in range(CHAPTERS):
        checked += 1
        after = (number + 1) % CHAPTERS
        own = range(named[f"第{number}章"] - 1, named.get(f"第{number + 1}章", document.page_count + 1) - 1)
        text = "".join(document[index].get_text() for index in own).replace("\n", "")
        assert f"后一章在第{named[f'第{after}章']}页" in text
    assert checked


def test_running_heads_and_numbers_are_those_of_the_whole_document(in_parts: PdfResult) -> None:
    document = opened(in_parts)
    starts = [page for level, _, page in document.get_toc() if level == 1]
    titles = [text for level, text, _ in document.get_toc() if level == 1]
    checked = 0
    for number, sheet in enumerate(document, 1):
        checked += 1
        head = sheet.get_text(clip=(0, 0, sheet.rect.width, 50)).split()
        assert head == ["夜校", titles[sum(start <= number for start in starts) - 1]]
        foot = sheet.get_text(clip=(0, sheet.rect.height - 50, sheet.rect.width, sheet.rect.height))
        assert foot.split() == [f"{number}/{in_parts.pages}"]
    assert checked


def test_a_document_in_parts_is_sound_and_accessible(in_parts: PdfResult, tmp_path: Path) -> None:
    path = tmp_path / "x.pdf"
    path.write_bytes(in_parts.data)
    assert not page.validate_pdf(path).failures


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")  # WeasyPrint leaves its profile open
def test_a_document_in_parts_can_be_kept(base: Path, tmp_path: Path) -> None:
    html = f"{chapters().split('<body>')[0]}<body><p>甲</p>{MARK}<section><h1>乙</h1></section></body></html>"
    path = tmp_path / "x.pdf"
    made = write_pdf(html, base=base, figure=Drawing(), title="夜校", lang="zh-CN", variant="pdf/a-2u")
    path.write_bytes(made.data)
    assert made.pages == 2
    assert not page.validate_pdf(path, profile="2u").failures


def test_fonts_are_in_the_file_once(in_parts: PdfResult) -> None:
    document = opened(in_parts)
    fonts = {
        (font[3].partition("+")[2], font[0])
        for number in range(len(document))
        for font in document.get_page_fonts(number)
    }
    assert len({name for name, _ in fonts}) == len(fonts)


@pytest.mark.parametrize("jobs", [1, 2])
def test_what_is_wrong_in_a_part_is_told(base: Path, jobs: int) -> None:
    more = '<img src="figure:broken" alt="x"><img src="http://example.org/x.png" alt="x">'
    found = problems_of(chapters(more), base, jobs)
    assert [(problem.code, problem.place.line) for problem in found] == [
        ("layout.figure", 3),
        ("output.resource", 0),
    ]


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_complaint_about_a_part_is_a_warning_once(base: Path, jobs: int) -> None:
    (problem,) = made(chapters('<p style="no-such: 1">字</p>'), base, jobs).warnings
    assert problem.code == "output.style"
    assert "no-such" in problem.message


def test_a_style_with_left_and_right_pages_is_laid_out_whole(base: Path) -> None:
    style = "<style>@page :left { @bottom-left { content: '左' } }</style></head>"
    document = opened(made(chapters().replace("</head>", style), base))
    assert ["左" in sheet.get_text() for sheet in document] == [number % 2 == 1 for number in range(len(document))]


@pytest.mark.parametrize(
    "style", ["@page x:left{}", "h1{break-before: recto}", "p{position: running(p)}", "@page :nth(2){}"]
)
def test_styles_that_ask_where_a_page_stands_are_known(style: str) -> None:
    assert not can_be_cut(style)
    assert can_be_cut(STYLE)


def test_parts_with_page_numbers_are_by_themselves_and_others_together() -> None:
    html = f'<html><body>a{MARK}b{MARK}<p data-target="#x"></p>{MARK}c{MARK}<a href="#x">d</a></body></html>'
    divided = cut(html)
    assert [(chunk.html, sorted(chunk.wanted)) for chunk in divided.chunks] == [
        ("ab", []), ('<p data-target="#x"></p>', ["x"]), ('c<a href="#x">d</a>', []),
    ]  # fmt: skip
    assert divided.targets == {"x"}
    assert numbered(divided.chunks[1].html, {"x": 7}) == '<p data-page="7"></p>'


def test_only_what_shows_pages_after_it_is_laid_out_twice(base: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def line(*targets: str) -> str:
        return "".join(f'<p data-target="#{target}"></p>' for target in targets)

    members = [
        f"<nav>{line('a', 'z')}</nav>", '<section id="a">甲</section>',
        f'<section id="b">{line("a", "none")}</section>',
        f'<section id="c">{line("b")}</section>', f'<section id="d">{line("c", "a")}</section>',
        f'<section id="e">{line("e")}</section>', '<section id="z">末</section>',
    ]  # fmt: skip
    html = chapters().split("<body>")[0] + "<body>" + MARK.join(members) + "</body></html>"
    assert looking_ahead(cut(html).chunks) == {0, 5}
    calls: list[tuple[str, int]] = []
    original = Makers.answers

    def answers(makers: Makers, asked: Any) -> Any:
        calls.extend((call[0], call[1]) for call in asked if call[0] != "margins")
        return original(makers, asked)

    monkeypatch.setattr(Makers, "answers", answers)
    result = made(html, base)
    assert sorted(calls) == [("count", 0), ("count", 5), *(("part", number) for number in range(7))]
    shown = [sheet.get_text(clip=(0, 50, 500, 540)).split() for sheet in opened(result)]
    assert shown == [["2", "7"], ["甲"], ["2", "000"], ["3"], ["4", "2"], ["6"], ["末"]]
    assert made(html, base, jobs=2).data == result.data


def test_pages_show_in_parts_what_they_show_in_one_piece(tmp_path: Path) -> None:
    """Backgrounds and borders of pages and of the root stay behind the text; what comes before the body comes once."""
    style = (
        STYLE
        + """@page { background: #fee; border: 2mm solid #c00; padding: 3mm } html { background: #ffd; }
@page cover { background: #700; margin: 0; border: none }
.cover { page: cover; color: #fff; break-after: page }"""
    )
    (tmp_path / "s.css").write_text(style, "utf-8")
    html = chapters().replace("<body>", f'<body><div class="cover"><h1>封面</h1></div>{MARK}', 1)
    parts, whole = made(html, tmp_path, 2), made(html.replace(MARK, ""), tmp_path)
    assert parts.pages == whole.pages
    for one, other in zip(opened(parts), opened(whole), strict=True):
        shown, wanted = (sheet.get_pixmap(dpi=40).samples for sheet in (one, other))
        differing = sum(abs(left - right) > 40 for left, right in zip(shown, wanted, strict=True))
        assert differing < len(wanted) * 0.002
    cover = opened(parts)[0].get_pixmap(dpi=40)
    assert len(set(zip(*[iter(cover.samples)] * 3, strict=True))) > 3, "the cover's text is seen"


def test_style_sheets_in_the_body_are_for_the_whole(base: Path) -> None:
    html = chapters("<style>h1 { color: #0a0 }</style>")
    assert cut(html).styled
    assert texts(made(html, base)) == texts(made(html.replace(MARK, ""), base))
