"""The windows of time for which figures are counted: declared with an indicator, worked out for a reporting month.

The rules are those of "Time" in the definitions. A window counts the rows dated from its `first` day to its `end`, and
stands in the measures from `start` to `end`: a rolling year under the calendar month that it ends in.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import cache

from scorecard.reporting_month import Quarter, ReportingMonth


@dataclass(frozen=True)
class Window:
    """The days from `first` to `end`, shown as a `type` (month, quarter, ytd, snapshot) from `start` to `end`."""

    type: str
    start: datetime
    end: datetime
    first: datetime


def year_to(month: ReportingMonth) -> Window:
    """The 12 months to the as-at date, which no measure shows."""
    return Window("year", month.rolling_start, month.as_at, month.rolling_start)


class Days(tuple[datetime, ...]):
    """The last days of some windows, each once and in order; `first` is the first day that any of the windows counts."""

    first: datetime

    @classmethod
    def of(cls, windows: Iterable[Window]) -> "Days":
        windows = tuple(windows)
        days = cls(sorted({window.end for window in windows}))
        days.first = min(window.first for window in windows)
        return days

    @classmethod
    def on(cls, day: datetime) -> "Days":
        return cls.of([Window("snapshot", day, day, day)])


Span = tuple[datetime, datetime, datetime]
"""The start, the end and the first day of a window."""


@dataclass(frozen=True)
class Windows:
    """What an indicator is counted for, in words; their `type`, and the `spans` of a reporting month, oldest first.

    `overlapping`: neighbouring ones share months. `dated_by`: the table and column whose newest date, not after the
    month's end, is the day in its place.
    """

    words: str
    type: str
    spans: Callable[[ReportingMonth], Iterable[Span]]
    overlapping: bool = False
    dated_by: tuple[str, str] | None = None

    def of(self, month: ReportingMonth) -> tuple[Window, ...]:
        """Those of a reporting month, oldest first."""
        return _windows(self, month)


@cache
def _windows(declared: Windows, month: ReportingMonth) -> tuple[Window, ...]:
    return tuple(Window(declared.type, *span) for span in declared.spans(month))


def _month_ends(month: ReportingMonth) -> list[Span]:
    return [(each.start, each.as_at, each.as_at) for each in month.last_12]


def _quarters_to_date(month: ReportingMonth) -> list[Span]:
    last = month.last_complete_quarter
    first = Quarter(last.year, 1).start
    return [(first, last.end, first)]


def _on(*days: datetime) -> list[Span]:
    return [(day, day, day) for day in days]


MONTHS = Windows("12 months", "month", lambda month: [(m.start, m.as_at, m.start) for m in month.last_12])
"""Events of each of the 12 months that end with the reporting month."""
MONTH_ENDS = Windows("12 month ends", "month", _month_ends)
"""A state at the end of each of those months."""
YEARS_AT_MONTH_ENDS = Windows("12 month ends", "month", _month_ends, overlapping=True)
"""The same, of a state that looks back on 12 months."""
ROLLING_YEARS = Windows(
    "12 month ends",
    "month",
    lambda month: [(m.start, m.as_at, m.rolling_start) for m in month.last_12],
    overlapping=True,
)
"""Events of the rolling 12 months to each of those month ends."""
YEAR_TO_DATE = Windows("year to date", "ytd", lambda month: [(month.ytd_start, month.as_at, month.ytd_start)])
"""1 April to the as-at date."""
QUARTERS = Windows(
    "8 quarters", "quarter", lambda month: [(q.start, q.end, q.start) for q in month.last_8_quarters]
)
"""The 8 quarters that end with the last complete one."""
QUARTERS_TO_DATE = Windows("year to date", "ytd", _quarters_to_date)
"""The financial year of the last complete quarter, up to its end."""
AS_AT = Windows("at the as-at date", "snapshot", lambda month: _on(month.as_at))
AS_AT_AND_BEFORE = Windows(
    "at the as-at date, and a month before",
    "snapshot",
    lambda month: _on(month.previous().as_at, month.as_at),
)
LATEST_RETURN = Windows(
    "at 31 March, by the latest return",
    "snapshot",
    lambda month: _on(month.as_at),
    dated_by=("OC2", "YEAR"),
)
LATEST_ROLL = Windows(
    "at the virtual school's latest roll",
    "snapshot",
    lambda month: _on(month.as_at),
    dated_by=("VirtualSchool", "AS_AT"),
)
