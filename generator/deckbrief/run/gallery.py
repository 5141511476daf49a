"""All figures, with one to twelve parts, in every theme -> one web page to look at."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from html import escape
from io import BytesIO
from pathlib import Path
from typing import Final

from deckbrief.base.length import Emu, Rect
from deckbrief.base.message import Message
from deckbrief.base.number import in_groups
from deckbrief.base.problem import Problem, ProblemError
from deckbrief.base.record import replace
from deckbrief.content.figures import FIGURES, Drawable
from deckbrief.draft.nodes import (
    Grid,
    Leaf,
    Node,
    Number,
    Picture,
    Pictures,
    Plot,
    PlotSeries,
    Statement,
    TableLine,
    Tabular,
)
from deckbrief.draft.spots import Ground, Image, Spot
from deckbrief.draft.words import load_words
from deckbrief.export.svg import frame_svg
from deckbrief.layout.figures.drawing import CannotDraw, Drawing
from deckbrief.layout.figures.registry import diagram, kind_of
from deckbrief.layout.frame import Frame
from deckbrief.layout.text.fit import DoesNotFit
from deckbrief.run.folder import kept_problem, output_folder
from deckbrief.theme.load import available_themes, load_theme
from deckbrief.theme.theme import Theme

COUNTS: Final = (1, 2, 3, 4, 5, 6, 8, 10, 12)
"""How many parts each figure is shown with."""

_FILE: Final = "gallery/index.html"
_PAGE: Final = """<!doctype html><html lang="{lang}"><meta charset="utf-8"><title>{title}</title><style>
body {{ font: 14px sans-serif; margin: 2em; background: #eee }}
div {{ display: grid; grid-template-columns: repeat(auto-fill, minmax(380px, 1fr)); gap: 12px }}
figure {{ margin: 0; background: #fff; padding: 8px }} svg {{ width: 100%; height: auto; display: block }}
figcaption {{ color: #555; padding-top: 6px }} p {{ color: #a00 }}
</style>
{body}</html>
"""


def write_gallery(
    out: Path, roots: Sequence[Path], lang: str, waits: Callable[[Message], None] = lambda text: None
) -> Path:
    """Draw every figure in every theme into `<out>/gallery/index.html` and return its path.

    Raises ProblemError where it cannot be written, and where a person changed it: the new one then stands beside it.
    """
    words = load_words(lang, roots)
    folders = [root / "themes" for root in roots]
    themes = [load_theme(name, folders) for name in available_themes(folders)]
    body = "".join(_section(theme, words, lang) for theme in themes)
    page = _PAGE.format(lang=lang, title=escape(words["figure"]), body=body).encode()
    with output_folder(out, ["gallery"], False, waits) as folder:
        (placed,) = folder.put([(_FILE, page)])
        folder.save()
    if isinstance(placed, Problem):
        raise ProblemError([placed])
    if placed.beside and placed.written:
        raise ProblemError([kept_problem(out / _FILE, placed.path)])
    return placed.path


Sample = Node | Grid | Statement | Tabular | Pictures | Plot | tuple[Number, ...]


def _section(theme: Theme, words: Mapping[str, str], lang: str) -> str:
    figures = "".join(sample_picture(*sample, theme, lang) for sample in samples(words))
    return f"<h1>{escape(theme.name)}</h1><div>{figures}</div>"


def samples(words: Mapping[str, str]) -> Iterator[tuple[str, int, Sample]]:
    """Every kind of figure with each count of parts: its name, the count, what it draws."""
    for kind, drawn in FIGURES.items():
        for count in COUNTS:
            if drawn == "nodes":
                yield kind, count, sample_node(kind, count, words)
            elif drawn == "placed":
                yield kind, count, sample_placed(kind, count, words)
            else:
                yield kind, count, _SAMPLES[drawn](count, words)


def sample_node(kind: str, count: int, words: Mapping[str, str]) -> Node:
    """Kind and number of parts -> a tree of that many parts, most with a few points."""
    parts = []
    for number in range(1, count + 1):
        leaves = tuple(
            Leaf(text=f"{words['sample_point']} {number}.{i}", path=f"parts.{number}.points.{i}")
            for i in range(1, 1 + (number * 7 + count) % 4)
        )
        symbol = str(number) if kind_of(kind).counted else ""
        label = f"{words['sample_part']} {number}"
        parts.append(Node(label=label, path=f"parts.{number}", symbol=symbol, leaves=leaves))
    return Node(label=words["sample_whole"], path="whole", children=tuple(parts))


def sample_grid(rows: int, words: Mapping[str, str]) -> Grid:
    """Number of rows -> a table of four columns with an empty cell here and there."""
    columns = tuple(Leaf(text=f"{words['sample_part']} {number}", path=f"columns.{number}") for number in range(1, 5))
    heads = tuple(Leaf(text=f"{words['sample_row']} {number}", path=f"rows.{number}") for number in range(1, rows + 1))
    cells = tuple(
        tuple(
            None if (row * 4 + column) % 7 == 5 else Leaf(text=words["sample_point"], path=f"rows.{row}.{column}")
            for column in range(4)
        )
        for row in range(rows)
    )
    return Grid(corner="", columns=columns, rows=heads, cells=cells, accents=(1, 2, 3, 4), path="grid")


def sample_numbers(count: int, words: Mapping[str, str]) -> tuple[Number, ...]:
    """A count -> that many numbers of different length."""
    values = [7, 53, 165, 4_800, 12, 96, 3, 240, 18, 77, 530, 6][:count]
    return tuple(
        Number(
            before="",
            number=in_groups(str(value), words["sample_part"] + words["sample_unit"]),
            after=words["sample_unit"],
            value=value,
            label=f"{words['sample_part']} {number}",
            note=words["sample_point"],
            path=f"numbers.{number}",
        )
        for number, value in enumerate(values, 1)
    )


def sample_statement(count: int, words: Mapping[str, str]) -> Statement:
    """A count -> a sentence of that many pieces."""
    return Statement(
        text=words["comma"].join([words["sample_point"]] * count) + words["stop"].strip(), path="statement"
    )


def sample_table(rows: int, words: Mapping[str, str]) -> Tabular:
    """Number of rows -> a table of a name, a number and a text, with a row pointed at and one of totals."""
    part, point = words["sample_part"], words["sample_point"]
    lines = tuple(
        TableLine(
            cells=(f"{part} {number}", f"{number * 1250:,}", point if number % 3 else ""), path=f"rows.{number}",
            strong=number == 2, total=number == rows > 2,
        )
        for number in range(1, rows + 1)
    )  # fmt: skip
    heads = (words["sample_row"], words["numbers"], words["sample_whole"])
    return Tabular(head=heads, members=lines, align=("", "", ""), path="table")


def sample_pictures(count: int, words: Mapping[str, str]) -> Pictures:
    """A count -> that many pictures of one grey, with what stands below them."""
    from PIL import Image

    stream = BytesIO()
    Image.new("L", (60, 40), 150).save(stream, "PNG")
    members = tuple(
        Picture(
            data=stream.getvalue(), media_type="image/png", width=60, height=40, path=f"pictures.{number}",
            alt=words["figure"], caption=f"{words['figure']} {number}",
        )
        for number in range(1, count + 1)
    )  # fmt: skip
    return Pictures(members=members, path="pictures")


def sample_chart(count: int, words: Mapping[str, str]) -> Plot:
    """A count -> that many categories, as bars, columns, lines, stacked, by turns."""
    kind, stacking = _CHARTS[count % len(_CHARTS)]
    names = tuple(f"{words['sample_part']} {number}" for number in range(1, count + 1))
    series = tuple(
        PlotSeries(
            name=f"{words['sample_row']} {place}", path=f"series.{place}",
            values=tuple(float((number * 37 + place * 11) % 90 + 5) for number in range(count)),
        )
        for place in range(1, 2 if stacking == "grouped" else 4)
    )  # fmt: skip
    return Plot(kind=kind, stacking=stacking, categories=names, series=series, unit=words["sample_unit"], path="chart")


_CHARTS: Final = (("bar", "grouped"), ("column", "grouped"), ("line", "grouped"), ("column", "stacked"))


def sample_placed(kind: str, count: int, words: Mapping[str, str]) -> Node:
    """Kind and number of parts -> parts that say where they stand, and what they stand on."""
    node = sample_node(kind, count, words)
    names = tuple(str(number) for number in range(1, count + 2))
    parts = tuple(
        replace(
            part, leaves=(),
            spot=Spot(at=(number * 0.618 % 1, (number + 1) * 0.31 % 1), span=(number, number + 1),
                      lane=f"{words['sample_row']} {number % 3 + 1}"),
        )
        for number, part in enumerate(node.children)
    )  # fmt: skip
    (picture,) = sample_pictures(1, words).members
    image = Image(data=picture.data, media_type=picture.media_type, width=picture.width, height=picture.height,
                  path="map", alt=picture.alt)  # fmt: skip
    return replace(node, children=parts, on=Ground(periods=names, image=image))


_SAMPLES: Final[dict[Drawable, Callable[[int, Mapping[str, str]], Sample]]] = {
    "grid": sample_grid,
    "numbers": sample_numbers,
    "statement": sample_statement,
    "table": sample_table,
    "pictures": sample_pictures,
    "chart": sample_chart,
}


def draw_sample(kind: str, sample: Sample, box: Rect, theme: Theme) -> Drawing:
    """Draw a sample as its kind; raises CannotDraw or DoesNotFit as the diagrams do."""
    if not isinstance(sample, tuple):
        return diagram(kind)(sample, box, theme)
    return diagram(kind)(sample, box, theme, compare=len(sample) in (2, 3))


def sample_picture(kind: str, count: int, sample: Sample, theme: Theme, lang: str) -> str:
    """Kind, number of parts, what it draws, theme, language -> the figure as HTML, or why it is none."""
    body = theme.layouts["figure"].body
    box = Rect(Emu(0), Emu(0), body.width, body.height)
    caption = f"<figcaption>{kind} · {count}</figcaption>"
    try:
        drawing = draw_sample(kind, sample, box, theme)
    except CannotDraw as error:
        if other := kind_of(kind).many:
            return sample_picture(other, count, sample, theme, lang).replace(
                f"{other} · {count}<", f"{kind} · {count}<"
            )
        return f"<figure><p>{escape(error.message)}</p>{caption}</figure>"
    except DoesNotFit:
        return f"<figure><p>too much for one slide: it goes on over further ones</p>{caption}</figure>"
    frame = Frame(
        name=f"{theme.name}-{kind}-{count}", width=box.width, height=box.height, items=drawing.still,
        title=drawing.alt, lang=lang, background=theme.color("paper"),
    )  # fmt: skip
    return f"<figure>{frame_svg(frame, theme)}{caption}</figure>"
