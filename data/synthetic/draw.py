"""Chance, from one seed: PCG64's uniforms, one product and whole numbers, the same on every platform."""

import numpy as np


class Draw:
    """A stream of draws; each theme takes its own by name, so that one can change without the others."""

    def __init__(self, seed: int, theme: str, points: float = 0):
        """`points` are what the theme's shares are to be higher than the sample's."""
        self._points = points
        self._generator = np.random.Generator(np.random.PCG64([seed, *theme.encode("utf-8")]))

    def unit(self, n: int) -> np.ndarray:
        """`n` uniforms from 0 up to, not including, 1."""
        return self._generator.random(n)

    def moved(self, percent: float) -> float:
        """The share that this council is to have where the sample has `percent`."""
        return min(100.0, max(0.0, percent + self._points))

    def between(self, low: np.ndarray | int, high: np.ndarray | int, n: int | None = None) -> np.ndarray:
        """Whole numbers from low to high, both included; low where high is lower."""
        low, high = np.broadcast_arrays(np.asarray(low, "int64"), np.asarray(high, "int64"))
        if n is not None:
            low, high = np.broadcast_to(low, n), np.broadcast_to(high, n)
        return low + (self.unit(len(low)) * np.maximum(high - low + 1, 1)).astype("int64")

    def happens(self, chance: np.ndarray | float, n: int) -> np.ndarray:
        """True with that chance."""
        return self.unit(n) < chance

    def choose(self, weights: dict, n: int) -> np.ndarray:
        """Keys of `weights` (whole numbers), each as often as its weight has it."""
        limits = np.cumsum(list(weights.values()))
        picked = np.searchsorted(limits, self.between(0, limits[-1] - 1, n), side="right")
        return np.array(list(weights))[picked]

    def days(self, bands: tuple[tuple[int, int, int], ...], n: int) -> np.ndarray:
        """Numbers of days out of bands (weight, from, to): a band by its weight, then any day of it."""
        weights, low, high = np.array(bands).T
        band = self.choose({index: int(weight) for index, weight in enumerate(weights)}, n)
        return self.between(low[band], high[band])

    def some(self, count: int, weights: np.ndarray) -> np.ndarray:
        """So many positions (all, if fewer) in a chance order in which heavier ones tend to be first.

        `weights` may be True and False; a position of weight 0 is never taken.
        """
        weights = np.asarray(weights).astype("int64")
        drawn = self.unit(len(weights)) / np.where(weights > 0, weights, 1)
        positions = np.argsort(drawn, kind="stable")
        return positions[weights[positions] > 0][: max(count, 0)]

    def exactly(self, count: int, weights: np.ndarray) -> np.ndarray:
        """True at the positions that `some` takes."""
        chosen = np.zeros(len(weights), bool)
        chosen[self.some(count, weights)] = True
        return chosen


def nearest_count(percent: float, total: int) -> int:
    """The whole number whose share of `total` is nearest to the percentage."""
    return int(percent * total / 100 + 0.5)


def prints_as(percent: float, count: int, total: int) -> bool:
    """Whether count ÷ total to one decimal is the printed percentage, clear of the rounding edge."""
    return total > 0 and abs(100 * count / total - percent) < 0.0499
