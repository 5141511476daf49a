"""The command line: `deckbrief build [OUTPUT…]`, `deckbrief check`, `deckbrief gallery`.

Why argparse: typer loads pydantic, and reads the arguments for longer than a deck of thirty slides takes to build.
"""

from __future__ import annotations

import argparse
import gc
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final, TypeVar

from deckbrief.base.problem import ProblemError

_ABOUT: Final = "Curated YAML in; native, editable PowerPoint decks and print-quality PDF briefings out."
_PDF_VARIANTS: Final = ("pdf/ua-1", "pdf/a-2u")
"""The standards that briefings can keep: accessible (ISO 14289-1), lasting (ISO 19005-2)."""

_SELDOM: Final = 200_000
"""How many more objects there must be before garbage is looked for: nearly all that a build makes lives to its end."""

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

        sys.stderr.write(format_problems(error.problems) + "\n")
        raise SystemExit(1) from None
    finally:
        gc.freeze()  # nor is there any need to look through it all at the end


def command() -> None:
    """Run the command line, and end the process at once: what it holds need not be freed piece by piece."""
    main()
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(0)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="deckbrief", description=_ABOUT, allow_abbrev=False)
    parser.set_defaults(run=None)
    commands = parser.add_subparsers(title="commands", metavar="COMMAND")
    _add_build(_command(commands, "build", _build, "Build decks, briefings, and whatever else a pack gives."))
    _add_check(
        _command(commands, "check", _check, "Check content, templates and evidence, or finished decks; build nothing.")
    )
    about = "Draw every figure with 1 to 12 parts in every theme, on one page to look at."
    _add_gallery(_command(commands, "gallery", _gallery, about))
    return parser


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
    parser.epilog = "\n".join(["outputs:", *help_lines()])
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
    from deckbrief.run.build import Options, build_outputs
    from deckbrief.run.console import Console

    console = Console()
    options = Options(
        content=given.content, templates=given.templates, theme=given.theme, out=given.out, jobs=given.jobs,
        minutes=given.minutes, template=given.template, style=given.style, variant=given.pdf_variant,
        fonts=given.fonts,
    )  # fmt: skip
    console.table(build_outputs((*given.outputs, *more), options, console.progress))


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
    from deckbrief.export.materials import template_roots
    from deckbrief.run.gallery import write_gallery

    sys.stdout.write(f"{write_gallery(given.out, template_roots(given.templates), given.lang)}\n")


if __name__ == "__main__":
    command()
