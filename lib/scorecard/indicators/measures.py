"""The measures: every figure of the month in one long table, and the file that it is kept in.

One row a figure: month, indicator, period_type (month, quarter, ytd, snapshot), period_start, period_end,
category (blank, or the band, group or team), numerator, denominator, value, unit, suppressed. A count has no
denominator; a mean has the sum and how many; a value over nothing is blank: "no data". A monthly point has the
dates of its calendar month, a rolling one too: the catalogue says which look back 12 months.
"""

from collections.abc import Iterable
from pathlib import Path

import pandas as pd

from scorecard.catalogue import INDICATORS
from scorecard.cohorts.care import Care
from scorecard.extract.problems import Effect
from scorecard.extract.reader import Extract
from scorecard.indicators import adoption, education, headline, health, leavers, placements, standards
from scorecard.indicators.records import said, silent_tables
from scorecard.indicators.rows import COLUMNS
from scorecard.reporting_month import ReportingMonth
from scorecard.words import list_of

MODULES = {
    "headline": headline,
    "service_standards": standards,
    "placements": placements,
    "education_and_missing": education,
    "adoption": adoption,
    "health": health,
    "care_leavers": leavers,
}

FUNCTIONS = {id: getattr(MODULES[indicator.section], id) for id, indicator in INDICATORS.items()}
"""The function of each indicator: its section's module has one of the same name."""

DATES = ["period_start", "period_end"]
NUMBERS = ["numerator", "denominator", "value"]


def measures(care: Care, month: ReportingMonth) -> pd.DataFrame:
    """All indicators whose tables are in the extract and say something of the month, in the catalogue's order."""
    of = said(care.extract, month)
    frames = [
        _since(of[id].since, function(care, month))
        for id, function in FUNCTIONS.items()
        if not of[id].silent and not missing_tables(id, care.extract)
    ]
    if not frames:
        return pd.DataFrame(columns=list(COLUMNS)).astype(
            dict.fromkeys(DATES, "datetime64[us]") | dict.fromkeys(NUMBERS, "float64")
        )
    return pd.concat(frames, ignore_index=True)


def _since(day: pd.Timestamp, rows: pd.DataFrame) -> pd.DataFrame:
    """The rows, blank where they are for a time that ended before a day: the extract says nothing of it."""
    return rows.assign(**rows[NUMBERS].where(rows["period_end"] >= day))


def missing_tables(indicator: str, extract: Extract) -> tuple[str, ...]:
    """The tables without which the extract cannot give this indicator; empty when it can.

    A table of which a file is refused, or lacks a column that the indicator uses, is named as "complete Visits",
    an optional one too: a part of the rows, or blank cells, would make the figure false.
    """
    declared = INDICATORS[indicator]
    incomplete = [
        table
        for table, columns in declared.tables.items()
        if table in extract.not_read or set(columns) & set(extract.missing_columns.get(table, ()))
    ]
    absent = (table for table in declared.inputs if table not in (*extract.tables, *incomplete))
    return (*absent, *(f"complete {table}" for table in incomplete))


def files_not_read(indicators: Iterable[str], extract: Extract) -> tuple[str, ...]:
    """The files of these indicators' tables that are refused, each once."""
    tables = dict.fromkeys(table for id in indicators for table in INDICATORS[id].tables)
    return tuple(file for table in tables for file in extract.not_read.get(table, ()))


def without_figure(extract: Extract, month: ReportingMonth) -> list[str]:
    """In words, what the extract lacks and which indicators have no figure for it."""
    silent = silent_tables(extract, month)
    labels: dict[str, list[str]] = {}
    for declared in INDICATORS.values():
        if absent := missing_tables(declared.id, extract):
            lacking = f"there is no {' or '.join(absent)} file"
        elif declared.id in silent:
            lacking = f"there is nothing for {month.name} in {list_of(list(silent[declared.id]))}"
        else:
            continue
        labels.setdefault(lacking, []).append(declared.label)
    return [f"{lacking}, and so no figure for {list_of(names)}" for lacking, names in labels.items()]


def rows_lacking(indicators: Iterable[str], extract: Extract) -> tuple[int, int]:
    """How many rows of these indicators' tables are left out, and how many others are there with a cell that
    one of them uses blank: cells that ought not to be, or that cannot be read. A row counts once."""
    used: dict[str, set[str]] = {}
    for indicator in indicators:
        for table, columns in INDICATORS[indicator].tables.items():
            used.setdefault(table, set()).update(columns)
    of_use = [each for each in extract.problems if each.table in used]
    left_out = {(each.file, each.line) for each in of_use if each.effect is Effect.ROW}
    blank = {
        (each.file, each.line)
        for each in of_use
        if each.effect is Effect.BLANK and each.column in used[each.table]
    }
    return len(left_out), len(blank - left_out)


def write_measures(measures: pd.DataFrame, path: Path) -> None:
    """Write them as UTF-8, unrounded; whole numbers without a decimal point. Same figures, same bytes."""
    written = measures.loc[:, list(COLUMNS)].copy()
    for column in DATES:
        written[column] = written[column].dt.strftime("%Y-%m-%d")
    for column in NUMBERS:
        written[column] = [_number(number) for number in measures[column]]
    path.write_bytes(written.to_csv(index=False, lineterminator="\n").encode("utf-8"))


def read_measures(path: Path) -> pd.DataFrame:
    """Read what `write_measures` wrote: the same frame again."""
    frame = pd.read_csv(
        path,
        encoding="utf-8",
        dtype={"month": str, "category": str, **dict.fromkeys(NUMBERS, "float64"), "suppressed": bool},
        parse_dates=DATES,
        keep_default_na=False,
        na_values={column: [""] for column in NUMBERS},
    )
    return frame.astype(dict.fromkeys(DATES, "datetime64[us]"))


def _number(number: float) -> str:
    if pd.isna(number):
        return ""
    return str(int(number)) if number == int(number) else repr(float(number))
