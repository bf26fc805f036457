"""`python -m scorecard`, for where the `scorecard` command is not on PATH."""

from scorecard.cli import app

app(prog_name="scorecard")
