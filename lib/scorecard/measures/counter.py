"""The counter: an indicator's cohort in its windows becomes measures. No rule of any indicator is here.

The unit says what is counted: a share in % is of the rows whose NUMERATOR is true, a mean in days the sum of it over the
rows, cases the sum of it over the sum of DENOMINATOR, a rate per 10,000 the rows over the population under 18; everything
else is a count or a sum without a denominator.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

import numpy as np
import pandas as pd

from scorecard.care.history import Care
from scorecard.indicators import INDICATORS, Indicator
from scorecard.measures.as_counted import as_counted
from scorecard.measures.data_needed import missing_tables
from scorecard.measures.population import newest_population
from scorecard.measures.records import Said, said
from scorecard.measures.table import Counted, Figures, rows
from scorecard.reporting_month import ReportingMonth
from scorecard.windows import Days, Window

SCALE = {"%": 100, "days": 1, "cases": 1, "per 10,000": 10_000}
"""What a numerator over a denominator is multiplied by, for the units that have one."""


def measures(care: Care, months: Sequence[ReportingMonth], population: pd.Series) -> pd.DataFrame:
    """The measures of each month, one below the other: of all indicators whose tables are in the extract and say
    something of the month, in the catalogue's order. `population` as from `read_population`."""
    told = {month: said(care.extract, month) for month in months}
    found = [
        figures
        for indicator in (as_counted(id, care.extract) for id in INDICATORS)
        if not missing_tables(indicator, care.extract)
        for figures in _by_month(
            indicator, care, {month: of[indicator.id] for month, of in told.items()}, population
        )
    ]
    return rows(*sorted(found, key=lambda figures: months.index(figures.month)))


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
    return _counted(indicator, cohort, windows, population, _groups(indicator, cohort, windows))


def _counted(
    indicator: Indicator,
    cohort: pd.DataFrame,
    windows: Sequence[Window],
    population: pd.Series,
    groups: Iterable[str],
) -> Iterator[Counted]:
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


def _by_month(
    indicator: Indicator, care: Care, told: Mapping[ReportingMonth, Said], population: pd.Series
) -> Iterator[Figures]:
    """The figures of those months of which the extract says something, blank for the time before it does. The cohort is made
    once for all of them, and each window is counted once, however many months show it."""
    windows = {month: windows_of(indicator, month, care) for month, of in told.items() if not of.silent}
    if not windows:
        return
    every = [*dict.fromkeys(window for each in windows.values() for window in each)]
    cohort = cohort_of(indicator, every, care)
    if "GROUP" in cohort:
        cohort = cohort.astype({"GROUP": "category"})  # to be compared with each group
    groups = {month: _groups(indicator, cohort, each) for month, each in windows.items()}
    of_any = dict.fromkeys(name for names in groups.values() for name in names)
    found = {each[0]: each for each in _counted(indicator, cohort, every, population, of_any)}
    parts = [name for name in found if name and name not in of_any]
    place = {window: at for at, window in enumerate(every)}
    for month, each in windows.items():
        shown = [*({""} & found.keys()), *groups[month], *parts]
        at = [place[window] for window in each]
        since = np.array([window.end >= told[month].since for window in each])
        figures = [
            (name, *(of if of is None else np.where(since, of[at], np.nan) for of in found[name][1:]))
            for name in shown
        ]
        if figures:
            yield Figures(month, indicator.id, indicator.unit, each, figures, SCALE.get(indicator.unit, 1))


def _groups(indicator: Indicator, cohort: pd.DataFrame, windows: Sequence[Window]) -> tuple[str, ...]:
    """The groups counted apart: those declared, and that of the rows in none of them if there are any; without a
    declaration those of the last window."""
    if "GROUP" not in cohort:
        return ()
    if not indicator.groups:
        return tuple(in_window(cohort, windows[-1], indicator)["GROUP"].unique())
    apart = dict.fromkeys(name for name in indicator.groups if name != indicator.figure)
    first, last = min(window.first for window in windows), max(window.end for window in windows)
    in_none = cohort.loc[cohort["GROUP"] == indicator.otherwise, "DATE"]
    if indicator.otherwise and in_none.between(first, last).any():
        apart[indicator.otherwise] = None
    return tuple(apart)


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
