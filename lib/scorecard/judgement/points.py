"""The figures of a series as points in time, and the points that are a period or a year before them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from operator import attrgetter

import pandas as pd

from scorecard.reporting_month import ReportingMonth
from scorecard.words import is_missing

FINEST_FIRST = ("month", "quarter", "snapshot", "ytd")
"""The kinds of series, of which the first that there is tells a figure's history."""


@dataclass(frozen=True)
class Point:
    """One figure of a series, with the days that it covers."""

    start: datetime
    end: datetime
    numerator: float
    denominator: float
    value: float


@dataclass(frozen=True)
class Row:
    """A point as one month's measures have it."""

    month: str
    indicator: str
    kind: str
    category: str
    point: Point


def rows_of(measures: pd.DataFrame) -> Mapping[str, Sequence[Row]]:
    """The rows of the measures by indicator, in their order."""
    names = ("month", "indicator", "period_type", "category")
    figures = ("period_start", "period_end", "numerator", "denominator", "value")
    named, counted = (zip(*(measures[name].tolist() for name in each)) for each in (names, figures))
    rows = [Row(*texts, Point(*numbers)) for texts, numbers in zip(named, counted)]
    by_indicator = attrgetter("indicator")
    return {id: list(found) for id, found in groupby(sorted(rows, key=by_indicator), by_indicator)}


def points(rows: Iterable[Row]) -> tuple[Point, ...]:
    """The points of rows of one kind, oldest first; of two for the same days the later month's."""
    in_order = sorted(rows, key=lambda row: (row.point.end, row.month))
    return tuple({row.point.end: row.point for row in in_order}.values())


def earlier(
    kind: str, series: Sequence[Point], rows: Iterable[Row], month: ReportingMonth
) -> tuple[Point | None, Point | None]:
    """The point of the period before the last and that of the same period a year before.

    A year to date has no period before it: a month ago it counted some of the same children. Nor has a roll that was the
    latest a month ago, too; a year before it is the roll of the same term.
    """
    if not series:
        return None, None
    by_end, last = {point.end: point for point in series}, series[-1].end
    if kind == "snapshot":
        before, year_before = (_as_at(month.previous(steps), rows, by_end, last) for steps in (1, 12))
        return before, year_before if year_before and _same_term(year_before.end, last) else None
    this = ReportingMonth(last.year, last.month)
    steps = {"month": 1, "quarter": 3}.get(kind)
    before = by_end.get(this.previous(steps).as_at) if steps else None
    return before, by_end.get(this.previous(12).as_at)


def of_year(series: Sequence[Point], month: ReportingMonth) -> Point | None:
    """The 12 months to a month's end together; None where one of them is not known."""
    by_end = {point.end: point for point in series}
    months = [by_end.get(each.as_at) for each in month.last_12]
    if not all(point and not is_missing(point.numerator) for point in months):
        return None
    numerator, denominator = (sum(each) for each in zip(*((p.numerator, p.denominator) for p in months)))
    if is_missing(denominator):
        return Point(months[0].start, months[-1].end, numerator, denominator, numerator)
    if not denominator:
        return None
    return Point(months[0].start, months[-1].end, numerator, denominator, 100 * numerator / denominator)


def _as_at(month: ReportingMonth, rows: Iterable[Row], by_end: dict, last: datetime) -> Point | None:
    ends = [row.point.end for row in rows if row.month == str(month)]
    end = month.as_at if month.as_at in by_end else max(ends, default=None)
    return by_end.get(end) if end != last else None


def _same_term(before: datetime, now: datetime) -> bool:
    """Whether two days lie a year apart in the same term: autumn, spring or summer."""
    return (before.year, (before.month - 1) // 4) == (now.year - 1, (now.month - 1) // 4)
