"""Signal or noise: Laney's charts agree with what is published, and do not cry out where nothing changes."""

import numpy as np
import pytest
from scorecard.judgement.laney import RUN_OF_RECURRING, Assurance, Signal, assurance, of_rates, of_shares
from unchanging import REVIEWS, VISITS, comings, duties, missing

# Attendances at English accident and emergency departments, and those seen within four hours, over 20 weeks: Mohammed and
# others 2013; the limits are those of the p' chart in the vignette of qicharts2.
SEEN = [
    266501, 264225, 276532, 281461, 269071, 261215, 270409, 279778, 270483, 270320, 267923, 271478, 255353, 256820,
    261835, 259144, 255910, 260863, 264465, 260989,
]  # fmt: skip
ATTENDED = [
    280443, 276823, 291681, 296155, 282343, 275888, 283867, 295251, 284468, 282529, 279618, 283932, 266629, 268091,
    276803, 271578, 266005, 273520, 278574, 273772,
]  # fmt: skip
# Montgomery, Introduction to Statistical Quality Control, example 7.4: errors in samples of 50 shipments; limit 0.1894.
ERRORS = [2, 3, 8, 1, 1, 4, 1, 4, 5, 1, 8, 2, 4, 3, 4, 1, 8, 3, 7, 4]


def test_limits_of_shares_are_laneys():
    found = of_shares(SEEN, ATTENDED)
    assert (round(100 * found.centre, 3), round(100 * found.lower[-1], 3)) == (95.290, 93.997)
    assert (round(100 * found.upper[-1], 3), found.signal) == (96.582, Signal.NONE)


def test_limits_of_rates_are_those_of_the_u_chart_times_how_widely_they_spread():
    found = of_rates(ERRORS, [50] * 20)
    z = (np.array(ERRORS) / 50 - 0.0740) / np.sqrt(0.0740 / 50)
    spread = np.abs(np.diff(z)).mean() / 1.128
    assert found.sigma_z == pytest.approx(spread)
    assert (found.upper[-1] - found.centre) / spread + found.centre == pytest.approx(0.1894, abs=5e-5)
    assert found.lower[-1] == 0


def test_limits_step_with_the_denominator():
    found = of_shares([40, 80] * 6, [50, 100] * 6)
    assert found.upper[0] > found.upper[1] and found.lower[0] < found.lower[1]


def test_less_spread_than_chance_has_does_not_narrow_the_limits():
    assert of_shares([80] * 12, [100] * 12).sigma_z == 1


@pytest.mark.parametrize("points", [5, 11])
def test_fewer_than_twelve_months_are_not_judged(points):
    assert of_shares([80] * points, [100] * points) is None


def test_few_events_are_not_judged():
    assert of_rates([2, 3] * 6, [1] * 12) is None
    assert of_shares([1, 2] * 6, [100] * 12) is None
    assert of_shares([99, 98] * 6, [100] * 12) is None


def test_no_data_now_is_not_judged_and_an_older_gap_is_left_out():
    assert of_shares([80] * 12 + [np.nan], [100] * 13) is None
    assert of_shares([80] * 6 + [np.nan] + [80] * 6, [100] * 6 + [0] + [100] * 6).signal is Signal.NONE


def test_a_month_beyond_the_limits_is_a_signal():
    found = of_shares([80] * 12 + [50], [100] * 13)
    assert (found.signal, found.side, found.words) == (Signal.BEYOND_LIMIT, -1, "below its usual range")


@pytest.mark.parametrize(("months", "signal"), [(7, Signal.NONE), (8, Signal.RUN)])
def test_eight_in_a_row_on_one_side_are_a_signal(months, signal):
    assert of_shares([82, 78] * 6 + [75] + [84] * months, [100] * (13 + months)).signal is signal


@pytest.mark.parametrize(("months", "signal"), [(8, Signal.NONE), (9, Signal.RUN)])
def test_of_what_recurs_in_a_few_children_it_takes_nine(months, signal):
    found = of_rates([8, 12] * 6 + [7] + [12] * months, [1] * (13 + months), RUN_OF_RECURRING)
    assert found.signal is signal
    assert (found.words == "the ninth or a later month in a row above its average") == (months == 9)


def test_no_run_goes_across_a_gap():
    counted = [78, 82] * 6 + [84] * 4 + [np.nan] + [84] * 4
    assert of_shares(counted, [100] * len(counted)).signal is Signal.NONE


def test_a_target_is_met_or_missed_by_chance_unless_the_limits_lie_on_one_side_of_it():
    assert assurance(68, 92, 98, np.inf) is Assurance.MISSES
    assert assurance(68, 92, 60, np.inf) is Assurance.MEETS
    assert assurance(68, 92, 80, np.inf) is Assurance.HIT_OR_MISS
    assert assurance(3, 9, -np.inf, 2) is Assurance.MISSES


def test_where_nothing_changes_few_months_are_called_unusual():
    """At most 2.5% at the latest point, for each kind of figure, dispersed and with children recurring as in the sample."""
    rng, series = np.random.default_rng(2020), 250
    visits = [of_shares(*each) for each in zip(*duties(rng, series, *VISITS))]
    reviews = [of_shares(*each) for each in zip(*duties(rng, series, *REVIEWS))]
    children, episodes = missing(rng, series)
    gone = [of_shares(each, [740] * 24) for each in children]
    times = [of_rates(each, [740] * 24, RUN_OF_RECURRING) for each in episodes]
    started = [of_rates(each, [1] * 24) for each in comings(rng, 2000)]
    for kind in (visits, reviews, gone, times, started):
        assert all(kind)
        # of 250 series of a process with 2.5%, 11 or fewer in 96 of 100 cases
        assert sum(found.side != 0 for found in kind) <= max(11, 0.025 * len(kind))


def test_visits_that_fall_from_80_to_70_per_cent_are_found_within_two_months():
    rng, series, found = np.random.default_rng(2020), 200, 0
    before = duties(rng, series, 0.8, 0.75, 0.02, children=667)
    since = duties(rng, series, 0.7, 0.75, 0.02, children=667, months=2)
    for index in range(series):
        met, owed = (np.concatenate([old[index], new[index]]) for old, new in zip(before, since))
        found += any(of_shares(met[:end], owed[:end]).side < 0 for end in (-1, len(met)))
    assert found >= 0.9 * series
