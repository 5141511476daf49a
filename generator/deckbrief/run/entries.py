"""A YAML file, one of its lists, an entry to add, take away or move -> the file with just that done.

Whole lines are moved where the list is written with dashes: comments above an entry and behind it go with it, blank
lines stay where they part entries, indentation, quotes and line ends stay what they are. What comes out is read again,
and must say what the change means, or nothing is changed.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence as Sequenced
from functools import cached_property
from itertools import pairwise
from typing import Any, Final

import yaml

from deckbrief.base.patterns import deferred
from deckbrief.base.record import record, replace
from deckbrief.content.nodes import Mapping, Node, Scalar, Sequence, Source, compose, parser_class
from deckbrief.run.rewriting import CannotRewriteError, Keys, line_end_of, node_at

_LINES: Final = deferred(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+")
_OPENING: Final = (
    yaml.BlockSequenceStartToken, yaml.BlockMappingStartToken, yaml.FlowSequenceStartToken, yaml.FlowMappingStartToken,
)  # fmt: skip
_CLOSING: Final = (yaml.BlockEndToken, yaml.FlowSequenceEndToken, yaml.FlowMappingEndToken)


@record
class Pieces:
    """A list's text: what stands before it, its entries, what stands between them, what stands behind."""

    before: str
    entries: tuple[str, ...]
    gaps: tuple[str, ...]
    behind: str
    flow: bool
    pad: str = ""
    """What stands before a dash."""
    line_end: str = "\n"

    @property
    def text(self) -> str:
        """Return the whole file."""
        gaps = [*self.gaps[: max(0, len(self.entries) - 1)], ""]
        return self.before + "".join(map("".join, zip(self.entries, gaps, strict=False))) + self.behind


