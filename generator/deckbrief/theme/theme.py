"""What a theme is: colour slots, roles, fonts, type scale, spacing, and the layouts' placeholders."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import field
from pathlib import Path
from typing import Final, Literal

from deckbrief.base.length import Emu, Pt, Rect, px
from deckbrief.base.record import record, replace
from deckbrief.base.script.kinds import is_east_asian_language
from deckbrief.ooxml.colors import contrast, mixed_hex
from deckbrief.theme.metrics import GOOGLE

_LONGEST_RAMP: Final = 6
_STEP: Final = 0.25
"""How much darker than a hue the one before it is, where what they come from is no darker."""
_CLEAR: Final = 4.5
"""Contrast of text (WCAG 2.2, 1.4.3)."""
_CORNERS: Final = ("dt", "ftr", "sldNum")
"""Placeholders at the foot, which say nothing while they are empty."""
_NEXT: Final[Mapping[str, tuple[str, ...]]] = {
    "band": ("figure",),
    "cards": ("figure",),
    "split": ("figure",),
    "split-cards": ("split", "cards", "figure"),
    "split-text": ("text", "figure"),
    "full": ("split", "figure"),
    "full-cards": ("full", "cards", "figure"),
    "picture": ("figure",),
    "picture-list": ("picture", "figure"),
    "chart": ("figure",),
}
"""What a kind of slide takes where a theme has no layout of its own for it."""

Size = Literal["16:9", "4:3", "A4"]
Align = Literal["left", "center", "right"]
Anchor = Literal["top", "middle", "bottom"]


Face = Literal["major", "minor"]
"""Which of the theme's two faces: major says (titles, names, numbers, quotes), minor explains."""

_USUAL_HEIGHT: Final = Emu(6_858_000)
"""7.5 in: 720 px of slides that are 1,280 wide."""
NOTES: Final = Rect(Emu(685_800), Emu(4_400_550), Emu(5_486_400), Emu(4_104_000))
"""On a page of 7.5 × 10 in: below the slide, above number and footer."""
SECOND_LINE: Final = px(44)
"""What the place of a title of one line is drawn out by for a second."""
HUE: Final = "hue"
"""In roles, in place of a slot: the accent of the section that a slide is in."""

OWN: Final = "@"
"""In slots, before the key of a layout: that slot of the layout's own theme (`accent1@cover`), in a template that has
several masters."""


@record
class Color:
    """A theme slot, made lighter or darker: luminance times `lum_mod` plus `lum_off`; `alpha` is how much of it shows.

    `sat_mod` is how much of its saturation is left. All four in thousandths of a percent, as in a file.
    """

    slot: str
    lum_mod: int = 100_000
    lum_off: int = 0
    alpha: int = 100_000
    sat_mod: int = 100_000

    def tint(self, share: float) -> Color:
        """Return the colour mixed with white: 0 is itself, 1 is white."""
        keep = 1 - share
        return replace(self, lum_mod=round(self.lum_mod * keep), lum_off=round(self.lum_off * keep + 100_000 * share))

    def shade(self, share: float) -> Color:
        """Return the colour made darker: 0 is itself, 1 is black."""
        return replace(self, lum_mod=round(self.lum_mod * (1 - share)), lum_off=round(self.lum_off * (1 - share)))

    def dull(self, share: float) -> Color:
        """Return the colour with that share of its saturation taken off: 0 is itself, 1 is grey.

        A pale colour made darker in its luminance alone glares: as mixed with black, it keeps less of its saturation.
        """
        return replace(self, sat_mod=round(self.sat_mod * (1 - share)))

    def fade(self, alpha: float) -> Color:
        """Return the colour so thin that only that share of it is seen: 1 is itself, 0 is nothing."""
        return replace(self, alpha=round(self.alpha * alpha))

    def of(self, hue: Color) -> Color:
        """Return the colour with `hue` for its slot, changed as this one is."""
        mod, off, left = self.lum_mod / 100_000, self.lum_off, round(self.sat_mod * hue.sat_mod / 100_000)
        return Color(hue.slot, round(hue.lum_mod * mod), round(hue.lum_off * mod + off), self.alpha, left)


