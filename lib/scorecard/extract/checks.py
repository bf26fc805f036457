"""Every cell of an extract checked against its table's declaration, all problems at once (pandera), and
turned into its type.

Rules: data/README.md; the code sets: codes.py; what rows may not say beside types and codes: rules.py. Nothing is
corrected: a cell that cannot be read becomes blank, a row is left out where its key (or the end date whose blank would
mean "still") cannot be read, and each is a finding.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

import numpy as np
import pandas as pd
import pandera.pandas as pa

from scorecard.extract.cells import distinct, parse_dates, parse_numbers, typed
from scorecard.extract.findings import Finding
from scorecard.extract.problems import Effect
from scorecard.extract.tables import Table

A_DATE = "a date like 31/05/2020"


@dataclass(frozen=True, eq=False)
class Checked:
    """`frame` typed as in cells.py, `usable` says which of its rows may be used, `findings` what is wrong."""

    frame: pd.DataFrame
    usable: np.ndarray
    findings: list[Finding]


def checked(table: Table, text: pd.DataFrame) -> Checked:
    """Check a table's rows, as source.py reads them, and type them."""
    findings, blank, usable = [], {}, np.ones(len(text), dtype=bool)
    for check, column, failed in _failures(table, text):
        effect = Effect(check.description)
        findings.append(Finding(column, check.error, np.flatnonzero(failed), effect))
        if effect is Effect.BLANK:
            blank[column] = blank.get(column, False) | failed
        elif effect is Effect.ROW:
            usable &= ~failed
    frame = typed(table, text)
    for column, failed in blank.items():
        frame[column] = frame[column].mask(failed)
    return Checked(frame, usable, findings)


def _failures(table: Table, text: pd.DataFrame):
    try:
        schema(table).validate(text, lazy=True)
    except pa.errors.SchemaErrors as errors:
        for error in errors.schema_errors:
            yield error.check, error.check.title, ~error.check_output.to_numpy(dtype=bool)


@cache
def schema(table: Table) -> pa.DataFrameSchema:
    """The pandera schema of a table's text. A check's title is its column, its error what was expected, its
    description the Effect on the cell or row."""
    unreadable = {
        column: Effect.ROW if column in (*table.key, table.end) else Effect.BLANK for column in table.columns
    }
    checks = {column: [] for column in table.columns}
    for column in table.key:
        checks[column].append(
            _cell(column, lambda texts: texts != "", "a value: without it the row is left out", Effect.ROW)
        )
    for column in table.filled:
        checks[column].append(_cell(column, lambda texts: texts != "", "a value", Effect.BLANK))
    for column in table.dates:
        checks[column].append(_cell(column, _is_date, A_DATE, unreadable[column]))
    for column in set(table.numbers) - set(table.codes):
        checks[column].append(_cell(column, _is_number, "a number", unreadable[column]))
    for column, known in table.codes.items():
        effect = Effect.NONE if column == "PLACE" else unreadable[column]
        checks[column].append(_cell(column, _among(known), _one_of(column, known), effect))
    for column, (pattern, meaning) in table.patterns.items():
        checks[column].append(_cell(column, _like(pattern), meaning, unreadable[column]))
    return pa.DataFrameSchema({column: pa.Column(checks=each) for column, each in checks.items() if each})


def _cell(column: str, judge: Callable, expected: str, effect: Effect) -> pa.Check:
    """A check of one column that asks `judge` (vectorised over an Index) once for each distinct text."""
    return pa.Check(
        lambda cells: pd.Series(distinct(cells, judge), index=cells.index, dtype=bool),
        title=column, error=expected, description=effect,
    )  # fmt: skip


def _is_date(texts: pd.Index) -> np.ndarray:
    return ~np.isnat(parse_dates(texts)) | (texts == "")


def _is_number(texts: pd.Index) -> np.ndarray:
    numbers = parse_numbers(texts)
    return np.isfinite(numbers) & (numbers >= 0) | (texts == "")


def _among(known: tuple[str, ...]) -> Callable:
    return lambda texts: texts.isin(("", *known))


def _like(pattern: str) -> Callable:
    return lambda texts: texts.str.fullmatch(pattern) | (texts == "")


def _one_of(column: str, known: tuple[str, ...]) -> str:
    return f"one of {', '.join(known)}" if len(known) <= 14 else f"a code of SSDA903's {column} list"
