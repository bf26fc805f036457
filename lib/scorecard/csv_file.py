"""One CSV file of an extract, read as text with the line that each row stands on, so that every problem can name it.

The bytes are searched once for line ends, commas and quotation marks; pandas' own parser then reads the cells into
categories, so that all later work is done once for each distinct text and not once for each row.
"""

import io
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import pandas as pd

from scorecard.problems import Problem
from scorecard.recognise import Recognised, heading, read_headings, recognise
from scorecard.tables import Table

_LINE_END, _COMMA, _QUOTE = b'\n,"'


@dataclass(frozen=True, eq=False)
class CsvFile:
    """A file: its name (its path within the extract), its table if it is read, and what was wrong with it.

    `rows` has the table's columns as categories of text, "" for a blank cell, and _FILE and _LINE; `missing` names the needed
    columns that the file lacks, which are blank in `rows`. `warning` says why a file that is no problem is not read.
    """

    name: str
    path: Path
    table: Table | None = None
    rows: pd.DataFrame | None = None
    missing: tuple[str, ...] = ()
    problems: list[Problem] = field(default_factory=list)
    warning: str = ""


def read_csv_file(path: Path, name: str) -> CsvFile:
    """Read one file. Never raises for what the file holds: that is in its `problems` and `warning`."""
    data = path.read_bytes().removeprefix(b"\xef\xbb\xbf")
    if b"\n" not in data:
        data = data.replace(b"\r", b"\n")
    refused = CsvFile(name, path)
    try:
        headings = read_headings(data.decode("utf-8"))
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        refused.problems.append(
            Problem(name, line, "", None, "UTF-8 text, so the file is not read: save it as “CSV UTF-8 (comma delimited)”")
        )
        return refused
    found = recognise(headings)
    if found.refusal:
        refused.problems.append(Problem(name, 1, "", None, f"{found.refusal}: the file is not read"))
        return refused
    if found.table is None:
        return CsvFile(name, path, warning=f"{name} is not read: {_why_unrecognised(data, headings)}")
    return _read_rows(CsvFile(name, path, found.table, missing=found.missing), found, data, headings)


def distinct(column: pd.Series, judge: Callable) -> np.ndarray:
    """What `judge` (vectorised over an Index of texts) says of each row's text, having been asked once for each text."""
    return np.asarray(judge(column.cat.categories)).take(column.cat.codes)


def _read_rows(file: CsvFile, found: Recognised, data: bytes, headings: list[str]) -> CsvFile:
    table, say = found.table, file.problems
    for column in found.missing:
        unread = ", and is not read without it" if column in table.key else ""
        what = f"this column: the file looks like {table.name}, but column {column} is missing{unread}"
        say.append(Problem(file.name, 1, column, None, what, table.name))
    if set(found.missing) & set(table.key):
        return CsvFile(file.name, file.path, problems=say)
    lines, cells, unpaired = _records(data)
    if unpaired:
        say.append(
            Problem(file.name, unpaired, "", None, "quotation marks in pairs: the file is not read", table.name)
        )
        return CsvFile(file.name, file.path, problems=say)
    positions = {}
    for column in table.columns:
        where = [n for n, each in enumerate(headings) if each == heading(column)]
        if len(where) > 1:
            say.append(Problem(file.name, 1, column, None, "this heading once: its first column is used", table.name))
        if where:
            positions[column] = where[0]
    rows = pd.read_csv(
        io.BytesIO(data), header=0, names=range(len(headings)), usecols=sorted(positions.values()), index_col=False,
        dtype=object, na_filter=False, skip_blank_lines=False, encoding="utf-8",
    )  # fmt: skip
    rows = pd.DataFrame(
        {column: _text(rows[positions[column]], column == "ELIGIBILITY") if column in positions else _blank(len(rows)) for column in table.columns}
    )
    rows["_FILE"] = pd.Categorical.from_codes(np.zeros(len(rows), "int8"), [file.name])
    rows["_LINE"] = lines[1:]
    overlong = cells[1:] > len(headings)
    for line in rows.loc[overlong, "_LINE"]:
        say.append(
            Problem(file.name, line, "", None, f"{len(headings)} cells as in line 1: the row is left out", table.name)
        )
    empty = np.logical_and.reduce([distinct(rows[column], lambda texts: texts == "") for column in table.columns])
    rows = rows[~overlong & ~empty].reset_index(drop=True)
    return CsvFile(file.name, file.path, table, rows, found.missing, say)


def _records(data: bytes) -> tuple[np.ndarray, np.ndarray, int]:
    """The line that each record starts on and how many cells it has; and the first line with a quotation mark whose pair is
    missing (0: none). Within quotation marks, commas and line ends are text."""
    text = np.frombuffer(data, dtype="uint8")
    quotes = text == _QUOTE
    outside = ~np.logical_xor.accumulate(quotes) if quotes.any() else np.ones(len(text), dtype=bool)
    line_ends = np.flatnonzero(text == _LINE_END)
    if len(text) and not outside[-1]:
        return line_ends, line_ends, _last_odd_line(quotes, line_ends)
    ends = line_ends[outside[line_ends]]
    if len(text) and text[-1] != _LINE_END:
        ends = np.append(ends, len(text))
    starts = np.append(0, ends[:-1] + 1) if len(ends) else ends
    commas = np.flatnonzero((text == _COMMA) & outside)
    cells = np.searchsorted(commas, ends) - np.searchsorted(commas, starts) + 1
    return np.searchsorted(line_ends, starts) + 1, cells, 0


def _text(column: pd.Series, words: bool) -> pd.Series:
    """A column as categories, without the spaces around its texts; words are read in either case."""
    codes, texts = pd.factorize(column)
    texts = pd.Index(texts, dtype="str").str.strip()
    again, texts = pd.factorize(texts.str.lower() if words else texts)
    return pd.Series(pd.Categorical.from_codes(again.take(codes), texts))


def _blank(rows: int) -> pd.Series:
    return pd.Series(pd.Categorical.from_codes(np.zeros(rows, "int8"), [""]))


def _why_unrecognised(data: bytes, headings: list[str]) -> str:
    if not any(headings):
        return "it is empty"
    first = data.split(b"\n", 1)[0]
    if max(first.count(b";"), first.count(b"\t")) > first.count(b","):
        return "its columns are not separated by commas"
    return "its columns are those of no table of the extract"


def _last_odd_line(quotes: np.ndarray, line_ends: np.ndarray) -> int:
    upto = np.searchsorted(np.flatnonzero(quotes), np.append(line_ends, len(quotes)))
    return int(np.flatnonzero(np.diff(upto, prepend=0) % 2)[-1]) + 1
