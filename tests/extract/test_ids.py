"""A child is one child however its id is written, and two children are never taken for one."""

import pytest
from extract_files import csv_text, ids, read
from scorecard.extract.ids import APART, ZEROS


def problems(extract) -> list[tuple]:
    return [(each.file, each.line) for each in extract.problems if each.expected in (APART, ZEROS)]


def header(*children: str, **differing: str) -> dict[str, str]:
    rows = [{"CHILD": child, "DOB": differing.get(f"_{child}", "07/03/2011")} for child in children]
    return {
        "Header.csv": csv_text("Header", *rows),
        "Episodes.csv": csv_text("Episodes", {"CHILD": children[0]}),
    }


def test_an_id_is_text(tmp_path):
    written = ["007", "1e5", "å", "True"]
    assert sorted(ids(read(tmp_path, header(*written)), "Header")) == sorted(written)


@pytest.mark.parametrize(
    ("in_header", "written"),
    [("Ab1", "aB1"), ("Ab1", " AB1 "), ("12", "12.0"), ("12.0", "12"), ("012", "012.00")],
)
def test_case_spaces_and_a_trailing_zero_make_no_other_child(tmp_path, in_header, written):
    extract = read(tmp_path, header(in_header) | {"Visits.csv": csv_text("Visits", {"CHILD": written})})
    assert ids(extract, "Visits") == ids(extract, "Header") == ids(extract, "Episodes")
    assert problems(extract) == []


@pytest.mark.parametrize(("in_header", "written"), [("00123", "123"), ("123", "00123"), ("00123", "0123.0")])
def test_lost_leading_zeros_are_found_told_and_matched(tmp_path, in_header, written):
    visits = csv_text("Visits", {"CHILD": written}, {"CHILD": written, "VISIT_DATE": "05/08/2018"})
    extract = read(tmp_path, header(in_header) | {"Visits.csv": visits})
    assert ids(extract, "Visits") == [in_header] * 2
    assert problems(extract) == [("Visits.csv", 2)]


def test_zeros_are_not_matched_where_two_children_could_be_meant(tmp_path):
    two = header("00123", "0123", _0123="08/03/2011")
    extract = read(tmp_path, two | {"Visits.csv": csv_text("Visits", {"CHILD": "123"})})
    assert set(ids(extract, "Header")) == {"00123", "0123"} and ids(extract, "Visits") == ["123"]
    assert problems(extract) == []


def test_a_child_whose_id_lost_its_zeros_in_one_of_two_headers_is_one_child(tmp_path):
    extract = read(tmp_path, header("00123") | {"Header 2.csv": csv_text("Header", {"CHILD": "123"})})
    assert ids(extract, "Header") == ["00123"] and problems(extract) == [("Header 2.csv", 2)]


def test_an_id_of_letters_keeps_its_zeros(tmp_path):
    extract = read(tmp_path, header("0A1") | {"Visits.csv": csv_text("Visits", {"CHILD": "A1"})})
    assert ids(extract, "Visits") == ["A1"]


@pytest.mark.parametrize(("born", "sex"), [("08/03/2011", "2"), ("07/03/2011", "1")])
def test_two_children_of_header_whose_ids_become_equal_stay_apart_and_are_told(tmp_path, born, sex):
    rows = csv_text("Header", {"CHILD": "a1"}, {"CHILD": "A1", "DOB": born, "SEX": sex})
    files = {"Header.csv": rows, "Visits.csv": csv_text("Visits", {"CHILD": "a1"})}
    extract = read(tmp_path, files)
    assert ids(extract, "Header") == ["A1", "a1"] and ids(extract, "Visits") == ["a1"]
    assert problems(extract) == [("Header.csv", 2), ("Header.csv", 3)]


def test_sex_of_the_old_and_the_new_codes_is_the_same(tmp_path):
    extract = read(
        tmp_path, {"Header.csv": csv_text("Header", {"CHILD": "a1", "SEX": "F"}, {"CHILD": "A1", "SEX": "2"})}
    )
    assert ids(extract, "Header") == ["A1"] and problems(extract) == []
