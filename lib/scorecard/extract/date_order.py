"""Columns of dates none of which shows whether the day or the month comes first: whether the other order would suit the other
dates of the extract better. No record is of before its child's birth or after the extract's newest date."""

from collections.abc import Sequence

import numpy as np
import pandas as pd

from scorecard.extract.cells import dates
from scorecard.extract.date_text import other_order
from scorecard.extract.problems import Problem
from scorecard.extract.source import Source
from scorecard.extract.tables import DATED_BY

_EXPECTED = "dates that show their order: the day is taken to come first, but {better:,} more would be possible the other way"


def doubtful_orders(sources: Sequence[Source], header: pd.DataFrame) -> list[Problem]:
    """A problem for each such column, at its heading. `header`: the table of text."""
    unproven = [(each, column) for each in sources if each.table for column in each.unproven]
    if not unproven:
        return []
    born = dates(header["DOB"]).groupby(header["CHILD"].astype("str")).min()
    newest = _newest(sources)
    return [
        Problem(source.name, source.line, column, None, _EXPECTED.format(better=better), source.table.name)
        for source, column in unproven
        if (better := _gain(source, column, born, newest)) > 0
    ]


def _newest(sources: Sequence[Source]) -> pd.Timestamp:
    """The newest date of records whose order is proven; NaT without one."""
    found = [
        dates(each.rows[column]).max()
        for each in sources
        if each.table and (column := DATED_BY.get(each.table.name)) and column not in each.unproven
    ]
    return pd.Series(found, dtype="datetime64[us]").max()


def _gain(source: Source, column: str, born: pd.Series, newest: pd.Timestamp) -> int:
    """How many more rows are possible with days and months the other way round."""
    rows, births = source.rows, pd.Series(np.datetime64("NaT"), index=source.rows.index)
    if "CHILD" in rows and column != "DOB":
        births = born.reindex(rows["CHILD"].astype("str")).reset_index(drop=True)
    swapped = pd.Series(other_order(rows[column].array), index=rows.index)
    impossible = [
        int(((found < births) | (found > newest)).sum()) for found in (dates(rows[column]), dates(swapped))
    ]
    return impossible[0] - impossible[1]
