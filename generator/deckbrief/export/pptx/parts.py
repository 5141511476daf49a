"""Theme -> the package that its decks begin with: masters, layouts, themes and settings, without any slide.

The parts are Jinja templates in the theme's folder `parts`, or in that of a theme that it extends.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from deckbrief.base.cache import cache_folder, remembered
from deckbrief.base.digest import digest_of_entry
from deckbrief.base.guid import guid
from deckbrief.base.length import EMU_PER_INCH, Emu, Pt, Rect
from deckbrief.base.message import foreign, msg
from deckbrief.base.problem import Place, Problem, ProblemError
from deckbrief.base.record import record, replace
from deckbrief.base.same import Same
from deckbrief.export.pptx import paint
from deckbrief.export.pptx.body import ANCHOR, LevelLook, field_id, level_style
from deckbrief.export.pptx.identity import in_language
from deckbrief.export.pptx.looks import Targets, body_looks, inherited_looks, placeholder_looks, targets, title_look
from deckbrief.export.pptx.outline import outline_xml
from deckbrief.export.pptx.palette import Palette
from deckbrief.export.pptx.shapes import DECORATIVE, transform
from deckbrief.export.pptx.slide import NOTES_INDEXES
from deckbrief.export.pptx.table_style import TABLE_STYLE, TableLook, table_look, table_style
from deckbrief.export.pptx.theme_base import opened_base
from deckbrief.layout.path import quarter_rings
from deckbrief.ooxml.colors import luminance
from deckbrief.ooxml.package import Package
from deckbrief.ooxml.relationship import Relationship, office
from deckbrief.theme.metrics import USUAL
from deckbrief.theme.theme import OWN, Color, Decoration, Layout, Placeholder, Theme

if TYPE_CHECKING:
    import jinja2

PRESENTATION: Final = "ppt/presentation.xml"
_KIND: Final = "application/vnd.openxmlformats-officedocument.presentationml"
_THEME_KIND: Final = "application/vnd.openxmlformats-officedocument.theme+xml"
_FIRST_MASTER_ID: Final = 2_147_483_648
"""Masters and layouts share this range of ids (ECMA-376 part 1, 19.7.12 and 19.7.15)."""

_SCRIPTS: Final = {"zh-TW": "Hant", "zh-HK": "Hant", "zh-Hant": "Hant", "ja": "Jpan", "ko": "Hang"}
NOT_FIRST: Final = "!%),.:;?]}¢°·‐–—―’”…‰′″℃、。々〉》」』】〕〗〞！％），．：；？］｜｝～￠"
NOT_LAST: Final = "$([{£¥‘“〈《「『【〔〖〝＄（［｛￡￥"
"""Marks that begin no line and marks that end none: clreq 3.1.7, the basic set.

Only such as the layout keeps together too (linebreak.py): PowerPoint must be able to break wherever the layout does.
"""


@record
class Base:
    """What slides are added to: the package, where each layout's part is, and which placeholders it has."""

    package: Package
    layouts: Mapping[str, str]
    """Layout key -> part name."""
    placeholders: Mapping[str, Targets]
    backgrounds: Mapping[str, Color]
    notes_master: str = "ppt/notesMasters/notesMaster1.xml"
    notes_indexes: Mapping[str, int] = field(default_factory=lambda: NOTES_INDEXES)
    """Indexes of the notes master's placeholders, by type."""
    color_maps: Mapping[str, str] = field(default_factory=dict)
    """Layout key -> its `p:clrMapOvr`, where it maps colours otherwise than its master."""
    aliases: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """Layout key -> `tx1`, `bg1` … as slots, where these words mean others there than the theme has them mean."""
    palettes: Mapping[str, Palette] = field(default_factory=dict)
    """Layout key -> the colours of its slides, where its master has another theme than the figures' layout."""
    list_style: str = "<a:lstStyle/>"
    """Of texts outside of placeholders."""
    table: TableLook | None = None
    """What the table style gives to cells."""


