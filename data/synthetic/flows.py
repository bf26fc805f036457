"""The flows into and out of care, quarter by quarter: the design from which the history is made.

Totals of the years are the county's published ones. Adoptions and the children due an initial health
assessment are whole numbers that give the scorecard's percentages (see the sample's README).
"""

from dataclasses import dataclass, replace

import numpy as np

from synthetic.days import day, working_days_after

CHILDREN = 717
"""Children in care at the end of May 2020, and of March 2020."""

LAST_DAY = day(2020, 8, 31)
GOLDEN_DAY = day(2020, 5, 31)
HISTORY_FROM = day(2017, 4, 1)
"""The extract holds the children in care on this day or later."""


@dataclass(frozen=True)
class Entries:
    """Children who come into care from one day to another; `short` of them stay less than 20 working days.

    `to_adopt` of them will have a plan of adoption.
    """

    first: int
    last: int
    children: int
    short: int = 0
    to_adopt: int = 0


@dataclass(frozen=True)
class Step:
    """A stretch of days. With `in_care`, as many leave as brings the children in care to that number."""

    first: int
    last: int
    entries: tuple[Entries, ...]
    left: int
    adopted: int
    in_care: int | None = None

    def times(self, scale: float) -> "Step":
        """The same stretch for a council of another size."""
        entries = tuple(
            Entries(e.first, e.last, *(round(n * scale) for n in (e.children, e.short, e.to_adopt)))
            for e in self.entries
        )
        in_care = None if self.in_care is None else round(self.in_care * scale)
        left, adopted = round(self.left * scale), round(self.adopted * scale)
        return replace(self, entries=entries, left=left, adopted=adopted, in_care=in_care)


# Entries before and after the day from which the 20th working day falls in the next quarter, how many of the
# first stay less than that, leavers, and adopted leavers.
# E.g. 2019/20 Q2: due an assessment are 20 of Q1's late entries + 54 - 3 = 71, of whom 13 in time (18.3%).
QUARTERS = {
    "2017/18": ((60, 22, 4, 82, 10), (58, 22, 4, 78, 11), (60, 24, 4, 80, 10), (60, 21, 4, 78, 10)),
    "2018/19": ((64, 20, 4, 73, 10), (60, 26, 4, 64, 11), (61, 20, 4, 65, 13), (62, 19, 4, 60, 11)),
    "2019/20": ((56, 20, 3, 75, 4), (54, 18, 3, 72, 21), (38, 7, 3, 74, 24), (24, 17, 3, 73, 16)),
}

# Years before: entries, leavers and adopted leavers, so that the history has children long in care.
EARLIER_YEARS = {
    2003: (300, 100, 0), 2004: (295, 175, 0), 2005: (285, 225, 24), 2006: (280, 240, 28),
    2007: (280, 240, 32), 2008: (280, 260, 32), 2009: (285, 270, 36), 2010: (290, 270, 36),
    2011: (295, 285, 36), 2012: (300, 290, 36), 2013: (310, 300, 36), 2014: (320, 305, 36),
    2015: (346, 277, 40), 2016: (364, 295, 40),
}  # fmt: skip

TO_ADOPT = {2015: 11, 2016: 12, 2017: 14, 2018: 8, 2019: 7}
"""Entries a quarter with a plan of adoption, where it is not 9: the adoptions follow two years later."""

IN_LOCKDOWN = (
    Step(day(2020, 4, 1), GOLDEN_DAY, (Entries(day(2020, 4, 1), GOLDEN_DAY, 29, 1, 5),), 0, 3, CHILDREN),
    Step(day(2020, 6, 1), LAST_DAY, (Entries(day(2020, 6, 1), LAST_DAY, 38, 1, 6),), 60, 9),
)


def plan(scale: float) -> list[Step]:
    """All stretches, oldest first."""
    earlier = [_quarter(year, q, _even(year, q)) for year in EARLIER_YEARS for q in range(4)]
    known = [_quarter(int(year[:4]), q, row) for year, rows in QUARTERS.items() for q, row in enumerate(rows)]
    return [step.times(scale) for step in (*earlier, *known, *IN_LOCKDOWN)]


def _quarter(year: int, number: int, row: tuple[int, int, int, int, int]) -> Step:
    early, late, short, left, adopted = row
    first, following = (day(year + (4 + 3 * n > 12), (3 + 3 * n) % 12 + 1, 1) for n in (number, number + 1))
    cut = last_assessed_by(following - 1)
    plans = TO_ADOPT.get(year, 9)
    entries = (
        Entries(first, cut, early, short, plans * 3 // 4),
        Entries(cut + 1, following - 1, late, 0, plans - plans * 3 // 4),
    )
    return Step(first, following - 1, entries, left, adopted)


def _even(year: int, number: int) -> tuple[int, int, int, int, int]:
    entered, left, adopted = (n * (number + 1) // 4 - n * number // 4 for n in EARLIER_YEARS[year])
    late = entered * 3 // 10
    return entered - late, late, entered // 20, left, adopted


def last_assessed_by(last: int) -> int:
    """The latest day of entry whose 20th working day comes by the given day."""
    candidates = np.arange(last - 45, last)
    return int(candidates[working_days_after(candidates, 20) <= last].max())
