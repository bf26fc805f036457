"""A number typed by hand in a commentary is this month's figure of its indicator, or is named with what it should be."""

import pytest
from handmade import handmade_board
from scorecard.commentary.typed_numbers import wrong_numbers


@pytest.fixture(scope="module")
def board():
    return handmade_board()


@pytest.mark.parametrize(
    ("id", "text"),
    [
        ("visits_on_time", "72.9% of visits were on time, 510 of 700."),
        ("visits_on_time", "73% of visits, or 72.9 per cent, were on time; 190 were not."),
        ("visits_on_time", "It is up 3.1 points from 69.7%."),
        ("visits_on_time", "It was 69.7% in April, and 69.7% the month before."),
        ("visits_on_time", "That was 77.0% at the end of July 2019."),
        ("visits_on_time", "The target is 98%, which is 25.1 points away."),
        ("children_in_care", "There are 717 children, 2 more than in April (715)."),
        ("age", "495 of our children are 10 or over, which is 69.0% of 717."),
        ("age", "275 are 10 to 15 years old."),
        ("neet", "27 of 62 care leavers aged 19 to 21 (43.5%)."),
        ("pep", "At 13 March 2020, in the 2019/20 school year, 451 of 456 had a plan."),
        (
            "reviews_on_time",
            "A first review is due within 20 working days; see {{< var month.name >}} and [our page](https://x.uk/99).",
        ),
        ("entry_to_placement", "480 days is 50 more than the target of 430 days."),
        ("visits_on_time", "1. First, 72.9%.\n2. Second, a team of six."),
        ("missing_children missing_episodes", "20 children, 36 times."),
    ],
)
def test_this_months_figures_and_dated_earlier_ones_are_right(board, id, text):
    assert list(wrong_numbers(text.split("\n"), id.split(), board)) == []


@pytest.mark.parametrize(
    ("id", "text", "should_be"),
    [
        (
            "visits_on_time",
            "69.7% of visits were on time.",
            "69.7% is not a figure of Visits on time for May 2020; it should be 72.9%",
        ),
        (
            "visits_on_time",
            "488 visits were on time.",
            "488 is not a figure of Visits on time for May 2020; it should be 510",
        ),
        ("visits_on_time", "It was 72.9% in April.", "for April 2020; it should be 69.7%"),
        ("visits_on_time", "91% were on time.", "it should be 72.9% (510 of 700)"),
        ("children_in_care", "There are 1,717 children.", "it should be 717"),
        (
            "missing_children missing_episodes",
            "22 children, 36 times.",
            "Children missing and Missing episodes for May 2020; it should be 20",
        ),
        ("age", "31 of them are babies.", "it should be 26 (under 1), 66 (1 to 4)"),
    ],
)
def test_any_other_number_is_named_with_what_it_should_be(board, id, text, should_be):
    [(position, words)] = wrong_numbers([text], id.split(), board)
    assert position == 0
    assert should_be in words


def test_the_line_of_each_number_is_told(board):
    lines = ["72.9% were on time,", "which was 91%", "and 92%."]
    assert [position for position, _ in wrong_numbers(lines, ["visits_on_time"], board)] == [1, 2]


def test_without_data_no_number_is_right(board):
    nothing = handmade_board(board.measures[board.measures["indicator"] != "visits_on_time"])
    [(_, words)] = wrong_numbers(["72.9% were on time."], ["visits_on_time"], nothing)
    assert words == "72.9% is not a figure of Visits on time for May 2020, which has no data"
