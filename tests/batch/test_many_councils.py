"""An extract of several councils gives each of them what its own extract gives, in one pass."""

import pandas as pd
import pytest
from scorecard.batch.councils import councils
from scorecard.batch.run import run
from scorecard.batch.storage import Folder
from scorecard.care.history import Care
from scorecard.extract.problems import UnusableExtract
from scorecard.extract.reader import read_extract
from scorecard.indicators import INDICATORS
from scorecard.measures.monthly import CouncilCare, measures, measures_of_each
from scorecard.measures.population import UNKNOWN
from scorecard.measures.table import csv_of
from scorecard.reporting_month import ReportingMonth
from scorecard.unusable import Unusable

FEBRUARY = ReportingMonth(2021, 2)
NAMES = ["Ash", "Beech", "Cedar, East"]


def rewritten(path, change):
    """A file of the extract with its rows changed."""
    table = pd.read_csv(path, dtype=str, keep_default_na=False)
    change(table).to_csv(path, index=False)


def batch(pattern, out, executor, file=None, months=(FEBRUARY,)):
    """Run it, and say how each extract ended."""
    found = run(councils(str(pattern), file), months, Folder.of(str(out)), executor, lambda done: None)
    return [done.failure or (len(done.made), done.kept) for done in found]


def test_each_council_has_the_figures_of_its_own_extract(region, together):
    for column in ("UASC", "Staffing"):  # Ash has none of these, and no group of its own is lost by that
        rewritten(together / f"{column}.csv", lambda table: table[table["COUNCIL"] != "Ash"])
        (region / "Ash" / f"{column}.csv").unlink()
    extract = read_extract(together, many=True)
    own = extract.of_each_council()
    assert list(own) == NAMES and "Visits" not in own["Beech"].tables and "UASC" not in own["Ash"].tables
    each = {name: CouncilCare(Care(of), UNKNOWN) for name, of in own.items()}
    months = (FEBRUARY.previous(), FEBRUARY)
    found = measures_of_each(Care(extract), each, months)
    for name in NAMES:
        alone = measures(Care(read_extract(region / name)), months, UNKNOWN)
        assert csv_of(found[name]) == csv_of(alone)


def test_a_cohort_is_made_once_for_all_councils(together, monkeypatch):
    made = []
    visits = INDICATORS["visits_on_time"]
    counted = visits.cohort
    object.__setattr__(visits, "cohort", lambda care, days: made.append(days) or counted(care, days))
    monkeypatch.setattr("scorecard.measures.monthly.INDICATORS", {visits.id: visits})
    extract = read_extract(together, many=True)
    each = {name: CouncilCare(Care(of), UNKNOWN) for name, of in extract.of_each_council().items()}
    measures_of_each(Care(extract), each, [FEBRUARY])
    object.__setattr__(visits, "cohort", counted)
    assert len(made) == 1


def test_names_compare_without_case_and_outer_spaces(together):
    rewritten(
        together / "Visits.csv",
        lambda table: table.assign(COUNCIL=[f" {name.upper()} " for name in table["COUNCIL"]]),
    )
    extract = read_extract(together, many=True)
    assert list(extract.of_each_council()) == NAMES
    assert len(extract.table("Visits")) == 2 * len(
        read_extract(together.parents[1] / "all extracts" / "Ash").table("Visits")
    )


def test_a_row_of_no_council_is_left_out_and_told_by_its_line(together):
    rewritten(together / "Reviews.csv", lambda table: table.assign(COUNCIL=["", *table["COUNCIL"][1:]]))
    told = [str(each) for each in read_extract(together, many=True).problems if each.column == "COUNCIL"]
    assert told == [
        "Reviews.csv, line 2, COUNCIL: expected the name or code of the row's council: the row is left out"
    ]


def test_a_file_without_the_column_is_refused_by_name(together):
    rewritten(together / "Reviews.csv", lambda table: table.drop(columns="COUNCIL"))
    with pytest.raises(UnusableExtract, match="Reviews.csv has no column COUNCIL") as refusal:
        read_extract(together, many=True)
    assert len(str(refusal.value).splitlines()) == 1


@pytest.mark.parametrize("name", ["../Ash", "..", "Ash."])
def test_a_name_that_no_folder_can_have_is_refused(together, name):
    rewritten(together / "Reviews.csv", lambda table: table.assign(COUNCIL=name))
    with pytest.raises(UnusableExtract, match="COUNCIL: expected names without"):
        read_extract(together, many=True)


def test_a_council_that_names_itself_throughout_is_one_council(region):
    plain = read_extract(region / "Ash")
    for path in (region / "Ash").glob("*.csv"):
        rewritten(path, lambda table: table.assign(COUNCIL="Ash"))
    named = read_extract(region / "Ash")
    assert named.councils is None and named.children.equals(plain.children)
    assert csv_of(measures(Care(named), [FEBRUARY], UNKNOWN)) == csv_of(
        measures(Care(plain), [FEBRUARY], UNKNOWN)
    )


def test_where_one_council_is_wanted_several_are_refused_in_one_line(together):
    with pytest.raises(UnusableExtract, match="of several councils; `scorecard batch`"):
        read_extract(together)


def test_no_id_stands_in_a_problem_with_or_without_its_council(together):
    child = pd.read_csv(together / "Header.csv", dtype=str)["CHILD"][0]
    rewritten(together / "Visits.csv", lambda table: table.assign(SEEN=child))
    told = [each for each in read_extract(together, many=True).problems if each.column == "SEEN"]
    assert told and not any(each.value for each in told)


def test_a_batch_gives_each_council_a_folder_and_its_name(together, region, tmp_path, here, few_figures):
    (tmp_path / "under 18.csv").write_text(
        "council,year_ending_31_march,under_18,source\nBeech,2019,1000,ONS\n", encoding="utf-8"
    )
    file = tmp_path / "councils.yml"
    file.write_text("the region:\n  population: under 18.csv\n", encoding="utf-8")
    out = tmp_path / "out"
    assert batch(together, out, here, file) == [(1, 0)]
    assert batch(together, out, here, file) == [(0, 1)]
    found = pd.read_parquet(out / "measures.parquet")
    assert list(found["council"].unique()) == NAMES
    assert set(found.loc[found["value"].notna(), "council"]) == {"Beech"}
    (out / "the region" / "Beech" / f"{FEBRUARY}.csv").write_bytes(b"cut")
    assert batch(together, out, here, file) == [(1, 0)]
    assert pd.read_parquet(out / "measures.parquet").equals(found)
    with pytest.raises(Unusable, match="Ash, Beech and Cedar, East in more than one extract"):
        run(
            [*councils(str(together), None), *councils(str(region / "*"), None)],
            [FEBRUARY], Folder.of(str(tmp_path / "both")), here, lambda done: None,
        )  # fmt: skip
