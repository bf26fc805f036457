"""The commands as an analyst types them: what they say, and the status that they leave."""

import os
import shutil
import subprocess
import sys

import pytest
from command import command
from miniature_extract import MINIATURE
from scorecard.judgement.targets import TargetsError
from scorecard.project import ROOT


def test_help_teaches_by_example(clone):
    status, out, _ = command("--help")
    assert status == 0
    assert "scorecard run --month 2020-04" in out
    for name in ("run", "report", "check"):
        status, out, _ = command(name, "--help")
        assert status == 0
        assert f"  scorecard {name}" in out
        assert "Exit status" in out


@pytest.mark.parametrize("name", ["run", "report", "check"])
@pytest.mark.parametrize(
    ("options", "line"),
    [
        (["--month", "2020-13"], "--month: month '2020-13' is not a month written YYYY-MM, such as 2020-05"),
        (["--extract", "nowhere"], "name the folder that holds the month's files"),
        (["--audience", "everyone"], "use audience: internal or public"),
        (["--moth", "2020-05"], "No such option '--moth'"),
    ],
)
def test_a_wrong_parameter_is_refused_in_one_line_before_anything_runs(clone, project, name, options, line):
    status, out, error = command(name, *options)
    assert (status, out) == (2, "")
    assert line in error.splitlines()[-1]
    assert "Traceback" not in error
    assert not project.sections.exists()


def test_a_run_says_what_it_makes_and_why_then_has_nothing_to_do(clone, write_notebook):
    write_notebook("reviews", "1")
    status, out, error = command("run")
    assert (status, out.splitlines()[0]) == (0, "May 2020: 4 made, 0 up to date.")
    assert error.splitlines()[0] == "To make (not made yet): reviews, measures, evidence, variables"
    assert "made: reviews" in error.splitlines()
    status, out, error = command("run")
    assert (status, out.splitlines()[0], error) == (0, "May 2020: everything is up to date.", "")


def test_a_failed_notebook_is_told_in_one_line_with_its_cell_and_the_copy_to_open(clone, write_notebook):
    write_notebook("reviews", "#| label: fig-reviews\nraise ValueError('no such chart\\nand more')")
    for name in ("run", "report"):
        status, _, error = command(name)
        assert status == 1
        assert error.splitlines()[-1] == (
            "notebooks/reviews.ipynb, cell fig-reviews: ValueError: no such chart; "
            "the cells up to there are in report/sections/failed/reviews.ipynb"
        )


def test_check_tells_an_extract_with_problems_from_one_that_cannot_be_used(clone, project):
    extract = project.root.parent / "extract"
    extract.mkdir()
    (extract / "Header.csv").write_text("CHILD,SEX,DOB,UPN,MOTHER\n1,1,01/02/2010,,\n", encoding="utf-8")
    status, out, error = command("check", "--extract", str(extract))
    assert (status, out) == (2, "")
    assert "Episodes" in error and len(error.splitlines()) == 1

    (extract / "Episodes.csv").write_text(
        "CHILD,DECOM,RNE,LS,PLACE,PLACE_PROVIDER,DEC,REC,PL_POST,URN\n1,31/02/2020,S,C2,U4,PR1,,,CB1,\n",
        encoding="utf-8",
    )
    status, out, _ = command("check", "--extract", str(extract))
    assert status == 1
    assert "\nEpisodes.csv, line 2, DECOM: “31/02/2020”, expected " in out
    assert f"1 problem in {extract.as_posix()}." in out.splitlines()


def test_check_names_the_files_that_it_cannot_read_and_the_figures_that_there_are_not(clone, tmp_path):
    extract = tmp_path / "extract"
    shutil.copytree(ROOT / "data" / "sample", extract)
    (extract / "synthetic_Staffing.csv").rename(extract / "Staffing.ods")
    lines = command("check", "--extract", str(extract))[1].splitlines()
    assert lines[:2] == [
        "Warning: Staffing.ods: not read; save each table of it as an Excel workbook or as “CSV UTF-8”",
        "Warning: there is no Staffing file, and so no figure for Caseload and Establishment",
    ]
    assert f"No problems in {extract.as_posix()} beside the warnings above." in lines


