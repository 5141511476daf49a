"""What a person made in the output folder is never lost, and each file is the old one or the new one."""

from __future__ import annotations

import os
import re
import threading
import time
from pathlib import Path
from typing import Any

import pytest
from deckbrief.base.problem import Problem
from deckbrief.run import files
from deckbrief.run.folder import Placement, output_folder
from deckbrief.run.ledger import read_ledger

FILE = "deck/talk.pptx"


def put(out: Path, *outputs: tuple[str, bytes], overwrite: bool = False) -> list[Placement | Problem]:
    """One build that writes these files."""
    with output_folder(out, ["deck"], overwrite, pytest.fail) as folder:
        results = folder.put(outputs)
        folder.save()
        return results


def names(out: Path) -> set[str]:
    return {path.name for path in (out / "deck").iterdir()}


def test_a_new_version_takes_the_place_of_ours(tmp_path: Path) -> None:
    for data in (b"one", b"two"):
        assert put(tmp_path, (FILE, data)) == [Placement(tmp_path / FILE, written=True)]
        assert (tmp_path / FILE).read_bytes() == data
    assert names(tmp_path) == {"talk.pptx"}


def test_the_same_bytes_are_not_written_again(tmp_path: Path) -> None:
    put(tmp_path, (FILE, b"one"))
    before = (tmp_path / FILE).stat()
    assert put(tmp_path, (FILE, b"one")) == [Placement(tmp_path / FILE, written=False)]
    assert (tmp_path / FILE).stat().st_ino == before.st_ino


def test_an_edited_file_is_kept_and_the_new_one_stands_beside_it(tmp_path: Path) -> None:
    put(tmp_path, (FILE, b"one"))
    (tmp_path / FILE).write_bytes(b"a person's")
    beside = tmp_path / "deck" / "talk.new.pptx"
    assert put(tmp_path, (FILE, b"two")) == [Placement(beside, written=True, beside=True)]
    assert put(tmp_path, (FILE, b"two")) == [Placement(beside, written=False, beside=True)], "quiet when rebuilt"
    assert put(tmp_path, (FILE, b"three")) == [Placement(beside, written=True, beside=True)], "ours is replaced"
    assert (tmp_path / FILE).read_bytes() == b"a person's"
    assert names(tmp_path) == {"talk.pptx", "talk.new.pptx"}


def test_if_that_was_edited_too_there_is_a_further_one(tmp_path: Path) -> None:
    put(tmp_path, (FILE, b"one"))
    (tmp_path / FILE).write_bytes(b"a person's")
    put(tmp_path, (FILE, b"two"))
    (tmp_path / "deck" / "talk.new.pptx").write_bytes(b"a person's too")
    assert put(tmp_path, (FILE, b"three")) == [Placement(tmp_path / "deck" / "talk.new-2.pptx", True, True)]
    assert (tmp_path / "deck" / "talk.new.pptx").read_bytes() == b"a person's too"


def test_what_stood_beside_goes_when_the_place_is_ours_again(tmp_path: Path) -> None:
    put(tmp_path, (FILE, b"one"))
    (tmp_path / FILE).write_bytes(b"a person's")
    put(tmp_path, (FILE, b"two"))
    (tmp_path / FILE).unlink()
    put(tmp_path, (FILE, b"two"))
    assert names(tmp_path) == {"talk.pptx"}


def test_who_renames_the_new_one_has_taken_it(tmp_path: Path) -> None:
    put(tmp_path, (FILE, b"one"))
    (tmp_path / FILE).write_bytes(b"a person's")
    put(tmp_path, (FILE, b"two"))
    (tmp_path / "deck" / "talk.new.pptx").rename(tmp_path / FILE)
    assert put(tmp_path, (FILE, b"three")) == [Placement(tmp_path / FILE, True)]
    assert names(tmp_path) == {"talk.pptx"}


def test_overwrite_keeps_a_dated_copy_and_no_pile_of_them(tmp_path: Path) -> None:
    for round_ in range(3):
        put(tmp_path, (FILE, b"one"), overwrite=True)
        (tmp_path / FILE).write_bytes(b"a person's" if round_ < 2 else b"another's")
    put(tmp_path, (FILE, b"two"), overwrite=True)
    assert (tmp_path / FILE).read_bytes() == b"two"
    copies = sorted(name for name in names(tmp_path) if name != "talk.pptx")
    assert [re.sub(r"\d{4}-\d\d-\d\d", "DAY", name) for name in copies] == ["talk.DAY-2.pptx", "talk.DAY.pptx"]
    assert {(tmp_path / "deck" / name).read_bytes() for name in copies} == {b"a person's", b"another's"}