PLAIN: Final = (Color("lt1", 0, 100_000), Color("lt1", 0, 0))
"""White and black, whatever the slots are: one of them is clear on any colour."""


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
    wide: float = 1.0
    """How much wider its letters may run than those that texts are measured for."""

    def latin_for(self, lang: str) -> str:
        """Return the Latin typeface of decks in a language (BCP 47)."""
        return self.latin if is_east_asian_language(lang) else self.western or self.latin


@record
class Level:
    """How a level of a placeholder's text looks: size, role of its colour, face, space above, bullet or none."""

    size: Pt
    color: str = "ink"
    bold: bool = False
    face: Face = "minor"
    pitch: float = 1.3
    before: Pt = Pt(0)
    bullet: str = ""
    indent: Emu = Emu(0)


@record
class Placeholder:
    """A layout's placeholder: OOXML type and index, rectangle, text size, and how its text stands.

    `pitch` is that of its lines in type sizes, in the usual face; `levels` are the looks below the first.
    """

    key: str
    type: str
    index: int
    rect: Rect
    size: Pt
    color: str = "ink"
    bold: bool = False
    face: Face = "minor"
    pitch: float = 1.3
    before: Pt = Pt(0)
    bullet: str = ""
    indent: Emu = Emu(0)
    levels: tuple[Level, ...] = ()
    align: Align = "left"
    anchor: Anchor = "middle"
    prompt: str = ""
    insets: tuple[Emu, Emu, Emu, Emu] = (Emu(0), Emu(0), Emu(0), Emu(0))
    """Left, top, right, bottom: how far from its edges text keeps."""
    spare: Rect | None = None
    """What it may take instead, for a text that does not fit in `rect`."""
    least: Pt | None = None
    """The smallest that its text is set in where it does not fit otherwise; the usual size where nothing is said."""
    optional: bool = False
    """Whether a text that does not fit is left out, and is no problem."""
    fixed: bool = False
    """Whether a title of two lines has no more room than one of one: a band ends below it, or a line is drawn there."""
    moved: bool = False
    """Whether it stands elsewhere than the layout says, so that slides must say where."""
    wide: float = 1.0
    """How much wider than measured its letters run, being spaced by the layout,"""
    capitals: bool = False
    """and whether the layout shows them as capitals."""
    right_to_left: bool = False
    """Whether the layout sets it from right to left, so that slides of our languages must say otherwise."""
    small: str = ""
    """Role of what is set below the size of large text, where `color` is clear enough for large text alone."""
    inherits: bool = False
    """Colour, faces, weight and alignment are left to the layout, which says them; the text says its size alone."""
    resized: bool = False
    """Whether the layout sets it in another size than `size`, so that texts must say theirs."""
    held: bool = True
    """Whether the layout has it; else slides alone do, and nothing of its look comes from there."""


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
    strip: str = ""
    """What the progress strip stands on where the layout holds it, `paper` or `bleed`; empty: slides hold it all."""
    aside: Rect | None = None
    """Where a section's route stands, if there is room for one."""
    accent: int = 1
    """Of the sections whose slides have this layout."""
    back: tuple[tuple[Rect, str], ...] = ()
    """Where the way back can be read in a template, the best first, and the role of its colour there."""

    @property
    def kind(self) -> str:
        """Return its key without the number of its hue."""
        kind, _, hue = self.key.rpartition("-")
        return kind if hue.isdigit() else self.key


