"""Service standards: reviews and visits, each a recurring duty to every child in care, and whose is overdue.

The rules are those of "Recurring duties" in the definitions.
"""

import pandas as pd

from scorecard.care.duties import counted_duties
from scorecard.care.history import Care
from scorecard.care.overdue import overdue
from scorecard.indicators.declaration import IN_CARE, SPELLS, Record, indicator
from scorecard.indicators.methods import DUTIES, STATE
from scorecard.windows import MONTH_ENDS, MONTHS, YEAR_TO_DATE, Days

DUTY = (
    "A {event} on or before the day it is due counts as on time, in the month in which it was held; with none by that day "
    "the duty is missed, in the month in which it was due, and goes on being missed each time it falls due again. A late "
    "{event} is not counted, but the next one is due from it. A duty counts only if the child was still in care at the "
    "end of that day."
)
OVERDUE = (
    "Of the children in care at the end of the month, those whose latest {event} due in the present period of care was "
    "missed, with no {event} since the day on which it was due. A child who has moved stays overdue until somebody comes."
)
REVIEWS = {"Episodes": IN_CARE, "Reviews": ("CHILD", "REVIEW")}
VISITS = {"Episodes": SPELLS, "Visits": ("CHILD", "VISIT_DATE", "SEEN")}
FREQUENCY = {"VisitFrequency": ("CHILD", "FROM", "TO", "WEEKS")}
REVIEW_DUE = {"LAST": "Last review by then", "DUE": "Due", "START": "In care since"}
VISIT_DUE = {"LAST": "Last visit by then", "DUE": "Due", "START": "In placement since"}
OVERDUE_SINCE = {
    "SINCE": "Overdue since",
    "DAYS": "Days overdue",
    "LAST": "Last one",
    "DUE": "Latest one missed",
}


@indicator(
    title="Children in care reviews held on time",
    label="Reviews on time",
    unit="%",
    good="higher",
    method=DUTIES,
    windows=(MONTHS, YEAR_TO_DATE),
    duties="Reviews",
    audit=REVIEW_DUE,
    numerator="reviews held by the day they were due",
    denominator="reviews held by the day they were due, and reviews missed",
    looks_back=12,
    definition=(
        "A child's first review is due 20 working days after the start of the period of care, the second 3 months after "
        "the first was held, and each one after that 6 months after the last. " + DUTY.format(event="review")
    ),
    inputs=REVIEWS,
    owner="Independent Reviewing Officer service",
    dfe_difference=(
        "The DfE publishes no such measure. Local reports often count children whose reviews were all on time; ours "
        "counts reviews, and a review never held goes on counting as missed."
    ),
    changed={"2.0.0": "the second review falls due 3 months after the first one held, late or not"},
)
def reviews_on_time(care: Care, days: Days) -> pd.DataFrame:
    """A row a duty, on the day on which it was met or missed."""
    return counted_duties(care.reviews, days).rename(columns={"MET": "NUMERATOR"})


@indicator(
    title="Statutory visits to children in care carried out on time",
    label="Visits on time",
    unit="%",
    good="higher",
    method=DUTIES,
    windows=(MONTHS, YEAR_TO_DATE),
    duties="Visits",
    audit=VISIT_DUE,
    numerator="visits, with the child seen, by the day they were due",
    denominator="visits by the day they were due, and visits missed",
    looks_back=3,
    definition=(
        "The first visit is due 7 days after the start of each placement, and each one after that 42 days after the "
        "last, or as many weeks as have been agreed for the child, until that ends or another frequency is agreed. Where "
        "care begins in a temporary placement, the first visit is due from the start of the next. A visit counts when "
        "the child was seen. " + DUTY.format(event="visit")
    ),
    inputs=VISITS,
    records=(Record("Visits", "SEEN", ("Y",)),),
    optional=FREQUENCY,
    owner="Children in Care service",
    dfe_difference=(
        "The DfE publishes no such measure. Local reports often count children whose latest visit was on time; ours "
        "counts every visit, and a child nobody sees goes on counting as missed."
    ),
    changed={
        "2.0.0": "after a late visit, the next is due by the frequency in force on the day of that visit"
    },
)
def visits_on_time(care: Care, days: Days) -> pd.DataFrame:
    """A row a duty, on the day on which it was met or missed."""
    return counted_duties(care.visits, days).rename(columns={"MET": "NUMERATOR"})


@indicator(
    title="Children in care whose review is overdue",
    label="Reviews overdue",
    unit="%",
    good="lower",
    method=STATE,
    windows=(MONTH_ENDS,),
    audit={**OVERDUE_SINCE, "LAST": "Last review"},
    numerator="those of them whose review is overdue",
    denominator="children in care at the end of the month",
    looks_back=12,
    definition=OVERDUE.format(event="review"),
    inputs=REVIEWS,
    owner="Independent Reviewing Officer service",
    dfe_difference="The DfE publishes no such measure.",
)
def reviews_overdue(care: Care, days: Days) -> pd.DataFrame:
    """A row a child a day."""
    return overdue(care.in_care_on(days), care.reviews, days).rename(columns={"OVERDUE": "NUMERATOR"})


@indicator(
    title="Children in care whose statutory visit is overdue",
    label="Visits overdue",
    unit="%",
    good="lower",
    method=STATE,
    windows=(MONTH_ENDS,),
    audit={**OVERDUE_SINCE, "LAST": "Last visit"},
    numerator="those of them whose visit is overdue",
    denominator="children in care at the end of the month",
    looks_back=3,
    definition=OVERDUE.format(event="visit"),
    inputs=VISITS,
    records=(Record("Visits", "SEEN", ("Y",)),),
    optional=FREQUENCY,
    owner="Children in Care service",
    dfe_difference="The DfE publishes no such measure.",
)
def visits_overdue(care: Care, days: Days) -> pd.DataFrame:
    """A row a child a day."""
    return overdue(care.in_care_on(days), care.visits, days).rename(columns={"OVERDUE": "NUMERATOR"})
