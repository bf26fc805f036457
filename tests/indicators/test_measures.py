"""The table of measures: its contract, its file, and that a closed month stays as it was published."""

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from extracts import random_extract, split_by_year, truncated
from hypothesis import given, settings
from hypothesis import strategies as st
from miniature_figures import FOLDER, miniature, miniature_measures
from scorecard.catalogue import INDICATORS, SECTIONS
from scorecard.cohorts.care import Care
from scorecard.extract.problems import Effect, Problem
from scorecard.extract.reader import read_extract
from scorecard.extract.tables import TABLES
from scorecard.indicators.measures import (
    FUNCTIONS,
    MODULES,
    files_not_read,
    measures,
    missing_tables,
    read_measures,
    rows_lacking,
    write_measures,
)
from scorecard.indicators.placements import PART
from scorecard.indicators.rows import COLUMNS, SCALE, measure, snapshot
from scorecard.reporting_month import ReportingMonth

FEBRUARY = ReportingMonth(2021, 2)


def without(*names: str):
    """The miniature extract without some of its tables."""
    extract = miniature()
    return replace(
        extract, tables={name: extract.tables[name] for name in extract.tables if name not in names}
    )


def test_every_indicator_has_its_function_and_its_rows_in_the_order_of_the_report():
    assert list(MODULES) == list(SECTIONS)
    assert list(miniature_measures()["indicator"].unique()) == list(FUNCTIONS) == list(INDICATORS)


def test_rows_follow_the_contract():
    rows = miniature_measures()
    assert tuple(rows.columns) == COLUMNS
    assert set(rows["month"]) == {"2021-02"}
    assert not rows["suppressed"].any()
    assert (rows["period_start"] <= rows["period_end"]).all()
    figure = ["indicator", "period_type", "period_start", "category", "unit"]
    assert not rows.duplicated(figure).any(), "one row a figure"


def test_each_indicator_has_the_kinds_of_period_and_the_unit_that_it_declares():
    rows = miniature_measures()
    for id, indicator in INDICATORS.items():
        assert tuple(rows.loc[rows["indicator"] == id, "period_type"].unique()) == indicator.series
        main = rows[(rows["indicator"] == id) & ~rows["category"].isin(["rate"]) & (rows["unit"] != "FTE")]
        assert set(main["unit"]) == {indicator.unit}


def test_monthly_series_have_12_months_and_quarterly_ones_8_quarters():
    rows = miniature_measures()
    points = rows.groupby(["indicator", "period_type", "category"]).size().reset_index(name="points")
    assert set(points.loc[points["period_type"] == "month", "points"]) == {12}
    assert set(points.loc[points["period_type"] == "quarter", "points"]) == {8}


def test_a_value_is_its_numerator_over_its_denominator_and_over_nothing_no_data():
    rows = miniature_measures()
    scale = rows["unit"].map(SCALE).fillna(1)
    expected = (scale * rows["numerator"] / rows["denominator"]).where(rows["denominator"] > 0)
    expected = expected.where(rows["denominator"].notna(), rows["numerator"])
    pd.testing.assert_series_equal(rows["value"], expected, check_names=False)
    assert rows.loc[rows["denominator"] == 0, "value"].isna().all()
    assert (rows["denominator"] == 0).any(), "the miniature has figures over nothing"


def test_nothing_over_nothing_is_no_data_and_never_an_error():
    row = measure("dental", FEBRUARY, snapshot(FEBRUARY.as_at), 0, 0)
    assert row["numerator"].tolist() == row["denominator"].tolist() == [0]
    assert np.isnan(row["value"][0])


def test_the_catalogue_names_tables_and_columns_that_exist():
    for indicator in INDICATORS.values():
        for table, columns in {**indicator.inputs, **indicator.optional}.items():
            assert set(columns) <= set(TABLES[table].columns), f"{indicator.id}: {table}"


@pytest.mark.parametrize("kept", [(), ("Header", "Episodes")])
def test_tables_without_rows_are_no_data_and_no_error(kept):
    extract = miniature()
    tables = {name: frame if name in kept else frame.iloc[:0] for name, frame in extract.tables.items()}
    rows = measures(Care(replace(extract, tables=tables)), FEBRUARY)
    given = {id for id, declared in INDICATORS.items() if set(declared.inputs) <= set(kept)}
    assert set(rows["indicator"]) == given


def test_without_a_table_its_indicators_are_absent_and_the_others_stay_the_same():
    extract = without("Visits", "UASC")
    rows = measures(Care(extract), FEBRUARY)
    assert missing_tables("visits_on_time", extract) == ("Visits",)
    assert set(INDICATORS) - set(rows["indicator"]) == {"visits_on_time"}
    whole = miniature_measures()
    kept = whole[(whole["indicator"] != "visits_on_time") & (whole["category"] != "uasc")]
    pd.testing.assert_frame_equal(rows, kept.reset_index(drop=True))


def test_a_table_without_a_column_that_the_indicator_uses_gives_no_figure():
    extract = replace(miniature(), missing_columns={"VirtualSchool": ("OFSTED",)})
    assert missing_tables("good_schools", extract) == ("complete VirtualSchool",)
    assert missing_tables("pep", extract) == ()


