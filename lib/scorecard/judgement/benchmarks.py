"""What the Department for Education published for the council, England, the region and similar councils.

The facts are in `data/reference/benchmarks.csv`: yearly figures with their source. The newest year that ended by the
reporting month is shown, never a later one, and always with its year.
"""

from dataclasses import dataclass

import pandas as pd

from scorecard.edited_files import read_rows, year
from scorecard.indicators import DfeMeasure, Indicator
from scorecard.project import Project
from scorecard.reporting_month import ReportingMonth

COLUMNS = {"measure": str, "description": str, "year": year, "area": str, "value": float, "source": str}
LOWER, UPPER = "Authorities, lower quartile", "Authorities, upper quartile"
BEST, MIDDLE, WORST = "best 25%", "middle 50%", "weakest 25%"
TOP, BOTTOM = "highest 25%", "lowest 25%"


@dataclass(frozen=True)
class Benchmark:
    """One published measure in one year to 31 March: `values` by area, in the unit of our indicator; an area of which
    none is published (a blank cell) is not among them."""

    measure: DfeMeasure
    description: str
    year: int
    values: dict[str, float]
    source: str

    def position(self, area: str, good: str | None) -> str:
        """Where the area's own published figure stands among the authorities, in words; blank where it cannot be said."""
        value, lower, upper = (self.values.get(name) for name in (area, LOWER, UPPER))
        if None in (value, lower, upper):
            return ""
        low, high = {"higher": (WORST, BEST), "lower": (BEST, WORST), None: (BOTTOM, TOP)}[good]
        return low if value < lower else high if value > upper else MIDDLE


def read_benchmarks(project: Project) -> pd.DataFrame:
    """The published figures: measure, description, year (ending 31 March), area, value (NaN: none), source.

    Raises UnusableFile, a line for each cell that is wrong.
    """
    path = project.reference / "benchmarks.csv"
    return pd.DataFrame(read_rows(path, project.shown(path), COLUMNS), columns=list(COLUMNS))


def benchmark(published: pd.DataFrame, indicator: Indicator, month: ReportingMonth) -> Benchmark | None:
    """The newest published year, not after the month, of the measure that belongs to the indicator."""
    measure = indicator.dfe
    if measure is None:
        return None
    last_year = month.ytd_start.year if month.month != 3 else month.year
    rows = published[(published["measure"] == measure.id) & (published["year"] <= last_year)]
    rows = rows[rows["value"].notna()]
    rows = rows[rows["year"] == rows["year"].max()]
    if rows.empty:
        return None
    values = dict(zip(rows["area"], rows["value"], strict=True))
    first = rows.iloc[0]
    return Benchmark(measure, first["description"], int(first["year"]), values, first["source"])
