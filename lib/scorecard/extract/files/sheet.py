"""A sheet: one table of text as a file holds it. Each format gives its files as sheets, and nothing after them knows
formats."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

# Arrow's own pool gives pages back to the system and asks for them again: a second of England's reading.
pa.set_memory_pool(pa.system_memory_pool())
HEAD = 20
"""So many rows from the top are looked at for the headings."""


class Unreadable(Exception):
    """A file or sheet that cannot be read: the line, and what was expected."""

    def __init__(self, expected: str, line: int = 1):
        super().__init__(expected)
        self.expected, self.line = expected, line


@dataclass(frozen=True, eq=False)
class Body:
    """The rows below the headings: by place the columns that were asked for (categories of text without spaces around
    them, "" for a blank cell), the line of each row, and the lines of rows with more cells than headings, which are not
    among them."""

    columns: dict[int, pd.Categorical]
    lines: np.ndarray
    too_wide: tuple[int, ...] = ()


@dataclass(frozen=True, eq=False)
class Sheet:
    """`name` is what follows the file's in messages, "" for its only sheet; `head` its first rows as text, `lines` where
    they stand; `read(row, places)` gives the Body below that row of the head, and raises Unreadable; `hidden`, whether the
    workbook does not show it."""

    name: str
    head: Sequence[Sequence[str]]
    lines: Sequence[int]
    read: Callable[[int, Sequence[int]], Body]
    hidden: bool = False


def as_text(value: Any) -> str:
    """A cell as it would stand in a CSV file: dates as 2020-05-31, whole numbers without a point."""
    kind = type(value)
    if kind is str:
        return value
    if kind in (float, Decimal):
        return str(int(value)) if value % 1 == 0 else str(value)
    if kind is bool:
        return "TRUE" if value else "FALSE"
    if kind is datetime:
        return value.isoformat(" ")
    return value.isoformat() if kind is date else str(value)


def categories(texts: pa.Array | pa.ChunkedArray) -> pd.Categorical:
    """A column of texts, or of dictionaries of them, as categories."""
    if isinstance(texts, pa.ChunkedArray):
        texts = texts.unify_dictionaries().combine_chunks() if texts.num_chunks != 1 else texts.chunk(0)
    if not pa.types.is_dictionary(texts.type):
        texts = texts.dictionary_encode()
    plain = pc.utf8_trim_whitespace(texts.dictionary)
    places = texts.indices
    if not plain.equals(texts.dictionary):
        again = plain.dictionary_encode()
        plain, places = again.dictionary, again.indices.take(places)
    return pd.Categorical.from_codes(
        places.to_numpy(), pd.Index(plain.to_pandas(), dtype="str"), validate=False
    )