class Guide(NamedTuple):
    """A drawing guide in eighths of a point; `margin` for the edges of the body."""

    position: int
    horizontal: bool
    margin: bool


_bases: Final[dict[str, Base]] = {}


def theme_base(theme: Theme, lang: str) -> Base:
    """Theme and language -> its base; rendered once, and again when a template of it has changed.

    Raises ProblemError where a template cannot be rendered, or a part lacks what the theme names.
    """
    folders = tuple(folder / "parts" for folder in theme.folders)
    files = [*(file for folder in folders for file in folder.glob("*.j2")), *Path(__file__).parent.glob("*.py")]
    stamps = [(str(file), file.stat().st_mtime_ns) for file in sorted(files)]
    key = f"{_digest(Same(theme))}{(lang, folders, stamps)}"
    if key not in _bases:
        _bases[key] = _base(theme, _kept_package(theme, lang, folders, key))
    return _bases[key]


@lru_cache(maxsize=8)
def _digest(theme: Same[Theme]) -> str:
    """Return the digest of all that a theme says, once for the decks that are made in it."""
    return digest_of_entry(theme.value)


def _base(theme: Theme, package: Package) -> Base:
    layouts = theme.layouts.items()
    return Base(
        package=package,
        layouts={key: _layout_part(number) for number, key in enumerate(theme.layouts, 1)},
        placeholders={key: targets(theme, layout, layout.placeholders) for key, layout in layouts},
        backgrounds={key: theme.color(layout.background, layout.accent) for key, layout in layouts},
        table=table_look(theme),
    )


_Plain = tuple[dict[str, bytes], dict[str, str], dict[str, str], dict[str, list[tuple[str, str, str, bool, str]]]]
"""The fields of a package in plain types."""


def _kept_package(theme: Theme, lang: str, folders: tuple[Path, ...], key: str) -> Package:
    """Return the package as python-pptx saves it, from the last run if that had the same key."""

    def plain() -> _Plain:
        made = opened_base(_rendered_package(theme, lang, folders), theme)
        related = {source: [(*entry,) for entry in entries] for source, entries in made.relationships.items()}
        return made.parts, made.types, made.defaults, related

    parts, types, defaults, related = remembered("bases", guid(f"{theme.name}/{lang}"), key, plain)
    relationships = {source: tuple(Relationship(*entry) for entry in entries) for source, entries in related.items()}
    return Package(parts, types, defaults, relationships)


def _layout_part(number: int) -> str:
    return f"ppt/slideLayouts/slideLayout{number}.xml"


def _rendered_package(theme: Theme, lang: str, folders: tuple[Path, ...]) -> Package:
    render = _Renderer(folders, _context(theme, lang))
    printed = _Renderer(folders, _context(for_paper(theme), lang)) if _is_dark(theme) else render
    package = Package()
    related = []
    for number, layout in enumerate(theme.layouts.values(), 1):
        master = office(1, "slideMaster", "../slideMasters/slideMaster1.xml")
        rendered = render("slideLayout", layout=layout)
        package.add(_layout_part(number), f"{_KIND}.slideLayout+xml", rendered, [master])
        related.append(office(number, "slideLayout", f"../slideLayouts/slideLayout{number}.xml"))
    for number, kind in enumerate(("slideMaster", "notesMaster", "handoutMaster"), 1):
        name = f"{theme.name} {kind}" if number > 1 else theme.name
        made = render if kind == "slideMaster" else printed
        package.add(f"ppt/theme/theme{number}.xml", _THEME_KIND, made("theme", name=name))
        own = related if kind == "slideMaster" else []
        own = [*own, office(len(own) + 1, "theme", f"../theme/theme{number}.xml")]
        package.add(f"ppt/{kind}s/{kind}1.xml", f"{_KIND}.{kind}+xml", made(kind), own)
        package.relate(PRESENTATION, kind, f"{kind}s/{kind}1.xml")
    for part in ("presProps", "viewProps", "tableStyles"):
        package.add(f"ppt/{part}.xml", f"{_KIND}.{part}+xml", render(part))
        package.relate(PRESENTATION, part, f"{part}.xml")
    package.relate(PRESENTATION, "theme", "theme/theme1.xml")
    package.add(PRESENTATION, f"{_KIND}.presentation.main+xml", render("presentation"))
    package.relate("", "officeDocument", PRESENTATION)
    return package


