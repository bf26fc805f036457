"""Performance on a page: each figure with its symbol and word, and what a reader should know first."""

import re
from datetime import datetime

import pandas as pd
import pytest
from measure_rows import MAY, judged, proof, published, row, series, target
from scorecard.display.highlights import highlights
from scorecard.display.performance import KEY, comparisons, performance_table
from scorecard.display.standing import in_a_year
from scorecard.reporting_month import ReportingMonth

COUNCIL = {"area": "Ourshire", "region": "Our region", "similar": "Similar councils, mean"}
FALLING = [90.0, 91.0] * 6 + [60.0]
EFFECTS = proof(
    *(
        ("visits_on_time", kind, end, {"design_effect": 1.0})
        for kind, end in (("month", "2020-05-31"), ("year", "2020-05-31"), ("year", "2019-05-31"))
    )
)


def visits(before=90.0, now=60.0, **more):
    """Visits on time, the same share of 100 in each of 12 months, and of the 12 before."""
    rows = series("visits_on_time", [before] * 12 + [now] * 12)
    return judged(rows, "visits_on_time", evidence=EFFECTS, **more)


def wavering(before=61.0, now=60.0):
    """The same with a little up and down, so that no eight months lie on one side."""
    rows = series("visits_on_time", [about + 2 * (-1) ** n for about in (before, now) for n in range(12)])
    return judged(rows, "visits_on_time", evidence=EFFECTS)


def line(*judgements):
    """The first row of the table, by heading."""
    lines = performance_table(judgements, COUNCIL, MAY.as_at).text.splitlines()
    headings, cells = (
        [part.strip().replace("\u00a0", " ") for part in each.strip("|").split("|")]
        for each in (lines[0], lines[2])
    )
    return dict(zip(headings, cells, strict=True))


def test_a_row_says_target_change_and_month_apart():
    found = line(visits(targets={"visits_on_time": target(above=98)}))
    assert found["Indicator"] == "Visits on time"
    assert found["Now"] == "60.0%"
    assert found["Target"] == "○ above 98%: 39 short"
    assert found["Since last period"] == "→ same"
    assert found["In a year"] == "↓ 30 (−33.2 to −26.7), worse"
    assert found["This month"] == "■ low"
    assert found["As at"] == "31 May"


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (99.0, "● met: above 98%"),
        (98.0, "◐ above 98%: 1 short"),
        (96.0, "◐ above 98%: 3 short"),
        (94.0, "○ above 98%: 5 short"),
    ],
)
def test_each_standing_has_a_symbol_and_a_word(value, words):
    targets = {"pep": target(above=98, tolerated=95)}
    assert (
        line(judged([row("pep", "2020-03-13", value, "snapshot")], "pep", targets=targets))["Target"] == words
    )


def test_without_data_a_row_says_so_and_nothing_fails():
    found = line(judged([], "dental"))
    assert (found["Now"], found["Target"], found["As at"]) == ("no data", "–", "no data")
    assert (found["Since last period"], found["In a year"], found["This month"]) == ("–", "–", "–")


def test_a_change_that_chance_may_explain_has_its_figure_and_no_more():
    found = line(wavering())
    assert (found["In a year"], found["This month"]) == ("↓ 1, about the same", "□ usual")


def test_of_fewer_than_twenty_a_row_says_that_they_are_too_few():
    rows = [
        row("dental", f"{year}-05-31", 50.0, month=f"{year}-05", numerator=6.0, denominator=12.0)
        for year in (2019, 2020)
    ]
    assert line(judged(rows, "dental"))["In a year"] == "→ same, too few to tell"


def test_a_roll_says_of_how_many_it_is_not_so():
    rows = [
        row("pep", f"{year}-03-13", value, "snapshot", month=f"{year}-05")
        for year, value in ((2019, 90.0), (2020, 95.0))
    ]
    assert line(judged(rows, "pep"))["In a year"] == "not so for 5, before 10"


def test_an_indicator_without_a_direction_is_high_or_low_not_good_or_bad():
    found = line(judged(series("started", [20.0, 21.0] * 6 + [60.0], unit="children"), "started"))
    assert (found["Since last period"], found["This month"]) == ("↑ 39", "■ high")
    fell = judged(
        series("started", [27.0] * 12 + [17.0] * 12, unit="children", denominator=float("nan")), "started"
    )
    assert line(fell)["In a year"] == "↓ 120 (−153 to −81)"
    assert in_a_year(fell).endswith("120 fewer (81 to 153), more than chance explains")


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
    assert (found["England 2019"], found["Similar 2019"]) == ("86%\\*", "83%\\*")
    count = judged(
        series("started", [20.0], unit="children"), "started", published=published("started", England=31010.0)
    )
    assert line(count)["England 2019"] == "–"