def test_without_a_record_what_differs_is_a_person_s(tmp_path: Path) -> None:
    put(tmp_path, (FILE, b"one"), ("deck/other.pptx", b"other"))
    (tmp_path / ".deckbrief").unlink()
    same, other = put(tmp_path, ("deck/other.pptx", b"other"), (FILE, b"two"))
    assert same == Placement(tmp_path / "deck/other.pptx", written=False)
    assert other == Placement(tmp_path / "deck/talk.new.pptx", written=True, beside=True)
    assert put(tmp_path, ("deck/other.pptx", b"newer")) == [Placement(tmp_path / "deck/other.pptx", written=True)]


@pytest.mark.parametrize("damage", ["cut", "garbled", "other version", "empty", "folder"])
def test_a_damaged_record_is_none(tmp_path: Path, damage: str) -> None:
    put(tmp_path, (FILE, b"one"))
    record = tmp_path / ".deckbrief"
    good = record.read_bytes()
    assert read_ledger(record).files
    head, _, body = good.partition(b"\n")
    record.unlink()
    if damage == "folder":
        record.mkdir()
    else:
        record.write_bytes({
            "cut": good[: len(good) // 2], "garbled": head + b"\n" + body.replace(b"talk", b"tall"), "empty": b"",
            "other version": b"deckbrief 99 " + head.rpartition(b" ")[2] + b"\n" + body,
        }[damage])  # fmt: skip
    assert not read_ledger(record).files
    assert put(tmp_path, (FILE, b"one")) == [Placement(tmp_path / FILE, written=False)]


def test_a_file_that_cannot_be_written_is_told_by_its_own_name_and_spares_the_others(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    long = f"deck/{'x' * 251}.pptx"
    (tmp_path / "other").write_bytes(b"")
    real = os.open

    def read_only(path: Any, *given: Any) -> int:
        if "locked" in str(path):
            raise PermissionError(13, "Permission denied", str(path))
        return real(path, *given)

    monkeypatch.setattr(os, "open", read_only)
    results = put(tmp_path, (long, b"1"), ("other/talk.pptx", b"2"), ("locked/talk.pptx", b"3"), (FILE, b"4"))
    assert results[3] == Placement(tmp_path / FILE, written=True)
    problems = [result for result in results[:3] if isinstance(result, Problem)]
    assert len(problems) == 3
    places = [long, "other/talk.pptx", "locked/talk.pptx"]
    for problem, place in zip(problems, places, strict=True):
        assert problem.place.file.endswith(place)
        assert problem.code == "output.unwritable"
        assert ".part" not in problem.message
    assert names(tmp_path) == {"talk.pptx"}


def test_a_name_as_long_as_names_can_be_is_written(tmp_path: Path) -> None:
    name = f"deck/{'x' * 250}.pptx"
    assert put(tmp_path, (name, b"1")) == [Placement(tmp_path / name, written=True)]


def test_a_full_disk_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(tmp_path, (FILE, b"one"))

    def full(*_: object) -> int:
        raise OSError(28, "no space left on device")

    monkeypatch.setattr(os, "write", full)
    (problem,) = put(tmp_path, (FILE, b"two"))
    assert isinstance(problem, Problem)
    assert "no space left" in problem.message
    assert (tmp_path / FILE).read_bytes() == b"one"
    assert names(tmp_path) == {"talk.pptx"}


def test_what_a_dead_build_left_goes_with_the_next(tmp_path: Path) -> None:
    put(tmp_path, (FILE, b"one"))
    left = files.write_part(tmp_path / "deck", b"half")
    also = files.write_part(tmp_path, b"half")
    assert left.exists()
    put(tmp_path, (FILE, b"one"))
    assert not left.exists()
    assert not also.exists()


def test_builds_into_one_folder_wait_for_each_other(tmp_path: Path) -> None:
    told: list[str] = []
    order: list[str] = []

    def second() -> None:
        with output_folder(tmp_path, ["deck"], False, told.append):
            order.append("second")

    with output_folder(tmp_path, ["deck"], False, pytest.fail):
        other = threading.Thread(target=second)
        other.start()
        deadline = time.monotonic() + 20
        while not told and time.monotonic() < deadline:
            time.sleep(0.01)
        order.append("first")
    other.join()
    assert order == ["first", "second"]
    assert len(told) == 1
    assert "another build" in told[0]


def test_a_folder_in_which_nothing_is_written_is_not_left(tmp_path: Path) -> None:
    out = tmp_path / "new"
    with output_folder(out, ["deck"], False, pytest.fail):
        assert out.is_dir()
    assert not out.exists()


def test_files_have_the_mode_that_the_user_s_mask_leaves(tmp_path: Path) -> None:
    before = os.umask(0o027)
    try:
        put(tmp_path, (FILE, b"one"))
    finally:
        os.umask(before)
    assert (tmp_path / FILE).stat().st_mode & 0o777 == 0o640
