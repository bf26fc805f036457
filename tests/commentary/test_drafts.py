"""Drafts say what a figure is, how it changed, how it stands and what others have, in sentences that an analyst can keep."""

import re
from dataclasses import replace
from datetime import date, datetime

import pandas as pd
import pytest
from handmade import MAY, handmade_board, measure
from measure_rows import NOTHING_PUBLISHED, published, series
from measure_rows import judged as judged_rows
from scorecard.commentary.drafts import draft, draft_of
from scorecard.indicators import INDICATORS
from scorecard.judgement.judge import judge
from scorecard.judgement.points import Point
from scorecard.judgement.targets import IndicatorTargets, Target
from scorecard.windows import MONTHS

BLAME = re.compile(
    r"\b(poor|bad|good|excellent|disappoint\w*|fail\w*|unacceptable|alarming|worrying|pleasing|only \d+%|sadly)\b",
    re.IGNORECASE,
)


@pytest.fixture(scope="module")
def board():
    return handmade_board()


def judged(id, values, denominators=None, listed=NOTHING_PUBLISHED, **target):
    """The judgement of a monthly series that ends in May 2020."""
    frame = measure(id, MONTHS.of(MAY)[-len(values) :], values, denominators)
    held = {}
    if target:
        declared = Target.model_validate(
            {"from": "2019-04", "set_by": "Board", "set_on": "2019-04-01", **target}
        )
        held[id] = IndicatorTargets(targets=(declared,))
    return next(
        found
        for found in judge(frame, None, MAY, held, listed)
        if found.indicator.id == id and not found.category
    )


def test_a_share_is_told_with_its_change_target_and_signal(board):
    assert draft(board, "visits_on_time") == (
        "The share of statutory visits to children in care carried out on time was 72.9% (510 of 700) in May 2020, "
        "up 3.1 points from April 2020. It misses its target, above 98%: 177 visits short; as things run now, the figure can "
        "be expected to miss it month after month. The month is within its usual range, 68.8% to 79.6%."
    )


def test_a_composition_is_told_by_its_groups(board):
    assert draft(board, "age") == (
        "Children in care by age group, 31 May 2020: under 1 (26), 1 to 4 (66), 5 to 9 (130), 10 to 15 (275) and "
        "16 and over (220). In all: 717 children."
    )


@pytest.mark.parametrize(
    ("count", "words"),
    [
        (0, "There were no children who went missing in May 2020, down 5 from April 2020."),
        (1, "There was 1 child who went missing in May 2020, down 4 from April 2020."),
        (1200, "There were 1,200 children who went missing in May 2020, up 1,195 from April 2020."),
        (5, "There were 5 children who went missing in May 2020, the same as in April 2020."),
    ],
)
def test_none_one_and_many_have_their_grammar(count, words):
    assert draft_of(judged("missing_children", [5, count]), MAY).startswith(words)


@pytest.mark.parametrize(
    ("id", "value", "words"),
    [
        ("started", 1, "There was 1 period of care that started in May 2020"),
        ("started", 2, "There were 2 periods of care that started in May 2020"),
        ("missing_episodes", 1, "There was 1 episode of going missing that started in May 2020"),
        ("children_in_care", 1, "There was 1 child in care at the end of May 2020"),
    ],
)
def test_what_is_counted_has_its_own_name(id, value, words):
    assert (
        draft_of(judged(id, [value]), MAY)
        == f"{words}; there is no earlier figure to compare it with. There is no target."
    )


def test_days_are_told_as_time_and_over_how_many_children():
    one = draft_of(judged("order_to_match", [2, 1], [1, 1], below=185), MAY)
    assert one.startswith(
        "It took 1 day on average from placement order to match with adopters (over 1 child, in the 12 months to May 2020), "
        "down 1 day from April 2020. It meets its target, below 185 days."
    )


def test_without_data_the_draft_says_so_and_nothing_else():
    assert draft_of(judged("visits_on_time", [5, 0], [7, 0], above=98), MAY) == (
        "For May 2020 there is no data on this: statutory visits to children in care carried out on time."
    )


def test_a_figure_within_its_tolerance_is_told_apart_from_one_that_meets_the_target():
    told = draft_of(judged("visits_on_time", [97], [100], above=98, tolerated=95), MAY)
    assert "It is within the tolerance of its target, above 98%: 2 visits short." in told


def test_a_change_too_small_to_print_is_not_called_none():
    told = draft_of(judged("visits_on_time", [6954, 6956], [10000, 10000]), MAY)
    assert "was 69.6% (6,956 of 10,000) in May 2020, very slightly up from April 2020" in told


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ([50, 51] * 6 + [80], "The month is above its usual range, 37.8% to 67.7%."),
        (
            [54, 55] * 4 + [47] * 8,
            "The month is the eighth or a later month in a row below its average (usual range: ",
        ),
        ([50, 51] * 6, "The month is within its usual range, "),
    ],
)
def test_the_signal_is_told_in_words(values, words):
    rows = series("visits_on_time", [float(value) for value in values])
    assert words in draft_of(judged_rows(rows, "visits_on_time"), MAY)


def test_too_few_months_have_no_word_on_the_month():
    told = draft_of(judged("visits_on_time", [50, 51, 52], [100] * 3), MAY)
    assert told.endswith("(52 of 100) in May 2020, up 1 point from April 2020. There is no target.")


def test_what_is_published_is_told_with_its_year_and_whether_it_is_alike():
    declared = INDICATORS["three_or_more_placements"].dfe
    listed = pd.concat(
        [
            published(declared.id, 2019, England=10.4),
            published(declared.id, 2020, date(2020, 12, 10), England=12.0),
        ]
    )
    told = draft_of(judged("three_or_more_placements", [55], [717], listed), MAY)
    alike = "" if declared.like_for_like else ", not like for like"
    assert told.endswith(f"Published for the year to 31 March 2019{alike}: England 10%.")


@pytest.mark.parametrize("id", INDICATORS)
def test_every_indicator_has_a_draft_without_blame(board, id):
    words = draft(board, id)
    assert words.endswith(".") and "  " not in words and "nan" not in words and "None" not in words
    assert not BLAME.search(words.replace("good or outstanding", ""))


def test_a_point_without_a_year_before_is_compared_with_the_month_before_only():
    now = judged("visits_on_time", [70, 72], [100, 100])
    assert now.change.before == Point(datetime(2020, 4, 1), datetime(2020, 4, 30), 70, 100, 70)
    assert "from May 2019" not in draft_of(now, MAY)


def test_a_team_s_name_is_text_in_the_markdown_of_a_draft(board):
    caseload = next(found for found in board.judgements.values() if found.indicator.id == "caseload")
    told = draft_of(replace(caseload, category="<b>A</b> | *team*"), MAY)
    assert told.startswith(r"For \<b\>A\</b\> \| \*team\* the average caseload was ")


def test_the_figure_of_a_day_is_the_same_as_on_another(board):
    caseload = next(found for found in board.judgements.values() if found.indicator.id == "caseload")
    same = replace(caseload, change=replace(caseload.change, difference=0))
    assert ", the same as on 30 April 2020." in draft_of(same, MAY)
