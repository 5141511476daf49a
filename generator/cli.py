"""The command line: `deckbrief build [OUTPUT…]`, `deckbrief check`."""

from __future__ import annotations

import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from generator.base.problem import ProblemError

app = typer.Typer(
    add_completion=False,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,  # rich would double the time of --help
    help="Curated YAML in; native, editable PowerPoint decks and print-quality PDF briefings out.",
)

Content = Annotated[Path, typer.Option("--content", help="Folder of the YAML files.")]
Templates = Annotated[
    Path | None,
    typer.Option("--templates", help="Folder of your own templates and themes; the shipped ones fill what it lacks."),
]
Template = Annotated[
    Path | None,
    typer.Option("--template", help="Your own PowerPoint template (.pptx, .potx): decks are made from its layouts."),
]


class PdfVariant(StrEnum):
    """The standards that briefings can keep: accessible (ISO 14289-1), lasting (ISO 19005-2)."""

    ACCESSIBLE = "pdf/ua-1"
    LASTING = "pdf/a-2u"


@app.command()
def build(
    outputs: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[OUTPUT]...",
            help="What to build: deck, briefing, or one of them: deck/workshop, briefing/report. Default: everything.",
        ),
    ] = None,
    content: Content = Path("content"),
    templates: Templates = None,
    theme: Annotated[str, typer.Option("--theme", help="Theme of decks and figures.")] = "vermilion",
    template: Template = None,
    out: Annotated[Path, typer.Option("--out", help="Folder for the outputs.")] = Path("build"),
    minutes: Annotated[
        float | None,
        typer.Option("--minutes", min=1, max=1440, help="Fit decks into so many minutes: the least needed slides go."),
    ] = None,
    style: Annotated[
        str, typer.Option("--style", help="Style of briefings: the name of a folder under briefing/ of the templates.")
    ] = "",
    pdf_variant: Annotated[
        PdfVariant, typer.Option("--pdf-variant", help="The standard that briefings keep.")
    ] = PdfVariant.ACCESSIBLE,
    jobs: Annotated[int, typer.Option("--jobs", "-j", min=0, help="Processes side by side; 0: one a core.")] = 0,
) -> None:
    """Build decks and briefings."""
    from generator.run.build import Options, build_outputs
    from generator.run.console import Console

    console = Console()
    options = Options(
        content=content, templates=templates, theme=theme, out=out, jobs=jobs, minutes=minutes, template=template,
        style=style, variant=pdf_variant.value,
    )  # fmt: skip
    results = build_outputs(tuple(outputs or ()), options, console.progress)
    console.table(results)


@app.command()
def check(
    content: Content = Path("content"),
    templates: Templates = None,
    theme: Annotated[str, typer.Option("--theme", help="Theme that the slides are laid out with.")] = "vermilion",
    template: Template = None,
    source: Annotated[
        Path | None, typer.Option("--source", help="The source text: verify every piece of evidence against it.")
    ] = None,
    deck: Annotated[
        list[Path] | None,
        typer.Option("--deck", metavar="FILE", help="Check this .pptx, whoever made it, instead of the content."),
    ] = None,
) -> None:
    """Check content, templates and evidence, or finished decks; build nothing."""
    from generator.run.console import Console

    if deck:
        from generator.run.check_deck import check_decks

        Console().warn(check_decks(deck))
        return
    from generator.run.check import check_everything

    Console().report(check_everything(content, templates, theme, source, template))


@app.command()
def gallery(
    templates: Templates = None,
    out: Annotated[Path, typer.Option("--out", help="Folder for the outputs.")] = Path("build"),
    lang: Annotated[str, typer.Option("--lang", help="Language of the sample words.")] = "zh-CN",
) -> None:
    """Draw every figure with 1 to 12 parts in every theme, on one page to look at."""
    from generator.run.gallery import write_gallery
    from generator.run.materials import template_roots

    typer.echo(write_gallery(out, template_roots(templates), lang))


def main() -> None:
    """Run the command line; problems are printed with their places, exit status 1."""
    try:
        app()
    except ProblemError as error:
        from generator.base.report import format_problems

        sys.stderr.write(format_problems(error.problems) + "\n")
        raise SystemExit(1) from None


if __name__ == "__main__":
    main()
