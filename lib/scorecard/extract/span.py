"""How far an extract's records reach. One that ended before the month says nothing of it: that is no data, never a
count of 0 or a duty missed."""

from functools import lru_cache

import pandas as pd

from scorecard.extract.reader import Extract
from scorecard.extract.tables import DATED_BY
from scorecard.reporting_month import ReportingMonth


def newest_dates(extract: Extract) -> dict[str, pd.Timestamp]:
    """The newest date of each table that has one."""
    newest = {}
    for name, column in DATED_BY.items():
        if len(extract.tables.get(name, ())):
            columns = [column, "DEC"] if name == "Episodes" else [column]
            newest[name] = extract.tables[name][columns].max().max()
    return {name: date for name, date in newest.items() if not pd.isna(date)}


def newest_record(frame: pd.DataFrame, column: str, month: ReportingMonth) -> pd.Timestamp:
    """The newest date up to the month's end; NaT without one."""
    return frame.loc[frame[column] <= month.as_at, column].max()


@lru_cache(maxsize=2)
def newest_of_all(extract: Extract) -> pd.Timestamp:
    """The newest date of any table; NaT without one."""
    return max(newest_dates(extract).values(), default=pd.NaT)


def ended(extract: Extract, month: ReportingMonth) -> bool:
    """Whether the extract ended before the month began: it holds nothing of the month."""
    return not newest_of_all(extract) >= month.start
