"""What judgement needs of the children beyond the measures, counted from the same cohorts, so that it never asks for them.

One row a figure, with the keys of the measures (`period_type` is "year" for the 12 months to date, and "whole" for the first
day whose figure does not look back beyond the extract's records, where that matters): `design_effect` of a
share several of whose events may be of one child; for a mean `low` and `high` of its interval, and the `least` and `most`
days that a child took; and of the difference from the year before `difference_low`, `difference_high` and `p_value`, by
resampling children. Blank where nothing is worked out. What is drawn at random is seeded by indicator and month.
"""

from collections.abc import Iterator
from typing import Any

import numpy as np
import pandas as pd

from scorecard.care.history import Care
from scorecard.indicators import INDICATORS, Indicator
from scorecard.measures.clusters import (
    design_effect,
    difference_of_means,
    difference_of_totals,
    interval_of_mean,
)
from scorecard.measures.columns import DATES
from scorecard.measures.counter import rows_of_figure
from scorecard.measures.data_needed import missing_tables
from scorecard.measures.records import too_short
from scorecard.reporting_month import ReportingMonth
from scorecard.windows import Window, year_to

KEYS = ("month", "indicator", "period_type", "period_start", "period_end", "category")
FOUND = (
    "design_effect",
    "low",
    "high",
    "least",
    "most",
    "difference_low",
    "difference_high",
    "p_value",
)


def evidence(care: Care, month: ReportingMonth) -> pd.DataFrame:
    """The table of a month: KEYS and FOUND, for each indicator whose method asks for it and whose tables are there."""
    rows = [
        {"month": str(month), "indicator": indicator.id, "category": ""} | row
        for indicator in INDICATORS.values()
        if (count := _counted_by(indicator)) and not missing_tables(indicator.id, care.extract)
        for row in count(indicator, care, month)
    ]
    rows += [
        dict(zip(KEYS, (str(month), id, "whole", day, day, ""), strict=True))
        for id, day in too_short(care.extract, month).items()
    ]
    types = dict.fromkeys(DATES, "datetime64[us]") | dict.fromkeys(FOUND, "float64")
    return pd.DataFrame(rows, columns=[*KEYS, *FOUND]).astype(types)


def csv_of(found: pd.DataFrame) -> bytes:
    """Its file: UTF-8. Same evidence, same bytes."""
    dates = {name: found[name].dt.strftime("%Y-%m-%d") for name in DATES}
    return found.assign(**dates).to_csv(index=False, lineterminator="\n").encode("utf-8")


def _counted_by(indicator: Indicator):
    if indicator.method.clustered:
        return _design_effects
    if indicator.method.by == "children":
        return _mean if indicator.unit == "days" else _total
    return None


def _design_effects(indicator: Indicator, care: Care, month: ReportingMonth) -> Iterator[dict[str, Any]]:
    windows = (
        Window("month", month.start, month.as_at, month.start),
        year_to(month),
        year_to(month.previous(12)),
    )
    for window, rows in zip(windows, rows_of_figure(indicator, care, *windows)):
        yield _key(window) | {"design_effect": design_effect(rows["CHILD"], rows["NUMERATOR"])}


def _mean(indicator: Indicator, care: Care, month: ReportingMonth) -> Iterator[dict[str, Any]]:
    window = Window("month", month.start, month.as_at, month.rolling_start)
    rows = rows_of_figure(indicator, care, window, year_to(month.previous(12)))
    now, before = (each["NUMERATOR"].to_numpy(dtype=float) for each in rows)
    rng, found = _random(indicator, month), _key(window)
    if len(now):
        low, high = interval_of_mean(now, rng)
        found |= {"low": low, "high": high, "least": now.min(), "most": now.max()}
    if len(now) and len(before):
        found |= _of_difference(difference_of_means(now, before, rng))
    yield found


def _total(indicator: Indicator, care: Care, month: ReportingMonth) -> Iterator[dict[str, Any]]:
    now, before = rows_of_figure(indicator, care, year_to(month), year_to(month.previous(12)))
    found = difference_of_totals(now["CHILD"], before["CHILD"], _random(indicator, month))
    yield _key(year_to(month)) | _of_difference(found)


def _key(window: Window) -> dict[str, Any]:
    return {"period_type": window.type, "period_start": window.start, "period_end": window.end}


def _of_difference(found) -> dict[str, float]:
    return {"difference_low": found.low, "difference_high": found.high, "p_value": found.p_value}


def _random(indicator: Indicator, month: ReportingMonth) -> np.random.Generator:
    return np.random.default_rng([*f"{indicator.id} {month}".encode()])