class _Reading:
    """A file's text and nodes, and its tokens and lines, looked for once and found by their offsets."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.root = compose(Source("", text))[0]

    @cached_property
    def tokens(self) -> list[Any]:
        scanner, found = parser_class()(self.text), []
        while scanner.check_token():
            found.append(scanner.get_token())
        return found

    def tokens_from(self, offset: int) -> list[Any]:
        """Return the tokens that begin there or later."""
        return self.tokens[bisect_left(self._starts, offset) :]

    @cached_property
    def _starts(self) -> list[int]:
        return [token.start_mark.index for token in self.tokens]

    @cached_property
    def _dashes(self) -> list[int]:
        return [token.start_mark.index for token in self.tokens if isinstance(token, yaml.BlockEntryToken)]

    def dash_of(self, item: Node) -> int:
        """Return where the dash of an entry stands."""
        return self._dashes[bisect_left(self._dashes, item.start) - 1]

    @cached_property
    def lines(self) -> list[tuple[int, str]]:
        """Where each line begins, and the line with its end."""
        return [(found.start(), found[0]) for found in _LINES.finditer(self.text)]

    def line_at(self, offset: int) -> int:
        return bisect_right(self.lines, offset, key=lambda line: line[0]) - 1


def list_texts(text: str, ways: Sequenced[Keys]) -> list[str]:
    """Text of a file, the ways to lists -> each list as it is written; empty where there is none."""
    reading = _Reading(text)
    return [_list_text(reading, keys) for keys in ways]


def _list_text(reading: _Reading, keys: Keys) -> str:
    try:
        pieces = _pieces(reading, keys)
    except CannotRewriteError:
        return ""
    return pieces.text[len(pieces.before) : len(pieces.text) - len(pieces.behind)]


def with_entry(text: str, keys: Keys, at: int, value: Any) -> str:
    """Text of a file, the way to a list, where in it, a new entry as plain values -> the file with it.

    Raises CannotRewriteError.
    """
    expected = _plain_list(text, keys)
    at = max(0, min(at, len(expected)))
    expected.insert(at, value)
    pieces = _pieces(_Reading(text), keys)
    entries, gaps = list(pieces.entries), list(pieces.gaps)
    if pieces.flow:
        entries.insert(at, flow_text(value))
        gaps.insert(min(at, len(gaps)), _entry_gap(gaps))
    else:
        entries.insert(at, _block_text(value, pieces))
        gaps.insert(min(at, len(gaps)), gaps[0] if gaps and not gaps[0].strip() else "")
    return _checked(text, keys, _with(pieces, entries, gaps), expected)


def without_entry(text: str, keys: Keys, at: int) -> str:
    """Text of a file, the way to a list, the place of an entry -> the file without it. Raises CannotRewriteError."""
    expected = _plain_list(text, keys)
    if not 0 <= at < len(expected):
        raise CannotRewriteError("the entry is not there any more")
    del expected[at]
    pieces = _pieces(_Reading(text), keys)
    _refuse_notes_between(pieces)
    entries, gaps = list(pieces.entries), list(pieces.gaps)
    del entries[at]
    gone = gaps.pop(min(at, len(gaps) - 1)) if gaps else ""
    if not pieces.flow and gone.strip():  # notes that stand between entries are of none of them
        if at == 0:
            pieces = replace(pieces, before=pieces.before + gone)
        elif at == len(entries):
            pieces = replace(pieces, behind=gone + pieces.behind)
        else:
            gaps[at - 1] += gone
    return _checked(text, keys, _with(pieces, entries, gaps), expected)


def with_moved(text: str, keys: Keys, at: int, to: int) -> str:
    """Text of a file, the way to a list, where an entry stands and is to stand -> the file.

    Raises CannotRewriteError.
    """
    expected = _plain_list(text, keys)
    if not (0 <= at < len(expected) and 0 <= to < len(expected)):
        raise CannotRewriteError("the entry is not there any more")
    order = list(range(len(expected)))
    order.insert(to, order.pop(at))
    return in_order(text, keys, order)


def in_order(text: str, keys: Keys, order: Sequenced[int]) -> str:
    """Text of a file, the way to a list, the places of its entries in a new order -> the file.

    Raises CannotRewriteError.
    """
    there = _plain_list(text, keys)
    if sorted(order) != list(range(len(there))):
        raise CannotRewriteError("the entries are not there any more")
    pieces = _pieces(_Reading(text), keys)
    _refuse_notes_between(pieces)
    entries = [pieces.entries[place] for place in order]
    return _checked(text, keys, _with(pieces, entries, pieces.gaps), [there[place] for place in order])


def without_key(text: str, keys: Keys) -> str:
    """Text of a file, the way to a key -> the file without it and what it holds. Raises CannotRewriteError."""
    *way, name = keys
    reading = _Reading(text)
    owner = node_at(reading.root, tuple(way))
    if not isinstance(owner, Mapping) or name not in owner.pairs or len(owner.pairs) == 1:
        raise CannotRewriteError("the key is not there any more, or the only one")
    expected = plain(reading.root)
    _dig(expected, tuple(way)).pop(name)
    names = list(owner.pairs)
    place = names.index(str(name))
    starts = [owner.pairs[each][0].start for each in names]
    if owner.flow:
        end = _end_of_flow(reading, owner.start)
        stops = [*starts[1:], end]
        if place:
            cut = tuple(_last_word(reading.tokens, stops[at], (yaml.FlowEntryToken,)) for at in (place - 1, place))
        else:
            cut = starts[0], starts[1]
        whole = text[: cut[0]] + text[cut[1] :]
    else:
        lines = reading.lines
        first = reading.line_at(starts[place])
        pad = lines[first][1][: starts[place] - lines[first][0]]
        if pad.strip(" \t"):
            raise CannotRewriteError("it begins the entry that it is in")
        last = reading.line_at(_content_end(reading, starts[place], None) - 1)
        first = _with_comments_above(lines, first, len(pad))
        last = _with_deeper_comments(lines, last, len(pad))
        whole = "".join(line for at, (_, line) in enumerate(lines) if not first <= at <= last)
    if plain(compose(Source("", whole))[0]) != expected:
        raise CannotRewriteError("it cannot be taken out here")
    return whole


# Pieces ---------------------------------------------------------------------------------------------------------------


def _pieces(reading: _Reading, keys: Keys) -> Pieces:
    node = node_at(reading.root, keys)
    if not isinstance(node, Sequence):
        raise CannotRewriteError("the list is not there any more")
    return _flow_pieces(reading, node) if node.flow else _block_pieces(reading, node)


def _flow_pieces(reading: _Reading, node: Sequence) -> Pieces:
    text = reading.text
    spans: list[list[int]] = []
    depth, fresh, end = 0, True, node.start
    for token in reading.tokens_from(node.start):
        start, stop = token.start_mark.index, token.end_mark.index
        if depth == 1 and isinstance(token, yaml.FlowEntryToken):
            fresh = True
            continue
        if isinstance(token, _CLOSING):
            depth -= 1
        if depth == 0 and spans and isinstance(token, _CLOSING):
            end = start
            break
        if depth == 0 and isinstance(token, yaml.FlowSequenceEndToken):
            end = start
            break
        if depth >= 1 and stop > start:
            if fresh:
                spans.append([start, stop])
                fresh = False
            spans[-1][1] = stop
        if isinstance(token, _OPENING):
            depth += 1
    if not spans:
        return Pieces(text[: node.start + 1], (), (), text[end:], True)
    entries = tuple(text[start:stop] for start, stop in spans)
    gaps = tuple(text[a[1] : b[0]] for a, b in pairwise(spans))
    return Pieces(text[: spans[0][0]], entries, gaps, text[spans[-1][1] :], True)


def _block_pieces(reading: _Reading, node: Sequence) -> Pieces:
    own = [reading.dash_of(item) for item in node.items]
    lines = reading.lines
    if not lines[-1][1].endswith(("\n", "\r")):
        lines = [*lines[:-1], (lines[-1][0], lines[-1][1] + "\n")]
    found = [reading.line_at(dash) for dash in own]
    column = own[0] - lines[found[0]][0]
    if any(lines[line][1][:column].strip(" \t") for line in found):
        raise CannotRewriteError("the list begins on the line of another one")
    firsts = [_with_comments_above(lines, line, column) for line in found]
    ends = [_content_end(reading, dash, following) for dash, following in zip(own, [*own[1:], None], strict=True)]
    lasts = [_with_deeper_comments(lines, reading.line_at(end - 1), column, stop) for end, stop in
             zip(ends, [*firsts[1:], len(lines)], strict=True)]  # fmt: skip
    join = [line for _, line in lines]
    return Pieces(
        before="".join(join[: firsts[0]]),
        entries=tuple("".join(join[first : last + 1]) for first, last in zip(firsts, lasts, strict=True)),
        gaps=tuple("".join(join[last + 1 : first]) for last, first in zip(lasts, firsts[1:], strict=False)),
        behind="".join(join[lasts[-1] + 1 :]),
        flow=False,
        pad=lines[found[0]][1][:column],
        line_end=line_end_of(reading.text),
    )


def _content_end(reading: _Reading, start: int, following: int | None) -> int:
    """Where an entry or a key begins, and the next one -> where its last word ends."""
    text = reading.text
    depth, end, begun = 0, start + 1, False
    for token in reading.tokens_from(start):
        at, stop = token.start_mark.index, token.end_mark.index
        begun = begun or (at == start and isinstance(token, (yaml.BlockEntryToken, yaml.KeyToken)))
        if not begun:
            continue
        if following is not None and at >= following:
            break
        if isinstance(token, _CLOSING):
            depth -= 1
        if depth < 0 or isinstance(token, (yaml.StreamEndToken, yaml.DocumentEndToken)):
            break
        if at > start and depth == 0 and following is None and _is_next(token, text, start):
            break
        if stop > at and not isinstance(token, yaml.BlockEndToken):
            end = max(end, at + len(text[at:stop].rstrip()))
        if isinstance(token, _OPENING):
            depth += 1
    return end


def _is_next(token: Any, text: str, start: int) -> bool:
    """Tell whether a token begins the next entry or key; the dashes of a key's own list may stand right below it."""
    if isinstance(token, yaml.BlockEntryToken):
        return text[start] == "-" and text[start + 1 : start + 2].isspace()
    return isinstance(token, yaml.KeyToken)


