"""Columns of dates in which a program took days up to the 12th for months, before they came into the extract as dates: those
of its rows that cannot be have a day up to the 12th, while others have any."""

import numpy as np
import pandas as pd

from scorecard.extract.findings import Finding

EXPECTED = (
    "days and months in their places: nearly all rows that this column makes doubtful are of a day up to the 12th, as where a "
    "program took days for months (how was the file made?)"
)
_ENOUGH, _NEARLY_ALL, _USUAL = 20, 0.9, 0.7
"""Doubtful rows, the share of them that is of a day up to the 12th, and the most that it may be of the others: it is 0.4."""
_SEVERAL_DAYS = 6


def turned(column: str, dates: pd.Series, doubtful: np.ndarray) -> Finding | None:
    """A finding at the first doubtful row of such a column; None for any other."""
    day = dates.dt.day.to_numpy()
    wrong, others = day[doubtful & dates.notna().to_numpy()], day[~doubtful & dates.notna().to_numpy()]
    if len(wrong) < _ENOUGH or not len(others) or len(np.unique(wrong)) < _SEVERAL_DAYS:
        return None
    if (wrong <= 12).mean() < _NEARLY_ALL or (others <= 12).mean() > _USUAL:
        return None
    return Finding(column, EXPECTED, np.flatnonzero(doubtful)[:1])
