"""The population aged under 18, for rates.

From `data/reference/population.csv`, the analysts' own: one row a year, with its source. The county's figures
there are worked back from the DfE's published number of children in care and rate per 10,000; that rate is
rounded to a whole number, so they are right to about 1%.
"""

from collections.abc import Iterable
from datetime import datetime

import numpy as np
import pandas as pd

from scorecard.project import Project


def under_18(days: Iterable[datetime]) -> np.ndarray:
    """For each day, the newest population of a 31 March not after the day; NaN before the first."""
    known = pd.read_csv(Project().reference / "population.csv", encoding="utf-8")
    known = known.sort_values("year_ending_31_march")
    dates = pd.to_datetime(known["year_ending_31_march"].astype(str) + "-03-31").to_numpy()
    newest = np.searchsorted(dates, np.array(list(days), dtype=dates.dtype), side="right")
    return np.concatenate([[np.nan], known["under_18"].to_numpy(dtype="float64")])[newest]
