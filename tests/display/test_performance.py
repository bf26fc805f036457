"""Performance on a page: each signal with its symbol and word, and what a reader should know first."""

import re
from datetime import datetime

import pandas as pd
import pytest
from measure_rows import MAY, judged, row, series, target
from scorecard.display.highlights import highlights, reasons
from scorecard.display.performance import KEY, comparisons, performance_table
from scorecard.reporting_month import ReportingMonth

COUNCIL = {"area": "Ourshire", "region": "Our region", "similar": "Similar councils, mean"}
FALLING = [90.0, 91.0] * 6 + [60.0]


def line(*judgements):
    """The first row of the table, by heading."""
    lines = performance_table(judgements, COUNCIL, MAY.as_at).text.splitlines()
    headings, cells = (
        [part.strip().replace("\u00a0", " ") for part in each.strip("|").split("|")]
        for each in (lines[0], lines[2])
    )
    return dict(zip(headings, cells, strict=True))


def published(indicator_measure, **values):
    rows = [(indicator_measure, "words", 2020, area, value, "DfE") for area, value in values.items()]
    return pd.DataFrame(rows, columns=["measure", "description", "year", "area", "value", "source"])


def test_a_row_says_target_change_and_signal_apart():
    found = line(
        judged(
            series("visits_on_time", FALLING), "visits_on_time", targets={"visits_on_time": target(above=98)}
        )
    )
    assert found["Indicator"] == "Visits on time"
    assert found["Now"] == "60.0%"
    assert found["Target"] == "○ not met: above 98%"
    assert found["Since last period"] == "↓ 31, worse"
    assert found["In a year"] == "↓ 30, worse"
    assert found["Signal"] == "■ worse"
    assert found["As at"] == "31 May"


@pytest.mark.parametrize(
    ("value", "words"),
    [(99.0, "● met: above 98%"), (96.0, "◐ within tolerance: above 98%"), (94.0, "○ not met: above 98%")],
)
def test_each_standing_has_a_symbol_and_a_word(value, words):
    targets = {"pep": target(above=98, tolerated=95)}
    assert (
        line(judged([row("pep", "2020-03-13", value, "snapshot")], "pep", targets=targets))["Target"] == words
    )


def test_without_data_a_row_says_so_and_nothing_fails():
    found = line(judged([], "dental"))
    assert (found["Now"], found["Target"], found["As at"]) == ("no data", "–", "no data")
    assert (found["Since last period"], found["Signal"]) == ("–", "– not judged")


def test_few_points_are_provisional_and_rolling_ones_overlap():
    assert (
        line(judged(series("dental", [80.0, 82.0, 80.0]), "dental"))["Signal"]
        == "□ no signal, provisional, overlapping"
    )


def test_an_indicator_without_a_direction_is_high_or_low_not_good_or_bad():
    found = line(judged(series("started", [20.0, 21.0] * 6 + [40.0], unit="children"), "started"))
    assert (found["Since last period"], found["Signal"]) == ("↑ 19", "■ high")


def test_an_old_figure_is_marked():
    old = judged([row("pep", "2020-01-10", 97.0, "snapshot")], "pep")
    recent = judged([row("pep", "2020-03-13", 97.0, "snapshot")], "pep")
    last_year = judged([row("pep", "2019-12-13", 97.0, "snapshot")], "pep")
    assert [line(one)["As at"] for one in (old, recent, last_year)] == [
        "10 Jan, old",
        "13 Mar",
        "13 Dec 2019, old",
    ]


def test_a_benchmark_of_another_definition_is_marked_and_a_count_has_none():
    dental = judged(
        series("dental", [76.0]),
        "dental",
        published=published("dental_check", **{"England": 86.0, COUNCIL["similar"]: 83.0}),
    )
    found = line(dental)
    assert (found["England 2020"], found["Similar 2020"]) == ("86.0%\\*", "83.0%\\*")
    count = judged(
        series("started", [20.0], unit="children"), "started", published=published("started", England=31010.0)
    )
    assert line(count)["England 2020"] == "–"


def test_a_part_has_no_row_beside_its_whole():
    whole = judged(series("children_in_care", [717.0], unit="children"), "children_in_care")
    parts = series("children_in_care", [77.0], unit="children", category="uasc")
    part = judged([*series("children_in_care", [717.0], unit="children"), *parts], "children_in_care", "uasc")
    assert len(performance_table([whole, part], COUNCIL, MAY.as_at).text.splitlines()) == 3


def test_the_trend_is_the_last_twelve_figures_with_a_hyphen_for_a_gap():
    visits = judged(series("visits_on_time", [1.0, *FALLING[:-2], float("nan"), 60.4]), "visits_on_time")
    assert line(visits)["Trend"] == f"[{'91.0 90.0 ' * 5}- 60.4]{{.trend}}"
    count = judged(series("children_in_care", [1480.0, 1502.0], unit="children"), "children_in_care")
    assert line(count)["Trend"] == "[1480 1502]{.trend}"


def test_there_is_no_trend_of_one_point_or_of_points_uneven_in_time():
    assert line(judged(series("visits_on_time", [70.0]), "visits_on_time"))["Trend"] == "–"
    assert line(judged(series("visits_on_time", [float("nan"), 70.0]), "visits_on_time"))["Trend"] == "–"
    pep = judged([row("pep", day, 97.0, "snapshot") for day in ("2019-03-13", "2020-03-13")], "pep")
    assert line(pep)["Trend"] == "–"


