"""Decks -> what linters that others have written say of them, one finding a line of JSON.

    python tests/validate/linters.py DECK…

It runs in an environment of its own (`make validate`: .make/linters), for power-pptx, archforge and pptlint are
needed for nothing else. `refuted.json` beside it says which findings are none, and why.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

Finding = dict[str, Any]
"""`deck`, `tool`, `code`, `slide` (0: the whole file), `shapes` by name, `message`."""


def power_pptx(deck: Path) -> Iterator[Finding]:
    """Deck -> collisions, overflows, drifts and other geometry, as power-pptx sees them."""
    presentation = import_module("power_pptx").Presentation(str(deck))
    for number, slide in enumerate(presentation.slides, 1):
        for issue in slide.lint().issues:
            names = [shape.name for shape in issue.shapes]
            yield _finding(deck, "power-pptx", f"{issue.code} {issue.severity.name}", number, names, issue.message)


def archforge(deck: Path) -> Iterator[Finding]:
    """Deck -> fonts, sizes, tracking, contrast, style, as archforge's full profile sees them."""
    done = _run("archforge", "--profile", "full", "--lang", "en", "--json", str(deck))
    report = json.loads(done)
    for found in (*report["errors"], *report["warnings"]):
        names = [name for name in ((found.get("location") or {}).get("shape_name"),) if name]
        message = f"{found['message']} {found.get('detail', '')}"
        yield _finding(deck, "archforge", found["code"], found.get("page") or 0, names, message)


def pptlint(deck: Path) -> Iterator[Finding]:
    """Deck -> what pptlint would have looked at before a deck is sent, for a deck that is presented in a room."""
    with tempfile.TemporaryDirectory() as folder:
        flags = ("--renderer", "wireframe", "--scenario", "present", "--fail-on", "none")
        _run("pptlint", "check", str(deck), *flags, "--output", f"{folder}/report")
        report = json.loads(Path(folder, "report.json").read_text("utf-8"))
    for found in report["findings"]:
        names = [found["evidence"].split(":")[0]] if found.get("shape_id") else []
        message = f"{found['message']} {found['evidence']}"
        yield _finding(deck, "pptlint", found["rule_id"], found["slide_index"] or 0, names, message)


def _finding(deck: Path, tool: str, code: str, slide: int, shapes: list[str], message: str) -> Finding:
    return {"deck": str(deck), "tool": tool, "code": code, "slide": slide, "shapes": shapes, "message": message}


def _run(command: str, *arguments: str) -> str:
    """Run a program of this environment -> what it wrote; its status tells of findings, not of faults."""
    program = Path(sys.executable).with_name(command)
    return subprocess.run([program, *arguments], capture_output=True, text=True, timeout=300, check=False).stdout


if __name__ == "__main__":
    for deck in map(Path, sys.argv[1:]):
        for judge in (power_pptx, archforge, pptlint):
            for finding in judge(deck):
                print(json.dumps(finding, ensure_ascii=False))
