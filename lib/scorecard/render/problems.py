"""What stops a report from being made, in the analyst's language: every problem by file and line, all at once."""

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple


class Place(NamedTuple):
    """A line of a file; line 0 stands for the file as a whole."""

    file: Path
    line: int = 0

    def says(self, message: str) -> str:
        """The message after its place: `scorecard.qmd:12: …`."""
        return f"{self.file.name}:{self.line}: {message}" if self.line else f"{self.file.name}: {message}"


class CannotRender(Exception):
    """The report cannot be made; `problems` holds one line for each reason, in the order of the report."""

    def __init__(self, problems: Sequence[str]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(self.problems))
