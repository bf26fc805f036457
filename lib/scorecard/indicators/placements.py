"""Placements: how settled children are, and where they live.

The rules are those of the same ids under "Indicators" in the definitions, and "Placement groups" there.
"""

import numpy as np
import pandas as pd

from scorecard.cohorts.care import Care
from scorecard.cohorts.episodes import in_care_for
from scorecard.dates import add_months
from scorecard.indicators.rows import (
    composition,
    count_by,
    measure,
    month_ends,
    months,
    rolling_years,
    snapshot,
)
from scorecard.reporting_month import ReportingMonth

FOSTER = ("U1", "U2", "U3", "U4", "U5", "U6")
FAMILY_AND_FRIENDS = ("U1", "U2", "U3")
OWN_PROVISION = "PR1"
FOR_ADOPTION = ("A3", "A4", "A5", "A6")
PARENTS = ("P1",)
RESIDENTIAL = ("K2", "R1")
OTHER_SETTINGS = {
    "supported or semi-independent living": ("H5", "K3"),
    "independent living": ("P2",),
    "secure accommodation": ("K1",),
    "residential school": ("S1",),
    "family centre or mother-and-baby unit": ("R3",),
    "health": ("R2",),
    "custody": ("R5",),
    "residential employment": ("P3",),
    "temporary": ("T0", "T1", "T2", "T3", "T4"),
    "other": ("Z1", "Z11", "Z12", "Z13", "Z14"),
}
PLACEMENT_TYPE = (
    "in-house foster care",
    "agency foster care",
    "placed for adoption",
    "placed with parents",
    "residential",
    "other settings",
)
PROVIDER_NOT_KNOWN = "foster care, provider not known"
PART = "of foster care, with family and friends"


def three_or_more_placements(care: Care, month: ReportingMonth) -> pd.DataFrame:
    """Of children in care at each of 12 month ends, those with 3 or more spells touching the year before."""
    children = care.in_care_on(month_ends(month))
    in_care = count_by(children["DATE"], month_ends(month))
    moved = []
    for year in rolling_years(month):
        spells = care.spells_touching(year.start, year.end)["CHILD"].value_counts()
        at_end = children.loc[children["DATE"] == year.end, "CHILD"]
        moved.append(at_end.isin(spells.index[spells >= 3]).sum())
    return measure("three_or_more_placements", month, months(month), moved, in_care)


def long_term_stability(care: Care, month: ReportingMonth) -> pd.DataFrame:
    """Of children under 16 in care for 30 months at each of 12 month ends, those settled for 24 months."""
    children = care.in_care_on(month_ends(month))
    children = children[(children["AGE"] < 16) & in_care_for(children, 30)]
    settled = add_months(children["SPELL_START"], 24) <= children["DATE"]
    before_adoption = add_months(children["PREVIOUS_SPELL_START"], 24) <= children["DATE"]
    settled |= children["PLACE"].isin(FOR_ADOPTION) & before_adoption
    ends = month_ends(month)
    return measure(
        "long_term_stability",
        month,
        months(month),
        count_by(children.loc[settled, "DATE"], ends),
        count_by(children["DATE"], ends),
    )


def placement_type(care: Care, month: ReportingMonth) -> pd.DataFrame:
    """Children in care at the as-at date by kind of placement; the last row is a part of the first two."""
    children = care.in_care_on([month.as_at])
    fostered = children["PLACE"].isin(FOSTER)
    in_house = (children["PLACE_PROVIDER"] == OWN_PROVISION).fillna(False)
    kinds = (
        fostered & in_house,
        fostered & children["PLACE_PROVIDER"].notna(),
        children["PLACE"].isin(FOR_ADOPTION),
        children["PLACE"].isin(PARENTS),
        children["PLACE"].isin(RESIDENTIAL),
        ~fostered,
    )
    kind = pd.Series(np.select([k.to_numpy(bool) for k in kinds], PLACEMENT_TYPE, PROVIDER_NOT_KNOWN))
    part = children["PLACE"].isin(FAMILY_AND_FRIENDS).sum()
    return pd.concat(
        [
            composition("placement_type", month, kind, PLACEMENT_TYPE, PROVIDER_NOT_KNOWN),
            measure("placement_type", month, snapshot(month.as_at), part, category=PART),
        ],
        ignore_index=True,
    )


def other_settings(care: Care, month: ReportingMonth) -> pd.DataFrame:
    """Children in care at the as-at date in other settings, one row a setting; unknown codes are `other`."""
    setting = {code: name for name, codes in OTHER_SETTINGS.items() for code in codes}
    place = care.in_care_on([month.as_at])["PLACE"]
    place = place[~place.isin((*FOSTER, *FOR_ADOPTION, *PARENTS, *RESIDENTIAL))]
    return composition("other_settings", month, place.map(setting), tuple(OTHER_SETTINGS), "other")
