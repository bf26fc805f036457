"""One CSV file of an extract, read as text with the line that each row stands on, so that every problem can
name it.

The bytes are searched once for line ends, commas and quotation marks; pandas' own parser then reads the cells
into categories, so that all later work is done once for each distinct text and not once for each row.
"""

import io
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd

from scorecard.cells import distinct
from scorecard.problems import Problem
from scorecard.recognise import heading, read_headings, recognise
from scorecard.tables import Table

_LINE_END, _COMMA, _QUOTE = b'\n,"'
_NOT_READ = "the file is not read"


@dataclass(frozen=True, eq=False)
class CsvFile:
    """A file: its name (its path within the extract), its table if it is read, and what is wrong with it.

    `rows` has the table's columns as categories of text, "" for a blank cell, and _FILE and _LINE; `missing`
    are the needed columns that the file lacks, blank in `rows`. `warning` says why a file that is no problem
    is not read.
    """

    name: str
    path: Path
    table: Table | None = None
    rows: pd.DataFrame | None = None
    missing: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()
    warning: str = ""


def read_csv_file(path: Path, name: str) -> CsvFile:
    """Read one file. Never raises for what the file holds: that is in its `problems` and `warning`."""

    def refused(line: int, expected: str, table: str = "") -> CsvFile:
        return CsvFile(
            name, path, problems=(Problem(name, line, "", None, f"{expected}: {_NOT_READ}", table),)
        )

    try:
        data = path.read_bytes().removeprefix(b"\xef\xbb\xbf")
    except OSError:
        return refused(1, "a file that can be opened (is it open in another program?)")
    if b"\n" not in data:
        data = data.replace(b"\r", b"\n")
    try:
        headings = read_headings(data.decode("utf-8"))
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        return refused(line, "UTF-8 text, saved as “CSV UTF-8 (Comma delimited)”")
    found = recognise(headings)
    if found.refusal:
        return refused(1, found.refusal)
    if found.table is None:
        return CsvFile(name, path, warning=f"{name} is not read: {_why_unrecognised(data, headings)}")
    problems = [_lacks(name, found.table, column) for column in found.missing]
    if set(found.missing) & set(found.table.key):
        return CsvFile(name, path, problems=tuple(problems))
    lines, cells, unpaired = _records(data)
    text = None if unpaired else _cells(data, len(headings))
    if text is None or len(text) != len(lines) - 1:
        return refused(unpaired or _last_odd_line(data), "quotation marks in pairs", found.table.name)
    where = _positions(found.table, headings)
    problems += [
        Problem(
            name, 1, column, None, "this heading once: the first of its columns is used", found.table.name
        )
        for column, places in where.items()
        if len(places) > 1
    ]
    overlong = cells[1:] > len(headings)
    problems += [
        Problem(
            name,
            line,
            "",
            None,
            f"{len(headings)} cells, as in line 1: the row is left out",
            found.table.name,
        )
        for line in lines[1:][overlong].tolist()
    ]
    columns = {column: _categories(text, places, column == "ELIGIBILITY") for column, places in where.items()}
    rows = pd.DataFrame(columns).assign(
        _FILE=pd.Categorical([name]).take(np.zeros(len(text), "int8")), _LINE=lines[1:]
    )
    empty = np.logical_and.reduce(
        [distinct(column, lambda texts: texts == "") for column in columns.values()]
    )
    rows = rows[~overlong & ~empty].reset_index(drop=True)
    return CsvFile(name, path, found.table, rows, found.missing, tuple(problems))


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


def _positions(table: Table, headings: list[str]) -> dict[str, list[int]]:
    return {
        column: [place for place, each in enumerate(headings) if each == heading(column)]
        for column in table.columns
    }


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


def _lacks(name: str, table: Table, column: str) -> Problem:
    unread = f": {_NOT_READ}" if column in table.key else ": these cells are blank"
    what = f"this column, for the file looks like {table.name}, but column {column} is missing{unread}"
    return Problem(name, 1, column, None, what, table.name)


def _why_unrecognised(data: bytes, headings: list[str]) -> str:
    if not data.strip():
        return "it is empty"
    if not any(headings):
        return "its first line is blank, and should be the headings"
    first = data.split(b"\n", 1)[0]
    if max(first.count(b";"), first.count(b"\t")) > first.count(b","):
        return "its columns are not separated by commas"
    return "its columns are those of no table of the extract"
