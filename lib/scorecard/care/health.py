"""Health checks that a child in care is owed: the first assessment, and those of every 12 months.

The rules are those of `initial_health_on_time`, `annual_health` and `dental` in the definitions.
"""

from datetime import timedelta

import numpy as np
import pandas as pd

from scorecard.care.child_days import CHILD_APART, child_days
from scorecard.dates import BLANK, add_months, add_working_days, completed_years, of_numbers

INITIAL = ("IHA",)
ASSESSMENTS = ("IHA", "RHA")
DENTAL = ("DENTAL",)


def initial_due(periods: pd.DataFrame) -> pd.Series:
    """The day by which the first health assessment is due: the 20th working day after START."""
    return add_working_days(periods["START"], 20)


def assessments_needed(children: pd.DataFrame) -> np.ndarray:
    """How many health assessments in 12 months a child of AGE needs: 2 under 5, else (or if it is not known) 1."""
    return np.where(children["AGE"] < 5, 2, 1)


def assessments_due(children: pd.DataFrame, checks: np.ndarray) -> pd.Series:
    """As `checks_due`, of health assessments: under 5 the last but one must not be older than 12 months."""
    one, two = (checks_due(children, checks, number) for number in (1, 2))
    under_5 = (children["AGE"] < 5) & (
        (two <= children["DATE"]) | (completed_years(children["DOB"], two) < 5)
    )
    return two.where(under_5, one)


def checks_due(children: pd.DataFrame, checks: np.ndarray, number: int = 1) -> pd.Series:
    """The first day, past or to come, on which each child in care (CHILD, DATE, PERIOD_START) will have been there for
    12 months with fewer than `number` checks (child days, sorted, each once) in those, by the checks up to DATE."""
    happened = np.append(-CHILD_APART, checks)
    at = np.maximum(
        happened.searchsorted(child_days(children["CHILD"], children["DATE"]), "right") - number, 0
    )
    own = happened[at] // CHILD_APART == children["CHILD"].to_numpy()
    last = pd.Series(of_numbers(np.where(own, happened[at] % CHILD_APART, BLANK)), index=children.index)
    return np.fmax(add_months(children["PERIOD_START"], 12), _twelve_months_after(last))


def _twelve_months_after(dates: pd.Series) -> pd.Series:
    """The first day whose 12 months, both ends included, no longer hold each date."""
    one = timedelta(days=1)
    return np.maximum(add_months(dates, 12), add_months(dates + one, 12) - one)
