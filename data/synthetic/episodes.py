"""SSDA903 episodes: a row for each change of placement or legal status, and for a few days away and back."""

import numpy as np
import pandas as pd

from synthetic.days import OPEN, text
from synthetic.draw import Draw
from synthetic.flows import LAST_DAY
from synthetic.homes import INSIDE_DISTRICTS, postcodes

PLACEMENT = ["PLACE", "PLACE_PROVIDER", "PL_POST", "URN"]
AWAY = 0.04
"""Share of long foster placements with a few days at another carer's (temporary placement, T4)."""

NEEDS = {"N1": 62, "N2": 4, "N3": 5, "N4": 8, "N5": 15, "N6": 3, "N8": 3}
WHY_MOVED = {
    "CARPL": 46, "CREQB": 18, "CHILD": 12, "PLACE": 8, "LAREQ": 6, "STAND": 3, "ALLEG": 3, "CLOSE": 2,
    "OTHER": 2,
}  # fmt: skip
COLUMNS = [
    "CHILD", "DECOM", "RNE", "LS", "CIN", "PLACE", "PLACE_PROVIDER", "DEC", "REC", "REASON_PLACE_CHANGE",
    "HOME_POST", "PL_POST", "URN",
]  # fmt: skip


def episodes(draw: Draw, periods: pd.DataFrame, spells: pd.DataFrame, legal: pd.DataFrame) -> pd.DataFrame:
    """The Episodes table, as text."""
    rows = _changes(draw, periods, spells, legal)
    follows = rows["ROW"].shift(-1) == rows["ROW"]
    of = periods.iloc[rows["ROW"]].reset_index(drop=True)
    ends = rows["DATE"].shift(-1).where(follows, of["END"]).astype("int64")
    ends = ends.where(ends <= LAST_DAY, OPEN)
    moves = follows & rows["RNE"].shift(-1).isin(["P", "B", "T", "U"])
    at_home = postcodes(draw, INSIDE_DISTRICTS, int(periods["FAMILY"].max()) + 1)
    table = rows.assign(
        CHILD=of["CHILD"],
        DECOM=text(rows["DATE"]),
        DEC=text(ends),
        REC=np.where(follows, "X1", np.where(ends < OPEN, of["REC"], "")),
        CIN=np.where(of["UASC"], "N8", draw.choose(NEEDS, len(periods))[rows["ROW"]]),
        REASON_PLACE_CHANGE=np.where(moves, draw.choose(WHY_MOVED, len(rows)), ""),
        HOME_POST=np.where(of["UASC"], "", at_home[of["FAMILY"]]),
    )
    return table[COLUMNS]


def _changes(draw: Draw, periods: pd.DataFrame, spells: pd.DataFrame, legal: pd.DataFrame) -> pd.DataFrame:
    """One row an episode: ROW, DATE, RNE, LS and the placement, each carried on until it changes."""
    moves = spells.rename(columns={"START": "DATE"})[["ROW", "DATE", *PLACEMENT]].assign(RNE="P")
    moves = pd.concat([moves, _away(draw, spells, periods), _adopted_by_carer(periods, spells)])
    moves = moves.sort_values(["ROW", "DATE"], kind="stable").drop_duplicates(["ROW", "DATE"], keep="last")
    rows = moves.merge(legal.assign(LEGAL=True), on=["ROW", "DATE"], how="outer")
    rows = rows.sort_values(["ROW", "DATE"], kind="stable", ignore_index=True)
    both = rows["LEGAL"].notna() & rows["RNE"].notna()
    rows["RNE"] = rows["RNE"].where(~both, rows["RNE"].map({"P": "B", "T": "U"})).fillna("L")
    rows["RNE"] = rows["RNE"].mask(~rows["ROW"].duplicated(), "S")
    rows[[*PLACEMENT, "LS"]] = rows.groupby("ROW")[[*PLACEMENT, "LS"]].ffill()
    return rows


def _away(draw: Draw, spells: pd.DataFrame, periods: pd.DataFrame) -> pd.DataFrame:
    """Two rows for each stay away: the temporary placement, and the same home as before."""
    until = np.minimum(spells["END"], LAST_DAY).to_numpy()
    fostered = spells["PLACE"].str.startswith("U") & (periods["ON_PATH"].to_numpy()[spells["ROW"]] == 0)
    long = fostered & (until - spells["START"] > 200)
    chosen = spells[long & draw.happens(AWAY, len(spells))]
    leaves = draw.between(chosen["START"].to_numpy() + 60, until[chosen.index] - 30)
    back = chosen.assign(DATE=leaves + draw.between(3, 7, len(chosen)))
    other_carer = (9_100_000 + draw.between(1, 999, len(chosen))).astype(str)
    stay = chosen.assign(DATE=leaves, PLACE="T4", URN=other_carer)
    return pd.concat([stay, back])[["ROW", "DATE", *PLACEMENT]].assign(RNE="P")


def _adopted_by_carer(periods: pd.DataFrame, spells: pd.DataFrame) -> pd.DataFrame:
    """The day from which the present foster carers are the adopters: the same home, no new spell."""
    until = np.minimum(periods["END"], LAST_DAY + 1)
    rows = np.flatnonzero(periods["BY_CARER"] & (periods["PLACED"] < until))
    last = spells.drop_duplicates("ROW", keep="last").set_index("ROW").loc[rows]
    consent = (periods["ORDER"] > periods["PLACED"]).to_numpy()[rows]
    place = np.where(consent, "A3", "A5")
    return last.reset_index().assign(DATE=periods["PLACED"].to_numpy()[rows], PLACE=place, RNE="T")[
        ["ROW", "DATE", *PLACEMENT, "RNE"]
    ]


def short_breaks(draw: Draw, children: pd.DataFrame) -> pd.DataFrame:
    """Series of short breaks (V4) of disabled children who live at home: they are in no figure."""
    n = len(children)
    home = postcodes(draw, INSIDE_DISTRICTS, n)
    return pd.DataFrame(
        {
            "CHILD": children["CHILD"], "DECOM": text(children["START"]), "RNE": "S", "LS": "V4", "CIN": "N2",
            "PLACE": "U6", "PLACE_PROVIDER": "PR1", "DEC": "", "REC": "", "REASON_PLACE_CHANGE": "",
            "HOME_POST": home, "PL_POST": postcodes(draw, INSIDE_DISTRICTS, n), "URN": "XXXXXXX",
        },
        columns=COLUMNS,
    )  # fmt: skip
