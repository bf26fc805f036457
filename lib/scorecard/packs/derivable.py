"""A public pack worked out again from its published counts alone: what its words, charts and pictures have to be.

The counts come from the pack's own file, the measures from the release test's own rules, and the notebooks' cells are run
on a board that has nothing else; no extract is at hand.
"""

import ast
import io
import json
import re
from collections.abc import Iterator
from concurrent.futures import Executor
from contextlib import redirect_stdout
from dataclasses import asdict
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pandas as pd
from papermill.translators import papermill_translators

from scorecard.board import Board
from scorecard.cell_options import label
from scorecard.commentary.report_variables import flat
from scorecard.commentary.who_reads import public_lines
from scorecard.disclosure.derived import Row, derived
from scorecard.disclosure.paper import on_paper
from scorecard.disclosure.places import places_in
from scorecard.disclosure.published import Cell
from scorecard.disclosure.search import Derivable, derivable_from
from scorecard.display.figure import Figure, Markdown, drawn
from scorecard.display.variables import variables
from scorecard.indicators import INDICATORS
from scorecard.judgement.judge import months_judged
from scorecard.measures.columns import COLUMNS, DATES, NUMBERS
from scorecard.measures.population import read_population
from scorecard.parameters import Parameters
from scorecard.project import Project
from scorecard.public_board import of_counts
from scorecard.render import reference
from scorecard.report_text import ReportText, read_reports
from scorecard.reporting_month import ReportingMonth

WORDS = (
    "_quarto*.yml",
    "parameters.yml",
    "data/reference/council.yml",
    "report/theme/*.html",
    "report/theme/*.lua",
)
PICTURES = ("report/theme/*.svg", "report/theme/*.png", "data/reference/*.svg", "data/reference/*.png")
TREND = re.compile(r"\[([-\d. ]+)\]\{\.trend")
MARKED = re.compile(r"\{[.#][^}]*\}")
"""How words are marked for the looks of the pack, which does not show it."""
ON_PAGE, ON_PAPER = (80, 18, 3), (48, 10, 1.5)
"""The box of a trend's line and its margin, as report/theme/trends.lua draws it."""


def rows_of(
    project: Project, counts: dict[Cell, int], month: ReportingMonth, pack: ReportingMonth
) -> list[Row]:
    """The measures of a month that the counts of the `pack` of a month give."""
    population = {day.date(): people for day, people in read_population(project).items()}
    return derived(counts, month.as_at.date(), population, pack.as_at.date())


def derivable(
    project: Project, counts: dict[Cell, int], parameters: Parameters, beside: Executor
) -> Derivable:
    """What a pack of the parameters' month can hold that has these counts; its charts are drawn by `beside`."""
    month = parameters.reporting_month
    frames = [_frame(rows_of(project, counts, each, month), each) for each in months_judged(month)]
    board = of_counts(project, month, pd.concat(frames, ignore_index=True))
    shown, specifications, being_drawn = [], [], []
    for output in (each for file in project.section_notebooks for each in outputs(file, board)):
        shown.append(output)
        if isinstance(output, Figure):  # which is drawn while the next cells run
            specifications.append(output.specification)
            being_drawn.append(beside.submit(drawn, specifications[-1]))
    texts = [*_texts(project, board, shown), _cell_of(parameters)]
    charts = [each.result()[0] for each in being_drawn]
    pictures = [each.result()[1] for each in being_drawn]
    pictures += [json.dumps(each, sort_keys=True).encode("utf-8") for each in specifications]
    logo = [project.root / board.council["logo"]] if "logo" in board.council else []
    logos = sorted({*logo, *(file for pattern in PICTURES for file in project.root.glob(pattern))})
    charts += [file.read_text(encoding="utf-8") for file in logos if file.suffix == ".svg"]
    pictures += [file.read_bytes() for file in logos]
    of_dots = [file.read_bytes() for file in logos if file.suffix != ".svg"]
    theme = project.report.parent / "theme"
    trends = [found[1].split() for text in texts for found in TREND.finditer(text)]
    drawings = [*charts, *map(_trend_on_paper, trends)]
    paper = beside.submit(on_paper, drawings, of_dots, theme / "fonts")
    texts += map(_range_of, trends)
    shapes = [shape for values in trends for shape in _trend(values)]
    style, script = (
        (theme / name).read_text(encoding="utf-8") for name in ("scorecard.css", "interactive.js")
    )
    code = [style, f"\n(() => {{\n{script}}})();\n"]
    return derivable_from(texts, charts, pictures, shapes, code, paper.result())


