"""Draft sentences: what an analyst may take as the start of a commentary, made from how an indicator stands.

They say what the figure is, how it changed, how it stands against its target, whether the month is unusual, and what is
published for others, in the words of the page itself. They state; reasons and judgement of people are left to the analyst.
"""

from collections.abc import Mapping

from scorecard.board import Board
from scorecard.commentary.typed_numbers import COMPARED, with_variables
from scorecard.display.captions import compositions
from scorecard.display.standing import in_a_year, in_counts, month, target
from scorecard.indicators import INDICATORS, Indicator
from scorecard.judgement.judge import Judgement
from scorecard.judgement.laney import Assurance
from scorecard.judgement.points import FINEST_FIRST, Point
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
    identifier,
    is_missing,
    list_of,
    month_name,
    number,
    out_of,
    printed,
    sentence,
    whole,
)

ASSURANCE = {
    Assurance.MEETS: "can be expected to meet it month after month",
    Assurance.MISSES: "can be expected to miss it month after month",
    Assurance.HIT_OR_MISS: "may meet it in one month and miss it in another",
}
NO_TARGET = "There is no target."
ENGLAND = {"England": COMPARED["england"]}


def draft(board: Board, indicator: str, printed: Mapping[str, str] | None = None) -> str:
    """The draft on one indicator: a few sentences for each of its figures, or its groups if it is a composition. With what the
    report's variables print, they stand in place of the figures."""

    def written(words: str, *of: str) -> str:
        path = ".".join((indicator, *map(identifier, filter(None, of))))
        return with_variables(words, path, printed) if printed else words

    judged = [found for (id, _), found in board.judgements.items() if id == indicator]
    if judged:
        areas = {"England": COMPARED["england"], board.council.get("similar"): COMPARED["similar"]}
        first, *more = [written(draft_of(each, board.month, areas), each.category) for each in judged]
        return " ".join([first, *(words.replace(f" {NO_TARGET}", "") for words in more)])
    declared = INDICATORS[indicator]
    parts = compositions(board.measures[board.measures["indicator"] == indicator])
    if parts.empty:
        return _nothing(declared, board.month)
    parts = parts[~parts["category"].isin(declared.parts)]
    groups = [
        f"{category_words(name)} ({written(number(size), name)})"
        for name, size in zip(parts["category"], parts["numerator"])
    ]
    whole = written(count(parts["numerator"].sum(), "children"))
    when = written(day(parts["period_end"].iloc[0]))
    return f"{declared.title}, {when}: {list_of(groups)}. In all: {whole}."


def draft_of(judged: Judgement, this: ReportingMonth, areas: Mapping[str, str] = ENGLAND) -> str:
    """The draft on one judged figure. `areas`: whose published figures to name, each with how it is called."""
    if judged.now is None:
        return _nothing(judged.indicator, this, judged.category)
    year = in_a_year(judged)
    sentences = [
        f"{_fact(judged)}{_step(judged)}.",
        f"In counts: {year}." if in_counts(judged) and year else _sentence(year),
        _target(judged),
        f"The month is {words}." if (words := month(judged)) else "",
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


def _step(judged: Judgement) -> str:
    """The change since the period before, as figures."""
    made = judged.change
    if made.difference is None:
        return "" if judged.change_in_year.before else "; there is no earlier figure to compare it with"
    before = _name(judged, made.before)
    if not made.difference:
        return f", the same as {'in' if _kind(judged) in ('month', 'quarter') else 'on'} {before}"
    return f", {change(made.difference, judged.unit)} from {before}"


def _target(judged: Judgement) -> str:
    if judged.target is None:
        return NO_TARGET
    expected = ASSURANCE.get(judged.assurance)
    words = f"It {target(judged)}"
    return f"{words}; as things run now, the figure {expected}." if expected else f"{words}."


def _sentence(words: str) -> str:
    return f"{sentence(words)}." if words else ""


def _published(judged: Judgement, areas: Mapping[str, str]) -> str:
    """The comparison with others; counts of whole areas compare with nobody's."""
    found = judged.benchmark
    if found is None or judged.unit in COUNTED:
        return ""
    known = {name: found.values.get(area) for area, name in areas.items()}
    values = [f"{name} {whole(value, judged.unit)}" for name, value in known.items() if not is_missing(value)]
    part = f" of “{category_words(found.measure.category)}”" if found.measure.category else ""
    alike = "" if found.measure.like_for_like else ", not like for like"
    if not values:
        return ""
    ours = (
        f", {COMPARED['ours']} {whole(judged.compared.value, judged.unit)}"
        if part and judged.compared
        else ""
    )
    return f"Published{part} for the year to 31 March {found.year}{alike}: {list_of(values)}{ours}."


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
