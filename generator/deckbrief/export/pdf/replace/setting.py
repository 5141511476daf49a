"""The stretch in which documents are made: WeasyPrint's internals as we need them, where they are as we know them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from deckbrief.base.problem import Place, Problem
from deckbrief.export.pdf.replace.guard import TESTED, unsuited
from deckbrief.export.pdf.replace.justify import chinese_lines
from deckbrief.export.pdf.replace.speed import quick_lines


@contextmanager
def setting(lang: str) -> Iterator[tuple[Problem, ...]]:
    """Language (BCP 47) -> a stretch in which WeasyPrint sets it, and quickly; what it yields says why it does not.

    Not for several threads at once: it replaces functions of WeasyPrint.
    """
    if reason := unsuited():
        lines = "Chinese lines are set without both edges flush, and " if lang.partition("-")[0] == "zh" else ""
        message = f"{lines}documents take longer: {reason}"
        hint = f"install WeasyPrint {TESTED[-1]}*"
        yield (Problem("output.setting", Place("weasyprint"), message, hint, severity="warning"),)
        return
    with quick_lines(), chinese_lines(lang):
        yield ()
