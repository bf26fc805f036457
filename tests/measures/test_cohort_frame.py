"""A cohort in Jupyter: it can be worked with, and no child is in what a cell shows until it is asked for."""

from functools import cache

import pandas as pd
import pytest
from IPython.core.formatters import DisplayFormatter
from scorecard.indicators import UnknownIndicator
from scorecard.loading import load


@cache
def board():
    return load("2020-05", "data/sample", "internal")


@pytest.fixture
def visits():
    return board().cohort("visits_on_time")


def displayed(value) -> str:
    return str(DisplayFormatter().format(value)[0])


def test_what_a_cell_shows_is_counts_and_columns(visits):
    assert repr(visits).splitlines()[:2] == [
        "Statutory visits to children in care carried out on time, May 2020: 6,617 rows of 970 children, dated "
        "1 June 2019 to 29 May 2020",
        "Columns: CHILD, DATE, NUMERATOR, LAST, DUE, START",
    ]
    assert "May 2020: 8 rows, dated 30 April 2020" in repr(board().cohort("caseload"))


def test_neither_a_child_nor_a_date_of_theirs_is_shown_of_it_or_of_what_is_made_of_it(visits):
    ids = set(board().extract.children)
    made = [
        visits, visits.head(2), visits[~visits["NUMERATOR"]], visits.sort_values("DUE"), visits.assign(X=1),
        visits.merge(visits, on="CHILD"), pd.concat([visits, visits]), visits.set_index("CHILD"), visits.copy(),
        visits[["CHILD"]], visits.iloc[:0],
    ]  # fmt: skip
    for frame in made:
        for shown in (repr(frame), str(frame), displayed(frame)):
            assert "SYN" not in shown and not any(id in shown for id in ids)
            assert "2019-06-26" not in shown and "html" not in shown


def test_it_counts_as_the_scorecard_does(visits):
    may = visits[visits["DATE"] >= "2020-05-01"]
    assert (may["NUMERATOR"].sum(), len(may)) == (390, 535)
    missing = board().cohort("missing_children")
    assert (
        missing[(missing["GROUP"] == "missing") & (missing["DATE"] >= "2020-05-01")]["CHILD"].nunique() == 20
    )


def test_asked_for_it_gives_the_rows_with_the_childrens_ids(visits):
    shown = visits.head(3).shown()
    assert type(shown) is pd.DataFrame
    assert shown["CHILD"].tolist() == board().extract.children.take(visits["CHILD"].head(3)).tolist()


def test_no_date_of_birth_and_no_column_that_is_not_declared_is_in_it():
    for indicator in ("children_in_care", "age", "neet"):
        assert not {"DOB", "PL_POST", "HOME_POST", "_LINE"} & set(board().cohort(indicator).columns)


def test_an_unknown_indicator_is_told_with_what_may_be_meant():
    with pytest.raises(UnknownIndicator, match="no indicator visit_on_time; did you mean visits_on_time"):
        board().cohort("visit_on_time")
