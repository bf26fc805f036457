"""Children who go missing from care, a few of them often: the scorecard's episodes and children."""

import numpy as np
import pandas as pd

from synthetic.days import age, first_day, month_of, text
from synthetic.draw import Draw
from synthetic.flows import HISTORY_FROM, LAST_DAY

MONTHS = {
    2019: (
        (41, 27), (44, 29), (46, 32), (57, 35), (52, 33), (78, 35), (67, 33), (49, 32), (40, 30), (45, 32),
        (39, 25), (43, 22),
    ),
    2020: ((31, 20), (36, 20), (42, 24), (47, 27), (51, 29)),
}  # fmt: skip
"""Episodes and children by month of the financial year, April first. The scorecard has those of June 2019 to
May 2020, not which month each belongs to; two of the episodes' numbers are lost (43 and 31 here)."""
BEFORE = ((34, 52), (22, 31))
"""Episodes and children of an earlier month: from, to."""
WITHOUT_LEAVE = (8, 22)
OFTEN = {1: 56, 4: 28, 14: 12, 50: 4}
YOUNGEST = 11
DAYS_AWAY = ((70, 0, 1), (22, 1, 2), (8, 3, 6))


def missing_table(draw: Draw, periods: pd.DataFrame, scale: float) -> pd.DataFrame:
    """Missing: M, and A (away without authorisation)."""
    often = draw.choose(OFTEN, len(periods))
    found = []
    for month in range(int(month_of(HISTORY_FROM)), int(month_of(LAST_DAY)) + 1):
        away = int(draw.between(*WITHOUT_LEAVE, 1)[0])
        for kind, numbers in (("M", _numbers(draw, month)), ("A", (away, away * 7 // 10))):
            episodes, children = (round(number * scale) for number in numbers)
            found.append(_month(draw, periods, often, month, episodes, children).assign(MISSING=kind))
    rows = pd.concat(found).drop_duplicates(["ROW", "START"], keep="first")
    rows["CHILD"] = periods["CHILD"].to_numpy()[rows["ROW"]]
    rows["DOB"] = text(periods["DOB"].to_numpy()[rows["ROW"]])
    rows = rows.sort_values(["CHILD", "START"], kind="stable")
    rows["MIS_START"], rows["MIS_END"] = text(rows["START"]), text(rows["END"])
    return rows[["CHILD", "DOB", "MISSING", "MIS_START", "MIS_END"]]


def _numbers(draw: Draw, month: int) -> tuple[int, int]:
    year, number = 1970 + (month - 3) // 12, (month - 3) % 12
    if year in MONTHS:
        return MONTHS[year][number]
    return tuple(int(draw.between(*limits, 1)[0]) for limits in BEFORE)


def _month(
    draw: Draw, periods: pd.DataFrame, often: np.ndarray, month: int, episodes: int, children: int
) -> pd.DataFrame:
    first, following = int(first_day(month)), int(first_day(month + 1))
    whole_month = (periods["START"] < first) & (periods["END"] > following + 2)
    old_enough = age(periods["DOB"].to_numpy(), first) >= YOUNGEST
    rows = draw.some(children, np.where(whole_month & old_enough, often, 0))
    # Each of them once, and the rest mostly by those who come first in the order.
    again = draw.unit(episodes - len(rows))
    who = np.sort(np.append(np.arange(len(rows)), (again * again * len(rows)).astype("int64")))
    times = np.bincount(who, minlength=len(rows))[who]
    turn = np.arange(len(who)) - np.searchsorted(who, who)
    apart = 28 // times
    start = first + turn * apart + draw.between(0, apart - 1)
    end = start + np.minimum(draw.days(DAYS_AWAY, len(who)), np.maximum(apart - 1, 0))
    return pd.DataFrame({"ROW": rows[who], "START": start, "END": np.minimum(end, LAST_DAY)})
