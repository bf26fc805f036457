"""What a regional pack says and draws: claims only beyond the limits, with the figures, and never that all are alike."""

import re
from dataclasses import replace

import pytest
from regional import MAY, merged, region_board
from scorecard.display import region_words
from scorecard.display.dot_chart import dot_chart
from scorecard.display.funnel_chart import funnel_chart
from scorecard.display.region_parts import short_names
from scorecard.judgement.funnel import Place
from scorecard.judgement.region import beside


@pytest.fixture(scope="module")
def compared():
    return beside(merged(), MAY)


@pytest.fixture(scope="module")
def board():
    return region_board("Dunmere Council")


def texts(chart):
    """The words that a chart draws."""
    return re.findall(r"'text': \{'value': ([^}]*)\}", str(chart.to_dict(validate=False)))


def test_who_stands_out_is_said_with_figures_and_which_way(board):
    said = board.in_brief().text
    assert (
        "- **Visits on time**: below them Hartsea Council, 61.6% (2,832 of 4,595) and Greywell Council, 63.8% (2,647 of "
        "4,150). The region: 75.1%; higher is better." in said
    )
    assert "17 figures of 11 councils were looked at, 187 in all. By chance alone about 0.4 of them" in said
    assert "This is Dunmere Council's own copy" in said and "within the limits in all of them" in said


def test_where_nobody_stands_out_that_is_all_that_is_said(compared):
    """Neither "no difference" nor "the same"."""
    calm = {id: each for id, each in compared.items() if id in ("dental", "reviews_on_time")}
    said = region_words.in_brief(calm, "")
    assert said.startswith(
        "No council lies beyond the limits of any figure. That does not say that all are alike."
    )
    assert (
        region_words.message(compared["dental"])
        == "No council stands out; chance may explain how they differ."
    )
    assert region_words.message(compared["reviews_on_time"]) == (
        "Councils differ by more than chance, but none stands out from the others."
    )


def test_of_too_few_councils_nothing_is_said(compared):
    each = compared["visits_on_time"]
    few = replace(
        each,
        funnel=replace(
            each.funnel,
            names=each.funnel.names[:4],
            numerators=each.funnel.numerators[:4],
            denominators=each.funnel.denominators[:4],
        ),
    )
    assert region_words.message(few) == (
        "Fewer than 5 councils have this figure, too few to say that one stands out."
    )


def test_a_council_s_own_copy_tells_how_far_it_lies_from_the_region(board):
    assert board.said("visits_on_time").text.endswith(
        "**Dunmere Council: 75.8% (2,282 of 3,010), 0.7 points above the region, within the limits.**"
    )
    assert (
        "**Greywell Council: 63.8% (2,647 of 4,150), 11.3 points below the region, below the limits.**"
        in (region_board("Greywell Council").said("visits_on_time").text)
    )


def test_an_alternative_text_leads_with_what_is_shown_and_ends_with_the_figures(compared):
    for chart in ("funnel", "dots"):
        alt = region_words.alternative(compared["visits_on_time"], chart)
        assert alt.startswith(
            "Statutory visits to children in care carried out on time: Hartsea and Greywell lie below the limits. The region"
        )
    assert "Ashmoor Council 83.4; Kingsmoor Council 77.6" in alt and alt.endswith("Hartsea Council 61.6.")


@pytest.mark.parametrize(
    ("own", "named"), [("", ["Greywell", "Hartsea"]), ("Dunmere Council", ["Dunmere", "Greywell", "Hartsea"])]
)
def test_a_funnel_names_whom_it_must_and_the_reader_s_own(compared, own, named):
    each = compared["visits_on_time"]
    drawn = funnel_chart(each, own, region_words.told(each))
    assert sorted(name.strip("[]'") for name in texts(drawn)) == named
    said = set(re.findall(r"'said': '([^']*)'", str(drawn.to_dict(validate=False))))
    assert said == set(region_words.told(each).values()) and len(said) == 11


def test_dots_have_a_row_for_each_council_the_highest_first(compared):
    each = compared["visits_on_time"]
    drawn = dot_chart(each, "", region_words.told(each)).to_dict(validate=False)
    rows = [row for data in drawn["datasets"].values() for row in data if "printed" in row] if "datasets" in drawn else [
        row for layer in drawn["layer"] for row in layer["data"]["values"] if "printed" in row
    ]  # fmt: skip
    words = {row["y"]: (row["name"], row["printed"]) for row in rows}
    assert [words[y] for y in sorted(words)][:2] == [("Ashmoor", "83.4%"), ("Kingsmoor", "77.6%")]
    assert words[max(words)] == ("Hartsea", "61.6%") and len(words) == 11


def test_what_all_councils_are_called_stands_in_no_chart():
    assert short_names(("Ash Council", "Beech Vale Council")) == {
        "Ash Council": "Ash",
        "Beech Vale Council": "Beech Vale",
    }
    assert short_names(("Ash", "Beech")) == {"Ash": "Ash", "Beech": "Beech"}
    assert short_names(("Council", "Ash Council")) == {"Council": "Council", "Ash Council": "Ash Council"}
    assert short_names(("Ash Council",)) == {"Ash Council": "Ash"}


def test_a_council_s_name_stays_text(compared):
    each = compared["visits_on_time"]
    names = tuple(name.replace("Hartsea", "H*art*sea |") for name in each.funnel.names)
    named = {"visits_on_time": replace(each, funnel=replace(each.funnel, names=names))}
    assert named["visits_on_time"].funnel.places.count(Place.BELOW) == 2
    assert r"H\*art\*sea \| Council" in region_words.in_brief(named, "")


def test_all_months_have_one_scale_down_a_column(board):
    rows = board.months("visits_on_time").text.splitlines()[2:]
    assert len(rows) == 11
    assert len(set(re.findall(r'low="[\d.]+" high="[\d.]+"', "".join(rows)))) == 1
    assert rows[3].startswith("| **Dunmere** | 72.4 [80.9 79.7")
    assert 'heard="the lowest was 68.6 in March 2020 and the highest was 80.9 in June 2019"' in rows[3]


def test_other_children_are_named_beside_the_figures(board):
    more = region_board(measures=merged().assign(
        numerator=lambda rows: rows["numerator"].mask(
            (rows["council"] == "Larkshire Council") & (rows["category"] == "uasc"), 400.0
        )
    ))  # fmt: skip
    assert more.case_mix().text.endswith("Beyond the limits: Larkshire: more unaccompanied children.")
    assert "None stands out by the ages" in board.case_mix().text


def test_a_figure_that_no_council_has_is_a_sentence():
    none = region_board(measures=merged()[merged()["indicator"] != "dental"])
    for shown in (none.said("dental"), none.funnel("dental"), none.dots("dental"), none.table("dental")):
        assert shown.text == "No council has a figure for May 2020."
