"""Service standards: the share of reviews and of visits that were on time.

The rules are those of "Recurring duties" in the definitions.
"""

import pandas as pd

from scorecard.cohorts.care import Care
from scorecard.indicators.rows import count_in, measure, months_and_year_to_date
from scorecard.reporting_month import ReportingMonth


def reviews_on_time(care: Care, month: ReportingMonth) -> pd.DataFrame:
    """Review duties met, of those met or missed: 12 months and the year to date."""
    return _share_met("reviews_on_time", month, care.review_duties(month.as_at))


def visits_on_time(care: Care, month: ReportingMonth) -> pd.DataFrame:
    """Visit duties met, of those met or missed: 12 months and the year to date."""
    return _share_met("visits_on_time", month, care.visit_duties(month.as_at))


def _share_met(indicator: str, month: ReportingMonth, duties: pd.DataFrame) -> pd.DataFrame:
    periods = months_and_year_to_date(month)
    met = count_in(duties.loc[duties["MET"], "DATE"], periods)
    return measure(indicator, month, periods, met, count_in(duties["DATE"], periods))
