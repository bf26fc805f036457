"""Care leavers: pathway plans, and what young people do and where they live at 19, 20 and 21.

The rules are those of the same ids under "Indicators" in the definitions.
"""

from datetime import timedelta

import pandas as pd

from scorecard.cohorts.care import Care
from scorecard.dates import completed_years
from scorecard.indicators.rows import measure, month_ends, months, year_to_date
from scorecard.reporting_month import ReportingMonth, financial_year

OWED_A_PLAN = ("relevant", "former relevant")
NO_LONGER_COUNTED = ("DIED", "RHOM")
IN_EDUCATION_OR_WORK = ("F", "P")
NEET = ("G4", "G5", "G6")


def pathway_plan(care: Care, month: ReportingMonth) -> pd.DataFrame:
    """Of relevant and former relevant care leavers at 12 month ends, those with a plan dated by then."""
    leavers = care.table("CareLeavers")
    leavers = leavers[leavers["ELIGIBILITY"].isin(OWED_A_PLAN)]
    first_plan = care.table("PathwayPlans").groupby("CHILD")["PLAN_DATE"].min()
    leavers = leavers.assign(FIRST_PLAN=first_plan.reindex(leavers["CHILD"]).to_numpy())
    planned, listed = [], []
    for end in month_ends(month):
        on_list = leavers[(leavers["FROM"] <= end) & ~(leavers["TO"] <= end)].drop_duplicates("CHILD")
        listed.append(len(on_list))
        planned.append((on_list["FIRST_PLAN"] <= end).sum())
    return measure("pathway_plan", month, months(month), planned, listed)


def neet(care: Care, month: ReportingMonth) -> pd.DataFrame:
    """Care leavers aged 19 to 21 not in education, employment or training; then all three parts."""
    activity = _birthday_so_far(care, month)["ACTIV"]
    not_in_it = activity.isin(NEET).sum()
    in_it = activity.str[:1].isin(IN_EDUCATION_OR_WORK).sum()
    parts = {"": not_in_it, "EET": in_it, "NEET": not_in_it, "not known": len(activity) - in_it - not_in_it}
    return measure(
        "neet", month, (year_to_date(month),), list(parts.values()), len(activity), category=list(parts)
    )


def unsuitable_accommodation(care: Care, month: ReportingMonth) -> pd.DataFrame:
    """Care leavers aged 19 to 21 in accommodation recorded as unsuitable."""
    accommodation = _birthday_so_far(care, month)["ACCOM"]
    unsuitable = accommodation.str.endswith("2").fillna(False).sum()
    return measure("unsuitable_accommodation", month, (year_to_date(month),), unsuitable, len(accommodation))


def _birthday_so_far(care: Care, month: ReportingMonth) -> pd.DataFrame:
    """The rows of the financial year's cohort whose 19th, 20th or 21st birthday was by the as-at date."""
    cohort = care.table("OC3")
    cohort = cohort[
        (cohort["YEAR"] == financial_year(month.as_at)) & ~cohort["IN_TOUCH"].isin(NO_LONGER_COUNTED)
    ]
    years = completed_years(cohort["DOB"], month.as_at)
    before = completed_years(cohort["DOB"], month.ytd_start - timedelta(days=1))
    return cohort[years.between(19, 21) & (years > before)]
