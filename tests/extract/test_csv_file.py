"""What a CSV file may look like, and that a problem names the line which an editor shows."""

from pathlib import Path

import pandas as pd
import pytest
from extract_files import csv_text, ids, read, said

REVIEWS = "CHILD,DOB,REVIEW,REVIEW_CODE\n"


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("byte-order mark", ("\ufeff" + REVIEWS + "A1,,20/05/2018,PN1\n").encode()),
        ("Windows line ends", (REVIEWS + "A1,,20/05/2018,PN1\n").replace("\n", "\r\n").encode()),
        ("old line ends", (REVIEWS + "A1,,20/05/2018,PN1\n").replace("\n", "\r").encode()),
        ("no last line end", (REVIEWS + "A1,,20/05/2018,PN1").encode()),
        ("quotation marks", b'"CHILD","DOB","REVIEW","REVIEW_CODE"\n"A1","","20/05/2018","PN1"\n'),
        ("spaces", (REVIEWS + " A1 ,,\t20/05/2018 , PN1\n").encode()),
        ("short row", b"REVIEW_CODE,REVIEW,CHILD,DOB\nPN1,20/05/2018,A1\n"),
        ("blank lines", (REVIEWS + "\n,,,\nA1,,20/05/2018,PN1\n\n").encode()),
    ],
)
def test_a_file_is_read_as_any_spreadsheet_writes_it(tmp_path, name, data):
    extract = read(tmp_path, {"reviews.csv": data})
    assert extract.problems == ()
    review = extract.table("Reviews").iloc[0]
    assert (review["REVIEW_CODE"], str(review["REVIEW"].date())) == ("PN1", "2018-05-20")
    assert ids(extract, "Reviews") == ["A1"]
    assert pd.isna(review["DOB"]) and len(extract.table("Reviews")) == 1


def test_a_childs_id_is_text_to_the_letter(tmp_path):
    written = ["007", "7", "1e5", "NA", "null", "å", "True", "1.0"]
    extract = read(tmp_path, {"Header.csv": csv_text("Header", *[{"CHILD": each} for each in written])})
    assert sorted(ids(extract, "Header")) == sorted(written)


def test_lines_are_counted_as_an_editor_counts_them_through_blank_lines_and_cells_of_several_lines(tmp_path):
    text = 'CHILD,NOTES,"RE\nVIEW"\nA1,"two\nlines, and ""more""",20/05/2018\n\nA1,,nonsense\nA1,,21/08/2018'
    extract = read(tmp_path, {"reviews.csv": text.replace('"RE\nVIEW"', '"REVIEW\n"')})
    assert said(extract) == [("reviews.csv", 6, "REVIEW", "nonsense")]
    assert extract.table("Reviews")["_LINE"].tolist() == [3, 7]


def test_a_row_with_more_cells_than_headings_is_left_out_and_named(tmp_path):
    extract = read(
        tmp_path, {"reviews.csv": REVIEWS + "A1,,20/05/2018,PN1,\nA1,,21/05/2018,PN1\nA1,Smith, J,x,y,z\n"}
    )
    assert said(extract) == [("reviews.csv", 2, "CHILD", None), ("reviews.csv", 4, "CHILD", None)]
    assert "4 cells" in str(extract.problems[0])
    assert extract.table("Reviews")["_LINE"].tolist() == [3]


def test_a_heading_given_twice_is_a_problem_and_the_first_column_is_used(tmp_path):
    extract = read(
        tmp_path, {"reviews.csv": "CHILD,REVIEW,Notes,review,Notes\nA1,20/05/2018,x,21/05/2018,y\n"}
    )
    assert said(extract) == [("reviews.csv", 1, "REVIEW", None)]
    assert extract.table("Reviews")["REVIEW"][0].day == 20


@pytest.mark.parametrize("data", ["A1,20/05/2018é\n".encode("cp1252"), "A1,x\n".encode("utf-16")])
def test_a_file_that_is_not_utf_8_is_refused_by_name_and_line_with_the_way_out(tmp_path, data):
    extract = read(tmp_path, {"reviews.csv": b"CHILD,REVIEW\nA1,20/05/2018\n" + data})
    assert "Reviews" not in extract.tables
    assert said(extract) == [("reviews.csv", 3, "", None)]
    assert "CSV UTF-8" in str(extract.problems[0])
    assert extract.not_read == {"Reviews": ("reviews.csv",)}


@pytest.mark.parametrize(
    "rows",
    [
        'A1,20/05/2018\nA1,"21/05/2018\nA1,22/05/2018\n',
        'A1,2"0/05/2018\nA1,21/05/2018\nA1,2"2/05/2018\nA1,23/05/2018\n',
    ],
)
def test_a_quotation_mark_without_its_pair_refuses_the_file_and_names_a_line(tmp_path, rows):
    extract = read(tmp_path, {"reviews.csv": "CHILD,REVIEW\n" + rows})
    assert "Reviews" not in extract.tables
    (problem,) = extract.problems
    assert rows.splitlines()[problem.line - 2].count('"') == 1 and "quotation marks" in str(problem)


def test_a_file_that_cannot_be_opened_is_named(tmp_path, monkeypatch):
    opened = Path.read_bytes
    locked = PermissionError("in use")

    def read_bytes(path: Path) -> bytes:
        if path.name == "reviews.csv":
            raise locked
        return opened(path)

    monkeypatch.setattr(Path, "read_bytes", read_bytes)
    extract = read(tmp_path, {"reviews.csv": csv_text("Reviews", {})})
    assert said(extract) == [("reviews.csv", 1, "", None)]
    assert extract.not_read == {"": ("reviews.csv",)}


def test_a_header_file_that_is_not_read_makes_no_child_one_without_header(tmp_path):
    header = csv_text("Header", {"CHILD": "B2", "ETHNIC": "é"}).encode("cp1252")
    extract = read(tmp_path, {"Header 2.csv": header, "Episodes.csv": csv_text("Episodes", {"CHILD": "B2"})})
    assert said(extract) == [("Header 2.csv", 2, "", None)]
