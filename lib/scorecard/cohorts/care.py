"""What indicators share about children's care, worked out once from an extract and the same for any month."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

import pandas as pd

from scorecard.cohorts import duties
from scorecard.cohorts import episodes as cohorts
from scorecard.dates import NEVER, completed_years
from scorecard.extract.reader import Extract


@dataclass(frozen=True, eq=False)
class Care:
    """The children of one extract in their episodes, periods of care and placement spells.

    What needs a table that the extract lacks raises MissingTable when it is asked for, and not before.
    """

    extract: Extract

    def table(self, name: str) -> pd.DataFrame:
        """A table of the extract as it was read. MissingTable if it is not there."""
        return self.extract.table(name)

    @cached_property
    def dob(self) -> pd.Series:
        """Dates of birth by CHILD, as in Header."""
        return self.table("Header").set_index("CHILD")["DOB"]

    @cached_property
    def episodes(self) -> pd.DataFrame:
        """SSDA903 episodes as from `cohorts.in_order`, with DOB (blank for a child who is not in Header)."""
        episodes = cohorts.in_order(self.table("Episodes"))
        return episodes.assign(DOB=self.dob.reindex(episodes["CHILD"]).to_numpy())

    @cached_property
    def periods(self) -> pd.DataFrame:
        """Periods of care: CHILD, DOB, PERIOD, START, END (blank while open), REC (blank while open)."""
        periods = cohorts.periods_of_care(self.episodes)
        return periods.assign(DOB=self.dob.reindex(periods["CHILD"]).to_numpy())

    @cached_property
    def spells(self) -> pd.DataFrame:
        """Placement spells as from `cohorts.placement_spells`."""
        return cohorts.placement_spells(self.episodes)

    def in_care_on(self, dates: Iterable[datetime]) -> pd.DataFrame:
        """Children in care at the end of each date: DATE, AGE in completed years, and their open episode."""
        days = tuple(dates)
        if days not in self._in_care:
            in_care = cohorts.in_care_on(self.episodes, days)
            self._in_care[days] = in_care.assign(AGE=completed_years(in_care["DOB"], in_care["DATE"]))
        return self._in_care[days]

    @cached_property
    def _in_care(self) -> dict[tuple[datetime, ...], pd.DataFrame]:
        # Several indicators ask for the same month ends.
        return {}

    def periods_at(self, children: pd.Series, dates: pd.Series) -> pd.DataFrame:
        """The period of care that each child was in at the end of each date: as `cohorts.periods_at`."""
        return cohorts.periods_at(self.periods, children, dates)

    def spells_touching(self, first_day: datetime, last_day: datetime) -> pd.DataFrame:
        """The placement spells that began, or that a child was in at the end of a day, between two days."""
        start, end = self.spells["START"], self.spells["END"]
        return self.spells[(start <= last_day) & (end.isna() | (end > first_day) | (start >= first_day))]

    def is_uasc(self, in_care: pd.DataFrame) -> pd.Series:
        """True where CHILD was an unaccompanied asylum seeker on DATE: in UASC, with DUC blank or later."""
        uasc = self.table("UASC")
        ceased = uasc["DUC"].fillna(NEVER).groupby(uasc["CHILD"]).max()
        return in_care["DATE"] < ceased.reindex(in_care["CHILD"]).to_numpy()

    def review_duties(self, until: datetime) -> pd.DataFrame:
        """Reviews owed and counted by the end of a day: CHILD, PERIOD, DUE, DATE, MET."""
        return duties.review_duties(self.periods, self.table("Reviews"), until)

    def visit_duties(self, until: datetime) -> pd.DataFrame:
        """Visits owed and counted by the end of a day: CHILD, PERIOD, SPELL, DUE, DATE, MET."""
        frequencies = self.extract.tables.get("VisitFrequency", duties.NO_FREQUENCIES)
        return duties.visit_duties(self.spells, self.table("Visits"), frequencies, until)