def test_a_run_warns_of_an_incomplete_extract_in_a_few_lines_and_an_unchanged_one_does_so_again(
    clone, write_notebook, tmp_path
):
    extract = shutil.copytree(MINIATURE, tmp_path / "extract")
    for table in ("Reviews", "Visits", "Missing"):
        (extract / f"{table}.csv").rename(extract / f"{table}.ods")
    write_notebook("reviews", "1")
    for first in ("May 2020: 4 made, 0 up to date.", "May 2020: everything is up to date."):
        out = command("run", "--extract", str(extract))[1].splitlines()
        assert out[0] == first
        assert out[1].startswith("Warning: Missing.ods: not read") and out[2].startswith(
            "Warning: Reviews.ods"
        )
        assert (
            out[3].startswith("And ") and out[3].endswith(" more: see `scorecard check`.") and len(out) == 4
        )


def test_targets_that_cannot_be_read_are_told_by_line(clone, monkeypatch):
    def refused(path):
        raise TargetsError("targets.yml, line 3: give a bound")

    monkeypatch.setattr("scorecard.board.read_targets", refused)
    assert command("check", "--month", "2019-12") == (2, "", "targets.yml, line 3: give a bound\n")


def test_an_interrupted_run_says_how_to_go_on(clone, monkeypatch):
    def interrupted(*given, **more):
        raise KeyboardInterrupt

    monkeypatch.setattr("scorecard.cli_common.make", interrupted)
    status, _, error = command("run")
    assert status == 130 and error.startswith("Interrupted. ") and len(error.splitlines()) == 1


def test_an_interruption_after_the_sections_is_told_in_one_line_too(clone, write_notebook, monkeypatch):
    def interrupted(*_, **__):
        raise KeyboardInterrupt

    write_notebook("reviews", "1")
    command("run")
    monkeypatch.setattr("scorecard.render.render", interrupted)
    status, _, error = command("report")
    assert (status, error) == (
        130,
        "Interrupted. Each file that is there is whole; the same command makes the rest.\n",
    )


def test_what_draws_nothing_loads_neither_altair_nor_scipy():
    code = (
        "import sys, scorecard.loading, scorecard.commentary.check, scorecard.lists.of_problems\n"
        "print(sorted({'altair', 'jsonschema', 'scipy'} & set(sys.modules)))"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, encoding="utf-8", check=True)
    assert ran.stdout == "[]\n"


def test_with_nothing_to_do_neither_pandas_nor_papermill_is_imported(clone, project):
    assert command("run")[0] == 0
    script = (
        "import sys; from pathlib import Path; from scorecard import cli; from scorecard.project import Project\n"
        f"cli.Project = lambda: Project(Path({str(project.root)!r}))\n"
        "cli.app(['run'], standalone_mode=False)\n"
        "print(sorted({'pandas', 'numpy', 'altair', 'papermill', 'rich', 'jupyter_client'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, encoding="utf-8", check=True)
    said = done.stdout.splitlines()
    assert (said[0], said[-1]) == ("May 2020: everything is up to date.", "[]")


def test_what_renders_an_edited_sentence_loads_no_pandas():
    code = "import sys, scorecard.cli, scorecard.render, scorecard.report_text; print('numpy' in sys.modules)"
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, encoding="utf-8", check=True)
    assert ran.stdout == "False\n"


def test_a_name_that_the_terminal_cannot_show_stops_nothing(tmp_path):
    extract = shutil.copytree(MINIATURE, tmp_path / "Łódź")
    done = subprocess.run(
        [sys.executable, "-m", "scorecard", "check", "--extract", str(extract)],
        capture_output=True,
        encoding="cp1252",
        env=os.environ | {"PYTHONIOENCODING": "cp1252"},
        check=False,
    )
    assert (done.returncode, done.stderr) == (1, "")
    assert " problems in" in done.stdout and "\\u0141\xf3d\\u017a.\n" in done.stdout


def test_python_m_scorecard_is_the_same_command():
    done = subprocess.run(
        [sys.executable, "-m", "scorecard", "run", "--month", "2020"],
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 2
    assert done.stderr.startswith("--month: month '2020' is not a month")
