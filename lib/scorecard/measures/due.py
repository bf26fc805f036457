"""What is due: the next duty to each child of every kind, overdue or to come, as it stands on a day.

Each kind is declared with the rule that is printed with its list, and belongs to an indicator: what is overdue here on
an as-at date is what that indicator counts as missing. Reviews, visits and first health assessments come from the
same chains of duties as their figures. Nothing after the day is looked at.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

import numpy as np
import pandas as pd

from scorecard.care import health
from scorecard.care.child_days import first_day, latest_day
from scorecard.care.duties import Chains, open_duties
from scorecard.care.history import Care
from scorecard.care.overdue import overdue
from scorecard.dates import add_months
from scorecard.indicators import INDICATORS, Indicator
from scorecard.windows import Days

OVERDUE, TO_COME, NONE = "overdue", "due", "none"
"""What may be the matter: it should have been done by the day, will have to be soon, or is not in place."""

PLAN_MONTHS = 6


@dataclass(frozen=True, eq=False)
class Duty:
    """One kind of duty. `indicator`: the id of its figure. `owed`: for each child owed it on a day, CHILD and DUE, the day by
    which it is (or was) to be done, blank for what is not in place; and the columns of `audit`, which are in words."""

    indicator: str
    title: str
    rule: str
    owed: Callable[[Care, datetime], pd.DataFrame]
    audit: Mapping[str, str]

    @property
    def figure(self) -> Indicator:
        """The indicator that counts whether the duty is met."""
        return INDICATORS[self.indicator]


def due(duty: Duty, care: Care, on: datetime, within: int) -> pd.DataFrame:
    """The children for whom a duty is overdue on a day or falls due in so many days from it: CHILD, STATUS, DUE, DAYS
    (since then, if it is overdue) and the duty's audit columns; the longest overdue first."""
    owed = duty.owed(care, on)
    owed = owed[~(owed["DUE"] > on + timedelta(days=within))].sort_values(["DUE", "CHILD"], ignore_index=True)
    days = (pd.Timestamp(on) - owed["DUE"]).dt.days.astype("float64")
    status = (
        pd.Series(OVERDUE, index=owed.index).mask(owed["DUE"] > on, TO_COME).mask(owed["DUE"].isna(), NONE)
    )
    owed = owed.assign(STATUS=status, DAYS=days.where(days >= 0))
    return owed[["CHILD", "STATUS", "DUE", "DAYS", *duty.audit]]


def reviews(care: Care, on: datetime) -> pd.DataFrame:
    """The next review of each child in care."""
    return _of_chains(care, care.reviews, Days.on(on))


def visits(care: Care, on: datetime) -> pd.DataFrame:
    """The next visit to each child in care who is owed any."""
    return _of_chains(care, care.visits, Days.on(on))


def _of_chains(care: Care, chains: Chains, on: Days) -> pd.DataFrame:
    """The first duty missed since somebody came, with the day on which it will be missed AGAIN, else the one to come. A
    child who began in a temporary placement is owed no visit there."""
    missed, following = overdue(care.in_care_on(on), chains, on), open_duties(chains, on[-1])
    following = following[["CHILD", "START", "DUE"]]
    owed = missed.merge(following, on="CHILD", how="left", suffixes=("_MISSED", ""))
    owed = owed.assign(AGAIN=owed["DUE"].where(owed["OVERDUE"]), DUE=owed["SINCE"].fillna(owed["DUE"]))
    return owed[owed["DUE"].notna()]


def initial_health(care: Care, on: datetime) -> pd.DataFrame:
    """The first health assessment of each child in care who has had none, or, once it is late, no other."""
    periods = care.periods[(care.periods["START"] <= on) & ~(care.periods["END"] <= on)]
    periods = periods.assign(DUE=health.initial_due(periods), ON=on)
    first, any_first = (
        first_day(care.checks(types), periods["CHILD"], periods["START"], periods["ON"])
        for types in (health.INITIAL, health.ASSESSMENTS)
    )
    return periods[first.isna() & ((periods["DUE"] > on) | any_first.isna())]


