"""A figure is written one way everywhere, in grammar that holds for none, one and many."""

from datetime import date

import pytest
from scorecard import words


@pytest.mark.parametrize(
    ("value", "noun", "written"),
    [
        (0, "children", "no children"),
        (1, "children", "1 child"),
        (11, "children", "11 children"),
        (7170, "children", "7,170 children"),
        (1, "episodes", "1 episode"),
        (1, "periods", "1 period"),
        (1, "days", "1 day"),
        (267.3, "days", "267.3 days"),
        (0, "rows", "no rows"),
    ],
)
def test_counts_agree_with_their_noun(value, noun, written):
    assert words.count(value, noun) == written


@pytest.mark.parametrize(
    ("value", "unit", "written"),
    [
        (93.1034, "%", "93.1%"),
        (64.0, "%", "64.0%"),
        (100.0, "%", "100.0%"),
        (0.0, "%", "0.0%"),
        (717.0, "children", "717"),
        (7170.0, "children", "7,170"),
        (480.0, "days", "480 days"),
        (267.3, "days", "267.3 days"),
        (1.0, "days", "1 day"),
        (20.25, "cases", "20.25"),
        (16.0, "cases", "16"),
        (10.4, "FTE", "10.4 FTE"),
        (48.46, "per 10,000", "48.5 per 10,000"),
        (float("nan"), "%", "no data"),
        (None, "days", "no data"),
    ],
)
def test_printed_figures(value, unit, written):
    assert words.printed(value, unit) == written


@pytest.mark.parametrize(
    ("value", "unit", "written"),
    [(98.0, "%", "98%"), (98.5, "%", "98.5%"), (430.0, "days", "430 days"), (1.0, "cases", "1 case")],
)
def test_targets_are_as_short_as_they_are_exact(value, unit, written):
    assert words.amount(value, unit) == written


@pytest.mark.parametrize(
    ("numerator", "denominator", "written"),
    [
        (108, 116, "108 of 116"),
        (4510, 4560, "4,510 of 4,560"),
        (0, 20, "0 of 20"),
        (7, 19, "7 of 19, small number"),
        (0, 0, "no data"),
        (float("nan"), float("nan"), "no data"),
    ],
)
def test_a_denominator_is_shown_and_marked_when_small(numerator, denominator, written):
    assert words.out_of(numerator, denominator) == written


@pytest.mark.parametrize(
    ("difference", "unit", "written"),
    [
        (2.34, "%", "up 2.3 points"),
        (-1.0, "%", "down 1 point"),
        (0.04, "%", "very slightly up"),
        (0.0, "%", "the same"),
        (-11, "children", "down 11"),
        (1480, "children", "up 1,480"),
        (-12.5, "days", "down 12.5 days"),
        (1, "days", "up 1 day"),
        (0.25, "cases", "up 0.25"),
        (None, "%", "no data"),
    ],
)
def test_changes_are_in_the_indicators_own_terms(difference, unit, written):
    assert words.change(difference, unit) == written


def test_dates_are_spelled_out_whatever_the_laptops_language():
    assert words.day(date(2020, 3, 13)) == "13 March 2020"
    assert words.month_name(date(2020, 5, 31)) == "May 2020"
    assert words.short_month(date(2020, 9, 1)) == "Sep"


def test_lists_and_names():
    assert words.list_of([]) == ""
    assert words.list_of(["Reviews"]) == "Reviews"
    assert words.list_of(["Episodes", "Header", "Health"]) == "Episodes, Header and Health"
    assert words.identifier("16 and over") == "16_and_over"
    assert words.identifier("supported or semi-independent living") == "supported_or_semi_independent_living"
    assert words.sentence("under 1") == "Under 1"
    assert words.category_words("EET") == "in education, employment or training"


def test_a_share_of_nothing_is_no_data():
    assert words.share(3, 0) == "no data"
    assert words.share(275, 717) == "38.4%"
