"""Every chart by its specification, and by the boxes of its words: none touches another, none is cut, none is too small."""

from dataclasses import replace
from itertools import pairwise

import pandas as pd
import pytest
import vl_convert
from handmade import MAY, handmade_board, handmade_measures
from hypothesis import given
from hypothesis import strategies as st
from scorecard.display import charts
from scorecard.display.axes import LINE, height_on, keep_clear, scale_of
from scorecard.display.theme import FONT, HEIGHT
from scorecard.judgement.targets import IndicatorTargets
from scorecard.reporting_month import ReportingMonth
from text_boxes import collisions, drawn

FIGURES = {
    ("children_in_care",): charts.over_time,
    ("started", "ceased"): charts.paired_over_time,
    ("legal_status",): charts.groups,
    ("time_in_care",): charts.bands,
    ("reviews_on_time",): charts.over_time,
    ("visits_on_time",): charts.over_time,
    ("three_or_more_placements",): charts.over_time,
    ("long_term_stability",): charts.over_time,
    ("placement_type",): charts.groups,
    ("other_settings",): charts.groups,
    ("pep",): charts.part_of_whole,
    ("missing_children", "missing_episodes"): charts.paired_over_time,
    ("initial_health_on_time",): charts.quarters,
    ("entry_to_placement", "order_to_match"): charts.days_against_target,
    ("neet",): charts.bands,
}
# A chart of 400 units is printed 10.2 cm wide: 9 pt are 12.45 units.
SMALLEST = 9 / (10.2 / 2.54 * 72 / 400)


def _without_data(measures: pd.DataFrame) -> pd.DataFrame:
    """Nothing happened: shares of nothing, and no child anywhere."""
    no_share = measures["denominator"].notna()
    return measures.assign(
        numerator=0.0,
        denominator=measures["denominator"].where(~no_share, 0.0),
        value=(measures["value"] * 0).where(~no_share),
    )


def _last_point_only(measures: pd.DataFrame) -> pd.DataFrame:
    last = measures.groupby("indicator")["period_end"].transform("max") == measures["period_end"]
    return measures.assign(value=measures["value"].where(last))


CASES = {
    "May 2020": (MAY, lambda measures: measures),
    "August 2020": (ReportingMonth(2020, 8), lambda measures: measures),
    "March 2019": (ReportingMonth(2019, 3), lambda measures: measures),
    "April 2020": (ReportingMonth(2020, 4), lambda measures: measures),
    "two years": (MAY, lambda measures: pd.concat([handmade_measures(MAY.previous(12)), measures])),
    "few, of two years": (
        MAY,
        lambda measures: pd.concat(
            [handmade_measures(MAY.previous(12), size=1 / 10), handmade_measures(size=1 / 10)]
        ),
    ),
    "ten times as large": (MAY, lambda measures: handmade_measures(size=10)),
    "without data": (MAY, _without_data),
    "one point": (MAY, _last_point_only),
}


@pytest.fixture(scope="module")
def boards():
    made = {}

    def board(case):
        if case not in made:
            month, alter = CASES[case]
            made[case] = handmade_board(alter(handmade_measures(month)), month)
        return made[case]

    return board


@pytest.mark.parametrize("case", CASES)
def test_no_words_touch_are_cut_or_are_too_small(boards, case):
    for chart in drawn(*(figure(boards(case).view(ids)) for ids, figure in FIGURES.items())):
        assert chart.width == 400
        assert not collisions(chart.boxes)
        assert not [box.words for box in chart.boxes if box.left < 0 or box.right > chart.width]
        assert not [box.words for box in chart.boxes if box.top < 0 or box.bottom > chart.height]
        assert chart.boxes and min(box.size for box in chart.boxes) >= SMALLEST


def _words(chart) -> list[str]:
    return drawn(chart)[0].words


def _specification(board, *ids) -> dict:
    return FIGURES[ids](board.view(ids)).to_dict()


def _marks(specification: dict) -> list[tuple[str, str]]:
    return [(layer["mark"]["type"], layer["mark"]["style"]) for layer in specification["layer"]]


