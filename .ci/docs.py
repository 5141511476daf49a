"""docs/, the program's own model, help and figures -> the documentation in build/docs. `make docs` calls it.

What the program knows is not written by hand: the reference of keys, the commands, the gallery and the problem codes
are made here. Everything is built offline, once a language, with warnings as errors.
"""

from __future__ import annotations

import contextlib
import io
import os
import re
import runpy
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

os.environ["LC_ALL"] = "C.UTF-8"  # Sphinx asks for the machine's locale, which a system may name and not have
ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "generator"))

from deckbrief.base.message import catalogue_of, worded  # noqa: E402
from deckbrief.cli import main as command_line  # noqa: E402
from deckbrief.content.explanations import EXAMPLES, EXPLANATIONS  # noqa: E402
from deckbrief.content.figures import FIGURES, WRITTEN_AS  # noqa: E402
from deckbrief.content.keys import KINDS, Key, keys_of, noun  # noqa: E402
from deckbrief.draft.words import load_words  # noqa: E402
from deckbrief.run import gallery  # noqa: E402
from deckbrief.theme.load import load_theme  # noqa: E402

LANGUAGES = {"en": ("en", "en"), "zh": ("zh_CN", "zh-CN")}
"""By folder: the language as Sphinx, and as a pack calls it."""
COMMANDS = (
    "",
    "init",
    "new",
    "build",
    "check",
    "serve",
    "pull",
    "doctor",
    "explain",
    "schema",
    "icons",
    "completion",
    "gallery",
)
SOURCES = ROOT / ".make" / "docs"
SHOWN = (4, 3, 2)
"""So many parts have the figures of the gallery: the first number that a figure can have."""

_SAID = {
    "en": {
        "commands": "# Commands\n\nWhat `--help` says. In a checkout `deckbrief` is `.venv/bin/deckbrief`.",
        "figures": "# Figures\n\nDrawn by the program. `make gallery` draws them with 1 to 12 parts in every theme.",
        "reference": "# Reference\n\nEvery key of every file, from the program's own model. "
        "What is **bold** must be there. `deckbrief schema` prints the same for editors.",
        "head": "| key | takes | what it is for |\n| --- | --- | --- |",
        "list": "a list of: ",
        "files": "Files",
        "entries": "Entries",
        "text": "text", "number": "number", "whole": "whole number", "switch": "true or false",
        "example": "e.g.",
    },
    "zh": {
        "commands": "# 命令\n\n就是 `--help` 的内容。在源码文件夹里，`deckbrief` 指 `.venv/bin/deckbrief`。",
        "figures": "# 图库\n\n由程序画出。`make gallery` 画出每种图、1 到 12 个部分、每个主题。",
        "reference": "# 各项说明\n\n每种文件的每一项，由程序自己的模型生成。**粗体**的必须写。"
        "`deckbrief schema` 输出同样的内容，供编辑器使用。",
        "head": "| 项 | 写什么 | 用途 |\n| --- | --- | --- |",
        "list": "列表，每条是：",
        "files": "文件",
        "entries": "条目",
        "text": "文字", "number": "数字", "whole": "整数", "switch": "true 或 false",
        "example": "如",
    },
}  # fmt: skip


def main() -> None:
    """Build all languages into build/docs, or into the folder that is named."""
    out = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "build" / "docs"
    shutil.rmtree(SOURCES, ignore_errors=True)
    for lang in LANGUAGES:
        gather(lang, SOURCES / lang)
    shutil.rmtree(out, ignore_errors=True)
    running = [(lang, sphinx(lang, out)) for lang in LANGUAGES]
    failed = [lang for lang, process in running if process.wait()]
    (out / "index.html").write_text(_CHOICE, "utf-8")
    raise SystemExit(bool(failed))


_CHOICE = """<!doctype html><meta charset="utf-8"><title>deckbrief</title>
<script>location.replace((navigator.language || "").startsWith("zh") ? "zh/index.html" : "en/index.html")</script>
<p><a href="zh/index.html">中文</a> · <a href="en/index.html">English</a></p>
"""


def sphinx(lang: str, out: Path) -> subprocess.Popen[bytes]:
    """Start Sphinx for a language: warnings are errors, and nothing is asked of the network."""
    words = ["-q", "-W", "--keep-going", "-b", "html", "-d", str(SOURCES / f"{lang}.doctrees")]
    words += ["-c", str(ROOT / "docs"), "-D", f"language={LANGUAGES[lang][0]}", str(SOURCES / lang), str(out / lang)]
    told = {**os.environ, "DECKBRIEF_DOCS_TOOLS": str(ROOT / ".ci"), "SOURCE_DATE_EPOCH": "1731024000"}
    return subprocess.Popen([sys.executable, "-m", "sphinx", *words], env=told)


def gather(lang: str, folder: Path) -> None:
    """Language -> its sources: what is written under docs/, and what the program knows."""
    shutil.copytree(ROOT / "docs" / lang, folder)
    shutil.copytree(ROOT / "docs" / "images", folder / "images")
    for page in folder.glob("*.md"):
        page.write_text(page.read_text("utf-8").replace("(../images/", "(images/"), "utf-8")
    pages = {
        "reference": reference(lang),
        "commands": commands(lang),
        "figures": figures(lang, folder),
        "problems": problems(lang),
        "templates": templates(lang),
    }
    for name, text in pages.items():
        (folder / f"{name}.md").write_text(text, "utf-8")


