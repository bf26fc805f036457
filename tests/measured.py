"""The measures of an extract, counted as a board's are: with the population that comes with the repository."""

from functools import cache

import pandas as pd
from scorecard.care.history import Care
from scorecard.extract.reader import Extract
from scorecard.indicators import Indicator
from scorecard.measures.data_needed import missing_tables
from scorecard.measures.monthly import measures
from scorecard.measures.population import read_population
from scorecard.measures.records import silent_tables
from scorecard.project import Project
from scorecard.reporting_month import ReportingMonth

population = cache(lambda: read_population(Project()))


def has_data(indicator: Indicator, extract: Extract, month: ReportingMonth) -> bool:
    """Whether the extract has the indicator's tables and they say something of the month."""
    return not missing_tables(indicator.id, extract) and indicator.id not in silent_tables(extract, month)


def measured(extract: Extract, month: ReportingMonth | str) -> pd.DataFrame:
    """The measures of one month (or its YYYY-MM)."""
    month = ReportingMonth.parse(month) if isinstance(month, str) else month
    return measures(Care(extract), [month], population())
