"""theme.yaml, merged over what it extends -> Theme."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Final, cast

from deckbrief.base.length import Pt, Rect, inches, px
from deckbrief.base.message import msg
from deckbrief.base.problem import Place, Problem, ProblemError, nearest
from deckbrief.base.record import replace
from deckbrief.base.report import user_path
from deckbrief.content.plain import PlainFile, read_plain
from deckbrief.theme.rules import SLOTS, theme_problems
from deckbrief.theme.theme import HUE, Color, Decoration, FontPair, Layout, Level, Placeholder, Scale, Size, Theme

_TITLES: Final = ("title", "ctrTitle")
_FIRST_TEXT: Final = 21
"""Index of the first of several texts that are alike."""


def available_themes(roots: Sequence[Path]) -> list[str]:
    """Return the names of the themes in these folders: subfolders that hold a theme.yaml, `base` left out."""
    found = {path.parent.name for root in roots for path in root.glob("*/theme.yaml")}
    return sorted(found - {"base"})


def load_theme(name: str, roots: Sequence[Path]) -> Theme:
    """Read `<root>/<name>/theme.yaml` of the first root that has it, and what it `extends`.

    Raises ProblemError where the theme does not exist or a value is missing or wrong.
    """
    if name not in available_themes(roots):
        place = Place(str(roots[0] / name / "theme.yaml"))
        hint = nearest(name, available_themes(roots))
        raise ProblemError([Problem("theme.unknown", place, msg("unknown theme '{name}'", name=name), hint)])
    data, folders = _with_bases(name, roots, ())
    if problems := theme_problems(data, [folder / "theme.yaml" for folder in folders]):
        raise ProblemError(problems)
    try:
        return _theme(name, data, folders)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        place = Place(user_path(folders[0] / "theme.yaml"))
        message = msg("theme '{name}' has a missing or wrong value: {error}", name=name, error=error)
        raise ProblemError([Problem("theme.value", place, message)]) from error


def _with_bases(name: str, roots: Sequence[Path], above: tuple[str, ...]) -> tuple[dict[str, Any], tuple[Path, ...]]:
    """Return the theme's data merged over the data of what it extends, and their folders, the theme's first."""
    candidates = [root / name for root in roots if (root / name / "theme.yaml").is_file()]
    path = (candidates or [roots[0] / name])[0] / "theme.yaml"
    file = read_plain(path)
    if file.problems:
        raise ProblemError(file.problems)
    if name in above:
        place = file.places.get(("extends",), Place(user_path(path)))
        raise ProblemError([Problem("theme.value", place, msg("the theme '{name}' extends itself", name=name))])
    own = file.values
    if "extends" not in own:
        return own, (path.parent,)
    base, folders = _with_bases(_extended(own, file, roots), roots, (*above, name))
    del own["extends"]
    return _merged(base, own), (path.parent, *folders)


def _extended(own: Mapping[str, Any], file: PlainFile, roots: Sequence[Path]) -> str:
    """Return the name of the theme that a theme extends. Raises ProblemError where there is none of that name."""
    name = str(own["extends"])
    known = {path.parent.name for root in roots for path in root.glob("*/theme.yaml")}
    if name not in known:
        message = msg("unknown theme '{name}'", name=name)
        raise ProblemError([Problem("theme.unknown", file.places["extends",], message, nearest(name, known))])
    return name


def _merged(base: dict[str, Any], own: Mapping[str, Any]) -> dict[str, Any]:
    result = dict(base)
    for key, value in own.items():
        if isinstance(value, dict) and isinstance(result.get(key), dict):
            result[key] = _merged(result[key], value)
        else:
            result[key] = value
    return result


def _theme(name: str, data: Mapping[str, Any], folders: tuple[Path, ...]) -> Theme:
    slots = {slot: str(data["slots"][slot]).lstrip("#").upper() for slot in (*SLOTS, "hlink", "folHlink")}
    return Theme(
        name=name,
        width=inches(data["slide"]["width"]),
        height=inches(data["slide"]["height"]),
        unit=inches(data["unit"]),
        slots=slots,
        roles={role: _color(value) for role, value in data["roles"].items()},
        heading=_fonts(data["fonts"]["text" if data.get("heading") == "sans" else "heading"]),
        text=_fonts(data["fonts"]["text"]),
        scale=Scale(**{key: Pt(float(value)) for key, value in data["scale"].items()}),
        pitch=float(data["pitch"]),
        layouts=_layouts(data["layouts"]),
        folders=folders,
        print=str(data.get("print", "")),
        logo=_logo(data, folders),
        size=cast(Size, data.get("size", "16:9")),
    )


def _logo(data: Mapping[str, Any], folders: Sequence[Path]) -> Path | None:
    """Return the theme's logo, a file in its folder or in that of a theme that it extends.

    Raises ProblemError where there is none of that name.
    """
    name = str(data.get("logo", ""))
    if not name:
        return None
    found = next((folder / name for folder in folders if (folder / name).is_file()), None)
    if found is None:
        place = read_plain(folders[0] / "theme.yaml").places.get(("logo",), Place(user_path(folders[0] / "theme.yaml")))
        message = msg("there is no file '{name}'", name=name)
        raise ProblemError([Problem("theme.value", place, message, msg("put it beside the theme.yaml"))])
    return found


def _color(value: object) -> Color:
    """`accent1` or `accent1 tint 0.8` or `hue shade 0.2 alpha 0.5` -> Color."""
    slot, *changes = str(value).split()
    if slot not in (*SLOTS, HUE):
        raise ValueError(f"unknown colour slot '{slot}'")
    color = Color(slot)
    ways = {"tint": Color.tint, "shade": Color.shade, "alpha": Color.fade, "dull": Color.dull}
    for kind, amount in zip(changes[::2], changes[1::2], strict=True):
        color = ways[kind](color, float(amount))
    return color


def _fonts(value: Mapping[str, Any]) -> FontPair:
    return FontPair(
        value["latin"],
        value["east_asian"],
        tuple(value["stack"]),
        value.get("western", ""),
        float(value.get("wide", 1)),
    )


def _rect(value: object) -> Rect:
    """`[left, top, width, height]` in inches, or `left top width height px`."""
    if isinstance(value, str):
        x, y, width, height = (px(float(v)) for v in value.removesuffix("px").split())
    else:
        x, y, width, height = (inches(float(v)) for v in cast(list[float], value))
    return Rect(x, y, width, height)


def _layouts(data: Mapping[str, Mapping[str, Any]]) -> dict[str, Layout]:
    """Layouts by key; one with `hues` is there for each of its accents, `split-1` and so on."""
    found: dict[str, Layout] = {}
    for key, value in data.items():
        hues = int(value.get("hues", 0))
        if not hues:
            found[key] = _layout(key, value, 1)
        for accent in range(1, hues + 1):
            layout = _layout(f"{key}-{accent}", value, accent)
            found[layout.key] = replace(layout, name=f"{layout.name} {accent}")
    return found


def _layout(key: str, data: Mapping[str, Any], accent: int) -> Layout:
    placeholders = {name: _placeholder(name, value) for name, value in (data.get("placeholders") or {}).items()}
    if "texts" in data:
        placeholders |= {placeholder.key: placeholder for placeholder in _texts(data["texts"])}
    return Layout(
        key=key,
        name=data["name"],
        background=data.get("background", "paper"),
        placeholders=placeholders,
        body=_rect(data["body"]),
        decorations=tuple(map(_decoration, data.get("decorations") or ())),
        aside=_rect(data["aside"]) if "aside" in data else None,
        strip="" if data.get("progress") == "none" else data.get("progress", "paper"),
        progress=data.get("progress") != "none",
        accent=accent,
    )


def _decoration(data: Mapping[str, Any]) -> Decoration:
    rings = tuple((px(inner), px(outer)) for inner, outer in data.get("rings") or ())
    return Decoration(data["fill"], _rect(data["at"]), data.get("corner", ""), rings)


def _texts(data: Mapping[str, Any]) -> Iterator[Placeholder]:
    """Placeholders of a layout that are alike, `text-1` and so on, in columns."""
    columns, count = int(data.get("columns", 1)), int(data["count"])
    rows = _rect(data["at"]).rows(-(-count // columns), px(16))
    cells = [cell for row in rows for cell in row.columns(columns, px(24))]
    for number, cell in enumerate(cells[:count], 1):
        first = {"type": "body", "index": _FIRST_TEXT + number - 1, "at": [0, 0, 1, 1], **data}
        yield replace(_placeholder(f"text-{number}", {**first, "at": [0, 0, 1, 1]}), rect=cell)


def _level(data: Mapping[str, Any]) -> Level:
    return Level(
        size=Pt(float(data["size"])),
        color=data.get("color", "ink"),
        bold=bool(data.get("bold", False)),
        face=data.get("face", "minor"),
        pitch=float(data.get("pitch", 1.3)),
        before=Pt(float(data.get("before", 0))),
        bullet=data.get("bullet", ""),
        indent=inches(float(data.get("indent", 0))),
    )


def _placeholder(key: str, data: Mapping[str, Any]) -> Placeholder:
    return Placeholder(
        key=key,
        type=data["type"],
        index=int(data["index"]),
        rect=_rect(data["at"]),
        size=Pt(float(data["size"])),
        color=data.get("color", "ink"),
        bold=bool(data.get("bold", data["type"] in _TITLES)),
        face=data.get("face", "major" if data["type"] in _TITLES else "minor"),
        pitch=float(data.get("pitch", 1.3)),
        before=Pt(float(data.get("before", 0))),
        bullet=data.get("bullet", ""),
        indent=inches(float(data.get("indent", 0))),
        levels=tuple(_level(level) for level in data.get("levels") or ()),
        align=data.get("align", "left"),
        anchor=data.get("anchor", "middle"),
        prompt=data.get("prompt", ""),
    )
