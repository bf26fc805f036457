"""Which of several councils differ from the rest: a funnel plot's centre and limits.

Chance alone leaves a council within the exact limits of its size. Where councils spread more widely than that, the limits
also take in how widely (DerSimonian and Laird 1986, additive). The centre and that spread are worked out with the extremes
drawn in, so that a council that differs, or two on the same side, do not hide themselves. Source: Spiegelhalter 2005, Funnel
plots for comparing institutional performance, and its appendix on exact limits.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from math import lgamma, log, sqrt
from statistics import NormalDist

import numpy as np

from scorecard.judgement.shares import CONFIDENCE, Interval, Share, interval

WARNING, ALARM = 0.95, 0.998
"""What lies within the inner and the outer limits where nothing but chance is at work."""
FEWEST = 5
"""Of fewer councils none is said to differ from the rest."""
ROUNDS = 3
"""After so many the centre moves no more."""
FEWEST_EXPECTED = 5
"""Where the middle council can expect fewer, the extremes are not drawn in for the centre: most have none or one, and what
a few have would vanish from it."""


class Place(StrEnum):
    """Where a council lies to the adjusted outer limits."""

    ABOVE = "above"
    BELOW = "below"
    WITHIN = "within"


@dataclass(frozen=True)
class Funnel:
    """The councils of a region by how many of how many; none of no one.

    `scale` is what a whole prints as (100 for a share, 10,000 for a rate), and `of_population` says that it is a rate, whose
    counts follow Poisson's law and not the binomial. centre, spread: the region's figure, and how widely the councils' true
    figures spread about it (their standard deviation), both from 0 to 1.
    """

    names: tuple[str, ...]
    numerators: tuple[float, ...]
    denominators: tuple[float, ...]
    of_population: bool
    centre: float
    spread: float

    @property
    def scale(self) -> float:
        return 10_000 if self.of_population else 100

    @property
    def shares(self) -> tuple[float, ...]:
        """Each council's figure, from 0 to 1."""
        return tuple(met / of for met, of in zip(self.numerators, self.denominators))

    @property
    def judged(self) -> bool:
        """Whether there are councils enough to say that one differs."""
        return len(self.names) >= FEWEST and 0 < self.centre < 1

    @property
    def places(self) -> tuple[Place, ...]:
        """Where each council lies; all within where that cannot be said."""
        if not self.judged:
            return (Place.WITHIN,) * len(self.names)
        limits = [self.adjusted(of, ALARM) for of in self.denominators]
        return tuple(_place(value, found) for value, found in zip(self.shares, limits))

    def exact(self, of: float, within: float) -> Interval:
        """The limits that chance alone leaves about the centre, with so many below the line."""
        return _exact_limits(self.centre, of, (1 - within) / 2, self.of_population)

    def adjusted(self, of: float, within: float) -> Interval:
        """The same, as far out as the spread between councils takes them."""
        by_chance = self.exact(of, within)
        if not self.spread:
            return by_chance
        z = NormalDist().inv_cdf((1 + within) / 2)
        half = z * sqrt(_variance(self.centre, of, self.of_population) + self.spread**2)
        top = self.centre + half if self.of_population else min(1.0, self.centre + half)
        return Interval(min(by_chance.low, max(0.0, self.centre - half)), max(by_chance.high, top))

    def chance(self, index: int) -> Interval:
        """The 95% interval of a council's own figure: Wilson's, of a rate the score interval of a count."""
        value, of = self.shares[index], self.denominators[index]
        if not self.of_population:
            return interval(Share(value, of))
        z = NormalDist().inv_cdf((1 + CONFIDENCE) / 2)
        met = self.numerators[index]
        middle, half = met + z**2 / 2, z * sqrt(met + z**2 / 4)
        return Interval((middle - half) / of, (middle + half) / of)


def funnel(
    names: Sequence[str],
    numerators: Sequence[float],
    denominators: Sequence[float],
    of_population: bool = False,
) -> Funnel:
    """The funnel of the councils that have a denominator, in their order. Raises ValueError without any."""
    there = [row for row in zip(names, numerators, denominators) if row[2] > 0]
    if not there:
        raise ValueError("no council has a denominator")
    kept, met, of = zip(*there)
    met_, of_ = (np.array(each, dtype=float) for each in (met, of))
    centre = _centre(met_, of_, of_population)
    spread = _spread(met_, of_, centre, of_population) if len(kept) >= FEWEST else 0.0
    return Funnel(tuple(kept), tuple(met), tuple(of), of_population, centre, spread)


