"""Recurring duties played forward: month by month, which of the duties due are met, and when, or missed.

A duty due in a month is met in that month or not at all, so that the month's share can be set: of all duties
due in it, as many are met as the share asks for. Where no whole number gives the share as printed, a few
duties of the next days are met early.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import pandas as pd

from synthetic.days import first_day, month_of, no_weekend
from synthetic.draw import Draw, nearest_count, prints_as
from synthetic.flows import LAST_DAY

FOLLOWED_LATE = 0.88
FAILED_ATTEMPT = 0.2
MOST_BROUGHT_FORWARD = 12


Step = Callable[[np.ndarray, np.ndarray, np.ndarray, np.ndarray], np.ndarray]
"""step(chain, number, on, after) is the day one interval after the day `after`. The interval is the one that
follows the duty of that number in its chain, met or missed on the day `on`."""


@dataclass
class Chains:
    """Where each chain is: its next duty's due day and number, and the first day for an event that counts."""

    end: np.ndarray
    due: np.ndarray
    floor: np.ndarray
    number: np.ndarray
    undone: np.ndarray
    """The duty before was missed and never made good. By the rules the next event takes that one's place, so
    the next duty cannot be met."""


def played_forward(
    draw: Draw,
    start: np.ndarray,
    end: np.ndarray,
    first_due: np.ndarray,
    step: Step,
    percent: Callable[[int], float],
    latest: int,
) -> pd.DataFrame:
    """Events of all chains: CHAIN, DATE, DONE (False: an attempt that failed).

    `percent(month)` is the share of duties to be met, `latest` the most days by which an event is too late.
    """
    ones = np.ones(len(start), "int64")
    chains = Chains(end, first_due.copy(), start.copy(), ones, np.zeros(len(start), bool))
    events = []
    for month in range(int(month_of(first_due.min())), int(month_of(LAST_DAY)) + 1):
        first, last = int(first_day(month)), int(first_day(month + 1)) - 1
        owed = np.flatnonzero((chains.due <= last) & (chains.due < end))
        share = draw.moved(percent(month))
        early = _brought_forward(draw, chains, len(owed), last, share)
        wanted = nearest_count(share, len(owed) + len(early)) - len(early)
        met = owed[draw.some(wanted, ~chains.undone[owed])]
        missed = np.setdiff1d(owed, met)
        events.append(_hold(draw, chains, np.concatenate([met, early]), first, last, step))
        events.append(_try(draw, chains, missed))
        events.append(_make_good(draw, chains, missed, latest, step))
    found = pd.concat(events, ignore_index=True)
    return found[found["DATE"] <= LAST_DAY]


def _brought_forward(draw: Draw, chains: Chains, owed: int, last: int, percent: float) -> np.ndarray:
    """The fewest of the next month's first duties with which a whole number gives the share as printed."""
    due = chains.due
    able = (
        ~chains.undone & (due > last) & (due <= last + 10) & (due < chains.end) & (chains.floor <= last - 2)
    )
    for extra in range(MOST_BROUGHT_FORWARD + 1):
        if prints_as(percent, nearest_count(percent, owed + extra), owed + extra):
            return draw.some(extra, able)
    return draw.some(0, able)


def _hold(draw: Draw, chains: Chains, met: np.ndarray, first: int, last: int, step: Step) -> pd.DataFrame:
    """The events that meet duties: in the month, in the twelve days up to the due date."""
    by = np.minimum(chains.due[met], last)
    earliest = np.maximum(np.maximum(chains.floor[met], first), by - 12)
    held = no_weekend(draw.between(earliest, by), earliest)
    chains.due[met] = step(met, chains.number[met], held, held)
    chains.floor[met] = held + 1
    chains.number[met] += 1
    return _events(met, held, True)


def _try(draw: Draw, chains: Chains, missed: np.ndarray) -> pd.DataFrame:
    tried = missed[draw.happens(FAILED_ATTEMPT, len(missed))]
    due = chains.due[tried]
    return _events(tried, draw.between(np.maximum(chains.floor[tried], due - 5), due), False)


def _make_good(draw: Draw, chains: Chains, missed: np.ndarray, latest: int, step: Step) -> pd.DataFrame:
    """The events that come too late, each before its chain's next duty would be due."""
    due, number = chains.due[missed], chains.number[missed]
    next_due = step(missed, number, due, due)
    late = np.minimum(due + draw.between(1, latest, len(missed)), next_due)
    late = no_weekend(late, due + 1)
    comes = draw.happens(FOLLOWED_LATE, len(missed)) & (late < chains.end[missed])
    after = np.where(comes, late, due)
    chains.due[missed] = step(missed, number, due, after)
    chains.floor[missed] = after + 1
    chains.undone[missed] = ~comes
    chains.number[missed] += 1
    return _events(missed[comes], late[comes], True)


def _events(chains: np.ndarray, dates: np.ndarray, done: bool) -> pd.DataFrame:
    return pd.DataFrame({"CHAIN": chains, "DATE": dates, "DONE": done})
