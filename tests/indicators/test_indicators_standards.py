"""Service standards of the miniature extract: figures worked out by hand in its README."""

from miniature_figures import figures


def test_reviews_met_and_missed_month_by_month():
    assert figures("reviews_on_time") == "1/2 0/4 2/8 0/3 1/1 1/4 0/2 2/6 0/9 0/5 0/1 0/1"
    assert figures("reviews_on_time", "ytd") == "6/44"


def test_visits_met_and_missed_month_by_month():
    assert figures("visits_on_time") == "0/16 1/8 1/16 0/15 0/16 1/10 0/20 0/16 1/19 1/8 1/17 0/15"
    assert figures("visits_on_time", "ytd") == "6/160"