def annual_health(care: Care, on: datetime) -> pd.DataFrame:
    """The next health assessment of each child in care."""
    children, checks = _checked(care, on, health.ASSESSMENTS)
    return children.assign(DUE=health.assessments_due(children, checks))


def dental(care: Care, on: datetime) -> pd.DataFrame:
    """The next dental check of each child in care."""
    children, checks = _checked(care, on, health.DENTAL)
    return children.assign(DUE=health.checks_due(children, checks))


def _checked(care: Care, on: datetime, types: tuple[str, ...]) -> tuple[pd.DataFrame, np.ndarray]:
    children, checks = care.in_care_on([on]), care.checks(types)
    return children.assign(LAST=latest_day(checks, children["CHILD"], children["DATE"])), checks


def pathway_plans(care: Care, on: datetime) -> pd.DataFrame:
    """The next pathway plan, or review of it, of each care leaver on the list."""
    leavers = INDICATORS["pathway_plan"].cohort(care, Days.on(on))
    again = add_months(leavers["LAST_PLAN"], PLAN_MONTHS)
    return leavers.assign(DUE=again.fillna(leavers["FROM"]))


def education_plans(care: Care, on: datetime) -> pd.DataFrame:
    """The children without a Personal Education Plan at the latest roll."""
    roll = care.newest("VirtualSchool", "AS_AT", on)
    pupils = INDICATORS["pep"].cohort(care, Days.on(roll))
    return pupils[~pupils["NUMERATOR"]].assign(DUE=pd.NaT)


DUTIES = (
    Duty(
        "reviews_overdue",
        "Reviews",
        "Due 20 working days after the start of care; 3 months after the first review held, or after a first one missed; 6 "
        "months after any other. Overdue since the first that was missed without a review after it, as in the "
        "figure Reviews overdue.",
        reviews,
        {"LAST": "Last review", "AGAIN": "Missed again on", "START": "In care since"},
    ),
    Duty(
        "visits_overdue",
        "Visits",
        "Due 7 days after the start of the placement, then 42 days after the last visit at which the child was seen, or as many "
        "weeks as are agreed. Overdue since the first that was missed without a visit after it, as in the figure Visits "
        "overdue; a move does not end it.",
        visits,
        {"LAST": "Last visit", "AGAIN": "Missed again on", "START": "In placement since"},
    ),
    Duty(
        "initial_health_on_time",
        "Initial health",
        "An initial health assessment by the 20th working day after the start of care, as in the figure. One that is late "
        "stays overdue until a health assessment of either kind, initial or review, is recorded.",
        initial_health,
        {"START": "In care since"},
    ),
    Duty(
        "annual_health",
        "Annual health",
        "Due on the day on which the child would drop out of the figure Annual health assessment: in care for 12 months, and 12 "
        "months after the last assessment, for a child under 5 after the last but one.",
        annual_health,
        {"LAST": "Last assessment", "AGE": "Age", "PERIOD_START": "In care since"},
    ),
    Duty(
        "dental",
        "Dental",
        "Due on the day on which the child would drop out of the figure Dental check: in care for 12 months, and 12 months after "
        "the last check.",
        dental,
        {"LAST": "Last check", "PERIOD_START": "In care since"},
    ),
    Duty(
        "pathway_plan",
        "Pathway plans",
        f"For relevant and former relevant care leavers on the list, due {PLAN_MONTHS} months after the last plan; without "
        "one, on the day of coming onto the list.",
        pathway_plans,
        {"LAST_PLAN": "Last plan", "ELIGIBILITY": "Eligibility", "FROM": "On the list since"},
    ),
    Duty(
        "pep",
        "Education plans",
        "Children in years 1 to 11 without a Personal Education Plan at the virtual school's latest roll. No day is known by "
        "which it was due.",
        education_plans,
        {"DATE": "Roll of", "NC_YEAR": "School year", "URN": "School (URN)"},
    ),
)
