"""Dates, months and years as systems write them, a column at a time, as the texts that the tables declare: 31/05/2020,
2020-05, 2019/20.

A column is read as a whole, for 05/06/2020 alone does not say whether its day or its month comes first: the day does, unless
a date in the column proves otherwise. Where both orders are proven, one that holds for nine in ten is the column's, and the
others are no dates; else the column is of no use.
"""

import re
from calendar import month_name
from datetime import date, timedelta
from enum import Enum

import numpy as np
import pandas as pd

from scorecard.extract.cell_text import renamed

_PREVAILS = 0.9
_CENTURY_TURNS = 69
"""A year of two digits is of this century below it."""
_FIRST_YEAR, _LAST_YEAR = 1900, 2100
_NEVER = (2099, 2999, 9999)
"""Of 31 December of these years data warehouses say that something has not ended."""
_SERIALS = (10_000, 73_415)
"""Excel's number of a day, from 1927 to 2100."""
_DAY_0 = date(1899, 12, 30)
_NEVER_SERIALS = {(date(year, 12, 31) - _DAY_0).days for year in _NEVER}
_MONTHS = [name.lower() for name in month_name]
_TIME = r"(?:[t ,]+\d{1,2}[:.]\d\d(?:[:.]\d\d(?:[.,]\d+)?)?(?: ?[ap]\.?m\.?)?(?: ?z|[+-]\d\d:?\d\d)?)?"
_WEEKDAY = r"(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*,? )?"
_NUMBERS = re.compile(rf"{_WEEKDAY}(\d{{1,2}})[-/. ](\d{{1,2}})[-/. ](\d{{4}}|\d\d){_TIME}")
_ISO = re.compile(rf"(\d{{4}})[-/.](\d{{1,2}})[-/.](\d{{1,2}}){_TIME}")
_WORDS = re.compile(
    rf"{_WEEKDAY}(\d{{1,2}})(?:st|nd|rd|th)?[-/. ]?(?:of )?([a-z]{{3,9}})[-/., ]{{0,2}}(\d{{4}}|\d\d){_TIME}"
)
_MONTH_FIRST = re.compile(rf"{_WEEKDAY}([a-z]{{3,9}})[-/. ](\d{{1,2}})(?:st|nd|rd|th)?,? (\d{{4}}){_TIME}")
_SERIAL = re.compile(r"(\d{5,7})(?:\.\d+)?")
_MONTH_OF_YEAR = re.compile(r"(?:(\d{4})[-/. ]?(\d\d?)|(\d\d?)[-/. ](\d{4})|([a-z]{3,9})[-/. ]?(\d{4}|\d\d))")
_YEARS = re.compile(r"(?:20)?(\d\d) ?[-/_ ] ?(?:20)?(\d\d)|20(\d\d)(\d\d)|(?!20)(\d\d)(\d\d)")


class Order(Enum):
    """What a column's dates prove."""

    DAY_FIRST = "the day comes first"
    MONTH_FIRST = "the month comes first"
    UNPROVEN = "nothing: the day is taken to come first"
    CONTRADICTORY = "both orders"


def as_dates(column: pd.Categorical) -> tuple[pd.Categorical, Order]:
    """A column with every date as DD/MM/YYYY, blank where it never comes, and what is none as it was; and what its dates prove of
    their order."""
    texts = column.categories.tolist()
    first, second, year, told, declared = _parts(texts)
    rows = np.bincount(column.codes, minlength=len(texts)) * ~told
    day_first = int(rows[(first > 12) & (second <= 12)].sum())
    month_first = int(rows[(second > 12) & (first <= 12) & (first > 0)].sum())
    if not day_first + month_first:
        unproven = (rows * ((first > 0) & (first != second))).any()
        order = Order.UNPROVEN if unproven else Order.DAY_FIRST
    elif max(day_first, month_first) < _PREVAILS * (day_first + month_first):
        order = Order.CONTRADICTORY
    else:
        order = Order.DAY_FIRST if day_first >= month_first else Order.MONTH_FIRST
    swapped = ~told & (order is Order.MONTH_FIRST)
    days, months = np.where(swapped, second, first), np.where(swapped, first, second)
    readable = _is_day(days, months, year)
    others = readable & (swapped | ~declared)
    never = (days == 31) & (months == 12) & np.isin(year, _NEVER)
    if not (others | never).any():
        return column, order
    new = np.array(texts, dtype=object)
    new[others] = _written(days[others], months[others], year[others])
    new[never] = ""
    return renamed(column, texts, new.tolist()), order


def other_order(column: pd.Categorical) -> pd.Categorical:
    """A column of dates, none of which proves its order, with days and months the other way round."""
    texts = column.categories.tolist()
    return renamed(
        column, texts, [f"{text[3:6]}{text[:3]}{text[6:]}" if len(text) == 10 else text for text in texts]
    )


def as_months(column: pd.Categorical) -> pd.Categorical:
    """A column with every month as 2020-05: of May 2020, May-20, 05/2020, and of the first day that a spreadsheet makes of
    it."""
    dated, _ = as_dates(column)
    first_days = [
        f"{text[6:]}-{text[3:5]}" if re.fullmatch(r"01/\d\d/\d{4}", text) else text
        for text in dated.categories
    ]
    texts = dated.categories.tolist()
    return renamed(dated, texts, [_month(text) for text in first_days])


