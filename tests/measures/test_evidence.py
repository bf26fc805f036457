"""Evidence: what judgement needs of the children is counted with the measures, by hand the same, and the same each time."""

from functools import cache

import pandas as pd
import pytest
from scorecard.care.history import Care
from scorecard.extract.reader import read_extract
from scorecard.indicators import INDICATORS
from scorecard.measures.counter import cohort_of
from scorecard.measures.evidence import FOUND, KEYS, csv_of, evidence
from scorecard.project import ROOT
from scorecard.reporting_month import ReportingMonth
from scorecard.windows import Window

MAY = ReportingMonth(2020, 5)
sample = cache(lambda: Care(read_extract(ROOT / "data" / "sample")))
found = cache(lambda: evidence(sample(), MAY))


def row(indicator, kind, end="2020-05-31"):
    at = found()
    rows = at[(at["indicator"] == indicator) & (at["period_type"] == kind) & (at["period_end"] == end)]
    return rows.iloc[0]


def test_each_figure_whose_method_asks_for_it_has_its_row_and_no_other():
    keyed = {tuple(key) for key in found()[["indicator", "period_type"]].itertuples(index=False)}
    assert keyed == {
        ("reviews_on_time", "month"), ("reviews_on_time", "year"),
        ("visits_on_time", "month"), ("visits_on_time", "year"),
        ("missing_episodes", "year"), ("entry_to_placement", "month"), ("order_to_match", "month"),
    }  # fmt: skip
    assert list(found().columns) == [*KEYS, *FOUND]


def test_the_design_effect_of_a_years_visits_is_that_of_its_children_one_by_one():
    year = Window("year", MAY.rolling_start, MAY.as_at, MAY.rolling_start)
    visits = cohort_of(INDICATORS["visits_on_time"], [year], sample())
    visits = visits[visits["DATE"].between(year.first, year.end)]
    met = dict.fromkeys(visits["CHILD"], 0) | visits.groupby("CHILD")["NUMERATOR"].sum().to_dict()
    owed = visits.groupby("CHILD").size().to_dict()
    share, number = sum(met.values()) / len(visits), len(owed)
    spread = sum((met[child] - share * owed[child]) ** 2 for child in owed)
    variance = number / (number - 1) * spread / len(visits) ** 2
    expected = variance / (share * (1 - share) / (len(visits) - 1))
    assert row("visits_on_time", "year")["design_effect"] == pytest.approx(expected)
    assert expected > 1


def test_a_mean_has_its_interval_and_the_least_and_most_days_that_a_child_took():
    days = row("order_to_match", "month")
    assert days["least"] < days["low"] < 16305 / 61 < days["high"] < days["most"]


def test_the_difference_of_missing_episodes_is_of_twelve_months_against_the_twelve_before():
    episodes = row("missing_episodes", "year")
    assert episodes["difference_low"] < 583 - 540 < episodes["difference_high"]
    assert 0 < episodes["p_value"] <= 1


def test_it_is_the_same_each_time_and_for_each_month_its_own(tmp_path):
    (tmp_path / "first.csv").write_bytes(csv_of(found()))
    (tmp_path / "second.csv").write_bytes(csv_of(evidence(sample(), MAY)))
    assert (tmp_path / "first.csv").read_bytes() == (tmp_path / "second.csv").read_bytes()
    assert pd.read_csv(tmp_path / "first.csv")["period_end"].iloc[0] == "2020-05-31"


def test_it_names_no_child():
    assert "CHILD" not in found().columns and found()["category"].eq("").all()
