"""The reporting month counts back the spans of time that the definitions name, over a year's end too."""

from datetime import datetime

import pytest
from scorecard.reporting_month import Quarter, ReportingMonth, financial_year

MAY = ReportingMonth(2020, 5)


def test_a_month_is_written_and_named_one_way():
    assert ReportingMonth.parse("2020-05") == MAY
    assert str(MAY) == "2020-05"
    assert MAY.name == "May 2020"


@pytest.mark.parametrize(
    "text", ["2020-13", "2020-00", "May 2020", "2020-5", "2020-05-01", " 2020-05", "1020-05", "", None]
)
def test_what_is_no_month_is_refused_in_one_line_that_says_how_to_write_it(text):
    with pytest.raises(ValueError, match="YYYY-MM") as refused:
        ReportingMonth.parse(text)
    assert "\n" not in str(refused.value)
    assert repr(str(text)) in str(refused.value)


def test_the_as_at_date_is_the_last_day_leap_years_included():
    assert MAY.as_at == datetime(2020, 5, 31)
    assert ReportingMonth(2020, 2).as_at == datetime(2020, 2, 29)
    assert ReportingMonth(2019, 2).as_at == datetime(2019, 2, 28)
    assert ReportingMonth(2019, 12).as_at == datetime(2019, 12, 31)


def test_months_step_over_the_years_end_and_sort_in_order():
    assert ReportingMonth(2020, 1).previous() == ReportingMonth(2019, 12)
    assert ReportingMonth(2019, 12).next() == ReportingMonth(2020, 1)
    assert MAY.previous(17) == ReportingMonth(2018, 12)
    assert MAY.next(8).previous(8) == MAY
    assert ReportingMonth(2019, 12) < ReportingMonth(2020, 1) < MAY


def test_the_rolling_year_and_the_year_to_date():
    assert MAY.rolling_start == datetime(2019, 6, 1)
    assert MAY.ytd_start == datetime(2020, 4, 1)
    assert ReportingMonth(2020, 3).ytd_start == datetime(2019, 4, 1)
    assert ReportingMonth(2020, 4).ytd_start == datetime(2020, 4, 1)
    assert [str(month) for month in MAY.last_12] == [f"2019-{m:02d}" for m in range(6, 13)] + [
        f"2020-{m:02d}" for m in range(1, 6)
    ]


def test_the_eight_quarters_of_may_2020_run_to_2019_20_q4():
    labels = [quarter.label for quarter in MAY.last_8_quarters]
    assert labels == [f"2018/19 Q{n}" for n in (1, 2, 3, 4)] + [f"2019/20 Q{n}" for n in (1, 2, 3, 4)]


@pytest.mark.parametrize(
    ("month", "quarter"),
    [
        ("2020-05", "2019/20 Q4"),
        ("2020-06", "2020/21 Q1"),
        ("2020-03", "2019/20 Q4"),
        ("2020-02", "2019/20 Q3"),
        ("2020-01", "2019/20 Q3"),
        ("2019-12", "2019/20 Q3"),
        ("2019-09", "2019/20 Q2"),
    ],
)
def test_a_quarter_is_complete_once_its_last_day_is_the_as_at_date(month, quarter):
    assert ReportingMonth.parse(month).last_complete_quarter.label == quarter


def test_a_quarter_knows_its_days_and_its_financial_year():
    last = Quarter(2019, 4)
    assert (last.start, last.end) == (datetime(2020, 1, 1), datetime(2020, 3, 31))
    assert last.financial_year == "2019/20"
    assert last.previous(4) == Quarter(2018, 4)
    assert Quarter(2019, 1).previous() == Quarter(2018, 4)
    assert Quarter(2018, 4) < Quarter(2019, 1) < last


def test_a_financial_year_turns_on_1_april_and_at_the_centurys_end():
    assert financial_year(datetime(2020, 3, 31)) == "2019/20"
    assert financial_year(datetime(2020, 4, 1)) == "2020/21"
    assert financial_year(datetime(1999, 4, 1)) == "1999/00"
