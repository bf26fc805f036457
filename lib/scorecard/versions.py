"""Which of a row's versions counts, where a table's files span several collection years (extract.md).

A row that repeats is one row; where versions differ, the later year's counts, for it knows how the episode ended. Later is told
by content, never by name: the file whose newest date is later; within a file the version that knows the end.
"""

import numpy as np
import pandas as pd

from scorecard.findings import Finding
from scorecard.tables import Table


def latest_versions(table: Table, frame: pd.DataFrame) -> tuple[np.ndarray, list[Finding]]:
    """The positions in `frame` (typed, usable rows only) of the rows that count, in the order of their identity, and what is
    wrong: two versions in one file that cannot be of different years, or versions that differ in a steady column.

    Files whose newest dates agree rank by path, rows of one file by line, so that the answer never depends on chance.
    """
    identity = [_rank(frame[column]) for column in table.identity]
    known = np.zeros(len(frame), dtype="int8")
    if table.end:
        end = frame[table.end]
        lasted = end > frame[table.key[1]] if len(table.key) > 1 else end.notna()
        # An open version is of an earlier year than one that ended; one that ended as it began is nobody's earlier year.
        known = np.select([lasted, end.isna()], [2, 1], 0)
    file = frame["_FILE"].cat.codes.to_numpy()
    order = np.lexsort([frame["_LINE"], file, known, _newest_date(table, frame), *reversed(identity)])
    same = np.ones(max(len(order) - 1, 0), dtype=bool)
    for rank in identity:
        same &= rank[order][1:] == rank[order][:-1]
    last = np.append(~same, True)[: len(order)]
    kept = order[last]
    older = order[~last]
    winner = kept[np.cumsum(np.append(0, last[:-1]))[: len(order)][~last]]
    return kept, _contradictions(table, frame, older, winner, known, file)


def _contradictions(table, frame, older, winner, known, file) -> list[Finding]:
    """What the versions that do not count say otherwise than a change of year explains."""
    findings = []
    columns = list(table.columns)
    before, after = frame[columns].take(older), frame[columns].take(winner)
    alike = pd.DataFrame(before.to_numpy() == after.to_numpy(), columns=columns)
    alike |= before.isna().to_numpy() & after.isna().to_numpy()
    grown = (known[older] == 1) & (known[winner] == 2)
    twice = (file[older] == file[winner]) & ~alike.all(axis=1).to_numpy() & ~grown
    if twice.any():
        what = " and ".join(table.identity)
        findings.append(Finding(table.identity[-1], f"one row of this {what}: another row of the file is used", older[twice]))
    for column in table.steady:
        differs = ~alike[column].to_numpy() & ~twice
        if differs.any():
            findings.append(Finding(column, f"the same {column} in each year: the latest is used", older[differs]))
    return findings


def _newest_date(table: Table, frame: pd.DataFrame) -> np.ndarray:
    """For each row the newest date in its file."""
    if not table.dates:
        return np.zeros(len(frame), dtype="int64")
    newest = frame[list(table.dates)].max(axis=1)
    return newest.groupby(frame["_FILE"], observed=True).transform("max").astype("int64").to_numpy()


def _rank(column: pd.Series) -> np.ndarray:
    """Whole numbers that sort and compare as the column's values do, blanks last."""
    codes, values = pd.factorize(column, use_na_sentinel=True)
    ranks = np.empty(len(values) + 1, dtype="int64")
    ranks[np.argsort(values)] = np.arange(len(values))
    ranks[-1] = len(values)
    return ranks[codes]
