"""How each indicator stands: against its target, against before, against others, and whether it is a signal or noise.

The signals are kept apart and never merged into one. Everything is read from the measures, the targets and the published
benchmarks; nothing here looks at children.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

import pandas as pd

from scorecard.indicators import INDICATORS, Indicator
from scorecard.judgement.benchmarks import Benchmark, benchmark
from scorecard.judgement.targets import NO_TARGETS, AgainstTarget, IndicatorTargets, Target
from scorecard.judgement.variation import Assurance, Variation, judge_variation
from scorecard.reporting_month import ReportingMonth
from scorecard.words import ALWAYS, UP_TO, is_missing

FINEST_FIRST = ("month", "quarter", "snapshot", "ytd")


class Direction(StrEnum):
    """The second of the three signals: how a figure moved."""

    BETTER = "better"
    WORSE = "worse"
    SAME = "no change"
    NEITHER = "neither better nor worse"
    NO_DATA = "no data"


@dataclass(frozen=True)
class Point:
    """One figure of a series, with the days that it covers."""

    start: datetime
    end: datetime
    numerator: float
    denominator: float
    value: float


@dataclass(frozen=True)
class Change:
    """From an earlier point to now, in the indicator's unit (percentage points for a share): the difference of the figures
    before rounding, and none of two that print alike."""

    before: Point | None
    difference: float | None
    direction: Direction


@dataclass(frozen=True)
class Judgement:
    """One figure of the scorecard and how it stands. `series` is its history, oldest first, and `kind` its period_type in
    the measures; `now` is None without data."""

    indicator: Indicator
    category: str
    kind: str
    series: tuple[Point, ...]
    now: Point | None
    target: Target | None
    against_target: AgainstTarget
    change: Change
    change_in_year: Change
    variation: Variation | None
    assurance: Assurance | None
    benchmark: Benchmark | None

    @property
    def unit(self) -> str:
        """The indicator's unit, in which all its figures are."""
        return self.indicator.unit


def months_judged(month: ReportingMonth) -> tuple[ReportingMonth, ...]:
    """The months whose measures judgement needs: this one, the one before and the same month a year before."""
    return month.previous(12), month.previous(), month


def judge(
    measures: pd.DataFrame,
    month: ReportingMonth,
    targets: Mapping[str, IndicatorTargets],
    published: pd.DataFrame,
) -> list[Judgement]:
    """Judge every indicator that has a figure of its own, in the report's order.

    `measures` are those of one month or, for the change in a year, of all `months_judged` one below the other; where
    two give the same point, the later month's is taken. A composition (ages, placements …) has no single figure and
    is not judged; an indicator without data is, with its words.
    """
    known = measures[measures["period_end"] <= month.as_at]
    by_indicator = dict(list(known.groupby("indicator", sort=False)))
    return [
        _judge_one(indicator, category, rows, month, targets.get(indicator.id, NO_TARGETS), published)
        for indicator in INDICATORS.values()
        if not indicator.is_composition
        for category, rows in _figures(indicator, by_indicator.get(indicator.id, known.head(0)), month)
    ]


def _figures(
    indicator: Indicator, rows: pd.DataFrame, month: ReportingMonth
) -> Iterable[tuple[str, pd.DataFrame]]:
    """The categories that are figures of their own, each with its finest series: the teams of a caseload, and the parts
    of a whole that are followed by month. The parts of a single figure are not. What this month's measures lack has no
    figure, whatever earlier months had."""
    current = rows[rows["month"] == str(month)]
    rows = rows if len(current) else current
    whole = current.empty or (current["category"] == "").any()
    followed = current[current["period_type"] == "month"] if whole else current
    for category in dict.fromkeys([*([""] if whole else []), *followed["category"]]):
        found = rows[rows["category"] == category]
        finest = next((kind for kind in FINEST_FIRST if (found["period_type"] == kind).any()), "")
        yield category, found[found["period_type"] == finest]


def _judge_one(indicator, category, rows, month, declared: IndicatorTargets, published) -> Judgement:
    kind = rows["period_type"].iloc[0] if len(rows) else ""
    series = _points(rows)
    now = series[-1] if series and not is_missing(series[-1].value) else None
    target = declared.at(month)
    before, year_before = _earlier(kind, series, rows, month)
    variation = _variation(kind, series, declared, month)
    return Judgement(
        indicator=indicator,
        category=category,
        kind=kind,
        series=series,
        now=now,
        target=target,
        against_target=_against(target, now),
        change=_change(now, before, indicator.good, indicator.unit),
        change_in_year=_change(now, year_before, indicator.good, indicator.unit),
        variation=variation,
        assurance=variation.assurance(target.low, target.high) if variation and target else None,
        benchmark=None if category else benchmark(published, indicator, month),
    )


def _points(rows: pd.DataFrame) -> tuple[Point, ...]:
    latest = rows.sort_values(["period_end", "month"]).drop_duplicates("period_end", keep="last")
    columns = (latest[name] for name in ("period_start", "period_end", "numerator", "denominator", "value"))
    return tuple(Point(*figures) for figures in zip(*columns, strict=True))


def _earlier(kind: str, series: tuple[Point, ...], rows, month) -> tuple[Point | None, Point | None]:
    """The point of the period before and that of the same period a year before.

    A year to date has no period before it: a month ago it counted some of the same children. Nor has a roll that was the
    latest a month ago, too.
    """
    if not series:
        return None, None
    by_end, last = {point.end: point for point in series}, series[-1].end
    if kind == "snapshot":
        latest = rows.groupby("month")["period_end"].max()
        days = [month.previous(steps).as_at for steps in (1, 12)]
        ends = [
            day if day in by_end else latest.get(str(ReportingMonth(day.year, day.month))) for day in days
        ]
        before, year_before = (by_end.get(end) if end != last else None for end in ends)
        return before, year_before
    this = ReportingMonth(last.year, last.month)
    steps = {"month": 1, "quarter": 3}.get(kind)
    before = by_end.get(this.previous(steps).as_at) if steps else None
    return before, by_end.get(this.previous(12).as_at)


def _change(now: Point | None, before: Point | None, good: str | None, unit: str) -> Change:
    if now is None or before is None or is_missing(before.value):
        return Change(before, None, Direction.NO_DATA)
    decimals = ALWAYS.get(unit, UP_TO.get(unit, 0))
    if round(now.value, decimals) == round(before.value, decimals):
        return Change(before, 0.0, Direction.SAME)
    difference = now.value - before.value
    if good is None:
        return Change(before, difference, Direction.NEITHER)
    return Change(
        before, difference, Direction.BETTER if (difference > 0) == (good == "higher") else Direction.WORSE
    )


def _against(target: Target | None, now: Point | None) -> AgainstTarget:
    if target is None:
        return AgainstTarget.NO_TARGET
    return AgainstTarget.NO_DATA if now is None else target.judge(now.value)


def _variation(kind: str, series: tuple[Point, ...], declared: IndicatorTargets, month) -> Variation | None:
    """Year-to-date figures and single as-at figures have no process to judge."""
    if kind not in ("month", "quarter") or not series:
        return None
    by_end = {point.end: point.value for point in series}
    ends = pd.date_range(series[0].end, series[-1].end, freq="3ME" if kind == "quarter" else "ME")
    step = declared.step_change(month)
    since = int((ends < step.since.start).sum()) if step else 0
    return judge_variation([by_end.get(end, float("nan")) for end in ends], since)
