"""What the commands share: options, and how one ends that cannot go on: what the analyst can mend, a line each."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import click

from scorecard.parameters import Parameters, RegionParameters, from_here, read_parameters
from scorecard.project import Project
from scorecard.running.progress import RunProgress
from scorecard.running.run import run as make
from scorecard.unusable import Unusable, trouble_with_a_file

month_option = click.option("--month", help="The reporting month, YYYY-MM, such as 2020-05.")
extract_option = click.option(
    "--extract",
    help="The folder of the month's files, such as data/sample, or a database's URL or DuckDB file.",
)
A_PATH = click.Path(path_type=Path)
MOST_TOLD = 2
"""So many warnings are told where a command has other things to tell."""
INTERRUPTED = 130
"""The exit status of what Ctrl-C ends, as shells have it."""


@contextmanager
def refused_in_one_line(project: Project) -> Iterator[None]:
    """Say on the error stream, without a traceback, what the analyst can mend, and exit with its status."""
    try:
        yield
    except Unusable as error:
        click.echo(str(error), err=True)
        raise click.exceptions.Exit(error.status) from None
    except (OSError, RuntimeError) as error:
        if not (words := trouble_with_a_file(error, project)):
            raise
        click.echo(words, err=True)
        raise click.exceptions.Exit(Unusable.status) from None
    except KeyboardInterrupt:
        click.echo(
            "Interrupted. Each file that is there is whole; the same command makes the rest.", err=True
        )
        raise click.exceptions.Exit(INTERRUPTED) from None


def parameters_from(
    project: Project, month: str | None = None, extract: str | None = None, audience: str | None = None
) -> Parameters:
    """The parameters file with a command's options in the place of its lines."""
    return read_parameters(project, month=month, extract=from_here(project, extract), audience=audience)


def tell_warnings(warnings: Sequence[str], most: int | None = None, *, err: bool = False) -> None:
    """Print what an extract lacks, a line each; of more than `most`, how many more there are."""
    for warning in warnings[:most]:
        click.echo(f"Warning: {warning}", err=err)
    if most and (more := len(warnings) - most) > 0:
        click.echo(f"And {more} more: see `scorecard check`.", err=err)


def make_sections(project: Project, parameters: Parameters | RegionParameters) -> None:
    """Run what is out of date, with progress. Exits with status 1 after a failure."""
    try:
        with RunProgress() as show:
            outcome = make(project, parameters, begin=show.begin, ended=show.ended)
    except KeyboardInterrupt:
        click.echo("Interrupted. What was made by then is kept; the same command makes the rest.", err=True)
        raise click.exceptions.Exit(INTERRUPTED) from None
    for failure in outcome.failures:
        place = f"notebooks/{failure.name}.ipynb, cell {failure.cell}" if failure.cell else failure.name
        kept = f"; the cells up to there are in {project.shown(failure.copy)}" if failure.copy else ""
        click.echo(f"{place}: {failure.error}{kept}", err=True)
    name = parameters.reporting_month.name
    if outcome.failures:
        raise click.exceptions.Exit(1)
    if outcome.made:
        click.echo(f"{name}: {len(outcome.made)} made, {outcome.up_to_date} up to date.")
    else:
        click.echo(f"{name}: everything is up to date.")
    tell_warnings(outcome.warnings, MOST_TOLD)
    if outcome.warnings and parameters.audience == "public":
        click.echo("The public pack itself can tell of none of this.")
