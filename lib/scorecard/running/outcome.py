"""What a run did, for the command that tells it."""

from dataclasses import dataclass
from pathlib import Path
from typing import Self

from scorecard.project import Project
from scorecard.unusable import trouble_with_a_file


@dataclass(frozen=True)
class Failure:
    """A product that could not be made: the error in one line and, of a notebook, its cell and the executed
    copy to open.
    """

    name: str
    error: str
    cell: str = ""
    copy: Path | None = None

    @classmethod
    def of(cls, name: str, error: Exception, project: Project) -> Self:
        """The failure of what an error stopped."""
        trouble = trouble_with_a_file(error, project) if isinstance(error, OSError) else ""
        return cls(name, trouble or in_one_line(type(error).__name__, str(error)))


@dataclass(frozen=True)
class Outcome:
    """The names of the products made, those that failed, how many were up to date, and what the extract lacks."""

    made: tuple[str, ...]
    failures: tuple[Failure, ...]
    up_to_date: int
    warnings: tuple[str, ...] = ()


def in_one_line(kind: str, message: str) -> str:
    """An error by its kind and the first line of its message."""
    first = message.strip().partition("\n")[0]
    return f"{kind}: {first}" if first else kind