def _is_dark(theme: Theme) -> bool:
    """Tell whether text is lighter than what it stands on."""
    return luminance(f"#{theme.slots['lt1']}") < luminance(f"#{theme.slots['dk1']}")


def for_paper(theme: Theme) -> Theme:
    """Return the theme with dark text on a light page, for notes are printed."""
    slots = {slot: value for slot, value in theme.slots.items() if OWN not in slot}
    if _is_dark(theme):
        slots |= {"dk1": slots["lt1"], "lt1": slots["dk1"], "dk2": slots["lt2"], "lt2": slots["dk2"]}
    return replace(theme, slots=slots, roles={**theme.roles, "ink": Color("dk1")})


def notes_master_parts(theme: Theme, lang: str) -> tuple[str, str]:
    """Theme and language -> the XML of a notes master and of its own theme part, for packages that have none.

    Raises ProblemError where a template cannot be rendered.
    """
    render = _Renderer(tuple(folder / "parts" for folder in theme.folders), _context(theme, lang))
    return render("notesMaster"), render("theme", name=f"{theme.name} notesMaster")


class _Renderer:
    """Renders part templates by name."""

    def __init__(self, folders: tuple[Path, ...], context: Mapping[str, Any]) -> None:
        import jinja2
        from jinja2.sandbox import ImmutableSandboxedEnvironment

        from deckbrief.draft.render import CompiledTemplates

        compiled = cache_folder("templates")
        self._environment: jinja2.Environment = ImmutableSandboxedEnvironment(
            loader=jinja2.FileSystemLoader([str(folder) for folder in folders]),
            undefined=jinja2.StrictUndefined,
            autoescape=True,
            trim_blocks=True,
            lstrip_blocks=True,
            bytecode_cache=CompiledTemplates(compiled, "parts") if compiled else None,
        )
        self._environment.globals.update(context)
        self._first = folders[0]

    def __call__(self, part: str, **variables: Any) -> str:
        """Part and variables -> XML.

        Raises ProblemError at the template, and at its line where Jinja tells it.
        """
        import jinja2

        file = f"{part}.xml.j2"
        try:
            return self._environment.get_template(file).render(variables)
        except jinja2.TemplateNotFound as error:
            place = Place(str(self._first / file))
            message = msg("the template '{name}' does not exist", name=error.name)
            raise ProblemError([Problem("template.missing", place, message)]) from error
        except jinja2.TemplateSyntaxError as error:
            place = Place(error.filename or file, error.lineno, 1)
            raise ProblemError(
                [Problem("template.syntax", place, msg("Jinja cannot read this: {said}", said=foreign(error.message)))]
            ) from error
        except Exception as error:  # whatever a template's own expression raised
            code = "template.undefined" if isinstance(error, jinja2.UndefinedError) else "template.error"
            raise ProblemError(
                [Problem(code, _place(error, file), msg("this fails: {said}", said=foreign(error)))]
            ) from error


def _place(error: Exception, file: str) -> Place:
    """Return the innermost template line of an error's traceback."""
    found, trace = Place(file), error.__traceback__
    while trace is not None:
        name = trace.tb_frame.f_code.co_filename
        if name.endswith(".j2"):
            found = Place(name, trace.tb_lineno, 1)
        trace = trace.tb_next
    return found


