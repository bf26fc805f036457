"""What chance leaves of a share and of the difference of two: Wilson's interval, Newcombe's, and the score test.

`n` may be an effective number, less than were counted, where several of the events are of one child. Sources: Wilson 1927;
Newcombe 1998, methods 3 and 10 of his two papers; Agresti, Categorical Data Analysis, 3.2.2. They are written out, since
to import a library of statistics takes longer than all the rest of a month's judgement.
"""

from math import erfc, hypot, sqrt
from statistics import NormalDist
from typing import NamedTuple

import numpy as np

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


def interval(share: Share, confidence: float = CONFIDENCE) -> Interval:
    """Wilson's interval of one share."""
    p, n = share
    z = NormalDist().inv_cdf((1 + confidence) / 2)
    middle = p + z**2 / (2 * n)
    half = z * sqrt(p * (1 - p) / n + (z / (2 * n)) ** 2)
    whole = 1 + z**2 / n
    return Interval(0.0 if p == 0 else (middle - half) / whole, 1.0 if p == 1 else (middle + half) / whole)


def difference(now: Share, before: Share, confidence: float = CONFIDENCE) -> Interval:
    """Newcombe's hybrid score interval of `now` less `before`, independent of each other."""
    a, b = interval(now, confidence), interval(before, confidence)
    found = now.value - before.value
    return Interval(
        found - hypot(now.value - a.low, b.high - before.value),
        found + hypot(a.high - now.value, before.value - b.low),
    )


def p_value(now: Share, before: Share) -> float:
    """Of the two being alike but for chance, by the score test; 1 where both are 0, or both 1."""
    if now.value == before.value:
        return 1.0
    alike = (now.value * now.n + before.value * before.n) / (now.n + before.n)
    error = sqrt(alike * (1 - alike) * (1 / now.n + 1 / before.n))
    return erfc(abs(now.value - before.value) / error / sqrt(2))


def exact_p_value(now: Share, before: Share) -> float:
    """The same given how many of both together, to whole numbers, by the exact distribution (mid-p, Lancaster 1961).

    It holds for small shares of few, far out, where many are tested at once: there the score test finds a difference in
    two to three times as many as it says.
    """
    (met, n), (others_met, others) = ((round(each.value * each.n), round(each.n)) for each in (now, before))
    both = met + others_met
    least = max(0, both - others)
    k = np.arange(least, min(n, both))
    odds = np.log((n - k) * (both - k)) - np.log((k + 1) * (others - both + k + 1))  # of k + 1 to k
    logs = np.concatenate([[0.0], np.cumsum(odds)])
    chances = np.exp(logs - logs.max())
    chances /= chances.sum()
    at = met - least
    return min(1.0, float(2 * min(chances[: at + 1].sum(), chances[at:].sum()) - chances[at]))
