"""What it does to a figure that several of its events are of one child: design effects, and resampling of children.

Sources: Cochran 1977, section 11.7 (the ratio estimator, linearised); Efron and Tibshirani 1993 (the bootstrap).
"""

from typing import NamedTuple

import numpy as np
import pandas as pd

RESAMPLES = 4999


class Difference(NamedTuple):
    """95% of the resampled differences lie from `low` to `high`; `p_value`: of there being none."""

    low: float
    high: float
    p_value: float


def design_effect(children: pd.Series, numerators: pd.Series) -> float:
    """By how much the variance of a share is greater than if each row were of another child, not below 1.

    A row an event: whose it is, and whether it counts in the numerator. 1 where nothing varies.
    """
    child, events = np.unique(children, return_inverse=True)[1], len(children)
    met, owed = np.bincount(child, numerators.to_numpy(dtype=float)), np.bincount(child)
    share, number = met.sum() / max(events, 1), len(owed)
    if number < 2 or share in (0.0, 1.0):
        return 1.0
    variance = number / (number - 1) * ((met - share * owed) ** 2).sum() / events**2
    return max(1.0, float(variance / (share * (1 - share) / (events - 1))))


def difference_of_means(now: np.ndarray, before: np.ndarray, rng: np.random.Generator) -> Difference:
    """The mean of `now` less that of `before`, two or more amounts each, a child an amount, by resampling of each."""
    return _of(_resampled_means(now, rng) - _resampled_means(before, rng))


def interval_of_mean(amounts: np.ndarray, rng: np.random.Generator) -> tuple[float, float]:
    """Within which 95% of the means of resampled children lie."""
    low, high = np.quantile(_resampled_means(amounts, rng), (0.025, 0.975))
    return float(low), float(high)


def difference_of_totals(now: pd.Series, before: pd.Series, rng: np.random.Generator) -> Difference:
    """How many more events `now` has than `before`, a row an event, its child the value, by resampling of children.

    Each child with all its events comes so many times as a Poisson number about 1 says: those without an event, of whom
    nothing is known here, would come and go in the same way. Children with as many more events than before come together
    as often as a Poisson number about how many they are.
    """
    by_child = now.value_counts().sub(before.value_counts(), fill_value=0)
    more, children = np.unique(by_child, return_counts=True)
    return _of(rng.poisson(children, (RESAMPLES, len(children))) @ more)


def _resampled_means(amounts: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """Drawn a few at a time, which takes little memory and draws the same."""
    number = len(amounts)
    few = np.diff(np.linspace(0, RESAMPLES, 50, dtype=int))
    return np.concatenate([rng.choice(amounts, (each, number)).mean(axis=1) for each in few])


def _of(differences: np.ndarray) -> Difference:
    low, high = np.quantile(differences, (0.025, 0.975))
    beyond = min((differences <= 0).sum(), (differences >= 0).sum())
    return Difference(float(low), float(high), float(min(1.0, 2 * (beyond + 1) / (RESAMPLES + 1))))
