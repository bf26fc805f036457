"""Placements: how settled children are, and where they live.

The rules are those of the same ids under "Indicators" in the definitions, and "Placement groups" there.
"""

import pandas as pd

from scorecard.care import groups
from scorecard.care.episodes import in_care_for
from scorecard.care.history import Care
from scorecard.dates import add_months
from scorecard.extract.codes import FOR_ADOPTION, TEMPORARY
from scorecard.indicators.declaration import (
    AS_SUBMITTED,
    IN_CARE,
    SPELLS,
    DfeMeasure,
    Part,
    Record,
    composition,
    indicator,
)
from scorecard.indicators.methods import STATE
from scorecard.windows import MONTH_ENDS, YEARS_AT_MONTH_ENDS, Days

SERVICE = "Placements and commissioning"
PLACED = (*IN_CARE, "PLACE", "PLACE_PROVIDER")
SETTLED_SINCE = {"SPELL_START": "In placement since"}
PLACEMENT = {**SETTLED_SINCE, "PLACE": "Placement code", "PLACE_PROVIDER": "Provider code"}

OTHER_SETTINGS = {
    "supported or semi-independent living": ("H5", "K3"),
    "independent living": ("P2",),
    "secure accommodation": ("K1",),
    "residential school": ("S1",),
    "family centre or mother-and-baby unit": ("R3",),
    "health": ("R2",),
    "custody": ("R5",),
    "residential employment": ("P3",),
    "temporary": TEMPORARY,
    "other": ("Z1", "Z11", "Z12", "Z13", "Z14"),
}
MOVES = (Record("Episodes", "RNE", ("P", "T", "B", "U")), Record("Episodes", "DEC"))


@indicator(
    title="Children in care with 3 or more placements in the last 12 months",
    label="3 or more placements",
    unit="%",
    good="lower",
    method=STATE,
    windows=(YEARS_AT_MONTH_ENDS,),
    audit={"PLACEMENTS": "Placements in 12 months", **SETTLED_SINCE},
    numerator="those of them with 3 or more placements in the 12 months",
    denominator="children in care at the end of the month",
    inputs={"Episodes": SPELLS},
    records=MOVES,
    owner=SERVICE,
    dfe=DfeMeasure("three_or_more_placements", False),
    dfe_difference=AS_SUBMITTED,
)
def three_or_more_placements(care: Care, days: Days) -> pd.DataFrame:
    """Of the children in care at the end of the month, the share who lived in 3 or more placements at some time in the
    12 months to that day, the one they were in at the start included. Placements of an earlier period of care in the 12
    months count. Temporary placements (holidays, hospital) do not, nor does adoption by the child's own foster carer.
    """
    children = care.in_care_on(days)
    placements = care.placements_in_year(children)
    return children.assign(PLACEMENTS=placements, NUMERATOR=placements >= 3)


@indicator(
    title="Children under 16 in care for 2.5 years or longer who have been in the same placement for 2 years or longer",
    label="Long-term stability (under 16)",
    unit="%",
    good="higher",
    method=STATE,
    windows=(MONTH_ENDS,),
    audit={
        **SETTLED_SINCE,
        "PREVIOUS_SPELL_START": "In the one before since",
        "PLACE": "Placement code",
        "PERIOD_START": "In care since",
        "AGE": "Age",
    },
    numerator="those of them in one placement for 24 months or longer, or placed for adoption from it",
    denominator="children under 16, in care for 30 months or longer without a break",
    inputs={"Episodes": SPELLS, "Header": ("CHILD", "DOB")},
    records=MOVES,
    owner=SERVICE,
    dfe=DfeMeasure("long_term_stability", True),
    dfe_difference="The DfE publishes this at 31 March only.",
)
def long_term_stability(care: Care, days: Days) -> pd.DataFrame:
    """Of the children under 16 who have been in care for 30 months or longer without a break, the share whose present
    placement began 24 months ago or longer, or who are placed for adoption and whose placement before that one began 24
    months ago or longer. A child in a temporary placement counts as still in the placement left."""
    children = care.in_care_on(days)
    children = children[(children["AGE"] < 16) & in_care_for(children, 30)]
    settled = add_months(children["SPELL_START"], 24) <= children["DATE"]
    before_adoption = add_months(children["PREVIOUS_SPELL_START"], 24) <= children["DATE"]
    return children.assign(NUMERATOR=settled | children["PLACE"].isin(FOR_ADOPTION) & before_adoption)


@composition(
    title="Where children in care live",
    label="Placements",
    groups=(*groups.FOSTER_CARE[:2], *groups.ELSEWHERE, groups.OTHER),
    otherwise=groups.FOSTER_CARE[2],
    parts={"of foster care, with family and friends": Part("FAMILY_AND_FRIENDS", groups.FOSTER_CARE)},
    audit=PLACEMENT,
    numerator="children in care in the kind of placement",
    inputs={"Episodes": PLACED},
    records=(Record("Episodes", "PLACE_PROVIDER"),),
    owner=SERVICE,
    dfe_difference=(
        "The DfE counts foster care of every provider together, and publishes shares at 31 March; ours are numbers of "
        "children."
    ),
)
def placement_type(care: Care, days: Days) -> pd.DataFrame:
    """The placement of each child's open episode: foster care with the council's own carers (U1 to U6 with provider PR1)
    or through an agency (with another provider), of both of which family and friends (U1 to U3) are shown as a part;
    placed for adoption (A3 to A6); with parents (P1); residential (K2, R1); and other settings. A placement code that
    is not known counts under other settings. The groups add to the children in care, the part apart."""
    children = care.in_care_on(days)
    return children.assign(
        GROUP=groups.placement(children),
        FAMILY_AND_FRIENDS=children["PLACE"].isin(groups.FAMILY_AND_FRIENDS),
    )


@composition(
    title="Other settings: breakdown",
    label="Other settings",
    groups=tuple(OTHER_SETTINGS),
    otherwise="other",
    audit=PLACEMENT,
    numerator="children in care in the setting",
    inputs={"Episodes": PLACED},
    owner=SERVICE,
)
def other_settings(care: Care, days: Days) -> pd.DataFrame:
    """The children under other settings: supported or semi-independent living (H5, K3), independent living (P2), secure
    accommodation (K1), residential school (S1), family centre or mother-and-baby unit (R3), health (R2), custody (R5),
    residential employment (P3), temporary placement (T0 to T4), and other (Z1, Z11 to Z14, and codes that are not
    known)."""
    children = placement_type.cohort(care, days)
    children = children[children["GROUP"] == groups.OTHER]
    return children.assign(GROUP=groups.by_code(children["PLACE"], OTHER_SETTINGS))
