"""Without a Health list the return's OC2 gives the yearly figures at 31 March, said to be that; worked out by hand.

In care on 31 March 2020 for a year: A1 (to the day), A6 and A7. Not: A2 (a day short), A3 (left that day), A4 (a gap in
October), A5 (short breaks) and A8 (came in May). OC2 has A6's HEALTH_ASSESSMENT blank and no row of A7.
"""

import pandas as pd
import pytest
from extract_files import csv_text, read
from measured import measured, population
from scorecard.care.history import Care
from scorecard.extract.of_month import seen_from
from scorecard.indicators import INDICATORS
from scorecard.lists.of_due import why_not_due
from scorecard.measures.as_counted import as_counted
from scorecard.measures.bounds import bounds
from scorecard.measures.children import child_list
from scorecard.measures.data_needed import missing_tables, without_figure
from scorecard.measures.due import DUTIES
from scorecard.measures.groups import group_counts
from scorecard.protection.counts import CareCounts
from scorecard.protection.sizes import FULL
from scorecard.reporting_month import ReportingMonth

MAY, FIGURES = ReportingMonth(2020, 5), ("annual_health", "dental")
SINCE = {
    "A1": "31/03/2019", "A2": "01/04/2019", "A3": "01/05/2018", "A4": "01/05/2018", "A5": "01/05/2018",
    "A6": "01/05/2018", "A7": "01/05/2018", "A8": "20/05/2020",
}  # fmt: skip
MORE = {
    "A3": {"DEC": "31/03/2020", "REC": "E4A"},
    "A4": {"DEC": "01/10/2019", "REC": "E4A"},
    "A5": {"LS": "V4"},
}
ANSWERS = {"A1": "10", "A2": "11", "A3": "11", "A4": "11", "A5": "11", "A6": "-1"}
FILES = {
    "Header.csv": csv_text("Header", *({"CHILD": child} for child in SINCE)),
    "Episodes.csv": csv_text(
        "Episodes",
        *({"CHILD": child, "DECOM": day} | MORE.get(child, {}) for child, day in SINCE.items()),
        {"CHILD": "A4", "DECOM": "02/10/2019"},
    ),
}


def answers(year: str = "2019/20", without: tuple[str, ...] = (), **of_children: str) -> str:
    rows = [
        {"CHILD": child, "HEALTH_ASSESSMENT": both[0].strip("-"), "TEETH_CHECK": both[1], "YEAR": year}
        for child, both in (of_children or ANSWERS).items()
    ]
    return csv_text("OC2", *rows, without=without)


def figures(extract, month: ReportingMonth = MAY) -> dict[str, tuple]:
    found = measured(extract, month)
    found = found[found["indicator"].isin(FIGURES)]
    return {
        row.indicator: (row.period_type, f"{row.period_end:%d/%m/%Y}", row.numerator, row.denominator)
        for row in found.itertuples()
    }


def test_the_latest_31_march_is_counted_by_the_answers_of_its_return(tmp_path):
    extract = read(tmp_path, FILES | {"OC2.csv": answers(), "old.csv": answers("2018/19", A6="11", A7="01")})
    assert figures(extract) == {
        "annual_health": ("snapshot", "31/03/2020", 1, 3),
        "dental": ("snapshot", "31/03/2020", 1, 3),
    }
    # A3, A4, A6 and A7 had not been in care for a year then.
    assert figures(extract, ReportingMonth(2020, 2))["dental"][1:] == ("31/03/2019", 0, 0)
    assert [missing_tables(as_counted(id, extract), extract) for id in FIGURES] == [(), ()]


def test_an_answer_or_a_row_that_lacks_is_told_and_the_figure_may_be_out_by_it(tmp_path):
    extract = seen_from(read(tmp_path, FILES | {"OC2.csv": answers()}), MAY)
    assert [(each.file, each.line, each.column) for each in extract.problems] == [
        ("Episodes.csv", 8, "CHILD"),
        ("OC2.csv", 7, "HEALTH_ASSESSMENT"),
    ]
    care = Care(extract)
    ranges = bounds(care, MAY, measured(extract, MAY), population()).set_index("indicator")[["low", "high"]]
    assert ranges.loc["annual_health"].tolist() == pytest.approx([100 / 3, 100])
    assert ranges.loc["dental"].tolist() == pytest.approx([100 / 3, 200 / 3])


