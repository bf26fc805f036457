"""Education, from the virtual school's roll, and children in care who go missing.

The rules are those of the same ids under "Indicators" in the definitions.
"""

import pandas as pd

from scorecard.cohorts.care import Care
from scorecard.indicators.rows import count_in, measure, months, snapshot
from scorecard.reporting_month import ReportingMonth

SCHOOL_YEARS = tuple(str(year) for year in range(1, 12))
GRADED = ("1", "2", "3", "4")
GOOD = ("1", "2")
KINDS = {"": "M", "away without authorisation": "A"}


def pep(care: Care, month: ReportingMonth) -> pd.DataFrame:
    """Of school-aged children on the latest roll, those with a Personal Education Plan; dated by the roll."""
    day, roll = _latest_roll(care, month)
    return measure("pep", month, snapshot(day), (roll["PEP"] == "Y").sum(), len(roll))


def good_schools(care: Care, month: ReportingMonth) -> pd.DataFrame:
    """Of those whose school is graded, those whose school is good or outstanding; dated by the roll."""
    day, roll = _latest_roll(care, month)
    good, graded = roll["OFSTED"].isin(GOOD).sum(), roll["OFSTED"].isin(GRADED).sum()
    return measure("good_schools", month, snapshot(day), good, graded)


def missing_children(care: Care, month: ReportingMonth) -> pd.DataFrame:
    """Children who went missing in each of 12 months, and apart those away without authorisation."""
    episodes = _episodes_in_care(care)
    months_of = episodes["MIS_START"].dt.strftime("%Y-%m")
    first = ~episodes.assign(MONTH=months_of).duplicated(["CHILD", "MISSING", "MONTH"])
    return _by_kind("missing_children", month, episodes[first])


def missing_episodes(care: Care, month: ReportingMonth) -> pd.DataFrame:
    """Episodes of going missing that start in each of 12 months, and apart absences without authorisation."""
    return _by_kind("missing_episodes", month, _episodes_in_care(care))


def _latest_roll(care: Care, month: ReportingMonth) -> tuple:
    """The date of the newest roll and the school-aged children on it; the as-at date if there is none."""
    rolls = care.table("VirtualSchool")
    day = rolls.loc[rolls["AS_AT"] <= month.as_at, "AS_AT"].max()
    roll = rolls[(rolls["AS_AT"] == day) & rolls["NC_YEAR"].isin(SCHOOL_YEARS)]
    return (month.as_at if pd.isna(day) else day), roll


def _episodes_in_care(care: Care) -> pd.DataFrame:
    """Episodes of going missing or away (CHILD, MISSING, MIS_START) that began on a day in care."""
    episodes = care.table("Missing")
    in_care = care.periods_at(episodes["CHILD"], episodes["MIS_START"])["PERIOD"].notna()
    return episodes.loc[in_care, ["CHILD", "MISSING", "MIS_START"]]


def _by_kind(indicator: str, month: ReportingMonth, episodes: pd.DataFrame) -> pd.DataFrame:
    periods = months(month)
    counts = {
        category: count_in(episodes.loc[episodes["MISSING"] == code, "MIS_START"], periods)
        for category, code in KINDS.items()
    }
    rows = [measure(indicator, month, periods, count, category=name) for name, count in counts.items()]
    return pd.concat(rows, ignore_index=True)
