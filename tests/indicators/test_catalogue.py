"""The declarations: complete, in the words and units that the report knows, and readable without pandas."""

import csv
import subprocess
import sys

import pytest
from scorecard.catalogue import INDICATORS, SECTIONS
from scorecard.extract.tables import TABLES
from scorecard.project import Project

UNITS = {"children", "episodes", "%", "days", "cases"}


def test_the_report_has_these_indicators_in_this_order():
    assert " ".join(INDICATORS) == (
        "children_in_care started ceased legal_status time_in_care age caseload reviews_on_time "
        "visits_on_time three_or_more_placements long_term_stability placement_type other_settings pep good_schools "
        "missing_children missing_episodes adopted_share entry_to_placement order_to_match "
        "initial_health_on_time annual_health dental pathway_plan neet unsuitable_accommodation"
    )


def test_each_section_has_its_indicators_together():
    sections = [indicator.section for indicator in INDICATORS.values()]
    assert list(dict.fromkeys(sections)) == list(SECTIONS)
    assert sections == sorted(sections, key=list(SECTIONS).index)


@pytest.mark.parametrize("indicator", INDICATORS.values(), ids=list(INDICATORS))
def test_an_indicator_says_all_that_the_report_prints(indicator):
    assert indicator.good in {"higher", "lower", None}
    assert indicator.unit in UNITS
    assert set(indicator.series) <= {"month", "quarter", "ytd", "snapshot"}
    assert (
        indicator.title and indicator.label and indicator.period and indicator.numerator and indicator.owner
    )
    assert indicator.definition.endswith(".")
    assert indicator.denominator or indicator.unit in {"children", "episodes"}, "a share says of what"
    assert not indicator.rolling or indicator.series == ("month",)


@pytest.mark.parametrize("indicator", INDICATORS.values(), ids=list(INDICATORS))
def test_a_column_that_an_indicator_uses_is_one_that_its_table_needs(indicator):
    """So that its absence is said, and no data. The year of care leavers is filled in where a file has none."""
    for table, columns in indicator.tables.items():
        assert set(columns) - {"YEAR"} <= set(TABLES[table].needed), table


def test_a_difference_from_the_dfe_is_said_wherever_figures_are_not_like_for_like():
    for indicator in INDICATORS.values():
        if any(not measure.like_for_like for measure in indicator.dfe):
            assert indicator.dfe_difference, indicator.id


def test_the_dfe_measures_named_are_published_ones():
    with (Project().reference / "benchmarks.csv").open(encoding="utf-8") as file:
        published = {row["measure"] for row in csv.DictReader(file)}
    assert {measure.id for indicator in INDICATORS.values() for measure in indicator.dfe} <= published


def test_declarations_are_read_without_pandas():
    read = "import sys, scorecard.catalogue; sys.exit('pandas' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", read]).returncode == 0
