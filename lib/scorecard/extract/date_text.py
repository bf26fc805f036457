"""Dates, months and years as systems write them, a column at a time, as the texts that the tables declare: 31/05/2020,
2020-05, 2019/20.

A column is read as a whole, for 05/06/2020 alone does not say whether its day or its month comes first: the day does, unless
a date in the column proves otherwise. Where both orders are proven, one that holds for nine in ten is the column's, and the
others are no dates; else the column is of no use, nor is one that a spreadsheet of the other order has been through.
"""

import re
from enum import Enum

import numpy as np
import pandas as pd

from scorecard.extract.cell_text import renamed
from scorecard.extract.written_day import NO_DAY, day_in, financial_year_in, month_in

_PREVAILS = 0.9
_ENOUGH = 10
"""By so few dates of either kind nobody can tell that a spreadsheet turned them."""
_FIRST_YEAR, _LAST_YEAR = 1900, 2100


class Order(Enum):
    """What a column's dates prove."""

    DAY_FIRST = "the day comes first"
    MONTH_FIRST = "the month comes first"
    UNPROVEN = "nothing: the day is taken to come first"
    CONTRADICTORY = "both orders"
    HALF_TURNED = "a spreadsheet took the days up to the 12th for months"


def as_dates(column: pd.Categorical) -> tuple[pd.Categorical, Order]:
    """A column with every date as DD/MM/YYYY, blank where it says that there is none, and what is no date as it was; and what
    its dates prove of their order."""
    texts = column.categories.tolist()
    first, second, year, told, declared = _parts(texts)
    counts = np.bincount(column.codes, minlength=len(texts))
    rows = counts * ~told
    day_first = int(rows[(first > 12) & (second <= 12)].sum())
    month_first = int(rows[(second > 12) & (first <= 12) & (first > 0)].sum())
    if not day_first + month_first:
        unproven = (rows * ((first > 0) & (first != second))).any()
        order = Order.UNPROVEN if unproven else Order.DAY_FIRST
    elif max(day_first, month_first) < _PREVAILS * (day_first + month_first):
        order = Order.CONTRADICTORY
    elif _is_half_turned(counts, first, second, year, told):
        order = Order.HALF_TURNED
    else:
        order = Order.DAY_FIRST if day_first >= month_first else Order.MONTH_FIRST
    swapped = ~told & (order is Order.MONTH_FIRST)
    days, months = np.where(swapped, second, first), np.where(swapped, first, second)
    readable = _is_day(days, months, year)
    others = readable & (swapped | ~declared)
    none = np.isin(_as_number(days, months, year), list(NO_DAY))
    if not (others | none).any():
        return column, order
    new = np.array(texts, dtype=object)
    new[others] = _written(days[others], months[others], year[others])
    new[none] = ""
    return renamed(column, texts, new.tolist()), order


def _is_half_turned(
    counts: np.ndarray, first: np.ndarray, second: np.ndarray, year: np.ndarray, told: np.ndarray
) -> bool:
    """Whether a column is as a spreadsheet leaves one that has its dates in the other order: those that it could read are
    dates, of no day after the 12th, and the others are text as before, all with one after the 12th."""
    dates = told & (first > 0) & ~np.isin(_as_number(first, second, year), list(NO_DAY))
    others = ~told & (first > 0)
    return bool(
        min(counts[dates].sum(), counts[others].sum()) >= _ENOUGH
        and (first[dates] <= 12).all()
        and (np.maximum(first, second)[others] > 12).all()
    )


def _as_number(days: np.ndarray, months: np.ndarray, years: np.ndarray) -> np.ndarray:
    """Days as in NO_DAY."""
    return years * 10_000 + months * 100 + days


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
    return renamed(dated, texts, [month_in(text) for text in first_days])


def as_years(column: pd.Categorical) -> pd.Categorical:
    """A column with every financial year as 2019/20: of 2019-20, 2019/2020, 19/20."""
    texts = column.categories.tolist()
    return renamed(column, texts, [financial_year_in(text) or text for text in texts])


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
        first[place], second[place], year[place], told[place] = day_in(texts[place])
    return first, second, year, told, declared


def _is_day(days: np.ndarray, months: np.ndarray, years: np.ndarray) -> np.ndarray:
    possible = (days >= 1) & (days <= 31) & (months >= 1) & (months <= 12) & (years >= 1000)
    month = _month_start(months, years, possible)
    return possible & ((month.astype("datetime64[D]") + (days - 1)).astype("datetime64[M]") == month)


def _month_start(months: np.ndarray, years: np.ndarray, possible: np.ndarray) -> np.ndarray:
    return np.where(possible, (years - 1970) * 12 + months - 1, 0).astype("datetime64[M]")
