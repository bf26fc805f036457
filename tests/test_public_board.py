"""The public board: made of protected counts alone, and saying its figures as a public pack may."""

import json

import pytest
import scorecard
from measure_rows import NOTHING_PUBLISHED, target
from scorecard.display import charts
from scorecard.display.public import NOT_PUBLISHED, said
from scorecard.display.variables import variables
from scorecard.judgement.judge import judge
from scorecard.public_board import that_can_be_judged
from scorecard.words import share


@pytest.fixture(scope="module")
def board():
    return scorecard.load("2020-05", "data/sample", "public")


def test_it_holds_nothing_of_the_extract(board):
    assert not board.extract.tables and len(board.extract.children) == 0
    assert board.issued is None and all(count % 5 == 0 for count in board.counts.values())
    counted = board.measures[board.measures["unit"] == "children"]
    assert (counted["numerator"] % 5 == 0).all()


def test_what_may_not_be_published_is_absent(board):
    for shown in (board.staffing(), board.files_read(), board.problems_found(), board.restated()):
        assert shown.text == NOT_PUBLISHED
    assert board.figure("other_settings", charts.groups).text == NOT_PUBLISHED
    assert {board.groups_in_brief().text, board.who_is_in_care().text} == {NOT_PUBLISHED}
    assert {board.groups_figure("sex").text, board.groups_table("sex").text} == {NOT_PUBLISHED}
    assert "Caseload" not in board.performance().text


def test_a_figure_is_said_in_whole_percent_with_its_counts(board):
    row = (
        board.measures[board.measures["indicator"] == "visits_on_time"]
        .query("period_type == 'month'")
        .iloc[-1]
    )
    words = f"about {row['value']:.0f}% ({row['numerator']:.0f} of {row['denominator']:.0f})"
    figure = board.figure("visits_on_time", charts.over_time)
    assert words in figure.caption and words in figure.alt
    assert variables(board)["visits_on_time"]["about"] == words
    assert ".0" not in json.dumps(variables(board))


def test_every_variable_of_the_internal_pack_has_a_word_in_the_public_one(board):
    def names(held, before=""):
        for name, value in held.items():
            yield from names(value, f"{before}{name}.") if isinstance(value, dict) else [before + name]

    internal = variables(scorecard.load("2020-05", "data/sample", "internal"))
    missing = {name for name in set(names(internal)) - set(names(variables(board))) if "caseload" not in name}
    assert {name for name in missing if name.split(".")[0] not in ("establishment",)} == set()


def test_a_groups_share_is_rounded_once(board):
    """7 of 18, 38.9%, is 39%; 5 of 13, 38.46%, is 38% though 38.5% would be 39%."""
    assert [share(part, whole, 0) for part, whole in ((7, 18), (5, 13), (1, 2))] == ["39%", "38%", "50%"]
    of_a_group = variables(board)["legal_status"]["full_care_order"]["share"]
    assert of_a_group in board.table("legal_status").text
    assert of_a_group in json.dumps(board.figure("legal_status", charts.groups).specification)


@pytest.mark.parametrize(
    ("internal", "public"),
    [
        ("45.0% (25 of 55)", "about 45% (25 of 55)"),
        ("98.9% (450 of 455)", "95% or more (450 of 455)"),
        ("4.6% (5 of 110)", "5% or less (5 of 110)"),
        ("about 45.0% (25 of 55)", "about 45% (25 of 55)"),
        ("usual range 67.2% to 78.9%", "usual range 67% to 79%"),
        ("54.0 per 10,000", "54 per 10,000"),
        ("5.9 points lower (4.6 to 7.5)", "6 points lower (5 to 8)"),
        ("the same figure (1.7 lower to 0.5 higher)", "the same figure (2 lower to 1 higher)"),
        ("↓ 5.9", "↓ 6"),
        ("↓ 9.3 (−14.4 to −4.1), worse", "↓ 9 (−14 to −4), worse"),
        ("↑ 1.2 (−0.6 to 3.1)", "↑ 1 (−1 to 3)"),
        (
            "(of all in care, 1.5 points lower to 2.6 points higher)",
            "(of all in care, 2 points lower to 3 points higher)",
        ),
        ("0.6 points lower to 1.2 points higher", "1 point lower to 1 point higher"),
        ("(of all in care, 1.5 to 2.6 points)", "(of all in care, 2 to 3 points)"),
        ("8 (6.7, 9.2) to 10", "8 (6.7, 9.2) to 10"),
        ("1,234.0", "1,234"),
        ("release 1.10.0", "release 1.10.0"),
    ],
)
def test_words_of_the_internal_pack_as_the_public_one_has_them(internal, public):
    assert said(internal) == public


@pytest.mark.parametrize(("at_most", "stands"), [(1, "no target"), (40, "meets"), (4, "misses")])
def test_a_target_for_a_count_is_judged_where_rounding_alone_cannot_have_taken_it_over(
    board, at_most, stands
):
    """0 stands for 0 to 4, and 20 for 16 to 24."""
    held = {"missing_children": target(at_most=at_most)}
    shown = board.followed[board.followed["indicator"] == "missing_children"].assign(numerator=0.0, value=0.0)
    if stands == "misses":
        shown = shown.assign(numerator=20.0, value=20.0)
    kept = that_can_be_judged(held, shown, board.month)
    found = judge(shown, None, board.month, kept, NOTHING_PUBLISHED)
    (missing,) = [each for each in found if each.indicator.id == "missing_children"]
    assert str(missing.against_target).startswith({"meets": "met", "misses": "not met"}.get(stands, stands))
