"""Months, working days and ages are counted as the definitions say, at the calendar's awkward corners."""

from datetime import datetime

import pandas as pd
import pytest
from scorecard.dates import add_months, add_working_days, completed_years


def dates(*texts: str | None) -> pd.Series:
    return pd.Series(pd.to_datetime(list(texts), format="%d/%m/%Y"), dtype="datetime64[us]")


@pytest.mark.parametrize(
    ("start", "twentieth", "why"),
    [
        ("03/02/2020", "02/03/2020", "four plain weeks"),
        ("03/04/2020", "05/05/2020", "Good Friday and Easter Monday"),
        ("24/12/2019", "24/01/2020", "Christmas Day, Boxing Day and New Year's Day"),
        ("17/04/2020", "18/05/2020", "the early May holiday moved to Friday 8 May 2020 for VE Day"),
        ("09/12/2020", "11/01/2021", "Boxing Day on a Saturday, kept on Monday 28 December"),
        ("10/05/2022", "09/06/2022", "the Platinum Jubilee, Thursday 2 and Friday 3 June 2022"),
        ("26/08/2022", "27/09/2022", "late summer's holiday, and the State Funeral on 19 September 2022"),
    ],
)
def test_the_twentieth_working_day_leaves_out_weekends_and_englands_bank_holidays(start, twentieth, why):
    assert add_working_days(dates(start), 20).tolist() == dates(twentieth).tolist(), why


def test_from_a_weekend_or_a_holiday_the_count_begins_at_the_next_working_day():
    starts = dates("18/01/2020", "19/01/2020", "25/12/2019", "17/01/2020")
    assert (
        add_working_days(starts, 1).tolist()
        == dates("20/01/2020", "20/01/2020", "27/12/2019", "20/01/2020").tolist()
    )


def test_scotlands_holidays_are_working_days_in_england():
    assert add_working_days(dates("01/01/2020"), 1).tolist() == dates("02/01/2020").tolist()


def test_some_months_on_is_the_same_day_or_that_months_last():
    starts = dates("15/01/2020", "30/11/2019", "31/08/2019", "29/02/2020")
    assert (
        add_months(starts, 3).tolist()
        == dates("15/04/2020", "29/02/2020", "30/11/2019", "29/05/2020").tolist()
    )
    assert add_months(dates("29/02/2020"), 12).tolist() == dates("28/02/2021").tolist()


def test_age_is_in_completed_years_and_a_leap_day_child_is_older_on_1_march():
    born = dates("29/02/2004", "29/02/2004", "29/02/2004", "31/05/2010", "01/06/2010")
    on = dates("28/02/2019", "01/03/2019", "29/02/2020", "31/05/2020", "31/05/2020")
    assert completed_years(born, on).tolist() == [14, 15, 16, 10, 9]
    assert completed_years(born, datetime(2020, 2, 28)).tolist() == [15, 15, 15, 9, 9]


def test_blank_dates_stay_blank_and_rows_keep_their_index():
    some = dates("03/02/2020", None).set_axis([7, 3])
    for moved in (
        add_working_days(some, 20),
        add_months(some, 1),
        completed_years(some, datetime(2020, 5, 31)),
    ):
        assert moved.isna().tolist() == [False, True]
        assert moved.index.tolist() == [7, 3]
