"""All that is published as an integer programme: the true counts that anybody may still think possible.

A count is known but for its draw: a whole number from 0 to 4, added before the count was rounded down to a multiple of 5.
The figures of a group on the days of one financial year share a draw. Solved by HiGHS, which comes with scipy.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csr_array

from scorecard.disclosure.identities import Identity
from scorecard.disclosure.published import BASE, Cell, Figure

SECONDS = 20
"""How long one solve may take. Longer ones end with the best that they have."""
TIME_IS_UP = 1
"""What HiGHS says when they have nothing."""


@dataclass(frozen=True, eq=False)
class Programme:
    """One unknown a figure (the true count), then one a draw that figures share; sums of them between bounds."""

    figures: Sequence[Figure]
    place: Mapping[Cell, int]
    low: np.ndarray
    high: np.ndarray
    sums: csr_array
    sum_low: np.ndarray
    sum_high: np.ndarray
    known: Sequence[Identity]

    def solve(self, aim: Mapping[int, float], fixed: Mapping[int, tuple[float, float]] | None = None):
        """The counts (and draws) for which the sum of `aim` is least, some of them held between bounds; None where there are
        none."""
        low, high = self.low.copy(), self.high.copy()
        for place, (least, most) in (fixed or {}).items():
            low[place], high[place] = max(low[place], least), min(high[place], most)
        cost = np.zeros(len(low))
        cost[list(aim)] = list(aim.values())
        ask = partial(
            milp,
            cost,
            integrality=np.ones(len(low)),
            bounds=Bounds(low, high),
            constraints=LinearConstraint(self.sums, self.sum_low, self.sum_high),
        )
        found = ask(options={"time_limit": SECONDS})
        if found.x is None and found.status == TIME_IS_UP and len(fixed or ()) <= 1:
            found = ask()  # a machine that slept has found nothing, which is not that there is nothing
        return None if found.x is None else np.rint(found.x).astype("int64")


def programme(figures: Sequence[Figure], known: Sequence[Identity]) -> Programme:
    """The programme of some figures (as `as_published`: the newest of a cell last) and what is known of their counts."""
    place = {figure.cell: n for n, figure in enumerate(figures)}
    of_draw: dict[tuple, list[int]] = {}
    for n, figure in enumerate(figures):
        of_draw.setdefault(_draw(figure.cell), []).append(n)
    shared = [together for together in of_draw.values() if len(together) > 1]
    counts = np.array([figure.count for figure in figures])
    unknowns = len(figures) + len(shared)
    low, high = np.zeros(unknowns), np.full(unknowns, BASE - 1)
    low[: len(figures)] = np.maximum(counts - (BASE - 1), 0)
    high[: len(figures)] = counts + (BASE - 1)
    rows: list[tuple[dict[int, int], float, float]] = []
    for number, together in enumerate(shared, len(figures)):
        # count - 4 + draw <= true count <= count + draw, where the true count plus 4 less the draw is rounded down
        rows += [({n: 1, number: -1}, counts[n] - (BASE - 1), counts[n]) for n in together]
    for each in known:
        rows.append(({place[cell]: times for cell, times in each.terms.items()}, each.low, each.high))
    entries = [(r, n, times) for r, (terms, *_) in enumerate(rows) for n, times in terms.items()]
    at_row, at_column, times = (np.array(part) for part in zip(*entries)) if entries else ([], [], [])
    sums = csr_array((times, (at_row, at_column)), shape=(len(rows), unknowns))
    return Programme(
        figures,
        place,
        low,
        high,
        sums,
        np.array([row[1] for row in rows]),
        np.array([row[2] for row in rows]),
        known,
    )


def _draw(cell: Cell) -> tuple:
    """What the draw of a cell depends on: for a state on a day the financial year, but for rolls, which are drawn apart."""
    if cell.on_a_day and cell.indicator not in ("pep", "good_schools"):
        return cell.indicator, cell.category, cell.end.year - (cell.end.month < 4)
    return cell.indicator, cell.category, cell.start, cell.end
