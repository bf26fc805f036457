"""What Quarto needs before it renders: a text that it reads, the sections brought up to date, the Word copy's style sheet.

`python -m scorecard.render.prepare [the names of Quarto's profiles]`, for report/run-by-quarto.py: Quarto takes a profile
that it does not know without a word, and does not know what parameters.yml says.
"""

import sys

import click

from scorecard.cli import app
from scorecard.cli_common import make_sections
from scorecard.commentary.read_against import follow
from scorecard.one_at_a_time import one_at_a_time
from scorecard.parameters import AUDIENCES, ParameterError, read_parameters, read_region_parameters
from scorecard.project import REGION, Project
from scorecard.render import quarto, reference
from scorecard.render.variables import read_variables
from scorecard.unusable import Unusable, trouble_with_a_file
from scorecard.words import list_of

PREVIEW = "preview"
PROFILES = (*AUDIENCES, REGION, PREVIEW)


def refuse_other_profiles(project: Project, names: str) -> None:
    """Raises ParameterError for a profile that there is not, and one for another audience than the parameters'."""
    profiles = [name for name in names.split(",") if name]
    for name in profiles:
        if name not in PROFILES:
            known = list_of([*PROFILES], "or")
            raise ParameterError(f"there is no profile {name}; render with --profile {known}, or without one")
    if REGION in profiles:
        return
    asked = "public" if "public" in profiles else "internal"
    named = read_parameters(project).audience
    if named != asked:
        command = "quarto render --profile public" if named == "public" else "quarto render"
        raise ParameterError(
            f"{project.shown(project.parameters)} says audience: {named}, for which the command is `{command}`; this one "
            f"is for audience: {asked}"
        )


def run_for(project: Project, audience: str) -> int:
    """Make the sections that are out of date, of the regional pack its own; the exit status."""
    if audience != REGION:
        return app(["run"], prog_name="scorecard", standalone_mode=False) or 0
    try:
        with one_at_a_time(project):
            make_sections(project, read_region_parameters(project))
    except click.exceptions.Exit as ended:
        return ended.exit_code
    return 0


if __name__ == "__main__":
    project = Project()
    try:
        profiles = "".join(sys.argv[1:2])
        refuse_other_profiles(project, profiles)
        audience = REGION if REGION in profiles.split(",") else read_parameters(project).audience
        quarto.refuse_unreadable(project, audience)
        status = run_for(project, audience)
        if not status:
            quarto.refuse_mistaken_variables(project, audience)
            with one_at_a_time(project):
                reference.make(project)
                if audience == "internal":
                    follow(project, read_variables(project))
    except Unusable as error:
        print(error, file=sys.stderr)
        sys.exit(error.status)
    except OSError as error:
        sys.exit(trouble_with_a_file(error, project) or str(error))
    sys.exit(status)
