"""Performance on a page: every figure with its signals in one table, and beside others as published.

All of it is read from the judgements.
"""

from collections.abc import Iterable
from datetime import datetime

import pandas as pd

from scorecard.display.figure import Markdown, table
from scorecard.display.standing import distance, range_of, short_of
from scorecard.judgement.changes import Change, Claim
from scorecard.judgement.judge import Judgement
from scorecard.judgement.points import Point
from scorecard.judgement.targets import AgainstTarget
from scorecard.plain_text import in_markdown
from scorecard.reporting_month import Quarter
from scorecard.words import (
    COUNTED,
    NO_DATA,
    SHARES_AND_MEANS,
    SLIGHTLY,
    bare,
    category_words,
    day,
    is_missing,
    is_old,
    month_name,
    number,
    printed,
    short_day,
    size_of,
    whole,
)

TREND_POINTS = 12
UNPARTED = "\u00a0"
STANDS = {
    AgainstTarget.MET: "●",
    AgainstTarget.TOLERATED: "◐",
    AgainstTarget.NOT_MET: "○",
    AgainstTarget.NO_DATA: "–",
}
KEY = (
    "**Key.** Target: ● met, ◐ within tolerance, ○ not met. Change, in the unit of the figure (points for a share): ↑ up, "
    "↓ down, → the same. –: none. In a year: 12 months against the 12 before, or the same day or part of the year before. "
    "Better and worse, and brackets with where a change may lie, stand where chance does not explain it, and of caseloads from "
    "one case on. Trend: 12 months or quarters, each on its own scale; in Word the lowest and highest. This month: ■ high or "
    "low, outside where chance leaves 99.7% of months of a process like that of the past two years, or 8 on one side of its "
    "average; □ usual. Similar: the mean of councils like ours. * defined differently. “Old”: over three months."
)


def performance_table(judgements: Iterable[Judgement], council: dict, as_at: datetime) -> Markdown:
    """One row a figure: now, target, change in a month and in a year, whether the month is unusual, England, similar
    councils, and its date."""
    shown = [judged for judged in judgements if not judged.is_part]
    year = max((judged.benchmark.year for judged in shown if judged.benchmark), default=None)
    rows = [
        {
            "Indicator": name(judged),
            "Now": _figure(judged.now.value if judged.now else None, judged.unit),
            "Target": _target(judged),
            "Since last period": _moved(judged.change, judged.unit),
            "In a year": _in_a_year(judged),
            "Trend": _trend(judged),
            "This month": _signal(judged),
            f"England {year or ''}".strip(): _published(judged, "England", year),
            f"Similar {year or ''}".strip(): _published(judged, council["similar"], year),
            "As at": _as_at(judged, as_at),
        }
        for judged in shown
    ]
    texts = ("Target", "Since last period", "In a year", "Trend", "This month", "As at")
    looked_at = next((judged.looked_at for judged in shown), 0)
    title = f"Performance on a page, {day(as_at)}. Changes in a year that were looked at: {number(looked_at)}"
    return table(pd.DataFrame(rows), title, texts=texts)


def comparisons(judgements: Iterable[Judgement], council: dict) -> Markdown:
    """One row a figure that the DfE publishes as well: ours now and, as published, the council, England, the region and
    similar councils, in whole percent, with the place among councils, the year and whether it is the same measure."""
    own, region = council["area"], council["region"]
    areas = {own: own, "England": "England", region: region, "Similar": council["similar"]}
    compared = [judged for judged in judgements if judged.benchmark and judged.unit not in COUNTED]
    rows = [
        {"Indicator": _compared_name(judged), "Ours now": _now(judged)}
        | {title: _whole(judged.benchmark.values.get(area), judged.unit) for title, area in areas.items()}
        | {
            "Among councils": judged.benchmark.position(own) or "–",
            "Year": judged.benchmark.year,
            "Like for like": "yes" if judged.benchmark.measure.like_for_like else "no",
        }
        for judged in compared
    ]
    if not rows:
        return Markdown("Nothing is published to compare with.", "Compared with others: no data.")
    sources = "; ".join(dict.fromkeys(in_markdown(judged.benchmark.source) for judged in compared))
    title = (
        "Compared with others: ours now, then as published for years to 31 March. Similar: the mean of councils like ours. "
        "Among councils: where the council's published figure stands in rank, which is no judgement"
    )
    how = "Where ours is not like for like, “How each figure is worked out” says how it differs"
    return table(
        pd.DataFrame(rows),
        f"{title}. Source: {sources}. {how}",
        texts=("Among councils", "Year", "Like for like"),
    )


def _compared_name(judged: Judgement) -> str:
    part = judged.benchmark.measure.category
    return f"{name(judged)}: {category_words(part)}" if part else name(judged)


