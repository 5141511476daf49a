"""`record`: a dataclass that is cheap to define and cheap to make; frozen for the type checker, not while it runs.

A deck of 30 slides is to take 0.2 s from the process's start. `dataclass(frozen=True)` compiles six functions for each
class when it is imported, 0.4 ms where this takes 0.1 ms, and there are a hundred classes; and it makes each field of
each instance through `object.__setattr__`, which takes three times as long. mypy reports assignments all the same.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from operator import attrgetter
from typing import Any, TypeVar, dataclass_transform, overload

_Class = TypeVar("_Class", bound=type[Any])
_Key = Callable[[Any], object]


@overload
def record(cls: _Class, /) -> _Class: ...
@overload
def record(*, kw_only: bool = False, frozen: bool = True) -> Callable[[_Class], _Class]: ...
@dataclass_transform(frozen_default=True, field_specifiers=(dataclasses.field,))
def record(cls: Any = None, /, *, kw_only: bool = False, frozen: bool = True) -> Any:
    """Class -> dataclass with slots, equal where all compared fields are; hashable if it is `frozen`.

    `dataclasses.replace`, `fields` and `field` work as with any dataclass.
    """

    def recorded(cls: type[Any]) -> type[Any]:
        cls.__doc__ = cls.__doc__ or cls.__name__  # else dataclass makes one out of the signature, which takes longer
        made = dataclasses.dataclass(cls, slots=True, kw_only=kw_only, eq=False, repr=False)
        key = _key([field.name for field in dataclasses.fields(made) if field.compare])
        ours = {"__eq__": _equality(key), "__hash__": _hash(key) if frozen else None, "__repr__": _shown}
        for name, method in ours.items():
            if name not in cls.__dict__:
                setattr(made, name, method)
        return made

    return recorded if cls is None else recorded(cls)


def _key(names: list[str]) -> _Key:
    """Names of fields -> the function from an instance to their values."""
    return attrgetter(*names) if names else lambda instance: ()


def _equality(key: _Key) -> Callable[[object, object], bool]:
    def equal(one: object, other: object) -> bool:
        return key(one) == key(other) if one.__class__ is other.__class__ else NotImplemented

    return equal


def _hash(key: _Key) -> Callable[[object], int]:
    def hashed(instance: object) -> int:
        return hash(key(instance))

    return hashed


def _shown(instance: Any) -> str:
    """Return what a dataclass shows of itself: `Rect(x=0, y=0, width=1, height=1)`."""
    shown = [f"{field.name}={getattr(instance, field.name)!r}" for field in dataclasses.fields(instance) if field.repr]
    return f"{type(instance).__qualname__}({', '.join(shown)})"
