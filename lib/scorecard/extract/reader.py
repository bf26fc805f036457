"""The reader of an extract: a folder of CSV files in, typed tables and everything that is wrong with them out
(data/README.md)."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

import numpy as np
import pandas as pd
from pandas.api.types import union_categoricals

from scorecard.extract.checks import checked
from scorecard.extract.children import numbered
from scorecard.extract.collection_year import with_years
from scorecard.extract.consistency import (
    children_without_header,
    contradictory_episodes,
    overlapping_allocations,
)
from scorecard.extract.csv_file import CsvFile, read_csv_file
from scorecard.extract.findings import as_problems
from scorecard.extract.problems import Effect, MissingTable, Problem, UnusableExtract
from scorecard.extract.recognise import csv_files, name_in, not_csv
from scorecard.extract.tables import TABLES, Table
from scorecard.extract.versions import latest_versions

_REQUIRED = ("Episodes", "Header")
NO_CSV = "not read, for only CSV files are; save it as “CSV UTF-8”"


@dataclass(frozen=True, eq=False)
class Extract:
    """What an extract holds. `tables`: name → frame, its columns as in tables.py and typed as
    cells.py says, one row for each identity, sorted by it, with _FILE and _LINE. `problems`: all of
    them, by file and line. `files`: name → the files of a table. `warnings`: files that are not read.
    `missing_columns`: name → columns that some file of it lacks (there blank). `children`: the ids of the
    children, by the whole numbers that stand for them in the tables' CHILD."""

    folder: Path
    tables: Mapping[str, pd.DataFrame]
    problems: tuple[Problem, ...]
    files: Mapping[str, tuple[Path, ...]]
    warnings: tuple[str, ...]
    missing_columns: Mapping[str, tuple[str, ...]]
    children: pd.Index

    @cached_property
    def not_read(self) -> Mapping[str, tuple[str, ...]]:
        """The files that are refused, by the table that each is of; "" where that cannot be told."""
        refused = dict.fromkeys(
            (each.table, each.file) for each in self.problems if each.effect is Effect.FILE
        )
        return {name: tuple(file for of, file in refused if of == name) for name, _ in refused}

    def table(self, name: str) -> pd.DataFrame:
        """A table by its name. Raises MissingTable where the extract has no file of it."""
        if name not in self.tables:
            raise MissingTable(name)
        return self.tables[name]


def read_extract(folder: Path) -> Extract:
    """Read and check every CSV file in `folder` and its sub-folders.

    Raises UnusableExtract, one line that names folder and file, without Episodes or Header; all else is in
    `problems`.
    """
    folder = Path(folder)
    if not folder.is_dir():
        raise UnusableExtract(f"{folder}: no such folder; the extract is a folder of CSV files")
    read = with_years([read_csv_file(path, name_in(folder, path)) for path in csv_files(folder)])
    of_table = {name: [file for file in read if file.table and file.table.name == name] for name in TABLES}
    of_table = {name: files for name, files in of_table.items() if files}
    for name in _REQUIRED:
        if name not in of_table:
            raise UnusableExtract(_without(name, folder, read))
    problems = [problem for file in read for problem in file.problems]
    children = _children(read)
    tables = {}
    for name, files in of_table.items():
        tables[name], found = _table(TABLES[name], files, children)
        problems += found
    findings, left_out = contradictory_episodes(tables["Episodes"])
    problems += as_problems(TABLES["Episodes"], tables["Episodes"], findings, children)
    tables["Episodes"] = tables["Episodes"].drop(index=left_out).reset_index(drop=True)
    if "Allocations" in tables:
        findings = overlapping_allocations(tables["Allocations"])
        problems += as_problems(TABLES["Allocations"], tables["Allocations"], findings, children)
    if not any(each.table == "Header" and each.effect is Effect.FILE for each in problems):
        for name, finding in children_without_header(tables).items():
            problems += as_problems(TABLES[name], tables[name], [finding], children)
    tables, ids = numbered(tables)
    return Extract(
        folder,
        tables,
        tuple(sorted(problems, key=lambda each: (each.file, each.line, each.column, each.expected))),
        {name: tuple(file.path for file in files) for name, files in of_table.items()},
        (
            *(file.warning for file in read if file.warning),
            *(f"{name_in(folder, path)}: {NO_CSV}" for path in not_csv(folder)),
        ),
        {name: gaps for name, files in of_table.items() if (gaps := _gaps(TABLES[name], files))},
        ids,
    )


def _children(files: list[CsvFile]) -> frozenset[str]:
    """Every text in a column CHILD."""
    columns = (file.rows["CHILD"] for file in files if file.table and "CHILD" in file.table.columns)
    return frozenset(text for column in columns for text in column.cat.categories if text)


def _table(
    table: Table, files: list[CsvFile], children: frozenset[str]
) -> tuple[pd.DataFrame, list[Problem]]:
    """One table of all its files: checked, typed, and of each row the version that counts, if it can be
    used."""
    text = _joined([file.rows for file in files])
    result = checked(table, text)
    identified = result.frame[list(table.key)].notna().all(axis=1).to_numpy()
    rows = np.flatnonzero(identified)
    kept, contradictions = latest_versions(
        table, result.frame.take(rows).reset_index(drop=True), result.usable[rows]
    )
    kept = rows[kept]
    # What is wrong with a version that does not count was put right by the one that does.
    told = ~identified
    told[kept] = True
    findings = [replace(each, rows=each.rows[told[each.rows]]) for each in result.findings]
    findings += [replace(each, rows=rows[each.rows]) for each in contradictions]
    usable = kept[result.usable[kept]]
    return result.frame.take(usable).reset_index(drop=True), as_problems(table, text, findings, children)


def _joined(frames: list[pd.DataFrame]) -> pd.DataFrame:
    if len(frames) == 1:
        return frames[0]
    columns = {
        name: union_categoricals([frame[name] for frame in frames]) for name in frames[0] if name != "_LINE"
    }
    return pd.DataFrame(columns).assign(_LINE=np.concatenate([frame["_LINE"] for frame in frames]))


def _gaps(table: Table, files: list[CsvFile]) -> tuple[str, ...]:
    return tuple(column for column in table.columns if any(column in file.absent for file in files))


def _without(name: str, folder: Path, read: list[CsvFile]) -> str:
    """Why there is no table of this name, in one line."""
    why = [str(problem) for file in read for problem in file.problems if problem.table in (name, "")]
    why = why or [file.warning for file in read if file.warning]
    columns = ", ".join(TABLES[name].columns)
    return "; ".join([f"{folder}: no {name} file, and so no figures; its columns are {columns}", *why[:3]])
