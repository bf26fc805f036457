"""A child and a day as one number, so that one sorted array holds everybody's dates and a look-up is a binary search."""

from datetime import timedelta

import numpy as np
import pandas as pd

from scorecard.dates import BLANK, NEVER, add_months, day_numbers, of_numbers

CHILD_APART = 2**32
(_NEVER,) = day_numbers(pd.Series([NEVER]))


def days(dates: pd.Series) -> np.ndarray:
    """Dates as days since 1970; a blank one is NEVER."""
    numbers = day_numbers(dates)
    return np.where(numbers == BLANK, _NEVER, numbers)


def child_days(children: pd.Series, dates: pd.Series) -> np.ndarray:
    """Children (whole numbers) and dates in pairs, each as a number that sorts by child, then by day."""
    return children.to_numpy().astype("int64") * CHILD_APART + days(dates)


def days_with(children: pd.Series, dates: pd.Series) -> np.ndarray:
    """The child days on which something happened, sorted, each once."""
    # A stable sort costs next to nothing where the rows are in order already.
    rows = np.sort(child_days(children, dates), kind="stable")
    return rows[np.append(True, rows[1:] != rows[:-1])[: len(rows)]]


def how_many(rows: np.ndarray, children: pd.Series, until: pd.Series) -> np.ndarray:
    """For each child and date asked, how many of `rows` (child days, sorted) are the child's and not after the date."""
    first = children.to_numpy().astype("int64") * CHILD_APART
    return rows.searchsorted(child_days(children, until), "right") - rows.searchsorted(first, "left")


def latest(rows: np.ndarray, children: pd.Series, until: pd.Series) -> np.ndarray:
    """For each child and date asked, the position of the last of `rows` (child days, sorted) that is the child's and not
    after the date; -1 where there is none."""
    asked = child_days(children, until)
    at = rows.searchsorted(asked, "right") - 1
    return np.where(np.append(rows, -CHILD_APART)[at] // CHILD_APART == asked // CHILD_APART, at, -1)


def latest_day(rows: np.ndarray, children: pd.Series, until: pd.Series) -> pd.Series:
    """For each child and date asked, the day of the last of `rows` (child days, sorted) that is the child's and not after
    the date, blank where there is none; the index is that of the children."""
    day = np.append(rows % CHILD_APART, BLANK)[latest(rows, children, until)]
    return pd.Series(of_numbers(day), index=children.index)


def year_to(dates: pd.Series) -> pd.Series:
    """The first day of the 12 months that end with each date."""
    return add_months(dates + timedelta(days=1), -12)


def days_in_year(rows: np.ndarray, children: pd.Series, until: pd.Series) -> np.ndarray:
    """For each child and date asked, on how many days of the 12 months to the date the child has any of `rows` (child
    days, each once)."""
    before = year_to(until) - timedelta(days=1)
    return how_many(rows, children, until) - how_many(rows, children, before)
