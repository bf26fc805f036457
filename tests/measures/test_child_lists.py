"""Child-level lists: what they list adds up to the figure, for every indicator of children and each of its windows."""

from collections import defaultdict
from dataclasses import replace
from functools import cache

import numpy as np
import pandas as pd
import pytest
from extracts import random_extract
from measured import has_data
from scorecard.care.history import Care
from scorecard.extract.reader import read_extract
from scorecard.indicators import INDICATORS
from scorecard.measures.children import (
    can_fall_short,
    child_list,
    of_team,
    rows_counted,
    window_of,
)
from scorecard.measures.counter import cohort_of, windows_of
from scorecard.measures.monthly import measures
from scorecard.measures.population import read_population
from scorecard.project import ROOT, Project
from scorecard.reporting_month import ReportingMonth

OF_CHILDREN = [each for each in INDICATORS.values() if each.of_children]
MONTHS = [ReportingMonth(2020, month) for month in (5, 6, 7, 8)]
MAY = MONTHS[0]
POPULATION = read_population(Project())


@cache
def care_of(extract: str | int) -> Care:
    return Care(read_extract(ROOT / extract) if isinstance(extract, str) else with_teams(extract))


def with_teams(seed: int):
    """A random extract with an allocation of about half of its children."""
    extract, random = random_extract(seed, 40), np.random.default_rng(seed)
    child = np.flatnonzero(random.random(40) < 0.5).astype("int32")
    rows = {"CHILD": child, "TEAM": pd.Categorical(random.choice(["East", "West"], len(child)))}
    dates = {"FROM": pd.Timestamp(2019, 1, 1), "TO": pd.NaT}
    allocations = pd.DataFrame(rows).assign(**dates).astype(dict.fromkeys(dates, "datetime64[us]"))
    return replace(extract, tables={**extract.tables, "Allocations": allocations})


@cache
def figures(extract: str | int) -> pd.DataFrame:
    return measures(care_of(extract), MONTHS, POPULATION)


def add_up(indicator, rows: pd.DataFrame, category: str) -> tuple[float, float]:
    """Numerator and denominator of a category, from the rows of a list alone; no denominator is nan."""
    if category in indicator.parts:
        return rows[indicator.parts[category].flag].sum(), np.nan
    held = rows[rows["GROUP"] == category] if category else rows
    if indicator.unit == "per 10,000":
        return len(held), POPULATION[POPULATION.index <= rows["DATE"].max()].iloc[-1]
    if indicator.unit not in ("%", "days"):
        return len(held), np.nan
    return (len(held) if category else held["NUMERATOR"].sum()), len(rows)


@pytest.mark.parametrize("extract", ["data/sample", "tests/miniature", 1, 2, 3])
@pytest.mark.parametrize("month", MONTHS, ids=str)
def test_what_is_listed_adds_up_to_each_figure_that_is_printed(extract, month):
    care, all_months = care_of(extract), figures(extract)
    printed = defaultdict(list)
    for figure in all_months[all_months["month"] == str(month)].itertuples():
        printed[figure.indicator, figure.period_type, figure.period_end].append(figure)
    checked = 0
    for indicator in OF_CHILDREN:
        if not has_data(indicator, care.extract, month):
            continue
        windows = windows_of(indicator, month, care)
        cohort = cohort_of(indicator, windows, care)
        for window in windows:
            rows = rows_counted(indicator, cohort, window)
            of_window = printed[indicator.id, window.type, window.end]
            assert of_window, indicator.id
            for figure in of_window:
                if indicator.figure and figure.category:
                    continue  # a group beside the figure, that is not of it
                if np.isnan(figure.numerator):
                    continue  # of a time before the first record, of which nothing is printed
                listed = add_up(indicator, rows, figure.category) if len(rows) else (0, figure.denominator)
                found = (figure.numerator, figure.denominator)
                assert listed == pytest.approx(found, nan_ok=True), (indicator.id, window, figure.category)
                checked += 1
    assert checked > 100


@pytest.mark.parametrize("extract", ["data/sample", 1, 2])
@pytest.mark.parametrize("to_date", [False, True])
def test_a_list_has_the_rows_of_the_months_own_figure_or_of_the_year_to_date(extract, to_date):
    care = care_of(extract)
    for indicator in OF_CHILDREN:
        if not has_data(indicator, care.extract, MAY) or (to_date and "ytd" not in indicator.types):
            continue
        listed = child_list(indicator, care, MAY, POPULATION, to_date)
        windows = [each for each in windows_of(indicator, MAY, care) if each.type == listed.window.type]
        assert listed.window == windows[-1]
        assert (listed.window.type == "ytd") == (to_date or indicator.types[0] == "ytd")
        counted = rows_counted(indicator, cohort_of(indicator, [listed.window], care), listed.window)
        columns = list(counted.columns)
        assert sorted_rows(listed.rows[columns]) == sorted_rows(counted), indicator.id
        assert listed.counted == len(counted)


def sorted_rows(frame: pd.DataFrame) -> list[str]:
    return sorted(map(str, frame.astype(object).itertuples(index=False, name=None)))