def test_a_part_has_no_row_beside_its_whole():
    whole = judged(series("children_in_care", [717.0], unit="children"), "children_in_care")
    parts = series("children_in_care", [77.0], unit="children", category="uasc")
    part = judged([*series("children_in_care", [717.0], unit="children"), *parts], "children_in_care", "uasc")
    assert len(performance_table([whole, part], COUNCIL, MAY.as_at).text.splitlines()) == 3


def test_the_trend_is_the_last_twelve_figures_with_a_hyphen_for_a_gap():
    gap = judged(series("visits_on_time", [1.0, *FALLING[:-2], float("nan"), 60.4]), "visits_on_time")
    assert line(gap)["Trend"].startswith(f"[{'91.0 90.0 ' * 5}- 60.4]{{.trend ")
    count = judged(series("children_in_care", [1480.0, 1502.0], unit="children"), "children_in_care")
    heard = "lowest 1,480 in April 2020, highest 1,502 in May 2020, now 1,502"
    assert line(count)["Trend"] == f'[1480 1502]{{.trend heard="{heard}"}}'


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
    assert headings[:6] == ["Indicator", "Ours now", "Ourshire", "England", "Our region", "Similar"]
    assert only == [
        "3 or more placements",
        "8%",
        "8%",
        "11%",
        "no\u00a0data",
        "13%",
        "lowest quarter",
        "2019",
        "no",
    ]
    assert "Source: DfE. Where ours is not like for like" in made.caption


def test_suitable_accommodation_is_compared_with_suitable():
    rows = [
        row("unsuitable_accommodation", "2020-05-31", 11.3, "ytd"),
        row("unsuitable_accommodation", "2020-05-31", 79.0, "ytd", "suitable"),
    ]
    england = published("care_leavers_suitable_accommodation", England=85.0)
    found = judged(rows, "unsuitable_accommodation", published=england)
    cells = comparisons([found], COUNCIL).text.splitlines()[2].split("|")
    assert [cell.strip() for cell in cells[1:5]] == [
        "Unsuitable accommodation: suitable",
        "79%",
        "no\u00a0data",
        "85%",
    ]
    assert line(found)["England 2019"] == "–", "what is left of the DfE's is not unsuitable"


def test_a_count_is_not_compared_and_without_published_figures_it_says_so():
    count = judged(
        series("started", [20.0], unit="children"), "started", published=published("started", England=31010.0)
    )
    assert comparisons([count], COUNCIL).text == "Nothing is published to compare with."


def test_the_key_explains_every_symbol():
    assert all(symbol in KEY for symbol in "●◐○–↑↓→■□*")


def parts_of(text):
    """The sentences under each of the three headings."""
    return [part.strip() for part in re.split("### .*", text)[1:]]


def test_highlights_name_the_figure_its_days_its_interval_and_lead_to_its_section():
    missed = visits(targets={"visits_on_time": target(above=98)})
    pep = judged([row("pep", "2020-03-13", 99.0, "snapshot")], "pep", targets={"pep": target(above=98)})
    well, attention, others = parts_of(highlights([missed, pep]).text)
    assert (
        well == "- [Personal Education Plan](#education-and-missing): 99.0% (99 of 100) at 13 March 2020; "
        "meets its target, above 98%."
    )
    assert attention == (
        "- [Visits on time](#service-standards): 60.0% (60 of 100; 50.2% to 69.1%); misses its target, above 98%: 39 visits "
        "short; below its usual range, 62.0% to 88.0%; 60.0% (720 of 1,200) in the 12 months to "
        "May 2020, 90.0% (1,080 of 1,200) in the 12 before: 30 points lower (26.7 to 33.2), worse."
    )
    assert others.startswith("Nothing stands out.\n\nChanges in a year that were looked at: 1.")


def test_nothing_is_named_where_there_was_no_year_to_look_at():
    first = judged([row("pep", "2020-03-13", 99.0, "snapshot")], "pep")
    assert highlights([first]).text.endswith(
        "Nothing stands out.\n\nThere was no change in a year to look at. Brackets show where a figure may lie, as far as "
        "chance goes."
    )