@record
class Decoration:
    """A rectangle on a layout, or rings in a corner of it: role of the fill, its place, inner and outer radii."""

    fill: str
    rect: Rect
    corner: str = ""
    rings: tuple[tuple[Emu, Emu], ...] = ()


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
class Wording:
    """What a deck's language calls layouts, by their keys without hue, and kinds of shapes; what empty places say."""

    layouts: Mapping[str, str] = field(default_factory=dict)
    prompts: Mapping[str, str] = field(default_factory=dict)
    shapes: Mapping[str, str] = field(default_factory=dict)

    def of(self, layout: Layout) -> Layout:
        """Return a layout of ours with its name and its prompts in the language."""
        hue = layout.key[len(layout.kind) :].replace("-", " ")
        name = self.layouts.get(layout.kind)
        placeholders = {
            key: replace(holder, prompt=self._prompt(layout.kind, key.partition("-")[0]) or holder.prompt)
            if holder.type not in _CORNERS
            else holder
            for key, holder in layout.placeholders.items()
        }
        return replace(layout, name=name + hue if name else layout.name, placeholders=placeholders)

    def _prompt(self, layout: str, place: str) -> str:
        """Return what a place of a layout says while it is empty: that one's own words before those for all."""
        return self.prompts.get(f"{layout} {place}") or self.prompts.get(place, "")


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
    wording: Wording = Wording()
    notes: Rect = NOTES
    """Where notes stand on their page."""
    template: Path | None = None
    """The user's own .pptx or .potx whose parts decks begin with, in place of the theme's."""
    logo: Path | None = None
    """A picture for the first and the last slide, where the pack has none."""
    size: Size = "16:9"
    """The shape of slides, where the pack says none."""
    print: str = ""
    """The theme that pages are printed in, where this one is light on dark."""
    zoom: float = 1.0
    """A slide's size in the file divided by its size here: whatever a template's size, decks are laid out alike."""
    _accents: tuple[Color, ...] = field(init=False, repr=False, compare=False)
    _colors: dict[tuple[str, int], Color] = field(init=False, repr=False, compare=False, default_factory=dict)

    def __post_init__(self) -> None:
        accents = tuple(color for role, color in self.roles.items() if role.startswith("accent-"))
        object.__setattr__(self, "_accents", accents)

    def wide(self, face: Face) -> float:
        """Return how much wider than measured the letters of a face may run."""
        return (self.heading if face == "major" else self.text).wide

    def low(self, y: int) -> Emu:
        """How far down something is on slides of the usual shape -> on these, as far from the lower edge."""
        return Emu(y + (0 if self.template else self.height - _USUAL_HEIGHT))

    def color(self, role: str, accent: int = 1) -> Color:
        """Return the colour of a role (`ink`, `paper`, `card`, `deep`, `bleed` …) in a section of that accent.

        A role that is said for one accent alone (`deep-1`) goes before the one for all.
        """
        key = role, accent
        if key not in self._colors:
            number = (accent - 1) % self.accents + 1
            found = self.roles.get(f"{role}-{number}") or self.roles[role]
            self._colors[key] = found.of(self.accent(number)) if found.slot == HUE else found
        return self._colors[key]

    def ramp(self, count: int, accent: int = 1) -> list[Color]:
        """Return colours of `count` siblings that have an order: from deep to the hue, the last of them gold.

        Of two the last is the hue; from six on, steps that could not be told apart, all have the hue.
        """
        if count >= _LONGEST_RAMP:
            return [self.color("hue", accent)] * count
        steps = count if count <= 2 else count - 1
        colors = [self._between("ramp-from", "ramp-to", step / max(1, steps - 1), accent) for step in range(steps)]
        return colors if count <= 2 else [*colors, self.color("gold", accent)]

    def _between(self, first: str, last: str, share: float, accent: int) -> Color:
        """Return the colour so far on the way from one role to another, in the second one's slot."""
        start, end = self.color(first, accent), self.color(last, accent)
        if share in (0, 1):
            return end if share else start
        if start.slot == end.slot:
            mod = round(start.lum_mod + (end.lum_mod - start.lum_mod) * share)
            return Color(end.slot, mod, round(start.lum_off + (end.lum_off - start.lum_off) * share))
        dark, light = (_hsl_luminance(self.hex(color)) for color in (start, end))
        if not light:
            return end
        steps = [end.shade((1 - dark / light) * (1 - share)), end.shade(_STEP * (1 - share)), end]
        # A way that leads from a light slot to a dark one gets too light for what stands on its ends.
        ink = self.hex(self.color("on-hue", accent))
        return next((step for step in steps if contrast(ink, self.hex(step)) >= _CLEAR), steps[0])

    def on(self, surface: Color, accent: int = 1, least: float = 4.5) -> Color:
        """Return what text on a surface is set in: the first that is clear of those on hue and gold, ink and paper.

        `least` is the contrast that it must have: 4.5, for large or bold text and icons 3 (WCAG 2.2, 1.4.3).
        """
        golden = surface.slot == self.color("gold", accent).slot
        roles = ("on-hue", "on-gold", "ink") if golden else ("on-hue", "ink", "on-gold")
        inks = [self.color(role, accent) for role in roles]
        return self.first_clear(inks, surface, least)

    def first_clear(
        self, inks: Sequence[Color], surface: Color, least: float = 4.5, behind: Color | None = None
    ) -> Color:
        """Return the first of the colours whose contrast on the surface is enough, else of them, black and white.

        Of a surface that lets through what is `behind`, what is seen counts.
        """
        seen = self.seen(surface, behind)
        clear = (ink for ink in inks if contrast(self.hex(ink), seen) >= least)
        return next(clear, None) or max((*inks, *PLAIN), key=lambda ink: contrast(self.hex(ink), seen))

    def seen(self, color: Color, behind: Color | None = None) -> str:
        """Return what is seen of a colour over another, or over the paper, as `#RRGGBB`."""
        if color.alpha >= 100_000:
            return self.hex(color)
        return blended(self.hex(color), self.hex(behind or self.color("paper")), color.alpha / 100_000)

    def worded(self, wording: Wording) -> Theme:
        """Return the theme in a language: its own layouts with names and prompts; a template's keep theirs."""
        layouts = self.layouts if self.template else {key: wording.of(found) for key, found in self.layouts.items()}
        return replace(self, layouts=layouts, wording=wording)

    def accent(self, number: int) -> Color:
        """Return accent 1, 2, 3 …, in the theme's order for siblings; it starts over after the last."""
        return self._accents[(number - 1) % len(self._accents)]

    def layout(self, kind: str, accent: int = 1) -> Layout:
        """Return the layout for a kind of slide in a section of that accent; what is not there, the next one like it.

        Raises KeyError where there is none for any.
        """
        for name in (kind, *_NEXT.get(kind, ())):
            if name in self.layouts:
                return self.layouts[name]
            if f"{name}-1" in self.layouts:
                hues = sum(f"{name}-{number}" in self.layouts for number in range(1, 9))
                return self.layouts[f"{name}-{(accent - 1) % hues + 1}"]
        raise KeyError(kind)

    def has(self, kind: str) -> bool:
        """Tell whether there is a layout for just that kind of slide."""
        return kind in self.layouts or f"{kind}-1" in self.layouts

    @property
    def line(self) -> float:
        """What a line in a figure needs in height, in type sizes."""
        return self.pitch * GOOGLE

    @property
    def accents(self) -> int:
        """How many accents there are."""
        return len(self._accents)

    def hex(self, color: Color) -> str:
        """Return the colour as `#RRGGBB`, computed as PowerPoint does (HSL luminance)."""
        return mixed_hex(self.slots[color.slot], color.lum_mod, color.lum_off, color.sat_mod)


def blended(above: str, below: str, alpha: float) -> str:
    """Two `#RRGGBB` and how much of the upper one shows -> what is seen."""
    pairs = ((int(above[i : i + 2], 16), int(below[i : i + 2], 16)) for i in (1, 3, 5))
    return "#" + "".join(f"{round(one * alpha + other * (1 - alpha)):02X}" for one, other in pairs)


def _hsl_luminance(color: str) -> float:
    channels = [int(color[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    return (max(channels) + min(channels)) / 2
