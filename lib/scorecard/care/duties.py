"""Recurring duties: the reviews and visits that a child in care is owed, and which of them were met on time.

The rules are those of "Recurring duties" in the definitions. A chain of duties runs through a period of care (reviews) or
a placement spell (visits). All chains take their next duty together, so there are as many steps as the longest chain has
duties, however many children there are.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache, cached_property, partial
from typing import NamedTuple

import numpy as np
import pandas as pd

from scorecard.care.child_days import BEYOND, CHILD_APART, child_days, days, days_with
from scorecard.dates import BLANK, add_months, add_working_days, of_numbers
from scorecard.windows import Days

USUAL_WEEKS = 6
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


@dataclass(frozen=True, eq=False)
class Chains:
    """The chains of one duty and what the duty is: `chains` has CHILD, START and END (blank = still running), no two of a
    child running on one day; `first_due` is the day on which the first duty of each falls due, `events` the child days on
    which somebody came, sorted, and `next_due` gives the day on which the duty after a moment falls due."""

    chains: pd.DataFrame
    first_due: pd.Series
    events: np.ndarray
    next_due: Callable[[Moment], np.ndarray]

    @cached_property
    def _lived_through(self) -> Callable[[datetime, datetime], tuple[pd.DataFrame, pd.DataFrame]]:
        # What is on time, overdue and due comes from the same duties.
        return cache(partial(_live_through, self))


def review_chains(periods: pd.DataFrame, reviews: pd.DataFrame) -> Chains:
    """Reviews: 20 working days after the start in care, then every 6 months, but 3 months after the first review held,
    late or not, and after a missed first duty.

    `periods` has CHILD, PERIOD, START, END; `reviews` has CHILD, REVIEW.
    """

    def next_due(after: Moment) -> np.ndarray:
        return days(add_months(pd.Series(of_numbers(after.day)), np.where(after.first, 3, 6)))

    chains = periods[["CHILD", "PERIOD", "START", "END"]]
    held = days_with(reviews["CHILD"], reviews["REVIEW"])
    return Chains(chains, add_working_days(periods["START"], 20), held, next_due)


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
    seen = visits.loc[visits["SEEN"] == "Y", ["CHILD", "VISIT_DATE"]]
    visited = days_with(seen["CHILD"], seen["VISIT_DATE"])
    return Chains(chains, spells["START"] + timedelta(days=7), visited, next_due)


def counted_duties(of: Chains, days: Days) -> pd.DataFrame:
    """The duties that count from the first of the days' first month to the end of their last, and those missed before
    after which nobody had come by then, in periods of care that still ran; one row each, in the order of their chains and
    of time.

    Added to CHILD, PERIOD, START (and SPELL) of the chains: DUE, DATE (of the event if met, else DUE), MET and LAST, the
    child's latest event up to DATE. A duty counts if its chain still runs at the end of DATE, and depends on nothing
    after it.
    """
    return of._lived_through(days.first.replace(day=1), days[-1])[0]


def open_duties(of: Chains, on: datetime) -> pd.DataFrame:
    """The duty that each chain running at the end of a day will meet or miss next, if it still runs then: the columns of
    the chains and DUE, which is after the day. It depends on nothing after the day."""
    return of._lived_through(on, on)[1]


def _live_through(of: Chains, since: datetime, until: datetime) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The duties counted from `since` to the end of `until`, and those open then."""
    chains, next_due = of.chains, of.next_due
    child = chains["CHILD"].to_numpy().astype("int64") * CHILD_APART
    period = child + chains["PERIOD"].to_numpy()
    happened = np.append(of.events, BEYOND)
    since, today = days(pd.Series([since, until]))
    start, over = days(chains["START"]), days(chains["END"])
    last = np.minimum(over - 1, today)

    # Chains follow each other as the child lived: the last of a period of care ends with it.
    chain = np.flatnonzero(over[period.searchsorted(period, "right") - 1] > since)
    due = days(of.first_due)[chain]
    coming = happened.searchsorted(child[chain] + start[chain], "left")
    unheld = unowed = np.ones(len(chain), dtype=bool)
    steps, following = [], np.zeros(len(chains), dtype="int64")
    while len(chain):
        event = happened[coming] - child[chain]
        met = event <= due
        counts = np.where(met, event, due) <= last[chain]
        following[chain[~counts]] = due[~counts]
        chain, coming, unheld, unowed, event, due, met = (
            values[counts] for values in (chain, coming, unheld, unowed, event, due, met)
        )
        # A duty missed earlier still matters while nobody has come.
        matters = (event >= since) | (due >= since) & ~met
        steps.append([values[matters] for values in (chain, due, coming)])
        due[~met] = next_due(Moment(child[chain[~met]], due[~met], unowed[~met]))
        # The next event restarts the clock, whether it met this duty or came too late for it. Without one by the day
        # that the next duty falls due, that one is missed too.
        came = met | (event <= np.minimum(due, today))
        due[came] = next_due(Moment(child[chain[came]], event[came], unheld[came]))
        coming, unheld, unowed = coming + came, unheld & ~came, np.zeros(len(chain), dtype=bool)

    chain, due, coming = (np.concatenate(each) for each in zip(*steps)) if steps else [chain] * 3
    order = np.argsort(chain, kind="stable")
    chain, due, coming = (values[order] for values in (chain, due, coming))
    event = happened[coming] - child[chain]
    met = event <= due
    on = np.where(met, event, due)
    latest = happened[coming - ~met] - child[chain]
    latest = np.where(np.abs(latest) < CHILD_APART // 2, latest, BLANK)
    rows = chains.drop(columns="END").take(chain).reset_index(drop=True)
    running = (start <= today) & (last == today)
    return (
        rows.assign(DUE=of_numbers(due), DATE=of_numbers(on), MET=met, LAST=of_numbers(latest)),
        chains[running].reset_index(drop=True).assign(DUE=of_numbers(following[running])),
    )
