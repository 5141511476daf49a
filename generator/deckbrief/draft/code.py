"""Address -> its QR code as a picture: one dot of the code is so many whole pixels, so that it is crisp."""

from __future__ import annotations

from functools import lru_cache
from io import BytesIO
from typing import Final

from deckbrief.content.free import QrCode
from deckbrief.draft.nodes import Picture

_DOT: Final = 16
_QUIET: Final = 4
"""Dots of white around a code (ISO/IEC 18004, 9.1)."""


def code_of(code: QrCode, path: str) -> Picture:
    """Address and its content path -> the code, black on white; readable with 15 % of it hidden (level M)."""
    data, side = _png(code.link)
    return Picture(
        data=data, media_type="image/png", width=side, height=side, path=path, alt=code.link, caption=code.caption,
        fit="whole", link=code.link, role="code",
    )  # fmt: skip


@lru_cache(maxsize=64)
def _png(address: str) -> tuple[bytes, int]:
    import segno

    code = segno.make_qr(address, error="m", boost_error=False)
    stream = BytesIO()
    code.save(stream, kind="png", scale=_DOT, border=_QUIET)
    return stream.getvalue(), int(code.symbol_size(_DOT, _QUIET)[0])
