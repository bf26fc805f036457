"""Numbers typed by hand in a commentary: which are not figures of its indicators, and what they should be.

This month's figures are the month's measures, the changes, target, process limits and published comparisons. An earlier
figure is right where the sentence says of when it is ("69.7% in April", "up from 69.7%"). Numbers of the definition
itself (20 working days, aged 19 to 21), dates and links are not figures.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import accumulate

from scorecard.board import Board
from scorecard.catalogue import INDICATORS, Indicator
from scorecard.judgement import Judgement
from scorecard.reporting_month import MONTH_NAMES, ReportingMonth
from scorecard.words import is_missing, list_of, out_of, printed

NUMBER = re.compile(
    r"(?<![\w.,/#-])[−-]?\d+(?:,\d{3})*(?:\.\d+)?(?![\w]|[.,/]\d)(?P<percent>\s?%| per cent\b)?"
)
MONTHS = "|".join(MONTH_NAMES)
NOT_FIGURES = re.compile(
    r"\{\{<.*?>\}\}|\{[^}]*\}|`[^`]*`|\]\([^)]*\)|<[^>]*>|@[\w-]+"  # shortcodes, attributes, code, links, tags, references
    rf"|\b\d{{1,2}}(?:st|nd|rd|th)?(?= (?:{MONTHS})\b)|\b(?:19|20)\d\d(?:/\d\d)?\b|per 10,000|\bQ[1-4]\b"
    r"|\b[Aa]ged? \d+(?: (?:to|and|or) \d+)?|\b\d+ ?(?:months|years|weeks|working days)\b|\bStage \d+|^\s*\d+[.)] "
)
OF_A_MONTH = re.compile(
    rf"(?:[ ,(]+[\w-]+){{0,3}}?[ ,(]+(?:in|at|for|to|of|by)(?: the end of)? (?P<month>{MONTHS})(?: (?P<year>20\d\d))?"
)
EARLIER_BEFORE = re.compile(r"\b(?:from|than|since)(?: (?:the|about|around|some|nearly))* $")
EARLIER_AFTER = re.compile(
    r"(?:[ ,(]+[\w-]+){0,4}?[ ,(]+(?:last (?:month|quarter|year)|(?:the )?(?:month|quarter|year) (?:before|earlier|ago)|previously)\b"
)


@dataclass(frozen=True)
class Figure:
    """A number that a commentary may name: what it is of (`role`, the same from month to month), its value and unit, the
    month that it is of, and whether it is the newest of its role."""

    indicator: str
    role: tuple[str, ...]
    value: float
    unit: str
    month: ReportingMonth | None
    now: bool


def wrong_numbers(lines: Iterable[str], indicators: Iterable[str], board: Board) -> Iterator[tuple[int, str]]:
    """For each number typed in a commentary's lines that is no figure of its indicators, the line's position from 0 and words."""
    ids = [id for id in indicators if id in INDICATORS]
    figures = [figure for id in ids for figure in figures_of(board, id)]
    constant = {number for id in ids for number in _numbers_of_definition(INDICATORS[id])}
    lines = list(lines)
    masked = NOT_FIGURES.sub(lambda found: " " * len(found[0]), "\n".join(lines).replace("\n", " "))
    for found in NUMBER.finditer(masked):
        typed, percent = (
            found[0][: len(found[0]) - len(found["percent"] or "")].strip(),
            bool(found["percent"]),
        )
        if typed in constant and not percent:
            continue
        right = [figure for figure in figures if _is(figure, typed, percent)]
        plain = "\n".join(lines).replace("\n", " ")
        if not any(_fits(figure, plain, found, board.month) for figure in right):
            position = "\n".join(lines).count("\n", 0, found.start())
            yield position, _words(found[0].strip(), right, figures, ids, board)


def figures_of(board: Board, id: str) -> list[Figure]:
    """Every number that stands for an indicator in this month's scorecard, past points of its series among them."""
    judged = [found for (name, _), found in board.judgements.items() if name == id]
    measured = [*_measured(board, id), *(figure for each in judged for figure in _judged(each))]
    return [figure for figure in measured if not is_missing(figure.value)]


def _measured(board: Board, id: str) -> Iterator[Figure]:
    rows = board.measures[board.measures["indicator"] == id]
    newest = rows.groupby(["period_type", "category", "unit"])["period_end"].transform("max")
    for row, now in zip(rows.itertuples(), rows["period_end"] == newest):
        month = ReportingMonth(row.period_end.year, row.period_end.month)
        counted = "" if row.unit == "%" else row.unit
        for part, value, unit in (
            ("value", row.value, row.unit),
            ("numerator", row.numerator, counted),
            ("denominator", row.denominator, ""),
            ("rest", row.denominator - row.numerator if row.unit == "%" else None, ""),
        ):
            yield Figure(id, (row.period_type, row.category, row.unit, part), value, unit, month, now)
    parts = rows[(rows["period_type"] == "snapshot") & (rows["category"] != "") & rows["denominator"].isna()]
    yield from _groups(id, parts["numerator"].to_list(), board.month)


