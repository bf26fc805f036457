"""What each figure may be out by: the lowest and the highest value that it could have, whatever is true of the rows in doubt.

Each child in doubt is taken out of the figure and put back at worst and at best: all rows that the child could have in it
not met, and all met. A row of nobody knows whom may change one row more, of a chain of duties two. Where nothing is in
doubt there is no range, and nothing is worked out.
"""

from collections.abc import Iterator, Mapping

import numpy as np
import pandas as pd

from scorecard.care.history import Care
from scorecard.extract.rule_tests.lists import UNLIKE
from scorecard.indicators import Indicator
from scorecard.measures.as_counted import as_counted
from scorecard.measures.counter import SCALE, cohort_of, counted, in_window, of_figure, windows_of
from scorecard.measures.in_doubt import Doubtful, of_indicator, reaching
from scorecard.measures.in_doubt import in_window as doubtful_in
from scorecard.reporting_month import ReportingMonth
from scorecard.windows import Window

COLUMNS = ("indicator", "period_type", "period_start", "period_end", "category", "low", "high", "doubtful")
COUNTED_OF_TEAMS = {"CASES", "IN_POST", "ESTABLISHMENT"}
CHILDHOOD = 6575
"""Days: no child waits longer."""


def bounds(care: Care, month: ReportingMonth, measures: pd.DataFrame, population: pd.Series) -> pd.DataFrame:
    """COLUMNS, one row for each figure of the month (a row of its measures) that rows in doubt could move: between `low` and
    `high`, in its unit; `doubtful` is how many children, or rows of nobody, are in doubt, blank for everybody."""
    found: list[tuple] = []
    if len(care.extract.doubts):
        doubts = reaching(care)
        for id, figures in measures.groupby("indicator", sort=False):
            found += _of(as_counted(id, care.extract), care, doubts, month, figures, population)
    return pd.DataFrame(found, columns=list(COLUMNS)) if found else none_in_doubt()


def none_in_doubt() -> pd.DataFrame:
    """Ranges without a row."""
    types = dict.fromkeys(COLUMNS[:5], "object") | dict.fromkeys(COLUMNS[5:], "float64")
    return pd.DataFrame(columns=list(COLUMNS)).astype(types | dict.fromkeys(COLUMNS[2:4], "datetime64[us]"))


def _of(
    indicator: Indicator,
    care: Care,
    every: pd.DataFrame,
    month: ReportingMonth,
    figures: pd.DataFrame,
    population: pd.Series,
) -> Iterator[tuple]:
    optional = () if indicator.parts else indicator.optional
    doubts = of_indicator(indicator, every, (*indicator.inputs, *optional))
    of_parts = of_indicator(indicator, every, indicator.tables) if indicator.parts else doubts
    if of_parts.empty:
        return
    if not indicator.of_children:
        yield from _of_teams(indicator, care, of_parts, figures)
        return
    asked = set(zip(figures["period_type"], figures["period_end"]))
    windows = [each for each in windows_of(indicator, month, care) if (each.type, each.end) in asked]
    cohort = cohort_of(indicator, windows, care)
    for window in windows:
        now = figures[(figures["period_type"] == window.type) & (figures["period_end"] == window.end)]
        rows = in_window(cohort, window, indicator)
        for parts, told in ((False, doubts), (True, of_parts)):
            wanted = now[now["category"].isin(indicator.parts) == parts]
            if wanted.empty or told.empty:
                continue
            doubtful = doubtful_in(
                indicator, care, told, window, of_figure(rows, indicator) if not parts else rows
            )
            if doubtful.none:
                continue
            own = dict(_own(indicator, rows[rows["CHILD"].isin(doubtful.rows.index)], window, population))
            for figure in wanted.itertuples():
                low, high = _range(indicator, figure, own.get(figure.category, (0, 0)), doubtful)
                many = np.nan if doubtful.everybody else len(doubtful.rows) + doubtful.unknown
                yield (*figure[2:7], low, high, many)


def _own(
    indicator: Indicator, rows: pd.DataFrame, window: Window, population: pd.Series
) -> Iterator[tuple[str, tuple[float, float]]]:
    """By category, what the children in doubt add to numerator and denominator as it stands."""
    for category, numerator, denominator in counted(indicator, rows, [window], population):
        yield category, (np.nan_to_num(numerator[0]), 0 if denominator is None else denominator[0])


def _range(indicator: Indicator, figure, own: tuple[float, float], doubtful: Doubtful) -> tuple[float, float]:
    if doubtful.everybody:
        return (0.0, 100.0) if indicator.unit == "%" else (0.0, np.inf)
    numerator, denominator = figure.numerator - own[0], figure.denominator - own[1]
    by_one = 2 if indicator.duties else 1
    fewer, more = by_one * (doubtful.unknown - doubtful.unknown_more), by_one * doubtful.unknown
    rows, met, members = doubtful.rows.sum(), doubtful.met.sum(), by_one * doubtful.unknown_members
    if indicator.unit == "%":
        # A group's share is of all; nothing of it is certain.
        certain = 0 if figure.category else doubtful.certain.sum()
        low = _share(numerator + certain - fewer, denominator + rows + members)
        high = _share(numerator + met + more, denominator + met + members)
        return max(low, 0.0), min(high, 100.0)
    if indicator.unit == "days":
        return _mean(numerator, denominator, rows + doubtful.unknown)
    scale = SCALE["per 10,000"] / figure.denominator if indicator.unit == "per 10,000" else 1
    return max(numerator - fewer, 0) * scale, (numerator + rows + more) * scale


def _share(numerator: float, denominator: float) -> float:
    return 100 * numerator / denominator if denominator > 0 else np.nan


def _mean(total: float, children: float, in_doubt: float) -> tuple[float, float]:
    """Of amounts of which some could be anything from no day to a whole childhood, or none at all."""
    if not children + in_doubt:
        return np.nan, np.nan
    return total / (children + in_doubt), (total + CHILDHOOD * in_doubt) / (children + in_doubt)


def _of_teams(
    indicator: Indicator, care: Care, doubts: pd.DataFrame, figures: pd.DataFrame
) -> Iterator[tuple]:
    """A number in doubt lies between what would be unlike the team's other months (`rules.py`)."""
    staffing = care.table("Staffing")
    for figure in figures.itertuples():
        month = f"{figure.period_end:%Y-%m}"
        reach = (doubts["FIRST"] <= figure.period_end) & (doubts["LAST"] >= figure.period_end)
        of_team = doubts[reach & (doubts["TEAM"] == figure.category)]
        if of_team.empty:
            continue
        others = staffing[(staffing["TEAM"] == figure.category) & (staffing["MONTH"] != month)]
        # Where it is in doubt which row is the team's, all of its numbers are.
        unsure = COUNTED_OF_TEAMS & set(of_team["COLUMN"]) or COUNTED_OF_TEAMS
        usual: Mapping[str, float] = {column: others[column].median() for column in unsure}
        if indicator.unit == "FTE":
            low, high = _like(figure.numerator, usual.get("ESTABLISHMENT"))
        else:
            cases, staff = (
                _like(figure.numerator, usual.get("CASES")),
                _like(figure.denominator, usual.get("IN_POST")),
            )
            low, high = (cases[0] / staff[1], cases[1] / staff[0]) if staff[0] else (np.nan, np.nan)
        if (low, high) != (figure.value, figure.value):
            yield (*figure[2:7], low, high, 1)


def _like(number: float, usual: float | None) -> tuple[float, float]:
    return (number, number) if usual is None or np.isnan(usual) else (usual / UNLIKE, usual * UNLIKE)
