"""Every number that stands for an indicator in a month's scorecard, so that a commentary may name it.

The month's measures, past points of its series among them, and what judgement adds: changes, target, process limits and
what is published for others.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate

from scorecard.board import Board
from scorecard.judgement.judge import Judgement, Point
from scorecard.reporting_month import ReportingMonth
from scorecard.words import is_missing


@dataclass(frozen=True)
class Figure:
    """A number that a commentary may name.

    role: what it is of, the same from month to month. unit: blank where it goes by several. month: that it is of, if
    one. now: whether it is the newest of its role.
    """

    indicator: str
    role: tuple[str, ...]
    value: float
    unit: str
    month: ReportingMonth | None
    now: bool


def figures_of(board: Board, id: str) -> list[Figure]:
    """All of an indicator's figures that have a value."""
    judged = [found for (name, _), found in board.judgements.items() if name == id]
    figures = [*_measured(board, id), *(figure for each in judged for figure in _judged(each))]
    return [figure for figure in figures if not is_missing(figure.value)]


def _measured(board: Board, id: str) -> Iterator[Figure]:
    rows = board.measures[board.measures["indicator"] == id]
    newest = rows.groupby(["period_type", "category", "unit"])["period_end"].transform("max")
    for row, now in zip(rows.itertuples(), rows["period_end"] == newest, strict=True):
        share = row.unit == "%"
        for part, value, unit in (
            ("value", row.value, row.unit),
            ("numerator", row.numerator, "" if share else row.unit),
            ("denominator", row.denominator, ""),
            ("rest", row.denominator - row.numerator if share else None, ""),
        ):
            role = (row.period_type, row.category, row.unit, part)
            yield Figure(id, role, value, unit, _month_of(row.period_end), now)
    groups = rows[(rows["period_type"] == "snapshot") & (rows["category"] != "") & rows["denominator"].isna()]
    yield from _together(id, groups["numerator"].to_list(), board.month)


def _together(id: str, counts: list[float], month: ReportingMonth) -> Iterator[Figure]:
    """Of a composition: neighbouring groups added up, and the share of the whole that they are."""
    for first in range(len(counts)):
        for size, children in enumerate(accumulate(counts[first:]), start=1):
            yield Figure(id, ("groups", str(first), str(size)), children, "", month, True)
            if sum(counts):
                share = 100 * children / sum(counts)
                yield Figure(id, ("share", str(first), str(size)), share, "%", month, True)


def _judged(judged: Judgement) -> Iterator[Figure]:
    id, unit, category, now = judged.indicator.id, judged.unit, judged.category, judged.now
    for name, change in (("change", judged.change), ("change in a year", judged.change_in_year)):
        if change.difference is not None:
            yield Figure(id, (category, name), abs(change.difference), "", None, True)
        if before := change.before:
            month = _month_of(before.end)
            yield Figure(id, (category, f"before {name}"), before.value, unit, month, False)
            yield Figure(id, (category, f"before {name}, of"), before.numerator, "", month, False)
    known: dict[str, float | None] = {}
    if judged.variation:
        known |= {part: getattr(judged.variation, part) for part in ("mean", "lower", "upper")}
        yield Figure(id, (category, "points"), judged.variation.points, "", None, True)
    if judged.benchmark:
        known |= judged.benchmark.values
    if judged.target:
        bounds = {"at least": judged.target.low, "at most": judged.target.high}
        known |= bounds
        yield from (
            _distance(id, category, side, now, bound)
            for side, bound in bounds.items()
            if now and bound is not None
        )
    for role, value in known.items():
        yield Figure(id, (category, role), value, unit, None, True)


def _distance(id: str, category: str, side: str, now: Point, bound: float) -> Figure:
    return Figure(id, (category, f"from the target, {side}"), abs(now.value - bound), "", None, True)


def _month_of(day) -> ReportingMonth:
    return ReportingMonth(day.year, day.month)
