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
from pathlib import Path
from typing import Final, TypeVar

from deckbrief.base.problem import ProblemError

_ABOUT: Final = "Curated YAML in; native, editable PowerPoint decks and print-quality PDF briefings out."
_PDF_VARIANTS: Final = ("pdf/ua-1", "pdf/a-2u")
"""The standards that briefings can keep: accessible (ISO 14289-1), lasting (ISO 19005-2)."""

_SELDOM: Final = 200_000
"""How many more objects there must be before garbage is looked for: nearly all that a build makes lives to its end."""

_STATUSES: Final = """exit status:
  0    all that was asked for stands as it is to be
  1    something is wrong, and told: with the content (then no file was touched), with single outputs (the others
       are built), or an output that you changed was kept and the new one written beside it
  2    the command line is not understood
  130  interrupted with Ctrl-C; what was there before is there, whole"""

_Number = TypeVar("_Number", int, float)


def main(words: Sequence[str] | None = None) -> None:
    """Run the command line (by default the process's); problems are printed with their places, exit status 1."""
    gc.set_threshold(_SELDOM)
    parser = _parser()
    arguments, more = parser.parse_known_args(words)
    if not arguments.run:
        parser.print_help(sys.stderr)
        raise SystemExit(2)
    # argparse takes outputs that stand behind an option for unknown.
    if more and (not hasattr(arguments, "outputs") or any(word.startswith("-") for word in more)):
        arguments.parser.error(f"unrecognized arguments: {' '.join(more)}")
    try:
        arguments.run(arguments, more)
    except ProblemError as error:
        from deckbrief.base.report import format_problems
        from deckbrief.run.console import say

        say(sys.stderr, format_problems(error.problems))
        raise SystemExit(1) from None
    finally:
        gc.freeze()  # nor is there any need to look through it all at the end


def command() -> None:
    """Run the command line, and end the process at once: what it holds need not be freed piece by piece.

    Ctrl-C ends it within a moment, with one line and status 130; so does a signal that asks for its end.
    """
    _have_streams()
    for name, text in (("SIGINT", "interrupted"), ("SIGTERM", "terminated"), ("SIGHUP", "hung up")):
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), partial(_stop, text, os.getpid()))
    status: object = 0
    try:
        main()
    except SystemExit as end:
        status = end.code
    for stream in (sys.stdout, sys.stderr):
        with suppress(OSError, ValueError):  # no one reads it any more
            stream.flush()
    os._exit(status if isinstance(status, int) else 0 if status is None else 1)


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
        os.write(2, f"{shown_cursor}{text}: what was there before is there, whole\n".encode())
    os._exit(128 + number)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="deckbrief", description=_ABOUT, allow_abbrev=False)
    parser.set_defaults(run=None)
    parser.add_argument("--version", action=_Version, nargs=0, help="show the program's version and exit")
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    parser.epilog = _STATUSES
    commands = parser.add_subparsers(title="commands", metavar="COMMAND")
    _add_build(_command(commands, "build", _build, "Build decks, briefings, and whatever else a pack gives."))
    _add_check(
        _command(commands, "check", _check, "Check content, templates and evidence, or finished decks; build nothing.")
    )
    about = "Draw every figure with 1 to 12 parts in every theme, on one page to look at."
    _add_gallery(_command(commands, "gallery", _gallery, about))
    return parser


class _Version(argparse.Action):
    """Look the version up only where it is asked for."""

    def __call__(self, parser: argparse.ArgumentParser, *_: object) -> None:
        from importlib.metadata import version

        from deckbrief.run.console import say

        say(sys.stdout, f"deckbrief {version('deckbrief')}")
        parser.exit()


_Run = Callable[[argparse.Namespace, list[str]], None]
"""A command: what was given, and the outputs that stand behind options."""


def _command(
    commands: argparse._SubParsersAction[argparse.ArgumentParser], name: str, run: _Run, about: str
) -> argparse.ArgumentParser:
    parser = commands.add_parser(name, help=about, description=about, allow_abbrev=False)
    parser.set_defaults(run=run, parser=parser)
    return parser