def _now(judged: Judgement) -> str:
    return _whole(judged.compared.value if judged.compared else None, judged.unit)


def _whole(value: float | None, unit: str) -> str:
    return whole(value, unit).removesuffix(" per 10,000").replace(" ", UNPARTED)


def name(judged: Judgement) -> str:
    """The short name of a figure, with its category where it has one."""
    return (
        f"{judged.indicator.label}: {category_words(judged.category)}"
        if judged.category
        else judged.indicator.label
    )


def _figure(value: float | None, unit: str) -> str:
    """As short as it is clear, and never parted at the end of a line."""
    return (printed(value, unit) if unit in SHARES_AND_MEANS else bare(value, unit)).replace(" ", UNPARTED)


def _target(judged: Judgement) -> str:
    if not judged.target:
        return "–"
    bounds = judged.target.words(judged.unit)
    words = (
        f"{bounds}: {short}"
        if (short := distance(judged, named=False))
        else f"{judged.against_target}: {bounds}"
    )
    return f"{STANDS[judged.against_target]} {words}"


def _moved(made: Change, unit: str) -> str:
    if made.difference is None:
        return "–"
    if not made.difference:
        return "→ same"
    size = size_of(made.difference, unit)
    return f"{'↑' if made.difference > 0 else '↓'} {size if size == SLIGHTLY else size.split()[0]}"


def _in_a_year(judged: Judgement) -> str:
    """The change with what is said of it, and its interval where that is a change; of a roll, of how many it is not so."""
    made = judged.change_in_year
    if made.difference is None:
        return "–"
    if judged.method.census and judged.unit == "%":
        return f"not so for {number(short_of(made.now))}, before {number(short_of(made.before))}"
    moved = _moved(made, judged.unit)
    if made.interval and made.claim.is_change:
        points = " points" if made.unit != judged.unit else ""
        moved = f"{moved} ({range_of(made.interval, made.unit)}{points})"
    said = made.claim not in (Claim.NONE, Claim.HIGHER, Claim.LOWER)  # the arrow and the brackets say those
    return f"{moved}, {made.claim}" if said else moved


def _trend(judged: Judgement) -> str | Markdown:
    """The last months' or quarters' figures in a span that the theme draws, a hyphen for a gap, and how they are heard:
    `[70.1 - 72.9]{.trend heard="lowest 70.1 in …"}`. The points of other series lie unevenly in time, and a line would
    mislead."""
    points = judged.series[-TREND_POINTS:]
    written = [bare(point.value, judged.unit).replace(NO_DATA, "-").replace(",", "") for point in points]
    if len(written) - written.count("-") < 2 or not {"month", "quarter"} & set(judged.indicator.types):
        return "–"
    return Markdown(f'[{" ".join(written)}]{{.trend heard="{_heard(judged, points)}"}}')


def _heard(judged: Judgement, points: tuple[Point, ...]) -> str:
    """As in: lowest 7 in March 2020, highest 30 in June 2019, now 18."""
    known = [point for point in points if not is_missing(point.value)]
    ends = {
        "lowest": min(known, key=lambda point: point.value),
        "highest": max(known, key=lambda point: point.value),
    }
    told = [
        f"{name} {bare(point.value, judged.unit)} in {_period(judged, point)}" for name, point in ends.items()
    ]
    return ", ".join([*told, f"now {bare(judged.now.value if judged.now else None, judged.unit)}"])


def _period(judged: Judgement, point: Point) -> str:
    return Quarter.of(point.start).label if judged.kind == "quarter" else month_name(point.end)


def _signal(judged: Judgement) -> str:
    found = judged.variation
    if found is None:
        return "–"
    if not found.side:
        return "□ usual"
    return "■ high" if found.side > 0 else "■ low"


def _published(judged: Judgement, area: str, year: int | None) -> str:
    """The area's published figure, with its year where that is not the table's; none for a count, which grows with the
    area, nor where only a part of ours is like it."""
    found = judged.benchmark if judged.unit not in COUNTED else None
    value = found.values.get(area) if found and not found.measure.category else None
    if value is None:
        return "–"
    mark = "" if judged.benchmark.measure.like_for_like else "*"
    older = "" if judged.benchmark.year == year else f" ({judged.benchmark.year})"
    return f"{_whole(value, judged.unit)}{mark}{older}"


def _as_at(judged: Judgement, as_at: datetime) -> str:
    if judged.now is None:
        return NO_DATA
    written = short_day(judged.now.end)
    return written.removesuffix(f" {as_at.year}").replace(" ", UNPARTED) + (
        ", old" if is_old(judged.now.end, as_at) else ""
    )
