"""Headline figures of the miniature extract, worked out by hand in its README."""

from miniature_figures import figures, groups, miniature_measures


def test_children_in_care_at_each_month_end():
    assert figures("children_in_care") == "18 19 18 18 20 23 22 21 21 20 20 19"


def test_unaccompanied_children_are_a_part_until_their_status_ceases():
    assert figures("children_in_care", category="uasc") == "0 0 0 0 2 3 3 3 2 2 2 2"


def test_rate_is_per_10_000_of_the_newest_population_not_after_each_month():
    assert figures("children_in_care_rate") == (
        "18/132800 19/132800 18/132800 18/132800 20/132800 23/132800 "
        "22/132800 21/132800 21/132800 20/132800 20/132800 19/132800"
    )
    march = miniature_measures("2021-03")
    rates = march[march["indicator"] == "children_in_care_rate"]
    assert list(rates["denominator"]) == [132_800] * 11 + [133_300], (
        "the figure of 31 March 2021 from that day on"
    )


def test_started_counts_each_return_after_a_gap_of_a_day():
    assert figures("started") == "1 1 0 1 2 3 0 0 0 1 0 0"


def test_ceased_counts_the_as_at_date_and_an_episode_closed_with_x1():
    assert figures("ceased") == "0 0 1 1 0 0 1 1 0 2 0 1"


def test_legal_status_groups_add_to_the_children_in_care():
    assert groups("legal_status") == {
        "full care order": 7,
        "interim care order": 2,
        "placement order": 2,
        "section 20": 5,
        "youth justice": 1,
        "emergency protection": 1,
        "other or not known": 1,
    }


def test_time_in_care_moves_up_a_band_on_the_day():
    assert groups("time_in_care") == {
        "under 6 months": 1,
        "6 months to 1 year": 6,
        "1 to 2 years": 4,
        "2 to 5 years": 7,
        "5 years and over": 1,
    }


def test_age_of_leap_day_children_and_of_one_whose_birth_date_is_blank():
    assert groups("age") == {
        "under 1": 2,
        "1 to 4": 4,
        "5 to 9": 3,
        "10 to 15": 6,
        "16 and over": 3,
        "not known": 1,
    }


def test_age_a_month_later_when_leap_day_children_have_had_their_birthday():
    # M01 and M20 turned 5 and M24 1 on 1 March, M25 16; M09 stays 10 to 15; M15 left, M27 came at 8.
    assert groups("age", "2021-03") == {
        "under 1": 1,
        "1 to 4": 3,
        "5 to 9": 6,
        "10 to 15": 4,
        "16 and over": 4,
        "not known": 1,
    }


def test_caseload_of_each_team_now_and_a_month_before():
    assert figures("caseload", "snapshot", "Family Safeguarding") == "135/9 128/8"


def test_establishment_is_the_posts_of_each_team_filled_or_not():
    assert figures("establishment", "snapshot", "Family Safeguarding") == "10 10"
    assert figures("establishment", "snapshot", "Leaving Care") == "5.5 5.5"


def test_caseload_of_a_team_with_nobody_in_post_is_no_data():
    assert figures("caseload", "snapshot", "Leaving Care") == "90/4 40/0"
    leaving_care = miniature_measures().query("category == 'Leaving Care' and indicator == 'caseload'")
    assert leaving_care["value"].isna().tolist() == [False, True]


def test_a_team_that_was_not_there_a_month_ago_has_a_blank_then_and_one_that_is_gone_no_row():
    april = miniature_measures("2021-04").query("indicator == 'caseload'")
    assert april.empty, "the extract has no staffing of April"
    march = miniature_measures("2021-03").query("indicator in ('caseload', 'establishment')")
    assert set(march["category"]) == {"Family Safeguarding"}
    january = miniature_measures("2021-01").query("indicator in ('caseload', 'establishment')")
    now, before = (january[january["period_end"] == day] for day in ("2021-01-31", "2020-12-31"))
    assert len(before) == len(now) == 4
    assert before["numerator"].isna().all() and now["numerator"].notna().all()
