"""The command line: `deckbrief build [OUTPUT…]`, `deckbrief check`, `deckbrief gallery`.

Why argparse: typer loads pydantic, and reads the arguments for longer than a deck of thirty slides takes to build.
"""

from __future__ import annotations

import argparse
import gc
import os
import signal
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from functools import partial
from itertools import pairwise
from pathlib import Path
from typing import Any, Final, NamedTuple, TypeVar

from deckbrief.base.message import (
    DOMAIN,
    LOCALES,
    Catalogue,
    Message,
    asked_language,
    catalogue_of,
    language_name,
    languages,
    msg,
    worded,
)
from deckbrief.base.problem import ProblemError, nearest_word
from deckbrief.run.starting import add_commands

_ABOUT: Final = msg("Curated YAML in; native, editable PowerPoint decks and print-quality PDF briefings out.")
_PDF_VARIANTS: Final = ("pdf/ua-1", "pdf/a-2u")
"""The standards that briefings can keep: accessible (ISO 14289-1), lasting (ISO 19005-2)."""

_SELDOM: Final = 200_000
"""How many more objects there must be before garbage is looked for: nearly all that a build makes lives to its end."""

_STATUSES: Final = msg(
    """exit status:
  0    all that was asked for stands as it is to be; warnings and notes leave it so
  1    something is wrong, and told: with the content (then no file was touched), with single outputs (the others
       are built), or an output that you changed was kept and the new one written beside it
  2    the command line is not understood
  130  interrupted with Ctrl-C; what was there before is there, whole"""
)

_BUILD_EXAMPLES: Final = msg(
    """examples:
  deckbrief build                                  everything, into build/
  deckbrief build deck --theme ink                 all decks, in another theme
  deckbrief build deck/first briefing/report       these two
  deckbrief build deck --template corporate.pptx   decks from your own PowerPoint template
  deckbrief build workshop --minutes 45            a session in less time"""
)
_CHECK_EXAMPLES: Final = msg(
    """examples:
  deckbrief check                            everything that can be known without writing a file
  deckbrief check --source article.txt       the evidence too, word by word
  deckbrief check --deck edited.pptx         a finished deck, whoever made it
  deckbrief check --json                     the same for a program to read"""
)
_SERVE_EXAMPLES: Final = msg(
    """examples:
  deckbrief serve                                         http://127.0.0.1:8765/
  deckbrief serve --open --theme ink                      in the browser at once, in another theme
  deckbrief serve --editor "code -g {file}:{line}:{column}"   a click opens the file there

Nobody else can reach it: it listens on 127.0.0.1, and answers its own page only. Ctrl-C ends it."""
)
_PULL_EXAMPLES: Final = msg(
    """examples:
  deckbrief pull build/deck/short.pptx            what was changed, with file:line:column; nothing is written
  deckbrief pull build/deck/short.pptx --write    the same, written into the YAML
  deckbrief pull build/deck/short.pptx --take content/slides/by-hand.yaml
  deckbrief pull mine.pptx --deck short --base as-built.pptx

exit status:
  0    nothing was changed, or all of it has its place
  1    something is left for you to decide, and told"""
)
_COMPLETION_EXAMPLES: Final = msg(
    """examples:
  deckbrief completion bash > ~/.local/share/bash-completion/completions/deckbrief
  deckbrief completion zsh > ~/.zfunc/_deckbrief     with fpath+=~/.zfunc before compinit
  deckbrief completion fish > ~/.config/fish/completions/deckbrief.fish"""
)
_SHELLS: Final = ("bash", "zsh", "fish", "powershell", "tcsh")

_OF_ARGPARSE: Final = (
    msg("usage: "),
    msg("options"),
    msg("positional arguments"),
    msg("show this help message and exit"),
    msg("%(prog)s: error: %(message)s\n"),
    msg("argument %(argument_name)s: %(message)s"),
    msg("the following arguments are required: %s"),
    msg("unrecognized arguments: %s"),
    msg("expected one argument"),
    msg("ignored explicit argument %r"),
    msg("invalid choice: %(value)r (choose from %(choices)s)"),
)
"""What argparse says by itself, through gettext: it stands here to be found and translated."""

