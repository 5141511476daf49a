"""Folders of outputs -> every finding of other people's validators, one a line; status 1 when there is any.

    python tests/validate/validate.py FOLDER…

Decks: openxml-audit, the Open XML SDK (npm package, installed beside this file), python-pptx opens and saves them,
LibreOffice shows as many slides as there are, and what linters for presentations (linters.py) find is refuted in
refuted.json. PDFs: qpdf, and all fonts embedded. `make validate` runs it.
"""

from __future__ import annotations

import io
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, Final

HERE: Final = Path(__file__).parent
SDK: Final = HERE / "node_modules" / ".bin" / "ooxml-validator"
LINTERS: Final = HERE.parents[1] / ".make" / "linters" / "bin" / "python"
"""The environment of the linters; `make validate` makes it."""
OFFICE_SECONDS: Final = 300
"""How long LibreOffice may take for all decks together."""


def openxml_audit_findings(deck: Path) -> Iterator[str]:
    """Deck -> what openxml-audit has against it, warnings too."""
    from openxml_audit import FileFormat, OpenXmlValidator

    result = OpenXmlValidator(file_format=FileFormat.MICROSOFT_365, max_errors=0).validate(str(deck))
    yield from (f"openxml-audit: {error}" for error in result.errors)
    if not result.is_valid and not result.errors:
        yield "openxml-audit: not valid, without a reason"


def sdk_findings(deck: Path) -> Iterator[str]:
    """Deck -> what the Open XML SDK has against it."""
    # The SDK's messages are in English in any case; so it does not ask for the system's ICU library.
    environment = {**os.environ, "DOTNET_SYSTEM_GLOBALIZATION_INVARIANT": "1"}
    try:
        result = _run([str(SDK), str(deck)], env=environment)
        report = json.loads(result.stdout)
    except OSError as error:
        yield f"Open XML SDK: did not run: {error.strerror} ({SDK.name}; `make validate` installs it)"
        return
    except ValueError:
        yield f"Open XML SDK: did not run: {_words(result.stderr or result.stdout)}"
        return
    for fault in report["errors"]:
        yield f"Open XML SDK: [{fault.get('id')}] {fault.get('path')} {fault.get('xPath')}: {fault.get('description')}"
    if not report["ok"] and not report["errors"]:
        yield "Open XML SDK: not valid, without a reason"


def python_pptx_findings(deck: Path) -> Iterator[str]:
    """Deck -> why python-pptx cannot open or save it, or that it lost slides."""
    from pptx import Presentation

    try:
        before = Presentation(str(deck))
        copy = io.BytesIO()
        before.save(copy)
        after = Presentation(io.BytesIO(copy.getvalue()))
    except Exception as error:
        # Whatever it stumbles over is a finding.
        yield f"python-pptx: {type(error).__name__}: {error}"
        return
    if len(after.slides) != len(before.slides) or not len(after.slides):
        yield f"python-pptx: {len(before.slides)} slides, {len(after.slides)} after saving"


def qpdf_findings(pdf: Path) -> Iterator[str]:
    """PDF -> what `qpdf --check` has against it."""
    result = _run(["qpdf", "--check", str(pdf)])
    if result.returncode:
        yield f"qpdf: {_words(result.stdout + result.stderr)}"


def font_findings(pdf: Path) -> Iterator[str]:
    """PDF -> the fonts that it names and does not carry (ISO 32000-1, 9.9)."""
    import pikepdf

    with pikepdf.open(pdf) as document:
        for item in document.objects:
            if isinstance(item, pikepdf.Dictionary) and item.get("/Type") == "/Font" and not _is_embedded(item):
                yield f"fonts: {item.get('/BaseFont')} is not embedded"


def _is_embedded(font: Any) -> bool:
    if font.get("/Subtype") == "/Type0":
        return all(_is_embedded(descendant) for descendant in font.DescendantFonts)
    if font.get("/Subtype") == "/Type3":  # its glyphs are part of the page description
        return True
    descriptor = font.get("/FontDescriptor", {})
    return any(key in descriptor for key in ("/FontFile", "/FontFile2", "/FontFile3"))


