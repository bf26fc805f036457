"""Judgement: the signals are never merged, and nothing is said that chance may explain."""

import pandas as pd
import pytest
from measure_rows import MAY, NOTHING_PUBLISHED, frame, judged, proof, row, series, target
from scorecard.indicators import INDICATORS
from scorecard.judgement.changes import Claim, change
from scorecard.judgement.judge import judge, months_judged
from scorecard.judgement.laney import Assurance, Signal
from scorecard.judgement.points import Point
from scorecard.judgement.targets import AgainstTarget, IndicatorTargets, StepChange
from scorecard.reporting_month import ReportingMonth


def two_years(id, before, now, denominator=500.0, unit="%"):
    """A figure of each of 24 months: the same in the 12 before, and in the 12 to date."""
    return series(id, [before] * 12 + [now] * 12, unit=unit, denominator=denominator)


def of(number, whole, month="2020-05", id="dental", kind="month", end="2020-05-31"):
    """So many of so many, as a row."""
    cells = list(row(id, end, 100 * number / whole, kind, month=month, denominator=float(whole)))
    cells[6] = float(number)
    return tuple(cells)


def a_year_apart(now, before, id="dental", kind="month"):
    return [
        of(*before, month="2019-05", id=id, kind=kind, end="2019-05-31"),
        of(*now, id=id, kind=kind),
    ]


YEARS = proof(
    ("visits_on_time", "year", "2020-05-31", {"design_effect": 1.2}),
    ("visits_on_time", "year", "2019-05-31", {"design_effect": 1.2}),
)


@pytest.mark.parametrize(
    ("indicator", "unit", "before", "now", "difference"),
    [
        ("visits_on_time", "%", 70.0, 72.5, 2.5),
        ("order_to_match", "days", 250.0, 267.0, 17.0),
        ("started", "children", 20.0, 25.0, 5.0),
        ("visits_on_time", "%", 72.51, 72.49, 0.0),
        ("visits_on_time", "%", 72.96, 72.93, -0.03),
    ],
)
def test_a_month_on_a_month_is_a_difference_in_the_indicators_own_terms_without_a_word(
    indicator, unit, before, now, difference
):
    found = judged(series(indicator, [before, now], unit=unit), indicator)
    assert found.change.difference == pytest.approx(difference)
    assert found.change_in_year.claim is Claim.NONE


@pytest.mark.parametrize(
    ("now", "before", "difference"),
    [
        ((360, 360, 95.0), (324, 360, 90.0), 10.0),
        ((5, 720, 5.0), (30, 750, 5.0), -3.3),
        ((20, 800, 5.0), (20, 810, 5.0), 0.0),
        ((685, 720, 95.0), (684, 720, 95.0), 0.0),
    ],
)
def test_two_public_shares_at_an_end_differ_as_their_counts_do(now, before, difference):
    made = change(*(Point(MAY.start, MAY.as_at, *figures) for figures in (now, before)), "%")
    assert round(made.difference, 1) == difference


def test_a_period_that_is_missing_is_no_data_not_the_one_before_it():
    rows = series("visits_on_time", [60.0, 70.0, 72.0])
    assert judged([rows[0], rows[2]], "visits_on_time").change.difference is None


def test_twelve_months_of_visits_are_judged_against_the_twelve_before():
    rows = series("visits_on_time", [82.0] * 12 + [76.0] * 12, denominator=500.0)
    rows = [(*each[:6], each[8] * 5, *each[7:]) for each in rows]
    made = judged(rows, "visits_on_time", evidence=YEARS).change_in_year
    assert (made.now.numerator, made.now.denominator) == (12 * 380, 12 * 500)
    assert made.difference == pytest.approx(-6) and made.claim is Claim.WORSE
    assert made.interval.high < 0
    few = judged(rows, "visits_on_time", evidence=YEARS.assign(design_effect=400.0)).change_in_year
    assert few.claim is Claim.SAME and few.interval.holds(0)


