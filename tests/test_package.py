"""What is installed works by itself: the templates travel in the wheel, also in one built from the sdist."""

from __future__ import annotations

import os
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[1]


def run(*command: str, cwd: Path, **environment: str) -> None:
    result = subprocess.run(
        command,
        cwd=cwd,
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert result.returncode == 0, result.stdout + result.stderr


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder as `pip install` fills it: the wheel of the sdist, unpacked."""
    folder = tmp_path_factory.mktemp("package")
    run(sys.executable, "-m", "hatchling", "build", "-t", "sdist", "-d", str(folder), cwd=ROOT)
    (sdist,) = folder.glob("deckbrief-*.tar.gz")
    with tarfile.open(sdist) as archive:
        # The first releases of Python 3.11 have no filters; later ones warn without.
        safely: Any = {"filter": "data"} if hasattr(tarfile, "data_filter") else {}
        archive.extractall(folder / "source", **safely)
    (source,) = (folder / "source").iterdir()
    run(sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder), cwd=source)
    (wheel,) = folder.glob("deckbrief-*.whl")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder / "installed")
    return folder / "installed"


def files(folder: Path) -> dict[str, bytes]:
    paths = (path for path in folder.rglob("*") if path.is_file() and "__pycache__" not in path.parts)
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}


def test_the_wheel_holds_the_program_its_templates_and_nothing_else(installed: Path) -> None:
    templates = {f"templates/{name}": data for name, data in files(ROOT / "templates").items()}
    assert files(installed / "deckbrief") == files(ROOT / "generator" / "deckbrief") | templates
    assert sorted(path.name.partition("-")[0] for path in installed.iterdir()) == ["deckbrief", "deckbrief"]


def test_the_installed_program_builds_in_an_empty_folder(installed: Path, english_pack: Any, tmp_path: Path) -> None:
    command = (sys.executable, "-P", "-m", "deckbrief", "build", "deck", "--content", str(english_pack.content))
    run(*command, cwd=tmp_path, PYTHONPATH=str(installed))
    assert [path.name for path in (tmp_path / "build" / "deck").iterdir()] != []
