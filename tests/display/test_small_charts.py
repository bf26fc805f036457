"""The small charts of the two sides: no word touches another, is cut or is under 7 points, whatever the figures."""

import pandas as pd
import pytest
from handmade import MAY, handmade_board, handmade_measures
from scorecard.display import small_charts
from scorecard.reporting_month import ReportingMonth
from test_charts import CASES
from text_boxes import collisions, drawn

FIGURES = {
    ("children_in_care",): small_charts.over_time,
    ("started", "ceased"): small_charts.paired_over_time,
    ("reviews_overdue", "visits_overdue"): small_charts.paired_over_time,
    ("legal_status",): small_charts.groups,
    ("time_in_care",): small_charts.bands,
    ("visits_on_time",): small_charts.over_time,
    ("placement_type",): small_charts.groups,
    ("other_settings",): small_charts.groups,
    ("pep",): small_charts.part_of_whole,
    ("missing_children", "missing_episodes"): small_charts.paired_over_time,
    ("initial_health_on_time",): small_charts.quarters,
    ("entry_to_placement", "order_to_match"): small_charts.days_against_target,
}


@pytest.mark.parametrize("case", CASES)
def test_no_words_touch_are_cut_or_are_under_7_points(case):
    month, alter = CASES[case]
    board = handmade_board(alter(handmade_measures(month)), month)
    for chart in drawn(*(figure(board.view(ids)) for ids, figure in FIGURES.items())):
        assert chart.width == small_charts.WIDTH and chart.height <= small_charts.HEIGHT
        assert not collisions(chart.boxes)
        assert not [box.words for box in chart.boxes if box.left < 0 or box.right > chart.width]
        assert not [box.words for box in chart.boxes if box.top < 0 or box.bottom > chart.height]
        assert chart.boxes and min(box.size for box in chart.boxes) >= 7


def test_a_year_of_which_one_quarter_is_shown_first_does_not_run_into_the_next():
    month = ReportingMonth(2020, 1)
    view = handmade_board(handmade_measures(month), month).view(("initial_health_on_time",))
    assert view[view["period_type"] == "quarter"]["period"].min().endswith("Q4")
    (chart,) = drawn(small_charts.quarters(view))
    assert not collisions(chart.boxes)


def test_the_groups_that_there_is_no_room_for_are_one_bar():
    measures = handmade_measures()
    settings = measures[measures["indicator"] == "other_settings"].assign(numerator=4.0, value=4.0)
    more = settings.assign(category=settings["category"] + " elsewhere")
    others = measures[measures["indicator"] != "other_settings"]
    board = handmade_board(pd.concat([others, settings, more], ignore_index=True), MAY)
    (chart,) = drawn(small_charts.groups(board.view(("other_settings",))))
    counted = [int(words.split()[0]) for words in chart.words if words.endswith("%)")]
    assert "All others" in chart.words and sum(counted) == 8 * len(settings)


def test_a_range_has_both_its_lines_from_the_month_in_which_it_began_to_hold():
    view = handmade_board().view(("children_in_care",))
    held = view["period_end"] >= "2020-03-01"
    view.loc[held, ["target_low", "target_high"]] = (700.0, 720.0)
    view.loc[~held, "target_low"] = 650.0
    layers = small_charts.over_time(view).to_dict()["layer"]
    drawn_at = [layer["data"]["values"][0] for layer in layers if layer["mark"].get("strokeDash")]
    months = [layer["data"]["values"] for layer in layers if layer["mark"]["type"] == "line"][0]
    assert len({rule["y"] for rule in drawn_at}) == 2
    assert {rule["x"] for rule in drawn_at} == {months[-3]["x"]}
