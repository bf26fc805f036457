"""Checks that need more than one row: a child's episodes against each other, and every table's children
against the Header.

Rules: the definitions ("Who") and data/README.md. Short breaks (V3, V4) are left out of every figure, so here as
well.
"""

from collections.abc import Mapping

import numpy as np
import pandas as pd

from scorecard.dates import NEVER
from scorecard.extract.findings import Finding
from scorecard.extract.problems import Effect

# The return's own tables of children in care. OC3 has care leavers, whom a later year's Header no longer has.
_OF_CHILDREN_IN_CARE = ("Episodes", "Reviews", "UASC", "AD1", "PlacedAdoption", "Missing")


def contradictory_episodes(episodes: pd.DataFrame) -> tuple[list[Finding], np.ndarray]:
    """What a child's episodes, sorted by CHILD and DECOM, say against each other, and which (positions) are
    left out.

    An open episode that a later one follows is left out: it would keep its child in care for ever. The others
    stay: overlapping episodes, and one that says that another follows (X1) where none begins on that day.
    """
    positions = np.flatnonzero(~episodes["LS"].isin(["V3", "V4"]))
    ordered = episodes.take(positions)
    following = ordered["CHILD"].eq(ordered["CHILD"].shift(-1))
    next_start = ordered["DECOM"].shift(-1).where(following)

    unended = following & ordered["DEC"].isna()
    overlapping = ordered["DEC"] > next_start
    unfollowed = ordered["REC"].eq("X1") & ordered["DEC"].notna() & ~(ordered["DEC"] >= next_start)
    unended_is_out = "a date, for the child has a later episode: this one is left out"
    findings = [
        Finding("DEC", unended_is_out, positions[unended], Effect.ROW),
        Finding("DEC", "a date not after the child's next DECOM", positions[overlapping]),
        Finding("REC", "another episode from this DEC on, or a REC other than X1", positions[unfollowed]),
    ]
    return [finding for finding in findings if len(finding.rows)], positions[unended]


def overlapping_allocations(allocations: pd.DataFrame) -> list[Finding]:
    """A child allocated to a team, sorted by CHILD and FROM, while another one begins: the later start counts."""
    following = allocations["CHILD"].eq(allocations["CHILD"].shift(-1))
    next_start = allocations["FROM"].shift(-1).where(following)
    overlapping = np.flatnonzero(allocations["TO"].fillna(NEVER) > next_start)
    expected = "a date not after the child's next FROM: while two teams overlap, the later start counts"
    return [Finding("TO", expected, overlapping)] if len(overlapping) else []


def children_without_header(tables: Mapping[str, pd.DataFrame]) -> dict[str, Finding]:
    """For each of the return's tables, the first row of every child whom the Header does not have."""
    found = {}
    for name in _OF_CHILDREN_IN_CARE:
        if name in tables:
            child = tables[name]["CHILD"]
            rows = np.flatnonzero(~child.isin(tables["Header"]["CHILD"]) & ~child.duplicated())
            if len(rows):
                found[name] = Finding("CHILD", "a child who is in the Header", rows)
    return found
