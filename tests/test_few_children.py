"""A council of a few children has all its sections, in any month: so the smallest in England, of which most figures are
of nobody, then of one child, then of nobody again."""

import ast
import random
import re
from pathlib import Path

import nbformat
import pandas as pd
import pytest
import scorecard
from councils import Council
from scorecard.display.figure import Figure
from scorecard.display.variables import variables
from scorecard.judgement.judge import months_judged
from scorecard.project import ROOT, Project
from scorecard.protection.figures import public_measures
from scorecard.protection.frozen import Frozen
from scorecard.protection.key import Key
from scorecard.protection.protect import protected
from scorecard.public_board import of_counts
from scorecard.reporting_month import ReportingMonth

SAMPLE = ROOT / "data" / "sample"
MAY, JUNE, MARCH = ReportingMonth(2020, 5), ReportingMonth(2020, 6), ReportingMonth(2021, 3)
NO_WORDS = re.compile(r"\b(nan|NaT|None|inf)\b")


@pytest.fixture(scope="module")
def sample():
    return {
        file.name: pd.read_csv(file, dtype=str, keep_default_na=False)
        for file in sorted(SAMPLE.glob("*.csv"))
    }


POPULATION = pd.Series([10_000.0], index=pd.DatetimeIndex(["2019-03-31"]))


@pytest.mark.parametrize(("children", "month"), [(4, "2019-09"), (12, "2020-04"), (40, "2020-05")])
def test_every_cell_of_every_notebook_shows_something(sample, tmp_path, children, month):
    keep_some(sample, children, tmp_path)
    assert_all_is_shown(month, tmp_path)


@pytest.mark.parametrize(
    ("children", "month", "period"), [(300, MAY, "quarter"), (70, JUNE, "quarter"), (20, MARCH, "year")]
)
def test_so_does_a_public_pack_by_months_quarters_or_years(monkeypatch, children, month, period):
    made = protected(Council.of(children, seed=3), month, Key(bytes(32)), Frozen({}, frozenset(), {}))
    followed = public_measures(made.figures, made.size, months_judged(month), POPULATION)
    board = of_counts(Project(), month, followed)
    monkeypatch.setattr(scorecard, "load", lambda *_: board)

    assert_all_is_shown(str(month), SAMPLE)
    assert variables(board)["started"]["period"] == period
    assert "no data | no data" not in board.table("children_in_care").text


def assert_all_is_shown(month: str, extract: Path) -> None:
    for notebook in Project().section_notebooks:
        for label, shown in run(notebook, month, extract):
            words = [shown.caption, shown.alt] if isinstance(shown, Figure) else [shown.text]
            assert all(words) and not NO_WORDS.search(" ".join(words)), f"{notebook.name}, {label}"
            assert not isinstance(shown, Figure) or shown.specification


def keep_some(tables: dict[str, pd.DataFrame], number: int, folder: Path) -> None:
    """Write an extract of a few of the children; the teams' staff stay."""
    ids = sorted({child for table in tables.values() if "CHILD" in table for child in table["CHILD"]})
    kept = random.Random(number).sample(ids, number)
    for name, table in tables.items():
        of_kept = table[table["CHILD"].isin(kept)] if "CHILD" in table else table
        of_kept.to_csv(folder / name, index=False)


def run(notebook: Path, month: str, extract: Path):
    """What each cell shows, with its first line."""
    names = {}
    for cell in nbformat.read(notebook, as_version=4).cells:
        if "parameters" in cell.metadata.get("tags", []):
            names |= {"month": month, "extract": str(extract), "audience": "internal"}
        elif cell.cell_type == "code":
            *steps, last = ast.parse(cell.source).body
            exec(compile(ast.Module(steps, []), notebook.name, "exec"), names)
            if isinstance(last, ast.Expr):
                yield (
                    cell.source.partition("\n")[0],
                    eval(compile(ast.Expression(last.value), notebook.name, "eval"), names),
                )
            else:
                exec(compile(ast.Module([last], []), notebook.name, "exec"), names)
