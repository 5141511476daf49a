"""Chinese lines in WeasyPrint: both edges flush, marks squeezed, nothing lost."""

from __future__ import annotations

import re
from typing import Any

import pymupdf
import pytest
import weasyprint
from deckbrief.draft.typography import paragraphs
from deckbrief.export.pdf.replace import justify
from deckbrief.export.pdf.replace.setting import setting
from hypothesis import given
from hypothesis import strategies as st

TEXTS = (
    "早在1998年，三个村子就合办了一所夜校：白天种地，晚上读书，农闲时每周3次，农忙时每周1次。“先识字、再算账、后管事”，这条路走了25年，学员从最初的40余人增加到2300余人，结业率保持在96%以上。",
    "夜校立了三条规矩：一是“不讲空话”，每课必有一件做得成的事；二是“不落一人”，缺课的由邻居带一程；三是“不收一分”，灯油、课本、粉笔全由合作社承担。规矩写在墙上，也写进了《村规民约》（第4章）。",
    "后来，课程分成“基础班”、“提高班”、“师傅班”，又与县里的A+B讲师团结对，开出种植、养殖、电商、财务等12门课。2019～2023年，共有8万余人次听课——其中一半以上是第一次走进教室……他们说：“学了就能用。”",
    "村里人把这叫作“灯下·共学”。它的办法并不复杂：选一个人人都关心的题目，请一位做成了的人来讲，讲完当场试一试，回去再教给另外两个人。",
)  # fmt: skip
PAGE = "@page {{ size: 150mm 250mm; margin: 20mm }} body {{ margin: 0 }} .a {{ width: {}mm }}"
STYLE = 'p { font: 10.5pt/1.7 "Noto Serif CJK SC"; text-align: justify; text-indent: 2em; margin: 0 }'
WIDTHS = (61, 73, 88, 97, 104, 110)


def document(width: float, style: str = STYLE, texts: tuple[str, ...] = TEXTS) -> str:
    body = paragraphs(texts)
    head = f'<html lang="zh-CN"><title>x</title><style>{PAGE.format(width)}{style}</style>'
    return f'{head}<div class="a">{body}</div></html>'


def rendered_lines(html: str, lang: str = "zh-CN") -> list[tuple[float, str]]:
    """HTML -> (right end in points, text) of each line in order."""
    with setting(lang) as problems:
        assert problems == ()
        pdf = weasyprint.HTML(string=html).write_pdf()
    rows: dict[tuple[int, int], list[tuple[float, float, str]]] = {}
    opened: Any = pymupdf.open("pdf", pdf)
    for page in opened:
        for block in page.get_text("rawdict")["blocks"]:
            for line in block.get("lines", ()):
                for span in line["spans"]:
                    for char in span["chars"]:
                        row = rows.setdefault((page.number, round(char["origin"][1])), [])
                        row.append((char["bbox"][0], char["bbox"][2], char["c"]))
    lines = []
    for key in sorted(rows):
        chars = sorted(rows[key])
        lines.append((max(right for _, right, _ in chars), "".join(c for *_, c in chars)))
    return lines


@pytest.fixture(scope="module")
def lines() -> dict[int, list[tuple[float, str]]]:
    return {width: rendered_lines(document(width)) for width in WIDTHS}


def test_full_lines_are_flush_at_the_right(lines: dict[int, list[tuple[float, str]]]) -> None:
    full = flush = 0
    for width, found in lines.items():
        edge = (20 + width) * 72 / 25.4
        last = sum(found_text.rstrip().endswith(text[-3:]) for _, found_text in found for text in TEXTS)
        assert last == len(TEXTS), "each paragraph's last line is found"
        for right, text in found:
            if not any(text.rstrip().endswith(end[-3:]) for end in TEXTS):
                full += 1
                flush += abs(right - edge) < 0.1
    assert full > 80
    assert flush == full


def test_every_character_is_extracted_in_its_order(lines: dict[int, list[tuple[float, str]]]) -> None:
    written = re.sub(r"\s", "", "".join(TEXTS))
    checked = 0
    for found in lines.values():
        checked += 1
        assert re.sub(r"\s", "", "".join(text for _, text in found)) == written
    assert checked


def test_no_line_starts_or_ends_with_a_mark_that_may_not(lines: dict[int, list[tuple[float, str]]]) -> None:
    checked = 0
    for found in lines.values():
        for _, text in found:
            checked += 1
            assert text.strip()[0] not in "，。、；：？！）》”’%·～", text
            assert text.strip()[-1] not in "（《“‘", text
            assert not re.search(r"(?<!—)—$|^—(?!—)|(?<!…)…$|^…(?!…)", text.strip()), text
    assert checked


def test_no_last_line_holds_a_single_character(lines: dict[int, list[tuple[float, str]]]) -> None:
    checked = 0
    for found in lines.values():
        for _, text in found:
            if any(text.rstrip().endswith(end[-3:]) for end in TEXTS):
                checked += 1
                assert len(re.findall(r"\w", text)) > 1
    assert checked


def test_marks_in_pairs_take_half_the_room() -> None:
    style = 'p { font: 10pt "Noto Serif CJK SC"; margin: 0 }'
    (plain, _), (pair, _), (three, _) = rendered_lines(document(100, style, ("读书写字算", "“读书”，算", "读”、“算")))
    assert pair == pytest.approx(plain - 5 + 10, abs=0.1), "six characters, one of them half as wide"
    assert three == pytest.approx(plain - 10, abs=0.1), "five characters, two of them half as wide"


def test_latin_lines_keep_their_word_spacing() -> None:
    english = ("The evening school began with three villages and one lamp, and it never closed. " * 6,)
    html = document(90, STYLE, english)
    assert rendered_lines(html) == rendered_lines(html, "en")


def test_other_languages_are_left_alone() -> None:
    from weasyprint.layout import inline

    before = inline.justify_line
    with setting("en") as problems:
        assert problems == ()
        assert inline.justify_line is before


def test_weasyprint_is_as_before_afterwards() -> None:
    from weasyprint.layout import inline
    from weasyprint.text import line_break

    def functions() -> list[Any]:
        layout = line_break.Layout
        return [inline.justify_line, line_break.split_first_line, layout.set_text, layout.reactivate]

    before = functions()

    def failing() -> None:
        with setting("zh-CN"):
            assert not set(functions()) & set(before)
            raise RuntimeError

    with pytest.raises(RuntimeError):
        failing()
    assert functions() == before


@given(st.lists(st.floats(6, 40), min_size=1, max_size=60), st.floats(0.01, 80))
def test_steps_are_whole_thousandths_and_add_up(sizes: list[float], extra: float) -> None:
    widths = justify._steps(sizes, extra)
    assert sum(widths) == pytest.approx(extra, abs=max(sizes) * 0.00101)
    for size, width in zip(sizes, widths, strict=True):
        assert width / (size / 1000) == pytest.approx(round(width / (size / 1000)), abs=1e-3)
