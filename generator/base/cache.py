"""Where things are kept that can be made again at any time, between runs: compiled templates."""

from __future__ import annotations

import os
from pathlib import Path


def cache_folder(name: str) -> Path | None:
    """Return a folder of the user's own for such things, made if need be; None where none can be written.

    It stands in `XDG_CACHE_HOME` or `~/.cache` (XDG base directory specification).
    """
    home = os.environ.get("XDG_CACHE_HOME", "")
    try:
        folder = (Path(home) if home else Path.home() / ".cache") / "deckbrief" / name
        folder.mkdir(parents=True, exist_ok=True)
    except (OSError, RuntimeError):
        return None
    return folder if os.access(folder, os.W_OK) else None
