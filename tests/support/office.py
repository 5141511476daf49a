"""LibreOffice, with a profile of its own: what a file becomes when another program saves it."""

from __future__ import annotations

import subprocess
from collections.abc import Sequence
from pathlib import Path

MOST_SECONDS = 1200
"""After that it hangs: with other work on a machine a long deck has taken five minutes."""


def convert(file: Path, folder: Path, kind: str) -> Path:
    """File, folder for what comes out, a format -> the file in that format, as LibreOffice writes it."""
    convert_all([file], folder, kind)
    return folder / f"{file.stem}.{kind.partition(':')[0]}"


def convert_all(files: Sequence[Path], folder: Path, kind: str) -> None:
    """Have files in a format, in a folder, as LibreOffice writes them; its profile lies beside the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    profile = f"-env:UserInstallation={folder.with_name(f'{folder.name} profile').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", kind, "--outdir", str(folder), *map(str, files)]
    subprocess.run(command, check=True, capture_output=True, timeout=MOST_SECONDS)
