"""Benchmarks: the right year, never a later one, with where the council stands."""

import pytest
from scorecard.edited_files import UnusableFile
from scorecard.indicators import INDICATORS
from scorecard.judgement.benchmarks import benchmark, read_benchmarks
from scorecard.project import Project
from scorecard.reporting_month import ReportingMonth


@pytest.fixture(scope="module")
def published():
    return read_benchmarks(Project())


@pytest.mark.parametrize(
    ("month", "year"),
    [("2020-02", 2019), ("2020-03", 2020), ("2020-05", 2020), ("2021-03", 2021), ("2026-11", 2025)],
)
def test_the_newest_year_ended_by_the_reporting_month_is_shown(published, month, year):
    found = benchmark(published, INDICATORS["long_term_stability"], ReportingMonth.parse(month))
    assert found.year == year


def test_a_month_before_the_first_published_year_has_no_benchmark(published):
    assert benchmark(published, INDICATORS["long_term_stability"], ReportingMonth(2017, 12)) is None
    assert benchmark(published, INDICATORS["visits_on_time"], ReportingMonth(2020, 5)) is None


def test_the_published_figures_of_2020(published):
    found = benchmark(published, INDICATORS["long_term_stability"], ReportingMonth(2020, 5))
    assert (found.values["Cambridgeshire"], found.values["England"], found.values["East of England"]) == (
        71,
        68,
        69,
    )
    assert found.values["Statistical neighbours (2021 model), mean"] == 65.5
    assert found.source.startswith("DfE")


def test_the_rate_is_the_benchmark_of_the_rate(published):
    rate = benchmark(published, INDICATORS["children_in_care_rate"], ReportingMonth(2020, 5))
    assert rate.values["England"] == 68


def test_the_share_in_suitable_accommodation_stands_beside_nothing(published):
    """100 less it holds those of whom nothing is known: England's 85% of 2019 left 6% unsuitable and 9% not known."""
    assert "care_leavers_suitable_accommodation" in set(published["measure"])
    indicator = INDICATORS["unsuitable_accommodation"]
    assert benchmark(published, indicator, ReportingMonth(2020, 5)) is None
    assert "not shown side by side" in indicator.dfe_difference


def test_the_quarter_follows_which_way_is_good(published):
    # 2020: three or more placements, Cambridgeshire 10, quartiles 9 and 12.75; adopted, 18 with quartiles 10 and 16
    may = ReportingMonth(2020, 5)
    placements = benchmark(published, INDICATORS["three_or_more_placements"], may)
    assert placements.position("Cambridgeshire", "lower") == "middle 50%"
    adopted = benchmark(published, INDICATORS["adopted_share"], may)
    assert adopted.position("Cambridgeshire", "higher") == "best 25%"
    assert adopted.position("Cambridgeshire", "lower") == "weakest 25%"
    assert adopted.position("Cambridgeshire", None) == "highest 25%"
    assert adopted.position("Rutland", "higher") == ""


def test_a_blank_figure_is_none_and_has_no_place_among_authorities(published):
    may, indicator = ReportingMonth(2020, 5), INDICATORS["three_or_more_placements"]
    own = (published["area"] == "Cambridgeshire") & (published["year"] == 2020)
    found = benchmark(published.assign(value=published["value"].mask(own)), indicator, may)
    assert found.year == 2020 and "Cambridgeshire" not in found.values
    assert found.position("Cambridgeshire", "lower") == ""
    lower = published["area"].eq("Authorities, lower quartile")
    found = benchmark(published.assign(value=published["value"].mask(lower)), indicator, may)
    assert found.position("Cambridgeshire", "lower") == ""


def test_a_year_whose_figures_are_all_blank_is_not_published_yet(published):
    blank = published.assign(value=published["value"].mask(published["year"] == 2020))
    assert benchmark(blank, INDICATORS["long_term_stability"], ReportingMonth(2020, 5)).year == 2019


def test_a_table_that_a_spreadsheet_saved_with_semicolons_is_refused(project):
    path = project.reference / "benchmarks.csv"
    path.write_text("measure;description;year;area;value;source\n", encoding="utf-8")
    with pytest.raises(UnusableFile, match="benchmarks.csv, line 1: .* with commas between them"):
        read_benchmarks(project)


def test_a_table_without_rows_is_no_benchmark(project):
    path = project.reference / "benchmarks.csv"
    path.write_text("measure,description,year,area,value,source\n", encoding="utf-8")
    indicator = INDICATORS["long_term_stability"]
    assert benchmark(read_benchmarks(project), indicator, ReportingMonth(2020, 5)) is None
