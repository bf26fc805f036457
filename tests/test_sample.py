"""The sample council: made by its generator to the byte, synthetic, clean, and its May 2020 the published scorecard's."""

import subprocess
import sys
from collections import Counter
from datetime import datetime
from functools import cache
from pathlib import Path

import pandas as pd
import pytest
from measured import measured
from scorecard.care.history import Care
from scorecard.extract.reader import Extract, read_extract
from scorecard.indicators import INDICATORS
from scorecard.project import ROOT

SAMPLE = ROOT / "data" / "sample"

# As printed, oldest first, where a series' last points are legible.
SHARES = {
    ("visits_on_time", "month"): "75.7 72.9 69.1 69.7 72.9",
    ("three_or_more_placements", "month"): "7.7",
    ("long_term_stability", "month"): "63.8",
    ("pep", "snapshot"): "98.9",
    ("good_schools", "snapshot"): "78.3",
    ("adopted_share", "quarter"): "5.3 29.2 32.4 21.9",
    ("adopted_share", "ytd"): "22.1",
    ("initial_health_on_time", "quarter"): "58.0 40.8 14.5 16.7 18.1 18.3 30.2 64.3",
    ("initial_health_on_time", "ytd"): "26.8",
    ("annual_health", "month"): "82.8",
    ("dental", "month"): "76.6",
    ("pathway_plan", "month"): "93.6",
    ("order_to_match", "month"): "267.3",
    ("entry_to_placement", "month"): "480.0",
}
CASELOADS = {
    "Family Safeguarding qualified social workers": (64, 16),
    "Children in Care qualified social workers": (33, 20.25),
    "Leaving Care personal advisors": (12, 21),
    "Independent reviewing officers": (10.4, 67),
}
EPISODES = Counter([78, 67, 57, 52, 49, 46, 45, 40, 39, 36])
CHILDREN = [20, 20, 22, 25, 30, 32, 32, 32, 33, 33, 35, 35]

# Between which values every point of another month is, where a council of this size would be.
SANE = {
    "children_in_care": (650, 820),
    "started": (5, 45),
    "ceased": (5, 45),
    "reviews_on_time": (88, 98),
    "visits_on_time": (65, 88),
    "three_or_more_placements": (5, 12),
    "long_term_stability": (55, 72),
    "pep": (94, 100),
    "good_schools": (74, 82),
    "missing_children": (15, 40),
    "missing_episodes": (25, 80),
    "adopted_share": (5, 33),
    "entry_to_placement": (430, 540),
    "order_to_match": (210, 320),
    "initial_health_on_time": (14, 80),
    "annual_health": (78, 88),
    "dental": (55, 83),
    "pathway_plan": (88, 96),
    "neet": (30, 50),
    "unsuitable_accommodation": (8, 16),
}


@cache
def sample() -> Extract:
    return read_extract(SAMPLE)


@cache
def figures(month: str) -> pd.DataFrame:
    return measured(sample(), month)


def series(indicator: str, kind: str, category: str = "", month: str = "2020-05") -> pd.DataFrame:
    of = figures(month)
    chosen = (of["indicator"] == indicator) & (of["period_type"] == kind) & (of["category"] == category)
    return of[chosen].sort_values("period_end")


def by_category(indicator: str) -> dict[str, float]:
    of = figures("2020-05").query("indicator == @indicator")
    return dict(zip(of["category"], of["value"]))


def make(folder: Path, *options: str) -> None:
    command = [sys.executable, ROOT / "data" / "make_sample.py", "--out", folder, *options]
    subprocess.run(command, check=True, capture_output=True)


def table(name: str) -> pd.DataFrame:
    return sample().table(name)


def test_the_committed_files_are_what_the_generator_makes(tmp_path):
    make(tmp_path)
    made = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    committed = {path.name: path.read_bytes() for path in SAMPLE.glob("*.csv")}
    assert made.keys() == committed.keys()
    assert [name for name in made if made[name] != committed[name]] == []


def test_a_council_of_another_size_has_about_that_many_children_and_the_same_shares(tmp_path):
    make(tmp_path, "--children", "240")
    may = measured(read_extract(tmp_path), "2020-05")
    last = may.drop_duplicates(["indicator", "category"], keep="last").set_index(["indicator", "category"])
    assert last.loc[("children_in_care", ""), "value"] == pytest.approx(240, rel=0.05)
    assert last.loc[("pep", ""), "value"] == pytest.approx(98.9, abs=0.5)


def test_a_council_too_small_for_the_design_is_refused_in_a_line():
    command = [sys.executable, ROOT / "data" / "make_sample.py", "--children", "20"]
    refused = subprocess.run(command, capture_output=True, text=True)
    assert refused.returncode == 2
    assert "200 or more" in refused.stderr.splitlines()[-1]


def test_everybody_in_it_is_marked_as_made_up():
    assert all(path.name.startswith("synthetic_") for path in SAMPLE.glob("*.csv"))
    assert len(sample().children) and sample().children.str.startswith("SYN").all()
    assert "no real child" in (SAMPLE / "README.md").read_text(encoding="utf-8").splitlines()[0]


