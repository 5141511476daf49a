"""YAML text -> nodes, every key and value at its line and column.

The tree is built from libyaml's events and not with PyYAML's own composer: that one recurses in C and ends
the process on 100,000 opening brackets, forgets where an alias stands, and lets a key stand twice.
Scalars stay the text that the user wrote; what it means is decided by the field that takes it, so `no`,
`012`, `12:30` and `2024-11-08` stay what they are (YAML 1.1 reads a false, a ten, a 750 and a date).
"""

from __future__ import annotations

import importlib
import re
from bisect import bisect_right
from dataclasses import field
from typing import Any, Final, TypeVar

from deckbrief.base.message import Message, msg
from deckbrief.base.patterns import deferred, patterns_deferred
from deckbrief.base.problem import Hint, Place, Problem
from deckbrief.base.record import record, replace
from deckbrief.base.script.kinds import is_unspaced
from deckbrief.base.script.odd import ODD, cleaned
from deckbrief.content import limits
from deckbrief.content.syntax import BEGUN_EARLIER, in_our_words

with patterns_deferred():
    import yaml

_LINE_BREAK: Final = deferred(r"\r\n|\r|\n")
_FORBIDDEN: Final = deferred("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
"""What YAML 1.2 (section 5.1) and XML 1.0 do not allow in a text, and DEL."""

_SHARED: Final = "“”‘’…—"
_FOLD: Final = deferred(r"(?:\r\n|\r|\n)[ \t]*")
"""The end of a line and the indentation of the next one."""


class Source:
    """A file's text and where its lines begin; offsets count characters from 0."""

    def __init__(self, name: str, text: str) -> None:
        self.name = name
        self.text = text
        self._starts = [0, *(match.end() for match in _LINE_BREAK.finditer(text))]
        self._lines: dict[int, str] = {}

    def place(self, offset: int, length: int = 0) -> Place:
        """Offset, number of characters -> place; behind the last word of the file, it is the end of that word."""
        if offset >= len(self.text):
            offset = len(self.text.rstrip())
        line = bisect_right(self._starts, offset)
        return Place(self.name, line, offset - self._starts[line - 1] + 1, length)

    def line(self, number: int) -> str:
        """Return the text of a line, counted from 1, without its line break; the same text each time."""
        if number not in self._lines:
            self._lines[number] = self._line(number)
        return self._lines[number]

    def _line(self, number: int) -> str:
        start = self._starts[number - 1]
        end = self._starts[number] if number < len(self._starts) else len(self.text)
        return self.text[start:end].rstrip("\r\n")

    def problem(self, code: str, offset: int, message: Message, hint: Hint = "", length: int = 0) -> Problem:
        """Return a problem at an offset, with its source line."""
        place = self.place(offset, length)
        return Problem(code, place, message, hint, source_line=self.line(place.line))


@record(frozen=False)
class Scalar:
    """A text as written, without its quotes; `plain` when it had none. `start` is an offset."""

    text: str
    plain: bool
    start: int

    @property
    def length(self) -> int:
        """How many characters of its line are meant: those of a word without quotes; what is quoted is not counted."""
        return len(self.text) if self.plain else 0

    @property
    def is_null(self) -> bool:
        return self.plain and self.text in ("", "~", "null", "Null", "NULL")


@record(frozen=False)
class Sequence:
    """A list; `flow` when written with brackets."""

    start: int
    flow: bool
    items: list[Node] = field(default_factory=list)


@record(frozen=False)
class Mapping:
    """Keys and values in order; a key stands once."""

    start: int
    flow: bool
    pairs: dict[str, tuple[Scalar, Node]] = field(default_factory=dict)


@record(frozen=False)
class Unreadable:
    """Stands where a problem has been reported already."""

    start: int


Node = Scalar | Sequence | Mapping | Unreadable
_Marked = TypeVar("_Marked", Scalar, Sequence, Mapping, Sequence | Mapping)


@record(frozen=False)
class _Open:
    """A list or mapping that is being filled: its items or its pairs, and the key that waits for its value."""

    items: list[Node] | None
    pairs: dict[str, tuple[Scalar, Node]] | None
    key: Node | None = None


def compose(source: Source, *, aliases: bool = False) -> tuple[Node | None, list[Problem]]:
    """Source -> its node and all problems of form; no node when there is none or YAML cannot parse it.

    With `aliases`, `*name` is the node that `&name` marks above it; one that holds itself is refused.
    """
    forbidden = _FORBIDDEN.search(source.text)
    if forbidden:
        return None, [_forbidden_character(source, forbidden.group(), forbidden.start())]
    composer = _Composer(source, aliases)
    try:
        composer.take_all(parser_class()(source.text))
    except _TooMuchError as error:
        return None, [*composer.problems, source.problem("content.limit", error.offset, error.message, error.hint)]
    except (yaml.YAMLError, ValueError, OverflowError) as error:
        # The pure Python scanner lets chr() fail on "\UFFFFFFFF".
        told = {problem.place.line for problem in composer.problems}
        found = _syntax_problem(source, error, composer.swallowed)
        # What cannot be read any further because of a mistake that is told is no second one.
        return None, [*composer.problems, *([] if found.place.line in told else [found])]
    return composer.root, composer.problems


class _TooMuchError(Exception):
    def __init__(self, offset: int, message: Message, hint: Hint) -> None:
        self.offset, self.message, self.hint = offset, message, hint


def parser_class() -> Any:
    """Return PyYAML's parser, of events or of tokens: libyaml's, or the pure Python one.

    They differ in what a text between brackets may hold: the pure one ends it at a question mark. Who looks for places
    in a file has to read it as it was read.
    """
    try:
        return importlib.import_module("yaml._yaml").CParser
    except ImportError:
        return _PureParser


class _PureParser(yaml.reader.Reader, yaml.scanner.Scanner, yaml.parser.Parser):
    def __init__(self, text: str) -> None:
        yaml.reader.Reader.__init__(self, text)
        yaml.scanner.Scanner.__init__(self)
        yaml.parser.Parser.__init__(self)


class _Composer:
    """Takes events in order and grows the tree; problems of form are gathered, not raised."""

    def __init__(self, source: Source, aliases: bool) -> None:
        self.source = source
        self._anchors: dict[str, Node] | None = {} if aliases else None
        self.problems: list[Problem] = []
        self.root: Node | None = None
        self._open: list[_Open] = []
        self._documents = 0
        self.swallowed: int | None = None
        """Where a quoted text begins that holds what looks like keys: its closing quote may be missing."""
        self._careful = aliases or ODD.search(source.text) is not None

    def take_all(self, parser: Any) -> None:
        """Take a parser's events to the end. Nearly all are plain words, which are dealt with here, without a call."""
        ahead, get, opened = parser.check_event, parser.get_event, self._open
        left = 2 * limits.VALUES  # lists and mappings have an event where they end, too
        while ahead():
            event: Any = get()
            left -= 1
            if not left:
                message = msg("the file holds more than {values} values", values=limits.VALUES)
                raise _TooMuchError(event.start_mark.index, message, msg("share it among several files"))
            if type(event) is not yaml.ScalarEvent:
                self._take(event)
                continue
            start: Any = event.start_mark
            end: Any = event.end_mark
            style = event.style
            node: Node
            if style != '"' and not self._careful and event.tag is None and end.line == start.line:
                node = Scalar(event.value, not style, start.index)
            else:
                node = self._scalar(event)
            if not opened:
                self._add(node)
                continue
            parent = opened[-1]
            if parent.items is not None:
                parent.items.append(node)
            elif parent.key is None:
                parent.key = node
            else:
                self._pair(parent, node)

    def _take(self, event: Any) -> None:
        kind = type(event)
        if kind is yaml.MappingStartEvent:
            self._start(Mapping(event.start_mark.index, bool(event.flow_style)), event)
        elif kind is yaml.SequenceStartEvent:
            self._start(Sequence(event.start_mark.index, bool(event.flow_style)), event)
        elif kind is yaml.MappingEndEvent or kind is yaml.SequenceEndEvent:
            self._open.pop()
        elif kind is yaml.AliasEvent and self._anchors is not None:
            self._add_alias(event, self._anchors)
        elif kind is yaml.AliasEvent:
            self._refuse(
                event.start_mark.index,
                msg("aliases such as *{anchor} are not read", anchor=shortened(event.anchor)),
                _ALIAS_HINT,
            )
            self._add(Unreadable(event.start_mark.index))
        elif kind is yaml.DocumentStartEvent:
            self._documents += 1
            if self._documents == 2:
                hint = msg("write each document into a file of its own")
                self._refuse(event.start_mark.index, msg("a second document in one file"), hint)

    def _refuse(self, offset: int, message: Message, hint: Hint) -> None:
        self.problems.append(self.source.problem("content.syntax", offset, message, hint))

    def _start(self, node: Sequence | Mapping, event: Any) -> None:
        if len(self._open) >= limits.NESTING:
            hint = msg("a text that begins with [ or { needs quotes")
            raise _TooMuchError(node.start, msg("nested more than {nesting} levels deep", nesting=limits.NESTING), hint)
        if event.tag is not None:
            self._refuse_tag(event)
        self._mark(event, node)
        self._add(node)
        if isinstance(node, Sequence):
            self._open.append(_Open(node.items, None))
        else:
            self._open.append(_Open(None, node.pairs))

    def _scalar(self, event: Any) -> Node:
        if event.tag is not None:
            self._refuse_tag(event)
        start, text = event.start_mark.index, event.value
        forbidden = _FORBIDDEN.search(text)  # in the source's text there is none, but an escape can make one
        if forbidden:
            self.problems.append(_forbidden_character(self.source, forbidden.group(), start))
            return Unreadable(start)
        if event.end_mark.line != event.start_mark.line and event.style != "|":
            raw = self.source.text[start : event.end_mark.index]
            if event.style in ("'", '"') and _KEYS_WITHIN.search(raw):
                self.swallowed = start
            text = _unfolded(text, raw)
        return self._mark(event, Scalar(cleaned(text), not event.style, start))

    def _mark(self, event: Any, node: _Marked) -> _Marked:
        """Remember a node by its anchor, where aliases are read."""
        if self._anchors is not None and event.anchor:
            self._anchors[event.anchor] = node
        return node

    def _add_alias(self, event: Any, anchors: dict[str, Node]) -> None:
        node = anchors.get(event.anchor, Unreadable(event.start_mark.index))
        filling = [parent.items if parent.items is not None else parent.pairs for parent in self._open]
        inside = node.items if isinstance(node, Sequence) else node.pairs if isinstance(node, Mapping) else None
        if inside is not None and any(inside is held for held in filling):
            message = msg("the alias *{anchor} stands inside of what it stands for", anchor=shortened(event.anchor))
            self._refuse(event.start_mark.index, message, _ALIAS_HINT)
            node = Unreadable(event.start_mark.index)
        self._add(node)

    def _refuse_tag(self, event: Any) -> None:
        tag = shortened(event.tag.replace("tag:yaml.org,2002:", "!!"))
        hint = msg("a text that begins with ! needs quotes")
        self._refuse(event.start_mark.index, msg("tags such as {tag} are not read", tag=tag), hint)

    def _add(self, node: Node) -> None:
        if not self._open:
            if self._documents == 1:
                self.root = node
            return
        parent = self._open[-1]
        if parent.items is not None:
            parent.items.append(node)
        elif parent.key is None:
            parent.key = node
        else:
            self._pair(parent, node)

    def _pair(self, parent: _Open, value: Node) -> None:
        key, pairs = parent.key, parent.pairs
        assert key is not None, "a mapping's value comes after its key"
        assert pairs is not None, "only a mapping has keys"
        parent.key = None
        if isinstance(key, Scalar):
            if key.text not in pairs:
                pairs[key.text] = key, value
                return
            first = self.source.place(pairs[key.text][0].start)
            message = msg("the key '{text}' stands here again", text=shortened(key.text))
            hint = msg("it stands in line {line} already; keep one of them", line=first.line)
            self.problems.append(self.source.problem("content.duplicate-key", key.start, message, hint))
        elif not isinstance(key, Unreadable):
            hint = msg("a text that begins with { or [ needs quotes")
            self._refuse(key.start, msg("a key must be a word, not a list or a mapping"), hint)


_ALIAS_HINT: Final = msg("write it out again; a text that begins with * needs quotes")


def shortened(text: str) -> str:
    """Return the text on one line, at most 40 characters of it, for a message."""
    line = " ".join(text[:200].split())
    return line if len(line) <= 40 else line[:39] + "…"


def _unfolded(text: str, raw: str) -> str:
    """Undo the spaces that YAML puts for line breaks between characters of scripts that have none.

    A line break inside a Chinese sentence is no space: `深入\\n学习` is 深入学习. `raw` is the text as written.
    """
    for fold in _FOLD.finditer(raw):
        left, right = raw[: fold.start()].rstrip(" \t")[-1:], raw[fold.end() : fold.end() + 1]
        ours = is_unspaced(left) + is_unspaced(right)
        if ours == 2 or (ours and (left in _SHARED if is_unspaced(right) else right in _SHARED)):
            text = text.replace(f"{left} {right}", left + right)
    return text


def _forbidden_character(source: Source, character: str, offset: int) -> Problem:
    message = msg("the character U+{ord:04X} cannot stand in a document", ord=ord(character))
    return source.problem("content.character", offset, message, msg("delete it; it is invisible in most editors"))


_KEYS_WITHIN: Final = deferred(r"\n[ ]*(?:- )?[A-Za-z_]+:(?:[ ]|\r?\n)")


def _syntax_problem(source: Source, error: Exception, swallowed: int | None) -> Problem:
    """PyYAML's error, where a quoted text swallows keys before it -> a problem in our words where it helps most."""
    if swallowed is not None:
        return source.problem("content.syntax", swallowed, *in_our_words("unexpected end of stream"))
    said = str(getattr(error, "problem", None) or error).partition("\n")[0]
    mark = getattr(error, "problem_mark", None)
    context_mark = getattr(error, "context_mark", None)
    if mark and context_mark and context_mark.line != mark.line and any(words in said for words in BEGUN_EARLIER):
        mark = context_mark
    offset = mark.index if mark is not None else getattr(error, "position", 0)
    message, hint = in_our_words(said)
    problem = source.problem("content.syntax", offset, message)
    message, hint = _as_it_stands(problem, said) or (message, hint)
    problem = replace(problem, message=message)
    if problem.source_line[problem.place.column - 1 : problem.place.column] == "\t":
        hint = msg("indent with spaces, not with tabs")
    elif "：" in _key_part(problem.source_line):
        hint = msg("write ': ' after a key, not the full-width '：'")
    return Problem(problem.code, problem.place, message, hint or "", source_line=problem.source_line)


_CLOSED: Final = deferred(r"""(?:^|[:,\[{-])\s*(["'])(?:(?!\1).)*\1\s*\Z""")


CUT: Final = deferred(r"[ \t]+#(?=[^\s#!])([^\r\n]*)")
"""A comment that begins without a space is a number, or a word, that belongs to the text: Rule #1."""
COMMENT_HINT: Final = msg("put quotes around the text; a comment has a space behind the #")


def cut_by_comment(found: re.Match[str]) -> Message:
    """Return the message of a comment that seems to be the rest of a text."""
    return msg("' #' begins a comment: this is no part of the text: {rest}", rest=f"#{found[1].strip()}")


def _as_it_stands(problem: Problem, said: str) -> tuple[Message, Hint] | None:
    """Return what is wrong as the characters around the place say it, where the parser's words do not help."""
    if "expected ',' or" in said and (cut := CUT.search(problem.source_line)):
        return cut_by_comment(cut), COMMENT_HINT
    column = problem.place.column - 1
    before, at = problem.source_line[:column], problem.source_line[column:]
    if at.startswith(": ") and re.search(r"[{\[]", before):
        return msg("a ':' where none can stand"), msg("put quotes around a text that holds ': '")
    if at and at[0] not in ",]}:#" and (closed := _CLOSED.search(before)):
        other = "'" if closed[1] == '"' else '"'
        message = msg("words behind the quote that ends the text")
        return message, msg("put quotes {quote} around all of it", quote=other)
    return None


def _key_part(line: str) -> str:
    """Return what stands before the first ASCII colon of a line."""
    return line.partition(":")[0]
