"""A council in which nothing changes but the children: what every figure would be by chance alone, many times over.

As many children as in the sample come and go as they do there; each has a propensity of its own as long as it stays, so
that the months are dispersed and hang together as the sample's do: design effects of visits 1.15, of reviews 1.2; of the
children 16% missing in a year, whose squared episodes are 7 times their episodes.
"""

import numpy as np

CHILDREN, MONTHS, STAY = 740, 24, 36
VISITS, REVIEWS = (0.79, 0.75, 0.02), (0.93, 0.2, 0.13)
"""The share met, the chance that a child owes one in a month, and how alike those of one child are."""
POOL = 20_000


def since(rng, series: int, children: int, months: int) -> np.ndarray:
    """By series, place and month: the month in which the child came who has the place."""
    stays = rng.random((series, children, months), dtype=np.float32) > 1 / STAY
    stays[:, :, 0] = False
    came = np.where(stays, 0, np.arange(months, dtype=np.int8))
    return np.maximum.accumulate(came, axis=2).astype(np.intp)


def kept(rng, pool: np.ndarray, came: np.ndarray) -> np.ndarray:
    """By series, place and month: drawn from the pool, kept until the child leaves and another comes."""
    drawn = rng.integers(len(pool), size=came.shape, dtype=np.int32)
    return pool[np.take_along_axis(drawn, came, axis=2)]


def by_duty(rng, came: np.ndarray, share: float, owed: float, rho: float) -> tuple[np.ndarray, np.ndarray]:
    """Which duties are met and which owed, by series, child and month: each child owes one in a month with the chance
    `owed`, and meets it with one of its own about `share`, alike within a child by `rho`."""
    pool = rng.beta(share * (1 / rho - 1), (1 - share) * (1 / rho - 1), POOL).astype(np.float32)
    due = rng.random(came.shape, dtype=np.float32) < owed
    return due & (rng.random(came.shape, dtype=np.float32) < kept(rng, pool, came)), due


def by_episode(rng, came: np.ndarray, mean: float = 0.062, shape: float = 0.09) -> np.ndarray:
    """Episodes of going missing by series, child and month: each child has a rate of its own, by a gamma distribution."""
    pool = rng.gamma(shape, mean / shape, POOL).astype(np.float32)
    return rng.poisson(kept(rng, pool, came))


def duties(rng, series: int, share: float, owed: float, rho: float, children=CHILDREN, months=MONTHS):
    """Duties met and owed, by series and month, as `by_duty`."""
    met, due = by_duty(rng, since(rng, series, children, months), share, owed, rho)
    return met.sum(axis=1), due.sum(axis=1)


def missing(rng, series: int, children=CHILDREN, months=MONTHS):
    """Children missing and episodes, by series and month, as `by_episode`."""
    episodes = by_episode(rng, since(rng, series, children, months))
    return (episodes > 0).sum(axis=1), episodes.sum(axis=1)


def comings(rng, series: int, mean: float = 22, dispersion: float = 1.6, months=MONTHS):
    """Children who start or cease, by series and month: brothers and sisters come and go together."""
    return rng.negative_binomial(mean / (dispersion - 1), 1 / dispersion, (series, months))
