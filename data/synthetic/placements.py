"""Placement spells: how often a child moves, and to whom; fitted to the scorecard's two figures of stability.

Moves are drawn by how settled a child is. Then, for a few children, moves of the last two years are taken
away or added until the shares at the end of May 2020 are the published ones.
"""

import numpy as np
import pandas as pd

from synthetic.days import OPEN, add_months, age, birthday
from synthetic.draw import Draw, nearest_count
from synthetic.flows import GOLDEN_DAY, LAST_DAY
from synthetic.population import in_care

THREE_OR_MORE, LONG_TERM = 7.7, 63.8

TEMPERS = {0: 68, 1: 23, 2: 9}
"""Settled, moving, unsettled."""

FIRST_SPELL = {
    0: ((30, 5, 60), (25, 61, 400), (45, 1500, 6000)),
    1: ((40, 5, 90), (40, 91, 400), (20, 401, 1500)),
    2: ((60, 5, 60), (40, 61, 200), (1, 201, 900)),
}
LATER_SPELL = {
    0: ((15, 40, 300), (25, 301, 1000), (60, 1001, 5000)),
    1: ((15, 20, 90), (40, 91, 500), (45, 501, 1800)),
    2: ((38, 7, 90), (40, 91, 300), (22, 301, 900)),
}
MOVE_ON_AT_16 = 0.5
FOSTER_CARERS_ADOPT = 0.10
YEAR_START = int(add_months(GOLDEN_DAY + 1, -12))


def placement_spells(draw: Draw, periods: pd.DataFrame) -> pd.DataFrame:
    """One row a spell: ROW (of its period), START, END, ADOPTERS (with adopters), AGE at its start."""
    periods["BY_CARER"] = draw.happens(FOSTER_CARERS_ADOPT, len(periods)) & (periods["ON_PATH"] == 1)
    moves = pd.concat(
        [_first_days(periods), _moves(draw, periods), _move_on(draw, periods), _to_adopters(periods)]
    )
    moves = moves.sort_values(["ROW", "START", "ADOPTERS"], kind="stable", ignore_index=True)
    moves = moves[~((moves["ROW"] == moves["ROW"].shift()) & (moves["START"] - moves["START"].shift() < 5))]
    moves = _fit_three_or_more(draw, moves, periods)
    moves = _fit_long_term(draw, moves, periods)
    spells = with_ends(moves, periods)
    born = periods["DOB"].to_numpy()[spells["ROW"]]
    return spells.assign(AGE=age(born, spells["START"].to_numpy()))


def with_ends(moves: pd.DataFrame, periods: pd.DataFrame) -> pd.DataFrame:
    """Each spell ends where the next one of its period starts, the last with the period."""
    moves = moves.sort_values(["ROW", "START"], kind="stable", ignore_index=True)
    following = moves["START"].shift(-1).where(moves["ROW"].shift(-1) == moves["ROW"])
    end = periods["END"].to_numpy()[moves["ROW"]]
    return moves.assign(END=following.fillna(pd.Series(end)).astype("int64"))


def _frame(rows: np.ndarray, start: np.ndarray, adopters: int = 0) -> pd.DataFrame:
    return pd.DataFrame({"ROW": rows, "START": start, "ADOPTERS": adopters}).astype("int64")


def _first_days(periods: pd.DataFrame) -> pd.DataFrame:
    return _frame(np.arange(len(periods)), periods["START"])


def _to_adopters(periods: pd.DataFrame) -> pd.DataFrame:
    rows = np.flatnonzero(
        (periods["PLACED"] < np.minimum(periods["END"], LAST_DAY + 1)) & ~periods["BY_CARER"]
    )
    return _frame(rows, periods["PLACED"].to_numpy()[rows], 1)


def _moves(draw: Draw, periods: pd.DataFrame) -> pd.DataFrame:
    n = len(periods)
    temper = draw.choose(TEMPERS, n)
    until = np.minimum(np.minimum(periods["END"], LAST_DAY + 1), periods["PLACED"]).to_numpy() - 20
    rows, at, lengths, found = np.arange(n), periods["START"].to_numpy(), FIRST_SPELL, []
    while len(rows):
        options = [draw.days(lengths[t], len(rows)) for t in TEMPERS]
        at = at + np.choose(temper[rows], options)
        rows, at = rows[at < until[rows]], at[at < until[rows]]
        found.append(_frame(rows, at))
        lengths = LATER_SPELL
    return pd.concat(found)


