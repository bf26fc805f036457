"""Health: first assessments on entering care, and yearly checks after that.

The rules are those of the same ids under "Indicators" in the definitions.
"""

import numpy as np
import pandas as pd

from scorecard.cohorts.care import Care
from scorecard.cohorts.episodes import in_care_for
from scorecard.dates import add_working_days
from scorecard.indicators.rows import (
    count_by,
    count_in,
    measure,
    month_ends,
    months,
    quarters_and_year_to_date,
    rolling_years,
)
from scorecard.reporting_month import ReportingMonth

INITIAL = "IHA"
ASSESSMENTS = ("IHA", "RHA")
DENTAL = "DENTAL"


def initial_health_on_time(care: Care, month: ReportingMonth) -> pd.DataFrame:
    """Of children whose 20th working day in care fell in each of 8 quarters, those assessed by then."""
    due = care.periods[["CHILD", "START", "END"]].assign(DUE=add_working_days(care.periods["START"], 20))
    due = due[~(due["END"] <= due["DUE"])]
    health = care.table("Health")
    assessed = due.merge(health.loc[health["TYPE"] == INITIAL, ["CHILD", "DATE"]], on="CHILD")
    assessed = assessed[assessed["DATE"].between(assessed["START"], assessed["DUE"])]
    assessed = assessed.drop_duplicates(["CHILD", "START"])
    periods = quarters_and_year_to_date(month)
    return measure(
        "initial_health_on_time",
        month,
        periods,
        count_in(assessed["DUE"], periods),
        count_in(due["DUE"], periods),
    )


def annual_health(care: Care, month: ReportingMonth) -> pd.DataFrame:
    """Of children in care for 12 months at each of 12 month ends, those assessed in that year."""
    children = _in_care_for_a_year(care, month)
    needed = np.where(children["AGE"] < 5, 2, 1)
    return _share_checked("annual_health", care, month, children, ASSESSMENTS, needed)


def dental(care: Care, month: ReportingMonth) -> pd.DataFrame:
    """Of children in care for 12 months at each of 12 month ends, those with a dental check in that year."""
    return _share_checked("dental", care, month, _in_care_for_a_year(care, month), (DENTAL,), 1)


def _in_care_for_a_year(care: Care, month: ReportingMonth) -> pd.DataFrame:
    children = care.in_care_on(month_ends(month))
    return children[in_care_for(children, 12)]


def _share_checked(
    indicator: str,
    care: Care,
    month: ReportingMonth,
    children: pd.DataFrame,
    types: tuple[str, ...],
    needed: np.ndarray | int,
) -> pd.DataFrame:
    """The share of the children (DATE × CHILD) with checks on as many days as needed in the year to DATE."""
    health = care.table("Health")
    days = health.loc[health["TYPE"].isin(types), ["CHILD", "DATE"]].drop_duplicates()
    checks = [
        days.loc[days["DATE"].between(year.start, year.end), "CHILD"].value_counts().rename(year.end)
        for year in rolling_years(month)
    ]
    counted = pd.concat(checks, axis=1).stack()
    found = counted.reindex(pd.MultiIndex.from_frame(children[["CHILD", "DATE"]])).to_numpy()
    enough = found >= needed
    ends = month_ends(month)
    return measure(
        indicator,
        month,
        months(month),
        count_by(children.loc[enough, "DATE"], ends),
        count_by(children["DATE"], ends),
    )
