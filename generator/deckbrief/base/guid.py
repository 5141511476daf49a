"""Names -> GUIDs that are the same in every build."""

from __future__ import annotations

from hashlib import sha1
from typing import Final

_URLS: Final = bytes.fromhex("6ba7b8119dad11d180b400c04fd430c8")
"""The namespace of URLs (RFC 9562, 6.6)."""


def guid(name: str) -> str:
    """URL -> its UUID of version 5 (RFC 9562, 5.5) as Office writes it: `{2A0B5C37-…}`.

    Why not uuid: it loads platform to ask on which system it runs, 3 ms of every start.
    """
    digest = bytearray(sha1(_URLS + name.encode("utf-8", "surrogatepass"), usedforsecurity=False).digest()[:16])
    digest[6] = digest[6] & 0x0F | 0x50
    digest[8] = digest[8] & 0x3F | 0x80
    digits = digest.hex().upper()
    return f"{{{digits[:8]}-{digits[8:12]}-{digits[12:16]}-{digits[16:20]}-{digits[20:]}}}"
