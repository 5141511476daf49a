"""Frame -> standalone SVG: the same positions, sizes and line breaks as on the slide. Lengths are points.

Drawn so that browsers and WeasyPrint's SVG renderer agree: presentation attributes only, no style sheet, no
variables, no markers, no filters; arrow heads are paths.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterable, Iterator
from typing import Final
from xml.sax.saxutils import escape, quoteattr

from deckbrief.base.length import EMU_PER_PT, Emu, Rect
from deckbrief.base.patterns import deferred
from deckbrief.base.record import replace
from deckbrief.base.script.kinds import SPACED, is_east_asian_language, language_of
from deckbrief.base.script.languages import stretches
from deckbrief.base.script.odd import label
from deckbrief.export.geometry import (
    OPEN,
    arrow_head,
    connector_points,
    line_path,
    number,
    outline_path,
    placed,
    preset_path,
)
from deckbrief.export.svg_plot import plot_svg
from deckbrief.layout.bars import BAR, chart_columns, chart_range
from deckbrief.layout.frame import (
    AnyItem,
    Chart,
    Connector,
    Frame,
    Group,
    Image,
    Paragraph,
    Plot,
    Run,
    Shape,
    Stroke,
    Table,
    TableCell,
    Text,
    TextBody,
)
from deckbrief.layout.path import quarter_rings
from deckbrief.layout.preset import text_rect
from deckbrief.layout.text.line_boxes import base_in_line
from deckbrief.theme.theme import Color, Decoration, FontPair, Theme

_SPACE: Final = 0.24
"""Em between Han and Latin or digits, as LibreOffice sets it in decks: position, never a character."""
_HAN_LATIN: Final = deferred(f"(?<=[{SPACED}])(?=[0-9A-Za-z])|(?<=[0-9A-Za-z])(?=[{SPACED}])")

_SHADOW: Final = (1.5, 0.10)
"""Offset downwards in points and opacity of the soft edge below shapes that have one."""
_LATIN: Final = ("Segoe UI", "Selawik", "Helvetica Neue", "Arial", "Liberation Sans")
_SERIF: Final = ("Cambria", "Caladea", "Georgia", "Liberation Serif")
"""Come first in other languages: East Asian fonts set quotation marks and apostrophes a full em wide."""
_ANCHORS: Final = {"left": "", "center": "middle", "right": "end"}


def frame_svg(frame: Frame, theme: Theme, *, crop: bool = False, least: float = 0) -> str:
    """One frame -> an SVG document; with `crop`, its view box is what is drawn, without background.

    What is narrower than `least` of the frame's width stands in the middle of a view box of that width.

    Raises KeyError for a preset geometry that no formula is known of.
    """
    view = Rect(Emu(0), Emu(0), frame.width, frame.height)
    if crop:
        view = _drawn_bounds(frame.items)
        wider = max(0, round(frame.width * least) - view.width) // 2
        view = Rect(Emu(view.x - wider), view.y, Emu(view.width + 2 * wider), view.height)
    x, y, width, height = (number(value / EMU_PER_PT) for value in (view.x, view.y, view.width, view.height))
    told = "\n".join(map(label, frame.alternatives()))
    title = frame.title or told.partition("\n")[0] or frame.name
    parts = [
        '<svg xmlns="http://www.w3.org/2000/svg" role="img"',
        f' lang={quoteattr(frame.lang)} xml:lang={quoteattr(frame.lang)} xml:space="preserve"',
        f' width="{width}pt" height="{height}pt" viewBox="{x} {y} {width} {height}"',
        f" font-family={_stack(theme.text, frame.lang)}>",
        f"<title>{escape(title)}</title>",
        f"<desc>{escape(told)}</desc>" if told and told != title else "",
        *([] if crop else _backdrop(frame, theme)),
        *(_item(item, theme, frame.lang) for item in frame.items),
        "</svg>\n",
    ]
    return "".join(parts)


def _stack(fonts: FontPair, lang: str) -> str:
    """Return the font families as an attribute; no space after commas (WeasyPrint would keep it)."""
    western = _SERIF if fonts.stack[-1] == "serif" else _LATIN
    latin = () if is_east_asian_language(lang) else western
    return quoteattr(",".join(name.replace(",", " ") for name in (*latin, *fonts.stack)))


def _backdrop(frame: Frame, theme: Theme) -> list[str]:
    """What lies behind a slide's items: its layout's background and plain rectangles, or the frame's own background."""
    layout = theme.layouts.get(frame.layout)
    color = frame.background or (theme.color(layout.background, layout.accent) if layout else None)
    whole = Rect(Emu(0), Emu(0), frame.width, frame.height)
    result = [_plain_rect(whole, color, theme)] if color else []
    if layout:
        result += [_decoration(part, theme.color(part.fill, layout.accent), theme) for part in layout.decorations]
    result += [_item(item, theme, frame.lang) for item in frame.fixed]
    return result


