"""What Quarto needs before it renders: a text that it reads, the sections brought up to date, the Word copy's style sheet.

`python -m scorecard.render.prepare [the names of Quarto's profiles]`, for report/run-by-quarto.py: Quarto takes a profile
that it does not know without a word, and does not know what parameters.yml says.
"""

import sys

from scorecard.cli import app
from scorecard.commentary.read_against import follow
from scorecard.parameters import AUDIENCES, ParameterError, read_parameters
from scorecard.project import Project
from scorecard.render import quarto, reference
from scorecard.render.variables import read_variables
from scorecard.unusable import Unusable, trouble_with_a_file
from scorecard.words import list_of

PREVIEW = "preview"


def refuse_other_profiles(project: Project, names: str) -> None:
    """Raises ParameterError for a profile that there is not, and one for another audience than the parameters'."""
    profiles = [name for name in names.split(",") if name]
    for name in profiles:
        if name not in (*AUDIENCES, PREVIEW):
            known = list_of([*AUDIENCES, PREVIEW], "or")
            raise ParameterError(f"there is no profile {name}; render with --profile {known}, or without one")
    asked = "public" if "public" in profiles else "internal"
    named = read_parameters(project).audience
    if named != asked:
        command = "quarto render --profile public" if named == "public" else "quarto render"
        raise ParameterError(
            f"{project.shown(project.parameters)} says audience: {named}, for which the command is `{command}`; this one "
            f"is for audience: {asked}"
        )


if __name__ == "__main__":
    project = Project()
    try:
        quarto.refuse_unreadable(project)
        refuse_other_profiles(project, "".join(sys.argv[1:2]))
        status = app(["run"], standalone_mode=False)
        if not status:
            quarto.refuse_mistaken_variables(project)
            reference.make(project)
            if read_parameters(project).audience == "internal":
                follow(project, read_variables(project))
    except Unusable as error:
        print(error, file=sys.stderr)
        sys.exit(error.status)
    except OSError as error:
        sys.exit(trouble_with_a_file(error, project) or str(error))
    sys.exit(status)
