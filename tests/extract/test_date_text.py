"""A date is read however a system writes it, a column as a whole, and never guessed where a column contradicts itself."""

import pandas as pd
import pytest
from extract_files import csv_text, ids
from extract_files import read as read_extract
from scorecard.extract.date_text import Order, as_dates, as_months, as_years, days, other_order
from scorecard.extract.problems import Effect


def read(*texts: str) -> list[str]:
    return as_dates(pd.Categorical(texts))[0].tolist()


def order(*texts: str) -> Order:
    return as_dates(pd.Categorical(texts))[1]


@pytest.mark.parametrize(
    "text",
    [
        "05/06/2020", "5/6/2020", "05-06-2020", "5.6.20", "2020-06-05", "2020/6/5", "2020-06-05 00:00:00", "2020-06-05T09:30:15",
        "2020-06-05T09:30:15.12Z", "2020-06-05T00:00:00+01:00", "05/06/2020 00:00", "05/06/2020 12:00:00 AM", "05-Jun-2020",
        "05-Jun-20", "5 June 2020", "5th June 2020", "05 SEPT 2020", "Friday, 5 June 2020", "Jun 5, 2020", "43987", "43987.5",
        "20200605", "20200605 12:00:00", "2020-06-05 00:00:00.0000000 +00:00", "Fri, 05 Jun 2020 09:30:15 GMT",
    ],
)  # fmt: skip
def test_a_date_is_read_however_it_is_written(text):
    assert read(text) == ["05/09/2020" if "SEPT" in text else "05/06/2020"]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "31/02/2020",
        "13/13/2020",
        "2020-13-01",
        "99999",
        "123",
        "5 Juniper 2020",
        "2020",
        "05/06",
        "n/a",
        "5/6/2020 x",
        "31052020",
        "20203105",
    ],
)
def test_what_is_no_date_is_left_as_it_is(text):
    assert read(text) == [text]


def test_midnight_that_a_system_writes_in_utc_is_of_the_day_that_begins_in_london():
    late = pd.date_range("1996-01-01 23:00", "2035-12-31 23:00", tz="UTC")
    local = late.tz_convert("Europe/London").strftime("%d/%m/%Y").tolist()
    for form in ("%Y-%m-%dT%H:%M:%SZ", "%Y-%m-%d %H:%M:%S+00:00"):
        assert read(*late.strftime(form)) == local
    assert read("2020-06-05T23:30:00", "2020-06-05T23:30:00+01:00") == ["05/06/2020"] * 2


def test_the_day_comes_first_unless_a_date_of_the_column_proves_otherwise():
    assert read("05/06/2020", "07/08/2020") == ["05/06/2020", "07/08/2020"]
    assert read("05/06/2020", "06/30/2020", "") == ["06/05/2020", "30/06/2020", ""]
    assert read("05/06/2020", "30/06/2020") == ["05/06/2020", "30/06/2020"]
    assert (order("05/06/2020"), order("05/05/2020")) == (Order.UNPROVEN, Order.DAY_FIRST)


def test_where_both_orders_are_proven_nine_in_ten_rows_decide():
    nine = ["30/06/2020"] * 9
    assert read(*nine, "06/30/2020") == [*nine, "06/30/2020"]
    assert order(*nine, "06/30/2020") is Order.DAY_FIRST
    assert order(*nine[1:], "06/30/2020") is Order.CONTRADICTORY
    assert read(*["06/30/2020"] * 9, "30/07/2020", "05/06/2020")[-2:] == ["30/07/2020", "06/05/2020"]


def test_dates_that_a_spreadsheet_half_turned_are_told_from_dates_in_two_forms():
    days = [f"{day:02}/{month:02}/2020" for day in range(1, 28, 2) for month in (3, 6)]
    turned = [f"2020-{day[:2]}-{day[3:5]}" if int(day[:2]) <= 12 else day for day in days]
    assert order(*turned) is order(*turned, "9999-12-31", "soon") is Order.HALF_TURNED
    two_forms = [f"2020-{day[3:5]}-{day[:2]}" if at % 3 else day for at, day in enumerate(days)]
    for others in (days, two_forms, turned[:15], [*turned, "2020-06-13"], [*turned, "12/06/2020"]):
        assert order(*others) is Order.DAY_FIRST


def test_dates_that_tell_their_month_prove_no_order():
    assert order("2020-06-30", "30-Jun-2020", "05/06/2020") is Order.UNPROVEN
    assert read("2020-06-30", "05/06/2020") == ["30/06/2020", "05/06/2020"]


def test_the_other_order_swaps_days_and_months():
    assert other_order(pd.Categorical(["05/06/2020", "", "x"])).tolist() == ["06/05/2020", "", "x"]


@pytest.mark.parametrize(
    "text", ["2020-05", "May-20", "May 2020", "05/2020", "2020/5", "2020-05-01", "01/05/2020", "43952"]
)
def test_a_month_is_read_however_it_is_written(text):
    assert as_months(pd.Categorical([text])).tolist() == ["2020-05"]


@pytest.mark.parametrize(
    "text", ["2019/20", "2019-20", "2019/2020", "19/20", "1920", "201920", "2019_20", "2019 - 2020"]
)
def test_a_financial_year_is_read_however_it_is_written(text):
    assert as_years(pd.Categorical([text])).tolist() == ["2019/20"]


@pytest.mark.parametrize("text", ["2020", "2021", "2019/21", "", "31/05/2020"])
def test_what_is_no_financial_year_is_left_as_it_is(text):
    assert as_years(pd.Categorical([text])).tolist() == [text]


def test_days_are_those_of_the_calendar():
    assert days(["29/02/2020", "29/02/2019", "31/12/2100", "01/01/1899", ""]).astype("datetime64[D]").astype(str).tolist() == [
        "2020-02-29", "NaT", "2100-12-31", "NaT", "NaT",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("visits", "told"), [(["05/12/2018", "06/11/2018"], True), (["05/04/2018", "06/03/2018"], False)]
)
def test_where_nothing_proves_an_order_and_the_other_suits_the_extract_better_that_is_told(
    tmp_path, visits, told
):
    """The newest review, whose order is proven, is of July 2018: a visit of December is of the 12th of May."""
    files = {
        "visits.csv": csv_text("Visits", *[{"VISIT_DATE": day} for day in visits]),
        "reviews.csv": csv_text("Reviews", {"REVIEW": "24/07/2018"}),
    }
    found = [each for each in read_extract(tmp_path, files).problems if "show their order" in each.expected]
    assert [(each.file, each.line, each.column) for each in found] == (
        [("visits.csv", 1, "VISIT_DATE")] if told else []
    )


def test_a_column_that_contradicts_itself_is_refused_by_name(tmp_path):
    reviews = csv_text("Reviews", *[{"REVIEW": day} for day in ("30/05/2018", "06/30/2018")])
    (problem,) = (
        each
        for each in read_extract(tmp_path, {"reviews.csv": reviews}).problems
        if each.file == "reviews.csv"
    )
    assert (problem.column, problem.table, problem.effect) == ("REVIEW", "Reviews", Effect.FILE)
    assert "some have the day first, some the month" in problem.expected


def test_a_header_of_headings_alone_is_no_reason_to_break_off(tmp_path):
    visits = csv_text("Visits", {"VISIT_DATE": "05/06/2018"}, {"VISIT_DATE": "04/06/2018"})
    extract = read_extract(tmp_path, {"Header.csv": csv_text("Header"), "Visits.csv": visits})
    assert ids(extract, "Visits") == ["A1", "A1"]