def office_findings(decks: list[Path]) -> Iterator[tuple[Path, str]]:
    """Decks -> those that LibreOffice does not turn into a page for each slide that is shown."""
    import pikepdf
    from pptx import Presentation

    with tempfile.TemporaryDirectory() as folder:
        inputs = Path(folder, "decks")
        inputs.mkdir()
        # Decks of different folders may have one name.
        copies = {deck: inputs / f"{number}.pptx" for number, deck in enumerate(decks)}
        for deck, copy in copies.items():
            shutil.copyfile(deck, copy)
        profile = f"-env:UserInstallation={Path(folder, 'profile').as_uri()}"
        output = ["--convert-to", "pdf", "--outdir", folder]
        try:
            _run(["soffice", profile, "--headless", *output, *map(str, copies.values())], timeout=OFFICE_SECONDS)
        except subprocess.TimeoutExpired:
            yield decks[0], f"LibreOffice: not done after {OFFICE_SECONDS} s"
            return
        for deck, copy in copies.items():
            pdf = Path(folder, copy.stem + ".pdf")
            if not pdf.exists():
                yield deck, "LibreOffice: cannot open it"
                continue
            with pikepdf.open(pdf) as document:
                shown = [slide for slide in Presentation(str(deck)).slides if slide.element.get("show") != "0"]
                pages, slides = len(document.pages), len(shown)
            if pages != slides:
                yield deck, f"LibreOffice: {pages} pages for {slides} slides"


def linter_findings(decks: list[Path]) -> Iterator[tuple[Path, str]]:
    """Decks -> what linters for presentations find in them and nothing refutes."""
    refuted = json.loads((HERE / "refuted.json").read_text("utf-8"))
    result = _run([str(LINTERS), str(HERE / "linters.py"), *map(str, decks)], timeout=2 * OFFICE_SECONDS)
    if result.returncode:
        yield decks[0], f"linters: did not run: {_words(result.stderr)}"
    for line in result.stdout.splitlines():
        found = json.loads(line)
        if not any(_refutes(entry, found) for entry in refuted):
            said = f"[{found['code']}] slide {found['slide']} {', '.join(found['shapes'])}: {found['message']}"
            yield Path(found["deck"]), f"{found['tool']}: {_words(said)}"


def _refutes(entry: dict[str, str], found: dict[str, Any]) -> bool:
    """Tell whether an entry of refuted.json is of a finding: its tool, its code, its shapes by their names."""
    same = (entry["tool"], entry["code"]) == (found["tool"], found["code"])
    return same and re.search(entry.get("shapes", ""), "\n".join(found["shapes"])) is not None


def _run(
    command: list[str], timeout: float = 120, env: dict[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command,
        capture_output=True,
        text=True,
        encoding="utf-8",
        errors="replace",
        timeout=timeout,
        env=env,
        check=False,
    )


def _words(text: str) -> str:
    return " ".join(text.split())[:500]


OF_DECKS: Final = (openxml_audit_findings, sdk_findings, python_pptx_findings)
OF_PDFS: Final = (qpdf_findings, font_findings)


def findings(decks: list[Path], pdfs: list[Path]) -> list[tuple[Path, str]]:
    """Decks and PDFs -> what is wrong with them, in order."""
    jobs = [(check, deck) for deck in decks for check in OF_DECKS] + [(check, pdf) for pdf in pdfs for check in OF_PDFS]
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        office = pool.submit(lambda: list(office_findings(decks)) if decks else [])
        linters = pool.submit(lambda: list(linter_findings(decks)) if decks and LINTERS.exists() else [])
        found = [pair for pairs in pool.map(_judge, jobs) for pair in pairs]
    return sorted(found + office.result() + linters.result())


def _judge(job: tuple[Callable[[Path], Iterable[str]], Path]) -> list[tuple[Path, str]]:
    check, file = job
    return [(file, finding) for finding in check(file)]


def main() -> int:
    """Print the findings; a folder without decks or without PDFs is a failure too."""
    folders = [Path(argument) for argument in sys.argv[1:]]
    decks, pdfs = ([file for folder in folders for file in sorted(folder.rglob(kind))] for kind in ("*.pptx", "*.pdf"))
    found = findings(decks, pdfs)
    found += [(folder, "no deck") for folder in folders if not any(file.is_relative_to(folder) for file in decks)]
    found += [(folder, "no PDF") for folder in folders if not any(file.is_relative_to(folder) for file in pdfs)]
    for file, finding in found:
        print(f"{file}: {finding}")
    print(f"validated {len(decks)} decks and {len(pdfs)} PDFs: {len(found)} findings")
    return 1 if found or not folders else 0


if __name__ == "__main__":
    raise SystemExit(main())
