"""Care puts an extract together: ages, unaccompanied children, spells in a window, and tables not there."""

from datetime import datetime
from pathlib import Path

import pytest
from care_tables import day, episodes, table, texts
from scorecard.cohorts.care import Care
from scorecard.extract.problems import MissingTable
from scorecard.extract.reader import Extract

MAY = datetime(2020, 5, 31)


def care(**tables) -> Care:
    header = table(
        ["CHILD", "DOB"], [{"CHILD": "A", "DOB": "29/02/2008"}, {"CHILD": "B", "DOB": "31/05/2015"}]
    )
    return Care(Extract(Path("extract"), {"Header": header} | tables, (), {}, (), {}))


def test_a_child_in_care_has_an_age_and_one_without_a_header_row_has_none():
    children = [{"CHILD": child, "DECOM": "01/01/2019"} for child in "ABC"]
    in_care = care(Episodes=episodes(*children)).in_care_on([datetime(2020, 2, 28), MAY])
    assert in_care["AGE"].fillna(-1).tolist() == [11, 4, -1, 12, 5, -1]


def test_a_child_is_unaccompanied_until_the_day_that_status_ceased():
    children = [{"CHILD": child, "DECOM": "01/01/2019"} for child in "ABCD"]
    ceased = [("A", None), ("B", "01/06/2020"), ("C", "31/05/2020")]
    uasc = table(["CHILD", "DUC"], [{"CHILD": child, "DUC": duc} for child, duc in ceased])
    some = care(Episodes=episodes(*children), UASC=uasc)
    assert some.is_uasc(some.in_care_on([MAY])).tolist() == [True, True, False, False]


def test_spells_touch_a_window_in_which_they_begin_or_a_child_spent_a_night_in_them():
    stays = [("01/01/2019", "01/06/2019"), ("01/06/2019", "02/06/2019")]
    stays += [("02/06/2019", "31/05/2020"), ("31/05/2020", None)]
    places = [{"DECOM": decom, "DEC": dec, "RNE": "P"} for decom, dec in stays]
    some = care(Episodes=episodes(*places))
    touching = some.spells_touching(datetime(2019, 6, 1), MAY)
    assert texts(touching["START"]) == ["01/06/2019", "02/06/2019", "31/05/2020"]
    assert (
        texts(some.spells_touching(datetime(2019, 6, 1), datetime(2020, 5, 30))["START"])[-1] == "02/06/2019"
    )


def test_duties_are_there_for_a_council_that_keeps_no_list_of_frequencies():
    visits = table(["CHILD", "VISIT_DATE", "SEEN"], [{"CHILD": "A", "VISIT_DATE": "04/05/2020", "SEEN": "Y"}])
    reviews = table(["CHILD", "REVIEW"], [])
    some = care(Episodes=episodes({"DECOM": "01/05/2020"}), Visits=visits, Reviews=reviews)
    assert some.visit_duties(MAY)[["DATE", "MET"]].to_numpy().tolist() == [[day("04/05/2020"), True]]
    assert texts(some.review_duties(datetime(2020, 6, 2))["DATE"]) == ["02/06/2020"]
    twelve = table(["CHILD", "FROM", "TO", "WEEKS"], [{"CHILD": "A", "FROM": "01/05/2020", "WEEKS": 12}])
    agreed = care(**some.extract.tables, VisitFrequency=twelve)
    july = datetime(2020, 7, 31)
    assert texts(some.visit_duties(july)["DATE"]) == ["04/05/2020", "15/06/2020", "27/07/2020"]
    assert texts(agreed.visit_duties(july)["DATE"]) == ["04/05/2020", "27/07/2020"]


def test_a_table_that_is_not_there_stops_only_what_needs_it():
    some = care(Episodes=episodes({"DECOM": "01/05/2020"}))
    assert len(some.in_care_on([MAY])) == 1
    for needs_it in (
        lambda: some.visit_duties(MAY),
        lambda: some.review_duties(MAY),
        lambda: some.table("Visits"),
    ):
        with pytest.raises(MissingTable):
            needs_it()
