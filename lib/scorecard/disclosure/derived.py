"""The measures that may stand in a public pack, worked out from its published counts by the rules of the disclosure
scheme: what every figure must be, and which must not be shown. Written apart from the code that makes them.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from math import floor, nan

from scorecard.disclosure.identities import GROUPS, HOMES, IN_CARE, OUTCOMES, month_end, wholes
from scorecard.disclosure.published import Cell

RATE = "children_in_care_rate"
STATES = (
    "reviews_overdue", "visits_overdue", "three_or_more_placements", "long_term_stability", "annual_health", "dental",
    "pathway_plan",
)  # fmt: skip
BY_MONTH = ("reviews_on_time", "visits_on_time", "missing_children")
BY_QUARTER = ("started", "ceased")
OF_FOUR_QUARTERS = ("adopted_share", "initial_health_on_time")
OF_A_YEAR = {"neet": ("NEET", OUTCOMES), "unsuitable_accommodation": ("unsuitable", HOMES)}
MEANS = ("entry_to_placement", "order_to_match")
ROLLS = ("pep", "good_schools")
COUNTS = (IN_CARE, *BY_QUARTER, "missing_children", *GROUPS)
FEWEST, LEAST, MOST = 20, 5, 95


@dataclass(frozen=True)
class Row:
    """A figure of the public measures: what it is of, numerator, denominator and value (NaN where blank), and whether
    something is not shown."""

    indicator: str
    kind: str
    start: date
    end: date
    category: str
    numerator: float
    denominator: float
    value: float
    suppressed: bool


def derived(
    counts: Mapping[Cell, int], month: date, population: Mapping[date, float], pack: date
) -> list[Row]:
    """Every row of a month (its last day) that the `pack` of a month shows or looks back at, in the steps of that pack.
    `population`: the under-18s by the 31 March from which they hold."""
    return list(_Pack(counts, month, population, pack).rows())


@dataclass(frozen=True)
class _Pack:
    counts: Mapping[Cell, int]
    month: date
    population: Mapping[date, float]
    pack: date

    @property
    def step(self) -> int:
        """How many months lie between two figures, by the children in care on the last 31 March."""
        march = date(self.pack.year - (self.pack.month < 3), 3, 31)
        children = self.counts.get(Cell(IN_CARE, "", march, march), nan)
        return 12 if children < 50 else 3 if children < 100 else 1

    @cached_property
    def _whole_of(self) -> dict[Cell, tuple[Cell, ...]]:
        return wholes(frozenset(self.counts))

    def rows(self) -> Iterator[Row]:
        has = {cell.indicator for cell in self.counts}
        for id in (IN_CARE, *STATES):
            if id in has:
                yield from self._states(id)
        for id in [*GROUPS]:
            if id in has:
                yield from self._groups(id)
        for id in ROLLS:
            days = [c.end for c in self.counts if c.indicator == id and c.end <= self.month]
            if days:
                yield self._row(id, "snapshot", max(days), max(days), "", [(max(days), max(days))])
        for id in (*BY_MONTH, *BY_QUARTER, *OF_FOUR_QUARTERS, *OF_A_YEAR):
            if id in has:
                yield from self._periods(id, self.step if id in BY_MONTH else max(3, self.step))
        year = self._year(12)
        for id in MEANS:
            if id in has:
                mean = self.counts.get(Cell(id, "", *year), nan)
                yield Row(id, "ytd", *year, "", nan, nan, mean, mean != mean)

    def _states(self, id: str) -> Iterator[Row]:
        categories = (
            ["", "uasc"] if any(c.category == "uasc" for c in self.counts if c.indicator == id) else [""]
        )
        for n in range(12):
            end = month_end(self.month, -n)
            for category in categories:
                yield self._row(id, "month", end.replace(day=1), end, category, [(end, end)])
            if id == IN_CARE:
                count = self.counts.get(Cell(id, "", end, end), nan)
                of = [people for day, people in sorted(self.population.items()) if day <= end]
                if of and count == count:
                    rate = floor(10_000 * count / of[-1] + 0.5)
                    yield Row(RATE, "month", end.replace(day=1), end, "", count, of[-1], rate, False)
                else:
                    yield Row(RATE, "month", end.replace(day=1), end, "", nan, nan, nan, True)

    def _groups(self, id: str) -> Iterator[Row]:
        day = self.month
        whole = self.counts.get(Cell(IN_CARE, "", day, day), nan)
        for category in GROUPS[id]:
            count = self.counts.get(Cell(id, category, day, day), nan)
            if count or "not known" not in category:
                yield Row(id, "snapshot", day, day, category, count, whole, count, count != count)

    def _periods(self, id: str, length: int) -> Iterator[Row]:
        ends = [self.month]
        while ends[0].month % length != 3 % length:
            ends = [month_end(ends[0], -1)]
        shown = {1: 12, 3: 8}.get(length, 0)
        ends = [month_end(ends[0], -length * n) for n in range(shown)]
        for end in ends if id not in OF_A_YEAR else []:
            four = 12 // length if id in OF_FOUR_QUARTERS else 1
            spans = [_span(month_end(end, -length * n), length) for n in range(four)]
            yield self._row(id, "month" if length == 1 else "quarter", spans[-1][0], end, "", spans)
        if length == 12 or id not in (*BY_QUARTER, "missing_children"):
            start, end = self._year(length)
            spans = [_span(end, length)]
            while spans[-1][0] > start:
                spans.append(_span(spans[-1][0] - timedelta(days=1), length))
            for category in ["", *OF_A_YEAR.get(id, ("", ()))[1]]:
                yield self._row(id, "ytd", start, end, category, spans)

    def _year(self, length: int) -> tuple[date, date]:
        """The financial year of the last complete period of a length, up to its end."""
        end = self.month
        while end.month % length != 3 % length:
            end = month_end(end, -1)
        return date(end.year - (end.month < 4), 4, 1), end

    def _row(self, id, kind, start, end, category, spans) -> Row:
        """A count or a share, added up over some periods."""
        part_of = category or (OF_A_YEAR[id][0] if id in OF_A_YEAR else "")
        cells = [Cell(id, part_of, *span) for span in spans]
        part = sum(self.counts.get(cell, nan) for cell in cells)
        if id in COUNTS:
            return Row(id, kind, start, end, category, part, nan, part, part != part)
        whole_of = self._whole_of
        whole = sum(sum(self.counts[each] for each in whole_of[c]) if c in whole_of else nan for c in cells)
        if part != part or whole != whole:
            return Row(id, kind, start, end, category, nan, nan, nan, True)
        part = min(part, whole)
        if whole < FEWEST:
            return Row(id, kind, start, end, category, part, whole, nan, True)
        value = min(max(floor(100 * part / whole + 0.5), LEAST), MOST)
        return Row(id, kind, start, end, category, part, whole, value, False)


def _span(end: date, length: int) -> tuple[date, date]:
    return month_end(end, -length) + timedelta(days=1), end
