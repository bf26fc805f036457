"""What an indicator needs of an extract, what of it is not there, and which rows are left out of its figures."""

from collections.abc import Iterable
from functools import cache

import pandas as pd

from scorecard.extract.problems import Effect
from scorecard.extract.reader import Extract
from scorecard.indicators import INDICATORS, Indicator
from scorecard.measures.as_counted import as_counted
from scorecard.measures.records import silent_tables, too_short
from scorecard.reporting_month import ReportingMonth
from scorecard.words import category_words, count, list_of, month_name


def missing_tables(indicator: str | Indicator, extract: Extract) -> tuple[str, ...]:
    """The tables without which the extract cannot give this indicator, as it is declared or, given as itself, as it is
    counted; empty when it can.

    A table of which a file is refused, or lacks a column that the indicator uses, is named as "complete Visits",
    an optional one too: a part of the rows, or blank cells, would make the figure false.
    """
    declared = INDICATORS[indicator] if isinstance(indicator, str) else indicator
    incomplete = [
        table
        for table, columns in declared.tables.items()
        if table in extract.not_read or set(columns) & set(extract.missing_columns.get(table, ()))
    ]
    absent = (table for table in declared.inputs if table not in (*extract.tables, *incomplete))
    return (*absent, *(f"complete {table}" for table in incomplete))


def no_data(indicator: str | Indicator, extract: Extract, month: ReportingMonth) -> str:
    """Why the extract has no figure of an indicator, as in `missing_tables`, for a month, in words; "" where it has."""
    if absent := missing_tables(indicator, extract):
        return f"there is no {' or '.join(absent)} file"
    id = indicator if isinstance(indicator, str) else indicator.id
    if silent := silent_tables(extract, month).get(id):
        return f"there is nothing for {month.name} in {list_of(list(silent))}"
    return ""


def files_not_read(indicators: Iterable[str], extract: Extract) -> tuple[str, ...]:
    """The files of these indicators' tables that are refused, each once."""
    tables = dict.fromkeys(table for id in indicators for table in as_counted(id, extract).tables)
    return tuple(file for table in tables for file in extract.not_read.get(table, ()))


@cache
def figures_using(table: str, column: str | None = None) -> tuple[str, ...]:
    """The labels of the indicators that use a column of a table, or any of it."""
    return tuple(
        declared.label
        for declared in INDICATORS.values()
        if any(
            table in tables and (column is None or column in tables[table])
            for tables in (declared.tables, declared.instead.inputs if declared.instead else {})
        )
    )


def without_figure(extract: Extract, month: ReportingMonth) -> list[str]:
    """In words, what the extract lacks and which indicators have no figure, or not all its parts, for it, or one worked out
    without it."""
    labels: dict[str, list[str]] = {}
    for declared in INDICATORS.values():
        if lacking := no_data(as_counted(declared.id, extract), extract, month):
            labels.setdefault(lacking, []).append(declared.label)
    parts, refined = [], {}
    for declared in INDICATORS.values():
        for table in declared.optional:
            if len(extract.tables.get(table, ())):
                continue
            if declared.parts:
                lost = list_of([*map(category_words, declared.parts)])
                parts.append(f"there is no {table} file, and so {declared.label} is without {lost}")
            elif not no_data(declared.id, extract, month):
                refined.setdefault(table, []).append(declared.label)
    late: dict[str, list[str]] = {}
    for id, day in too_short(extract, month).items():
        if day > pd.Timestamp(month.as_at):
            late.setdefault(month_name(day), []).append(INDICATORS[id].label)
    return [
        *(f"{lacking}, and so no figure for {list_of(names)}" for lacking, names in labels.items()),
        *parts,
        *(
            f"there is no {table} file: {list_of(names)} are worked out without it"
            for table, names in refined.items()
        ),
        *(
            f"the records begin too late for {list_of(names)}: what was done before is not known, so the figures are too "
            f"low or too high, and not judged, until {first}"
            for first, names in late.items()
        ),
    ]


def warnings(extract: Extract, month: ReportingMonth) -> tuple[str, ...]:
    """What an analyst is told of an extract before its figures go out: what is not read, which tables are late for the month,
    which figures suffer, and how many problems there are."""
    found = len(extract.problems)
    return (
        *extract.warnings,
        *(f"{late} What needs these records may be far out." for late in extract.late),
        *without_figure(extract, month),
        *([f"{count(found, 'problems')} in the extract; `scorecard check` says which"] if found else ()),
    )


def rows_lacking(indicators: Iterable[str], extract: Extract) -> tuple[int, int]:
    """How many rows of these indicators' tables are left out, and how many others are there with a cell that
    one of them uses blank: cells that ought not to be, or that cannot be read. A row counts once."""
    used: dict[str, set[str]] = {}
    for indicator in indicators:
        for table, columns in as_counted(indicator, extract).tables.items():
            used.setdefault(table, set()).update(columns)
    of_use = [each for each in extract.problems if each.table in used]
    left_out = {(each.file, each.line) for each in of_use if each.effect is Effect.ROW}
    blank = {
        (each.file, each.line)
        for each in of_use
        if each.effect is Effect.BLANK and each.column in used[each.table]
    }
    return len(left_out), len(blank - left_out)