@pytest.mark.parametrize("table", ["Visits", "VisitFrequency"])
def test_a_table_of_which_a_file_is_refused_gives_no_figure_rather_than_one_from_a_part(table):
    extract = with_problems(Problem("half.csv", 1, "", None, "UTF-8 text", table, Effect.FILE))
    assert missing_tables("visits_on_time", extract) == (f"complete {table}",)
    assert files_not_read(["reviews_on_time", "visits_on_time"], extract) == ("half.csv",)
    assert set(INDICATORS) - set(measures(Care(extract), FEBRUARY)["indicator"]) == {"visits_on_time"}


def with_problems(*problems: Problem):
    return replace(miniature(), problems=problems)


def test_rows_with_a_blank_cell_that_the_indicator_uses_are_counted():
    assert rows_lacking(["age"], miniature()) == (0, 2), "the date of birth, and the legal status QQ"
    assert rows_lacking(["reviews_on_time"], miniature()) == (0, 1)
    assert rows_lacking(["dental"], with_problems()) == (0, 0)


def test_a_row_left_out_is_missing_from_every_figure_of_its_table_and_counts_once():
    twice = Problem("Health.csv", 3, "TYPE", "RH", "one of IHA, RHA, DENTAL", "Health", Effect.ROW)
    extract = with_problems(twice, replace(twice, column="DATE", effect=Effect.BLANK))
    assert rows_lacking(["dental"], extract) == (1, 0)
    assert rows_lacking(["started"], extract) == (0, 0)
    ended = Problem("Episodes.csv", 3, "REC", "E99", "a code", "Episodes", Effect.ROW)
    assert rows_lacking(["started"], with_problems(ended)) == (1, 0), "though it does not use the column"


def test_a_problem_that_keeps_its_row_leaves_nothing_out():
    unknown = Problem("Episodes.csv", 3, "PLACE", "QQ", "a placement code", "Episodes")
    assert rows_lacking(["placement_type"], with_problems(unknown)) == (0, 0)


def test_a_row_that_two_indicators_of_a_chart_use_counts_once():
    match = Problem("AD1.csv", 2, "DATE_MATCH", "x", "a date", "AD1", Effect.BLANK)
    placed = Problem("PlacedAdoption.csv", 2, "DATE_PLACED", "x", "a date", "PlacedAdoption", Effect.ROW)
    both = Problem("Episodes.csv", 2, "DEC", "x", "a date", "Episodes", Effect.ROW)
    pair = ("entry_to_placement", "order_to_match")
    assert rows_lacking(pair, with_problems(match, placed, both)) == (2, 1)


def test_the_file_is_the_same_figures_and_the_same_bytes(tmp_path):
    path, again = tmp_path / "a measures.csv", tmp_path / "again.csv"
    write_measures(miniature_measures(), path)
    pd.testing.assert_frame_equal(read_measures(path), miniature_measures())
    write_measures(read_measures(path), again)
    assert again.read_bytes() == path.read_bytes()


def test_the_file_is_plain_to_read(tmp_path):
    write_measures(miniature_measures(), tmp_path / "measures.csv")
    lines = (tmp_path / "measures.csv").read_bytes().decode("utf-8").split("\n")
    assert lines[0] == ",".join(COLUMNS)
    assert lines[1] == "2021-02,children_in_care,month,2020-03-01,2020-03-31,,18,,18,children,False"
    assert "2021-02,dental,month,2020-05-01,2020-05-31,,3,12,25,%,False" in lines
    assert "2021-02,neet,ytd,2020-04-01,2021-02-28,not known,1,5,20,%,False" in lines
    assert "2021-02,adopted_share,quarter,2019-01-01,2019-03-31,,,,,%,False" in lines


@pytest.mark.parametrize("month", [str(month) for month in FEBRUARY.previous().last_12[::2]])
def test_a_closed_month_stays_as_it_was_published(month):
    """What the extract of that month gave is what one with all later events gives."""
    month = ReportingMonth.parse(month)
    published = measures(Care(truncated(miniature(), month.as_at)), month)
    pd.testing.assert_frame_equal(measures(Care(miniature()), month), published)


@settings(deadline=None, max_examples=8)
@given(st.integers(0, 10_000), st.integers(0, 23))
def test_a_closed_month_of_any_extract_stays_as_it_was_published(seed, back):
    extract, month = random_extract(seed, children=30), ReportingMonth(2021, 3).previous(back)
    published = measures(Care(truncated(extract, month.as_at)), month)
    pd.testing.assert_frame_equal(measures(Care(extract), month), published)


@settings(deadline=None, max_examples=5)
@given(st.integers(0, 10_000))
def test_parts_add_to_the_children_in_care_whatever_their_codes(seed):
    rows = measures(Care(random_extract(seed, children=40)), FEBRUARY)
    in_care = rows[(rows["indicator"] == "children_in_care") & (rows["category"] == "")]["value"].iloc[-1]
    parts = rows[rows["category"] != PART].groupby("indicator")["value"].sum()
    for id in ("legal_status", "time_in_care", "age", "placement_type"):
        assert parts[id] == in_care, id
    other = rows[(rows["indicator"] == "placement_type") & (rows["category"] == "other settings")]["value"]
    assert parts["other_settings"] == other.item()


def test_one_file_and_files_by_year_give_the_same_measures(tmp_path):
    split_by_year(FOLDER, tmp_path, range(2015, 2021))
    extract = read_extract(tmp_path)
    assert len(extract.files["Episodes"]) == 6
    pd.testing.assert_frame_equal(measures(Care(extract), FEBRUARY), miniature_measures())
