"""What goes on over pages is one element of the structure; repeated heads are artifacts; readers find all of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any, Final

import page as validation
import pikepdf
import pymupdf
import pytest
from deckbrief.export.pdf.document import write_pdf

ROWS: Final = 30
POINTS: Final = 40
HTML: Final = """<html lang="zh-CN"><title>x</title>
<style>@page { size: 100mm 80mm; margin: 10mm } table { width: 100%; border-collapse: collapse }</style><body><section>
<h1>夜校</h1><p>$paragraph</p>
<table><caption>课程</caption><thead><tr><th>课</th><th>人数</th></tr></thead><tbody>$rows</tbody>
<tfoot><tr><td>合计</td><td>九</td></tr></tfoot></table><ul>$points</ul></section></body></html>"""


def _html() -> str:
    rows = "".join(f'<tr><th scope="row">第{n}课</th><td>{n}人<br>{n}次<br>{n}回</td></tr>' for n in range(ROWS))
    points = "".join(f"<li>第{n}点</li>" for n in range(POINTS))
    return HTML.replace("$paragraph", "白天种地，晚上读书。" * 120).replace("$rows", rows).replace("$points", points)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    base = tmp_path_factory.mktemp("document")
    return write_pdf(_html(), base=base, figure=str, title="x", lang="zh-CN").data


@pytest.fixture(scope="module")
def elements(made: bytes) -> list[Any]:
    with pikepdf.open(BytesIO(made)) as pdf:
        return [{"kind": str(element.S), "pages": _pages(element)} for element in _elements(pdf.Root.StructTreeRoot)]


def _kids(element: Any) -> list[Any]:
    kids = element.get("/K", [])
    return list(kids) if isinstance(kids, pikepdf.Array) else [kids]


def _elements(element: Any) -> Iterator[Any]:
    for kid in _kids(element):
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            yield kid
            yield from _elements(kid)


def _pages(element: Any) -> set[Any]:
    """Return the pages on which an element, or what it holds, has content."""
    found: set[Any] = set()
    for kid in _kids(element):
        if isinstance(kid, pikepdf.Dictionary):
            found |= {kid.Pg.objgen} if "/MCID" in kid else _pages(kid)
        else:
            found.add(element.Pg.objgen)
    return found


def test_each_is_one_element_with_content_on_several_pages(elements: list[Any]) -> None:
    counts = Counter(element["kind"] for element in elements)
    once = ("/Sect", "/P", "/Table", "/THead", "/TBody", "/TFoot", "/L", "/Caption")
    assert {kind: counts[kind] for kind in once} == dict.fromkeys(once, 1)
    assert (counts["/TR"], counts["/TD"], counts["/TH"]) == (ROWS + 2, ROWS + 2, ROWS + 2)
    assert counts["/LI"] == POINTS
    several = {element["kind"] for element in elements if len(element["pages"]) > 1}
    assert {"/Sect", "/P", "/Table", "/TBody", "/L"} <= several


def test_the_document_keeps_the_standard(made: bytes, tmp_path: Path) -> None:
    file = tmp_path / "x.pdf"
    file.write_bytes(made)
    assert validation.validate_pdf(str(file)).failures == []


def test_cells_name_the_heads_that_are_left(made: bytes) -> None:
    with pikepdf.open(BytesIO(made)) as pdf:
        found = list(_elements(pdf.Root.StructTreeRoot))
        heads = {bytes(element.ID) for element in found if "/ID" in element}
        named = [bytes(name) for element in found if "/A" in element for name in element.A.get("/Headers", [])]
        assert len(heads) == ROWS + 2
        assert len(named) >= 2 * ROWS
        assert set(named) <= heads


def test_the_parent_tree_leads_back_to_the_element_that_holds_the_content(made: bytes) -> None:
    with pikepdf.open(BytesIO(made)) as pdf:
        root = pdf.Root.StructTreeRoot
        numbers = list(root.ParentTree.Nums)
        tree = {int(key): value for key, value in zip(numbers[::2], numbers[1::2], strict=True)}
        seen = 0
        for element in _elements(root):
            for kid in _kids(element):
                if isinstance(kid, int):
                    number, sheet = kid, element.Pg
                elif isinstance(kid, pikepdf.Dictionary) and "/MCID" in kid:
                    number, sheet = int(kid.MCID), kid.Pg
                else:
                    continue
                assert tree[int(sheet.StructParents)][number].objgen == element.objgen
                seen += 1
        assert seen > ROWS + POINTS


def test_repeated_heads_are_still_seen_and_the_text_is_whole(made: bytes) -> None:
    pages: Any = pymupdf.open(stream=made)
    texts = [page.get_text() for page in pages]
    with_rows = [text for text in texts if "课" in text and "人" in text and "次" in text]
    assert len(with_rows) > 2
    assert all("人数" in text for text in with_rows)
    assert all(any(f"第{n}点" in text for text in texts) for n in range(POINTS))
