"""Which team works with a child on a day, from the council's own list of allocations."""

import pandas as pd

from scorecard.care.child_days import in_force_at

NO_TEAM = "no team"


def team_of(rows: pd.DataFrame, allocations: pd.DataFrame) -> pd.Series:
    """The team of each row's CHILD at the end of its DATE, NO_TEAM where there is none; the index is that of `rows`.

    `allocations` has CHILD, TEAM, FROM, TO: in force from FROM on and before TO (blank = still). Of two that overlap, an
    error of the data, the later start counts.
    """
    found = in_force_at(allocations, "FROM", "TO", rows["CHILD"], rows["DATE"])
    return found["TEAM"].astype("str").fillna(NO_TEAM)


def names_of_teams(allocations: pd.DataFrame) -> list[str]:
    """Every team that a child was ever allocated to, in alphabetical order, and NO_TEAM."""
    return [*sorted(allocations["TEAM"].dropna().unique()), NO_TEAM]
