"""What stands among the rows of a sheet and is none of its table's."""

import re
from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd

from scorecard.extract.layout import Layout
from scorecard.extract.own_columns import LEAVE_OUT
from scorecard.extract.tables import COUNCIL

_AROUND_ROWS = re.compile(r"-{2,}|\(\d+ rows? affected\)|Completion time: .*")
"""What SQL Server's tools write below the headings and below the rows."""


def no_rows(
    columns: Mapping[str, pd.Categorical], found: Layout, headings: Sequence[str]
) -> np.ndarray | bool:
    """Which rows are blank, are left out by columns.yml, are the headings once more, as where files or pages were put together,
    or are SQL Server's. `columns`: by our names; `headings` as they stand there."""
    always = found.own.always if found.own else {}
    out = _all_blank([columns[name] for name in columns if name not in (*always, COUNCIL)])
    for column in found.own.words if found.own else ():
        out = out | _is(columns[column], LEAVE_OUT)
    for column in found.table.key:
        if places := found.places[column]:
            out = out | _is(columns[column], headings[places[0]]) | _around_rows(columns[column])
    return out


def _around_rows(column: pd.Categorical) -> np.ndarray:
    out = np.zeros(len(column), dtype=bool)
    edges = [place for place in {0, *range(len(out) - 4, len(out))} if 0 <= place < len(out)]
    out[edges] = [bool(_AROUND_ROWS.fullmatch(column.categories[code])) for code in column.codes[edges]]
    return out


def _is(column: pd.Categorical, text: str) -> np.ndarray:
    return np.asarray(column.categories == text).take(column.codes)


def _all_blank(columns: Sequence[pd.Categorical]) -> np.ndarray | bool:
    """Whether each row is blank; False where a column has no blank cell at all."""
    if any(not (column.categories == "").any() for column in columns):
        return False
    return np.logical_and.reduce([_is(column, "") for column in columns])
