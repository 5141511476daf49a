"""The pipeline is the folder tree: imports go one way, start-up is light, and no subject matter is built in."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final

import pytest
import yaml

ROOT: Final = Path(__file__).parents[1]
STAGES: Final = ("base", "content", "ooxml", "theme", "draft", "layout", "inspect", "export", "run")
"""The folders in the order of the pipeline."""
ENTRY_POINTS: Final = ("cli.py", "__main__.py")
"""Files beside the stages: they may import everything, and no stage may import them."""


# --- Direction ---------------------------------------------------------------------------------------------------


def violations(package: Path) -> list[str]:
    """Package folder -> what breaks the rules of its tree, one line each.

    A stage is a folder right under the package. A file imports only from its own stage and from stages that come
    before it, wherever in the file the import stands; modules form no cycle; an `__init__.py` holds a docstring only.
    """
    modules = {_module_name(path, package): path for path in sorted(package.rglob("*.py"))}
    imports = {name: sorted(set(_imports(name, path, modules))) for name, path in modules.items()}
    found = [*_fat_packages(modules), *_strays(package)]
    for name, targets in imports.items():
        found += [f"{name} imports {target}" for target in targets if not _allowed(name, target, package.name)]
    return found + [" -> ".join(cycle) for cycle in _cycles(imports)]


def _module_name(path: Path, package: Path) -> str:
    parts = (package.name, *path.relative_to(package).with_suffix("").parts)
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def _imports(name: str, path: Path, modules: Mapping[str, Path]) -> Iterator[str]:
    """Module -> the modules of the same package that any of its imports names."""
    parent = name if path.name == "__init__.py" else name.rpartition(".")[0]
    for node in ast.walk(ast.parse(path.read_text("utf-8"), str(path))):
        if isinstance(node, ast.Import):
            targets = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            above = parent.split(".")[: len(parent.split(".")) + 1 - node.level] if node.level else []
            base = ".".join((*above, node.module) if node.module else above)
            members = [f"{base}.{alias.name}" for alias in node.names]
            targets = [member if member in modules else base for member in members]
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            # import_module("deckbrief.run") and the like; a module's name has no other business in the code.
            targets = [node.value] if node.value in modules else []
        else:
            continue
        yield from (target for target in targets if target.partition(".")[0] == name.partition(".")[0])


def _allowed(name: str, target: str, package: str) -> bool:
    own, other = _stage(name), _stage(target)
    if own in ("cli", "__main__") or target == package:
        return True
    return own in STAGES and other in STAGES and STAGES.index(other) <= STAGES.index(own)


def _stage(name: str) -> str:
    return name.split(".")[1] if "." in name else ""


def _fat_packages(modules: Mapping[str, Path]) -> Iterator[str]:
    for name, path in modules.items():
        if path.name == "__init__.py":
            body = ast.parse(path.read_text("utf-8")).body
            if ast.get_docstring(ast.Module(body, [])) is None or len(body) != 1:
                yield f"{name}/__init__.py holds something else than a docstring"


def _strays(package: Path) -> Iterator[str]:
    for path in sorted(package.glob("*.py")):
        if path.name not in (*ENTRY_POINTS, "__init__.py"):
            yield f"{path.name} stands beside the stages, in none of them"


def _cycles(imports: Mapping[str, list[str]]) -> Iterator[list[str]]:
    """Module graph -> its cycles as depth-first search meets them, each from its first module back to it."""
    done: set[str] = set()

    def visit(name: str, trail: list[str]) -> Iterator[list[str]]:
        if name in trail:
            yield [*trail[trail.index(name) :], name]
        elif name not in done:
            for target in imports.get(name, ()):
                yield from visit(target, [*trail, name])
            done.add(name)

    for name in imports:
        yield from visit(name, [])


def test_imports_go_one_way() -> None:
    assert violations(ROOT / "generator" / "deckbrief") == []


GOOD: Final = {
    "__init__.py": '"""Docstring."""',
    "cli.py": "from pkg.run import job",
    "base/__init__.py": '"""Docstring."""',
    "base/value.py": "import os",
    "layout/__init__.py": '"""Docstring."""',
    "layout/frame.py": "from pkg.base.value import Value\nfrom ..base import value",
    "layout/diagram/__init__.py": '"""Docstring."""',
    "layout/diagram/loop.py": "import pkg.layout.frame\nfrom ..frame import Frame",
    "run/__init__.py": '"""Docstring."""',
    "run/job.py": "from pkg.layout.diagram import loop",
}


def _tree(folder: Path, **changes: str) -> Path:
    for name, text in {**GOOD, **changes}.items():
        path = folder / "pkg" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return folder / "pkg"


def test_a_good_tree_passes(tmp_path: Path) -> None:
    assert violations(_tree(tmp_path)) == []


@pytest.mark.parametrize(
    ("name", "text", "found"),
    [
        ("base/value.py", "from pkg.run.job import work", "pkg.base.value imports pkg.run.job"),
        ("base/value.py", "import pkg.run", "pkg.base.value imports pkg.run"),
        ("base/value.py", "def f():\n    from pkg.run import job", "pkg.base.value imports pkg.run.job"),
        ("base/value.py", "if TYPE_CHECKING:\n    import pkg.run.job", "pkg.base.value imports pkg.run.job"),
        ("base/value.py", "from ..run import job", "pkg.base.value imports pkg.run.job"),
        ("base/value.py", "import_module('pkg.run.job')", "pkg.base.value imports pkg.run.job"),
        ("run/job.py", "from pkg.cli import main", "pkg.run.job imports pkg.cli"),
        ("run/job.py", "from pkg import cli", "pkg.run.job imports pkg.cli"),
        (
            "layout/frame.py",
            "import pkg.layout.diagram.loop",
            "pkg.layout.diagram.loop -> pkg.layout.frame -> pkg.layout.diagram.loop",
        ),
        ("base/__init__.py", '"""Docstring."""\nX = 1', "pkg.base/__init__.py holds something else than a docstring"),
        ("base/__init__.py", "", "pkg.base/__init__.py holds something else than a docstring"),
        ("extra.py", "", "extra.py stands beside the stages, in none of them"),
    ],
)
def test_a_bad_tree_is_found_out(tmp_path: Path, name: str, text: str, found: str) -> None:
    assert found in violations(_tree(tmp_path, **{name: text}))


# --- Weight ------------------------------------------------------------------------------------------------------


def loaded_by(*arguments: str) -> set[str]:
    """Arguments of the command line -> the top-level modules that it has loaded when it is done."""
    code = (
        "import sys\n"
        "from deckbrief.cli import main\n"
        "try:\n    main()\n"
        "except SystemExit as end:\n    assert not end.code, end.code\n"
        "print('loaded:', *{name.split('.')[0] for name in sys.modules})\n"
    )
    command = [sys.executable, "-c", code, *arguments]
    result = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, encoding="utf-8", check=False)
    assert result.returncode == 0, result.stderr
    return set(result.stdout.rpartition("loaded:")[2].split())


def test_help_loads_nothing_heavy() -> None:
    assert loaded_by("--help").isdisjoint({"pptx", "weasyprint", "pydantic", "lxml", "jinja2", "yaml"})


def test_check_loads_no_writer(english_pack: Any) -> None:
    loaded = loaded_by("check", "--content", str(english_pack.content), "--source", str(english_pack.source))
    assert loaded.isdisjoint({"pptx", "weasyprint"})


# --- Subject -----------------------------------------------------------------------------------------------------


def subject_words(content: Path) -> set[str]:
    """Content folder -> words that belong to its subject: who speaks, where, and the names of files."""
    words: set[str] = set()
    for path in sorted(content.rglob("*.yaml")):
        document = yaml.safe_load(path.read_text("utf-8"))
        if document["kind"] == "unit":
            province = document.get("province", "")
            words |= {document.get("id", path.stem), document["name"], document["department"], province}
            words |= {document["speaker"]["name"], province.removesuffix("省")}
        elif document["kind"] == "event":
            words |= {document["title"], document["place"], *document["hosts"], *document.get("co_hosts", ())}
    return {word.casefold() for word in words if word}


def test_nothing_of_the_subject_is_built_in(default_content: Path, english_pack: Any) -> None:
    words = subject_words(default_content) | subject_words(english_pack.content)
    assert len(words) > 10
    named = {
        f"{path.relative_to(ROOT)}: {word}"
        for folder in ("generator", "templates")
        for path in (ROOT / folder).rglob("*")
        if path.is_file()
        and "__pycache__" not in path.parts
        and path != ROOT / "generator/deckbrief/layout/text/words.txt"  # the language's commonest words, of any subject
        for word in words
        if word in path.read_text("utf-8", errors="ignore").casefold()
    }
    assert named == set()