_Number = TypeVar("_Number", int, float)
_Words = Callable[[str], str]
"""A message -> its words in the user's language."""


def main(words: Sequence[str] | None = None) -> None:
    """Run the command line (by default the process's); problems are printed with their places, exit status 1."""
    gc.set_threshold(_SELDOM)
    words = sys.argv[1:] if words is None else words
    catalogue = _catalogue(words)
    tell = partial(worded, catalogue=catalogue)
    parser = _parser(tell, words[0] if words else "")
    arguments, more = parser.parse_known_args(words)
    arguments.catalogue = catalogue
    if not arguments.run:
        parser.print_help(sys.stderr)
        raise SystemExit(2)
    # argparse takes outputs that stand behind an option for unknown.
    if more and (not hasattr(arguments, "outputs") or any(word.startswith("-") for word in more)):
        arguments.parser.error(tell(msg("unrecognized arguments: %s")) % " ".join(more))
    try:
        arguments.run(arguments, more)
    except ProblemError as error:
        from deckbrief.run.console import show_problems

        show_problems(error.problems, catalogue, getattr(arguments, "json", False))
        raise SystemExit(1) from None
    finally:
        gc.freeze()  # nor is there any need to look through it all at the end


def _catalogue(words: Sequence[str]) -> Catalogue | None:
    """Command line -> the catalogue of the language that `--lang` or the environment asks for; None is English.

    It is looked for before anything is parsed, for what the parser says is in that language, too.
    """
    lang = asked_language()
    for word, following in pairwise([*words, ""]):
        named = following if word == "--lang" else word.partition("=")[2] if word.startswith("--lang=") else ""
        lang = named if language_name(named) in languages() else lang
    catalogue = catalogue_of(lang)
    if catalogue is not None:
        _translate_argparse(lang)
    return catalogue


def _translate_argparse(lang: str) -> None:
    """Let argparse, which asks gettext by itself, find our catalogue."""
    import gettext

    gettext.bindtextdomain(DOMAIN, LOCALES)
    gettext.textdomain(DOMAIN)
    os.environ["LANGUAGE"] = lang


def command() -> None:
    """Run the command line, and end the process at once: what it holds need not be freed piece by piece.

    Ctrl-C ends it within a moment, with one line and status 130; so does a signal that asks for its end.
    """
    _have_streams()
    catalogue = _catalogue(sys.argv[1:])
    for name, text in _ENDS.items():
        if hasattr(signal, name):
            line = worded(text, catalogue)
            signal.signal(getattr(signal, name), partial(_stop, line, os.getpid()))
    status: object = 0
    try:
        main()
    except SystemExit as end:
        status = end.code
    for stream in (sys.stdout, sys.stderr):
        with suppress(OSError, ValueError):  # no one reads it any more
            stream.flush()
    os._exit(status if isinstance(status, int) else 0 if status is None else 1)


_ENDS: Final = {
    "SIGINT": msg("interrupted: what was there before is there, whole"),
    "SIGTERM": msg("terminated: what was there before is there, whole"),
    "SIGHUP": msg("hung up: what was there before is there, whole"),
}


def _have_streams() -> None:
    """Let the standard streams be open: what was closed leads nowhere, and no file gets its number."""
    handle = os.open(os.devnull, os.O_RDWR)
    while handle <= 2:
        handle = os.dup(handle)
    os.close(handle)
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, "w", encoding="utf-8"))  # noqa: SIM115 - as long as the process


def _stop(text: str, process: int, number: int, _: object) -> None:
    """End the process in the middle of whatever it does; what it starts ends with it (base/process.py)."""
    if os.getpid() != process:
        os._exit(128 + number)
    if files := sys.modules.get("deckbrief.run.files"):
        files.drop_open_parts()
    shown_cursor = "\x1b[?25h\r\x1b[K" if os.isatty(2) else ""
    with suppress(OSError):
        os.write(2, f"{shown_cursor}{text}\n".encode())
    os._exit(128 + number)


