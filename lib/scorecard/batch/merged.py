"""The measures of all councils in one file: as CSV, and as Parquet with a group of rows a council. Council after council,
so that no more than one is held in memory. Figures that look back beyond a council's records are not among them: beside others
they would look like the figures of a service that fails.
"""

import csv
import io
from collections.abc import Iterable, Mapping
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
_INDICATOR, _END = COLUMNS.index("indicator"), COLUMNS.index("period_end")


def merge(done: Iterable[tuple[CouncilMonths, Done]], out: Folder) -> list[str]:
    """Write measures.csv and measures.parquet, whose first column is `council`, of all that was asked for and done; their
    names."""
    names = ["measures.csv", "measures.parquet"]
    with out.new(names[0]) as csv_file, out.new(names[1]) as parquet_file:
        with open(csv_file, "wb") as together, parquet.ParquetWriter(parquet_file, SCHEMA) as tables:
            together.write(",".join(TYPES).encode() + b"\n")
            for asked, each in done:
                for within, name in each.councils.items():
                    rows = _rows(asked, within, name, each.whole[within])
                    together.write(rows)
                    tables.write_table(_table(rows))
    return names


def _rows(asked: CouncilMonths, within: str, name: str, whole: Mapping[str, str]) -> bytes:
    """The rows of a council's months that are `whole`, its name before each, without headings."""
    text = io.StringIO(newline="")
    with_name = csv.writer(text, lineterminator="\n")
    for month in asked.months:
        kept = io.StringIO((asked.folder.read(file_of(month, within)) or b"").decode(), newline="")
        rows = islice(csv.reader(kept), 1, None)
        with_name.writerows([name, *row] for row in rows if row[_END] >= whole.get(row[_INDICATOR], ""))
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
