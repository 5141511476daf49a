"""A session, or a unit without one -> one HTML file to present from: it asks for nothing, and works without a network.

Its slides are drawn from the frames that the deck is made of, with the same clicks; how it looks and acts stands in
`templates/web/`.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterator
from hashlib import sha256

from markupsafe import Markup

from deckbrief.base.problem import Problem
from deckbrief.base.record import record
from deckbrief.base.script.odd import label
from deckbrief.draft.render import render
from deckbrief.draft.slides import Note
from deckbrief.export.exporter import Product, Target
from deckbrief.export.materials import Materials, words_of
from deckbrief.export.slides import frames_shown
from deckbrief.export.svg import frame_svg
from deckbrief.layout.frame import DeckFrames, Frame, Shape, Table, Text, TextBody
from deckbrief.theme.theme import Theme


@record
class WebSlide:
    """A slide as the page has it: its drawing, how many clicks it takes, what the presenter reads."""

    name: str
    title: str
    section: str
    minutes: float
    clicks: int
    svg: Markup
    notes: tuple[Note, ...]
    hidden: bool


def check(target: Target, given: Materials) -> tuple[Problem, ...]:
    """Return nothing: what there is to say of a deck's slides is told of the deck."""
    return ()


def write(target: Target, given: Materials, jobs: int = 1) -> Product:
    """Target -> its page. Raises ProblemError."""
    frames, theme = frames_shown(target, given)
    script = render("web/deck.js", {}, given.roots)
    digest = b64encode(sha256(script.encode()).digest()).decode("ascii")
    first = frames.frames[0]
    page = render(
        "web/deck.html.j2",
        {
            "lang": frames.lang, "title": label(frames.title), "words": words_of(given.pack, given.roots),
            "slides": list(web_slides(frames, theme)), "ratio": f"{first.width / first.height:.4f}",
            "script": Markup(script), "script_hash": f"sha256-{digest}",
        },
        given.roots,
    )  # fmt: skip
    return Product(page.encode(), len(frames.frames), sum(frame.minutes for frame in frames.frames))


def web_slides(frames: DeckFrames, theme: Theme) -> Iterator[WebSlide]:
    """Frames of a deck -> its slides as a page has them; names within a drawing are the slide's own."""
    for number, frame in enumerate(frames.frames, 1):
        svg = (
            frame_svg(frame, theme).replace('id="clip-', f'id="clip-{number}-').replace("(#clip-", f"(#clip-{number}-")
        )
        notes = tuple(note for note in frame.notes if note.text)
        yield WebSlide(
            frame.name, frame.title or frame.name, frame.section, frame.minutes, last_click(frame), Markup(svg), notes,
            frame.hidden,
        )  # fmt: skip


def last_click(frame: Frame) -> int:
    """Frame -> the click with which all of it is to be seen."""
    bodies = (body for item in frame.walk() for body in _bodies(item))
    paragraphs = (paragraph.click for body in bodies for paragraph in body.paragraphs)
    return max([0, *(item.click for item in frame.walk()), *paragraphs])


def _bodies(item: object) -> Iterator[TextBody]:
    match item:
        case Text() | Shape() if item.body:
            yield item.body
        case Table():
            yield from (cell.body for row in item.rows for cell in row)
