"""Fonts of pages: the set-up's and no others, variants of Chinese by language, and all that is missing is told."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pymupdf
import pytest
import yaml
from deckbrief.base.problem import Problem
from deckbrief.export.pdf.document import PdfResult, write_pdf
from deckbrief.export.pdf.faces import font_stacks
from deckbrief.export.pdf.fonts import SETUP, SYSTEM, characters_without_glyph, families, setup_folder, use_fonts
from fontTools.ttLib import TTFont  # type: ignore[import-untyped]

ROOT = Path(__file__).parents[3]
STYLES = sorted((ROOT / "templates" / "briefing").rglob("*.css"))
NAMES = (
    "SimSun", "SimHei", "FangSong", "FangSong_GB2312", "KaiTi", "STSong", "STKaiti", "Songti SC", "Heiti SC",
    "Microsoft YaHei", "Source Han Sans SC", "Source Han Serif SC", "Noto Serif CJK SC", "Noto Sans CJK SC",
    "FandolFang", "Noto Serif", "Liberation Serif", "Georgia", "Times New Roman", "Arial",
)  # fmt: skip
"""Twenty families, some of them of the set-up's names, that another machine may have."""
RARE = "喆堃镕頔"
"""Characters of names that FandolFang and FandolKai lack."""


@pytest.fixture
def base(tmp_path: Path) -> Path:
    folder = tmp_path / "style"
    folder.mkdir()
    (folder / "s.css").write_text("p { font: 12pt FandolFang, 'Noto Serif CJK SC', serif }\n", "utf-8")
    return folder


@pytest.fixture(autouse=True)
def fonts_as_before() -> Iterator[None]:
    yield
    use_fonts("")


def made(body: str, base: Path, fonts: str = "", lang: str = "zh-CN") -> PdfResult:
    html = f'<html lang="{lang}"><head><title>x</title><link rel="stylesheet" href="s.css"></head>{body}</html>'
    return write_pdf(html, base=base, figure=str, title="x", lang=lang, fonts=fonts)


def some_fonts(folder: Path, *patterns: str) -> str:
    """A folder with the fonts of the set-up of these names."""
    folder.mkdir()
    found = [file for pattern in patterns for file in sorted(setup_folder().parent.glob(pattern))]
    assert len(found) >= len(patterns), f"the set-up lacks some of {patterns}"
    for file in found:
        (folder / file.name).symlink_to(file.resolve())
    return str(folder)


# The same everywhere ------------------------------------------------------------------------------------------------


def built(out: Path, config: Path, *options: str) -> dict[str, bytes]:
    """The briefings of a pack, built on a system with such a configuration of fontconfig."""
    command = [sys.executable, "-m", "deckbrief", "build", "luzhou", "bulletin-luzhou", *options, "--out", str(out)]
    environment = {**os.environ, "FONTCONFIG_FILE": str(config)}
    subprocess.run(command, check=True, capture_output=True, env=environment, cwd=ROOT)
    return {file.name: file.read_bytes() for file in sorted(out.rglob("*.pdf"))}


def system_with(fonts: Path, folder: Path) -> Path:
    """The configuration of a system that has the fonts of a folder."""
    config = folder / f"{fonts.name}.conf"
    config.write_text(f"<fontconfig><dir>{fonts}</dir><cachedir>{folder}/cache</cachedir></fontconfig>")
    return config


def write_families(folder: Path) -> None:
    """Write the twenty families: letters and signs of Chinese, in a face that is not theirs."""
    folder.mkdir()
    for number, name in enumerate(NAMES):
        with TTFont(setup_folder().parent / "test" / "DejaVuSans.ttf") as font:
            for record in font["name"].names:
                if record.nameID in (1, 4, 16):
                    record.string = name
            font.save(folder / f"{number}.ttf")


def test_pages_are_the_same_bytes_whatever_is_installed(tmp_path: Path) -> None:
    write_families(tmp_path / "many")
    (tmp_path / "none").mkdir()
    bare, many = (system_with(tmp_path / name, tmp_path) for name in ("none", "many"))
    alone = built(tmp_path / "1", bare)
    assert sorted(alone) == ["bulletin-luzhou.pdf", "luzhou.pdf"]
    assert built(tmp_path / "2", many) == alone
    assert built(tmp_path / "3", many, "--fonts", SYSTEM) != alone, "the twenty families can be seen"


