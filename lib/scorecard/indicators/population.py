"""The population aged under 18, for rates.

From `data/reference/population.csv`, the analysts' own: one row a year, with its source. The county's figures
there are worked back from the DfE's published number of children in care and rate per 10,000; that rate is
rounded to a whole number, so they are right to about 1%.
"""

from collections.abc import Iterable
from datetime import datetime

import numpy as np
import pandas as pd

from scorecard.edited_files import read_rows, year
from scorecard.project import Project

COLUMNS = {"year_ending_31_march": year, "under_18": int}


def under_18(days: Iterable[datetime]) -> np.ndarray:
    """For each day, the newest population of a 31 March not after the day; NaN before the first.

    Raises UnusableFile, a line for each cell that is wrong.
    """
    project = Project()
    path = project.reference / "population.csv"
    known = pd.DataFrame(read_rows(path, project.shown(path), COLUMNS), columns=list(COLUMNS))
    known = known.sort_values("year_ending_31_march")
    dates = pd.to_datetime(known["year_ending_31_march"].astype(str) + "-03-31").to_numpy()
    newest = np.searchsorted(dates, np.array(list(days), dtype=dates.dtype), side="right")
    return np.concatenate([[np.nan], known["under_18"].to_numpy(dtype="float64")])[newest]
