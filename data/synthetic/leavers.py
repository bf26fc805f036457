"""Care leavers: the list, their pathway plans, and what they do and where they live at 19, 20 and 21."""

import numpy as np
import pandas as pd

from synthetic.days import OPEN, birthday, day, first_day, month_of, text
from synthetic.draw import Draw, nearest_count
from synthetic.flows import GOLDEN_DAY, LAST_DAY
from synthetic.months import Series

IN_CARE_13_WEEKS = 91
NOT_LEAVERS = ("E3", "E2", "E11", "E12")
STILL_RELEVANT = ("E5", "E6", "E8", "E9", "E13", "E15", "E16")
SUPPORTED_LONGER = 0.12

COHORT, NEET, UNSUITABLE = 62, 27, 7
COHORT_FROM = day(2020, 4, 1)
OC3_FROM = day(2018, 4, 1)
NEET_OTHERS, UNSUITABLE_OTHERS = 38.5, 12.0
"""Per cent of the other cohorts."""

PLANNED = Series(
    before=88.0,
    years={
        2017: (88.2, 88.6, 89.1, 88.7, 89.3, 89.8, 89.5, 90.0, 90.4, 90.1, 90.6, 91.0),
        2018: (90.7, 91.2, 91.5, 91.1, 91.6, 92.0, 91.8, 92.3, 91.9, 92.4, 92.7, 92.5),
        2019: (92.2, 92.8, 93.1, 92.9, 92.6, 93.0, 93.4, 93.2, 93.5, 93.9, 94.2, 94.0),
        2020: (93.8, 93.6, 93.9, 94.3, 94.1),
    },
)

LEARNS_OR_WORKS = {"F2": 36, "P2": 5, "F5": 30, "P5": 13, "F4": 9, "F1": 7}
NEITHER = {"G4": 32, "G5": 50, "G6": 18}
SUITABLE = {"U1": 38, "D1": 20, "Z1": 16, "B1": 12, "K1": 6, "E1": 4, "T1": 2, "C1": 2}
UNSUITED = {"X2": 46, "S2": 20, "B2": 8, "V2": 10, "W2": 8, "U2": 8}


def care_leavers(draw: Draw, named: pd.DataFrame) -> pd.DataFrame:
    """One row a young person: CHILD, DOB, OF_AGE (18th birthday), LEFT, UNTIL, QUALIFYING."""
    born, end = named["DOB"].to_numpy(), named["END"].to_numpy()
    of_age = birthday(born, 18)
    leaves = (end <= LAST_DAY) & (end >= birthday(born, 16)) & ~named["REC"].isin(NOT_LEAVERS)
    leaves &= (end - named["START"]) >= IN_CARE_13_WEEKS
    last = ~named["CHILD"].duplicated(keep="last")
    rows = named[leaves & last]
    born, end, of_age = rows["DOB"].to_numpy(), rows["END"].to_numpy(), of_age[rows.index]
    longer = np.where(draw.happens(SUPPORTED_LONGER, len(rows)), draw.between(90, 900, len(rows)), 0)
    until = birthday(born, 21) + longer
    return pd.DataFrame(
        {
            "CHILD": rows["CHILD"].to_numpy(),
            "DOB": born,
            "OF_AGE": of_age,
            "LEFT": end,
            "UNTIL": np.where(until > LAST_DAY, OPEN, until),
            "QUALIFYING": (end < of_age) & ~rows["REC"].isin(STILL_RELEVANT).to_numpy(),
        }
    )


def fit_cohort(draw: Draw, named: pd.DataFrame, scale: float) -> None:
    """Let a few who turned 18 in a June turn 18 in May, until the cohort of April and May 2020 is full."""
    of_age = birthday(named["DOB"].to_numpy(), 18)
    full = _birthdays(care_leavers(draw, named))["ON"].between(COHORT_FROM, GOLDEN_DAY).sum()
    in_june = np.isin(
        of_age, np.concatenate([np.arange(day(y, 6, 1), day(y, 7, 1)) for y in (2017, 2018, 2019)])
    )
    once = ~named["CHILD"].duplicated(keep=False).to_numpy()
    could = in_june & once & (named["END"] == of_age).to_numpy() & (named["START"] < of_age - 200).to_numpy()
    moved = draw.some(round(COHORT * scale) - full, could)
    named.loc[moved, ["DOB", "END"]] -= 30


def leavers_table(leavers: pd.DataFrame) -> pd.DataFrame:
    """CareLeavers: relevant until 18, former relevant from then on; qualifying those who went home."""
    early = leavers[(leavers["LEFT"] < leavers["OF_AGE"]) & ~leavers["QUALIFYING"]]
    adult = leavers[(leavers["OF_AGE"] <= LAST_DAY) & ~leavers["QUALIFYING"]]
    home = leavers[leavers["QUALIFYING"]]
    turned = early["OF_AGE"].where(early["OF_AGE"] <= LAST_DAY, OPEN)
    rows = pd.concat(
        [
            early.assign(ELIGIBILITY="relevant", FROM=early["LEFT"], TO=turned),
            adult.assign(ELIGIBILITY="former relevant", FROM=adult["OF_AGE"], TO=adult["UNTIL"]),
            home.assign(ELIGIBILITY="qualifying", FROM=home["LEFT"], TO=home["UNTIL"]),
        ]
    ).sort_values(["CHILD", "FROM"], kind="stable")
    dates = {column: text(rows[column]) for column in ("DOB", "FROM", "TO")}
    return rows.assign(**dates)[["CHILD", "DOB", "ELIGIBILITY", "FROM", "TO"]]


