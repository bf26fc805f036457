"""An indicator's cohort for Jupyter: a frame that can be filtered and counted, and shows no child until it is asked to.

A notebook keeps what a cell shows, and what is kept may be passed on.
"""

import pandas as pd

from scorecard.care.history import Care
from scorecard.indicators import Indicator
from scorecard.measures.children import columns_of
from scorecard.measures.counter import cohort_of, windows_of
from scorecard.reporting_month import ReportingMonth
from scorecard.words import count, day


class CohortFrame(pd.DataFrame):
    """Rows of a cohort, CHILD a number. Printed, it says how many there are and which columns; so do the frames that are
    made of it. `shown()` gives a plain frame, with the children's ids unless it was joined to others since."""

    _metadata = ["ids", "about"]
    ids: pd.Index | None = None
    about: str = "Rows of cohorts"

    @property
    def _constructor(self):
        return CohortFrame

    def shown(self) -> pd.DataFrame:
        """The rows, with the children's ids: personal data, not to be kept in a notebook that is passed on."""
        plain = pd.DataFrame(self)
        if self.ids is None or "CHILD" not in plain:
            return plain
        return plain.assign(CHILD=self.ids.take(plain["CHILD"].to_numpy()))

    def __repr__(self) -> str:
        of_children = f" of {count(self['CHILD'].nunique(), 'children')}" if "CHILD" in self else ""
        dates = self["DATE"].dropna() if "DATE" in self else ()
        dated = f", dated {day(min(dates))} to {day(max(dates))}" if len(dates) else ""
        return (
            f"{self.about}: {count(len(self), 'rows')}{of_children}{dated}\n"
            f"Columns: {', '.join(map(str, self.columns))}\n"
            "The rows themselves are personal data; .shown() shows them."
        )

    def _repr_html_(self) -> None:
        """None, so that Jupyter shows the words."""


def cohort_frame(indicator: Indicator, care: Care, month: ReportingMonth) -> CohortFrame:
    """The rows of an indicator's cohort from the first day of its windows in a month to the last."""
    windows = windows_of(indicator, month, care)
    cohort = cohort_of(indicator, windows, care)
    first, last = min(window.first for window in windows), max(window.end for window in windows)
    inside = cohort.loc[cohort["DATE"].between(first, last), columns_of(indicator, cohort)]
    frame = CohortFrame(inside.reset_index(drop=True))
    frame.ids, frame.about = care.extract.children, f"{indicator.title}, {month.name}"
    return frame
