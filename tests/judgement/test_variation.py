"""Signal or noise, by the published rules: worked examples by hand, and what must hold for any series."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scorecard.judgement.variation import Assurance, Signal, judge_variation

STEADY = [10, 12, 10, 12, 10, 12, 10, 12, 10, 12, 10, 12]

whole = st.integers(-1000, 1000).map(float)
series = st.lists(whole, min_size=2, max_size=40)


def test_limits_of_a_worked_example():
    # values 5 7 6 9 8: mean 7; moving ranges 2 1 3 1, mean 1.75; 2.66 × 1.75 = 4.655
    judged = judge_variation([5, 7, 6, 9, 8])
    assert (judged.mean, judged.lower, judged.upper) == pytest.approx((7, 2.345, 11.655))
    assert judged.signal is Signal.NONE and judged.side == 0


def test_one_great_moving_range_is_left_out_of_the_limits_once():
    # ten moving ranges of 1 and one of 20: mean 30 / 11 = 2.727, 3.267 times that is 8.91, so the 20 goes; the mean is then 1
    values = [0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 0, 20]
    judged = judge_variation(values)
    assert judged.upper - judged.mean == pytest.approx(2.66)
    assert (judged.signal, judged.side) == (Signal.BEYOND_LIMIT, 1)


def test_two_of_three_near_a_limit():
    # mean 11.5625, mean moving range 27 / 15 = 1.8: the warning line is 3.19 above the mean, the limit 4.79; 15 is 3.44 above
    judged = judge_variation([*STEADY, 12, 11, 15, 15])
    assert (judged.signal, judged.side) == (Signal.TWO_OF_THREE, 1)
    assert judge_variation([*STEADY, 12, 15, 15, 11]).signal is Signal.NONE, (
        "the latest point must be one of them"
    )


def test_seven_in_a_row_below_the_mean_is_a_run_and_six_are_not():
    high, low = [20, 24] * 7, [18, 19, 18, 19, 18, 19, 18]
    assert judge_variation([*high, *low]).signal is Signal.RUN
    assert judge_variation([*high, *low]).side == -1
    assert judge_variation([*high, *low[1:]]).signal is Signal.NONE


def test_a_point_on_the_mean_breaks_a_run():
    unbroken = [3, 5, 3, 5, 3, 5, 4, 6, 6, 6, 6, 6, 6, 6]
    broken = [3, 5, 3, 5, 3, 5, 6, 6, 6, 5, 6, 6, 6]
    assert np.mean(unbroken) == np.mean(broken) == 5
    assert judge_variation(unbroken).signal is Signal.RUN
    assert judge_variation(broken).signal is Signal.NONE


def test_seven_points_that_rise_are_a_trend_and_a_tie_ends_it():
    sway = [30, 0, 28, 2, 30, 0, 28, 2]
    assert judge_variation([*sway, 12, 13, 14, 15, 16, 17, 18]).signal is Signal.TREND
    assert judge_variation([*sway, 12, 13, 14, 15, 15, 17, 18]).signal is Signal.NONE


def test_a_gap_is_no_point_and_nothing_runs_across_it():
    # moving ranges 2 (5 to 7) and 3 (6 to 9) only: the gap has none; mean 2.5
    judged = judge_variation([5, 7, np.nan, 6, 9])
    assert judged.points == 4
    assert judged.upper - judged.mean == pytest.approx(2.66 * 2.5)
    run = [20, 24] * 7 + [18, 19, 18, np.nan, 18, 19, 18]
    assert judge_variation(run).signal is Signal.NONE


def test_a_step_change_starts_the_limits_anew():
    values = [10, 12, 10, 12, 50, 52, 50, 52]
    assert judge_variation(values, since=4).mean == 51
    assert judge_variation(values, since=4) == judge_variation(values[4:])


def test_a_signal_says_which_way_it_points():
    assert judge_variation([*STEADY, 40]).words == "above its usual range"
    assert judge_variation([*STEADY, -40]).words == "below its usual range"
    assert (
        judge_variation([20, 24] * 7 + [18, 19, 18, 19, 18, 19, 18]).words
        == "seven figures or more in a row below its average"
    )
    assert judge_variation(STEADY).words == "no signal"


def test_limits_are_provisional_under_twelve_points():
    assert judge_variation(STEADY[:11]).provisional
    assert not judge_variation(STEADY).provisional


@pytest.mark.parametrize("values", [[], [5.0], [np.nan, np.nan], [5, 6, np.nan], [5, np.nan, 6]])
def test_nothing_to_judge_is_none(values):
    assert judge_variation(values) is None


def test_assurance_sets_the_limits_against_the_target():
    judged = judge_variation([5, 7, 6, 9, 8])  # 2.345 to 11.655
    assert judged.assurance(2, None) is Assurance.MEETS
    assert judged.assurance(12, None) is Assurance.MISSES
    assert judged.assurance(None, 2) is Assurance.MISSES
    assert judged.assurance(7, None) is Assurance.HIT_OR_MISS
    assert judged.assurance(2, 12) is Assurance.MEETS
    assert judged.assurance(5, 9) is Assurance.HIT_OR_MISS


@given(series, st.integers(-500, 500), st.integers(1, 9))
def test_shift_and_scale_move_the_limits_and_change_no_signal(values, shift, scale):
    plain, moved = judge_variation(values), judge_variation([scale * value + shift for value in values])
    assert (moved.signal, moved.side) == (plain.signal, plain.side)
    assert moved.upper == pytest.approx(scale * plain.upper + shift, abs=1e-6)


@given(series)
def test_mirrored_values_mirror_the_side(values):
    plain, mirrored = judge_variation(values), judge_variation([-value for value in values])
    assert (mirrored.signal, mirrored.side) == (plain.signal, -plain.side)


@given(series)
def test_read_backwards_the_limits_are_the_same(values):
    plain, backwards = judge_variation(values), judge_variation(values[::-1])
    assert (backwards.mean, backwards.lower) == pytest.approx((plain.mean, plain.lower))


@given(whole, st.integers(2, 30))
def test_a_constant_series_has_no_signal_and_no_width(value, points):
    judged = judge_variation([value] * points)
    assert judged.signal is Signal.NONE
    assert judged.lower == judged.mean == judged.upper == value
