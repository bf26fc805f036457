"""From a notebook to its section: executed by papermill, its captions written out, free of machine and
clock.

The report embeds a section's cells with the caption and alternative text of their options (`#| fig-cap:`
…), which are static text; those of this month, which a figure's output carries, are put in their place
after the run.
"""

import json
import os
from dataclasses import asdict
from pathlib import Path

import nbformat
from nbformat import NotebookNode
from papermill import PapermillExecutionError, execute_notebook
from papermill.engines import papermill_engines

from scorecard.cell_options import escaped, label, options, split_options
from scorecard.parameters import Parameters
from scorecard.project import Project
from scorecard.provenance import digest
from scorecard.running.engine import WorkerEngine
from scorecard.running.outcome import Failure
from scorecard.running.worker import Worker
from scorecard.unusable import trouble_with_a_file

ENGINE = "scorecard"


def make_section(
    project: Project, name: str, parameters: Parameters, worker: Worker, running: Path
) -> str | Failure:
    """Execute the notebook of that file name in the folder `running`, and put its section in place: its digest.

    On failure the section of before stays as it is; the executed copy is kept in `report/sections/failed`.
    """
    section, failed, copy = project.sections / name, project.sections / "failed" / name, running / name
    failed.unlink(missing_ok=True)
    try:
        executed = execute_notebook(
            project.notebooks / name,
            copy,
            parameters=asdict(parameters),
            engine_name=ENGINE,
            progress_bar=False,
            request_save_on_cell_execute=False,
            worker=worker,
        )
        text = (nbformat.writes(tidy(executed)) + "\n").encode("utf-8")
        copy.write_bytes(text)
        os.replace(copy, section)
        return digest(text)
    except PapermillExecutionError as error:
        failed.parent.mkdir(exist_ok=True)
        os.replace(copy, failed)
        return Failure(section.stem, _one_line(error.ename, error.evalue), _cell_of(error), failed)
    except Exception as error:  # such as a file that is no notebook: told, and the others go on
        trouble = trouble_with_a_file(error, project) if isinstance(error, OSError) else ""
        return Failure(section.stem, trouble or _one_line(type(error).__name__, str(error)))


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


def with_captions(cell: NotebookNode) -> str:
    """The cell's source, its caption and alternative text replaced by those that its output carries."""
    metadata = (output.get("metadata", {}) for output in cell.outputs)
    told = next((each["scorecard"] for each in metadata if "scorecard" in each), {})
    given = options(cell.source)
    kind = str(given.get("label", "")).partition("-")[0]
    if kind == "fig":
        new = {"fig-cap": told.get("cap"), "fig-alt": told.get("alt")}
    elif kind == "tbl":
        new = {"tbl-cap": told.get("cap")}
    else:
        new = {}
    new = {name: text for name, text in new.items() if text}
    if not new:
        return cell.source
    # JSON's strings are YAML's too, whatever quotes, colons or percent signs a caption holds.
    new = {name: escaped(name, text) for name, text in new.items()}
    quoted = {name: json.dumps(value, ensure_ascii=False) for name, value in (given | new).items()}
    _, code = split_options(cell.source)
    return "\n".join([f"#| {name}: {value}" for name, value in quoted.items()] + code)


def _cell_of(error: PapermillExecutionError) -> str:
    return label(error.source) or f"In [{error.exec_count}]"


def _one_line(name: str, message: str) -> str:
    first = message.strip().splitlines()[0] if message.strip() else ""
    return f"{name}: {first}" if first else name


papermill_engines.register(ENGINE, WorkerEngine)
