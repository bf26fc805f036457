"""Judgement: three signals that are never merged, and words, not failures, where there is nothing to judge."""

import pandas as pd
import pytest
from measure_rows import MAY, NOTHING_PUBLISHED, frame, judged, row, series, target
from scorecard.judgement.judge import Direction, judge, months_judged
from scorecard.judgement.targets import AgainstTarget, IndicatorTargets, StepChange
from scorecard.judgement.variation import Assurance, Signal
from scorecard.reporting_month import ReportingMonth


@pytest.mark.parametrize(
    ("indicator", "unit", "before", "now", "difference", "direction"),
    [
        ("visits_on_time", "%", 70.0, 72.5, 2.5, Direction.BETTER),
        ("visits_on_time", "%", 72.5, 70.0, -2.5, Direction.WORSE),
        ("order_to_match", "days", 250.0, 267.0, 17.0, Direction.WORSE),
        ("started", "children", 20.0, 25.0, 5.0, Direction.NEITHER),
        ("visits_on_time", "%", 72.51, 72.49, 0.0, Direction.SAME),
        ("visits_on_time", "%", 72.96, 72.93, -0.03, Direction.WORSE),
    ],
)
def test_change_is_in_the_indicators_own_terms_and_knows_which_way_is_good(
    indicator, unit, before, now, difference, direction
):
    change = judged(series(indicator, [before, now], unit=unit), indicator).change
    assert change.difference == pytest.approx(difference)
    assert change.direction is direction


def test_a_month_is_compared_with_the_same_month_a_year_before():
    rows = series("visits_on_time", [60.0] + [70.0] * 11 + [72.0])
    assert judged(rows, "visits_on_time").change_in_year.difference == 12


def test_a_quarter_is_compared_with_the_same_quarter_a_year_before():
    rows = series("adopted_share", [20.0, 10.0, 12.0, 14.0, 25.0], ReportingMonth(2020, 3), kind="quarter")
    found = judged(rows, "adopted_share")
    assert (found.change.difference, found.change_in_year.difference) == (11, 5)


def test_a_period_that_is_missing_is_no_data_not_the_one_before_it():
    rows = series("visits_on_time", [60.0, 70.0, 72.0])
    assert judged([rows[0], rows[2]], "visits_on_time").change.direction is Direction.NO_DATA


def test_a_year_to_date_does_not_reach_into_the_year_before():
    april = ReportingMonth(2020, 4)
    rows = [
        row("neet", "2020-03-31", 40.0, "ytd", month="2020-03"),
        row("neet", "2020-04-30", 44.0, "ytd", month="2020-04"),
        row("neet", "2019-04-30", 50.0, "ytd", month="2019-04"),
    ]
    found = judged(rows, "neet", month=april)
    assert found.change.direction is Direction.NO_DATA
    assert found.change_in_year.direction is Direction.BETTER
    assert found.variation is None


def test_a_roll_is_compared_with_the_one_that_was_the_latest_a_month_ago_and_a_year_ago():
    rows = [
        row("pep", "2019-03-15", 97.0, "snapshot", month="2019-05"),
        row("pep", "2019-12-13", 98.0, "snapshot", month="2020-04"),
        row("pep", "2020-03-13", 99.0, "snapshot"),
    ]
    found = judged(rows, "pep")
    assert (found.change.difference, found.change.before.end) == (1, pd.Timestamp("2019-12-13"))
    assert found.change_in_year.difference == 2


def test_a_roll_that_was_the_latest_a_month_ago_too_and_a_team_that_is_new_have_nothing_before_them():
    roll = row("pep", "2020-03-13", 99.0, "snapshot")
    same = row("pep", "2020-03-13", 99.0, "snapshot", month="2020-04")
    year_ago = row("pep", "2019-03-15", 97.0, "snapshot", month="2019-05")
    found = judged([year_ago, same, roll], "pep")
    assert found.change.before is None and found.change_in_year.difference == 2
    teams = [
        row("caseload", "2019-05-31", 18.0, "snapshot", "Reviewing officers", "cases", month="2019-05"),
        row("caseload", "2020-05-31", 16.0, "snapshot", "Reviewing officers", "cases"),
    ]
    found = judged(teams, "caseload", "Reviewing officers")
    assert found.change.before is None and found.change_in_year.difference == -2


