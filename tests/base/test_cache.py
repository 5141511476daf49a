from __future__ import annotations

from pathlib import Path

import pytest
from deckbrief.base.cache import cache_folder, remembered


def test_the_folder_is_made_where_the_user_s_caches_are(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    assert cache_folder("templates") == tmp_path / "deckbrief" / "templates"
    assert (tmp_path / "deckbrief" / "templates").is_dir()
    monkeypatch.setenv("XDG_CACHE_HOME", "")
    monkeypatch.setenv("HOME", str(tmp_path))
    assert cache_folder("x") == tmp_path / ".cache" / "deckbrief" / "x"


def test_where_none_can_be_made_there_is_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "file"))
    assert cache_folder("templates") is None


def test_what_was_made_is_kept_while_its_key_is_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    made: list[str] = []

    def make(what: str) -> dict[str, bytes]:
        made.append(what)
        return {what: b"\x00"}

    assert remembered("things", "one", "a", lambda: make("a")) == {"a": b"\x00"}
    assert remembered("things", "one", "a", lambda: make("never")) == {"a": b"\x00"}
    assert remembered("things", "one", "b", lambda: make("b")) == {"b": b"\x00"}
    assert made == ["a", "b"]
    assert [file.name for file in (tmp_path / "deckbrief" / "things").iterdir()] == ["one"]


def test_any_byte_that_is_another_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    remembered("things", "one", "a", lambda: ("text", 1))
    file = tmp_path / "deckbrief" / "things" / "one"
    good = file.read_bytes()
    assert len(good) > 20
    for at in range(len(good)):
        file.write_bytes(good[:at] + bytes([good[at] ^ 1]) + good[at + 1 :])
        assert remembered("things", "one", "a", lambda: "again") == "again"
        file.write_bytes(good[:at])
        assert remembered("things", "one", "a", lambda: "again") == "again"


@pytest.mark.parametrize("damaged", [b"", b"damaged", b"i\x01\x00\x00\x00"])
def test_a_damaged_file_is_made_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, damaged: bytes) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    remembered("things", "one", "a", lambda: 1)
    (tmp_path / "deckbrief" / "things" / "one").write_bytes(damaged)
    assert remembered("things", "one", "a", lambda: 2) == 2
    assert remembered("things", "one", "a", lambda: 3) == 2


def test_without_a_place_it_is_made_every_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "file"))
    assert remembered("things", "one", "a", lambda: 1) == 1
    assert remembered("things", "one", "a", lambda: 2) == 2
