"""Child-level lists: the children of a figure, from the very rows that the counter counts.

A list has a row for each row counted: CHILD, DATE, NUMERATOR (true or false for a share, the amount for a mean; absent for
a count), GROUP where the rows are counted by group, the flags of the indicator's parts, the columns that it declares for
an auditor, TEAM (at the as-at date) where there is a list of allocations, and NEW: whether the child was not on the
list of the month before, where there was one. CHILD is the number by which the extract has the child's id.
"""

from dataclasses import dataclass

import pandas as pd

from scorecard.care.history import Care
from scorecard.care.teams import team_of
from scorecard.indicators import Indicator
from scorecard.measures.counter import SCALE, cohort_of, counted, in_window, of_figure, windows_of
from scorecard.measures.data_needed import no_data
from scorecard.reporting_month import ReportingMonth
from scorecard.windows import Window
from scorecard.words import category_words, number, out_of, printed


@dataclass(frozen=True, eq=False)
class ChildList:
    """The children of one figure. `figure`: numerator, denominator and value as printed; `counted`: how many rows they
    count, of which `rows` are those asked for."""

    indicator: Indicator
    window: Window
    figure: str
    counted: int
    rows: pd.DataFrame


def child_list(
    indicator: Indicator,
    care: Care,
    month: ReportingMonth,
    population: pd.Series,
    to_date: bool = False,
    not_met: bool = False,
) -> ChildList:
    """The list of a month's figure, most urgent first, with every team's children (`of_team` picks one's).

    The extract must have data for the month; `to_date` asks for the year to date, which the indicator must have, and
    `not_met` for the rows that fall short of what is good, for which it must be a share with a good direction.
    """
    window = window_of(indicator, month, care, to_date)
    before = month.previous()
    last = (
        window_of(indicator, before, care, to_date) if not no_data(indicator, care.extract, before) else None
    )
    cohort = cohort_of(indicator, [each for each in (last, window) if each], care)
    rows = rows_counted(indicator, cohort, window)
    asked = falling_short(indicator, rows) if not_met else rows
    if "Allocations" in care.extract.tables:
        asked = asked.assign(TEAM=team_of(asked.assign(DATE=month.as_at), care.table("Allocations")))
    if last:
        earlier = rows_counted(indicator, cohort, last)
        earlier = falling_short(indicator, earlier) if not_met else earlier
        asked = asked.assign(NEW=~asked["CHILD"].isin(earlier["CHILD"]))
    figure = _in_words(indicator, cohort, window, population)
    return ChildList(indicator, window, figure, len(rows), _most_urgent_first(indicator, asked))


def window_of(indicator: Indicator, month: ReportingMonth, care: Care, to_date: bool = False) -> Window:
    """The window of a month's own figure: the last one of the kind declared first, or the year to date."""
    kind = "ytd" if to_date else indicator.types[0]
    return [window for window in windows_of(indicator, month, care) if window.type == kind][-1]


def rows_counted(indicator: Indicator, cohort: pd.DataFrame, window: Window) -> pd.DataFrame:
    """The rows of a cohort that the figure of a window counts, with the columns of a list that the cohort has."""
    rows = of_figure(in_window(cohort, window, indicator), indicator)[columns_of(indicator, cohort)]
    if indicator.figure:
        rows = rows.drop(columns="GROUP")
    return rows.reset_index(drop=True)


def columns_of(indicator: Indicator, cohort: pd.DataFrame) -> list[str]:
    """The declared columns of a cohort, and none of the others that its rows came with."""
    rows = [
        "CHILD",
        "DATE",
        "NUMERATOR",
        "DENOMINATOR",
        "GROUP",
        *(part.flag for part in indicator.parts.values()),
    ]
    return [column for column in (*rows, *indicator.audit) if column in cohort]


def can_fall_short(indicator: Indicator) -> bool:
    """Whether some of its rows are as they should not be: a share, of which higher or lower is good."""
    return indicator.unit == "%" and indicator.good is not None


def falling_short(indicator: Indicator, rows: pd.DataFrame) -> pd.DataFrame:
    """The rows that are not as they should be: out of the numerator, or in it where lower is good."""
    return rows[rows["NUMERATOR"] == (indicator.good == "lower")].reset_index(drop=True)


def of_team(listed: pd.DataFrame, team: str) -> pd.DataFrame:
    """The rows of the children of one team."""
    return listed[listed["TEAM"] == team].reset_index(drop=True)


def _most_urgent_first(indicator: Indicator, rows: pd.DataFrame) -> pd.DataFrame:
    """What falls short (or the greatest amount) first, then by group as declared, then by the first audit column, blank
    and old dates and great numbers first, then by date."""
    keys: dict[str, pd.Series] = {}
    if "NUMERATOR" in rows:
        amount = rows["NUMERATOR"].astype("float64")
        keys["numerator"] = amount if indicator.good == "higher" else -amount
    if "GROUP" in rows:
        order = {name: place for place, name in enumerate((*indicator.groups, indicator.otherwise))}
        keys["group"] = rows["GROUP"].map(order)
    for column in [*indicator.audit][:1]:
        keys["audit"] = -rows[column] if rows[column].dtype.kind in "if" else rows[column]
    keys |= {"date": rows["DATE"], "child": rows["CHILD"]}
    order = pd.DataFrame(keys, index=rows.index).sort_values(list(keys), na_position="first").index
    return rows.loc[order].reset_index(drop=True)


def _in_words(indicator: Indicator, cohort: pd.DataFrame, window: Window, population: pd.Series) -> str:
    """The figure as the counter gives it: "72.9%, 389 of 512"; with its groups and parts: "717; under 1 26; …"."""
    found = {
        category: (numerator[0], None if denominator is None else denominator[0])
        for category, numerator, denominator in counted(indicator, cohort, [window], population)
    }
    groups = [numerator for category, (numerator, _) in found.items() if category not in indicator.parts]
    of_all = found.pop("", (sum(groups), None))
    if indicator.figure:
        found = {}
    parts = [f"{category_words(category)} {number(numerator)}" for category, (numerator, _) in found.items()]
    return "; ".join([_value(indicator.unit, *of_all), *parts])


def _value(unit: str, numerator: float, denominator: float | None) -> str:
    if denominator is None:
        return printed(numerator, unit)
    value = printed(SCALE[unit] * numerator / denominator if denominator > 0 else None, unit)
    if unit == "%":
        return f"{value}, {out_of(numerator, denominator)}"
    return f"{value}, {number(numerator)} ÷ {number(denominator)}"