def _decoration(part: Decoration, color: Color, theme: Theme) -> str:
    """A rectangle of a layout, or rings in a corner of it."""
    if not part.rings:
        return _plain_rect(part.rect, color, theme)
    rect, outline = quarter_rings(part.rect, part.corner, part.rings).outline()
    x, y, width, height = _points(rect)
    path = outline_path(outline, width, height)
    return f'<path d="{path}" {_fill(color, theme)} transform="translate({number(x)} {number(y)})"/>'


def _plain_rect(rect: Rect, color: Color, theme: Theme) -> str:
    return f"<rect {_place(rect)} {_fill(color, theme)}/>"


def _place(rect: Rect) -> str:
    x, y, width, height = _points(rect)
    return f'x="{number(x)}" y="{number(y)}" width="{number(width)}" height="{number(height)}"'


def _points(rect: Rect) -> tuple[float, float, float, float]:
    return rect.x / EMU_PER_PT, rect.y / EMU_PER_PT, rect.width / EMU_PER_PT, rect.height / EMU_PER_PT


# Items --------------------------------------------------------------------------------------------------------------


def _item(item: AnyItem, theme: Theme, lang: str) -> str:
    """An item -> a group that carries its content path and click, for viewers that map a drawing to its source."""
    marks = f" data-path={quoteattr(item.path)}" if item.path else ""
    marks += f' data-click="{item.click}"' if item.click else ""
    drawn = _drawn(item, theme, lang)
    if isinstance(item, Text | Shape | Image) and item.link:
        drawn = f"<a href={quoteattr(item.link)}>{drawn}</a>"
    return f"<g{marks}>{drawn}</g>"


def _drawn(item: AnyItem, theme: Theme, lang: str) -> str:
    match item:
        case Group():
            return "".join(_item(member, theme, lang) for member in item.items)
        case Text():
            return "".join(_body(item.body, item.rect, theme, lang))
        case Shape():
            return _shape(item, theme, lang)
        case Connector():
            return _connector(item, theme)
        case Image():
            return _image(item)
        case Table():
            return "".join(_table(item, theme, lang))
        case Chart():
            return "".join(_chart(item, theme, lang))
        case Plot():
            return "".join(plot_svg(item, theme, heading_look(theme, lang)))


def _image(image: Image) -> str:
    """A picture; what is cut off lies outside of an inner view, what its outline leaves out is clipped."""
    x, y, width, height = _points(image.rect)
    data = f'href="data:{escape(image.media_type)};base64,{b64encode(image.data).decode("ascii")}"'
    left, top, right, bottom = image.crop
    if not any(image.crop) and not image.outline:
        return f"<image {_place(image.rect)} {data}/>"
    across, down = width / (1 - left - right), height / (1 - top - bottom)
    place = f'x="{number(-across * left)}" y="{number(-down * top)}" width="{number(across)}" height="{number(down)}"'
    whole = preset_path("rect", width, height, {})
    path = outline_path(image.outline, width, height) if image.outline else whole
    name = f"clip-{number(x)}-{number(y)}".replace(".", "_")
    return (
        f'<clipPath id="{name}"><path d="{path}"/></clipPath><g transform="translate({number(x)} {number(y)})">'
        f'<image {place} preserveAspectRatio="none" clip-path="url(#{name})" {data}/></g>'
    )


