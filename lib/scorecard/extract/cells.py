"""The text of cells as values: dates, numbers, codes. Each distinct text is looked at once, not once for each
row."""

import re
from collections.abc import Callable, Mapping
from functools import cache

import numpy as np
import pandas as pd

from scorecard.extract.cell_text import folded, renamed, without_point
from scorecard.extract.codes import WORDS
from scorecard.extract.date_text import Order, as_dates, as_months, as_years, days
from scorecard.extract.tables import PLACES, Table

_THOUSANDS = re.compile(r"-?[0-9]{1,3}(,[0-9]{3})+(\.[0-9]*)?")


def distinct(column: pd.Series, judge: Callable) -> np.ndarray:
    """What `judge` (vectorised over an Index of texts) says of each row's text, asked once for each text."""
    return np.asarray(judge(column.cat.categories)).take(column.cat.codes)


def parse_dates(texts: pd.Index) -> np.ndarray:
    """DD/MM/YYYY, as date_text.py writes them, from 1900 to 2100 as datetime64[us]; NaT for everything else."""
    return days(texts.tolist())


def parse_numbers(texts: pd.Index) -> np.ndarray:
    """Numbers as float64, with commas between thousands or without; NaN for everything else."""
    numbers = pd.to_numeric(texts, errors="coerce").to_numpy(dtype=float, copy=True)
    for place in np.flatnonzero(np.isnan(numbers)):
        if _THOUSANDS.fullmatch(texts[place]):
            numbers[place] = float(texts[place].replace(",", ""))
    return numbers


def as_declared(table: Table, name: str, column: pd.Categorical) -> tuple[pd.Categorical, Order | None]:
    """A column's texts as the table declares them; of dates also what they prove of their order."""
    if name in table.dates:
        return as_dates(column)
    if name in ("MONTH", "YEAR"):
        return as_months(column) if name == "MONTH" else as_years(column), None
    texts = column.categories.tolist()
    if name in table.codes:
        column = renamed(column, texts, [code_of(table, name, text) or text for text in texts])
    elif name in PLACES:
        column = renamed(column, texts, [without_point(text.upper().replace(" ", "")) for text in texts])
    return column, None


def code_of(table: Table, column: str, text: str) -> str:
    """The code that a text is, in either case, or that its words mean; "" if it is none."""
    return _meant(table, column).get(without_point(folded(text)), "")


def codes_by_word(words: Mapping[str, str]) -> dict[str, str]:
    """By each of the words that are named for a code, with semicolons between, the code."""
    return {word: code for code, each in words.items() for word in each.split("; ")}


@cache
def _meant(table: Table, column: str) -> dict[str, str]:
    return {code.lower(): code for code in table.codes[column]} | codes_by_word(WORDS.get(column, {}))


def dates(column: pd.Series) -> pd.Series:
    """A column of text (categories) as dates, NaT where it is blank or no date."""
    return pd.Series(distinct(column, parse_dates), index=column.index, copy=False)


def typed(table: Table, text: pd.DataFrame) -> pd.DataFrame:
    """A table's text as values, missing where blank or unreadable: dates `datetime64[us]`, numbers `float64`,
    CHILD and codes `category` of texts; _FILE (`category`) and _LINE (`int64`) as they were."""
    columns = {}
    for name in table.columns:
        if name in table.dates:
            columns[name] = dates(text[name])
        elif name in table.numbers:
            columns[name] = pd.Series(distinct(text[name], parse_numbers), copy=False)
        else:
            blank = (text[name].cat.categories == "").any()
            columns[name] = text[name].cat.remove_categories([""]) if blank else text[name]
    return pd.DataFrame(columns | {"_FILE": text["_FILE"], "_LINE": text["_LINE"]}, copy=False)
