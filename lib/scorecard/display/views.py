"""The view of a figure: its rows of the measures with all that a chart, a caption or a table says of them.

Beside the columns of the measures: `title` and `name` (the indicator's, long and short), `part` (whether the category
overlaps the others), `period` and `printed` (period and value in words), `said` (both, and how many of how many),
`financial_year`; `target_low` and `target_high` (blank for an open side), `target` in words and `against_target` now;
`usual_low` and `usual_high`, the process limits, and `usual` in words. Targets are those that held in the row's own
month. Limits are given only where they say something plainly: for a monthly share or mean that has a good direction
and whose points do not overlap.
"""

from collections.abc import Mapping

import pandas as pd

from scorecard.display.captions import period_words
from scorecard.indicators import INDICATORS
from scorecard.judgement.judge import Judgement
from scorecard.judgement.targets import NO_TARGETS, IndicatorTargets
from scorecard.reporting_month import ReportingMonth, financial_year
from scorecard.words import NO_DATA, SHARES_AND_MEANS, out_of, printed


def view(
    measures: pd.DataFrame,
    ids: tuple[str, ...],
    judgements: Mapping[tuple[str, str], Judgement],
    targets: Mapping[str, IndicatorTargets],
) -> pd.DataFrame:
    """The measures of the indicators, in the order of `ids`, with the columns above."""
    rows = pd.concat([measures[measures["indicator"] == id] for id in ids], ignore_index=True)
    rows = rows.assign(
        title=[INDICATORS[id].title for id in rows["indicator"]],
        name=[INDICATORS[id].label for id in rows["indicator"]],
        part=[category in INDICATORS[id].parts for id, category in zip(rows["indicator"], rows["category"])],
        financial_year=rows["period_start"].map(financial_year),
        printed=[printed(value, unit) for value, unit in zip(rows["value"], rows["unit"])],
    )
    rows["period"] = [period_words(row) for row in rows.itertuples()]
    rows["said"] = [_said(row) for row in rows.itertuples()]
    held = [
        targets.get(id, NO_TARGETS).at(ReportingMonth(day.year, day.month))
        for id, day in zip(rows["indicator"], rows["period_end"])
    ]
    rows["target_low"] = _numbers([target and target.low for target in held])
    rows["target_high"] = _numbers([target and target.high for target in held])
    rows["target"] = [target.words(unit) if target else "" for target, unit in zip(held, rows["unit"])]
    stands = {id: judgements.get((id, "")) for id in ids}
    rows["against_target"] = [
        str(stand.against_target) if (stand := stands[id]) else "" for id in rows["indicator"]
    ]
    usual = {id: _usual(stand) for id, stand in stands.items()}
    for place, column in enumerate(("usual_low", "usual_high", "usual")):
        rows[column] = [usual[id][place] for id in rows["indicator"]]
    rows[["usual_low", "usual_high"]] = rows[["usual_low", "usual_high"]].astype("float64")
    return rows


def _said(row) -> str:
    """May 2020: 93.8% (75 of 80)."""
    words = f"{row.period}: {row.printed}"
    if row.unit != "%" or row.printed == NO_DATA:
        return words
    return f"{words} ({out_of(row.numerator, row.denominator)})"


def _numbers(values: list) -> pd.Series:
    return pd.Series(values, dtype="float64")


def _usual(stand: Judgement | None) -> tuple[float | None, float | None, str]:
    """The process limits, those of a share held between 0 and 100, and their words; blank where none are given."""
    declared = stand.indicator if stand else None
    if declared is None or stand.variation is None or declared.overlapping or not declared.good:
        return None, None, ""
    if "month" not in declared.types or stand.unit not in SHARES_AND_MEANS:
        return None, None, ""
    low, high = max(stand.variation.lower, 0), stand.variation.upper
    high = min(high, 100) if stand.unit == "%" else high
    provisional = " (provisional)" if stand.variation.provisional else ""
    return low, high, f"{printed(low, stand.unit)} to {printed(high, stand.unit)}{provisional}"
