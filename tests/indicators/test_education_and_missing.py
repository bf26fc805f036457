"""Education and missing of the miniature extract: figures worked out by hand in its README."""

from datetime import datetime

from miniature_figures import figures, miniature_measures


def test_education_is_of_the_latest_roll_not_after_the_as_at_date_and_says_so():
    assert figures("pep", "snapshot") == "6/8"
    assert figures("good_schools", "snapshot") == "4/6"
    roll = miniature_measures().query("indicator in ('pep', 'good_schools')")
    assert set(roll["period_start"]) == set(roll["period_end"]) == {datetime(2021, 2, 12)}


def test_missing_counts_children_once_a_month_and_only_on_days_in_care():
    assert figures("missing_children") == "- - - 1 1 0 1 0 0 0 1 1"
    assert figures("missing_episodes") == "- - - 1 1 0 2 0 0 0 1 1"


def test_away_without_authorisation_is_shown_apart():
    away = "away without authorisation"
    assert figures("missing_children", category=away) == "- - - 1 0 0 1 0 0 0 0 0"
    assert figures("missing_episodes", category=away) == "- - - 1 0 0 2 0 0 0 0 0"
