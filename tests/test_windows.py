"""The windows of a reporting month, worked out by hand for May 2020, and at any month without a gap."""

from datetime import datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scorecard import windows
from scorecard.reporting_month import ReportingMonth
from scorecard.windows import Window, Windows

MAY = ReportingMonth(2020, 5)
DECLARED = {name: each for name, each in vars(windows).items() if isinstance(each, Windows)}
months = st.builds(ReportingMonth, st.integers(1990, 2090), st.integers(1, 12))


def ends(declared: Windows, month: ReportingMonth = MAY) -> list[tuple[str, str, str, str]]:
    """The first and the last of the windows: type, start, end, and the first day counted."""
    every = declared.of(month)
    return [
        (each.type, *(f"{day:%d/%m/%Y}" for day in (each.start, each.end, each.first)))
        for each in dict.fromkeys((every[0], every[-1]))
    ]


@pytest.mark.parametrize(
    ("name", "count", "first_and_last"),
    [
        (
            "MONTHS",
            12,
            [
                ("month", "01/06/2019", "30/06/2019", "01/06/2019"),
                ("month", "01/05/2020", "31/05/2020", "01/05/2020"),
            ],
        ),
        (
            "MONTH_ENDS",
            12,
            [
                ("month", "01/06/2019", "30/06/2019", "30/06/2019"),
                ("month", "01/05/2020", "31/05/2020", "31/05/2020"),
            ],
        ),
        (
            "YEARS_AT_MONTH_ENDS",
            12,
            [
                ("month", "01/06/2019", "30/06/2019", "30/06/2019"),
                ("month", "01/05/2020", "31/05/2020", "31/05/2020"),
            ],
        ),
        (
            "ROLLING_YEARS",
            12,
            [
                ("month", "01/06/2019", "30/06/2019", "01/07/2018"),
                ("month", "01/05/2020", "31/05/2020", "01/06/2019"),
            ],
        ),
        ("YEAR_TO_DATE", 1, [("ytd", "01/04/2020", "31/05/2020", "01/04/2020")]),
        (
            "QUARTERS",
            8,
            [
                ("quarter", "01/04/2018", "30/06/2018", "01/04/2018"),
                ("quarter", "01/01/2020", "31/03/2020", "01/01/2020"),
            ],
        ),
        ("QUARTERS_TO_DATE", 1, [("ytd", "01/04/2019", "31/03/2020", "01/04/2019")]),
        ("AS_AT", 1, [("snapshot", "31/05/2020", "31/05/2020", "31/05/2020")]),
        (
            "AS_AT_AND_BEFORE",
            2,
            [
                ("snapshot", "30/04/2020", "30/04/2020", "30/04/2020"),
                ("snapshot", "31/05/2020", "31/05/2020", "31/05/2020"),
            ],
        ),
        ("LATEST_RETURN", 1, [("snapshot", "31/05/2020", "31/05/2020", "31/05/2020")]),
        ("LATEST_ROLL", 1, [("snapshot", "31/05/2020", "31/05/2020", "31/05/2020")]),
    ],
)
def test_windows_of_may_2020(name, count, first_and_last):
    assert len(DECLARED[name].of(MAY)) == count
    assert ends(DECLARED[name]) == first_and_last


def test_every_window_that_is_declared_is_tested_above():
    parameters = test_windows_of_may_2020.pytestmark[0].args[1]
    assert {name for name, *_ in parameters} == set(DECLARED)


def test_march_ends_a_year_to_date_and_april_begins_one():
    march, april = ReportingMonth(2020, 3), ReportingMonth(2020, 4)
    assert ends(windows.YEAR_TO_DATE, march) == [("ytd", "01/04/2019", "31/03/2020", "01/04/2019")]
    assert ends(windows.YEAR_TO_DATE, april) == [("ytd", "01/04/2020", "30/04/2020", "01/04/2020")]
    assert ends(windows.QUARTERS_TO_DATE, march) == ends(windows.QUARTERS_TO_DATE, april)
    assert ends(windows.QUARTERS_TO_DATE, march.previous())[0][1:3] == ("01/04/2019", "31/12/2019")


@pytest.mark.parametrize("declared", DECLARED.values(), ids=list(DECLARED))
@given(month=months)
def test_windows_are_in_order_of_the_type_declared_and_end_by_the_as_at_date(declared, month):
    found = declared.of(month)
    assert {each.type for each in found} == {declared.type}
    assert all(
        isinstance(each, Window) and each.start <= each.end and each.first <= each.end for each in found
    )
    assert all(one.end < other.start or one.end < other.end for one, other in pairwise(found))
    assert found[-1].end <= month.as_at


@given(months)
def test_months_and_quarters_leave_no_day_out_and_a_rolling_year_is_a_year(month):
    for declared in (windows.MONTHS, windows.QUARTERS):
        for one, other in pairwise(declared.of(month)):
            assert other.first == one.end + timedelta(days=1)
    for each in windows.ROLLING_YEARS.of(month):
        day_after = each.end + timedelta(days=1)
        assert each.first == datetime(day_after.year - 1, day_after.month, 1)


def test_only_what_shares_months_with_its_neighbour_is_said_to_overlap():
    assert {name for name, each in DECLARED.items() if each.overlapping} == {
        "ROLLING_YEARS",
        "YEARS_AT_MONTH_ENDS",
    }
    for name, each in DECLARED.items():
        share = any(other.first <= one.end for one, other in pairwise(each.of(MAY)))
        assert share <= each.overlapping, name
