"""A region of three small councils, and one whose extract nobody can use."""

import shutil
from concurrent.futures import Executor, Future
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from miniature_extract import MINIATURE
from scorecard.batch import figures
from scorecard.digests import digest_of
from scorecard.extract.reader import Extract, read_extract
from scorecard.measures.population import newest_population
from scorecard.measures.table import Figures, rows
from scorecard.provenance import files_of_extract
from scorecard.windows import AS_AT

READ: dict[str, Extract] = {}


class Here(Executor):
    """Does what is submitted at once, in this process."""

    def submit(self, work, /, *given):
        future = Future()
        future.set_result(work(*given))
        return future


@pytest.fixture
def here() -> Executor:
    return Here()


@pytest.fixture
def region(tmp_path: Path) -> Path:
    """The folder of the councils' extracts; Beech's has no visits."""
    folder = tmp_path / "all extracts"
    for council in ("Ash", "Beech", "Cedar, East"):
        shutil.copytree(MINIATURE, folder / council)
    (folder / "Beech" / "Visits.csv").unlink()
    return folder


@pytest.fixture
def broken(region: Path) -> Path:
    """The extract of a fourth council, without its Header."""
    shutil.copytree(MINIATURE, region / "Dale")
    (region / "Dale" / "Header.csv").unlink()
    return region / "Dale"


@pytest.fixture
def small_region(tmp_path: Path) -> Path:
    """The folder of six councils' extracts, of their children in care and no more."""
    folder = tmp_path / "small extracts"
    for number in range(6):
        council = folder / f"council {number}"
        council.mkdir(parents=True)
        for table in ("Header", "Episodes"):
            shutil.copy(MINIATURE / f"{table}.csv", council)
    return folder


@pytest.fixture
def together(region: Path, tmp_path: Path) -> Path:
    """One extract of the three councils, whose children have the same ids."""
    folder = tmp_path / "together" / "the region"
    folder.mkdir(parents=True)
    for name in sorted({path.name for path in region.glob("*/*.csv")}):
        tables = [
            pd.read_csv(council / name, dtype=str, keep_default_na=False).assign(COUNCIL=council.name)
            for council in sorted(region.iterdir())
            if (council / name).exists()
        ]
        pd.concat(tables).to_csv(folder / name, index=False)
    return folder


@pytest.fixture
def read_once(monkeypatch):
    """In this process equal extracts are read once, for all tests."""

    def read(folder, columns, many):
        content = digest_of(files_of_extract(folder))
        if content not in READ:
            READ[content] = read_extract(folder, columns, many)
        return READ[content]

    monkeypatch.setattr(figures, "read_extract", read)


@pytest.fixture
def few_figures(monkeypatch, read_once):
    """Of each table the number of its rows, for every 10,000 of the population, in place of all measures."""

    def measures(council, months):
        return rows(*(
            Figures(
                month, name, "per 10,000", AS_AT.of(month),
                [("", np.array([float(len(table))]), newest_population(council.population, [month.as_at]))], 10_000,
            )
            for month in months
            for name, table in council.care.extract.tables.items()
        ))  # fmt: skip

    monkeypatch.setattr(
        figures,
        "measures_of_each",
        lambda care, councils, months: {name: measures(each, months) for name, each in councils.items()},
    )
