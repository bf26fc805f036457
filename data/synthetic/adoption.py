"""The path to adoption: placement order, match, moving in with the adopters; and the two tables of it."""

import numpy as np
import pandas as pd

from synthetic.days import OPEN, add_months, text
from synthetic.draw import Draw
from synthetic.flows import GOLDEN_DAY, LAST_DAY

ENTRY_TO_PLACEMENT, ORDER_TO_MATCH = 480.0, 267.3

TO_ORDER = ((20, 120, 165), (50, 166, 210), (25, 211, 270), (5, 271, 400))
TO_MATCH = ((22, 30, 120), (33, 121, 250), (27, 251, 400), (18, 401, 620))
TO_MOVE = ((60, 8, 16), (30, 17, 28), (10, 29, 60))
BY_CONSENT = 0.04


def adoption_path(draw: Draw, start: np.ndarray, on_path: np.ndarray) -> dict[str, np.ndarray]:
    """ON_PATH, ORDER (placement order; OPEN if the parents consent), MATCH, PLACED; OPEN for the others."""
    n = len(start)
    order = start + draw.days(TO_ORDER, n)
    match = order + draw.days(TO_MATCH, n)
    placed = match + draw.days(TO_MOVE, n)
    consent = draw.happens(BY_CONSENT, n)
    return {
        "ON_PATH": on_path.astype("int64"),
        "ORDER": np.where(on_path & ~consent, order, OPEN),
        "MATCH": np.where(on_path, match, OPEN),
        "PLACED": np.where(on_path, placed, OPEN),
    }


def fit_times(draw: Draw, periods: pd.DataFrame) -> None:
    """Move the steps of those adopted in the year to May 2020 by a few days, to the two published means."""
    year_start = int(add_months(GOLDEN_DAY + 1, -12))
    adopted = (periods["ADOPTED"] == 1) & periods["END"].between(year_start, GOLDEN_DAY)
    later = _to_mean(draw, (periods["PLACED"] - periods["START"])[adopted], ENTRY_TO_PLACEMENT)
    periods.loc[adopted, ["MATCH", "PLACED"]] = periods.loc[adopted, ["MATCH", "PLACED"]].add(later, axis=0)
    ordered = adopted & (periods["ORDER"] < OPEN)
    earlier = _to_mean(draw, (periods["MATCH"] - periods["ORDER"])[ordered], ORDER_TO_MATCH)
    periods.loc[ordered, "ORDER"] -= earlier


def _to_mean(draw: Draw, days: pd.Series, mean: float) -> pd.Series:
    """Whole days to add to each, so that the mean is the given one as near as whole days allow."""
    missing = int(mean * len(days) + 0.5) - int(days.sum())
    every, left_over = divmod(missing, max(len(days), 1))
    return every + pd.Series(draw.exactly(left_over, np.ones(len(days))), days.index).astype("int64")


def adopted_table(draw: Draw, periods: pd.DataFrame) -> pd.DataFrame:
    """AD1: the children adopted by the end of the history."""
    adopted = periods[periods["ADOPTED"] == 1]
    n = len(adopted)
    sex = draw.choose({"MF": 82, "F1": 8, "MM": 5, "FF": 4, "M1": 1}, n)
    alone = np.isin(sex, ["F1", "M1"])
    married = draw.choose({"L11": 70, "L12": 6, "L2": 4, "L3": 20}, n)
    return pd.DataFrame(
        {
            "CHILD": adopted["CHILD"],
            "DOB": text(adopted["DOB"]),
            "DATE_INT": text(np.minimum(adopted["ORDER"], adopted["MATCH"] - 60) - draw.between(5, 40, n)),
            "DATE_MATCH": text(adopted["MATCH"]),
            "FOSTER_CARE": adopted["BY_CARER"].astype("int64"),
            "NB_ADOPTR": np.where(alone, 1, 2),
            "SEX_ADOPTR": sex,
            "LS_ADOPTR": np.where(alone, "L0", married),
        }
    )


def placed_table(periods: pd.DataFrame) -> pd.DataFrame:
    """PlacedAdoption: the children who moved in with adopters, adopted since or not."""
    placed = periods[periods["PLACED"] < np.minimum(periods["END"], LAST_DAY + 1)]
    return pd.DataFrame(
        {
            "CHILD": placed["CHILD"],
            "DOB": text(placed["DOB"]),
            "DATE_PLACED": text(placed["PLACED"]),
            "DATE_PLACED_CEASED": "",
            "REASON_PLACED_CEASED": "",
        }
    )
