"""Care leavers: pathway plans, and what young people do and where they live at 19, 20 and 21."""

from scorecard.catalogue.indicator import DfeMeasure, Indicator, Record
from scorecard.extract.codes import ACCOMMODATION, ACTIVITY

SERVICE = "Leaving Care service"
COHORT = (
    "Care leavers whose 19th, 20th or 21st birthday falls between 1 April and the as-at date, by the record "
    "made around that birthday, less those who have died or returned home to their parents. Those with whom "
    "the council is not in touch, or of whom it has no information, stay in. "
)
NOT_KNOWN = "0"

DECLARED = (
    Indicator(
        id="pathway_plan",
        title="Care leavers who have a pathway plan in place",
        label="Pathway plan",
        section="care_leavers",
        unit="%",
        good="higher",
        series=("month",),
        period="12 month ends",
        numerator="those of them with a pathway plan dated on or before that day",
        denominator="relevant and former relevant care leavers on the list at the end of the month",
        definition=(
            "Of the relevant and former relevant care leavers on the leaving care list at the end of the "
            "month, the share with a pathway plan dated on or before that day. A young person whose time on "
            "the list ends on that day is not counted."
        ),
        inputs={
            "CareLeavers": ("CHILD", "ELIGIBILITY", "FROM", "TO"),
            "PathwayPlans": ("CHILD", "PLAN_DATE"),
        },
        records=(Record("CareLeavers", "ELIGIBILITY", ("relevant", "former relevant")),),
        owner=SERVICE,
    ),
    Indicator(
        id="neet",
        title="Care leavers aged 19 to 21 not in education, employment or training",
        label="Not in education, employment or training",
        section="care_leavers",
        unit="%",
        good="lower",
        series=("ytd",),
        period="year to date",
        numerator="those of them not in education, employment or training (G4, G5, G6)",
        denominator="care leavers with a 19th, 20th or 21st birthday in the financial year to the as-at date",
        definition=(
            COHORT
            + "The three parts (in education, employment or training; not in it; not known) are shown, "
            "since the first two do not add to 100."
        ),
        inputs={"OC3": ("CHILD", "DOB", "IN_TOUCH", "ACTIV", "YEAR")},
        records=(
            Record("OC3", "IN_TOUCH"),
            Record("OC3", "ACTIV", tuple(code for code in ACTIVITY if code != NOT_KNOWN)),
        ),
        owner=SERVICE,
        dfe=(DfeMeasure("care_leavers_neet", False),),
        dfe_difference=(
            "The DfE's figure is of everyone with such a birthday in the year to 31 March; ours of those with one "
            "in the year so far."
        ),
    ),
    Indicator(
        id="unsuitable_accommodation",
        title="Care leavers aged 19 to 21 in unsuitable accommodation",
        label="Unsuitable accommodation",
        section="care_leavers",
        unit="%",
        good="lower",
        series=("ytd",),
        period="year to date",
        numerator="those of them in accommodation recorded as unsuitable (a code ending in 2)",
        denominator="care leavers with a 19th, 20th or 21st birthday in the financial year to the as-at date",
        definition=COHORT + "Accommodation is unsuitable where its code in the return ends in 2.",
        inputs={"OC3": ("CHILD", "DOB", "IN_TOUCH", "ACCOM", "YEAR")},
        records=(
            Record("OC3", "IN_TOUCH"),
            Record("OC3", "ACCOM", tuple(code for code in ACCOMMODATION if code != NOT_KNOWN)),
        ),
        owner=SERVICE,
        dfe_difference=(
            "The figure that the DfE publishes is the share in suitable accommodation. What is left of it holds those "
            "of whom nothing is known too, so the two are not shown side by side."
        ),
    ),
)
