"""What Quarto needs before it renders: the sections brought up to date, and the Word copy's style sheet.

`python -m scorecard.render.prepare [options of scorecard run]`, for report/pre-render.py.
"""

import sys

from scorecard.cli import app
from scorecard.project import Project
from scorecard.render import CannotRender, reference

if __name__ == "__main__":
    status = app(["run", *sys.argv[1:]], standalone_mode=False)
    try:
        reference.make(Project())
    except CannotRender as error:
        sys.exit(str(error))
    sys.exit(status)