class _Parser(argparse.ArgumentParser):
    """Names the right word nearest to one that is none of those that can be chosen."""

    def _check_value(self, action: argparse.Action, value: object) -> None:
        try:
            super()._check_value(action, value)
        except argparse.ArgumentError as error:
            from gettext import gettext

            if near := nearest_word(str(value), map(str, action.choices or ())):
                error.message += f"; {gettext(_MEANT).format(word=near)}"
            raise


_MEANT: Final = "did you mean '{word}'?"
"""Worded by `nearest`, and looked up as argparse does."""


def _parser(tell: _Words, asked: str) -> argparse.ArgumentParser:
    """Return the parser of the command line; of a command that is `asked` for, without the others: each takes time."""
    parser = _Parser(prog="deckbrief", description=tell(_ABOUT), allow_abbrev=False)
    parser.set_defaults(run=None)
    parser.add_argument("--version", action=_Version, nargs=0, help=tell(msg("show the program's version and exit")))
    _add_lang(parser, tell)
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    parser.epilog = tell(_STATUSES)
    commands = parser.add_subparsers(title=tell(msg("commands")), metavar="COMMAND")
    alone = [command for command in _COMMANDS if command.name == asked]
    for command in alone or _COMMANDS:
        command.fill(_command(commands, command.name, command.run, tell(command.about), tell), tell)
    if alone:
        return parser
    about = tell(msg("Print what a shell completes commands and options by."))
    _add_completion(_command(commands, "completion", partial(_completion, parser), about, tell), tell)
    add_commands(partial(_command, commands, tell=tell), tell)
    return parser


def add_json(parser: argparse.ArgumentParser, tell: _Words) -> None:
    """Add the option that has results and problems told as JSON."""
    about = msg("print results and problems as one JSON object on standard output, places and codes as fields")
    parser.add_argument("--json", action="store_true", help=tell(about))


def _add_lang(parser: argparse.ArgumentParser, tell: _Words) -> None:
    parser.add_argument(
        "--lang",
        metavar="LANG",
        type=_language(tell),
        default=argparse.SUPPRESS,
        help=tell(
            msg("language of messages and help ({languages}); default: that of LANG", languages=", ".join(languages()))
        ),
    )


class _Version(argparse.Action):
    """Look the version up only where it is asked for."""

    def __call__(self, parser: argparse.ArgumentParser, *_: object) -> None:
        from importlib.metadata import version

        from deckbrief.run.console import say

        say(sys.stdout, f"deckbrief {version('deckbrief')}")
        parser.exit()


_Run = Callable[[argparse.Namespace, list[str]], None]
"""A command: what was given, and the outputs that stand behind options."""


class _Command(NamedTuple):
    """A command: what runs, what it is about, and what gives its parser the options."""

    name: str
    run: _Run
    about: Message
    fill: Callable[[argparse.ArgumentParser, _Words], None]


def _language(tell: _Words) -> Callable[[str], str]:
    """Return what takes a language of which there are messages, and refuses others."""

    def language(text: str) -> str:
        if language_name(text) not in languages():
            raise argparse.ArgumentTypeError(tell(msg("there are no messages in '{lang}'", lang=text)))
        return text

    return language


def _command(
    commands: argparse._SubParsersAction[Any], name: str, run: _Run, about: str, tell: _Words
) -> argparse.ArgumentParser:
    parser: argparse.ArgumentParser = commands.add_parser(name, help=about, description=about, allow_abbrev=False)
    parser.set_defaults(run=run, parser=parser)
    _add_lang(parser, tell)
    return parser


