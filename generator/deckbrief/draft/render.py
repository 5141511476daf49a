"""Model -> Jinja -> slide markup and HTML. Sandboxed, strict about undefined names, everything escaped."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import fields, is_dataclass
from functools import lru_cache
from io import BytesIO
from pathlib import Path
from typing import Any, Final

from deckbrief.base.cache import cache_folder, keep_bytes, kept_bytes
from deckbrief.base.emphasis import without_marks
from deckbrief.base.guid import guid
from deckbrief.base.message import Message, foreign, msg
from deckbrief.base.number import clock, number_in, rounded
from deckbrief.base.patterns import deferred, patterns_deferred
from deckbrief.base.problem import Hint, Place, Problem, ProblemError, nearest
from deckbrief.base.reading import note
from deckbrief.base.report import user_path
from deckbrief.content.paths import text_of
from deckbrief.draft.abreast import abreast
from deckbrief.draft.free import written
from deckbrief.draft.headings import heading, whole_words
from deckbrief.draft.notes import nested, span
from deckbrief.draft.parse import AT
from deckbrief.draft.room import has_room, sharing_slides
from deckbrief.draft.timing import allot
from deckbrief.draft.typography import FILTERS, holds

with patterns_deferred():
    import jinja2
    from jinja2.bccache import Bucket
    from jinja2.ext import Extension
    from jinja2.sandbox import SandboxedEnvironment
    from markupsafe import escape

_JINJA: Final = deferred(r"\{%.*?%\}|\{\{.*?\}\}|\{#.*?#\}", re.DOTALL)
_START_TAG: Final = deferred(r"<([A-Za-z][\w-]*)")


class PositionedTags(Extension):
    """Add to every start tag of slide markup where it stands in its template, for messages."""

    def preprocess(self, source: str, name: str | None, filename: str | None = None) -> str:
        """Template source -> the same with `_at="file:line:column"` in each tag; lines stay the same."""
        if not (name or "").endswith(".xml.j2"):
            return source
        jinja_spans = [match.span() for match in _JINJA.finditer(source)]
        label = escape(user_path(Path(filename or name or "")))
        pieces: list[str] = []
        end = 0
        for tag in _START_TAG.finditer(source):
            if any(start <= tag.start() < stop for start, stop in jinja_spans):
                continue
            line = source.count("\n", 0, tag.start()) + 1
            column = tag.start() - (source.rfind("\n", 0, tag.start()) + 1) + 1
            pieces.append(f'{source[end : tag.end()]} {AT}="{Place(label, line, column)}"')
            end = tag.end()
        return "".join(pieces) + source[end:]


class _Sandbox(SandboxedEnvironment):
    """Jinja's sandbox; that the model's entries are no functions, frames or classes it need not find out each time."""

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        """Tell whether a template may see an attribute: of an entry all that is not private."""
        if hasattr(type(obj), "__dataclass_fields__"):
            return not attr.startswith("_")
        return super().is_safe_attribute(obj, attr, value)

    def get_template(self, name: Any, *given: Any, **named: Any) -> jinja2.Template:
        """Return a template, as Jinja does; that it is read is noted, also where it was read before."""
        _note(name)
        return super().get_template(name, *given, **named)

    def select_template(self, names: Any, *given: Any, **named: Any) -> jinja2.Template:
        """Return the first template that exists, as Jinja does."""
        for name in names:
            _note(name)
        return super().select_template(names, *given, **named)


def _note(name: str | jinja2.Template) -> None:
    note(f"template:{name if isinstance(name, str) else name.name}")


@lru_cache(maxsize=8)
def environment(roots: tuple[Path, ...]) -> jinja2.Environment:
    """Folders of templates, first to last -> the environment that everything is rendered in."""
    result = _Sandbox(
        loader=jinja2.FileSystemLoader([str(root) for root in roots]),
        undefined=jinja2.StrictUndefined,
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=[PositionedTags, "jinja2.ext.do", "jinja2.ext.loopcontrols"],
        auto_reload=False,
        bytecode_cache=_compiled_templates(),
    )
    result.tests["numeric"] = lambda cell: number_in(cell) is not None
    result.tests["says"] = lambda entry, words: holds(text_of(entry), words)
    result.filters.update(
        FILTERS,
        heading=heading,
        written=written,
        has_room=has_room,
        sharing_slides=sharing_slides,
        whole_words=whole_words,
        indexed=_indexed,
        plain=_plain,
        abreast=abreast,
        nested=nested,
        clock=clock,
        span=span,
        allotted=lambda minutes, weights: allot(minutes, weights) if weights else [],
        headline=_headline,
        unmarked=without_marks,
    )
    return result


def _compiled_templates() -> jinja2.BytecodeCache | None:
    """Return where compiled templates are kept from run to run, if anywhere.

    They hold positions with paths as this working folder shows them, put in by this version of this module.
    """
    folder = cache_folder("templates")
    if folder is None:
        return None
    made_by = f"{os.getcwd()}\n{Path(__file__).stat().st_mtime_ns}"
    return CompiledTemplates(folder, guid(made_by))


class CompiledTemplates(jinja2.BytecodeCache):
    """Compiled templates in files; one that is damaged counts as none."""

    def __init__(self, folder: Path, made_by: str) -> None:
        self._folder, self._made_by = folder, made_by

    def _file(self, bucket: Bucket) -> Path:
        return self._folder / f"{self._made_by}-{bucket.key}.cache"

    def load_bytecode(self, bucket: Bucket) -> None:
        bucket.load_bytecode(BytesIO(kept_bytes(self._file(bucket))))

    def dump_bytecode(self, bucket: Bucket) -> None:
        keep_bytes(self._file(bucket), bucket.bytecode_to_string())


def _plain(number: float) -> str:
    """5.0 -> `5`, 7.5 -> `7.5`."""
    return rounded(number, 6)


def _indexed(named: Iterable[tuple[str, str]], lang: str) -> list[Any]:
    """Names with the ids of their places, language -> the groups of an index (`draft/index.py`)."""
    from deckbrief.draft.index import index

    return index(named, lang)


def _headline(text: str) -> str:
    """Sentence -> the same as a title: without a full stop."""
    return text.rstrip().rstrip("。.")


def render(name: str, context: Mapping[str, Any], roots: tuple[Path, ...]) -> str:
    """Template name and variables -> text.

    Raises ProblemError at the template's line where Jinja cannot parse or render it.
    """
    env = environment(roots)
    try:
        return env.get_template(name).render(context)
    except jinja2.TemplateNotFound as error:
        place = Place(user_path(roots[0] / str(error.name)))
        known = [template for template in env.list_templates() if not template.startswith(("themes/", "words/"))]
        message = msg("the template '{name}' does not exist", name=error.name)
        raise ProblemError([Problem("template.missing", place, message, nearest(str(error.name), known))]) from error
    except jinja2.TemplateSyntaxError as error:
        place = Place(user_path(Path(error.filename or name)), error.lineno, 1)
        message = msg("Jinja cannot read this: {said}", said=foreign(error.message))
        raise ProblemError([Problem("template.syntax", _at_statement(place), message)]) from error
    except Exception as error:  # whatever a template's own expression raised
        place = _template_place(error, name)
        raise ProblemError([_render_problem(error, place)]) from error


def _render_problem(error: Exception, place: Place) -> Problem:
    if isinstance(error, jinja2.UndefinedError):
        quoted = re.findall(r"'([^']*)'", str(error))
        message = _undefined(str(error), quoted)
        column = _column_of(place, quoted[-1]) if quoted else 1
        owner = re.match(r"'deckbrief\.[\w.]*\.(\w+) object' has no attribute '(\w+)'", str(error))
        hint: Hint = ""
        if owner:
            message = msg("{kind} has no '{attribute}'", kind=owner[1].lower(), attribute=owner[2])
            hint = _attribute_hint(owner[1], owner[2])
        return Problem("template.undefined", Place(place.file, place.line, column), message, hint)
    said = foreign(f"{type(error).__name__}: {error}")
    return Problem("template.error", _at_statement(place), msg("this fails: {said}", said=said))


def _undefined(said: str, quoted: Sequence[str]) -> Message:
    """Jinja's words and what is quoted in them -> the same in ours."""
    if said.endswith(" is undefined") and quoted:
        return msg("'{name}' is undefined", name=quoted[-1])
    if " has no attribute " in said and quoted:
        return msg("there is no '{attribute}' in it", attribute=quoted[-1])
    return msg("this fails: {said}", said=foreign(said))


