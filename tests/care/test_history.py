"""Care puts an extract together: ages, unaccompanied children, what happened in a year, and tables not there."""

from datetime import date, datetime
from pathlib import Path

import pandas as pd
import pytest
from care_tables import A, B, C, D, day, episodes, rows_of, table, texts
from scorecard.care.child_days import days_in_year, days_with
from scorecard.care.duties import counted_duties
from scorecard.care.history import Care
from scorecard.extract.problems import MissingTable
from scorecard.extract.reader import Extract
from scorecard.reporting_month import ReportingMonth
from scorecard.windows import MONTHS, Days

MAY = datetime(2020, 5, 31)


def care(**tables) -> Care:
    header = table(["CHILD", "DOB"], [{"CHILD": A, "DOB": "29/02/2008"}, {"CHILD": B, "DOB": "31/05/2015"}])
    return Care(Extract(Path("extract"), {"Header": header} | tables, (), {}, (), {}, pd.Index(list("ABCD"))))


def test_a_child_in_care_has_an_age_and_one_without_a_header_row_has_none():
    children = [{"CHILD": child, "DECOM": "01/01/2019"} for child in (A, B, C)]
    in_care = care(Episodes=episodes(*children)).in_care_on([datetime(2020, 2, 28), MAY])
    assert in_care["AGE"].fillna(-1).tolist() == [11, 4, -1, 12, 5, -1]


def test_a_child_is_unaccompanied_until_the_day_that_status_ceased():
    children = [{"CHILD": child, "DECOM": "01/01/2019"} for child in (A, B, C, D)]
    ceased = [(A, None), (B, "01/06/2020"), (C, "31/05/2020")]
    uasc = table(["CHILD", "DUC"], [{"CHILD": child, "DUC": duc} for child, duc in ceased])
    some = care(Episodes=episodes(*children), UASC=uasc)
    assert some.is_uasc(some.in_care_on([MAY])).tolist() == [True, True, False, False]


def test_a_year_has_the_spells_that_begin_in_it_or_in_which_a_child_spent_a_night_of_it():
    stays = [("01/01/2019", "01/06/2019"), ("01/06/2019", "02/06/2019")]
    stays += [("02/06/2019", "31/05/2020"), ("31/05/2020", None)]
    places = [{"DECOM": decom, "DEC": dec, "RNE": "P"} for decom, dec in stays]
    some = care(Episodes=episodes(*places, {"CHILD": B, "DECOM": "01/01/2019"}))
    in_care = some.in_care_on([day("30/05/2020"), MAY, day("01/06/2020")])
    found = list(zip(in_care["CHILD"], texts(in_care["DATE"]), some.placements_in_year(in_care)))
    assert found == [
        (A, "30/05/2020", 3), (B, "30/05/2020", 1),
        (A, "31/05/2020", 3), (B, "31/05/2020", 1),
        (A, "01/06/2020", 2), (B, "01/06/2020", 1),
    ]  # fmt: skip


def test_a_spell_of_a_single_day_was_lived_in_on_it():
    """Two moves on one day, an error of the data."""
    stays = [("01/01/2019", "31/05/2020"), ("31/05/2020", "31/05/2020"), ("31/05/2020", None)]
    places = [{"DECOM": decom, "DEC": dec, "RNE": "P"} for decom, dec in stays]
    some = care(Episodes=episodes(*places))
    assert some.placements_in_year(some.in_care_on([MAY])).tolist() == [3]


def test_events_of_a_year_are_counted_by_their_days():
    some = care(Episodes=episodes({"DECOM": "01/01/2019"}, {"CHILD": B, "DECOM": "01/01/2019"}))
    days = ["31/05/2019", "01/06/2019", "01/06/2019", "31/05/2020", "01/06/2020"]
    checks = table(["CHILD", "DATE"], [{"CHILD": A, "DATE": each} for each in days])
    in_care = some.in_care_on([MAY, day("01/06/2020")])
    assert in_care["CHILD"].tolist() == [A, B, A, B]
    assert days_in_year(
        days_with(checks["CHILD"], checks["DATE"]), in_care["CHILD"], in_care["DATE"]
    ).tolist() == [2, 0, 2, 0]


