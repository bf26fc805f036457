"""The true counts that go into the protection."""

from extract_files import csv_text, read
from scorecard.care.history import Care
from scorecard.protection.counts import CareCounts
from scorecard.protection.sizes import FULL
from scorecard.reporting_month import ReportingMonth


def test_a_figure_that_looks_back_beyond_its_records_is_not_counted(tmp_path):
    """A list that begins makes of its first months a rise: the board's pack does not judge them, a public one cannot know."""
    plans = csv_text("PathwayPlans", {"PLAN_DATE": "01/01/2019"}, {"PLAN_DATE": "10/02/2020"})
    extract = read(tmp_path, {"CareLeavers.csv": csv_text("CareLeavers", {}), "PathwayPlans.csv": plans})
    atoms = CareCounts(Care(extract)).of_pack(ReportingMonth(2020, 2), FULL)
    assert {f"{atom.end:%Y-%m}" for atom in atoms if atom.indicator == "pathway_plan"} == {
        "2020-01",
        "2020-02",
    }
    assert min(atom.end for atom in atoms if atom.indicator == "children_in_care").year < 2020
