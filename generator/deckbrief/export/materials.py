"""What every job needs: pack, theme, template folders; and a session's deck, ready to be laid out."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from dataclasses import fields
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final

from deckbrief.base.message import msg
from deckbrief.base.problem import Place, Problem, ProblemError, nearest
from deckbrief.base.reading import note
from deckbrief.base.record import record, replace
from deckbrief.base.report import user_path
from deckbrief.content.files import read_source
from deckbrief.content.model import Pack, Session
from deckbrief.content.nodes import Source
from deckbrief.draft.decks import draft_deck
from deckbrief.draft.media import Unusable, photo_of
from deckbrief.draft.nodes import Picture
from deckbrief.draft.words import load_words, read_words, wording
from deckbrief.layout.slide.slide import DeckLayout
from deckbrief.ooxml.colors import luminance
from deckbrief.theme.load import load_theme
from deckbrief.theme.size import in_shape
from deckbrief.theme.theme import Theme

if TYPE_CHECKING:
    from deckbrief.theme.template.choice import Mapped

_STYLE: Final = "report"
_VARIANT: Final = "pdf/ua-1"


@record
class Materials:
    """What every job needs: the pack, the theme, the template folders (first to last).

    With a PowerPoint template of the user's own, `theme` is made from it; `plain` is the theme that it is based on.
    """

    pack: Pack
    theme: Theme
    roots: tuple[Path, ...]
    plain: Theme | None = None
    warnings: tuple[Problem, ...] = ()
    """What could be better about the template, or the theme."""
    style: str = _STYLE
    """The style of briefings, where it shows them."""
    variant: str = _VARIANT
    """What their PDFs conform to."""
    fonts: str = ""
    """Where their fonts come from: `setup`, `system` or a folder; empty takes the usual source."""
    start: str = ""
    """The time of day at which sessions begin (`09:00`); empty takes each one's own."""

    @property
    def sources(self) -> list[Source]:
        """The YAML files that the texts of documents come from: the pack's, and the fixed words."""
        words = (root / "words" / f"{self.pack.info.lang}.yaml" for root in self.roots)
        files = {Path(place.file) for place in self.pack.places.values()}
        return [read_source(file)[0] for file in (*sorted(files), *filter(Path.is_file, words))]

    @property
    def paper_theme(self) -> Theme:
        """The theme of what is printed: the deck's where it is dark on light, else what that names or is based on."""
        if self.plain is None or luminance(self.theme.hex(self.theme.color("paper"))) > 0.5:
            return self.theme
        return self.plain

    @property
    def date(self) -> str:
        """The date of the documents, ISO: SOURCE_DATE_EPOCH, else the pack's own, else none."""
        epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
        if not epoch:
            return self.pack.info.date
        try:
            return datetime.fromtimestamp(int(epoch), UTC).date().isoformat()
        except (ValueError, OverflowError, OSError) as error:
            message = msg("'{epoch}' is no time in seconds since 1970 that a document can have", epoch=epoch)
            raise ProblemError([Problem("content.date", Place("SOURCE_DATE_EPOCH"), message)]) from error


def words_warnings(pack: Pack, roots: tuple[Path, ...]) -> tuple[Problem, ...]:
    """Return what could be better about the words that templates need in the pack's language."""
    return read_words(pack.info.lang, roots).warnings


def words_of(pack: Pack, roots: tuple[Path, ...]) -> Mapping[str, str]:
    """Return the words that templates need in the pack's language.

    Raises ProblemError, at the pack's `lang`, where no file speaks it.
    """
    try:
        return load_words(pack.info.lang, roots)
    except ProblemError as error:
        place = pack.place(f"{pack.info.path}#lang")
        raise ProblemError(replace(problem, place=place) for problem in error.problems) from error


def materials(
    pack: Pack,
    theme: str,
    roots: tuple[Path, ...],
    template: Path | None = None,
    style: str = "",
    variant: str = "",
    fonts: str = "",
    start: str = "",
) -> Materials:
    """Pack, theme's name, template folders, a PowerPoint template of the user's own -> what every job needs.

    `style`, `variant`, `fonts` and `start` are those of briefings; empty takes the usual ones. Raises ProblemError
    where the theme, the template or the style cannot be used.
    """
    folders = [root / "themes" for root in roots]
    plain = load_theme(theme, folders).worded(wording(words_of(pack, roots)))
    if template is None:
        plain = in_shape(plain, pack.info.size or plain.size)
    style = checked_style(style or _STYLE, roots)
    told = words_warnings(pack, roots)
    chosen = Materials(pack, plain, roots, style=style, variant=variant or _VARIANT, fonts=fonts, start=start)
    if template is None:
        from deckbrief.theme.warnings import theme_warnings

        place = Place(user_path(plain.folders[0] / "theme.yaml"))
        printed = load_theme(plain.print, folders) if plain.print else None
        return replace(chosen, plain=printed, warnings=(*theme_warnings(plain, pack.info.lang, place), *told))
    from deckbrief.theme.template.load import load_template

    made, warnings = load_template(template, plain, _layouts_named(pack, None))
    return replace(chosen, theme=made, plain=plain, warnings=(*warnings, *told))


def checked_style(name: str, roots: Sequence[Path]) -> str:
    """Return the style's name; raises ProblemError where no template folder has a folder of that name."""
    known = {path.name for root in roots for path in (root / "briefing").glob("*") if path.is_dir()}
    if name not in known:
        message = msg("there is no style '{name}' for briefings", name=name)
        raise ProblemError([Problem("template.missing", Place("command line"), message, nearest(name, known))])
    return name


def materials_of(session: Session, given: Materials) -> Materials:
    """Session -> the materials of its deck: a session that names layouts of the template has a theme of its own."""
    if session.layouts is None or given.plain is None or given.theme.template is None:
        return given
    from deckbrief.theme.template.load import load_template

    made, warnings = load_template(given.theme.template, given.plain, _layouts_named(given.pack, session))
    return replace(given, theme=made, warnings=warnings)


def _layouts_named(pack: Pack, session: Session | None) -> Mapped:
    """Return the template's layouts that the pack names, and before these the session."""
    from deckbrief.theme.template.choice import Wanted

    named: dict[str, Wanted] = {}
    for entry in (pack.info, session):
        if entry is not None and entry.layouts is not None:
            for kind in fields(entry.layouts):
                if name := getattr(entry.layouts, kind.name):
                    named[kind.name] = Wanted(name, pack.place(f"{entry.path}#layouts.{kind.name}"))
    return named


def _logo_in(file: Path, pack: Pack) -> Picture:
    """Return a theme's logo. Raises ProblemError where it is no picture."""
    note(f"file:{file}")
    try:
        photo = photo_of(file)
    except Unusable as error:
        raise ProblemError([Problem("theme.value", Place(user_path(file)), error.message, error.hint)]) from error
    said = pack.info.publisher or pack.info.title
    return Picture(
        data=photo.data, media_type=photo.media_type, width=photo.width, height=photo.height, path="", alt=said
    )  # fmt: skip


def deck_layout(session: Session, given: Materials, minutes: float | None = None) -> DeckLayout:
    """Session, the materials of its deck, a budget of minutes (None: the session's own) -> its deck, to be laid out.

    Raises ProblemError where it cannot be drafted.
    """
    deck = draft_deck(given.pack, session, given.roots, minutes)
    if deck.logo is None and given.theme.logo is not None:
        deck = replace(deck, logo=_logo_in(given.theme.logo, given.pack))
    return DeckLayout(deck, given.pack, given.theme, given.date)
