"""A batch gives for each council and month what its own run gives, does nothing twice, and goes on after a failure."""

import json
from pathlib import Path

import pandas as pd
import pytest
from scorecard.batch import figures
from scorecard.batch.councils import councils
from scorecard.batch.run import run
from scorecard.batch.storage import Folder
from scorecard.care.history import Care
from scorecard.extract.reader import read_extract
from scorecard.indicators import INDICATORS
from scorecard.measures import monthly
from scorecard.measures.monthly import measures
from scorecard.measures.population import UNKNOWN
from scorecard.measures.table import csv_of, read_measures
from scorecard.reporting_month import ReportingMonth

MAY = ReportingMonth(2020, 5)
A_FEW = (
    "children_in_care",
    "reviews_on_time",
    "adopted_share",
    "entry_to_placement",
    "legal_status",
    "caseload",
)
MONTHS = (MAY.previous(), MAY)


@pytest.fixture
def batch(region, tmp_path, here, few_figures):
    """Run it for the region's councils, and say of each how many months were made and kept, or why it failed."""

    def start(*months: ReportingMonth, executor=here, file=None):
        found = run(
            councils(str(region / "*"), file),
            months or MONTHS,
            Folder.of(str(tmp_path / "out")),
            executor,
            said.append,
        )
        return {done.council.name: done.failure or (len(done.made), done.kept) for done in found}

    said = start.said = []
    start.out = tmp_path / "out"
    return start


def files(folder):
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()
    }


def test_each_month_is_what_the_council_s_own_run_writes(region, tmp_path, here, monkeypatch):
    monkeypatch.setattr(monthly, "INDICATORS", {id: INDICATORS[id] for id in A_FEW})
    run(councils(str(region / "Beech"), None), MONTHS, Folder.of(str(tmp_path)), here, lambda done: None)
    care = Care(read_extract(region / "Beech"))
    for month in MONTHS:
        alone = csv_of(measures(care, [month], UNKNOWN))
        assert (tmp_path / "Beech" / f"{month}.csv").read_bytes() == alone


def test_a_figure_that_looks_back_beyond_a_council_s_records_stands_beside_no_others(
    region, tmp_path, here, monkeypatch
):
    monkeypatch.setattr(
        monthly, "INDICATORS", {id: INDICATORS[id] for id in ("pathway_plan", "children_in_care")}
    )
    plans = region / "Ash" / "PathwayPlans.csv"
    begun = pd.read_csv(plans, dtype=str).assign(PLAN_DATE="15/04/2020")
    begun.to_csv(plans, index=False)
    long_after = ReportingMonth(2031, 1)
    for months in ((MAY,), (MAY.previous(30), MAY), (MAY, long_after)):
        run(
            councils(str(region / "*"), None),
            months,
            Folder.of(str(tmp_path / "out")),
            here,
            lambda done: None,
        )
        own = read_measures(tmp_path / "out" / "Ash" / "2020-05.csv")
        assert {"pathway_plan", "children_in_care"} <= set(own["indicator"])
        together = pd.read_csv(tmp_path / "out" / "measures.csv")
        with_plans = set(together.loc[together["indicator"] == "pathway_plan", "council"])
        assert "Ash" not in with_plans and "Beech" in with_plans and "Ash" in set(together["council"])


def test_one_file_holds_all_councils_and_says_whose_each_row_is(batch):
    batch()
    text = pd.read_csv(batch.out / "measures.csv", keep_default_na=False)
    assert list(text["council"].unique()) == ["Ash", "Beech", "Cedar, East"]
    tables = pd.read_parquet(batch.out / "measures.parquet")
    assert len(text) == len(tables) and list(text) == list(tables)
    for council, rows in tables.groupby("council"):
        own = pd.concat(
            [read_measures(batch.out / council / f"{month}.csv") for month in MONTHS], ignore_index=True
        )
        rows = rows.drop(columns="council").reset_index(drop=True)
        pd.testing.assert_frame_equal(rows, own, check_dtype=False)
    assert "Visits" not in set(tables.loc[tables["council"] == "Beech", "indicator"])


def test_an_extract_is_read_once_for_all_of_its_months(batch, monkeypatch):
    read = []
    monkeypatch.setattr(
        figures,
        "read_extract",
        lambda folder, columns, many: read.append(folder.name) or read_extract(folder),
    )
    assert batch(*MONTHS, MAY.next())["Ash"] == (3, 0)
    assert sorted(read) == ["Ash", "Beech", "Cedar, East"]


