"""A small clone of the project, whose notebooks a test writes itself."""

from collections.abc import Callable
from pathlib import Path

import nbformat
import pytest
from miniature_extract import MINIATURE
from nbformat.v4 import new_code_cell, new_notebook
from scorecard import loading
from scorecard.parameters import Parameters
from scorecard.project import Project

PARAMETERS = 'month = "2020-04"\nextract = "data/sample"\naudience = "internal"'


loading.MOST_KEPT = 20  # what many tests ask for is worked out once


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The module that takes longest goes first, so that no processor waits for it at the end."""
    items.sort(key=lambda item: "test_rehearsal" not in item.nodeid)


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """An empty project, in a folder with a space in its name."""
    project = Project(tmp_path / "a clone")
    project.notebooks.mkdir(parents=True)
    project.reference.mkdir(parents=True)
    return project


@pytest.fixture
def parameters() -> Parameters:
    """May 2020 of the miniature extract."""
    return Parameters(month="2020-05", extract=str(MINIATURE), audience="internal")


@pytest.fixture
def write_notebook(project: Project) -> Callable[..., Path]:
    """Write a notebook with a parameters cell and these cells into the project."""

    def write(name: str, *sources: str) -> Path:
        cells = [new_code_cell(source, id=f"cell-{n}") for n, source in enumerate([PARAMETERS, *sources])]
        cells[0].metadata["tags"] = ["parameters"]
        kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
        path = project.notebooks / f"{name}.ipynb"
        nbformat.write(new_notebook(cells=cells, metadata={"kernelspec": kernel}), path)
        return path

    return write


@pytest.fixture
def clone(project: Project, monkeypatch: pytest.MonkeyPatch) -> Project:
    """The same with parameters and a report's text, in which commands are run."""
    from scorecard import cli, cli_map, cli_month

    project.parameters.write_text(
        f"month: 2020-05\nextract: {MINIATURE.as_posix()}\naudience: internal\n", encoding="utf-8"
    )
    project.report.parent.mkdir()
    project.report.write_text("---\ntitle: Scorecard\n---\n\nNothing yet.\n", encoding="utf-8")
    for module in (cli, cli_map, cli_month):
        monkeypatch.setattr(module, "Project", lambda: project)
    return project
