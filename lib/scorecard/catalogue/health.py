"""Health: first assessments on entering care, and yearly checks after that."""

from scorecard.catalogue.indicator import IN_CARE, DfeMeasure, Indicator, Record

SERVICE = "Children in care health team (NHS)"
CHECKS = ("CHILD", "TYPE", "DATE")
INITIAL, REVIEW, DENTAL = (Record("Health", "TYPE", (code,)) for code in ("IHA", "RHA", "DENTAL"))

DECLARED = (
    Indicator(
        id="initial_health_on_time",
        title="Children in care whose initial health assessment was completed on time",
        label="Initial health assessment on time",
        section="health",
        unit="%",
        good="higher",
        series=("quarter", "ytd"),
        period="8 quarters and year to date",
        numerator="those of them assessed by that day",
        denominator=(
            "children whose 20th working day in care fell in the period, and who were in care that day"
        ),
        definition=(
            "Of the children whose 20th working day after the start of the period of care fell in the "
            "quarter, and who were still in care at the end of it, the share with an initial health "
            "assessment from the start to that day. The quarters go up to the last complete one at the as-at "
            "date, and the year to date is that quarter's financial year up to its end."
        ),
        inputs={"Episodes": IN_CARE, "Health": CHECKS},
        records=(INITIAL,),
        owner=SERVICE,
    ),
    Indicator(
        id="annual_health",
        title="Children in care whose annual health assessment is up to date",
        label="Annual health assessment",
        section="health",
        unit="%",
        good="higher",
        series=("month",),
        period="12 month ends",
        numerator="those of them with a health assessment in the 12 months (two for a child under 5)",
        denominator="children in care at the end of the month, for 12 months or longer without a break",
        definition=(
            "Of the children in care for 12 months or longer without a break, the share with a health "
            "assessment, initial or review, in the 12 months to the end of the month; a child under 5 at the "
            "end of the month needs two, on different days. A child whose age is not known needs one."
        ),
        inputs={"Episodes": IN_CARE, "Header": ("CHILD", "DOB"), "Health": CHECKS},
        records=(INITIAL, REVIEW),
        owner=SERVICE,
        rolling=True,
        dfe=(DfeMeasure("health_assessment", False),),
        dfe_difference=(
            "The DfE's year ends on 31 March; ours ends with each month. At the end of March they are the "
            "same."
        ),
    ),
    Indicator(
        id="dental",
        title="Children in care whose annual dental check is up to date",
        label="Dental check",
        section="health",
        unit="%",
        good="higher",
        series=("month",),
        period="12 month ends",
        numerator="those of them with a dental check in the 12 months",
        denominator="children in care at the end of the month, for 12 months or longer without a break",
        definition=(
            "Of the children in care for 12 months or longer without a break, the share with a dental check "
            "in the 12 months to the end of the month. The youngest, who have no teeth yet, are not left "
            "out."
        ),
        inputs={"Episodes": IN_CARE, "Health": CHECKS},
        records=(DENTAL,),
        owner=SERVICE,
        rolling=True,
        dfe=(DfeMeasure("dental_check", False),),
        dfe_difference=(
            "The DfE's year ends on 31 March; ours ends with each month. At the end of March they are the "
            "same."
        ),
    ),
)
