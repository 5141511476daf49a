"""A template's colour slots and what is behind its figures -> roles on which every text can be read."""

from __future__ import annotations

import colorsys
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Final

from deckbrief.base.record import record, replace
from deckbrief.ooxml.colors import channels, contrast, luminance, mixed_hex
from deckbrief.theme.template.brand import NEAR, hue_apart
from deckbrief.theme.template.colors import as_slot, clearest, in_its_hue
from deckbrief.theme.theme import HUE, Color

TEXT: Final = 4.5
"""Least contrast of text (WCAG 2.2, 1.4.3)."""
LARGE: Final = 3.0
"""Least contrast of text from 24 pt on, or 18.66 pt in bold."""
_DARK: Final = 0.18
"""Below this luminance white text is clearer than black."""
_STEPS: Final = tuple(number * 0.04 for number in range(25))

_DEEPER: Final = tuple(number * 0.04 for number in range(1, 14))
_ALIKE: Final = 0.12
"""Accents whose channels differ by less cannot be told apart."""
_LEAST_ACCENTS: Final = 5
_GREY: Final = 0.1
"""Colours of less chroma are grey to the eye."""
_YELLOW: Final = (38 / 360, 70 / 360)
_MUD: Final = 0.02
"""A slot that is darker than light paper by more than that makes no card: it would lie on it like mud."""
_MEDIUM: Final = 0.45
"""Paper of less luminance than that is no light one."""
_VIVID: Final = 0.3
"""From that chroma on a paper's colour is the first that is seen of a slide."""
_BLACKISH: Final = 0.03
"""A colour of less luminance is black to the eye."""
_TINGED: Final = 0.2
"""A second dark slot of less chroma goes with any colour."""
_FOREIGN: Final = 45 / 360
"""A first accent whose hue is so far from that of what is drawn comes after one that is near it."""
_AS_NEAR: Final = 15 / 360
"""Of hues that are nearer than that the first in the template's order is taken."""
_LOST: Final = 0.25
"""A yellow that loses so much luminance is none any more."""

Change = Callable[[Color, float], Color]


