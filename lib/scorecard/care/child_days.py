"""A child and a day as one number, so that one sorted array holds everybody's dates and a look-up is a binary search."""

from datetime import timedelta

import numpy as np
import pandas as pd

from scorecard.dates import NEVER, add_months

CHILD_APART = 2**32


def days(dates: pd.Series) -> np.ndarray:
    """Dates as days since 1970; a blank one is NEVER."""
    return dates.fillna(NEVER).to_numpy().astype("datetime64[D]").astype("int64")


def dates(days: np.ndarray) -> pd.Series:
    """Days since 1970 as dates, their index from 0."""
    return pd.Series(days.astype("datetime64[D]").astype("datetime64[us]"))


def child_days(children: pd.Series, dates: pd.Series) -> np.ndarray:
    """Children (whole numbers) and dates in pairs, each as a number that sorts by child, then by day."""
    return children.to_numpy().astype("int64") * CHILD_APART + days(dates)


def days_with(children: pd.Series, dates: pd.Series) -> np.ndarray:
    """The child days on which something happened, sorted, each once."""
    rows = np.sort(
        child_days(children, dates), kind="stable"
    )  # at hardly any cost where they are in order already
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


def year_to(dates: pd.Series) -> pd.Series:
    """The first day of the 12 months that end with each date."""
    return add_months(dates + timedelta(days=1), -12)


def days_in_year(asked: pd.DataFrame, events: pd.DataFrame) -> np.ndarray:
    """On how many days of the 12 months to DATE each CHILD asked had one of the events (CHILD, DATE)."""
    happened = days_with(events["CHILD"], events["DATE"])
    children, before = asked["CHILD"], year_to(asked["DATE"]) - timedelta(days=1)
    return how_many(happened, children, asked["DATE"]) - how_many(happened, children, before)
