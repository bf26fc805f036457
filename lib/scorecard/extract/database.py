"""Extracts that live in a database: the tables and views with the contract's names, or those that columns.yml names, copied
once and consistently into a folder of Parquet files of this machine's own, which is read like any other extract.

A database is an SQLAlchemy URL or a DuckDB file. Its user and password come from the environment. The copy is for this
command and the processes that it starts, readable by its owner alone, and goes with the command; that of a command that
was killed goes when the next one begins.
"""

import atexit
import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

from scorecard.extract.named import DUCKDB, PASSWORD, USER
from scorecard.extract.own_columns import OwnColumns, OwnTable
from scorecard.extract.problems import UnusableExtract
from scorecard.extract.recognise import heading
from scorecard.extract.tables import REQUIRED, TABLES
from scorecard.temporary import private_folder
from scorecard.words import list_of

_COPY = "SCORECARD_COPY_"
_INSTALL = "python -m pip install -r requirements-optional.txt"
_AT_ONCE = 50_000
_CONSISTENT = {"postgresql": "REPEATABLE READ", "mysql": "REPEATABLE READ", "mssql": "SNAPSHOT"}
"""The isolation that shows one state of all tables to one transaction, by the database; SERIALIZABLE in others."""


def copied(database: str, own: OwnColumns) -> Path:
    """The folder with the copy of a database's tables, made when it is first asked for. Raises UnusableExtract."""
    said = _COPY + sha256(repr((database, own)).encode()).hexdigest()[:16]
    if said not in os.environ or not Path(os.environ[said]).is_dir():
        os.environ[said] = str(_copy(database, own))
    return Path(os.environ[said])


def _copy(database: str, own: OwnColumns) -> Path:
    stack = ExitStack()
    folder = stack.enter_context(private_folder())
    atexit.register(stack.close)
    opened = _duckdb if database.casefold().endswith(DUCKDB) else _sqlalchemy
    with opened(database) as found:
        for table in _wanted(database, found.columns, own):
            found.write(table, folder / f"{table.name}.parquet")
    return folder


@dataclass(frozen=True)
class _Wanted:
    """A table or view, the columns of it that are read, and the one by which its rows are named and ordered."""

    name: str
    columns: tuple[str, ...]
    row: str


@dataclass(frozen=True)
class _Opened:
    """A database within one transaction: its tables' columns, and what writes one of them to a Parquet file."""

    columns: Mapping[str, Sequence[str]]
    write: Callable[[_Wanted, Path], None]


def _wanted(database: str, tables: Mapping[str, Sequence[str]], own: OwnColumns) -> list[_Wanted]:
    """The tables that are of the extract. Raises UnusableExtract for those whose rows nothing names, and without Header or
    Episodes."""
    ours = {heading(name): OwnTable(table) for name, table in TABLES.items()}
    wanted, of, unnamed = [], set(), []
    for name, columns in tables.items():
        entries = [each for each in own.of(name) if each.sheet != "*"] or [ours.get(heading(name))]
        if entries == [None] or own.leaves_out(name):
            continue
        of |= {entry.table.name for entry in entries}
        row = next((each for each in columns for entry in entries if heading(each) == heading(entry.row)), "")
        if not row:
            unnamed.append((name, f"{entries[0].table.name}: {{sheet: {name}, row: …}}"))
        read = set().union(*(entry.headings for entry in entries))
        wanted.append(_Wanted(name, tuple(each for each in columns if heading(each) in read), row))
    for required in REQUIRED:
        if required not in of:
            raise UnusableExtract(
                f"{database}: no table or view is {required}, and so no figures; say in data/reference/columns.yml which is: "
                f"`{required}: {{sheet: …, row: …}}`; it has {list_of(list(tables)) or 'none'}"
            )
    if unnamed:
        names, entries = zip(*unnamed)
        raise UnusableExtract(
            f"{database}: nothing names the rows of {list_of(list(names))}; say in data/reference/columns.yml which whole number "
            f"does: {list_of([f'`{entry}`' for entry in entries])}"
        )
    return wanted


@contextmanager
def _duckdb(database: str) -> Iterator[_Opened]:
    try:
        import duckdb
    except ImportError:
        raise UnusableExtract(f"{database}: a DuckDB file takes duckdb: {_INSTALL}") from None

    def write(table: _Wanted, path: Path) -> None:
        columns = ", ".join(map(_quoted, table.columns))
        asked = f"SELECT {columns} FROM {_quoted(table.name)} ORDER BY {_quoted(table.row)}"
        connection.execute(f"COPY ({asked}) TO '{str(path).replace(chr(39), chr(39) * 2)}' (FORMAT parquet)")

    try:
        with duckdb.connect(database, read_only=True) as connection:
            connection.execute("BEGIN")
            named = connection.execute(
                "SELECT table_name, column_name FROM information_schema.columns "
                "WHERE table_schema = current_schema() ORDER BY table_name, ordinal_position"
            )
            yield _Opened(_by_table(named.fetchall()), write)
    except duckdb.Error as error:
        raise _refused(database, error) from None


@contextmanager
def _sqlalchemy(database: str) -> Iterator[_Opened]:
    try:
        import sqlalchemy
    except ImportError:
        raise UnusableExtract(f"{database}: a database takes SQLAlchemy: {_INSTALL}") from None

    def write(table: _Wanted, path: Path) -> None:
        columns = [sqlalchemy.column(each) for each in table.columns]
        asked = sqlalchemy.select(*columns).select_from(sqlalchemy.table(table.name))
        found = connection.execution_options(stream_results=True, yield_per=_AT_ONCE).execute(
            asked.order_by(sqlalchemy.column(table.row))
        )
        _write_rows(path, table.columns, found.partitions())

    try:
        url = sqlalchemy.make_url(database)
        url = url.set(username=os.environ.get(USER) or None, password=os.environ.get(PASSWORD) or None)
        engine = sqlalchemy.create_engine(
            url, isolation_level=_CONSISTENT.get(url.get_backend_name(), "SERIALIZABLE"), hide_parameters=True
        )
        with engine.connect() as connection:
            there = sqlalchemy.inspect(connection)
            names = sorted([*there.get_table_names(), *there.get_view_names()])
            yield _Opened({name: [each["name"] for each in there.get_columns(name)] for name in names}, write)
        engine.dispose()
    except (sqlalchemy.exc.SQLAlchemyError, ImportError, OSError) as error:
        raise _refused(database, error) from None


def _write_rows(path: Path, columns: Sequence[str], parts: Iterable[Sequence[Sequence[Any]]]) -> None:
    """Write rows as text, a part at a time."""
    import pyarrow as pa
    from pyarrow import parquet

    from scorecard.extract.files.sheet import as_text

    schema = pa.schema([(name, pa.string()) for name in columns])
    with parquet.ParquetWriter(path, schema) as file:
        for rows in parts:
            cells = [
                pa.array([None if cell is None else as_text(cell) for cell in cells], pa.string())
                for cells in zip(*rows)
            ]
            file.write_table(pa.table(cells, schema=schema))


def _by_table(pairs: Iterable[tuple[str, str]]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for table, column in pairs:
        found.setdefault(table, []).append(column)
    return found


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def _refused(database: str, error: Exception) -> UnusableExtract:
    """A failure without the driver's words, which may hold a user's name or a cell."""
    kind = type(getattr(error, "orig", None) or error).__name__
    return UnusableExtract(
        f"{database}: the database cannot be read ({kind}); is it running, and are {USER} and {PASSWORD} set in the "
        "environment?"
    )
