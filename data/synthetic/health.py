"""Health: the assessment on coming into care, then yearly ones (half-yearly under 5) and dental checks.

Played forward month by month: some children are checked before the last check is a year old, and of those
whose check is overdue as many are checked as the month's share asks for.
"""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from synthetic.days import (
    OPEN,
    add_months,
    age,
    day,
    first_day,
    month_of,
    no_weekend,
    text,
    working_days_after,
)
from synthetic.draw import Draw, nearest_count
from synthetic.flows import LAST_DAY
from synthetic.months import Series

FIRST_IN_TIME_BEFORE = 75.0
FIRST_IN_TIME = {
    2017: (72.0, 69.4, 66.2, 61.3),
    2018: (58.0, 40.8, 14.5, 16.7),
    2019: (18.1, 18.3, 30.2, 64.3),
    2020: (70.6, 73.1),
}
"""Quarters by financial year; that of 2018/19 Q4 is lost in the scorecard's text."""
NEVER_ASSESSED = 0.06

ASSESSED = Series(
    before=79.0,
    years={
        2017: (79.2, 79.5, 79.1, 79.8, 80.2, 79.9, 80.4, 80.8, 80.5, 81.0, 81.3, 81.1),
        2018: (81.5, 81.2, 81.9, 82.4, 82.1, 81.7, 82.6, 83.0, 82.5, 83.4, 83.9, 83.2),
        2019: (83.7, 84.4, 84.1, 84.9, 85.3, 84.6, 85.1, 85.9, 85.4, 86.2, 85.7, 84.8),
        2020: (83.9, 82.8, 82.1, 81.6, 81.9),
    },
)
DENTAL = Series(
    before=55.0,
    years={
        2017: (55.6, 56.3, 56.9, 57.4, 58.8, 59.1, 59.6, 60.4, 60.2, 61.1, 61.9, 62.7),
        2018: (63.1, 63.8, 65.0, 65.7, 67.9, 68.2, 69.0, 69.8, 70.1, 71.3, 72.4, 73.0),
        2019: (73.8, 74.1, 75.3, 75.9, 77.6, 78.2, 78.8, 79.5, 79.4, 80.3, 81.0, 80.1),
        2020: (78.5, 76.6, 74.2, 71.7, 69.3),
    },
)
DENTISTS_CLOSED_FROM = int(month_of(day(2020, 4, 1)))
ROUTINE = 0.4
"""Chance that a check is made in a month of the last two before it is a year old."""


def first_assessments(draw: Draw, periods: pd.DataFrame) -> np.ndarray:
    """The day of each period's initial health assessment, OPEN where there was none."""
    n, start, end = len(periods), periods["START"].to_numpy(), periods["END"].to_numpy()
    by = working_days_after(start, 20)
    counted = np.flatnonzero((end > by) & (by <= LAST_DAY))
    quarter = (month_of(by) - 3) // 3
    in_time = np.zeros(n, bool)
    for each in np.unique(quarter[counted]):
        cohort = counted[quarter[counted] == each]
        percent = FIRST_IN_TIME.get(1970 + each // 4, (FIRST_IN_TIME_BEFORE,) * 4)[each % 4]
        in_time[cohort[draw.some(nearest_count(draw.moved(percent), len(cohort)), np.ones(len(cohort)))]] = (
            True
        )
    on = np.where(in_time, draw.between(start + 6, by), by + draw.between(1, 50, n))
    on = no_weekend(on, np.where(in_time, start + 1, by + 1))
    held = (on < np.minimum(end, LAST_DAY + 1)) & (in_time | ~draw.happens(NEVER_ASSESSED, n))
    return np.where(held, on, OPEN)


@dataclass(frozen=True)
class Checks:
    """A kind of check: its shares, how many a child under 5 needs, the first month without routine ones."""

    shares: Series
    under_five: int
    closed_from: int = OPEN


def checks(draw: Draw, periods: pd.DataFrame, first: np.ndarray, kind: Checks) -> pd.DataFrame:
    """Checks after the first: ROW, DATE."""
    start, end, born = (periods[c].to_numpy() for c in ("START", "END", "DOB"))
    last, before = np.zeros(len(start), "int64"), np.zeros(len(start), "int64")
    found = []
    for month in range(int(month_of(start.min())), int(month_of(LAST_DAY)) + 1):
        begin, on = int(first_day(month)), int(first_day(month + 1)) - 1
        assessed = (first >= begin) & (first <= on)
        before[assessed], last[assessed] = last[assessed], first[assessed]
        there = np.flatnonzero((start <= on - 30) & (end > on))
        since, latest = start[there], last[there]
        needed = np.where(age(born[there], on) < 5, kind.under_five, 1)

        year_ago = int(add_months(on + 1, -12))
        have = (latest >= year_ago).astype("int64") + (before[there] >= year_ago)
        counted = since < year_ago
        one_short = counted & (have == needed - 1)
        share = draw.moved(kind.shares.percent(month))
        wanted = nearest_count(share, counted.sum()) - (counted & (have >= needed)).sum()
        overdue = draw.some(wanted, one_short)

        gap, wait = np.where(needed == 2, 5, 10), np.where(needed == 2, 4, 6)
        due = (latest <= add_months(on, -gap)) & (since <= add_months(on, -wait)) & ~one_short
        chance = ROUTINE if month < kind.closed_from else 0.0
        rows = there[np.union1d(overdue, np.flatnonzero(due & draw.happens(chance, len(there))))]
        earliest = np.maximum(begin, last[rows] + 1)
        dates = no_weekend(draw.between(earliest, on), earliest)
        before[rows], last[rows] = last[rows], dates
        found.append(pd.DataFrame({"ROW": rows, "DATE": dates}))
    return pd.concat(found, ignore_index=True)


def health_table(draw: Draw, periods: pd.DataFrame) -> pd.DataFrame:
    """Health: IHA, RHA and DENTAL."""
    first = first_assessments(draw, periods)
    rows = np.flatnonzero(first < OPEN)
    none = np.full(len(periods), OPEN)
    table = pd.concat(
        [
            pd.DataFrame({"ROW": rows, "DATE": first[rows], "TYPE": "IHA"}),
            checks(draw, periods, first, Checks(ASSESSED, under_five=2)).assign(TYPE="RHA"),
            checks(draw, periods, none, Checks(DENTAL, 1, DENTISTS_CLOSED_FROM)).assign(TYPE="DENTAL"),
        ]
    )
    table["CHILD"] = periods["CHILD"].to_numpy()[table["ROW"]]
    table = table.sort_values(["CHILD", "DATE", "TYPE"], kind="stable")
    return pd.DataFrame({"CHILD": table["CHILD"], "TYPE": table["TYPE"], "DATE": text(table["DATE"])})
