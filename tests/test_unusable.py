"""What the operating system refuses is told in one line that names the file."""

import errno
import io
import json
import os
import shutil
from pathlib import Path

import pytest
from command import command
from miniature_extract import MINIATURE
from scorecard.unusable import trouble_with_a_file

HELD = "cannot be opened or replaced; close it in other programs, or ask for the right to it"


@pytest.mark.parametrize(
    ("error", "line"),
    [
        (PermissionError(errno.EACCES, "denied", "/a/b.csv"), f"/a/b.csv {HELD}"),
        (PermissionError(errno.EACCES, "denied", "/a/new", None, "/a/old"), f"/a/old {HELD}"),
        (
            FileNotFoundError(errno.ENOENT, "none", "/a/b"),
            "/a/b is not there any more; put it back, and run this again",
        ),
        (NotADirectoryError(errno.ENOTDIR, "Not a directory", b"/a/b"), "/a/b: Not a directory"),
        (OSError(errno.ENOSPC, "No space left"), "the disk is full; make room, and run this again"),
        (
            FileNotFoundError(errno.ENOENT, "none"),
            "the folder that this runs in is not there any more; change to another",
        ),
        (BrokenPipeError(errno.EPIPE, "Broken pipe"), ""),
        (TimeoutError(), ""),
        (RuntimeError("Symlink loop from '/a/b'"), "/a/b: its links lead round in a circle; name another"),
        (RuntimeError("can't start new thread"), ""),
    ],
)
def test_a_refusal_of_the_system_names_the_file(project, error, line):
    assert trouble_with_a_file(error, project) == line


def test_a_file_of_the_project_is_named_from_its_root(project):
    error = PermissionError(errno.EACCES, "denied", str(project.measures))
    assert trouble_with_a_file(error, project) == f"report/sections/measures.csv {HELD}"


@pytest.mark.parametrize(
    "arguments",
    [("map", "one"), ("check", "--extract", "one"), ("verify", "one"), ("disclosure-key", "one/key")],
)
def test_links_that_lead_round_in_a_circle_are_told_in_one_line(clone, tmp_path, monkeypatch, arguments):
    monkeypatch.chdir(tmp_path)
    Path("one").symlink_to("other", target_is_directory=True)
    Path("other").symlink_to("one", target_is_directory=True)
    status, out, error = command(*arguments)
    assert (status, out, error.count("\n")) == (2, "", 1) and "one" in error


@pytest.fixture
def hold(monkeypatch):
    """Hold a file as Excel does: nobody else can open it."""

    def held_of(name):
        opened = io.open

        def refuse(file, *given, **more):
            if not isinstance(file, int) and Path(file).name == name:
                raise PermissionError(errno.EACCES, "Permission denied", str(file))
            return opened(file, *given, **more)

        monkeypatch.setattr(io, "open", refuse)

    return held_of


@pytest.mark.parametrize(
    "arguments", [("run",), ("report",), ("report", "--final"), ("new-month", "2020-06")]
)
def test_an_extract_file_that_is_open_in_excel_is_told_in_one_line(clone, hold, arguments):
    hold("Visits.csv")
    assert command(*arguments) == (2, "", f"{(MINIATURE / 'Visits.csv').as_posix()} {HELD}\n")


def test_so_it_is_by_check_which_goes_on(clone, hold):
    hold("Visits.csv")
    status, out, error = command("check")
    assert (status, error) == (1, "")
    assert "Visits.csv, line 1: expected a file that can be opened" in out


def test_a_folder_of_the_extract_that_may_not_be_looked_into_is_told_in_one_line(
    clone, tmp_path, monkeypatch
):
    folder = tmp_path / "extract"
    shutil.copytree(MINIATURE, folder)
    closed = folder / "2018-19"
    closed.mkdir()
    looked = os.scandir

    def refuse(place):
        if Path(place) == closed:
            raise PermissionError(errno.EACCES, "Permission denied", str(place))
        return looked(place)

    monkeypatch.setattr(os, "scandir", refuse)
    for arguments in (("check",), ("run",), ("map",)):
        of = (folder,) if arguments == ("map",) else ("--extract", folder)
        assert command(*arguments, *of) == (2, "", f"{closed.as_posix()} {HELD}\n")


@pytest.mark.parametrize("name", ["targets.yml", "benchmarks.csv"])
def test_so_is_reference_data(clone, hold, name):
    (clone.reference / name).write_text("", encoding="utf-8")
    hold(name)
    assert command("run") == (2, "", f"data/reference/{name} {HELD}\n")


def test_measures_that_are_open_in_excel_are_told_in_one_line(clone, hold):
    assert command("run")[0] == 0
    hold("measures.csv")
    assert command("run") == (2, "", f"report/sections/measures.csv {HELD}\n")
    assert command("new-month", "2020-06") == (2, "", f"report/sections/measures.csv {HELD}\n")
    assert "2020-05" in clone.parameters.read_text(encoding="utf-8")


def test_a_checkout_that_cannot_be_written_to_is_told_in_one_line(clone):
    clone.sections.write_text("in the way of the folder", encoding="utf-8")
    status, out, error = command("run")
    assert (status, out, error.splitlines()[-1]) == (2, "", "report/sections: File exists")


def test_a_record_of_the_last_run_in_another_shape_makes_all_again(clone):
    assert command("run")[0] == 0
    record = clone.sections / ".run.json"
    spoiled = {name: 5 for name in json.loads(record.read_text(encoding="utf-8"))}
    record.write_text(json.dumps(spoiled), encoding="utf-8")
    status, out, _ = command("run")
    assert (status, out.splitlines()[0]) == (0, "May 2020: 3 made, 0 up to date.")