# Keys -----------------------------------------------------------------------------------------------------------------


def reference(lang: str) -> str:
    """Language -> the page of all keys, a section for each kind of file and of entry."""
    words = _SAID[lang]
    kinds = list(KINDS.values())
    classes = list(dict.fromkeys(kind for document in kinds for kind in _reached(document)))
    sections = [words["reference"], f"## {words['files']}"]
    sections += [_section(kind, f"`kind: {name}`", lang) for name, kind in KINDS.items()]
    sections.append(f"## {words['entries']}")
    sections += [_section(kind, _called(kind, lang), lang) for kind in classes if kind not in kinds]
    return "\n\n".join(sections) + "\n"


def _reached(kind: type[Any], known: tuple[type[Any], ...] = ()) -> Iterator[type[Any]]:
    """Yield a class of the model, and those that its entries are of."""
    yield kind
    for key in keys_of(kind).values():
        if key.entry and key.entry not in (kind, *known):
            yield from _reached(key.entry, (*known, kind))


def _section(kind: type[Any], head: str, lang: str) -> str:
    rows = [_row(kind, key, lang) for key in keys_of(kind).values()]
    return "\n".join([f"({kind.__name__.lower()})=", f"### {head}", "", _SAID[lang]["head"], *rows])


def _row(kind: type[Any], key: Key, lang: str) -> str:
    told = EXPLANATIONS.get(f"{kind.__name__}.{key.name}") or EXPLANATIONS[key.name]
    about = _cell(told[list(LANGUAGES).index(lang)])
    if key.name in EXAMPLES and isinstance(EXAMPLES[key.name], str | int):
        about += f" {_SAID[lang]['example']} `{EXAMPLES[key.name]}`"
    name = f"**`{key.name}`**" if key.required else f"`{key.name}`"
    return f"| {name} | {_takes(key, lang)} | {about} |"


def _takes(key: Key, lang: str) -> str:
    words = _SAID[lang]
    if key.entry:
        what = f"[{_called(key.entry, lang)}](#{key.entry.__name__.lower()})"
    elif key.kind == "word":
        what = ", ".join(f"`{word}`" for word in key.words)
    else:
        what = words[key.kind]
    return _cell((words["list"] if key.many else "") + what)


def _called(kind: type[Any], lang: str) -> str:
    return worded(noun(kind), catalogue_of(lang))


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


# Commands, figures, problems, templates -------------------------------------------------------------------------------


def commands(lang: str) -> str:
    """Language -> the help of every command."""
    os.environ["COLUMNS"] = "100"
    parts = [_SAID[lang]["commands"]]
    for name in COMMANDS:
        said = io.StringIO()
        with contextlib.redirect_stdout(said), contextlib.suppress(SystemExit):
            command_line([*([name] if name else []), "--lang", lang, "--help"])
        parts.append(f"## `deckbrief {name}`".replace(" `", " `").replace(" `\n", "`\n"))
        parts.append(f"```text\n{said.getvalue().rstrip()}\n```")
    return "\n\n".join(parts).replace("deckbrief `", "deckbrief`") + "\n"


def figures(lang: str, folder: Path) -> str:
    """Language -> the gallery; its pictures stand in the folder."""
    roots = (ROOT / "templates",)
    words = load_words(LANGUAGES[lang][1], roots)
    theme = load_theme("vermilion", [root / "themes" for root in roots])
    parts = [_SAID[lang]["figures"]]
    readme = ROOT / ("README.zh-CN.md" if lang == "zh" else "README.md")
    told = dict(re.findall(r"^\| `([a-z-]+)` \| (.*) \|$", readme.read_text("utf-8"), re.MULTILINE))
    by_count = {(kind, count): sample for kind, count, sample in gallery.samples(words)}
    for kind in FIGURES:
        drawn = (gallery.sample_picture(kind, n, by_count[kind, n], theme, LANGUAGES[lang][1]) for n in SHOWN)
        svg = next(found.group() for page in drawn if (found := re.search(r"<svg.*</svg>", page, re.DOTALL)))
        (folder / "images" / f"figure-{kind}.svg").write_text(svg, "utf-8")
        about = told.get(kind, "")
        if FIGURES[kind] != "nodes":
            about = worded(WRITTEN_AS[FIGURES[kind]], catalogue_of(lang))
        parts.append(f"## `{kind}`\n\n{about}\n\n![{kind}](images/figure-{kind}.svg)")
    return "\n\n".join(parts) + "\n"


def problems(lang: str) -> str:
    """Language -> the page of problem codes."""
    tool = runpy.run_path(str(ROOT / ".ci" / "problem_codes.py"), run_name="tool")
    return str(tool["page"](lang, tool["told_of_code"]()))


def templates(lang: str) -> str:
    """Language -> its half of docs/templates.md."""
    english, _, chinese = (ROOT / "docs" / "templates.md").read_text("utf-8").partition("\n---\n")
    text = chinese if lang == "zh" else re.sub(r"\n\[中文\].*\n", "\n", english)
    return text.strip() + "\n"


if __name__ == "__main__":
    main()
