"""Teams: who works with each child, from the day of coming into care to the end of support for care leavers."""

import numpy as np
import pandas as pd

from synthetic.days import OPEN, text
from synthetic.draw import Draw
from synthetic.flows import LAST_DAY

DISTRICTS = {"North": 30, "South": 28, "East": 22, "West": 20}
FIRST, THEN, ALONE, AFTER = (
    "Family Safeguarding",
    "Children in Care",
    "Unaccompanied Young People",
    "Leaving Care",
)
HANDED_OVER_AFTER = (120, 270)
"""Days in care after which the court work is done, and the child goes from the first team to the second."""

WAITS, LONGEST_WAIT = 0.15, 90
"""Share of those handed over who have no team for a while, and for how many days at most."""


def allocations_table(draw: Draw, periods: pd.DataFrame, left: pd.DataFrame) -> pd.DataFrame:
    """Allocations: in care a team of the family's district, or that of unaccompanied young people; then Leaving Care."""
    n, start, end = len(periods), periods["START"].to_numpy(), periods["END"].to_numpy()
    district = draw.choose(DISTRICTS, int(periods["FAMILY"].max()) + 1)[periods["FAMILY"]]
    alone = periods["UASC"].to_numpy()
    handed = np.where(alone, OPEN, start + draw.between(*HANDED_OVER_AFTER, n))
    waits = np.where(draw.happens(WAITS, n), draw.between(1, LONGEST_WAIT, n), 0)
    grown = left[~left["QUALIFYING"]]
    teams = pd.concat(
        [
            _rows(periods, _of(FIRST, district), start, np.minimum(handed, end))[~alone],
            _rows(periods, _of(THEN, district), handed + waits, end)[~alone],
            _rows(periods, ALONE, start, end)[alone],
            _rows(grown, AFTER, grown["LEFT"], grown["UNTIL"]),
        ]
    )
    teams = teams[(teams["FROM"] < teams["TO"]) & (teams["FROM"] <= LAST_DAY)]
    teams = teams.sort_values(["CHILD", "FROM"], kind="stable")
    still = teams["TO"] > LAST_DAY
    return teams.assign(FROM=text(teams["FROM"]), TO=text(teams["TO"].mask(still, OPEN)))


def _of(kind: str, districts: np.ndarray) -> list[str]:
    return [f"{kind} {district}" for district in districts]


def _rows(children: pd.DataFrame, team: str | list[str], start: np.ndarray, end: np.ndarray) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "CHILD": children["CHILD"].to_numpy(),
            "TEAM": team,
            "FROM": np.asarray(start),
            "TO": np.asarray(end),
        }
    )
