"""Service standards: reviews and visits, each a recurring duty to every child in care."""

from scorecard.catalogue.indicator import IN_CARE, SPELLS, Indicator, Record

DUTY = (
    "A {event} on or before the day it is due counts as on time, in the month in which it was held; with "
    "none by that day the duty is missed, in the month in which it was due, and goes on being missed each "
    "time it falls due again. A late {event} is not counted, but the next one is due from it. A duty counts "
    "only if the child was still in care at the end of that day."
)

DECLARED = (
    Indicator(
        id="reviews_on_time",
        title="Children in care reviews held on time",
        label="Reviews on time",
        section="service_standards",
        unit="%",
        good="higher",
        series=("month", "ytd"),
        period="12 months and year to date",
        numerator="reviews held by the day they were due",
        denominator="reviews held by the day they were due, and reviews missed",
        definition=(
            "A child's first review is due 20 working days after the start of the period of care, the second "
            "3 months "
            "after the first, and each one after that 6 months after the last. " + DUTY.format(event="review")
        ),
        inputs={"Episodes": IN_CARE, "Reviews": ("CHILD", "REVIEW")},
        owner="Independent Reviewing Officer service",
        dfe_difference=(
            "The DfE publishes no such measure. Local reports often count children whose reviews were all on "
            "time; ours counts reviews, and a review never held goes on counting as missed."
        ),
    ),
    Indicator(
        id="visits_on_time",
        title="Statutory visits to children in care carried out on time",
        label="Visits on time",
        section="service_standards",
        unit="%",
        good="higher",
        series=("month", "ytd"),
        period="12 months and year to date",
        numerator="visits, with the child seen, by the day they were due",
        denominator="visits by the day they were due, and visits missed",
        definition=(
            "The first visit is due 7 days after the start of each placement, and each one after that 42 "
            "days after the last, or 84 days where a visit every 12 weeks has been agreed, until that ends or "
            "another frequency is agreed. Where care begins in a temporary placement, the first visit is due "
            "from the start of the next. A visit counts "
            "when the child was seen. " + DUTY.format(event="visit")
        ),
        inputs={"Episodes": SPELLS, "Visits": ("CHILD", "VISIT_DATE", "SEEN")},
        records=(Record("Visits", "SEEN", ("Y",)),),
        optional={"VisitFrequency": ("CHILD", "FROM", "TO", "WEEKS")},
        owner="Children in Care service",
        dfe_difference=(
            "The DfE publishes no such measure. Local reports often count children whose latest visit was on "
            "time; ours counts every visit, and a child nobody sees goes on counting as missed."
        ),
    ),
)
