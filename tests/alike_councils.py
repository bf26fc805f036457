"""Regions of eleven councils that differ by chance, by their own true figures or by 15 points: who of them is named, and
how often a council that does not differ."""

from typing import NamedTuple

import numpy as np
from scorecard.judgement.funnel import Place, funnel

SIZES = np.array([80, 120, 160, 220, 300, 350, 420, 500, 500, 650, 900])
OFF = (7, 8)
"""The two of 500."""
BY = 0.15


class Named(NamedTuple):
    """The share of the councils named that are 15 points off, and of those that are not."""

    found: float
    falsely: float


def named(rng, regions: int, off: int, spread: float, share: float = 0.75, alike: float = 0) -> Named:
    """Of so many regions with `off` councils on the low side, where the true shares of the others spread so widely; `alike`
    is how much wider than binomial each count is, as where duties are of the same children (a design effect less 1)."""
    found = []
    for _ in range(regions):
        true = np.clip(share + spread * rng.standard_normal(len(SIZES)), 0.01, 0.99)
        true[list(OFF[:off])] = share - BY
        if alike:
            enough = (SIZES - 1) / alike - 1
            true = rng.beta(true * enough, (1 - true) * enough)
        seen = funnel([*map(str, SIZES)], rng.binomial(SIZES, true), SIZES)
        found.append([place != Place.WITHIN for place in seen.places])
    differ = np.isin(np.arange(len(SIZES)), OFF[:off])
    beyond = np.array(found)
    return Named(beyond[:, differ].mean() if off else np.nan, beyond[:, ~differ].mean())