def _add_build(parser: argparse.ArgumentParser) -> None:
    from deckbrief.export.registry import folders, help_lines

    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    parser.epilog = "\n".join(["outputs:", *help_lines(), "", _STATUSES])
    parser.add_argument(
        "outputs",
        nargs="*",
        metavar="OUTPUT",
        help=f"what to build: a folder ({', '.join(folders())}), a kind, or one by name, as below; default: everything",
    )
    _add_content(parser, "theme of decks and figures")
    _add_out(parser)
    parser.add_argument(
        "--minutes",
        type=_between(float, 1, 1440),
        metavar="N",
        help="fit decks into so many minutes: the least needed slides go",
    )
    parser.add_argument(
        "--style",
        default="",
        metavar="NAME",
        help="style of briefings: the name of a folder under briefing/ of the templates",
    )
    parser.add_argument(
        "--pdf-variant",
        choices=_PDF_VARIANTS,
        default=_PDF_VARIANTS[0],
        help=f"the standard that briefings keep; default: {_PDF_VARIANTS[0]}",
    )
    _add_fonts(parser)
    parser.add_argument(
        "-j",
        "--jobs",
        type=_between(int, 0, 1024),
        default=0,
        metavar="N",
        help="processes side by side; default: 0, one a core",
    )
    parser.add_argument("--force", action="store_true", help="build what has not changed too")
    parser.add_argument("--why", action="store_true", help="tell of each output what it was built for")
    parser.add_argument(
        "--overwrite",
        action="store_true",
        help="replace outputs that you changed too; a copy of yours is kept, its name with the date",
    )
    parser.add_argument(
        "--clean",
        action="store_true",
        help="remove outputs that the content does not give any more, unless you changed them",
    )


def _add_fonts(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--fonts",
        default="",
        metavar="SOURCE",
        help="fonts of briefings: setup (those that the set-up brings), system (these and all that are installed), "
        "or a folder of fonts; default: DECKBRIEF_FONTS, else setup",
    )


def _add_check(parser: argparse.ArgumentParser) -> None:
    _add_content(parser, "theme that the slides are laid out with")
    parser.add_argument(
        "--source", type=Path, metavar="FILE", help="the source text: verify every piece of evidence against it"
    )
    _add_fonts(parser)
    parser.add_argument(
        "--deck",
        type=Path,
        action="append",
        metavar="FILE",
        help="check this .pptx, whoever made it, instead of the content; may be repeated",
    )


def _add_gallery(parser: argparse.ArgumentParser) -> None:
    _add_templates(parser)
    _add_out(parser)
    parser.add_argument("--lang", default="zh-CN", help="language of the sample words; default: zh-CN")


def _add_content(parser: argparse.ArgumentParser, theme: str) -> None:
    parser.add_argument(
        "--content",
        type=Path,
        default=Path("content"),
        metavar="FOLDER",
        help="folder of the YAML files; default: content",
    )
    _add_templates(parser)
    parser.add_argument("--theme", default="vermilion", metavar="NAME", help=f"{theme}; default: vermilion")
    parser.add_argument(
        "--template",
        type=Path,
        metavar="FILE",
        help="your own PowerPoint template (.pptx, .potx): decks are made from its layouts",
    )


def _add_templates(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--templates",
        type=Path,
        metavar="FOLDER",
        help="folder of your own templates and themes; the shipped ones fill what it lacks",
    )


def _add_out(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--out", type=Path, default=Path("build"), metavar="FOLDER", help="folder for the outputs; default: build"
    )


def _between(kind: Callable[[str], _Number], least: _Number, most: _Number) -> Callable[[str], _Number]:
    """Return what reads a number and refuses one that is smaller or larger."""

    def number(text: str) -> _Number:
        try:
            value = kind(text)
        except ValueError:
            value = None
        if value is None or not least <= value <= most:
            raise argparse.ArgumentTypeError(f"'{text}' is not a number from {least} to {most}")
        return value

    return number


def _build(given: argparse.Namespace, more: list[str]) -> None:
    from deckbrief.run.build import build_outputs
    from deckbrief.run.console import Console
    from deckbrief.run.request import Options

    console = Console()
    options = Options(
        content=given.content, templates=given.templates, theme=given.theme, out=given.out, jobs=given.jobs,
        minutes=given.minutes, template=given.template, style=given.style, variant=given.pdf_variant,
        fonts=given.fonts,
        force=given.force, overwrite=given.overwrite, clean=given.clean,
    )  # fmt: skip
    report = build_outputs((*given.outputs, *more), options, console.progress, console.waits)
    console.built(report, given.why)
    if report.problems:
        raise SystemExit(1)


def _check(given: argparse.Namespace, more: list[str]) -> None:
    from deckbrief.run.console import Console

    if given.deck:
        from deckbrief.run.check_deck import check_decks

        Console().warn(check_decks(given.deck))
        return
    from deckbrief.run.check import check_everything

    Console().report(
        check_everything(given.content, given.templates, given.theme, given.source, given.template, given.fonts)
    )


def _gallery(given: argparse.Namespace, more: list[str]) -> None:
    from deckbrief.base.roots import template_roots
    from deckbrief.run.console import Console, say
    from deckbrief.run.gallery import write_gallery

    say(sys.stdout, str(write_gallery(given.out, template_roots(given.templates), given.lang, Console().waits)))


if __name__ == "__main__":
    command()