def test_points_that_look_back_beyond_the_records_are_not_judged():
    """What was done before a list begins is not known: its first reviews are late ones, and a rise from there is none."""
    rows = two_years("visits_on_time", 70.0, 82.0)
    assert judged(rows, "visits_on_time", evidence=YEARS).change_in_year.claim is Claim.BETTER
    short = pd.concat([YEARS, proof(("visits_on_time", "whole", "2019-03-01", {}))])
    found = judged(rows, "visits_on_time", evidence=short)
    assert found.change_in_year.difference is None and found.change_in_year.claim is Claim.NONE
    assert min(found.usual) == pd.Timestamp("2019-03-31")
    state = a_year_apart((432, 564), (300, 541))
    for day, claim in ("2019-05-31", Claim.BETTER), ("2019-06-01", Claim.NONE):
        short = proof(("dental", "whole", day, {}))
        assert judged(state, "dental", evidence=short).change_in_year.claim is claim


def test_without_evidence_what_needs_it_is_not_said():
    """As in a public pack: the figures stand, and so do the limits, which need the measures alone."""
    rows = series("visits_on_time", [82.0] * 12 + [76.0] * 12, denominator=500.0)
    rows = [(*each[:6], each[8] * 5, *each[7:]) for each in rows]
    found = judged(rows, "visits_on_time")
    assert found.change_in_year.difference == pytest.approx(-6)
    assert (found.change_in_year.claim, found.change_in_year.interval, found.chance) == (
        Claim.NONE,
        None,
        None,
    )
    assert found.variation is not None
    days = judged(two_years("order_to_match", 250.0, 300.0, unit="days"), "order_to_match")
    assert (days.change_in_year.difference, days.change_in_year.claim) == (50, Claim.NONE)


def test_a_month_that_is_lacking_leaves_no_year_to_compare():
    rows = two_years("visits_on_time", 82.0, 76.0)
    assert judged(rows[1:], "visits_on_time", evidence=YEARS).change_in_year.difference is None


def test_a_state_is_judged_against_the_same_months_end_of_the_year_before():
    made = judged(a_year_apart((432, 564), (300, 541)), "dental").change_in_year
    assert (made.before.end, made.claim) == (pd.Timestamp("2019-05-31"), Claim.BETTER)
    assert made.interval.low > 0
    assert judged(a_year_apart((432, 564), (401, 541)), "dental").change_in_year.claim is Claim.SAME


@pytest.mark.parametrize(("now", "before"), [((18, 19), (200, 500)), ((480, 500), (3, 19))])
def test_of_fewer_than_twenty_nothing_is_said(now, before):
    assert judged(a_year_apart(now, before), "dental").change_in_year.claim is Claim.TOO_FEW


def test_lower_is_better_where_it_is_declared_so_and_neither_where_it_is_not():
    fewer = judged(a_year_apart((20, 700), (90, 700), "visits_overdue"), "visits_overdue")
    assert fewer.change_in_year.claim is Claim.BETTER
    come = judged(two_years("started", 27.0, 17.0, float("nan"), "children"), "started").change_in_year
    assert (come.difference, come.claim) == (-120, Claim.LOWER)
    assert come.interval.low < -120 < come.interval.high < 0


def test_a_ratio_of_counts_allows_for_how_widely_months_spread():
    wide = series("started", [7.0, 47.0] * 6 + [2.0, 32.0] * 6, unit="children", denominator=float("nan"))
    assert judged(wide, "started").change_in_year.claim is Claim.SAME


def test_children_missing_are_judged_as_a_share_of_those_in_care():
    both = [
        *series("missing_children", [20.0] * 12 + [60.0], unit="children", denominator=float("nan")),
        *series("children_in_care", [700.0] * 12 + [710.0], unit="children", denominator=float("nan")),
    ]
    found = judged(both, "missing_children")
    assert (found.change_in_year.unit, found.change_in_year.claim) == ("%", Claim.WORSE)
    assert found.variation.side > 0 and found.usual_now.low < 20 < found.usual_now.high < 60


def test_quarters_are_judged_by_the_year_that_they_end():
    march = {"2020-05": "2020-03-31", "2019-05": "2019-03-31"}
    rows = [
        of(60 if month == "2020-05" else 180, 300, month, "initial_health_on_time", "ytd", end)
        for month, end in march.items()
    ]
    rows.append(of(18, 28, "2020-05", "initial_health_on_time", "quarter", "2020-03-31"))
    found = judged(rows, "initial_health_on_time")
    assert (found.now.denominator, found.variation) == (28, None)
    assert (found.change_in_year.now.numerator, found.change_in_year.claim) == (60, Claim.WORSE)


