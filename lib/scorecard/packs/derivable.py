"""A public pack worked out again from its published counts alone: what its words, charts and pictures have to be.

The counts come from the pack's own file, the measures from the release test's own rules, and the notebooks' cells are run
on a board that has nothing else; no extract is at hand.
"""

import ast
import io
import json
from collections.abc import Iterator
from contextlib import redirect_stdout
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pandas as pd

from scorecard.board import Board
from scorecard.cell_options import label
from scorecard.disclosure.derived import Row, derived
from scorecard.disclosure.published import Cell, read_figures
from scorecard.disclosure.search import Derivable, derivable_from
from scorecard.display.figure import Figure
from scorecard.display.variables import variables
from scorecard.indicators import INDICATORS
from scorecard.judgement.judge import months_judged
from scorecard.measures.population import read_population
from scorecard.measures.table import COLUMNS, DATES, NUMBERS
from scorecard.project import Project
from scorecard.public_board import of_counts
from scorecard.report_text import read_report
from scorecard.reporting_month import ReportingMonth

FURNITURE = (
    "report/theme/*.html",
    "report/theme/*.typ",
    "report/theme/*.lua",
    "report/theme/*.js",
    "_quarto*.yml",
)


def rows_of(project: Project, counts: dict[Cell, int], month: ReportingMonth) -> list[Row]:
    """The measures of a month's pack that its counts give."""
    population = {day.date(): people for day, people in read_population(project).items()}
    return derived(counts, month.as_at.date(), population)


def counts_in(file: Path) -> dict[Cell, int]:
    """The published counts of a pack."""
    return {figure.cell: figure.count for figure in read_figures(file, "")}


def derivable(project: Project, counts: dict[Cell, int], month: ReportingMonth) -> Derivable:
    """What a pack of a month can hold that has these counts."""
    frames = [_frame(rows_of(project, counts, each), each) for each in months_judged(month)]
    board = of_counts(project, month, pd.concat(frames, ignore_index=True))
    shown = [output for file in sorted(project.notebooks.glob("*.ipynb")) for output in _outputs(file, board)]
    texts, charts, pictures = [], [], []
    for output in shown:
        if isinstance(output, Figure):
            bundle, _ = output._repr_mimebundle_()
            charts.append(bundle["image/svg+xml"])
            pictures.append(output.png)
            texts += [output.caption, output.alt, json.dumps(bundle)]
        elif output is not None:
            texts += [output.text, output.caption]
    named = variables(board)
    texts += list(_leaves(named))
    texts += _prose(project, named)
    for pattern in FURNITURE:
        texts += [file.read_text(encoding="utf-8") for file in sorted(project.root.glob(pattern))]
    return derivable_from(texts, charts, pictures)


def _frame(rows: list[Row], month: ReportingMonth) -> pd.DataFrame:
    order = {id: n for n, id in enumerate(INDICATORS)}
    values = [
        (str(month), r.indicator, r.kind, r.start, r.end, r.category, r.numerator, r.denominator, r.value,
         INDICATORS[r.indicator].unit, r.suppressed)
        for r in sorted(rows, key=lambda row: order[row.indicator])
    ]  # fmt: skip
    frame = pd.DataFrame(values, columns=list(COLUMNS))
    return frame.astype(dict.fromkeys(DATES, "datetime64[us]") | dict.fromkeys(NUMBERS, "float64"))


def _outputs(file: Path, board: Board) -> Iterator[Any]:
    """What each cell of a notebook shows, when `scorecard.load` gives it this board."""
    names: dict[str, Any] = {"scorecard": SimpleNamespace(load=lambda *_: board)}
    for cell in json.loads(file.read_text(encoding="utf-8"))["cells"]:
        source = "".join(cell["source"])
        if cell["cell_type"] != "code" or "import scorecard\n" in source and "load(" not in source:
            continue
        tree = ast.parse(source.replace("import scorecard\n", ""))
        last = (
            tree.body.pop() if tree.body and isinstance(tree.body[-1], ast.Expr) and label(source) else None
        )
        with redirect_stdout(io.StringIO()):
            exec(compile(tree, file.name, "exec"), names)  # noqa: S102  the pack's own notebooks
            if last:
                yield eval(compile(ast.Expression(last.value), file.name, "eval"), names)


def _prose(project: Project, named: dict[str, Any]) -> list[str]:
    """The report's own text with its variables, a line each."""
    flat = {name: str(value) for name, value in _flat(named)}
    text = read_report(project.report, project.report.name)
    return [
        "".join(each if isinstance(each, str) else flat.get(each.argument, "") for each in pieces)
        for pieces in text.pieces
    ]


def _flat(value: Any, name: str = "") -> Iterator[tuple[str, Any]]:
    if isinstance(value, dict):
        for key, each in value.items():
            yield from _flat(each, f"{name}.{key}" if name else key)
    else:
        yield name, value


def _leaves(value: Any) -> Iterator[str]:
    yield from (str(each) for _, each in _flat(value))
