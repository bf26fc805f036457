"""A source: the part of a table that one file, or one sheet of a workbook, holds, as text by our names of its columns, with
the line that each row stands on, so that every problem can name it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import pandas as pd

from scorecard.extract.cell_text import without_formula, without_nothing
from scorecard.extract.cells import as_declared
from scorecard.extract.date_text import Order, as_dates
from scorecard.extract.files.formats import sheets_of
from scorecard.extract.files.sheet import Body, Sheet, Unreadable
from scorecard.extract.layout import Layout, layout
from scorecard.extract.no_rows import no_rows
from scorecard.extract.own_columns import NONE, OwnColumns, sheet_named
from scorecard.extract.problems import Effect, Problem
from scorecard.extract.tables import COUNCIL, DATES, Table

NO_DATES = {
    Order.CONTRADICTORY: "dates in one order: some have the day first, some the month",
    Order.HALF_TURNED: "dates that no spreadsheet turned: here the days up to the 12th stand as months (export it anew)",
}
"""Why a column of dates is of no use."""
_MAP = " (`scorecard map` looks whose they may be)"


@dataclass(frozen=True, eq=False)
class Source:
    """`name`: its path within the extract, and the sheet; `table`, if it is read; `problems`, what is wrong with it.

    `rows` has the table's columns, COUNCIL if it is there, as categories of text, "" for a blank cell, and _FILE and
    _LINE; `missing` are the needed columns that it lacks, `absent` all that it lacks, blank in `rows`. `warning` says
    why one that is no problem is not read. `unproven` are columns of dates, none of which shows whether its day or its
    month comes first; `line` is that of the headings.
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


def read_sources(path: Path, name: str, own: OwnColumns = NONE) -> list[Source]:
    """Read one file, without what columns.yml leaves out. Never raises for what it holds: that is in the `problems` and
    `warning` of a source."""
    if own.leaves_out(sheet_named(name)):
        return []
    try:
        sheets = sheets_of(path)
    except Unreadable as error:
        return [_refused(Source(name, path), error)]
    if not sheets:
        return [Source(name, path, warning=f"{name} is not read: it is empty")]
    named = [(f"{name}{each.name}", each) for each in sheets]
    return [
        _read(Source(full, path), each, own) for full, each in named if not own.leaves_out(sheet_named(full))
    ]


def texts_in(path: Path, columns: Mapping[str, str], own: OwnColumns = NONE) -> Iterator[tuple[str, str]]:
    """Each text once that a file has in these columns (by their headings), whatever tables it holds, dates as 31/05/2020:
    column, text. Raises Unreadable."""
    for sheet in sheets_of(path):
        found = layout(sheet, f"{path.name}{sheet.name}", own)
        places = {place: columns[each] for place, each in enumerate(found.headings) if each in columns}
        places |= {place: column for column in columns.values() for place in found.places.get(column, ())}
        body = sheet.read(found.row, [*places]) if places else None
        for place, column in places.items():
            cells = without_formula(body.columns[place])
            read = as_dates(cells)[0] if column in DATES else cells
            yield from ((column, text) for text in read.categories)


def _read(source: Source, sheet: Sheet, own: OwnColumns) -> Source:
    found = layout(sheet, source.name, own)
    source = replace(source, table=found.table, missing=found.missing)
    line = sheet.lines[found.row] if sheet.lines else 1
    if sheet.hidden:
        return (
            _without_table(source, [])
            if found.table is None
            else replace(source, table=None, warning=_hidden(source))
        )
    try:
        if found.refusal:
            raise Unreadable(found.refusal, line)
        if found.table is None:
            return _unrecognised(source, sheet)
        if set(found.missing) & set(found.table.key):
            return _without_table(source, [_lacks(source, line, column, found) for column in found.missing])
        return _read_rows(source, sheet, found, line)
    except Unreadable as error:
        return _refused(source, error)


