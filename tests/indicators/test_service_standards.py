"""Service standards of the miniature extract: figures worked out by hand in its README."""

from miniature_figures import figures


def test_reviews_met_and_missed_month_by_month():
    assert figures("reviews_on_time") == "1/2 0/4 2/8 0/3 1/1 1/6 0/2 1/5 0/8 0/5 0/1 0/1"
    assert figures("reviews_on_time", "ytd") == "5/44"


def test_visits_met_and_missed_month_by_month():
    assert figures("visits_on_time") == "0/16 1/8 1/16 0/15 0/16 1/10 0/20 0/16 1/19 1/8 1/17 0/15"
    assert figures("visits_on_time", "ytd") == "6/160"


def test_reviews_overdue_at_each_month_end():
    assert figures("reviews_overdue") == (
        "16/18 16/19 12/18 12/18 12/20 16/23 18/22 17/21 17/21 15/20 15/20 15/19"
    )


def test_visits_overdue_at_each_month_end():
    assert figures("visits_overdue") == (
        "17/18 18/19 16/18 16/18 19/20 19/23 21/22 20/21 20/21 18/20 18/20 18/19"
    )
