"""Who the children are: made-up ids, sexes and ethnicities, who is unaccompanied, who comes back to care."""

import numpy as np
import pandas as pd

from synthetic.days import OPEN, age, birthday, day, text
from synthetic.draw import Draw
from synthetic.flows import HISTORY_FROM
from synthetic.population import in_care

UASC = 80
UASC_COUNTED_ON = day(2020, 3, 31)
MORE_CAME_FROM = day(2015, 7, 1)
LAST_BIRTHDAY = 22
COME_BACK = 0.08
"""Share of entries since the history begins that are a return to care."""

ETHNICITIES = {
    "WBRI": 740, "WOTH": 70, "MWBC": 35, "MWBA": 15, "MWAS": 15, "MOTH": 30, "APKN": 15, "ABAN": 12,
    "AOTH": 12, "BCRB": 15, "BAFR": 22, "WROM": 9, "OOTH": 10,
}  # fmt: skip
UASC_ETHNICITIES = {"AOTH": 34, "BAFR": 30, "OOTH": 30, "WOTH": 6}

REASONS_OF_AGE = {"E5": 26, "E6": 34, "E17": 22, "E7": 6, "E8": 12}
REASONS_ADOPTED = {"E12": 70, "E11": 30}
REASONS_UASC = {"E8": 40, "E3": 25, "E15": 25, "E16": 10}
REASONS_TEENAGER = {"E4A": 20, "E4B": 12, "E8": 18, "E5": 16, "E6": 12, "E9": 8, "E13": 8, "E3": 4, "E2": 1}
REASONS_CHILD = {
    "E4A": 38, "E4B": 10, "E45": 13, "E46": 6, "E47": 11, "E48": 4, "E41": 8, "E13": 6, "E3": 3, "E2": 1,
}  # fmt: skip


def name_children(draw: Draw, periods: pd.DataFrame, scale: float) -> pd.DataFrame:
    """The periods with CHILD, SEX, ETHNIC, UASC and REC (why the period ended): all that the extract needs.

    Of the children who left before the history begins only those who left at 16 or over are kept, for the
    lists of care leavers.
    """
    left_old = periods["END"] >= birthday(periods["DOB"].to_numpy(), 16)
    recent = birthday(periods["DOB"].to_numpy(), LAST_BIRTHDAY) > HISTORY_FROM
    kept = periods[(periods["END"] > HISTORY_FROM) | (left_old & recent)].reset_index(drop=True)
    kept["UASC"] = _unaccompanied(draw, kept, scale)
    number = _with_returns(draw, kept)
    width = max(5, len(str(len(kept))))
    kept["CHILD"] = [f"SYN{n + 1:0{width}d}" for n in number]
    # A child who comes back is of one family, sex and ethnicity in both periods.
    kept["FAMILY"] = kept.groupby("CHILD")["FAMILY"].transform("first")
    n, uasc = len(kept), kept["UASC"].to_numpy()
    boys = draw.happens(np.where(uasc, 0.93, 0.54), n)
    kept["SEX"] = np.where(boys, 1, 2)[number]
    of_family = draw.choose(ETHNICITIES, int(kept["FAMILY"].max()) + 1)[kept["FAMILY"]]
    kept["ETHNIC"] = np.where(uasc, draw.choose(UASC_ETHNICITIES, n), of_family)[number]
    kept["REC"] = _reasons(draw, kept)
    return kept


def _unaccompanied(draw: Draw, periods: pd.DataFrame, scale: float) -> np.ndarray:
    alone = periods.groupby("FAMILY")["FAMILY"].transform("size") == 1
    teenager = periods["START"] >= birthday(periods["DOB"].to_numpy(), 15)
    could = (alone & teenager & (periods["SHORT"] == 0)).to_numpy()
    counted = in_care(periods, UASC_COUNTED_ON)
    target = round(UASC * scale)
    chance = target / max((could & counted).sum(), 1) * np.where(periods["START"] < MORE_CAME_FROM, 0.5, 1)
    return draw.exactly(target, could & counted) | (could & ~counted & draw.happens(chance, len(periods)))