def test_a_share_over_time_has_its_target_its_last_point_and_where_its_scale_starts(boards):
    specification = _specification(boards("May 2020"), "visits_on_time")

    assert _marks(specification) == [
        ("rect", "usual-range"),
        ("rect", "target-band"),
        ("rule", "target"),
        ("rule", "year-boundary"),
        ("text", "year-before"),
        ("text", "year-after"),
        ("line", "series"),
        ("point", "month"),
        ("point", "now"),
        ("text", "now-label"),
        ("text", "side-label"),
        ("text", "side-label"),
    ]
    assert specification["title"] == "Per cent (scale starts at 60%, not at zero)"
    line = specification["layer"][6]["encoding"]
    assert line["y"]["scale"]["domain"] == [60, 100]
    assert line["x"]["scale"]["domain"][0] == "2019-06"
    assert line["x"]["scale"]["domain"][-1] == "2020-05"


def test_two_years_have_a_ring_at_the_year_before_and_what_is_published_at_its_march(boards):
    dental = _specification(boards("two years"), "three_or_more_placements")
    assert ("point", "year-ago") in _marks(dental) and "ring: a year ago" in dental["title"]
    (ring,) = [layer for layer in dental["layer"] if layer["mark"]["style"] == "year-ago"]
    assert [point["month"] for point in ring["data"]["values"]] == ["2019-05"]
    stability = charts.over_time(boards("two years").view(("long_term_stability",)))
    assert {"England 68%", "Similar 67%", "2018/19", "2019/20"} <= set(_words(stability))
    (marks,) = [layer for layer in stability.to_dict()["layer"] if layer["mark"]["style"] == "published"]
    assert {mark["month"] for mark in marks["data"]["values"]} == {"2019-03"}


def test_limits_step_with_the_denominator_and_stand_only_where_a_month_can_be_judged(boards):
    visits, dental = (
        _specification(boards("two years"), id) for id in ("visits_on_time", "three_or_more_placements")
    )
    (band,) = [layer for layer in visits["layer"] if layer["mark"]["style"] == "usual-range"]
    assert len(band["data"]["values"]) == 24
    assert ("rect", "usual-range") not in _marks(dental)


def test_a_step_change_is_a_dotted_line_where_it_begins_and_is_told_with_its_reason(boards):
    steps = {"visits_on_time": {"step_changes": [{"from": "2019-11", "reason": "Visits by video"}]}}
    declared = {id: IndicatorTargets.model_validate(each) for id, each in steps.items()}
    board = replace(boards("two years"), targets=declared)
    (line,) = [
        layer
        for layer in _specification(board, "visits_on_time")["layer"]
        if layer["mark"]["style"] == "step-change"
    ]
    assert line["data"]["values"] == [{"month": "2019-11"}]
    figure = board.figure("visits_on_time", charts.over_time)
    told = "A step change (dotted line) in November 2019: Visits by video; the usual range starts anew there."
    assert told in figure.caption and told in figure.alt
    both = board.figure(("started", "ceased"), charts.paired_over_time)
    assert "step change" not in both.caption and ("rule", "step-change") not in _marks(both.chart.to_dict())
    assert ("rule", "step-change") not in _marks(_specification(boards("two years"), "visits_on_time"))


def test_of_a_pair_the_one_that_is_judged_against_a_year_before_has_a_ring_there(boards):
    view = boards("two years").view(("missing_children", "missing_episodes"))
    drawn = charts.paired_over_time(view).to_dict()
    (ring,) = [layer for layer in drawn["layer"] if layer["mark"]["style"] == "year-ago-around"]
    ago = view[(view["indicator"] == "missing_children") & (view["period_end"] == pd.Timestamp("2019-05-31"))]
    assert [(each["month"], each["value"]) for each in ring["data"]["values"]] == [
        ("2019-05", ago["value"].item())
    ]
    assert drawn["title"] == "Number (ring: a year ago)"
    flows = charts.paired_over_time(boards("two years").view(("started", "ceased")))
    assert flows.to_dict()["title"] == "Number"


def test_a_share_of_fewer_than_a_hundred_shows_where_chance_may_put_it(boards):
    few, many = (
        _specification(boards(case), "three_or_more_placements")
        for case in ("few, of two years", "two years")
    )
    assert ("rule", "interval") in _marks(few) and ("rule", "interval") not in _marks(many)
    (line,) = [layer for layer in few["layer"] if layer["mark"]["style"] == "interval"]
    (ends,) = line["data"]["values"]
    assert ends["chance_low"] < 7.7 < ends["chance_high"]


