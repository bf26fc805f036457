"""Records that end before the month does, or hardly hold any of it, are told; so is a birthday without its row."""

import pandas as pd
import pytest
from defects import AS_AT, Frames, birthday, date, drop, extract_of, of_child, part_of_sample
from scorecard.extract.doubts import EVERYBODY
from scorecard.reporting_month import ReportingMonth

MAY = ReportingMonth(2020, 5)


def visits_without(gone) -> Frames:
    frames = part_of_sample()
    day = date(frames["Visits"]["VISIT_DATE"])
    return frames | {"Visits": frames["Visits"][~gone(day)].reset_index(drop=True)}


@pytest.mark.parametrize(
    ("gone", "said", "since"),
    [
        (lambda day: day > "2020-03-31", "Visits end on ", "2020-04-01"),
        (lambda day: day > "2019-03-31", "Visits end on ", "2019-04-01"),
        (lambda day: day.between("2020-05-01", AS_AT) & (day.index % 5 > 0), "Visits has ", "2020-05-01"),
    ],
)
def test_visits_that_end_early_or_are_far_fewer_than_before_are_told_and_everybody_is_in_doubt(
    gone, said, since
):
    extract = extract_of(visits_without(gone), MAY)
    assert len(extract.late) == 1 and extract.late[0].startswith(said)
    assert [(each.table, each.column) for each in extract.problems] == [("Visits", "VISIT_DATE")]
    doubt = extract.doubts.iloc[-1]
    assert doubt["CHILD"] == EVERYBODY and doubt["FIRST"] <= pd.Timestamp(since) + pd.Timedelta(days=3)


def test_a_birthday_of_the_year_without_a_row_in_oc3_is_told_at_the_care_leavers_line():
    frames = part_of_sample()
    child = frames["OC3"].at[birthday(frames), "CHILD"]
    drop(frames, "OC3", frames["OC3"].index[frames["OC3"]["CHILD"] == child])
    problems = extract_of(frames, MAY).problems
    line = of_child(frames, "CareLeavers", child) + 2
    assert [(each.table, each.line, each.value) for each in problems] == [("CareLeavers", line, None)]
