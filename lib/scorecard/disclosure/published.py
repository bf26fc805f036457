"""What packs have published: each figure with the period it is of, as their files say.

The files are `atoms.csv` of a pack and those of earlier ones, kept in data/history/public: indicator, category, period_start,
period_end, count, corrected.
"""

import csv
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from scorecard.edited_files import UnusableFile

BASE = 5


@dataclass(frozen=True, order=True)
class Cell:
    """What a published count is of. A state on a day has that day for its start and its end."""

    indicator: str
    category: str
    start: date
    end: date

    @property
    def on_a_day(self) -> bool:
        return self.start == self.end


@dataclass(frozen=True)
class Figure:
    """A published count, by the pack (a month) that was the first to have it."""

    cell: Cell
    count: int
    pack: str


def read_figures(file: Path, pack: str) -> list[Figure]:
    """The figures of one file. Raises UnusableFile where it is not of this kind."""
    try:
        with file.open(encoding="utf-8-sig", newline="") as lines:
            return [_figure(row, pack) for row in csv.DictReader(lines)]
    except (ValueError, KeyError, TypeError):
        raise UnusableFile(f"{file} is not as it was written; take it from an earlier copy") from None


def _figure(row: Mapping[str, str], pack: str) -> Figure:
    start, end = (date.fromisoformat(row[name]) for name in ("period_start", "period_end"))
    return Figure(Cell(row["indicator"], row["category"], start, end), int(row["count"]), pack)


def read_before(folder: Path, pack: str) -> list[tuple[str, list[Figure]]]:
    """What the packs before one (a month) have published, from the folder in which it is kept."""
    files = sorted(folder.glob("????-??.csv"))
    return [(file.stem, read_figures(file, file.stem)) for file in files if file.stem < pack]


def as_published(packs: Iterable[tuple[str, list[Figure]]]) -> list[Figure]:
    """Every figure of some packs, oldest first: one that a later pack gives otherwise stands beside the first."""
    found: dict[tuple[Cell, int], Figure] = {}
    for _, figures in sorted(packs, key=lambda each: each[0]):
        for figure in figures:
            found.setdefault((figure.cell, figure.count), figure)
    return list(found.values())
