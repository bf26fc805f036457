"""Care leavers: pathway plans, and what young people do and where they live at 19, 20 and 21.

The rules are those of the same ids under "Indicators" in the definitions.
"""

import numpy as np
import pandas as pd

from scorecard.care.child_days import days_with, in_force_on, latest_day
from scorecard.care.history import Care
from scorecard.dates import birthday_in_financial_year
from scorecard.extract.codes import ACCOMMODATION, ACTIVITY
from scorecard.indicators.declaration import DfeMeasure, Record, indicator
from scorecard.indicators.methods import SHARE_TO_DATE, STATE
from scorecard.windows import MONTH_ENDS, YEAR_TO_DATE, Days

SERVICE = "Leaving Care service"
WITH_A_BIRTHDAY = (
    "Care leavers whose 19th, 20th or 21st birthday falls between 1 April and the as-at date, by the record made around "
    "that birthday, less those who have died or returned home to their parents. Those with whom the council is not in "
    "touch, or of whom it has no information, stay in. "
)
NOT_KNOWN = "0"
IN_TOUCH = Record("OC3", "IN_TOUCH")
DENOMINATOR = "care leavers with a 19th, 20th or 21st birthday in the financial year to the as-at date"
OWED_A_PLAN = ("relevant", "former relevant")
NO_LONGER_COUNTED = ("DIED", "RHOM")
IN_EDUCATION_OR_WORK = ("F", "P")
NEET = ("G4", "G5", "G6")


@indicator(
    title="Care leavers who have a pathway plan in place",
    label="Pathway plan",
    unit="%",
    good="higher",
    method=STATE,
    windows=(MONTH_ENDS,),
    audit={"FROM": "On the list since", "ELIGIBILITY": "Eligibility", "LAST_PLAN": "Last plan by then"},
    numerator="those of them with a pathway plan dated on or before that day",
    denominator="relevant and former relevant care leavers on the list at the end of the month",
    inputs={"CareLeavers": ("CHILD", "ELIGIBILITY", "FROM", "TO"), "PathwayPlans": ("CHILD", "PLAN_DATE")},
    records=(Record("CareLeavers", "ELIGIBILITY", OWED_A_PLAN),),
    looks_back=12,
    owner=SERVICE,
)
def pathway_plan(care: Care, days: Days) -> pd.DataFrame:
    """Of the relevant and former relevant care leavers on the leaving care list at the end of the month, the share with
    a pathway plan dated on or before that day. A young person whose time on the list ends on that day is not counted.
    """
    leavers = care.table("CareLeavers")
    leavers = in_force_on(leavers[leavers["ELIGIBILITY"].isin(OWED_A_PLAN)], "FROM", "TO", days)
    plans = care.table("PathwayPlans")
    planned = days_with(plans["CHILD"], plans["PLAN_DATE"])
    last_plan = latest_day(planned, leavers["CHILD"], leavers["DATE"])
    return leavers.assign(NUMERATOR=last_plan.notna(), LAST_PLAN=last_plan)


@indicator(
    title="Care leavers aged 19 to 21 not in education, employment or training",
    label="Not in education, employment or training",
    unit="%",
    good="lower",
    method=SHARE_TO_DATE,
    windows=(YEAR_TO_DATE,),
    groups=("EET", "NEET", "not known"),
    audit={"ACTIV": "Activity code", "IN_TOUCH": "In touch"},
    numerator="those of them not in education, employment or training (G4, G5, G6)",
    denominator=DENOMINATOR,
    definition=(
        WITH_A_BIRTHDAY
        + "The three parts (in education, employment or training; not in it; not known) are shown, since "
        "the first two do not add to 100."
    ),
    inputs={"OC3": ("CHILD", "DOB", "IN_TOUCH", "ACTIV", "YEAR")},
    records=(IN_TOUCH, Record("OC3", "ACTIV", tuple(code for code in ACTIVITY if code != NOT_KNOWN))),
    owner=SERVICE,
    dfe=DfeMeasure("care_leavers_neet", False),
    dfe_difference=(
        "The DfE's figure is of everyone with such a birthday in the year to 31 March; ours of those with one in the year "
        "so far."
    ),
)
def neet(care: Care, days: Days) -> pd.DataFrame:
    """A row a young person, on the birthday."""
    leavers = _birthdays(care, days)
    activity = leavers["ACTIV"]
    out_of_it, in_it = activity.isin(NEET), activity.str[:1].isin(IN_EDUCATION_OR_WORK)
    return leavers.assign(
        NUMERATOR=out_of_it, GROUP=np.select([in_it, out_of_it], ["EET", "NEET"], "not known")
    )


@indicator(
    title="Care leavers aged 19 to 21 in unsuitable accommodation",
    label="Unsuitable accommodation",
    unit="%",
    good="lower",
    method=SHARE_TO_DATE,
    windows=(YEAR_TO_DATE,),
    groups=("suitable", "unsuitable", "not known"),
    audit={"ACCOM": "Accommodation code", "IN_TOUCH": "In touch"},
    numerator="those of them in accommodation recorded as unsuitable (a code ending in 2)",
    denominator=DENOMINATOR,
    definition=(
        WITH_A_BIRTHDAY
        + "Accommodation is suitable where its code in the return ends in 1, unsuitable where it ends in "
        "2, and otherwise not known."
    ),
    inputs={"OC3": ("CHILD", "DOB", "IN_TOUCH", "ACCOM", "YEAR")},
    records=(IN_TOUCH, Record("OC3", "ACCOM", tuple(code for code in ACCOMMODATION if code != NOT_KNOWN))),
    owner=SERVICE,
    dfe=DfeMeasure("care_leavers_suitable_accommodation", False, "suitable"),
    dfe_difference=(
        "The figure that the DfE publishes is the share in suitable accommodation, of everyone with such a birthday in the "
        "year to 31 March; it stands beside ours of those with one in the year so far. What is left of it holds those of "
        "whom nothing is known too, so it says nothing of unsuitable accommodation."
    ),
)
def unsuitable_accommodation(care: Care, days: Days) -> pd.DataFrame:
    """A row a young person, on the birthday."""
    leavers = _birthdays(care, days)
    last = leavers["ACCOM"].str[-1:]
    return leavers.assign(
        NUMERATOR=last == "2",
        GROUP=np.select([last == "1", last == "2"], ["suitable", "unsuitable"], "not known"),
    )


def _birthdays(care: Care, days: Days) -> pd.DataFrame:
    """OC3's rows that count, dated by the 19th, 20th or 21st birthday in their financial year, up to the last day."""
    leavers = care.table("OC3")
    leavers = leavers[~leavers["IN_TOUCH"].isin(NO_LONGER_COUNTED)]
    birthday, age = birthday_in_financial_year(leavers["DOB"], leavers["YEAR"])
    leavers = leavers.assign(DATE=birthday)
    return leavers[age.between(19, 21) & (birthday <= days[-1])]