def test_a_year_to_date_has_no_period_before_it():
    rows = [row("neet", "2020-04-30", 32.0, "ytd"), row("neet", "2020-05-31", 43.5, "ytd")]
    assert judged(rows, "neet").change.before is None


def test_each_team_has_its_own_judgement_and_its_establishment_none():
    rows = [
        row("caseload", "2020-04-30", 18.0, "snapshot", "Reviewing officers", "cases", month="2020-04"),
        row("caseload", "2020-05-31", 16.0, "snapshot", "Reviewing officers", "cases"),
        row("establishment", "2020-05-31", 64.0, "snapshot", "Reviewing officers", "FTE"),
    ]
    found = judged(rows, "caseload", "Reviewing officers")
    assert (found.now.value, found.change.direction) == (16, Direction.BETTER)
    assert "establishment" not in {
        each.indicator.id for each in judge(frame(*rows), MAY, {}, NOTHING_PUBLISHED)
    }


def test_a_later_months_figure_for_the_same_point_is_the_one_taken():
    rows = series("visits_on_time", [70.0, 71.0])
    older = row("visits_on_time", "2020-04-30", 50.0, month="2020-04")
    assert judged([*rows, older], "visits_on_time").change.before.value == 70


def test_the_three_signals_are_apart():
    rows = series("visits_on_time", [70.0, 72.0] * 6)
    found = judged(rows, "visits_on_time", targets={"visits_on_time": target(above=98)})
    assert found.against_target is AgainstTarget.NOT_MET
    assert found.change.direction is Direction.BETTER
    assert (found.variation.signal, found.assurance) == (Signal.NONE, Assurance.MISSES)


def test_a_declared_step_change_starts_the_limits_anew():
    rows = series("dental", [90.0, 92.0] * 4 + [30.0, 32.0] * 2)
    steps = IndicatorTargets(
        step_changes=(StepChange.model_validate({"from": "2020-02", "reason": "Closed"}),)
    )
    assert judged(rows, "dental").variation.mean > 60
    found = judged(rows, "dental", targets={"dental": steps})
    assert (found.variation.mean, found.variation.points, found.variation.provisional) == (31, 4, True)


def test_without_data_every_indicator_has_its_words_and_none_fails():
    found = judge(frame(), MAY, {"visits_on_time": target(above=98)}, NOTHING_PUBLISHED)
    assert {one.now for one in found} == {None}
    by_id = {one.indicator.id: one for one in found}
    assert by_id["visits_on_time"].against_target is AgainstTarget.NO_DATA
    assert by_id["dental"].against_target is AgainstTarget.NO_TARGET
    assert by_id["dental"].change.direction is Direction.NO_DATA


def test_a_zero_denominator_is_no_data():
    rows = series("visits_on_time", [70.0, float("nan")])
    found = judged(rows, "visits_on_time", targets={"visits_on_time": target(above=98)})
    assert found.now is None
    assert found.against_target is AgainstTarget.NO_DATA
    assert found.change.direction is Direction.NO_DATA
    assert found.variation is None


def test_one_point_has_no_change_and_no_variation():
    found = judged(series("visits_on_time", [70.0]), "visits_on_time")
    assert (found.change.direction, found.variation) == (Direction.NO_DATA, None)


def test_nothing_after_the_month_is_looked_at():
    rows = series("visits_on_time", [70.0, 71.0, 99.0], ReportingMonth(2020, 6))
    assert judged(rows, "visits_on_time").now.value == 71


def test_the_months_that_judgement_needs():
    assert [str(month) for month in months_judged(MAY)] == ["2019-05", "2020-04", "2020-05"]