def test_a_mean_is_judged_by_what_resampling_its_children_says():
    rows = two_years("order_to_match", 250.0, 300.0, unit="days")
    found = {"low": 280, "high": 320, "least": 40, "most": 610}
    found |= {"difference_low": 10, "difference_high": 90, "p_value": 0.004}
    sure = judged(rows, "order_to_match", evidence=proof(("order_to_match", "month", "2020-05-31", found)))
    assert (sure.change_in_year.claim, tuple(sure.chance)) == (Claim.WORSE, (280, 320))
    assert tuple(sure.spread) == (40, 610)
    found |= {"difference_low": -10, "p_value": 0.1}
    unsure = judged(rows, "order_to_match", evidence=proof(("order_to_match", "month", "2020-05-31", found)))
    assert unsure.change_in_year.claim is Claim.SAME


def test_of_many_changes_one_that_chance_would_give_is_not_claimed():
    near = a_year_apart((432, 564), (381, 541))
    alone = judged(near, "dental").change_in_year
    assert alone.p_value < 0.05 and alone.claim is Claim.BETTER
    others = [
        each
        for id in ("annual_health", "pathway_plan", "long_term_stability", "three_or_more_placements")
        for each in a_year_apart((300, 500), (300, 500), id)
    ]
    among = judged([*near, *others], "dental")
    assert (among.looked_at, among.change_in_year.claim) == (5, Claim.SAME)
    assert not among.change_in_year.interval.holds(0)


@pytest.mark.parametrize(
    "id", ["children_in_care", "children_in_care_rate", "pep", "good_schools", "establishment"]
)
def test_of_a_census_or_a_stock_the_figures_stand_and_nothing_is_said(id):
    assert not INDICATORS[id].method.by


def test_a_roll_is_compared_with_the_one_before_and_with_the_same_term_a_year_ago():
    rows = [
        row("pep", "2019-03-15", 97.0, "snapshot", month="2019-05"),
        row("pep", "2019-12-13", 98.0, "snapshot", month="2020-04"),
        row("pep", "2020-03-13", 99.0, "snapshot"),
    ]
    found = judged(rows, "pep")
    assert (found.change.difference, found.change.before.end) == (1, pd.Timestamp("2019-12-13"))
    assert (found.change_in_year.difference, found.chance) == (2, None)
    summer = row("pep", "2019-05-03", 97.0, "snapshot", month="2019-05")
    assert judged([summer, rows[2]], "pep").change_in_year.before is None


def test_a_roll_that_was_the_latest_a_month_ago_too_and_a_team_that_is_new_have_nothing_before_them():
    roll = row("pep", "2020-03-13", 99.0, "snapshot")
    same = row("pep", "2020-03-13", 99.0, "snapshot", month="2020-04")
    year_ago = row("pep", "2019-03-15", 97.0, "snapshot", month="2019-05")
    found = judged([year_ago, same, roll], "pep")
    assert found.change.before is None and found.change_in_year.difference == 2
    assert caseload(18.0, 16.0, "2019-05-31", "2019-05").change.before is None


def caseload(before, now, end="2020-04-30", month="2020-04"):
    rows = [
        row("caseload", end, before, "snapshot", "Reviewing officers", "cases", month=month),
        row("caseload", "2020-05-31", now, "snapshot", "Reviewing officers", "cases"),
        row("establishment", "2020-05-31", 64.0, "snapshot", "Reviewing officers", "FTE"),
    ]
    assert "establishment" not in {
        each.indicator.id for each in judge(frame(*rows), None, MAY, {}, NOTHING_PUBLISHED)
    }
    return judged(rows, "caseload", "Reviewing officers")


@pytest.mark.parametrize(
    ("now", "claim"), [(16.0, Claim.BETTER), (17.5, Claim.SAME), (18.9, Claim.SAME), (19.0, Claim.WORSE)]
)
def test_less_than_a_case_a_worker_is_neither_better_nor_worse(now, claim):
    made = caseload(18.0, now, "2019-05-31", "2019-05").change_in_year
    assert (made.claim, made.p_value) == (claim, None)


def test_a_year_to_date_has_no_period_before_it_and_does_not_reach_into_the_year_before():
    rows = [
        row("neet", "2020-03-31", 40.0, "ytd", month="2020-03"),
        row("neet", "2020-04-30", 44.0, "ytd", month="2020-04"),
        row("neet", "2019-04-30", 50.0, "ytd", month="2019-04"),
    ]
    found = judged(rows, "neet", month=ReportingMonth(2020, 4))
    assert (found.change.before, found.change_in_year.difference, found.variation) == (None, -6, None)


