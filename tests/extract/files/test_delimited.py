"""What a file of cells with a delimiter between them may look like, and that a problem names the line which an editor shows."""

import csv
import io
from pathlib import Path
from random import Random

import pandas as pd
import pytest
from extract_files import csv_text, ids, read, said
from hypothesis import given, settings
from hypothesis import strategies as st
from scorecard.extract.files import delimited

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
        ("UTF-16", (REVIEWS + "A1,,20/05/2018,PN1\n").encode("utf-16")),
        ("UTF-16, big-endian", ("\ufeff" + REVIEWS + "A1,,20/05/2018,PN1\n").encode("utf-16-be")),
        ("UTF-16 without a mark", (REVIEWS + "A1,,20/05/2018,PN1\n").encode("utf-16-le")),
        ("semicolons", (REVIEWS + "A1,,20/05/2018,PN1\n").replace(",", ";").encode()),
        ("tabs", (REVIEWS + "A1,,20/05/2018,PN1\n").replace(",", "\t").encode()),
        ("pipes", (REVIEWS + "A1,,20/05/2018,PN1\n").replace(",", "|").encode()),
        ("Excel's first line", ("sep=;\n" + REVIEWS.replace(",", ";") + "A1;;20/05/2018;PN1\n").encode()),
        ("a title", ("Reviews, May 2020\n\n" + REVIEWS + "A1,,20/05/2018,PN1\n").encode()),
        (
            "commas in a title of a file with tabs",
            b"A, b, c, d, e\nCHILD\tREVIEW\tREVIEW_CODE\nA1\t20/05/2018\tPN1\n",
        ),
        ("rows that end in a delimiter", (REVIEWS + "A1,,20/05/2018,PN1,\n").encode()),
        ("headings once more", (REVIEWS + "A1,,20/05/2018,PN1\n" + REVIEWS).encode()),
        ("Excel's way to keep an id", (REVIEWS + '="A1",,20/05/2018,"=""PN1"""\n').encode()),
        (
            "SQL Server's lines",
            (
                REVIEWS + "-----,---,------,-----------\nA1   ,NULL,20/05/2018,PN1\n\n(1 rows affected)\n\n"
                "Completion time: 2020-06-01T09:12:33.1234567+01:00\n"
            ).encode(),
        ),
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


@pytest.mark.parametrize(
    "data",
    [
        "A1,20/05/2018é\n".encode() + "A2,20/05/2018é\n".encode("cp1252"),
        b"\nA1,20/05/2018\x81\n",
        b"A1,20/05/2018\nA1,x\0\n",
    ],
)
def test_a_file_of_no_one_encoding_is_refused_by_name_and_line_with_the_way_out(tmp_path, data):
    extract = read(tmp_path, {"reviews.csv": b"CHILD,REVIEW\nA1,20/05/2018\n" + data})
    assert "Reviews" not in extract.tables
    assert said(extract) == [("reviews.csv", 4, "", None)]
    assert "CSV UTF-8" in str(extract.problems[0])


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_letters_are_read_in_the_encoding_of_the_file(tmp_path, encoding):
    extract = read(tmp_path, {"Team.csv": csv_text("Allocations", {"TEAM": "Café “É”"}).encode(encoding)})
    assert extract.table("Allocations")["TEAM"].tolist() == ["Café “É”"]


def test_a_quotation_mark_without_its_pair_refuses_the_file_and_names_a_line(tmp_path):
    extract = read(tmp_path, {"reviews.csv": 'CHILD,REVIEW\nA1,20/05/2018\nA1,"21/05/2018\nA1,22/05/2018\n'})
    assert "Reviews" not in extract.tables
    assert said(extract) == [("reviews.csv", 3, "", None)] and "quotation marks" in str(extract.problems[0])


def test_a_quotation_mark_within_a_cell_is_text(tmp_path):
    rows = 'A1,2"0/05/2018\nA1,21/05/2018\nA1,2"2/05/2018\nA1,23/07/2018\n'
    extract = read(tmp_path, {"reviews.csv": "CHILD,REVIEW\n" + rows})
    assert [each.value for each in extract.problems] == ['2"0/05/2018', '2"2/05/2018']
    assert extract.table("Reviews")["_LINE"].tolist() == [3, 5]


@given(st.integers(0, 2**32 - 1))
@settings(max_examples=20, deadline=None)
def test_every_row_has_the_line_that_an_editor_shows_whatever_cells_hold(seed):
    """Against Python's own csv module, which counts lines as it reads."""
    random = Random(seed)
    cells = ["", "A", "a b", "two\nlines", "\n", 'say ""so""', ";", "three\n\nlines"]
    lines = [
        ",".join(
            f'"{random.choice(cells)}"' if random.random() < 0.5 else "A"
            for _ in range(random.choice([3, 3, 3, 2]))
        )
        if random.random() < 0.9
        else ""
        for _ in range(random.randint(1, 30))
    ]
    text = "a,b,c\n" + "\n".join(lines) + "\n"
    (sheet,) = delimited.sheets(text.encode())
    body = sheet.read(0, [0, 1, 2])
    reader, expected, before = csv.reader(io.StringIO(text, newline="")), {}, 0
    for row in reader:
        expected[before + 1] = [cell.strip() for cell in row] + [""] * (3 - len(row))
        before = reader.line_num
    found = {line: list(row) for line, *row in zip(body.lines.tolist(), *body.columns.values())}
    del expected[1]
    ends = max((line for line, row in expected.items() if any(row)), default=0)
    assert {line: row for line, row in found.items() if line <= ends} == {
        line: row for line, row in expected.items() if line <= ends
    }
    assert not any(any(row) for line, row in found.items() if line > ends)


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
    header = csv_text("Header", {"CHILD": "B2", "ETHNIC": "\0"})
    extract = read(tmp_path, {"Header 2.csv": header, "Episodes.csv": csv_text("Episodes", {"CHILD": "B2"})})
    assert said(extract) == [("Header 2.csv", 2, "", None)]


def test_a_file_that_breaks_off_in_its_last_row_is_refused_for_nobody_knows_how_much_is_gone(tmp_path):
    whole = REVIEWS + "A1,,20/05/2018,PN1\nA1,,21/08/2018,PN1"
    assert read(tmp_path / "1", {"reviews.csv": whole}).not_read == {}
    cut = read(tmp_path / "2", {"reviews.csv": whole[:-8]})
    assert cut.not_read == {"Reviews": ("reviews.csv",)}
    assert str(cut.problems[0]).startswith("reviews.csv, line 3: expected a whole last row")
