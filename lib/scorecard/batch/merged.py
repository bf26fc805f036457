"""The measures of all councils in one file: as CSV, and as Parquet with a group of rows a council. Council after council,
so that no more than one is held in memory."""

import csv
import io
from collections.abc import Iterable
from itertools import islice

import pyarrow as pa
from pyarrow import parquet
from pyarrow.csv import ConvertOptions, ParseOptions, ReadOptions, read_csv

from scorecard.batch.council_months import CouncilMonths, Done
from scorecard.batch.kept import file_of
from scorecard.batch.storage import Folder
from scorecard.measures.columns import COLUMNS, DATES, NUMBERS

TYPES = {
    "council": pa.string(),
    **dict.fromkeys(COLUMNS, pa.string()),
    **dict.fromkeys(DATES, pa.timestamp("us")),
    **dict.fromkeys(NUMBERS, pa.float64()),
    "suppressed": pa.bool_(),
}
SCHEMA = pa.schema(TYPES)


def merge(done: Iterable[tuple[CouncilMonths, Done]], out: Folder) -> list[str]:
    """Write measures.csv and measures.parquet, whose first column is `council`, of all that was asked for and done; their
    names."""
    names = ["measures.csv", "measures.parquet"]
    with out.new(names[0]) as csv_file, out.new(names[1]) as parquet_file:
        with open(csv_file, "wb") as together, parquet.ParquetWriter(parquet_file, SCHEMA) as tables:
            together.write(",".join(TYPES).encode() + b"\n")
            for asked, each in done:
                for within, name in each.councils.items():
                    rows = _rows(asked, within, name)
                    together.write(rows)
                    tables.write_table(_table(rows))
    return names


def _rows(asked: CouncilMonths, within: str, name: str) -> bytes:
    """The rows of a council's months, its name before each, without headings."""
    text = io.StringIO(newline="")
    with_name = csv.writer(text, lineterminator="\n")
    for month in asked.months:
        kept = io.StringIO((asked.folder.read(file_of(month, within)) or b"").decode(), newline="")
        with_name.writerows([name, *row] for row in islice(csv.reader(kept), 1, None))
    return text.getvalue().encode()


def _table(rows: bytes) -> pa.Table:
    if not rows:
        return SCHEMA.empty_table()
    return read_csv(
        pa.BufferReader(rows),
        ReadOptions(column_names=list(TYPES)),
        ParseOptions(newlines_in_values=True),
        ConvertOptions(column_types=TYPES, null_values=[""], strings_can_be_null=False),
    )
