"""A public share is made of counts that are rounded at random: what is said of it allows for that."""

from dataclasses import replace

import numpy as np
import pytest
from scorecard.indicators import INDICATORS
from scorecard.judgement import shares
from scorecard.judgement.changes import share
from scorecard.judgement.points import Point
from scorecard.protection.key import VARIANCE
from scorecard.protection.published import PUBLISHED, rounded


def rounded_at_random(random, counts):
    return (counts + random.integers(0, 5, np.shape(counts))) // 5 * 5


def test_the_variance_of_a_rounded_count_is_four():
    """Of a remainder r, up by 5 - r with the chance r/5 and else down by r: 0, 4, 6, 6 and 4."""
    of_each = [r / 5 * (5 - r) ** 2 + (1 - r / 5) * r**2 for r in range(5)]
    assert of_each == pytest.approx([0, 4, 6, 6, 4])
    assert VARIANCE == np.mean(of_each) == 4
    assert rounded("reviews_overdue").variance(0.0, 100) == 4 / 100**2


@pytest.mark.parametrize("id", ["dental", "long_term_stability", "initial_health_on_time"])
@pytest.mark.parametrize(("children", "true"), [(90, 0.87), (300, 0.85)])
def test_rounding_alone_makes_no_change(id, children, true):
    """Two years of the same true share: without the allowance 5 to 25 of 100 would differ by more than chance."""
    random, how, rows = np.random.default_rng(1), rounded(id), PUBLISHED[id].whole
    method = replace(INDICATORS[id].method, clustered=False, rounded=how)
    indicator = replace(INDICATORS[id], method=method)

    def year() -> Point:
        met = random.binomial(children // how.part, true, how.part)
        not_met = children // how.part - met
        part = rounded_at_random(random, met).sum()
        bands = random.multinomial(children, [1 / len(rows)] * len(rows))
        whole = part + rounded_at_random(random, not_met).sum() if how.inside else None
        whole = rounded_at_random(random, bands).sum() if whole is None else whole
        part = min(part, whole)
        return Point(None, None, float(part), float(whole), 100 * part / whole)

    found = [
        shares.p_value(*(share(each, indicator, {}, "") for each in (year(), year()))) for _ in range(400)
    ]
    assert np.mean(np.array(found) < 0.05) < 0.075
