"""The counter: an indicator's cohort is counted in its windows. No rule of any indicator is here.

The unit says what is counted: a share in % is of the rows whose NUMERATOR is true, a mean in days the sum of it over the
rows, cases the sum of it over the sum of DENOMINATOR, a rate per 10,000 the rows over the population under 18; everything
else is a count or a sum without a denominator.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace

import numpy as np
import pandas as pd

from scorecard.care.history import Care
from scorecard.indicators import Indicator
from scorecard.measures.population import newest_population
from scorecard.measures.table import Counted
from scorecard.reporting_month import ReportingMonth
from scorecard.windows import Days, Window

SCALE = {"%": 100, "days": 1, "cases": 1, "per 10,000": 10_000}
"""What a numerator over a denominator is multiplied by, for the units that have one."""


def windows_of(indicator: Indicator, month: ReportingMonth, care: Care) -> tuple[Window, ...]:
    """The windows that an indicator is counted for in a month, in the order of their declaration and of time."""
    found = []
    for declared in indicator.windows:
        for window in declared.of(month):
            if declared.dated_by:
                day = care.newest(*declared.dated_by, window.end)
                window = replace(window, start=day, end=day, first=day)
            found.append(window)
    return tuple(found)


def cohort_of(indicator: Indicator, windows: Sequence[Window], care: Care) -> pd.DataFrame:
    """The rows that an indicator counts in some windows; where it counts by group, each in a group."""
    cohort = indicator.cohort(care, Days.of(windows))
    if "GROUP" not in cohort:
        return cohort
    return cohort.assign(GROUP=cohort["GROUP"].astype(object).fillna(indicator.otherwise))


def in_window(cohort: pd.DataFrame, window: Window, indicator: Indicator) -> pd.DataFrame:
    """The rows of a cohort that one window counts, in their order."""
    found = cohort[cohort["DATE"].between(window.first, window.end)]
    if indicator.distinct:
        found = found.drop_duplicates([indicator.distinct, *({"GROUP"} & set(found.columns))])
    return found


def of_figure(cohort: pd.DataFrame, indicator: Indicator) -> pd.DataFrame:
    """The rows of a cohort that the indicator's own figure, or its groups together, count."""
    return cohort[cohort["GROUP"] == indicator.figure] if indicator.figure else cohort


def rows_of_figure(indicator: Indicator, care: Care, *windows: Window) -> list[pd.DataFrame]:
    """The rows of the indicator's own figure in each window."""
    cohort = cohort_of(indicator, windows, care)
    return [of_figure(in_window(cohort, window, indicator), indicator) for window in windows]


def counted(
    indicator: Indicator, cohort: pd.DataFrame, windows: Sequence[Window], population: pd.Series
) -> Iterator[Counted]:
    """Each category. A group that is not declared, such as a team, is blank in a window in which it has no row."""
    return counted_by(indicator, cohort, windows, population, groups_of(indicator, cohort)(windows))


def counted_by(
    indicator: Indicator,
    cohort: pd.DataFrame,
    windows: Sequence[Window],
    population: pd.Series,
    groups: Iterable[str],
) -> Iterator[Counted]:
    """The same, of these groups."""
    totals = _Totals(cohort, windows, indicator.distinct)
    all_rows = pd.Series(True, index=cohort.index)
    amount = cohort.get("NUMERATOR", all_rows)

    def denominator(held: pd.Series) -> np.ndarray | None:
        if indicator.unit not in SCALE:
            return None
        if indicator.unit == "per 10,000":
            return newest_population(population, [window.end for window in windows])
        return totals.of(cohort["DENOMINATOR"].where(held, 0) if "DENOMINATOR" in cohort else all_rows)

    if indicator.figure is not None:
        held = cohort["GROUP"] == indicator.figure if indicator.figure else all_rows
        yield "", totals.of(amount.where(held, 0)), denominator(held)
    for name in groups:
        held = cohort["GROUP"] == name
        numerator = totals.of(held if amount.dtype == bool else amount.where(held, 0))
        if not indicator.groups:
            numerator = np.where(totals.of(held) > 0, numerator, np.nan)
        yield name, numerator, denominator(held)
    for name, part in indicator.parts.items():
        if part.flag in cohort:
            yield name, totals.of(cohort[part.flag]), None


def groups_of(indicator: Indicator, cohort: pd.DataFrame) -> Callable[[Sequence[Window]], tuple[str, ...]]:
    """The groups counted apart in some windows: those declared, and that of the rows in none of them if there are any; without
    a declaration those of the last window."""
    grouped = "GROUP" in cohort
    apart = tuple(name for name in indicator.groups if name != indicator.figure)
    may_be_none = grouped and indicator.otherwise and indicator.otherwise not in apart
    in_none = (
        cohort.loc[cohort["GROUP"] == indicator.otherwise, "DATE"] if may_be_none else cohort["DATE"][:0]
    )
    days = in_none.to_numpy()

    def groups(windows: Sequence[Window]) -> tuple[str, ...]:
        if grouped and not indicator.groups:
            return tuple(in_window(cohort, windows[-1], indicator)["GROUP"].unique())
        first, last = min(window.first for window in windows), max(window.end for window in windows)
        beside = ((days >= np.datetime64(first)) & (days <= np.datetime64(last))).any()
        return (*(apart if grouped else ()), *([indicator.otherwise] if beside else []))

    return groups


class _Totals:
    """Sums of a cohort's rows for each of some windows, by way of one total a day; or how many values of the column
    `distinct` there are among the rows of each."""

    def __init__(self, cohort: pd.DataFrame, windows: Sequence[Window], distinct: str) -> None:
        firsts, ends = (
            np.array(days, dtype="datetime64[D]") for days in zip(*((w.first, w.end) for w in windows))
        )
        start = firsts.min()
        self._windows = [
            slice(first, end + 1) for first, end in zip(*((d - start).astype(int) for d in (firsts, ends)))
        ]
        self._days = max(each.stop for each in self._windows)
        day = (cohort["DATE"].to_numpy().astype("datetime64[D]") - start).astype("int64")
        self._inside = (day >= 0) & (day < self._days)
        self._day = day[self._inside]
        self._distinct = cohort[distinct].to_numpy()[self._inside] if distinct else None

    def of(self, amounts: pd.Series) -> np.ndarray:
        weights = amounts.to_numpy()[self._inside].astype("float64")
        if self._distinct is None:
            by_day = np.bincount(self._day, weights, minlength=self._days)
            return np.array([by_day[days].sum() for days in self._windows])
        counts = [
            (weights > 0) & (self._day >= days.start) & (self._day < days.stop) for days in self._windows
        ]
        return np.array([len(np.unique(self._distinct[rows])) for rows in counts], dtype="float64")
