"""Periods of care: who comes, at what age, and who leaves, stretch by stretch, to the numbers of the plan.

The history starts empty in 2003 and is played forward, so that the children long in care by 2017 are there
with ages and starts that fit. Children leave on their 18th birthday, by adoption (those longest with their
adopters first), after a few days, or in one of the other ways, sooner after coming than later.
"""

import numpy as np
import pandas as pd

from synthetic.adoption import adoption_path
from synthetic.days import OPEN, age, birthday
from synthetic.draw import Draw
from synthetic.flows import GOLDEN_DAY, Entries, Step

AGE_AT_ENTRY = (
    (9, 1, 14), (9, 15, 364), (16, 365, 1825), (19, 1826, 3650), (12, 3651, 4745), (12, 4746, 5650),
    (25, 5651, 6400),
)  # fmt: skip
"""Days of age: weight, from, to."""

FAMILY_SIZES = {1: 66, 2: 21, 3: 9, 4: 4}
SHORT_STAY, NO_SHORT_STAY = (2, 20), 36
"""Days in care that are less than 20 working days, and that are more wherever bank holidays fall."""
ADOPTION_WEIGHTS = {0: 12, 1: 8, 2: 7, 3: 5, 4: 3, 5: 1}
"""How likely a child of an age at entry is to be on the path to adoption, against the others."""

SOONEST_ORDER = 115
"""Days from moving in with the adopters to the adoption order, at the least."""

AGE_BANDS = ((1, 26), (5, 66), (10, 130), (16, 275))
"""The scorecard's children at the end of May 2020 below each of these ages and not below the one before."""

COLUMNS = ("START", "END", "DOB", "FAMILY", "SHORT", "ADOPTED", "ON_PATH", "ORDER", "MATCH", "PLACED")


def periods_of_care(draw: Draw, steps: list[Step], scale: float) -> pd.DataFrame:
    """One row a period of care, in whole days: START, END (OPEN if none), DOB, FAMILY, the adoption path."""
    periods = pd.DataFrame({column: np.empty(0, "int64") for column in COLUMNS})
    for step in steps:
        coming = [_enter(draw, entries) for entries in step.entries]
        for entered in coming:
            entered["FAMILY"] += 2 * len(periods)
            periods = pd.concat([periods, entered], ignore_index=True)
        _leave(draw, periods, step)
        if step.last == GOLDEN_DAY:
            periods["DOB"] = fit_age_bands(draw, periods, GOLDEN_DAY, scale)
    return periods.sort_values("START", kind="stable", ignore_index=True)


def in_care(periods: pd.DataFrame, on: int) -> np.ndarray:
    """Which periods are under way at the end of the day."""
    return ((periods["START"] <= on) & (periods["END"] > on)).to_numpy()


def _enter(draw: Draw, entries: Entries) -> pd.DataFrame:
    n = entries.children
    sizes = draw.choose(FAMILY_SIZES, n)
    family = np.repeat(np.arange(n), sizes)[:n]
    start = draw.between(entries.first, entries.last, n)[family]
    born = start - draw.days(AGE_AT_ENTRY, n)
    family = np.where(age(born, start) >= 15, np.arange(n), family + n)
    short = draw.exactly(entries.short, np.ones(n))
    end = np.where(short, np.minimum(start + draw.between(*SHORT_STAY, n), birthday(born, 18)), OPEN)
    years = age(born, start)
    weights = np.select([(years == a) & ~short for a in ADOPTION_WEIGHTS], list(ADOPTION_WEIGHTS.values()), 0)
    on_path = draw.exactly(entries.to_adopt, weights)
    period = {"START": start, "END": end, "DOB": born, "FAMILY": family, "SHORT": short, "ADOPTED": 0}
    return pd.DataFrame(period | adoption_path(draw, start, on_path)).astype("int64")


def _leave(draw: Draw, periods: pd.DataFrame, step: Step) -> None:
    """End the periods of those who leave: at 18, adopted, and others until the stretch has its number."""
    of_age = birthday(periods["DOB"].to_numpy(), 18)
    turned = (periods["END"] == OPEN) & (of_age >= step.first) & (of_age <= step.last)
    periods["END"] = periods["END"].mask(turned, of_age)
    _adopt(draw, periods, step)
    if step.in_care is None:
        leaving = step.left - periods["END"].between(step.first, step.last).sum()
    else:
        leaving = in_care(periods, step.last).sum() - step.in_care
    _let_go(draw, periods, (periods["END"] == OPEN) & (of_age > step.last), step, int(leaving))


def _adopt(draw: Draw, periods: pd.DataFrame, step: Step) -> None:
    """Those longest with their adopters come first, give or take three months."""
    soonest = periods["PLACED"].to_numpy() + SOONEST_ORDER
    ready = np.flatnonzero((periods["END"] == OPEN) & (soonest <= step.last))
    turn = np.argsort(soonest[ready] + draw.between(0, 90, len(ready)), kind="stable")
    adopted = ready[turn[: step.adopted]]
    periods.loc[adopted, "END"] = draw.between(np.maximum(step.first, soonest[adopted]), step.last)
    periods.loc[adopted, "ADOPTED"] = 1


def _let_go(draw: Draw, periods: pd.DataFrame, stays: pd.Series, step: Step, leaving: int) -> None:
    """The newer to care the sooner. Brothers and sisters share their draws and tend to leave together."""
    start, family = periods["START"].to_numpy(), periods["FAMILY"].to_numpy()
    years, years_old = (step.last - start) / 365, (step.last - periods["DOB"].to_numpy()) / 365
    sooner = np.select([years < 1, years < 2, years < 4], [40, 12, 2], 1)
    sooner = sooner * np.select([years_old < 5, years_old < 10, years_old < 15], [12, 2, 4], 1)
    free = (stays & (periods["ON_PATH"] == 0) & (start + NO_SHORT_STAY + 4 <= step.last)).to_numpy()
    order = np.argsort(draw.unit(family.max() + 1)[family] / sooner, kind="stable")
    gone = order[free[order]][: max(leaving, 0)]
    soonest = np.maximum(step.first, start[gone] + NO_SHORT_STAY)
    day = (draw.unit(family.max() + 1)[family[gone]] * (step.last - soonest + 1)).astype("int64")
    periods.loc[gone, "END"] = soonest + day


def fit_age_bands(draw: Draw, periods: pd.DataFrame, on: int, scale: float) -> np.ndarray:
    """Dates of birth, a few moved across a birthday, so that the age bands hold the published numbers."""
    born = periods["DOB"].to_numpy().copy()
    there = np.flatnonzero(in_care(periods, on))
    below = 0
    for years, children in AGE_BANDS:
        below += round(children * scale)
        order = there[np.argsort(-born[there], kind="stable")]
        younger = int((age(born[order], on) < years).sum())
        if younger > below:
            moved = order[below:younger]
            born[moved] = turning(on, years) - draw.between(0, 200, len(moved))
        elif younger < below:
            able = order[younger:][periods["START"].to_numpy()[order[younger:]] > turning(on, years) + 60]
            moved = able[: below - younger]
            born[moved] = turning(on, years) + draw.between(1, 40, len(moved))
    return born


def turning(on: int, years: int) -> int:
    """The day of birth of a child who is so many years old on that very day."""
    return int(birthday(np.array([on]), -years)[0])
