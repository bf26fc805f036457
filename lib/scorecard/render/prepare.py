"""What Quarto needs before it renders: a text that it reads, the sections brought up to date, the Word copy's style sheet.

`python -m scorecard.render.prepare [options of scorecard run]`, for report/run-by-quarto.py.
"""

import sys

from scorecard.cli import app
from scorecard.project import Project
from scorecard.render import quarto, reference
from scorecard.unusable import Unusable, trouble_with_a_file

if __name__ == "__main__":
    project = Project()
    try:
        quarto.refuse_unreadable(project)
        status = app(["run", *sys.argv[1:]], standalone_mode=False)
        if not status:
            quarto.refuse_mistaken_variables(project)
            reference.make(project)
    except Unusable as error:
        sys.exit(str(error))
    except OSError as error:
        sys.exit(trouble_with_a_file(error, project) or str(error))
    sys.exit(status)
