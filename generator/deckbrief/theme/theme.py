"""theme.yaml -> Theme: colour slots, roles, fonts, type scale, spacing, and the layouts' placeholders."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import field
from pathlib import Path
from typing import Any, Literal, cast

import yaml

from deckbrief.base.length import Emu, Pt, Rect, inches
from deckbrief.base.problem import Place, Problem, ProblemError, nearest
from deckbrief.base.record import record
from deckbrief.base.report import shown
from deckbrief.base.script.kinds import is_east_asian_language
from deckbrief.theme.rules import SLOTS, theme_problems

Align = Literal["left", "center", "right"]
Anchor = Literal["top", "middle", "bottom"]


@record
class Color:
    """A theme slot, made lighter or darker: luminance times `lum_mod` plus `lum_off`, in thousandths of a percent."""

    slot: str
    lum_mod: int = 100_000
    lum_off: int = 0

    def tint(self, share: float) -> Color:
        """Return the colour mixed with white: 0 is itself, 1 is white."""
        keep = round((1 - share) * 100_000)
        return Color(self.slot, keep, 100_000 - keep)

    def shade(self, share: float) -> Color:
        """Return the colour made darker: 0 is itself, 1 is black."""
        return Color(self.slot, round((1 - share) * 100_000), 0)


@record
class FontPair:
    """Typefaces for Latin and for East Asian characters, and the CSS stack for SVG and HTML.

    `western` stands for `latin` in decks of languages that have no East Asian characters: a Chinese font sets ’
    and “ an em wide.
    """

    latin: str
    east_asian: str
    stack: tuple[str, ...]
    western: str = ""

    def latin_for(self, lang: str) -> str:
        """Return the Latin typeface of decks in a language (BCP 47)."""
        return self.latin if is_east_asian_language(lang) else self.western or self.latin


@record
class Placeholder:
    """A layout's placeholder: OOXML type and index, rectangle, text size, and how its text stands."""

    key: str
    type: str
    index: int
    rect: Rect
    size: Pt
    color: str = "ink"
    bold: bool = False
    align: Align = "left"
    anchor: Anchor = "middle"
    prompt: str = ""
    insets: tuple[Emu, Emu, Emu, Emu] = (Emu(0), Emu(0), Emu(0), Emu(0))
    """Left, top, right, bottom: how far from its edges text keeps."""
    spare: Rect | None = None
    """What it may take instead, for a text that does not fit in `rect`."""
    optional: bool = False
    """Whether a text that does not fit is left out, and is no problem."""
    moved: bool = False
    """Whether it stands elsewhere than the layout says, so that slides must say where."""
    wide: float = 1.0
    """How much wider than measured its letters run, being spaced by the layout,"""
    capitals: bool = False
    """and whether the layout shows them as capitals."""
    inherits: bool = False
    """Colour, faces, weight and alignment are left to the layout, which says them; the text says its size alone."""


@record
class Layout:
    """A slide layout: its name as PowerPoint shows it, its background role, and its placeholders by key.

    A placeholder without a `type` is a plain text box: the layout has none for that text.
    """

    key: str
    name: str
    background: str
    placeholders: Mapping[str, Placeholder]
    body: Rect
    """Where figures and blocks are laid out."""
    decorations: tuple[Decoration, ...] = ()
    part: str = ""
    """Name of the layout's part in the theme's template."""
    progress: bool = True
    """Whether there is room for the progress bar along the foot."""
    aside: Rect | None = None
    """Where a section's route stands, if there is room for one."""


@record
class Decoration:
    """A plain rectangle on a layout: role of its fill and its place."""

    fill: str
    rect: Rect


@record
class Scale:
    """The type scale in points; nothing that is to be read in the room is set below `floor`."""

    display: Pt
    title: Pt
    lead: Pt
    body: Pt
    small: Pt
    caption: Pt
    floor: Pt