def test_a_later_months_figure_for_the_same_point_is_the_one_taken():
    rows = series("visits_on_time", [70.0, 71.0])
    older = row("visits_on_time", "2020-04-30", 50.0, month="2020-04")
    assert judged([*rows, older], "visits_on_time").change.before.value == 70


def test_target_and_month_are_apart():
    rows = series("visits_on_time", [70.0, 72.0] * 6)
    found = judged(rows, "visits_on_time", targets={"visits_on_time": target(above=98)})
    assert found.against_target is AgainstTarget.NOT_MET
    assert (found.variation.signal, found.assurance) == (Signal.NONE, Assurance.MISSES)


def test_a_target_is_for_the_figure_not_for_a_part_of_it_and_for_each_team():
    held = {"children_in_care": target(at_least=100, at_most=120), "caseload": target(at_most=15)}
    rows = series("children_in_care", [108.0], unit="children")
    rows += series("children_in_care", [7.0], unit="children", category="uasc")
    assert judged(rows, "children_in_care", targets=held).against_target is AgainstTarget.MET
    part = judged(rows, "children_in_care", "uasc", targets=held)
    assert (part.target, part.against_target) == (None, AgainstTarget.NO_TARGET)
    team = [row("caseload", "2020-05-31", 20.0, "snapshot", category="North", unit="cases")]
    assert judged(team, "caseload", "North", targets=held).against_target is AgainstTarget.NOT_MET


@pytest.mark.parametrize(
    "id",
    [
        "children_in_care",
        "children_in_care_rate",
        "long_term_stability",
        "annual_health",
        "dental",
        "pathway_plan",
        "three_or_more_placements",
        "reviews_overdue",
        "entry_to_placement",
    ],
)
def test_points_that_are_mostly_the_same_children_give_no_signal(id):
    found = judged(series(id, [50.0, 51.0] * 11 + [90.0], unit=INDICATORS[id].unit), id)
    assert (found.variation, found.usual, found.assurance) == (None, {}, None)


@pytest.mark.parametrize(("points", "limits"), [(5, 0), (11, 0), (12, 12), (24, 24), (30, 24)])
def test_limits_need_twelve_months_and_rest_on_two_years_at_most(points, limits):
    found = judged(series("visits_on_time", ([70.0, 72.0] * 15)[:points]), "visits_on_time")
    assert len(found.usual) == limits and (found.variation is None) == (limits == 0)


def test_a_declared_step_change_starts_the_limits_anew():
    rows = series("visits_on_time", [90.0] * 10 + [30.0, 32.0] * 6)
    steps = IndicatorTargets(
        step_changes=(StepChange.model_validate({"from": "2019-06", "reason": "Closed"}),)
    )
    assert judged(rows, "visits_on_time").variation.side < 0
    found = judged(rows, "visits_on_time", targets={"visits_on_time": steps})
    assert (found.variation.centre, found.variation.side, len(found.usual)) == (0.31, 0, 12)
    late = IndicatorTargets(
        step_changes=(StepChange.model_validate({"from": "2020-01", "reason": "Closed"}),)
    )
    assert judged(rows, "visits_on_time", targets={"visits_on_time": late}).variation is None


def test_without_data_every_indicator_has_its_words_and_none_fails():
    found = judge(frame(), None, MAY, {"visits_on_time": target(above=98)}, NOTHING_PUBLISHED)
    assert {one.now for one in found} == {None}
    by_id = {one.indicator.id: one for one in found}
    assert by_id["visits_on_time"].against_target is AgainstTarget.NO_DATA
    assert by_id["dental"].against_target is AgainstTarget.NO_TARGET
    assert by_id["dental"].change_in_year.claim is Claim.NONE


def test_a_zero_denominator_is_no_data():
    rows = series("visits_on_time", [70.0, float("nan")])
    found = judged(rows, "visits_on_time", targets={"visits_on_time": target(above=98)})
    assert (found.now, found.change.difference, found.variation) == (None, None, None)
    assert found.against_target is AgainstTarget.NO_DATA


def test_nothing_after_the_month_is_looked_at():
    rows = series("visits_on_time", [70.0, 71.0, 99.0], ReportingMonth(2020, 6))
    assert judged(rows, "visits_on_time").now.value == 71


def test_the_months_that_judgement_needs():
    assert [str(month) for month in months_judged(MAY)] == ["2019-05", "2020-04", "2020-05"]
