"""What tests of all folders share: the two packs, and how hypothesis and LibreOffice are used."""

from __future__ import annotations

import importlib.util
import os
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from deckbrief.export.pdf.fonts import chosen_fonts, font_folder, use_fonts
from hypothesis import settings

TESTS = Path(__file__).parent

# The same examples in every run of CI; by hand, new ones each time. The machine's speed is not what is tested.
settings.register_profile("ci", derandomize=True, deadline=None)
settings.register_profile("hand", deadline=None)
settings.load_profile("ci" if os.environ.get("CI") else "hand")

# Tests, and what they start (LibreOffice too), see the set-up's fonts and no others; tests of what happens with other
# fonts have processes of their own. A set that is not there is fetched, and where that is not possible, tests fail.
os.environ.pop("FONTCONFIG_FILE", None)
subprocess.run([TESTS.parent / ".ci" / "system-packages", "fonts"], check=True, cwd=TESTS.parent)
assert use_fonts("") == (), f"there are no fonts in {font_folder(chosen_fonts(''))}"

# Outputs are dated by it: tests that are about dates set it themselves.
os.environ.pop("SOURCE_DATE_EPOCH", None)


@dataclass(frozen=True, slots=True)
class PackFiles:
    """A pack's content folder and the source text that its evidence is verified against."""

    content: Path
    source: Path


@pytest.fixture(scope="session")
def english_pack() -> PackFiles:
    """The small pack in English, of another subject than the default content."""
    return PackFiles(TESTS / "packs" / "english" / "content", TESTS / "packs" / "english" / "source.txt")


@pytest.fixture(scope="session")
def default_content() -> Path:
    """The content folder that ships with the repository."""
    return TESTS.parent / "content"


@pytest.fixture(scope="session")
def templates() -> Path:
    """The templates that ship with the program."""
    return TESTS.parent / "templates"


@pytest.fixture(scope="session")
def make_templates() -> Any:
    """The module that makes PowerPoint templates; tests are no package, so it is loaded from its path."""
    spec = importlib.util.spec_from_file_location("make_templates", TESTS / "make_templates.py")
    assert spec is not None, "the file stands beside this one"
    assert spec.loader is not None, "Python files have a loader"
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def pytest_runtest_setup(item: pytest.Item) -> None:
    if item.get_closest_marker("office") and not shutil.which("soffice"):
        pytest.skip("LibreOffice is not installed; `make test` installs it")
