from __future__ import annotations

import uuid

from deckbrief.base.guid import guid
from hypothesis import given
from hypothesis import strategies as st


@given(st.text(st.characters(codec="utf-8")))
def test_it_is_the_uuid_of_version_5(name: str) -> None:
    assert guid(name) == f"{{{str(uuid.uuid5(uuid.NAMESPACE_URL, name)).upper()}}}"
