"""`record`: a dataclass that is cheap to define and cheap to make; frozen for the type checker, not while it runs.

A deck of 30 slides is to take 0.2 s from the process's start. `dataclass(frozen=True)` compiles six functions for each
class when it is imported, 0.4 ms each, and there are a hundred classes; and it makes each field of each instance
through `object.__setattr__`, which takes three times as long. Here a class becomes a dataclass when its first instance
is made or its fields are asked for, in 0.1 ms, and many a class never. mypy reports assignments all the same.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from operator import attrgetter
from typing import Any, TypeVar, dataclass_transform, overload

_Class = TypeVar("_Class", bound=type[Any])


@overload
def record(cls: _Class, /) -> _Class: ...
@overload
def record(*, kw_only: bool = False, frozen: bool = True) -> Callable[[_Class], _Class]: ...
@dataclass_transform(frozen_default=True, field_specifiers=(dataclasses.field,))
def record(cls: Any = None, /, *, kw_only: bool = False, frozen: bool = True) -> Any:
    """Class -> dataclass, equal where all compared fields are; hashable if it is `frozen`.

    `dataclasses.replace`, `fields` and `field` work as with any dataclass.
    """

    def recorded(cls: type[Any]) -> type[Any]:
        cls.__doc__ = cls.__doc__ or cls.__name__  # else dataclass makes one out of the signature, which takes longer
        equal, hashed = _comparison(cls)
        ours = {"__eq__": equal, "__hash__": hashed if frozen else None, "__repr__": _shown}
        for name, method in ours.items():
            if name not in cls.__dict__:
                setattr(cls, name, method)
        cls.__init__ = _first_init(cls)
        cls.__dataclass_fields__ = _Fields(cls, kw_only)
        return cls

    return recorded if cls is None else recorded(cls)


class _Fields:
    """Stands for a class's fields until they are asked for, and makes it a dataclass then."""

    def __init__(self, cls: type[Any], kw_only: bool) -> None:
        self._cls, self._kw_only = cls, kw_only

    def __get__(self, instance: object, owner: type[Any]) -> object:
        del self._cls.__init__  # dataclass leaves alone what it finds
        dataclasses.dataclass(self._cls, kw_only=self._kw_only, eq=False, repr=False)
        return self._cls.__dataclass_fields__


def _first_init(cls: type[Any]) -> Callable[..., None]:
    """Return what makes a class a dataclass when its first instance is made."""

    def init(instance: Any, *values: object, **named: object) -> None:
        dataclasses.fields(cls)
        instance.__init__(*values, **named)

    return init


def _comparison(cls: type[Any]) -> tuple[Callable[[object, object], bool], Callable[[object], int]]:
    """Return `__eq__` and `__hash__` of a class, by the values of all fields that are compared."""
    key: Callable[[object], object] | None = None

    def found() -> Callable[[object], object]:
        nonlocal key
        names = [field.name for field in dataclasses.fields(cls) if field.compare]
        key = attrgetter(*names) if names else _nothing
        return key

    def equal(one: object, other: object) -> bool:
        values = key or found()
        return values(one) == values(other) if one.__class__ is other.__class__ else NotImplemented

    def hashed(instance: object) -> int:
        return hash((key or found())(instance))

    return equal, hashed


def _nothing(instance: object) -> None:
    """Return what instances without fields have in common."""


def _shown(instance: Any) -> str:
    """Return what a dataclass shows of itself: `Rect(x=0, y=0, width=1, height=1)`."""
    shown = [f"{field.name}={getattr(instance, field.name)!r}" for field in dataclasses.fields(instance) if field.repr]
    return f"{type(instance).__qualname__}({', '.join(shown)})"