def test_a_heading_that_is_too_long_takes_two_lines(boards):
    view = boards("two years").view(("long_term_stability",))
    assert charts.over_time(view).to_dict()["title"].endswith("not at zero) (ring: a year ago)")
    few = view.assign(chance_low=60.0, chance_high=70.0)
    first, then = charts.over_time(few).to_dict()["title"]
    assert (
        first.endswith("not at zero)") and then == "(ring: a year ago; upright line: where chance may put it)"
    )


def test_a_value_stands_on_its_column_where_the_ring_of_a_year_ago_leaves_room(boards):
    view = boards("two years").view(("initial_health_on_time",))
    clear = []
    for ago in (40.0, 90.0):
        to_date = view["period_type"] == "ytd"
        drawn = charts.quarters(view.assign(year_ago=view["year_ago"].mask(to_date, ago))).to_dict()
        (column,) = [each for each in drawn["data"]["values"] if each["period_type"] == "ytd"]
        clear.append((column["clear"], column["top"]))
    (near, _), (far, top) = clear
    assert near == 40 and far == top


def test_names_of_what_is_published_keep_off_the_line(boards):
    view = boards("two years").view(("long_term_stability",))
    for own in (62.0, 68.0):
        drawn = charts.over_time(view.assign(value=own)).to_dict()
        names = [layer for layer in drawn["layer"] if layer["mark"].get("style") == "published-name"]
        scales = [layer["encoding"]["y"].get("scale") for layer in drawn["layer"]]
        start, end = next(each["domain"] for each in scales if each)
        line = height_on((start, end, 1), own)
        assert len(names) == 2
        assert all(abs(layer["encoding"]["y"]["value"] - line) >= LINE / 2 for layer in names), own


def test_months_are_short_with_the_year_once(boards):
    words = _words(charts.over_time(boards("May 2020").view(("visits_on_time",))))

    assert [word for word in words if word in {"Jul", "Sep", "Nov", "Jan", "Mar", "May"}] == [
        "Jul", "Sep", "Nov", "Jan", "Mar", "May",
    ]  # fmt: skip
    assert words.count("2019") == words.count("2020") == 1
    assert {"2019/20", "2020/21", "72.9%", "Target", "above 98%"} <= set(words)


def test_every_step_of_the_scale_is_named(boards):
    words = _words(charts.paired_over_time(boards("May 2020").view(("missing_children", "missing_episodes"))))

    assert {"0", "20", "40", "60", "80", "100"} <= set(words)


def test_a_series_that_ends_in_march_has_no_year_boundary(boards):
    march = _specification(boards("March 2019"), "visits_on_time")

    assert ("rule", "year-boundary") not in _marks(march)


def test_a_month_without_data_is_a_gap_not_a_zero(boards):
    specification = _specification(boards("May 2020"), "reviews_on_time")
    points = next(each["data"]["values"] for each in [specification, *specification["layer"]] if _many(each))

    assert [row["value"] for row in points if row["month"] == "2019-09"] == [None]
    assert specification["title"].startswith("Per cent (scale starts at 85%")


def _many(layer: dict) -> bool:
    return len(layer.get("data", {}).get("values", [])) == 12


def test_without_data_the_chart_says_so(boards):
    nothing = boards("without data")

    assert {"no data", "for May"} <= set(_words(charts.over_time(nothing.view(("visits_on_time",)))))
    assert "no data" in _words(charts.part_of_whole(nothing.view(("pep",))))
    assert "No children" in _words(charts.groups(nothing.view(("other_settings",))))
    quarters = _words(charts.quarters(nothing.view(("initial_health_on_time",))))
    assert quarters.count("no") == quarters.count("data") == 9


def test_bars_are_ordered_and_carry_number_and_share(boards):
    board = boards("May 2020")

    by_size = _words(charts.groups(board.view(("legal_status",))))
    assert by_size.index("440 (61.4%)") < by_size.index("120 (16.7%)") < by_size.index("2 (0.3%)")
    in_order = _words(charts.bands(board.view(("age",))))
    assert in_order[-5:] == ["26 (3.6%)", "66 (9.2%)", "130 (18.1%)", "275 (38.4%)", "220 (30.7%)"]


def test_a_part_of_other_groups_stands_last_and_adds_nothing_to_the_whole(boards):
    words = _words(charts.groups(boards("May 2020").view(("placement_type",))))

    assert words[-1] == "61 (11.7%)"
    assert "280 (39.1%)" in words


def test_groups_without_anyone_are_left_out_of_the_chart_but_not_of_the_table(boards):
    board = boards("May 2020")

    assert "Temporary" not in _words(charts.groups(board.view(("other_settings",))))
    assert "| Temporary | 0 |" in board.table("other_settings").text


