"""Numbers typed by hand in a commentary: which are not figures of its indicators, and what they should be.

An earlier figure is right where the sentence says of when it is ("69.7% in April", "up from 69.7%"). Numbers of the
definition itself (20 working days, aged 19 to 21), dates and links are not figures.
"""

import re
from collections.abc import Iterator, Sequence

from scorecard.board import Board
from scorecard.catalogue import INDICATORS
from scorecard.judgement import Judgement
from scorecard.named_figures import Figure, figures_of
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
EARLIER_BEFORE = re.compile(r"\b(?:from|than|since)(?: (?:the|about|around|some|nearly))* $")
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
        if not any(
            _fits(figure, plain[: found.start()], plain[found.end() :], board.month) for figure in same
        ):
            yield text.count("\n", 0, found.start()), _words(found[0].strip(), same, figures, ids, board)


def _is(figure: Figure, typed: str, percent: bool) -> bool:
    """Whether the number is the figure, rounded as it was typed."""
    if percent and figure.unit not in ("%", ""):
        return False
    bare = typed.replace(",", "")
    decimals = len(bare.partition(".")[2])
    return abs(float(bare) - abs(figure.value)) <= 0.5 * 10**-decimals + 1e-9


def _fits(figure: Figure, before: str, after: str, this: ReportingMonth) -> bool:
    """Whether what the sentence says of when agrees with the figure's month."""
    named = OF_A_MONTH.match(after.partition(". ")[0])
    if named and figure.month:
        month = MONTH_NAMES.index(named["month"]) + 1
        year = int(named["year"] or (this.year if month <= this.month else this.year - 1))
        said = ReportingMonth(year, month)
        return said == figure.month or (figure.now and said == this)
    return figure.now or bool(EARLIER_BEFORE.search(before) or EARLIER_AFTER.match(after))


def _words(typed: str, past: list[Figure], figures: list[Figure], ids: Sequence[str], board: Board) -> str:
    roles = [figure.role for figure in past if not figure.now]
    same = next((figure for figure in figures if figure.now and figure.role in roles), None)
    right = [printed(same.value, same.unit or "children")] if same else [_now(board, id) for id in ids]
    right = [words for words in right if words]
    names = list_of([INDICATORS[id].label for id in ids])
    if not right:
        return f"{typed} is not a figure of {names}, which has no data for {board.month.name}"
    return f"{typed} is not a figure of {names} for {board.month.name}; it should be {' or '.join(right)}"


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


def _numbers_of_definitions(ids: Sequence[str], board: Board) -> set[str]:
    """The numbers in what the indicators are called, how they are defined and the names of their groups."""
    declared = [INDICATORS[id] for id in ids]
    texts = [
        text for each in declared for text in (each.title, each.definition, each.numerator, each.denominator)
    ]
    groups = board.measures.loc[board.measures["indicator"].isin(ids), "category"].unique()
    return set(re.findall(r"\d+(?:\.\d+)?", " ".join([*texts, *groups])))
