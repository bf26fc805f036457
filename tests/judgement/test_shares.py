"""Shares: intervals and tests are those of the papers that they come from."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scorecard.judgement.shares import Share, difference, exact_p_value, interval, p_value
from statsmodels.stats.proportion import (
    confint_proportions_2indep,
    proportion_confint,
    score_test_proportions_2indep,
)

# Newcombe 1998, Interval estimation for the difference between independent proportions: table II, method 10.
NEWCOMBE = [
    (56, 70, 48, 80, 0.0524, 0.3339),
    (9, 10, 3, 10, 0.1705, 0.8090),
    (6, 7, 2, 7, 0.0582, 0.8062),
    (5, 56, 0, 29, -0.0381, 0.1926),
    (0, 10, 0, 20, -0.1611, 0.2775),
    (0, 10, 0, 10, -0.2775, 0.2775),
    (10, 10, 0, 20, 0.6791, 1.0000),
    (10, 10, 0, 10, 0.6075, 1.0000),
]
# Newcombe 1998, Two-sided confidence intervals for the single proportion: table I, method 3 (Wilson).
WILSON = [(81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0.0, 0.1611), (1, 29, 0.0061, 0.1718)]


@pytest.mark.parametrize(("a", "m", "b", "n", "low", "high"), NEWCOMBE)
def test_the_difference_of_two_shares_is_newcombes(a, m, b, n, low, high):
    assert difference(Share(a / m, m), Share(b / n, n)) == pytest.approx((low, high), abs=5e-5)


@pytest.mark.parametrize(("a", "n", "low", "high"), WILSON)
def test_one_share_is_wilsons(a, n, low, high):
    assert interval(Share(a / n, n)) == pytest.approx((low, high), abs=5e-5)


def test_the_score_test_is_that_of_the_aspirin_study():
    """Agresti, Categorical Data Analysis, 3.2.2: 189 of 11,034 against 104 of 11,037, a chi-squared of 25.01."""
    found = p_value(Share(189 / 11034, 11034), Share(104 / 11037, 11037))
    assert found == pytest.approx(5.69e-7, rel=1e-3)


def test_the_exact_test_is_that_of_the_lady_who_tasted_tea():
    """Fisher 1935, The Design of Experiments: 3 of 4 against 1 of 4, one way 17/70; half of the 16/70 of the table itself
    left out, both ways 2 (17 - 8) / 70."""
    assert exact_p_value(Share(3 / 4, 4), Share(1 / 4, 4)) == pytest.approx(18 / 70)


def test_the_exact_test_is_nearly_the_score_test_of_many():
    both = Share(450 / 600, 600), Share(300 / 450, 450)
    assert exact_p_value(*both) == pytest.approx(p_value(*both), rel=0.05)


@pytest.mark.parametrize("share", [0.0, 0.4, 1.0])
def test_two_shares_that_are_alike_are_no_evidence(share):
    assert p_value(Share(share, 10), Share(share, 20)) == 1


def test_fewer_in_effect_than_in_number_make_a_wider_interval():
    wide, narrow = difference(Share(0.8, 35), Share(0.6, 40)), difference(Share(0.8, 70), Share(0.6, 80))
    assert wide.low < narrow.low < narrow.high < wide.high
    assert wide.holds(0) and not narrow.holds(0)


@given(st.integers(1, 900), st.integers(1, 900), st.data())
def test_they_are_those_of_statsmodels(m, n, data):
    a, b = data.draw(st.integers(0, m)), data.draw(st.integers(0, n))
    one, other = Share(a / m, m), Share(b / n, n)
    assert interval(one) == pytest.approx(proportion_confint(a, m, method="wilson"), abs=1e-9)
    theirs = confint_proportions_2indep(a, m, b, n, method="newcomb", compare="diff")
    assert difference(one, other) == pytest.approx(theirs, abs=1e-9)
    if one.value != other.value:
        tested = score_test_proportions_2indep(a, m, b, n, compare="diff", correction=False)
        assert p_value(one, other) == pytest.approx(tested.pvalue, abs=1e-9)
