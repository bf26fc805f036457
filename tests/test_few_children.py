"""A council of a few children has all its sections, in any month: so the smallest in England, of which most figures are
of nobody, then of one child, then of nobody again."""

import random
import re
from pathlib import Path

import pandas as pd
import pytest
from councils import Council
from scorecard.board import Board
from scorecard.display.figure import Figure
from scorecard.display.variables import variables
from scorecard.judgement.judge import months_judged
from scorecard.loading import load
from scorecard.packs.derivable import outputs
from scorecard.project import ROOT, Project
from scorecard.protection.figures import public_measures
from scorecard.protection.frozen import Frozen
from scorecard.protection.key import Key
from scorecard.protection.protect import protected
from scorecard.public_board import of_counts
from scorecard.reporting_month import ReportingMonth

SAMPLE = ROOT / "data" / "sample"
MAY, JUNE, MARCH = ReportingMonth(2020, 5), ReportingMonth(2020, 6), ReportingMonth(2021, 3)
POPULATION = pd.Series([10_000.0], index=pd.DatetimeIndex(["2019-03-31"]))
NO_WORDS = re.compile(r"\b(nan|NaT|None|inf)\b")


@pytest.fixture(scope="module")
def sample():
    return {
        file.name: pd.read_csv(file, dtype=str, keep_default_na=False)
        for file in sorted(SAMPLE.glob("*.csv"))
    }


@pytest.mark.parametrize(("children", "month"), [(4, "2019-09"), (12, "2020-04"), (40, "2020-05")])
def test_every_cell_of_every_notebook_shows_something(sample, tmp_path, children, month):
    keep_some(sample, children, tmp_path)
    assert_all_is_shown(load(month, str(tmp_path), "internal"))


@pytest.mark.parametrize(
    ("children", "month", "period"), [(300, MAY, "quarter"), (70, JUNE, "quarter"), (20, MARCH, "year")]
)
def test_so_does_a_public_pack_by_months_quarters_or_years(children, month, period):
    made = protected(Council.of(children, seed=3), month, Key(bytes(32)), Frozen({}, frozenset(), {}))
    followed = public_measures(made.figures, made.size, months_judged(month), POPULATION)
    board = of_counts(Project(), month, followed)

    assert_all_is_shown(board)
    assert variables(board)["started"]["period"] == period
    assert "no data | no data" not in board.table("children_in_care").text


def assert_all_is_shown(board: Board) -> None:
    for notebook in Project().section_notebooks:
        shown = list(outputs(notebook, board))
        assert shown, notebook.name
        for each in shown:
            words = [each.caption, each.alt] if isinstance(each, Figure) else [each.text]
            assert all(words) and not NO_WORDS.search(" ".join(words)), notebook.name
            assert not isinstance(each, Figure) or each.specification


def keep_some(tables: dict[str, pd.DataFrame], number: int, folder: Path) -> None:
    """Write an extract of a few of the children; the teams' staff stay."""
    ids = sorted({child for table in tables.values() if "CHILD" in table for child in table["CHILD"]})
    kept = random.Random(number).sample(ids, number)
    for name, table in tables.items():
        of_kept = table[table["CHILD"].isin(kept)] if "CHILD" in table else table
        of_kept.to_csv(folder / name, index=False)
