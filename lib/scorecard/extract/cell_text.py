"""The text of cells as programs write it that is no system's own: what stands for nothing, and numbers with a point."""

import re
from collections.abc import Container

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

NOTHING = {
    *("NULL", "(NULL)", r"\N", "NA", "<NA>", "NAN", "NAT", "NONE", "N/A", "#N/A", "-", "."),
    *("00:00:00", "0000-00-00", "0000-00-00 00:00:00", "00/00/0000"),
}
"""What SQL Server, Oracle, MySQL, R, pandas, Python, Excel and SAS write into a cell without a value, in capitals, also as a
date."""
_NOTHING = pa.array(sorted(NOTHING))
_FORMULA = re.compile(r'^="([^"]*)"$')
ENDS_IN_ZERO = re.compile(r"(\d+)\.0+")


def without_nothing(column: pd.Categorical, words: Container[str] = ()) -> pd.Categorical:
    """A column with a blank for each NOTHING but those of the council's own `words`, folded."""
    nothing = pc.is_in(pc.utf8_upper(pa.array(column.categories)), _NOTHING)
    if not pc.any(nothing).as_py():
        return column
    texts = column.categories.tolist()
    blank = [each and folded(text) not in words for text, each in zip(texts, nothing.to_pylist())]
    return renamed(column, texts, ["" if each else text for text, each in zip(texts, blank)])


def without_formula(column: pd.Categorical) -> pd.Categorical:
    """A column with 007 for each ="007", as systems write an id into CSV for Excel to leave it as it is."""
    if not pc.any(pc.starts_with(pa.array(column.categories), '="')).as_py():
        return column
    texts = column.categories.tolist()
    return renamed(column, texts, [_FORMULA.sub(r"\1", text) for text in texts])


def folded(text: str) -> str:
    """A word as it is compared: in lower case, with single spaces."""
    return " ".join(text.casefold().split())


def without_point(text: str) -> str:
    """A whole number without the “.0” that pandas gives it in a column of which a cell is blank."""
    return found[1] if (found := ENDS_IN_ZERO.fullmatch(text)) else text


def renamed(column: pd.Categorical, old: list[str], new: list[str]) -> pd.Categorical:
    """A column with other texts for its categories (`old`), of which some may have become one."""
    if new == old:
        return column
    places, texts = pd.factorize(np.array(new, dtype=object))
    return pd.Categorical.from_codes(places.take(column.codes), pd.Index(texts, dtype="str"))
