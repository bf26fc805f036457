"""`scorecard batch` as an analyst types it."""

from contextlib import contextmanager
from types import SimpleNamespace

import pandas as pd
import pytest
from command import command
from scorecard import cli_region
from scorecard.batch import figures, workers
from scorecard.parameters import ParameterError


@pytest.fixture(autouse=True)
def in_this_process(monkeypatch, here, few_figures):
    monkeypatch.setattr(workers, "processes", contextmanager(lambda number: iter([here])))


def test_it_says_what_is_made_what_is_left_and_what_failed(region, broken, tmp_path):
    arguments = (
        "batch",
        "--months",
        "2020-04:2020-05",
        "--extracts",
        region / "*",
        "--out",
        tmp_path / "out",
    )
    status, out, said = command(*arguments)
    assert status == 1
    assert out == f"3 councils, 2 months: {tmp_path / 'out'}\n"
    lines = said.splitlines()
    assert sorted(line.partition(" (")[0] for line in lines if " made" in line) == [
        "Ash: 2 made",
        "Beech: 2 made",
        "Cedar, East: 2 made",
    ]
    assert "failed: Dale: " in said and lines[-1] == "Failed: Dale."
    assert [line.rpartition(" (")[2] for line in lines[:-1]] == ["3 left)", "2 left)", "1 left)", "the last)"]
    assert "Ash: 0 made, 2 kept" in command(*arguments)[2]


def test_a_council_of_which_a_file_is_refused_is_said_also_when_its_months_are_kept(region, tmp_path):
    (region / "Ash" / "Reviews.csv").rename(region / "Ash" / "Reviews.ods")
    arguments = ("batch", "--months", "2020-05", "--extracts", region / "*", "--out", tmp_path / "out")
    for made in ("1 made", "0 made, 1 kept"):
        told = command(*arguments)[2].splitlines()
        after = told[next(n for n, line in enumerate(told) if line.startswith(f"Ash: {made} (")) + 1]
        assert after.startswith("Warning: Ash: Reviews.ods: not read; save each table of it")


def test_councils_whose_records_end_earlier_are_said(region, tmp_path, monkeypatch):
    ends = {"Ash": "2020-05-29", "Beech": "2020-04-30"}
    monkeypatch.setattr(
        figures,
        "newest_of_all",
        lambda extract: pd.Timestamp(ends.get(extract.folder.name, "2020-05-01")),
    )
    found = command("batch", "--months", "2020-05", "--extracts", region / "*", "--out", tmp_path / "out")
    assert found[1].startswith("The newest records are of 2020-05; older: Beech (2020-04).\n")


@pytest.mark.parametrize(
    ("months", "line"),
    [
        ("2020-13", "--months: month '2020-13' is not a month written YYYY-MM, such as 2020-05"),
        ("2020-05:", "--months: month '' is not a month written YYYY-MM, such as 2020-05"),
        ("2020-06:2020-05", "--months: 2020-06 is after 2020-05; the first month comes first"),
    ],
)
def test_months_that_are_none_are_refused_in_one_line(region, tmp_path, months, line):
    found = command("batch", "--months", months, "--extracts", region / "*", "--out", tmp_path / "out")
    assert found == (2, "", f"{line}\n")


@pytest.fixture
def made(monkeypatch, tmp_path):
    """Each regional pack that is made, by its parameters; its page says whose copy it is."""
    asked = []

    def render(project, audience):
        page = tmp_path / "region.html"
        page.write_text(f"{audience} {asked[-1].council}", encoding="utf-8")
        return SimpleNamespace(files=(page,), renderer="a renderer")

    monkeypatch.setattr(cli_region, "make_sections", lambda project, parameters: asked.append(parameters))
    monkeypatch.setattr("scorecard.render.render", render)
    return asked


def test_a_region_is_made_of_the_merged_measures_and_a_copy_for_each_council(region, tmp_path, made):
    out = tmp_path / "out"
    arguments = ("batch", "--months", "2020-04:2020-05", "--extracts", region / "*", "--out", out)
    status, said, _ = command(*arguments, "--region", "--copies")
    assert status == 0
    measures = str(out / "measures.csv")
    assert [(each.month, each.measures, each.council) for each in made] == [
        ("2020-05", measures, name) for name in ("Ash", "Beech", "Cedar, East", "")
    ]
    assert (out / "Beech" / "region.html").read_text(encoding="utf-8") == "region Beech"
    assert said.splitlines()[-2:] == ["Rendered by a renderer:", f"  {(tmp_path / 'region.html').as_posix()}"]
    made.clear()
    command(*arguments, "--region")
    assert [each.council for each in made] == [""]


def test_what_makes_no_region_is_refused_before_the_batch_begins(region, tmp_path, monkeypatch):
    def refused(project):
        raise ParameterError("parameters.yml, line 4: internal only")

    arguments = ("batch", "--months", "2020-05", "--extracts", region / "*", "--region", "--out")
    assert command(*arguments, "s3://bucket/out") == (
        2,
        "",
        "--region: --out has to be a folder of this machine, not a URL\n",
    )
    monkeypatch.setattr(cli_region, "refuse_public_region", refused)
    assert command(*arguments, tmp_path / "out") == (2, "", "parameters.yml, line 4: internal only\n")
    assert not (tmp_path / "out").exists()
