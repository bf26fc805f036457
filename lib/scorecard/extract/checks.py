"""Every cell of an extract checked against its table's declaration, all problems at once, and turned into its
type.

Rules: data/README.md; the code sets: codes.py; what rows may not say beside types and codes: rules.py. Nothing is
corrected: a cell that cannot be read becomes blank, a row is left out where its key (or the end date whose blank would
mean "still") cannot be read, and each is a finding.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

import numpy as np
import pandas as pd

from scorecard.extract.cells import parse_dates, parse_numbers, typed
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


@dataclass(frozen=True)
class Check:
    """What the cells of a column may be: `judge` (vectorised over an Index of texts) says which are as `expected`, `effect`
    what becomes of the others or their rows."""

    column: str
    judge: Callable[[pd.Index], np.ndarray]
    expected: str
    effect: Effect


def checked(table: Table, text: pd.DataFrame) -> Checked:
    """Check a table's rows, as source.py reads them, and type them."""
    findings, blank, usable = [], {}, np.ones(len(text), dtype=bool)
    for check in checks_of(table):
        cells = text[check.column].cat
        wrong = ~np.asarray(check.judge(cells.categories), dtype=bool)
        if not wrong.any():
            continue
        failed = wrong.take(cells.codes)
        if not failed.any():
            continue
        findings.append(Finding(check.column, check.expected, np.flatnonzero(failed), check.effect))
        if check.effect is Effect.BLANK:
            blank[check.column] = blank.get(check.column, False) | failed
        elif check.effect is Effect.ROW:
            usable &= ~failed
    frame = typed(table, text)
    for column, failed in blank.items():
        frame[column] = frame[column].mask(failed)
    return Checked(frame, usable, findings)


@cache
def checks_of(table: Table) -> tuple[Check, ...]:
    """The checks of a table's columns, as it declares them."""
    unreadable = {
        column: Effect.ROW if column in (*table.key, table.end) else Effect.BLANK for column in table.columns
    }
    keyed = "a value: without it the row is left out"
    return (
        *(Check(column, _filled, keyed, Effect.ROW) for column in table.key),
        *(Check(column, _filled, "a value", Effect.BLANK) for column in table.filled),
        *(Check(column, _is_date, A_DATE, unreadable[column]) for column in table.dates),
        *(
            Check(column, _is_number, "a number", unreadable[column])
            for column in table.numbers
            if column not in table.codes
        ),
        *(
            Check(
                column,
                _among(known),
                _one_of(column, known),
                Effect.NONE if column == "PLACE" else unreadable[column],
            )
            for column, known in table.codes.items()
        ),
        *(
            Check(column, _like(pattern), meaning, unreadable[column])
            for column, (pattern, meaning) in table.patterns.items()
        ),
    )


def _filled(texts: pd.Index) -> np.ndarray:
    return texts != ""


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
