"""Text -> its first sentence and the rest of it."""

from __future__ import annotations

from typing import Final

from deckbrief.base.patterns import deferred
from deckbrief.base.script.kinds import CLOSING, OPENING

_END: Final = deferred(rf"[。！？!?]+[{CLOSING}\"')\]]*|[.]+[{CLOSING}\"')\]]*(?=\s)")
_ABBREVIATED: Final = deferred(r"(?:\b[A-Z][a-z]{0,2}|\b\w|\.\w+|\be\.g|\bi\.e|\betc|\bvs)\Z")
"""A full stop behind one of these ends no sentence: Dr., A., p., U.S., etc."""


def first_sentence(text: str) -> tuple[str, str]:
    """Text -> its first sentence with its closing mark, and what follows; a text that is one sentence has no rest.

    What stands in quotation marks or brackets is part of the sentence that they stand in.
    """
    for found in _END.finditer(text):
        said, rest = text[: found.end()], text[found.end() :].strip()
        if found[0].startswith(".") and _ABBREVIATED.search(text[: found.start()]):
            continue
        if rest and found[0][-1] in f"{CLOSING}\"')]":  # “Wait.” is what somebody says in a sentence
            continue
        depth = sum(char in OPENING for char in said) - sum(char in CLOSING for char in said)
        if depth <= 0 and said.count('"') % 2 == 0 and not rest[:1].islower():
            return said.strip(), rest
    return text.strip(), ""
