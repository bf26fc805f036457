"""Where a program took days for months before the extract was written, that is said, and not of other doubtful dates."""

from datetime import date, timedelta

import pytest
from extract_files import csv_text, read
from scorecard.extract.turned_days import EXPECTED

CARE = {"DECOM": "01/05/2018", "DEC": "30/04/2019", "REC": "E4A"}
DAYS = [date(2018, 5, 1) + timedelta(day) for day in range(365)]


def as_it_is(day: date) -> date:
    return day


def turned(day: date) -> date:
    return day.replace(month=day.day, day=day.month) if day.day <= 12 else day


def after_care(day: date) -> date:
    return day + timedelta(60)


@pytest.mark.parametrize(("written", "told"), [(turned, 1), (after_care, 0), (as_it_is, 0)])
def test_days_that_a_program_took_for_months_are_told_once(tmp_path, written, told):
    visits = [{"VISIT_DATE": written(day).isoformat()} for day in DAYS]
    files = {"Episodes.csv": csv_text("Episodes", CARE), "Visits.csv": csv_text("Visits", *visits)}
    found = [each for each in read(tmp_path, files).problems if each.expected == EXPECTED]
    assert [(each.file, each.column) for each in found] == [("Visits.csv", "VISIT_DATE")] * told
