"""Recurring duties: the reviews and visits that a child in care is owed, and which of them were met on time.

The rules are those of "Recurring duties" in the definitions. A chain of duties runs through a period of care (reviews) or
a placement spell (visits). All chains take their next duty together, so there are as many steps as the longest chain has
duties, however many children there are.
"""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import NamedTuple

import numpy as np
import pandas as pd

from scorecard.care.child_days import CHILD_APART, child_days, dates, days, days_with
from scorecard.dates import add_months, add_working_days

USUAL_WEEKS = 6
BLANK = np.iinfo("int64").min
"""No day at all, among days since 1970."""

# For a council that keeps no list of agreed frequencies.
NO_FREQUENCIES = pd.DataFrame({"CHILD": [], "FROM": [], "TO": [], "WEEKS": []}).astype(
    {"CHILD": "int32", "FROM": "datetime64[us]", "TO": "datetime64[us]"}
)


class Moment(NamedTuple):
    """What the next duty of some chains is reckoned from, an event or a missed due date: the `child` as a number of
    CHILD_APART, the `day` since 1970, and whether it is the `first` event, or the first duty, of its chain."""

    child: np.ndarray
    day: np.ndarray
    first: np.ndarray


class Chains(NamedTuple):
    """The chains of one duty and what the duty is: `chains` has CHILD, START and END (blank = still running), no two of a
    child running on one day; `first_due` is the day on which the first duty of each falls due, `events` has CHILD and the
    column `event_date`, `next_due` gives the day on which the duty after a moment falls due."""

    chains: pd.DataFrame
    first_due: pd.Series
    events: pd.DataFrame
    event_date: str
    next_due: Callable[[Moment], np.ndarray]


def review_chains(periods: pd.DataFrame, reviews: pd.DataFrame) -> Chains:
    """Reviews: 20 working days after the start in care, then every 6 months, but 3 months after the first review held,
    late or not, and after a missed first duty.

    `periods` has CHILD, PERIOD, START, END; `reviews` has CHILD, REVIEW.
    """

    def next_due(after: Moment) -> np.ndarray:
        return days(add_months(dates(after.day), np.where(after.first, 3, 6)))

    chains = periods[["CHILD", "PERIOD", "START", "END"]]
    return Chains(chains, add_working_days(periods["START"], 20), reviews, "REVIEW", next_due)


def visit_chains(spells: pd.DataFrame, visits: pd.DataFrame, frequencies: pd.DataFrame) -> Chains:
    """Visits: 7 days after the start of a placement, then every 6 weeks or as many as are agreed.

    `spells` has CHILD, PERIOD, SPELL, START, END; `visits` has CHILD, VISIT_DATE, SEEN: a visit counts when the child was
    seen; `frequencies` has CHILD, FROM, TO, WEEKS: in force from FROM on and before TO (blank = still) or the child's
    next agreement. What is in force on the day of a visit, or on the due date of one missed, says when the next is due.
    """
    frequencies = frequencies.sort_values(["CHILD", "FROM"])
    begun = np.append(-CHILD_APART, child_days(frequencies["CHILD"], frequencies["FROM"]))
    over = np.append(-CHILD_APART, child_days(frequencies["CHILD"], frequencies["TO"]))
    weeks = np.append(USUAL_WEEKS, frequencies["WEEKS"].fillna(USUAL_WEEKS))

    def next_due(after: Moment) -> np.ndarray:
        now = after.child + after.day
        agreed = begun.searchsorted(now, "right") - 1
        in_force = (begun[agreed] >= after.child) & (over[agreed] > now)
        return after.day + 7 * np.where(in_force, weeks[agreed], USUAL_WEEKS).astype("int64")

    chains = spells[["CHILD", "PERIOD", "SPELL", "START", "END"]]
    return Chains(chains, spells["START"] + timedelta(days=7), seen(visits), "VISIT_DATE", next_due)


def review_duties(periods: pd.DataFrame, reviews: pd.DataFrame, until: datetime) -> pd.DataFrame:
    """Reviews owed and counted by the end of a day, as `counted_duties` of `review_chains`."""
    return counted_duties(review_chains(periods, reviews), until)


def visit_duties(
    spells: pd.DataFrame, visits: pd.DataFrame, frequencies: pd.DataFrame, until: datetime
) -> pd.DataFrame:
    """Visits owed and counted by the end of a day, as `counted_duties` of `visit_chains`."""
    return counted_duties(visit_chains(spells, visits, frequencies), until)


def seen(visits: pd.DataFrame) -> pd.DataFrame:
    """The visits at which the child was seen."""
    return visits[visits["SEEN"] == "Y"]


def counted_duties(of: Chains, until: datetime) -> pd.DataFrame:
    """The duties that count by the end of `until`, one row each, in the order of their chains and of time.

    Added to the columns of the chains: DUE, DATE (of the event if met, else DUE), MET and LAST, the child's latest event
    up to DATE. A duty counts if its chain still runs at the end of DATE, and depends on nothing after it.
    """
    return _lived_through(of, until)[0]


def open_duties(of: Chains, on: datetime) -> pd.DataFrame:
    """The duty that each chain running at the end of a day will meet or miss next, if it still runs then: the columns of
    the chains and DUE, which is after the day. It depends on nothing after the day."""
    return _lived_through(of, on)[1]


def _lived_through(of: Chains, until: datetime) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The duties counted by the end of `until`, and those open then."""
    chains, first_due, events, event_date, next_due = of
    child = chains["CHILD"].to_numpy().astype("int64") * CHILD_APART
    happened = np.append(days_with(events["CHILD"], events[event_date]), np.iinfo("int64").max)
    (today,) = days(pd.Series([until]))
    last = np.minimum(days(chains["END"]) - 1, today)

    chain, due = np.arange(len(chains)), days(first_due)
    coming = happened.searchsorted(child + days(chains["START"]), "left")
    unheld = unowed = np.ones(len(chains), dtype=bool)
    counted, following = [], np.zeros(len(chains), dtype="int64")
    while len(chain):
        event = happened[coming] - child[chain]
        met = event <= due
        on = np.where(met, event, due)
        counts = on <= last[chain]
        following[chain[~counts]] = due[~counts]
        chain, coming, unheld, unowed, event, due, met, on = (
            values[counts] for values in (chain, coming, unheld, unowed, event, due, met, on)
        )
        counted.append((chain, due, on, met, coming))
        after_missing = next_due(Moment(child[chain], due, unowed))
        # The next event restarts the clock, whether it met this duty or came too late for it. Without one by the day
        # that the next duty falls due, that one is missed too.
        came = met | (event <= np.minimum(after_missing, today))
        day = np.where(came, event, due)
        due = np.where(came, next_due(Moment(child[chain], day, unheld)), after_missing)
        coming, unheld, unowed = coming + came, unheld & ~came, np.zeros(len(chain), dtype=bool)

    chain, due, on, met, coming = (
        (np.concatenate(steps) for steps in zip(*counted)) if counted else [chain] * 5
    )
    met = met.astype(bool)
    latest = happened[coming - ~met] - child[chain]
    latest = np.where(np.abs(latest) < CHILD_APART // 2, latest, BLANK)
    order = np.argsort(chain, kind="stable")
    rows = chains.iloc[chain[order]].reset_index(drop=True)
    running = (days(chains["START"]) <= today) & (last == today)
    return (
        rows.assign(DUE=dates(due[order]), DATE=dates(on[order]), MET=met[order], LAST=dates(latest[order])),
        chains[running].reset_index(drop=True).assign(DUE=dates(following[running])),
    )
