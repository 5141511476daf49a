"""Messages: what the program tells its user, worded in the user's language at the end.

`msg("unknown key '{key}'", key=name)` is a text in English that still knows what it was made of. Problems carry such
messages, also across processes, and `worded` puts one into another language by that language's catalogue
(`locale/<language>/LC_MESSAGES/deckbrief.po`, compiled by `make`). Arguments may be messages themselves.

Templates are literals, for they are looked up, and found in the code by what compares code and catalogues. Names of
arguments say what stands there, for the translator. Plurals: `plural`.
"""

from __future__ import annotations

import errno
import os
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any, Final, Protocol

LOCALES: Final = Path(__file__).parent.parent / "locale"
"""Where the catalogues stand."""
DOMAIN: Final = "deckbrief"
ENGLISH: Final = "en"
"""The language of messages as they stand in the code."""


class Message(str):
    """The words in English; `template`, `plural` and `arguments` are what they were made of."""

    __slots__ = ("arguments", "plural", "template")

    template: str
    plural: str
    arguments: Mapping[str, object]

    def __reduce__(self) -> tuple[object, ...]:
        """Cross to another process whole."""
        return _build, (self.template, self.plural, dict(self.arguments))


def msg(template: str, /, **arguments: object) -> Message:
    """Template and what stands in it (`{name}`, with a format as in `str.format`) -> the message.

    Without arguments the template stands as it is, braces too.
    """
    return _build(template, "", arguments)


def foreign(words: object) -> Message:
    """What others say (a library, the system), in whatever language they say it -> a message that stays as it is."""
    return _build("{words}", "", {"words": str(words)})


def plural(number: int, one: str, many: str, /, **arguments: object) -> Message:
    """Number, what is said of one, what is said of several (`{number}` stands for it) -> the message."""
    return _build(one, many, {"number": number, **arguments})


def _build(template: str, plural: str, arguments: Mapping[str, object]) -> Message:
    plain = {name: value if isinstance(value, str | int | float) else str(value) for name, value in arguments.items()}
    used = plural if plural and plain["number"] != 1 else template
    message = Message(used.format(**plain) if plain else used)
    message.template, message.plural, message.arguments = template, plural, plain
    return message


def packed(text: str) -> Any:
    """Message -> plain lists and texts, as JSON has them."""
    if not isinstance(text, Message):
        return str(text)
    return [
        text.template,
        text.plural,
        {name: packed(value) if isinstance(value, str) else value for name, value in text.arguments.items()},
    ]


def unpacked(plain: Any) -> Any:
    """What `packed` gave -> the message; other texts and numbers as they are."""
    if not isinstance(plain, list):
        return plain
    template, plural, arguments = plain
    return _build(template, plural, {name: unpacked(value) for name, value in arguments.items()})


def of_system(error: BaseException) -> Message:
    """What the system refuses -> why, in words: the commonest reasons can be translated."""
    number = getattr(error, "errno", None)
    return _REASONS.get(number or 0) or foreign((getattr(error, "strerror", None) or str(error)).lower())


_REASONS: Final = {
    errno.ENOENT: msg("no such file or directory"),
    errno.EACCES: msg("permission denied"),
    errno.EPERM: msg("operation not permitted"),
    errno.EISDIR: msg("is a directory"),
    errno.ENOTDIR: msg("not a directory"),
    errno.EEXIST: msg("file exists"),
    errno.ENOSPC: msg("no space left on device"),
    errno.EROFS: msg("read-only file system"),
    errno.ENAMETOOLONG: msg("file name too long"),
    errno.ELOOP: msg("too many levels of symbolic links"),
    errno.EMFILE: msg("too many open files"),
}


class Catalogue(Protocol):
    """The translations of a language, as `gettext.NullTranslations` has them."""

    def gettext(self, message: str, /) -> str: ...
    def ngettext(self, one: str, many: str, number: int, /) -> str: ...


def worded(text: str, catalogue: Catalogue | None) -> str:
    """Text -> in the catalogue's language, where it is a message and has a translation; None is English."""
    if catalogue is None or not isinstance(text, Message):
        return str(text)
    if text.plural:
        number = text.arguments["number"]
        assert isinstance(number, int)
        template = catalogue.ngettext(text.template, text.plural, number)
    else:
        template = catalogue.gettext(text.template)
    spoken = {
        name: worded(value, catalogue) if isinstance(value, str) else value for name, value in text.arguments.items()
    }
    return template.format(**spoken) if spoken else template


@cache
def catalogue_of(lang: str) -> Catalogue | None:
    """Language (BCP 47 or POSIX) -> its catalogue; None for English and for languages without one."""
    import gettext

    name = language_name(lang)
    if name == ENGLISH:
        return None
    try:
        return gettext.translation(DOMAIN, LOCALES, [name])
    except OSError:
        return None


def asked_language(environment: Mapping[str, str] | None = None) -> str:
    """Return the language that the user's environment asks for (POSIX: LC_ALL, LC_MESSAGES, LANG; LANGUAGE first)."""
    known = os.environ if environment is None else environment
    locale = next((known[name] for name in ("LC_ALL", "LC_MESSAGES", "LANG") if known.get(name)), "")
    if language_name(locale) in ("C", "POSIX", ""):  # then LANGUAGE does not count (GNU gettext, 2.3.3)
        return ENGLISH
    return language_name(known.get("LANGUAGE", "").partition(":")[0] or locale)


def languages() -> tuple[str, ...]:
    """Return the languages that messages are told in."""
    return ENGLISH, *sorted(path.parent.parent.name for path in LOCALES.glob(f"*/LC_MESSAGES/{DOMAIN}.mo"))


def language_name(name: str) -> str:
    """`zh_CN.UTF-8`, `zh-Hans` -> `zh`."""
    return name.partition(".")[0].partition("@")[0].replace("-", "_").partition("_")[0]
