"""The figures of a run outside its notebooks: the measures, and the variables of the report's prose."""

import os
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path

import yaml

from scorecard.board import load
from scorecard.display.variables import variables
from scorecard.indicators.measures import write_measures
from scorecard.parameters import Parameters
from scorecard.project import Project


def write_figures(project: Project, parameters: Parameters) -> None:
    """Write `measures.csv` and `_variables.yml`, each whole or not at all."""
    board = load(**asdict(parameters))
    words = yaml.safe_dump(variables(board), allow_unicode=True, sort_keys=False)
    _replace(project.measures, lambda path: write_measures(board.measures, path))
    _replace(project.variables, lambda path: path.write_text(words, encoding="utf-8", newline="\n"))


def _replace(path: Path, write: Callable[[Path], object]) -> None:
    temporary = path.with_name(f".{path.name}.{os.getpid()}")
    write(temporary)
    os.replace(temporary, path)