def _add_build(parser: argparse.ArgumentParser, tell: _Words) -> None:
    from deckbrief.export.registry import folders, help_lines

    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    lines = [f"  {pattern:32} {tell(about)}" if pattern else f"  {tell(about)}" for pattern, about in help_lines()]
    parser.epilog = "\n".join([tell(msg("outputs:")), *lines, "", tell(_BUILD_EXAMPLES), "", tell(_STATUSES)])
    parser.add_argument(
        "outputs",
        nargs="*",
        metavar="OUTPUT",
        help=tell(
            msg(
                "what to build: a folder ({folders}), a kind, or one by name, as below; default: everything",
                folders=", ".join(folders()),
            )
        ),
    )
    _add_content(parser, msg("theme of decks and figures"), tell)
    _add_out(parser, tell)
    parser.add_argument(
        "--minutes",
        type=_between(float, 1, 1440, tell),
        metavar="N",
        help=tell(msg("fit decks into so many minutes: the least needed slides go")),
    )
    parser.add_argument(
        "--start",
        type=_time_of_day(tell),
        metavar="HH:MM",
        help=tell(msg("the time of day at which a session begins: the trainer's guide tells the time")),
    )
    parser.add_argument(
        "--style",
        default="",
        metavar="NAME",
        help=tell(msg("style of briefings: the name of a folder under briefing/ of the templates")),
    )
    parser.add_argument(
        "--pdf-variant",
        choices=_PDF_VARIANTS,
        default=_PDF_VARIANTS[0],
        help=tell(msg("the standard that briefings keep; default: {variant}", variant=_PDF_VARIANTS[0])),
    )
    _add_fonts(parser, tell)
    parser.add_argument(
        "-j",
        "--jobs",
        type=_between(int, 0, 1024, tell),
        default=0,
        metavar="N",
        help=tell(msg("processes side by side; default: 0, one a core")),
    )
    parser.add_argument(
        "--scheduler",
        default="",
        metavar="ADDRESS",
        help=tell(msg("make them on other machines, by this scheduler of dask.distributed (docs/cluster.md)")),
    )
    about = msg("show a stand-in for each picture that is not there yet")
    parser.add_argument("--draft", action="store_true", help=tell(about))
    parser.add_argument("--force", action="store_true", help=tell(msg("build what has not changed too")))
    parser.add_argument("--why", action="store_true", help=tell(msg("tell of each output what it was built for")))
    parser.add_argument(
        "--overwrite",
        action="store_true",
        help=tell(msg("replace outputs that you changed too; a copy of yours is kept, its name with the date")),
    )
    parser.add_argument(
        "--clean",
        action="store_true",
        help=tell(msg("remove outputs that the content does not give any more, unless you changed them")),
    )
    add_json(parser, tell)


def _add_fonts(parser: argparse.ArgumentParser, tell: _Words) -> None:
    parser.add_argument(
        "--fonts",
        default="",
        metavar="SOURCE",
        help=tell(
            msg(
                "fonts of briefings: setup (those that the set-up brings), system (these and all that are installed), "
                "or a folder of fonts; default: DECKBRIEF_FONTS, else setup"
            )
        ),
    )


def _add_check(parser: argparse.ArgumentParser, tell: _Words) -> None:
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    parser.epilog = f"{tell(_CHECK_EXAMPLES)}\n\n{tell(_STATUSES)}"
    add_json(parser, tell)
    _add_content(parser, msg("theme that the slides are laid out with"), tell)
    parser.add_argument(
        "--source",
        type=Path,
        metavar="FILE",
        help=tell(msg("the source text: verify every piece of evidence against it")),
    )
    _add_fonts(parser, tell)
    parser.add_argument(
        "--deck",
        type=Path,
        action="append",
        metavar="FILE",
        help=tell(msg("check this .pptx, whoever made it, instead of the content; may be repeated")),
    )


def _add_serve(parser: argparse.ArgumentParser, tell: _Words) -> None:
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    parser.epilog = tell(_SERVE_EXAMPLES)
    _add_content(parser, msg("theme of the slides"), tell)
    parser.add_argument(
        "--port",
        type=_between(int, 0, 65535, tell),
        default=8765,
        metavar="N",
        help=tell(msg("port on 127.0.0.1; 0 takes a free one; default: 8765")),
    )
    parser.add_argument("--open", action="store_true", help=tell(msg("open the browser too")))
    about = msg("command that opens a file, with {file}, {line}, {column} in it; default: DECKBRIEF_EDITOR")
    parser.add_argument("--editor", default=None, metavar="COMMAND", help=tell(about))


