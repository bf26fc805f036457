"""A problem is one line that an analyst can act on, and never shows a child's id or birth date."""

import pytest
from scorecard.extract.problems import PERSONAL, Problem, printed

A_DATE = "a date like 31/05/2020"


def test_a_problem_says_file_line_column_value_and_what_was_expected():
    problem = Problem("2018-19/Episodes.csv", 12, "DEC", "31/02/2019", A_DATE, "Episodes")
    assert str(problem) == "2018-19/Episodes.csv, line 12, DEC: “31/02/2019”, expected a date like 31/05/2020"


def test_a_blank_cell_and_a_whole_row_are_called_so():
    assert str(Problem("a.csv", 2, "LS", "", "a value")) == "a.csv, line 2, LS: blank, expected a value"
    assert str(Problem("a.csv", 2, "", None, "UTF-8 text")) == "a.csv, line 2: expected UTF-8 text"


@pytest.mark.parametrize("column", sorted(PERSONAL))
def test_the_value_of_a_personal_column_is_never_kept(column):
    problem = Problem("Header.csv", 2, column, "secret", A_DATE)
    assert problem.value is None and "secret" not in repr(problem) + str(problem)


def test_a_long_value_is_cut_and_stays_one_line():
    line = str(Problem("a.csv", 2, "LS", "x\ny" * 50, "a value"))
    assert "\n" not in line and "…" in line and len(line) < 100


def test_a_kind_that_repeats_is_printed_a_few_times_with_its_count_and_can_be_printed_in_full():
    many = [Problem("Visits.csv", line, "VISIT_DATE", "2020-05-01", A_DATE) for line in range(5001, 1, -1)]
    few = [Problem("Episodes.csv", 7, "LS", "QQ", "a code"), Problem("Visits.csv", 3, "SEEN", "", "a value")]
    lines = printed([*many, *few], most=3)
    assert lines == [
        str(few[0]),
        *(str(problem) for problem in many[:-4:-1]),
        "Visits.csv, VISIT_DATE: 4,997 more of this kind, 5,000 in all",
        str(few[1]),
    ]
    assert sorted(printed([*many, *few], most=None)) == sorted(map(str, [*many, *few]))


def test_nothing_wrong_prints_nothing():
    assert printed([]) == []
