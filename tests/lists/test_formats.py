"""Lists as CSV and as a workbook: read back by another reader, and no cell that a spreadsheet would take for a formula."""

import csv
import io
from datetime import datetime
from zipfile import ZipFile

import openpyxl
import pandas as pd
import pytest
from scorecard.lists.formats import csv_bytes, xlsx_bytes
from scorecard.lists.sheet import PERSONAL, Sheet
from scorecard.plain_text import FORMULA
from scorecard.unusable import Unusable

ATTACKS = [
    "=1+1", "+44", "-2", "@SUM(A1)", "\t=1", "\r=1", "\n=1", " =1+1", "＝1+1", '=HYPERLINK("http://x","y")',
    "=cmd|' /C calc'!A0", "DDE(\"a\")", "https://example.org", "{=1+1}", "1,2\n=3", '","=1',
]  # fmt: skip


def sheet(children: list[str], name: str = "visits_on_time") -> Sheet:
    n = len(children)
    rows = pd.DataFrame(
        {
            "Child": children,
            "Date": pd.to_datetime(["2020-05-31", *[None] * n][:n]).astype("datetime64[us]"),
            "Numerator": ["Yes"] * n,
            "Team": pd.Categorical(children),
            "Days overdue": [97.0, *[float("nan")] * n][:n],
        }
    )
    return Sheet(name, "Statutory visits", ("By what rule.", "May 2020: 72.9%"), rows)


def cells(data: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(data.decode("utf-8"), newline="")))


def test_csv_has_headings_dates_as_in_the_extract_whole_numbers_and_blanks():
    assert cells(csv_bytes(sheet(["A1", "é2"]))) == [
        ["Child", "Date", "Numerator", "Team", "Days overdue"],
        ["A1", "31/05/2020", "Yes", "A1", "97"],
        ["é2", "", "Yes", "é2", ""],
    ]


@pytest.mark.parametrize("attack", ATTACKS)
def test_no_cell_of_a_csv_file_begins_as_a_formula_and_all_of_the_text_is_there(attack):
    _, row = cells(csv_bytes(sheet([attack])))
    for cell in (row[0], row[3]):
        assert cell.removeprefix("'") == attack
        assert not cell.lstrip(" ").startswith(FORMULA)


def test_no_cell_of_a_workbook_is_a_formula_a_link_or_a_number_that_was_a_text():
    data = xlsx_bytes([sheet([*ATTACKS, "00123", "1e5"])])
    tab = openpyxl.load_workbook(io.BytesIO(data))["visits_on_time"]
    found = [row[0] for row in tab.iter_rows(min_row=6)]
    assert [cell.value.replace("_x000D_", "\r") for cell in found] == [*ATTACKS, "00123", "1e5"]
    assert {cell.data_type for cell in found} == {"s"} and all(cell.quotePrefix for cell in found)
    with ZipFile(io.BytesIO(data)) as book:
        parts = {name: book.read(name).decode("utf-8") for name in book.namelist() if name.endswith("xml")}
    assert not any("<f>" in text or "<hyperlink" in text for text in parts.values())
    assert not any("externalLink" in name for name in parts)


def test_a_workbook_says_that_it_is_personal_data_and_what_it_is_over_headings_that_stay_in_sight():
    book = openpyxl.load_workbook(io.BytesIO(xlsx_bytes([sheet(["A1", "A2"]), sheet([], "due")])))
    assert book.sheetnames == ["visits_on_time", "due"]
    for tab, last in ((book["visits_on_time"], 7), (book["due"], 5)):
        assert [tab.cell(row, 1).value for row in range(1, 5)] == [
            PERSONAL, "Statutory visits", "By what rule.", "May 2020: 72.9%",
        ]  # fmt: skip
        assert [cell.value for cell in tab[5]] == ["Child", "Date", "Numerator", "Team", "Days overdue"]
        assert tab.freeze_panes == "A6" and tab.auto_filter.ref == f"A5:E{last}"
        assert tab.print_title_rows == "$5:$5" and "Personal data" in tab.oddFooter.left.text
    first = book["visits_on_time"][6]
    assert first[1].value == datetime(2020, 5, 31) and first[1].number_format == "dd/mm/yyyy"
    assert (first[4].value, book["visits_on_time"]["E7"].value) == (97, None)
    assert book["visits_on_time"].column_dimensions["B"].width >= 12


def test_nothing_of_a_workbook_is_written_anywhere_while_it_is_made(monkeypatch):
    def refused(*given, **more):
        raise AssertionError("a file of personal data")

    monkeypatch.setattr("tempfile.mkstemp", refused)
    monkeypatch.setattr("tempfile.mkdtemp", refused)
    monkeypatch.setattr("tempfile.NamedTemporaryFile", refused)
    assert xlsx_bytes([sheet(["A1"])]).startswith(b"PK")


def test_more_rows_than_a_worksheet_has_are_refused_and_not_cut_off(monkeypatch):
    monkeypatch.setattr("scorecard.lists.formats.MOST_ROWS", 6)
    assert xlsx_bytes([sheet(["A1"])])
    with pytest.raises(Unusable, match="more rows than a worksheet: 2; name a .csv file"):
        xlsx_bytes([sheet(["A1", "A2"])])
