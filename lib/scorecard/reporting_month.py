"""The reporting month and the spans of time counted back from it: rolling year, year to date, quarters.

The rules are those of "Time" in the definitions. Only the standard library is used, so that a command can
check its month before anything heavy is imported; days are datetimes at midnight, which pandas compares
with its own.
"""

import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Self

# Spelled out, because strftime would follow the laptop's language.
MONTH_NAMES = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


def financial_year(date: datetime) -> str:
    """The financial year (1 April to 31 March) of a day, written 2019/20."""
    first = date.year if date.month >= 4 else date.year - 1
    return f"{first}/{(first + 1) % 100:02d}"


@dataclass(frozen=True, order=True)
class Quarter:
    """A quarter of a financial year: `year` is the calendar year in which it starts, and Q1 April to June."""

    year: int
    number: int

    @classmethod
    def of(cls, day: datetime) -> Self:
        """The quarter that a day is in."""
        years, index = divmod(day.year * 4 + (day.month - 4) // 3, 4)
        return cls(years, index + 1)

    @property
    def _first_month(self) -> "ReportingMonth":
        return ReportingMonth(self.year, 4).next(3 * (self.number - 1))

    @property
    def start(self) -> datetime:
        """Its first day."""
        return self._first_month.start

    @property
    def end(self) -> datetime:
        """Its last day."""
        return self._first_month.next(2).as_at

    @property
    def financial_year(self) -> str:
        return financial_year(self.start)

    @property
    def label(self) -> str:
        """As in 2019/20 Q4."""
        return f"{self.financial_year} Q{self.number}"

    def previous(self, n: int = 1) -> Self:
        """The quarter `n` quarters before."""
        years, index = divmod(self.year * 4 + self.number - 1 - n, 4)
        return type(self)(years, index + 1)


@dataclass(frozen=True, order=True)
class ReportingMonth:
    """A calendar month, written 2020-05. Its last day is the as-at date of every figure."""

    year: int
    month: int

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read a month written YYYY-MM. ValueError, in one line, for anything else."""
        found = re.fullmatch(r"((?:19|20)[0-9]{2})-(0[1-9]|1[0-2])", str(text))
        if found is None:
            raise ValueError(f"month {str(text)!r} is not a month written YYYY-MM, such as 2020-05")
        return cls(int(found[1]), int(found[2]))

    def __str__(self) -> str:
        return f"{self.year:04d}-{self.month:02d}"

    @property
    def name(self) -> str:
        """As in May 2020."""
        return f"{MONTH_NAMES[self.month - 1]} {self.year}"

    @property
    def start(self) -> datetime:
        """The first day of the month."""
        return datetime(self.year, self.month, 1)

    @property
    def as_at(self) -> datetime:
        """The as-at date: the last day of the month."""
        return self.next().start - timedelta(days=1)

    def next(self, n: int = 1) -> Self:
        """The month `n` months after."""
        years, index = divmod(self.year * 12 + self.month - 1 + n, 12)
        return type(self)(years, index + 1)

    def previous(self, n: int = 1) -> Self:
        """The month `n` months before."""
        return self.next(-n)

    @property
    def last_12(self) -> tuple[Self, ...]:
        """The twelve months that end with this one, oldest first."""
        return tuple(self.previous(n) for n in range(11, -1, -1))

    @property
    def rolling_start(self) -> datetime:
        """The first day of the rolling 12 months, those that end on the as-at date."""
        return self.previous(11).start

    @property
    def ytd_start(self) -> datetime:
        """The first day of the year to date: 1 April."""
        return datetime(self.year if self.month >= 4 else self.year - 1, 4, 1)

    @property
    def last_complete_quarter(self) -> Quarter:
        """The latest quarter ended by the as-at date: 2019/20 Q4 for May 2020, 2020/21 Q1 for June 2020."""
        return Quarter.of(self.next().start).previous()

    @property
    def last_8_quarters(self) -> tuple[Quarter, ...]:
        """The eight quarters that end with the last complete one, oldest first."""
        return tuple(self.last_complete_quarter.previous(n) for n in range(7, -1, -1))
