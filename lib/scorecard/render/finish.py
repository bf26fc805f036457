"""What a report wants once Quarto has rendered it: the Word copy's last touches and, for the public, the release test.

`python -m scorecard.render.finish` in the project's folder, for report/run-by-quarto.py. Quarto names the files that it
made in QUARTO_PROJECT_OUTPUT_FILES, a line each, from that folder. Those of a public report that would tell something, or
that could not be tested, are taken away.
"""

import os
import shutil
import sys
from pathlib import Path

from scorecard.project import Project
from scorecard.render.problems import CannotRender
from scorecard.render.quarto import READY
from scorecard.render.variables import read_variables
from scorecard.render.word import finish, is_draft
from scorecard.unusable import Unusable


def finish_all(project: Project, made: list[Path]) -> None:
    """The last touches to the Word copies among the files; raises what the release test of a public report raises."""
    variables = read_variables(project)
    for file in made:
        if file.suffix == ".docx":
            finish(file, variables["month"]["name"], is_draft(variables))
    if variables.get("audience") == "public" and READY not in os.environ:
        keep_if_safe(project, made)


def keep_if_safe(project: Project, made: list[Path]) -> None:
    """Put the measures and counts beside a public report, and test it; away with all of them where it fails."""
    from scorecard.packs.release import refuse_leaks
    from scorecard.parameters import read_parameters

    folder = project.output_of("public") / project.report.parent.name
    for slides in [file for file in made if file.stem == project.slides.stem]:
        made.remove(slides)
        slides.unlink()
    files = [*made, folder / project.measures.name, folder / project.counts.name]
    try:
        for file in (project.measures, project.counts):
            shutil.copyfile(file, folder / file.name)
        refuse_leaks(project, read_parameters(project), files)
    except BaseException:
        for file in files:
            file.unlink(missing_ok=True)
        raise


if __name__ == "__main__":
    project = Project(Path.cwd())
    try:
        finish_all(
            project, [project.root / name for name in os.environ["QUARTO_PROJECT_OUTPUT_FILES"].splitlines()]
        )
    except (CannotRender, Unusable, OSError) as error:
        sys.exit(str(error))
