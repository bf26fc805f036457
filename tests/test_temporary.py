"""A folder with children's records goes with its command, and nobody else's goes with it."""

import os
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from scorecard.temporary import private_folder


@pytest.fixture(autouse=True)
def temporary(tmp_path, monkeypatch):
    """Where the system's temporary folders are."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    monkeypatch.setenv("TMPDIR", str(tmp_path))


def test_each_has_its_own_while_it_lasts(tmp_path):
    with private_folder() as first, private_folder() as second:
        assert first != second and first.is_dir() and not list(second.iterdir())
    assert not list(tmp_path.iterdir())


@pytest.mark.skipif(os.name != "posix", reason="TMPDIR is of POSIX")
def test_what_a_killed_command_left_goes_when_the_next_one_begins():
    program = (
        "import os; from scorecard.temporary import private_folder\n"
        "with private_folder() as folder: print(folder, flush=True); os._exit(1)"
    )
    left = Path(
        subprocess.run([sys.executable, "-c", program], capture_output=True, text=True).stdout.strip()
    )
    assert left.is_dir()
    with private_folder():
        assert not left.parent.exists()


def test_many_that_begin_at_once_leave_each_others_alone(tmp_path):
    def used(_: int) -> bool:
        with private_folder() as folder:
            (folder / "Header.csv").write_text("CHILD", encoding="utf-8")
            return (folder / "Header.csv").read_text(encoding="utf-8") == "CHILD"

    with ThreadPoolExecutor(8) as threads:
        assert all(threads.map(used, range(400)))
    assert not list(tmp_path.glob("*/*/*"))
