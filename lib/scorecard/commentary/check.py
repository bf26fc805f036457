"""What an analyst should look at in the report's text before the month's pack is final, each with its line.

Commentary for another month, an indicator off target, changed or unusual that nobody comments on, lead words that the
figure does not bear out, numbers typed by hand that a variable would give, and variables that would read oddly.
"""

from typing import Any

from scorecard.board import Board
from scorecard.commentary.blocks import Commentary, read_commentary
from scorecard.commentary.lead_words import lead_words
from scorecard.commentary.report_variables import mistaken_variables, odd_variables
from scorecard.commentary.tiles import too_long
from scorecard.commentary.typed_numbers import typed_numbers
from scorecard.indicators import INDICATORS
from scorecard.judgement.judge import Judgement
from scorecard.judgement.targets import AgainstTarget
from scorecard.report_text import Remark, ReportText, unmerged, unpaired
from scorecard.words import list_of


def remarks_on(
    text: ReportText, board: Board, named: dict[str, Any], *, complete: bool = True
) -> list[Remark]:
    """Everything to look at in a report's text, in its order; `named`: the board's variables. Only one that is `complete` must
    comment on every figure."""
    commentary = read_commentary(text)
    # The report leaves out a commentary none of whose indicators has data: no variable in it is read.
    left_out = {
        line
        for block in commentary.blocks
        if block.indicators and set(block.indicators) <= set(named["without_data"])
        for line in range(block.line, block.line + len(block.lines) + 1)
    }
    return sorted(
        [
            *commentary.not_ready(board.month),
            *(
                Remark(block.line, "this commentary is empty")
                for block in commentary.blocks
                if not block.text
            ),
            *(uncommented(text, commentary, board) if complete else ()),
            *lead_words(commentary.blocks, board),
            *typed_numbers(text, commentary.blocks, named, board),
            *mistaken_variables(text, named),
            *unmerged(text),
            *unpaired(text),
            *too_long(text, named),
            *(remark for remark in odd_variables(text, named) if remark.line not in left_out),
        ]
    )


def uncommented(text: ReportText, commentary: Commentary, board: Board) -> list[Remark]:
    """The indicators off target, changed in a year by more than chance, or unusual this month, that no commentary with words
    is about."""
    told = {id for block in commentary.blocks if block.text for id in block.indicators}
    remarks = []
    for id in INDICATORS:
        judged = [found for (name, _), found in board.judgements.items() if name == id]
        reasons = list(dict.fromkeys(reason for found in judged for reason in _reasons(found)))
        if reasons and id not in told:
            words = f"there is no commentary on {INDICATORS[id].label}, which {list_of(reasons)}"
            remarks.append(Remark(_line_of(text, id), words))
    return remarks


def _reasons(judged: Judgement) -> list[str]:
    of = f" ({judged.category})" if judged.category else ""
    reasons = [f"is off target{of}"] if judged.against_target is AgainstTarget.NOT_MET else []
    claim = judged.change_in_year.claim
    if claim.is_change:
        reasons.append(f"is {claim} than a year before{of}")
    if judged.variation and judged.variation.side:
        reasons.append(f"is {judged.variation.words}{of}")
    return reasons


def _line_of(text: ReportText, id: str) -> int:
    """The line that embeds the indicator's figure, or the first."""
    labels = {f"{kind}-{id.replace('_', '-')}" for kind in ("fig", "tbl")}
    embeds = text.shortcodes("embed")
    return next((embed.line for embed in embeds if embed.argument.partition("#")[2] in labels), 1)
