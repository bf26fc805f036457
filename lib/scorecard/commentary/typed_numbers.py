"""Numbers typed by hand in a commentary that are figures of its own indicators: this month's, which a variable would give,
and those of the last pack, which are stale."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

import pandas as pd

from scorecard.board import Board
from scorecard.commentary.blocks import Block
from scorecard.commentary.report_variables import flat
from scorecard.disclosure.constants import without_constants
from scorecard.display.variables import variables
from scorecard.indicators import INDICATORS
from scorecard.judgement.benchmarks import COLUMNS
from scorecard.judgement.judge import judge
from scorecard.report_text import Remark, ReportText
from scorecard.reporting_month import ReportingMonth
from scorecard.words import category_words

NUMBER = re.compile(
    r"(?<![\w.,/#@-])(?P<digits>\d+(?:,\d{3})*(?:\.\d+)?)(?![\w]|[.,/]\d)(?P<percent>\s?%| per cent\b)?"
)
# attributes, addresses of links, tags, the numbers of a list's items
NOT_PROSE = re.compile(r"\{[^}]*\}|\]\([^)]*\)|<[^>]*>|^\s*\d+[.)] ")
FIGURES = ("value", "numerator", "denominator", "share", "total")
"""The variables that are an indicator's own figures now; the others tell of its past, its target and other areas."""
FOR_THE_PUBLIC = ("about",)
COMPARED = {"england": "England", "similar": "similar councils", "ours": "ours"}
"""The variables of a comparison with others, each with how a draft calls whose figure it is."""

Number = tuple[float, bool]
"""A number as it is printed, and whether in per cent."""


def typed_numbers(
    text: ReportText, blocks: tuple[Block, ...], named: Mapping[str, Any], board: Board
) -> Iterator[Remark]:
    """A remark on each number typed in the blocks of a report's text that equals a present figure of one of the block's own
    indicators, or one of the last issued pack, and is not of a definition ("12 months"). `named` are the month's variables."""
    now, last = flat(named), _last_issued(board)
    before = flat(variables(last)) if last else {}
    for block in blocks:
        present, issued = (_figures(printed, block.indicators) for printed in (now, before))
        for line in range(block.div.line + 1, block.div.last):
            for found in NUMBER.finditer(_prose(text.prose[line - 1], block.indicators)):
                typed, number = found[0].strip(), _read(found)
                if variable := present.get(number):
                    yield Remark(line, f"{typed} is typed; write {_shortcode(variable)}, which gives it")
                elif variable := issued.get(number):
                    yield Remark(
                        line,
                        f"{typed} is stale, the pack of {last.month.name} printed it; "
                        f"write {_shortcode(variable)}, which gives {now[variable]}",
                    )


def _prose(line: str, ids: tuple[str, ...]) -> str:
    """A line without the numbers that are no figures: those of definitions, and of the names of groups ("1 to 4")."""
    for name in (name for id in ids if id in INDICATORS for name in INDICATORS[id].groups):
        line = re.sub(rf"(?<!\w){re.escape(category_words(name))}(?!\w)", " ", line, flags=re.IGNORECASE)
    return without_constants(NOT_PROSE.sub(" ", line))


def with_variables(words: str, of: str, printed: Mapping[str, str]) -> str:
    """What is said of one figure, with a variable in place of whatever holds a number and is written as a variable of the figure
    or of the month prints it: the longest first, so that "12 months" is no figure of 12, and no date is cut after
    its day. `of`: the figure's variables, such as "caseload.team" for `caseload.team.value`."""
    known: dict[str, str] = {}
    for name, value in printed.items():
        whose, _, part = name.rpartition(".")
        figure = part in FIGURES or not NUMBER.fullmatch(value)
        if whose == of and part in COMPARED:
            known.setdefault(f"{COMPARED[part]} {value}", name)
        elif whose in (of, "month") and figure and part not in FOR_THE_PUBLIC and NUMBER.search(value):
            known.setdefault(value, name)
    if not known:
        return words
    longest_first = "|".join(map(re.escape, sorted(known, key=len, reverse=True)))
    prose = without_constants(words)

    def variable(found: re.Match) -> str:
        constant = NUMBER.fullmatch(found[0]) and not prose[found.start() : found.end()].strip()
        name = known[found[0]]
        return found[0] if constant else found[0].removesuffix(printed[name]) + _shortcode(name)

    return re.sub(rf"(?<![\w.,/#@-])(?<!\d )(?:{longest_first})(?![\w%]|[.,/]\d)", variable, words)


def _shortcode(variable: str) -> str:
    return f"{{{{< var {variable} >}}}}"


def _read(found: re.Match) -> Number:
    return float(found["digits"].replace(",", "")), bool(found["percent"])


def _figures(printed: Mapping[str, str], ids: tuple[str, ...]) -> dict[Number, str]:
    """The variables of some indicators' figures by the number that they print; of several the shallowest."""
    figures: dict[Number, str] = {}
    for variable in sorted(printed, key=lambda name: name.count(".")):
        id, _, part = variable.partition(".")
        if id in ids and part.split(".")[-1] in FIGURES and (found := NUMBER.match(printed[variable])):
            figures.setdefault(_read(found), variable)
    return figures


def _last_issued(board: Board) -> Board | None:
    """The board as the last pack before the month printed it; None where none is kept."""
    if board.issued is None or board.issued.empty:
        return None
    newest = board.issued["month"].max()
    measures, month = board.issued[board.issued["month"] == newest], ReportingMonth.parse(newest)
    judged = judge(measures, None, month, board.targets, pd.DataFrame(columns=list(COLUMNS)))
    return replace(
        board,
        month=month,
        measures=measures,
        judgements={(found.indicator.id, found.category): found for found in judged},
    )