def test_where_the_interval_holds_the_target_it_may_be_chance():
    near = visits(before=97.0, now=97.0, targets={"visits_on_time": target(above=98)})
    assert (
        "misses its target, above 98%: 2 visits short (may be chance: 91.5% to 99.0%)"
        in highlights([near]).text
    )
    on_it = visits(before=98.0, now=98.0, targets={"visits_on_time": target(at_least=98)})
    assert "meets its target, at least 98% (may be chance: " in highlights([on_it]).text
    assert (
        "misses its target, above 98%: one visit short"
        in highlights([visits(98.0, 98.0, targets={"visits_on_time": target(above=98)})]).text
    )


def test_what_chance_may_explain_has_no_place():
    well, attention, others = parts_of(highlights([wavering()]).text)
    assert (well, attention) == ("Nothing stands out.", "Nothing stands out.")
    assert others.startswith("Nothing stands out.")


def test_better_goes_well_and_neither_way_is_told_apart():
    fell = judged(
        series("started", [27.0] * 12 + [17.0] * 12, unit="children", denominator=float("nan")), "started"
    )
    well, attention, others = parts_of(highlights([visits(60.0, 90.0), fell]).text)
    assert well.endswith("30 points higher (26.7 to 33.2), better.")
    assert attention == "Nothing stands out."
    assert others.startswith("- [Started](#headline-figures): 17 children; ")


def test_a_quarter_a_year_to_date_and_a_count_say_what_they_are():
    quarters = series(
        "initial_health_on_time", [30.0] * 5 + [60.0], last=ReportingMonth(2020, 3), kind="quarter"
    )
    quarters = [
        (*one[:3], one[4] - pd.DateOffset(months=3) + pd.DateOffset(days=1), *one[4:]) for one in quarters
    ]
    year_to_date = [row("neet", "2019-05-31", 20.0, "ytd"), row("neet", "2020-05-31", 90.0, "ytd")]
    year_to_date = [(*one[:3], one[4].replace(month=4, day=1), *one[4:]) for one in year_to_date]
    children = series("started", [20.0] * 12 + [90.0], unit="children", denominator=float("nan"))
    shown = [
        judged(quarters, "initial_health_on_time", targets={"initial_health_on_time": target(above=90)}),
        judged(year_to_date, "neet"),
        judged(children, "started"),
    ]
    text = highlights(shown).text
    assert "60.0% (60 of 100; 50.2% to 69.1%) in January to March 2020; " in text
    assert "90.0% (90 of 100; 82.6% to 94.5%) since 1 April 2020; " in text
    assert "90 children; above its usual range, " in text


def test_a_missed_target_needs_attention_whatever_else_goes_well():
    better = visits(60.0, 90.0, targets={"visits_on_time": target(above=98)})
    well, attention, _ = parts_of(highlights([better]).text)
    assert "Nothing stands out" in well and "misses its target, above 98%" in attention


def test_targets_missed_come_first_by_how_far_then_changes_by_their_evidence():
    missed = [
        judged(series(id, [value]), id, targets={id: target(at_least=90)})
        for id, value in (("dental", 85.0), ("pathway_plan", 60.0))
    ]
    worse = [
        judged(
            [
                row(id, f"{year}-05-31", value, month=f"{year}-05")
                for year, value in ((2019, 90.0), (2020, now))
            ],
            id,
        )
        for id, now in (("annual_health", 70.0), ("long_term_stability", 40.0))
    ]
    attention = parts_of(highlights([*worse, *missed]).text)[1]
    names = re.findall(r"\[(.*?)\]", attention)
    assert names == [
        "Pathway plan",
        "Dental check",
        "Long-term stability (under 16)",
        "Annual health assessment",
    ]


def test_a_target_of_none_ranks_by_no_unit():
    few = judged(
        series("visits_overdue", [0.4]), "visits_overdue", targets={"visits_overdue": target(at_most=0)}
    )
    days = judged(
        series("order_to_match", [200.0], unit="days"),
        "order_to_match",
        targets={"order_to_match": target(at_most=121)},
    )
    for missed in ([few, days], [days, few]):
        names = re.findall(r"\[(.*?)\]", parts_of(highlights(missed).text)[1])
        assert names == ["Visits overdue", "Placement order to match"]


def test_where_nothing_stands_out_it_says_so():
    assert highlights([judged([], "dental")]).text.count("Nothing stands out.") == 3


def test_at_most_five_are_named():
    all_met = [
        judged([row("pep", "2020-03-13", 99.0, "snapshot")], "pep", targets={"pep": target(above=98)})
    ] * 7
    assert highlights(all_met).text.count("Personal Education Plan") == 5


def test_the_day_of_the_page_is_the_as_at_date():
    assert "31 May 2020" in performance_table([judged([], "dental")], COUNCIL, datetime(2020, 5, 31)).caption
