"""A number typed by hand in a commentary is named where a variable gives it, or where the last pack printed it."""

from dataclasses import replace
from functools import cache

import pandas as pd
import pytest
from handmade import handmade_board, handmade_measures
from scorecard.commentary.blocks import read_commentary
from scorecard.commentary.typed_numbers import typed_numbers, with_variables
from scorecard.display.variables import variables
from scorecard.report_text import parse
from scorecard.reporting_month import ReportingMonth

MARCH, APRIL = ReportingMonth(2020, 3), ReportingMonth(2020, 4)


@pytest.fixture(scope="module")
def board():
    """A board of May, whose pack of March printed counts three times as large and that of April twice."""
    issued = pd.concat([handmade_measures(MARCH, size=3), handmade_measures(APRIL, size=2)])
    return replace(handmade_board(), issued=issued)


named_by = cache(variables)


def told(board, text, ids="visits_on_time", before=""):
    written = parse(f'{before}::: {{.commentary indicator="{ids}" month="2020-05"}}\n{text}\n:::\n\n72.9%\n')
    blocks = read_commentary(written).blocks
    return [(remark.line, remark.words) for remark in typed_numbers(written, blocks, named_by(board), board)]


@pytest.mark.parametrize(
    ("ids", "text", "typed", "variable"),
    [
        ("visits_on_time", "Of visits, 72.9% were on time.", "72.9%", "visits_on_time.value"),
        ("visits_on_time", "That is 72.9 per cent.", "72.9 per cent", "visits_on_time.value"),
        ("visits_on_time", "On time were 510 of them.", "510", "visits_on_time.numerator"),
        ("children_in_care", "**717** children.", "717", "children_in_care.value"),
        ("age", "Babies: 26.", "26", "age.under_1.value"),
        ("age", "That is 38.4%.", "38.4%", "age.10_to_15.share"),
        ("entry_to_placement", "It took 480 days.", "480", "entry_to_placement.value"),
        ("missing_children missing_episodes", "They went 36 times.", "36", "missing_episodes.value"),
        ("neet", "27 of them.", "27", "neet.numerator"),
        ("visits_on_time started", "12 came.", "12", "started.value"),
    ],
)
def test_a_present_figure_that_is_typed_is_named_with_the_variable_to_write(
    board, ids, text, typed, variable
):
    assert told(board, text, ids) == [
        (2, f"{typed} is typed; write {{{{< var {variable} >}}}}, which gives it")
    ]


@pytest.mark.parametrize(
    ("ids", "text", "typed", "variable", "now"),
    [
        ("children_in_care", "There are 1,434 children.", "1,434", "children_in_care.value", "717"),
        ("visits_on_time", "On time were 1020.", "1020", "visits_on_time.numerator", "510"),
        ("age", "Babies: 52.", "52", "age.under_1.value", "26"),
        ("order_to_match missing_episodes", "They went 72 times.", "72", "missing_episodes.value", "36"),
    ],
)
def test_a_figure_of_the_last_pack_is_stale(board, ids, text, typed, variable, now):
    stale = f"{typed} is stale, the pack of April 2020 printed it; "
    assert told(board, text, ids) == [(2, stale + f"write {{{{< var {variable} >}}}}, which gives {now}")]


@pytest.mark.parametrize(
    "text",
    [
        "The pack of March had 2,151 children, another indicator has 20, and nothing has 91.",
        "That is 717% of them, or 717.5, 7,170 and 1.717.",
        "[Ours](https://x.uk/717), `717`, <br id=717>, 717th. <!-- 717 -->",
        "717. First\n717) Second",
        "{{< var children_in_care.value >}} children.",
    ],
)
def test_other_numbers_are_let_be(board, text):
    assert told(board, text, "children_in_care") == []


def test_without_an_earlier_pack_or_data_no_number_is_stale(board):
    assert told(replace(board, issued=None), "There are 1,434 children.", "children_in_care") == []
    measures = board.measures[board.measures["indicator"] != "visits_on_time"]
    assert told(handmade_board(measures), "72.9% of 510.") == []


def test_the_line_of_each_number_is_told(board):
    assert [line for line, _ in told(board, "72.9% were on time,\n\nof 91,\n510.", before="A.\n\n")] == [4, 7]


def test_in_a_draft_a_variable_stands_for_whatever_it_prints_with_a_number_in_it_and_the_longest_first():
    printed = {
        "started.value": "12",
        "started.year": "12 in the 12 months to May 2020, 9 in the 12 before",
        "started.claim": "about the same",
        "started.england": "9",
        "ceased.value": "9",
        "month.name": "May 2020",
    }
    words = "12 came in May 2020. 12 in the 12 months to May 2020, 9 in the 12 before. In 12 months 9, about the same."
    assert with_variables(words, "started", printed) == (
        "{{< var started.value >}} came in {{< var month.name >}}. {{< var started.year >}}. In 12 months 9, about the same."
    )


def test_in_a_draft_no_date_is_cut_after_its_day():
    printed = {"month.previous": "September 2019", "month.previous_as_at": "30 September 2019"}
    words = "Up 2 from 30 September 2019, and 3 from 13 September 2019; in September 2019 it was less."
    assert with_variables(words, "caseload.team", printed) == (
        "Up 2 from {{< var month.previous_as_at >}}, and 3 from 13 September 2019; in {{< var month.previous >}} it was less."
    )


def test_in_a_draft_what_is_published_of_others_is_no_figure_of_ours_that_is_as_large():
    printed = {"neet.value": "67%", "neet.england": "39%", "neet.similar": "67%", "neet.ours": "67%"}
    words = (
        "It was 67%. Published for the year to 31 March 2019: England 39% and similar councils 67%, ours 67%."
    )
    assert with_variables(words, "neet", printed) == (
        "It was {{< var neet.value >}}. Published for the year to 31 March 2019: England {{< var neet.england >}} and "
        "similar councils {{< var neet.similar >}}, ours {{< var neet.ours >}}."
    )