def _texts(project: Project, board: Board, shown: list[Any]) -> list[str]:
    """All words of a pack of a board, of which its notebooks show this."""
    texts = []
    for output in shown:
        if isinstance(output, Figure):
            texts += [output.caption, output.alt]
        elif isinstance(output, Markdown):
            cells = [cell.strip() for line in output.text.splitlines() for cell in line.split("|")]
            texts += [output.text, output.caption, *cells]
    texts += [source for file in project.section_notebooks for source in _sources(file)]
    printed = flat(variables(board))
    texts += printed.values()
    for text in read_reports(project):
        texts += _prose(text, printed)
    for pattern in WORDS:
        texts += [file.read_text(encoding="utf-8") for file in sorted(project.root.glob(pattern))]
    reference.make(project)
    texts += [place.text for place in places_in(project.word_styles)]
    return [*texts, *(MARKED.sub("", text) for text in texts if "{" in text)]


def _cell_of(parameters: Parameters) -> str:
    """The cell by which papermill gives a notebook the parameters of a run."""
    python = papermill_translators.find_translator("python3", "python")
    return python.codify(asdict(parameters), "Parameters")


def _frame(rows: list[Row], month: ReportingMonth) -> pd.DataFrame:
    order = {id: n for n, id in enumerate(INDICATORS)}
    values = [
        (str(month), r.indicator, r.kind, r.start, r.end, r.category, r.numerator, r.denominator, r.value,
         INDICATORS[r.indicator].unit, r.suppressed)
        for r in sorted(rows, key=lambda row: order[row.indicator])
    ]  # fmt: skip
    frame = pd.DataFrame(values, columns=list(COLUMNS))
    return frame.astype(dict.fromkeys(DATES, "datetime64[us]") | dict.fromkeys(NUMBERS, "float64"))


def outputs(file: Path, board: Board) -> Iterator[Any]:
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


def _sources(file: Path) -> list[str]:
    return ["".join(cell["source"]) for cell in json.loads(file.read_text(encoding="utf-8"))["cells"]]


def _prose(text: ReportText, printed: dict[str, str]) -> list[str]:
    """The report's own text with its variables, as the public reads it, a line each."""
    return [
        "".join(each if isinstance(each, str) else printed.get(each.argument, "") for each in pieces)
        for pieces in (text.pieces[line - 1] for line in public_lines(text))
    ]


def _range_of(written: list[str]) -> str:
    """The lowest and the highest of a trend, as the Word copy has them."""
    known = sorted((word for word in written if word != "-"), key=float)
    return f"{known[0]}–{known[-1]}"


def _trend(written: list[str]) -> Iterator[str]:
    """The shapes by which the line of a figure's last values is drawn on the page."""
    path, x, y = _line(written, *ON_PAGE)
    width, height, _ = ON_PAGE
    yield f"svg width={width} height={height}"
    yield f"path d={path}"
    yield f"circle cx={x} cy={y}"


def _trend_on_paper(written: list[str]) -> str:
    """The same as a picture on paper."""
    path, x, y = _line(written, *ON_PAPER)
    width, height, _ = ON_PAPER
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}"><path d="{path}" fill="none" stroke="#000"/>'
        f'<circle cx="{x}" cy="{y}" r="1.5"/></svg>'
    )


def _line(written: list[str], width: int, height: int, margin: float) -> tuple[str, str, str]:
    """The path through values, a hyphen being a gap, and the place of the last."""
    values = [float(word) if re.fullmatch(r"\d+(\.\d+)?", word) else None for word in written]
    known = [value for value in values if value is not None]
    low, high = min(known), max(known)
    path, pen, x, y = "", "M", "", ""
    for index, value in enumerate(values):
        if value is None:
            pen = "M"
            continue
        across = index / (len(values) - 1) if len(values) > 1 else 1
        down = (high - value) / (high - low) if high > low else 0.5
        x, y = f"{margin + across * (width - 2 * margin):.1f}", f"{margin + down * (height - 2 * margin):.1f}"
        path += (f"M{x} {y}" if pen == "M" else "") + f"L{x} {y}"
        pen = "L"
    return path, x, y
