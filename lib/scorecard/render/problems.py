"""What stops a report from being made, in the analyst's language: every problem by file and line, all at once."""

from collections.abc import Sequence

from scorecard.unusable import Unusable


def located(file: str, message: str, line: int = 0) -> str:
    """A problem after its place, as other commands write it: "report/scorecard.qmd, line 12: …"; line 0 is none."""
    return f"{file}, line {line}: {message}" if line else f"{file}: {message}"


class CannotRender(Unusable):
    """The report cannot be made; `problems` holds one line for each reason, in the order of the report."""

    status = 1

    def __init__(self, problems: Sequence[str]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(self.problems))
