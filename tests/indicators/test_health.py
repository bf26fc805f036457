"""Health of the miniature extract: figures worked out by hand in its README."""

from miniature_figures import figures


def test_initial_health_assessments_by_the_20th_working_day():
    assert figures("initial_health_on_time", "quarter") == "0/1 0/0 1/2 0/0 1/3 1/1 2/5 0/0"
    assert figures("initial_health_on_time", "ytd") == "3/6"


def test_annual_health_needs_two_assessments_under_5():
    assert figures("annual_health") == "2/13 2/13 2/12 2/14 3/14 3/14 4/14 4/13 5/13 6/12 5/12 5/12"


def test_dental_checks_of_the_same_children():
    assert figures("dental") == "3/13 3/13 3/12 3/14 3/14 3/14 3/14 3/13 3/13 4/12 4/12 4/12"
