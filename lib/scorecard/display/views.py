"""The view of a figure: its rows of the measures with all that a chart, a caption or a table says of them.

Beside the columns of the measures: `title` and `name` (the indicator's, long and short), `part` (whether the category
overlaps the others), `before` (a month of the year before this one's twelve), `period` and `printed` (period and value in
words), `said` (both, and how many of how many), `financial_year`; `target_low` and `target_high` (blank for an open side)
and `target` in words; `usual_low` and `usual_high`, the limits of each month, and `usual` in words, where there are any;
`chance_low` and `chance_high`, the interval of the latest share of fewer than 100; `year_ago`, the figure that this one is
judged against; `england` and `similar`, published for the `march` of that month, where they are like for like; `step`, the first
day of a step change within the series, and its `reason`; `stands`, `changed` and `late`, how it stands against its target and
a year before and what late entries make of it, in words. Targets are those that held in the row's own
month.
"""

from collections.abc import Mapping

import pandas as pd

from scorecard.display.captions import period_words
from scorecard.display.standing import in_a_year, late, span
from scorecard.display.standing import target as target_words
from scorecard.indicators import INDICATORS
from scorecard.judgement.judge import Judgement
from scorecard.judgement.shares import Interval, Share, interval
from scorecard.judgement.targets import NO_TARGETS, IndicatorTargets
from scorecard.reporting_month import ReportingMonth, financial_year
from scorecard.words import COUNTED, NO_DATA, out_of, printed

INTERVAL_BELOW = 100
"""A share of so many or more is known well enough without its interval in the chart."""


def view(
    measures: pd.DataFrame,
    ids: tuple[str, ...],
    judgements: Mapping[tuple[str, str], Judgement],
    targets: Mapping[str, IndicatorTargets],
    month: ReportingMonth,
    areas: Mapping[str, str],
    decimals: int = 1,
) -> pd.DataFrame:
    """The measures of the indicators in a month, in the order of `ids`, with the columns above; `measures` are those of all
    the months judged, `areas` the names of England and of similar councils in the benchmarks, `decimals` those of a group's
    share."""
    rows = pd.concat([_rows(measures, id, month) for id in ids], ignore_index=True)
    declared = [INDICATORS[id].of_kind(kind) for id, kind in zip(rows["indicator"], rows["period_type"])]
    rows = rows.assign(
        title=[each.title for each in declared],
        name=[each.label for each in declared],
        part=[category in INDICATORS[id].parts for id, category in zip(rows["indicator"], rows["category"])],
        financial_year=rows["period_end"].map(financial_year),
        decimals=decimals,
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
    steps = {id: targets.get(id, NO_TARGETS).step_change(month) for id in ids}
    rows["step"] = pd.to_datetime([steps[id] and steps[id].since.start for id in rows["indicator"]])
    rows["step"] = rows["step"].where(rows["step"] > rows["period_start"].min())
    rows["reason"] = [steps[id].reason if steps[id] else "" for id in rows["indicator"]]
    stands = [judgements.get(key) for key in zip(rows["indicator"], rows["category"])]
    own = [judgements.get((id, "")) for id in rows["indicator"]]
    rows["stands"] = [target_words(stand) if stand else "" for stand in own]
    rows["changed"] = [in_a_year(stand) if stand else "" for stand in own]
    rows["late"] = [late(stand) if stand else "" for stand in own]
    rows["usual"] = [_usual(stand) for stand in own]
    for place, end in enumerate(("low", "high")):
        limits = [stand.usual.get(day) if stand else None for stand, day in zip(stands, rows["period_end"])]
        rows[f"usual_{end}"] = _numbers([found and found[place] for found in limits])
        chance = [_chance(row, stand) for row, stand in zip(rows.itertuples(), stands)]
        rows[f"chance_{end}"] = _numbers([found and found[place] for found in chance])
    rows["year_ago"] = _numbers([_year_ago(row, stand) for row, stand in zip(rows.itertuples(), own)])
    others = [_published(stand, areas) for stand in own]
    for name in ("england", "similar"):
        rows[name] = _numbers([each.get(name) for each in others])
    rows["march"] = [each.get("march", "") for each in others]
    return rows


def _published(stand: Judgement | None, areas: Mapping[str, str]) -> dict[str, float | str]:
    """What is published of each area, where it is like for like, and the month that it is for."""
    found = stand.benchmark if stand else None
    if found is None or not found.measure.like_for_like or stand.unit in COUNTED:
        return {}
    values = {name: found.values.get(area) for name, area in areas.items()}
    return {"march": f"{found.march:%Y-%m}"} | values


def _rows(measures: pd.DataFrame, id: str, month: ReportingMonth) -> pd.DataFrame:
    """An indicator's rows of the month, and before them those of the months of the year before, from the first that is
    known."""
    rows = measures[measures["indicator"] == id]
    now = rows[rows["month"] == str(month)].assign(before=False)
    old = rows[(rows["month"] == str(month.previous(12))) & (rows["period_type"] == "month")]
    first = old.loc[old["value"].notna(), "period_end"].min()
    old = old[(old["period_end"] >= first) & old["category"].isin(now["category"])]
    return pd.concat([old.assign(before=True), now]) if len(old) else now


def _said(row) -> str:
    """May 2020: 93.8% (75 of 80)."""
    words = f"{row.period}: {row.printed}"
    if row.unit != "%" or row.printed == NO_DATA:
        return words
    return f"{words} ({out_of(row.numerator, row.denominator)})"


def _numbers(values: list) -> pd.Series:
    return pd.Series(values, dtype="float64")


def _usual(stand: Judgement | None) -> str:
    """The usual range of the latest month in words, and how that month lies to it."""
    if stand is None or stand.usual_now is None or stand.variation is None:
        return ""
    return f"{span(stand.usual_now, stand.unit)}; this month is {stand.variation.words}"


def _chance(row, stand: Judgement | None) -> Interval | None:
    """The interval of the latest share, or of a part of one, of fewer than 100."""
    if row.unit != "%" or row.before or not 0 < row.denominator < INTERVAL_BELOW:
        return None
    if stand is not None:
        latest = stand.now and row.period_end == stand.now.end and row.period_type == stand.kind
        return stand.chance if latest else None
    if row.period_type != "ytd" or not row.category:
        return None
    return Interval(*(100 * end for end in interval(Share(row.numerator / row.denominator, row.denominator))))


def _year_ago(row, stand: Judgement | None) -> float | None:
    """The figure of a year before, beside the one that is judged against it."""
    if stand is None or row.category or row.before or stand.method.by not in ("shares", "children"):
        return None
    made = stand.change_in_year
    judged = stand.kind if stand.method.over == "point" else stand.method.over
    if made.before is None or made.now is None or row.period_type != judged or row.period_end != made.now.end:
        return None
    return made.before.value
