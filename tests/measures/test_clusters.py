"""Events of one child: what they do to a share, and what resampling the children says."""

import numpy as np
import pandas as pd
import pytest
from scorecard.measures.clusters import (
    design_effect,
    difference_of_means,
    difference_of_totals,
    interval_of_mean,
)


def effect(by_child):
    """The design effect where each child has such a list of events met (1) or not (0)."""
    rows = [(child, met) for child, events in enumerate(by_child) for met in events]
    children, met = zip(*rows)
    return design_effect(pd.Series(children), pd.Series(met))


def test_an_event_a_child_has_no_effect():
    assert effect([[1], [0], [1], [1]]) == 1


def test_a_child_counted_twice_over_halves_what_is_known():
    once = [[1], [0]] * 50
    assert effect([events * 2 for events in once]) == pytest.approx(2, rel=0.02)


def test_the_ratio_estimator_worked_by_hand():
    """Three children, 2 of 4, 3 of 3 and 0 of 1: a share of 5/8, residuals -1/2, 9/8, -5/8: (3/2)(61/32)/64 over
    (15/64)/7."""
    assert effect([[1, 1, 0, 0], [1, 1, 1], [0]]) == pytest.approx((3 / 2 * 61 / 32 / 64) / (15 / 64 / 7))


@pytest.mark.parametrize("by_child", [[[1, 1], [1]], [[0, 0], [0]], [[1, 0]]])
def test_where_nothing_varies_between_children_there_is_none(by_child):
    assert effect(by_child) == 1


def test_means_that_differ_by_more_than_chance_are_told_from_those_that_do_not():
    rng = np.random.default_rng(1)
    now, same, before = rng.gamma(4, 125, 60), rng.gamma(4, 125, 60), rng.gamma(4, 80, 60)
    found = difference_of_means(now, before, rng)
    assert found.low > 0 and found.p_value < 0.01
    alike = difference_of_means(now, same, rng)
    assert alike.low < 0 < alike.high and alike.p_value > 0.05


def test_the_interval_of_a_mean_is_nearly_students_where_that_holds():
    amounts = np.random.default_rng(1).normal(100, 20, 200)
    margin = 1.97 * amounts.std(ddof=1) / np.sqrt(200)
    low, high = interval_of_mean(amounts, np.random.default_rng(2))
    assert (low, high) == pytest.approx((amounts.mean() - margin, amounts.mean() + margin), abs=0.3)


def test_the_events_of_few_children_say_less_than_those_of_many():
    many = pd.Series(range(66)), pd.Series(range(100, 140))
    few = pd.Series(np.repeat(range(3), 22)), pd.Series(np.repeat(range(100, 102), 20))
    assert difference_of_totals(*many, np.random.default_rng(1)).p_value < 0.05
    found = difference_of_totals(*few, np.random.default_rng(1))
    assert found.low < -40 and found.high > 60 and found.p_value > 0.3


def test_children_counted_together_come_as_often_as_one_by_one():
    """Totals of 60 and 40 events by 50 and 30 children, some in both: the variance is the sum of the squared differences."""
    now = pd.Series([*range(50), *range(10)])
    before = pd.Series([*range(40, 70), *range(40, 50)])
    by_child = now.value_counts().sub(before.value_counts(), fill_value=0)
    found = difference_of_totals(now, before, np.random.default_rng(1))
    margin = 1.96 * np.sqrt((by_child**2).sum())
    assert (found.low, found.high) == pytest.approx((20 - margin, 20 + margin), abs=1.5)


def test_the_same_seed_gives_the_same_figures():
    rows = pd.Series(range(60)), pd.Series(range(40))
    first, second = (difference_of_totals(*rows, np.random.default_rng([1, 2])) for _ in range(2))
    assert first == second
