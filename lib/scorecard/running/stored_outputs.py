"""The outputs that the notebooks are stored with, made again: `make outputs`, after a change of words or figures.

Each notebook is run as it stands, by papermill's own kernel; the tests compare what it shows with what is stored.
"""

import nbformat
from papermill import execute_notebook

from scorecard.project import Project


def store_outputs(project: Project) -> None:
    """Run every notebook with the parameters that it holds, and keep its outputs in it."""
    for path in sorted(project.notebooks.glob("*.ipynb")):
        stored = nbformat.read(path, as_version=4)
        executed = execute_notebook(path, None, progress_bar=False, cwd=project.notebooks)
        for cell, run in zip(stored.cells, executed.cells, strict=True):
            if cell.cell_type == "code":
                cell.outputs, cell.execution_count = run.outputs, run.execution_count
        path.write_text(nbformat.writes(stored) + "\n", encoding="utf-8", newline="\n")
        print(project.shown(path))


if __name__ == "__main__":
    store_outputs(Project())
