"""What an indicator needs of an extract: without it the figure is absent, and rows left out of it are counted."""

from dataclasses import replace

import pandas as pd
import pytest
from measured import has_data, measured
from miniature_figures import miniature, miniature_measures
from scorecard.extract.problems import Effect, Problem
from scorecard.indicators import INDICATORS
from scorecard.measures.data_needed import (
    files_not_read,
    missing_tables,
    rows_lacking,
    without_figure,
)
from scorecard.reporting_month import ReportingMonth

FEBRUARY = ReportingMonth(2021, 2)


def without(*names: str):
    """The miniature extract without some of its tables."""
    tables = {name: table for name, table in miniature().tables.items() if name not in names}
    return replace(miniature(), tables=tables)


@pytest.mark.parametrize("kept", [(), ("Header", "Episodes")])
def test_tables_without_rows_are_no_data_and_no_error(kept):
    tables = {name: frame if name in kept else frame.iloc[:0] for name, frame in miniature().tables.items()}
    rows = measured(replace(miniature(), tables=tables), FEBRUARY)
    given = {id for id, declared in INDICATORS.items() if set(declared.inputs) <= set(kept)}
    assert set(rows["indicator"]) == given


def test_without_a_table_its_indicators_are_absent_and_the_others_stay_the_same():
    extract = without("Visits", "UASC")
    assert missing_tables("visits_on_time", extract) == ("Visits",)
    assert missing_tables("children_in_care", extract) == (), "of an optional table it lacks a part only"
    assert not has_data(INDICATORS["visits_overdue"], extract, FEBRUARY)
    whole = miniature_measures()
    lost = whole["indicator"].isin(["visits_on_time", "visits_overdue"]) | (whole["category"] == "uasc")
    pd.testing.assert_frame_equal(measured(extract, FEBRUARY), whole[~lost].reset_index(drop=True))


def test_what_there_is_no_figure_for_is_said_with_the_file_that_lacks():
    assert without_figure(miniature(), FEBRUARY) == []
    assert without_figure(without("Staffing", "Health"), FEBRUARY) == [
        "there is no Staffing file, and so no figure for Caseload and Establishment",
        "there is no Health file, and so no figure for Initial health assessment on time, Annual health assessment and "
        "Dental check",
    ]
    assert without_figure(without("UASC"), FEBRUARY) == [
        "there is no UASC file, and so Children in care is without unaccompanied asylum-seeking children"
    ]


def test_a_list_that_may_be_left_out_is_missed_in_words_where_its_figures_are_there():
    assert without_figure(without("VisitFrequency"), FEBRUARY) == [
        "there is no VisitFrequency file: Visits on time and Visits overdue are worked out without it"
    ]
    assert not any(
        "VisitFrequency" in line for line in without_figure(without("VisitFrequency", "Visits"), FEBRUARY)
    )


def test_a_month_after_all_records_has_no_data():
    assert has_data(INDICATORS["age"], miniature(), FEBRUARY)
    assert not has_data(INDICATORS["age"], miniature(), ReportingMonth(2022, 6))


def test_a_table_without_a_column_that_the_indicator_uses_gives_no_figure():
    extract = replace(miniature(), missing_columns={"VirtualSchool": ("OFSTED",)})
    assert missing_tables("good_schools", extract) == ("complete VirtualSchool",)
    assert missing_tables("pep", extract) == ()


@pytest.mark.parametrize("table", ["Visits", "VisitFrequency"])
def test_a_table_of_which_a_file_is_refused_gives_no_figure_rather_than_one_from_a_part(table):
    extract = with_problems(Problem("half.csv", 1, "", None, "UTF-8 text", table, Effect.FILE))
    assert missing_tables("visits_on_time", extract) == (f"complete {table}",)
    assert files_not_read(["reviews_on_time", "visits_on_time"], extract) == ("half.csv",)
    of_visits = {id for id, declared in INDICATORS.items() if "Visits" in declared.inputs}
    assert set(INDICATORS) - set(measured(extract, FEBRUARY)["indicator"]) == of_visits


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