def _attribute_hint(class_name: str, attribute: str) -> Hint:
    from deckbrief.content import model

    owner = getattr(model, class_name, None)
    return nearest(attribute, [item.name for item in fields(owner)]) if is_dataclass(owner) else ""


def _template_place(error: Exception, name: str) -> Place:
    """Return the innermost template line of an error's traceback."""
    found = [(frame, line) for frame, line in _frames(error) if frame.endswith(".j2")]
    file, line = found[-1] if found else (name, 1)
    return Place(user_path(Path(file)), line, 1)


def _frames(error: Exception) -> Iterator[tuple[str, int]]:
    trace = error.__traceback__
    while trace is not None:
        yield trace.tb_frame.f_code.co_filename, trace.tb_lineno
        trace = trace.tb_next


def _source_line(place: Place) -> str:
    try:
        return Path(place.file).read_text("utf-8").split("\n")[place.line - 1]
    except (OSError, IndexError, UnicodeDecodeError):
        return ""


def _column_of(place: Place, word: str) -> int:
    found = re.search(rf"\b{re.escape(word)}\b", _source_line(place))
    return found.start() + 1 if found else 1


def _at_statement(place: Place) -> Place:
    """Return the place with the column of the first Jinja statement on its line."""
    found = re.search(r"\{[%{]", _source_line(place))
    return Place(place.file, place.line, found.start() + 1 if found else 1)
