"""Has it changed in a year? By the method that the indicator declares, and said only where chance does not explain it.

Without the evidence that a method needs, such as in a public pack, the figures stand and nothing is said of them.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from math import exp, log, sqrt
from statistics import NormalDist
from typing import Any

from scorecard.indicators import Indicator
from scorecard.judgement import many, shares
from scorecard.judgement.points import Point
from scorecard.judgement.shares import CONFIDENCE, Interval, Share
from scorecard.words import ALWAYS, SMALL_DENOMINATOR, UP_TO, is_missing

Key = tuple[str, str, datetime]
Evidence = Mapping[Key, Any]
"""Rows of the evidence by indicator, kind of period and its last day."""


class Claim(StrEnum):
    """What may be said of a change in a year."""

    BETTER = "better"
    WORSE = "worse"
    HIGHER = "higher"
    LOWER = "lower"
    SAME = "about the same"
    TOO_FEW = "too few to tell"
    TOO_EARLY = "too early to tell"
    NONE = ""

    @property
    def is_change(self) -> bool:
        """Whether it says that something changed."""
        return self in (Claim.BETTER, Claim.WORSE, Claim.HIGHER, Claim.LOWER)


@dataclass(frozen=True)
class Change:
    """From an earlier point to now, in the indicator's unit (percentage points for a share): the difference of the figures
    before rounding, and none of two that print alike; of public shares at an end that of their counts, to whole points."""

    now: Point | None
    before: Point | None
    difference: float | None


@dataclass(frozen=True)
class YearChange(Change):
    """A change in a year: what is compared (`now` may be the 12 months to date), the 95% interval of the difference in
    `unit`, the p-value of there being none, and what may be said. `too_few`: one of the two rests on fewer than 20."""

    unit: str = ""
    interval: Interval | None = None
    p_value: float | None = None
    too_few: bool = False
    claim: Claim = Claim.NONE


def change(now: Point | None, before: Point | None, unit: str) -> Change:
    """The difference between two points."""
    if now is None or before is None or is_missing(now.value) or is_missing(before.value):
        return Change(now, before, None)
    if unit == "%" and (_at_an_end(now) or _at_an_end(before)):
        by_counts = _by_counts(now) - _by_counts(before)
        return Change(now, before, by_counts if abs(by_counts) >= 0.5 else 0.0)
    decimals = ALWAYS.get(unit, UP_TO.get(unit, 0))
    same = round(now.value, decimals) == round(before.value, decimals)
    return Change(now, before, 0.0 if same else now.value - before.value)


def _at_an_end(share: Point) -> bool:
    """Whether a public share stands for "95% or more" or "5% or less": its counts say what it is, beyond rounding."""
    return share.denominator > 0 and abs(_by_counts(share) - share.value) > 0.5


def _by_counts(share: Point) -> float:
    return 100 * share.numerator / share.denominator


def year_change(
    indicator: Indicator,
    now: Point | None,
    before: Point | None,
    series: Sequence[Point],
    of: Mapping[datetime, Point],
    evidence: Evidence,
) -> YearChange:
    """The change from a point a year before, tested as the indicator declares. `of`: the points that its figures are a
    share of, where `per` names an indicator."""
    made, method = change(now, before, indicator.unit), indicator.method
    found = YearChange(made.now, made.before, made.difference, indicator.unit)
    if made.difference is None:
        return found
    if method.by == "shares":
        return _by_shares(found, indicator, of, evidence)
    if method.by == "counts":
        return _by_ratio(found, series)
    if method.by == "children":
        return _by_children(found, indicator, evidence)
    if abs(now.value - before.value) >= method.least:
        return replace(found, claim=_claim(made.difference, indicator.good))
    return replace(found, claim=Claim.SAME if method.least < float("inf") else Claim.NONE)


def claimed(changes: Sequence[tuple[Indicator, YearChange]]) -> list[YearChange]:
    """The changes with what may be said of each, out of all that were looked at (`looked_at`)."""
    tested = [made for _, made in changes if looked_at(made)]
    passed = dict(zip(map(id, tested), many.stand([made.p_value for made in tested])))
    return [
        replace(made, claim=_said(made, passed[id(made)], indicator.good)) if id(made) in passed else made
        for indicator, made in changes
    ]


def looked_at(made: YearChange) -> bool:
    """Whether a change was put to a test."""
    return made.p_value is not None


def share(point: Point, indicator: Indicator, evidence: Evidence, kind: str) -> Share | None:
    """A point as a share of so many, in effect, of another; None without the evidence that it needs. A share of rounded
    counts is of as many fewer as rounding adds to its variance."""
    if not point.denominator > 0:
        return None
    n = point.denominator
    if indicator.method.clustered:
        found = evidence.get((indicator.id, kind, point.end))
        if found is None or is_missing(found.design_effect):
            return None
        n /= found.design_effect
    if indicator.method.rounded:
        about = (point.numerator + 2) / (point.denominator + 4)
        by_chance = about * (1 - about) / n
        n *= by_chance / (by_chance + indicator.method.rounded.variance(about, point.denominator))
    return Share(point.numerator / point.denominator, n)


def _by_shares(made: YearChange, indicator: Indicator, of, evidence: Evidence) -> YearChange:
    points = [made.now, made.before]
    if indicator.method.per:
        points = [replace(each, denominator=of[each.end].value) for each in points if each.end in of]
    found = [share(each, indicator, evidence, indicator.method.over) for each in points]
    if len(found) < 2 or None in found:
        return made
    interval = Interval(*(100 * end for end in shares.difference(*found)))
    few = min(each.denominator for each in points) < SMALL_DENOMINATOR
    return replace(made, unit="%", interval=interval, p_value=shares.p_value(*found), too_few=few)


def _by_ratio(made: YearChange, series: Sequence[Point]) -> YearChange:
    """The ratio of two counts, its variance scaled by how widely the months of each year spread, not below chance."""
    now, before = made.now.value, made.before.value
    if not now or not before:
        return replace(made, too_few=True, p_value=1.0)
    months = [
        [p.value for p in series if year.start <= p.start <= year.end] for year in (made.now, made.before)
    ]
    means = [sum(year) / len(year) for year in months]
    spread = sum((each - mean) ** 2 / mean for year, mean in zip(months, means) for each in year)
    dispersion = max(1.0, spread / (sum(map(len, months)) - 2))
    error, normal = sqrt(dispersion * (1 / now + 1 / before)), NormalDist()
    margin = normal.inv_cdf((1 + CONFIDENCE) / 2) * error
    ends = (before * (exp(log(now / before) + way * margin) - 1) for way in (-1, 1))
    p_value = 2 * normal.cdf(-abs(log(now / before)) / error)
    return replace(
        made, interval=Interval(*ends), p_value=p_value, too_few=min(now, before) < SMALL_DENOMINATOR
    )


def _by_children(made: YearChange, indicator: Indicator, evidence: Evidence) -> YearChange:
    kind = "year" if indicator.method.over == "year" else "month"
    found = evidence.get((indicator.id, kind, made.now.end))
    if found is None or is_missing(found.p_value):
        return made
    sizes = [
        each.value if is_missing(each.denominator) else each.denominator for each in (made.now, made.before)
    ]
    interval = Interval(found.difference_low, found.difference_high)
    few = min(sizes) < SMALL_DENOMINATOR
    return replace(made, interval=interval, p_value=found.p_value, too_few=few)


def _said(made: YearChange, passed: bool, good: str | None) -> Claim:
    if made.too_few:
        return Claim.TOO_FEW
    same_way = made.interval and made.difference * (made.interval.low + made.interval.high) > 0
    if not passed or made.interval.holds(0) or not same_way:
        return Claim.SAME
    return _claim(made.difference, good)


def _claim(difference: float, good: str | None) -> Claim:
    if good is None:
        return Claim.HIGHER if difference > 0 else Claim.LOWER
    return Claim.BETTER if (difference > 0) == (good == "higher") else Claim.WORSE
