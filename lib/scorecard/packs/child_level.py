"""Executed notebooks without anything of a single child, so that they can be kept and passed on.

What remains is what the report shows: charts and tables of labelled cells. A table that names a child by the id of the
extract is refused. Rule: a child's id and date of birth are never in an output (data/README.md).
"""

import csv
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from scorecard.cell_options import label
from scorecard.extract.recognise import csv_files, heading

SHOWN = {"image/svg+xml", "image/png", "text/markdown", "application/vnd.vegalite.v6+json"}
"""The kinds of output that the report shows; a bare data frame, which may be of children, is not among them."""

SHORTEST_NUMBER = 5
"""An id that is a number of fewer digits cannot be told from a count or a year; longer ones a table writes with commas."""

LONGEST_CELL = 2**31 - 1
"""A mark without its pair makes one cell of the rest of a file."""


def without_child_level(notebook: dict[str, Any]) -> dict[str, Any]:
    """A notebook with only what the report may show: the charts and tables of its labelled cells."""
    cells = [
        {**cell, "outputs": _shown(cell)} if cell["cell_type"] == "code" else cell
        for cell in notebook["cells"]
    ]
    return {**notebook, "cells": cells}


def ids_in(folder: Path) -> set[str]:
    """Every child's id in an extract's files, but for those that cannot be told from a count."""
    csv.field_size_limit(LONGEST_CELL)
    ids: set[str] = set()
    for file in csv_files(folder):
        with file.open(encoding="utf-8-sig", errors="replace", newline="") as lines:
            rows = csv.reader(lines)
            names = [heading(name) for name in next(rows, [])]
            if "CHILD" in names:
                at = names.index("CHILD")
                ids.update(row[at].strip() for row in rows if len(row) > at)
    return {id for id in ids if id and not (id.isdigit() and len(id) < SHORTEST_NUMBER)}


def cells_that_name(ids: set[str], notebook: dict[str, Any]) -> Iterator[str]:
    """The labels of the cells whose charts or tables show one of the ids."""
    for cell in notebook["cells"]:
        texts = [text for output in cell.get("outputs", []) for text in _texts(output["data"])]
        if any(not ids.isdisjoint(re.findall(r"[\w/-]+", text)) for text in texts):
            yield label(cell["source"])


def _shown(cell: dict[str, Any]) -> list[dict[str, Any]]:
    if not label(cell["source"]).startswith(("fig-", "tbl-")):
        return []
    kept = []
    for output in cell["outputs"]:
        data = {kind: content for kind, content in output.get("data", {}).items() if kind in SHOWN}
        if data:
            kept.append({**output, "data": data})
    return kept


def _texts(data: dict[str, Any]) -> Iterator[str]:
    """The words of an output: a table's text, and the strings of a chart's specification."""
    yield "".join(data.get("text/markdown", ""))
    for kind, content in data.items():
        if kind.endswith("+json"):
            yield from re.findall(r'"((?:[^"\\]|\\.)*)"', json.dumps(content))