def test_what_is_done_and_unchanged_is_not_done_again(batch, region):
    batch()
    before = files(batch.out)
    assert set(batch().values()) == {(0, 2)}
    assert files(batch.out) == before
    assert set(batch(*MONTHS, MAY.next()).values()) == {(1, 2)}
    with open(region / "Ash" / "Reviews.csv", "a", encoding="utf-8") as reviews:
        reviews.write("\n")
    assert batch() == {"Ash": (2, 0), "Beech": (0, 2), "Cedar, East": (0, 2)}


@pytest.mark.parametrize(
    ("name", "change", "again"),
    [
        ("2020-05.csv", lambda content: content[:-20], (1, 1)),
        ("record.json", lambda content: content[:-20], (2, 0)),
        ("record.json", lambda content: b'{"made_from": 1, "months": []}', (2, 0)),
        (
            "record.json",
            lambda content: content.replace(json.loads(content)["made_from"]["library"].encode(), b"x"),
            (2, 0),
        ),
    ],
    ids=["cut short", "record cut short", "no record", "another version"],
)
def test_a_kept_result_that_is_not_whole_or_of_another_version_is_made_again(batch, name, change, again):
    batch()
    before = files(batch.out)
    path = batch.out / "Ash" / name
    path.write_bytes(change(path.read_bytes()))
    assert batch()["Ash"] == again
    assert files(batch.out) == before


def test_a_council_that_fails_is_named_and_the_others_are_done(batch, broken):
    found = batch()
    assert found.pop("Dale").startswith(f"{broken}: no Header file")
    assert set(found.values()) == {(2, 0)}
    assert "Dale" not in set(pd.read_csv(batch.out / "measures.csv")["council"])


def test_a_fault_of_the_code_is_told_without_what_the_extract_holds(batch, monkeypatch):
    def wrong(folder, columns, many):
        raise KeyError("child 17")

    monkeypatch.setattr(figures, "read_extract", wrong)
    assert set(batch().values()) == {
        f"KeyError at {Path(__file__).name}, line {wrong.__code__.co_firstlineno + 1}"
    }


def test_a_worker_with_another_version_of_the_library_is_refused(batch, monkeypatch):
    monkeypatch.setattr("scorecard.batch.run.library_digest", lambda: "another")
    assert "another version of the scorecard" in batch()["Ash"]


def test_names_and_populations_come_from_a_file(batch, region, tmp_path):
    (tmp_path / "under 18.csv").write_text(
        "year_ending_31_march,under_18,source\n2019,1000,ONS\n", encoding="utf-8"
    )
    file = tmp_path / "councils.yml"
    file.write_text('Ash:\n  name: "Ash, the"\n  population: under 18.csv\n', encoding="utf-8")
    assert list(batch(file=file)) == ["Ash, the", "Beech", "Cedar, East"]
    found = pd.read_parquet(batch.out / "measures.parquet")
    rates = found[(found["indicator"] == "Episodes") & (found["period_end"] == MAY.as_at)]
    assert rates.set_index("council")["value"].notna().to_dict() == {
        "Ash, the": True,
        "Beech": False,
        "Cedar, East": False,
    }


def test_a_council_s_own_headings_come_from_a_file(batch, region, tmp_path, monkeypatch):
    monkeypatch.setattr(figures, "read_extract", read_extract)
    visits = region / "Ash" / "Visits.csv"
    visits.write_text(visits.read_text("utf-8").replace("CHILD,VISIT_DATE", "Person ref,Contact"), "utf-8")
    (tmp_path / "ash.yml").write_text(
        "Visits:\n  columns:\n    CHILD: Person ref\n    VISIT_DATE: Contact\n    SEEN: SEEN\n    SEEN_ALONE: SEEN_ALONE\n",
        "utf-8",
    )
    file = tmp_path / "councils.yml"
    file.write_text("Ash:\n  columns: ash.yml\n", encoding="utf-8")
    assert batch(file=file)["Ash"] == (2, 0)
    visits = pd.read_csv(batch.out / "measures.csv").query("indicator == 'Visits'")
    assert visits.groupby("council")["numerator"].max().nunique() == 1 and "Ash" in set(visits["council"])
    assert batch()["Ash"] == (2, 0)


def test_results_may_lie_on_storage_that_only_a_url_names(region, here, tmp_path, few_figures):
    fsspec = pytest.importorskip("fsspec")
    store = fsspec.filesystem("memory")
    store.put(f"{region}/", "/extracts/", recursive=True)
    run(councils("memory://extracts/*", None), MONTHS, Folder.of("memory://results"), here, lambda done: None)
    run(councils(str(region / "*"), None), MONTHS, Folder.of(str(tmp_path / "out")), here, lambda done: None)
    for name in ("measures.csv", "measures.parquet"):
        assert store.cat_file(f"/results/{name}") == (tmp_path / "out" / name).read_bytes()
