"""Signal or noise: the process-behaviour (XmR) chart of one series, and whether the process can meet its target.

Rules: NHS England, *Making Data Count*. Limits are the mean ± 2.66 × the mean moving range, leaving out, once, moving
ranges of 3.267 × their mean or more. A point without data is a gap: no moving range and no run spans it. The limits of
a share ignore its denominator, so where denominators are small a point may lie beyond them by chance.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum, StrEnum

import numpy as np

LIMIT, WARNING, OUTLYING_RANGE = 2.66, 1.773, 3.267
RUN_LENGTH = 7
FIRM_FROM = 12


class Signal(Enum):
    """What the latest point says, in the order in which it is looked for: its words where it is high, and where low."""

    BEYOND_LIMIT = "above its usual range", "below its usual range"
    TWO_OF_THREE = (
        "two of the last three figures near the top of its usual range",
        "two of the last three figures near the bottom of its usual range",
    )
    RUN = (
        "seven figures or more in a row above its average",
        "seven figures or more in a row below its average",
    )
    TREND = "seven figures or more in a row rising", "seven figures or more in a row falling"
    NONE = "no signal", "no signal"


class Assurance(StrEnum):
    """Whether the process, as it runs now, can be expected to meet its target."""

    MEETS = "meets it consistently"
    MISSES = "misses it consistently"
    HIT_OR_MISS = "hit or miss"


@dataclass(frozen=True)
class Variation:
    """A series judged at its latest point.

    mean, lower, upper: the process's centre and limits, in the unit of the series. points: how many had data since the
    last step change. signal: the first that applies; side: +1 where it points up, -1 down, 0 without a signal.
    """

    mean: float
    lower: float
    upper: float
    points: int
    signal: Signal
    side: int

    @property
    def words(self) -> str:
        """The signal, and which way it points."""
        high, low = self.signal.value
        return high if self.side > 0 else low

    @property
    def provisional(self) -> bool:
        """True for fewer than 12 points, whose limits may still move."""
        return self.points < FIRM_FROM

    def assurance(self, low: float | None, high: float | None) -> Assurance:
        """How the limits stand to a target from `low` to `high`, either of which may be open (None)."""
        bottom, top = -np.inf if low is None else low, np.inf if high is None else high
        if bottom <= self.lower and self.upper <= top:
            return Assurance.MEETS
        if self.upper < bottom or self.lower > top:
            return Assurance.MISSES
        return Assurance.HIT_OR_MISS


def judge_variation(values: Sequence[float], since: int = 0) -> Variation | None:
    """Judge a series of equally spaced points, oldest first; NaN is a gap, `since` the position of a step change.

    Returns None where there is nothing to judge: no data at the latest point, or no two points side by side.
    """
    series = np.asarray(values, dtype=float)[since:]
    ranges = np.abs(np.diff(series))
    if not len(series) or np.isnan(series[-1]) or np.isnan(ranges).all():
        return None
    mean, spread = np.nanmean(series), _mean_moving_range(ranges)
    side = np.sign(_settle(series - mean, spread))
    signals = {
        Signal.BEYOND_LIMIT: side[-1] if abs(series[-1] - mean) > LIMIT * spread and side[-1] else 0,
        Signal.TWO_OF_THREE: _two_of_three(np.where(np.abs(series - mean) > WARNING * spread, side, 0)),
        Signal.RUN: _unbroken(side, RUN_LENGTH),
        Signal.TREND: _unbroken(np.sign(np.diff(series)), RUN_LENGTH - 1),
    }
    signal = next((name for name, found in signals.items() if found), Signal.NONE)
    points = int(np.count_nonzero(~np.isnan(series)))
    return Variation(
        mean, mean - LIMIT * spread, mean + LIMIT * spread, points, signal, int(signals.get(signal, 0))
    )


def _mean_moving_range(ranges: np.ndarray) -> float:
    known = ranges[~np.isnan(ranges)]
    kept = known[known < OUTLYING_RANGE * known.mean()]
    return float(kept.mean()) if len(kept) else float(known.mean())


def _settle(deviations: np.ndarray, spread: float) -> np.ndarray:
    """Deviations with rounding noise taken for zero, so that a point on the mean is on it in floating point too."""
    noise = 1e-9 * max(spread, np.nanmax(np.abs(deviations)), 1e-300)
    return np.where(np.abs(deviations) <= noise, 0.0, deviations)


def _unbroken(signs: np.ndarray, length: int) -> int:
    """The sign that the last `length` points share, or 0."""
    last = signs[-length:]
    return int(last[-1]) if len(last) == length and (last == last[-1]).all() else 0


def _two_of_three(beyond: np.ndarray) -> int:
    """The sign of the latest point where it and one of the two before it lie beyond the warning line, or 0."""
    return int(beyond[-1]) if beyond[-1] and (beyond[-3:-1] == beyond[-1]).any() else 0
