"""A pack of which is noted what is read of it: the fields of its documents (`base/reading.py`).

A document's id and path are no reading of it: that it is there at all is told by the key `documents`.
"""

from __future__ import annotations

from dataclasses import fields
from typing import Any, Final, TypeVar

from deckbrief.base.reading import EVERYTHING, note
from deckbrief.content.model import Comparison, Document, Event, Pack, PackInfo, Session, SlideSet, Unit

_FREE: Final = frozenset({"id", "path"})
_ORIGINAL: Final = "_original"

_Entry = TypeVar("_Entry", bound=Document)


class _Field:
    """A field that notes when it is read first; its value then stands in the instance, and is read as any other's."""

    def __init__(self, name: str) -> None:
        self._name = name

    def __get__(self, entry: Any, owner: type[Any]) -> Any:
        if entry is None:
            return self
        original = entry.__dict__[_ORIGINAL]
        note(f"entry:{original.path}#{self._name}")
        value = entry.__dict__[self._name] = getattr(original, self._name)
        return value


class _Watched:
    """What the classes of watched documents share."""

    def __reduce__(self) -> tuple[Any, ...]:
        """Leave this process unwatched: what is read of it then is not known."""
        note(EVERYTHING)
        return _same, (self.__dict__[_ORIGINAL],) if _ORIGINAL in self.__dict__ else (self,)


def _same(entry: Any) -> Any:
    return entry


class _PackInfo(_Watched, PackInfo):
    pass


class _Event(_Watched, Event):
    pass


class _Unit(_Watched, Unit):
    pass


class _Comparison(_Watched, Comparison):
    pass


class _Session(_Watched, Session):
    pass


class _SlideSet(_Watched, SlideSet):
    pass


_CLASSES: Final[dict[type[Any], type[Any]]] = {
    PackInfo: _PackInfo, Event: _Event, Unit: _Unit, Comparison: _Comparison, Session: _Session,
    SlideSet: _SlideSet,
}  # fmt: skip

for _plain, _watching in _CLASSES.items():
    for _name in (entry.name for entry in fields(_plain) if entry.name not in _FREE):
        setattr(_watching, _name, _Field(_name))


class _Sessions:
    """The sessions of a watched pack: that there are these is not what most outputs ask for."""

    def __get__(self, pack: Any, owner: type[Any]) -> Any:
        if pack is None:
            return self
        note("sessions")
        value = pack.__dict__["sessions"] = pack.__dict__[_ORIGINAL]
        return value


class _Pack(Pack):
    sessions = _Sessions()


def watched_pack(pack: Pack) -> Pack:
    """Pack -> the same, of which is noted what is read, and whether it is asked which sessions there are."""
    values = vars(pack) | {
        "info": _watched(pack.info), "event": _watched(pack.event) if pack.event else None,
        "units": tuple(map(_watched, pack.units)), "comparisons": tuple(map(_watched, pack.comparisons)),
        "slide_sets": tuple(map(_watched, pack.slide_sets)),
        _ORIGINAL: tuple(map(_watched, pack.sessions)), "_found": {},
    }  # fmt: skip
    del values["sessions"]
    result: Pack = object.__new__(_Pack)
    result.__dict__.update(values)
    return result


def watched_entry(pack: Pack, entry: Unit | Session | None) -> Unit | Session | None:
    """Watched pack, a document of the pack -> that document of the watched pack."""
    entries: tuple[Unit | Session, ...] = (*pack.units, *vars(pack)[_ORIGINAL])
    return next((one for one in entries if entry is not None and one.path == entry.path), None)


def _watched(entry: _Entry) -> _Entry:
    result: _Entry = object.__new__(_CLASSES[type(entry)])
    result.__dict__.update({"id": getattr(entry, "id", ""), "path": entry.path, _ORIGINAL: entry})
    return result
