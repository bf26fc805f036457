"""How every command ends that cannot go on: what the analyst can mend, in one line each, and the exit status."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NoReturn

import typer

from scorecard.parameters import Parameters, from_here, read_parameters
from scorecard.project import Project
from scorecard.unusable import Unusable, trouble_with_a_file


@contextmanager
def told_in_one_line(project: Project) -> Iterator[None]:
    """Tell what the analyst can mend without a traceback, and exit with status 2."""
    try:
        yield
    except Unusable as error:
        refuse(str(error))
    except OSError as error:
        if not (words := trouble_with_a_file(error, project)):
            raise
        refuse(words)


def refuse(message: str, status: int = 2) -> NoReturn:
    """Say why on the error stream, and exit."""
    typer.echo(message, err=True)
    raise typer.Exit(status)


def parameters_from(
    project: Project, month: str | None = None, extract: Path | None = None, audience: str | None = None
) -> Parameters:
    """The parameters file with a command's options in the place of its lines."""
    return read_parameters(project, month=month, extract=from_here(project, extract), audience=audience)
