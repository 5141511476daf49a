"""Every exporter there is. A new one is a file that writes it (`Writer` in exporter.py) and an entry here.

Command line, help, table, `check` and `build` ask this list, and know of no exporter by name.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from deckbrief.base.message import Message, msg
from deckbrief.export.exporter import Exporter, Option, Writer, slides

_TIMED: Final[frozenset[Option]] = frozenset({"minutes"})
_SET: Final[frozenset[Option]] = frozenset({"style", "variant", "fonts"})
_PDF_NEEDS: Final = msg("Pango and the fonts of Chinese print")


def _deck() -> Writer:
    from deckbrief.export import deck

    return deck


def _briefing() -> Writer:
    from deckbrief.export import briefing

    return briefing


def _slides() -> Writer:
    from deckbrief.export import slides

    return slides


def _thumbs() -> Writer:
    from deckbrief.export import thumbs

    return thumbs


def _web() -> Writer:
    from deckbrief.export import web

    return web


EXPORTERS: tuple[Exporter, ...] = (
    Exporter(
        name="deck", about=msg("PowerPoint deck of a session, or of a unit that has none"),
        made_for="talk", folder="deck", extension=".pptx", counted=slides, options=_TIMED, load=_deck,
    ),
    Exporter(
        name="unit-briefing", about=msg("what a unit has to say, to read"),
        made_for="unit", folder="briefing", extension=".pdf", options=_SET, needs=_PDF_NEEDS, load=_briefing,
    ),
    Exporter(
        name="bulletin", about=msg("a unit set as an official document"),
        made_for="unit", folder="briefing", extension=".pdf", stem="bulletin", options=_SET, needs=_PDF_NEEDS,
        load=_briefing,
    ),
    Exporter(
        name="report", about=msg("all units and comparisons in one book"),
        made_for="pack", folder="briefing", extension=".pdf", stem="report", options=_SET, needs=_PDF_NEEDS,
        weight=3, load=_briefing,
    ),
    Exporter(
        name="guide", about=msg("the trainer's: each slide of a session with what to say and do"),
        made_for="session", folder="briefing", extension=".pdf", stem="guide",
        options=_SET | _TIMED | {"start"}, needs=_PDF_NEEDS, weight=2, load=_briefing,
    ),
    Exporter(
        name="handout", about=msg("the participants': slides of a session, lines to write on, worksheets"),
        made_for="session", folder="briefing", extension=".pdf", stem="handout", options=_SET | _TIMED,
        needs=_PDF_NEEDS, weight=1, load=_briefing,
    ),
    Exporter(
        name="onepage", about=msg("a map of a session on one side, to pin up"),
        made_for="talk", folder="briefing", extension=".pdf", stem="onepage", options=_SET, needs=_PDF_NEEDS,
        load=_briefing,
    ),
    Exporter(
        name="plan", about=msg("forms to fill in, blank and with an example"),
        made_for="session", folder="briefing", extension=".pdf", stem="plan", options=_SET, needs=_PDF_NEEDS,
        load=_briefing,
    ),
    Exporter(
        name="feedback", about=msg("the feedback sheet of a session"),
        made_for="session", folder="briefing", extension=".pdf", stem="feedback", options=_SET, needs=_PDF_NEEDS,
        load=_briefing,
    ),
    Exporter(
        name="signin", about=msg("the sign-in sheet of a session"),
        made_for="session", folder="briefing", extension=".pdf", stem="signin", options=_SET, needs=_PDF_NEEDS,
        load=_briefing,
    ),
    Exporter(
        name="web", about=msg("a deck as one page for a browser, with a window for the presenter"),
        made_for="talk", folder="web", extension=".html", counted=slides, options=_TIMED, apart=True, load=_web,
    ),
    Exporter(
        name="slides", about=msg("a deck as PDF, a page a slide"),
        made_for="talk", folder="slides", extension=".pdf", options=_TIMED | {"variant", "fonts"}, needs=_PDF_NEEDS,
        apart=True, load=_slides,
    ),
    Exporter(
        name="thumbs", about=msg("all slides of a deck in one picture"),
        made_for="talk", folder="slides", extension=".png", stem="thumbs", counted=slides,
        options=_TIMED | {"fonts"}, needs=_PDF_NEEDS, apart=True, load=_thumbs,
    ),
)  # fmt: skip
"""In the order in which the table shows their files."""


def exporters() -> tuple[Exporter, ...]:
    """Return every exporter, in the order of the table."""
    return EXPORTERS


def folders() -> list[str]:
    """Return the folders of all exporters, each once."""
    return list(dict.fromkeys(exporter.folder for exporter in exporters()))


def help_lines() -> Iterator[tuple[str, Message]]:
    """Yield a line for each exporter: where its files lie, what they are; then what must be installed for them."""
    for exporter in exporters():
        yield _pattern(exporter), exporter.about
    asked = ", ".join(exporter.name for exporter in exporters() if exporter.apart)
    if asked:
        yield "", msg("{kinds}: built only when they are named", kinds=asked)
    for needs in dict.fromkeys(exporter.needs for exporter in exporters() if exporter.needs):
        kinds = ", ".join(exporter.name for exporter in exporters() if exporter.needs == needs)
        yield "", msg("{kinds}: {needs} must be installed", kinds=kinds, needs=needs)


def _pattern(exporter: Exporter) -> str:
    """Return how the names of an exporter's files look: `briefing/guide[-SESSION].pdf`."""
    entry = exporter.made_for.upper() if exporter.made_for != "talk" else "SESSION|UNIT"
    stem = exporter.stem
    shown = {"pack": stem, "session": f"{stem}[-{entry}]"}.get(exporter.made_for, f"{stem}-{entry}" if stem else entry)
    return f"{exporter.folder}/{shown}{exporter.extension}"
