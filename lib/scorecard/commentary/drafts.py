"""Draft sentences: what an analyst may take as the start of a commentary, made from how an indicator stands.

They say what the figure is, how it changed, how it stands against its target, whether that is a signal or noise, and what
is published for others. They state; reasons and judgement of people are left to the analyst.
"""

from collections.abc import Mapping

from scorecard.board import Board
from scorecard.display.captions import compositions
from scorecard.indicators import INDICATORS, Indicator
from scorecard.judgement.judge import FINEST_FIRST, Change, Direction, Judgement, Point
from scorecard.judgement.targets import AgainstTarget
from scorecard.judgement.variation import Assurance, Signal
from scorecard.plain_text import in_markdown
from scorecard.reporting_month import Quarter, ReportingMonth
from scorecard.words import (
    COUNTED,
    SINGULAR,
    amount,
    category_words,
    change,
    count,
    day,
    is_missing,
    list_of,
    month_name,
    number,
    out_of,
    printed,
)

ASSURANCE = {
    Assurance.MEETS: "can be expected to meet it month after month",
    Assurance.MISSES: "can be expected to miss it month after month",
    Assurance.HIT_OR_MISS: "may meet it in one month and miss it in another",
}
NO_TARGET = "There is no target."
ENGLAND = {"England": "England"}
AGAINST = {
    AgainstTarget.MET: "is met",
    AgainstTarget.TOLERATED: "is not met, but the figure is within the tolerance",
    AgainstTarget.NOT_MET: "is not met",
}


def draft(board: Board, indicator: str) -> str:
    """The draft on one indicator: a few sentences for each of its figures, or its groups if it is a composition."""
    judged = [found for (id, _), found in board.judgements.items() if id == indicator]
    if judged:
        areas = {"England": "England", board.council.get("similar"): "similar councils"}
        first, *more = [draft_of(each, board.month, areas) for each in judged]
        return " ".join([first, *(words.replace(f" {NO_TARGET}", "") for words in more)])
    declared = INDICATORS[indicator]
    parts = compositions(board.measures[board.measures["indicator"] == indicator])
    if parts.empty:
        return _nothing(declared, board.month)
    parts = parts[~parts["category"].isin(declared.parts)]
    groups = [
        f"{category_words(name)} ({number(size)})"
        for name, size in zip(parts["category"], parts["numerator"])
    ]
    whole = count(parts["numerator"].sum(), "children")
    return f"{declared.title}, {day(parts['period_end'].iloc[0])}: {list_of(groups)}. In all: {whole}."


def draft_of(judged: Judgement, month: ReportingMonth, areas: Mapping[str, str] = ENGLAND) -> str:
    """The draft on one judged figure. `areas`: whose published figures to name, each with how it is called."""
    if judged.now is None:
        return _nothing(judged.indicator, month, judged.category)
    sentences = [
        f"{_fact(judged)}{_changes(judged)}.",
        _target(judged),
        _signal(judged),
        _published(judged, areas),
    ]
    return " ".join(filter(None, sentences))


def _nothing(indicator: Indicator, month: ReportingMonth, category: str = "") -> str:
    of = f", {in_markdown(category_words(category))}" if category else ""
    return f"For {month.name} there is no data on this: {_lower(indicator.title)}{of}."


