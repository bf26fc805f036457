"""An extract is read whatever its files are called, and refused only when there is nothing to count."""

from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pandas as pd
import pytest
from extract_files import ROWS, csv_text, ids, read, said, write
from extracts import split_by_year
from hypothesis import given, settings
from hypothesis import strategies as st
from miniature_figures import FOLDER
from scorecard.extract.problems import MissingTable, UnusableExtract
from scorecard.extract.reader import Extract, read_extract
from scorecard.extract.tables import TABLES, Table


def cells(extract: Extract, name: str) -> pd.DataFrame:
    """A table without where its rows came from, its children by their ids, its text as text."""
    frame = extract.table(name).drop(columns=["_FILE", "_LINE"])
    frame = frame.assign(CHILD=ids(extract, name)) if "CHILD" in frame else frame
    return frame.astype(dict.fromkeys(frame.select_dtypes("category"), "str"))


def test_every_table_of_an_extract_is_read_with_its_columns_and_types(tmp_path):
    extract = read(tmp_path, {f"{name}.csv": csv_text(name, {}) for name in TABLES})
    assert (extract.problems, extract.warnings, extract.missing_columns) == ((), (), {})
    assert set(extract.tables) == set(TABLES)
    for name, frame in extract.tables.items():
        table = TABLES[name]
        assert tuple(frame.columns) == (*table.columns, "_FILE", "_LINE")
        for column in table.columns:
            assert frame[column].dtype == typed(table, column), (name, column)
            written = ROWS[name].get(column)
            assert frame[column].isna().all() == (written is None), (name, column)
    assert extract.table("Episodes")["DECOM"][0] == pd.Timestamp(2018, 5, 1)
    assert extract.table("Staffing")["IN_POST"][0] == 11.5
    assert extract.table("VirtualSchool")["OFSTED"][0] == "2"


def typed(table: Table, column: str) -> str:
    if column == "CHILD":
        return "int32"
    return "datetime64[us]" if column in table.dates else "float64" if column in table.numbers else "category"


def test_a_file_with_headings_only_is_an_empty_table_of_the_same_types(tmp_path):
    extract = read(tmp_path, {f"{name}.csv": csv_text(name) for name in TABLES})
    assert extract.problems == ()
    for name, frame in extract.tables.items():
        assert len(frame) == 0
        assert all(frame[column].dtype == "datetime64[us]" for column in TABLES[name].dates), name
        assert all(frame[column].dtype == "float64" for column in TABLES[name].numbers), name
        assert frame["_LINE"].dtype == "int64"


def test_each_row_knows_the_file_and_line_that_it_came_from(tmp_path):
    text = csv_text("Episodes", {"CHILD": "B2"}, {"CHILD": "A1"})
    extract = read(tmp_path, {"Episodes.csv": text, "Header.csv": csv_text("Header", {}, {"CHILD": "B2"})})
    episodes = extract.table("Episodes")
    assert [*zip(ids(extract, "Episodes"), episodes["_FILE"], episodes["_LINE"], strict=True)] == [
        ("A1", "Episodes.csv", 3),
        ("B2", "Episodes.csv", 2),
    ]


def test_a_table_that_the_extract_does_not_have_is_named(tmp_path):
    with pytest.raises(MissingTable, match="Visits") as raised:
        read(tmp_path, {}).table("Visits")
    assert raised.value.table == "Visits"


@pytest.mark.parametrize("name", ["Episodes", "Header"])
def test_an_extract_without_episodes_or_header_is_refused_in_one_line_that_names_folder_and_file(
    tmp_path, name
):
    folder = write(tmp_path, {})
    (folder / f"{name}.csv").unlink()
    with pytest.raises(UnusableExtract) as raised:
        read_extract(folder)
    assert str(folder) in str(raised.value) and f"no {name} file" in str(raised.value)
    assert "\n" not in str(raised.value)


