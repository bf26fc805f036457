"""A later event never changes a closed month: what its extract gave is what one with all later events gives.

It holds of the rows that are counted, and so of every figure.
"""

import pandas as pd
import pytest
from extracts import random_extract, truncated
from hypothesis import given, settings
from hypothesis import strategies as st
from measured import has_data, measured
from miniature_figures import miniature
from scorecard.care.history import Care
from scorecard.extract.reader import Extract
from scorecard.indicators import INDICATORS, Indicator
from scorecard.measures.counter import cohort_of, in_window, windows_of
from scorecard.reporting_month import ReportingMonth

MONTHS = ReportingMonth(2021, 1).last_12


def rows_counted(indicator: Indicator, care: Care, month: ReportingMonth) -> list[list[tuple]] | None:
    """For each window of the month the rows counted, by the children's ids; None where the extract has no data."""
    if not has_data(indicator, care.extract, month):
        return None
    windows = windows_of(indicator, month, care)
    cohort = cohort_of(indicator, windows, care)
    counted = ["DATE", "NUMERATOR", "GROUP", "DENOMINATOR", *(part.flag for part in indicator.parts.values())]
    rows = cohort[[column for column in counted if column in cohort]]
    if "CHILD" in cohort:
        rows = rows.assign(CHILD=care.extract.children[cohort["CHILD"]])
    rows = rows.astype(object).where(rows.notna(), "")
    return [
        [str(w), *sorted(in_window(rows, w, indicator).itertuples(index=False, name=None))] for w in windows
    ]


def assert_same_rows(extract: Extract, month: ReportingMonth) -> None:
    then, now = Care(truncated(extract, month.as_at)), Care(extract)
    for indicator in INDICATORS.values():
        assert rows_counted(indicator, now, month) == rows_counted(indicator, then, month), indicator.id


@pytest.mark.parametrize("month", MONTHS[1::2], ids=str)
def test_the_rows_of_a_closed_month_stay_as_they_were(month):
    assert_same_rows(miniature(), month)


@settings(deadline=None, max_examples=8)
@given(st.integers(0, 10_000), st.integers(0, 23))
def test_the_rows_of_a_closed_month_of_any_extract_stay_as_they_were(seed, back):
    assert_same_rows(random_extract(seed, children=30), ReportingMonth(2021, 3).previous(back))


@pytest.mark.parametrize("month", MONTHS[::4], ids=str)
def test_the_figures_of_a_closed_month_stay_as_they_were_published(month):
    published = measured(truncated(miniature(), month.as_at), month)
    pd.testing.assert_frame_equal(measured(miniature(), month), published)


@settings(deadline=None, max_examples=4)
@given(st.integers(0, 10_000), st.integers(0, 23))
def test_the_figures_of_a_closed_month_of_any_extract_stay_as_they_were_published(seed, back):
    extract, month = random_extract(seed, children=30), ReportingMonth(2021, 3).previous(back)
    published = measured(truncated(extract, month.as_at), month)
    pd.testing.assert_frame_equal(measured(extract, month), published)