@record
class Theme:
    """How everything looks. Lengths in EMU, sizes in points; `unit` is the one spacing unit (12 pt)."""

    name: str
    width: Emu
    height: Emu
    unit: Emu
    slots: Mapping[str, str]
    roles: Mapping[str, Color]
    heading: FontPair
    text: FontPair
    scale: Scale
    pitch: float
    layouts: Mapping[str, Layout]
    folders: tuple[Path, ...] = field(repr=False, compare=False)
    """Where its OOXML parts are looked for, first to last."""
    template: Path | None = None
    """The user's own .pptx or .potx whose parts decks begin with, in place of the theme's."""
    zoom: float = 1.0
    """A slide's size in the file divided by its size here: whatever a template's size, decks are laid out alike."""
    _accents: tuple[Color, ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        accents = tuple(color for role, color in self.roles.items() if role.startswith("accent-"))
        object.__setattr__(self, "_accents", accents)

    def color(self, role: str) -> Color:
        """Return the colour of a role (`ink`, `paper`, `card`, `muted`, `rule`, `on-accent` …)."""
        return self.roles[role]

    def accent(self, number: int) -> Color:
        """Return accent 1, 2, 3 …, in the theme's order for siblings; it starts over after the last."""
        return self._accents[(number - 1) % len(self._accents)]

    @property
    def accents(self) -> int:
        """How many accents there are."""
        return len(self._accents)

    def wash(self, color: Color, share: float) -> Color:
        """Return the colour mixed with what the paper is, white or black: a surface that `ink` can be read on."""
        return color.tint(share) if luminance(self.hex(self.roles["paper"])) > 0.18 else color.shade(share)

    def hex(self, color: Color) -> str:
        """Return the colour as `#RRGGBB`, computed as PowerPoint does (HSL luminance)."""
        return mixed_hex(self.slots[color.slot], color.lum_mod, color.lum_off)


def mixed_hex(base: str, lum_mod: int, lum_off: int) -> str:
    """`RRGGBB` and luminance modulation and offset (thousandths of a percent) -> `#RRGGBB`."""
    import colorsys

    red, green, blue = (int(base[i : i + 2], 16) / 255 for i in (0, 2, 4))
    hue, luminance, saturation = colorsys.rgb_to_hls(red, green, blue)
    luminance = min(1.0, max(0.0, luminance * lum_mod / 100_000 + lum_off / 100_000))
    mixed = colorsys.hls_to_rgb(hue, luminance, saturation)
    return "#" + "".join(f"{round(channel * 255):02X}" for channel in mixed)


def contrast(first: str, second: str) -> float:
    """Two `#RRGGBB` -> contrast ratio from 1 to 21 (WCAG 2.2)."""
    lighter, darker = sorted((luminance(first), luminance(second)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def luminance(color: str) -> float:
    """`#RRGGBB` -> relative luminance from 0 to 1 (WCAG 2.2); black and white text are equally clear on 0.18."""
    channels = [int(color[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


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
        raise ProblemError([Problem("theme.unknown", place, f"unknown theme '{name}'", hint)])
    data, folders = _with_bases(name, roots, ())
    if problems := theme_problems(data, [folder / "theme.yaml" for folder in folders]):
        raise ProblemError(problems)
    try:
        return _theme(name, data, folders)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        place = Place(shown(folders[0] / "theme.yaml"))
        message = f"theme '{name}' has a missing or wrong value: {error}"
        raise ProblemError([Problem("theme.value", place, message)]) from error


def _with_bases(name: str, roots: Sequence[Path], above: tuple[str, ...]) -> tuple[dict[str, Any], tuple[Path, ...]]:
    """Return the theme's data merged over the data of what it extends, and their folders, the theme's first."""
    candidates = [root / name for root in roots if (root / name / "theme.yaml").is_file()]
    path = (candidates or [roots[0] / name])[0] / "theme.yaml"
    try:
        if name in above:
            raise ValueError("it extends itself")
        own = yaml.load(path.read_text("utf-8"), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
        if not isinstance(own, dict):
            raise ValueError("it is not a mapping")
    except (OSError, ValueError, yaml.YAMLError) as error:
        mark = getattr(error, "problem_mark", None)
        place = Place(shown(path), mark.line + 1, mark.column + 1) if mark else Place(shown(path))
        raise ProblemError([Problem("theme.value", place, f"theme cannot be read: {error}")]) from error
    if "extends" not in own:
        return own, (path.parent,)
    base, folders = _with_bases(str(own.pop("extends")), roots, (*above, name))
    return _merged(base, own), (path.parent, *folders)


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
        heading=_fonts(data["fonts"]["heading"]),
        text=_fonts(data["fonts"]["text"]),
        scale=Scale(**{key: Pt(float(value)) for key, value in data["scale"].items()}),
        pitch=float(data["pitch"]),
        layouts={key: _layout(key, value) for key, value in data["layouts"].items()},
        folders=folders,
    )


def _color(value: object) -> Color:
    """`accent1` or `accent1 tint 0.8` or `dk1 shade 0.2` -> Color."""
    slot, *change = str(value).split()
    if slot not in SLOTS:
        raise ValueError(f"unknown colour slot '{slot}'")
    color = Color(slot)
    if not change:
        return color
    kind, amount = change
    return color.tint(float(amount)) if kind == "tint" else color.shade(float(amount))


def _fonts(value: Mapping[str, Any]) -> FontPair:
    return FontPair(value["latin"], value["east_asian"], tuple(value["stack"]), value.get("western", ""))


def _rect(value: object) -> Rect:
    x, y, width, height = (inches(float(v)) for v in cast(list[float], value))
    return Rect(x, y, width, height)


def _layout(key: str, data: Mapping[str, Any]) -> Layout:
    placeholders = {name: _placeholder(name, value) for name, value in (data.get("placeholders") or {}).items()}
    decorations = tuple(Decoration(d["fill"], _rect(d["at"])) for d in data.get("decorations") or ())
    aside = _rect(data["aside"]) if "aside" in data else None
    return Layout(
        key, data["name"], data.get("background", "paper"), placeholders, _rect(data["body"]), decorations, aside=aside
    )


def _placeholder(key: str, data: Mapping[str, Any]) -> Placeholder:
    return Placeholder(
        key=key,
        type=data["type"],
        index=int(data["index"]),
        rect=_rect(data["at"]),
        size=Pt(float(data["size"])),
        color=data.get("color", "ink"),
        bold=bool(data.get("bold", False)),
        align=data.get("align", "left"),
        anchor=data.get("anchor", "middle"),
        prompt=data.get("prompt", ""),
    )
