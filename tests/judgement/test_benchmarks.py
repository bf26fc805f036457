"""Benchmarks: the right year, never a later one, with where the council stands."""

from datetime import date, datetime

import pandas as pd
import pytest
from measure_rows import judged, row
from measure_rows import published as listed
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
    [
        ("2018-10", None),
        ("2018-11", 2018),
        ("2019-11", 2018),
        ("2019-12", 2019),
        ("2020-05", 2019),
        ("2020-12", 2020),
        ("2021-11", 2021),
        ("2026-11", 2025),
    ],
)
def test_the_newest_year_published_by_the_months_end_is_shown(published, month, year):
    found = benchmark(published, INDICATORS["long_term_stability"], ReportingMonth.parse(month))
    assert (found and found.year) == year


@pytest.mark.parametrize(("month", "value"), [("2020-02", 68), ("2020-03", 70)])
def test_of_a_figure_that_was_put_right_the_one_published_last_is_shown(month, value):
    of_each_day = (
        listed("long_term_stability", on=day, England=found).assign(source=f"as of {day}")
        for day, found in ((date(2020, 3, 1), 70), (date(2019, 12, 5), 68))
    )
    found = benchmark(pd.concat(of_each_day), INDICATORS["long_term_stability"], ReportingMonth.parse(month))
    assert found.values == {"England": value}
    assert found.source == ("as of 2020-03-01" if value == 70 else "as of 2019-12-05")


def test_an_indicator_without_a_measure_of_the_dfe_has_no_benchmark(published):
    assert benchmark(published, INDICATORS["visits_on_time"], ReportingMonth(2020, 5)) is None


def test_the_published_figures_of_2020(published):
    found = benchmark(published, INDICATORS["long_term_stability"], ReportingMonth(2020, 12))
    assert (found.values["Cambridgeshire"], found.values["England"], found.values["East of England"]) == (
        71,
        68,
        69,
    )
    assert found.values["Statistical neighbours (2021 model), mean"] == 65.5
    assert found.source.startswith("DfE") and found.march == datetime(2020, 3, 31)


def test_the_rate_is_the_benchmark_of_the_rate(published):
    rate = benchmark(published, INDICATORS["children_in_care_rate"], ReportingMonth(2020, 12))
    assert rate.values["England"] == 68


def test_suitable_accommodation_is_compared_with_our_suitable():
    """100 less the DfE's holds those of whom nothing is known: England's 85% of 2019 left 6% unsuitable and 9% not known."""
    end = "2020-05-31"
    rows = [
        row("unsuitable_accommodation", end, 11.0, "ytd"),
        row("unsuitable_accommodation", end, 79.0, "ytd", "suitable"),
    ]
    england = listed("care_leavers_suitable_accommodation", England=85.0)
    found = judged(rows, "unsuitable_accommodation", published=england)
    assert (found.now.value, found.compared.value, found.benchmark.values["England"]) == (11, 79, 85)


def test_the_place_among_councils_is_a_fact_about_rank(published):
    # 2020: three or more placements, Cambridgeshire 10, quartiles 9 and 12.75; adopted, 18 with quartiles 10 and 16
    december = ReportingMonth(2020, 12)
    placements = benchmark(published, INDICATORS["three_or_more_placements"], december)
    assert placements.position("Cambridgeshire") == "middle half"
    adopted = benchmark(published, INDICATORS["adopted_share"], december)
    assert adopted.position("Cambridgeshire") == "highest quarter"
    assert adopted.position("Rutland") == ""


def test_a_blank_figure_is_none_and_has_no_place_among_authorities(published):
    may, indicator = ReportingMonth(2020, 5), INDICATORS["three_or_more_placements"]
    own = (published["area"] == "Cambridgeshire") & (published["year"] == 2019)
    found = benchmark(published.assign(value=published["value"].mask(own)), indicator, may)
    assert found.year == 2019 and "Cambridgeshire" not in found.values
    assert found.position("Cambridgeshire") == ""
    lower = published["area"].eq("Authorities, lower quartile")
    found = benchmark(published.assign(value=published["value"].mask(lower)), indicator, may)
    assert found.position("Cambridgeshire") == ""


def test_a_year_whose_figures_are_all_blank_is_not_published_yet(published):
    blank = published.assign(value=published["value"].mask(published["year"] == 2019))
    assert benchmark(blank, INDICATORS["long_term_stability"], ReportingMonth(2020, 5)).year == 2018


def test_a_table_that_a_spreadsheet_saved_with_semicolons_is_refused(project):
    path = project.reference / "benchmarks.csv"
    path.write_text("measure;description;year;published_on;area;value;source\n", encoding="utf-8")
    with pytest.raises(UnusableFile, match="benchmarks.csv, line 1: .* with commas between them"):
        read_benchmarks(project)


def test_a_table_without_rows_is_no_benchmark(project):
    path = project.reference / "benchmarks.csv"
    path.write_text("measure,description,year,published_on,area,value,source\n", encoding="utf-8")
    indicator = INDICATORS["long_term_stability"]
    assert benchmark(read_benchmarks(project), indicator, ReportingMonth(2020, 5)) is None


@pytest.mark.parametrize(
    ("written", "read"), [("2019-12-05", True), ("05/12/2019", True), ("Dec 2019", False)]
)
def test_the_day_of_publication_is_read_as_a_spreadsheet_saves_it_or_refused_by_line(project, written, read):
    path = project.reference / "benchmarks.csv"
    path.write_text(
        "measure,description,year,published_on,area,value,source\n"
        f"long_term_stability,words,2019,{written},England,69,DfE\n",
        encoding="utf-8",
    )
    if read:
        assert str(read_benchmarks(project)["published_on"].iloc[0]) == "2019-12-05"
        return
    with pytest.raises(UnusableFile, match="line 2, published_on: “Dec 2019”, expected a day, such as"):
        read_benchmarks(project)
