"""The rows of an extract with what stands beside each: its child's date of birth, whether the child is in care that day,
the episode before and the one after. Rules (`rules.py`) ask it for whole columns.
"""

from collections.abc import Callable, Mapping
from functools import cache, cached_property

import numpy as np
import pandas as pd

from scorecard.dates import NEVER, add_months, day_numbers
from scorecard.extract.codes import SHORT_BREAKS

EVENTS = {
    "Reviews": "REVIEW",
    "Visits": "VISIT_DATE",
    "Health": "DATE",
    "Missing": "MIS_START",
    "PlacedAdoption": "DATE_PLACED",
    "VirtualSchool": "AS_AT",
    "PathwayPlans": "PLAN_DATE",
    "AD1": "DATE_MATCH",
}
"""What happens to a child on a day: the table, and its column."""

MANY = 50
"""Of fewer events nobody can tell where an extract ends."""

_CHILD_APART = 2**32


class Absent(Exception):
    """A rule asks for a column that the extract lacks, or for a table of which a file is not read."""


class Rows:
    """The typed tables, CHILD by whole numbers below `children`; `missing` are the columns that some file of a table lacks,
    `incomplete` the tables of which a file is not read; `written` gives the children of all rows of a table, those left out
    too. Each column is a Series, each answer an array, in the order of the table's rows."""

    def __init__(
        self,
        tables: Mapping[str, pd.DataFrame],
        children: int,
        missing: Mapping[str, tuple[str, ...]] | None = None,
        incomplete: frozenset[str] = frozenset(),
        written: Callable[[str], np.ndarray] = lambda _: np.array([], dtype=int),
    ):
        self._tables, self._children, self._written = tables, children, written
        self._missing, self._incomplete = missing or {}, incomplete
        self._beside = cache(self._beside_in)
        self.dob = cache(self._dob)
        self.in_care = cache(self._in_care)

    def __getitem__(self, place: tuple[str, str]) -> pd.Series:
        """A column of a table. Absent where the extract does not have it whole."""
        table, column = place
        if table not in self._tables or table in self._incomplete or column in self._missing.get(table, ()):
            raise Absent
        return self._tables[table][column]

    def has(self, table: str) -> bool:
        """Whether the extract has a table, be it only in part."""
        return table in self._tables or table in self._incomplete

    def count(self, table: str) -> int:
        """How many rows of a table there are."""
        return len(self._tables.get(table, ()))

    def child(self, table: str) -> np.ndarray:
        return self[table, "CHILD"].to_numpy()

    def is_in(self, table: str, *others: str) -> np.ndarray:
        """Whether each row's child has a row in one of the other tables; Absent where the extract has none of them."""
        there = np.zeros(self._children, dtype=bool)
        for other in others:
            there[self.child(other)] = True
        return there[self.child(table)]

    def is_written_in(self, table: str, other: str) -> np.ndarray:
        """Whether each row's child has any row in the other table's files, be it one that is left out."""
        return np.isin(self.child(table), self._written(other))

    def is_known(self, table: str) -> np.ndarray:
        """Whether each row's child is in the Header or has any episode."""
        return self.is_in(table, "Header", "Episodes")

    def first_of_child(self, table: str) -> np.ndarray:
        return ~pd.Series(self.child(table)).duplicated().to_numpy()

    def _dob(self, table: str) -> pd.Series:
        """The date of birth in the Header of each row's child, blank where it is not known. By one that lies after an episode
        of its own child no event is judged: it is the likelier mistake."""
        born = self._born if table in ("Header", "Episodes") else self._likely_born
        return pd.Series(born[self.child(table)])

    @cached_property
    def _born(self) -> np.ndarray:
        """By child, the date of birth in the Header, blank where it is not known or cannot be."""
        dates = self["Header", "DOB"].mask(self.to_come("Header", "DOB")).to_numpy()
        born = np.full(self._children, np.datetime64("NaT"), dtype="datetime64[us]")
        born[self.child("Header")] = dates
        return born

    @cached_property
    def _likely_born(self) -> np.ndarray:
        first = np.full(self._children, np.datetime64("NaT"), dtype="datetime64[us]")
        # From the last row to the first, so that the first of each child stays.
        first[self.child("Episodes")[::-1]] = self["Episodes", "DECOM"].to_numpy()[::-1]
        return np.where(first < self._born, np.datetime64("NaT"), self._born)

    def birthday(self, table: str, age: int) -> pd.Series:
        """The day on which each row's child turns so old."""
        return add_months(self.dob(table), 12 * age)

    # Episodes beside each other. Short breaks stand outside: no figure counts them.
    @cached_property
    def counted(self) -> np.ndarray:
        """Whether each episode is no short break."""
        return ~self["Episodes", "LS"].isin(SHORT_BREAKS).to_numpy()

    @cached_property
    def _neighbours(self) -> tuple[np.ndarray, np.ndarray]:
        """The positions of the episode before and of the one after, of the same child; -1 where there is none."""
        at = np.flatnonzero(self.counted)
        child = self.child("Episodes")[at]
        same = child[1:] == child[:-1]
        before, after = (np.full(len(self.counted), -1) for _ in range(2))
        before[at[1:][same]], after[at[:-1][same]] = at[:-1][same], at[1:][same]
        return before, after

    def before(self, column: str) -> pd.Series:
        """A date of the episode before, of the same child; blank at the first."""
        return self._beside(column, 0)

    def after(self, column: str) -> pd.Series:
        """A date of the episode after, of the same child; blank at the last."""
        return self._beside(column, 1)

    def _beside_in(self, column: str, which: int) -> pd.Series:
        at = self._neighbours[which]
        dates = self["Episodes", column].to_numpy()
        return pd.Series(np.where(at < 0, np.datetime64("NaT"), dates[at]))

    def changed(self, column: str) -> np.ndarray:
        """Whether the code differs from that of the episode before; false at the first."""
        at, code = self._neighbours[0], self["Episodes", column].cat.codes.to_numpy()
        return (at >= 0) & (code != code[at])

    @cached_property
    def goes_on(self) -> np.ndarray:
        """Whether each episode begins on the day on which the one before it ended."""
        return self["Episodes", "DECOM"].eq(self.before("DEC")).to_numpy()

    def _in_care(self, table: str, column: str) -> np.ndarray:
        """Whether each row's child is in care on the row's day, first and last day and short breaks included; true where
        no day is known."""
        begun, until = self._stays
        asked = _child_days(self[table, "CHILD"], self[table, column])
        at = begun.searchsorted(asked, "right") - 1
        return (until[at] >= asked) | self[table, column].isna().to_numpy()

    @cached_property
    def _stays(self) -> tuple[np.ndarray, np.ndarray]:
        """Of each episode, in order, its child and first day as one number, and its child and the last day of it and of all
        before it; before them a child that nobody is."""
        child = self["Episodes", "CHILD"]
        latest_end = self["Episodes", "DEC"].fillna(NEVER).groupby(child).cummax()
        found = (_child_days(child, dates) for dates in (self["Episodes", "DECOM"], latest_end))
        begun, until = (np.append(-_CHILD_APART, days) for days in found)
        return begun, until

    def start_of_care(self, table: str, column: str, which: np.ndarray) -> np.ndarray:
        """For some rows (positions) the day on which the care began that the child was in, or was last in, on the row's day;
        blank where none is known."""
        begun, _ = self._stays
        starts = self["Episodes", "DECOM"].where(~pd.Series(self.goes_on)).ffill().to_numpy()
        rows = (self[table, each].iloc[which] for each in ("CHILD", column))
        asked = _child_days(*rows)
        at = begun.searchsorted(asked, "right") - 1
        own = begun[at] // _CHILD_APART == asked // _CHILD_APART
        return np.where(own, np.append(np.datetime64("NaT"), starts)[at], np.datetime64("NaT"))

    def a_year_in_care(self, table: str, days: pd.Series) -> np.ndarray:
        """Whether each row's child has been in care for 12 months or longer, without a break, at the end of each day."""
        at = np.flatnonzero(self.counted)
        child, begun = (self["Episodes", column].iloc[at] for column in ("CHILD", "DECOM"))
        latest_end = self["Episodes", "DEC"].iloc[at].fillna(NEVER).groupby(child).cummax()
        broken = ~(begun <= latest_end.groupby(child).shift())
        since = add_months(begun.where(broken).ffill(), 12)
        place = np.append(-_CHILD_APART, _child_days(child, begun))
        asked = _child_days(self[table, "CHILD"], days)
        found = place.searchsorted(asked, "right") - 1
        first, last = (
            np.append(-_CHILD_APART, _child_days(child, dates))[found] for dates in (since, latest_end)
        )
        return (place[found] // _CHILD_APART == asked // _CHILD_APART) & (first <= asked) & (asked < last)

    @cached_property
    def last_day(self) -> pd.Timestamp:
        """About where the extract ends: the day reached by one in 1,000 of its events, and by five. A mistyped year moves it
        by nothing. NaT where there are too few."""
        columns = [("Episodes", "DECOM"), ("Episodes", "DEC")]
        columns += [(table, EVENTS[table]) for table in ("Reviews", "Visits", "Health", "Missing")]
        found = []
        for place in columns:
            if place[0] in self._tables:
                found.append(self._tables[place[0]][place[1]].to_numpy())
        known = sum(np.count_nonzero(~np.isnat(dates)) for dates in found)
        if known < MANY:
            return pd.NaT
        rank = max(5, known // 1000)
        dates = np.concatenate(found)
        dates.view("int64").partition(len(dates) - rank)  # blank ones are the least
        return pd.Timestamp(dates[-rank])

    def to_come(self, table: str, column: str) -> np.ndarray:
        """Whether each date lies more than a month after the extract's end."""
        if pd.isna(self.last_day):
            return np.zeros(len(self[table, column]), dtype=bool)
        return (self[table, column] > self.last_day + pd.Timedelta(days=31)).to_numpy()


def _child_days(children: pd.Series, dates: pd.Series) -> np.ndarray:
    return children.to_numpy().astype("int64") * _CHILD_APART + np.maximum(day_numbers(dates), -(2**30))