def plans_table(draw: Draw, leavers: pd.DataFrame) -> pd.DataFrame:
    """PathwayPlans: most have one when they come on the list, of the others as many as a month asks for."""
    listed = leavers[~leavers["QUALIFYING"]].reset_index(drop=True)
    since, until = listed["LEFT"].to_numpy(), listed["UNTIL"].to_numpy()
    plan = np.where(draw.happens(0.8, len(listed)), since - draw.between(5, 300, len(listed)), OPEN)
    for month in range(int(month_of(since.min())), int(month_of(LAST_DAY)) + 1):
        begin, on = int(first_day(month)), int(first_day(month + 1)) - 1
        there = (since <= on) & (until > on)
        without = there & (plan > on)
        wanted = nearest_count(draw.moved(PLANNED.percent(month)), there.sum()) - (there & ~without).sum()
        chosen = draw.some(wanted, without)
        plan[chosen] = draw.between(begin, on, len(chosen))
    plans = _renewed(draw, listed["CHILD"].to_numpy(), plan, np.minimum(until, LAST_DAY))
    plans = plans.sort_values(["CHILD", "DATE"], kind="stable")
    return pd.DataFrame({"CHILD": plans["CHILD"], "PLAN_DATE": text(plans["DATE"])})


def _renewed(draw: Draw, child: np.ndarray, plan: np.ndarray, until: np.ndarray) -> pd.DataFrame:
    found = []
    while len(child):
        made = plan <= until
        child, plan, until = child[made], plan[made], until[made]
        found.append(pd.DataFrame({"CHILD": child, "DATE": plan}))
        plan = plan + draw.between(150, 210, len(plan))
    return pd.concat(found)


def outcomes_table(draw: Draw, leavers: pd.DataFrame, scale: float) -> pd.DataFrame:
    """OC3: one row a birthday. The cohort of April and May 2020 is as the scorecard has it.

    Should more have a birthday then than the cohort holds, the others have returned home (RHOM), which leaves
    them out.
    """
    rows = _birthdays(leavers)
    rows = rows[rows["ON"].between(OC3_FROM, LAST_DAY)]
    golden = rows["ON"].between(COHORT_FROM, GOLDEN_DAY)
    size = round(COHORT * scale)
    cohort, surplus, others = rows[golden].iloc[:size], rows[golden].iloc[size:], rows[~golden]
    neet, unsuitable = (nearest_count(percent, len(others)) for percent in (NEET_OTHERS, UNSUITABLE_OTHERS))
    answers = [
        _answers(draw, cohort, round(NEET * scale), round(UNSUITABLE * scale)),
        surplus.assign(IN_TOUCH="RHOM", ACTIV="0", ACCOM="0"),
        _answers(draw, others, neet, unsuitable),
    ]
    table = pd.concat(answers).sort_values(["CHILD", "ON"], kind="stable")
    april = (month_of(table["ON"].to_numpy()) - 3) // 12 + 1970
    table["YEAR"] = [f"{year}/{(year + 1) % 100:02d}" for year in april]
    table["DOB"] = text(table["DOB"])
    return table[["CHILD", "DOB", "IN_TOUCH", "ACTIV", "ACCOM", "YEAR"]]


def _birthdays(leavers: pd.DataFrame) -> pd.DataFrame:
    """The 19th, 20th and 21st birthdays (ON) of those who are or were relevant."""
    known = leavers[~leavers["QUALIFYING"]]
    return pd.concat([known.assign(ON=birthday(known["DOB"].to_numpy(), years)) for years in (19, 20, 21)])


def _answers(draw: Draw, rows: pd.DataFrame, neet: int, unsuitable: int) -> pd.DataFrame:
    """Of the rows so many neither learn nor work, and so many live unsuitably; one in ten is not in touch."""
    n = len(rows)
    neither = draw.exactly(neet, np.ones(n))
    unknown = draw.exactly(n // 10, ~neither)
    unsuited = draw.exactly(unsuitable, ~unknown)
    activity = np.where(neither, draw.choose(NEITHER, n), draw.choose(LEARNS_OR_WORKS, n))
    living = np.where(unsuited, draw.choose(UNSUITED, n), draw.choose(SUITABLE, n))
    return rows.assign(
        IN_TOUCH=np.where(unknown, "NO", "YES"),
        ACTIV=np.where(unknown, "0", activity),
        ACCOM=np.where(unknown, "0", living),
    )
