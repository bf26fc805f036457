"""A table that holds nothing yet, and an extract that ended before the month, say nothing of it."""

from dataclasses import replace

import pandas as pd
import pytest
from measured import measured
from miniature_figures import miniature
from scorecard.extract.span import newest_dates
from scorecard.indicators import INDICATORS
from scorecard.measures.records import silent_tables
from scorecard.measures.table import csv_of, read_measures
from scorecard.reporting_month import ReportingMonth

FEBRUARY = ReportingMonth.parse("2021-02")


def without_rows(name):
    extract = miniature()
    return replace(extract, tables={**extract.tables, name: extract.tables[name].head(0)})


def known(extract, month=FEBRUARY):
    found = measured(extract, month)
    return set(found.loc[found["value"].notna(), "indicator"])


@pytest.mark.parametrize("name", miniature().tables)
def test_a_table_with_a_header_row_only_gives_no_data_and_leaves_the_other_figures(name):
    before = known(miniature())
    needing = {id for id, declared in INDICATORS.items() if name in declared.inputs}

    assert known(without_rows(name)) == before - needing


def test_an_empty_list_of_asylum_seeking_children_is_no_count_of_them():
    found = measured(without_rows("UASC"), FEBRUARY)

    assert "uasc" not in set(found["category"])


@pytest.mark.parametrize("month", ["2016-01", "2022-06"])
def test_a_month_before_or_after_all_records_has_no_figure(month, tmp_path):
    found = measured(miniature(), ReportingMonth.parse(month))
    (tmp_path / "measures.csv").write_bytes(csv_of(found))

    assert found["value"].isna().all()
    assert len(read_measures(tmp_path / "measures.csv")) == len(found)


def test_a_roll_from_after_the_month_is_none_of_its_figures():
    extract = miniature()
    later = extract.tables["VirtualSchool"].assign(AS_AT=pd.Timestamp("2021-03-15"))
    extract = replace(extract, tables={**extract.tables, "VirtualSchool": later})

    assert silent_tables(extract, FEBRUARY)["pep"] == ("VirtualSchool",)


def test_a_quiet_month_is_a_count_of_none_while_the_extract_goes_on():
    extract = miniature()
    missing = extract.tables["Missing"]
    extract = replace(
        extract,
        tables={**extract.tables, "Missing": missing[missing["MIS_START"] < FEBRUARY.previous().start]},
    )
    found = measured(extract, FEBRUARY)

    assert (
        found.loc[
            (found["indicator"] == "missing_episodes") & (found["period_end"] == FEBRUARY.as_at), "value"
        ]
        .eq(0)
        .all()
    )


def test_staffing_of_another_month_is_not_this_ones():
    extract = miniature()
    staffing = extract.tables["Staffing"]
    earlier = replace(
        extract, tables={**extract.tables, "Staffing": staffing[staffing["MONTH"] != str(FEBRUARY)]}
    )

    assert not {"caseload", "establishment"} & known(earlier)


def test_episodes_reach_as_far_as_their_newest_start_or_end():
    episodes = pd.DataFrame({"DECOM": pd.to_datetime(["2021-01-05"]), "DEC": pd.to_datetime([None])})
    extract = replace(miniature(), tables={"Episodes": episodes, "Staffing": miniature().tables["Staffing"]})
    ended = replace(extract, tables={"Episodes": episodes.assign(DEC=pd.Timestamp("2021-02-03"))})

    assert newest_dates(extract) == {"Episodes": pd.Timestamp("2021-01-05")}
    assert newest_dates(ended) == {"Episodes": pd.Timestamp("2021-02-03")}
