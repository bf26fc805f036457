"""Adoption of the miniature extract: figures worked out by hand in its README."""

from datetime import datetime

from miniature_figures import figures, miniature_measures


def test_adopted_share_of_the_last_8_complete_quarters_and_their_year():
    assert figures("adopted_share", "quarter") == "- - - - - 1/2 0/1 2/3"
    assert figures("adopted_share", "ytd") == "3/6"
    year = miniature_measures().query("indicator == 'adopted_share' and period_type == 'ytd'").iloc[0]
    assert (year["period_start"], year["period_end"]) == (datetime(2020, 4, 1), datetime(2020, 12, 31))


def test_days_from_entering_care_to_the_first_adoptive_placement():
    assert figures("entry_to_placement") == (
        "0/0 0/0 415/1 415/1 415/1 415/1 415/1 862/2 862/2 1132/3 1132/3 1132/3"
    )


def test_days_from_order_to_match_are_never_negative_and_need_an_order():
    assert figures("order_to_match") == (
        "0/0 0/0 118/1 118/1 118/1 118/1 118/1 118/2 118/2 118/2 118/2 118/2"
    )
