"""Parquet, column by column, by pyarrow. A line is a row, counted from 1."""

from collections.abc import Sequence

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from pyarrow import parquet

from scorecard.extract.files.sheet import Body, Sheet, Unreadable, categories

_EXPECTED = "a Parquet file that is whole, with a text, a number, a date or nothing in each cell"


def sheets(data: bytes) -> list[Sheet]:
    """The one sheet of a file's bytes. Raises Unreadable."""
    try:
        file = parquet.ParquetFile(pa.BufferReader(data))
        names = file.schema_arrow.names
    except (pa.ArrowException, OSError):
        raise Unreadable(_EXPECTED) from None

    def read(row: int, places: Sequence[int]) -> Body:
        try:
            table = parquet.ParquetFile(pa.BufferReader(data)).read()
            texts = {place: categories(_texts(table.column(place))) for place in places}
        except (pa.ArrowException, OSError):
            raise Unreadable(_EXPECTED) from None
        return Body(texts, np.arange(1, table.num_rows + 1))

    return [Sheet("", [names], [1], read)]


def _texts(column: pa.ChunkedArray) -> pa.ChunkedArray:
    """A column as it would stand in a CSV file: whole numbers without a point, dates as 2020-05-31."""
    if pa.types.is_dictionary(column.type):
        column = column.cast(column.type.value_type)
    if pa.types.is_floating(column.type) or pa.types.is_decimal(column.type):
        try:
            column = column.cast(pa.int64())
        except pa.ArrowInvalid:  # fractions among them
            pass
    return pc.fill_null(column.cast(pa.string()), "")
