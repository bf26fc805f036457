"""Allocations, whose columns all stand in other tables too: known by all of them together, and never in another's way."""

import pytest
from extract_files import csv_text, read, said
from scorecard.extract.recognise import heading, recognise
from scorecard.extract.tables import TABLES


def test_a_file_with_a_team_for_each_child_is_the_list_of_allocations():
    assert recognise(["CHILD", "TEAM", "FROM", "TO"]).table is TABLES["Allocations"]
    assert recognise(["TO", "WORKER", "TEAM", "FROM", "CHILD"]).table is TABLES["Allocations"]


@pytest.mark.parametrize("name", [name for name in TABLES if name != "Allocations"])
def test_another_table_with_a_team_from_and_to_beside_its_columns_stays_what_it_is(name):
    columns = [*TABLES[name].columns, "CHILD", "TEAM", "FROM", "TO"]
    assert recognise(map(heading, columns)).table is TABLES[name]


@pytest.mark.parametrize("without", ["CHILD", "TEAM", "FROM", "TO"])
def test_three_of_its_columns_are_no_table(without):
    assert recognise({"CHILD", "TEAM", "FROM", "TO"} - {without}).table is None


def test_overlapping_allocations_are_a_problem_by_line_and_nothing_is_left_out(tmp_path):
    rows = (
        {"TEAM": "North", "FROM": "01/01/2020", "TO": "01/03/2020"},
        {"TEAM": "South", "FROM": "01/03/2020", "TO": "02/06/2020"},
        {"TEAM": "East", "FROM": "01/06/2020"},
        {"TEAM": "West", "FROM": "01/08/2020"},
        {"CHILD": "A2", "TEAM": "North", "FROM": "01/01/2020"},
    )
    extract = read(tmp_path, {"teams.csv": csv_text("Allocations", *rows)})
    assert said(extract) == [("teams.csv", 3, "TO", "02/06/2020"), ("teams.csv", 4, "TO", "")]
    assert "the later start counts" in str(extract.problems[0])
    assert len(extract.table("Allocations")) == 5


def test_two_teams_from_one_day_and_a_blank_team_are_problems(tmp_path):
    rows = ({"TEAM": "North"}, {"TEAM": "South"}, {"CHILD": "A2", "TEAM": ""})
    extract = read(tmp_path, {"teams.csv": csv_text("Allocations", *rows)})
    assert [(line, column) for _, line, column, _ in said(extract)] == [(2, "FROM"), (4, "TEAM")]
    assert extract.table("Allocations")["TEAM"].tolist()[:1] == ["South"]
