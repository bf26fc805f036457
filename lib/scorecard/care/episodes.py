"""Who is in care: periods of care, placement spells and the children in care on a day, from SSDA903 episodes.

The rules are those of "Who" in the definitions. An episode gets its place from what came before it alone,
never from what came after, so that a closed month stays as it was published.
"""

import numpy as np
import pandas as pd

from scorecard.dates import NEVER, add_months
from scorecard.extract.codes import SHORT_BREAKS, TEMPORARY

NEW_PLACEMENT = ("P", "B", "T", "U")
SAME_CARER = ("T", "U")
ADOPTION_BY_PRESENT_CARER = ("A3", "A5")
PLACEMENT = ["PLACE", "PLACE_PROVIDER", "URN", "PL_POST"]


def in_order(episodes: pd.DataFrame) -> pd.DataFrame:
    """Episodes in order of CHILD and DECOM, without short breaks, each with its period of care and its spell.

    Adds PERIOD (1, 2, … within a child), PERIOD_START, SPELL (1, 2, … within a period), SPELL_START, and
    PREVIOUS_SPELL_START, the start of the spell before it in the same period, if any. A temporary placement
    has the spell that it interrupts; one that opens a period has SPELL 0, and no start.
    """
    episodes = episodes[~episodes["LS"].isin(SHORT_BREAKS)]
    episodes = episodes.sort_values(["CHILD", "DECOM", "DEC"], ignore_index=True)
    child = episodes["CHILD"]
    starts_period = _starts_period(episodes, child)
    period = starts_period.cumsum()
    starts_spell = _starts_spell(episodes, period)
    spell_starts = episodes["DECOM"].where(starts_spell)
    previous_starts = spell_starts[starts_spell].groupby(period[starts_spell]).shift().reindex(episodes.index)
    return episodes.assign(
        PERIOD=starts_period.groupby(child).cumsum(),
        PERIOD_START=episodes["DECOM"].where(starts_period).ffill(),
        SPELL=starts_spell.groupby(period).cumsum(),
        SPELL_START=spell_starts.groupby(period).ffill(),
        PREVIOUS_SPELL_START=previous_starts.groupby(period).ffill(),
    )


def _starts_period(episodes: pd.DataFrame, child: pd.Series) -> pd.Series:
    """True for the episodes that follow a gap, or nothing.

    Episodes that overlap, an error of the data, leave no gap: a child is in care while any of them is open.
    """
    covered_until = episodes["DEC"].fillna(NEVER).groupby(child).cummax().groupby(child).shift()
    return covered_until.isna() | (episodes["DECOM"] > covered_until)


def _starts_spell(episodes: pd.DataFrame, period: pd.Series) -> pd.Series:
    """True for the episodes at which a child begins to live in another placement that is not temporary."""
    lasting = episodes[~episodes["PLACE"].isin(TEMPORARY)]
    first = period[lasting.index].diff() != 0
    came_back = (lasting.index.to_series().diff() > 1) & np.logical_and.reduce(
        [_as_before(lasting[column]) for column in PLACEMENT]
    )
    same_carer_adopts = lasting["RNE"].isin(SAME_CARER) & lasting["PLACE"].isin(ADOPTION_BY_PRESENT_CARER)
    moved = lasting["RNE"].isin(NEW_PLACEMENT) & ~same_carer_adopts & ~came_back
    return (first | moved).reindex(episodes.index, fill_value=False)


def _as_before(column: pd.Series) -> np.ndarray:
    """Whether each cell is the same as the one above, or both are blank."""
    codes = pd.factorize(column)[0]
    return np.append(False, codes[1:] == codes[:-1])[: len(codes)]


def periods_of_care(episodes: pd.DataFrame) -> pd.DataFrame:
    """One row a period of care: CHILD, PERIOD, START, END (blank while open) and the REC that it ended with.

    `episodes` as from `in_order`. A REC of X1 on an END is an error of the data (another episode should
    follow); the child counts as having ceased all the same.
    """
    columns = ["CHILD", "PERIOD", "PERIOD_START", "DECOM", "DEC", "REC"]
    ending = episodes[columns].sort_values(["CHILD", "PERIOD", "DEC", "DECOM"])
    ending = ending.drop_duplicates(["CHILD", "PERIOD"], keep="last", ignore_index=True)
    periods = ending[["CHILD", "PERIOD", "PERIOD_START", "DEC", "REC"]]
    periods = periods.rename(columns={"PERIOD_START": "START", "DEC": "END"})
    return periods.assign(REC=periods["REC"].where(periods["END"].notna()))


def placement_spells(episodes: pd.DataFrame) -> pd.DataFrame:
    """One row a placement spell: CHILD, PERIOD, SPELL, START, END and the placement of its first episode.

    `episodes` as from `in_order`. A spell lasts until the next one starts or the period ends, over
    temporary placements too, as nobody can tell on the day whether the child will come back; END is blank
    while it is open.
    """
    spells = episodes[episodes["SPELL"] > 0].drop_duplicates(["CHILD", "PERIOD", "SPELL"])
    spells = spells.assign(START=spells["SPELL_START"])
    spells = spells.merge(periods_of_care(episodes)[["CHILD", "PERIOD", "END"]], on=["CHILD", "PERIOD"])
    next_start = spells.groupby(["CHILD", "PERIOD"])["START"].shift(-1)
    spells["END"] = next_start.fillna(spells["END"])
    return spells[["CHILD", "PERIOD", "SPELL", "START", "END", *PLACEMENT]]


def in_care_for(in_care: pd.DataFrame, months: int) -> pd.Series:
    """True where the period of care has lasted that many months or longer on DATE, without a break."""
    return add_months(in_care["PERIOD_START"], months) <= in_care["DATE"]
