"""Which of a row's versions counts, where a table's files span several collection years (data/README.md).

A row that repeats is one row; where versions differ, the later year's counts, for it knows how the episode
ended. Later is told by content, never by name: the version that knows the end, then the file whose newest
date is later. In this order one mistyped date in an old file cannot make open all that has ended since.
"""

import numpy as np
import pandas as pd

from scorecard.dates import BLANK, day_numbers
from scorecard.extract.earlier_exports import only_in_an_earlier_export
from scorecard.extract.findings import Finding
from scorecard.extract.problems import Effect
from scorecard.extract.tables import Table

AFTER_ALL = 2**20
"""A day after every date."""


def latest_versions(
    table: Table, frame: pd.DataFrame, usable: np.ndarray
) -> tuple[np.ndarray, list[Finding]]:
    """The positions in `frame` (typed, every row with an identity) of the rows that count, in the order of
    their identity, and the findings among those that do not: what no change of year explains.

    A row that is not `usable` can be the one that counts: an older version must not stand in for it.

    Files whose newest dates agree rank by path, rows of one file by line, so that the answer never depends on
    chance.
    """
    if _rise([frame[column] for column in table.identity]):
        return np.arange(len(frame)), []
    identity = [_rank(frame[column]) for column in table.identity]
    if table.name == "Episodes":
        identity.append(_goes_on(frame, identity))
    same = _together(identity)
    if (same[1:] > same[:-1]).all():
        return np.arange(len(frame)), []
    known, newest = _known(table, frame, usable), _newest_date(table, frame)
    file = frame["_FILE"].cat.codes.to_numpy()
    keys = [frame["_LINE"].to_numpy(), file, newest, known, same]
    # The sort is stable, so that the least of them orders nothing where rows rise by it already.
    while keys and (keys[0][1:] >= keys[0][:-1]).all():
        del keys[0]
    order = np.lexsort(keys) if keys else np.arange(len(frame))
    last = np.append(same[order][1:] != same[order][:-1], True)[: len(order)]
    kept, older = order[last], order[~last]
    if not len(older):
        return kept, []
    winner = kept[(np.cumsum(last) - last)[~last]]
    one_file, differs = file[older] == file[winner], _differs(table, frame, older, winner)
    ended = (known[older] == 1) & (known[winner] == 2)
    what = f"one row of this {' and '.join(table.identity)}: another row of the file is used"
    of_others = np.logical_or.reduce([differs[column] for column in table.steady], initial=False)
    twice = one_file & (of_others | ~ended & np.logical_or.reduce([*differs.values()]))
    findings = [Finding(table.identity[-1], what, older[twice], Effect.ROW)]
    findings += only_in_an_earlier_export(table, frame, same)
    if table.end:
        what = f"the {table.end} that a file before this one gives: that version is used"
        findings.append(Finding(table.end, what, older[ended & (newest[older] > newest[winner])]))
    for column in table.steady:
        what = f"the same {column} in every file: the latest is used"
        findings.append(Finding(column, what, older[differs[column] & ~one_file]))
    return kept, [finding for finding in findings if len(finding.rows)]


def _rise(columns: list[pd.Series]) -> bool:
    """Whether each row comes after the one before it, by several columns, the first of them first."""
    alike = np.ones(max(len(columns[0]) - 1, 0), dtype=bool)
    after = ~alike
    for column in columns:
        cells = _in_order(column)
        after |= alike & (cells[1:] > cells[:-1])
        if after.all():
            return True
        alike &= cells[1:] == cells[:-1]
    return False


def _in_order(column: pd.Series) -> np.ndarray:
    """Whole numbers that compare as the column's values do, blank codes last."""
    if column.dtype.kind == "M":
        return column.to_numpy().view("int64")
    if isinstance(column.dtype, pd.CategoricalDtype) and column.cat.categories.is_monotonic_increasing:
        codes = column.cat.codes.to_numpy()
        return codes.view(f"u{codes.dtype.itemsize}")
    return _rank(column)


def _together(ranks: list[np.ndarray]) -> np.ndarray:
    """One number for each row by several, sorted as those are, the first of them first."""
    number = np.zeros(len(ranks[0]), dtype="int64")
    for rank in ranks:
        number *= rank.max(initial=0) + 1
        number += rank
    return number


def _known(table: Table, frame: pd.DataFrame, usable: np.ndarray) -> np.ndarray:
    """How much each row knows of its end: 2 ended, even if on no possible date; 1 open; 0 ended as it began,
    before which an open row goes."""
    if not table.end:
        return np.zeros(len(frame), dtype="int8")
    end, key = frame[table.end], table.key
    at_once = end == frame[key[1]] if len(key) > 1 else np.zeros(len(frame), dtype=bool)
    return np.select([~usable, at_once, end.isna()], [2, 0, 1], 2)


def _goes_on(frame: pd.DataFrame, identity: list[np.ndarray]) -> np.ndarray:
    """0 for an episode that ended on the day it began and says (X1) that the other one of that day in its file follows: the
    two are a move, and no versions of one row. 1 for every other."""
    at_once = (frame["DEC"].eq(frame["DECOM"]) & frame["REC"].eq("X1")).to_numpy(bool)
    if not at_once.any():
        return np.ones(len(frame), dtype="int8")
    day = pd.DataFrame([*identity, frame["_FILE"].cat.codes.to_numpy()]).T
    others = pd.Series(~at_once).groupby([day[column] for column in day]).transform("any").to_numpy()
    return np.where(at_once & others, 0, 1)


def _newest_date(table: Table, frame: pd.DataFrame) -> np.ndarray:
    """For each row the newest date in its file."""
    if not table.dates or len(frame["_FILE"].cat.categories) == 1:
        return np.zeros(len(frame), dtype="int64")
    newest = frame[list(table.dates)].max(axis=1)
    return newest.groupby(frame["_FILE"], observed=True).transform("max").astype("int64").to_numpy()


def _differs(
    table: Table, frame: pd.DataFrame, rows: np.ndarray, others: np.ndarray
) -> dict[str, np.ndarray]:
    """By column, whether the cells of `rows` differ from those of `others` (positions, pair by pair)."""
    ranks = {column: _rank(frame[column].take(np.append(rows, others))) for column in table.columns}
    return {column: rank[: len(rows)] != rank[len(rows) :] for column, rank in ranks.items()}


def _rank(column: pd.Series) -> np.ndarray:
    """Whole numbers from 0 that sort and compare as the column's values do, blanks last."""
    if column.dtype.kind == "M":
        days = day_numbers(column)
        days[days == BLANK] = AFTER_ALL
        return days - days.min(initial=0)
    coded = isinstance(column.dtype, pd.CategoricalDtype)
    codes, values = (column.cat.codes, column.cat.categories) if coded else pd.factorize(column)
    ranks = np.empty(len(values) + 1, dtype="int64")
    ranks[values.argsort()] = np.arange(len(values))
    ranks[-1] = len(values)
    return ranks[codes]
