"""A deck of anybody's -> its parts, and a problem for all that keeps something of it from being read."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from deckbrief.base.problem import Place, Problem
from deckbrief.ooxml.archive import Fault
from deckbrief.ooxml.reader import OfficeFile, located, open_office_file, parse_office_file

_KINDS: Final = {"legacy": "zip", "encrypted": "zip", "doctype": "xml"}
"""What the kinds of faults of any file are called that have other names among a deck's problems."""


def open_deck(path: Path) -> tuple[OfficeFile, list[Problem]]:
    """Path -> the deck, and what could not be read of it; never raises."""
    return _with_problems(*open_office_file(path))


def parse_deck(data: bytes, name: str) -> tuple[OfficeFile, list[Problem]]:
    """Bytes and the name to call them by -> the deck, and what could not be read of it; never raises."""
    return _with_problems(*parse_office_file(data, name))


def _with_problems(file: OfficeFile, faults: list[Fault]) -> tuple[OfficeFile, list[Problem]]:
    of_parts = [part.fault for part in file.parts.values() if part.fault]
    return file, [_problem(file, fault) for fault in (*faults, *of_parts)]


def _problem(file: OfficeFile, fault: Fault) -> Problem:
    code = f"deck.{_KINDS.get(fault.kind, fault.kind)}"
    place = Place(located(file.name, fault.part), fault.line, fault.column)
    return Problem(code, place, fault.message, fault.hint)
