"""The true counts of the atoms, from the cohorts: what goes into the protection and never comes out of it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import cache, cached_property
from typing import Protocol

import numpy as np
import pandas as pd

from scorecard.care.history import Care
from scorecard.indicators import INDICATORS, Indicator
from scorecard.measures.counter import cohort_of, counted
from scorecard.measures.data_needed import missing_tables
from scorecard.measures.records import Said, said
from scorecard.protection.published import PUBLISHED, REST, Kind, Published
from scorecard.protection.sizes import Size
from scorecard.reporting_month import ReportingMonth, financial_year
from scorecard.windows import Window


@dataclass(frozen=True, order=True)
class Atom:
    """What one published count is of: an indicator's group at a period. A month end's and a roll's period is a day."""

    indicator: str
    category: str
    start: datetime
    end: datetime

    @property
    def drawn_for(self) -> str:
        """The name of its draw: a financial year's for the figures of a day, so that to average its months wins nothing;
        a roll is a period of its own."""
        day = self.start == self.end and PUBLISHED[self.indicator].kind is Kind.MONTH_END
        period = financial_year(self.end) if day else f"{self.start:%Y-%m-%d} to {self.end:%Y-%m-%d}"
        return f"{self.indicator}|{self.category}|{period}"


class Counts(Protocol):
    """Where the true counts come from."""

    def in_care(self, month: ReportingMonth) -> tuple[Atom, float]:
        """The children in care at the end of a month."""

    def of_pack(self, month: ReportingMonth, size: Size) -> dict[Atom, float]:
        """Every atom of a council's pack of a month of which there are data. A mean's is in days, unrounded."""


@dataclass(frozen=True)
class CareCounts:
    """The true counts from an extract."""

    care: Care

    def in_care(self, month: ReportingMonth) -> tuple[Atom, float]:
        """The children in care at the end of a month."""
        day = [_day(month.as_at)]
        return next(_atoms(INDICATORS["children_in_care"], PUBLISHED["children_in_care"], day, self.care))

    def of_pack(self, month: ReportingMonth, size: Size) -> dict[Atom, float]:
        """Every atom of a council's pack of a month of which the extract says something."""
        found: dict[Atom, float] = {}
        for id, published in PUBLISHED.items():
            if size.publishes(published) and not missing_tables(id, self.care.extract):
                windows = [
                    each for each in self._windows(published, month, size) if self._says(id, each, month)
                ]
                if windows:
                    found |= dict(_atoms(INDICATORS[id], published, windows, self.care))
        return found

    def _windows(self, published: Published, month: ReportingMonth, size: Size) -> list[Window]:
        ends = size.ends(published, month)
        if published.kind is Kind.ROLL:
            days = sorted({self.care.newest("VirtualSchool", "AS_AT", end.as_at) for end in ends})
            return [_day(day) for day in days if day >= ends[0].start]
        return [window(published.kind, end, size) for end in ends]

    def _says(self, id: str, window: Window, month: ReportingMonth) -> bool:
        """Whether the extract says something of an indicator in a window, by what it says of the financial year up to a
        month. What looks back beyond its records it does not say: nobody judges a figure of it, and who has the counts alone
        cannot tell it from others."""
        year_end = ReportingMonth(window.end.year + (window.end.month > 3), 3)
        told = self._said(min(year_end, month))[id]
        return not told.silent and not window.end < told.whole

    @cached_property
    def _said(self) -> Callable[[ReportingMonth], dict[str, Said]]:
        return cache(lambda month: said(self.care.extract, month))


def window(kind: Kind, end: ReportingMonth, size: Size) -> Window:
    """What an atom of a kind counts that ends with a month."""
    if kind is Kind.MONTH_END:
        return _day(end.as_at)
    start = end.previous(size.length(kind) - 1).start
    return Window(kind, start, end.as_at, start)


def _day(day: datetime) -> Window:
    return Window(Kind.MONTH_END, day, day, day)


def _atoms(
    indicator: Indicator, published: Published, windows: list[Window], care: Care
) -> Iterator[tuple[Atom, float]]:
    cohort = cohort_of(indicator, windows, care)
    by_category = {
        category: (numerator, denominator)
        for category, numerator, denominator in counted(
            indicator, cohort, windows, pd.Series(dtype="float64")
        )
    }
    for category, of in published.groups.items():
        if category in indicator.parts and category not in by_category:
            continue  # an extract without the list of them
        numerators = sum(by_category[each][0] for each in of if each in by_category) + np.zeros(len(windows))
        if published.kind is Kind.YEAR:
            children = by_category[""][1]
            numerators = numerators / np.where(children > 0, children, np.nan)
        yield from _of_windows(indicator, category, windows, numerators)
    if published.rest:
        numerator, denominator = by_category[""]
        yield from _of_windows(indicator, REST, windows, denominator - numerator)


def _of_windows(
    indicator: Indicator, category: str, windows: list[Window], amounts: np.ndarray
) -> Iterator[tuple[Atom, float]]:
    for window, amount in zip(windows, amounts):
        if not np.isnan(amount):
            yield Atom(indicator.id, category, window.start, window.end), amount
