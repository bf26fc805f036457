"""The other sections' figures of the miniature extract, worked out by hand in its README."""

from datetime import datetime

from miniature_figures import figures, groups, miniature_measures


def test_reviews_met_and_missed_month_by_month():
    assert figures("reviews_on_time") == "1/2 0/4 2/8 0/3 1/1 1/4 0/2 2/6 0/9 0/5 0/1 0/1"
    assert figures("reviews_on_time", "ytd") == "6/44"


def test_visits_met_and_missed_month_by_month():
    assert figures("visits_on_time") == "0/16 1/8 1/16 0/15 0/16 1/10 0/20 0/16 1/19 1/8 1/17 0/15"
    assert figures("visits_on_time", "ytd") == "6/160"


def test_three_or_more_placements_in_the_12_months_before_each_month_end():
    assert figures("three_or_more_placements") == (
        "0/18 0/19 0/18 0/18 0/20 0/23 0/22 2/21 3/21 3/20 3/20 2/19"
    )


def test_long_term_stability_at_each_month_end():
    assert figures("long_term_stability") == "1/2 1/2 1/1 1/1 7/9 7/9 6/9 6/9 5/8 5/8 5/8 5/8"


def test_placement_groups_add_to_the_children_in_care_apart_from_the_part():
    found = groups("placement_type")
    assert found == {
        "in-house foster care": 3,
        "agency foster care": 5,
        "placed for adoption": 1,
        "placed with parents": 1,
        "residential": 1,
        "other settings": 7,
        "foster care, provider not known": 1,
        "of which family and friends": 2,
    }
    assert sum(found.values()) - found["of which family and friends"] == 19


def test_other_settings_add_to_their_group_with_an_unknown_code_as_other():
    assert groups("other_settings") == {
        "supported or semi-independent living": 1,
        "independent living": 1,
        "secure accommodation": 0,
        "residential school": 1,
        "family centre or mother-and-baby unit": 1,
        "health": 0,
        "custody": 1,
        "residential employment": 0,
        "temporary": 1,
        "other": 1,
    }


def test_education_is_of_the_latest_roll_not_after_the_as_at_date_and_says_so():
    assert figures("pep", "snapshot") == "6/8"
    assert figures("good_schools", "snapshot") == "4/6"
    roll = miniature_measures().query("indicator in ('pep', 'good_schools')")
    assert set(roll["period_start"]) == set(roll["period_end"]) == {datetime(2021, 2, 12)}


def test_missing_counts_children_once_a_month_and_only_on_days_in_care():
    assert figures("missing_children") == "0 0 0 1 1 0 1 0 0 0 1 1"
    assert figures("missing_episodes") == "0 0 0 1 1 0 2 0 0 0 1 1"


def test_away_without_authorisation_is_shown_apart():
    away = "away without authorisation"
    assert figures("missing_children", category=away) == "0 0 0 1 0 0 1 0 0 0 0 0"
    assert figures("missing_episodes", category=away) == "0 0 0 1 0 0 2 0 0 0 0 0"


def test_adopted_share_of_the_last_8_complete_quarters_and_their_year():
    assert figures("adopted_share", "quarter") == "0/0 0/0 0/0 0/0 0/0 1/2 0/1 2/3"
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


def test_initial_health_assessments_by_the_20th_working_day():
    assert figures("initial_health_on_time", "quarter") == "0/1 0/0 1/2 0/0 1/3 1/1 2/5 0/0"
    assert figures("initial_health_on_time", "ytd") == "3/6"


def test_annual_health_needs_two_assessments_under_5():
    assert figures("annual_health") == "2/13 2/13 2/12 2/14 3/14 3/14 4/14 4/13 5/13 6/12 5/12 5/12"


def test_dental_checks_of_the_same_children():
    assert figures("dental") == "3/13 3/13 3/12 3/14 3/14 3/14 3/14 3/13 3/13 4/12 4/12 4/12"


def test_pathway_plans_of_the_care_leavers_on_the_list():
    assert figures("pathway_plan") == "2/4 2/4 2/5 3/5 3/5 3/5 3/5 3/4 3/4 3/4 3/4 3/4"


def test_neet_shows_its_three_parts():
    assert figures("neet", "ytd") == "2/5"
    parts = [figures("neet", "ytd", part) for part in ("EET", "NEET", "not known")]
    assert parts == ["2/5", "2/5", "1/5"]


def test_unsuitable_accommodation_of_the_same_young_people():
    assert figures("unsuitable_accommodation", "ytd") == "2/5"
