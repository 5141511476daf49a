"""LibreOffice, with a profile of its own: what a file becomes when another program saves it."""

from __future__ import annotations

import subprocess
from pathlib import Path


def convert(file: Path, folder: Path, kind: str) -> Path:
    """File, folder for what comes out, a format -> the file in that format, as LibreOffice writes it."""
    folder.mkdir(parents=True, exist_ok=True)
    profile = f"-env:UserInstallation={(folder.parent / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", kind, "--outdir", str(folder), str(file)]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    return folder / f"{file.stem}.{kind}"
