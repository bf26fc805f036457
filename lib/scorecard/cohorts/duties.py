"""Recurring duties: the reviews and visits that a child in care is owed, and which of them were met on time.

The rules are those of "Recurring duties" in the definitions. A chain of duties runs through a period of
care (reviews) or a placement spell (visits). All chains take their next duty together, so there are as many
steps as the longest chain has duties, however many children there are.
"""

from collections.abc import Callable
from datetime import datetime, timedelta
from itertools import count

import numpy as np
import pandas as pd

from scorecard.dates import NEVER, add_months, add_working_days

# A child and a day, counted from 1970, make one number, so that one sorted array holds everybody's events.
CHILD_APART = 2**32

# For a council that keeps no list of agreed frequencies.
NO_FREQUENCIES = pd.DataFrame({"CHILD": [], "FROM": [], "TO": [], "WEEKS": []}).astype(
    {"CHILD": "str", "FROM": "datetime64[us]", "TO": "datetime64[us]"}
)

Step = Callable[[np.ndarray], np.ndarray]


def review_duties(periods: pd.DataFrame, reviews: pd.DataFrame, until: datetime) -> pd.DataFrame:
    """Reviews owed up to a day: 20 working days after the start in care, 3 months on, then every 6 months.

    `periods` has CHILD, PERIOD, START, END; `reviews` has CHILD, REVIEW. Gives CHILD, PERIOD, DUE, DATE, MET.
    """

    def interval(number: int, child_day: np.ndarray) -> Step:
        months = 3 if number == 1 else 6
        return lambda day: _days(add_months(_dates(day), months))

    first_due = add_working_days(periods["START"], 20)
    duties = recurring_duties(periods, first_due, reviews, "REVIEW", interval, until)
    return duties[["CHILD", "PERIOD", "DUE", "DATE", "MET"]]


def visit_duties(
    spells: pd.DataFrame, visits: pd.DataFrame, frequencies: pd.DataFrame, until: datetime
) -> pd.DataFrame:
    """Visits owed up to a day: 7 days after the start of a placement, then every 42 days, or 84 if so agreed.

    `spells` has CHILD, PERIOD, SPELL, START, END; `visits` has CHILD, VISIT_DATE, SEEN: a visit counts when
    the child was seen; `frequencies` has CHILD, FROM, TO, WEEKS: 12 weeks are in force from FROM on and
    before TO (blank = still) or the child's next agreement, of 6 weeks too. For a missed visit the frequency
    is that of its due date. Gives CHILD, PERIOD, SPELL, DUE, DATE, MET.
    """
    frequencies = frequencies.sort_values(["CHILD", "FROM"])
    replaced = frequencies.groupby("CHILD", observed=True)["FROM"].shift(-1)
    ends = frequencies[["TO"]].assign(REPLACED=replaced).min(axis=1).fillna(NEVER)
    agreed = frequencies.assign(TO=ends).query("WEEKS == 12 and FROM < TO")
    begun, over = (_child_days(agreed, column, spells) for column in ("FROM", "TO"))

    def interval(number: int, child_day: np.ndarray) -> Step:
        in_force = begun.searchsorted(child_day, "right") > over.searchsorted(child_day, "right")
        return lambda day: day + np.where(in_force, 84, 42)

    first_due = spells["START"] + timedelta(days=7)
    duties = recurring_duties(spells, first_due, visits[visits["SEEN"] == "Y"], "VISIT_DATE", interval, until)
    return duties[["CHILD", "PERIOD", "SPELL", "DUE", "DATE", "MET"]]


def recurring_duties(
    chains: pd.DataFrame,
    first_due: pd.Series,
    events: pd.DataFrame,
    event_date: str,
    interval: Callable[[int, np.ndarray], Step],
    until: datetime,
) -> pd.DataFrame:
    """The duties that count by the end of `until`, one row each, in the order of their chains and of time.

    `chains` has CHILD, START and END (blank = still running), no two chains of a child running on one day;
    `events` has CHILD and the column `event_date`. `interval`, told a duty's number in its chain (1, 2, …)
    and the child and day it was met or missed on, gives the step from a day to the day one interval later.
    Added to the columns of `chains`: DUE, DATE (of the event if met, else DUE) and MET. A duty counts if
    its chain still runs at the end of DATE, and depends on nothing after it.
    """
    child = chains["CHILD"].factorize()[0] * CHILD_APART
    happened = np.append(_child_days(events, event_date, chains), np.iinfo("int64").max)
    last = np.minimum(_days(chains["END"]) - 1, _days(pd.Series([until])))

    chain, after, due = np.arange(len(chains)), _days(chains["START"]) - 1, _days(first_due)
    counted = []
    for number in count(1):
        event = happened[happened.searchsorted(child[chain] + after, "right")] - child[chain]
        met = event <= due
        on = np.where(met, event, due)
        counts = on <= last[chain]
        chain, event, due, met, on = (values[counts] for values in (chain, event, due, met, on))
        counted.append(pd.DataFrame({"CHAIN": chain, "DUE": due, "DATE": on, "MET": met}))
        if len(chain) == 0:
            break
        step = interval(number, child[chain] + on)
        # The next event restarts the clock, whether it met this duty or came too late for it. Without one
        # by the day that the next duty falls due, that one is missed too.
        after = np.where(event <= step(due), event, due)
        due = step(after)

    duties = pd.concat(counted).sort_values(["CHAIN", "DATE"])
    rows = chains.iloc[duties["CHAIN"]].reset_index(drop=True)
    return rows.assign(DUE=_dates(duties["DUE"]), DATE=_dates(duties["DATE"]), MET=duties["MET"].to_numpy())


def _child_days(frame: pd.DataFrame, column: str, chains: pd.DataFrame) -> np.ndarray:
    """The children and days of a column as sorted numbers; those of children without a chain come before all."""
    child = pd.Index(chains["CHILD"].unique()).get_indexer(frame["CHILD"])
    return np.sort(child * CHILD_APART + _days(frame[column]))


def _days(dates: pd.Series) -> np.ndarray:
    return dates.fillna(NEVER).to_numpy().astype("datetime64[D]").astype("int64")


def _dates(days: np.ndarray | pd.Series) -> pd.Series:
    return pd.Series(np.asarray(days).astype("datetime64[D]"))
