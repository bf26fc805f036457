"""What chance leaves of a share and of the difference of two: Wilson's interval, Newcombe's, and the score test.

`n` may be an effective number, less than were counted, where several of the events are of one child. Sources: Wilson 1927;
Newcombe 1998, methods 3 and 10 of his two papers; statsmodels and scipy work them out, imported when first needed.
"""

from typing import NamedTuple

CONFIDENCE = 0.95


class Share(NamedTuple):
    """So much, from 0 to 1, of so many: `n`, or an effective number."""

    value: float
    n: float


class Interval(NamedTuple):
    """From `low` to `high`: where the true figure lies in 95 of 100 such intervals."""

    low: float
    high: float

    def holds(self, value: float) -> bool:
        """Whether the value lies in it, its ends included."""
        return self.low <= value <= self.high


def interval(share: Share) -> Interval:
    """Wilson's interval of one share."""
    from statsmodels.stats.proportion import proportion_confint

    low, high = proportion_confint(_count(share), share.n, 1 - CONFIDENCE, method="wilson")
    return Interval(float(low), float(high))


def difference(now: Share, before: Share, confidence: float = CONFIDENCE) -> Interval:
    """Newcombe's hybrid score interval of `now` less `before`, independent of each other."""
    from statsmodels.stats.proportion import confint_proportions_2indep

    low, high = confint_proportions_2indep(
        *_counts(now, before), method="newcomb", compare="diff", alpha=1 - confidence
    )
    return Interval(float(low), float(high))


def p_value(now: Share, before: Share) -> float:
    """Of the two being alike but for chance, by the score test; 1 where both are 0, or both 1."""
    if now.value == before.value:
        return 1.0
    from statsmodels.stats.proportion import score_test_proportions_2indep

    _, found = score_test_proportions_2indep(
        *_counts(now, before), compare="diff", correction=False, return_results=False
    )
    return float(found)


def exact_p_value(now: Share, before: Share) -> float:
    """The same given how many of both together, to whole numbers, by the exact distribution (mid-p, Lancaster 1961).

    It holds for small shares of few, far out, where many are tested at once: there the score test finds a difference in
    two to three times as many as it says.
    """
    from scipy.stats import hypergeom

    (met, n), (others_met, others) = ((round(each.value * each.n), round(each.n)) for each in (now, before))
    given = hypergeom(n + others, n, met + others_met)
    half = given.pmf(met) / 2
    return min(1.0, 2 * float(min(given.cdf(met), given.sf(met - 1)) - half))


def _counts(now: Share, before: Share) -> tuple[float, float, float, float]:
    return _count(now), now.n, _count(before), before.n


def _count(share: Share) -> float:
    return min(share.value * share.n, share.n)  # which rounding may carry past all there are
