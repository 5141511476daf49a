"""Marks in a text -> its pieces: `**strong**`, `*weight*`, `==highlight==`, `` `code` ``, `[link](https://…)`.

CommonMark's rules ask for spaces that Chinese does not write: `**“三步”**走` and `**重点：**先做` stay literal
there, and `1*2*3` becomes emphasis. The rules here, a plug-in of markdown-it-py, know East Asian letters and marks:
beside punctuation an East Asian character opens and closes as a space does, and a single `*` between Latin letters or
digits does neither, nor do two between digits. A backslash keeps a mark as it is.
"""

from __future__ import annotations

from functools import cache, lru_cache
from typing import TYPE_CHECKING, Final

from deckbrief.base.patterns import deferred
from deckbrief.base.record import record
from deckbrief.base.script.kinds import is_unspaced

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_inline import StateInline
    from markdown_it.token import Token

_MARKS: Final = deferred(r"[*`\\]|==|\]\(")
_LINK: Final = deferred(r"\[[^\[\]\n]+\]\((?:https?://|mailto:)[^\s()]+\)")
_WORD: Final = deferred(r"[0-9A-Za-z]\Z")
_DIGIT: Final = deferred(r"[0-9]\Z")


@record
class Span:
    """A piece of a text that is told in one way."""

    text: str
    strong: bool = False
    weight: bool = False
    """Between single asterisks; what other languages slant."""
    marked: bool = False
    code: bool = False
    link: str = ""


def is_plain(text: str) -> bool:
    """Tell, quickly, that a text has nothing in it that may be a mark."""
    return _MARKS.search(text) is None


def spans(text: str) -> tuple[Span, ...]:
    """Text -> its pieces, in order; one without marks is a single piece as it stands."""
    if is_plain(text):
        return (Span(text),) if text else ()
    return _parsed(text)


def without_marks(text: str) -> str:
    """Text -> the same as it is read."""
    return "".join(span.text for span in spans(text))


@lru_cache(maxsize=1024)
def _parsed(text: str) -> tuple[Span, ...]:
    found: list[Span] = []
    open_marks = {"strong": 0, "em": 0, "mark": 0}
    link = ""
    for token in _tokens(text):
        kind, _, side = token.type.rpartition("_")
        if token.type in ("text", "code_inline", "text_special"):
            if token.content:
                span = Span(
                    token.content, strong=open_marks["strong"] > 0, weight=open_marks["em"] > 0,
                    marked=open_marks["mark"] > 0, code=token.type == "code_inline", link=link,
                )  # fmt: skip
                found.append(span)
        elif kind == "link":
            link = str(token.attrGet("href") or "") if side == "open" else ""
        elif kind in open_marks:
            open_marks[kind] += 1 if side == "open" else -1
    return _joined(found)


def _joined(found: list[Span]) -> tuple[Span, ...]:
    """Return the pieces, neighbours that are told alike as one."""
    joined: list[Span] = []
    for span in found:
        last = joined[-1] if joined else None
        if last and _look(last) == _look(span):
            joined[-1] = Span(last.text + span.text, *_look(last))
        else:
            joined.append(span)
    return tuple(joined)


def _look(span: Span) -> tuple[bool, bool, bool, bool, str]:
    return span.strong, span.weight, span.marked, span.code, span.link


def _tokens(text: str) -> list[Token]:
    (inline,) = _reader().parseInline(text.replace("\n", " "))
    return inline.children or []


@cache
def _reader() -> MarkdownIt:
    from markdown_it import MarkdownIt
    from markdown_it.rules_inline import link

    reader = MarkdownIt("zero").enable(["escape", "backticks", "emphasis", "link"])
    inline = reader.inline
    inline.add_terminator_char("=")
    inline.ruler.at("emphasis", _emphasis)
    inline.ruler.after("emphasis", "mark", _mark)
    inline.ruler2.after("emphasis", "mark", _paired_marks)
    inline.ruler.at("link", lambda state, silent: bool(_LINK.match(state.src, state.pos)) and link(state, silent))
    reader.validateLink = lambda url: url.startswith(("http://", "https://", "mailto:"))  # type: ignore[method-assign]
    reader.normalizeLink = lambda url: url  # type: ignore[method-assign]
    return reader


def _flanks(text: str, start: int, end: int) -> tuple[bool, bool]:
    """Text, from and before where its marks stand -> whether they may open, and whether they may close."""
    before, after = text[start - 1 : start] or " ", text[end : end + 1] or " "
    kept = _WORD if end - start == 1 else _DIGIT
    if kept.match(before) and kept.match(after):
        return False, False
    opens = not after.isspace() and (not _is_mark(after) or before.isspace() or _is_mark(before) or is_unspaced(before))
    closes = not before.isspace() and (not _is_mark(before) or after.isspace() or _is_mark(after) or is_unspaced(after))
    return opens, closes


def _is_mark(character: str) -> bool:
    """Tell whether a character is punctuation or a symbol."""
    from unicodedata import category

    return category(character)[0] in "PS"


def _emphasis(state: StateInline, silent: bool) -> bool:
    """Asterisks as delimiters, by rules that know East Asian writing."""
    return _delimiters(state, silent, "*")


def _mark(state: StateInline, silent: bool) -> bool:
    """Two equals signs as a delimiter."""
    return state.src.startswith("==", state.pos) and _delimiters(state, silent, "=")


def _delimiters(state: StateInline, silent: bool, mark: str) -> bool:
    from markdown_it.rules_inline.state_inline import Delimiter

    start = end = state.pos
    while end < state.posMax and state.src[end] == mark:
        end += 1
    length = end - start
    if silent or not length or (mark == "=" and length != 2):
        return False
    opens, closes = _flanks(state.src, start, end)
    pieces = [mark] * length if mark == "*" else [mark * 2]
    for piece in pieces:
        token = state.push("text", "", 0)
        token.content = piece
        state.delimiters.append(
            Delimiter(
                marker=ord(mark), length=length if mark == "*" else 0, token=len(state.tokens) - 1, end=-1, open=opens,
                close=closes,
            )
        )  # fmt: skip
    state.pos = end
    return True


def _paired_marks(state: StateInline) -> None:
    """Make tokens of the delimiters of highlights that belong together."""
    for delimiters in [state.delimiters, *(m["delimiters"] for m in state.tokens_meta if m and "delimiters" in m)]:
        for delimiter in delimiters:
            if delimiter.marker != ord("=") or delimiter.end == -1:
                continue
            closing = delimiters[delimiter.end].token
            for at, kind, nesting in ((delimiter.token, "mark_open", 1), (closing, "mark_close", -1)):
                token = state.tokens[at]
                token.type, token.nesting, token.content = kind, nesting, ""
