"""Arithmetic on columns of dates: months, working days and ages, by "Time" and "Who" in the definitions.

Every function takes a Series of datetimes and gives one with the same index; a blank date stays blank. Where many are
reckoned with, a day is a whole number, the days since 1970.
"""

from collections.abc import Callable
from datetime import datetime
from functools import cache

import holidays
import numpy as np
import pandas as pd

# Bank holidays have their present form since 1971; today's children and care leavers lie well inside.
FIRST_YEAR, LAST_YEAR = 1971, 2100

NEVER = pd.Timestamp("2262-01-01")
"""Stands in for the blank end of what is still open, where reckoning needs a date."""

BLANK = np.iinfo("int64").min
"""The number of a blank date."""


def day_numbers(dates: pd.Series) -> np.ndarray:
    """Dates as days since 1970, a blank one as BLANK."""
    return dates.to_numpy().astype("datetime64[us]", copy=False).astype("datetime64[D]").view("int64")


def of_numbers(days: np.ndarray) -> np.ndarray:
    """Days since 1970 as dates."""
    return days.view("datetime64[D]").astype("datetime64[us]")


@cache
def england_bank_holidays() -> np.ndarray:
    """The bank holidays of England, one-off ones included, as sorted datetime64[D]."""
    days = holidays.country_holidays("GB", subdiv="ENG", years=range(FIRST_YEAR, LAST_YEAR + 1))
    return np.array(sorted(days), dtype="datetime64[D]")


def add_working_days(dates: pd.Series, n: int) -> pd.Series:
    """The n-th working day after each date, itself not counted: Monday to Friday, less bank holidays."""
    days = dates.to_numpy().astype("datetime64[D]")
    # From a weekend or a bank holiday the count begins at the next working day, hence the roll back first.
    moved = np.busday_offset(days, n, roll="backward", holidays=england_bank_holidays())
    return pd.Series(moved.astype(dates.dtype), index=dates.index, name=dates.name)


def add_months(dates: pd.Series, n: int | np.ndarray) -> pd.Series:
    """The same day of the month n months on (one for all, or one a row), or that month's last day: 30 November gives 28
    February."""
    days = day_numbers(dates)
    if np.ndim(n) == 0:
        moved = _day_by_day(days, lambda days: _months_on(days, n))
    else:
        moved = _months_on(np.where(days == BLANK, 0, days), n)
    return pd.Series(of_numbers(np.where(days == BLANK, BLANK, moved)), index=dates.index, name=dates.name)


def _day_by_day(days: np.ndarray, reckon: Callable[[np.ndarray], np.ndarray]) -> np.ndarray:
    """What `reckon` makes of each day, anything of a blank one. Of many dates on few days each day of the calendar is reckoned
    once."""
    blank = days == BLANK
    first, last = (pick(days[~blank], initial=0) for pick in (np.min, np.max))
    if last - first < len(days):
        return reckon(np.arange(first, last + 1))[np.where(blank, 0, days - first)]
    return reckon(np.where(blank, 0, days))


def _months_on(days: np.ndarray, n: int | np.ndarray) -> np.ndarray:
    """Days, as numbers, n months on."""
    day = days.astype("datetime64[D]")
    month = day.astype("datetime64[M]")
    last = (month + n + 1).astype("datetime64[D]") - 1
    return np.minimum((month + n).astype("datetime64[D]") + (day - month), last).astype("int64")


def completed_years(dob: pd.Series, on: pd.Series | datetime) -> pd.Series:
    """Age in completed years on a day (one for all, or one a row); NaN without a date of birth.

    Born on 29 February, a child is a year older on 1 March of a common year.
    """
    on = on if isinstance(on, pd.Series) else pd.Series(on, index=dob.index, dtype="datetime64[us]")
    age = (_in_digits(on) - _in_digits(dob)) // 10_000
    return pd.Series(age, index=dob.index)


def _in_digits(dates: pd.Series) -> np.ndarray:
    """Dates as numbers such as 20200531, a blank one as NaN."""
    days = day_numbers(dates)
    return np.where(days == BLANK, np.nan, _day_by_day(days, _digits))


def _digits(days: np.ndarray) -> np.ndarray:
    day = days.astype("datetime64[D]")
    month = day.astype("datetime64[M]")
    year = month.astype("datetime64[Y]")
    of_year, of_month = (month - year.astype("datetime64[M]")), (day - month.astype("datetime64[D]"))
    return (year.astype("int64") + 1970) * 10_000 + of_year.astype("int64") * 100 + of_month.astype("int64")


def year_ends(years: pd.Series) -> pd.Series:
    """The last day of each financial year (text such as 2019/20), blank without one."""
    first = years.astype("str").str.extract(r"^(20\d\d)/", expand=False)
    return pd.to_datetime(first + "-03-31", errors="coerce").astype("datetime64[us]") + pd.DateOffset(years=1)


def birthday_in_financial_year(dob: pd.Series, year: pd.Series) -> tuple[pd.Series, pd.Series]:
    """The birthday that falls in each row's financial year (text such as 2019/20), and the age that it brings.

    Born on 29 February, a child has it on 1 March of a common year. Blank without a date of birth or a year.
    """
    first = pd.to_numeric(year.astype("str").str[:4], errors="coerce")
    turns = first + (dob.dt.month < 4) - dob.dt.year
    months = (12 * turns).fillna(0).astype("int64").to_numpy()
    birthday = add_months(dob, months)
    moved = birthday + pd.to_timedelta((birthday.dt.day != dob.dt.day).astype("int64"), unit="D")
    return moved.where(turns.notna()), turns
