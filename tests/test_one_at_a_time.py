"""Commands in one checkout take turns, and one that was killed is in nobody's way."""

import subprocess
import sys
from threading import Timer

import pytest
from command import command
from miniature_extract import MINIATURE
from scorecard import one_at_a_time
from scorecard.project import UNFINISHED

AT_WORK = """
import sys, time
from pathlib import Path
from scorecard.one_at_a_time import one_at_a_time
from scorecard.project import Project
with one_at_a_time(Project(Path(sys.argv[1]))):
    print("at work", flush=True)
    time.sleep(float(sys.argv[2]))
"""


@pytest.fixture
def another(clone):
    """Start another command, which is at work for so many seconds."""
    started = []

    def start(seconds: float) -> subprocess.Popen:
        command = [sys.executable, "-c", AT_WORK, str(clone.root), str(seconds)]
        process = subprocess.Popen(command, stdout=subprocess.PIPE, encoding="utf-8")
        started.append(process)
        assert process.stdout.readline() == "at work\n"
        return process

    yield start
    for process in started:
        process.kill()
        process.communicate()


@pytest.mark.parametrize(
    "arguments", [("run",), ("report", "--final"), ("new-month", "2020-06"), ("map", MINIATURE)]
)
def test_a_second_command_gives_up_in_one_line_and_leaves_all_as_it_is(
    clone, another, monkeypatch, arguments
):
    monkeypatch.setattr(one_at_a_time, "PATIENCE", 0.2)
    another(60)
    before = {path for path in clone.root.rglob("*")}
    status, out, error = command(*arguments)
    assert (status, out) == (2, "")
    assert error.splitlines() == [
        "Another scorecard command is at work here; waiting for it, 0.2 seconds at most.",
        "The other command is still at work after 0.2 seconds, so nothing was done; run this again when it has ended",
    ]
    assert {path for path in clone.root.rglob("*")} == before


def test_a_second_command_waits_and_takes_the_parameters_as_they_are_then(clone, another):
    process = another(2)
    old = clone.parameters.read_text(encoding="utf-8")
    Timer(1, clone.parameters.write_bytes, (old.replace("2020-05", "2020-06").encode("utf-8"),)).start()
    status, out, error = command("run")
    assert (status, out.splitlines()[0]) == (0, "June 2020: 3 made, 0 up to date.")
    assert error.splitlines()[0].startswith("Another scorecard command is at work here")
    assert process.wait() == 0


def test_what_only_reads_waits_for_nobody(clone, another):
    another(60)
    status, out, error = command("check")
    assert (status, error) == (1, "")
    assert out.endswith(f"12 problems in {MINIATURE.as_posix()}.\n1 problem in report/scorecard.qmd.\n")


def test_a_killed_command_stops_nobody_and_what_it_left_is_cleared(clone, another):
    left = [place / f"{UNFINISHED}abc" for place in (clone.root, clone.sections, clone.output, clone.packs)]
    for folder in left:
        folder.mkdir(parents=True)
        (folder / "health.ipynb").write_text("{}", encoding="utf-8")
    killed = another(60)
    killed.kill()
    killed.wait()
    status, _, error = command("run")
    assert (status, "Another" in error) == (0, False)
    assert [folder for folder in left if folder.exists()] == []
