"""Adoption: how many children leave care by it, and how long it takes.

The rules are those of the same ids under "Indicators" in the definitions.
"""

import numpy as np
import pandas as pd

from scorecard.cohorts.care import Care
from scorecard.indicators.rows import (
    count_in,
    measure,
    months,
    quarters_and_year_to_date,
    rolling_years,
)
from scorecard.reporting_month import ReportingMonth

ADOPTED = ("E11", "E12")
PLACEMENT_ORDER = "E1"
PERIOD = ["CHILD", "START", "END"]


def adopted_share(care: Care, month: ReportingMonth) -> pd.DataFrame:
    """Periods of care that ended in adoption, of those that ended: 8 quarters and their year to date."""
    periods = quarters_and_year_to_date(month)
    adopted, ended = count_in(_adopted(care)["END"], periods), count_in(care.periods["END"], periods)
    return measure("adopted_share", month, periods, adopted, ended)


def entry_to_placement(care: Care, month: ReportingMonth) -> pd.DataFrame:
    """Mean days from the start of care to adoptive placement, of children adopted in the 12 months."""
    first = _first_within(_adopted(care), care.table("PlacedAdoption"), "DATE_PLACED")
    return _mean_days("entry_to_placement", month, first["END"], first["DATE_PLACED"] - first["START"])


def order_to_match(care: Care, month: ReportingMonth) -> pd.DataFrame:
    """Mean days from the placement order to the match, at least 0, of children adopted in the 12 months."""
    orders = care.episodes[care.episodes["LS"] == PLACEMENT_ORDER]
    ordered = _first_within(_adopted(care), orders, "DECOM")
    matched = ordered.merge(care.table("AD1")[["CHILD", "DATE_MATCH"]], on="CHILD")
    # A match dated after the adoption is of another one, or an error.
    matched = matched[matched["DATE_MATCH"] <= matched["END"]]
    days = (matched["DATE_MATCH"] - matched["DECOM"]).clip(lower=pd.Timedelta(0))
    return _mean_days("order_to_match", month, matched["END"], days)


def _adopted(care: Care) -> pd.DataFrame:
    return care.periods.loc[care.periods["REC"].isin(ADOPTED), PERIOD]


def _first_within(periods: pd.DataFrame, events: pd.DataFrame, date: str) -> pd.DataFrame:
    """The periods of care that have an event, both ends included, with the date of its first."""
    joined = periods.merge(events[["CHILD", date]], on="CHILD")
    within = joined[joined[date].between(joined["START"], joined["END"])]
    return within.groupby(PERIOD, as_index=False)[date].min()


def _mean_days(indicator: str, month: ReportingMonth, adopted: pd.Series, days: pd.Series) -> pd.DataFrame:
    """Sum and number of the days, over the children adopted in the 12 months to each month end."""
    inside = np.array([adopted.between(year.start, year.end) for year in rolling_years(month)])
    return measure(indicator, month, months(month), inside @ days.dt.days.to_numpy(), inside.sum(axis=1))