def _context(theme: Theme, lang: str) -> dict[str, Any]:
    """What every part template may use."""
    from markupsafe import Markup

    image_width = 5_486_400
    image_height = image_width * theme.height // theme.width
    return {
        "theme": theme,
        "lang": lang,
        "layouts": list(theme.layouts.values()),
        "master": _master_placeholders(theme),
        "guides": _guides(theme),
        "kinsoku": {"not_first": NOT_FIRST, "not_last": NOT_LAST} if lang.startswith(("zh", "ja", "ko")) else {},
        "scripts": sorted({"Hans", _SCRIPTS.get(lang, "Hans")}),
        "slide_image": Rect(Emu(685_800), Emu(1_143_000), Emu(image_width), Emu(image_height)),
        "anchors": ANCHOR,
        "decorative": Markup(DECORATIVE),
        "fill": lambda color: Markup(paint.fill(color)),
        "drawn": lambda decoration: Markup(_drawn(decoration)),
        "style": lambda holder, layout: Markup(list_style(theme, layout, holder)),
        "title_style": Markup(level_style(1, title_look(theme), None)),
        "body_style": Markup(_body_style(theme)),
        "plain_style": lambda number, size, lang="": Markup(
            level_style(number, _plain(theme, size, number), None, lang)
        ),
        "paint": lambda color: Markup(paint.color(color)),
        "field_id": field_id,
        "called": lambda kind: in_language(kind, theme.wording.shapes),
        "table_style": {"id": TABLE_STYLE, "xml": Markup(table_style(theme))},
        "layout_id": lambda number: _FIRST_MASTER_ID + number,
    }


def _drawn(decoration: Decoration) -> str:
    """Return place and geometry of a layout's decoration: a rectangle, or rings in a corner of it."""
    if not decoration.rings:
        return f'{transform(decoration.rect)}<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>'
    rect, outline = quarter_rings(decoration.rect, decoration.corner, decoration.rings).outline()
    return transform(rect) + outline_xml(outline)


def list_style(theme: Theme, layout: Layout, holder: Placeholder) -> str:
    """Placeholder of a layout -> the levels of its list style: what the master does not say already."""
    given = inherited_looks(theme, holder)
    own = placeholder_looks(theme, layout, holder)
    if len(own) < len(given) and own[-1].color != theme.color("ink") and not own[-1].bullet:
        own += (own[-1],) * (len(given) - len(own))  # further in, the master's ink may not be seen here
    looks = enumerate(own)
    bullets = theme.color("primary", layout.accent)
    return "".join([level_style(n + 1, look, given[min(n, len(given) - 1)], bullets=bullets) for n, look in looks])


def _body_style(theme: Theme) -> str:
    bullets = theme.color("primary")
    return "".join([level_style(n, look, None, bullets=bullets) for n, look in enumerate(body_looks(theme), 1)])


def _plain(theme: Theme, size: Pt, level: int) -> LevelLook:
    """Return the look of text of no kind in particular."""
    return LevelLook(size=size, color=theme.color("ink"), pitch=USUAL, indent=Emu(457_200 * (level - 1)))


def _master_placeholders(theme: Theme) -> list[Placeholder]:
    """Return one placeholder of each kind that a master has, as the layouts that have it say; texts win over covers."""
    found: dict[str, Placeholder] = {}
    for layout in theme.layouts.values():
        for placeholder in layout.placeholders.values():
            if placeholder.type != "body" or (placeholder.index == 1 and layout.key == "text"):
                found[placeholder.type] = placeholder
    return [found[kind] for kind in ("title", "body", "dt", "ftr", "sldNum") if kind in found]


def _guides(theme: Theme) -> list[Guide]:
    """Return guides at the margins of the body and in the middle of the gutters of a grid of twelve columns."""
    layout = theme.layouts.get("text") or next(iter(theme.layouts.values()))
    body, gap = layout.body, theme.unit
    across = [(column.right + gap // 2, False) for column in body.columns(12, gap)[:-1]]
    across = [(body.x, True), *across, (body.right, True)]
    down = [(body.y, True), (body.bottom, True)]
    return [Guide(_eighths(at), False, margin) for at, margin in across] + [
        Guide(_eighths(at), True, margin) for at, margin in down
    ]


def _eighths(length: int) -> int:
    return round(length * 576 / EMU_PER_INCH)
