"""What is due on a day: overdue is whom the figure of that day counts, and nothing after the day is looked at."""

from datetime import datetime, timedelta
from functools import cache

import pandas as pd
import pytest
from extracts import random_extract, truncated
from scorecard.care.duties import counted_duties
from scorecard.care.history import Care
from scorecard.extract.reader import read_extract
from scorecard.measures.due import DUTIES, NONE, OVERDUE, TO_COME, due
from scorecard.project import ROOT
from scorecard.reporting_month import ReportingMonth
from scorecard.windows import MONTHS, Days

BY_INDICATOR = {duty.indicator: duty for duty in DUTIES}
DAYS = [datetime(2019, 2, 28), datetime(2020, 2, 29), datetime(2020, 5, 31), datetime(2020, 8, 31)]
SAMPLE = "data/sample"
MAY = datetime(2020, 5, 31)


@cache
def care_of(extract: str | int) -> Care:
    """Of the sample, or of children at random by a seed."""
    return Care(read_extract(ROOT / extract) if isinstance(extract, str) else random_extract(extract, 60))


@cache
def known_on(day: datetime) -> Care:
    return Care(truncated(care_of(7).extract, day))


def rows(care: Care, indicator: str, on: datetime = MAY, within: int = 30) -> pd.DataFrame:
    return due(BY_INDICATOR[indicator], care, on, within)


def overdue(care: Care, indicator: str, on: datetime) -> set[int]:
    found = rows(care, indicator, on)
    return set(found.loc[found["STATUS"] == OVERDUE, "CHILD"])


@pytest.mark.parametrize("extract", [SAMPLE, *range(4)])
@pytest.mark.parametrize("on", DAYS)
@pytest.mark.parametrize(
    ("indicator", "counted"),
    [("reviews_overdue", True), ("visits_overdue", True), ("annual_health", False), ("dental", False)],
)
def test_overdue_are_exactly_those_that_the_figure_of_the_day_counts(extract, on, indicator, counted):
    care = care_of(extract)
    cohort = BY_INDICATOR[indicator].figure.cohort(care, Days.on(on))
    assert overdue(care, indicator, on) == set(cohort.loc[cohort["NUMERATOR"] == counted, "CHILD"])


@pytest.mark.parametrize("extract", [SAMPLE, *range(4)])
@pytest.mark.parametrize("on", DAYS)
def test_first_assessments_overdue_are_owed_and_not_met_in_the_figure(extract, on):
    care = care_of(extract)
    cohort = BY_INDICATOR["initial_health_on_time"].figure.cohort(care, Days.on(on))
    late = set(cohort.loc[~cohort["NUMERATOR"] & ~(cohort["END"] <= on), "CHILD"])
    found = overdue(care, "initial_health_on_time", on)
    assert found <= late
    health = care.table("Health")
    since = care.periods[care.periods["CHILD"].isin(late - found) & ~(care.periods["END"] <= on)]
    since = since[since["START"] <= on].merge(health[health["DATE"] <= on], on="CHILD")
    came = since[(since["DATE"] >= since["START"]) & since["TYPE"].isin(["IHA", "RHA"])]
    assert late - found == set(came["CHILD"])


@pytest.mark.parametrize("indicator", BY_INDICATOR)
@pytest.mark.parametrize("on", DAYS)
def test_nothing_after_the_day_is_looked_at(indicator, on):
    pd.testing.assert_frame_equal(rows(known_on(on), indicator, on), rows(care_of(7), indicator, on))


@pytest.mark.parametrize("indicator", BY_INDICATOR)
@pytest.mark.parametrize("extract", [SAMPLE, 5])
def test_due_is_what_falls_in_the_days_asked_for_and_a_child_stands_once(indicator, extract):
    care = care_of(extract)
    every, fortnight = rows(care, indicator, within=366), rows(care, indicator, within=14)
    assert every["CHILD"].is_unique
    soon = (every["DUE"] <= MAY + timedelta(days=14)) | every["DUE"].isna()
    pd.testing.assert_frame_equal(every[soon].reset_index(drop=True), fortnight)
    assert (fortnight["STATUS"] == TO_COME).equals(fortnight["DUE"] > MAY)
    late = fortnight[fortnight["STATUS"] == OVERDUE]
    assert (late["DAYS"] == (pd.Timestamp(MAY) - late["DUE"]).dt.days).all()
    assert fortnight["DUE"].dropna().is_monotonic_increasing


@pytest.mark.parametrize("indicator", ["reviews_overdue", "visits_overdue"])
def test_a_duty_to_come_is_met_or_missed_on_its_day_or_before_if_nothing_else_ends_the_chain(indicator):
    """Of the children due in June 2020, as the extract goes on to say."""
    coming = rows(care_of(SAMPLE), indicator)
    coming = coming[coming["STATUS"] == TO_COME]
    chains = care_of(SAMPLE).reviews if indicator == "reviews_overdue" else care_of(SAMPLE).visits
    counted = counted_duties(chains, Days.of(MONTHS.of(ReportingMonth(2020, 8))))
    after = counted[counted["DATE"] > MAY].sort_values("DATE").drop_duplicates(["CHILD", "START"])
    both = coming.merge(after, on=["CHILD", "START"])
    assert len(both) > 0.8 * len(coming)
    assert (both["DUE_x"] == both["DUE_y"]).all()


def test_a_missed_duty_will_be_missed_again_and_one_to_come_not():
    visits = rows(care_of(SAMPLE), "visits_overdue")
    assert visits["AGAIN"].notna().equals(visits["STATUS"] == OVERDUE)
    assert (visits["AGAIN"].dropna() > MAY).all()


def test_children_without_an_education_plan_are_those_of_the_figure_at_the_latest_roll():
    found = rows(care_of(SAMPLE), "pep")
    assert len(found) == 456 - 451 and (found["STATUS"] == NONE).all()
    assert set(found["DATE"]) == {pd.Timestamp(2020, 3, 13)}


def test_pathway_plans_are_due_six_months_after_the_last_or_from_the_day_on_the_list():
    every = rows(care_of(SAMPLE), "pathway_plan", within=366)
    assert len(every) == 375
    planned = every[every["LAST_PLAN"].notna()]
    assert len(planned) == 351
    assert (planned["DUE"] == planned["LAST_PLAN"] + pd.DateOffset(months=6)).all()
    without = every[every["LAST_PLAN"].isna()]
    assert (without["DUE"] == without["FROM"]).all() and (without["STATUS"] == OVERDUE).all()


def test_the_rule_of_each_is_declared_for_print():
    for duty in DUTIES:
        assert duty.rule.endswith(".") and len(duty.title) <= 31
