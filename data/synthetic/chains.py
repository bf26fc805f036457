"""Recurring duties played forward: for each month, which of the duties due in it are met, and when, or missed.

A duty due in a month is met in that month or not at all, so that the month's share can be set: of all duties due in
it, as many are met as the share asks for. Where no whole number gives the share as printed, a few duties of the
next days are met early.
"""

from collections.abc import Callable

import numpy as np
import pandas as pd

from synthetic.days import OPEN, first_day, month_of, no_weekend
from synthetic.draw import Draw, nearest_count, prints_as
from synthetic.flows import LAST_DAY

FOLLOWED_LATE = 0.88
FAILED_ATTEMPT = 0.2
MOST_BROUGHT_FORWARD = 12


def played_forward(
    draw: Draw,
    start: np.ndarray,
    end: np.ndarray,
    first_due: np.ndarray,
    step: Callable[[np.ndarray, np.ndarray, np.ndarray, np.ndarray], np.ndarray],
    percent: Callable[[int], float],
    latest: int,
) -> pd.DataFrame:
    """Events of all chains: CHAIN, DATE, DONE (False: an attempt that failed).

    `step(chain, number, on, after)` gives the day one interval after `after`, the interval being the one that follows a
    duty of that number in its chain, met or missed on the day `on`; `percent(month)` is the share to be met; `latest`
    the most days by which an event comes too late.
    """
    due, floor, number = first_due.copy(), start.copy(), np.ones(len(start), "int64")
    # By the rules an event before the due date after that of a missed duty takes the missed one's place, so a duty that
    # follows one never made good cannot be met.
    undone = np.zeros(len(start), bool)
    events = []
    for month in range(int(month_of(due.min())), int(month_of(LAST_DAY)) + 1):
        first, last = int(first_day(month)), int(first_day(month + 1)) - 1
        owed = np.flatnonzero((due <= last) & (due < end))
        early = _brought_forward(draw, owed, np.flatnonzero(~undone & (due < end) & (floor <= last - 2)), due, last, percent(month))
        wanted = nearest_count(percent(month), len(owed) + len(early)) - len(early)
        met = owed[draw.order((~undone[owed]).astype("int64"))[:wanted]]
        missed = np.setdiff1d(owed, met)
        on_time, last_call = np.concatenate([met, early]), np.minimum(np.concatenate([due[met], due[early]]), last)
        earliest = np.maximum(np.maximum(floor[on_time], first), last_call - 12)
        held = no_weekend(draw.between(earliest, last_call), earliest)
        events += [_events(on_time, held, True)]

        tried = missed[draw.happens(FAILED_ATTEMPT, len(missed))]
        events += [_events(tried, draw.between(np.maximum(floor[tried], due[tried] - 5), due[tried]), False)]
        next_due = step(missed, number[missed], due[missed], due[missed])
        at_last = no_weekend(np.minimum(due[missed] + draw.between(1, latest, len(missed)), next_due), due[missed] + 1)
        late = draw.happens(FOLLOWED_LATE, len(missed)) & (at_last < end[missed])
        events += [_events(missed[late], at_last[late], True)]

        after = np.where(late, at_last, due[missed])
        undone[missed] = ~late
        due[missed], floor[missed] = step(missed, number[missed], due[missed], after), after + 1
        due[on_time], floor[on_time] = step(on_time, number[on_time], held, held), held + 1
        number[owed] += 1
        number[early] += 1
    found = pd.concat(events, ignore_index=True)
    return found[found["DATE"] <= LAST_DAY]


def _brought_forward(
    draw: Draw, owed: np.ndarray, could: np.ndarray, due: np.ndarray, last: int, percent: float
) -> np.ndarray:
    """The fewest of the next month's first duties with which a whole number gives the share as printed."""
    soon = could[(due[could] > last) & (due[could] <= last + 10)]
    for extra in range(min(MOST_BROUGHT_FORWARD, len(soon)) + 1):
        if prints_as(percent, nearest_count(percent, len(owed) + extra), len(owed) + extra):
            return soon[draw.order(np.ones(len(soon)))[:extra]]
    return soon[:0]


def _events(chains: np.ndarray, dates: np.ndarray, done: bool) -> pd.DataFrame:
    return pd.DataFrame({"CHAIN": chains, "DATE": dates, "DONE": done})
