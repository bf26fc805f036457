"""Where a child lives in each placement spell: kind of placement, provider, home's number and postcode."""

import numpy as np
import pandas as pd

from synthetic.draw import Draw

KINDS = {
    "in-house foster care": ("U6", "PR1"),
    "in-house long-term foster care": ("U4", "PR1"),
    "agency foster care": ("U6", "PR4"),
    "agency long-term foster care": ("U4", "PR5"),
    "family and friends": ("U3", "PR1"),
    "fostering for adoption": ("U5", "PR1"),
    "children's home": ("K2", "PR4"),
    "own parents": ("P1", "PR0"),
    "semi-independent living": ("H5", "PR4"),
    "independent living": ("P2", "PR4"),
    "secure unit": ("K1", "PR3"),
    "residential school": ("S1", "PR4"),
    "family centre": ("R3", "PR4"),
    "care home": ("R1", "PR4"),
    "hospital": ("R2", "PR3"),
    "custody": ("R5", "PR3"),
    "other": ("Z1", "PR4"),
}
UNDER_FIVE = {
    "in-house foster care": 42, "agency foster care": 28, "family and friends": 22,
    "fostering for adoption": 4, "family centre": 4,
}  # fmt: skip
SCHOOL_AGE = {
    "in-house foster care": 22, "in-house long-term foster care": 10, "agency foster care": 34,
    "agency long-term foster care": 5, "family and friends": 13, "children's home": 8, "own parents": 2,
    "residential school": 1,
}  # fmt: skip
TEENAGER = {
    "in-house foster care": 29, "in-house long-term foster care": 6, "agency foster care": 35,
    "family and friends": 8, "children's home": 15, "own parents": 1, "residential school": 1,
    "secure unit": 1, "hospital": 1, "care home": 1,
}  # fmt: skip
SIXTEEN = {
    "in-house foster care": 10, "agency foster care": 16, "family and friends": 4,
    "semi-independent living": 80, "children's home": 12, "independent living": 5, "custody": 3,
    "secure unit": 1, "other": 2,
}  # fmt: skip
UNACCOMPANIED = {"agency foster care": 78, "in-house foster care": 14, "semi-independent living": 14}
UNACCOMPANIED_SIXTEEN = {"semi-independent living": 80, "agency foster care": 28, "in-house foster care": 5}

OUTSIDE = {"PR1": 34, "PR4": 68, "PR5": 62, "PR3": 95, "PR0": 25}
"""Chance in a hundred that a placement of this provider is outside the county."""
INSIDE_DISTRICTS = {
    "CB1": 10, "CB4": 10, "CB6": 14, "CB7": 10, "CB24": 10, "PE13": 14, "PE15": 10, "PE27": 8, "PE28": 12,
    "PE29": 14,
}  # fmt: skip
OUTSIDE_DISTRICTS = {
    "PE1": 16, "PE2": 12, "PE30": 10, "IP28": 8, "NR1": 9, "LU1": 7, "MK40": 10, "SG18": 8, "NN14": 8,
    "CM7": 6, "LE2": 4, "PE21": 6,
}  # fmt: skip


def homes(draw: Draw, spells: pd.DataFrame, periods: pd.DataFrame) -> pd.DataFrame:
    """The spells with PLACE, PLACE_PROVIDER, PL_POST and URN."""
    n, rows, years = len(spells), spells["ROW"].to_numpy(), spells["AGE"].to_numpy()
    uasc = periods["UASC"].to_numpy()[rows]
    on_path = (periods["ON_PATH"] == 1).to_numpy()[rows]
    kind = np.select(
        [uasc & (years >= 16), uasc, years >= 16, years >= 11, (years >= 5) & ~on_path],
        [draw.choose(w, n) for w in (UNACCOMPANIED_SIXTEEN, UNACCOMPANIED, SIXTEEN, TEENAGER, SCHOOL_AGE)],
        draw.choose(UNDER_FIVE, n),
    )
    place, provider = (np.array([KINDS[name][i] for name in KINDS])[_number(kind)] for i in (0, 1))
    adopters = (spells["ADOPTERS"] == 1).to_numpy()
    consent = (periods["ORDER"] > periods["PLACED"]).to_numpy()[rows]
    place = np.where(adopters, np.where(consent, "A4", "A6"), place)
    provider = np.where(adopters, draw.choose({"PR1": 60, "PR2": 15, "PR5": 25}, n), provider)
    outside = draw.between(0, 99, n) < np.select([provider == p for p in OUTSIDE], list(OUTSIDE.values()), 60)
    urn = 9_000_001 + draw.between(0, 8_999, n)
    return spells.assign(
        PLACE=place,
        PLACE_PROVIDER=provider,
        PL_POST=np.where(
            outside, postcodes(draw, OUTSIDE_DISTRICTS, n), postcodes(draw, INSIDE_DISTRICTS, n)
        ),
        URN=np.where(np.isin(place, ["P1", "P2", "R5", "R2", "Z1", "A4", "A6"]), "XXXXXXX", urn.astype(str)),
    )


def postcodes(draw: Draw, districts: dict[str, int], n: int) -> np.ndarray:
    """A real district with an inward part that no address has (sector 0, the same letter twice)."""
    letters = np.array(list("ABDEFGHJLN"))[draw.between(0, 9, n)]
    return draw.choose(districts, n).astype(object) + " 0" + letters.astype(object) + letters.astype(object)


def _number(kind: np.ndarray) -> np.ndarray:
    return pd.Index(list(KINDS)).get_indexer(kind)
