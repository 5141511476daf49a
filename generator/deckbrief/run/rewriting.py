"""A YAML file, one of its texts, other words -> the file with these words in their place, and nothing else changed.

The span of the one scalar is replaced; comments, order, indentation, quotes of others and line ends stay. What comes
out is read again and compared: every other text must be the one that it was, or the words are quoted more carefully.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Final

import yaml

from deckbrief.base.record import record
from deckbrief.base.script.odd import cleaned
from deckbrief.content.nodes import Mapping, Node, Scalar, Sequence, Source, compose, parser_class

Keys = tuple[str | int, ...]
"""The way from a file's root to a text: keys of mappings, places in lists."""

_BOM: Final = b"\xef\xbb\xbf"
_STRING: Final = "tag:yaml.org,2002:str"
_BLANK: Final = " \t\r\n"
"""What YAML takes for blank: other spaces are words."""


class CannotRewriteError(Exception):
    """Raised where a text is not there, or no way to write the words was found. Nothing has been changed."""


class ConflictError(CannotRewriteError):
    """Raised where another text stands there than the one that is to be replaced; `now` is what stands there."""

    def __init__(self, now: str) -> None:
        super().__init__(now)
        self.now = now


@record
class Written:
    """A text of a file: the way to it, what it says, where it begins (an offset, and a line and column from 1)."""

    keys: Keys
    text: str
    start: int
    line: int
    column: int


def texts_of(text: str) -> list[Written]:
    """Text of a YAML file -> all texts in it, in the order of the file; none where it cannot be read."""
    source = Source("", text)
    root, problems = compose(source)
    if root is None or problems:
        return []
    found = [(keys, scalar, source.place(scalar.start)) for keys, scalar in _scalars(root)]
    return [Written(keys, scalar.text, scalar.start, place.line, place.column) for keys, scalar, place in found]


def texts_below(text: str, line: int, column: int) -> list[Written]:
    """Text of a file, where an entry begins -> the texts that the entry holds; the largest that begins there counts."""
    found = way_to(text, line, column)
    if found is None:
        return []
    return [written for written in texts_of(text) if written.keys[: len(found)] == found]


def way_to(text: str, line: int, column: int) -> Keys | None:
    """Text of a file, where an entry begins -> the way to it; the largest that begins there counts."""
    source = Source("", text)
    root, _ = compose(source)
    return next((keys for keys, node in _nodes(root) if _begins(source, node, line, column)), None)


def node_at(root: Node | None, way: Keys) -> Node | None:
    """Root of a file, a way into it -> what stands there; None where nothing does."""
    node = root
    for name in way:
        if isinstance(node, Mapping) and isinstance(name, str) and name in node.pairs:
            node = node.pairs[name][1]
        elif isinstance(node, Sequence) and isinstance(name, int) and 0 <= name < len(node.items):
            node = node.items[name]
        else:
            return None
    return node


def _begins(source: Source, node: Node, line: int, column: int) -> bool:
    place = source.place(node.start)
    return (place.line, place.column) == (line, column)


def rewritten(text: str, keys: Keys, old: str, new: str) -> str:
    """Text of a file, the way to a text in it, what it says, what it is to say -> the text of the file then.

    Raises ConflictError where it says something else by now, CannotRewriteError where it is not there any more.
    """
    before = {written.keys: written for written in texts_of(text)}
    if keys not in before:
        raise CannotRewriteError("the text is not there any more")
    if before[keys].text.rstrip("\n") != old.rstrip("\n"):
        raise ConflictError(before[keys].text)
    start = before[keys].start
    end, style = _span(text, start)
    wanted = new.rstrip("\n") + before[keys].text[len(before[keys].text.rstrip("\n")) :]
    for candidate in _spellings(text, start, end, style, wanted):
        whole = text[:start] + candidate + text[end:]
        if _says(whole, before, keys, wanted):
            return whole
    raise CannotRewriteError("these words cannot be written here")


def with_key(text: str, keys: Keys, value: str) -> str:
    """Text of a file, the way to a key that is not there, its value as YAML -> the file with it, behind the first text.

    Where no key of its entry holds a text alone, it comes first.

    Raises ConflictError where the key is there by now, CannotRewriteError where it cannot be added without more.
    """
    before = {written.keys: written.text for written in texts_of(text)}
    *way, name = keys
    root = compose(Source("", text))[0]
    if node_at(root, keys) is not None:
        raise ConflictError(before.get(keys, ""))
    first = next((found for found in texts_of(text) if found.keys[:-1] == tuple(way) and found.keys), None)
    node = node_at(root, tuple(way))
    if not isinstance(node, Mapping) or not node.pairs:
        raise CannotRewriteError("there is no place for it")
    end, style = _span(text, first.start) if first else (0, "")
    if style in ("|", ">"):
        raise CannotRewriteError("there is no place for it")
    if first is None:
        start = next(iter(node.pairs.values()))[0].start
        between = ", " if node.flow else _next_line(text, start)
        whole = f"{text[:start]}{name}: {value}{between}{text[start:]}"
    elif node.flow:
        whole = f"{text[:end]}, {name}: {value}{text[end:]}"
    else:
        line = re.compile(r"[^\r\n]*").match(text, end)
        end = line.end() if line else end
        key = node.pairs[str(first.keys[-1])][0].start
        whole = f"{text[:end]}{_next_line(text, key)}{name}: {value}{text[end:]}"
    added = {written.keys: written.text for written in texts_of(f"{name}: {value}")}
    expected = before | {(*way, *below): said for below, said in added.items()}
    if {written.keys: written.text for written in texts_of(whole)} != expected:
        raise CannotRewriteError("there is no place for it")
    return whole


