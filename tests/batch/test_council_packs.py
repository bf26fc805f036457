"""A batch makes each council's own packs: with its own data and texts, nothing twice, and the rest after a failure."""

import pytest
from handmade import MAY, handmade_board
from miniature_extract import MINIATURE
from scorecard.batch import clone, council_packs
from scorecard.batch.clone import clone_for, report
from scorecard.batch.councils import Council, councils
from scorecard.batch.run import run_packs
from scorecard.batch.storage import Folder
from scorecard.commentary.drafted import drafted_throughout
from scorecard.council import read_council
from scorecard.judgement.targets import read_targets
from scorecard.measures.population import read_population
from scorecard.project import Project
from scorecard.report_text import read_report
from scorecard.unusable import Unusable

TEXT = """---
title: "Our own"
---

Of {{< var council.name >}}: {{< var children_in_care_rate.number >}} for every 10,000.
"""
POPULATION = "year_ending_31_march,under_18,source\n2019,20000,made up\n"


@pytest.fixture
def file(region):
    """What is said of Ash, and nothing of the others."""
    beside = region.parent
    (beside / "ash").mkdir()
    (beside / "ash" / "scorecard.qmd").write_text(TEXT, encoding="utf-8")
    (beside / "ash.csv").write_text(POPULATION, encoding="utf-8")
    (beside / "ash.yml").write_text(
        "reviews_on_time:\n  targets:\n    - {from: 2017-04, at_least: 95, set_by: The board, set_on: 2017-04-01}\n",
        encoding="utf-8",
    )
    path = beside / "councils.yml"
    path.write_text(
        "Ash:\n  name: Ashshire\n  population: ash.csv\n  targets: ash.yml\n  report: ash\n", encoding="utf-8"
    )
    return path


def test_a_clone_has_the_council_s_own_files_and_nobody_else_s(region, file, tmp_path):
    ash, beech, _ = councils(str(region / "*"), file)
    own = clone_for(ash, tmp_path / "ash clone")
    assert read_council(own)["name"] == read_council(own)["area"] == "Ashshire"
    assert list(read_population(own)) == [20_000]
    assert list(read_targets(own)) == ["reviews_on_time"]
    assert own.report.read_text(encoding="utf-8") == TEXT
    other = clone_for(beech, tmp_path / "beech clone")
    assert read_population(other).empty and read_targets(other) == {}
    assert "logo" not in read_council(other) and read_council(other)["similar"] == "Similar councils"
    assert not other.region_report.exists() and not other.sections.exists()


def test_a_folder_without_a_text_is_refused(region, file):
    (file.parent / "ash" / "scorecard.qmd").unlink()
    with pytest.raises(Unusable, match="^ash: there is no text in it, such as scorecard.qmd$"):
        councils(str(region / "*"), file)


def test_a_pack_is_made_in_the_clone_by_the_council_s_own_data(region, file, tmp_path):
    """Without notebooks, which take long: what they draw is that of any other clone."""
    ash = councils(str(region / "*"), file)[0]
    own = clone_for(ash, tmp_path / "a clone")
    for notebook in own.section_notebooks:
        notebook.unlink()
    pack = report(own, ash, "2020-05", MINIATURE)
    assert {"scorecard.html", "scorecard.pdf", "scorecard.docx", "measures.csv"} <= pack.keys()
    (row,) = [
        line
        for line in pack["measures.csv"].decode().splitlines()
        if "children_in_care_rate,month,2020-05" in line
    ]
    in_care = int(row.split(",")[6])
    assert row.split(",")[7] == "20000"
    assert f"Of Ashshire: {in_care / 2:.1f} for every 10,000." in pack["scorecard.html"].decode()
    with pytest.raises(Unusable, match="^2020-05: .*there is no folder"):
        report(own, ash, "2020-05", tmp_path / "gone")


@pytest.fixture
def packs(region, tmp_path, here, monkeypatch):
    """Make them, without a clone or a report: of each council how many were made and kept, or why it failed."""
    made = []

    def pack(made_in, council, month, extract):
        if council.name == "Beech" and month == "2020-05":
            raise Unusable("2020-05: report/scorecard.qmd, line 3: …")
        made.append((council.name, month))
        return {"scorecard.html": f"{council.name} {month}".encode(), "measures.csv": b"month\n"}

    monkeypatch.setattr(council_packs, "clone_for", lambda council, folder: None)
    monkeypatch.setattr(council_packs, "report", pack)

    def start():
        made.clear()
        out = Folder.of(str(tmp_path / "out"))
        found = run_packs(
            councils(str(region / "*"), None), (MAY.previous(), MAY), out, here, lambda done: None
        )
        return {done.council.name: done.failure or (len(done.made), done.kept) for done in found}

    start.made, start.out = made, tmp_path / "out"
    return start


def test_what_is_there_is_kept_and_one_failure_stops_no_other(packs):
    failed = {"Beech": "2020-05: report/scorecard.qmd, line 3: …"}
    assert packs() == {"Ash": (2, 0), "Cedar, East": (2, 0)} | failed
    assert (packs.out / "Ash" / "packs" / "2020-05" / "scorecard.html").read_bytes() == b"Ash 2020-05"
    assert packs() == {"Ash": (0, 2), "Cedar, East": (0, 2)} | failed
    assert packs.made == []


@pytest.mark.parametrize("change", ["cut", "gone", "other source"])
def test_a_pack_that_is_not_whole_or_of_another_source_is_made_again(packs, change, monkeypatch):
    packs()
    page = packs.out / "Ash" / "packs" / "2020-04" / "scorecard.html"
    if change == "cut":
        page.write_bytes(b"As")
    elif change == "gone":
        page.unlink()
    else:
        monkeypatch.setattr(clone, "source", lambda: "another")
        monkeypatch.setattr(council_packs, "source", lambda: "another")
    assert packs()["Ash"] == ((2, 0) if change == "other source" else (1, 1))
    assert page.read_bytes() == b"Ash 2020-04"


def test_a_worker_with_another_source_says_so(tmp_path):
    asked = council_packs.CouncilPacks(
        Council("Ash", "Ash", Folder.of(str(MINIATURE))), ("2020-05",), Folder.of(str(tmp_path)), "another"
    )
    assert council_packs.make_packs(asked).failure.startswith("a worker has another version of the scorecard")


def test_a_text_that_nobody_wrote_is_drafted_throughout():
    board, project = handmade_board(), Project()
    pack, summary = (
        drafted_throughout(read_report(text, text.name), board) for text in (project.report, project.summary)
    )
    assert "{{< var reviews_on_time.value >}}" in pack and "Steady." not in pack
    written = read_report(project.report, "").lines
    assert len([line for line in pack.splitlines() if ".commentary" in line]) == len(
        [line for line in written if ".commentary" in line]
    )
    assert "Since the period before: the same." in summary and "Steady" not in summary


def test_of_a_notebook_s_error_only_its_place_is_told():
    lines = [
        "To make (not made yet): health",
        "notebooks/health.ipynb, cell fig-dental: KeyError: child 17; the cells …",
    ]
    assert clone._why(lines) == "notebooks/health.ipynb, cell fig-dental failed"