@pytest.mark.parametrize("style", STYLES, ids=lambda style: f"{style.parent.name}-{style.stem}")
def test_the_first_family_of_every_stack_is_the_set_up_s(style: Path) -> None:
    stacks = list(font_stacks(style.read_text("utf-8"), SETUP))
    assert stacks or "font-family" not in style.read_text("utf-8").replace("font-family: var(", "")
    for stack in stacks:
        assert stack.families[0].casefold() in families(SETUP), stack


def test_the_first_family_of_every_theme_is_the_set_up_s() -> None:
    themes = [yaml.safe_load(file.read_text("utf-8")) for file in (ROOT / "templates" / "themes").glob("*/theme.yaml")]
    stacks = [pair["stack"] for theme in themes for pair in theme.get("fonts", {}).values() if "stack" in pair]
    assert stacks
    assert all(stack[0].casefold() in families(SETUP) for stack in stacks)


# What stands for what -----------------------------------------------------------------------------------------------


def test_rare_characters_of_a_chinese_text_are_the_mainland_s_serif(base: Path) -> None:
    assert characters_without_glyph(RARE, SETUP) == set()
    (base / "s.css").write_text("p { font: 12pt FandolFang }", "utf-8")
    assert made(f"<p>统战{RARE}</p>", base).fonts == ("FandolFang", "Noto Serif CJK SC")


@pytest.mark.parametrize(
    ("lang", "region"), [("zh-CN", "SC"), ("zh", "SC"), ("ja", "JP"), ("zh-TW", "TC"), ("en", "SC")]
)
@pytest.mark.parametrize(("generic", "name"), [("serif", "Serif"), ("sans-serif", "Sans"), ("Nowhere", "Sans")])
def test_each_language_has_its_own_variant(base: Path, lang: str, region: str, generic: str, name: str) -> None:
    (base / "s.css").write_text(f"p {{ font: 12pt {generic} }}", "utf-8")
    assert made("<p>骨直</p>", base, lang=lang).fonts == (f"Noto {name} CJK {region}",)


# What is missing ----------------------------------------------------------------------------------------------------


def alt_text(result: PdfResult, code: str = "output.font") -> list[Problem]:
    assert all(problem.severity == "warning" for problem in result.warnings)
    return [problem for problem in result.warnings if problem.code == code]


def test_a_family_without_a_bold_face_is_told(base: Path, tmp_path: Path) -> None:
    fonts = some_fonts(tmp_path / "regular", "pages/NotoSerifCJK-Regular.ttc")
    (base / "s.css").write_text("p { font: 12pt 'Noto Serif CJK SC' }", "utf-8")
    assert alt_text(made("<p>醇度</p>", base, fonts)) == []
    (problem,) = alt_text(made("<p>醇度<b>温度</b></p>", base, fonts))
    assert "'Noto Serif CJK SC' has no bold face" in problem.message
    assert problem.hint
    assert alt_text(made("<p>醇度<b>温度</b></p>", base)) == []


def test_a_face_that_is_named_first_and_missing_is_told_where_it_is_named(base: Path) -> None:
    style = "p { color: red;\n  font-family: 'No Such Song', 'Noto Serif CJK SC', serif }\n"
    (base / "s.css").write_text(style + "@page { font: 9pt/1 FandolKai }", "utf-8")
    (problem,) = alt_text(made("<p>字</p>", base))
    assert "'No Such Song'" in problem.message
    assert (problem.place.file, problem.place.line, problem.place.column) == (str(base / "s.css"), 2, 3)
    assert "--fonts system" in problem.hint


