"""When the next health check is due: the first day on which the figure's rule would no longer find enough of them."""

from datetime import date, timedelta

import care_oracle as oracle
import numpy as np
import pandas as pd
import pytest
from care_tables import day, texts
from hypothesis import example, given, settings
from hypothesis import strategies as st
from scorecard.care.child_days import days_with, first_day
from scorecard.care.health import assessments_due, checks_due

some_days = st.integers(0, 1100).map(lambda n: date(2019, 1, 1) + timedelta(days=n))


def children(start: date, on: date, born: date | None = None) -> pd.DataFrame:
    age = oracle_age(born, on) if born else None
    dates = {"PERIOD_START": [start], "DATE": [on], "DOB": [born]}
    return pd.DataFrame({"CHILD": [3], "AGE": [age]}).assign(
        **{name: pd.to_datetime(values).astype("datetime64[us]") for name, values in dates.items()}
    )


def checks(*days: date) -> np.ndarray:
    frame = pd.DataFrame(
        {"CHILD": [3] * len(days) + [2, 4], "DATE": [*days, date(2020, 1, 1), date(2020, 1, 1)]}
    )
    return days_with(frame["CHILD"], frame["DATE"].astype("datetime64[us]"))


def oracle_age(born: date, on: date) -> int:
    return on.year - born.year - ((on.month, on.day) < (born.month, born.day))


def first_day_without(start: date, made: list[date], number: int, on: date) -> date:
    """Lived through day by day from a day on: in care for 12 months, and too few checks in the 12 months to that day."""
    while True:
        since = oracle.months_after(on + timedelta(days=1), -12)
        found = {each for each in made if since <= each <= on}
        if oracle.months_after(start, 12) <= on and len(found) < number:
            return on
        on += timedelta(days=1)


@settings(max_examples=150, deadline=None)
@given(some_days, st.lists(some_days, max_size=5), some_days, st.sampled_from([1, 2]))
@example(date(2018, 1, 1), [date(2019, 2, 28)], date(2019, 6, 1), 1)
@example(date(2018, 1, 1), [date(2020, 2, 29)], date(2020, 6, 1), 1)
@example(date(2018, 1, 1), [date(2020, 2, 28)], date(2020, 6, 1), 1)
def test_checks_are_due_on_the_first_day_from_which_there_are_too_few(start, made, on, number):
    """By what is known on the day: today or before, where there are too few already."""
    (due,) = checks_due(children(start, on), checks(*made), number).dt.date
    assert max(due, on) == first_day_without(start, [each for each in made if each <= on], number, on)


@pytest.mark.parametrize(
    ("born", "made", "on", "due"),
    [
        ("01/06/2010", ["10/01/2020"], "31/05/2020", "10/01/2021"),
        ("01/06/2018", ["10/01/2020"], "31/05/2020", "01/01/2020"),
        ("01/06/2018", ["10/01/2020", "10/05/2020"], "31/05/2020", "10/01/2021"),
        # Five before the last but one is 12 months old: one is enough from then on.
        ("01/12/2015", ["10/01/2020", "10/05/2020"], "31/05/2020", "10/05/2021"),
        ("10/01/2016", ["10/01/2020", "10/05/2020"], "31/05/2020", "10/05/2021"),
        ("11/01/2016", ["10/01/2020", "10/05/2020"], "31/05/2020", "10/01/2021"),
        (None, ["10/01/2020"], "31/05/2020", "10/01/2021"),
    ],
)
def test_a_child_under_5_needs_two_assessments_until_the_fifth_birthday(born, made, on, due):
    child = children(date(2019, 1, 1), day(on).date(), day(born).date() if born else None)
    assert texts(assessments_due(child, checks(*(day(each).date() for each in made)))) == [due]


def test_no_check_is_due_before_12_months_in_care():
    assert texts(checks_due(children(date(2020, 2, 29), date(2020, 5, 31)), checks())) == ["28/02/2021"]


def test_the_first_check_of_a_period_is_within_it():
    periods = pd.DataFrame({"CHILD": [3, 3, 4], "START": ["2020-01-01", "2020-03-01", "2020-02-01"]})
    periods = periods.assign(
        START=pd.to_datetime(periods["START"]), END=pd.to_datetime(["2020-02-01", None, None])
    )
    made = checks(date(2020, 2, 1), date(2020, 2, 15), date(2020, 1, 5), date(2020, 4, 1))
    found = first_day(made, periods["CHILD"], periods["START"], periods["END"])
    assert texts(found) == ["05/01/2020", "01/04/2020", None]
