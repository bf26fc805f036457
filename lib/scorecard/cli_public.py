"""The commands of public packs: `scorecard disclosure-key` and `scorecard disclosure-check`."""

from pathlib import Path
from typing import Annotated

import typer

from scorecard.cli_common import refused_in_one_line
from scorecard.project import Project


def disclosure_key(
    file: Annotated[Path, typer.Argument(help="The file to make, outside the repository.")],
) -> None:
    """Make the council's key, by which the figures of public packs are protected.

    It is made once, read by its owner alone, and kept with care: published figures stay as they are without it,
    but a new key starts with a financial year. parameters.yml names it by a line `key: FILE`.

    \b
    Example:
      scorecard disclosure-key ~/scorecard.key

    Exit status: 0 done, 2 it cannot be made there.
    """
    project = Project()
    with refused_in_one_line(project):
        from scorecard.protection.key import make_key

        make_key(file, project)
    typer.echo(
        f"Made: {file}. Name it in parameters.yml by a line `key: {file}`, and keep a copy in a safe place."
    )