def _groups(id: str, counts: list[float], month: ReportingMonth) -> Iterator[Figure]:
    """Of a composition: neighbouring groups together, and each share of the whole."""
    for first in range(len(counts)):
        for size, together in enumerate(accumulate(counts[first:]), start=1):
            yield Figure(id, ("groups", str(first), str(size)), together, "", month, True)
            if sum(counts):
                yield Figure(
                    id, ("share", str(first), str(size)), 100 * together / sum(counts), "%", month, True
                )


def _judged(judged: Judgement) -> Iterator[Figure]:
    id, unit, category = judged.indicator.id, judged.unit, judged.category
    found = {
        "change": judged.change.difference and abs(judged.change.difference),
        "change in a year": judged.change_in_year.difference and abs(judged.change_in_year.difference),
    }
    if judged.target:
        for side, bound in (("low", judged.target.low), ("high", judged.target.high)):
            found[f"target {side}"] = bound
            found[f"from target {side}"] = (
                None if bound is None or judged.now is None else abs(judged.now.value - bound)
            )
    if judged.variation:
        found |= {part: getattr(judged.variation, part) for part in ("mean", "lower", "upper")}
    if judged.benchmark:
        found |= {f"published for {area}": value for area, value in judged.benchmark.values.items()}
    for role, value in found.items():
        yield Figure(
            id,
            (category, role),
            value,
            unit if "change" not in role and "from" not in role else "",
            None,
            True,
        )
    for change in (judged.change, judged.change_in_year):
        if change.before:
            month = ReportingMonth(change.before.end.year, change.before.end.month)
            yield Figure(id, (category, "before"), change.before.value, unit, month, False)
            yield Figure(id, (category, "before, of"), change.before.numerator, "", month, False)


def _is(figure: Figure, typed: str, percent: bool) -> bool:
    """Whether the number is the figure, rounded as it was typed."""
    if percent and figure.unit not in ("%", ""):
        return False
    bare = typed.replace(",", "").lstrip("−-")
    decimals = len(bare.partition(".")[2])
    return abs(float(bare) - abs(figure.value)) <= 0.5 * 10**-decimals + 1e-9


def _fits(figure: Figure, text: str, found: re.Match, this: ReportingMonth) -> bool:
    """Whether what the sentence says of when agrees with the figure's month."""
    after = text[found.end() :].partition(". ")[0]
    named = OF_A_MONTH.match(after)
    if named and figure.month:
        month = MONTH_NAMES.index(named["month"]) + 1
        year = int(named["year"] or (this.year if month <= this.month else this.year - 1))
        if ReportingMonth(year, month) == figure.month:
            return True
        return figure.now and ReportingMonth(year, month) == this
    return figure.now or bool(EARLIER_BEFORE.search(text[: found.start()]) or EARLIER_AFTER.match(after))


def _words(typed: str, past: list[Figure], figures: list[Figure], ids: list[str], board: Board) -> str:
    roles = [figure.role for figure in past if not figure.now]
    same = next((figure for figure in figures if figure.now and figure.role in roles), None)
    should_be = [f"{_printed(same)}"] if same else [_now(board, id) for id in ids]
    names = list_of([INDICATORS[id].label for id in ids])
    words = f"{typed} is not a figure of {names} for {board.month.name}; it should be {' or '.join(filter(None, should_be))}"
    return (
        words
        if any(should_be)
        else f"{typed} is not a figure of {names}, which has no data for {board.month.name}"
    )


def _printed(figure: Figure) -> str:
    return printed(figure.value, figure.unit or "children")


def _now(board: Board, id: str) -> str:
    """The indicator's figures of the month, as they are printed."""
    judged = [found for (name, _), found in board.judgements.items() if name == id and found.now]
    if judged:
        return list_of([_with_parts(found) for found in judged])
    rows = board.measures[(board.measures["indicator"] == id) & board.measures["value"].notna()]
    return list_of([f"{printed(row.value, row.unit)} ({row.category})" for row in rows.itertuples()])


def _with_parts(judged: Judgement) -> str:
    of = f" ({out_of(judged.now.numerator, judged.now.denominator)})" if judged.unit == "%" else ""
    name = f" ({judged.category})" if judged.category else ""
    return printed(judged.now.value, judged.unit) + of + name


def _numbers_of_definition(indicator: Indicator) -> set[str]:
    texts = (
        indicator.title,
        indicator.label,
        indicator.definition,
        indicator.numerator,
        indicator.denominator,
        indicator.period,
    )
    return set(re.findall(r"\d+(?:\.\d+)?", " ".join(texts)))
