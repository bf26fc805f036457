"""From a notebook to its section: executed by papermill, its captions written out, free of machine and clock."""

import json
import os
from dataclasses import asdict
from pathlib import Path

import nbformat
from nbformat import NotebookNode
from nbformat.v4 import new_output
from papermill import PapermillExecutionError, execute_notebook
from papermill.execute import raise_for_execution_errors

from scorecard.cell_options import label, with_captions
from scorecard.digests import digest
from scorecard.parameters import Parameters, RegionParameters
from scorecard.project import Project
from scorecard.running import engine
from scorecard.running.outcome import Failure, in_one_line


def make_section(
    project: Project, parameters: Parameters | RegionParameters, name: str, running: Path
) -> str | Failure:
    """Execute a notebook in the folder `running`, and put its section in place: its digest.

    On failure the section of before stays as it is; the executed copy is kept in `report/sections/failed`.
    """
    notebook = f"{name}.ipynb"
    copy = running / notebook
    (project.sections / "failed" / notebook).unlink(missing_ok=True)
    try:
        executed = execute_notebook(
            project.notebooks / notebook,
            copy,
            parameters=asdict(parameters),
            engine_name=engine.NAME,
            progress_bar=False,
            request_save_on_cell_execute=False,
            cwd=project.notebooks,
            log=_log(copy),
        )
        text = (nbformat.writes(tidy(executed)) + "\n").encode("utf-8")
        copy.write_bytes(text)
        os.replace(copy, project.sections / notebook)
        return digest(text)
    except PapermillExecutionError as error:
        return _failed_cell(project, name, copy, error)
    except Exception as error:  # such as a file that is no notebook: told, and the others go on
        return Failure.of(name, error, project)


def of_a_dead_process(project: Project, name: str, running: Path) -> Failure:
    """The failure of a notebook whose process died, in the cell that ran then."""
    copy = running / f"{name}.ipynb"
    try:
        notebook, *done = map(nbformat.from_dict, map(json.loads, _log(copy).read_text("utf-8").splitlines()))
        notebook.cells[: len(done)] = done
        cell = notebook.cells[len(done)]
    except (FileNotFoundError, ValueError, IndexError):  # none yet, cut short, or no cell left
        return Failure(name, "the process that makes it ended before its work was done")
    cell.execution_count = 1 + sum(bool(each.get("execution_count")) for each in done)
    cell.outputs = [new_output("error", ename="DeadKernelError", evalue="Kernel died", traceback=[])]
    try:
        raise_for_execution_errors(notebook, str(copy))
    except PapermillExecutionError as error:
        return _failed_cell(project, name, copy, error)


def _log(copy: Path) -> Path:
    return copy.with_suffix(".jsonl")


def _failed_cell(project: Project, name: str, copy: Path, error: PapermillExecutionError) -> Failure:
    failed = project.sections / "failed" / copy.name
    failed.parent.mkdir(exist_ok=True)
    os.replace(copy, failed)
    cell = label(error.source) or f"In [{error.exec_count}]"
    return Failure(name, in_one_line(error.ename, error.evalue), cell, failed)


def tidy(notebook: NotebookNode) -> NotebookNode:
    """An executed notebook with its captions written out, without what the machine and the clock left in
    it.
    """
    notebook.metadata.pop("papermill", None)
    notebook.metadata["language_info"] = {"name": "python"}
    for cell in notebook.cells:
        cell.metadata.pop("papermill", None)
        if "injected-parameters" in cell.metadata.get("tags", []):
            cell["id"] = "injected-parameters"
        if cell.cell_type == "code":
            cell.source = with_captions(cell)
    return notebook
