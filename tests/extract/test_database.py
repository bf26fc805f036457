"""An extract in a database gives what its files give, in one consistent state, with problems by table and row; and what lets
one into the database is told to nobody."""

import os
import subprocess
import sys

import pandas as pd
import pytest
from command import command
from miniature_extract import MINIATURE
from postgres import OWNER, programs, server
from scorecard.care.history import Care
from scorecard.edited_files import UnusableFile
from scorecard.extract import database
from scorecard.extract.files.found import extract_files
from scorecard.extract.own_columns import NONE, own_columns_in
from scorecard.extract.problems import UnusableExtract
from scorecard.extract.reader import read_extract
from scorecard.extract.recognise import heading, recognise
from scorecard.extract.tables import TABLES
from scorecard.measures.monthly import measures
from scorecard.measures.population import read_population
from scorecard.measures.table import csv_of
from scorecard.parameters import ParameterError, Parameters
from scorecard.project import ROOT, Project
from scorecard.reporting_month import ReportingMonth

sqlalchemy = pytest.importorskip(
    "sqlalchemy", reason="SQLAlchemy is not installed (requirements-optional.txt)"
)
duckdb = pytest.importorskip("duckdb", reason="duckdb is not installed (requirements-optional.txt)")

FIRST = 1001
"""The number of each table's first row."""


@pytest.fixture(autouse=True)
def none_copied(monkeypatch):
    """No copy of an earlier test."""
    for name in [each for each in os.environ if each.startswith("SCORECARD_")]:
        monkeypatch.delenv(name)
    before = dict(os.environ)
    yield
    for name in set(os.environ) - set(before):
        del os.environ[name]


@pytest.fixture
def own(tmp_path):
    file = tmp_path / "columns.yml"
    file.write_text("".join(f"{name}: {{row: ROW_NO}}\n" for name in TABLES), encoding="utf-8")
    return own_columns_in(file, "columns.yml")


def tables_of(folder) -> dict[str, pd.DataFrame]:
    """The tables of files, by their names in lower case, with dates as dates and a number for each row."""
    found: dict[str, pd.DataFrame] = {}
    for file in extract_files(folder):
        rows = pd.read_csv(file, dtype=str, keep_default_na=False)
        table = recognise(map(heading, rows.columns)).table
        for column in set(table.dates) & set(rows.columns):
            rows[column] = [
                None if not text else pd.to_datetime(text, format="%d/%m/%Y").date() for text in rows[column]
            ]
        found[table.name] = pd.concat([found[table.name], rows]) if table.name in found else rows
    return {
        name.lower(): rows.assign(ROW_NO=range(FIRST, FIRST + len(rows)), NHS_NUMBER="not asked for")
        for name, rows in found.items()
    }


def in_duckdb(path, tables) -> str:
    with duckdb.connect(str(path)) as connection:
        for name, rows in tables.items():
            connection.register("rows", rows)
            connection.execute(f"CREATE TABLE {name} AS SELECT * FROM rows ORDER BY random()")
    return str(path)


def in_sql(url, tables) -> None:
    engine = sqlalchemy.create_engine(url)
    for name, rows in tables.items():
        rows.sample(frac=1, random_state=1).to_sql(name, engine, index=False)
    engine.dispose()


def in_postgres(url, tables) -> None:
    engine = sqlalchemy.create_engine(url)
    with engine.begin() as connection:
        for name, rows in tables.items():
            rows[:0].to_sql(name, connection, index=False, dtype={"ROW_NO": sqlalchemy.Integer})
            with connection.connection.cursor().copy(f"COPY {name} FROM STDIN") as copy:
                for row in rows.sample(frac=1, random_state=1).itertuples(index=False, name=None):
                    copy.write_row(row)
    engine.dispose()


def as_file(extract) -> bytes:
    return csv_of(measures(Care(extract), [ReportingMonth(2020, 5)], read_population(Project())))


def test_a_duckdb_file_and_any_database_give_what_the_files_give_without_what_is_not_asked_for(tmp_path, own):
    tables, files = tables_of(MINIATURE), read_extract(MINIATURE)
    lite = f"sqlite:///{tmp_path / 'a council.sqlite'}"
    in_sql(lite, tables)
    for place in (in_duckdb(tmp_path / "a council's.duckdb", tables), lite):
        folder = database.copied(place, own)
        assert folder == database.copied(place, own)
        copy = read_extract(folder, own)
        assert as_file(copy) == as_file(files)
        assert (len(copy.problems), copy.warnings) == (len(files.problems), ())
        assert b"not asked for" not in (folder / "header.parquet").read_bytes()


def test_a_problem_is_named_by_table_and_row(tmp_path, own):
    tables = tables_of(MINIATURE)
    visits = tables["visits"].copy()
    visits["SEEN"] = ["sometimes", *visits["SEEN"][1:]]
    folder = database.copied(in_duckdb(tmp_path / "x.duckdb", tables | {"visits": visits}), own)
    told = [str(each) for each in read_extract(folder, own).problems]
    assert f"visits, row {FIRST}, SEEN: “sometimes”, expected one of Y, N" in "\n".join(told)