def _shape(shape: Shape, theme: Theme, lang: str) -> str:
    x, y, width, height = _points(shape.rect)
    if shape.outline:
        data = outline_path(shape.outline, width, height)
    else:
        data = preset_path(shape.geometry, width, height, dict(shape.adjust))
    fill = _fill(shape.fill if shape.geometry not in OPEN else None, theme)
    rule = ' fill-rule="evenodd"' if shape.geometry == "donut" else ""
    outline = f'<path d="{data}" {fill}{rule}{_stroke(shape.stroke, theme)}/>'
    if shape.shadow and shape.fill:
        drop, opacity = _SHADOW
        black = f'fill="#000000" fill-opacity="{opacity:g}"'
        outline = f'<path d="{data}" {black} transform="translate(0 {number(drop)})"/>{outline}'
    mirrored = f"translate({number(x + width)} {number(y)}) scale(-1 1)"
    place = mirrored if shape.flip else f"translate({number(x)} {number(y)})"
    result = f'<g transform="{place}">{outline}</g>'
    if shape.body:
        box = text_rect(shape.geometry, shape.rect, shape.adjust, shape.flip)
        result += "".join(_body(shape.body, box, theme, lang))
    if not shape.rotation:
        return result
    turn = f"rotate({shape.rotation} {number(x + width / 2)} {number(y + height / 2)})"
    return f'<g transform="{turn}">{result}</g>'


def _fill(color: Color | None, theme: Theme) -> str:
    if color is None:
        return 'fill="none"'
    thin = f' fill-opacity="{color.alpha / 100_000:g}"' if color.alpha < 100_000 else ""
    return f'fill="{theme.hex(color)}"{thin}'


_DASHES: Final = {"dash": (4, 3), "dot": (1, 2)}
"""Lengths of dash and gap in widths of the line."""


def _stroke(stroke: Stroke | None, theme: Theme) -> str:
    if stroke is None:
        return ""
    dash = ""
    if stroke.dash:
        lengths = " ".join(number(stroke.width * length) for length in _DASHES[stroke.dash])
        dash = f' stroke-dasharray="{lengths}"'
    seen = theme.hex(stroke.color)
    if stroke.color.alpha < 100_000:
        dash += f' stroke-opacity="{stroke.color.alpha / 100_000:g}"'
    return f' stroke="{seen}" stroke-width="{number(stroke.width)}"{dash}'


def _connector(item: Connector, theme: Theme) -> str:
    points = _connector_points(item)
    head = ""
    if item.arrow:
        points, head = arrow_head(points, item.stroke.width)
    data = line_path(points, item.geometry.startswith("curved"))
    line = f'<path d="{data}" fill="none"{_stroke(item.stroke, theme)}/>'
    return line + (f'<path d="{head}" fill="{theme.hex(item.stroke.color)}"/>' if head else "")


def _connector_points(item: Connector) -> list[tuple[float, float]]:
    """Return the points of a connector where it lies: a turned preset's box has its sides exchanged."""
    if item.geometry in ("straightConnector1", "line"):
        return [(x / EMU_PER_PT, y / EMU_PER_PT) for x, y in (item.start, item.end)]
    x, y, width, height = _points(item.rect)
    center = (x + width / 2, y + height / 2)
    if item.rotation % 180:
        width, height = height, width
    points = connector_points(item.geometry, width, height, dict(item.adjust))
    return placed(points, width, height, item.rotation, item.flip, center)


