"""Captions and alternative texts carry this month's numbers, whole and in order, made from the measures."""

import pandas as pd
import pytest
from handmade import MAY, handmade_board, handmade_measures
from scorecard.display.captions import alternative, caption


@pytest.fixture(scope="module")
def board():
    return handmade_board()


def test_a_share_leads_with_its_figure_then_target_period_and_source(board):
    assert caption(board.view(("visits_on_time",))) == (
        "**Statutory visits to children in care carried out on time: 72.9% (510 of 700) in May 2020.** "
        "Misses its target, above 98%: 177 visits short. "
        "Usual range: 68.8% to 79.6%; this month is within its usual range. "
        "Each month from June 2019 to May 2020. "
        "Source: council records (Episodes and Visits) as at 31 May 2020."
    )


def test_a_change_in_a_year_is_told_with_its_figures_its_interval_and_what_is_said_of_it():
    year_before = handmade_measures(MAY.previous(12)).assign(month="2019-05")
    words = caption(handmade_board(pd.concat([year_before, handmade_measures()])).view(("dental",)))
    assert "76.6% (383 of 500) a year ago: the same figure (5.2 lower to 5.2 higher), about" in words
    assert "Each month from June 2018 to May 2020." in words


def test_the_usual_range_is_not_given_where_points_overlap(board):
    assert "Usual range" not in caption(board.view(("annual_health",)))


def test_a_quarterly_share_gives_the_year_to_date(board):
    assert caption(board.view(("adopted_share",))) == (
        "**Children leaving care who are adopted: 21.7% (13 of 60) in 2019/20 Q4.** "
        "Year to date, 2019/20: 22.1% (53 of 240). "
        "Each quarter from 2018/19 Q1 to 2019/20 Q4. "
        "Source: council records (Episodes) as at 31 March 2020."
    )


def test_a_single_share_gives_its_own_date(board):
    assert caption(board.view(("pep",))) == (
        "**School-aged children in care with a Personal Education Plan in place: "
        "98.9% (451 of 456) at 13 March 2020.** "
        "Source: council records (VirtualSchool) as at 13 March 2020."
    )


def test_a_composition_names_its_largest_group(board):
    assert caption(board.view(("placement_type",))) == (
        "**Where children in care live, 31 May 2020.** "
        "The largest group: agency foster care, 280 of 717 children (39.1%). "
        "Source: council records (Episodes) as at 31 May 2020."
    )


def test_days_give_the_children_they_are_the_mean_of(board):
    assert caption(board.view(("entry_to_placement",))).startswith(
        "**Average days from entering care to moving in with the adoptive family: "
        "480 days over 50 children in the 12 months to May 2020.** Misses its target, below 430 days: 50 days over."
    )


def test_rows_left_out_are_counted_beside_the_figure(board):
    assert caption(board.view(("pep",)), left_out=1).endswith("1 row with errors is left out.")
    assert caption(board.view(("pep",)), left_out=12).endswith("12 rows with errors are left out.")
    assert caption(board.view(("pep",)), blank=1).endswith(
        "1 row has a cell that is blank or cannot be read."
    )
    assert caption(board.view(("pep",)), left_out=1, blank=2).endswith(
        "1 row with errors is left out; 2 rows have a cell that is blank or cannot be read."
    )


def test_the_alternative_text_leads_with_what_the_line_shows_and_then_says_what_it_does(board):
    assert alternative(board.view(("reviews_on_time",))) == (
        "Children in care reviews held on time: 93.1% (108 of 116) in May 2020. "
        "Line chart by month. Lowest 90.5% in August 2019, highest 95.7% in December 2019; no data for September 2019."
    )
    assert "May 2020. Misses its target, above 98%: 177 visits short. Usual range" in alternative(
        board.view(("visits_on_time",))
    )


def test_the_alternative_text_of_quarters_says_each(board):
    words = alternative(board.view(("adopted_share",)))
    assert words.startswith(
        "Children leaving care who are adopted: 21.7% (13 of 60) in 2019/20 Q4. Year to date"
    )
    assert "Column chart by quarter. 2018/19 Q1" in words and words.endswith("2019/20 Q4 21.7%.")


def test_a_range_of_days_says_of_which_months_it_is_and_not_that_the_last_is_the_highest(board):
    words = caption(board.view(("entry_to_placement", "order_to_match")))

    assert "The pale bar goes from the lowest to the highest figure of June 2019 to May 2020." in words


def test_the_alternative_text_of_a_pair_says_both(board):
    words = alternative(board.view(("missing_children", "missing_episodes")))

    assert words.startswith("Children in care who went missing: 20 in May 2020. ")
    assert "Episodes of children in care going missing: 36 in May 2020. " in words
    assert "Pairs of marks by month. Children missing: lowest 20 in" in words
    assert "; missing episodes: lowest 36 in May 2020" in words


def test_the_alternative_text_of_bars_reads_every_group(board):
    assert alternative(board.view(("age",))) == (
        "Children in care by age group, 31 May 2020. The largest group: 10 to 15, 275 of 717 children (38.4%). "
        "Bar chart. Under 1: 26; 1 to 4: 66; 5 to 9: 130; 10 to 15: 275; 16 and over: 220."
    )


def test_a_small_denominator_is_said_aloud():
    few = handmade_measures(size=1 / 5)
    words = caption(handmade_board(few).view(("unsuitable_accommodation",)))

    assert "(1 of 12, small number)" in words


def test_no_data_is_said_and_never_a_zero():
    nothing = handmade_measures().assign(denominator=0.0, value=float("nan"))
    board = handmade_board(nothing)

    assert "no data in May 2020.**" in caption(board.view(("visits_on_time",)))
    assert "0%" not in caption(board.view(("adopted_share",)))
    assert "nan" not in alternative(board.view(("visits_on_time", "dental")))


def test_every_figure_of_the_board_has_words_without_a_stray_value(board):
    for id in board.measures["indicator"].unique():
        for words in (caption(board.view((id,))), alternative(board.view((id,)))):
            assert words.endswith(".")
            assert not {"nan", "None", "NaT"} & set(words.replace("(", " ").split()), id