def _move_on(draw: Draw, periods: pd.DataFrame) -> pd.DataFrame:
    n = len(periods)
    at = birthday(periods["DOB"].to_numpy(), 16) + draw.between(0, 600, n)
    fits = (at > periods["START"] + 60) & (at < np.minimum(periods["END"], LAST_DAY + 1) - 30)
    rows = np.flatnonzero(fits & draw.happens(MOVE_ON_AT_16, n))
    return _frame(rows, at[rows])


def placements_in_year(moves: pd.DataFrame, periods: pd.DataFrame) -> np.ndarray:
    """How many of the child's spells touch the 12 months to the end of May 2020, one number a period."""
    spells = with_ends(moves, periods)
    touching = spells[(spells["END"] > YEAR_START) & (spells["START"] <= GOLDEN_DAY)]
    child = periods["CHILD"].to_numpy()
    return touching.groupby(child[touching["ROW"]]).size().reindex(child, fill_value=0).to_numpy()


def _fit_three_or_more(draw: Draw, moves: pd.DataFrame, periods: pd.DataFrame) -> pd.DataFrame:
    """Drop all but one of the year's moves for as many children as are too many with three or more spells."""
    there = in_care(periods, GOLDEN_DAY)
    many = there & (placements_in_year(moves, periods) >= 3)
    only_period = ~periods["CHILD"].duplicated(keep=False).to_numpy()
    could = many & only_period & (periods["ON_PATH"] == 0).to_numpy()
    excess = many.sum() - nearest_count(draw.moved(THREE_OR_MORE), there.sum())
    calmed = draw.some(excess, could)
    moved = (moves["START"] >= YEAR_START) & (moves["START"] <= GOLDEN_DAY)
    later = moves[moved].groupby("ROW").cumcount().reindex(moves.index, fill_value=0) > 0
    return moves[~(moved & later & moves["ROW"].isin(calmed))]


def _fit_long_term(draw: Draw, moves: pd.DataFrame, periods: pd.DataFrame) -> pd.DataFrame:
    """Drop moves where too few of those long in care have a lasting placement; add one where too many have.

    Only children with one or two placements in the year are touched, and no move is added in it, so that
    those with three or more stay as they are.
    """
    long, lasting = long_term_stability(moves, periods)
    could = long & (placements_in_year(moves, periods) < 3) & (periods["ON_PATH"] == 0).to_numpy()
    missing = nearest_count(draw.moved(LONG_TERM), long.sum()) - lasting.sum()
    settled = draw.some(missing, could & ~lasting)
    recent = (moves["START"] > int(add_months(GOLDEN_DAY, -24))) & (moves["START"] <= GOLDEN_DAY)
    kept = moves[~(recent & moves["ROW"].isin(settled))]
    moved = draw.some(-missing, could & lasting)
    return pd.concat([kept, _frame(moved, draw.between(YEAR_START - 300, YEAR_START - 30, len(moved)))])


def long_term_stability(moves: pd.DataFrame, periods: pd.DataFrame) -> tuple[np.ndarray, np.ndarray]:
    """At the end of May 2020: who is under 16 and 30 months in care, and of them 24 months in a placement."""
    there = in_care(periods, GOLDEN_DAY) & (age(periods["DOB"].to_numpy(), GOLDEN_DAY) < 16)
    long = there & (add_months(periods["START"].to_numpy(), 30) <= GOLDEN_DAY)
    so_far = moves[moves["START"] <= GOLDEN_DAY].sort_values(["ROW", "START"], kind="stable")
    number = so_far.groupby("ROW").cumcount(ascending=False)
    now, before = (_on_row(so_far[number == n], periods) for n in (0, 1))
    for_adoption = (periods["PLACED"] <= GOLDEN_DAY).to_numpy()
    since = np.where(for_adoption & (before < OPEN), before, now)
    return long, long & (add_months(since, 24) <= GOLDEN_DAY)


def _on_row(moves: pd.DataFrame, periods: pd.DataFrame) -> np.ndarray:
    """The one move of each period, OPEN for a period that has none."""
    return moves.set_index("ROW")["START"].reindex(range(len(periods)), fill_value=OPEN).to_numpy()
