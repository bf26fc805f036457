"""`scorecard check` on the report's text: everything to look at before a pack is final, each with its line."""

import pytest
from handmade import handmade_board
from scorecard.commentary import check
from scorecard.commentary.blocks import read_commentary
from scorecard.commentary.lead_words import lead_words
from scorecard.display.variables import variables
from scorecard.indicators import INDICATORS
from scorecard.report_text import parse


@pytest.fixture(scope="module")
def board():
    return handmade_board()


def block(ids, words="Words.", month="2020-05"):
    return f'::: {{.commentary indicator="{ids}" month="{month}"}}\n{words}\n:::\n'


def remarks_on(text, board):
    return check.remarks_on(parse(text), board, variables(board))


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
        "there is no commentary on Visits on time, which is off target",
    )


def test_an_indicator_on_target_and_unchanged_needs_no_commentary(board):
    named = {remark.words.partition(",")[0] for remark in uncommented_in("", board)}
    assert "there is no commentary on Children missing" not in named
    assert "there is no commentary on Visits on time" in named


def test_an_empty_commentary_is_none(board):
    text = block(" ".join(INDICATORS), words="")
    assert "this commentary is empty" in [remark.words for remark in remarks_on(text, board)]
    assert uncommented_in(text, board)


def test_a_div_that_nothing_closes_and_a_fence_that_closes_none_are_named(board):
    text = ":::\n\n::: {.chart}\nText.\n"
    told = [(remark.line, remark.words.partition(";")[0]) for remark in remarks_on(text, board)]
    assert (1, "this ::: closes no div") in told and (3, "this div is not closed") in told


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


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("**Needs attention.** Words.", None),
        ("**Watch.** Words.", None),
        ("**For the board to ask:** why?", None),
        ("Words, **good.**", None),
        ("**Good.** Words.", "“Good.” is for a target that is met, which visits_on_time is not"),
        (
            "**Better.** Words.",
            "“Better.” is for a change for the better that neither chance nor late entries explain, which visits",
        ),
        (
            "**Steady.** Words.",
            "“Steady.” is for a figure about the same as a year before, its target not missed",
        ),
        (
            "**Better at last.** Words.",
            "“Better at last.” is none of the words that a commentary begins with: “Good.”,",
        ),
    ],
)
def test_lead_words_that_the_figure_does_not_bear_out_are_named(board, words, told):
    blocks = read_commentary(parse(block("visits_on_time", words))).blocks
    remarks = list(lead_words(blocks, board))
    assert len(remarks) == (told is not None)
    if told:
        assert remarks[0].words.startswith(told) and remarks[0].line == 1


def test_of_several_figures_one_may_bear_the_lead_words_out(board):
    blocks = read_commentary(parse(block("pep entry_to_placement", "**Needs attention.** Words."))).blocks
    assert not list(lead_words(blocks, board))
    blocks = read_commentary(parse(block("pep age dental", "**Worse.** Words."))).blocks
    (remark,) = lead_words(blocks, board)
    assert remark.words.endswith(
        " that neither chance nor late entries explain, which none of pep, age and dental is"
    )


def test_of_no_indicator_it_is_not_said_that_the_lead_words_do_not_fit_it(board):
    for about in ("", "pepp"):
        blocks = read_commentary(parse(block(about, "**Worse.** Words."))).blocks
        assert blocks and not list(lead_words(blocks, board))
