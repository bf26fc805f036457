"""What takes long to make and no test changes is made once, for all of pytest's processes."""

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from filelock import FileLock
from scorecard.parameters import read_parameters
from scorecard.project import ROOT, Project
from scorecard.running.run import run

EXTRACT = ROOT / "data" / "sample"


def made_once(tmp_path_factory: pytest.TempPathFactory, name: str, make: Callable[[Path], object]) -> Path:
    """The folder of this name as `make` filled it, in whichever process came first."""
    base = tmp_path_factory.getbasetemp()
    shared = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base
    folder, unfinished = shared / name, base / f"{name} unfinished"
    with FileLock(shared / f"{name}.lock"):
        if not folder.exists():
            unfinished.mkdir()
            make(unfinished)
            unfinished.rename(folder)
    return folder


def copy_project_files(root: Path) -> None:
    """What every clone has: the theme, Quarto's settings and the reference data."""
    for folder in ("report/theme", "data/reference"):
        shutil.copytree(ROOT / folder, root / folder)
    for file in ("_quarto.yml", "report/run-by-quarto.py"):
        shutil.copy(ROOT / file, root / file)


def make_sample(root: Path) -> None:
    """A clone whose sections are the sample council's May 2020."""
    project = Project(root)
    copy_project_files(root)
    shutil.copytree(ROOT / "notebooks", project.notebooks)
    for file in ("parameters.yml", "report/scorecard.qmd", "report/summary.qmd", "report/slides.qmd"):
        shutil.copy(ROOT / file, root / file)
    outcome = run(project, read_parameters(project, month="2020-05", extract=str(EXTRACT)))
    assert not outcome.failures, outcome.failures
