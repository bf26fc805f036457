"""`scorecard check` on the report's text: everything to look at before a pack is final, each with its line."""

import pytest
from handmade import handmade_board
from scorecard.commentary import check
from scorecard.commentary.blocks import read_commentary
from scorecard.indicators import INDICATORS
from scorecard.report_text import parse


@pytest.fixture(scope="module")
def board():
    return handmade_board()


def block(ids, words="Words.", month="2020-05"):
    return f'::: {{.commentary indicator="{ids}" month="{month}"}}\n{words}\n:::\n'


def remarks_on(text, board):
    return check.remarks_on(parse(text), board)


def uncommented_in(text, board):
    return check.uncommented(parse(text), read_commentary(parse(text)), board)


def test_a_text_that_comments_on_everything_this_month_has_no_remarks(board):
    assert remarks_on(block(" ".join(INDICATORS)), board) == []


def test_an_indicator_off_target_or_changed_without_commentary_is_named_at_its_figure(board):
    others = " ".join(id for id in INDICATORS if id != "visits_on_time")
    text = block(others) + "\n{{< embed sections/service_standards.ipynb#fig-visits-on-time >}}\n"
    [remark] = uncommented_in(text, board)
    assert (remark.line, remark.words) == (
        5,
        "there is no commentary on Visits on time, which is off target and changed (up 3.1 points)",
    )


def test_an_indicator_on_target_and_unchanged_needs_no_commentary(board):
    named = {remark.words.partition(",")[0] for remark in uncommented_in("", board)}
    assert "there is no commentary on Children missing" not in named
    assert "there is no commentary on Visits on time" in named


def test_an_empty_commentary_is_none(board):
    text = block(" ".join(INDICATORS), words="")
    assert "this commentary is empty" in [remark.words for remark in remarks_on(text, board)]
    assert uncommented_in(text, board)


def test_all_kinds_of_remark_come_in_the_order_of_the_text(board):
    every = " ".join(INDICATORS)
    text = (
        block(every)
        + block("dental", month="2020-04")
        + block("visits_on_time", "72.9% were.")
        + "{{< var x.y >}}\n"
    )
    text = text.replace(":::\n:::", ":::\n\n:::")
    lines = [remark.line for remark in remarks_on(text, board)]
    assert lines == sorted(lines)
    told = " ".join(remark.words for remark in remarks_on(text, board))
    for words in ("dental was written for April 2020", "72.9% is typed", "there is no variable x.y"):
        assert words in told


def test_a_commentary_that_the_report_leaves_out_for_want_of_data_is_not_to_be_reworded():
    text = block("dental", "{{< var dental.value >}} were checked.") + "\n{{< var dental.value >}} were.\n"
    told = [
        remark.line
        for remark in remarks_on(text, handmade_board(without=("Health",)))
        if "dental" in remark.words
    ]
    assert told == [5]
