"""What the import contracts of pyproject.toml (`make lint`) do not say: packages are empty, start-up is light, and no
subject matter is built in."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path
from typing import Any, Final

import yaml

ROOT: Final = Path(__file__).parents[1]
PACKAGE: Final = ROOT / "generator" / "deckbrief"


# --- Packages ----------------------------------------------------------------------------------------------------


def fat_packages(package: Path) -> list[str]:
    """Package folder -> its `__init__.py` files that hold anything but a docstring: big cycles come from such ones."""
    found = []
    for path in sorted(package.rglob("__init__.py")):
        body = ast.parse(path.read_text("utf-8")).body
        if ast.get_docstring(ast.Module(body, [])) is None or len(body) != 1:
            found.append(path.relative_to(package).as_posix())
    return found


def test_packages_hold_a_docstring_and_nothing_else() -> None:
    assert list(PACKAGE.rglob("__init__.py"))
    assert fat_packages(PACKAGE) == []


def test_a_fat_package_is_found(tmp_path: Path) -> None:
    package = tmp_path / "pkg"
    (package / "base").mkdir(parents=True)
    (package / "__init__.py").write_text('"""Docstring."""')
    (package / "base" / "__init__.py").write_text('"""Docstring."""\nX = 1')
    assert fat_packages(package) == ["base/__init__.py"]


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
        and path != ROOT / "generator/deckbrief/base/script/words.txt"  # the language's commonest words, of any subject
        for word in words
        if word in path.read_text("utf-8", errors="ignore").casefold()
    }
    assert named == set()
