"""Which team works with a child on a day, from the council's own list of allocations."""

from datetime import datetime

import pandas as pd

from scorecard.care.child_days import in_force_on

NO_TEAM = "no team"


def team_of(children: pd.Series, allocations: pd.DataFrame, day: datetime) -> pd.Series:
    """The team of each child (a number) at the end of a day, NO_TEAM where there is none; the index is that of `children`.

    `allocations` has CHILD, TEAM, FROM, TO: in force from FROM on and before TO (blank = still). Of two that overlap, an
    error of the data, the later start counts.
    """
    teams = in_force_on(allocations, "FROM", "TO", [day]).set_index("CHILD")["TEAM"].astype("str")
    return teams.reindex(children).fillna(NO_TEAM).set_axis(children.index)


def names_of_teams(allocations: pd.DataFrame) -> list[str]:
    """Every team that a child was ever allocated to, in alphabetical order, and NO_TEAM."""
    return [*sorted(allocations["TEAM"].dropna().unique()), NO_TEAM]
