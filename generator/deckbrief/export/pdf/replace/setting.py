"""The stretch in which documents are made: WeasyPrint's inner functions as we need them, where we know them."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from typing import Final
from unittest.mock import patch

from deckbrief.base.problem import Problem
from deckbrief.base.script.kinds import is_chinese
from deckbrief.export.pdf.replace.drawing import DRAWING
from deckbrief.export.pdf.replace.embedding import EMBEDDING
from deckbrief.export.pdf.replace.guard import Replacement, changed, misfits
from deckbrief.export.pdf.replace.justify import chinese_lines
from deckbrief.export.pdf.replace.layouts import LAYOUTS
from deckbrief.export.pdf.replace.page_styles import PAGE_STYLES
from deckbrief.export.pdf.replace.painting import PARTS
from deckbrief.export.pdf.replace.structure import STRUCTURE
from deckbrief.export.pdf.replace.styles import STYLES

ALWAYS: Final = (STRUCTURE, DRAWING, EMBEDDING, LAYOUTS, PAGE_STYLES, STYLES, PARTS)
"""Replacements for documents in any language; README.md beside this file says what each is worth."""
_RARELY: Final = (200_000, 50, 1000)


def replacements(lang: str) -> tuple[Replacement, ...]:
    """Language (BCP 47) -> what is replaced while documents in it are made, in this order."""
    return (*ALWAYS, chinese_lines(lang)) if is_chinese(lang) else ALWAYS


@contextmanager
def setting(lang: str) -> Iterator[tuple[Problem, ...]]:
    """Language (BCP 47) -> a stretch in which WeasyPrint sets it; what it yields says what had to stay out.

    Not for several threads at once: it replaces functions of WeasyPrint.
    """
    wanted = replacements(lang)
    warnings = misfits(wanted)
    with ExitStack() as stack:
        stack.enter_context(_rare_collections())
        for replacement in wanted:
            if not changed(replacement):
                for owner, name, function in replacement.patches():
                    stack.enter_context(patch.object(owner, name, function))
        yield warnings


@contextmanager
def _rare_collections() -> Iterator[None]:
    """Let garbage be collected rarely: a document that is being made grows, and holds none."""
    before = gc.get_threshold()
    gc.freeze()
    gc.set_threshold(*_RARELY)
    try:
        yield
    finally:
        gc.set_threshold(*before)
        gc.unfreeze()