def test_there_is_nothing_wrong_in_it():
    assert sample().problems == ()
    assert sample().warnings == ()


def test_children_in_care_and_their_ages():
    assert series("children_in_care", "month")["value"].iloc[-1] == 717
    assert by_category("age") == {
        "under 1": 26, "1 to 4": 66, "5 to 9": 130, "10 to 15": 275, "16 and over": 220,
    }  # fmt: skip


def test_march_2020_is_as_published_but_for_one_child_who_left():
    for category, children in (("", 717), ("uasc", 80)):
        march = series("children_in_care", "month", category).iloc[-3]
        assert (march["period_end"], march["value"]) == (datetime(2020, 3, 31), children)
    periods = Care(sample()).periods
    year = (datetime(2019, 4, 1), datetime(2020, 3, 31))
    assert (periods["START"].between(*year).sum(), periods["END"].between(*year).sum()) == (234, 294)


@pytest.mark.parametrize(("indicator", "kind"), SHARES)
def test_published_percentages_and_means(indicator, kind):
    printed = SHARES[indicator, kind].split()
    values = series(indicator, kind)["value"].tail(len(printed))
    assert [f"{value:.1f}" for value in values] == printed


def test_personal_education_plans_are_those_of_13_march():
    pep = series("pep", "snapshot").iloc[0]
    assert (pep["numerator"], pep["denominator"]) == (451, 456)
    assert pep["period_end"] == datetime(2020, 3, 13)


def test_care_leavers_of_the_first_two_months_of_the_year():
    for indicator, count in (("neet", 27), ("unsuitable_accommodation", 7)):
        row = series(indicator, "ytd").iloc[0]
        assert (row["numerator"], row["denominator"]) == (count, 62)


@pytest.mark.parametrize("team", CASELOADS)
def test_staff_and_caseloads(team):
    posts, cases = (series(id, "snapshot", team).iloc[-1] for id in ("establishment", "caseload"))
    assert posts["period_end"] == cases["period_end"] == datetime(2020, 5, 31)
    assert (posts["value"], cases["value"]) == CASELOADS[team]


def test_missing_numbers_are_those_that_are_legible():
    episodes = Counter(series("missing_episodes", "month")["value"].astype(int))
    assert EPISODES <= episodes and episodes.total() == 12
    children = series("missing_children", "month")["value"].astype(int)
    assert sorted(children) == CHILDREN
    assert (children.to_numpy() <= series("missing_episodes", "month")["value"].to_numpy()).all()


@pytest.mark.parametrize("month", ["2019-03", "2020-06", "2020-07", "2020-08"])
def test_other_months_have_every_figure_and_none_is_out_of_the_way(month):
    of = figures(month)
    assert set(of["indicator"]) == set(INDICATORS)
    assert of["value"].notna().all()
    for indicator, (low, high) in SANE.items():
        values = of.loc[(of["indicator"] == indicator) & (of["category"] == ""), "value"]
        assert values.between(low, high).all(), indicator


@pytest.mark.parametrize("month", ["2019-03", "2020-08"])
def test_series_go_all_the_way_back(month):
    for indicator in INDICATORS.values():
        for kind, points in (("month", 12), ("quarter", 8)):
            if kind in indicator.types:
                assert len(series(indicator.id, kind, month=month)) == points, indicator.id


def test_brothers_and_sisters_who_came_together_are_reviewed_together():
    episodes = table("Episodes")
    came = episodes[(episodes["RNE"] == "S") & (episodes["LS"] != "V4") & episodes["HOME_POST"].notna()]
    families = came.groupby(["DECOM", "HOME_POST"])["CHILD"].transform("nunique") >= 2
    first = came[families].merge(table("Reviews"), on="CHILD").query("REVIEW >= DECOM")
    first = first.sort_values("REVIEW").drop_duplicates(["CHILD", "DECOM"])
    together = first.groupby(["DECOM", "HOME_POST"])["REVIEW"].nunique()
    assert len(together) > 100
    assert (together == 1).mean() > 0.95


def test_no_one_is_in_care_at_18_and_no_one_is_younger_than_the_day_they_came():
    care = Care(sample())
    periods = care.periods
    born = periods["CHILD"].map(care.dob)
    came_of_age = born + pd.DateOffset(years=18)
    assert (periods["END"].fillna(datetime(2020, 8, 31)) <= came_of_age + pd.Timedelta(days=1)).all()
    assert (periods["START"] >= born).all()


def test_many_councils_share_out_one_extract(tmp_path):
    make(tmp_path, "--children", "240", "--councils", "3")
    councils = read_extract(tmp_path, many=True).of_each_council()
    assert list(councils) == ["Council 001", "Council 002", "Council 003"]
    assert all(len(each.table("Staffing")["TEAM"].unique()) == 4 for each in councils.values())
    with_care = [set(each.table("Episodes")["CHILD"]) for each in councils.values()]
    assert len(set.union(*with_care)) == sum(map(len, with_care))
