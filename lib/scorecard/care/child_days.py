"""A child and a day as one number, so that one sorted array holds everybody's dates and a look-up is a binary search."""

from collections.abc import Sequence
from datetime import datetime, timedelta

import numpy as np
import pandas as pd

from scorecard.dates import BLANK, NEVER, add_months, day_numbers, of_numbers

CHILD_APART = 2**32
BEYOND = np.iinfo("int64").max
"""After every child and day."""

(_NEVER,) = day_numbers(pd.Series([NEVER]))


def days(dates: pd.Series) -> np.ndarray:
    """Dates as days since 1970; a blank one is NEVER."""
    numbers = day_numbers(dates)
    numbers[numbers == BLANK] = _NEVER
    return numbers


def child_days(children: pd.Series, dates: pd.Series) -> np.ndarray:
    """Children (whole numbers) and dates in pairs, each as a number that sorts by child, then by day."""
    return _first(children) + days(dates)


def _first(children: pd.Series) -> np.ndarray:
    """1 January 1970 of each child."""
    return children.to_numpy().astype("int64") * CHILD_APART


def days_with(children: pd.Series, dates: pd.Series) -> np.ndarray:
    """The child days on which something happened, sorted, each once."""
    # A stable sort costs next to nothing where the rows are in order already.
    rows = np.sort(child_days(children, dates), kind="stable")
    return rows[np.append(True, rows[1:] != rows[:-1])[: len(rows)]]


def how_many(rows: np.ndarray, children: pd.Series, until: pd.Series) -> np.ndarray:
    """For each child and date asked, how many of `rows` (child days, sorted) are the child's and not after the date."""
    before = rows.searchsorted(_first(children), "left")
    return rows.searchsorted(child_days(children, until), "right") - before


def latest(rows: np.ndarray, children: pd.Series, until: pd.Series) -> np.ndarray:
    """For each child and date asked, the position of the last of `rows` (child days, sorted) that is the child's and not
    after the date; -1 where there is none."""
    at = rows.searchsorted(child_days(children, until), "right") - 1
    return np.where(np.append(rows, -CHILD_APART)[at] >= _first(children), at, -1)


def latest_day(rows: np.ndarray, children: pd.Series, until: pd.Series) -> pd.Series:
    """For each child and date asked, the day of the last of `rows` (child days, sorted) that is the child's and not after
    the date, blank where there is none; the index is that of the children."""
    at = latest(rows, children, until)
    day = np.where(at >= 0, np.append(rows, 0)[at] - _first(children), BLANK)
    return pd.Series(of_numbers(day), index=children.index)


def first_day(rows: np.ndarray, children: pd.Series, since: pd.Series, until: pd.Series) -> pd.Series:
    """For each child and two dates asked, the day of the first of `rows` (child days, sorted) that is the child's and from
    the one to the other, both included, blank where there is none; a blank second date is no limit."""
    found = np.append(rows, BEYOND)[rows.searchsorted(child_days(children, since), "left")]
    day = np.where(found <= child_days(children, until), found % CHILD_APART, BLANK)
    return pd.Series(of_numbers(day), index=children.index)


def latest_rows(rows: pd.DataFrame, dated: str, children: pd.Series, until: pd.Series) -> pd.DataFrame:
    """For each child and date asked, the child's last row by the date in column `dated` and not after the one asked, blank
    where there is none; the index is that of the children."""
    keys = child_days(rows["CHILD"], rows[dated])
    order = np.argsort(keys, kind="stable")
    found = np.append(order, -1)[latest(keys[order], children, until)]
    return rows.reset_index(drop=True).reindex(found).set_axis(children.index)


def in_force_at(
    rows: pd.DataFrame, begins: str, ends: str, children: pd.Series, dates: pd.Series
) -> pd.DataFrame:
    """For each child and date asked, the child's row that is in force at the end of it, as `in_force_on` has it; blank where
    there is none. The index is that of the children."""
    begun, over = (child_days(rows["CHILD"], rows[column]) for column in (begins, ends))
    order = np.argsort(begun, kind="stable")
    begun, over, asked = begun[order], over[order], child_days(children, dates)
    at = latest(begun, children, dates)
    at = np.where(np.append(np.maximum.accumulate(over), -BEYOND)[at] > asked, at, -1)
    while (ended := np.append(over, BEYOND)[at] <= asked).any():
        at -= ended  # one begun before is in force
    return rows.reset_index(drop=True).reindex(np.append(order, -1)[at]).set_axis(children.index)


def in_force_on(rows: pd.DataFrame, begins: str, ends: str, on: Sequence[datetime]) -> pd.DataFrame:
    """The row of each child that is in force at the end of each day, begun by then and not ended (blank = still), with the
    day as DATE. Where two are, an error of the data, the one that began later stands."""
    order = np.argsort(child_days(rows["CHILD"], rows[begins]), kind="stable")
    begun, ended = (days(rows[column])[order] for column in (begins, ends))
    dates = np.array(list(on), dtype="datetime64[us]")
    asked = days(pd.Series(dates))[:, None]
    day, row = np.nonzero((begun <= asked) & (ended > asked))
    child = rows["CHILD"].to_numpy()[order][row]
    last = np.append((child[1:] != child[:-1]) | (day[1:] != day[:-1]), True)[: len(row)]
    return rows.take(order[row[last]]).assign(DATE=dates[day[last]]).reset_index(drop=True)


def year_to(dates: pd.Series) -> pd.Series:
    """The first day of the 12 months that end with each date."""
    return add_months(dates + timedelta(days=1), -12)


def days_in_year(rows: np.ndarray, children: pd.Series, until: pd.Series) -> np.ndarray:
    """For each child and date asked, on how many days of the 12 months to the date the child has any of `rows` (child
    days, each once)."""
    since = child_days(children, year_to(until))
    return rows.searchsorted(child_days(children, until), "right") - rows.searchsorted(since, "left")
