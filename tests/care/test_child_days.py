"""A child and a day as one number: in order, never two alike, and looked up as a loop would."""

from datetime import date

import pandas as pd
from care_tables import A, B, C, day, some_days, texts
from hypothesis import given
from hypothesis import strategies as st
from scorecard.care.child_days import child_days, days, how_many, latest, latest_day
from scorecard.dates import NEVER, of_numbers

child_and_day = st.tuples(st.sampled_from([A, B, C, 2**31 - 1]), some_days)


def columns(pairs: list[tuple[int, date]]) -> tuple[pd.Series, pd.Series]:
    children, when = zip(*pairs) if pairs else ((), ())
    return pd.Series(children, dtype="int32"), pd.Series(when, dtype="datetime64[us]")


def test_days_are_counted_from_1970_and_a_blank_one_is_never():
    found = days(pd.Series([day("01/01/1970"), day("31/12/1969"), pd.NaT]))
    assert found.tolist()[:2] == [0, -1]
    assert pd.Series(of_numbers(found)).tolist() == [day("01/01/1970"), day("31/12/1969"), NEVER]


@given(st.lists(child_and_day))
def test_numbers_sort_by_child_then_by_day(pairs):
    by_number = [pair for _, pair in sorted(zip(child_days(*columns(pairs)).tolist(), pairs))]
    assert by_number == sorted(pairs)


def test_a_day_before_1970_or_never_is_no_other_childs():
    children = pd.Series([A, B, B, C], dtype="int32")
    when = pd.Series([pd.NaT, day("01/01/1900"), pd.NaT, day("01/01/1900")])
    assert (pd.Series(child_days(children, when)).diff().dropna() > 0).all()


@given(st.lists(child_and_day), st.lists(child_and_day, min_size=1))
def test_how_many_and_the_latest_are_those_of_the_child_by_the_day(happened, asked):
    rows = sorted(child_days(*columns(happened)).tolist())
    rows = pd.Series(rows, dtype="int64").to_numpy()
    happened = sorted(happened)
    known = [
        [at for at, (whose, on) in enumerate(happened) if whose == child and on <= by] for child, by in asked
    ]
    assert how_many(rows, *columns(asked)).tolist() == [len(each) for each in known]
    assert latest(rows, *columns(asked)).tolist() == [max(each, default=-1) for each in known]
    assert texts(latest_day(rows, *columns(asked))) == [
        happened[max(each)][1].strftime("%d/%m/%Y") if each else None for each in known
    ]