def test_a_table_whose_rows_nothing_names_is_refused_and_so_is_a_name_that_is_personal(tmp_path):
    place = in_duckdb(tmp_path / "x.duckdb", tables_of(MINIATURE))
    with pytest.raises(
        UnusableExtract,
        match=r"the rows of ad1, .*, visitfrequency and visits;.*`AD1: \{sheet: ad1, row: …\}`, .* and `Visits: \{sheet: visits,",
    ):
        database.copied(place, NONE)
    file = tmp_path / "columns.yml"
    file.write_text("Header: {columns: {CHILD: Person}, row: PERSON}\n", encoding="utf-8")
    with pytest.raises(UnusableFile, match="“PERSON” is personal, and cannot name rows"):
        own_columns_in(file, "columns.yml")


def test_a_database_without_the_extracts_tables_says_which_it_has(tmp_path, own):
    place = f"sqlite:///{tmp_path / 'x.sqlite'}"
    in_sql(
        place,
        {f"v_{name}": rows for name, rows in tables_of(MINIATURE).items() if name in ("header", "visits")},
    )
    with pytest.raises(
        UnusableExtract, match=r"x\.sqlite: no table or view is Episodes.*; it has v_header and v_visits$"
    ):
        database.copied(place, own)


def test_the_copy_is_its_owners_alone_and_goes_with_the_command(tmp_path, own):
    place = in_duckdb(tmp_path / "x.duckdb", tables_of(MINIATURE))
    program = (
        "import sys, os; from pathlib import Path; from scorecard.extract.database import copied; "
        "from scorecard.extract.own_columns import own_columns_in; "
        "f = copied(sys.argv[1], own_columns_in(Path(sys.argv[2]), '')); print(oct(f.stat().st_mode)[-3:], f, flush=True); "
        "len(sys.argv) > 3 and os._exit(1)"
    )
    asked = [sys.executable, "-c", program, place, str(tmp_path / "columns.yml")]
    mode, folder = subprocess.run(asked, capture_output=True, check=True, text=True).stdout.split()
    assert (mode, os.path.exists(folder)) == ("700" if os.name == "posix" else mode, False)
    _, left = subprocess.run([*asked, "killed"], capture_output=True, text=True).stdout.split()
    assert os.path.exists(left)
    database.copied(place, own)
    assert not os.path.exists(left)


@pytest.mark.parametrize("url", ["postgresql://ann@host/care", "postgresql+psycopg://ann:secret@host/care"])
def test_a_user_in_a_url_is_refused_without_repeating_it(url):
    with pytest.raises(ParameterError) as error:
        Parameters("2020-05", url, "internal")
    assert "set SCORECARD_DATABASE_USER and SCORECARD_DATABASE_PASSWORD" in str(error.value)
    assert "ann" not in str(error.value) and "secret" not in str(error.value)


@pytest.fixture(scope="module")
def postgres():
    if programs() is None:
        pytest.skip("PostgreSQL is not installed")
    pytest.importorskip("psycopg", reason="psycopg is not installed (requirements-optional.txt)")
    with server() as folder:
        yield f"postgresql+psycopg:///postgres?host={folder}"


def test_postgresql_gives_the_samples_measures_to_the_byte_whoever_writes_meanwhile(
    postgres, own, monkeypatch
):
    inside = sqlalchemy.make_url(postgres).set(username=OWNER, password="a secret")
    in_postgres(inside, tables_of(ROOT / "data" / "sample"))
    monkeypatch.setenv("SCORECARD_DATABASE_USER", OWNER)
    monkeypatch.setenv("SCORECARD_DATABASE_PASSWORD", "a secret")
    write, others = database._write_rows, sqlalchemy.create_engine(inside)

    def while_others_write(path, *rest):
        write(path, *rest)
        if path.name == "episodes.parquet":
            with others.begin() as connection:
                connection.execute(sqlalchemy.text("DELETE FROM header; DELETE FROM visits; DELETE FROM oc3"))

    monkeypatch.setattr(database, "_write_rows", while_others_write)
    copy = read_extract(database.copied(postgres, own), own)
    with others.connect() as connection:
        assert connection.execute(sqlalchemy.text("SELECT count(*) FROM visits")).scalar() == 0
    others.dispose()
    assert as_file(copy) == as_file(read_extract(ROOT / "data" / "sample"))


def test_a_database_that_lets_nobody_in_is_refused_in_one_line_without_user_or_password(
    postgres, clone, monkeypatch
):
    monkeypatch.setenv("SCORECARD_DATABASE_USER", OWNER)
    monkeypatch.setenv("SCORECARD_DATABASE_PASSWORD", "another secret")
    status, out, error = command("check", "--extract", postgres)
    assert (status, out, error.count("\n")) == (2, "", 1)
    assert "the database cannot be read (OperationalError)" in error
    assert OWNER not in error.replace(postgres, "") and "another secret" not in error
