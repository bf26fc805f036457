"""Numbers typed by hand in a commentary: which are not figures of its indicators, and what they should be.

An earlier figure is right where the sentence says of when it is ("69.7% in April", "up from 69.7%"). Numbers of the
definition itself (20 working days, aged 19 to 21), dates and links are not figures.
"""

import re
from collections.abc import Iterator, Sequence

from scorecard.board import Board
from scorecard.commentary.named_figures import Figure, figures_of
from scorecard.indicators import INDICATORS
from scorecard.judgement.judge import Judgement
from scorecard.reporting_month import MONTH_NAMES, ReportingMonth
from scorecard.words import list_of, out_of, printed

NUMBER = re.compile(
    r"(?<![\w.,/#-])(?P<typed>\d+(?:,\d{3})*(?:\.\d+)?)(?![\w]|[.,/]\d)(?P<percent>\s?%| per cent\b)?"
)
MONTHS = "|".join(MONTH_NAMES)
NOT_FIGURES = re.compile(
    # shortcodes, attributes, code, links, tags, references, numbers of list items
    r"\{\{<.*?>\}\}|\{[^}]*\}|`[^`]*`|\]\([^)]*\)|<[^>]*>|@[\w-]+|^\s*\d+[.)] "
    # dates, years, quarters, ages and spans of time
    rf"|\b\d{{1,2}}(?:st|nd|rd|th)?(?=\s(?:{MONTHS})\b)|\b(?:19|20)\d\d(?:/\d\d)?\b|\bQ[1-4]\b|per 10,000"
    r"|\b[Aa]ged?\s\d+(?:\s(?:to|and|or)\s\d+)?|\b\d+\s(?:months|years|weeks|working days)\b",
    re.MULTILINE,
)
WORDS_BETWEEN = r"(?:[ ,(]+[\w-]+){0,%d}?[ ,(]+"
OF_A_MONTH = re.compile(
    WORDS_BETWEEN % 3 + rf"(?:in|at|for|to|of|by)(?: the end of)? (?P<month>{MONTHS})(?: (?P<year>20\d\d))?"
)
EARLIER_BEFORE = re.compile(
    rf"\b(?:from|than|since)(?: (?:the|about|around|some|nearly))* $|\b(?:{MONTHS})(?: 20\d\d)?:? \(?$"
)
EARLIER_AFTER = re.compile(
    WORDS_BETWEEN % 4
    + r"(?:last (?:month|quarter|year)|(?:month|quarter|year) (?:before|earlier|ago)|previously)\b"
)


def wrong_numbers(lines: Sequence[str], ids: Sequence[str], board: Board) -> Iterator[tuple[int, str]]:
    """For each number typed in a commentary's lines that is no figure of its indicators this month: the position of its
    line, from 0, and which it should be."""
    ids = [id for id in ids if id in INDICATORS]
    figures = [figure for id in ids for figure in figures_of(board, id)]
    constant = _numbers_of_definitions(ids, board)
    text = "\n".join(lines)
    plain = text.replace("\n", " ")
    masked = NOT_FIGURES.sub(lambda found: re.sub(r"[^\n]", " ", found[0]), text)
    for found in NUMBER.finditer(masked):
        if found["typed"] in constant and not found["percent"]:
            continue
        same = [figure for figure in figures if _is(figure, found["typed"], bool(found["percent"]))]
        said = _month_said(plain[found.end() :], board.month)
        earlier = EARLIER_BEFORE.search(plain[: found.start()]) or EARLIER_AFTER.match(plain[found.end() :])
        if not any(_fits(figure, said, bool(earlier), board.month) for figure in same):
            words = _should_be(same, figures, said) or _now(ids, board)
            names = list_of([INDICATORS[id].label for id in ids])
            yield (
                text.count("\n", 0, found.start()),
                f"{found[0].strip()} is not a figure of {names} for {(said or board.month).name}{words}",
            )


def _is(figure: Figure, typed: str, percent: bool) -> bool:
    """Whether the number is the figure, rounded as it was typed."""
    bare = typed.replace(",", "")
    decimals = len(bare.partition(".")[2])
    if (percent and figure.unit not in ("%", "")) or (figure.unit == "%" and not percent and not decimals):
        return False
    return abs(float(bare) - abs(figure.value)) <= 0.5 * 10**-decimals + 1e-9


def _month_said(after: str, this: ReportingMonth) -> ReportingMonth | None:
    """The month that the sentence gives for a number, if it does; without a year the latest of that name."""
    named = OF_A_MONTH.match(after.partition(". ")[0])
    if named is None:
        return None
    month = MONTH_NAMES.index(named["month"]) + 1
    return ReportingMonth(int(named["year"] or (this.year if month <= this.month else this.year - 1)), month)


def _fits(figure: Figure, said: ReportingMonth | None, earlier: bool, this: ReportingMonth) -> bool:
    """Whether what the sentence says of when agrees with the figure's month."""
    if said and figure.month:
        return said == figure.month or (figure.now and said == this)
    return figure.now or earlier


def _should_be(same: list[Figure], figures: list[Figure], said: ReportingMonth | None) -> str:
    """What the number that is typed is now, or was in the month that the sentence gives; blank where that is unknown."""
    roles = [figure.role for figure in same if figure.month]
    right = [
        figure
        for figure in figures
        if figure.role in roles and (figure.month == said if said else figure.now)
    ]
    return f"; it should be {printed(right[0].value, right[0].unit or 'children')}" if right else ""


def _now(ids: Sequence[str], board: Board) -> str:
    """The indicators' figures of the month."""
    known = [words for id in ids if (words := _printed(id, board))]
    return f"; it should be {' or '.join(known)}" if known else ", which has no data"


def _printed(id: str, board: Board) -> str:
    judged = [found for (name, _), found in board.judgements.items() if name == id and found.now]
    if judged:
        return list_of([_with_parts(found) for found in judged])
    rows = board.measures[(board.measures["indicator"] == id) & board.measures["value"].notna()]
    return list_of([f"{printed(row.value, row.unit)} ({row.category})" for row in rows.itertuples()])


def _with_parts(judged: Judgement) -> str:
    of = f" ({out_of(judged.now.numerator, judged.now.denominator)})" if judged.unit == "%" else ""
    name = f" ({judged.category})" if judged.category else ""
    return printed(judged.now.value, judged.unit) + of + name


def _numbers_of_definitions(ids: Sequence[str], board: Board) -> set[str]:
    """The numbers in what the indicators are called, how they are defined and the names of their groups."""
    declared = [INDICATORS[id] for id in ids]
    texts = [
        text for each in declared for text in (each.title, each.definition, each.numerator, each.denominator)
    ]
    groups = board.measures.loc[board.measures["indicator"].isin(ids), "category"].unique()
    return set(re.findall(r"\d+(?:\.\d+)?", " ".join([*texts, *groups])))
