"""What indicators share about children's care, worked out once from an extract and the same for any month."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache, cached_property

import numpy as np
import pandas as pd

from scorecard.care import episodes
from scorecard.care.child_days import child_days, days_with, how_many, in_force_on, year_to
from scorecard.care.duties import NO_FREQUENCIES, Chains, review_chains, visit_chains
from scorecard.dates import NEVER, completed_years, year_ends
from scorecard.extract.reader import Extract
from scorecard.windows import Days


@dataclass(frozen=True, eq=False)
class Care:
    """The children of one extract in their episodes, periods of care and placement spells.

    CHILD is a number, by which `extract.children` has the child's id. What needs a table that the extract lacks raises
    MissingTable when it is asked for, and not before.
    """

    extract: Extract

    def table(self, name: str) -> pd.DataFrame:
        """A table of the extract as it was read. MissingTable if it is not there."""
        return self.extract.table(name)

    def has_rows(self, name: str) -> bool:
        """Whether the extract has a table of this name that is not empty."""
        return len(self.extract.tables.get(name, ())) > 0

    def up_to(self, last: datetime, name: str, date: str) -> pd.DataFrame:
        """A table's rows dated by the end of a day, their date as DATE."""
        rows = self.table(name)
        return rows[rows[date] <= last].rename(columns={date: "DATE"})

    def newest(self, name: str, column: str, day: datetime) -> datetime:
        """The newest date of a table that is not after the day (of financial years their last day); the day itself if there
        is none."""
        dates = self.table(name)[column]
        if column == "YEAR":
            dates = year_ends(dates)
        newest = dates[dates <= day].max()
        return day if pd.isna(newest) else newest.to_pydatetime()

    @cached_property
    def dob(self) -> pd.Series:
        """Dates of birth by CHILD, as in Header."""
        return self.table("Header").set_index("CHILD")["DOB"]

    @cached_property
    def episodes(self) -> pd.DataFrame:
        """SSDA903 episodes as from `episodes.in_order`, with DOB (blank for a child who is not in Header)."""
        found = episodes.in_order(self.table("Episodes"))
        return found.assign(DOB=self.dob.reindex(found["CHILD"]).to_numpy())

    @cached_property
    def periods(self) -> pd.DataFrame:
        """Periods of care: CHILD, PERIOD, START, END (blank while open), REC (blank while open)."""
        return episodes.periods_of_care(self.episodes)

    @cached_property
    def spells(self) -> pd.DataFrame:
        """Placement spells as from `episodes.placement_spells`."""
        return episodes.placement_spells(self.episodes)

    def periods_ended(self, last: datetime) -> pd.DataFrame:
        """Periods of care that ended by the end of a day, their last day as DATE."""
        return self.periods[self.periods["END"] <= last].rename(columns={"END": "DATE"})

    def in_care_on(self, days: Days) -> pd.DataFrame:
        """Children in care at the end of each day: DATE, AGE in completed years, and their open episode."""
        return self._in_care_on(tuple(days))

    @cached_property
    def _in_care_on(self):
        # Several indicators ask for the same month ends.
        @cache
        def in_care_on(days: tuple[datetime, ...]) -> pd.DataFrame:
            children = in_force_on(self.episodes, "DECOM", "DEC", days)
            return children.assign(AGE=completed_years(children["DOB"], children["DATE"]))

        return in_care_on

    def checks(self, types: tuple[str, ...]) -> np.ndarray:
        """The days of each child's health checks of some types, as child days, sorted, each once."""
        checks = self.table("Health")[self.table("Health")["TYPE"].isin(types)]
        return days_with(checks["CHILD"], checks["DATE"])

    def is_uasc(self, in_care: pd.DataFrame) -> pd.Series:
        """True where CHILD was an unaccompanied asylum seeker on DATE: in UASC, with DUC blank or later."""
        uasc = self.table("UASC")
        ceased = uasc["DUC"].fillna(NEVER).groupby(uasc["CHILD"]).max()
        return in_care["DATE"] < ceased.reindex(in_care["CHILD"]).to_numpy()

    def placements_in_year(self, in_care: pd.DataFrame) -> np.ndarray:
        """How many placement spells each CHILD lived in, if only for a part, in the 12 months to DATE."""
        child, start = self.spells["CHILD"], self.spells["START"]
        # A spell that ends on the day it began was lived in on that day.
        over = np.maximum(self.spells["END"].fillna(NEVER), start + timedelta(days=1))
        begun, ended = (np.sort(child_days(child, dates), kind="stable") for dates in (start, over))
        first = year_to(in_care["DATE"])
        return how_many(begun, in_care["CHILD"], in_care["DATE"]) - how_many(ended, in_care["CHILD"], first)

    def staffing(self, days: Days) -> pd.DataFrame:
        """The staffing of the months that end on the days: DATE, GROUP (the team), ESTABLISHMENT, IN_POST, CASES."""
        staffing = self.table("Staffing")
        ends = pd.to_datetime(staffing["MONTH"].astype("str"), format="%Y-%m") + pd.offsets.MonthEnd(0)
        return staffing.assign(DATE=ends, GROUP=staffing["TEAM"])[ends.isin(days)]

    @cached_property
    def reviews(self) -> Chains:
        """The chains of reviews, each through a period of care."""
        return review_chains(self.periods, self.table("Reviews"))

    @cached_property
    def visits(self) -> Chains:
        """The chains of visits, each through a placement spell, by the frequencies agreed if there is a list of them."""
        frequencies = self.extract.tables.get("VisitFrequency", NO_FREQUENCIES)
        return visit_chains(self.spells, self.table("Visits"), frequencies)

    def events(self, table: str) -> np.ndarray:
        """The child days on which somebody came, sorted: of Reviews or Visits."""
        return (self.reviews if table == "Reviews" else self.visits).events
