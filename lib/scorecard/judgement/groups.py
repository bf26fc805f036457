"""Is a group of children served less well than the rest? Claimed only where chance does not explain it.

A difference is put to the test with 20 children or more on each side. It is claimed if it is of 5 points or more and stands
among all that were tested (Benjamini and Hochberg). The intervals allow for several events of one child, by the design effect,
and for how many groups are looked at: of those of claimed differences 90 in 100 hold the true one (Benjamini and Yekutieli 2005).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

import pandas as pd

from scorecard.judgement import many
from scorecard.judgement.shares import Interval, Share, difference, exact_p_value

FEWEST = 20
"""Children on each side."""
POINTS = 0.05
"""A smaller difference is never claimed: the two are about the same, also where the whole interval lies within it."""


class Found(StrEnum):
    """What may be said of a group beside the rest."""

    WORSE = "less well"
    BETTER = "better"
    LOWER = "lower"
    HIGHER = "higher"
    SAME = "about the same"
    TOO_FEW = "too few to tell"

    @property
    def is_difference(self) -> bool:
        """Whether it says that the two differ."""
        return self not in (Found.SAME, Found.TOO_FEW)


@dataclass(frozen=True)
class Comparison:
    """A group beside the rest: the row of the counts, both shares, their difference (from -1 to 1) with its interval and
    p-value, None where there are too few for a test, and what may be said."""

    counts: Any
    share: float
    rest: float
    interval: Interval | None
    p_value: float | None
    found: Found


def compare(counts: pd.DataFrame) -> list[Comparison]:
    """Every row of the counts (as from `measures.groups`), in their order, judged together."""
    rows = list(counts.itertuples(index=False))
    sides = [(_side(row, ""), _side(row, "rest_")) for row in rows]
    tested = [index for index, row in enumerate(rows) if min(row.children, row.rest_children) >= FEWEST]
    p_values = {index: exact_p_value(*sides[index]) for index in tested}
    passed = dict(zip(tested, many.stand(list(p_values.values()))))
    confidence = 1 - many.FALSE_OF_CLAIMED * max(1, sum(passed.values())) / max(1, len(tested))
    intervals = {index: difference(*sides[index], confidence) for index in tested}
    return [
        Comparison(
            row,
            sides[index][0].value,
            sides[index][1].value,
            intervals.get(index),
            p_values.get(index),
            _found(row.good, sides[index], intervals.get(index), passed.get(index, False)),
        )
        for index, row in enumerate(rows)
    ]


def _side(row: Any, side: str) -> Share:
    met, owed, effect = (
        getattr(row, f"{side}{name}") for name in ("numerator", "denominator", "design_effect")
    )
    return Share(met / owed, owed / effect)


def _found(good: str | None, sides: tuple[Share, Share], interval: Interval | None, passed: bool) -> Found:
    if interval is None:
        return Found.TOO_FEW
    by = sides[0].value - sides[1].value
    if passed and abs(by) >= POINTS and not interval.holds(0):
        if good is None:
            return Found.HIGHER if by > 0 else Found.LOWER
        return Found.BETTER if (by > 0) == (good == "higher") else Found.WORSE
    small = passed and abs(by) < POINTS
    return Found.SAME if small or -POINTS < interval.low and interval.high < POINTS else Found.TOO_FEW


def claimed(comparisons: Sequence[Comparison]) -> list[Comparison]:
    """Those that differ, the ones served less well first, then by the evidence."""
    differing = [each for each in comparisons if each.found.is_difference]
    return sorted(differing, key=lambda each: (each.found != Found.WORSE, each.p_value))
