"""Legal status over a period of care: voluntary care or protection first, then the courts' orders."""

import numpy as np
import pandas as pd

from synthetic.days import OPEN, age
from synthetic.draw import Draw
from synthetic.flows import LAST_DAY

FIRST_STATUS = {"C1": 40, "V2": 40, "L1": 11, "L2": 9}
FIRST_STATUS_TEENAGER = {"V2": 70, "C1": 18, "L1": 7, "J1": 8}
COMES_TO_COURT, COMES_TO_COURT_TEENAGER = 0.94, 0.80
TO_COURT = {
    "V2": ((60, 15, 90), (40, 91, 240)),
    "L1": ((1, 3, 3),),
    "L2": ((1, 5, 8),),
    "C1": ((1, 0, 0),),
    "J1": ((1, 60, 300),),
}
TO_FULL_ORDER = ((20, 100, 160), (50, 161, 230), (30, 231, 400))
GETS_FULL_ORDER = 0.97


def legal_statuses(draw: Draw, periods: pd.DataFrame) -> pd.DataFrame:
    """One row a change: ROW, DATE, LS. The first is on the period's first day."""
    n = len(periods)
    start, rows = periods["START"].to_numpy(), np.arange(n)
    teenager = age(periods["DOB"].to_numpy(), start) >= 13
    first = np.where(teenager, draw.choose(FIRST_STATUS_TEENAGER, n), draw.choose(FIRST_STATUS, n))
    on_path, order = (periods["ON_PATH"] == 1).to_numpy(), periods["ORDER"].to_numpy()
    consent = on_path & (order >= OPEN)
    voluntary = periods["UASC"].to_numpy() | consent
    first = np.where(voluntary, "V2", np.where(on_path, "C1", first))

    to_court = start + np.select(
        [first == status for status in TO_COURT], [draw.days(b, n) for b in TO_COURT.values()]
    )
    chance = np.where(teenager, COMES_TO_COURT_TEENAGER, COMES_TO_COURT)
    protected, in_court, remanded = np.isin(first, ["L1", "L2"]), first == "C1", first == "J1"
    goes = (draw.happens(chance, n) | protected) & ~voluntary & ~in_court & ~remanded
    decided = to_court + draw.days(TO_FULL_ORDER, n)
    full = (goes | in_court) & ~on_path & draw.happens(GETS_FULL_ORDER, n)
    changes = pd.concat(
        [
            _change(rows, start, first),
            _change(rows[goes], to_court[goes], "C1"),
            _change(rows[remanded], to_court[remanded], "V2"),
            _change(rows[full], decided[full], "C2"),
            _change(rows[order < OPEN], order[order < OPEN], "E1"),
        ]
    )
    until = np.minimum(periods["END"], LAST_DAY + 1).to_numpy()
    kept = changes[changes["DATE"].to_numpy() < until[changes["ROW"]]]
    return kept.drop_duplicates(["ROW", "DATE"], keep="last")


def _change(rows: np.ndarray, dates: np.ndarray, status: np.ndarray | str) -> pd.DataFrame:
    return pd.DataFrame({"ROW": rows, "DATE": dates, "LS": status})
