"""Findings: what is wrong with rows of a frame, and how they become problems that name file, line, column and
value."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import pandas as pd

from scorecard.extract.problems import PERSONAL, Effect, Problem
from scorecard.extract.tables import Table


@dataclass(frozen=True, eq=False)
class Finding:
    """One kind of problem in one column: `rows` are positions in the frame that was checked, `effect` is what
    becomes of each."""

    column: str
    expected: str
    rows: np.ndarray
    effect: Effect = Effect.NONE


def as_problems(table: Table, frame: pd.DataFrame, findings: Iterable[Finding]) -> list[Problem]:
    """The findings in `frame` (of text or typed) as problems.

    A value is withheld where it may be personal: in a personal column, or where a row whose cells have
    slipped shows its child's id or a date of birth in another column.
    """
    problems = []
    for finding in findings:
        rows = frame.take(finding.rows)
        values = _words(rows[finding.column])
        withheld = np.zeros(len(rows), dtype=bool)
        for personal in PERSONAL.intersection(frame.columns):
            withheld |= ((values == _words(rows[personal])) & (values != "")).to_numpy()
        if "CHILD" in table.columns and finding.column not in table.dates:
            withheld |= values.str.contains(r"\d\D\d+\D\d", regex=True).to_numpy()
        shown = values.astype(object).mask(withheld, None)
        problems += [
            Problem(file, line, finding.column, value, finding.expected, table.name, finding.effect)
            for file, line, value in zip(rows["_FILE"], rows["_LINE"].tolist(), shown, strict=True)
        ]
    return problems


def _words(column: pd.Series) -> pd.Series:
    if column.dtype.kind == "M":
        column = column.dt.strftime("%d/%m/%Y")
    return column.astype("str").fillna("")