def _add_pull(parser: argparse.ArgumentParser, tell: _Words) -> None:
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    parser.epilog = tell(_PULL_EXAMPLES)
    parser.add_argument("deck_file", type=Path, metavar="EDITED.pptx", help=tell(msg("the deck as somebody saved it")))
    _add_content(parser, msg("theme that it was built with"), tell)
    _add_out(parser, tell)
    parser.add_argument(
        "--deck", default="", metavar="NAME", help=tell(msg("which deck it is; default: its file's name"))
    )
    parser.add_argument(
        "--base",
        type=Path,
        metavar="FILE",
        help=tell(msg("the deck as it was built, where the content has changed since: changes on both sides are told")),
    )
    parser.add_argument("--write", action="store_true", help=tell(msg("write the changes into the YAML files")))
    about = msg("write slides that were added by hand into this new file of free slides (kind: slides)")
    parser.add_argument("--take", type=Path, metavar="FILE", help=tell(about))


def _add_completion(parser: argparse.ArgumentParser, tell: _Words) -> None:
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    parser.epilog = tell(_COMPLETION_EXAMPLES)
    parser.add_argument("shell", choices=_SHELLS, help=tell(msg("the shell that completes")))


def _add_gallery(parser: argparse.ArgumentParser, tell: _Words) -> None:
    _add_templates(parser, tell)
    _add_out(parser, tell)
    parser.add_argument(
        "--words", default="zh-CN", metavar="LANG", help=tell(msg("language of the sample words; default: zh-CN"))
    )


def _add_content(parser: argparse.ArgumentParser, theme: str, tell: _Words) -> None:
    parser.add_argument(
        "--content",
        type=Path,
        default=Path("content"),
        metavar="FOLDER",
        help=tell(msg("folder of the YAML files; default: content")),
    )
    _add_templates(parser, tell)
    parser.add_argument(
        "--theme", default="vermilion", metavar="NAME", help=tell(msg("{theme}; default: vermilion", theme=theme))
    )
    parser.add_argument(
        "--template",
        type=Path,
        metavar="FILE",
        help=tell(msg("your own PowerPoint template (.pptx, .potx): decks are made from its layouts")),
    )


def _add_templates(parser: argparse.ArgumentParser, tell: _Words) -> None:
    parser.add_argument(
        "--templates",
        type=Path,
        metavar="FOLDER",
        help=tell(msg("folder of your own templates and themes; the shipped ones fill what it lacks")),
    )


def _add_out(parser: argparse.ArgumentParser, tell: _Words) -> None:
    parser.add_argument(
        "--out",
        type=Path,
        default=Path("build"),
        metavar="FOLDER",
        help=tell(msg("folder for the outputs; default: build")),
    )


def _between(kind: Callable[[str], _Number], least: _Number, most: _Number, tell: _Words) -> Callable[[str], _Number]:
    """Return what reads a number and refuses one that is smaller or larger."""

    def number(text: str) -> _Number:
        try:
            value = kind(text)
        except ValueError:
            value = None
        if value is None or not least <= value <= most:
            raise argparse.ArgumentTypeError(
                tell(msg("'{text}' is not a number from {least} to {most}", text=text, least=least, most=most))
            )
        return value

    return number


def _time_of_day(tell: _Words) -> Callable[[str], str]:
    """Return what reads a time of day, and refuses what is none."""

    def time(text: str) -> str:
        from deckbrief.content.check import is_time_of_day

        if not is_time_of_day(text):
            raise argparse.ArgumentTypeError(tell(msg("'{text}' is no time of day such as 09:00", text=text)))
        return text

    return time


