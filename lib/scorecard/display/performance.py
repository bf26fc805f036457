"""Performance on a page: every figure with its three signals in one table, and beside others as published.

All of it is read from the judgements.
"""

from collections.abc import Iterable
from datetime import datetime

import pandas as pd

from scorecard.display.figure import Markdown, table
from scorecard.judgement.judge import Change, Direction, Judgement
from scorecard.judgement.targets import AgainstTarget
from scorecard.judgement.variation import Signal
from scorecard.plain_text import in_markdown
from scorecard.words import (
    COUNTED,
    NO_DATA,
    SHARES_AND_MEANS,
    SLIGHTLY,
    bare,
    category_words,
    change,
    day,
    is_old,
    printed,
    short_day,
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
    "**Key.** Target: ● met, ◐ within tolerance, ○ not met, – none set. Change, in the unit of the figure (points for a share): "
    "↑ up, ↓ down, → no change; – nothing to compare with. Trend: the last 12 months or quarters, each on its own scale; in "
    "Word the lowest and highest. Signal: ■ the latest figure lies apart from what is usual by more than chance, □ it does not; "
    "“provisional” with fewer than 12 points; “overlapping” where each covers 12 months. Similar: the mean of councils like "
    "ours. * defined differently from ours. “Old”: more than three months before the month's end."
)


def performance_table(judgements: Iterable[Judgement], council: dict, as_at: datetime) -> Markdown:
    """One row a figure: now, target, change in a month and in a year, signal, England, similar councils, and its date."""
    shown = [judged for judged in judgements if not part_of_a_whole(judged)]
    year = max((judged.benchmark.year for judged in shown if judged.benchmark), default=None)
    rows = [
        {
            "Indicator": name(judged),
            "Now": _figure(judged.now.value if judged.now else None, judged.unit),
            "Target": _target(judged),
            "Since last period": _moved(judged.change, judged.unit),
            "In a year": _moved(judged.change_in_year, judged.unit),
            "Trend": _trend(judged),
            "Signal": _signal(judged),
            f"England {year or ''}".strip(): _published(judged, "England", year),
            f"Similar {year or ''}".strip(): _published(judged, council["similar"], year),
            "As at": _as_at(judged, as_at),
        }
        for judged in shown
    ]
    texts = ("Target", "Since last period", "In a year", "Trend", "Signal", "As at")
    title = f"Performance on a page, {day(as_at)}: every indicator and its three signals"
    return table(pd.DataFrame(rows), title, texts=texts)


def comparisons(judgements: Iterable[Judgement], council: dict) -> Markdown:
    """One row a figure that the DfE publishes as well: the council, England, the region, similar councils, and the place
    among authorities, all as published, with year and whether it is the same measure as ours."""
    own, region = council["area"], council["region"]
    areas = {own: own, "England": "England", region: region, "Similar": council["similar"]}
    compared = [judged for judged in judgements if judged.benchmark and judged.unit not in COUNTED]
    rows = [
        {"Indicator": name(judged)}
        | {title: _figure(judged.benchmark.values.get(area), judged.unit) for title, area in areas.items()}
        | {
            "Among authorities": judged.benchmark.position(own, judged.indicator.good) or "–",
            "Year": judged.benchmark.year,
            "Like for like": "yes" if judged.benchmark.measure.like_for_like else "no",
        }
        for judged in compared
    ]
    if not rows:
        return Markdown("Nothing is published to compare with.", "Compared with others: no data.")
    sources = "; ".join(dict.fromkeys(in_markdown(judged.benchmark.source) for judged in compared))
    title = (
        "Compared with others, as published for years to 31 March. Similar: the mean of councils like ours"
    )
    how = "Where ours is not like for like, “How each figure is worked out” says how it differs"
    return table(
        pd.DataFrame(rows),
        f"{title}. Source: {sources}. {how}",
        texts=("Among authorities", "Year", "Like for like"),
    )


def name(judged: Judgement) -> str:
    """The short name of a figure, with its category where it has one."""
    return (
        f"{judged.indicator.label}: {category_words(judged.category)}"
        if judged.category
        else judged.indicator.label
    )


def part_of_a_whole(judged: Judgement) -> bool:
    """Whether the figure is a part or a group of an indicator that has a line of its own."""
    return bool(judged.category) and judged.indicator.figure is not None


def _figure(value: float | None, unit: str) -> str:
    """As short as it is clear, and never parted at the end of a line."""
    return (printed(value, unit) if unit in SHARES_AND_MEANS else bare(value, unit)).replace(" ", UNPARTED)


def _target(judged: Judgement) -> str:
    if not judged.target:
        return "–"
    return f"{STANDS[judged.against_target]} {judged.against_target}: {judged.target.words(judged.unit)}"


def _moved(moved: Change, unit: str) -> str:
    if moved.difference is None:
        return "–"
    if moved.direction is Direction.SAME:
        return "→ no change"
    said = change(moved.difference, unit)
    size = SLIGHTLY if said.startswith(SLIGHTLY) else said.split()[1]
    words = "" if moved.direction is Direction.NEITHER else f", {moved.direction}"
    return f"{'↑' if moved.difference > 0 else '↓'} {size}{words}"


def _trend(judged: Judgement) -> str | Markdown:
    """The last months' or quarters' figures in a span that the theme draws: `[70.1 - 72.9]{.trend}`, a hyphen for a gap.
    The points of other series lie unevenly in time, and a line would mislead."""
    written = [
        bare(point.value, judged.unit).replace(NO_DATA, "-").replace(",", "")
        for point in judged.series[-TREND_POINTS:]
    ]
    if len(written) - written.count("-") < 2 or not {"month", "quarter"} & set(judged.indicator.types):
        return "–"
    return Markdown(f"[{' '.join(written)}]{{.trend}}")


def _signal(judged: Judgement) -> str:
    found = judged.variation
    if found is None:
        return "– not judged"
    notes = ["provisional"] * found.provisional + ["overlapping"] * judged.indicator.overlapping
    if found.signal is Signal.NONE:
        return ", ".join(["□ no signal", *notes])
    way = {"higher": found.side > 0, "lower": found.side < 0}.get(judged.indicator.good)
    words = {True: "better", False: "worse", None: "high" if found.side > 0 else "low"}[way]
    return ", ".join([f"■ {words}", *notes])


def _published(judged: Judgement, area: str, year: int | None) -> str:
    """The area's published figure, with its year where that is not the table's; none for a count, which grows with the area."""
    value = judged.benchmark.values.get(area) if judged.benchmark and judged.unit not in COUNTED else None
    if value is None:
        return "–"
    mark = "" if judged.benchmark.measure.like_for_like else "*"
    older = "" if judged.benchmark.year == year else f" ({judged.benchmark.year})"
    return f"{_figure(value, judged.unit)}{mark}{older}"


def _as_at(judged: Judgement, as_at: datetime) -> str:
    if judged.now is None:
        return NO_DATA
    written = short_day(judged.now.end)
    return written.removesuffix(f" {as_at.year}").replace(" ", UNPARTED) + (
        ", old" if is_old(judged.now.end, as_at) else ""
    )
