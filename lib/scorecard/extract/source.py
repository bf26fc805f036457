"""A source: the part of a table that one file, or one sheet of a workbook, holds, as text by our names of its columns, with
the line that each row stands on, so that every problem can name it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import pandas as pd

from scorecard.extract.date_text import Order, as_dates, as_months, as_years, renamed
from scorecard.extract.files.formats import sheets_of
from scorecard.extract.files.sheet import Body, Sheet, Unreadable
from scorecard.extract.problems import Effect, Problem
from scorecard.extract.recognise import Recognised, heading, recognise
from scorecard.extract.tables import Table

BOTH_ORDERS = "dates in one order: some have the day first, some the month"


@dataclass(frozen=True, eq=False)
class Source:
    """`name`: its path within the extract, and the sheet; `table`, if it is read; `problems`, what is wrong with it.

    `rows` has the table's columns as categories of text, "" for a blank cell, and _FILE and _LINE; `missing` are
    the needed columns that it lacks, `absent` all that it lacks, blank in `rows`. `warning` says why one that is
    no problem is not read. `unproven` are columns of dates, none of which shows whether its day or its month comes
    first; `line` is that of the headings.
    """

    name: str
    path: Path
    table: Table | None = None
    rows: pd.DataFrame | None = None
    missing: tuple[str, ...] = ()
    absent: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()
    warning: str = ""
    unproven: tuple[str, ...] = ()
    line: int = 1


def read_sources(path: Path, name: str) -> list[Source]:
    """Read one file. Never raises for what it holds: that is in the `problems` and `warning` of a source."""
    try:
        sheets = sheets_of(path)
    except Unreadable as error:
        return [_refused(Source(name, path), error)]
    if not sheets:
        return [Source(name, path, warning=f"{name} is not read: it is empty")]
    return [_read(Source(f"{name}{each.name}", path), each) for each in sheets]


def texts_in(path: Path, columns: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Each text once that a file has in these columns, whatever tables it holds: column, text. Raises Unreadable."""
    for sheet in sheets_of(path):
        row, _ = _headings(sheet)
        headings = [heading(cell) for cell in sheet.head[row]] if sheet.head else []
        places = {place: each for each in columns for place in _places(headings, each)}
        body = sheet.read(row, [*places]) if places else None
        yield from ((places[place], text) for place in places for text in body.columns[place].categories)


def _read(source: Source, sheet: Sheet) -> Source:
    row, found = _headings(sheet)
    source = replace(source, table=found.table, missing=found.missing)
    line = sheet.lines[row] if sheet.lines else 1
    try:
        if found.refusal:
            raise Unreadable(found.refusal, line)
        if found.table is None:
            return _unrecognised(source, sheet)
        if set(found.missing) & set(found.table.key):
            return _without_table(source, [_lacks(source, line, column) for column in found.missing])
        return _read_rows(source, sheet, row, line)
    except Unreadable as error:
        return _refused(source, error)


def _headings(sheet: Sheet) -> tuple[int, Recognised]:
    """The row of the headings, below a title if there is one, and what they say: the first that is a table's, else the
    first that might be, else the first."""
    found = [recognise(map(heading, cells)) for cells in sheet.head]
    whole = [row for row, each in enumerate(found) if each.table and not each.missing]
    like = [row for row, each in enumerate(found) if each.table or each.refusal]
    row = next(iter([*whole, *like, 0]))
    return row, found[row] if found else Recognised(None)


def _read_rows(source: Source, sheet: Sheet, row: int, line: int) -> Source:
    """The source with its rows."""
    table, headings = source.table, [heading(cell) for cell in sheet.head[row]]
    problems = [_lacks(source, line, column) for column in source.missing]
    places = {column: _places(headings, column) for column in table.columns}
    body = sheet.read(row, [where[0] for where in places.values() if where])
    once = "this heading once: the first of its columns is used"
    twice = [column for column in table.columns if len(places[column]) > 1]
    problems += [Problem(source.name, line, column, None, once, table.name) for column in twice]
    width = f"{len(headings)} cells in a row, as in line {line}: the row is left out"
    problems += [
        Problem(source.name, each, table.key[0], None, width, table.name, Effect.ROW)
        for each in body.too_wide
    ]
    columns, unproven = {}, []
    for column, where in places.items():
        columns[column], order = _as_declared(table, column, _column(body, where))
        if order is Order.UNPROVEN:
            unproven.append(column)
        elif order is Order.CONTRADICTORY:
            problems.append(_lacks(source, line, column, BOTH_ORDERS))
            if column in table.key:
                return _without_table(source, problems)
            columns[column], places[column] = _column(body, []), []
    empty = np.logical_and.reduce([_is_blank(column) for column in columns.values()])
    of_file = pd.Categorical([source.name]).take(np.zeros(len(body.lines), "int8"))
    rows = pd.DataFrame({name: pd.Series(column) for name, column in columns.items()}).assign(
        _FILE=of_file, _LINE=body.lines
    )
    if empty.any():
        rows = rows[~empty].reset_index(drop=True)
    absent = tuple(column for column, where in places.items() if not where)
    return replace(
        source, rows=rows, absent=absent, problems=tuple(problems), unproven=tuple(unproven), line=line
    )


def _places(headings: Sequence[str], column: str) -> list[int]:
    return [place for place, each in enumerate(headings) if each == heading(column)]


def _column(body: Body, places: list[int]) -> pd.Categorical:
    """A column of the body, blank where there is none."""
    if not places:
        return pd.Categorical([""]).take(np.zeros(len(body.lines), "int8"))
    return body.columns[places[0]]


def _as_declared(table: Table, name: str, column: pd.Categorical) -> tuple[pd.Categorical, Order | None]:
    """A column's texts as the table declares them; of dates also what they prove of their order."""
    if name in table.dates:
        return as_dates(column)
    if name == "ELIGIBILITY":  # words, in either case
        texts = column.categories.tolist()
        column = renamed(column, texts, [text.lower() for text in texts])
    elif name in ("MONTH", "YEAR"):
        column = as_months(column) if name == "MONTH" else as_years(column)
    return column, None


def _is_blank(column: pd.Categorical) -> np.ndarray:
    return np.asarray(column.categories == "").take(column.codes)


def _refused(source: Source, error: Unreadable) -> Source:
    name = source.table.name if source.table else ""
    what = f"{error.expected}: {Effect.FILE}"
    return _without_table(source, [Problem(source.name, error.line, "", None, what, name, Effect.FILE)])


def _without_table(source: Source, problems: list[Problem]) -> Source:
    return Source(source.name, source.path, problems=tuple(problems))


def _lacks(source: Source, line: int, column: str, why: str = "") -> Problem:
    """The problem of a column that is missing, or of no use."""
    table = source.table
    effect = Effect.FILE if column in table.key else Effect.NONE
    so = effect if column in table.key else "it is read with this column blank"
    why = why or f"this column, for the file looks like {table.name}, but column {column} is missing"
    what = f"{why}: {so}"
    return Problem(source.name, line, column, None, what, table.name, effect)


def _unrecognised(source: Source, sheet: Sheet) -> Source:
    """The source with a warning why it is of no table."""
    filled = any(any(cells) for cells in sheet.head)
    why = "its columns are those of no table of the extract" if filled else "it is empty"
    return replace(source, warning=f"{source.name} is not read: {why}")
