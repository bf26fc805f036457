"""Tables of text judged: each cell by its type and codes, each row's versions against each other, then all rows by the
rules; typed tables, every problem and every doubt come out.
"""

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import cache

import numpy as np
import pandas as pd

from scorecard.extract.checks import checked
from scorecard.extract.children import in_common, numbered
from scorecard.extract.councils import APART
from scorecard.extract.doubts import in_doubt, of_known, together
from scorecard.extract.findings import Finding, as_problems
from scorecard.extract.problems import Effect, Problem
from scorecard.extract.rows import Absent, Rows
from scorecard.extract.rules import RULES, Rule
from scorecard.extract.side_by_side import side_by_side
from scorecard.extract.tables import TABLES, Table
from scorecard.extract.turned_days import turned
from scorecard.extract.versions import latest_versions


@dataclass(frozen=True, eq=False)
class Judged:
    """`tables` typed as in cells.py, CHILD the number of the child in `children`; `doubts` as in doubts.py."""

    tables: dict[str, pd.DataFrame]
    children: pd.Index
    problems: list[Problem]
    doubts: pd.DataFrame


def judged(
    texts: Mapping[str, pd.DataFrame],
    missing: Mapping[str, tuple[str, ...]],
    incomplete: frozenset[str],
    unreadable: pd.DataFrame,
) -> Judged:
    """Judge an extract's tables of text. `missing`: the columns that some file of a table lacks; `incomplete`: the tables of
    which a file is not read; `unreadable`: the doubts that files' own problems cast (`doubts.of_nobody`)."""
    texts, written = in_common(texts)
    ids = cache(lambda: _ids(written))  # of whom nobody asks where nothing is wrong
    tables, places, problems, doubts, unread = {}, {}, [], [unreadable], {}
    by_cells = side_by_side(
        lambda name: _by_cells(TABLES[name], texts[name], unread), texts, lambda name: len(texts[name])
    )
    for (name, text), (tables[name], findings, typed, places[name]) in zip(texts.items(), by_cells):
        if findings:
            problems += as_problems(TABLES[name], text, findings, ids())
        doubts += [_doubts(name, typed, each, ((name, each.column),)) for each in findings]
    by_number, children = numbered(tables)

    def written_in(table: str) -> np.ndarray:
        return children.get_indexer(texts[table]["CHILD"].astype("str").unique())

    rows, left_out, blank = Rows(by_number, len(children), missing, incomplete, written_in), {}, {}
    doubtful: dict[tuple[str, str], np.ndarray] = {}
    for rule, broken in _broken(rows):
        if rule.column in TABLES[rule.table].dates:
            place = (rule.table, rule.column)
            doubtful[place] = doubtful.get(place, False) | broken
        # A cell that could not be read, or that its row is left out for, is told already.
        broken = broken & np.logical_not(unread.get((rule.table, rule.column), False))
        at = np.flatnonzero(broken)
        finding = Finding(rule.column, rule.expected, at, rule.effect)
        as_written = replace(finding, rows=places[rule.table][at])
        problems += as_problems(TABLES[rule.table], texts[rule.table], [as_written], ids())
        doubts.append(_doubts(rule.table, tables[rule.table], finding, rule.in_doubt))
        if rule.effect is Effect.ROW:
            left_out[rule.table] = left_out.get(rule.table, False) | broken
            unread[rule.table, rule.column] = unread.get((rule.table, rule.column), False) | broken
        elif rule.effect is Effect.BLANK:
            blank.setdefault(rule.table, {})[rule.column] = broken
    for (name, column), which in doubtful.items():
        if finding := turned(column, rows[name, column], which):
            as_written = replace(finding, rows=places[name][finding.rows])
            problems += as_problems(TABLES[name], texts[name], [as_written], ids())
    for name, columns in blank.items():
        masked = {column: by_number[name][column].mask(broken) for column, broken in columns.items()}
        by_number[name] = by_number[name].assign(**masked)
    for name, broken in left_out.items():
        by_number[name] = by_number[name][~broken].reset_index(drop=True)
    return Judged(by_number, children, problems, of_known(together(doubts, children), by_number))


def _ids(written: pd.Index) -> frozenset[str]:
    """Every text in a column CHILD, with and without the name of its council."""
    ids = written.tolist()
    return frozenset((*ids, *(id.partition(APART)[2] for id in ids if APART in id))) - {""}


def _by_cells(
    table: Table, text: pd.DataFrame, unread: dict[tuple[str, str], np.ndarray]
) -> tuple[pd.DataFrame, list[Finding], pd.DataFrame, np.ndarray]:
    """A table typed, of each row the version that counts, if its cells can be used; what is wrong, by the position of its
    row in `text`; all rows typed; and the positions of those that count. Into `unread` go the cells of the table that could
    not be read, by column."""
    result = checked(table, text)
    identified = np.logical_and.reduce([result.frame[column].notna().to_numpy() for column in table.key])
    rows = np.flatnonzero(identified)
    kept, contradictions = latest_versions(
        table, result.frame.take(rows).reset_index(drop=True), result.usable[rows]
    )
    kept = rows[kept]
    if not result.findings and not contradictions:
        return result.frame.take(kept).reset_index(drop=True), [], result.frame, kept
    # What is wrong with a version that does not count was put right by the one that does.
    told = ~identified
    told[kept] = True
    findings = [replace(each, rows=each.rows[told[each.rows]]) for each in result.findings]
    findings += [replace(each, rows=rows[each.rows]) for each in contradictions]
    usable = kept[result.usable[kept]]
    for each in findings:
        if each.effect is Effect.BLANK:
            now = np.isin(usable, each.rows)
            unread[table.name, each.column] = unread.get((table.name, each.column), False) | now
    return result.frame.take(usable).reset_index(drop=True), findings, result.frame, usable


def _broken(rows: Rows) -> list[tuple[Rule, np.ndarray]]:
    """The rules that are broken, and by which rows. A rule that needs what the extract lacks is passed over."""

    def by(table: str) -> dict[Rule, np.ndarray]:
        found = {}
        for rule in RULES:
            if rule.table == table:
                with suppress(Absent):
                    found[rule] = rule.broken(rows)
        return {rule: broken for rule, broken in found.items() if broken.any()}

    of_tables = side_by_side(by, dict.fromkeys(rule.table for rule in RULES), rows.count)
    broken = {rule: which for found in of_tables for rule, which in found.items()}
    return [(rule, broken[rule]) for rule in RULES if rule in broken]


def _doubts(table: str, frame: pd.DataFrame, finding: Finding, places) -> pd.DataFrame:
    return in_doubt(table, frame.take(finding.rows), places, finding.effect is Effect.ROW)
