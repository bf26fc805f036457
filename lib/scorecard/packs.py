"""Issued packs: the month's three files, the figures behind them, and a manifest from which they can be made again.

A pack is a folder `packs/2020-05`, never changed once it is there. What is kept of the notebooks is what the report may
show: charts and tables of labelled cells, and nothing else that a cell printed.
"""

import json
import os
import shutil
import tempfile
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from typing import Any

from scorecard.commentary import Remark, read_commentary, read_report
from scorecard.manifest import digest, made_from
from scorecard.parameters import Parameters
from scorecard.project import Project

MARK = 'class="due"'
"""What report/theme/due.lua leaves in the page beside a commentary for another month."""

SHOWN = {"image/svg+xml", "image/png", "text/markdown", "application/vnd.vegalite.v6+json"}
"""The kinds of output that the report shows; a bare data frame, which may be of children, is not among them."""


class CannotIssue(Exception):
    """The pack cannot be issued; a line for each reason, with the way out."""


def ready(project: Project, parameters: Parameters) -> str:
    """The digest of the report's text, once it may be final.

    Raises CannotIssue where a commentary is due, each by file and line, or where the month's pack has been issued.
    """
    month, name = parameters.reporting_month, project.shown(project.report)
    remarks: list[Remark] = read_commentary(read_report(project.report, name)).not_ready(month)
    if remarks:
        first = f"The pack of {month.name} is not ready; read these, then run it again:"
        raise CannotIssue("\n".join([first, *(remark.of(name) for remark in remarks)]))
    pack = project.packs / str(month)
    if pack.exists():
        raise CannotIssue(
            f"{project.shown(pack)} was issued already; rename that folder to issue the month again"
        )
    return digest(project.report.read_bytes())


def issue(
    project: Project, parameters: Parameters, text: str, files: Iterable[Path], renderer: str, when: datetime
) -> Path:
    """Write the pack of a month whose report is rendered, whole or not at all; the folder.

    `text` is the digest that `ready` gave before the report was rendered, `files` the three files that `renderer` made.
    Raises CannotIssue where the text has changed since or a page shows a commentary as due.
    """
    if digest(project.report.read_bytes()) != text:
        raise CannotIssue(f"{project.shown(project.report)} was edited while the pack was made; run it again")
    files = list(files)
    if any(MARK in file.read_text(encoding="utf-8") for file in files if file.suffix == ".html"):
        raise CannotIssue(
            f"{project.shown(project.report)} shows a commentary for another month; look for its mark in the page"
        )
    pack = project.packs / parameters.month
    project.packs.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".issuing-", dir=project.packs) as folder:
        new = Path(folder, pack.name)
        new.mkdir()
        for file in [*files, project.report, project.measures]:
            shutil.copyfile(file, new / file.name)
        for section in sections(project):
            kept = json.dumps(without_child_level(_read(section)), ensure_ascii=False, indent=1)
            (new / section.name).write_text(kept + "\n", encoding="utf-8", newline="\n")
        made = sorted(new.iterdir())
        manifest = {
            "month": parameters.month,
            "issued": when.isoformat(timespec="seconds"),
            "renderer": renderer,
            **made_from(project, parameters),
            "files": {file.name: digest(file.read_bytes()) for file in made},
        }
        written = json.dumps(manifest, ensure_ascii=False, indent=2)
        (new / "manifest.json").write_text(written + "\n", encoding="utf-8", newline="\n")
        os.replace(new, pack)
    return pack


def sections(project: Project) -> list[Path]:
    """The executed notebooks of the month."""
    return sorted(project.sections / file.name for file in project.notebooks.glob("*.ipynb"))


def without_child_level(notebook: dict[str, Any]) -> dict[str, Any]:
    """A notebook with only what the report may show: the charts and tables of its labelled cells."""
    cells = [
        {**cell, "outputs": _shown(cell)} if cell["cell_type"] == "code" else cell
        for cell in notebook["cells"]
    ]
    return {**notebook, "cells": cells}


def label(cell: dict[str, Any]) -> str:
    """A cell's label, or blank."""
    for line in "".join(cell["source"]).splitlines():
        if line.startswith("#| label:"):
            return line.removeprefix("#| label:").strip().strip("\"'")
    return ""


def _shown(cell: dict[str, Any]) -> list[dict[str, Any]]:
    if not label(cell).startswith(("fig-", "tbl-")):
        return []
    kept = []
    for output in cell["outputs"]:
        data = {kind: content for kind, content in output.get("data", {}).items() if kind in SHOWN}
        if data:
            kept.append({**output, "data": data})
    return kept


def _read(notebook: Path) -> dict[str, Any]:
    return json.loads(notebook.read_text(encoding="utf-8"))
