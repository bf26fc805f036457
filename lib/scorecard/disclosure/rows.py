"""The rows of a pack's file of measures, held to those that its published counts give."""

import csv
import io
import re
from collections.abc import Iterable, Iterator
from math import isclose

from scorecard.disclosure.derived import Row
from scorecard.disclosure.words import name_of_row

ROWS = ("indicator", "period_type", "period_start", "period_end", "category")


def not_as_derived(file: str, data: bytes, rows: Iterable[Row]) -> Iterator[str]:
    """The rows of a file of measures that are not as its published counts give them, or that are shown, or not shown, against
    the rule."""
    given = {}
    for number, row in enumerate(csv.DictReader(io.StringIO(data.decode("utf-8-sig"))), 2):
        given[tuple(row[column] for column in ROWS)] = number, row
    for row in rows:
        key = (row.indicator, row.kind, f"{row.start}", f"{row.end}", row.category)
        if key not in given:
            yield f"{file}: {name_of_row(row)} is not there, though its counts are published"
            continue
        number, found = given.pop(key)
        if (found["suppressed"] == "True") != row.suppressed:
            shown = "shown, though it may not be" if row.suppressed else "not shown, though it is published"
            yield f"{file}, line {number}: {name_of_row(row)} is {shown}"
        for column in ("numerator", "denominator", "value"):
            if not _same(found[column], getattr(row, column)):
                yield (
                    f"{file}, line {number}: {column} {found[column] or 'blank'} of {name_of_row(row)} does not follow from "
                    "the published counts"
                )
    for number, found in given.values():
        yield f"{file}, line {number}: {found['indicator']} {found['category']} is shown, though it may not be"


def _same(written: str, value: float) -> bool:
    if not written:
        return value != value
    return re.fullmatch(r"-?\d+(\.\d+)?", written) is not None and isclose(float(written), value)
