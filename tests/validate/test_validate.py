"""The judge is judged: each validator finds a fault made for it, and has nothing against a sound file."""

from __future__ import annotations

import importlib.util
import json
import shutil
from pathlib import Path
from types import ModuleType

import pikepdf
import pytest
from pptx import Presentation
from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE
from pptx.util import Inches


@pytest.fixture(scope="module")
def validate() -> ModuleType:
    path = Path(__file__).with_name("validate.py")
    spec = importlib.util.spec_from_file_location("validate", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def sound_deck(tmp_path: Path) -> Path:
    deck = Presentation()
    title = deck.slides.add_slide(deck.slide_layouts[0]).shapes.title
    assert title is not None
    title.text = "Sound"
    deck.save(str(tmp_path / "sound.pptx"))
    return tmp_path / "sound.pptx"


@pytest.fixture
def faulty_deck(tmp_path: Path) -> Path:
    """A deck with a chart as python-pptx writes it: its axes have negative ids, which the schema forbids."""
    deck = Presentation()
    data = CategoryChartData()  # type: ignore[no-untyped-call]
    data.categories = ["a", "b"]
    data.add_series("s", (1, 2))  # type: ignore[no-untyped-call]
    size = Inches(3)
    shapes = deck.slides.add_slide(deck.slide_layouts[6]).shapes
    shapes.add_chart(XL_CHART_TYPE.BAR_CLUSTERED, size, size, size, size, data)
    deck.save(str(tmp_path / "faulty.pptx"))
    return tmp_path / "faulty.pptx"


def pdf_with_font(path: Path, **font: object) -> Path:
    keys = {f"/{key}": value for key, value in font.items()}
    with pikepdf.new() as document:
        page = document.add_blank_page()
        page.Resources = pikepdf.Dictionary(
            Font=pikepdf.Dictionary(F1=document.make_indirect(pikepdf.Dictionary(keys)))
        )
        document.save(path)
    return path


def test_openxml_audit_finds_what_the_schema_forbids(validate: ModuleType, sound_deck: Path, faulty_deck: Path) -> None:
    assert list(validate.openxml_audit_findings(sound_deck)) == []
    assert any("axId" in finding for finding in validate.openxml_audit_findings(faulty_deck))


def test_the_sdk_finds_what_the_schema_forbids(validate: ModuleType, sound_deck: Path, faulty_deck: Path) -> None:
    if not (validate.SDK.exists() and shutil.which("node")):
        pytest.skip("the Open XML SDK is not installed; `make validate` installs it")
    assert list(validate.sdk_findings(sound_deck)) == []
    assert any("axId" in finding for finding in validate.sdk_findings(faulty_deck))


def test_an_sdk_that_does_not_run_is_a_finding(
    validate: ModuleType, sound_deck: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(validate, "SDK", tmp_path / "missing")
    assert "did not run" in next(validate.sdk_findings(sound_deck))


def test_python_pptx_finds_a_broken_package(validate: ModuleType, sound_deck: Path, tmp_path: Path) -> None:
    assert list(validate.python_pptx_findings(sound_deck)) == []
    broken = tmp_path / "broken.pptx"
    broken.write_bytes(sound_deck.read_bytes()[:-100])
    assert "python-pptx: " in next(validate.python_pptx_findings(broken))


def test_qpdf_finds_a_cut_off_file(validate: ModuleType, tmp_path: Path) -> None:
    whole = pdf_with_font(tmp_path / "whole.pdf", Type=pikepdf.Name.Font)
    assert list(validate.qpdf_findings(whole)) == []
    cut = tmp_path / "cut.pdf"
    cut.write_bytes(whole.read_bytes()[:-60])
    assert next(validate.qpdf_findings(cut))


def test_a_font_that_is_not_embedded_is_found(validate: ModuleType, tmp_path: Path) -> None:
    name = {"Type": pikepdf.Name.Font, "Subtype": pikepdf.Name.Type1, "BaseFont": pikepdf.Name.Helvetica}
    named = pdf_with_font(tmp_path / "named.pdf", **name)
    assert list(validate.font_findings(named)) == ["fonts: /Helvetica is not embedded"]
    carried = pikepdf.Dictionary(Type=pikepdf.Name.FontDescriptor, FontFile2=pikepdf.Array())
    embedded = pdf_with_font(tmp_path / "embedded.pdf", **name, FontDescriptor=carried)
    assert list(validate.font_findings(embedded)) == []


@pytest.fixture
def broken_and_sound(sound_deck: Path, tmp_path: Path) -> list[Path]:
    broken = tmp_path / "broken.pptx"
    broken.write_bytes(b"no deck at all")
    return [broken, sound_deck]


@pytest.mark.office
def test_libreoffice_shows_every_slide(validate: ModuleType, broken_and_sound: list[Path]) -> None:
    broken, _ = broken_and_sound
    assert list(validate.office_findings(broken_and_sound)) == [(broken, "LibreOffice: cannot open it")]


def test_what_linters_find_is_refuted_by_tool_code_and_shapes(validate: ModuleType) -> None:
    found = {"tool": "archforge", "code": "W20", "shapes": ["title"]}
    assert validate._refutes({"tool": "archforge", "code": "W20"}, found)
    assert validate._refutes({"tool": "archforge", "code": "W20", "shapes": "^title$"}, found)
    for other in ({"code": "W21"}, {"tool": "pptlint"}, {"shapes": "footer"}):
        assert not validate._refutes({"tool": "archforge", "code": "W20", **other}, found)


def test_every_refutation_says_why() -> None:
    entries = json.loads(Path(__file__).with_name("refuted.json").read_text("utf-8"))
    assert entries
    assert all(set(entry) <= {"tool", "code", "shapes", "why"} and len(entry["why"]) > 20 for entry in entries)