def _with_returns(draw: Draw, periods: pd.DataFrame) -> np.ndarray:
    """The number of each period's child: its own row, or for a return to care the row of the earlier period.

    The earlier child takes the date of birth of the one who comes back: they were chosen nearly the same age.
    """
    columns = ["DOB", "START", "END"]
    usual = periods[(periods["ON_PATH"] == 0) & ~periods["UASC"]].assign(ROW=lambda frame: frame.index)
    left = usual[(usual["END"] < OPEN) & (usual["END"] < birthday(usual["DOB"].to_numpy(), 18))]
    entered = usual[usual["START"] >= HISTORY_FROM]
    pairs = pd.merge_asof(
        entered.sort_values("DOB", kind="stable")[[*columns, "ROW"]],
        left.sort_values("DOB", kind="stable")[[*columns, "ROW"]].assign(NEAR=lambda frame: frame["DOB"]),
        left_on="DOB", right_on="NEAR", direction="backward", allow_exact_matches=False, tolerance=400,
        suffixes=("", "_LEFT"),
    ).dropna(subset=["ROW_LEFT"])  # fmt: skip
    pairs = pairs[(pairs["END_LEFT"] + 90 < pairs["START"]) & (pairs["START_LEFT"] > pairs["DOB"])]
    pairs = pairs.drop_duplicates("ROW_LEFT").astype("int64")
    pairs = pairs[~pairs["ROW_LEFT"].isin(pairs["ROW"])]
    pairs = pairs[draw.exactly(int(COME_BACK * len(entered)), np.ones(len(pairs)))]
    number = np.arange(len(periods))
    number[pairs["ROW"]] = pairs["ROW_LEFT"]
    periods.loc[pairs["ROW_LEFT"], "DOB"] = pairs["DOB"].to_numpy()
    return number


def _reasons(draw: Draw, periods: pd.DataFrame) -> np.ndarray:
    n, born, end = len(periods), periods["DOB"].to_numpy(), periods["END"].to_numpy()
    return np.select(
        [
            end >= OPEN,
            periods["ADOPTED"] == 1,
            end == birthday(born, 18),
            periods["UASC"],
            age(born, np.minimum(end, OPEN)) >= 15,
        ],
        [
            np.full(n, ""),
            draw.choose(REASONS_ADOPTED, n),
            draw.choose(REASONS_OF_AGE, n),
            draw.choose(REASONS_UASC, n),
            draw.choose(REASONS_TEENAGER, n),
        ],
        draw.choose(REASONS_CHILD, n),
    )


def header_table(draw: Draw, named: pd.DataFrame, on: int) -> pd.DataFrame:
    """Header: everybody with a row in another table. No school has given out such pupil numbers."""
    children = named.drop_duplicates("CHILD").sort_values("CHILD", kind="stable")
    n, born = len(children), children["DOB"].to_numpy()
    mother = (children["SEX"] == 2).to_numpy() & (age(born, on) >= 16) & draw.happens(0.04, n)
    too_young = age(born, on) < 5
    numbered = np.array([f"X000{n:09d}" for n in range(n)], dtype=object)
    return pd.DataFrame(
        {
            "CHILD": children["CHILD"],
            "SEX": children["SEX"],
            "DOB": text(born),
            "ETHNIC": children["ETHNIC"],
            "UPN": np.select([too_young, children["UASC"]], ["UN1", "UN2"], numbered),
            "MOTHER": mother.astype("int64"),
            "MC_DOB": np.where(
                mother, text(np.minimum(birthday(born, 16) + draw.between(0, 500, n), on)), ""
            ),
        }
    )


def unaccompanied_table(periods: pd.DataFrame, last_day: int) -> pd.DataFrame:
    """UASC: the status ends with care, on the 18th birthday at the latest."""
    uasc = periods[periods["UASC"]].drop_duplicates("CHILD")
    ceased = np.where(uasc["END"] > last_day, OPEN, uasc["END"])
    return pd.DataFrame(
        {"CHILD": uasc["CHILD"], "SEX": uasc["SEX"], "DOB": text(uasc["DOB"]), "DUC": text(ceased)}
    )


def children_at_home(draw: Draw, n: int) -> pd.DataFrame:
    """Children who have short breaks only: CHILD, DOB, START and what the Header needs."""
    start = draw.between(HISTORY_FROM, HISTORY_FROM + 900, n)
    return pd.DataFrame(
        {
            "CHILD": [f"SYNH{i + 1:04d}" for i in range(n)],
            "DOB": start - draw.between(5 * 365, 13 * 365, n),
            "START": start,
            "SEX": np.where(draw.happens(0.6, n), 1, 2),
            "ETHNIC": "WBRI",
            "UASC": False,
        }
    )
