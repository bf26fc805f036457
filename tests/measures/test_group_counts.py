"""Groups are counted from the cohorts: each beside the rest of the same children, by the day of the row."""

from functools import cache

import pandas as pd
import pytest
from scorecard.care.characteristics import GROUPINGS, Grouping
from scorecard.care.groups import AGE
from scorecard.care.history import Care
from scorecard.extract.reader import read_extract
from scorecard.indicators import INDICATORS
from scorecard.judgement.groups import Found, claimed, compare
from scorecard.measures.groups import COMPARED, Compared, counts_by, counts_of, group_counts
from scorecard.project import ROOT
from scorecard.reporting_month import ReportingMonth

MAY = ReportingMonth(2020, 5)
sample = cache(lambda: Care(read_extract(ROOT / "data" / "sample")))
found = cache(lambda: group_counts(sample(), MAY))


def rows(measure, grouping):
    at = found()
    return at[(at["measure"] == measure) & (at["grouping"] == grouping)].set_index("group")


def by_hand(groups, met=None, children=None):
    """The counts of rows whose groups, and whether they are met, are given."""
    events = pd.DataFrame({"CHILD": children or range(len(groups)), "NUMERATOR": met or [True] * len(groups)})
    events["DATE"] = MAY.as_at
    of = Compared("dental", "Dental check", INDICATORS["dental"], True, lambda *_: events)
    return list(counts_by(of, (Grouping("kind", lambda *_: pd.Series(groups)),), None, MAY))


def test_the_fixed_list_is_by_age_sex_and_ethnicity_in_its_windows():
    assert list(dict.fromkeys(found()["grouping"])) == ["age", "sex", "ethnicity"]
    assert list(dict.fromkeys(found()["measure"])) == [each.id for each in COMPARED]
    starts = found().groupby("measure")["period_start"].first()
    assert starts["visits_on_time"] == starts["ever_missing"] == starts["neet"] == pd.Timestamp("2019-06-01")
    assert starts["dental"] == pd.Timestamp("2020-05-31") and starts["pep"] == pd.Timestamp("2020-03-13")


def test_a_group_and_the_rest_are_all_whose_group_is_known():
    for _, each in found().groupby(["measure", "grouping"]):
        both = each["denominator"] + each["rest_denominator"]
        assert both.nunique() == 1 and (each["numerator"] + each["rest_numerator"]).nunique() == 1
        if len(each) > 1:
            assert each["denominator"].sum() == both.iloc[0]


def test_dental_checks_by_sex_are_those_of_the_header_child_by_child():
    listed = {row.CHILD: row.SEX for row in sample().table("Header").itertuples()}
    checked = sample().up_to(MAY.as_at, "Health", "DATE")
    checked = checked[(checked["TYPE"] == "DENTAL") & (checked["DATE"] > pd.Timestamp("2019-05-31"))]["CHILD"]
    periods = sample().periods
    a_year = periods[(periods["START"] <= pd.Timestamp("2019-05-31")) & ~(periods["END"] <= MAY.as_at)][
        "CHILD"
    ]
    boys = [child for child in a_year if listed[child] == "1"]
    (row,) = rows("dental", "sex").itertuples()
    assert (row.Index, row.others) == ("boys and young men", "girls and young women")
    assert (row.numerator, row.denominator) == (sum(child in set(checked) for child in boys), len(boys))


def test_ever_missing_is_of_the_children_in_care_on_any_day_of_the_year():
    (row,) = rows("ever_missing", "sex").itertuples()
    periods = sample().periods
    there = periods[(periods["START"] <= MAY.as_at) & ~(periods["END"] <= pd.Timestamp("2019-06-01"))]
    assert row.denominator + row.rest_denominator == there["CHILD"].nunique()
    gone = sample().table("Missing")
    gone = gone[(gone["MIS_START"] >= pd.Timestamp("2019-06-01")) & (gone["MIS_START"] <= MAY.as_at)]
    assert 0 < row.numerator + row.rest_numerator <= gone["CHILD"].nunique()


def test_of_two_groups_there_is_one_row_and_of_one_none():
    (row,) = by_hand(["a", "b", "b"])
    assert (row["group"], row["others"], row["denominator"], row["rest_denominator"]) == ("a", "b", 1, 2)
    assert by_hand(["a", "a"]) == []


def test_whose_group_is_not_known_is_on_neither_side():
    (row,) = by_hand(["a", None, "b", "b"])
    assert (row["denominator"], row["rest_denominator"], row["not_known"]) == (1, 2, 1)


def test_children_are_counted_beside_their_events_and_the_effect_of_all_is_the_least():
    met = [True, True, True, False, False, False, True, True]
    row, *_ = by_hand(["a", "a", "a", "b", "b", "b", "c", "c"], met, [1, 1, 1, 2, 2, 2, 3, 3])
    assert (row["numerator"], row["denominator"], row["children"], row["rest_children"]) == (3, 3, 1, 2)
    assert row["design_effect"] > 2, "one child alone varies not at all"


@pytest.mark.parametrize("grouping", [*GROUPINGS])
def test_one_indicator_by_any_grouping_adds_up_to_its_own_figure(grouping):
    counts = counts_of(INDICATORS["visits_on_time"], GROUPINGS[grouping], sample(), MAY)
    assert (counts["denominator"] + counts["rest_denominator"] + counts["not_known"]).eq(535).all()
    assert (counts["numerator"] + counts["rest_numerator"]).le(390).all() and len(counts)


def test_the_sample_has_the_differences_that_its_readme_names_and_no_others():
    claims = claimed(compare(found()))
    made = {(each.counts.measure, each.counts.group, each.found) for each in claims}
    by_age = {claim for claim in made if claim[0] in ("ever_missing", "long_term_stability")}
    assert made - by_age == {
        ("dental", "boys and young men", Found.WORSE),
        ("visits_on_time", "Mixed", Found.WORSE),
    }
    assert {group for _, group, _ in by_age} == {*AGE}
    text = (ROOT / "data" / "sample" / "README.md").read_text(encoding="utf-8")
    assert (
        "boys had fewer dental checks, and children of mixed ethnicity fewer of their visits on time" in text
    )


def test_no_child_is_named():
    assert "CHILD" not in found().columns