def drawn_in(councils: int) -> int:
    """How many at either end count as no further out than the next one: a tenth, but two of ten councils, one of five."""
    return max(councils // 10, min(2, councils // 5))


def _centre(met: np.ndarray, of: np.ndarray, of_population: bool) -> float:
    """The pooled figure, with the extremes drawn in where there are enough to tell them from chance."""
    centre = met.sum() / of.sum()
    rarer = centre if of_population else min(centre, 1 - centre)
    if rarer * np.median(of) < FEWEST_EXPECTED:
        return float(centre)
    for _ in range(ROUNDS):
        errors = np.sqrt(_variance(centre, of, of_population))
        if not errors.all():
            break
        deviations = _drawn_in((met / of - centre) / errors)
        centre = ((centre + deviations * errors) * of).sum() / of.sum()
    return float(centre)


def _spread(met: np.ndarray, of: np.ndarray, centre: float, of_population: bool) -> float:
    """The standard deviation between councils by DerSimonian and Laird, with the extremes drawn in."""
    variances = _variance(centre, of, of_population)
    if not np.all(variances > 0):
        return 0.0
    chi = (_drawn_in((met / of - centre) / np.sqrt(variances)) ** 2).sum()
    weights = 1 / variances
    room = weights.sum() - (weights**2).sum() / weights.sum()
    return sqrt(max(0.0, (chi - (len(of) - 1)) / room)) if room > 0 else 0.0


def _drawn_in(deviations: np.ndarray) -> np.ndarray:
    ends, ranked = drawn_in(len(deviations)), np.sort(deviations)
    return np.clip(deviations, ranked[ends], ranked[-1 - ends])


def _variance(centre, of, of_population: bool):
    return centre / of if of_population else centre * (1 - centre) / of


def _place(value: float, limits: Interval) -> Place:
    if value > limits.high:
        return Place.ABOVE
    return Place.BELOW if value < limits.low else Place.WITHIN


def _exact_limits(centre: float, of: float, tail: float, of_population: bool) -> Interval:
    """Between whole numbers the limit lies where the chance of what is beyond it would just be `tail` (linearly)."""
    if not 0 < centre < 1:
        return Interval(centre, centre)
    counts = _counts_near(centre * of, sqrt(_variance(centre, of, of_population)) * of, of, of_population)
    chances = _chances(counts, centre, of, of_population)
    up_to, from_ = np.cumsum(chances), np.cumsum(chances[::-1])[::-1]
    low, high = int(np.argmax(up_to >= tail)), int(len(counts) - 1 - np.argmax(from_[::-1] >= tail))
    most = float("inf") if of_population else 1.0
    return Interval(
        max(0.0, counts[low] - (up_to[low] - tail) / chances[low]) / of,
        min(most, (counts[high] + (from_[high] - tail) / chances[high]) / of),
    )


def _counts_near(mean: float, error: float, of: float, of_population: bool) -> np.ndarray:
    """The whole numbers within eight standard errors and 30 of the mean, beyond which there is next to no chance."""
    reach = 8 * error + 30
    top = mean + reach if of_population else min(of, mean + reach)
    return np.arange(max(0, int(mean - reach)), int(top) + 1)


def _chances(counts: np.ndarray, centre: float, of: float, of_population: bool) -> np.ndarray:
    """The chance of each count, by its logarithm from that of the first."""
    first, later = int(counts[0]), counts[1:]
    if of_population:
        mean = centre * of
        start = first * log(mean) - mean - lgamma(first + 1)
        steps = log(mean) - np.log(later)
    else:
        choose = lgamma(of + 1) - lgamma(first + 1) - lgamma(of - first + 1)
        start = choose + first * log(centre) + (of - first) * log(1 - centre)
        steps = np.log(of - later + 1) - np.log(later) + log(centre / (1 - centre))
    return np.exp(start + np.concatenate([[0.0], np.cumsum(steps)]))
