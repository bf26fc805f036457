"""Children as whole numbers: one for each over all tables, and the way back to the id."""

import pandas as pd
from extract_files import csv_text, read
from hypothesis import given
from hypothesis import strategies as st
from miniature_figures import miniature
from scorecard.extract.children import numbered

ids = st.lists(st.text("AB1 é", min_size=1, max_size=3))


def test_a_child_has_one_number_over_all_tables_by_the_order_of_the_ids():
    tables = {
        "Header": pd.DataFrame({"CHILD": ["B", "A"], "SEX": ["1", "2"]}),
        "Visits": pd.DataFrame({"CHILD": pd.Categorical(["C", "A", "C"], categories=["C", "unused", "A"])}),
        "Staffing": pd.DataFrame({"TEAM": ["East"]}),
    }
    numbers, children = numbered(tables)
    assert children.tolist() == ["A", "B", "C", "unused"]
    assert numbers["Header"]["CHILD"].tolist() == [1, 0]
    assert numbers["Header"]["SEX"].tolist() == ["1", "2"]
    assert numbers["Visits"]["CHILD"].tolist() == [2, 0, 2]
    assert numbers["Staffing"] is tables["Staffing"]
    assert tables["Header"]["CHILD"].tolist() == ["B", "A"], "what was given stays as it was"


@given(st.dictionaries(st.sampled_from(["Header", "Visits", "Health"]), ids))
def test_the_ids_come_back_from_the_numbers_of_any_tables(texts):
    tables = {name: pd.DataFrame({"CHILD": pd.Series(each, dtype="str")}) for name, each in texts.items()}
    numbers, children = numbered(tables)
    for name, each in texts.items():
        assert numbers[name]["CHILD"].dtype == "int32"
        assert children[numbers[name]["CHILD"]].tolist() == each
    assert children.is_unique and children.is_monotonic_increasing


def test_without_a_table_there_are_no_children():
    numbers, children = numbered({})
    assert (numbers, len(children)) == ({}, 0)


def test_every_table_of_an_extract_has_its_children_as_numbers():
    with_children = {name: table for name, table in miniature().tables.items() if "CHILD" in table}
    assert len(with_children) == len(miniature().tables) - 1, "all but Staffing"
    for name, table in with_children.items():
        assert table["CHILD"].dtype == "int32", name
        assert table["CHILD"].between(0, len(miniature().children) - 1).all(), name
    header = miniature().table("Header")
    assert miniature().children[header["CHILD"]].tolist() == [f"M{n:02}" for n in range(1, 28)]


def test_an_id_is_text_whatever_it_looks_like(tmp_path):
    header = csv_text("Header", {"CHILD": "007"}, {"CHILD": "7", "DOB": "02/02/2011"})
    extract = read(tmp_path, {"Header.csv": header, "Episodes.csv": csv_text("Episodes", {"CHILD": "007"})})
    assert extract.children.tolist() == ["007", "7"]
    assert extract.table("Episodes")["CHILD"].tolist() == [0]
