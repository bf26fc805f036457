"""The rows that every indicator is made of: a figure for a period, with its numerator and denominator.

The columns and their meaning are the contract of the measures file; `measure` is the only place that divides.
"""

from dataclasses import dataclass
from datetime import datetime

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike

from scorecard.catalogue import INDICATORS
from scorecard.reporting_month import Quarter, ReportingMonth

COLUMNS = (
    "month", "indicator", "period_type", "period_start", "period_end", "category",
    "numerator", "denominator", "value", "unit", "suppressed",
)  # fmt: skip

SCALE = {"%": 100, "per 10,000": 10_000}
"""What a numerator over a denominator is multiplied by, by unit; days and cases are plain quotients."""


@dataclass(frozen=True)
class Period:
    """What a figure is for: a month, a quarter, a year to date, or a day (a snapshot), both ends included."""

    type: str
    start: datetime
    end: datetime


def months(month: ReportingMonth) -> tuple[Period, ...]:
    """The 12 months ending with the reporting month; a rolling figure stands under the month it ends in."""
    return tuple(Period("month", each.start, each.as_at) for each in month.last_12)


def month_ends(month: ReportingMonth) -> tuple[datetime, ...]:
    """The last days of those 12 months."""
    return tuple(each.as_at for each in month.last_12)


def rolling_years(month: ReportingMonth) -> tuple[Period, ...]:
    """The rolling 12 months that end with each of those month ends."""
    return tuple(Period("month", each.rolling_start, each.as_at) for each in month.last_12)


def months_and_year_to_date(month: ReportingMonth) -> tuple[Period, ...]:
    """The 12 months, then the year to date."""
    return (*months(month), year_to_date(month))


def year_to_date(month: ReportingMonth) -> Period:
    """1 April to the as-at date."""
    return Period("ytd", month.ytd_start, month.as_at)


def quarters_and_year_to_date(month: ReportingMonth) -> tuple[Period, ...]:
    """The 8 quarters ending with the last complete one, then that quarter's financial year up to its end."""
    last = month.last_complete_quarter
    quarters = tuple(Period("quarter", each.start, each.end) for each in month.last_8_quarters)
    return (*quarters, Period("ytd", Quarter(last.year, 1).start, last.end))


def snapshot(day: datetime) -> tuple[Period]:
    """One day."""
    return (Period("snapshot", day, day),)


def count_in(dates: pd.Series, periods: tuple[Period, ...]) -> np.ndarray:
    """How many of the dates fall in each period; blank ones fall in none."""
    ordered = np.sort(dates.dropna().to_numpy())
    starts = np.array([period.start for period in periods], dtype=ordered.dtype)
    ends = np.array([period.end for period in periods], dtype=ordered.dtype)
    return np.searchsorted(ordered, ends, side="right") - np.searchsorted(ordered, starts, side="left")


def count_by(column: pd.Series, keys: tuple) -> np.ndarray:
    """How many rows have each of the keys, in the order of the keys; 0 for a key that no row has."""
    return column.value_counts().reindex(list(keys), fill_value=0).to_numpy()


def measure(
    indicator: str,
    month: ReportingMonth,
    periods: tuple[Period, ...],
    numerator: ArrayLike,
    denominator: ArrayLike | None = None,
    *,
    category: str | list[str] = "",
    unit: str | None = None,
) -> pd.DataFrame:
    """Rows of the measures contract, one a period or, where there is one period, one a category.

    Without a denominator the value is the count itself. Over nothing the value is NaN, "no data", never 0.
    The unit is the indicator's own unless another is named.
    """
    unit = unit or INDICATORS[indicator].unit
    numerator = np.atleast_1d(np.asarray(numerator, dtype="float64"))
    if denominator is None:
        denominator, value = np.full(numerator.shape, np.nan), numerator
    else:
        denominator = np.broadcast_to(np.asarray(denominator, dtype="float64"), numerator.shape)
        value = np.full(numerator.shape, np.nan)
        np.divide(SCALE.get(unit, 1) * numerator, denominator, out=value, where=denominator > 0)
    if len(periods) == 1:
        periods = periods * len(numerator)
    return pd.DataFrame(
        {
            "month": str(month),
            "indicator": indicator,
            "period_type": [period.type for period in periods],
            "period_start": np.array([period.start for period in periods], dtype="datetime64[us]"),
            "period_end": np.array([period.end for period in periods], dtype="datetime64[us]"),
            "category": category,
            "numerator": numerator,
            "denominator": denominator,
            "value": value,
            "unit": unit,
            "suppressed": False,
        },
        columns=list(COLUMNS),
    )


def composition(
    indicator: str, month: ReportingMonth, groups: pd.Series, order: tuple[str, ...], unknown: str
) -> pd.DataFrame:
    """A snapshot of how many children are in each group, so that the groups add to all the children.

    `groups` has one row a child, blank where the group is not known. Those stand under `unknown`, a row that
    is there only when someone is in it, unless `unknown` is one of the groups anyway.
    """
    filled = groups.astype(object).where(groups.notna(), unknown)
    if unknown not in order and (filled == unknown).any():
        order = (*order, unknown)
    return measure(indicator, month, snapshot(month.as_at), count_by(filled, order), category=list(order))
