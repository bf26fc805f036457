"""Is this month unusual? Laney's p' and u' charts: limits that know the denominator and how widely the process spreads.

Limits are those of a binomial (p') or a Poisson (u') count, times sigma_z: the spread of the months' z-scores, from their
moving range, not below 1. It takes in that a child has several events. A point without data is a gap: no moving range and
no run spans it. Source: Laney 2002. A signal is a point beyond its limits, or a run on one side of the centre.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import Enum, StrEnum

import numpy as np

SIGMAS, RANGE_TO_SIGMA = 3, 1.128
RUN_LENGTH, RUN_OF_RECURRING = 8, 9
"""Months in a row; one more where a few children have most of the events, from month to month the same."""
ORDINALS = {RUN_LENGTH: "eighth", RUN_OF_RECURRING: "ninth"}
POINTS_NEEDED, MOST_POINTS = 12, 24
LEAST_MEAN = 3
"""With fewer events a month than this, or fewer that did not happen, chance alone gives too many signals."""


class Signal(Enum):
    """What the latest point says, in the order in which it is looked for: its words where it is high, and where low."""

    BEYOND_LIMIT = "above its usual range", "below its usual range"
    RUN = (
        "the {} or a later month in a row above its average",
        "the {} or a later month in a row below its average",
    )
    NONE = "within its usual range", "within its usual range"


class Assurance(StrEnum):
    """Whether the process, as it runs now, can be expected to meet its target."""

    MEETS = "meets it consistently"
    MISSES = "misses it consistently"
    HIT_OR_MISS = "hit or miss"


@dataclass(frozen=True)
class Variation:
    """A series judged at its latest point.

    centre: the process's mean; lower, upper: the limits of each point, oldest first, from 0 to 1 for a share and from 0 for
    a rate; sigma_z: how widely it spreads, 1 = as chance alone would have it. signal: the first that applies; side: +1
    where it points up, -1 down, 0 without a signal; run: how many months on one side are one.
    """

    centre: float
    lower: tuple[float, ...]
    upper: tuple[float, ...]
    sigma_z: float
    signal: Signal
    side: int
    run: int

    @property
    def words(self) -> str:
        """The signal, and which way it points."""
        high, low = self.signal.value
        return (high if self.side > 0 else low).format(ORDINALS[self.run])


def assurance(lower: float, upper: float, low: float, high: float) -> Assurance:
    """How a process that runs from `lower` to `upper` stands to a target from `low` to `high`, infinite where it is open."""
    if low <= lower and upper <= high:
        return Assurance.MEETS
    return Assurance.MISSES if upper < low or lower > high else Assurance.HIT_OR_MISS


def of_shares(
    numerators: Sequence[float], denominators: Sequence[float], run: int = RUN_LENGTH
) -> Variation | None:
    """Laney's p' chart of months, oldest first, NaN for a gap; None where there is too little to judge."""
    return _judge(numerators, denominators, run, lambda centre: centre * (1 - centre), 1)


def of_rates(
    numerators: Sequence[float], denominators: Sequence[float], run: int = RUN_LENGTH
) -> Variation | None:
    """Laney's u' chart of months, oldest first, NaN for a gap: events over what they could happen to; None where there is
    too little to judge."""
    return _judge(numerators, denominators, run, lambda centre: centre, np.inf)


def _judge(
    numerators: Sequence[float],
    denominators: Sequence[float],
    run: int,
    variance: Callable[[float], float],
    most: float,
) -> Variation | None:
    count, of = (np.asarray(each, dtype=float)[-MOST_POINTS:] for each in (numerators, denominators))
    known = ~np.isnan(count) & (of > 0)
    if known.sum() < POINTS_NEEDED or not known[-1]:
        return None
    count, of = np.where(known, count, np.nan), np.where(known, of, np.nan)
    centre = np.nansum(count) / np.nansum(of)
    if min(np.nanmean(count), np.nanmean(of - count) if most == 1 else np.inf) < LEAST_MEAN:
        return None
    sigma = np.sqrt(variance(centre) / of)
    z = (count / of - centre) / sigma
    ranges = np.abs(np.diff(z))
    sigma_z = max(1.0, np.nanmean(ranges) / RANGE_TO_SIGMA) if not np.isnan(ranges).all() else 1.0
    signal, side = _signal(z, sigma_z, run)
    lower, upper = (np.clip(centre + way * SIGMAS * sigma * sigma_z, 0, most) for way in (-1, 1))
    return Variation(centre, tuple(lower), tuple(upper), sigma_z, signal, side, run)


def _signal(z: np.ndarray, sigma_z: float, run: int) -> tuple[Signal, int]:
    sides = np.where(np.abs(z) < 1e-9, 0, np.sign(z))  # a point on the centre is on it in floating point too
    latest = int(sides[-1])
    if abs(z[-1]) > SIGMAS * sigma_z:
        return Signal.BEYOND_LIMIT, latest
    last = sides[-run:]
    if latest and len(last) == run and (last == latest).all():
        return Signal.RUN, latest
    return Signal.NONE, 0
