"""The `scorecard` command. Each command checks its parameters before anything runs, and says in one line
what is wrong.

Exit status: 0 done or clean; 1 a section failed or problems were found; 2 parameters or extract cannot be
used. Heavy imports stand inside the commands, so that one with nothing to do answers at once.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, NoReturn

import typer

from scorecard.parameters import ParameterError, Parameters, from_here, read_parameters
from scorecard.progress import RunProgress
from scorecard.project import Project
from scorecard.run import run as make
from scorecard.warmed import Unusable

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    help="""The Corporate Parenting Scorecard: from the month's extract to the board pack.

    The month, the extract's folder and the audience stand in parameters.yml; an option takes the place of its
    line for one command.

    \b
    An analyst's month:
      scorecard check                   what is wrong with the extract, by file and line
      scorecard report                  make what is out of date, then the pack
      scorecard run --month 2020-04     only the sections, for another month
      scorecard report --extract "D:/extracts/June 2020"
    """,
)

Month = Annotated[str | None, typer.Option(help="The reporting month, YYYY-MM, such as 2020-05.")]
Extract = Annotated[
    Path | None, typer.Option(help="The folder of the month's CSV files, such as data/sample.")
]
Audience = Annotated[str | None, typer.Option(help="internal: for the board itself.")]


@app.command()
def run(month: Month = None, extract: Extract = None, audience: Audience = None) -> None:
    """Make the sections that are out of date, the measures and the report's variables.

    A section is made again only if its notebook, the library, the parameters, the reference data, an extract
    file that it reads or an installed package changed. Results: report/sections/ and _variables.yml.

    \b
    Examples:
      scorecard run
      scorecard run --month 2020-06 --extract "extracts/June 2020"

    Exit status: 0 all made or up to date, 1 a notebook failed, 2 parameters or extract cannot be used.
    """
    with _told_in_one_line():
        _make_sections(Project(), _parameters(month, extract, audience))


@app.command()
def report(month: Month = None, extract: Extract = None, audience: Audience = None) -> None:
    """Make what is out of date, then the report: HTML, PDF and Word, in _output/report/.

    It is rendered by Quarto where `quarto` is on PATH, by the embedded renderer elsewhere.

    \b
    Examples:
      scorecard report
      scorecard report --month 2020-06

    Exit status: 0 done, 1 a notebook failed or the report cannot be rendered, 2 parameters or extract cannot
    be used.
    """
    project = Project()
    with _told_in_one_line():
        parameters = _parameters(month, extract, audience)
        _make_sections(project, parameters)

        from scorecard.render import CannotRender, render

        try:
            rendered = render(project, parameters.audience)
        except CannotRender as error:
            _refuse(str(error), status=1)
        typer.echo(f"Rendered by {rendered.renderer}:")
        for file in rendered.files:
            typer.echo(f"  {project.shown(file)}")


@app.command()
def check(month: Month = None, extract: Extract = None, audience: Audience = None) -> None:
    """List what is wrong with the extract and the parameters, by file and line. Nothing is made.

    \b
    Example:
      scorecard check --extract "extracts/June 2020"

    Exit status: 0 clean, 1 problems found, 2 parameters or extract cannot be used.
    """
    project = Project()
    with _told_in_one_line():
        parameters = _parameters(month, extract, audience)

        from scorecard.extract import read_extract
        from scorecard.problems import UnusableExtract, printed

        try:
            found = read_extract(project.resolve(parameters.extract))
        except UnusableExtract as error:
            _refuse(str(error))
        for warning in found.warnings:
            typer.echo(f"Warning: {warning}")
        for line in printed(found.problems):
            typer.echo(line)
        if found.problems:
            typer.echo(f"{len(found.problems):,} problems in {parameters.extract}.")
            raise typer.Exit(1)
        typer.echo(f"No problems in {parameters.extract}.")


def _parameters(month: str | None, extract: Path | None, audience: str | None) -> Parameters:
    project = Project()
    return read_parameters(project, month=month, extract=from_here(project, extract), audience=audience)


def _make_sections(project: Project, parameters: Parameters) -> None:
    """Run what is out of date, with progress. Exits with status 1 after a failure."""
    with RunProgress() as show:
        outcome = make(project, parameters, begin=show.begin, ended=show.ended)
    for failure in outcome.failures:
        place = f"notebooks/{failure.name}.ipynb, cell {failure.cell}" if failure.cell else failure.name
        kept = f"; the cells up to there are in {project.shown(failure.copy)}" if failure.copy else ""
        typer.echo(f"{place}: {failure.error}{kept}", err=True)
    name = parameters.reporting_month.name
    if outcome.failures:
        raise typer.Exit(1)
    if outcome.made:
        typer.echo(f"{name}: {len(outcome.made)} made, {outcome.up_to_date} up to date.")
    else:
        typer.echo(f"{name}: everything is up to date.")


@contextmanager
def _told_in_one_line() -> Iterator[None]:
    """Tell what the analyst can mend without a traceback, and exit with status 2."""
    try:
        yield
    except (ParameterError, Unusable) as error:
        _refuse(str(error))


def _refuse(message: str, status: int = 2) -> NoReturn:
    typer.echo(message, err=True)
    raise typer.Exit(status)
