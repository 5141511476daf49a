"""What libyaml and PyYAML say of YAML that they cannot read -> what we say, and what helps."""

from __future__ import annotations

from typing import Final

from deckbrief.base.message import Message, foreign, msg
from deckbrief.base.problem import Hint


def in_our_words(said: str) -> tuple[Message, Hint]:
    """A parser's words -> our message and hint; words that are not known are quoted in ours."""
    for theirs, ours, hint in _WORDS:
        if theirs in said:
            return ours, hint
    return msg("no valid YAML: {said}", said=foreign(said)), ""


BEGUN_EARLIER: Final = ("unexpected end of stream", "could not find expected ':'", "expected ',' or")
"""What the parser may notice lines after the mistake, which is where the quote, key or bracket begins."""

_EMPTY_CELL: Final = msg("write ~ for an empty cell; check the brackets and the quotes")

_WORDS: Final = (
    (
        "mapping values are not allowed",
        msg("a ':' where none can stand"),
        msg("move a key that stands too far right back; put quotes around a text that holds ': '"),
    ),
    ("could not find expected ':'", msg("a key without ':'"), msg("write `key: value`, with a space after the ':'")),
    (
        "did not find expected key",
        msg("neither a key nor the end of the list"),
        msg("check the indentation and the quotes"),
    ),
    ("did not find expected '-' indicator", msg("a list entry without '- '"), msg("check the indentation")),
    (
        "expected ',' or",
        msg("a ',' or the closing bracket is missing"),
        msg("a text that begins with [ or { needs quotes"),
    ),
    ("expected <block end>", msg("neither a key nor the end of the list"), msg("check the indentation and the quotes")),
    (
        "unexpected end of stream",
        msg("the closing quote is missing"),
        msg("a text with \" in it: put it between ' and '"),
    ),
    ("cannot start any token", msg("a character that cannot begin a text"), msg("put quotes around the text")),
    ("undefined alias", msg("a text that begins with *"), msg("put quotes around the text")),
    (
        "block sequence entries are not allowed",
        msg("a '- ' where no list can stand"),
        msg("begin the list on a new line"),
    ),
    ("unknown escape character", msg("an unknown escape"), msg("write \\\\ for a backslash between double quotes")),
    ("found a tab character", msg("a tab"), msg("indent with spaces")),
    ("character that cannot start", msg("a character that cannot begin a text"), msg("put quotes around the text")),
    ("found unexpected ':'", msg("a ':' where none can stand"), msg("put quotes around a text that holds ':'")),
    (
        "mapping keys are not allowed",
        msg("a '?' that cannot begin a text"),
        msg("put quotes around a text that begins with ?"),
    ),
    (
        "sequence entries are not allowed",
        msg("a '- ' where no list can stand"),
        msg("begin the list on a new line"),
    ),
    (
        "<document start>",
        msg("something after the end of the document"),
        msg("check the indentation: all of a file's keys begin in the first column"),
    ),
    (
        "document indicator",
        msg("a line of '---' or '...' within a text"),
        msg("a text with such a line is indented"),
    ),
    ("document separator", msg("a line of '---' or '...' within a text"), msg("a text with such a line is indented")),
    ("comment or line break", msg("text after | or >"), msg("the text begins on the next line")),
    ("comment or a line break", msg("text after | or >"), msg("the text begins on the next line")),
    ("chomping or indentation", msg("text after | or >"), msg("the text begins on the next line")),
    ("alphabetic or numeric character", msg("a text that begins with & or *"), msg("put quotes around the text")),
    ("second occurrence", msg("a text that begins with &"), msg("put quotes around the text")),
    ("tag", msg("a text that begins with !"), msg("put quotes around the text")),
    ("expected '>'", msg("a text that begins with !"), msg("put quotes around the text")),
    ("URI", msg("a text that begins with !"), msg("put quotes around the text")),
    ("directive", msg("a line that begins with %"), msg("put quotes around the text")),
    ("expected node content", msg("nothing where a value should be"), _EMPTY_CELL),
    ("expected the node content", msg("nothing where a value should be"), _EMPTY_CELL),
    ("hexdecimal number", msg("an unknown escape"), msg("write \\\\ for a backslash between double quotes")),
    ("hexadecimal numbers", msg("an unknown escape"), msg("write \\\\ for a backslash between double quotes")),
    ("Unicode character escape", msg("an unknown escape"), msg("write \\\\ for a backslash between double quotes")),
    (
        "control characters are not allowed",
        msg("a character that cannot be seen or printed"),
        msg("delete it, and write it anew"),
    ),
    (
        "special characters are not allowed",
        msg("a character that cannot be seen or printed"),
        msg("delete it, and write it anew"),
    ),
)
"""A part of what they say, what we say, and what helps; the first that fits counts."""