def test_a_health_list_wins_and_asks_for_no_return(tmp_path):
    health = csv_text("Health", {"CHILD": "A7", "TYPE": "DENTAL", "DATE": "20/05/2020"})
    extract = read(tmp_path, FILES | {"OC2.csv": answers(), "Health.csv": health})
    found = measured(extract, MAY)
    last = found[found["indicator"] == "dental"].iloc[-1]
    assert (last["period_type"], last["numerator"]) == ("month", 1)
    assert not any(each.table == "Episodes" for each in extract.problems)


@pytest.mark.parametrize(
    "files",
    [
        {"2018-19/oc2.csv": answers("", ("YEAR",), A1="00"), "2019-20/oc2.csv": answers("", ("YEAR",))},
        {"oc2_1819.csv": answers("", ("YEAR",), A1="00"), "oc2_1920.csv": answers("", ("YEAR",))},
        {"2019-oc2.csv": answers("", ("YEAR",), A1="00"), "2020-oc2.csv": answers("", ("YEAR",))},
        {"oc2.csv": answers() + "A1,,,,,,,0,0,,,,2018/19\n"},
    ],
)
def test_the_year_is_that_of_the_column_or_of_the_names(tmp_path, files):
    assert figures(read(tmp_path, FILES | files))["annual_health"][1:] == ("31/03/2020", 1, 3)


def test_two_files_without_a_year_are_refused_by_name(tmp_path):
    extract = read(tmp_path, FILES | {name: answers("", ("YEAR",)) for name in ("a.csv", "b.csv")})
    assert [(each.file, each.column) for each in extract.problems] == [("a.csv", "YEAR"), ("b.csv", "YEAR")]
    assert "as in OC2 2019-20.csv" in extract.problems[0].expected
    assert missing_tables(as_counted("dental", extract), extract) == ("complete OC2",)


def test_the_xml_of_the_return_gives_them_too(tmp_path):
    child = (
        "<CHILD><HEADER><CHILDID>A1</CHILDID><DOB>07/03/2011</DOB><OC2><HEALTH_ASSESSMENT>1</HEALTH_ASSESSMENT>"
        "<TEETH_CHECK>0</TEETH_CHECK></OC2></HEADER></CHILD>"
    )
    year = f"<EXPSSDA903><COLLECTION_YEAR>2019-20</COLLECTION_YEAR>{child}</EXPSSDA903>"
    found = figures(read(tmp_path, FILES | {"return.xml": year}))
    assert (found["annual_health"][2:], found["dental"][2:]) == ((1, 3), (0, 3))


def test_wherever_the_figure_stands_it_is_said_to_be_the_returns(tmp_path):
    extract = read(tmp_path, FILES | {"OC2.csv": answers()})
    dental = as_counted("dental", extract)
    assert dental.title.endswith(", by the yearly return") and dental.of_kind("snapshot") is dental
    assert INDICATORS["dental"].of_kind("snapshot").label == "Dental check, by the yearly return"
    assert INDICATORS["dental"].of_kind("month") is INDICATORS["dental"]
    listed = child_list(dental, Care(extract), MAY, population(), not_met=True)
    assert (listed.figure, len(listed.rows)) == ("33.3%, 1 of 3, small number", 2)
    assert (
        "there is no Health file, and so no figure for Initial health assessment on time"
        in without_figure(extract, MAY)
    )


def test_no_check_is_due_by_a_yearly_answer_and_none_is_published(tmp_path):
    extract = read(tmp_path, FILES | {"OC2.csv": answers()})
    reasons = {duty.indicator: why_not_due(duty, extract, pd.Timestamp(2020, 6, 8)) for duty in DUTIES}
    assert reasons["dental"] == reasons["annual_health"] == "there is no Health file"
    counted = CareCounts(Care(extract)).of_pack(MAY, FULL)
    assert not {atom.indicator for atom in counted} & set(FIGURES)
    assert not set(group_counts(Care(extract), MAY)["measure"]) & set(FIGURES), "nor compared by group"
