"""A theme's values -> all that is wrong with them, each at its line."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from math import isfinite
from pathlib import Path
from typing import Any, Final

from deckbrief.base.message import Message, msg
from deckbrief.base.patterns import deferred
from deckbrief.base.problem import Hint, Place, Problem, nearest
from deckbrief.base.report import user_path
from deckbrief.content.plain import Key, read_plain

SLOTS: Final = ("dk1", "lt1", "dk2", "lt2", "accent1", "accent2", "accent3", "accent4", "accent5", "accent6")
"""The theme's colour slots that content may use (ECMA-376 20.1.6.2, without the two link colours)."""

ALIGNS: Final = ("left", "center", "right")
ANCHORS: Final = ("top", "middle", "bottom")
FACES: Final = ("major", "minor")
SHAPES: Final = ("16:9", "4:3", "A4")
HEADINGS: Final = ("serif", "sans")

_LINKS: Final = ("hlink", "folHlink")
_HEX: Final = deferred(r"#?[0-9A-Fa-f]{6}")
_PARTS: Final = ("slide", "unit", "pitch", "heading", "fonts", "scale", "slots", "roles", "layouts")
_MAY: Final = ("heading", "print")
"""Parts that a theme may do without."""
_FONTS: Final = ("latin", "east_asian", "western", "stack", "wide")
_SIZES: Final = ("display", "title", "lead", "body", "small", "caption", "floor")
_LAYOUT: Final = (
    "name", "background", "body", "aside", "decorations", "placeholders", "texts", "hues", "progress",
)  # fmt: skip
_LOOK: Final = ("size", "color", "bold", "face", "pitch", "before", "bullet", "indent")
_PLACEHOLDER: Final = ("type", "index", "at", *_LOOK, "align", "anchor", "prompt", "levels", "count", "columns")
_PX: Final = 96.0
"""Pixels an inch, of a slide that is 1,280 of them wide."""
_LARGEST: Final = 56.0
"""Inches that a slide can be wide or high (ECMA-376 part 1, 20.1.10.67: 51,206,400 EMU)."""


def theme_problems(data: Mapping[str, Any], files: Sequence[Path]) -> list[Problem]:
    """Merged data of a theme, its theme.yaml and those that it extends -> everything in it that cannot be used."""
    faults = list(_faults(data))
    if not faults:
        return []
    places: dict[Key, Place] = {}
    for file in reversed(files):
        places |= read_plain(file).places
    problems = []
    for key, message, hint in faults:
        at = key
        while at and at not in places:
            at = at[:-1]
        problems.append(Problem("theme.value", places.get(at, Place(user_path(files[0]))), message, hint))
    return problems


_Fault = tuple[Key, Message, Hint]


def _faults(data: Mapping[str, Any]) -> Iterator[_Fault]:
    yield from _unknown((), data, (*_PARTS, "print", "size", "logo"), msg("a theme"))
    for part in _PARTS:
        if part not in data and part not in _MAY:
            yield (
                (),
                msg("the theme lacks '{part}'", part=part),
                msg("begin with `extends: base`, which has everything"),
            )
    for part in ("slide", "fonts", "scale", "slots", "roles", "layouts"):
        if part in data and not isinstance(data[part], dict):
            yield (part,), msg("'{part}' takes keys", part=part), ""
    groups = {part: data[part] if isinstance(data.get(part), dict) else {} for part in _PARTS}
    if "heading" in data and data["heading"] not in HEADINGS:
        yield (
            ("heading",),
            msg("'{data}' is no kind of heading", data=data["heading"]),
            nearest(str(data["heading"]), HEADINGS),
        )
    if "size" in data and data["size"] not in SHAPES:
        message = msg("'{data}' is no shape of slides", data=data["size"])
        yield ("size",), message, msg("one of: {words}", words=", ".join(SHAPES))
    yield from _sizes(groups["slide"], data, groups["scale"])
    for part, rule in (("slots", _slots), ("roles", _roles), ("fonts", _fonts)):
        if groups[part]:
            yield from rule(groups[part])
    for name, layout in groups["layouts"].items():
        yield from _layout(("layouts", name), layout, groups["roles"], groups["slide"])


def _unknown(key: Key, given: Mapping[str, Any], known: tuple[str, ...], what: Message) -> Iterator[_Fault]:
    for name in given:
        if name not in known:
            yield (*key, name), msg("unknown key '{name}' in {what}", what=what, name=name), nearest(str(name), known)


