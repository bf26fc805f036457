"""What a run did, for the command that tells it."""

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Failure:
    """A product that could not be made: the error in one line and, of a notebook, its cell and the executed
    copy to open.
    """

    name: str
    error: str
    cell: str = ""
    copy: Path | None = None


@dataclass(frozen=True)
class Outcome:
    """The names of the products made, those that failed, and how many were up to date."""

    made: tuple[str, ...]
    failures: tuple[Failure, ...]
    up_to_date: int
