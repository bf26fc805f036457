"""What the Department for Education published for the council, England, the region and similar councils.

The facts are in `data/reference/benchmarks.csv`: yearly figures with their source and the day they were published. The
newest year that was published by the end of the reporting month is shown, never a later one, and always with its year.
"""

from dataclasses import dataclass
from datetime import datetime

import pandas as pd

from scorecard.edited_files import day, read_rows, year
from scorecard.indicators import DfeMeasure, Indicator
from scorecard.project import Project
from scorecard.reporting_month import ReportingMonth

COLUMNS = {
    "measure": str,
    "description": str,
    "year": year,
    "published_on": day,
    "area": str,
    "value": float,
    "source": str,
}
LOWER, UPPER = "Authorities, lower quartile", "Authorities, upper quartile"
BOTTOM, MIDDLE, TOP = "lowest quarter", "middle half", "highest quarter"


@dataclass(frozen=True)
class Benchmark:
    """One published measure in one year to 31 March: `values` by area, in the unit of our indicator; an area of which
    none is published (a blank cell) is not among them."""

    measure: DfeMeasure
    description: str
    year: int
    values: dict[str, float]
    source: str

    def position(self, area: str) -> str:
        """Where the area's own published figure stands among the authorities, a fact about rank; blank where it cannot be
        said."""
        value, lower, upper = (self.values.get(name) for name in (area, LOWER, UPPER))
        if None in (value, lower, upper):
            return ""
        return BOTTOM if value < lower else TOP if value > upper else MIDDLE

    @property
    def march(self) -> datetime:
        """The 31 March that it is for."""
        return datetime(self.year, 3, 31)


def read_benchmarks(project: Project) -> pd.DataFrame:
    """The published figures: measure, description, year (ending 31 March), published_on, area, value (NaN: none), source.

    Raises UnusableFile, a line for each cell that is wrong.
    """
    path = project.reference / "benchmarks.csv"
    return pd.DataFrame(read_rows(path, project.shown(path), COLUMNS), columns=list(COLUMNS))


def benchmark(published: pd.DataFrame, indicator: Indicator, month: ReportingMonth) -> Benchmark | None:
    """The newest year, published by the month's end, of the measure that belongs to the indicator; of a figure that was
    published again, the latest."""
    measure = indicator.dfe
    if measure is None:
        return None
    rows = published[(published["measure"] == measure.id) & published["value"].notna()]
    rows = rows[pd.to_datetime(rows["published_on"]) <= month.as_at]
    rows = rows[rows["year"] == rows["year"].max()]
    if rows.empty:
        return None
    rows = rows.sort_values("published_on", kind="stable")
    latest = rows.iloc[-1]
    values = dict(zip(rows["area"], rows["value"], strict=True))
    return Benchmark(measure, latest["description"], int(latest["year"]), values, latest["source"])