@pytest.mark.parametrize(
    ("indicator", "to_date", "figure"),
    [
        ("visits_on_time", False, "72.9%, "),
        ("children_in_care", False, "717; unaccompanied asylum-seeking children 82"),
        ("age", False, "717; under 1 26; 1 to 4 66; 5 to 9 130; 10 to 15 275; 16 and over 220"),
        ("placement_type", False, "717; "),
        ("entry_to_placement", False, "480 days, 31,200 ÷ 65"),
        ("adopted_share", True, "22.1%, 65 of 294"),
        ("initial_health_on_time", False, "64.3%, 18 of 28"),
        ("pep", False, "98.9%, 451 of 456"),
        ("missing_children", False, "20"),
    ],
)
def test_the_figure_stands_with_the_list_as_the_scorecard_prints_it(indicator, to_date, figure):
    listed = child_list(INDICATORS[indicator], care_of("data/sample"), MAY, POPULATION, to_date)
    assert listed.figure.startswith(figure)


@pytest.mark.parametrize("extract", ["data/sample", 3])
def test_new_is_who_was_not_on_the_list_asked_for_in_the_same_way_a_month_before(extract):
    care = care_of(extract)
    for indicator in OF_CHILDREN:
        for not_met in (False, True) if can_fall_short(indicator) else (False,):
            if not has_data(indicator, care.extract, MAY.previous()):
                continue
            now, before = (
                child_list(indicator, care, month, POPULATION, not_met=not_met).rows
                for month in (MAY, MAY.previous())
            )
            assert now["NEW"].tolist() == [child not in set(before["CHILD"]) for child in now["CHILD"]]


def test_without_a_month_before_no_child_is_called_new():
    care, pep = care_of("data/sample"), INDICATORS["pep"]
    months = [ReportingMonth(2014, 1).next(n) for n in range(80)]
    first = next(month for month in months if has_data(pep, care.extract, month))
    assert "NEW" not in child_list(pep, care, first, POPULATION).rows
    assert "NEW" in child_list(pep, care, first.next(), POPULATION).rows


def test_what_falls_short_is_out_of_the_numerator_or_in_it_where_lower_is_better():
    care = care_of("data/sample")
    missed = child_list(INDICATORS["visits_on_time"], care, MAY, POPULATION, not_met=True)
    assert not missed.rows["NUMERATOR"].any() and len(missed.rows) == 535 - 390
    overdue = child_list(INDICATORS["visits_overdue"], care, MAY, POPULATION, not_met=True)
    assert overdue.rows["NUMERATOR"].all() and overdue.counted == 717
    shares = {each.id for each in OF_CHILDREN if can_fall_short(each)}
    assert {"neet", "pep", "dental"} <= shares and not {"adopted_share", "age", "order_to_match"} & shares


def test_the_most_urgent_stand_first():
    care = care_of("data/sample")

    def rows(indicator):
        return child_list(INDICATORS[indicator], care, MAY, POPULATION).rows

    overdue = rows("visits_overdue")
    late = overdue["NUMERATOR"].sum()
    assert overdue["NUMERATOR"][:late].all() and overdue["DAYS"][:late].is_monotonic_decreasing
    dental = rows("dental")
    short = dental[~dental["NUMERATOR"]]
    assert short.index[-1] == len(short) - 1 and dental["LAST"].isna().iloc[0]
    assert short["LAST"].dropna().is_monotonic_increasing
    assert rows("three_or_more_placements")["PLACEMENTS"].is_monotonic_decreasing
    assert rows("entry_to_placement")["NUMERATOR"].is_monotonic_decreasing
    groups = rows("age")["GROUP"].drop_duplicates().tolist()
    assert groups == ["under 1", "1 to 4", "5 to 9", "10 to 15", "16 and over"]


def test_teams_part_the_list_and_are_those_of_the_as_at_date():
    listed = child_list(INDICATORS["children_in_care"], care_of("data/sample"), MAY, POPULATION).rows
    teams = listed["TEAM"].unique()
    assert "no team" in teams and len(teams) > 8
    assert sum(len(of_team(listed, team)) for team in teams) == 717
    miniature, february = care_of("tests/miniature"), ReportingMonth(2021, 2)
    listed = child_list(INDICATORS["children_in_care"], miniature, february, POPULATION).rows
    ids = miniature.extract.children.take(listed["CHILD"])
    assert listed.set_index(ids)["TEAM"].to_dict() == dict.fromkeys(ids, "no team") | {
        "M07": "West",
        "M12": "East",
    }
    tables = {name: table for name, table in random_extract(1, 40).tables.items() if name != "Allocations"}
    without = Care(replace(random_extract(1, 40), tables=tables))
    assert "TEAM" not in child_list(INDICATORS["children_in_care"], without, MAY, POPULATION).rows


@pytest.mark.parametrize("extract", ["data/sample", 1, 2, 3])
def test_a_row_of_a_closed_month_is_the_same_with_all_that_an_auditor_sees_whatever_came_after(extract):
    """The columns of audit too: nothing dated after the row, or after its window, is in them."""
    care = care_of(extract)
    for indicator in OF_CHILDREN:
        if not has_data(indicator, care.extract, MAY):
            continue
        window = window_of(indicator, MAY, care)
        later = [window, window_of(indicator, MONTHS[-1], care)]
        then, now = (
            rows_counted(indicator, cohort_of(indicator, windows, care), window)
            for windows in ([window], later)
        )
        assert sorted_rows(now) == sorted_rows(then), indicator.id
