"""Whose review or visit is overdue on a day: the latest duty of the present period of care was missed, and nobody has
come since.

The rule is that of "Recurring duties" in the definitions.
"""

import numpy as np
import pandas as pd

from scorecard.care.child_days import child_days, latest_day, latest_rows
from scorecard.care.duties import Chains, counted_duties
from scorecard.windows import Days


def overdue(in_care: pd.DataFrame, of: Chains, days: Days) -> pd.DataFrame:
    """For each row of `in_care` (CHILD, PERIOD, PERIOD_START, and as DATE one of the days): CHILD, DATE, OVERDUE, SINCE (the
    first duty missed since somebody came), DAYS (from then to DATE) and DUE (the latest duty missed), these three blank if
    nothing is overdue, and LAST, the day of the latest event up to DATE.
    """
    duties = counted_duties(of, days)
    asked = in_care[["CHILD", "PERIOD", "PERIOD_START", "DATE"]].reset_index(drop=True)
    missed = duties[["CHILD", "PERIOD", "DATE"]].assign(DUE=duties["DUE"].mask(duties["MET"]))
    duty = latest_rows(missed, "DATE", asked["CHILD"], asked["DATE"])
    last = latest_day(of.events, asked["CHILD"], asked["DATE"])
    missed = duty["DUE"].notna() & duty["PERIOD"].eq(asked["PERIOD"]) & ~(last > duty["DUE"])
    nobody_since = np.fmax(asked["PERIOD_START"], last)[missed]
    since = _first_after(duties[~duties["MET"]], asked["CHILD"][missed], nobody_since).reindex(asked.index)
    return asked[["CHILD", "DATE"]].assign(
        OVERDUE=missed.to_numpy(bool),
        SINCE=since,
        DAYS=(asked["DATE"] - since).dt.days,
        DUE=duty["DUE"].where(missed),
        LAST=last,
    )


def _first_after(missed: pd.DataFrame, children: pd.Series, after: pd.Series) -> pd.Series:
    """The DUE of each child's first missed duty after a day; there is one."""
    keys = child_days(missed["CHILD"], missed["DUE"])
    order = np.argsort(keys, kind="stable")
    at = keys[order].searchsorted(child_days(children, after), "right")
    return missed["DUE"].iloc[order[at]].set_axis(children.index)