def _number(key: Key, value: object, least: float, most: float) -> Iterator[_Fault]:
    number = _as_number(value)
    if number is None or not isfinite(number) or not least <= number <= most:
        yield key, msg("'{value}' is no number from {least:g} to {most:g}", value=value, least=least, most=most), ""


def _as_number(value: object) -> float | None:
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        return None
    try:
        return float(value)
    except ValueError:
        return None


def _sizes(slide: Mapping[str, Any], data: Mapping[str, Any], scale: Mapping[str, Any]) -> Iterator[_Fault]:
    for name in ("width", "height"):
        yield from _number(("slide", name), slide.get(name), 1, _LARGEST)
    yield from _number(("unit",), data.get("unit"), 0.01, 1)
    yield from _number(("pitch",), data.get("pitch"), 1, 3)
    yield from _unknown(("scale",), scale, _SIZES, msg("the type scale"))
    for name in _SIZES:
        yield from _number(("scale", name), scale.get(name), 1, 400)


def _slots(slots: Mapping[str, Any]) -> Iterator[_Fault]:
    yield from _unknown(("slots",), slots, (*SLOTS, *_LINKS), msg("the colours"))
    for slot in (*SLOTS, *_LINKS):
        value = slots.get(slot)
        if not isinstance(value, str):
            hint: Hint = (
                msg('put quotes around it: "{value:06d}"', value=value)
                if isinstance(value, int) and 0 <= value <= 999_999
                else ""
            )
            yield (
                ("slots", slot),
                msg(
                    "the colour '{slot}' takes six hexadecimal digits in quotes, not {value!r}", slot=slot, value=value
                ),
                hint,
            )
        elif not _HEX.fullmatch(value):
            doubled = "".join(2 * digit for digit in value.lstrip("#"))
            hint = msg("did you mean '{word}'?", word=doubled) if _HEX.fullmatch(doubled) else msg('such as "B8321A"')
            yield ("slots", slot), msg("'{value}' is no colour: it takes six hexadecimal digits", value=value), hint


def _roles(roles: Mapping[str, Any]) -> Iterator[_Fault]:
    for role, value in roles.items():
        slot, *change = str(value).split()
        if slot not in (*SLOTS, "hue"):
            yield ("roles", role), msg("unknown colour slot '{slot}'", slot=slot), nearest(slot, (*SLOTS, "hue"))
        shares = [_as_number(share) for share in change[1::2]]
        whole = len(change) % 2 == 0 and set(change[::2]) <= {"tint", "shade", "alpha", "dull"}
        if not whole or not all(share is not None and 0 <= share <= 1 for share in shares):
            said = " ".join(change)
            hint = msg("`tint`, `shade`, `dull` or `alpha` and a share from 0 to 1")
            yield ("roles", role), msg("'{said}' is no change of a colour", said=said), hint


def _fonts(fonts: Mapping[str, Any]) -> Iterator[_Fault]:
    yield from _unknown(("fonts",), fonts, ("heading", "text"), msg("the fonts"))
    for kind in ("heading", "text"):
        font = fonts.get(kind)
        if not isinstance(font, dict):
            yield (
                ("fonts", kind),
                msg("the font of {kind} takes keys", kind=kind),
                msg("one of: {fonts}", fonts=", ".join(_FONTS)),
            )
            continue
        yield from _unknown(("fonts", kind), font, _FONTS, msg("a font"))
        if "wide" in font:
            yield from _number(("fonts", kind, "wide"), font["wide"], 1, 2)
        for name in ("latin", "east_asian"):
            if not isinstance(font.get(name), str) or not font[name].strip():
                yield ("fonts", kind, name), msg("'{name}' takes the name of a typeface", name=name), ""
        stack = font.get("stack")
        if not isinstance(stack, list) or not stack or not all(isinstance(name, str) for name in stack):
            yield ("fonts", kind, "stack"), msg("'stack' takes a list of names of typefaces"), ""


