"""What the page says of groups of children: no more than passes, with counts on both sides."""

import pandas as pd
import pytest
from scorecard.display.groups import (
    NOTHING,
    difference_words,
    figure,
    groups_table,
    in_brief,
    in_lines,
    who_is_in_care,
)
from scorecard.judgement.groups import compare
from scorecard.judgement.shares import Interval
from scorecard.measures.groups import COLUMNS
from scorecard.measures.who_is_in_care import nobody
from scorecard.project import ROOT
from scorecard.reporting_month import ReportingMonth

MAY = ReportingMonth(2020, 5)


def row(group, numerator, denominator, rest, of_rest, **about):
    return {
        "label": "Dental check", "good": "higher", "period_end": pd.Timestamp("2020-05-31"), "grouping": "sex",
        "group": group, "others": "the rest", "not_known": 0, "numerator": numerator, "denominator": denominator,
        "children": denominator, "design_effect": 1.0, "rest_numerator": rest, "rest_denominator": of_rest,
        "rest_children": of_rest, "rest_design_effect": 1.0,
    } | about  # fmt: skip


def compared(*rows):
    return compare(pd.DataFrame(rows, columns=list(COLUMNS)))


SERVED = row("White", 71, 98, 410, 466), row("Black", 33, 40, 448, 524), row("Asian", 3, 5, 478, 559)


@pytest.mark.parametrize(
    ("interval", "words"),
    [
        ((-0.254, -0.062), "6 to 25 points fewer"),
        ((0.008, 0.125), "1 to 12 points more"),
        ((-0.03, 0.08), "3 points fewer to 8 more"),
        ((-0.004, 0.08), "0 to 8 points more"),
        ((0.004, 0.26), "under 1 to 26 points more"),
        ((-0.26, -0.001), "under 1 to 26 points fewer"),
    ],
)
def test_an_interval_is_said_in_whole_points(interval, words):
    each = compared(SERVED[0])[0]
    assert difference_words(type(each)(each.counts, 0, 0, Interval(*interval), 0.01, each.found)) == words


def test_what_passes_is_said_with_both_counts_and_how_many_were_looked_at():
    text = in_brief(compared(*SERVED)).text
    assert (
        "same children: 2; 1 more rests on fewer than 20 children on one side. "
        "Chance does not explain 1 of them, and may explain the others.\n" in text
    )
    assert "**Less well than the rest**" in text and "**Better" not in text
    assert "- Dental check, White: 71 of 98 against 410 of 466 for the rest: " in text
    assert "Black" not in text and "Disability is not in the return" in text


def test_nothing_to_compare_says_so_and_claims_nothing():
    assert in_brief([]).text == NOTHING
    assert in_brief(compared(SERVED[2])).text.count("**") == 0
    assert "Chance" not in in_brief(compared(SERVED[2])).text
    same = compared(SERVED[1], row("White", 34, 40, 448, 524))
    assert (
        "\n\nDisability" in in_brief(same).text and "Chance may explain all of them." in in_brief(same).text
    )
    assert figure(same, "sex").caption.startswith("**Chance may explain all 2 differences by sex.**")
    assert figure(same[:1], "sex").caption.startswith("**Chance may explain the difference by sex.**")


def test_the_chart_has_a_row_a_group_filled_where_it_is_claimed():
    drawn = figure(compared(*SERVED), "sex")
    layers = drawn.chart.to_dict()["layer"]
    rows = {layer["mark"]["style"]: layer["data"]["values"] for layer in layers}
    assert [row["said"].split(":")[0] for row in rows["first"]] == ["Dental check, White"]
    assert len(rows["may-be-chance"]) == 1 and len(rows["interval"]) == 2
    assert [row["words"] for row in rows["row-title"]] == ["Dental check"]
    assert [row["group"] for row in rows["row-note"]] == ["White", "Black"]
    assert drawn.caption.startswith("**Of 2 differences by sex, chance does not explain 1.**")
    assert "White: 71 of 98 against 410 of 466" in drawn.alt and "Black" not in drawn.alt


def test_without_a_group_large_enough_a_sentence_stands_in_place_of_the_chart():
    assert (
        figure(compared(SERVED[2]), "sex").text == "No group by sex has 20 children with 20 others beside it."
    )


def test_the_table_has_every_group_and_is_bold_where_it_is_claimed():
    text = groups_table(compared(*SERVED), "Groups by sex").text
    assert "| Dental check: White | 71 of 98 | 410 of 466 | **" in text
    assert "| Dental check: Asian | 3 of 5 | 478 of 559 | too few to tell |" in text
    assert text.count("**") == 2


def test_a_terminal_gets_the_same_with_shares_and_who_was_left_out():
    lines = in_lines(
        compared(*SERVED, row("Mixed", 10, 30, 471, 534, not_known=3)), "Dental check"
    ).splitlines()
    assert lines[0] == "Dental check" and "72.4%" in lines[2] and lines[2].endswith("less well")
    assert lines[-1] == "Left out, as their group is not known: 3."
    assert "no two groups" in in_lines([], "Dental check")


def test_who_is_in_care_is_set_beside_who_lives_here_or_said_not_to_be():
    columns = ["grouping", "group", "children", "under_18"]
    found = pd.DataFrame([("sex", "boys", 359, 68_000), ("sex", "girls", 241, 64_000)], columns=columns)
    made = who_is_in_care(found, MAY)
    assert "| Boys | 359 | 59.8% | 68,000 | 51.5% | 52.8 |" in made.text
    assert "not given by group" in who_is_in_care(nobody(), MAY).text
    few = pd.DataFrame([("sex", "boys", 1, 0), ("sex", "girls", 0, 0)], columns=columns)
    assert "| Boys | 1 | 100.0% | 0 | no data | no data |" in who_is_in_care(few, MAY).text


def test_the_section_is_hidden_from_the_public_whole():
    text = (ROOT / "report" / "scorecard.qmd").read_text(encoding="utf-8")
    opening = '::: {.content-hidden when-profile="public"}\n## Are any children served less well?'
    assert text.count(opening) == 1
    hidden = text[text.index(opening) : text.index("\n:::\n\n## Data notes")]
    assert hidden.count("groups.ipynb#") == text.count("groups.ipynb#") == 8
