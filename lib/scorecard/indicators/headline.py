"""Headline figures: children in care, who came and left, legal status, time in care, age, and caseloads.

The rules are those of the same ids under "Indicators" in the definitions.
"""

import numpy as np
import pandas as pd

from scorecard.cohorts.care import Care
from scorecard.cohorts.episodes import in_care_for
from scorecard.indicators.population import under_18
from scorecard.indicators.rows import (
    composition,
    count_by,
    count_in,
    measure,
    month_ends,
    months,
    snapshot,
)
from scorecard.reporting_month import ReportingMonth

LEGAL_STATUS = {
    "full care order": ("C2",),
    "interim care order": ("C1",),
    "placement order": ("E1", "D1"),
    "section 20": ("V2",),
    "youth justice": ("J1", "J2", "J3"),
    "emergency protection": ("L1", "L2", "L3"),
}
TIME_IN_CARE = {
    "under 6 months": 6,
    "6 months to 1 year": 12,
    "1 to 2 years": 24,
    "2 to 5 years": 60,
    "5 years and over": None,
}
AGE = {"under 1": (0, 1), "1 to 4": (1, 5), "5 to 9": (5, 10), "10 to 15": (10, 16), "16 and over": (16, 200)}


def children_in_care(care: Care, month: ReportingMonth) -> pd.DataFrame:
    """Children in care at 12 month ends; of them `uasc`; and per 10,000 people under 18, as `rate`."""
    periods, ends = months(month), month_ends(month)
    children = care.in_care_on(ends)
    count = count_by(children["DATE"], ends)
    rows = [measure("children_in_care", month, periods, count)]
    if len(care.extract.tables.get("UASC", ())):
        uasc = count_by(children.loc[care.is_uasc(children), "DATE"], ends)
        rows.append(measure("children_in_care", month, periods, uasc, category="uasc"))
    rate = measure(
        "children_in_care", month, periods, count, under_18(ends), category="rate", unit="per 10,000"
    )
    return pd.concat([*rows, rate], ignore_index=True)


def started(care: Care, month: ReportingMonth) -> pd.DataFrame:
    """Periods of care that start in each of 12 months."""
    return measure("started", month, months(month), count_in(care.periods["START"], months(month)))


def ceased(care: Care, month: ReportingMonth) -> pd.DataFrame:
    """Periods of care that end in each of 12 months."""
    return measure("ceased", month, months(month), count_in(care.periods["END"], months(month)))


def legal_status(care: Care, month: ReportingMonth) -> pd.DataFrame:
    """Children in care at the as-at date by legal status, one row a group."""
    group = {code: name for name, codes in LEGAL_STATUS.items() for code in codes}
    status = care.in_care_on([month.as_at])["LS"]
    return composition("legal_status", month, status.map(group), tuple(LEGAL_STATUS), "other or not known")


def time_in_care(care: Care, month: ReportingMonth) -> pd.DataFrame:
    """Children in care at the as-at date by the time since their period of care started, one row a band."""
    children = care.in_care_on([month.as_at])
    shorter = [~in_care_for(children, limit) for limit in TIME_IN_CARE.values() if limit]
    *bands, longest = TIME_IN_CARE
    band = pd.Series(np.select(shorter, bands, longest))
    return composition("time_in_care", month, band, tuple(TIME_IN_CARE), longest)


def age(care: Care, month: ReportingMonth) -> pd.DataFrame:
    """Children in care at the as-at date by age group, one row a group."""
    years = care.in_care_on([month.as_at])["AGE"]
    bands = [years.between(low, high, inclusive="left") for low, high in AGE.values()]
    return composition(
        "age", month, pd.Series(np.select(bands, list(AGE), "not known")), tuple(AGE), "not known"
    )


def caseload(care: Care, month: ReportingMonth) -> pd.DataFrame:
    """Cases per FTE in post, and the establishment in FTE, by team: a month before, and at the as-at date.

    None without the reporting month: another month's staffing is not this one's.
    """
    staffing = care.table("Staffing")
    there_now = staffing.loc[staffing["MONTH"] == str(month), "TEAM"]
    staffing = staffing[staffing["TEAM"].isin(there_now)]
    rows = []
    for each in (month.previous(), month):
        teams = staffing[staffing["MONTH"] == str(each)]
        day, team = snapshot(each.as_at), list(teams["TEAM"])
        rows.append(measure("caseload", month, day, teams["CASES"], teams["IN_POST"], category=team))
        rows.append(measure("caseload", month, day, teams["ESTABLISHMENT"], category=team, unit="FTE"))
    return pd.concat(rows, ignore_index=True)
