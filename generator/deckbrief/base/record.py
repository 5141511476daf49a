"""`record`: a dataclass that is cheap to define and cheap to make; frozen for the type checker, not while it runs.

`dataclass(frozen=True)` compiles six functions for each class when it is imported, and makes each field of each
instance through `object.__setattr__`. Here a class gets its `__init__` when its first instance is made, and becomes a
dataclass when its fields are asked for: many a class never. mypy reports assignments all the same.

What it gains, by `python tests/bench/records.py`: a deck of 26 slides takes 0.35 s of processor time from the start of
the process, 0.38 s with dataclasses that are not frozen, 0.41 s with frozen ones (199 classes, Python 3.11). Why no
library: attrs compiles as much; msgspec takes 20 ms to be imported, and knows no field that does not compare, which a
dozen of ours are. What a record is can be asked of it as of any dataclass (`fields`): the reader of content and the
JSON Schema go by that.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from functools import cache
from inspect import get_annotations
from operator import attrgetter
from typing import TYPE_CHECKING, Any, Final, Literal, TypeVar, cast, dataclass_transform, overload

_Class = TypeVar("_Class", bound=type[Any])

_PARAMETERS: Final = "__record_parameters__"
"""Where a class keeps its fields, those of its bases first: names, what each is set to, whether by keyword only."""

_BY_FACTORY: Final = object()
"""Stands for a value that is to be made by the field's factory."""


@overload
def record(cls: _Class, /) -> _Class: ...
@overload
def record(*, kw_only: bool = False, frozen: bool = True) -> Callable[[_Class], _Class]: ...
@dataclass_transform(frozen_default=True, field_specifiers=(dataclasses.field,))
def record(cls: Any = None, /, *, kw_only: bool = False, frozen: bool = True) -> Any:
    """Class -> dataclass, equal where all compared fields are; hashable if it is `frozen`.

    `dataclasses.replace`, `fields` and `field` work as with any dataclass.
    """

    def make_record(cls: type[Any]) -> type[Any]:
        cls.__doc__ = cls.__doc__ or cls.__name__  # else dataclass makes one out of the signature, which takes longer
        equal, hashed = _comparison(cls)
        ours = {"__eq__": equal, "__hash__": hashed if frozen else None, "__repr__": _represented}
        for name, method in ours.items():
            if name not in cls.__dict__:
                setattr(cls, name, method)
        inherited = getattr(cls, _PARAMETERS, {})
        own = {name: (cls.__dict__.get(name, dataclasses.MISSING), kw_only) for name in get_annotations(cls)}
        setattr(cls, _PARAMETERS, {**inherited, **own})
        cls.__init__ = _first_init(cls)
        cls.__dataclass_fields__ = _Fields(cls, kw_only)
        return cls

    return make_record if cls is None else make_record(cls)


class _Fields:
    """Stands for a class's fields until they are asked for, and makes it a dataclass then."""

    def __init__(self, cls: type[Any], kw_only: bool) -> None:
        self._cls, self._kw_only = cls, kw_only

    def __get__(self, instance: object, owner: type[Any]) -> object:
        dataclasses.dataclass(self._cls, init=False, kw_only=self._kw_only, eq=False, repr=False)
        return self._cls.__dataclass_fields__


def _first_init(cls: type[Any]) -> Callable[..., None]:
    """Return what gives a class its `__init__` when the first instance is made."""

    def init(instance: Any, *values: object, **named: object) -> None:
        cls.__init__ = _init(cls)
        instance.__init__(*values, **named)

    return init


def _init(cls: type[Any]) -> Callable[..., None]:
    """Return the `__init__` that a class has as a dataclass, compiled without what dataclass puts around it."""
    known: dict[str, Any] = {"_by_factory": _BY_FACTORY}
    by_place: list[str] = ["self"]
    by_name: list[str] = []
    body: list[str] = []
    for name, (given, kw_only) in getattr(cls, _PARAMETERS).items():
        entry = given if isinstance(given, dataclasses.Field) else dataclasses.field(default=given)
        default, value = entry.default, name if entry.init else f"_{name}"
        if entry.default_factory is not dataclasses.MISSING:
            known[f"_make_{name}"], default = entry.default_factory, _BY_FACTORY
            value = f"_make_{name}() if {value} is _by_factory else {value}"
        known[f"_{name}"] = default
        if entry.init:
            parameter = name if default is dataclasses.MISSING else f"{name}=_{name}"
            (by_name if kw_only else by_place).append(parameter)
        if entry.init or default is not dataclasses.MISSING:
            body.append(f" self.{name}={value}\n")
    if hasattr(cls, "__post_init__"):
        body.append(" self.__post_init__()\n")
    parameters = ",".join([*by_place, "*", *by_name] if by_name else by_place)
    exec(f"def __init__({parameters}):\n{''.join(body) or ' pass'}", known)
    function: Callable[..., None] = known["__init__"]
    function.__qualname__ = f"{cls.__qualname__}.__init__"
    return function


def _comparison(cls: type[Any]) -> tuple[Callable[[object, object], bool], Callable[[object], int]]:
    """Return `__eq__` and `__hash__` of a class, by the values of all fields that are compared."""
    key: Callable[[object], object] | None = None

    def found() -> Callable[[object], object]:
        nonlocal key
        names = _names_of(cast(Any, cls), "compare")
        key = attrgetter(*names) if names else _nothing
        return key

    def equal(one: object, other: object) -> bool:
        values = key or found()
        return values(one) == values(other) if one.__class__ is other.__class__ else NotImplemented

    def hashed(instance: object) -> int:
        return hash((key or found())(instance))

    return equal, hashed


@cache
def _names_of(cls: Any, part: Literal["compare", "init", "repr"]) -> list[str]:
    """Return the names of a class's fields that take part in comparing, making, or what is shown of an instance."""
    entries = ((name, given) for name, (given, _) in getattr(cls, _PARAMETERS).items())
    return [name for name, given in entries if not isinstance(given, dataclasses.Field) or getattr(given, part)]


if TYPE_CHECKING:
    from dataclasses import replace as replace  # noqa: PLC0414 - mypy knows its arguments
else:

    def replace(instance: Any, /, **changes: Any) -> Any:
        """Record -> the same with these fields changed, as `dataclasses.replace` gives it, in less time."""
        cls = instance.__class__
        if not hasattr(cls, _PARAMETERS):
            return dataclasses.replace(instance, **changes)
        kept = {name: getattr(instance, name) for name in _names_of(cls, "init") if name not in changes}
        return cls(**kept, **changes)


def _nothing(instance: object) -> None:
    """Return what instances without fields have in common."""


def _represented(instance: Any) -> str:
    """Return what a dataclass shows of itself: `Rect(x=0, y=0, width=1, height=1)`."""
    shown = [f"{name}={getattr(instance, name)!r}" for name in _names_of(instance.__class__, "repr")]
    return f"{type(instance).__qualname__}({', '.join(shown)})"
