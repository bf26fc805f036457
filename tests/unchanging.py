"""A council in which nothing changes but the children: what every figure would be by chance alone, many times over.

As many children as in the sample come and go as they do there; each has a propensity of its own as long as it stays, so
that the months are dispersed and hang together as the sample's do: design effects of visits 1.15, of reviews 1.2; of the
children 16% missing in a year, whose squared episodes are 7 times their episodes.
"""

import numpy as np

CHILDREN, MONTHS, STAY = 740, 24, 36
VISITS, REVIEWS = 0.75, 0.2
POOL = 20_000


def _propensities(rng, series: int, children: int, pool: np.ndarray, months: int) -> np.ndarray:
    """By series, child and month: drawn from the pool, kept until the child leaves and another comes."""
    shape = (series, children, months)
    drawn = rng.integers(len(pool), size=shape, dtype=np.int32)
    stays = rng.random(shape, dtype=np.float32) > 1 / STAY
    stays[:, :, 0] = False
    since = np.maximum.accumulate(np.where(stays, 0, np.arange(months, dtype=np.int8)), axis=2)
    return pool[np.take_along_axis(drawn, since.astype(np.intp), axis=2)]


def duties(rng, series: int, share: float, owed: float, rho: float, children=CHILDREN, months=MONTHS):
    """Duties met and owed, by series and month: each child owes one in a month with the chance `owed`, and meets it with
    one of its own about `share`, alike within a child by `rho`."""
    pool = rng.beta(share * (1 / rho - 1), (1 - share) * (1 / rho - 1), POOL).astype(np.float32)
    chance = _propensities(rng, series, children, pool, months)
    due = rng.random(chance.shape, dtype=np.float32) < owed
    met = due & (rng.random(chance.shape, dtype=np.float32) < chance)
    return met.sum(axis=1), due.sum(axis=1)


def missing(rng, series: int, mean: float = 0.062, shape: float = 0.09, children=CHILDREN, months=MONTHS):
    """Children missing and episodes, by series and month: each child has a rate of its own, by a gamma distribution."""
    pool = rng.gamma(shape, mean / shape, POOL).astype(np.float32)
    episodes = rng.poisson(_propensities(rng, series, children, pool, months))
    return (episodes > 0).sum(axis=1), episodes.sum(axis=1)


def comings(rng, series: int, mean: float = 22, dispersion: float = 1.6, months=MONTHS):
    """Children who start or cease, by series and month: brothers and sisters come and go together."""
    return rng.negative_binomial(mean / (dispersion - 1), 1 / dispersion, (series, months))