@record
class Shades:
    """A template's slots (`RRGGBB`), and what its figures stand on, `#RRGGBB`, as often as it is seen."""

    slots: Mapping[str, str]
    paper: tuple[str, ...]
    light_text: bool | None = None
    """Whether text on it is lighter than it; None where nothing is known of the text."""
    brand: float | None = None
    """The hue, from 0 to 1, of what the template draws; None where it has none."""

    @property
    def typical(self) -> str:
        """Return the paper's median colour."""
        return sorted(self.paper, key=lambda color: (luminance(color), color))[len(self.paper) // 2]

    @property
    def extremes(self) -> tuple[str, str]:
        """Return the darkest and the lightest of the paper, but for the odd speck: what is clear on both is on all."""
        shades = sorted(self.paper, key=lambda color: (luminance(color), color))
        speck = len(shades) // 20
        return shades[speck], shades[-1 - speck]

    @property
    def is_dark(self) -> bool:
        """Tell whether light text stands on the paper, or would be clearer on it than black."""
        return luminance(self.typical) < _DARK if self.light_text is None else self.light_text

    def hex(self, color: Color) -> str:
        return mixed_hex(self.slots[color.slot], color.lum_mod, color.lum_off, color.sat_mod)

    def toward_paper(self, color: Color, share: float) -> Color:
        return color.shade(share) if self.is_dark else color.tint(share)

    def away(self, color: Color, share: float) -> Color:
        """Return the colour lighter on dark paper, darker on light paper, where it is no more colourful than it was."""
        return color.tint(share) if self.is_dark else self.darker(color, share)

    def darker(self, color: Color, share: float) -> Color:
        """Return the colour made darker: a pale one keeps its chroma, for with its saturation it would glare."""
        shaded = color.shade(share)
        before, after = chroma(self.hex(color)), chroma(self.hex(shaded))
        return shaded.dull(1 - before / after) if after > before > 0 else shaded

    def first(self, colors: Iterable[Color], surfaces: Sequence[str], least: float) -> Color | None:
        """Return the first of the colours that is clear enough on the surfaces."""
        found = (color for color in colors if clearest(self.hex(color), tuple(surfaces)) >= least)
        return next(found, None)

    def changed(self, color: Color, change: Change, surfaces: Sequence[str], least: float = TEXT) -> Color:
        """Return the colour changed by no more than makes it clear on the surfaces."""
        steps = (change(color, step) if step else color for step in _STEPS)
        return self.first(steps, surfaces, least) or change(color, _STEPS[-1])


@record
class Tones:
    """What the texts of a layout are set in: the colours of its master's theme, and the roles that follow from them.

    `suffix` tells its slots from those of the figures (`accent1@cover`), where its theme is another one.
    """

    shades: Shades
    roles: Mapping[str, Color]
    suffix: str = ""

    def said(self, color: Color) -> Color:
        """Return a colour of this theme as the deck's theme names it."""
        return replace(color, slot=color.slot + self.suffix) if self.suffix else color


def roles_of(shades: Shades, text: Color | None) -> dict[str, Color]:
    """Slots, paper and the colour of the template's own body text -> the roles of a theme."""
    paper = as_slot(shades.typical, shades.slots)
    ink = _ink(shades, text)
    shades = replace(shades, light_text=luminance(shades.hex(ink)) > luminance(shades.typical))
    ground = _ground(shades, paper)
    card = _card(shades, ground, ink)
    surfaces = (*shades.extremes, shades.hex(card))
    # A shade of medium paper is so dark that accents are black on it: there cards are what is shaded.
    base = card if not shades.is_dark and luminance(shades.typical) < _MEDIUM else ground
    rule, track, band = (shades.away(base, share) for share in ((0.22, 0.2, 0.12) if shades.is_dark else _LIGHT))
    track = shades.first((track, shades.away(base, 0.08), card), [shades.hex(ink)], TEXT) or card
    band = shades.first((band, card), [shades.hex(ink)], TEXT) or card
    on_accent = _on_accent(shades)
    accents = _accents(shades, (shades.hex(card), shades.hex(band), shades.hex(on_accent)))
    deep, on_deep, on_deep_accent = _deep(shades, accents[0].slot)
    return {
        "ink": ink,
        "muted": _muted(shades, ink, (*surfaces, shades.hex(band))),
        "card": card,
        "paper": ground,
        "rule": rule,
        "track": track,
        "band": band,
        "primary": accents[0],
        "deep": deep,
        "cover": ground,
        **{f"bar-{number}": shades.away(accents[0], 0.1 * number) for number in range(1, 5)},
        "on-deep": on_deep,
        "on-deep-accent": on_deep_accent,
        "hue": Color(HUE),
        "on-hue": on_accent,
        "bleed": deep,
        "on-bleed": on_deep,
        "hi": on_deep_accent,
        "gold": accents[1],
        "on-gold": on_accent,
        "right": accents[2],
        "tint": band,
        "inside": band if shades.is_dark else Color(HUE).tint(0.88),
        "soft": track,
        "ramp-from": deep,
        "ramp-to": Color(HUE),
        "water": band,
        "on-accent": on_accent,
        **{f"accent-{number}": accent for number, accent in enumerate(accents, 1)},
    }


_LIGHT: Final = (0.16, 0.16, 0.05)
_WHITE: Final = "#FFFFFF"
_BLACK: Final = "#000000"


def _ink(shades: Shades, text: Color | None) -> Color:
    """Return what text is set in: the template's own colour where it is clear, else the clearest slot."""
    candidates = [*([text] if text else []), Color("dk1"), Color("dk2"), Color("lt1"), Color("lt2")]
    candidates += [as_slot(plain, shades.slots) for plain in (_WHITE, _BLACK)]
    clear = shades.first(candidates, shades.paper, 7.0) or shades.first(candidates, shades.paper, TEXT)
    return clear or max(candidates, key=lambda color: clearest(shades.hex(color), shades.paper))


def _ground(shades: Shades, paper: Color) -> Color:
    """Return what cards are a shade of: the paper, or the accent that is nearest to it where only greys come near it.

    Grey cards on a blue slide look as if they were switched off.
    """
    if chroma(shades.typical) < _VIVID or chroma(shades.hex(paper)) >= _GREY:
        return paper
    return in_its_hue(shades.typical, shades.slots, _FOREIGN) or paper


def _card(shades: Shades, paper: Color, ink: Color) -> Color:
    """Return what cards are filled with: on light paper the lightest slot, on dark paper a lighter shade of it."""
    if shades.is_dark:
        darker = [paper.shade(share) for share in (0.15, 0.3, 0.45, 0.6)]
        candidates = [paper.tint(0.1), paper, *darker, Color("lt1"), Color("dk1")]
    else:
        least = luminance(shades.hex(paper)) - _MUD
        lighter = [slot for slot in (Color("lt1"), Color("lt2")) if luminance(shades.hex(slot)) >= least]
        candidates = [*lighter, as_slot(_WHITE, shades.slots), paper]
    own = [shades.hex(ink)]
    return shades.first(candidates, own, 7.0) or shades.first(candidates, own, TEXT) or paper


def _muted(shades: Shades, ink: Color, surfaces: Sequence[str]) -> Color:
    """Return the second slot for text where it is clear, else the ink as near to the paper as stays clear."""
    quieter = [shades.toward_paper(ink, share) for share in (0.4, 0.35, 0.3, 0.25, 0.2, 0.15, 0.1)]
    return shades.first([Color("dk2"), *quieter], surfaces, TEXT + 0.3) or ink


def _on_accent(shades: Shades) -> Color:
    """Return what is written on accents: white or near it, on dark paper, where accents are light, the darkest slot."""
    candidates = [Color("lt1"), Color("lt2"), Color("dk1"), Color("dk2")]
    if shades.is_dark:
        return min(candidates, key=lambda color: luminance(shades.hex(color)))
    light = [color for color in candidates if luminance(shades.hex(color)) > 0.85]
    return light[0] if light else as_slot(_WHITE, shades.slots)


def _accents(shades: Shades, surfaces: Sequence[str]) -> list[Color]:
    """Return the accents, made darker (on dark paper lighter) until they are clear as text and under text.

    On a motley paper, where no colour is as clear as small text has to be, they are as clear as large text has to be.
    First come those that are still what they were, in the template's order, then such as have to be made deeper to be
    told from others, then greys and yellows that have become brown.
    """
    found: list[Color] = []
    alike: list[Color] = []
    drab: list[Color] = []
    for number, slot in enumerate(_in_order(shades)):
        accent = _accent(shades, slot, surfaces)
        if number and _is_drab(shades.hex(slot), shades.hex(accent)):
            drab.append(accent)
        else:
            (found if _is_new(shades, accent, found) else alike).append(accent)
    for accent in (*alike, *drab):
        deeper = (shades.away(accent, step) for step in _DEEPER)
        usable = (color for color in deeper if all(_reads(shades, color, surface) for surface in surfaces))
        found += [color for color in usable if _is_new(shades, color, found)][:1]
    spare = [accent for accent in (*alike, *drab) if accent not in found]
    return found + spare[: max(0, _LEAST_ACCENTS - len(found))]


def _in_order(shades: Shades) -> list[Color]:
    """Return the slots of accents, before them the one that comes nearest to the hue of what the template draws."""
    slots = [Color(f"accent{number}") for number in range(1, 7)]
    if shades.brand is None:
        return slots
    colourful = [slot for slot in slots if chroma(shades.hex(slot)) >= _GREY]
    if not colourful or (colourful[0] == slots[0] and _off_brand(shades, slots[0]) <= _FOREIGN):
        return slots
    first = min(colourful, key=lambda slot: max(_AS_NEAR, _off_brand(shades, slot)))
    return [first, *(slot for slot in slots if slot != first)] if _off_brand(shades, first) <= NEAR else slots


def _off_brand(shades: Shades, color: Color) -> float:
    """Return how far a colour's hue is from that of what the template draws, from 0 to 0.5."""
    return 0.0 if shades.brand is None else hue_apart(_hue(shades.hex(color)), shades.brand)


def _is_drab(before: str, after: str) -> bool:
    """An accent before and after it was made darker -> whether it is grey, or was a yellow and is brown or olive."""
    lost = luminance(before) - luminance(after)
    return chroma(before) < _GREY or (_YELLOW[0] <= _hue(before) <= _YELLOW[1] and lost > _LOST)


def _is_new(shades: Shades, color: Color, others: Sequence[Color]) -> bool:
    return all(_apart(shades.hex(color), shades.hex(other)) >= _ALIKE for other in others)


def _reads(shades: Shades, color: Color, surface: str) -> bool:
    return contrast(shades.hex(color), surface) >= TEXT


def _accent(shades: Shades, accent: Color, surfaces: Sequence[str]) -> Color:
    """Return an accent changed by no more than makes it clear on surfaces of ours, and on the paper where it can be.

    On a paper of medium lightness it is as clear as large text has to be, where it would be next to black otherwise.
    """
    steps = [shades.away(accent, step) if step else accent for step in _STEPS]
    steps = [color for color in steps if clearest(shades.hex(color), tuple(surfaces)) >= TEXT]
    small, large = (shades.first(steps, shades.extremes, least) for least in (TEXT, LARGE))
    if small and large and not shades.is_dark and luminance(shades.hex(small)) < _BLACKISH:
        return large
    return small or large or (steps[0] if steps else shades.changed(accent, shades.away, surfaces))


def _apart(first: str, second: str) -> float:
    """Return the largest difference of two colours' channels, from 0 to 1."""
    return max(abs(a - b) for a, b in zip(channels(first), channels(second), strict=True))


def _deep(shades: Shades, first: str) -> tuple[Color, Color, Color]:
    """Return a dark surface for heads and centres, what is written on it, and a coloured light one.

    It is the second dark slot where that is deep, and no other colour than what the template draws; else that of the
    `first` accent made darker.
    """
    white = min((Color("lt1"), Color("dk1"), Color("lt2")), key=lambda color: -luminance(shades.hex(color)))
    if luminance(shades.hex(white)) < 0.85:
        white = as_slot(_WHITE, shades.slots)
    above = [shades.hex(white)]
    second = Color("dk2")
    colours = chroma(shades.hex(second))
    foreign = colours > _TINGED and _off_brand(shades, second) > NEAR
    is_deep = contrast(shades.hex(second), above[0]) >= 7 and colours > 0.08 and not foreign
    deep = second if is_deep else shades.changed(Color(first), shades.darker, above, 7.0)
    other = "accent2" if first == "accent1" else "accent1"
    bright = shades.changed(Color(other if is_deep else first), Color.tint, [shades.hex(deep)])
    return deep, white, bright


def chroma(color: str) -> float:
    """`#RRGGBB` -> how colourful it is, from 0, grey, to 1."""
    red, green, blue = channels(color)
    return max(red, green, blue) - min(red, green, blue)


def _hue(color: str) -> float:
    return colorsys.rgb_to_hls(*channels(color))[0]