def test_a_refused_extract_says_what_became_of_the_file_that_was_meant(tmp_path):
    folder = write(tmp_path, {"Episodes (2).csv": csv_text("Episodes", {}, without=("DECOM",))})
    (folder / "Episodes.csv").unlink()
    with pytest.raises(UnusableExtract, match=r"Episodes \(2\)\.csv, line 1, DECOM: .*looks like Episodes"):
        read_extract(folder)


def test_a_folder_that_is_not_there_is_refused_by_name(tmp_path):
    with pytest.raises(UnusableExtract, match="no such folder"):
        read_extract(tmp_path / "2020-05")


def test_an_extract_of_one_file_a_table_and_the_same_split_by_year_give_the_same_tables(tmp_path):
    split_by_year(FOLDER, tmp_path, range(2015, 2022))
    whole, split = read_extract(FOLDER), read_extract(tmp_path)
    assert set(whole.tables) == set(split.tables)
    assert len(split.files["Episodes"]) > 3
    for name in whole.tables:
        pd.testing.assert_frame_equal(cells(whole, name), cells(split, name), obj=name)
    assert kinds(whole) == kinds(split)


@settings(max_examples=20, deadline=None)
@given(st.sampled_from([name for name in sorted(TABLES) if (FOLDER / f"{name}.csv").exists()]), st.randoms())
def test_rows_scattered_over_any_files_in_any_order_with_repeats_give_the_same_table(name, random):
    headings, *rows = (FOLDER / f"{name}.csv").read_text(encoding="utf-8").splitlines()
    scattered = {each: (FOLDER / each).read_bytes() for each in files_with(name) if each != f"{name}.csv"}
    repeated = rows + random.sample(rows, len(rows) // 3)
    random.shuffle(repeated)
    parts = random.randint(1, 4)
    for part in range(parts):
        scattered[f"{random.randint(2017, 2020)}/{part}.csv"] = "\n".join([headings, *repeated[part::parts]])
    with TemporaryDirectory() as folder:
        whole, split = one_file_each(name), read_only(Path(folder), scattered)
    pd.testing.assert_frame_equal(cells(whole, name), cells(split, name))
    assert kinds(whole) == kinds(split)


@cache
def one_file_each(name: str) -> Extract:
    with TemporaryDirectory() as folder:
        return read_only(Path(folder), {each: (FOLDER / each).read_bytes() for each in files_with(name)})


def files_with(name: str) -> list[str]:
    return [f"{each}.csv" for each in sorted({"Header", "Episodes", name})]


def read_only(folder: Path, files: dict[str, str | bytes]) -> Extract:
    for name, text in files.items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_bytes(text if isinstance(text, bytes) else text.encode("utf-8"))
    return read_extract(folder)


def kinds(extract: Extract) -> list[tuple]:
    """The problems, wherever they stand."""
    return sorted((each.table, each.column, each.value or "", each.expected) for each in extract.problems)


def test_reading_changes_no_file_and_leaves_none_behind(tmp_path):
    folder = write(tmp_path, {})
    before = {path: path.read_bytes() for path in folder.rglob("*")}
    read_extract(folder)
    assert {path: path.read_bytes() for path in folder.rglob("*")} == before


def test_a_file_of_a_table_without_the_column_of_one_indicator_stops_nothing_else(tmp_path):
    extract = read(tmp_path, {"Episodes.csv": csv_text("Episodes", {}, without=("PLACE", "HOME_POST"))})
    assert extract.missing_columns == {"Episodes": ("PLACE", "HOME_POST")}
    assert extract.table("Episodes")["PLACE"].isna().all()
    assert ("Episodes.csv", 1, "PLACE", None) in said(extract)


def test_an_extract_with_only_episodes_header_and_reviews_is_read_without_a_problem(tmp_path):
    extract = read(tmp_path, {"Reviews.csv": csv_text("Reviews", {})})
    assert extract.problems == () and set(extract.tables) == {"Header", "Episodes", "Reviews"}
