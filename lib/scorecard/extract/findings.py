"""Findings: what is wrong with rows of a frame, and how they become problems that name file, line, column and
value."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import pandas as pd

from scorecard.extract.problems import PERSONAL, Effect, Problem, UnusableExtract
from scorecard.extract.tables import Table

MOST = 2_000_000
"""Rows with one problem: more cannot be told by line."""


@dataclass(frozen=True, eq=False)
class Finding:
    """One kind of problem in one column: `rows` are positions in the frame that was checked, `effect` is what
    becomes of each."""

    column: str
    expected: str
    rows: np.ndarray
    effect: Effect = Effect.NONE


def as_problems(
    table: Table, frame: pd.DataFrame, findings: Iterable[Finding], children: frozenset[str]
) -> list[Problem]:
    """The findings in `frame` (of text or typed) as problems; `children` are the ids of the extract's children.

    A value is withheld where it may be personal: in a personal column, where it is the id of any child or the
    same as a personal cell of its row, where it looks like a date in a column that holds none, and in every
    column of a row whose cells have slipped. Raises UnusableExtract where one kind of problem is in more than MOST rows.
    """
    problems = []
    for finding in findings:
        if len(finding.rows) > MOST:
            first, n = frame["_FILE"].iloc[finding.rows[0]], f"{len(finding.rows):,}"
            raise UnusableExtract(
                f"{first}, {finding.column}: expected {finding.expected}, and {n} rows of {table.name} are otherwise: too "
                "many for a mistake; is the file of this extract?"
            )
        rows = frame.take(finding.rows)
        values = _words(rows[finding.column])
        withheld = _among(values, children)
        for personal in PERSONAL.intersection(frame.columns):
            withheld = withheld | ((values == _words(rows[personal])) & (values != "")).to_numpy()
        if "CHILD" in table.columns:
            withheld = withheld | _slipped(table, rows, children)
        shown = values.astype(object).mask(withheld, None)
        problems += [
            Problem(file, line, finding.column, value, finding.expected, table.name, finding.effect)
            for file, line, value in zip(rows["_FILE"], rows["_LINE"].tolist(), shown, strict=True)
        ]
    return problems


def _slipped(table: Table, rows: pd.DataFrame, children: frozenset[str]) -> np.ndarray:
    """Whether cells of each row stand in wrong columns: no child, another column with a child's id, a date in a
    column that holds none or something else in that of a personal date."""
    slipped = (_words(rows["CHILD"]) == "").to_numpy()
    for column in table.columns:
        cells = _words(rows[column])
        if column != "CHILD":
            slipped = slipped | _among(cells, children) & ~cells.isin(table.codes.get(column, ())).to_numpy()
        if column not in table.dates:
            slipped = slipped | _like_a_date(cells)
        elif column in PERSONAL:
            slipped = slipped | ~_like_a_date(cells) & (cells != "").to_numpy()
    return slipped


def _among(cells: pd.Series, children: frozenset[str]) -> np.ndarray:
    # Cells are few and children many: pandas would make an array of all children each time.
    return np.fromiter(map(children.__contains__, cells), bool, len(cells))


def _like_a_date(cells: pd.Series) -> np.ndarray:
    return cells.str.contains(r"\d\D\d+\D\d", regex=True).to_numpy(bool)


def _words(column: pd.Series) -> pd.Series:
    if column.dtype.kind == "M":
        column = column.dt.strftime("%d/%m/%Y")
    return column.astype("str").fillna("")
