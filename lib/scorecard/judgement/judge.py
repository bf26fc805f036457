"""How each indicator stands: against its target, against a year before, against others, and whether this month is unusual.

The signals are kept apart and never merged into one. Everything is read from the measures, the evidence counted with them,
the targets and the published benchmarks; nothing here looks at children.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from math import inf

import pandas as pd

from scorecard.indicators import INDICATORS, Indicator
from scorecard.indicators.methods import FIGURES, Method, Rounded
from scorecard.judgement import changes, laney, shares
from scorecard.judgement.benchmarks import Benchmark, benchmark
from scorecard.judgement.changes import Change, Evidence, YearChange
from scorecard.judgement.laney import Assurance, Variation
from scorecard.judgement.points import FINEST_FIRST, Point, Row, earlier, of_year, points, rows_of
from scorecard.judgement.shares import Interval
from scorecard.judgement.targets import NO_TARGETS, AgainstTarget, IndicatorTargets, Target
from scorecard.reporting_month import ReportingMonth
from scorecard.words import is_missing


@dataclass(frozen=True)
class Judgement:
    """One figure of the scorecard and how it stands. `series` is its history, oldest first, and `kind` its period_type in
    the measures; `now` is None without data.

    chance: the 95% interval of the figure now, None for a count and where all there are were asked. spread: the least and
    the most days that one child took. usual: the limits of each month by its last day, in the unit of the figure.
    compared: the figure that the DfE's is like, which may be a part. looked_at: how many changes in a year were. late: from
    where to where late entries have mostly put its first figures right, where that is worth telling.
    """

    indicator: Indicator
    category: str
    kind: str
    series: tuple[Point, ...]
    now: Point | None
    chance: Interval | None
    spread: Interval | None
    target: Target | None
    against_target: AgainstTarget
    change: Change
    change_in_year: YearChange
    variation: Variation | None
    usual: Mapping[datetime, Interval]
    assurance: Assurance | None
    benchmark: Benchmark | None
    compared: Point | None
    looked_at: int = 0
    late: Interval | None = None

    @property
    def unit(self) -> str:
        """The indicator's unit, in which all its figures are."""
        return self.indicator.unit

    @property
    def is_part(self) -> bool:
        """Whether it is of a part of what the indicator's own figure counts: it is followed, but no target is set for it."""
        return _is_part(self.indicator, self.category)

    @property
    def method(self) -> Method:
        """How it is judged: a part by its figures alone."""
        return _method(self.indicator, self.category)

    @property
    def usual_now(self) -> Interval | None:
        """The limits of the latest month, where there are any."""
        return self.usual.get(self.now.end) if self.now else None


NOT_ROUNDED: Mapping[str, Rounded] = {}


def months_judged(month: ReportingMonth) -> tuple[ReportingMonth, ...]:
    """The months whose measures judgement needs: this one, the one before and the same month a year before."""
    return month.previous(12), month.previous(), month


def judge(
    measures: pd.DataFrame,
    evidence: pd.DataFrame | None,
    month: ReportingMonth,
    targets: Mapping[str, IndicatorTargets],
    published: pd.DataFrame,
    rounded: Mapping[str, Rounded] = NOT_ROUNDED,
) -> list[Judgement]:
    """Judge every indicator that has a figure of its own, in the report's order.

    `measures` are those of one month or, for the change in a year, of all `months_judged` one below the other; where
    two give the same point, the later month's is taken. `evidence` as from `measures.evidence`, None in a public pack:
    what needs it is not said. `rounded`: how the counts of each indicator are, in a public pack. A composition (ages,
    placements …) has no single figure and is not judged; an indicator without data is, with its words.
    """
    known = rows_of(measures[measures["period_end"] <= month.as_at])
    found: Evidence = {}
    whole: dict[str, datetime] = {}
    if evidence is not None:
        first = evidence[evidence["period_type"] == "whole"]
        whole = dict(zip(first["indicator"], first["period_end"]))
        found = {(row.indicator, row.period_type, row.period_end): row for row in evidence.itertuples()}

    def own(id: str) -> dict[datetime, Point]:
        of_all = (row for row in known.get(id, ()) if not row.category and row.kind == "month")
        return {p.end: p for p in points(of_all) if not is_missing(p.value)}

    judged = [
        _judge_one(
            replace(
                indicator, method=replace(_method(indicator, category), rounded=rounded.get(indicator.id))
            ),
            category,
            kind,
            rows,
            month,
            targets.get(indicator.id, NO_TARGETS),
            published,
            found,
            own(indicator.method.per) if indicator.method.per else {},
            whole.get(indicator.id, datetime.min),
        )
        for indicator in INDICATORS.values()
        if not indicator.is_composition
        for category, kind, rows in _figures(known.get(indicator.id, ()), month)
    ]
    changed = changes.claimed([(one.indicator, one.change_in_year) for one in judged])
    count = sum(map(changes.looked_at, changed))
    return [
        replace(one, change_in_year=made, looked_at=count) for one, made in zip(judged, changed, strict=True)
    ]


def _method(indicator: Indicator, category: str) -> Method:
    return FIGURES if _is_part(indicator, category) else indicator.method


def _is_part(indicator: Indicator, category: str) -> bool:
    return bool(category) and indicator.figure is not None


