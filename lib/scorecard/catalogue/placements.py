"""Placements: how settled children are, and where they live."""

from scorecard.catalogue.indicator import IN_CARE, SPELLS, DfeMeasure, Indicator, Record

SERVICE = "Placements and commissioning"
PLACED = (*IN_CARE, "PLACE", "PLACE_PROVIDER")
MOVES = (Record("Episodes", "RNE", ("P", "T", "B", "U")), Record("Episodes", "DEC"))

DECLARED = (
    Indicator(
        id="three_or_more_placements",
        title="Children in care with 3 or more placements in the last 12 months",
        label="3 or more placements",
        section="placements",
        unit="%",
        good="lower",
        series=("month",),
        period="12 month ends",
        numerator="those of them with 3 or more placements in the 12 months",
        denominator="children in care at the end of the month",
        definition=(
            "Of the children in care at the end of the month, the share who lived in 3 or more placements at "
            "some time in the 12 months to that day, the one they were in at the start included. Placements "
            "of an earlier period of care in the 12 months count. Temporary placements (holidays, hospital) "
            "do not, nor does adoption by the child's own foster carer."
        ),
        inputs={"Episodes": SPELLS},
        records=MOVES,
        owner=SERVICE,
        rolling=True,
        dfe=(DfeMeasure("three_or_more_placements", False),),
        dfe_difference=(
            "The DfE's year ends on 31 March; ours ends with each month. At the end of March they are the "
            "same."
        ),
    ),
    Indicator(
        id="long_term_stability",
        title="Children under 16 in care for 2.5 years or longer who have been in the same placement for 2 years or longer",
        label="Long-term stability (under 16)",
        section="placements",
        unit="%",
        good="higher",
        series=("month",),
        period="12 month ends",
        numerator="those of them in one placement for 24 months or longer, or placed for adoption from it",
        denominator="children under 16, in care for 30 months or longer without a break",
        definition=(
            "Of the children under 16 who have been in care for 30 months or longer without a break, the "
            "share whose present placement began 24 months ago or longer, or who are placed for adoption and "
            "whose placement before that one began 24 months ago or longer. A child in a temporary placement "
            "counts as still in the placement left."
        ),
        inputs={"Episodes": SPELLS, "Header": ("CHILD", "DOB")},
        records=MOVES,
        owner=SERVICE,
        dfe=(DfeMeasure("long_term_stability", True),),
        dfe_difference="The DfE publishes this at 31 March only.",
    ),
    Indicator(
        id="placement_type",
        title="Where children in care live",
        label="Placements",
        section="placements",
        unit="children",
        good=None,
        series=("snapshot",),
        period="at the as-at date",
        numerator="children in care in the kind of placement",
        denominator="",
        definition=(
            "The placement of each child's open episode: foster care with the county's own carers (U1 to U6 "
            "with provider PR1) or through an agency (with another provider), of both of which family and "
            "friends (U1 to U3) are shown as a part; placed for adoption (A3 to A6); with parents (P1); "
            "residential (K2, R1); and other settings. A placement code that is not known counts under other "
            "settings. The groups add to the children in care, the part apart."
        ),
        inputs={"Episodes": PLACED},
        owner=SERVICE,
        records=(Record("Episodes", "PLACE_PROVIDER"),),
        dfe_difference=(
            "The DfE counts foster care of every provider together, and publishes shares at 31 March; ours "
            "are numbers of children."
        ),
    ),
    Indicator(
        id="other_settings",
        title="Other settings: breakdown",
        label="Other settings",
        section="placements",
        unit="children",
        good=None,
        series=("snapshot",),
        period="at the as-at date",
        numerator="children in care in the setting",
        denominator="",
        definition=(
            "The children under other settings: supported or semi-independent living (H5, K3), independent "
            "living (P2), secure accommodation (K1), residential school (S1), family centre or "
            "mother-and-baby unit (R3), health (R2), custody (R5), residential employment (P3), temporary "
            "placement (T0 to T4), and other (Z1, Z11 to Z14, and codes that are not known)."
        ),
        inputs={"Episodes": PLACED},
        owner=SERVICE,
    ),
)