def as_years(column: pd.Categorical) -> pd.Categorical:
    """A column with every financial year as 2019/20: of 2019-20, 2019/2020, 19/20."""
    texts = column.categories.tolist()
    return renamed(column, texts, [financial_year_in(text) or text for text in texts])


def financial_year_in(text: str) -> str:
    """The financial year that a text is, as 2019/20; "" if it is none. 1920 is, 2021 may be the one year."""
    found = _YEARS.fullmatch(text.strip())
    if not found:
        return ""
    first, second = (part for part in found.groups() if part is not None)
    return f"20{first}/{second}" if (int(first) + 1) % 100 == int(second) else ""


def days(texts: list[str]) -> np.ndarray:
    """Texts as `as_dates` leaves them as datetime64[us], from 1900 to 2100; NaT for everything else."""
    usual, day, month, year = _as_written(texts)
    real = usual & _is_day(day, month, year) & (year >= _FIRST_YEAR) & (year <= _LAST_YEAR)
    found = _month_start(month, year, real).astype("datetime64[D]") + (day - 1)
    return np.where(real, found, np.datetime64("NaT")).astype("datetime64[us]")


def _as_written(texts: list[str]) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """Whether each text is like 31/05/2020, and its three numbers, else 0."""
    usual, digits = _digits(texts, "/", (2, 5))
    return usual, digits[:, :2] @ [10, 1], digits[:, 2:4] @ [10, 1], digits[:, 4:] @ [1000, 100, 10, 1]


def _written(days: np.ndarray, months: np.ndarray, years: np.ndarray) -> list[str]:
    """Dates like 31/05/2020."""
    slash = np.full_like(days, ord("/") - ord("0"))
    of_year = [years // each % 10 for each in (1000, 100, 10, 1)]
    digits = [days // 10, days % 10, slash, months // 10, months % 10, slash, *of_year]
    return (np.column_stack(digits) + ord("0")).astype("uint8").view("S10").ravel().astype(str).tolist()


def _digits(texts: list[str], sign: str, between: tuple[int, int]) -> tuple[np.ndarray, np.ndarray]:
    """Whether each text is eight digits with a sign at two places between them, and the digits, else 0."""
    wide = np.array([text if len(text) == 10 and text.isascii() else "" for text in texts], dtype="S10")
    signs = wide.view("uint8").reshape(len(texts), 10)
    digits = np.delete(signs, between, axis=1) - ord("0")  # what is below wraps to above 9
    found = (digits <= 9).all(axis=1) & (signs[:, between] == ord(sign)).all(axis=1)
    return found, digits.astype("int64") * found[:, None]


def _parts(texts: list[str]) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """Of each text its day, month and year, in the order in which they stand if they are numbers, 0 if it is no date; whether
    the text itself tells the day from the month; and whether it is like 31/05/2020."""
    declared, first, second, year = _as_written(texts)
    usual, told = declared.copy(), ~declared
    if told.any():
        iso, digits = _digits(texts, "-", (4, 7))
        first += digits[:, 6:] @ [10, 1]
        second += digits[:, 4:6] @ [10, 1]
        year += digits[:, :4] @ [1000, 100, 10, 1]
        usual |= iso
    for place in np.flatnonzero(~usual).tolist():
        first[place], second[place], year[place], told[place] = _others(texts[place])
    return first, second, year, told, declared


def _others(text: str) -> tuple[int, int, int, bool]:
    """As _parts, of one text that is not DD/MM/YYYY."""
    text = " ".join(text.lower().split())
    if found := _ISO.fullmatch(text):
        return int(found[3]), int(found[2]), int(found[1]), True
    if found := _NUMBERS.fullmatch(text):
        return int(found[1]), int(found[2]), _year(found[3]), False
    if (found := _WORDS.fullmatch(text)) and (month := _month_named(found[2])):
        return int(found[1]), month, _year(found[3]), True
    if (found := _MONTH_FIRST.fullmatch(text)) and (month := _month_named(found[1])):
        return int(found[2]), month, int(found[3]), True
    if found := _SERIAL.fullmatch(text):
        number = int(found[1])
        if _SERIALS[0] <= number <= _SERIALS[1] or number in _NEVER_SERIALS:
            day = _DAY_0 + timedelta(number)
            return day.day, day.month, day.year, True
    return 0, 0, 0, True


def _is_day(days: np.ndarray, months: np.ndarray, years: np.ndarray) -> np.ndarray:
    possible = (days >= 1) & (days <= 31) & (months >= 1) & (months <= 12) & (years >= 1000)
    month = _month_start(months, years, possible)
    return possible & ((month.astype("datetime64[D]") + (days - 1)).astype("datetime64[M]") == month)


def _month_start(months: np.ndarray, years: np.ndarray, possible: np.ndarray) -> np.ndarray:
    return np.where(possible, (years - 1970) * 12 + months - 1, 0).astype("datetime64[M]")


def _month(text: str) -> str:
    found = _MONTH_OF_YEAR.fullmatch(" ".join(text.lower().split()))
    if not found:
        return text
    year = _year(found[1] or found[4] or found[6])
    month = _month_named(found[5]) if found[5] else int(found[2] or found[3])
    return f"{year}-{month:02}" if 1 <= month <= 12 else text


def _month_named(name: str) -> int:
    """The number of a month by its name or the beginning of it; 0 if it is none."""
    return next((number for number, each in enumerate(_MONTHS) if each and each.startswith(name)), 0)


def _year(text: str) -> int:
    year = int(text)
    return year if len(text) == 4 else year + (2000 if year < _CENTURY_TURNS else 1900)
