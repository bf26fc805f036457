"""A kind of record that is wholly absent is no data, in words, and never a share of 0% or a count of none."""

from dataclasses import replace

import pandas as pd
import pytest
from extracts import truncated
from measured import measured
from miniature_figures import miniature, miniature_measures
from scorecard.extract.tables import TABLES
from scorecard.indicators import INDICATORS
from scorecard.measures.data_needed import without_figure
from scorecard.measures.records import silent_tables, too_short
from scorecard.reporting_month import ReportingMonth

FEBRUARY = ReportingMonth(2021, 2)
STABILITY = {"three_or_more_placements", "long_term_stability"}
MISSING = {"missing_children", "missing_episodes"}


def changed(table: str, change):
    """The miniature extract with another content of one table."""
    extract = miniature()
    return replace(extract, tables={**extract.tables, table: change(extract.tables[table])})


def without(table: str, column: str, *codes: str):
    """The miniature without the table's rows that have one of these codes."""
    return changed(table, lambda rows: rows[~rows[column].isin(codes)].reset_index(drop=True))


def blank(table: str, column: str, where=lambda rows: rows["CHILD"].notna()):
    return changed(table, lambda rows: rows.assign(**{column: rows[column].mask(where(rows))}))


ABSENT = {
    "no dental check": (without("Health", "TYPE", "DENTAL"), {"dental"}, "Health with TYPE DENTAL"),
    "no initial assessment": (
        without("Health", "TYPE", "IHA"),
        {"initial_health_on_time", "annual_health"},
        "Health with TYPE IHA",
    ),
    "no review assessment": (without("Health", "TYPE", "RHA"), {"annual_health"}, "Health with TYPE RHA"),
    "nobody seen": (
        without("Visits", "SEEN", "Y"),
        {"visits_on_time", "visits_overdue"},
        "Visits with SEEN Y",
    ),
    "seen or not is blank": (
        blank("Visits", "SEEN"),
        {"visits_on_time", "visits_overdue"},
        "Visits with SEEN filled in",
    ),
    "only away": (without("Missing", "MISSING", "M"), MISSING, "Missing with MISSING M"),
    "no plan's answer": (blank("VirtualSchool", "PEP"), {"pep"}, "VirtualSchool with PEP filled in"),
    "no plan's answer in the latest roll": (
        blank("VirtualSchool", "PEP", lambda rows: rows["AS_AT"] == pd.Timestamp("2021-02-12")),
        {"pep"},
        "VirtualSchool with PEP filled in",
    ),
    "no grade": (blank("VirtualSchool", "OFSTED"), {"good_schools"}, "VirtualSchool with OFSTED filled in"),
    "no activity": (blank("OC3", "ACTIV"), {"neet"}, "OC3 with a known ACTIV"),
    "activity not known this year": (
        changed("OC3", lambda rows: rows.assign(ACTIV=rows["ACTIV"].mask(rows["YEAR"] == "2020/21", "0"))),
        {"neet"},
        "OC3 with a known ACTIV",
    ),
    "no accommodation": (blank("OC3", "ACCOM"), {"unsuitable_accommodation"}, "OC3 with a known ACCOM"),
    "who is in touch is blank": (
        blank("OC3", "IN_TOUCH"),
        {"neet", "unsuitable_accommodation"},
        "OC3 with IN_TOUCH filled in",
    ),
    "no care leaver owed a plan": (
        without("CareLeavers", "ELIGIBILITY", "relevant", "former relevant"),
        {"pathway_plan"},
        "CareLeavers with ELIGIBILITY relevant or former relevant",
    ),
    "no reason for leaving care": (blank("Episodes", "REC"), {"adopted_share"}, "Episodes with a known REC"),
    "no move": (
        without("Episodes", "RNE", "P", "T", "B", "U"),
        STABILITY,
        "Episodes with RNE P, T, B or U",
    ),
    "no end": (blank("Episodes", "DEC"), {"ceased", *STABILITY}, "Episodes with DEC filled in"),
    "no provider": (
        blank("Episodes", "PLACE_PROVIDER"),
        {"placement_type"},
        "Episodes with PLACE_PROVIDER filled in",
    ),
    "no staffing of the month": (
        without("Staffing", "MONTH", "2021-02"),
        {"caseload", "establishment"},
        "Staffing",
    ),
    "nobody turns 19 or more": (
        changed("OC3", lambda rows: rows.assign(DOB=rows["DOB"] + pd.DateOffset(years=3))),
        {"neet", "unsuitable_accommodation"},
        "OC3 of young people who turn 19, 20 or 21",
    ),
    "no birthday": (
        blank("Header", "DOB"),
        {"age", "long_term_stability", "annual_health"},
        "Header with DOB filled in",
    ),
}