def _table(table: Table, theme: Theme, lang: str) -> Iterator[str]:
    """Fills, then texts, then rules, so that no fill covers a rule."""
    cells = list(_cells(table))
    yield from (_plain_rect(rect, cell.fill, theme) for cell, rect in cells if cell.fill)
    for cell, rect in cells:
        path = f" data-path={quoteattr(cell.path)}" if cell.path else ""
        yield f"<g{path}>{''.join(_body(cell.body, rect, theme, lang))}</g>"
    if table.rule:
        y = table.rect.y
        for height in table.heights[:-1]:
            y = Emu(y + height)
            start, end = (number(value / EMU_PER_PT) for value in (table.rect.x, table.rect.right))
            yield f'<path d="M{start} {number(y / EMU_PER_PT)}H{end}" fill="none"{_stroke(table.rule, theme)}/>'


def _cells(table: Table) -> Iterator[tuple[TableCell, Rect]]:
    y = table.rect.y
    for height, row in zip(table.heights, table.rows, strict=True):
        x = table.rect.x
        for width, cell in zip(table.widths, row, strict=True):
            yield cell, Rect(x, y, width, height)
            x = Emu(x + width)
        y = Emu(y + height)


def heading_look(theme: Theme, lang: str) -> str:
    """Return the attributes of words in the heading face, which are bold."""
    family = f" font-family={_stack(theme.heading, lang)}" if theme.heading.stack != theme.text.stack else ""
    return f'{family} font-weight="700"'


def _chart(chart: Chart, theme: Theme, lang: str) -> Iterator[str]:
    """A bar chart lying on its side: categories left, a bar each, its label at its end; first category on top."""
    x, y, _, height = _points(chart.rect)
    size = float(chart.size)
    names, before, room, _ = (max(0.0, width / EMU_PER_PT) for width in chart_columns(chart))
    row = height / max(1, len(chart.categories))
    low, high = chart_range(chart)
    zero = x + names + before + room * -low / (high - low)
    ink = f'font-size="{number(size)}" fill="{theme.hex(chart.text_color)}"'
    large = float(chart.label_size or chart.size)
    said = f'font-size="{number(large)}" fill="{theme.hex(chart.text_color)}"'
    said += heading_look(theme, lang) if chart.label_size else ""
    for index, (name, value, amount) in enumerate(zip(chart.categories, chart.values, chart.labels, strict=True)):
        middle = y + row * (index + 0.5)
        length, thick = room * abs(value) / (high - low), row * BAR
        end = zero + (length if value >= 0 else -length)
        base = number(middle + size * (0.88 - 0.12) / 2)
        below = number(middle + large * (0.88 - 0.12) / 2)
        color = (chart.points[index] if index < len(chart.points) else None) or chart.color
        yield f'<text x="{number(x + names - size / 2)}" y="{base}" text-anchor="end" {ink}>{escape(name)}</text>'
        box = (min(zero, end), middle - thick / 2, length, thick)
        bar = " ".join(f'{key}="{number(v)}"' for key, v in zip(("x", "y", "width", "height"), box, strict=True))
        yield f"<rect {bar} {_fill(color, theme)}/>"
        at, anchor = (end + large / 2, "start") if value >= 0 else (end - large / 2, "end")
        yield f'<text x="{number(at)}" y="{below}" text-anchor="{anchor}" {said}>{escape(amount)}</text>'


# Text ---------------------------------------------------------------------------------------------------------------


