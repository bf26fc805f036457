"""`scorecard batch` as an analyst types it."""

from contextlib import contextmanager

import pandas as pd
import pytest
from command import command
from scorecard.batch import council_months, workers


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


def test_councils_whose_records_end_earlier_are_said(region, tmp_path, monkeypatch):
    ends = {"Ash": "2020-05-29", "Beech": "2020-04-30"}
    monkeypatch.setattr(
        council_months,
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