def _last_word(tokens: list[Any], before: int, skip: tuple[type, ...]) -> int:
    """Return where the last token that is written before a place ends."""
    written = (token for token in tokens if token.end_mark.index > token.start_mark.index)
    return max(
        int(token.end_mark.index) for token in written if token.end_mark.index <= before and not isinstance(token, skip)
    )


def _end_of_flow(reading: _Reading, start: int) -> int:
    depth = 0
    for token in reading.tokens_from(start):
        depth += isinstance(token, _OPENING) - isinstance(token, _CLOSING)
        if depth == 0:
            return int(token.start_mark.index)
    raise CannotRewriteError("the entry is not there any more")


def _comment_column(line: str) -> int | None:
    """Return where a line that is a comment alone has its mark; None of others."""
    rest = line.lstrip(" \t")
    return len(line) - len(rest) if rest.startswith("#") else None


def _with_comments_above(lines: list[tuple[int, str]], first: int, column: int) -> int:
    while first and (at := _comment_column(lines[first - 1][1])) is not None and at <= column:
        first -= 1
    return first


def _with_deeper_comments(lines: list[tuple[int, str]], last: int, column: int, stop: int | None = None) -> int:
    for at in range(last + 1, len(lines) if stop is None else stop):
        deeper = _comment_column(lines[at][1])
        if deeper is not None and deeper > column:
            last = at
        elif lines[at][1].strip():
            break
    return last


