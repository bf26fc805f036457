"""The population aged under 18, for rates.

From `data/reference/population.csv`, the analysts' own: one row a year, with its source. The county's figures
there are worked back from the DfE's published number of children in care and rate per 10,000; that rate is
rounded to a whole number, so they are right to about 1%.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from scorecard.edited_files import above_0, read_rows, refuse_repeated, year
from scorecard.project import Project

COLUMNS = {"year_ending_31_march": year, "under_18": above_0}
UNKNOWN = pd.Series([], pd.DatetimeIndex([]), dtype="float64")
"""The population of a council of which none is given: no rate."""


def read_population(project: Project) -> pd.Series:
    """The population under 18 by the 31 March that it is of, oldest first.

    Raises UnusableFile, a line for each cell that is wrong, and for a year that is given twice.
    """
    path = project.reference / "population.csv"
    name = project.shown(path)
    return _by_day(read_rows(path, name, COLUMNS), name)


def populations_in(path: Path, name: str) -> dict[str, pd.Series]:
    """The same from any file, by its name in messages, for each council that its column `council` names; "" where it has no
    such column."""
    of_each: dict[str, list[dict[str, Any]]] = {}
    for row in read_rows(path, name, COLUMNS, {"council": str}):
        of_each.setdefault(row.get("council", ""), []).append(row)
    return {council: _by_day(found, name) for council, found in of_each.items()}


def _by_day(found: Sequence[Mapping[str, Any]], name: str) -> pd.Series:
    refuse_repeated(found, name, "year_ending_31_march")
    known = pd.DataFrame(found, columns=list(COLUMNS))
    days = pd.to_datetime(known["year_ending_31_march"].astype(str) + "-03-31")
    return known["under_18"].astype("float64").set_axis(days).sort_index()


def newest_population(population: pd.Series, days: Sequence[datetime]) -> np.ndarray:
    """For each day the newest figure of a 31 March not after the day; NaN before the first."""
    newest = population.index.searchsorted(pd.DatetimeIndex(list(days)), side="right")
    return np.append(np.nan, population.to_numpy())[newest]