def _layout(key: Key, layout: object, roles: Mapping[str, Any], slide: Mapping[str, Any]) -> Iterator[_Fault]:
    if not isinstance(layout, dict):
        yield key, msg("a layout takes keys"), msg("one of: {layout}", layout=", ".join(_LAYOUT))
        return
    yield from _unknown(key, layout, _LAYOUT, msg("a layout"))
    if not isinstance(layout.get("name"), str):
        yield (*key, "name"), msg("a layout lacks its name, which PowerPoint shows"), ""
    yield from _role((*key, "background"), layout.get("background", "paper"), roles)
    yield from _rect((*key, "body"), layout.get("body"), slide)
    if "aside" in layout:
        yield from _rect((*key, "aside"), layout["aside"], slide)
    for number, decoration in enumerate(layout.get("decorations") or ()):
        here = (*key, "decorations", number)
        if not isinstance(decoration, dict):
            yield here, msg("a decoration takes `fill` and `at`"), ""
            continue
        yield from _unknown(here, decoration, ("fill", "at", "corner", "rings"), msg("a decoration"))
        yield from _role((*here, "fill"), decoration.get("fill"), roles)
        yield from _rect((*here, "at"), decoration.get("at"), slide)
    if layout.get("progress", "paper") not in ("paper", "bleed", "none"):
        said = msg("'{progress}' is nothing that the strip stands on", progress=layout["progress"])
        yield (*key, "progress"), said, msg("paper, bleed or none")
    if isinstance(texts := layout.get("texts"), dict):
        yield from _placeholder((*key, "texts"), {"type": "body", "index": 0, **texts}, roles, slide)
    placeholders = layout.get("placeholders") or {}
    if "title" not in placeholders and key[-1] != "blank":
        yield (*key, "placeholders"), msg("a layout lacks the placeholder 'title'"), msg("every slide has a title")
    for name, placeholder in placeholders.items():
        yield from _placeholder((*key, "placeholders", name), placeholder, roles, slide)


def _placeholder(key: Key, given: object, roles: Mapping[str, Any], slide: Mapping[str, Any]) -> Iterator[_Fault]:
    if not isinstance(given, dict):
        yield key, msg("a placeholder takes keys"), msg("one of: {placeholder}", placeholder=", ".join(_PLACEHOLDER))
        return
    yield from _unknown(key, given, _PLACEHOLDER, msg("a placeholder"))
    if not isinstance(given.get("type"), str):
        yield (*key, "type"), msg("a placeholder lacks its type"), msg("such as title, body, ftr (ECMA-376 19.7.10)")
    if not isinstance(given.get("index"), int):
        yield (*key, "index"), msg("a placeholder lacks its index, a whole number"), ""
    yield from _rect((*key, "at"), given.get("at"), slide)
    yield from _look(key, given, roles)
    for number, level in enumerate(given.get("levels") or ()):
        here = (*key, "levels", number)
        if not isinstance(level, dict):
            yield here, msg("a level takes keys"), msg("one of: {look}", look=", ".join(_LOOK))
            continue
        yield from _unknown(here, level, _LOOK, msg("a level"))
        yield from _look(here, level, roles)
    for name, words in (("align", ALIGNS), ("anchor", ANCHORS)):
        if name in given and given[name] not in words:
            yield (
                (*key, name),
                msg("'{given}' is no {name}", given=given[name], name=name),
                nearest(str(given[name]), words),
            )


def _look(key: Key, given: Mapping[str, Any], roles: Mapping[str, Any]) -> Iterator[_Fault]:
    yield from _number((*key, "size"), given.get("size"), 1, 400)
    yield from _number((*key, "pitch"), given.get("pitch", 1.3), 0.8, 2)
    yield from _role((*key, "color"), given.get("color", "ink"), roles)
    if given.get("face", "minor") not in FACES:
        yield (*key, "face"), msg("'{given}' is no face", given=given["face"]), nearest(str(given["face"]), FACES)


def _role(key: Key, role: object, roles: Mapping[str, Any]) -> Iterator[_Fault]:
    if not isinstance(role, str) or role not in roles:
        yield key, msg("unknown role '{role}'", role=role), nearest(str(role), roles)


def _rect(key: Key, value: object, slide: Mapping[str, Any]) -> Iterator[_Fault]:
    told = value.removesuffix("px").split() if isinstance(value, str) and value.endswith("px") else value
    numbers = [_as_number(entry) for entry in told] if isinstance(told, list) else []
    known = [number for number in numbers if number is not None and isfinite(number)]
    if len(known) != 4 or len(numbers) != 4:
        hint = msg("such as [0.6, 1.4, 12, 5] in inches, or `64 140 1152 516 px`")
        yield key, msg("a place takes four numbers: left, top, width and height"), hint
        return
    if isinstance(value, str):
        known = [number / _PX for number in known]
    left, top, width, height = known
    sides = (_as_number(slide.get(name)) or 0 for name in ("width", "height"))
    most_x, most_y = (side if 1 <= side <= _LARGEST else _LARGEST for side in sides)
    inside = left >= 0 and top >= 0 and left + width <= most_x + 0.01 and top + height <= most_y + 0.01
    if width <= 0 or height <= 0 or not inside:
        yield key, msg("the place is not within the slide"), ""
