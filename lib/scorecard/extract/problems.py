"""What is wrong with an extract, said so that an analyst can mend it: file, line, column, value, what was
expected.

A child's id and date of birth are personal data (data/README.md), so a problem in such a column never shows the
value.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from scorecard.extract.files.found import OF_LINES
from scorecard.unusable import Unusable

SHEET = ", sheet "
"""What stands between the names of a workbook and of its sheet."""
PERSONAL = frozenset({"CHILD", "DOB", "UPN", "MOTHER", "MC_DOB"})


class UnusableExtract(Unusable):
    """The extract cannot be used at all; one line that names the folder and the file."""


class MissingTable(Exception):
    """The extract has no file of a table; `.table` is its name."""

    def __init__(self, table: str):
        super().__init__(f"the extract has no file with the columns of {table}")
        self.table = table


class Effect(StrEnum):
    """What a problem does to the figures."""

    NONE = "nothing changes"
    BLANK = "the cell counts as blank"
    ROW = "the row is left out"
    FILE = "the file is not read"


@dataclass(frozen=True, order=True, slots=True)
class Problem:
    """One problem. `file` is relative to the extract's folder, `line` counts from 1 (the headings) as an
    editor does, `value` is "" where the cell is blank and None where it is withheld or the problem is not one
    cell's, `effect` is what becomes of the cell, the row or the file."""

    file: str
    line: int
    column: str
    value: str | None
    expected: str
    table: str = ""
    effect: Effect = Effect.NONE

    def __post_init__(self):
        if self.column in PERSONAL and self.value:
            object.__setattr__(self, "value", None)

    def __str__(self) -> str:
        line = "line" if self.file.lower().endswith((*OF_LINES,)) else "row"
        place = f"{self.file}, {line} {self.line}" + (f", {self.column}" if self.column else "")
        if self.value is None:
            return f"{place}: expected {self.expected}"
        value = f"“{_short(self.value)}”" if self.value else "blank"
        return f"{place}: {value}, expected {self.expected}"


def printed(problems: Iterable[Problem], most: int | None = 5) -> list[str]:
    """The lines that `scorecard check` prints, by file, column and kind of problem.

    Of a kind that repeats in one column of one file the first `most` are printed, then one line that says how
    many more there are; `most=None` prints every one.
    """
    kinds = defaultdict(list)
    for problem in sorted(problems, key=lambda each: (each.file, each.line, each.column, each.expected)):
        kinds[problem.file, problem.column, problem.expected].append(problem)
    lines = []
    for (file, column, _), same in kinds.items():
        shown = same if most is None else same[:most]
        lines += [str(problem) for problem in shown]
        if len(same) > len(shown):
            lines.append(
                f"{file}, {column}: {len(same) - len(shown):,} more of this kind, {len(same):,} in all"
            )
    return lines


def _short(value: str) -> str:
    value = " ".join(value.split())
    return value if len(value) <= 40 else value[:39] + "…"