def _body(body: TextBody, box: Rect, theme: Theme, lang: str) -> Iterator[str]:
    """Paragraphs in their box -> a `<text>` for each line, where PowerPoint and LibreOffice put it."""
    room = box.inset(*body.insets)
    for paragraph, index, top in _lines(body, room):
        line = paragraph.lines[index]
        waits = f' data-click="{paragraph.click}"' if paragraph.click else ""
        runs = list(_line_runs(paragraph, line.start, line.end))
        size = max((run.size or paragraph.size for run in runs), default=paragraph.size)
        base = number(top + base_in_line(paragraph.pitch, size, exact=body.exact))
        if paragraph.bullet and index == 0:
            ink = theme.hex(paragraph.bullet_color or paragraph.color)
            start = number((room.x + paragraph.bullet_at) / EMU_PER_PT)
            bullet = f'font-size="{number(paragraph.size)}" fill="{ink}">{escape(paragraph.bullet)}</text>'
            yield f'<text x="{start}" y="{base}"{waits} {bullet}'
        if runs:
            x = _line_x(paragraph, index, room)
            yield f'<text x="{number(x)}" y="{base}"{waits}{_line_text(paragraph, runs, theme, lang)}</text>'


def _lines(body: TextBody, room: Rect) -> Iterator[tuple[Paragraph, int, float]]:
    """Each line's paragraph, its index in it, and its top in points."""
    spare = room.height / EMU_PER_PT - body.height
    y = room.y / EMU_PER_PT + {"top": 0.0, "middle": spare / 2, "bottom": spare}[body.anchor]
    for number_, paragraph in enumerate(body.paragraphs):
        y += paragraph.before if number_ else 0.0
        for index in range(len(paragraph.lines)):
            yield paragraph, index, y
            y += paragraph.pitch


def _line_runs(paragraph: Paragraph, start: int, end: int) -> Iterator[Run]:
    """The runs of one line, cut to it."""
    position = 0
    for run in paragraph.runs:
        first, last = max(start, position), min(end, position + len(run.text))
        if first < last:
            yield replace(run, text=run.text[first - position : last - position])
        position += len(run.text)


def _line_x(paragraph: Paragraph, index: int, room: Rect) -> float:
    """Return where a line is anchored: its left end, its middle or its right end."""
    left, right = room.x + paragraph.line_start(index), room.right
    return {"left": left, "center": (left + right) / 2, "right": right}[paragraph.align] / EMU_PER_PT


def _line_text(paragraph: Paragraph, runs: list[Run], theme: Theme, lang: str) -> str:
    """Return the rest of a line's `<text>` tag and what stands in it: the one run, or a `<tspan>` for each."""
    anchor = _ANCHORS[paragraph.align]
    head = f' text-anchor="{anchor}"' if anchor else ""
    gaps = {found.start() for found in _HAN_LATIN.finditer("".join(run.text for run in runs))}
    if len(runs) == 1 and not runs[0].link and not gaps and not _foreign(runs[0].text, lang):
        return f"{head}{_look(paragraph, runs[0], theme, lang)}>{escape(runs[0].text)}"
    spans = []
    start = 0
    for run in runs:
        spans.append(_span(paragraph, run, {gap - start for gap in gaps}, theme, lang))
        start += len(run.text)
    return f"{head}>{''.join(spans)}"


def _span(paragraph: Paragraph, run: Run, gaps: set[int], theme: Theme, lang: str) -> str:
    """Return a run's `<tspan>`s, one for each stretch between gaps, moved to the right by a gap."""
    look = _look(paragraph, run, theme, lang)
    shift = f' dx="{number(_SPACE * (run.size or paragraph.size))}"'
    foreign = _foreign(run.text, lang)
    cuts = sorted({0, *(gap for gap in gaps if 0 <= gap < len(run.text)), *foreign})
    pieces = []
    said = ""
    for cut, end in zip(cuts, [*cuts[1:], len(run.text)], strict=True):
        said = foreign.get(cut, said)
        moved = shift if cut in gaps else ""
        pieces.append(f"<tspan{moved}{said}{look}>{escape(run.text[cut:end])}</tspan>")
    spans = "".join(pieces)
    return f"<a href={quoteattr(run.link)}>{spans}</a>" if run.link else spans


