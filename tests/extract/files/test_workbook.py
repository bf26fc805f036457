"""Workbooks, as openpyxl and XlsxWriter write them, are read sheet by sheet; one that would fill the memory is refused."""

import io
import os
import zipfile
from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime
from pathlib import Path

import pytest
from extract_files import csv_text, ids, read, said
from openpyxl import Workbook, load_workbook
from scorecard.extract.files import workbook
from scorecard.extract.files.sheet import Unreadable


def book(**sheets: list[list]) -> bytes:
    """A workbook of these sheets, each of rows of values."""
    written, made = io.BytesIO(), Workbook(write_only=True)
    for name, rows in sheets.items():
        sheet = made.create_sheet(name)
        for row in rows:
            sheet.append(row)
    made.save(written)
    return written.getvalue()


REVIEWS = [["CHILD", "REVIEW", "REVIEW_CODE"], ["A1", date(2018, 5, 20), "PN1"]]


def test_a_workbook_holds_a_table_a_sheet_with_titles_above_the_headings_and_notes_beside_them(tmp_path):
    visits = [["Visits, May 2020"], [], ["Run on", date(2020, 6, 1)], [None, "CHILD", "VISIT_DATE", "SEEN"]]
    visits += [[None, "A1", datetime(2018, 5, 20, 14, 30), "Y"], [], [None, "A1", "24/06/2018", "N"]]
    data = book(Reviews=REVIEWS, Sheet2=[], Visits=visits, Notes=[["Ask the performance team"]])
    extract = read(tmp_path, {"local/May.xlsx": data})
    assert extract.problems == ()
    assert extract.warnings == (
        "local/May.xlsx, sheet Notes is not read: its columns are those of no table of the extract "
        "(`scorecard map` looks whose they may be)",
    )
    assert [str(day.date()) for day in extract.table("Visits")["VISIT_DATE"]] == ["2018-05-20", "2018-06-24"]
    assert extract.table("Visits")["_LINE"].tolist() == [5, 7]
    assert extract.table("Reviews")["_FILE"].tolist() == ["local/May.xlsx, sheet Reviews"]
    assert extract.files["Visits"] == (tmp_path / "local" / "May.xlsx",)


def test_a_table_on_a_hidden_sheet_is_not_read_and_told(tmp_path):
    old = [REVIEWS[0], ["A1", date(2018, 7, 20), "PN1"]]
    made = load_workbook(io.BytesIO(book(Reviews=REVIEWS, Old=old, Lists=[["Y", "N"]])))
    made["Old"].sheet_state, made["Lists"].sheet_state = "hidden", "veryHidden"
    written = io.BytesIO()
    made.save(written)
    extract = read(tmp_path, {"May.xlsx": written.getvalue()})
    assert len(extract.table("Reviews")) == 1 and extract.problems == ()
    assert extract.warnings == (
        "May.xlsx, sheet Old is not read: it is hidden; show it in the workbook, or delete it",
    )


def test_numbers_ids_and_blanks_are_read_as_they_are_shown(tmp_path):
    header = [["CHILD", "SEX", "DOB", "ETHNIC"], [123, 2, 40609, "WBRI"], ["007", 1.0, "7/3/2011", None]]
    episodes = csv_text("Episodes", {"CHILD": "123"})
    extract = read(tmp_path, {"Header.csv": book(Header=header), "Episodes.csv": episodes})
    assert ids(extract, "Header") == ["007", "123"]
    assert extract.table("Header")["SEX"].tolist() == ["1", "2"]
    assert [str(day.date()) for day in extract.table("Header")["DOB"]] == ["2011-03-07", "2011-03-07"]


def test_a_month_that_a_spreadsheet_made_a_date_is_that_month(tmp_path):
    rows = [["MONTH", "TEAM", "ESTABLISHMENT", "IN_POST", "CASES"], [date(2020, 5, 1), "IRO", 12, 11.5, 252]]
    staffing = read(tmp_path, {"staff.xlsx": book(A=rows)}).table("Staffing")
    assert staffing[["MONTH", "IN_POST", "CASES"]].values.tolist() == [["2020-05", 11.5, 252]]


def test_a_problem_in_a_workbook_names_sheet_and_row(tmp_path):
    extract = read(tmp_path, {"May.xlsx": book(Reviews=[["May"], REVIEWS[0], ["A1", "soon", "PN1"]])})
    assert said(extract) == [("May.xlsx, sheet Reviews", 3, "REVIEW", "soon")]
    assert str(extract.problems[0]).startswith("May.xlsx, sheet Reviews, row 3, REVIEW: “soon”, expected")