def _next_line(text: str, start: int) -> str:
    """Text of a file, where a key begins -> the end of a line, and the indentation of that key."""
    column = start - max(text.rfind("\n", 0, start), text.rfind("\r", 0, start)) - 1
    return line_end_of(text) + " " * column


def line_end_of(text: str) -> str:
    """Text of a file -> what its first line ends with; a line feed where there is one line alone."""
    found = re.search(r"\r\n|\r|\n", text)
    return found[0] if found else "\n"


def _says(text: str, before: dict[Keys, Written], keys: Keys, wanted: str) -> bool:
    """Tell whether a file says what it said before, but for the one text."""
    after = {written.keys: written.text for written in texts_of(text)}
    expected = {way: written.text for way, written in before.items()}
    expected[keys] = cleaned(wanted)
    return after == expected and not _is_nothing(text, keys, wanted)


def _is_nothing(text: str, keys: Keys, wanted: str) -> bool:
    """Tell whether words would be read as no value (`null`, `~`)."""
    root, _ = compose(Source("", text))
    return bool(wanted) and any(way == keys and scalar.is_null for way, scalar in _scalars(root))


def _span(text: str, start: int) -> tuple[int, str]:
    """Text of a file, where one of its texts begins -> where that ends, and its style (empty: plain)."""
    parser = parser_class()(text)
    while parser.check_event():
        event: Any = parser.get_event()
        if type(event) is yaml.ScalarEvent and getattr(event.start_mark, "index", None) == start:
            return int(getattr(event.end_mark, "index", start)), event.style or ""
    raise CannotRewriteError("the text is not there any more")


def _spellings(text: str, start: int, end: int, style: str, wanted: str) -> Iterator[str]:
    """Yield ways to write words, the one of the text that stands there first."""
    raw = text[start:end]
    single = "'" + wanted.replace("'", "''") + "'"
    if style in ("|", ">"):
        yield _block(raw, wanted)
        tail = raw[len(raw.rstrip(_BLANK)) :]
        yield json.dumps(wanted, ensure_ascii=False) + tail
        return
    if style == "" and "\n" not in wanted and (_is_text(wanted) or not _is_text(raw)):
        yield wanted
    if style == "'" and "\n" not in wanted:
        yield single
    yield json.dumps(wanted, ensure_ascii=False)


def _block(raw: str, wanted: str) -> str:
    """A block text as written, other words -> the same block with these: its header, its indentation, its line ends."""
    header, line_end, body = re.match(r"([^\r\n]*)(\r\n|\r|\n)?(.*)", raw, re.DOTALL).groups()  # type: ignore[union-attr]
    first = next((line for line in re.split(r"\r\n|\r|\n", body) if line.strip(" \t")), "")
    indent = first[: len(first) - len(first.lstrip(" "))] or "  "
    tail = body[len(body.rstrip(_BLANK)) :]
    lines = wanted.rstrip("\n").split("\n")
    if header.startswith(">"):  # a line break is two, and a line of its own is one
        lines = [part for line in lines for part in (line, "")][:-1]
    return header + (line_end or "\n") + (line_end or "\n").join(indent + line if line else "" for line in lines) + tail


def _is_text(word: str) -> bool:
    """Tell whether YAML 1.1 takes a plain word for a text, and not for a number, a date, a truth or nothing."""
    loader: Any = yaml.SafeLoader("")
    return bool(loader.resolve(yaml.ScalarNode, word, (True, False)) == _STRING)


def _nodes(root: Node | None) -> Iterator[tuple[Keys, Node]]:
    """Yield every list, mapping and text with the way to it; what holds others comes before them."""
    stack: list[tuple[Keys, Node]] = [((), root)] if root is not None else []
    while stack:
        keys, node = stack.pop()
        yield keys, node
        inside: list[tuple[Keys, Node]] = []
        if isinstance(node, Mapping):
            inside = [((*keys, name), value) for name, (_, value) in node.pairs.items()]
        elif isinstance(node, Sequence):
            inside = [((*keys, place), item) for place, item in enumerate(node.items)]
        stack += reversed(inside)


def _scalars(root: Node | None) -> Iterator[tuple[Keys, Scalar]]:
    return ((keys, node) for keys, node in _nodes(root) if isinstance(node, Scalar))


# Files ----------------------------------------------------------------------------------------------------------------


def decoded(data: bytes) -> str:
    """Bytes of a file -> its text, line ends as they are, without a byte order mark. Raises UnicodeDecodeError."""
    return data.removeprefix(_BOM).decode("utf-8")


def rewrite_file(file: Path, keys: Keys, old: str | None, new: str) -> tuple[bytes, bytes]:
    """Write other words into a file, in one step -> its bytes before and after; without old ones a key is added.

    Raises CannotRewriteError, and OSError where it cannot be read or written.
    """
    return change_file(file, lambda text: with_key(text, keys, new) if old is None else rewritten(text, keys, old, new))


def change_file(file: Path, change: Callable[[str], str]) -> tuple[bytes, bytes]:
    """Put what a change makes of a file's text into the file, in one step -> its bytes before and after.

    Raises what the change does, CannotRewriteError where the file is no text, OSError.
    """
    from deckbrief.run.files import write_whole

    before = file.read_bytes()
    try:
        text = decoded(before)
    except UnicodeDecodeError as error:
        raise CannotRewriteError("the file is not UTF-8") from error
    whole = change(text)
    after = (_BOM if before.startswith(_BOM) else b"") + whole.encode()
    if after != before:
        write_whole(file.resolve(), after)
    return before, after


def written_plainly(written: Written) -> dict[str, Any]:
    """A text of a file -> plain values, as JSON has them."""
    return {"keys": list(written.keys), "text": written.text, "line": written.line, "column": written.column}
