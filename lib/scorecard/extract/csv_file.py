"""One CSV file of an extract, read as text with the line that each row stands on, so that every problem can
name it.

The bytes are searched once for line ends, commas and quotation marks; pandas' own parser then reads the cells
into categories, so that all later work is done once for each distinct text and not once for each row.
"""

import io
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import pandas as pd

from scorecard.extract.cells import distinct
from scorecard.extract.problems import Effect, Problem
from scorecard.extract.recognise import heading, read_headings, recognise
from scorecard.extract.tables import Table

_LINE_END, _COMMA, _QUOTE = b'\n,"'


@dataclass(frozen=True, eq=False)
class CsvFile:
    """A file: its name (its path within the extract), its table if it is read, and what is wrong with it.

    `rows` has the table's columns as categories of text, "" for a blank cell, and _FILE and _LINE; `missing` are
    the needed columns that the file lacks, `absent` all that it lacks, blank in `rows`. `warning` says why a file
    that is no problem is not read.
    """

    name: str
    path: Path
    table: Table | None = None
    rows: pd.DataFrame | None = None
    missing: tuple[str, ...] = ()
    absent: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()
    warning: str = ""


def read_csv_file(path: Path, name: str) -> CsvFile:
    """Read one file. Never raises for what the file holds: that is in its `problems` and `warning`."""
    file = CsvFile(name, path)
    try:
        data = path.read_bytes().removeprefix(b"\xef\xbb\xbf")
    except OSError:
        return _refused(file, 1, "a file that can be opened (is it open in another program?)")
    if b"\n" not in data:
        data = data.replace(b"\r", b"\n")
    headings = read_headings(data.decode("utf-8", errors="replace"))
    found = recognise(headings)
    file = replace(file, table=found.table, missing=found.missing)
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        return _refused(file, line, "UTF-8 text, saved as “CSV UTF-8 (Comma delimited)”")
    if found.refusal:
        return _refused(file, 1, found.refusal)
    if found.table is None:
        return _unrecognised(file, data, headings)
    return _read_rows(file, data, headings)


def _read_rows(file: CsvFile, data: bytes, headings: list[str]) -> CsvFile:
    """The file with its rows, or refused where they cannot be told apart or lack their key."""
    table, problems = file.table, [_lacks(file, column) for column in file.missing]
    if set(file.missing) & set(table.key):
        return _without_table(file, problems)
    lines, cells, unpaired = _records(data)
    text = None if unpaired else _cells(data, len(headings))
    if text is None or len(text) != len(lines) - 1:
        return _refused(file, unpaired or _last_odd_line(data), "quotation marks in pairs")
    places = {
        column: [place for place, each in enumerate(headings) if each == heading(column)]
        for column in table.columns
    }
    once = "this heading once: the first of its columns is used"
    twice = [column for column in table.columns if len(places[column]) > 1]
    problems += [Problem(file.name, 1, column, None, once, table.name) for column in twice]
    lines, overlong = lines[1:], cells[1:] > len(headings)
    width = f"{len(headings)} cells in a row, as in line 1: the row is left out"
    problems += [
        Problem(file.name, line, table.key[0], None, width, table.name, Effect.ROW)
        for line in lines[overlong].tolist()
    ]
    columns = {column: _categories(text, where, column == "ELIGIBILITY") for column, where in places.items()}
    empty = np.logical_and.reduce(
        [distinct(column, lambda texts: texts == "") for column in columns.values()]
    )
    of_file = pd.Categorical([file.name]).take(np.zeros(len(text), "int8"))
    rows = pd.DataFrame(columns).assign(_FILE=of_file, _LINE=lines)[~overlong & ~empty]
    absent = tuple(column for column, where in places.items() if not where)
    return replace(file, rows=rows.reset_index(drop=True), absent=absent, problems=tuple(problems))


def _refused(file: CsvFile, line: int, expected: str) -> CsvFile:
    name = file.table.name if file.table else ""
    what = f"{expected}: {Effect.FILE}"
    return _without_table(file, [Problem(file.name, line, "", None, what, name, Effect.FILE)])


def _without_table(file: CsvFile, problems: list[Problem]) -> CsvFile:
    return CsvFile(file.name, file.path, problems=tuple(problems))


def _cells(data: bytes, width: int) -> pd.DataFrame | None:
    """The text of all cells below the headings; None where quotation marks leave pandas without an end."""
    try:
        return pd.read_csv(
            io.BytesIO(data),
            header=0,
            names=range(width),
            usecols=range(width),  # so that a row with more cells is read as far as the headings go
            index_col=False,
            dtype=object,
            na_filter=False,
            skip_blank_lines=False,
            encoding="utf-8",
        )
    except pd.errors.ParserError:
        return None


def _categories(text: pd.DataFrame, places: list[int], words: bool) -> pd.Series:
    """A column as categories, without the spaces around its texts; words are read in either case."""
    if not places:
        return pd.Series(pd.Categorical([""]).take(np.zeros(len(text), "int8")))
    codes, texts = pd.factorize(text[places[0]])
    texts = pd.Index(texts, dtype="str").str.strip()
    again, texts = pd.factorize(texts.str.lower() if words else texts)
    return pd.Series(pd.Categorical.from_codes(again.take(codes), texts))


def _records(data: bytes) -> tuple[np.ndarray, np.ndarray, int]:
    """The line that each record starts on, how many cells it has, and a line whose quotation mark lacks its
    pair (0: none).

    Between quotation marks, commas and line ends are text.
    """
    text = np.frombuffer(data, dtype="uint8")
    outside = ~np.logical_xor.accumulate(text == _QUOTE)
    line_ends = np.flatnonzero(text == _LINE_END)
    if len(text) and not outside[-1]:
        return line_ends, line_ends, _last_odd_line(data)
    ends = line_ends[outside[line_ends]]
    if len(text) and text[-1] != _LINE_END:
        ends = np.append(ends, len(text))
    starts = np.append(0, ends[:-1] + 1)
    commas = np.flatnonzero((text == _COMMA) & outside)
    cells = np.searchsorted(commas, ends) - np.searchsorted(commas, starts) + 1
    return np.searchsorted(line_ends, starts) + 1, cells, 0


def _last_odd_line(data: bytes) -> int:
    """The last line with an odd number of quotation marks: the likeliest to lack one."""
    return max((n for n, line in enumerate(data.split(b"\n"), 1) if line.count(b'"') % 2), default=1)


def _lacks(file: CsvFile, column: str) -> Problem:
    table = file.table
    effect = Effect.FILE if column in table.key else Effect.NONE
    so = effect if column in table.key else "it is read with this column blank"
    what = f"this column, for the file looks like {table.name}, but column {column} is missing: {so}"
    return Problem(file.name, 1, column, None, what, table.name, effect)


def _unrecognised(file: CsvFile, data: bytes, headings: list[str]) -> CsvFile:
    """The file with a warning why it is of no table, or refused where commas between its columns would make it
    one."""
    first = data.decode("utf-8").split("\n", 1)[0]
    other = max(";\t", key=first.count)
    if not data.strip():
        why = "it is empty"
    elif not any(headings):
        why = "its first line is blank, and should be the headings"
    elif first.count(other) <= first.count(","):
        why = "its columns are those of no table of the extract"
    else:
        why = "its columns are not separated by commas"
        table = recognise(read_headings(first.replace(",", " ").replace(other, ","))).table
        if table:
            return _refused(replace(file, table=table), 1, "commas between the columns")
    return replace(file, warning=f"{file.name} is not read: {why}")
