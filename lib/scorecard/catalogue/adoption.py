"""Adoption: how many children leave care by it, and how long it takes."""

from scorecard.catalogue.indicator import IN_CARE, DfeMeasure, Indicator, Record
from scorecard.extract.codes import REASON_CEASED

ENDED = (*IN_CARE, "REC")
LEFT_CARE = Record("Episodes", "REC", tuple(code for code in REASON_CEASED if code != "X1"))

DECLARED = (
    Indicator(
        id="adopted_share",
        title="Children leaving care who are adopted",
        label="Adopted",
        section="adoption",
        unit="%",
        good="higher",
        series=("quarter", "ytd"),
        period="8 quarters and year to date",
        numerator="those of them that ended in adoption",
        denominator="periods of care that ended",
        definition=(
            "Of the periods of care that ended in the quarter, the share that ended in adoption (E11 or "
            "E12). The quarters go up to the last complete one at the as-at date, and the year to date is "
            "that quarter's financial year up to its end."
        ),
        inputs={"Episodes": ENDED},
        records=(LEFT_CARE,),
        owner="Adoption service",
        dfe=(DfeMeasure("adopted_share", False),),
        dfe_difference=(
            "The DfE's figure is for the year to 31 March; ours is for the financial year so far. After the "
            "fourth quarter they are the same."
        ),
    ),
    Indicator(
        id="entry_to_placement",
        title="Average days from entering care to moving in with the adoptive family",
        label="Entry to adoptive placement",
        section="adoption",
        unit="days",
        good="lower",
        series=("month",),
        period="12 month ends",
        numerator="days from the start of care to the adoptive placement, added up",
        denominator="children adopted in the 12 months, with the date of the placement known",
        definition=(
            "For the children adopted in the 12 months to the end of the month, the mean number of days from "
            "the start of the period of care to the day on which the child was first placed for adoption in "
            "it. A child with no such date is left out."
        ),
        inputs={"Episodes": ENDED, "PlacedAdoption": ("CHILD", "DATE_PLACED")},
        owner="Adoption service",
        rolling=True,
        dfe_difference=(
            "The DfE's adoption scorecard (A1) is a mean over three years, and stops the clock for a foster "
            "carer who adopts; ours is over 12 months."
        ),
    ),
    Indicator(
        id="order_to_match",
        title="Average days from placement order to match with adopters",
        label="Placement order to match",
        section="adoption",
        unit="days",
        good="lower",
        series=("month",),
        period="12 month ends",
        numerator="days from the placement order to the match, added up",
        denominator="children adopted in the 12 months who had a placement order and a match",
        definition=(
            "For the children adopted in the 12 months to the end of the month, the mean number of days from "
            "the first placement order (E1) of the period of care to the date of the match with the "
            "adopters; a match made before the order counts as no days. A child without a placement order, "
            "or without the date of the match, is left out."
        ),
        inputs={"Episodes": ENDED, "AD1": ("CHILD", "DATE_MATCH")},
        owner="Adoption service",
        rolling=True,
        dfe_difference=(
            "The DfE's adoption scorecard (A2) is a mean over three years; ours is over 12 months."
        ),
    ),
)
