"""The public measures: the table that the counter makes of cohorts, worked out from the atoms alone.

Shares are in whole percent, never above 95 or below 5, and none is given of fewer than 20; rates per 10,000 are whole.
Groups of the children in care have the one figure of them for a denominator, to which they may not add.
Where an atom is not published, or too few for a share, the row is `suppressed`. Nothing here sees a true count.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from math import isnan, nan

import pandas as pd

from scorecard.indicators import INDICATORS
from scorecard.indicators.declaration import Indicator
from scorecard.measures.columns import COLUMNS, DATES, NUMBERS
from scorecard.measures.counter import SCALE
from scorecard.measures.population import newest_population
from scorecard.measures.table import empty
from scorecard.protection.counts import Atom
from scorecard.protection.published import PUBLISHED, SHARE_OF, Kind, Published
from scorecard.protection.sizes import Size
from scorecard.reporting_month import Quarter, ReportingMonth
from scorecard.words import SMALL_DENOMINATOR

LEAST, MOST = 5, 95
QUARTERS_SHOWN = 8
RATE = "children_in_care_rate"

Span = tuple[datetime, datetime]


def public_measures(
    figures: Mapping[Atom, int], size: Size, months: Sequence[ReportingMonth], population: pd.Series
) -> pd.DataFrame:
    """The measures of each month, one below the other, in the catalogue's order; columns as in `measures.table`."""
    rows = [
        (str(month), id, *row[:-1], INDICATORS[id].unit, row[-1])
        for month in months
        for id in INDICATORS
        for row in _Month(figures, size, month, population).rows(id)
    ]
    if not rows:
        return empty()
    frame = pd.DataFrame(rows, columns=list(COLUMNS))
    return frame.astype(dict.fromkeys(DATES, "datetime64[us]") | dict.fromkeys(NUMBERS, "float64"))


@dataclass(frozen=True)
class _Month:
    figures: Mapping[Atom, int]
    size: Size
    month: ReportingMonth
    population: pd.Series

    def rows(self, id: str) -> Iterator[tuple]:
        """An indicator's rows: period_type, period_start, period_end, category, numerator, denominator, value, suppressed."""
        published = PUBLISHED["children_in_care" if id == RATE else id] if id in (*PUBLISHED, RATE) else None
        known = {atom.indicator for atom in self.figures}
        if published is None or ("children_in_care" if id == RATE else id) not in known:
            return
        if published.kind is Kind.MONTH_END:
            yield from self._at_month_ends(INDICATORS[id], published)
        elif published.kind is Kind.ROLL:
            yield from self._at_the_roll(INDICATORS[id], published)
        elif published.kind is Kind.YEAR:
            yield from self._of_the_year(INDICATORS[id])
        else:
            yield from self._of_periods(INDICATORS[id], published)

    def _at_month_ends(self, indicator: Indicator, published: Published) -> Iterator[tuple]:
        if indicator.is_composition:
            day = self.month.as_at
            whole = self._sum([("children_in_care", "")], [(day, day)])
            for category in published.groups:
                found = self._sum([(indicator.id, category)], [(day, day)])
                # a group for what is not known stands where it has a figure
                if found or category in indicator.groups:
                    yield "snapshot", day, day, category, found, whole, found, isnan(found)
            return
        categories = [""] if indicator.id == RATE else published.groups
        for category in categories:
            of = "children_in_care" if indicator.id == RATE else indicator.id
            if category and not any(
                atom.category == category for atom in self.figures if atom.indicator == of
            ):
                continue
            for each in self.month.last_12:
                span = [(each.as_at, each.as_at)]
                part = self._sum([(of, category)], span)
                whole = self._sum(published.whole, span) if published.whole else nan
                if indicator.id == RATE:
                    whole = newest_population(self.population, [each.as_at])[0]
                yield "month", each.start, each.as_at, category, *_value(indicator.unit, part, whole)

    def _at_the_roll(self, indicator: Indicator, published: Published) -> Iterator[tuple]:
        days = {a.end for a in self.figures if a.indicator == indicator.id and a.end <= self.month.as_at}
        if days:
            span = [(max(days), max(days))]
            part, whole = self._sum([(indicator.id, "")], span), self._sum(published.whole, span)
            yield "snapshot", *span[0], "", *_value(indicator.unit, part, whole)

    def _of_the_year(self, indicator: Indicator) -> Iterator[tuple]:
        end = self.size.ends(PUBLISHED[indicator.id], self.month)[-1]
        span = end.previous(11).start, end.as_at
        mean = self._sum([(indicator.id, "")], [span])
        yield "ytd", *span, "", nan, nan, mean, isnan(mean)

    def _of_periods(self, indicator: Indicator, published: Published) -> Iterator[tuple]:
        length = self.size.length(published.kind)
        ends = self.size.ends(published, self.month)
        shown = ends[-12:] if length == 1 else ends[-QUARTERS_SHOWN:] if length == 3 else ()
        share_of = SHARE_OF.get(indicator.id, "")
        if "quarter" in indicator.types or "month" in indicator.types:
            for end in shown:
                last = 12 // length if published.of_a_year else 1
                spans = [_span(end.previous(n * length), length) for n in range(last)]
                kind = "month" if length == 1 else "quarter"
                yield kind, spans[-1][0], end.as_at, "", *self._share(indicator, published, share_of, spans)
        if "ytd" in indicator.types or length == 12:
            start = Quarter(ends[-1].year - (ends[-1].month < 4), 1).start
            spans = [_span(end, length) for end in ends if end.start >= start]
            for category in ["", *(published.groups if share_of else ())]:
                figures = self._share(indicator, published, category or share_of, spans)
                yield "ytd", start, ends[-1].as_at, category, *figures

    def _share(self, indicator: Indicator, published: Published, category: str, spans: list[Span]) -> tuple:
        whole = self._sum(published.whole, spans) if published.whole else nan
        return _value(indicator.unit, self._sum([(indicator.id, category)], spans), whole)

    def _sum(self, of: Sequence[tuple[str, str]], spans: Sequence[Span]) -> float:
        """Some atoms of some periods together, blank where one of them is not published."""
        return sum(self.figures.get(Atom(id, category, *span), nan) for id, category in of for span in spans)


def _span(end: ReportingMonth, length: int) -> Span:
    return end.previous(length - 1).start, end.as_at


def _value(unit: str, part: float, whole: float) -> tuple[float, float, float, bool]:
    """Numerator, denominator and value as they are shown, and whether something is not."""
    if unit not in SCALE:
        return part, nan, part, isnan(part)
    if isnan(part) or isnan(whole):
        return nan, nan, nan, True
    if unit == "per 10,000":
        return part, whole, _whole(SCALE[unit] * part / whole), False
    part = min(part, whole)
    if whole < SMALL_DENOMINATOR:
        return part, whole, nan, True
    return part, whole, min(max(_whole(SCALE[unit] * part / whole), LEAST), MOST), False


def _whole(value: float) -> float:
    return float(int(value + 0.5))
