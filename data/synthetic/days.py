"""Days as whole numbers (since 1 January 1970): a history of any size is plain arithmetic on arrays."""

import numpy as np
from scorecard.dates import england_bank_holidays

OPEN = 50_000
"""Stands for no date yet: later than every day of the history."""


def day(year: int, month: int, date: int) -> int:
    """One day of the calendar."""
    return int(np.datetime64(f"{year:04d}-{month:02d}-{date:02d}", "D").astype("int64"))


def month_of(days: np.ndarray | int) -> np.ndarray:
    """The calendar month of each day, counted from January 1970."""
    return np.asarray(days).astype("datetime64[D]").astype("datetime64[M]").astype("int64")


def first_day(months: np.ndarray | int) -> np.ndarray:
    """The first day of each month so counted."""
    return np.asarray(months).astype("datetime64[M]").astype("datetime64[D]").astype("int64")


def add_months(days: np.ndarray | int, n: np.ndarray | int) -> np.ndarray:
    """The same day of the month n months on, or that month's last day."""
    months = month_of(days)
    date = days - first_day(months)
    return np.minimum(first_day(months + n) + date, first_day(months + n + 1) - 1)


def birthday(born: np.ndarray, years: np.ndarray | int) -> np.ndarray:
    """The birthday that makes so many years: 1 March in a common year for one born on 29 February."""
    same = add_months(born, np.asarray(years) * 12)
    short = (born - first_day(month_of(born))) > (same - first_day(month_of(same)))
    return same + short


def age(born: np.ndarray, on: np.ndarray | int) -> np.ndarray:
    """Completed years."""
    years = (month_of(on) - month_of(born)) // 12
    return years - (birthday(born, years) > on)


def working_days_after(days: np.ndarray, n: int) -> np.ndarray:
    """The n-th working day after each day (before it, if n is negative)."""
    dates = np.asarray(days).astype("datetime64[D]")
    roll = "backward" if n > 0 else "forward"
    return np.busday_offset(dates, n, roll=roll, holidays=england_bank_holidays()).astype("int64")


def no_weekend(days: np.ndarray, earliest: np.ndarray) -> np.ndarray:
    """Saturdays and Sundays moved to the Friday before, unless that is before the earliest day allowed."""
    weekday = (days + 3) % 7
    friday = days - np.maximum(weekday - 4, 0)
    return np.where(friday >= earliest, friday, days)


def text(days: np.ndarray) -> np.ndarray:
    """DD/MM/YYYY, blank for a date not known yet."""
    calendar = np.arange(day(1970, 1, 1), day(2031, 1, 1)).astype("datetime64[D]").astype(str)
    table = np.array([f"{d[8:]}/{d[5:7]}/{d[:4]}" for d in calendar] + [""], dtype=object)
    days = np.asarray(days, "int64")
    return table[np.where(days >= OPEN, len(table) - 1, days)]