@pytest.mark.parametrize(("extract", "indicators", "words"), ABSENT.values(), ids=ABSENT)
def test_what_is_wholly_absent_is_no_data_and_said(extract, indicators, words):
    silent = silent_tables(extract, FEBRUARY)
    found = set(measured(extract, FEBRUARY)["indicator"])

    assert {id for id in silent if words in silent[id]} == indicators
    assert indicators.isdisjoint(found)
    assert found == set(INDICATORS) - set(silent)
    said = without_figure(extract, FEBRUARY)
    assert any(line.startswith(f"there is nothing for February 2021 in {words}") for line in said)


def test_a_whole_extract_lacks_nothing():
    assert silent_tables(miniature(), FEBRUARY) == {}
    assert without_figure(miniature(), FEBRUARY) == []


def test_no_adoption_at_all_is_a_share_of_none():
    """A small council may truly have had none, as long as it says why children left care."""
    found = measured(without("Episodes", "REC", "E11", "E12"), FEBRUARY)
    share = found[(found["indicator"] == "adopted_share") & (found["denominator"] > 0)]

    assert share["value"].eq(0).all() and len(share)


def test_a_kind_of_record_that_began_after_the_month_is_no_data_in_it_then_and_now():
    month = ReportingMonth(2020, 3)
    first = truncated(miniature(), month.as_at)
    dental = without("Health", "TYPE", "DENTAL").tables["Health"]
    begun = miniature().tables["Health"].query("TYPE == 'DENTAL' and DATE > '2020-03-31'")
    now = replace(miniature(), tables={**miniature().tables, "Health": pd.concat([dental, begun])})
    then = replace(first, tables={**first.tables, "Health": dental[dental["DATE"] <= month.as_at]})

    for extract in (then, now):
        assert "dental" not in set(measured(extract, month)["indicator"])
    assert "dental" in set(measured(now, FEBRUARY)["indicator"])


def test_before_the_first_record_of_a_kind_there_is_no_data_and_after_it_0_is_0():
    """As where a list was begun with a new system: the months before are not months without a visit."""
    begun = changed("Visits", lambda rows: rows[rows["VISIT_DATE"] >= "2020-10-01"].reset_index(drop=True))
    seen = begun.tables["Visits"].query("SEEN == 'Y'")["VISIT_DATE"].min()
    found = measured(begun, FEBRUARY)
    visits = found[(found["indicator"] == "visits_on_time") & (found["period_type"] == "month")]
    before = visits["period_end"] < seen

    assert before.sum() >= 7
    assert visits.loc[before, ["numerator", "denominator", "value"]].isna().all(axis=None)
    assert visits.loc[~before, "denominator"].notna().all()
    whole = miniature_measures()
    visits = ["visits_on_time", "visits_overdue"]
    others = [rows[~rows["indicator"].isin(visits)].reset_index(drop=True) for rows in (found, whole)]
    pd.testing.assert_frame_equal(*others)


def test_each_record_that_an_indicator_needs_is_of_a_column_that_it_uses_and_codes_that_there_are():
    for declared in INDICATORS.values():
        for record in declared.records:
            assert record.column in declared.inputs[record.table], declared.id
            assert set(record.codes) <= set(TABLES[record.table].codes.get(record.column, ())), declared.id
    assert set(miniature_measures()["indicator"]) == set(INDICATORS)


def test_figures_that_look_back_are_whole_once_their_records_reach_so_far():
    """The miniature's first review is of 2 January 2020, its first visit of 29 February: a review of the year before would
    say when the next was due."""
    short = too_short(miniature(), FEBRUARY)
    assert short["reviews_on_time"] == short["reviews_overdue"] == pd.Timestamp("2021-01-02")
    assert short["visits_on_time"] == pd.Timestamp("2020-05-29")
    assert "initial_health_on_time" not in short and "three_or_more_placements" not in short
    told = " ".join(without_figure(miniature(), ReportingMonth(2020, 6)))
    assert "the records begin too late for Reviews on time" in told and "until January 2021" in told
    assert "too late" not in " ".join(without_figure(miniature(), FEBRUARY))
