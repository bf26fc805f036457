"""Performance on a page: every figure with its three signals in one table, and what a reader should know first.

All of it is read from the judgements. A figure is counted as going well or as needing attention by how many of these
say so: the target, the latest signal, the change in a year, and the council's published place among authorities.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta

import pandas as pd

from scorecard.catalogue import SECTIONS
from scorecard.display.figure import Markdown, table
from scorecard.judgement.benchmarks import BEST, WORST
from scorecard.judgement.judge import Change, Direction, Judgement
from scorecard.judgement.targets import AgainstTarget
from scorecard.judgement.variation import LIMIT, Assurance, Signal
from scorecard.words import NO_DATA, bare, category_words, change, day, number, out_of, printed, short_day

SHOWN = 5
FIRST = 100
TREND_POINTS = 12
STALE_AFTER_DAYS = 92
UNPARTED = "\u00a0"
STANDS = {
    AgainstTarget.MET: "●",
    AgainstTarget.TOLERATED: "◐",
    AgainstTarget.NOT_MET: "○",
    AgainstTarget.NO_TARGET: "–",
    AgainstTarget.NO_DATA: "–",
}
KEY = (
    "**Key.** Against target: ● met, ◐ within tolerance, ○ not met, – no target. Change, in the unit of the figure "
    "(percentage points for a share): ↑ up, ↓ down, → no change, and whether that is better or worse. Trend: "
    "the last 12 months or quarters, or fewer, each line on its own scale, the latest marked; in Word the lowest and "
    "highest. Signal: ■ the "
    "latest figure lies apart from what is usual by more than chance, □ it does not; “provisional” with fewer than 12 "
    "points; “overlapping” where each point covers 12 months, 11 of them shared with the one before; limits of a share "
    "take no account of its denominator. Similar: the mean of councils like ours. * defined differently from ours, not "
    "like for like. “Old”: more than three months before the month's end."
)


def performance_table(judgements: Iterable[Judgement], council: dict, as_at: datetime) -> Markdown:
    """One row a figure: now, target, change in a month and in a year, signal, England, similar councils, and its date."""
    shown = [judged for judged in judgements if not _part_of_a_whole(judged)]
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
    compared = [judged for judged in judgements if judged.benchmark and judged.unit != "children"]
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
    sources = "; ".join(dict.fromkeys(judged.benchmark.source for judged in compared))
    title = f"Compared with others, as published for years to 31 March. Source: {sources}"
    how = "Where ours is not like for like, “How each figure is worked out” says how it differs"
    return table(pd.DataFrame(rows), f"{title}. {how}", texts=("Among authorities", "Year", "Like for like"))


def highlights(judgements: Iterable[Judgement], area: str) -> Markdown:
    """What goes well, what needs attention and what changed, at most five of each, a sentence each with its section.
    Of two with as many reasons the one that moved more in a year, as a share of what it was, comes first."""
    judged = [one for one in judgements if one.now]
    weighed = [
        (one, *reasons(one, area)) for one in judged if one.indicator.good and not _part_of_a_whole(one)
    ]
    weighed.sort(key=lambda found: -_share_moved(found[0]))
    well = sorted((found for found in weighed if _lean(*found) > 0), key=lambda found: -_lean(*found))
    attention = sorted((found for found in weighed if _lean(*found) < 0), key=lambda found: _lean(*found))
    moved = sorted((one for one in judged if _times_usual(one) > 1), key=_times_usual, reverse=True)
    parts = {
        "Going well": [_sentence(one, good) for one, good, _ in well[:SHOWN]],
        "Needing attention": [_sentence(one, bad) for one, _, bad in attention[:SHOWN]],
        "Changed most since the month before": [_sentence(one, [_step(one)]) for one in moved[:SHOWN]],
    }
    return Markdown("\n\n".join(f"**{title}**\n\n{_list(sentences)}" for title, sentences in parts.items()))


def name(judged: Judgement) -> str:
    """The short name of a figure, with its category where it has one."""
    return (
        f"{judged.indicator.label}: {category_words(judged.category)}"
        if judged.category
        else judged.indicator.label
    )


def reasons(judged: Judgement, area: str) -> tuple[list[str], list[str]]:
    """Why a figure counts as going well, and why as needing attention, in words."""
    good, bad = [], []
    if judged.target:
        words = f"the target is {judged.target.words(judged.unit)}"
        match judged.against_target:
            case AgainstTarget.MET:
                good.append(words)
            case AgainstTarget.NOT_MET:
                misses = judged.assurance is Assurance.MISSES
                bad.append(words + (", which lies beyond its usual range" if misses else ""))
    if judged.variation and judged.variation.side:
        side = good if (judged.variation.side > 0) == (judged.indicator.good == "higher") else bad
        side.append(judged.variation.words)
    if judged.change_in_year.direction in (Direction.BETTER, Direction.WORSE):
        side = good if judged.change_in_year.direction is Direction.BETTER else bad
        side.append(f"{change(judged.change_in_year.difference, judged.unit)} in a year")
    place = judged.benchmark.position(area, judged.indicator.good) if judged.benchmark else ""
    if place in (BEST, WORST):
        side = good if place == BEST else bad
        side.append(f"in the {place} of authorities in {judged.benchmark.year}, as the DfE measures it")
    return good, bad


def _lean(judged: Judgement, good: list[str], bad: list[str]) -> int:
    """How far a figure leans to going well; one whose target is not met needs attention, and before all others."""
    missed = judged.against_target is AgainstTarget.NOT_MET
    return -FIRST - len(bad) if missed else len(good) - len(bad)


def _sentence(judged: Judgement, words: list[str]) -> str:
    now = printed(judged.now.value, judged.unit)
    of = f" ({out_of(judged.now.numerator, judged.now.denominator)})" if judged.unit == "%" else ""
    anchor = "-".join(SECTIONS[judged.indicator.section].lower().split())
    return f"[{name(judged)}](#{anchor}): {now}{of}; {'; '.join(words)}."


def _list(sentences: list[str]) -> str:
    return "\n".join(f"- {sentence}" for sentence in sentences) if sentences else "Nothing stands out."


def _step(judged: Judgement) -> str:
    before = printed(judged.change.before.value, judged.unit)
    times = number(_times_usual(judged), 1)
    return f"{change(judged.change.difference, judged.unit)} from {before}, {times} times the usual change"


def _usual_step(judged: Judgement) -> float:
    return (judged.variation.upper - judged.variation.mean) / LIMIT


def _times_usual(judged: Judgement) -> float:
    """The change since the month before as a multiple of the usual one; 0 where either is not known."""
    if (
        judged.variation is None
        or judged.change.difference is None
        or judged.now.end - judged.now.start > timedelta(days=31)
    ):
        return 0.0
    usual = _usual_step(judged)
    return abs(judged.change.difference) / usual if usual else 0.0


def _share_moved(judged: Judgement) -> float:
    """How far a figure moved in a year, as a share of what it was; 0 where that is not known."""
    moved = judged.change_in_year
    return abs(moved.difference / moved.before.value) if moved.difference and moved.before.value else 0.0


def _part_of_a_whole(judged: Judgement) -> bool:
    """A part, in the unit of the whole that has a line of its own."""
    return (
        bool(judged.category) and "month" in judged.indicator.series and judged.unit == judged.indicator.unit
    )


def _figure(value: float | None, unit: str) -> str:
    """As short as it is clear, and never parted at the end of a line."""
    return (printed(value, unit) if unit in ("%", "days") else bare(value, unit)).replace(" ", UNPARTED)


def _target(judged: Judgement) -> str:
    words = f": {judged.target.words(judged.unit)}" if judged.target else ""
    return f"{STANDS[judged.against_target]} {judged.against_target}{words}"


def _moved(made: Change, unit: str) -> str:
    if made.difference is None:
        return NO_DATA
    if made.direction is Direction.SAME:
        return "→ no change"
    size = change(made.difference, unit).split()[1]
    words = "" if made.direction is Direction.NEITHER else f", {made.direction}"
    return f"{'↑' if made.difference > 0 else '↓'} {size}{words}"


def _trend(judged: Judgement) -> str:
    """The last months' or quarters' figures in a span that the theme draws: `[70.1 - 72.9]{.trend}`, a hyphen for a gap.
    The points of other series lie unevenly in time, and a line would mislead."""
    written = [
        bare(point.value, judged.unit).replace(NO_DATA, "-").replace(",", "")
        for point in judged.series[-TREND_POINTS:]
    ]
    if len(written) - written.count("-") < 2 or not {"month", "quarter"} & set(judged.indicator.series):
        return "–"
    return f"[{' '.join(written)}]{{.trend}}"


def _signal(judged: Judgement) -> str:
    found = judged.variation
    if found is None:
        return "– not judged"
    notes = ["provisional"] * found.provisional + ["overlapping"] * judged.indicator.rolling
    if found.signal is Signal.NONE:
        return ", ".join(["□ no signal", *notes])
    way = {"higher": found.side > 0, "lower": found.side < 0}.get(judged.indicator.good)
    words = {True: "better", False: "worse", None: "high" if found.side > 0 else "low"}[way]
    return ", ".join([f"■ {words}", *notes])


def _published(judged: Judgement, area: str, year: int | None) -> str:
    """The area's published figure, with its year where that is not the table's; none for a count, which grows with the area."""
    value = judged.benchmark.values.get(area) if judged.benchmark and judged.unit != "children" else None
    if value is None:
        return "–"
    mark = "" if judged.benchmark.measure.like_for_like else "*"
    older = "" if judged.benchmark.year == year else f" ({judged.benchmark.year})"
    return f"{_figure(value, judged.unit)}{mark}{older}"


def _as_at(judged: Judgement, as_at: datetime) -> str:
    if judged.now is None:
        return NO_DATA
    written = short_day(judged.now.end)
    stale = as_at - judged.now.end > timedelta(days=STALE_AFTER_DAYS)
    return written.removesuffix(f" {as_at.year}").replace(" ", UNPARTED) + (", old" if stale else "")