def _read_rows(source: Source, sheet: Sheet, found: Layout, line: int) -> Source:
    """The source with its rows."""
    table, absent = found.table, [column for column in found.table.columns if not found.places[column]]
    problems = [_lacks(source, line, column, found) for column in found.missing]
    wanted = {place for places in found.places.values() for place in places}
    if found.row_key is None:
        body = sheet.read(found.row, sorted(wanted))
    else:
        body = _with_row_keys(sheet.read(found.row, sorted(wanted | {found.row_key})), found)
    once = "this heading once: the first of its columns is used"
    problems += [Problem(source.name, line, column, None, once, table.name) for column in found.twice]
    width = f"{len(found.headings)} cells in a row, as in line {line}: the row is left out"
    problems += [
        Problem(source.name, each, table.key[0], None, width, table.name, Effect.ROW)
        for each in body.too_wide
    ]
    columns, unproven = {}, []
    for column in (*table.columns, *([COUNCIL] if found.places[COUNCIL] else [])):
        columns[column], order = as_declared(table, column, _text(body, column, found))
        if order is Order.UNPROVEN:
            unproven.append(column)
        elif order in NO_DATES:
            problems.append(_lacks(source, line, column, found, NO_DATES[order]))
            if column in table.key:
                return _without_table(source, problems)
            columns[column] = _blank(body)
            absent.append(column)
    always = found.own.always if found.own else {}
    file = pd.Categorical([source.name]).take(np.zeros(len(body.lines), "int8"))
    rows = pd.DataFrame(
        {
            name: pd.Series(cells, copy=False)
            for name, cells in (columns | {"_FILE": file, "_LINE": body.lines}).items()
        },
        copy=False,
    )
    out = no_rows(columns, found, sheet.head[found.row])
    return replace(
        source,
        rows=rows[~out].reset_index(drop=True) if np.any(out) else rows,
        absent=tuple(column for column in absent if column not in always),
        problems=tuple(problems),
        unproven=tuple(unproven),
        line=line,
    )


def _with_row_keys(body: Body, found: Layout) -> Body:
    """The rows, each named by the number that columns.yml says."""
    column = body.columns[found.row_key]
    numbers = pd.to_numeric(pd.Series(column.categories), errors="coerce")
    if numbers.isna().any() or (numbers % 1 != 0).any():
        raise Unreadable(
            f"a whole number in each row of “{found.own.row}”, by which data/reference/columns.yml names rows"
        )
    return replace(body, lines=numbers.astype("int64").to_numpy().take(column.codes))


def _text(body: Body, column: str, found: Layout) -> pd.Categorical:
    """A column of the table from the sheet's, blank where there is none."""
    words = found.own.words.get(column, ()) if found.own else ()
    cells = [without_nothing(without_formula(body.columns[place]), words) for place in found.places[column]]
    if found.own and (cells or column in found.own.always):
        return found.own.text(column, cells, len(body.lines))
    return cells[0] if cells else _blank(body)


def _blank(body: Body) -> pd.Categorical:
    return pd.Categorical([""]).take(np.zeros(len(body.lines), "int8"))


def _refused(source: Source, error: Unreadable) -> Source:
    name = source.table.name if source.table else ""
    what = f"{error.expected}: {Effect.FILE}"
    return _without_table(source, [Problem(source.name, error.line, "", None, what, name, Effect.FILE)])


def _without_table(source: Source, problems: list[Problem]) -> Source:
    return Source(source.name, source.path, problems=tuple(problems))


def _lacks(source: Source, line: int, column: str, found: Layout, why: str = "") -> Problem:
    """The problem of a column that is missing, or of no use."""
    table = source.table
    effect = Effect.FILE if column in table.key else Effect.NONE
    so = effect if column in table.key else "it is read with this column blank"
    named = found.own.columns.get(column, ()) if found.own else ()
    missing = " and ".join(f"“{each}”" for each in named) or f"column {column}"
    why = why or f"this column, for the file looks like {table.name}, but {missing} is missing"
    return Problem(source.name, line, column, None, f"{why}: {so}", table.name, effect)


def _hidden(source: Source) -> str:
    return f"{source.name} is not read: it is hidden; show it in the workbook, or delete it"


def _unrecognised(source: Source, sheet: Sheet) -> Source:
    """The source with a warning why it is of no table."""
    filled = any(any(cells) for cells in sheet.head)
    why = f"its columns are those of no table of the extract{_MAP}" if filled else "it is empty"
    return replace(source, warning=f"{source.name} is not read: {why}")
