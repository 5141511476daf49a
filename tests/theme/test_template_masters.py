"""Templates of several masters with different themes: each layout's colours are those of its own master's theme."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pptx
import pytest
from deckbrief.base.length import inches
from deckbrief.base.problem import Place
from deckbrief.export.pptx.deck import write_deck
from deckbrief.export.pptx.palette import Palette
from deckbrief.inspect.accessibility import accessibility_problems
from deckbrief.inspect.lint import lint_package
from deckbrief.layout.frame import DeckFrames
from deckbrief.ooxml.colors import contrast
from deckbrief.ooxml.package import Package
from deckbrief.theme.template.choice import Wanted
from deckbrief.theme.template.load import load_template
from deckbrief.theme.theme import Theme

from tests.theme.conftest import titled

KIND = "application/vnd.openxmlformats-officedocument"
PRESENTATION = "ppt/presentation.xml"
MASTER, LAYOUT, ITS_THEME = "slideMasters/slideMaster9.xml", "slideLayouts/slideLayout99.xml", "theme/theme99.xml"


def two_masters(path: Path, make_templates: Any, accent: str, paper: str) -> Path:
    """Write python-pptx's own template with a second master: a title slide in another theme's colours."""
    deck: Any = pptx.Presentation()
    make_templates._resize(deck, inches(13.333), inches(7.5))
    deck.save(str(path))
    package = Package.from_bytes(path.read_bytes())
    theme = package.parts["ppt/theme/theme1.xml"].decode()
    theme = re.sub(r'(<a:theme [^>]*name=")[^"]*', r"\1Second", theme)
    theme = re.sub(r"(<a:accent1>).*?(</a:accent1>)", rf'\1<a:srgbClr val="{accent}"/>\2', theme, flags=re.DOTALL)
    theme = re.sub(r"(<a:lt1>).*?(</a:lt1>)", rf'\1<a:srgbClr val="{paper}"/>\2', theme, flags=re.DOTALL)
    master = package.parts["ppt/slideMasters/slideMaster1.xml"].decode()
    listed = '<p:sldLayoutIdLst><p:sldLayoutId id="2147483800" r:id="rId1"/></p:sldLayoutIdLst>'
    master = re.sub(r"<p:sldLayoutIdLst>.*?</p:sldLayoutIdLst>", listed, master, flags=re.DOTALL)
    start = master.index("<p:titleStyle>")
    master = master[:start] + master[start:].replace('<a:schemeClr val="tx1"/>', '<a:schemeClr val="accent1"/>', 1)
    layout = package.parts["ppt/slideLayouts/slideLayout1.xml"].decode()
    kinds = {MASTER: "presentationml.slideMaster", LAYOUT: "presentationml.slideLayout", ITS_THEME: "theme"}
    for name, data in ((MASTER, master), (LAYOUT, layout), (ITS_THEME, theme)):
        package.add(f"ppt/{name}", f"{KIND}.{kinds[name]}+xml", data)
    package.relate(f"ppt/{MASTER}", "slideLayout", f"../{LAYOUT}")
    package.relate(f"ppt/{MASTER}", "theme", f"../{ITS_THEME}")
    package.relate(f"ppt/{LAYOUT}", "slideMaster", f"../{MASTER}")
    number = package.relate(PRESENTATION, "slideMaster", MASTER)[0]
    entry = f'<p:sldMasterId id="2147483799" r:id="{number}"/></p:sldMasterIdLst>'
    shown = package.parts[PRESENTATION].decode().replace("</p:sldMasterIdLst>", entry)
    package.parts[PRESENTATION] = shown.encode()
    path.write_bytes(package.to_bytes())
    return path


WANTED = {"cover": Wanted("Second / Title Slide", Place("pack.yaml", 1))}


@pytest.fixture
def load(make_templates: Any, base: Theme, tmp_path: Path) -> Callable[[str, str], Theme]:
    def load(accent: str, paper: str) -> Theme:
        return load_template(two_masters(tmp_path / "t.pptx", make_templates, accent, paper), base, WANTED)[0]

    return load


def test_a_layouts_colours_are_those_of_its_own_master(load: Callable[[str, str], Theme]) -> None:
    theme = load("A01050", "FDF6E3")
    assert theme.layouts["cover"].part == f"ppt/{LAYOUT}"
    title = theme.layouts["cover"].placeholders["title"]
    assert theme.hex(theme.color(title.color)) == "#A01050"
    assert theme.hex(theme.color(theme.layouts["cover"].background)) == "#FDF6E3"
    assert theme.hex(theme.color(theme.layouts["figure"].background)) == "#FFFFFF"


def test_contrast_is_that_on_the_masters_own_paper(load: Callable[[str, str], Theme]) -> None:
    """What is clear on the figures' white is not on the second master's black, which has the same slot."""
    theme = load("F0C040", "101820")
    holders = theme.layouts["cover"].placeholders
    assert holders
    for name, holder in holders.items():
        assert contrast(theme.hex(theme.color(holder.color)), "#101820") >= 4.5, name


def test_slides_say_the_slots_of_their_own_master(load: Callable[[str, str], Theme]) -> None:
    theme = load("F0C040", "101820")
    frames = tuple(titled(theme, key) for key in theme.layouts)
    data = write_deck(DeckFrames(name="d", title="D", lang="zh-CN", frames=frames), theme)
    assert [problem for problem in lint_package(data) if problem.severity == "error"] == []
    assert [problem for problem in accessibility_problems(data) if problem.code == "access.contrast"] == []
    slides = [part for name, part in Package.from_bytes(data).parts.items() if name.startswith("ppt/slides/slide")]
    assert all(b"@" not in slide for slide in slides)


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ('<a:schemeClr val="accent1@cover"/>', '<a:schemeClr val="accent1"/>'),
        ('<a:schemeClr val="dk1@cover"/>', '<a:schemeClr val="tx1"/>'),
        ('<a:schemeClr val="accent1"/>', '<a:schemeClr val="accent2"/>'),
        ('<a:schemeClr val="accent2"/>', '<a:srgbClr val="22AA44"/>'),
        ('<a:schemeClr val="hlink"/>', '<a:schemeClr val="hlink"/>'),
    ],
)
def test_what_was_laid_out_in_one_theme_looks_the_same_in_another(said: str, told: str) -> None:
    slots = {"dk1": "000000", "lt1": "FFFFFF", "dk2": "222222", "lt2": "EEEEEE", "accent1": "C00000"}
    greys = {f"accent{number}": "C00000" for number in range(3, 7)}
    own = {**slots, **greys, "accent1": "0000C0", "accent2": "C00000"}
    assert Palette({**slots, **greys, "accent2": "22AA44"}, own).told(said) == told
