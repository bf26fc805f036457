"""What a report wants once Quarto has rendered it: the Word copy's last touches.

`python -m scorecard.render.finish` in the project's folder, for report/run-by-quarto.py. Quarto names the files that it
made in QUARTO_PROJECT_OUTPUT_FILES, a line each, from that folder.
"""

import os
import sys
from pathlib import Path

from scorecard.project import Project
from scorecard.render.problems import CannotRender
from scorecard.render.variables import read_variables
from scorecard.render.word import finish, is_draft

if __name__ == "__main__":
    project = Project(Path.cwd())
    made = [project.root / name for name in os.environ["QUARTO_PROJECT_OUTPUT_FILES"].splitlines()]
    try:
        variables = read_variables(project)
        for file in made:
            if file.suffix == ".docx":
                finish(file, variables["month"]["name"], is_draft(variables))
    except (CannotRender, OSError) as error:
        sys.exit(str(error))
