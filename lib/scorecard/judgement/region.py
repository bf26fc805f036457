"""The councils of a region beside each other: of each indicator the figure by which a council is judged in a year, as a
funnel; and of the children in care, who they are."""

from dataclasses import dataclass
from typing import Literal

import pandas as pd

from scorecard.indicators import INDICATORS, Indicator
from scorecard.judgement.funnel import Funnel, Place, funnel
from scorecard.judgement.points import FINEST_FIRST, Point, of_year
from scorecard.reporting_month import ReportingMonth
from scorecard.words import COUNTED, is_missing

POPULATION = "per 10,000"
CASE_MIX = {
    "unaccompanied children": ("children_in_care", ("uasc",)),
    "under 5": ("age", ("under 1", "1 to 4")),
    "16 and over": ("age", ("16 and over",)),
}
"""Parts of the children in care, by which councils with other children are known: the indicator and its categories."""


@dataclass(frozen=True)
class Beside:
    """An indicator's figure of each council: `over` a "year", the year to date ("ytd") or a "point" of the series of `kind`.
    `without` are the councils that have none."""

    indicator: Indicator
    over: Literal["year", "ytd", "point"]
    kind: str
    points: dict[str, Point]
    without: tuple[str, ...]
    funnel: Funnel

    @property
    def newest(self) -> Point:
        return max(self.points.values(), key=lambda point: point.end)

    def beyond(self, place: Place) -> list[str]:
        """The councils beyond the limits on a side, the furthest from the centre first."""
        there = [
            (abs(share - self.funnel.centre), name)
            for name, share, found in zip(self.funnel.names, self.funnel.shares, self.funnel.places)
            if found is place
        ]
        return [name for _, name in sorted(there, reverse=True)]


def beside(measures: pd.DataFrame, month: ReportingMonth) -> dict[str, Beside]:
    """Each indicator that is a share or a rate, by its id and in the report's order, of which a council has a figure.
    `measures` are those of many councils, as from `read_merged`."""
    now = measures[measures["month"] == str(month)]
    found = {id: _beside(indicator, now, month) for id, indicator in INDICATORS.items()}
    return {id: each for id, each in found.items() if each}


def is_compared(indicator: Indicator) -> bool:
    """Whether the measures hold what its limits need: how many of how many. They do not of days, or of a count by itself."""
    counted = indicator.unit in COUNTED and indicator.method.by == "shares"
    return not indicator.is_composition and (indicator.unit in ("%", POPULATION) or counted)


def case_mix(measures: pd.DataFrame, month: ReportingMonth) -> dict[str, Funnel]:
    """Of the children in care of each council, those of each part of CASE_MIX."""
    at_end = measures[(measures["month"] == str(month)) & (measures["period_end"] == month.as_at)]
    in_care = _by_council(at_end, "children_in_care", ("",))
    found = {}
    for name, (id, categories) in CASE_MIX.items():
        part = _by_council(at_end, id, categories).reindex(in_care.index).dropna()
        if len(part):
            found[name] = funnel(list(part.index), list(part), list(in_care[part.index]))
    return found


def months(measures: pd.DataFrame, id: str) -> pd.DataFrame:
    """An indicator's monthly values, a column a council and a row a month's end, the newest figure of each."""
    of_month = _own(measures, id)
    of_month = of_month[of_month["period_type"] == "month"].sort_values("month", kind="stable")
    latest = of_month.drop_duplicates(["council", "period_end"], keep="last")
    values = latest.pivot(index="period_end", columns="council", values="value").sort_index()
    if INDICATORS[id].method.by == "shares" and INDICATORS[id].unit in COUNTED:
        return 100 * values / months(measures, INDICATORS[id].method.per).reindex_like(values)
    return values


def unit_of(indicator: Indicator) -> str:
    """The unit of what is compared: of children counted, their share of the children in care."""
    return "%" if indicator.unit in COUNTED else indicator.unit


def _own(measures: pd.DataFrame, id: str) -> pd.DataFrame:
    return measures[(measures["indicator"] == id) & (measures["category"] == "")]


def _beside(indicator: Indicator, measures: pd.DataFrame, month: ReportingMonth) -> Beside | None:
    if not is_compared(indicator):
        return None
    rows = _own(measures, indicator.id)
    over = indicator.method.over
    kind = "ytd" if over == "ytd" else next((k for k in FINEST_FIRST if (rows["period_type"] == k).any()), "")
    per = dict(list(_own(measures, indicator.method.per).groupby("council"))) if indicator.method.per else {}
    found = {
        council: point
        for council, of_it in rows[rows["period_type"] == kind].groupby("council")
        if (point := _figure(over, kind, of_it, month, per.get(council)))
    }
    if not found:
        return None
    return Beside(
        indicator,
        over,
        kind,
        found,
        tuple(sorted({*measures["council"]} - {*found})),
        funnel(
            list(found),
            [point.numerator for point in found.values()],
            [point.denominator for point in found.values()],
            of_population=indicator.unit == POPULATION,
        ),
    )


def _figure(
    over: str, kind: str, rows: pd.DataFrame, month: ReportingMonth, per: pd.DataFrame | None
) -> Point | None:
    """The figure that is compared, or None: unknown, of no one, or of an earlier month."""
    series = _series(rows)
    point = of_year(series, month) if over == "year" else series[-1]
    if point is None or (kind == "month" and point.end != month.as_at):
        return None
    if per is not None:
        of = {each.end: each.numerator for each in _series(per)}.get(point.end, 0)
        point = Point(point.start, point.end, point.numerator, of, 100 * point.numerator / of) if of else None
    if point is None or is_missing(point.numerator) or is_missing(point.denominator) or not point.denominator:
        return None
    return point


def _series(rows: pd.DataFrame) -> list[Point]:
    """The points of one month's measures, oldest first: none of them is there twice."""
    columns = (rows[name] for name in ("period_start", "period_end", "numerator", "denominator", "value"))
    return sorted((Point(*figures) for figures in zip(*columns)), key=lambda point: point.end)


def _by_council(rows: pd.DataFrame, id: str, categories: tuple[str, ...]) -> pd.Series:
    """How many children are in these categories together; a council that has not all of them is left out."""
    kinds = ("month", "snapshot")
    there = rows[
        (rows["indicator"] == id) & rows["category"].isin(categories) & rows["period_type"].isin(kinds)
    ].dropna(subset="numerator")
    by_council = there.groupby("council")["numerator"]
    return by_council.sum()[by_council.size() == len(categories)]