def _build(given: argparse.Namespace, more: list[str]) -> None:
    from deckbrief.run.build import build_outputs
    from deckbrief.run.console import Console, say
    from deckbrief.run.request import Options

    console = Console(given.catalogue)
    options = Options(
        content=given.content, templates=given.templates, theme=given.theme, out=given.out, jobs=given.jobs,
        minutes=given.minutes, template=given.template, style=given.style, variant=given.pdf_variant,
        fonts=given.fonts, start=given.start or "", scheduler=given.scheduler,
        draft=given.draft, force=given.force, overwrite=given.overwrite, clean=given.clean,
    )  # fmt: skip
    report = build_outputs((*given.outputs, *more), options, console.progress, console.waits)
    if given.json:
        from deckbrief.run.as_json import report_json

        say(sys.stdout, report_json(report, given.catalogue))
    else:
        console.show(report, given.why)
    if report.problems:
        raise SystemExit(1)


def _check(given: argparse.Namespace, more: list[str]) -> None:
    from deckbrief.run.check import CheckResult, check_everything
    from deckbrief.run.console import show_check

    if given.deck:
        from deckbrief.run.check_deck import check_decks

        checked = CheckResult(None, tuple(check_decks(given.deck)))
    else:
        checked = check_everything(
            given.content, given.templates, given.theme, given.source, given.template, given.fonts
        )
    show_check(checked, given.catalogue, given.json)


def _serve(given: argparse.Namespace, more: list[str]) -> None:
    from deckbrief.run.console import say
    from deckbrief.run.preview.serve import serve
    from deckbrief.run.request import Options

    def ready(address: str) -> None:
        say(sys.stdout, address)
        if given.open:
            import webbrowser

            webbrowser.open(address)

    options = Options(
        content=given.content, templates=given.templates, theme=given.theme, out=Path("build"), template=given.template
    )  # fmt: skip
    editor = os.environ.get("DECKBRIEF_EDITOR", "") if given.editor is None else given.editor
    serve(options, given.port, editor, given.catalogue, ready)


def _pull(given: argparse.Namespace, more: list[str]) -> None:
    from deckbrief.base.report import user_path
    from deckbrief.run.console import say, show_problems
    from deckbrief.run.pull.pull import after_pull, lines, pull, take, write_pulled
    from deckbrief.run.request import Options

    options = Options(
        content=given.content, templates=given.templates, theme=given.theme, out=given.out, template=given.template
    )  # fmt: skip
    pulled = pull(given.deck_file, options, given.deck, given.base)
    for line in list(lines(pulled)) or [msg("nothing to change")]:
        say(sys.stdout, worded(line, given.catalogue))
    problems = write_pulled(pulled) if given.write else []
    if given.take and pulled.changes.added:
        for file in take(given.deck_file, pulled, given.take):
            say(sys.stdout, user_path(file))
    for line in after_pull(pulled, options, given.write, bool(given.take), problems):
        say(sys.stdout, worded(line, given.catalogue))
    if problems:
        show_problems(problems, given.catalogue)
    if problems or not pulled.settled:
        raise SystemExit(1)


def _completion(whole: argparse.ArgumentParser, given: argparse.Namespace, more: list[str]) -> None:
    import shtab

    from deckbrief.run.console import say

    say(sys.stdout, shtab.complete(whole, given.shell).rstrip("\n"))


def _gallery(given: argparse.Namespace, more: list[str]) -> None:
    from deckbrief.base.roots import template_roots
    from deckbrief.run.console import Console, say
    from deckbrief.run.gallery import write_gallery

    say(
        sys.stdout,
        str(write_gallery(given.out, template_roots(given.templates), given.words, Console(given.catalogue).waits)),
    )


if __name__ == "__main__":
    command()


_COMMANDS: Final = (
    _Command("build", _build, msg("Build decks, briefings, and whatever else a pack gives."), _add_build),
    _Command(
        "check", _check, msg("Check content, templates and evidence, or finished decks; build nothing."), _add_check
    ),
    _Command(
        "serve",
        _serve,
        msg("Show slides in a browser on this machine, drawn anew whenever a file is saved."),
        _add_serve,
    ),
    _Command("pull", _pull, msg("Bring what was changed in a deck back to the YAML that it was made from."), _add_pull),
    _Command(
        "gallery",
        _gallery,
        msg("Draw every figure with 1 to 12 parts in every theme, on one page to look at."),
        _add_gallery,
    ),
)
