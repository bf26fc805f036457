"""Statutory visits: a chain for each placement spell, every six weeks, or twelve in a lasting foster home."""

import numpy as np
import pandas as pd

from synthetic.chains import played_forward
from synthetic.days import OPEN, text
from synthetic.draw import Draw
from synthetic.flows import LAST_DAY
from synthetic.months import Series

# February to May 2020 are the scorecard's; January's label there, "75.79", is read as 75.7%.
ON_TIME = Series(
    before=85.0,
    years={
        2017: (86.1, 85.4, 86.8, 85.9, 83.7, 85.2, 86.0, 85.5, 83.1, 84.9, 85.8, 84.2),
        2018: (84.6, 83.8, 84.9, 83.5, 80.9, 82.7, 83.8, 83.1, 80.4, 82.2, 82.9, 81.6),
        2019: (81.9, 80.8, 81.4, 80.2, 77.1, 78.8, 79.6, 79.1, 76.3, 75.7, 72.9, 69.1),
        2020: (69.7, 72.9, 75.8, 78.3, 77.4),
    },
)
TWELVE_WEEKS = 0.35
"""Share of foster homes that last a year and a half in which visits every twelve weeks come to be agreed."""


def twelve_weeks_from(draw: Draw, spells: pd.DataFrame) -> np.ndarray:
    """For each spell the day from which visits are agreed every twelve weeks, OPEN where they never are."""
    n = len(spells)
    start = spells["START"].to_numpy() + draw.between(370, 540, n)
    lasting = spells["PLACE"].str.startswith("U").to_numpy() & (
        start < np.minimum(spells["END"], LAST_DAY + 1)
    )
    return np.where(lasting & draw.happens(TWELVE_WEEKS, n), start, OPEN)


def visits_table(draw: Draw, spells: pd.DataFrame, child: np.ndarray, agreed: np.ndarray) -> pd.DataFrame:
    """Visits, failed ones among them."""
    start, end = spells["START"].to_numpy(), spells["END"].to_numpy()

    def step(chain: np.ndarray, number: np.ndarray, on: np.ndarray, after: np.ndarray) -> np.ndarray:
        return after + np.where(agreed[chain] <= on, 84, 42)

    visits = played_forward(draw, start, end, start + 7, step, ON_TIME.percent, latest=25)
    visits["CHILD"] = child[spells["ROW"].to_numpy()[visits["CHAIN"]]]
    visits = visits.sort_values(["CHILD", "DATE"], kind="stable").drop_duplicates(["CHILD", "DATE", "DONE"])
    done = visits["DONE"].to_numpy()
    alone = done & draw.happens(0.68, len(visits))
    return pd.DataFrame(
        {
            "CHILD": visits["CHILD"],
            "VISIT_DATE": text(visits["DATE"]),
            "SEEN": np.where(done, "Y", "N"),
            "SEEN_ALONE": np.where(alone, "Y", "N"),
        }
    )


def frequency_table(spells: pd.DataFrame, child: np.ndarray, agreed: np.ndarray) -> pd.DataFrame:
    """VisitFrequency: the agreements on twelve weeks, each to the end of its placement."""
    chosen = agreed < OPEN
    to = np.where(spells["END"] > LAST_DAY, OPEN, spells["END"])[chosen]
    children = child[spells["ROW"].to_numpy()[chosen]]
    return pd.DataFrame({"CHILD": children, "FROM": text(agreed[chosen]), "TO": text(to), "WEEKS": 12})
