"""The windows of time for which figures are counted: declared with an indicator, worked out for a reporting month.

The rules are those of "Time" in the definitions. A window counts the rows dated from its `first` day to its `end`, and
stands in the measures from `start` to `end`: a rolling year under the calendar month that it ends in.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime

from scorecard.reporting_month import Quarter, ReportingMonth


@dataclass(frozen=True)
class Window:
    """The days from `first` to `end`, shown as a `type` (month, quarter, ytd, snapshot) from `start` to `end`."""

    type: str
    start: datetime
    end: datetime
    first: datetime


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
        return cls.of((_day(day),))


@dataclass(frozen=True)
class Windows:
    """What an indicator is counted for, in words; `of` a reporting month, the windows, oldest first.

    `overlapping`: neighbouring ones share months. `dated_by`: the table and column whose newest date, not after the
    month's end, is the day in its place.
    """

    words: str
    of: Callable[[ReportingMonth], tuple[Window, ...]]
    type: str
    overlapping: bool = False
    dated_by: tuple[str, str] | None = None


def _span(type: str, start: datetime, end: datetime) -> Window:
    return Window(type, start, end, start)


def _day(day: datetime) -> Window:
    return _span("snapshot", day, day)


def _months(month: ReportingMonth) -> tuple[Window, ...]:
    return tuple(_span("month", each.start, each.as_at) for each in month.last_12)


def _month_ends(month: ReportingMonth) -> tuple[Window, ...]:
    return tuple(Window("month", each.start, each.as_at, each.as_at) for each in month.last_12)


def _rolling_years(month: ReportingMonth) -> tuple[Window, ...]:
    return tuple(Window("month", each.start, each.as_at, each.rolling_start) for each in month.last_12)


def _year_to_date(month: ReportingMonth) -> tuple[Window, ...]:
    return (_span("ytd", month.ytd_start, month.as_at),)


def _quarters(month: ReportingMonth) -> tuple[Window, ...]:
    return tuple(_span("quarter", each.start, each.end) for each in month.last_8_quarters)


def _quarters_to_date(month: ReportingMonth) -> tuple[Window, ...]:
    last = month.last_complete_quarter
    return (_span("ytd", Quarter(last.year, 1).start, last.end),)


def _as_at(month: ReportingMonth) -> tuple[Window, ...]:
    return (_day(month.as_at),)


def _as_at_and_before(month: ReportingMonth) -> tuple[Window, ...]:
    return (_day(month.previous().as_at), _day(month.as_at))


MONTHS = Windows("12 months", _months, "month")
"""Events of each of the 12 months that end with the reporting month."""
MONTH_ENDS = Windows("12 month ends", _month_ends, "month")
"""A state at the end of each of those months."""
YEARS_AT_MONTH_ENDS = Windows("12 month ends", _month_ends, "month", overlapping=True)
"""The same, of a state that looks back on 12 months."""
ROLLING_YEARS = Windows("12 month ends", _rolling_years, "month", overlapping=True)
"""Events of the rolling 12 months to each of those month ends."""
YEAR_TO_DATE = Windows("year to date", _year_to_date, "ytd")
"""1 April to the as-at date."""
QUARTERS = Windows("8 quarters", _quarters, "quarter")
"""The 8 quarters that end with the last complete one."""
QUARTERS_TO_DATE = Windows("year to date", _quarters_to_date, "ytd")
"""The financial year of the last complete quarter, up to its end."""
AS_AT = Windows("at the as-at date", _as_at, "snapshot")
AS_AT_AND_BEFORE = Windows("at the as-at date, and a month before", _as_at_and_before, "snapshot")
LATEST_ROLL = Windows(
    "at the virtual school's latest roll", _as_at, "snapshot", dated_by=("VirtualSchool", "AS_AT")
)
