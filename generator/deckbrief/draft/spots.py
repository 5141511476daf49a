"""Where the parts of a figure stand: at a point, in a span of time, in a lane, on the way to others; and on what."""

from __future__ import annotations

from deckbrief.base.record import record


@record
class Way:
    """A way from a part to another, by its place among its siblings, and in which case it is taken."""

    to: int
    when: str = ""


@record(kw_only=True)
class Spot:
    """Where a part stands. `at` are shares from the left and from the top; `span` the first and last of the periods."""

    at: tuple[float, float] | None = None
    span: tuple[int, int] | None = None
    lane: str = ""
    ways: tuple[Way, ...] = ()


@record(kw_only=True)
class Image:
    """A picture that parts are placed on; as `Picture` of draft/nodes.py."""

    data: bytes
    media_type: str
    width: int
    height: int
    path: str
    alt: str = ""
    fit: str = "fill"
    credit: str = ""


@record(kw_only=True)
class Ground:
    """What parts are placed on: the two ends of each axis, the names of the four fields, periods, a picture."""

    across: tuple[str, ...] = ()
    up: tuple[str, ...] = ()
    fields: tuple[str, ...] = ()
    periods: tuple[str, ...] = ()
    image: Image | None = None
