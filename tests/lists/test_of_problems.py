"""Problems are told by severity with the figures that use them, and as a workbook that names no child."""

from io import BytesIO

import pandas as pd
from scorecard.extract.problems import Effect, Problem
from scorecard.lists.formats import xlsx_bytes
from scorecard.lists.of_problems import lines_of, sheets_of_problems

DATE = Problem("visits.csv", 7, "VISIT_DATE", "=1+1", "a date like 31/05/2020", "Visits", Effect.ROW)
BORN = Problem(
    "Header.csv", 3, "DOB", "01/02/2031", "a day not after the extract's end", "Header", Effect.BLANK
)
TWICE = Problem("visits.csv", 9, "SEEN", "N", "one answer a day", "Visits")


def test_the_worst_comes_first_under_a_line_that_says_what_becomes_of_it_and_of_which_figures():
    assert lines_of([TWICE, BORN, DATE]) == [
        "Visits, left out, the row (Visits on time and Visits overdue):",
        str(DATE),
        "Header, left out, the cell (Age, Long-term stability (under 16) and Annual health assessment):",
        str(BORN),
        "Visits, to look at, the row counts (Visits on time and Visits overdue):",
        str(TWICE),
    ]


def test_a_word_that_stands_where_codes_do_more_than_once_may_be_the_system_s():
    def line(number: int, word: str | None) -> Problem:
        return Problem("visits.csv", number, "SEEN", word, "one of Y, N", "Visits", Effect.BLANK)

    words = ["Moved", "Yse", "Moved", "", "", None, None, "N", "N"]
    *_, said = lines_of([TWICE, *(line(number, word) for number, word in enumerate(words, 2))])
    assert said.startswith(
        "Visits, SEEN: if “Moved” is your system's word for a code, say so under `words:` in "
    )
    assert not any("system" in each for each in lines_of([TWICE, line(2, "Yse"), line(3, "N"), line(4, "N")]))


def test_the_workbook_has_a_sheet_a_table_and_a_row_a_problem_with_texts_as_texts_and_no_date_of_birth():
    file = BytesIO(xlsx_bytes(sheets_of_problems([TWICE, BORN, DATE])))
    book = pd.read_excel(file, sheet_name=None, header=None, engine="calamine")
    assert list(book) == ["Visits", "Header"]
    visits = book["Visits"].iloc[-2:]
    assert visits[[1, 2, 3, 4]].values.tolist() == [
        ["visits.csv", 7, "VISIT_DATE", "=1+1"],
        ["visits.csv", 9, "SEEN", "N"],
    ]
    assert "2031" not in book["Header"].to_csv()
