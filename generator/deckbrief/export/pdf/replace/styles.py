"""What WeasyPrint works out anew for each box and each line, worked out once for each style.

Whether it may be taken again is told by the style's values themselves, which may be changed in place. And values of
properties that no rule sets, found without a look at all that a rule could have said.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from operator import itemgetter
from typing import Any, Final

from deckbrief.export.pdf.replace.guard import Patch, Replacement

_SIDES: Final = ("top", "right", "bottom", "left")
_LENGTHS: Final = (
    *(f"margin_{side}" for side in _SIDES),
    *(f"padding_{side}" for side in _SIDES),
    *(f"{limit}{axis}" for axis in ("width", "height") for limit in ("", "min_", "max_")),
)
_USED: Final = (*_LENGTHS, *(f"border_{side}_width" for side in _SIDES))
"""What a box gets of its style."""
_box_values: Final = itemgetter(*_USED, "border_collapse", "box_sizing")

_strut_values: Final = itemgetter("line_height", "lang", "font_style", "font_weight", "font_size", "font_family")
_split_values: Final = itemgetter(
    "lang", "font_style", "font_weight", "font_size", "white_space", "letter_spacing", "word_spacing",
)  # fmt: skip
_RADII: Final = tuple(f"border_{end}_{side}_radius" for end in ("top", "bottom") for side in ("left", "right"))
_bare_values: Final = itemgetter("border_image_source", "mask_border_source", "background_image", *_RADII)
_NO_RADII: Final = dict.fromkeys(_RADII, (0, 0))


def _patches() -> Sequence[Patch]:
    from weasyprint import css
    from weasyprint.layout import absolute, background, block, inline, page, percent, preferred, table

    lengths = remembered_lengths(percent.resolve_percentages)
    return [
        *((module, "resolve_percentages", lengths) for module in (absolute, block, inline, page, table)),
        (css.ComputedStyle, "__missing__", quick_values(css.ComputedStyle.__missing__)),
        (preferred, "split_first_line", remembered_splits(preferred.split_first_line)),
        (inline, "strut", remembered_struts(inline.strut)),
        (background, "layout_box_backgrounds", bare_boxes(background.layout_box_backgrounds)),
    ]


STYLES: Final = Replacement(
    "styles",
    "documents take longer",
    {
        "weasyprint.css:ComputedStyle.__missing__": "b318d8efc8ac",
        "weasyprint.layout.background:layout_box_backgrounds": "617a870678c8",
        "weasyprint.layout.percent:resolve_percentages": "71673078096f",
        "weasyprint.layout.preferred:inline_line_widths": "6c24f789e3ce",
        "weasyprint.text.line_break:split_first_line": "39ad1016863c",
        "weasyprint.text.line_break:strut": "b57885b70dd0",
    },
    _patches,
)


def remembered_lengths(original: Callable[[Any, Any], None]) -> Callable[[Any, Any], None]:
    """Return the function that resolves a box's lengths, which does so once where none depends on what is around."""

    def resolve_percentages(box: Any, containing_block: Any) -> None:
        style = box.style
        values = _box_values(style)
        known = style.__dict__.get("used_lengths")
        if known is not None and known[0] == values:
            if known[1] is not None:
                box.__dict__.update(known[1])
                return
            original(box, containing_block)
            return
        original(box, containing_block)
        fixed = style["border_collapse"] != "collapse" and all(map(_is_fixed, values[: len(_LENGTHS)]))
        style.used_lengths = (values, {name: getattr(box, name) for name in _USED} if fixed else None)

    return resolve_percentages


def _is_fixed(length: Any) -> bool:
    return length is None or length == "auto" or getattr(length, "unit", None) == "px"


def quick_values(original: Callable[[Any, str], Any]) -> Callable[[Any, str], Any]:
    """Return the function that finds the computed value of an element's property, at once where no rule sets it."""
    from weasyprint.css.computed_values import PHYSICAL_FUNCTIONS
    from weasyprint.css.properties import INHERITED, INITIAL_NOT_COMPUTED, INITIAL_VALUES

    directions = ("ltr", "rtl")
    logical = {find(block="ttb", inline=way) for find in PHYSICAL_FUNCTIONS.values() for way in directions}
    apart = {"display", "float", "page", "position", *(key for key in INITIAL_VALUES if "text_decoration" in key)}
    inherited = frozenset(INHERITED) - apart - PHYSICAL_FUNCTIONS.keys()
    initial = frozenset(INITIAL_VALUES) - apart - frozenset(INHERITED) - frozenset(INITIAL_NOT_COMPUTED)

    def value_of(style: Any, key: str) -> Any:
        rules = style.cascaded
        if key not in rules:
            if key in inherited and style.parent_style is not None:
                value = style[key] = style.parent_style[key]
                return value
            if key in initial and (key not in PHYSICAL_FUNCTIONS or rules.keys().isdisjoint(logical)):
                value = style[key] = INITIAL_VALUES[key]
                return value
        return original(style, key)

    return value_of


def remembered_struts(original: Callable[[Any], Any]) -> Callable[[Any], Any]:
    """Return the function that tells how high a line of a style is, and where its baseline."""

    def strut(style: Any) -> Any:
        values = _strut_values(style)
        known = style.__dict__.get("strut")
        if known is None or known[0] != values:
            known = style.strut = (values, original(style))
        return known[1]

    return strut


def remembered_splits(original: Callable[..., Any]) -> Callable[..., Any]:
    """Return the function that tells how wide a line is and where it ends, for those who ask nothing else.

    Every page asks it, character by character, how narrow its head may become.
    """

    def split_first_line(
        text: str, style: Any, context: Any, max_width: Any, justification_spacing: Any, **named: Any
    ) -> tuple[None, None, int | None, float, None, None]:
        known = style.__dict__.setdefault("splits", {})
        key = (text, max_width, justification_spacing, *named.items(), _split_values(style))
        if key not in known:
            known[key] = original(text, style, context, max_width, justification_spacing, **named)[2:4]
        resume_at, width = known[key]
        return None, None, resume_at, width, None, None

    return split_first_line


def bare_boxes(original: Callable[..., None]) -> Callable[..., None]:
    """Return the function that finds a box's background and round corners, at once where its style has neither."""

    def layout_box_backgrounds(
        page: Any, box: Any, images: Any, layout_children: bool = True, style: Any = None
    ) -> None:
        own = box.style
        bare = own.__dict__.get("bare")
        if bare is None:
            bare = own.bare = _is_bare(own)
        if not bare or box is page or style is not None or not layout_children:
            original(page, box, images, layout_children, style)
            return
        own_box = box.__dict__.get("_box", box)  # what stands for a box that is placed by itself holds it
        own_box.__dict__.update(_NO_RADII, background=None)
        for child in box.all_children():
            layout_box_backgrounds(page, child, images)

    return layout_box_backgrounds


def _is_bare(style: Any) -> bool:
    """Tell whether a style has no background, no picture for a border, no shadow and no round corner."""
    from weasyprint.draw.color import get_color

    border, mask, backgrounds, *radii = _bare_values(style)
    pictures = (border[0], mask[0], *(kind for kind, _ in backgrounds))
    return (
        all(kind == "none" for kind in pictures)
        and all((0, "px") in radius for radius in radii)
        and not style["box_shadow"]
        and get_color(style, "background_color").alpha == 0
    )