def _fact(judged: Judgement) -> str:
    """What the figure is, in the grammar of its unit."""
    indicator, now, when = judged.indicator, judged.now, _when(judged, judged.now)
    figure = printed(now.value, judged.unit)
    if judged.category and judged.unit == "cases":
        held = f"{number(now.numerator)} for {amount(now.denominator, 'FTE')} in post"
        return f"For {in_markdown(judged.category)} the average caseload was {amount(now.value, 'cases')} ({held}) {when}"
    if judged.category:
        return f"{indicator.label}, {in_markdown(category_words(judged.category))}: {figure} {when}"
    if judged.unit == "%":
        return f"The share of {_lower(indicator.title)} was {figure} ({out_of(now.numerator, now.denominator)}) {when}"
    if judged.unit == "days" and indicator.title.startswith("Average days "):
        over = f"over {count(now.denominator, 'children')}, {when}"
        return f"It took {figure} on average {indicator.title.removeprefix('Average days ')} ({over})"
    noun, _, rest = indicator.numerator.partition(" ")
    if judged.unit in COUNTED and noun in SINGULAR:
        counted = f"{'was' if number(now.value) == '1' else 'were'} {count(now.value, noun)}"
        return f"There {counted} {rest.removesuffix(' at the end of the month').removesuffix(' in the month')} {when}"
    return f"{indicator.title}: {figure} {when}"


def _changes(judged: Judgement) -> str:
    both = [judged.change, judged.change_in_year]
    changes = [each for each in both if each.direction is not Direction.NO_DATA]
    if len(changes) == 2 and changes[0].before == changes[1].before:
        changes.pop()
    if not changes:
        return "; there is no earlier figure to compare it with"
    if all(each.direction is Direction.SAME for each in changes):
        return f", the same as in {list_of([_name(judged, each.before) for each in changes])}"
    return f", {list_of([_change(judged, each) for each in changes])}"


def _change(judged: Judgement, moved: Change) -> str:
    before = _name(judged, moved.before)
    if moved.direction is Direction.SAME:
        return f"the same as in {before}"
    return f"{change(moved.difference, judged.unit)} from {before}"


def _target(judged: Judgement) -> str:
    if judged.target is None:
        return NO_TARGET
    words = f"The target, {judged.target.words(judged.unit)}, {AGAINST[judged.against_target]}"
    expected = ASSURANCE.get(judged.assurance)
    return f"{words}; as things run now, the figure {expected}." if expected else f"{words}."


def _signal(judged: Judgement) -> str:
    variation = judged.variation
    if variation is None:
        return ""
    provisional = (
        f" (provisional: only {count(variation.points, 'points')} so far)" if variation.provisional else ""
    )
    if variation.signal is Signal.NONE:
        return f"There is no sign of more than the usual variation{provisional}."
    return f"This is more than the usual variation: {variation.words}{provisional}."


def _published(judged: Judgement, areas: Mapping[str, str]) -> str:
    """The comparison with others; counts of whole areas compare with nobody's."""
    found = judged.benchmark
    if found is None or judged.unit in COUNTED:
        return ""
    known = {name: found.values.get(area) for area, name in areas.items()}
    values = [
        f"{name} {printed(value, judged.unit)}" for name, value in known.items() if not is_missing(value)
    ]
    alike = "" if found.measure.like_for_like else ", not like for like"
    return f"Published for the year to 31 March {found.year}{alike}: {list_of(values)}." if values else ""


def _kind(judged: Judgement) -> str:
    return next((kind for kind in FINEST_FIRST if kind in judged.indicator.types), "snapshot")


def _when(judged: Judgement, point: Point) -> str:
    """As in: in May 2020, at the end of May 2020, in the 12 months to May 2020, in 2019/20 Q4, at 13 March 2020."""
    kind, indicator = _kind(judged), judged.indicator
    if kind == "month" and indicator.unit == "days":
        return f"in the 12 months to {month_name(point.end)}"
    if kind == "month" and "month ends" in indicator.period:
        return f"at the end of {month_name(point.end)}"
    if kind == "ytd":
        return f"in the year to date, up to {day(point.end)}"
    return f"{'at' if kind == 'snapshot' else 'in'} {_name(judged, point)}"


def _name(judged: Judgement, point: Point) -> str:
    """The period of a point, as a change names it."""
    kind = _kind(judged)
    if kind == "month":
        return month_name(point.end)
    if kind == "quarter":
        return Quarter.of(point.start).label
    return day(point.end)


def _lower(title: str) -> str:
    """A title inside a sentence."""
    return title[:1].lower() + title[1:]
