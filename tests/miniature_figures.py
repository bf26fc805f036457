"""The figures of the miniature extract, in the short form in which its tests write them down."""

from functools import cache
from pathlib import Path

import pandas as pd
from measured import measured
from scorecard.extract.reader import Extract, read_extract

FOLDER = Path(__file__).parent / "miniature"


@cache
def miniature() -> Extract:
    return read_extract(FOLDER)


@cache
def miniature_measures(month: str = "2021-02") -> pd.DataFrame:
    return measured(miniature(), month)


def figures(indicator: str, period_type: str = "month", category: str = "") -> str:
    """Numerators and denominators in the order of time, as in "1/18 2/19", or "18 19" for counts; "-" is no figure."""
    found = miniature_measures()
    found = found[(found["indicator"] == indicator) & (found["period_type"] == period_type)]
    found = found[found["category"] == category]
    assert found["period_end"].is_monotonic_increasing, "the order of time"
    return " ".join(_figure(row) for row in found.itertuples())


def groups(indicator: str, month: str = "2021-02") -> dict[str, int]:
    """A composition: its categories, in their order, and how many children are in each."""
    found = miniature_measures(month)
    found = found[found["indicator"] == indicator]
    assert set(found["period_type"]) == {"snapshot"}
    return {row.category: int(row.value) for row in found.itertuples()}


def _figure(row) -> str:
    if pd.isna(row.numerator):
        return "-"
    return f"{row.numerator:g}" if pd.isna(row.denominator) else f"{row.numerator:g}/{row.denominator:g}"