def test_no_fonts_at_all_is_told_and_the_system_s_are_taken(base: Path, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    problems = alt_text(made("<p>x</p>", base, str(tmp_path / "empty")))
    assert any("there are no fonts in" in problem.message for problem in problems)


def test_where_there_are_no_fonts_at_all_no_single_face_is_told(base: Path, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    (base / "s.css").write_text("p { font-family: 'No Such Song', serif }", "utf-8")
    problems = alt_text(made("<p>x</p>", base, str(tmp_path / "empty")))
    assert problems
    assert not [problem for problem in problems if "No Such Song" in problem.message]


PACK = {
    "pack.yaml": "kind: pack\ntitle: 一套\nlang: zh-CN\n",
    "one.yaml": (
        "kind: unit\nname: 一处  # 😀 in a comment is not printed\n"
        "department: 某部\nspeaker: {name: 某人, role: 主任}\n"
        "title: 一条路\nsection: 某部\ntagline: 一句😀\nmessage: 一句话😀。\n"
        'summary: [一段😀😀话, "逃\\U0001F600"]\n'
        "takeaways: [一招]\nnotes: {say: [一句]}\nevidence: [{paragraph: 1, words: 一}]\nframeworks:\n"
        "  - {id: a, name: 一, title: 一句话, figure: chain, priority: 1, evidence: [{paragraph: 1, words: 一}],\n"
        "     notes: {say: [一句]}, parts: [{id: b, name: 甲, evidence: [{paragraph: 1, words: 一}]},\n"
        "     {id: c, name: 乙, evidence: [{paragraph: 1, words: 一}]}]}\n"
    ),
}


def test_a_character_without_a_glyph_is_told_at_each_of_its_places(tmp_path: Path) -> None:
    content = tmp_path / "content"
    content.mkdir()
    for name, text in PACK.items():
        (content / name).write_text(text, "utf-8")
    command = [sys.executable, "-m", "deckbrief", "check", "--content", str(content)]
    checked = subprocess.run(command, capture_output=True, text=True, check=False)
    assert checked.returncode == 0, checked.stderr
    build = [*command[:3], "build", "briefing/one", *command[4:], "--out", str(tmp_path)]
    built = subprocess.run(build, capture_output=True, text=True, check=False)
    assert built.returncode == 0, built.stderr
    for words in (checked.stderr, built.stderr):
        (line,) = [line for line in words.splitlines() if "output.glyph" in line]
        assert "U+1F600 GRINNING FACE ‘😀’" in line
        assert re.findall(r"one\.yaml:(\d+:\d+)", line) == ["7:12", "8:13", "9:13", "9:14", "9:18"]
    sheet = pymupdf.open(tmp_path / "briefing" / "one.pdf").load_page(0)
    assert "一句话" in sheet.get_text()


# The set-up ---------------------------------------------------------------------------------------------------------


def listed(name: str) -> str:
    return subprocess.run(
        [".ci/system-packages", "list", name], check=True, capture_output=True, text=True, cwd=ROOT
    ).stdout


@pytest.mark.parametrize("name", ["README.md", "README.zh-CN.md"])
def test_the_readme_says_what_the_set_up_installs(name: str) -> None:
    assert listed("test") in (ROOT / name).read_text("utf-8")


# Other sets of fonts ------------------------------------------------------------------------------------------------

CJK = "pages/Noto*CJK-*.ttc"
SETS = {
    "dejavu-and-noto": (CJK, "test/DejaVu*.ttf"),
    "noto": (CJK,),
    "no-latin-serif": (CJK, "pages/Fandol*", "pages/LXGW*", "pages/LiberationSans-*"),
}
INVARIANTS = (
    "tests/export/pdf/test_briefing_pdf.py", "tests/run/test_documents.py", "tests/export/pdf/test_bulletin.py",
)  # fmt: skip
CHOSEN = (
    "(english or own-3 or flush or report or contents or numbered or say_where"
    " or test_bulletin and (grid or full or area or begin or head or foot or every_framework))"
    " and not processes and not complains and not latin_faces"
)


@pytest.mark.parametrize("name", SETS)
def test_pages_are_set_as_well_with_other_fonts(name: str, tmp_path: Path) -> None:
    """Headings, widows, flush lines, captions, index, tables, contents, the bulletin's grid: in a process of its own,
    which sees these fonts alone."""
    environment = {**os.environ, "DECKBRIEF_FONTS": some_fonts(tmp_path / name, *SETS[name])}
    for variable in [variable for variable in environment if variable.startswith(("PYTEST", "FONTCONFIG"))]:
        del environment[variable]
    command = [sys.executable, "-m", "pytest", "-q", "-n", "0", "-p", "no:cacheprovider", "-k", CHOSEN, *INVARIANTS]
    done = subprocess.run(command, capture_output=True, text=True, check=False, env=environment, cwd=ROOT)
    assert done.returncode == 0, done.stdout[-4000:]
    assert int(re.findall(r"(\d+) passed", done.stdout)[-1]) >= 30


# Forked processes ---------------------------------------------------------------------------------------------------


@pytest.mark.skipif(not hasattr(os, "fork"), reason="processes are forked on Unix only")
def test_a_process_that_was_forked_after_pages_were_set_sets_some_too(base: Path) -> None:
    """Pango asks fontconfig in a thread of its own, which is not forked: with its parent's fonts a child would wait."""
    from multiprocessing import get_context

    result = made("<p>一句话</p>", base)
    ours, theirs = get_context("fork").Pipe()
    child = get_context("fork").Process(target=lambda: theirs.send(made("<p>一句话</p><p>喆 x</p>", base).pages))
    child.start()
    try:
        assert ours.poll(60), "it waits for a thread that it does not have"
        assert ours.recv() == result.pages == 1
    finally:
        child.kill()
        child.join()
