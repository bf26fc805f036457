"""Whose rows are in doubt in a figure, and how many rows each of these children could have in it.

From the doubts of an extract (`extract/doubts.py`) come those that can reach a window: an episode in doubt reaches as far
as the child is known to be in care, a visit to the next one, a health check 12 months.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta

import numpy as np
import pandas as pd

from scorecard.care.child_days import child_days, how_many
from scorecard.care.duties import USUAL_WEEKS
from scorecard.care.history import Care
from scorecard.dates import NEVER, add_months
from scorecard.extract.doubts import EVERYBODY, NOBODY
from scorecard.indicators import Indicator
from scorecard.windows import Window

NUMERATOR_ONLY = frozenset({"Reviews", "Visits", "VisitFrequency", "Health", "PathwayPlans", "UASC", "OC2"})
"""What these say decides whether a child is counted as met, not whether the child is counted."""
ONLY_MORE = frozenset({"Health", "PathwayPlans"})
"""One row more of these can only be to the good."""
ONE_A_WINDOW = frozenset({"OC2", "OC3", "VirtualSchool"})
"""A child has one row of these in a year, or at a roll."""
CHAINS = frozenset({"Reviews", "Visits", "VisitFrequency"})
MEMORY = {"Health": 12, "Episodes": 12}
"""Months after its last day in which a row can still matter."""
LEAST_BETWEEN_REVIEWS = 89
EARLIEST = pd.Timestamp(1677, 12, 31)


@dataclass(frozen=True, eq=False)
class Doubtful:
    """The doubts that reach a window. `rows`: by child, the most rows that the figure could count; `met`: the most that could
    be met; `certain`: the fewest, 0 or 1; `unknown`: rows of nobody knows whom, of which `unknown_more` can only add, and
    of which `unknown_members` may change who is counted; `everybody`: whether no child is out of doubt."""

    rows: pd.Series
    met: pd.Series
    certain: pd.Series
    unknown: int = 0
    unknown_more: int = 0
    unknown_members: int = 0
    everybody: bool = False

    @property
    def none(self) -> bool:
        return not (len(self.rows) or self.unknown or self.everybody)


def reaching(care: Care) -> pd.DataFrame:
    """The doubts of an extract, FIRST and LAST the days that they can matter for."""
    doubts = care.extract.doubts
    last = doubts["LAST"].copy()
    for table, months in MEMORY.items():
        of = (doubts["TABLE"] == table).to_numpy()
        if table == "Episodes":
            last[of] = _end_of_care(doubts[of], care)
        last[of] = add_months(last[of], months)
    for table in CHAINS:
        of = (doubts["TABLE"] == table).to_numpy() & last.notna().to_numpy()
        last[of] = _next_event(doubts[of], care, "Reviews" if table == "Reviews" else "Visits")
    return doubts.assign(FIRST=doubts["FIRST"].fillna(EARLIEST), LAST=last.fillna(NEVER))


def of_indicator(indicator: Indicator, doubts: pd.DataFrame, tables: Iterable[str]) -> pd.DataFrame:
    """Those of the doubts that are about what an indicator uses of some tables."""
    tables = set(tables)
    used = [
        table in tables and (left_out or column in indicator.tables[table])
        for table, column, left_out in zip(doubts["TABLE"], doubts["COLUMN"], doubts["LEFT_OUT"])
    ]
    return doubts[np.array(used, dtype=bool)]


def in_window(
    indicator: Indicator, care: Care, doubts: pd.DataFrame, window: Window, counted: pd.DataFrame
) -> Doubtful:
    """Those of the doubts that reach a window; `counted` are the rows that the figure counts there."""
    doubts = doubts[(doubts["FIRST"] <= window.end) & (doubts["LAST"] >= window.first)]
    rows_of = doubts.drop_duplicates(["TABLE", "ROW", "CHILD"])
    nobody = rows_of[(rows_of["CHILD"] == NOBODY) | (rows_of["COLUMN"] == "CHILD")].drop_duplicates("ROW")
    of_children = doubts[doubts["CHILD"] >= 0]
    children = pd.Index(of_children["CHILD"].unique())
    now = counted["CHILD"].value_counts().reindex(children, fill_value=0)
    members = of_children[~of_children["TABLE"].isin(NUMERATOR_ONLY)]
    if indicator.duties:
        most, met = _duties(indicator, care, of_children, window, children)
    else:
        most = now.where(~children.isin(members["CHILD"]), _members(indicator, care, members, window, now))
        met = most
    certain = _already_met(of_children, counted, children)
    keep = most > 0
    outside = nobody[~nobody["TABLE"].isin(NUMERATOR_ONLY)]
    return Doubtful(
        most[keep],
        met[keep],
        certain[keep],
        len(nobody),
        int((nobody["TABLE"].isin(ONLY_MORE) & nobody["LEFT_OUT"]).sum()),
        len(outside),
        bool((doubts["CHILD"] == EVERYBODY).any()),
    )


def _members(
    indicator: Indicator, care: Care, members: pd.DataFrame, window: Window, now: pd.Series
) -> pd.Series:
    """By child, the most rows that the figure could count where it is in doubt who is counted."""
    primary = next(iter(indicator.inputs))
    stock = window.first == window.end
    if stock or indicator.distinct or primary in ONE_A_WINDOW:
        of_primary = members[members["TABLE"].isin({primary, *indicator.inputs} - {"Header"})]["CHILD"]
        possible = now.index.isin(of_primary)
        if primary == "Episodes":
            possible |= now.index.isin(_in_care(care, window))
        return pd.Series(np.where(possible | (now > 0), 1, 0), now.index)
    more = members[members["TABLE"] != "Header"].drop_duplicates(["ROW", "CHILD"])["CHILD"].value_counts()
    most = now + more.reindex(now.index, fill_value=0)
    table = [name for name in indicator.inputs if name != "Header"][-1]
    if table == "Missing":
        happened = care.up_to(window.end, table, "MIS_START")
        happened = happened[happened["DATE"] >= window.first]["CHILD"].value_counts()
        most = np.maximum(
            most, happened.reindex(now.index, fill_value=0) + more.reindex(now.index, fill_value=0)
        )
    return most


def _duties(
    indicator: Indicator, care: Care, doubts: pd.DataFrame, window: Window, children: pd.Index
) -> tuple[pd.Series, pd.Series]:
    """By child, the most duties that could have been missed, if nobody had come, and the most that could have been met: as
    many as there are days with an event, recorded or in doubt."""
    episodes = doubts[doubts["TABLE"] == "Episodes"].drop_duplicates(["ROW", "CHILD"])
    possible = children.isin(episodes["CHILD"]) | children.isin(_in_care(care, window))
    asked = pd.Series(children)
    events = care.events(indicator.duties)
    until, before = (pd.Series([day] * len(asked)) for day in (window.end, window.first - timedelta(days=1)))
    came = how_many(events, asked, until) - how_many(events, asked, before)
    # Where it is the child's care that is in doubt, an event outside of it is at fault for that, and has its day.
    own = (doubts["TABLE"] == indicator.duties) & (
        doubts["LEFT_OUT"] | ~doubts["CHILD"].isin(episodes["CHILD"])
    )
    in_doubt = doubts[own].drop_duplicates(["ROW", "CHILD"])["CHILD"]
    met = pd.Series(came, children) + in_doubt.value_counts().reindex(children, fill_value=0)
    between = _least_between(indicator, care, doubts, children)
    started = care.episodes[care.episodes["DECOM"].between(window.first - timedelta(days=31), window.end)]
    begun = started["CHILD"].value_counts().reindex(children, fill_value=0)
    begun += episodes["CHILD"].value_counts().reindex(children, fill_value=0)
    missed = 1 + (window.end - window.first).days // between + begun
    return missed.where(possible, 0), met.where(possible, 0)


def _least_between(indicator: Indicator, care: Care, doubts: pd.DataFrame, children: pd.Index) -> pd.Series:
    """By child, the fewest days between two duties."""
    if indicator.duties == "Reviews":
        return pd.Series(LEAST_BETWEEN_REVIEWS, children)
    weeks = pd.Series(float(USUAL_WEEKS), children)
    if "VisitFrequency" in care.extract.tables:
        agreed = care.table("VisitFrequency").groupby("CHILD")["WEEKS"].min()
        weeks = np.fmin(weeks, agreed.reindex(children))
    weeks[children.isin(doubts.loc[doubts["TABLE"] == "VisitFrequency", "CHILD"])] = 1
    return 7 * weeks.astype("int64")


def _already_met(doubts: pd.DataFrame, counted: pd.DataFrame, children: pd.Index) -> pd.Series:
    """By child, 1 where the child is counted as met and what is in doubt can only be to the good, 0 elsewhere."""
    other = doubts[~(doubts["TABLE"].isin(ONLY_MORE) & doubts["LEFT_OUT"])]["CHILD"]
    if "NUMERATOR" not in counted or counted["NUMERATOR"].dtype != bool:
        return pd.Series(0, children)
    met = counted.loc[counted["NUMERATOR"], "CHILD"].value_counts().reindex(children, fill_value=0)
    return met.where(~children.isin(other), 0)


def _in_care(care: Care, window: Window) -> pd.Series:
    """The children in care at some time in a window; of a single day, at its end."""
    periods = care.periods
    return periods.loc[(periods["START"] <= window.end) & ~(periods["END"] <= window.first), "CHILD"]


def _end_of_care(doubts: pd.DataFrame, care: Care) -> pd.Series:
    """How far an episode in doubt can reach: to the end of the child's known care, without end if it is open, or if the
    episode itself might be the last and might be open."""
    ends = care.periods["END"].fillna(NEVER).groupby(care.periods["CHILD"]).max()
    known = ends.reindex(doubts["CHILD"]).set_axis(doubts.index)
    last = doubts["LAST"].where(doubts["LAST"].notna() | (doubts["FIRST"] < known), NEVER)
    last = last.where(doubts["FIRST"].notna() | last.notna(), NEVER)
    return np.fmax(last, known).fillna(NEVER).mask(lambda dates: dates >= NEVER)


def _next_event(doubts: pd.DataFrame, care: Care, table: str) -> pd.Series:
    """The child's next event after the row in doubt, blank without one; a year on for a child whom nobody knows."""
    if table not in care.extract.tables:
        return doubts["LAST"]
    events = care.events(table)
    asked = child_days(doubts["CHILD"].clip(lower=0), doubts["LAST"])
    at = events.searchsorted(asked, "right")
    found = np.append(events, -1)[at]
    own = found // 2**32 == asked // 2**32
    days = np.where(own, found % 2**32, 0).astype("datetime64[D]").astype("datetime64[us]")
    following = pd.Series(days, index=doubts.index).where(own)
    return following.where(doubts["CHILD"] >= 0, add_months(doubts["LAST"], 12))