def _figures(rows: Sequence[Row], month: ReportingMonth) -> Iterable[tuple[str, str, Sequence[Row]]]:
    """The categories that are figures of their own, each with the kind of its finest series and its rows: the teams of a
    caseload, and the parts of a whole that are followed by month. The parts of a single figure are not. What this month's
    measures lack has no figure, whatever earlier months had."""
    current = [row for row in rows if row.month == str(month)]
    rows = rows if current else current
    whole = not current or any(not row.category for row in current)
    followed = [row for row in current if row.kind == "month" or not whole]
    for category in dict.fromkeys([*([""] if whole else []), *(row.category for row in followed)]):
        found = [row for row in rows if row.category == category]
        kinds = {row.kind for row in found}
        kind = next((kind for kind in FINEST_FIRST if kind in kinds), "")
        yield category, kind, rows if whole and not category else found


def _judge_one(
    indicator,
    category,
    kind,
    all_rows,
    month,
    declared: IndicatorTargets,
    published,
    evidence: Evidence,
    of,
    whole,
) -> Judgement:
    """`whole`: the first day on which a point is judged; one before looks back beyond the records."""
    own = [row for row in all_rows if row.category == category]
    rows = [row for row in own if row.kind == kind]
    series = points(rows)
    now = series[-1] if series and not is_missing(series[-1].value) else None
    target = None if _is_part(indicator, category) else declared.at(month)
    before, year_before = earlier(kind, series, rows, month)
    judged = [point for point in series if point.end >= whole]
    if indicator.method.over == "year":
        pair = of_year(judged, month), of_year(judged, month.previous(12))
    elif indicator.method.over == "ytd":
        to_date = points(row for row in own if row.kind == "ytd")
        pair = (to_date[-1], earlier("ytd", to_date, own, month)[1]) if to_date else (None, None)
    else:
        pair = now, year_before if year_before in judged else None
    variation, usual = _variation(indicator, kind, judged, declared, month, of)
    found = evidence.get((indicator.id, kind, now.end)) if now else None
    limits = usual.get(now.end) if now else None
    against = None if category else benchmark(published, indicator, month)
    part = against.measure.category if against else category
    like = points(row for row in all_rows if row.category == part and row.kind == kind)
    return Judgement(
        indicator=INDICATORS[indicator.id].of_kind(kind),
        category=category,
        kind=kind,
        series=series,
        now=now,
        chance=_chance(indicator, kind, now, evidence),
        spread=Interval(found.least, found.most) if found and not is_missing(found.least) else None,
        target=target,
        against_target=_against(target, now),
        change=changes.change(now, before, indicator.unit),
        change_in_year=changes.year_change(indicator, *pair, series, of, evidence),
        variation=variation,
        usual=usual,
        assurance=_assurance(limits, target) if limits and target else None,
        benchmark=against,
        compared=like[-1] if like else None,
    )


def _chance(indicator: Indicator, kind: str, now: Point | None, evidence: Evidence) -> Interval | None:
    if now is None or indicator.method.census:
        return None
    if indicator.unit == "%":
        share = changes.share(now, indicator, evidence, kind)
        return Interval(*(100 * end for end in shares.interval(share))) if share else None
    found = evidence.get((indicator.id, kind, now.end))
    return None if found is None or is_missing(found.low) else Interval(found.low, found.high)


def _against(target: Target | None, now: Point | None) -> AgainstTarget:
    if target is None:
        return AgainstTarget.NO_TARGET
    return AgainstTarget.NO_DATA if now is None else target.judge(now.value)


def _assurance(limits: Interval, target: Target) -> Assurance:
    low, high = -inf if target.low is None else target.low, inf if target.high is None else target.high
    return laney.assurance(*limits, low, high)


def _variation(
    indicator: Indicator, kind: str, series, declared: IndicatorTargets, month, of: Mapping[datetime, Point]
) -> tuple[Variation | None, dict[datetime, Interval]]:
    """The chart of the months since a step change, and its limits by month in the unit of the figure."""
    if not indicator.method.unusual or kind != "month" or not series:
        return None, {}
    step = declared.step_change(month)
    first = max(series[0].end, month.previous(laney.MOST_POINTS - 1).as_at)
    first = max(first, step.since.as_at) if step else first
    by_end = {point.end: point for point in series}
    ends = [end.to_pydatetime() for end in pd.date_range(first, series[-1].end, freq="ME")]
    count = [by_end[end].numerator if end in by_end else float("nan") for end in ends]
    if indicator.method.per:
        whole = [of[end].value if end in of else float("nan") for end in ends]
    elif indicator.unit == "%":
        whole = [by_end[end].denominator if end in by_end else float("nan") for end in ends]
    else:
        whole = [1.0] * len(ends)
    chart = laney.of_shares if indicator.method.unusual == "shares" else laney.of_rates
    found = chart(count, whole, laney.RUN_OF_RECURRING if indicator.method.recurring else laney.RUN_LENGTH)
    if found is None:
        return None, {}
    scales = [100.0] * len(ends) if indicator.unit == "%" else whole
    limits = zip(ends, found.lower, found.upper, scales, strict=True)
    return found, {end: Interval(float(low * scale), float(high * scale)) for end, low, high, scale in limits}