def _foreign(text: str, lang: str) -> dict[int, str]:
    """Text in a frame of a language -> where words of others begin and end, with what a `<tspan>` from there says."""
    parts = stretches(text, lang)
    if all(said == language_of(part, lang) for part, said in parts):
        return {}
    found, at = {}, 0
    for part, said in parts:
        name = quoteattr(said)
        found[at] = "" if said == language_of(part, lang) else f" lang={name} xml:lang={name}"
        at += len(part)
    return found


def _look(paragraph: Paragraph, run: Run, theme: Theme, lang: str) -> str:
    weight = ' font-weight="700"' if run.bold else ""
    major = (run.face or paragraph.face) == "major" and theme.heading.stack != theme.text.stack
    family = f" font-family={_stack(theme.heading, lang)}" if major else ""
    fill = _fill(run.color or paragraph.color, theme)
    return f' font-size="{number(run.size or paragraph.size)}"{family}{weight} {fill}'


# Bounds -------------------------------------------------------------------------------------------------------------

Box = tuple[float, float, float, float]
"""Left, top, right, bottom in points."""


def _drawn_bounds(items: Iterable[AnyItem]) -> Rect:
    """Return the smallest rectangle around all that is drawn, whole points, or an empty one."""
    boxes = [box for item in items for box in _boxes(item)]
    if not boxes:
        return Rect(Emu(0), Emu(0), Emu(EMU_PER_PT), Emu(EMU_PER_PT))
    left, top = (int(min(box[side] for box in boxes) // 1) for side in (0, 1))
    right, bottom = (int(-(-max(box[side] for box in boxes) // 1)) for side in (2, 3))
    x, y, width, height = (Emu(value * EMU_PER_PT) for value in (left, top, right - left, bottom - top))
    return Rect(x, y, width, height)


def _boxes(item: AnyItem) -> Iterator[Box]:
    match item:
        case Group():
            for member in item.items:
                yield from _boxes(member)
        case Text():
            yield from _text_boxes(item.body, item.rect)
        case Shape():
            if item.fill or item.stroke:
                yield _around(_shape_box(item), item.stroke.width / 2 if item.stroke else 0)
            if item.body and not item.rotation:
                yield from _text_boxes(item.body, text_rect(item.geometry, item.rect, item.adjust, item.flip))
        case Connector():
            points = _connector_points(item)
            xs, ys = [x for x, _ in points], [y for _, y in points]
            reach = max(item.stroke.width, 2) * 1.5 if item.arrow else item.stroke.width / 2
            yield _around((min(xs), min(ys), max(xs), max(ys)), reach)
        case _:
            x, y, width, height = _points(item.rect)
            yield (x, y, x + width, y + height)


def _shape_box(shape: Shape) -> Box:
    """Return the box of a shape as it is turned."""
    x, y, width, height = _points(shape.rect)
    middle = (x + width / 2, y + height / 2)
    corners = placed([(0, 0), (width, 0), (0, height), (width, height)], width, height, shape.rotation, False, middle)
    xs, ys = [corner[0] for corner in corners], [corner[1] for corner in corners]
    return min(xs), min(ys), max(xs), max(ys)


def _around(box: Box, reach: float) -> Box:
    return (box[0] - reach, box[1] - reach, box[2] + reach, box[3] + reach)


def _text_boxes(body: TextBody, box: Rect) -> Iterator[Box]:
    room = box.inset(*body.insets)
    for paragraph, index, top in _lines(body, room):
        width = paragraph.lines[index].width / EMU_PER_PT
        anchor = _line_x(paragraph, index, room)
        left = anchor - width * {"left": 0.0, "center": 0.5, "right": 1.0}[paragraph.align]
        if paragraph.bullet and index == 0:
            yield ((room.x + paragraph.bullet_at) / EMU_PER_PT, top, left + width, top + paragraph.pitch)
        yield (left, top, left + width, top + paragraph.pitch)