def test_periods_that_ended_are_dated_by_their_last_day():
    left = {"DECOM": "01/05/2020", "DEC": "31/05/2020", "REC": "E4A"}
    some = care(Episodes=episodes(left, {"CHILD": B, "DECOM": "01/06/2020"}))
    ended = (A, date(2020, 5, 31), date(2020, 5, 1), "E4A")
    assert rows_of(some.periods_ended(MAY), ["CHILD", "DATE", "START", "REC"]) == [ended]
    assert some.periods_ended(datetime(2020, 5, 30)).empty


def test_the_newest_date_of_a_table_is_not_after_the_day_and_the_day_itself_if_there_is_none():
    roll = table(["CHILD", "DATE"], [{"CHILD": A, "DATE": each} for each in ("01/05/2020", "01/06/2020")])
    some = care(Episodes=episodes({"DECOM": "01/05/2020"}), VirtualSchool=roll)
    newest = [some.newest("VirtualSchool", "DATE", day(each)) for each in ("30/04/2020", "31/05/2020")]
    assert newest == [datetime(2020, 4, 30), datetime(2020, 5, 1)]
    assert texts(some.up_to(MAY, "VirtualSchool", "DATE")["DATE"]) == ["01/05/2020"]


def test_staffing_is_dated_by_the_end_of_its_month():
    staffing = pd.DataFrame({"MONTH": ["2020-02", "2020-05"], "TEAM": ["East", "West"], "CASES": [9.0, 8.0]})
    some = care(Episodes=episodes({"DECOM": "01/05/2020"}), Staffing=staffing.astype({"MONTH": "category"}))
    found = some.staffing([datetime(2020, 2, 29), datetime(2020, 3, 31)])
    assert rows_of(found, ["DATE", "GROUP", "CASES"]) == [(date(2020, 2, 29), "East", 9.0)]


def test_duties_are_there_for_a_council_that_keeps_no_list_of_frequencies():
    visits = table(["CHILD", "VISIT_DATE", "SEEN"], [{"CHILD": A, "VISIT_DATE": "04/05/2020", "SEEN": "Y"}])
    reviews = table(["CHILD", "REVIEW"], [])
    some = care(Episodes=episodes({"DECOM": "01/05/2020"}), Visits=visits, Reviews=reviews)
    assert counted_duties(some.visits, Days.on(MAY))[["DATE", "MET"]].to_numpy().tolist() == [
        [day("04/05/2020"), True]
    ]
    assert texts(counted_duties(some.reviews, Days.on(datetime(2020, 6, 2)))["DATE"]) == ["02/06/2020"]
    twelve = table(["CHILD", "FROM", "TO", "WEEKS"], [{"CHILD": A, "FROM": "01/05/2020", "WEEKS": 12}])
    agreed = care(**some.extract.tables, VisitFrequency=twelve)
    to_july = Days.of(MONTHS.of(ReportingMonth(2020, 7)))
    assert texts(counted_duties(some.visits, to_july)["DATE"]) == ["04/05/2020", "15/06/2020", "27/07/2020"]
    assert texts(counted_duties(agreed.visits, to_july)["DATE"]) == ["04/05/2020", "27/07/2020"]


def test_a_table_that_is_not_there_stops_only_what_needs_it():
    some = care(Episodes=episodes({"DECOM": "01/05/2020"}))
    assert len(some.in_care_on([MAY])) == 1
    for needs_it in (
        lambda: some.visits,
        lambda: some.reviews,
        lambda: some.table("Visits"),
    ):
        with pytest.raises(MissingTable):
            needs_it()
