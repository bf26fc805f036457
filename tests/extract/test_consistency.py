"""Rows that contradict each other are told, and no episode keeps a child in care for ever."""

import pytest
from extract_files import csv_text, read, said


def given(tmp_path, *episodes: dict, header: tuple[str, ...] = ("A1",), **tables: str):
    children = csv_text("Header", *({"CHILD": child} for child in header))
    files = {f"{name}.csv": text for name, text in tables.items()}
    return read(tmp_path, {"Header.csv": children, "Episodes.csv": csv_text("Episodes", *episodes)} | files)


def episode(start: str, end: str = "", reason: str = "", **cells: str) -> dict:
    return {"DECOM": start, "DEC": end, "REC": reason} | cells


def test_a_history_without_contradiction_has_no_problem(tmp_path):
    history = [
        episode("01/05/2018", "01/06/2018", "X1"),
        episode("01/06/2018", "01/07/2018", "E4A", RNE="T"),
        episode("01/09/2018"),
    ]
    assert given(tmp_path, *history).problems == ()


def test_an_end_that_says_another_episode_follows_where_none_does_is_said(tmp_path):
    extract = given(tmp_path, episode("01/05/2018", "01/06/2018", "X1"))
    assert said(extract) == [("Episodes.csv", 2, "REC", "X1")] and len(extract.table("Episodes")) == 1


def test_a_day_between_an_end_that_says_another_follows_and_the_next_episode_is_said(tmp_path):
    extract = given(tmp_path, episode("01/05/2018", "01/06/2018", "X1"), episode("02/06/2018"))
    assert said(extract) == [("Episodes.csv", 2, "REC", "X1")]


def test_overlapping_episodes_are_said_and_stay(tmp_path):
    extract = given(tmp_path, episode("01/05/2018", "02/06/2018", "X1"), episode("01/06/2018"))
    assert said(extract) == [("Episodes.csv", 2, "DEC", "02/06/2018")] and len(extract.table("Episodes")) == 2


def test_an_open_episode_before_a_later_one_is_said_and_left_out(tmp_path):
    extract = given(tmp_path, episode("01/05/2018"), episode("01/06/2018", "01/07/2018", "E4A"))
    assert said(extract) == [("Episodes.csv", 2, "DEC", "")]
    assert extract.table("Episodes")["_LINE"].tolist() == [3]
    assert extract.table("Episodes").index.tolist() == [0]


def test_short_breaks_contradict_nothing(tmp_path):
    breaks = [
        episode("01/05/2018", LS="V4"),
        episode("01/06/2018"),
        episode("03/06/2018", "05/06/2018", "X1", LS="V3"),
    ]
    assert given(tmp_path, *breaks).problems == ()


def test_a_child_who_is_not_in_the_header_is_said_once_a_table_without_the_id(tmp_path):
    reviews = csv_text("Reviews", {"CHILD": "B2"}, {"CHILD": "B2", "REVIEW": "01/09/2018"}, {})
    history = [episode("01/05/2018", CHILD="B2"), episode("01/05/2018")]
    extract = given(tmp_path, *history, Reviews=reviews, UASC=csv_text("UASC", {"CHILD": "B2"}))
    assert said(extract) == [
        ("Episodes.csv", 2, "CHILD", None),
        ("Reviews.csv", 2, "CHILD", None),
        ("UASC.csv", 2, "CHILD", None),
    ]
    assert len(extract.table("Episodes")) == 2
    assert not any("B2" in str(problem) for problem in extract.problems)


def test_care_leavers_need_no_header(tmp_path):
    extract = given(
        tmp_path,
        episode("01/05/2018"),
        OC3=csv_text("OC3", {"CHILD": "B2"}),
        CareLeavers=csv_text("CareLeavers", {"CHILD": "B2"}),
    )
    assert extract.problems == ()


def test_a_move_on_the_day_that_an_episode_began_keeps_both_in_the_order_of_their_codes(tmp_path):
    moved = [
        episode("01/05/2018", RNE="P", PLACE="K2"),
        episode("01/05/2018", "01/05/2018", "X1"),
    ]
    extract = given(tmp_path, *moved)
    assert extract.table("Episodes")["_LINE"].tolist() == [3, 2]
    assert [(line, column) for _, line, column, _ in said(extract)] == [(3, "DEC")]


