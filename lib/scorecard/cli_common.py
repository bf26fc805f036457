"""What the commands share: options, and how one ends that cannot go on: what the analyst can mend, a line each."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Annotated

import typer

from scorecard.parameters import Parameters, from_here, read_parameters
from scorecard.project import Project
from scorecard.unusable import Unusable, trouble_with_a_file

Month = Annotated[str | None, typer.Option(help="The reporting month, YYYY-MM, such as 2020-05.")]
Extract = Annotated[
    str | None,
    typer.Option(
        help="The folder of the month's files, such as data/sample, or a database's URL or DuckDB file."
    ),
]


@contextmanager
def refused_in_one_line(project: Project) -> Iterator[None]:
    """Say on the error stream, without a traceback, what the analyst can mend, and exit with its status."""
    try:
        yield
    except Unusable as error:
        typer.echo(str(error), err=True)
        raise typer.Exit(error.status) from None
    except OSError as error:
        if not (words := trouble_with_a_file(error, project)):
            raise
        typer.echo(words, err=True)
        raise typer.Exit(Unusable.status) from None


def parameters_from(
    project: Project, month: str | None = None, extract: str | None = None, audience: str | None = None
) -> Parameters:
    """The parameters file with a command's options in the place of its lines."""
    return read_parameters(project, month=month, extract=from_here(project, extract), audience=audience)
