"""The figures that were published, as they were published: kept in data/history/public, protected ones only.

A file a pack, `2020-05.csv`: indicator, category, period_start, period_end, count (days for a mean), and whether the figure
corrects one that was published before. `keys.json` has for each financial year the mark of the key that drew its figures.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import pandas as pd

from scorecard.edited_files import UnusableFile
from scorecard.project import Project
from scorecard.protection.counts import Atom
from scorecard.reporting_month import ReportingMonth
from scorecard.whole_files import write_whole

COLUMNS = ("indicator", "category", "period_start", "period_end", "count", "corrected")


@dataclass(frozen=True)
class Frozen:
    """What is published: by atom its newest figure, which of them correct another, and the key's mark by financial year."""

    figures: Mapping[Atom, int]
    corrected: frozenset[Atom]
    keys: Mapping[str, str]


def read_frozen(project: Project, before: ReportingMonth) -> Frozen:
    """What packs of the months before one have published. Raises UnusableFile."""
    figures: dict[Atom, int] = {}
    corrected: set[Atom] = set()
    for file in sorted(project.published.glob("????-??.csv")):
        if file.stem < str(before):
            atoms, of_them = read_atoms(file, project.shown(file))
            figures |= atoms
            corrected |= of_them
    keys = project.published / "keys.json"
    return Frozen(figures, frozenset(corrected), json.loads(keys.read_text("utf-8")) if keys.exists() else {})


def freeze(
    project: Project,
    month: ReportingMonth,
    new: Mapping[Atom, int],
    corrected: frozenset[Atom],
    keys: Mapping[str, str],
) -> Path:
    """Keep what a month's pack was the first to publish; the file."""
    file = project.published / f"{month}.csv"
    write_whole(file, written(new, corrected))
    in_json = json.dumps(dict(sorted(keys.items())), indent=1) + "\n"
    write_whole(project.published / "keys.json", in_json.encode())
    return file


def written(figures: Mapping[Atom, int], corrected: frozenset[Atom]) -> bytes:
    """The file of some figures."""
    rows = [
        (
            atom.indicator,
            atom.category,
            f"{atom.start:%Y-%m-%d}",
            f"{atom.end:%Y-%m-%d}",
            count,
            atom in corrected,
        )
        for atom, count in figures.items()
    ]
    frame = pd.DataFrame(rows, columns=list(COLUMNS))
    return frame.to_csv(index=False, lineterminator="\n").encode("utf-8")


def read_atoms(file: Path, name: str) -> tuple[dict[Atom, int], set[Atom]]:
    """The figures of such a file, and which of them correct others. Raises UnusableFile."""
    try:
        frame = pd.read_csv(file, encoding="utf-8", keep_default_na=False, dtype={"category": str})
        rows = list(frame[list(COLUMNS)].itertuples(index=False, name=None))
        found = {
            Atom(indicator, category, datetime.fromisoformat(start), datetime.fromisoformat(end)): (
                int(count),
                mark,
            )
            for indicator, category, start, end, count, mark in rows
        }
    except (ValueError, KeyError, TypeError):
        raise UnusableFile(
            f"{name} is not as it was written; take it from an earlier copy of the repository"
        ) from None
    return (
        {atom: count for atom, (count, _) in found.items()},
        {atom for atom, (_, mark) in found.items() if mark},
    )