def test_a_comparison_has_every_area_the_place_and_whether_it_is_the_same_measure():
    three = judged(
        series("three_or_more_placements", [7.7]),
        "three_or_more_placements",
        published=published(
            "three_or_more_placements",
            **{
                "Ourshire": 8.0,
                "England": 11.0,
                COUNCIL["similar"]: 13.2,
                "Authorities, lower quartile": 9.0,
                "Authorities, upper quartile": 12.75,
            },
        ),
    )
    made = comparisons([three, judged([], "dental")], COUNCIL)
    headings, _, only = (
        [cell.strip() for cell in text.strip("|").split("|")] for text in made.text.splitlines()
    )
    assert headings[:5] == ["Indicator", "Ourshire", "England", "Our region", "Similar"]
    assert only[:7] == [
        "3 or more placements",
        "8.0%",
        "11.0%",
        "no\u00a0data",
        "13.2%",
        "best 25%",
        "2020",
    ]
    assert only[7] == "no"
    assert "Source: DfE. Where ours is not like for like" in made.caption


def test_a_count_is_not_compared_and_without_published_figures_it_says_so():
    count = judged(
        series("started", [20.0], unit="children"), "started", published=published("started", England=31010.0)
    )
    assert comparisons([count], COUNCIL).text == "Nothing is published to compare with."


def test_the_key_explains_every_symbol():
    assert all(symbol in KEY for symbol in "●◐○–↑↓→■□*")


def test_reasons_are_the_target_the_signal_the_year_and_the_place_among_authorities():
    stability = judged(
        series("long_term_stability", [70.0, 71.0] * 6 + [60.0]),
        "long_term_stability",
        targets={"long_term_stability": target(above=80)},
        published=published(
            "long_term_stability",
            **{"Ourshire": 74.0, "Authorities, lower quartile": 65.0, "Authorities, upper quartile": 72.0},
        ),
    )
    good, bad = reasons(stability, "Ourshire")
    assert good == ["among the best 25% of authorities in 2020, as the DfE measures it"]
    assert bad == [
        "misses its target, above 80%, which its usual range does not reach",
        "below its usual range",
        "down 10 points in a year",
    ]


def test_the_signal_of_overlapping_points_is_no_reason():
    moved = series("dental", [80.0, 82.0] * 6 + [60.0])
    assert reasons(judged(moved, "dental"), "Ourshire") == ([], ["down 20 points in a year"])


def parts_of(text):
    """The sentences under each of the three headings."""
    return [part.strip() for part in re.split("### .*", text)[1:]]


def test_highlights_name_the_figure_its_days_where_others_and_lead_to_its_section():
    visits = judged(
        series("visits_on_time", FALLING), "visits_on_time", targets={"visits_on_time": target(above=98)}
    )
    pep = judged([row("pep", "2020-03-13", 99.0, "snapshot")], "pep", targets={"pep": target(above=98)})
    well, attention, moved = parts_of(highlights([visits, pep], "Ourshire").text)
    assert (
        well == "- [Personal Education Plan](#education-and-missing): 99.0% (99 of 100) at 13 March 2020; "
        "meets its target, above 98%."
    )
    assert attention.startswith(
        "- [Visits on time](#service-standards): 60.0% (60 of 100); misses its target, above 98%"
    )
    assert "down 31 points from 91.0%" in moved


def test_a_quarter_a_year_to_date_and_a_count_say_what_they_are():
    quarters = series(
        "initial_health_on_time", [30.0] * 5 + [60.0], last=ReportingMonth(2020, 3), kind="quarter"
    )
    quarters = [
        (*one[:3], one[4] - pd.DateOffset(months=3) + pd.DateOffset(days=1), *one[4:]) for one in quarters
    ]
    year_to_date = [row("neet", "2019-05-31", 20.0, "ytd"), row("neet", "2020-05-31", 30.0, "ytd")]
    year_to_date = [(*one[:3], one[4].replace(month=4, day=1), *one[4:]) for one in year_to_date]
    children = series("missing_children", [20.0] * 11 + [21.0, 40.0], unit="children")
    shown = [
        judged(quarters, "initial_health_on_time"),
        judged(year_to_date, "neet"),
        judged(children, "missing_children"),
    ]
    text = highlights(shown, "Ourshire").text
    assert "60.0% (60 of 100) in January to March 2020; " in text
    assert "30.0% (30 of 100) since 1 April 2020; " in text
    assert "40 children; " in text


def test_a_missed_target_needs_attention_whatever_else_goes_well():
    stability = judged(
        series("long_term_stability", [50.0, 52.0] * 6 + [70.0]),
        "long_term_stability",
        targets={"long_term_stability": target(above=80)},
    )
    good, bad = reasons(stability, "Ourshire")
    assert len(good) > len(bad)
    well, attention, _ = parts_of(highlights([stability], "Ourshire").text)
    assert "Nothing stands out" in well and "misses its target, above 80%" in attention


def test_where_nothing_stands_out_it_says_so():
    assert highlights([judged([], "dental")], "Ourshire").text.count("Nothing stands out.") == 3


def test_of_two_with_as_many_reasons_the_one_that_moved_more_comes_first():
    moved = {"neet": (20.0, 30.0), "annual_health": (90.0, 89.0)}
    both = [
        judged([row(id, "2019-05-31", before, "ytd"), row(id, "2020-05-31", now, "ytd")], id)
        for id, (before, now) in moved.items()
    ]
    for given in (both, both[::-1]):
        attention = parts_of(highlights(given, "Ourshire").text)[1]
        assert attention.index("Not in education") < attention.index("Annual health")


def test_at_most_five_are_named():
    all_met = [
        judged([row("pep", "2020-03-13", 99.0, "snapshot")], "pep", targets={"pep": target(above=98)})
    ] * 7
    assert highlights(all_met, "Ourshire").text.count("Personal Education Plan") == 5


def test_the_day_of_the_page_is_the_as_at_date():
    assert "31 May 2020" in performance_table([judged([], "dental")], COUNCIL, datetime(2020, 5, 31)).caption
