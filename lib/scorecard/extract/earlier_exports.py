"""Rows that only an earlier export of the same list has, where it was left in the folder beside the new one: they were put
right or taken out since, and would count again."""

import numpy as np
import pandas as pd

from scorecard.extract.findings import Finding
from scorecard.extract.tables import Table

NEARLY_ALL = 0.9
"""So much of an earlier export is in the later one."""
_FEW_ROWS = 20
_MOST_FILES = 12
"""Of more files none is taken for another's copy: they are a list in parts."""
_RANK = 5
"""The day that so many rows of a file reach is its newest: a mistyped year moves it by nothing."""


def only_in_an_earlier_export(table: Table, frame: pd.DataFrame, same: np.ndarray) -> list[Finding]:
    """Findings of such rows of a typed table, whose rows agree in identity where `same` does. A row of a day before or after
    those of the other file is none: each file may have its own part of the years."""
    dated = next((column for column in table.key if column in table.dates), None)
    codes = frame["_FILE"].cat.codes.to_numpy()
    files = [rows for code in np.unique(codes) if len(rows := np.flatnonzero(codes == code)) >= _FEW_ROWS]
    if dated is None or not 1 < len(files) <= _MOST_FILES:
        return []
    days, findings = frame[dated].to_numpy(), []
    files.sort(key=lambda rows: (np.sort(days[rows])[-_RANK], len(rows)))
    for place, rows in enumerate(files):
        for others in files[place + 1 :]:
            lacking = ~np.isin(same[rows], same[others])
            within = (days[rows] >= days[others].min()) & (days[rows] <= days[others].max())
            if lacking.mean() <= 1 - NEARLY_ALL and (lacking & within).any():
                later = frame["_FILE"].iloc[others[0]]
                what = f"a row that {later} has too, as it has nearly all of this file: is this an earlier export of it?"
                findings.append(Finding(dated, what, rows[lacking & within]))
    return findings