def test_quarters_and_year_to_date_are_named_once(boards):
    words = _words(charts.quarters(boards("May 2020").view(("initial_health_on_time",))))

    assert words.count("Q1") == words.count("Q4") == 2
    assert words.count("2018/19") == words.count("2019/20") == 1
    assert {"Year to", "date", "58.3", "35.8"} <= set(words)


def test_a_mark_says_its_figure_in_the_picture_for_whoever_points_at_it(boards):
    said = {
        ("visits_on_time",): "May 2020: 72.9% (510 of 700)",
        ("children_in_care",): "May 2020: 717",
        ("missing_children", "missing_episodes"): "May 2020: 20 children, 36 episodes",
        ("started", "ceased"): "May 2020: 12 started, 14 ceased",
        ("initial_health_on_time",): "2018/19 Q1: 58.3% (35 of 60)",
        ("pep",): "13 March 2020: 98.9% (451 of 456)",
        ("legal_status",): "Full care order: 440 (61.4%)",
        (
            "entry_to_placement",
            "order_to_match",
        ): "Placement order to match: 267.3 days in May; target below 185 days",
    }
    for ids, words in said.items():
        assert f'aria-label="{words}"' in vl_convert.vegalite_to_svg(_specification(boards("May 2020"), *ids))


def test_pairs_are_told_apart_by_shape_as_well_as_colour(boards):
    specification = _specification(boards("May 2020"), "missing_children", "missing_episodes")
    styles = specification["config"]["style"]

    assert ("point", "first") in _marks(specification) and ("point", "second") in _marks(specification)
    assert styles["first"]["shape"] != styles["second"]["shape"]
    words = _words(charts.paired_over_time(boards("May 2020").view(("missing_children", "missing_episodes"))))
    assert {"20 children", "36 episodes"} <= set(words)
    few = handmade_measures()
    missing = few["indicator"].isin(["missing_children", "missing_episodes"])
    few.loc[missing, ["numerator", "value"]] = 1.0
    view = handmade_board(few).view(("missing_children", "missing_episodes"))
    assert {"1 child", "1 episode"} <= set(_words(charts.paired_over_time(view)))


def test_days_show_now_range_and_target(boards):
    view = boards("May 2020").view(("entry_to_placement", "order_to_match"))
    specification = charts.days_against_target(view).to_dict()

    assert [style for _, style in _marks(specification)].count("target-tick") == 2
    assert {"480 days in May; target below 430 days", "267.3 days in May; target below 185 days"} <= set(
        _words(charts.days_against_target(view))
    )


def test_the_font_is_one_that_every_renderer_has(boards):
    config = _specification(boards("May 2020"), "legal_status")["config"]

    assert config["font"] == FONT
    assert FONT.split(", ")[:2] == ["Liberation Sans", "Arial"]


def test_a_specification_holds_no_dates_that_a_browser_would_shift(boards):
    for ids in FIGURES:
        assert "T00:00:00" not in str(_specification(boards("May 2020"), *ids))


LABELS = st.lists(st.tuples(st.floats(0, HEIGHT), st.integers(1, 3)), min_size=1, max_size=3)


# two lines of "no data", three of a target and two of the usual range are the most
@given(LABELS.filter(lambda labels: sum(lines for _, lines in labels) <= 7))
def test_labels_keep_clear_of_each_other_and_inside_the_plot(wanted):
    lines = [count for _, count in wanted]
    tops = [first - LINE / 2 for first in keep_clear([at for at, _ in wanted], lines)]
    spans = sorted((top, top + count * LINE) for top, count in zip(tops, lines))

    assert spans[0][0] >= 0 and spans[-1][1] <= HEIGHT
    assert all(before[1] <= after[0] + 1e-9 for before, after in pairwise(spans))


@given(st.lists(st.floats(0, 100_000), min_size=1, max_size=12), st.sampled_from(["%", "children", "days"]))
def test_a_scale_holds_every_value(values, unit):
    values = [min(value, 100) for value in values] if unit == "%" else values
    start, end, step = scale_of(pd.Series(values), unit)

    assert start <= min(values) and max(values) <= end
    assert start >= 0 and step > 0 and (end - start) / step <= 12


def test_a_small_share_keeps_its_zero():
    assert scale_of(pd.Series([7.7, 9.1]), "%")[0] == 0
