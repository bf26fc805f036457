"""The figures of a run outside its notebooks: the measures, their evidence, and the variables of the report's prose."""

import json
import os
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path

from scorecard.display.variables import variables
from scorecard.loading import load
from scorecard.measures.evidence import write_evidence
from scorecard.measures.table import write_measures
from scorecard.parameters import Parameters
from scorecard.project import UNFINISHED, Project
from scorecard.protection.frozen import written
from scorecard.provenance import digest
from scorecard.running.outcome import Failure

FIGURES = ("measures", "evidence", "variables", "counts")


def make_figures(project: Project, parameters: Parameters, product: str) -> str | Failure:
    """Write `measures.csv`, `evidence.csv`, `_variables.yml` or, for the public, `atoms.csv`, whole or not at all; the digest
    of what was put in place.

    The variables are JSON, which is YAML too: Quarto reads it as before, and the filters of each format at no cost.
    """
    try:
        board = load(**asdict(parameters))
        if product == "measures":
            return _replace(project.measures, lambda path: write_measures(board.measures, path))
        if product == "evidence":
            return _replace(project.evidence, lambda path: write_evidence(board.evidence, path))
        if product == "counts":
            return _replace(
                project.counts, lambda path: path.write_bytes(written(board.counts, board.corrected))
            )
        words = json.dumps(variables(board), ensure_ascii=False, indent=1) + "\n"
        return _replace(
            project.variables, lambda path: path.write_text(words, encoding="utf-8", newline="\n")
        )
    except Exception as error:
        return Failure.of(product, error, project)


def _replace(path: Path, write: Callable[[Path], object]) -> str:
    temporary = path.with_name(f"{UNFINISHED}{path.name}.{os.getpid()}")
    write(temporary)
    content = digest(temporary.read_bytes())
    os.replace(temporary, path)
    return content
