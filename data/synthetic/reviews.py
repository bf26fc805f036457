"""Reviews: brothers and sisters who came together are reviewed together, so a chain is a family's."""

import numpy as np
import pandas as pd

from synthetic.chains import played_forward
from synthetic.days import add_months, age, text, working_days_after
from synthetic.draw import Draw
from synthetic.months import Series

ON_TIME = Series(
    before=92.0,
    years={
        2017: (94.1, 93.2, 92.4, 93.8, 91.6, 93.0, 94.4, 95.1, 92.2, 93.5, 94.0, 93.1),
        2018: (93.9, 94.6, 95.2, 93.7, 92.0, 93.4, 94.8, 95.3, 93.1, 94.0, 94.7, 93.6),
        2019: (94.2, 93.0, 92.6, 93.9, 91.2, 92.5, 93.1, 92.0, 90.7, 91.9, 92.8, 90.4),
        2020: (91.3, 93.7, 94.5, 95.2, 92.9),
    },
)
VIEWS = {"PN1": 44, "PN2": 4, "PN3": 1, "PN4": 6, "PN5": 15, "PN6": 26, "PN7": 4}


def reviews_table(draw: Draw, periods: pd.DataFrame) -> pd.DataFrame:
    """Reviews, one row a child and review."""
    family = periods.groupby(["FAMILY", "START"]).ngroup().to_numpy()
    together = periods.assign(CHAIN=family).groupby("CHAIN").agg(START=("START", "first"), END=("END", "max"))
    start = together["START"].to_numpy()

    def step(chain: np.ndarray, number: np.ndarray, on: np.ndarray, after: np.ndarray) -> np.ndarray:
        return add_months(after, np.where(number == 1, 3, 6))

    held = played_forward(
        draw,
        start,
        together["END"].to_numpy(),
        working_days_after(start, 20),
        step,
        ON_TIME.percent,
        latest=28,
    )
    members = pd.DataFrame(
        {"CHAIN": family, "CHILD": periods["CHILD"], "DOB": periods["DOB"], "END": periods["END"]}
    )
    rows = held[held["DONE"]].merge(members, on="CHAIN")
    rows = rows[rows["DATE"] < rows["END"]].sort_values(["CHILD", "DATE"], kind="stable")
    young = age(rows["DOB"].to_numpy(), rows["DATE"].to_numpy()) < 4
    code = np.where(young, "PN0", draw.choose(VIEWS, len(rows)))
    return pd.DataFrame(
        {"CHILD": rows["CHILD"], "DOB": text(rows["DOB"]), "REVIEW": text(rows["DATE"]), "REVIEW_CODE": code}
    )