def _refuse_notes_between(pieces: Pieces) -> None:
    """A note within brackets may be of either neighbour."""
    if pieces.flow and any("#" in gap for gap in pieces.gaps):
        raise CannotRewriteError("there are notes between the entries")


def _with(pieces: Pieces, entries: Sequenced[str], gaps: Sequenced[str]) -> Pieces:
    return replace(pieces, entries=tuple(entries), gaps=tuple(gaps))


def _entry_gap(gaps: Sequenced[str]) -> str:
    return gaps[0] if gaps and "#" not in gaps[0] else ", "


def _checked(text: str, keys: Keys, pieces: Pieces, expected: list[Any]) -> str:
    """The pieces of a changed list -> the file, if it says what it said, and in that list what is expected."""
    whole = pieces.text
    if not pieces.entries and not pieces.flow:
        whole = _emptied(pieces)
    if not text.endswith(("\n", "\r")):
        whole = re.sub(r"(\r\n|\r|\n)\Z", "", whole)
    root, problems = compose(Source("", whole))
    wanted = plain(compose(Source("", text))[0])
    _dig(wanted, keys)[:] = expected
    if problems or plain(root) != wanted:
        raise CannotRewriteError("it cannot be written here")
    return whole


def _emptied(pieces: Pieces) -> str:
    """A list without entries is written with brackets, behind its key."""
    kept = pieces.before.rstrip(" \t\r\n")
    cut = re.search(r":(?=[ \t]*(?:#[^\r\n]*)?(?:\r\n|\r|\n)?\Z)", pieces.before) or re.search(r":\Z", kept)
    if cut is None:
        raise CannotRewriteError("it cannot be written here")
    return f"{pieces.before[: cut.end()]} []{pieces.before[cut.end() :]}{pieces.behind}"


# Plain values ---------------------------------------------------------------------------------------------------------


def plain(node: Node | None) -> Any:
    """Node -> lists, mappings and texts; no value is None."""
    if isinstance(node, Mapping):
        return {name: plain(value) for name, (_, value) in node.pairs.items()}
    if isinstance(node, Sequence):
        return [plain(item) for item in node.items]
    if isinstance(node, Scalar):
        return None if node.is_null else node.text
    return None


def _dig(value: Any, way: Keys) -> Any:
    for name in way:
        value = value[name]
    return value


def _plain_list(text: str, keys: Keys) -> list[Any]:
    found = node_at(compose(Source("", text))[0], keys)
    if not isinstance(found, Sequence):
        raise CannotRewriteError("the list is not there any more")
    return list(plain(found))


def flow_text(value: Any) -> str:
    """Plain values -> YAML on one line."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{name}: {flow_text(one)}" for name, one in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(flow_text, value)) + "]"
    return value if re.fullmatch(r"[^\W_][\w-]*", value) and value.casefold() != "null" else _quoted(value)


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _block_text(value: Any, pieces: Pieces) -> str:
    """A new entry with a dash; keys below each other, and what they hold on their lines."""
    dashed = (re.search(r"^[ \t]*-( +)(.?)", entry, re.MULTILINE) for entry in pieces.entries)
    spaces = next(filter(None, dashed), None)
    below = isinstance(value, dict) and (spaces is None or spaces[2] != "{")
    lines = [f"{name}: {flow_text(one)}" for name, one in value.items()] if below else [flow_text(value)]
    gap = spaces[1] if spaces else " "
    head = f"{pieces.pad}-{gap}"
    return "".join(
        f"{head if not at else ' ' * len(head)}{line}{pieces.line_end}" for at, line in enumerate(lines)
    )  # fmt: skip