def test_the_terminal_is_there_again_once_several_workbooks_are_read_at_once(capfd):
    with ThreadPoolExecutor(4) as threads:
        assert [len(found) for found in threads.map(workbook.sheets, [book(A=REVIEWS, B=REVIEWS)] * 40)] == [
            2
        ] * 40
    os.write(2, b"a word")
    assert capfd.readouterr().err == "a word"


def test_a_large_workbook_is_read_by_threads_as_by_one(monkeypatch):
    data = book(**{f"S{number}": [REVIEWS[0], [f"A{number}", *REVIEWS[1][1:]]] for number in range(9)})
    monkeypatch.setattr("scorecard.extract.side_by_side.MANY", 0)
    found = workbook.sheets(data)
    assert [each.name for each in found] == [f", sheet S{number}" for number in range(9)]
    assert [each.head[1][0] for each in found] == [f"A{number}" for number in range(9)]


def test_a_cell_that_begins_as_a_formula_is_text(tmp_path):
    rows = [["CHILD", "TEAM", "FROM", "TO"], ["A1", "'=cmd|'/C calc'!A0", date(2018, 5, 1), None]]
    team = read(
        tmp_path,
        {"t.xlsx": book(A=rows), "u.csv": csv_text("Allocations", {"TEAM": "=1+1", "FROM": "01/05/2019"})},
    )
    assert team.table("Allocations")["TEAM"].tolist() == ["'=cmd|'/C calc'!A0", "=1+1"]


def refused(data: bytes) -> str:
    with pytest.raises(Unreadable) as raised:
        workbook.sheets(data)
    return raised.value.expected


def with_member(data: bytes, name: str, content: bytes) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as new:
        for member in old.namelist():
            new.writestr(member, content if member == name else old.read(member))
    return packed.getvalue()


@pytest.mark.parametrize("claims", [True, False])
def test_a_workbook_that_unpacks_to_a_thousand_times_its_size_is_refused_whatever_it_claims(
    claims, monkeypatch
):
    monkeypatch.setattr("scorecard.extract.files.packed._MOST_BYTES", 2**22)
    bomb = with_member(book(A=REVIEWS), "xl/worksheets/sheet1.xml", b" " * 2**23)
    if not claims:  # that it is as large
        bomb = bomb.replace((2**23).to_bytes(4, "little"), (99).to_bytes(4, "little"))
    assert "unpacks to less than" in refused(bomb)


@pytest.mark.parametrize("cell", ["XFD1048576", "AAA99999"])
def test_a_workbook_with_one_far_cell_is_refused_before_it_is_laid_out(cell):
    far = f'<sheetData><row><c r="A1"><v>1</v></c></row><row><c\nr="{cell}"><v>1</v></c></row></sheetData>'
    assert "end where their tables end" in refused(
        with_member(book(A=REVIEWS), "xl/worksheets/sheet1.xml", far.encode())
    )


@pytest.mark.parametrize(
    "data", [b"PK\x03\x04 no zip", b"\xd0\xcf\x11\xe0 no workbook", book(A=REVIEWS)[:-200]]
)
def test_what_is_no_workbook_is_refused_with_the_way_out(data):
    assert "saved as .xlsx" in refused(data)


def test_a_zip_file_that_is_no_workbook_is_refused(tmp_path: Path):
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as made:
        made.writestr("Header.csv", "CHILD,DOB\n")
    assert "saved as .xlsx" in refused(packed.getvalue())


def compound_file(*following: int) -> bytes:
    """A compound file, as XLS is, of one table that says which sector follows which; the directory begins in sector 1."""
    header = b"\xd0\xcf\x11\xe0".ljust(30, b"\0") + (9).to_bytes(2, "little")
    numbers = {44: 1, 48: 1, 60: 0xFFFFFFFE, 68: 0xFFFFFFFE, 76: 0}
    header = bytearray(header.ljust(512, b"\xff"))
    header[72:76] = bytes(4)
    for place, number in numbers.items():
        header[place : place + 4] = number.to_bytes(4, "little")
    table = b"".join(number.to_bytes(4, "little") for number in following)
    return bytes(header) + table.ljust(512, b"\xff") + bytes(512) * len(following)


@pytest.mark.parametrize("following", [(0xFFFFFFFD, 2, 3, 2), (0xFFFFFFFD, 2, 1)])
def test_an_xls_file_whose_sectors_run_in_a_circle_is_refused_and_not_read_for_ever(following):
    assert "saved as .xlsx" in refused(compound_file(*following))