def test_two_episodes_of_one_day_of_which_none_says_that_the_other_follows_are_versions_of_one(tmp_path):
    extract = given(tmp_path, episode("01/05/2018", "01/05/2018", "E4A"), episode("01/05/2018"))
    assert len(extract.table("Episodes")) == 1


MANY_VISITS = csv_text(
    "Visits",
    *({"VISIT_DATE": f"{day:02}/05/2018"} for day in range(2, 30)),
    *({"VISIT_DATE": f"{day:02}/06/2018"} for day in range(1, 30)),
)


@pytest.mark.parametrize(
    ("table", "rows", "told"),
    [
        ("VisitFrequency", [{"FROM": "01/06/2031"}], (2, "FROM")),
        ("Allocations", [{"FROM": "01/06/2031"}], (2, "FROM")),
        ("CareLeavers", [{"FROM": "01/06/2031"}], (2, "FROM")),
        ("Staffing", [{"IN_POST": ""}], (2, "IN_POST")),
        ("Staffing", [{"ESTABLISHMENT": "0"}], (2, "IN_POST")),
        ("OC3", [{"IN_TOUCH": "REFU", "ACCOM": ""}], (2, "ACCOM")),
        ("OC3", [{"IN_TOUCH": "NO", "ACTIV": ""}], (2, "ACTIV")),
        ("AD1", [{"DATE_INT": "01/03/2019", "DATE_MATCH": "01/02/2019"}], (2, "DATE_MATCH")),
        ("UASC", [{"DUC": "30/04/2018"}], (2, "DUC")),
        ("CareLeavers", [{}, {"DOB": "08/03/2000", "FROM": "01/06/2018"}], (3, "DOB")),
    ],
)
def test_what_a_row_says_against_itself_or_against_what_can_be_is_told(tmp_path, table, rows, told):
    extract = given(tmp_path, episode("01/05/2018"), Visits=MANY_VISITS, **{table: csv_text(table, *rows)})
    assert told in [(line, column) for file, line, column, _ in said(extract) if file == f"{table}.csv"]


@pytest.mark.parametrize(("to", "told"), [("", []), ("01/07/2018", []), ("02/07/2018", [(2, "TO")])])
def test_an_agreed_frequency_lasts_until_the_next_and_only_a_later_end_contradicts_it(tmp_path, to, told):
    agreed = csv_text(
        "VisitFrequency", {"FROM": "01/06/2018", "TO": to}, {"FROM": "01/07/2018", "WEEKS": "12"}
    )
    extract = given(tmp_path, episode("01/05/2018"), VisitFrequency=agreed)
    assert [(line, column) for file, line, column, _ in said(extract)] == told


def test_a_birth_in_oc3_other_than_that_of_the_care_leavers_list_is_told(tmp_path):
    lists = {"CareLeavers": csv_text("CareLeavers", {}), "OC3": csv_text("OC3", {"DOB": "08/03/2000"})}
    extract = given(tmp_path, episode("01/05/2018"), **lists)
    assert [(file, line, column) for file, line, column, _ in said(extract)] == [("OC3.csv", 2, "DOB")]


def test_a_child_of_the_header_without_an_episode_is_told_unless_it_is_a_care_leaver(tmp_path):
    leavers = csv_text("CareLeavers", {"CHILD": "B2"})
    extract = given(tmp_path, episode("01/05/2018"), header=("A1", "B2", "C3"), CareLeavers=leavers)
    assert ("Header.csv", 4, "CHILD", None) in said(extract)
    assert not any(problem.line == 3 for problem in extract.problems if problem.file == "Header.csv")


def test_of_two_numbers_of_a_team_that_are_unlike_either_may_be_the_slip(tmp_path):
    months = [
        {"MONTH": "2020-04", "ESTABLISHMENT": "5.5", "IN_POST": "5"},
        {"ESTABLISHMENT": "1e5", "IN_POST": "5"},
    ]
    extract = given(tmp_path, episode("01/05/2018"), Staffing=csv_text("Staffing", *months))
    told = [(line, column) for file, line, column, _ in said(extract) if file == "Staffing.csv"]
    assert told == [(2, "ESTABLISHMENT"), (3, "ESTABLISHMENT")]
