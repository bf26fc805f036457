"""A file is known by its columns, not by its name; what is not known, or could be two tables, is said."""

from pathlib import Path

import pytest
from extract_files import csv_text, read, said
from scorecard.extract.files.found import extract_files, name_in
from scorecard.extract.problems import UnusableExtract
from scorecard.extract.reader import read_extract
from scorecard.extract.recognise import heading, recognise
from scorecard.extract.tables import TABLES


def test_a_file_is_recognised_whatever_it_is_called_and_wherever_it_lies(tmp_path):
    extract = read(
        tmp_path,
        {
            "placed_for_adoption.csv": csv_text("PlacedAdoption", {}),
            "2018-19/Episodes (2).CSV": csv_text("Episodes", {}),
            "a folder/with ä/x.csv": csv_text("Visits", {}),
        },
    )
    assert [path.name for path in extract.files["Episodes"]] == ["Episodes (2).CSV", "Episodes.csv"]
    assert extract.files["PlacedAdoption"] == (tmp_path / "placed_for_adoption.csv",)
    assert extract.files["Visits"] == (tmp_path / "a folder" / "with ä" / "x.csv",)


@pytest.mark.parametrize("name", TABLES)
def test_case_spaces_underscores_order_and_extra_columns_of_headings_do_not_matter(name):
    columns = [f" {column.replace('_', ' ').title()} " for column in reversed(TABLES[name].columns)]
    assert recognise(map(heading, [*columns, "Worker", "Notes"])).table is TABLES[name]


@pytest.mark.parametrize("name", TABLES)
def test_every_column_that_no_indicator_needs_may_be_absent(name):
    headings = {*TABLES[name].needed, *(("ETHNIC",) if name == "Header" else ())}
    found = recognise(map(heading, headings))
    assert (found.table, found.missing) == (TABLES[name], ())


@pytest.mark.parametrize(
    ("name", "column"), [(name, each) for name in ("Episodes", "OC3") for each in TABLES[name].needed]
)
def test_a_file_without_one_needed_column_is_told_which_and_of_what_table(tmp_path, name, column):
    extract = read(
        tmp_path,
        {"Episodes.csv": csv_text("Episodes", {}), "export.csv": csv_text(name, {}, without=(column,))},
    )
    problem = next(each for each in extract.problems if each.file == "export.csv" and each.line == 1)
    assert (problem.column, problem.table) == (column, name)
    assert f"looks like {name}, but column {column} is missing" in str(problem)


def test_a_file_without_its_key_is_not_read(tmp_path):
    extract = read(tmp_path, {"reviews.csv": csv_text("Reviews", {}, without=("CHILD",))})
    assert "Reviews" not in extract.tables
    assert said(extract) == [("reviews.csv", 1, "CHILD", None)]
    assert "the file is not read" in str(extract.problems[0])
    assert extract.not_read == {"Reviews": ("reviews.csv",)}


def test_a_file_that_no_table_recognises_is_named_in_a_warning_and_no_heading_is_repeated(tmp_path):
    extract = read(
        tmp_path, {"SWEpisodes.csv": "CHILD,DOB,SW_ID\nA1,07/03/2011,9\n", "b.csv": "X77777,07/03/2011\n"}
    )
    assert len(extract.warnings) == 2 and extract.problems == ()
    assert extract.warnings[0].startswith("SWEpisodes.csv is not read")
    assert "X77777" not in " ".join(extract.warnings)


def test_a_file_that_two_tables_could_claim_is_an_error_that_names_both(tmp_path):
    extract = read(
        tmp_path, {"joined.csv": "CHILD,REVIEW,REVIEW_CODE,PLAN_DATE\nA1,20/05/2018,PN1,01/01/2019\n"}
    )
    assert set(extract.tables) == {"Header", "Episodes"}
    assert said(extract) == [("joined.csv", 1, "", None)]
    assert "Reviews and PathwayPlans" in str(extract.problems[0])
    assert extract.not_read == {"": ("joined.csv",)}


def test_sex_and_birth_date_alone_are_neither_header_nor_unaccompanied_children():
    assert recognise(["CHILD", "SEX", "DOB"]).table is None
    assert recognise(["CHILD", "SEX", "DOB", "ETHNIC"]).table is TABLES["Header"]
    assert recognise(["CHILD", "SEX", "DOB", "DUC"]).table is TABLES["UASC"]


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "it is empty"),
        ("\r\n \r\n", "it is empty"),
        ("NAME;SIZE\nA1;3\n", "its columns are those of no table"),
    ],
)
def test_a_file_that_cannot_be_recognised_is_told_why(tmp_path, text, why):
    extract = read(tmp_path, {"odd.csv": text})
    assert len(extract.warnings) == 1 and why in extract.warnings[0] and "odd.csv" in extract.warnings[0]


def test_a_name_that_is_no_text_is_told_by_its_codes():
    folder = Path("extract")
    assert name_in(folder, folder / "a" / "Śmith.csv") == "a/Śmith.csv"
    assert name_in(folder, folder / "Vis\udce9.csv") == r"Vis\udce9.csv"


def test_only_files_that_may_hold_a_table_and_are_no_lock_files_are_looked_at(tmp_path):
    for name in ("a.csv", "b.CSV", "~$a.xlsx", ".~lock.a.csv", "notes.md", "Episodes.xlsx", "return.xml"):
        (tmp_path / name).write_text("", encoding="utf-8")
    (tmp_path / "folder.csv").mkdir()
    assert [path.name for path in extract_files(tmp_path)] == [
        "Episodes.xlsx",
        "a.csv",
        "b.CSV",
        "return.xml",
    ]


def test_a_folder_of_which_nothing_is_read_says_what_lies_there_instead(tmp_path):
    (tmp_path / "ssda903.zip").write_bytes(b"PK\x03\x04")
    with pytest.raises(
        UnusableExtract, match=r"no Episodes file.*; ssda903\.zip: not read; save each table of it as"
    ):
        read_extract(tmp_path)
