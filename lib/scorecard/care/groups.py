"""Groups of children in care: by legal status, time in care, age and placement, from their open episode on a day.

The rules are those of the compositions under "Indicators" in the definitions, and "Placement groups" there.
"""

from collections.abc import Mapping

import numpy as np
import pandas as pd

from scorecard.care.episodes import in_care_for
from scorecard.extract.codes import FOR_ADOPTION

LEGAL_STATUS = {
    "full care order": ("C2",),
    "interim care order": ("C1",),
    "placement order": ("E1", "D1"),
    "section 20": ("V2",),
    "youth justice": ("J1", "J2", "J3"),
    "emergency protection": ("L1", "L2", "L3"),
}
TIME_IN_CARE = {
    "under 6 months": 6,
    "6 months to 1 year": 12,
    "1 to 2 years": 24,
    "2 to 5 years": 60,
    "5 years and over": None,
}
AGE = {"under 1": 0, "1 to 4": 1, "5 to 9": 5, "10 to 15": 10, "16 and over": 16}
FOSTER = ("U1", "U2", "U3", "U4", "U5", "U6")
FAMILY_AND_FRIENDS = ("U1", "U2", "U3")
OWN_PROVISION = "PR1"
FOSTER_CARE = ("in-house foster care", "agency foster care", "foster care, provider not known")
ELSEWHERE = {"placed for adoption": FOR_ADOPTION, "placed with parents": ("P1",), "residential": ("K2", "R1")}
OTHER = "other settings"


def by_code(codes: pd.Series, groups: Mapping[str, tuple[str, ...]]) -> pd.Series:
    """The group of each code, from the codes of each group; blank where it is in none."""
    return codes.astype(object).map({code: name for name, held in groups.items() for code in held})


def legal_status(children: pd.DataFrame) -> pd.Series:
    """By LS; blank for any other."""
    return by_code(children["LS"], LEGAL_STATUS)


def time_in_care(children: pd.DataFrame) -> pd.Series:
    """By the time from PERIOD_START to DATE."""
    shorter = [~in_care_for(children, limit) for limit in TIME_IN_CARE.values() if limit]
    *bands, longest = TIME_IN_CARE
    return pd.Series(np.select(shorter, bands, longest), index=children.index)


def age(children: pd.DataFrame) -> pd.Series:
    """By AGE; blank where it is not known."""
    return pd.cut(children["AGE"], [*AGE.values(), np.inf], right=False, labels=list(AGE))


def placement(children: pd.DataFrame) -> pd.Series:
    """By PLACE and, for foster care, PLACE_PROVIDER; a code that is not known is under other settings."""
    place, provider = children["PLACE"], children["PLACE_PROVIDER"]
    fostered = np.select([provider == OWN_PROVISION, provider.notna()], FOSTER_CARE[:2], FOSTER_CARE[2])
    return by_code(place, ELSEWHERE).fillna(OTHER).mask(place.isin(FOSTER), fostered)
