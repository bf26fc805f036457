"""What an analyst should look at in the report's text before the month's pack is final, each with its line.

Commentary for another month, an indicator off target or changed that nobody comments on, numbers typed by hand that are
not this month's, and variables that would read oddly.
"""

import re

from scorecard.board import Board
from scorecard.commentary.blocks import Block, Commentary, Remark, read_commentary
from scorecard.commentary.report_variables import mistaken_variables, odd_variables
from scorecard.commentary.typed_numbers import wrong_numbers
from scorecard.display.variables import variables
from scorecard.indicators import INDICATORS
from scorecard.judgement.judge import Direction, Judgement
from scorecard.judgement.targets import AgainstTarget
from scorecard.words import change, list_of

CHANGED = {Direction.BETTER, Direction.WORSE, Direction.NEITHER}


def remarks_on(text: str, board: Board) -> list[Remark]:
    """Everything to look at in a report's text, in its order."""
    commentary, named = read_commentary(text), variables(board)
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
            *uncommented(text, commentary, board),
            *(remark for block in commentary.blocks for remark in _typed(block, board)),
            *mistaken_variables(text, named),
            *(remark for remark in odd_variables(text, named) if remark.line not in left_out),
        ]
    )


def uncommented(text: str, commentary: Commentary, board: Board) -> list[Remark]:
    """The indicators off target, or changed since the period before, that no commentary with words is about."""
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
    reasons = ["is off target"] if judged.against_target is AgainstTarget.NOT_MET else []
    if judged.change.direction in CHANGED:
        words = change(judged.change.difference, judged.unit)
        reasons.append("changed" if judged.category else f"changed ({words})")
    return reasons


def _typed(block: Block, board: Board) -> list[Remark]:
    return [
        Remark(block.line + 1 + position, words)
        for position, words in wrong_numbers(block.lines, block.indicators, board)
    ]


def _line_of(text: str, id: str) -> int:
    """The line that embeds the indicator's figure, or the first."""
    label = re.compile(rf"#(?:fig|tbl)-{id.replace('_', '[-_]')}\b")
    return next((number for number, line in enumerate(text.split("\n"), start=1) if label.search(line)), 1)
