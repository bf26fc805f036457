"""The reader of an extract: a folder of files in, typed tables and everything that is wrong with them out
(data/README.md)."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path

import numpy as np
import pandas as pd
from pandas.api.types import union_categoricals

from scorecard.extract.collection_year import with_years
from scorecard.extract.councils import Councils, councils_of, own_teams, with_councils
from scorecard.extract.date_order import doubtful_orders
from scorecard.extract.doubts import of_nobody, together
from scorecard.extract.files.found import about_how_many_rows, extract_files, name_in, other_files
from scorecard.extract.ids import one_text_each
from scorecard.extract.judged import judged
from scorecard.extract.own_columns import NONE, OwnColumns, read_own_columns
from scorecard.extract.problems import Effect, MissingTable, Problem, UnusableExtract
from scorecard.extract.side_by_side import side_by_side
from scorecard.extract.source import Source, read_sources
from scorecard.extract.tables import REQUIRED, TABLES, Table
from scorecard.extract.whereabouts import extract_folder
from scorecard.project import Project

ONE_COUNCIL = "the extract is of several councils; `scorecard batch` works out the figures of each"
NOT_READ = "not read; save each table of it as an Excel workbook or as “CSV UTF-8”"


@dataclass(frozen=True, eq=False)
class Extract:
    """What an extract holds. `tables`: name → frame, its columns as in tables.py and typed as
    cells.py says, one row for each identity, sorted by it, with _FILE and _LINE. `problems`: all of
    them, by file and line. `files`: name → the files of a table. `warnings`: files that are not read.
    `missing_columns`: name → columns that some file of it lacks (there blank). `children`: the ids of the
    children, by the whole numbers that stand for them in the tables' CHILD. `doubts`: as in doubts.py; `late`: as in
    of_month.py; `councils`: of an extract of several (councils.py)."""

    folder: Path
    tables: Mapping[str, pd.DataFrame]
    problems: tuple[Problem, ...]
    files: Mapping[str, tuple[Path, ...]]
    warnings: tuple[str, ...]
    missing_columns: Mapping[str, tuple[str, ...]]
    children: pd.Index
    doubts: pd.DataFrame = field(default_factory=lambda: together([], pd.Index([])))
    late: tuple[str, ...] = ()
    councils: Councils | None = None

    def of_each_council(self) -> "dict[str, Extract]":
        """Of an extract of several councils each one's own rows, by its name. A table of which it has none is not there."""
        parts = {name: self.councils.rows_of_each(rows) for name, rows in self.tables.items()}
        return {
            council: replace(
                self,
                tables={name: own_teams(of[council]) for name, of in parts.items() if len(of[council])},
                councils=None,
            )
            for council in self.councils.names
        }

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


def read_named(project: Project, name: str) -> Extract:
    """The extract of a name in the parameters, a folder or a database, as `read_extract` with the council's own headings."""
    return read_extract(extract_folder(project, name), read_own_columns(project))


def read_extract(folder: Path, own: OwnColumns = NONE, many: bool = False) -> Extract:
    """Read and check every file in `folder` and its sub-folders; `own`: the council's own headings. An extract of several
    councils is read if it may be of `many`.

    Raises UnusableExtract, one line that names folder and file, without Episodes or Header; all else is in
    `problems`.
    """
    folder = Path(folder)
    if not folder.is_dir():
        raise UnusableExtract(f"{folder}: no such folder; the extract is a folder of files")
    of_files = side_by_side(
        lambda path: read_sources(path, name_in(folder, path), own),
        extract_files(folder),
        about_how_many_rows,
    )
    read, of_many = with_councils([each for sources in of_files for each in sources])
    if of_many and not many:
        raise UnusableExtract(f"{folder}: {ONE_COUNCIL}")
    read = with_years(read)
    of_table = {name: [file for file in read if file.table and file.table.name == name] for name in TABLES}
    of_table = {name: files for name, files in of_table.items() if files}
    warnings = _warnings(folder, read, own)
    for name in REQUIRED:
        if name not in of_table:
            raise UnusableExtract(_without(name, folder, read, warnings))
    problems = [problem for file in read for problem in file.problems]
    missing = {name: gaps for name, files in of_table.items() if (gaps := _gaps(TABLES[name], files))}
    texts, of_ids = one_text_each(
        {name: _joined([file.rows for file in files]) for name, files in of_table.items()}
    )
    problems += [*of_ids, *doubtful_orders(read, texts["Header"])]
    found = judged(
        texts,
        missing,
        frozenset(each.table for each in problems if each.effect is Effect.FILE),
        of_nobody((each.table, each.column) for each in problems if each.effect is Effect.ROW),
    )
    problems += found.problems
    return Extract(
        folder,
        found.tables,
        tuple(sorted(problems, key=lambda each: (each.file, each.line, each.column, each.expected))),
        {name: tuple(dict.fromkeys(file.path for file in files)) for name, files in of_table.items()},
        warnings,
        missing,
        found.children,
        found.doubts,
        councils=councils_of(found.children) if of_many else None,
    )


def _joined(frames: list[pd.DataFrame]) -> pd.DataFrame:
    if len(frames) == 1:
        return frames[0]
    columns = {
        name: union_categoricals([frame[name] for frame in frames]) for name in frames[0] if name != "_LINE"
    }
    return pd.DataFrame(columns).assign(_LINE=np.concatenate([frame["_LINE"] for frame in frames]))


def _gaps(table: Table, files: list[Source]) -> tuple[str, ...]:
    return tuple(column for column in table.columns if any(column in file.absent for file in files))


def _warnings(folder: Path, read: list[Source], own: OwnColumns) -> tuple[str, ...]:
    """What of a folder is of no table, and what is not read at all."""
    others = (path for path in other_files(folder) if not own.leaves_out(path.stem))
    not_read = (f"{name_in(folder, path)}: {NOT_READ}" for path in others)
    return (*(file.warning for file in read if file.warning), *not_read)


def _without(name: str, folder: Path, read: list[Source], warnings: tuple[str, ...]) -> str:
    """Why there is no table of this name, in one line."""
    why = [str(problem) for file in read for problem in file.problems if problem.table in (name, "")]
    why = why or warnings
    columns = ", ".join(TABLES[name].columns)
    return "; ".join([f"{folder}: no {name} file, and so no figures; its columns are {columns}", *why[:3]])
