"""What is kept of lines, and remembered for a style, changes nothing on the page, whatever the style says."""

from __future__ import annotations

from typing import Any

import pytest
from deckbrief.export.pdf.engine import load_weasyprint
from deckbrief.export.pdf.replace import setting
from deckbrief.export.pdf.replace.styles import _USED, remembered_lengths

_HTML = """<html lang="zh-CN"><style>
@page { size: 120mm 90mm; margin: 10%; @top-left { content: "页"; width: 30% }
  @bottom-right { content: counter(page) } }
.box:nth-child(2) { background: #eee linear-gradient(red, blue); border-radius: 4px / 10% }
.left { box-shadow: 1px 1px red } .cut { width: 90px; overflow: hidden; text-overflow: ellipsis; white-space: nowrap }
.wide { text-align: justify; letter-spacing: 1px; width: 120px }
.short { max-lines: 2; block-ellipsis: auto; width: 100px }
.box { border: 2px solid; padding: 3%; box-sizing: border-box; width: 60%; min-height: 20px; max-width: 90% }
.half { width: calc(50% + 4px); margin: 1em 10% }
.tall { height: 50%; min-height: 1em } .marked { text-decoration: underline; font-variant-numeric: tabular-nums }
table { border-collapse: collapse; width: 100% } td { border: 1px solid; padding: 2px 4% }
.apart { border-collapse: separate }
.flex { display: flex } .flex p { width: 40%; margin: 2px } .grid { display: grid; grid-template-columns: 1fr 2fr }
.out { position: absolute; right: 5%; top: 10px; width: 20% } .left { float: left; width: 25% }
.logical { margin-inline-start: 12px; padding-block: 3px; inline-size: 50%; border-inline-end-width: 2px }
p::first-letter { font-size: 2em } .line::first-line { font-weight: bold; letter-spacing: 2px }
</style><body>
<div class="box"><div class="box">
<p class="line">城市治理要把群众的需求放在前面，党建引领下的工作 47 项 done in 3 steps。</p>
</div></div>
<ul><li>第一点</li><li class="half">第二点，较长的一段文字要分成两行才放得下</li></ul>
<table><tr><td>维度</td><td class="half">数值</td></tr><tr><td colspan="2">合计<b>12</b></td></tr></table>
<table class="apart"><tr><td>维度</td><td>数值</td></tr></table>
<div style="height: 60px"><div class="tall">高</div></div><div class="flex"><p>一</p><p class="box">二</p></div>
<div class="grid"><p class="box">三</p><p>四</p></div><div class="out">旁</div><div class="left">左</div>
<p class="logical">逻辑<b class="logical" dir="rtl">方向</b></p>
<p class="cut">城市治理要把群众的需求放在前面，党建引领下的工作</p>
<p class="short">城市治理要把群众的需求放在前面，党建引领下的工作要有人问、有人管、有人办，办得好不好群众说了算。</p>
<p class="wide">字距大一些的一段文字要分成三行，也要两端对齐才好看。</p>
<p class="marked">下划线 2024</p><p dir="rtl" lang="he">שלום 12</p>
<p style="columns: 2">分栏的文字在两栏里排列，左右两栏一样宽</p>
<p style="font-feature-settings: 'smcp'">Small <i>caps</i> <code>x</code></p>
</body></html>"""


def _pdf() -> bytes:
    import weasyprint

    with setting.setting("en"):
        return bytes(weasyprint.HTML(string=_HTML * 2).write_pdf(pdf_tags=True, pdf_identifier=b"1"))


@pytest.mark.parametrize("out", ["layouts", "page_styles", "styles"])
def test_pages_are_the_same_bytes_as_without_it(out: str, monkeypatch: pytest.MonkeyPatch) -> None:
    load_weasyprint()
    quick = _pdf()
    others = tuple(one for one in setting.ALWAYS if one.name != out)
    assert len(others) == len(setting.ALWAYS) - 1
    monkeypatch.setattr(setting, "ALWAYS", others)
    assert _pdf() == quick


def test_a_style_changed_in_place_is_worked_out_anew() -> None:
    load_weasyprint()
    from weasyprint.css.properties import Dimension

    calls: list[Any] = []

    class Style(dict[str, Any]):
        """A style with attributes, as WeasyPrint's are."""

        def __missing__(self, key: str) -> Any:
            return "content-box" if key == "box_sizing" else Dimension(0, "px")

    class Box:
        style = Style(width=Dimension(10, "px"))

    def original(box: Any, around: Any) -> None:
        calls.append(around)
        width = box.style["width"]
        for name in _USED:
            setattr(box, name, 0)
        box.width = width.value * (around[0] / 100 if width.unit == "%" else 1)

    resolve = remembered_lengths(original)
    box: Any = Box()
    for around, width, unit, used, called in (
        (100, 10, "px", 10, 1),
        (200, 10, "px", 10, 1),  # known
        (200, 12, "px", 12, 2),  # changed
        (200, 50, "%", 100, 3),
        (400, 50, "%", 200, 4),  # depends on what is around
    ):
        Box.style["width"] = Dimension(width, unit)
        resolve(box, (around, around))
        assert (box.width, len(calls)) == (used, called)
